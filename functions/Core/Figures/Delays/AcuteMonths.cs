using System.Collections.Immutable;
using System.Globalization;
using Monitoring.Core.Kernel;
using Monitoring.Core.Ledger;
using Monitoring.Core.Policy;
using Monitoring.Core.Returns;

namespace Monitoring.Core.Figures.Delays;

/// <summary>The acute daily report of one body in one month (domain note 4.1).</summary>
internal static class AcuteMonths
{
    private const string Source = "Domain note on delayed discharge 4.1; 7, E13";

    /// <summary>The week before a month has its snapshot in the month's file.</summary>
    private const int DaysOfAWeek = 7;

    internal static AcuteMonth Of(ReportingMonth month, IReadOnlyCollection<(StandingSlice Slice, AcuteDischargeFigure Row)> rows, PolicyBook policy)
    {
        var weekly = rows.Select(one => one.Row).Where(row => IsWeekly(row) && (IsOf(month, row.Day) || IsOf(month, row.Day.AddDays(DaysOfAWeek)))).ToList();
        var daily = rows.Select(one => one.Row).Where(row => !IsWeekly(row) && IsOf(month, row.Day)).ToList();
        var last = rows.MaxBy(one => one.Slice.Since).Slice;
        var both = Both(daily, policy).ToList();
        return new(
            Specification(month, policy),
            [.. from row in daily
                group row by (row.Group, row.Metric) into measure
                orderby measure.Key.Group, DischargeMetrics.Of(measure.Key.Metric).Family, Order(measure.Key.Metric)
                select Measure(month, measure.Key.Group, DischargeMetrics.Of(measure.Key.Metric), measure, policy)],
            [.. from row in weekly orderby row.Day, Order(row.Metric) select new WeeklySnapshot(row.Day, row.Metric, DischargeMetrics.Of(row.Metric).Label, row.Value(policy))],
            [.. Exceptions(daily, policy)], last.Submission, last.SinceAt)
        {
            RemainingADay = RemainingADay(both),
            RemainingShare = RemainingShare(both),
            Strays = [.. from row in rows.Select(one => one.Row).Except(daily).Except(weekly)
                         group row by row.Day into stray
                         orderby stray.Key
                         select new StrayDay(stray.Key, stray.Count(), $"{Words.Of(stray.Count(), "figure")} in the file of {month.Name} {(stray.Count() == 1 ? "is" : "are")} dated {Words.Date(stray.Key)}: left out of every figure here. Ask NHS England for the right date.")],
        };
    }

    /// <summary>Which specification a month follows; both where it changed within the month.</summary>
    internal static string Specification(ReportingMonth month, PolicyBook policy) => (On(month.FirstDay, policy), On(month.LastDay, policy)) switch
    {
        var (first, last) when first == last => $"Specification {first}",
        var (first, last) => $"Specification {first}, then {last} within the month",
    };

    /// <summary>Where the specification changes: from the month that has days of both, which stands by itself, and from the first one that is wholly under the new one.</summary>
    internal static IEnumerable<SeriesBreak> Breaks(ReportingMonth first, ReportingMonth last, PolicyBook policy)
    {
        for (var month = first; month <= last; month = month.AddMonths(1))
        {
            var (before, from, to) = (On(month.FirstDay.AddDays(-1), policy), On(month.FirstDay, policy), On(month.LastDay, policy));
            if (from != to)
                yield return new(month, $"the month has days under the specification {from} and under the one {to}, so it stands by itself");
            else if (before != from || (month > first && On(month.AddMonths(-1).FirstDay, policy) != from))
                yield return new(month, $"the specification {from} applies to the whole month: not comparable with the months before");
        }
    }

    private static string On(DateOnly day, PolicyBook policy) => policy.On(day, "acute-discharge.specification").Value;

    private static bool IsWeekly(AcuteDischargeFigure row) => DischargeMetrics.Of(row.Metric).Family == MetricFamily.Weekly;

    private static bool IsOf(ReportingMonth month, DateOnly day) => ReportingMonth.Of(day) == month;

    private static int Order(string metric) => OrderOf[metric];

    private static readonly Dictionary<string, int> OrderOf = DischargeMetrics.All.Index().ToDictionary(one => one.Item.Key, one => one.Index);

    private static AcuteMeasure Measure(ReportingMonth month, MetricGroup group, DischargeMetric metric, IEnumerable<AcuteDischargeFigure> rows, PolicyBook policy)
    {
        var all = rows.OrderBy(row => row.Day).ToList();
        var given = all.Where(row => row.Value(policy) is not null).ToList();
        var sum = given.Count == 0 ? (decimal?)null : given.Sum(row => row.Value(policy)!.Value);
        return new(group, metric.Key, metric.Label, given.Count, month.Days - given.Count, sum, sum / given.Count, given.FirstOrDefault()?.Value(policy), given.LastOrDefault()?.Value(policy), Says(month, metric, all, given, policy));
    }

