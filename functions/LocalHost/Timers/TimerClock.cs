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
    public Task RunAsync() => Task.WhenAll(
        options.Value.TimersEnabled ? functions.All.Where(f => f.Trigger is TimerTrigger).Select(RunAsync) : []);

    private async Task RunAsync(FunctionDescription function)
    {
        var timer = (TimerTrigger)function.Trigger!;
        var schedule = CronSchedule.Parse(timer.Schedule);
        try
        {
            if (timer.RunOnStartup)
                await runs.RunUnawaitedAsync(function, time.GetUtcNow());

            var due = schedule.After(time.GetUtcNow());
            while (true)
            {
                var left = due - time.GetUtcNow();
                if (left > TimeSpan.Zero)
                {
                    await Task.Delay(left < LongestSleep ? left : LongestSleep, activity.Stopping);
                    continue;
                }

                await runs.RunUnawaitedAsync(function, due);
                activity.Stopping.ThrowIfCancellationRequested();

                // Occurrences that passed during a long run, or a jump of the clock, are one run and not many.
                due = schedule.After(time.GetUtcNow());
            }
        }
        catch (OperationCanceledException) when (activity.Stopping.IsCancellationRequested)
        {
        }
    }
}
