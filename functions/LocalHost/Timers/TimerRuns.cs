using System.Collections.Concurrent;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Monitoring.LocalHost.Functions;

namespace Monitoring.LocalHost.Timers;

/// <summary>Runs timers, one run of each at a time, whoever asks: the clock, the admin endpoint or a test.</summary>
internal sealed partial class TimerRuns(
    IServiceProvider services, Activity activity, FailureReport failures, TimeProvider time, ILogger<TimerRuns> log)
{
    private readonly ConcurrentDictionary<string, SemaphoreSlim> _turns = new();
    private readonly ConcurrentDictionary<string, DateTime> _lastDue = new();

    /// <summary>Runs the function now.</summary>
    /// <param name="function">A function with a timer.</param>
    /// <param name="due">When it came due; null for a run by hand, which leaves the schedule's status as it is.</param>
    /// <exception cref="Exception">What the function threw; it is told to the log too. A timer is not tried again.</exception>
    public async Task RunAsync(FunctionDescription function, DateTimeOffset? due)
    {
        using var work = activity.Begin();
        var turn = _turns.GetOrAdd(function.Name, _ => new SemaphoreSlim(1));
        await turn.WaitAsync(activity.Stopping);
        try
        {
            var info = Info(function, due);
            await using var scope = services.CreateAsyncScope();
            await FunctionRun.InvokeAsync(function, scope.ServiceProvider, _ => info, activity.Abandoning);
        }
        catch (OperationCanceledException) when (activity.Abandoning.IsCancellationRequested)
        {
            throw;
        }
        catch (Exception e)
        {
            RunFailed(log, function.Name, e);
            failures.Tell(new FunctionFailure(function.Name, null, 1, GivenUp: true, e));
            throw;
        }
        finally
        {
            turn.Release();
        }
    }

    /// <summary>Runs the function with nobody awaiting: what it throws is in the log.</summary>
    public async Task RunUnawaitedAsync(FunctionDescription function, DateTimeOffset? due)
    {
        try
        {
            await RunAsync(function, due);
        }
        catch (Exception)
        {
            // Told by RunAsync, or the host is stopping.
        }
    }

    private TimerInfo Info(FunctionDescription function, DateTimeOffset? due)
    {
        var timer = (TimerTrigger)function.Trigger!;
        var now = time.GetUtcNow();
        var status = new ScheduleStatus
        {
            Last = _lastDue.GetValueOrDefault(function.Name),
            Next = CronSchedule.Parse(timer.Schedule).After(now).UtcDateTime,
            LastUpdated = now.UtcDateTime,
        };
        if (due is { } at)
            _lastDue[function.Name] = at.UtcDateTime;
        return new TimerInfo
        {
            ScheduleStatus = timer.UseMonitor ? status : null,
            IsPastDue = due is not null && now - due > TimeSpan.FromMinutes(1),
        };
    }

    [LoggerMessage(LogLevel.Error, "The timer {Function} failed.")]
    private static partial void RunFailed(ILogger log, string function, Exception cause);
}