    private static string? Says(ReportingMonth month, DischargeMetric metric, List<AcuteDischargeFigure> all, List<AcuteDischargeFigure> given, PolicyBook policy)
    {
        var lost = all.Where(row => row.Given is not null && row.Value(policy) is null).Select(row => Words.Date(row.Day)).ToList();
        var lostSays = lost.Count == 0 ? "" : $" The figures of {string.Join(" and ", lost)} were lost: the 0 that is published is no figure.";
        return given.Count == month.Days ? null
            : given.Count == 0 ? $"No day of the month has a figure: not known, and not zero.{lostSays}"
            : given.Count == 1 && metric.Family is MetricFamily.Reason or MetricFamily.Destination ? $"The file has one figure for the month, dated {Words.Date(given[0].Day)}."
            : $"Averaged over the {Words.Of(given.Count, "day")} that {(given.Count == 1 ? "has" : "have")} a figure; {Words.Of(month.Days - given.Count, "day")} {(month.Days - given.Count == 1 ? "has" : "have")} none.{lostSays}";
    }

    /// <summary>The days that have patients and discharges.</summary>
    private static IEnumerable<(DateOnly Day, decimal Nctr, decimal Discharged, decimal? Remaining)> Both(List<AcuteDischargeFigure> daily, PolicyBook policy) =>
        from day in daily.GroupBy(row => row.Day).OrderBy(day => day.Key)
        let nctr = Figure(day, "nctr", policy)
        let discharged = Figure(day, "discharged", policy)
        where nctr is not null && discharged is not null
        select (day.Key, nctr.Value, discharged.Value, Figure(day, "remaining", policy));

    private static decimal? Figure(IEnumerable<AcuteDischargeFigure> day, string metric, PolicyBook policy) =>
        day.Where(row => row.Metric == metric).Select(row => row.Value(policy)).FirstOrDefault(value => value is not null);

    /// <summary>Days on which the identity of the three daily figures does not hold (domain note 4.1: exact nationally).</summary>
    private static IEnumerable<string> Exceptions(List<AcuteDischargeFigure> daily, PolicyBook policy) =>
        from day in Both(daily, policy)
        where day.Remaining is { } remaining && day.Nctr - day.Discharged != remaining
        select $"{Words.Date(day.Day)}: {Number(day.Nctr)} patients less {Number(day.Discharged)} discharged are {Number(day.Nctr - day.Discharged)}, and {Number(day.Remaining!.Value)} are said to remain.";

    private static Figure RemainingADay(List<(DateOnly Day, decimal Nctr, decimal Discharged, decimal? Remaining)> days)
    {
        const string id = "acute.remaining", name = "Patients remaining who no longer meet the criteria to reside", unit = "people a day";
        if (days.Count == 0)
            return new(id, name, null, unit, FigureStatus.NotCalculable, Working: [NoDay]);
        var (nctr, discharged) = (days.Sum(day => day.Nctr), days.Sum(day => day.Discharged));
        return new(id, name, (nctr - discharged) / days.Count, unit, FigureStatus.Provisional, nctr - discharged, days.Count, "days that have both figures",
        [
            new($"{Number(nctr)} patient-days less {Number(discharged)} discharges, over {Words.Of(days.Count, "day")} that {(days.Count == 1 ? "has" : "have")} both", nctr - discharged, Source),
            new($"/ {Words.Of(days.Count, "day")}", (nctr - discharged) / days.Count),
        ]);
    }

    private static Figure RemainingShare(List<(DateOnly Day, decimal Nctr, decimal Discharged, decimal? Remaining)> days)
    {
        const string id = "acute.remaining-share", name = "Share remaining of those who no longer meet the criteria to reside", unit = "share";
        var (nctr, discharged) = (days.Sum(day => day.Nctr), days.Sum(day => day.Discharged));
        return nctr == 0
            ? new(id, name, null, unit, FigureStatus.NotCalculable, Working: [days.Count == 0 ? NoDay : new Step("Nobody no longer met the criteria to reside: there is no share.")])
            : new(id, name, (nctr - discharged) / nctr, unit, FigureStatus.Provisional, nctr - discharged, nctr, "patient-days no longer meeting the criteria to reside",
                [new($"{Number(nctr - discharged)} remaining / {Number(nctr)} patient-days, over {Words.Of(days.Count, "day")} that {(days.Count == 1 ? "has" : "have")} both figures", (nctr - discharged) / nctr, Source)]);
    }

    private static Step NoDay => new("No day of the month has both patients and discharges: not known, and not zero.");

    private static string Number(decimal value) => value == decimal.Truncate(value) ? Words.Number((long)value) : value.ToString(CultureInfo.InvariantCulture);
}
