using Microsoft.Azure.Functions.Worker;
using Monitoring.App.Stages;

namespace Monitoring.App.Triggers;

// Schedules are in UTC (NCRONTAB, seconds first). Which London date it is, the stage decides.

/// <summary>What compares or gathers authorities, once changes have settled.</summary>
public sealed class PublishNational(NationalJob national)
{
    [Function(nameof(PublishNational))]
    public Task Run([TimerTrigger("0 * * * * *")] TimerInfo timer, CancellationToken cancel) => national.Run(cancel);
}

/// <summary>Who owes which return since when; written on working days.</summary>
public sealed class ChaseReturns(Chasers chasers)
{
    [Function(nameof(ChaseReturns))]
    public Task Run([TimerTrigger("0 0 6 * * 1-5")] TimerInfo timer, CancellationToken cancel) => chasers.Chase(cancel);
}

/// <summary>Drives unfinished work again.</summary>
public sealed class SweepUnfinished(Sweeping sweeping)
{
    [Function(nameof(SweepUnfinished))]
    public Task Run([TimerTrigger("0 */15 * * * *")] TimerInfo timer, CancellationToken cancel) => sweeping.Sweep(cancel);
}

/// <summary>Deletes the rows of cases whose retention is over; on Sundays, when nobody waits for a receipt.</summary>
public sealed class DeleteExpiredCases(Retaining retaining)
{
    [Function(nameof(DeleteExpiredCases))]
    public Task Run([TimerTrigger("0 0 4 * * 0")] TimerInfo timer, CancellationToken cancel) => retaining.DeleteExpired(cancel);
}

/// <summary>Proposes months to close, or says what is wanting.</summary>
public sealed class ClosePeriods(Closers closers)
{
    [Function(nameof(ClosePeriods))]
    public Task Run([TimerTrigger("0 30 5 * * *")] TimerInfo timer, CancellationToken cancel) => closers.Close(cancel);
}
