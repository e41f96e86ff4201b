using System.Globalization;

namespace Monitoring.Core.Kernel;

/// <summary>
/// A day, and the time on it by the clocks in London where it is known. A missing time is not midnight: nobody said when, and what depends on it cannot be told.
/// </summary>
/// <param name="Time">To the second; null when it is not known.</param>
public readonly record struct Moment(DateOnly Date, TimeOnly? Time)
{
    /// <summary>The moment that a clock showed.</summary>
    public static Moment Of(DateTime time) => new(DateOnly.FromDateTime(time), new TimeOnly(time.Hour, time.Minute, time.Second));

    /// <summary>Date and time; null when the time is not known.</summary>
    public DateTime? DateAndTime => Time is { } time ? Date.ToDateTime(time) : null;

    /// <summary>Certainly before another: on an earlier day, or earlier on the same day with both times known.</summary>
    public bool IsBefore(Moment other) => Date < other.Date || (Date == other.Date && Time is { } time && other.Time is { } later && time < later);

    /// <summary>What <see cref="Read"/> reads back: <c>2015-06-01 13:59</c>, <c>2015-06-01</c>.</summary>
    public override string ToString() => Date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) + (Time is { } time ? $" {Clock(time)}" : "");

    /// <summary><c>1 June 2015 at 13:59</c>, <c>1 June 2015</c>.</summary>
    public string InWords => Words.Date(Date) + (Time is { } time ? $" at {Clock(time)}" : "");

    /// <summary>A day, or a day and a time of day; never a time alone.</summary>
    public static Reading<Moment> Read(string text)
    {
        if (Dates.ReadTime(text).TryGet(out var full, out _))
            return new(Of(full));
        return Dates.Read(text).TryGet(out var date, out var wrong) ? new(new Moment(date, null)) : new(wrong);
    }

    private static string Clock(TimeOnly time) => time.ToString(time.Second == 0 ? "HH:mm" : "HH:mm:ss", CultureInfo.InvariantCulture);
}
