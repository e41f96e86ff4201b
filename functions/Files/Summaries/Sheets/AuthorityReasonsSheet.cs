using Monitoring.Core.Figures.Delays;
using Monitoring.Core.Returns;
using Monitoring.Files.Workbooks;
using Monitoring.Files.Workbooks.Sheets;

namespace Monitoring.Files.Summaries.Sheets;

/// <summary>Every authority with its days by reason.</summary>
internal static class AuthorityReasonsSheet
{
    public const string Name = "Reasons by authority", Table = "tblAuthorityReasons", Code = "Code", Total = "Total";

    public static SheetPlan Of(DelayMonths months)
    {
        var all = months.All.SelectMany(month => month.Authorities).ToList();
        var used = months.Cells.Select(cell => cell.Reason).ToHashSet();
        var reasons = DelayedTransfers.Reasons.Where(reason => used.Contains(reason.Reason)).ToList();
        return new SheetPlan(Name, "Every authority: days by reason", "Delayed days by authority and reason")
        {
            Sentences = SheetPlan.Say([$"NHS, social care and both together. The sheet {ReasonsSheet.Name} splits them for England.", .. months.Says()]),
            Table = all.Count == 0
                ? new TablePlan(Table, [new("Authority")], [[Entry.Of($"Nothing stands for {months.Time}.")]])
                : new TablePlan(Table,
                [
                    .. months.Column, new(Code), new("Authority", Widest: 34),
                    .. reasons.Select(reason => new ColumnPlan(reason.Heading, Number: true)),
                    new(Total, Number: true),
                ],
                months.Rows(AuthoritiesSheet.InOrder, (_, authority) => Row(authority)),
                [
                    months.TotalLabel, .. months.Blank, Entry.Of(""),
                    .. reasons.Select(reason => TablePlan.Total(Table, reason.Heading, all.Sum(authority => At(authority, reason).Days))),
                    TablePlan.Total(Table, Total, all.Sum(authority => authority.Days.Total.Days)),
                ],
                Filter: true, Frozen: months.Column.Length + 2),
        };

        Entry[] Row(AuthorityDelays authority) =>
        [
            Entry.Of(authority.Days.Code, Look.Code), Entry.Of(authority.Days.Name),
            .. reasons.Select(reason => Entry.Days(At(authority, reason))),
            Entry.Calculated($"SUM({TablePlan.Here(Table, reasons[0].Heading, reasons[^1].Heading)})", authority.ByReason.Sum(total => total.Days), Look.Whole),
        ];
    }

    private static Total At(AuthorityDelays authority, ReasonDefinition reason) => authority.ByReason[(int)reason.Reason];
}
