using System.Collections.Immutable;
using Monitoring.Core.Figures.Delays;
using Monitoring.Core.Kernel;
using Monitoring.Files.Workbooks;
using Monitoring.Files.Workbooks.Sheets;

namespace Monitoring.Files.Summaries.Sheets;

/// <summary>The body beside others like it.</summary>
internal static class ComparisonsSheet
{
    public const string Name = "Comparisons";

    private const string Table = "tblComparisons", Group = "Beside", Lowest = "Lowest of them", Median = "Median of them", Highest = "Highest of them";

    public static SheetPlan Of(SummaryRows rows)
    {
        var comparisons = rows.Summary.Delays!.Comparisons;
        return new(Name, "The rate beside those of neighbours, of the region and of England, with a chart", "Beside others")
        {
            Sentences = SheetPlan.Say([.. comparisons.Take(2).Select(one => one.Says), "People delayed a day per 100,000 adults. The median, the lowest and the highest are of the others, without this one. Rates move by chance from month to month: read them beside the chart over time."]),
            Table = new TablePlan(Table,
                [new(Group, Widest: 46), new("To", Number: true), new("Months", Number: true), new("Bodies", Number: true), new(rows.Summary.Name, Number: true), new(Lowest, Number: true), new(Median, Number: true), new(Highest, Number: true), new("More than the median", Number: true), new("In words", Widest: 22)],
                [.. comparisons.Select(Row)]),
            Charts = comparisons.Any(one => one.Own is not null) ? [ChartPlan.Beside(Title(rows, comparisons), Alternative(rows, comparisons), "People delayed a day per 100,000 adults", Group, [rows.Summary.Name, Lowest, Median, Highest]) with { Format = "0", Below = true }] : [],
        };

        Entry[] Row(HistoryComparison one) =>
        [
            Entry.Of($"{Phrases.Capital(one.Group)}{(one.Months == 1 ? "" : $", mean of {Words.Of(one.Months, "month")}")}"), Entry.Month(one.Month), Entry.Of(one.Months), Entry.Of(one.Bodies),
            Rate(one.Own), Rate(one.Lowest), Rate(one.Median), Rate(one.Highest),
            one is { Own: { } own, Median: { } median } ? Entry.Calculated($"{TablePlan.Here(Table, rows.Summary.Name)}-{TablePlan.Here(Table, Median)}", own - median, Look.TwoDecimals) : Entry.Words("not known"),
            Entry.Of(one is { Own: { } rate, Median: { } middle } ? rate == middle ? "The same" : rate > middle ? "More than the median" : "Fewer than the median" : "A rate is not known"),
        ];

        static Entry Rate(decimal? rate) => Entry.Point(rate, Look.TwoDecimals);
    }

    private static string Title(SummaryRows rows, ImmutableArray<HistoryComparison> comparisons)
    {
        var (known, above) = (comparisons.Count(one => one is { Own: not null, Median: not null }), comparisons.Count(one => one.Own > one.Median));
        return known == 0 ? $"No median to put {rows.Summary.Name} beside is known" : $"{rows.Summary.Name} has more people delayed than the median in {Words.Number(above)} of {Words.Of(known, "comparison")}";
    }

    private static string Alternative(SummaryRows rows, ImmutableArray<HistoryComparison> comparisons) =>
        $"Bar chart of people delayed a day per 100,000 adults: {rows.Summary.Name}, and the lowest, the median and the highest of those beside it. {string.Join(" ", comparisons.Select(one => one.Says))}";
}
