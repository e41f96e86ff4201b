using System.Collections.Immutable;
using System.Globalization;

namespace Monitoring.Core.Policy;

/// <summary>What a metric is divided by.</summary>
public enum MetricDenominator
{
    /// <summary>Nothing: the rate comes as it is, or is worked out from other returns.</summary>
    None,

    /// <summary>A number that is returned beside the count: the discharges of which some were to the usual residence.</summary>
    Given,

    /// <summary>Residents of all ages, from a dated estimate.</summary>
    Population,

    /// <summary>Residents aged 18 and over.</summary>
    Population18Plus,

    /// <summary>Residents aged 65 and over.</summary>
    Population65Plus,
}

/// <summary>Which way is better. A metric chosen locally may go either way.</summary>
public enum MetricDirection { Lower, Higher, NotKnown }

/// <summary>A metric of the Better Care Fund as it was defined in a period (domain note 2.6).</summary>
/// <param name="Key">As in returns, goals and figures: <c>non-elective-admissions</c>.</param>
/// <param name="Name">As people call it, with the base of its rate.</param>
/// <param name="Formula">How it is worked out, in words.</param>
/// <param name="Per">The rate is per so many: 100,000 people, or 100 for per cent; null when it is neither.</param>
/// <param name="Places">Decimals when it is published. The figure itself keeps its exact value.</param>
/// <param name="RateOnly">A standardised rate, or a survey: it is taken as given and never worked out again, because what it is made of is not returned.</param>
/// <param name="From">First day on which boards set goals for it.</param>
/// <param name="To">Last such day; null when they still do.</param>
/// <param name="ActivityFrom">First day of the months for which activity is taken, a year before the goals where a baseline is compared; null when activity returns do not hold it.</param>
/// <param name="ActivityTo">Last such day; null when there is none.</param>
public sealed record Metric(
    string Key, string Name, string Formula, MetricDenominator Denominator, int? Per, MetricDirection Direction, int Places, bool RateOnly,
    DateOnly From, DateOnly? To, DateOnly? ActivityFrom, DateOnly? ActivityTo, DateOnly Recorded, Mark Mark, string Source)
{
    /// <summary>Boards set goals for it on the date.</summary>
    public bool On(DateOnly date) => From <= date && (To is null || date <= To);

    /// <summary>Activity returns hold it.</summary>
    public bool IsCounted => ActivityFrom is not null;

    /// <summary>Activity of the date is taken for it.</summary>
    public bool CountedOn(DateOnly date) => ActivityFrom is { } from && from <= date && (ActivityTo is null || date <= ActivityTo);

    /// <summary>It is a part of the number that is returned beside it, so it cannot be more.</summary>
    public bool IsShare => Denominator == MetricDenominator.Given;
}

/// <summary>Every metric, as dated data: which way is good and what it is divided by are columns, never conditions in code.</summary>
public sealed class Metrics
{
    private readonly Dictionary<string, Metric> _byKey;

    private Metrics(Table table)
    {
        All = [.. table.Rows.Select(Of)];
        _byKey = All.ToDictionary(metric => metric.Key);
        ContentDigest = table.Digest;
    }

    /// <summary>The metrics this build came with.</summary>
    public static Metrics Current { get; } = new(Table.Embedded("metrics"));

    public ImmutableArray<Metric> All { get; }

    internal string ContentDigest { get; }

    /// <summary>The metric of a key, whatever its years; null when there is none.</summary>
    public Metric? Find(string key) => _byKey.GetValueOrDefault(key);

    private static Metric Of(Table.Row row) => new(
        row["key"], row["name"], row["formula"], DenominatorOf(row["denominator"]), row.Optional("per") is { } per ? Number(per) : null, DirectionOf(row["direction"]), Number(row["places"]),
        row["rate_only"] == "yes", row.Date("from"), row.OptionalDate("to"), row.OptionalDate("activity_from"), row.OptionalDate("activity_to"), row.Date("recorded"), PolicyBook.MarkOf(row["mark"]), row["source"]);

    private static int Number(string text) => int.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture);

    private static MetricDenominator DenominatorOf(string text) => text switch
    {
        "none" => MetricDenominator.None,
        "given" => MetricDenominator.Given,
        "population" => MetricDenominator.Population,
        "population-18-plus" => MetricDenominator.Population18Plus,
        "population-65-plus" => MetricDenominator.Population65Plus,
        _ => throw new FormatException($"metrics: '{text}' is not a denominator."),
    };

    private static MetricDirection DirectionOf(string text) => text switch
    {
        "lower" => MetricDirection.Lower,
        "higher" => MetricDirection.Higher,
        "none" => MetricDirection.NotKnown,
        _ => throw new FormatException($"metrics: '{text}' is not a direction."),
    };
}
