namespace Monitoring.Core.Kernel;

/// <summary>
/// A value and the dates on which it is in force. Both ends are part of it; no end means that it still holds.
/// <see cref="Recorded"/> is the day on which we learned it, so that an old answer can be given again.
/// </summary>
public sealed record Effective<T>(T Value, DateOnly From, DateOnly? To, DateOnly Recorded)
{
    public bool On(DateOnly date) => From <= date && (To is null || date <= To);
}

public static class Effective
{
    /// <summary>The value in force on a date, or null when none is: callers say in words that it is missing.</summary>
    public static T? On<T>(this IEnumerable<Effective<T>> values, DateOnly date) where T : class =>
        values.FirstOrDefault(value => value.On(date))?.Value;
}
