using System.Collections.Immutable;

namespace Monitoring.Core.Figures;

/// <summary>How far a figure can be relied on.</summary>
public enum FigureStatus
{
    /// <summary>The period is closed and the figure was issued in time.</summary>
    Final,

    /// <summary>The period is closed and the figure was first issued after it.</summary>
    FinalLate,

    /// <summary>Complete as far as is known, and may still be corrected: the period is open.</summary>
    Provisional,

    /// <summary>Something that belongs to it is known to be missing; the figure says what.</summary>
    Incomplete,

    /// <summary>It cannot be worked out from what there is. It has no value: never zero.</summary>
    NotCalculable,
}

/// <summary>One step of a working: what was done, with the amount it gave and where the rule stands.</summary>
public sealed record Step(string Text, decimal? Amount = null, string? Source = null);

/// <summary>
/// A figure with its working.
/// </summary>
/// <param name="Id">Stable name: <c>days.total</c>.</param>
/// <param name="Value">Exact, not rounded; null when not calculable.</param>
/// <param name="Unit"><c>days</c>, <c>people a day</c>, <c>per 100,000 adults</c>.</param>
public sealed record Figure(
    string Id, string Name, decimal? Value, string Unit, FigureStatus Status,
    decimal? Numerator = null, decimal? Denominator = null, string? DenominatorName = null, ImmutableArray<Step> Working = default)
{
    public ImmutableArray<Step> Working { get; init; } = Working.IsDefault ? [] : Working;
}
