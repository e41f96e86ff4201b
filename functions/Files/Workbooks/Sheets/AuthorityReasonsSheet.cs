using Monitoring.Core.Figures.Delays;
using Monitoring.Core.Returns;

namespace Monitoring.Files.Workbooks.Sheets;

/// <summary>Every authority with its days by reason.</summary>
internal static class AuthorityReasonsSheet
{
    public const string Table = "tblAuthorityReasons", Code = "Code", Total = "Total";

    public static SheetPlan Of(DelayFigures figures)
    {
        var authorities = AuthoritiesSheet.InOrder(figures).ToList();
        var used = figures.Cells.Select(cell => cell.Reason).ToHashSet();
        var reasons = DelayedTransfers.Reasons.Where(reason => used.Contains(reason.Reason)).ToList();
        return new SheetPlan("Reasons by authority", "Every authority: days by reason", $"{figures.Subject()}: delayed days by authority and reason")
        {
            Sentences = SheetPlan.Say("NHS, social care and both together. The sheet Reasons splits them for England."),
            Table = authorities.Count == 0
                ? new TablePlan(Table, [new("Authority")], [[Entry.Of("Nothing stands for this month.")]])
                : new TablePlan(Table,
                [
                    new(Code), new("Authority", Widest: 34),
                    .. reasons.Select(reason => new ColumnPlan(reason.Heading, Number: true)),
                    new(Total, Number: true),
                ],
                [.. authorities.Select(Row)],
                [
                    Entry.Of("Total"), Entry.Of(""),
                    .. reasons.Select(reason => TablePlan.Total(Table, reason.Heading, authorities.Sum(authority => At(authority, reason).Days))),
                    TablePlan.Total(Table, Total, authorities.Sum(authority => authority.Days.Total.Days)),
                ],
                Filter: true, Frozen: 2),
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
