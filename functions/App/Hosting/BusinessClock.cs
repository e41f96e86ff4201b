using Monitoring.Core.Kernel;

namespace Monitoring.App.Hosting;

/// <summary>
/// The clock of the business: what day it is, and when something arrived. In production it is the true time; a run of the sample moves it by whole days,
/// so that returns of 2019 arrive in 2020. Ages and pauses of the machinery go by the true time and not by this.
/// </summary>
public sealed class BusinessClock(TimeProvider clock, TimeSpan offset)
{
    private long _offset = offset.Ticks;

    /// <summary>The true time moved so that today is the date given.</summary>
    public static BusinessClock With(TimeProvider clock, DateOnly? today) => new(clock, today is { } date ? Until(date, clock) : TimeSpan.Zero);

    private TimeSpan Offset => new(Interlocked.Read(ref _offset));

    public DateTimeOffset Now => clock.GetUtcNow() + Offset;

    /// <summary>The date in London.</summary>
    public DateOnly Today => London.DateOf(Now);

    /// <summary>A time that storage wrote down, by this clock.</summary>
    public DateTimeOffset At(DateTimeOffset inStorage) => inStorage + Offset;

    /// <summary>Goes on with another date, for a sample whose returns arrive over years: only while nothing that was sent before is still waiting.</summary>
    internal void MoveTo(DateOnly today) => Interlocked.Exchange(ref _offset, Until(today, clock).Ticks);

    private static TimeSpan Until(DateOnly date, TimeProvider clock) => TimeSpan.FromDays(date.DayNumber - London.DateOf(clock.GetUtcNow()).DayNumber);
}
