using System.Collections.Immutable;
using Monitoring.Core.Kernel;
using Monitoring.Core.Policy;
using Monitoring.Core.Returns;

namespace Monitoring.Core.Figures.Delays;

/// <summary>A measure of one body over months, with its chart.</summary>
/// <param name="Id">Stable name: <c>ready.average-delay</c>, <c>acute.nctr</c>.</param>
/// <param name="Points">Every month from the first to the last; null where nothing is known, never zero.</param>
/// <param name="Breaks">Where the specification changed: months on either side are in different phases.</param>
/// <param name="Says">What holds of the whole line: what it covers, and what it is not to be compared with.</param>
public sealed record DischargeLine(string Id, string Name, string Unit, ImmutableArray<SeriesPoint> Points, ImmutableArray<SeriesBreak> Breaks, XmrChart Chart, ImmutableArray<string> Says)
{
    /// <summary>Of each month of <see cref="Points"/> that has a figure of Discharge Ready Date what it covers, as <see cref="ReadyMonth.Coverage"/>: no figure is shown without it. Empty for the acute report, which has none, and for a provider, whose figures are all its own: a month whose data were not acceptable is named in <see cref="Says"/>.</summary>
    public ImmutableArray<SeriesPoint> Coverage { get; init; } = [];
}

/// <summary>Discharge Ready Date of a body over a financial year: sums of its months, and averages of those sums.</summary>
/// <param name="Months">Months that have both discharges and bed days.</param>
/// <param name="Discharges">Of those months; null when there is none.</param>
/// <param name="Delayed">Discharges a day or more after the patient was ready; null unless every month has it.</param>
/// <param name="Buckets">Empty unless every month has each length of delay.</param>
/// <param name="Says">How many months it is of, and what is left out.</param>
public sealed record ReadyYear(
    FinancialYear Year, int Months, decimal? Discharges, decimal? Delayed, decimal? BedDays, decimal? AverageOfAll, decimal? AverageOfDelayed, decimal? DelayedShare, ImmutableArray<ReadyBucket> Buckets, FigureStatus Status, string Says);

/// <summary>The two collections over months, for charts. One body: levels are never added to each other, and neither are the collections.</summary>
public sealed record DischargeSeries(string Body, BodyLevel Level, string Name, ImmutableArray<DischargeLine> Lines, ImmutableArray<ReadyYear> Years)
{
    private static readonly (string Id, string Name, string Unit, Func<DischargeFigures, decimal?> Value, bool IsAcute)[] Measures =
    [
        ("ready.average-delay", "Average delay of all discharges", "days of delay for each discharge", month => month.Ready?.AverageDelay.Value, false),
        ("ready.delayed-share", "Discharges delayed by a day or more", "delayed of each 100 discharges", month => month.Ready?.DelayedShare.Value * 100, false),
        ("ready.average-of-delayed", "Average delay of those that were delayed", "days of delay for each delayed discharge", month => month.Ready is { } ready ? AverageOfDelayed(ready) : null, false),
        ("acute.nctr", "Patients who no longer meet the criteria to reside", "patients a day", month => Average(month, "nctr"), true),
        ("acute.discharged", "Patients discharged", "patients a day", month => Average(month, "discharged"), true),
        ("acute.remaining", "Patients remaining who no longer meet the criteria to reside", "patients a day", month => Average(month, "remaining") ?? month.Acute?.RemainingADay?.Value, true),
    ];

    /// <summary>
    /// The series of one body. A specification break is a phase of its own and never joined; a month without a figure is a gap.
    /// </summary>
    /// <param name="months">Figures of one body, in any order. Throws <see cref="ArgumentException"/> when they are of several bodies, or a month is there twice: nothing is added up or chosen silently.</param>
    public static DischargeSeries? Of(IReadOnlyCollection<DischargeFigures> months, PolicyBook policy)
    {
        if (months.Count == 0)
            return null;
        if (months.Select(month => month.Key.Body).Distinct().Count() > 1)
            throw new ArgumentException("A series is of one body: levels and bodies are never put into one line.", nameof(months));
        var byMonth = months.ToDictionary(month => month.Key.Month);
        var last = byMonth[byMonth.Keys.Max()];
        return new(last.Key.Body, last.Level, last.Name,
            [.. from measure in Measures
                let line = Line(measure.Id, measure.Name, measure.Unit, measure.IsAcute, byMonth, measure.Value, policy)
                where line is not null
                select line],
            [.. from month in months
                where month.Ready is not null
                group month by FinancialYear.Of(month.Key.Month.FirstDay) into year
                orderby year.Key
                select Year(year.Key, [.. year.OrderBy(month => month.Key.Month)])]);
    }

