using Monitoring.Core.Figures.Delays;
using Monitoring.Core.Kernel;
using Monitoring.Core.Returns;
using Monitoring.Files.Workbooks;
using Monitoring.Files.Workbooks.Sheets;

namespace Monitoring.Files.Summaries.Sheets;

/// <summary>Reasons from the largest to the smallest, by attribution, as a table and a chart: over all months of the period.</summary>
internal static class ReasonsRankedSheet
{
    public const string Name = "Reasons ranked";

    private const string Table = "tblReasonsRanked";

    public static SheetPlan Of(DelayMonths months)
    {
        var whole = months.TotalDays;
        var reasons = ByDays(months);
        return new SheetPlan(Name, "Reasons from the largest to the smallest, by who is responsible, with a chart", "Reasons for delay, largest first")
        {
            Sentences = SheetPlan.Say($"{LargestReason(months)}."),
            Table = new TablePlan(Table,
                [new("Code"), new("Reason", Widest: 52), .. DelayedTransfers.Attributions.Select(attribution => new ColumnPlan(Phrases.Of(attribution), Number: true)), new("Total", Number: true), new("Share", Number: true)],
                [.. reasons.Select(reason => Row(reason.Reason, reason.Days))]),
            Charts = whole == 0 ? [] : [ChartPlan.Stacked(LargestReason(months), Alternative(), $"Delayed days in {months.Time}", "Reason", [.. DelayedTransfers.Attributions.Select(Phrases.Of)])],
        };

        Entry[] Row(ReasonDefinition reason, ByAttribution<long> days)
        {
            var total = days.All.Sum();
            return
            [
                Entry.Of(reason.Code, Look.Code), Entry.Of(reason.Label),
                .. months.Calculable
                    ? DelayedTransfers.Attributions.Select(attribution => Entry.Calculated(string.Join('+', DelayedTransfers.CareTypes.Select(care =>
                        $"SUMIF({TablePlan.Column(ReasonsSheet.Table, "Code")},{TablePlan.Here(Table, "Code")},{TablePlan.Column(ReasonsSheet.Table, Phrases.Heading(care, attribution))})")), days[attribution], Look.Whole))
                        .Append(Entry.Calculated($"SUM({TablePlan.Here(Table, Phrases.Of(Attribution.Nhs), Phrases.Of(Attribution.Both))})", total, Look.Whole))
                        .Append(Entry.Share(TablePlan.Here(Table, "Total"), TablePlan.Sum(Table, "Total"), total, whole))
                    : Enumerable.Repeat(Entry.Words(Phrases.NotCalculable), 5),
            ];
        }

        string Alternative() => "Bar chart of delayed days by reason, each bar made up of NHS, social care and both. "
            + string.Join("; ", reasons.Where(reason => reason.Days.All.Sum() > 0).Select(reason => $"{reason.Reason.Label}: {Words.Days(reason.Days.All.Sum())}")) + ".";
    }

    /// <summary>Reasons with their days by attribution, from the largest; equal ones in the order of their codes.</summary>
    private static List<(ReasonDefinition Reason, ByAttribution<long> Days)> ByDays(DelayMonths months) =>
    [
        .. from cell in months.Cells
           group cell by cell.Reason into cells
           let days = new ByAttribution<long>(cells.Sum(cell => cell.Days.Nhs.Days), cells.Sum(cell => cell.Days.SocialCare.Days), cells.Sum(cell => cell.Days.Both.Days))
           orderby days.All.Sum() descending, cells.Key
           select (DelayedTransfers.Of(cells.Key), days),
    ];

    /// <summary>The finding, as a sentence without its full stop.</summary>
    private static string LargestReason(DelayMonths months)
    {
        if (!months.Calculable)
            return $"Nothing stands for {months.Time}, so there is no largest reason";
        var whole = months.TotalDays;
        if (whole == 0)
            return "No delayed days were reported, so there is no largest reason";
        var reasons = ByDays(months);
        var most = reasons[0].Days.All.Sum();
        var largest = reasons.Where(reason => reason.Days.All.Sum() == most).Select(reason => reason.Reason.Label).ToList();
        return largest.Count == 1
            ? $"{largest[0]} is the largest reason: {Words.Number(most)} of {Words.Days(whole)}"
            : $"{Phrases.List(largest)} are the largest reasons: {Words.Number(most)} of {Words.Days(whole)} each";
    }
}
