using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Monitoring.Core.Kernel;
using Monitoring.Core.Policy;

namespace Monitoring.Core.Figures.Delays;

/// <summary>A value of a series in a month; null where it is missing: never zero, and no rule runs across it.</summary>
public readonly record struct SeriesPoint(ReportingMonth Month, decimal? Value);

/// <summary>What an XmR chart says of a point: the first rule that matches (domain note 6.2).</summary>
public enum Signal
{
    /// <summary>Common cause: noise.</summary>
    None,

    /// <summary>Strictly above the upper or below the lower limit.</summary>
    Outside,

    /// <summary>One of so many consecutive points strictly rising or falling.</summary>
    Trend,

    /// <summary>Close to a limit, with another one of three consecutive points on the same side of the mean.</summary>
    TwoInThree,

    /// <summary>One of so many consecutive points on one side of the mean.</summary>
    Shift,
}

/// <summary>Whether a signal is good or bad news.</summary>
public enum SignalMeaning { None, Concern, Improvement, Neutral }

/// <summary>Limits start anew from a month: only ever with a recorded reason.</summary>
/// <param name="By">Who decided it.</param>
public sealed record Rebase(ReportingMonth From, string Reason, string By, DateOnly DecidedOn);

/// <summary>How a chart is drawn.</summary>
/// <param name="Screened">Moving ranges of 3.267 times their average and more are left out of it, once.</param>
/// <param name="RunLength">Points of a trend and of a shift: 7.</param>
/// <param name="Baseline">Limits are fixed after so many points of a phase; null to use all of them.</param>
/// <param name="Least">Below so many points the limits are trial limits: 12.</param>
/// <param name="Target">What is to be reached; null when there is no target.</param>
public sealed record XmrSettings(bool Screened, int RunLength, int? Baseline, int Least, MetricDirection Direction, decimal? Target, ImmutableArray<Rebase> Rebases)
{
    /// <summary>A series with a lower mean moves with one patient: no signal of it is told without saying so. Null where nothing is too small.</summary>
    public decimal? Small { get; init; }
}

/// <summary>A stretch of a chart with limits of its own.</summary>
/// <param name="Why">Why it begins: the first month, a recorded reason, a reorganisation, a specification break.</param>
/// <param name="Points">Values that the limits are made of.</param>
/// <param name="Mean">Null below two values.</param>
/// <param name="AverageMovingRange">After screening, where it is on.</param>
/// <param name="Trial">Too few points: the limits may still move much.</param>
/// <param name="Assurance">What the limits say of the target, in words; null without one.</param>
public sealed record XmrPhase(
    ReportingMonth From, ReportingMonth To, string Why, int Points, decimal? Mean, decimal? AverageMovingRange, decimal? Upper, decimal? Lower, decimal? NearUpper, decimal? NearLower, int Screened, bool Trial, string? Assurance);

/// <summary>A point of a chart.</summary>
/// <param name="Phase">Which of the phases it belongs to, from 0.</param>
/// <param name="Says">The signal in words; null without one.</param>
public sealed record XmrPoint(ReportingMonth Month, decimal? Value, int Phase, Signal Signal, SignalMeaning Meaning, string? Says);

/// <summary>An XmR chart: signal told from noise (domain note 6.2), after NHS Making Data Count.</summary>
/// <param name="Says">What the chart says now, in one or two sentences.</param>
public sealed record XmrChart(XmrSettings Settings, ImmutableArray<XmrPhase> Phases, ImmutableArray<XmrPoint> Points, ImmutableArray<string> Says)
{
    /// <summary>The last month that has a figure; null when none has.</summary>
    [JsonIgnore]
    public XmrPoint? Last => Points.LastOrDefault(point => point.Value is not null);

    /// <summary>The mean of the phase that the last figure is in is so low that one patient moves the chart.</summary>
    [JsonIgnore]
    public bool IsSmall => Last is { } last && Phases[last.Phase].Mean < Settings.Small;
}