    private static DischargeLine? Line(string id, string name, string unit, bool isAcute, Dictionary<ReportingMonth, DischargeFigures> months, Func<DischargeFigures, decimal?> value, PolicyBook policy)
    {
        var known = months.Where(month => value(month.Value) is not null).Select(month => month.Key).ToList();
        if (known.Count == 0)
            return null;
        var (first, last) = (known.Min(), known.Max());
        var points = ImmutableArray.CreateBuilder<SeriesPoint>();
        for (var month = first; month <= last; month = month.AddMonths(1))
            points.Add(new(month, months.TryGetValue(month, out var figures) ? value(figures) : null));
        ImmutableArray<SeriesBreak> breaks = isAcute ? [.. AcuteMonths.Breaks(first, last, policy).Where(change => change.From > first)] : [];
        // More discharges of those who are ready are good, and depend on how many are ready: neither direction is called better.
        var direction = id == "acute.discharged" ? MetricDirection.NotKnown : MetricDirection.Lower;
        var settings = XmrCharts.Settings(last.LastDay, direction, policy);
        // A number of patients can be so small that one of them moves it; a mean of days or a share says nothing of how many they are.
        return new(id, name, unit, points.ToImmutable(), breaks, XmrCharts.Of(points, isAcute ? settings : settings with { Small = null }, breaks, unit), [.. Says(isAcute, [.. months.Values.OrderBy(month => month.Key.Month)])])
        {
            Coverage = isAcute || months[last].Level == BodyLevel.Provider ? [] : [.. points.Where(point => point.Value is not null).Select(point => new SeriesPoint(point.Month, months[point.Month].Ready?.Coverage))],
        };
    }

    private static IEnumerable<string> Says(bool isAcute, List<DischargeFigures> months)
    {
        if (isAcute)
        {
            yield return "Daily averages over the days of each month that have a figure: management information of trusts with a type 1 accident and emergency department.";
            yield break;
        }
        var covered = months.Where(month => month.Ready?.Coverage is not null).Select(month => month.Ready!.Coverage!.Value).ToList();
        if (covered.Count > 0)
            yield return covered.Min() == covered.Max() ? $"Coverage is {ReadyMonths.Percent(covered[0])} in each month that says it." : $"Coverage is between {ReadyMonths.Percent(covered.Min())} and {ReadyMonths.Percent(covered.Max())}: a change of the line may be a change of who is in it.";
        var warned = months.Where(month => month.Ready?.CoverageWarning is not null).ToList();
        if (warned.Count > 0)
            yield return $"{Words.Of(warned.Count, "month")} {(warned.Count == 1 ? "has" : "have")} a warning about coverage, the last of them {warned[^1].Key.Month.Name}: {warned[^1].Ready!.CoverageWarning}";
    }

    /// <summary>What the figures of a year cover: no figure is shown without it (domain note 4.2).</summary>
    private static string Covered(IReadOnlyCollection<decimal?> months)
    {
        var known = months.OfType<decimal>().ToList();
        var unknown = months.Count - known.Count;
        return known.Count == 0 ? "What they cover is not known of any month."
            : $"Coverage is {(known.Min() == known.Max() ? ReadyMonths.Percent(known[0]) : $"between {ReadyMonths.Percent(known.Min())} and {ReadyMonths.Percent(known.Max())}")}{(unknown == 0 ? "" : $", and not known of {Words.Of(unknown, "month")}")}.";
    }

    private static decimal? Average(DischargeFigures month, string metric) => month.Acute?.Measures.FirstOrDefault(measure => measure.Metric == metric && measure.AverageADay is not null)?.AverageADay;

    private static decimal? AverageOfDelayed(ReadyMonth ready) =>
        ready.AverageDelay.Numerator is { } days && ready.DelayedShare.Numerator is > 0 and { } delayed ? days / delayed : ready.Measures.FirstOrDefault(measure => measure.Measure == DischargeMeasure.AverageOfDelayed)?.Value;

    /// <summary>Averages of a year are of its sums: twelve averages of months are not averaged again.</summary>
    private static ReadyYear Year(FinancialYear year, List<DischargeFigures> months)
    {
        var counted = months.Where(month => month.Ready!.AverageDelay is { Numerator: not null, Denominator: not null }).ToList();
        var (discharges, days) = counted.Count == 0 ? ((decimal?)null, (decimal?)null) : (counted.Sum(month => month.Ready!.AverageDelay.Denominator), counted.Sum(month => month.Ready!.AverageDelay.Numerator));
        var delayed = counted.Aggregate(counted.Count == 0 ? null : (decimal?)0, (sum, month) => sum + month.Ready!.DelayedShare.Numerator);
        var says = counted.Count == 12 ? "All twelve months." : $"{Words.Of(counted.Count, "month")} of twelve {(counted.Count == 1 ? "has" : "have")} both discharges and bed days: not a year's figures.";
        if (months[0].Level != BodyLevel.Provider && counted.Count > 0)
            says = $"{says} {Covered([.. counted.Select(month => month.Ready!.Coverage)])}";
        return new(year, counted.Count, discharges, delayed, days, discharges > 0 ? days / discharges : null, delayed > 0 ? days / delayed : null, discharges > 0 ? delayed / discharges : null,
            [.. Buckets(counted, discharges)], counted.Count == 12 ? FigureStatus.Provisional : counted.Count == 0 ? FigureStatus.NotCalculable : FigureStatus.Incomplete, says);
    }

    private static IEnumerable<ReadyBucket> Buckets(List<DischargeFigures> months, decimal? discharges)
    {
        if (months.Count == 0 || months.Any(month => month.Ready!.Buckets.IsEmpty || month.Ready.Buckets.Any(bucket => bucket.Discharges is null)))
            yield break;
        for (var i = 0; i < months[0].Ready!.Buckets.Length; i++)
        {
            var (name, count) = (months[0].Ready!.Buckets[i].Name, months.Sum(month => month.Ready!.Buckets[i].Discharges!.Value));
            var days = months.Aggregate((decimal?)0, (sum, month) => sum + month.Ready!.Buckets[i].BedDays);
            yield return new(name, count, days, discharges > 0 ? count / discharges : null, count > 0 ? days / count : null);
        }
    }
}
