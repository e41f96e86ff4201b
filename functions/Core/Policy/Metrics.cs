using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Monitoring.Core.Kernel;

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

    /// <summary>Calendar days of the period.</summary>
    Days,
}

/// <summary>What the actual value of a metric is worked out from.</summary>
public enum MetricInput
{
    /// <summary>Counts of admissions, people or discharges by month.</summary>
    Activity,

    /// <summary>Delayed days by month.</summary>
    DelayedTransfers,

    /// <summary>Discharge ready dates by month.</summary>
    DischargeReady,

    /// <summary>Nothing: a standardised rate, or a survey, is taken as it is given, because what it is made of is not returned.</summary>
    Given,
}

/// <summary>For which periods boards set goals for a metric.</summary>
public enum GoalGrain
{
    Year,
    Quarter,
    Month,

    /// <summary>One period at least, of the board's own choice.</summary>
    Any,

    /// <summary>The four performance quarters of 2015-16, planned with payment for performance.</summary>
    Admissions,
}

/// <summary>Which way is better. A metric chosen locally may go either way.</summary>
public enum MetricDirection { Lower, Higher, NotKnown }

/// <summary>A metric of the Better Care Fund as it was defined in a period (domain note 2.6): one row of the table <c>metrics</c>.</summary>
/// <param name="Key">As in returns, goals and figures: <c>non-elective-admissions</c>. Several rows may have it, each for years of its own.</param>
/// <param name="Name">As people call it, with the base of its rate.</param>
/// <param name="Formula">How it is worked out, in words.</param>
/// <param name="Per">The rate is per so many: 100,000 people, or 100 for per cent; null when it is neither.</param>
/// <param name="Unit">What stands behind the value in a sentence: <c>%</c>, <c>per 100,000 people</c>; empty when the board chooses it.</param>
/// <param name="Counts">What its numerator counts: <c>admissions</c>.</param>
/// <param name="Places">Decimals when it is published, and when it is compared with its goal. The figure itself keeps its exact value.</param>
/// <param name="Goals">For which periods goals are set.</param>
/// <param name="GoalsMark">How sure we are of that.</param>
/// <param name="From">First day on which boards set goals for it.</param>
/// <param name="To">Last such day; null when they still do.</param>
/// <param name="ActivityFrom">First day of the months for which activity is taken, a year before the goals where a baseline is compared; null when activity returns do not hold it.</param>
/// <param name="ActivityTo">Last such day; null when there is none.</param>
public sealed record Metric(
    string Key, string Name, string Formula, MetricInput MadeFrom, MetricDenominator Denominator, int? Per, string Unit, string Counts, MetricDirection Direction, int Places, GoalGrain Goals, Mark GoalsMark,
    DateOnly From, DateOnly? To, DateOnly? ActivityFrom, DateOnly? ActivityTo, DateOnly Recorded, Mark Mark, string Source)
{
    /// <summary>The months, 1 to 12, whose counts make the value of a year, where it is not all of them: people who left hospital from October to December are asked after 91 days.</summary>
    public ImmutableArray<int> YearMonths { get; init; } = [];

    /// <summary>Boards set goals for it on the date.</summary>
    public bool On(DateOnly date) => From <= date && (To is null || date <= To);

    /// <summary>Activity returns hold it.</summary>
    public bool IsCounted => ActivityFrom is not null;

    /// <summary>Activity of the date is taken for it.</summary>
    public bool CountedOn(DateOnly date) => ActivityFrom is { } from && from <= date && (ActivityTo is null || date <= ActivityTo);

    /// <summary>It is a part of the number that is returned beside it, so it cannot be more.</summary>
    public bool IsShare => Denominator == MetricDenominator.Given;

    /// <summary>It is never worked out again: what it is made of is not returned.</summary>
    public bool RateOnly => MadeFrom == MetricInput.Given;

    /// <summary>Its rate is per head, by an estimate of the population.</summary>
    public bool IsPerHead => Denominator is MetricDenominator.Population or MetricDenominator.Population18Plus or MetricDenominator.Population65Plus;
}

/// <summary>
/// Every metric, as dated data: which way is good, what it is divided by, what it is worked out from and for which periods goals are set are columns, never conditions in code. A metric of a new year is one row more.
/// </summary>
public sealed class Metrics
{
    private readonly ILookup<string, Metric> _byKey;

    private Metrics(IEnumerable<Metric> rows, string digest)
    {
        // A row ends where the next one of its key begins: a new year is told by a new row, and no other is touched.
        Rows = [.. rows.GroupBy(row => row.Key).SelectMany(same => Ended([.. same.OrderBy(row => row.From)]))];
        _byKey = Rows.ToLookup(row => row.Key);
        All = [.. _byKey.Select(same => same.Last())];
        ContentDigest = digest;
    }

