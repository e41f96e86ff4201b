using System.Collections.Immutable;
using Monitoring.Core.Kernel;
using Monitoring.Core.Ledger;
using Monitoring.Core.Returns;

namespace Monitoring.Core.Figures.Delays;

/// <summary>The discharge document of a body for a month: <c>figures/{body}/discharge-2024-05.json</c>.</summary>
public readonly record struct DischargeKey(string Body, ReportingMonth Month)
{
    private const string Before = "discharge-";

    public string BlobName => $"{Body}/{Before}{Month}.json";

    /// <summary>Reads a blob name back; null when it is not one of ours.</summary>
    public static DischargeKey? Parse(string blobName) =>
        blobName.Split('/') is [{ Length: > 0 } body, var file] && file.StartsWith(Before, StringComparison.Ordinal) && file.EndsWith(".json", StringComparison.Ordinal) && ReportingMonth.TryParse(file[Before.Length..^5], out var month)
            ? new DischargeKey(body, month) : null;

    public override string ToString() => $"{Body}, discharge, {Month}";
}

/// <summary>A Discharge Ready Date measure as it stands: null where the file has a dash, which is never zero.</summary>
/// <param name="Says">Why it is null, or what does not hold together; null when nothing needs saying.</param>
public sealed record ReadyMeasure(DischargeMeasure Measure, string Name, decimal? Value, string? Says)
{
    /// <summary>As <see cref="ReadyMonth.Coverage"/>: no figure is shown without it.</summary>
    public decimal? Coverage { get; init; }
}

/// <summary>Discharges of a month by how long they were delayed.</summary>
/// <param name="Name"><c>No delay</c>, <c>2 to 3 days</c>.</param>
/// <param name="BedDays">Zero for those without delay; null where they are not given.</param>
/// <param name="Share">Of all discharges; null when either is not given.</param>
/// <param name="Average">Days of delay each.</param>
public sealed record ReadyBucket(string Name, decimal? Discharges, decimal? BedDays, decimal? Share, decimal? Average);

/// <summary>Discharge Ready Date of a body in a month (domain note 4.2).</summary>
/// <param name="Coverage">
/// From 0 to 1, carried with every figure: of an authority the share of its discharges that trusts with acceptable data made; of England, a region or an integrated care board the share of providers with acceptable data.
/// Null where it is not given, and for a single provider.
/// </param>
/// <param name="AverageDelay">Days of delay of all discharges, those without delay included: bed days / discharges where both are given.</param>
/// <param name="DelayedShare">From 0 to 1: discharges one or more days after the patient was ready, of all.</param>
/// <param name="Identity">Share delayed x average of those delayed, beside the average of all: equal up to what is printed. Null where one of the three is neither given nor to be worked out.</param>
public sealed record ReadyMonth(ImmutableArray<ReadyMeasure> Measures, decimal? Coverage, string CoverageSays, Figure AverageDelay, Figure DelayedShare, string? Identity, string Submission, DateTimeOffset At)
{
    /// <summary>Why the figures are to be read with care: coverage is not given, or below the threshold of the policy, or the data was found not acceptable; null otherwise.</summary>
    public string? CoverageWarning { get; init; }

    /// <summary>No delay, and each length of delay. Empty where the file has none of them.</summary>
    public ImmutableArray<ReadyBucket> Buckets { get; init; } = [];
}

/// <summary>A daily measure of the acute report over a month (domain note 4.1): never added up to more than a daily average.</summary>
/// <param name="Days">Days of the month that have a figure.</param>
/// <param name="DaysMissing">The others: not given, not sent, or lost. They are in no average.</param>
/// <param name="Sum">Patient-days over the days that have a figure: what the average is worked out from.</param>
/// <param name="First">Figure of the first day that has one.</param>
public sealed record AcuteMeasure(MetricGroup Group, string Metric, string Name, int Days, int DaysMissing, decimal? Sum, decimal? AverageADay, decimal? First, decimal? Last, string? Says);

/// <summary>A weekly snapshot: shown by date, never added to another week's nor to daily figures.</summary>
public sealed record WeeklySnapshot(DateOnly Date, string Metric, string Name, decimal? Value);

/// <summary>Rows of the month's file that are dated in another month: left out of every figure, and listed.</summary>
public sealed record StrayDay(DateOnly Date, int Figures, string Says);

/// <summary>The acute report of a body in a month.</summary>
/// <param name="Specification">Which specification the file followed: months on either side of a break are never joined.</param>
/// <param name="Identities">Where patients no longer meeting the criteria, less those discharged, are not those remaining.</param>
/// <param name="Submission">The last of those that the month is made of.</param>
public sealed record AcuteMonth(string Specification, ImmutableArray<AcuteMeasure> Measures, ImmutableArray<WeeklySnapshot> Weekly, ImmutableArray<string> Identities, string Submission, DateTimeOffset At)
{
    /// <summary>Patients no longer meeting the criteria to reside, less those discharged, on an average day of those that have both.</summary>
    public Figure? RemainingADay { get; init; }

    /// <summary>From 0 to 1: those remaining, of those no longer meeting the criteria, over the days that have both.</summary>
    public Figure? RemainingShare { get; init; }

    /// <summary>In order of their dates.</summary>
    public ImmutableArray<StrayDay> Strays { get; init; } = [];
}

/// <summary>Discharge delays of a body in a month, from the two collections that followed delayed transfers of care. They are not comparable with those.</summary>
public sealed record DischargeFigures(
    DischargeKey Key, BodyLevel Level, string Name, FigureStatus Status, ImmutableArray<string> StatusReasons, ImmutableArray<string> Notes, ArrivalOrder LastAcceptance, DateTimeOffset AsAt, string Policy, string Reference, ReadyMonth? Ready, AcuteMonth? Acute)
{
    /// <summary>Version of the form of this document.</summary>
    public string Schema { get; init; } = "discharge/1";
}
