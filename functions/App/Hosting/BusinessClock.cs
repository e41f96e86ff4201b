using Monitoring.Core.Kernel;

namespace Monitoring.App.Hosting;

/// <summary>
/// The clock of the business: what day it is, and when something arrived. In production it is the true time; a run of the sample moves it by whole days,
/// so that returns of 2019 arrive in 2020. Ages and pauses of the machinery go by the true time and not by this.
/// </summary>
public sealed class BusinessClock(TimeProvider clock, TimeSpan offset)
{
    /// <summary>The true time moved so that today is the date given.</summary>
    public static BusinessClock With(TimeProvider clock, DateOnly? today) =>
        new(clock, today is { } date ? TimeSpan.FromDays(date.DayNumber - London.DateOf(clock.GetUtcNow()).DayNumber) : TimeSpan.Zero);

    public DateTimeOffset Now => clock.GetUtcNow() + offset;

    /// <summary>The date in London.</summary>
    public DateOnly Today => London.DateOf(Now);

    /// <summary>A time that storage wrote down, by this clock.</summary>
    public DateTimeOffset At(DateTimeOffset inStorage) => inStorage + offset;
}