    private Metrics(Table table)
        : this(table.Rows.Select(Of), table.Digest)
    {
    }

    /// <summary>The metrics this build came with.</summary>
    public static Metrics Current { get; } = new(Table.Embedded("metrics"));

    /// <summary>Every row: those of one key stand together, the earliest first.</summary>
    public ImmutableArray<Metric> Rows { get; }

    /// <summary>Every metric once, as it was defined last.</summary>
    public ImmutableArray<Metric> All { get; }

    internal string ContentDigest { get; }

    /// <summary>These metrics with more rows: what a change of the table would make of them.</summary>
    public Metrics With(params IEnumerable<Metric> rows) => rows.ToList() is var more && more.Count == 0 ? this : new([.. Rows, .. more], Digest.Of(ContentDigest + Encoding.UTF8.GetString(Json.Bytes(more))));

    /// <summary>These metrics with one more line, as it would stand in the table.</summary>
    /// <exception cref="FormatException">It is no row of the table; in words.</exception>
    public Metrics With(string line) => With(Of(Table.Embedded("metrics").Line(line)));

    /// <summary>The metric of a key as it was defined last, whatever its years; null when there is none.</summary>
    public Metric? Find(string key) => _byKey[key].LastOrDefault();

    /// <summary>The metric of a key as it is defined on a date; null when boards set no goals for it then.</summary>
    public Metric? On(DateOnly date, string key) => _byKey[key].FirstOrDefault(row => row.On(date));

    /// <summary>The metrics for which boards set goals on a date, in the order of the table.</summary>
    public IEnumerable<Metric> On(DateOnly date) => Rows.Where(row => row.On(date));

    /// <summary>The metric of a key as activity of a date is counted for it: by the definition of the date, or that of the goals to come. Null when no activity is taken for it then.</summary>
    public Metric? CountedOn(DateOnly date, string key) =>
        _byKey[key].Where(row => row.CountedOn(date)).OrderByDescending(row => row.On(date)).FirstOrDefault();

    /// <summary>The first and the last day of activity that is taken for a metric of a key; null where none is, and no last day while it goes on.</summary>
    public (DateOnly From, DateOnly? To)? ActivityOf(string key) =>
        _byKey[key].Where(row => row.IsCounted).ToList() is { Count: > 0 } rows ? (rows.Min(row => row.ActivityFrom!.Value), rows.Exists(row => row.ActivityTo is null) ? null : rows.Max(row => row.ActivityTo)) : null;

    private static IEnumerable<Metric> Ended(IReadOnlyList<Metric> rows) =>
        rows.Select((row, i) => i + 1 < rows.Count && (row.To is null || row.To >= rows[i + 1].From) ? row with { To = rows[i + 1].From.AddDays(-1) } : row);

    private static Metric Of(Table.Row row) => new(
        row["key"], row["name"], row["formula"], InputOf(row["made_from"]), DenominatorOf(row["denominator"]), row.Optional("per") is { } per ? Number(per) : null, row["unit"], row["counts"],
        DirectionOf(row["direction"]), Number(row["places"]), GrainOf(row["goals"]), PolicyBook.MarkOf(row["goals_mark"]),
        row.Date("from"), row.OptionalDate("to"), row.OptionalDate("activity_from"), row.OptionalDate("activity_to"), row.Date("recorded"), PolicyBook.MarkOf(row["mark"]), row["source"])
    {
        YearMonths = row.Optional("year_months")?.Split('-') is [var first, var last] ? [.. Enumerable.Range(Number(first), Number(last) - Number(first) + 1)] : [],
    };

    private static int Number(string text) => int.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture);

    private static MetricInput InputOf(string text) => text switch
    {
        "activity" => MetricInput.Activity,
        "delayed-transfers" => MetricInput.DelayedTransfers,
        "discharge-ready" => MetricInput.DischargeReady,
        "given" => MetricInput.Given,
        _ => throw new FormatException($"metrics: '{text}' is nothing that a metric is made from."),
    };

    private static GoalGrain GrainOf(string text) => text switch
    {
        "year" => GoalGrain.Year,
        "quarter" => GoalGrain.Quarter,
        "month" => GoalGrain.Month,
        "any" => GoalGrain.Any,
        "admissions" => GoalGrain.Admissions,
        _ => throw new FormatException($"metrics: '{text}' is no period of goals."),
    };

    private static MetricDenominator DenominatorOf(string text) => text switch
    {
        "none" => MetricDenominator.None,
        "given" => MetricDenominator.Given,
        "population" => MetricDenominator.Population,
        "population-18-plus" => MetricDenominator.Population18Plus,
        "population-65-plus" => MetricDenominator.Population65Plus,
        "days" => MetricDenominator.Days,
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
