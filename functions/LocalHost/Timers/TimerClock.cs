using Microsoft.Extensions.Options;
using Monitoring.LocalHost.Functions;

namespace Monitoring.LocalHost.Timers;

/// <summary>Runs timers when the app's clock says that they are due.</summary>
internal sealed class TimerClock(
    FunctionSet functions, TimerRuns runs, Activity activity, IOptions<LocalHostOptions> options, TimeProvider time)
{
    // The app's clock may be set, stand still or jump, so it is read often instead of slept by.
    private static readonly TimeSpan LongestSleep = TimeSpan.FromMilliseconds(500);

    /// <summary>Completes when the host stops.</summary>
    /// <param name="from">When the host started: a timer is due from then on, however late its loop gets to run.</param>
    public Task RunAsync(DateTimeOffset from) => Task.WhenAll(
        options.Value.TimersEnabled ? functions.All.Where(f => f.Trigger is TimerTrigger).Select(f => RunAsync(f, from)) : []);

    private async Task RunAsync(FunctionDescription function, DateTimeOffset from)
    {
        var timer = (TimerTrigger)function.Trigger!;
        var schedule = CronSchedule.Parse(timer.Schedule);
        try
        {
            if (timer.RunOnStartup)
                await runs.RunUnawaitedAsync(function, from);

            var due = schedule.After(from);
            while (true)
            {
                var now = time.GetUtcNow();
                var left = due - now;
                if (left > TimeSpan.Zero)
                {
                    await Task.Delay(left < LongestSleep ? left : LongestSleep, activity.Stopping);
                    continue;
                }

                await runs.RunUnawaitedAsync(function, due);
                activity.Stopping.ThrowIfCancellationRequested();

                // Occurrences that passed before this run, by a jump of the clock, were one run and not many; those that
                // passed during it are one more.
                due = schedule.After(now);
            }
        }
        catch (OperationCanceledException) when (activity.Stopping.IsCancellationRequested)
        {
        }
    }
}
