using Monitoring.Core.Figures.Summaries;
using Monitoring.Core.Kernel;
using Monitoring.Files.Funds;
using Monitoring.Files.Funds.Sheets;
using Monitoring.Files.Workbooks;

namespace Monitoring.Files.Summaries.Sheets;

/// <summary>The performance fund of each board, what was released of it and what was not.</summary>
internal static class PerformanceBoardsSheet
{
    public const string Name = "Performance by board", Table = "tblPerformanceOfBoards", Fund = "Performance fund", Paid = "Released";

    private const string Left = "Not released";

    public static bool Any(SummaryRows rows) => rows.Summary.Members.Any(member => member.Fund is { PerformanceFund: not null } or { PerformancePaid: not null });

    public static SheetPlan Of(SummaryRows rows)
    {
        var members = rows.Summary.Members;
        return new(Name, "The performance fund of each board, and what performance released", "Performance payment, board by board")
        {
            Sentences = SheetPlan.Say("Money of the NHS that goes into the pool only as emergency admissions fall. What is not released goes to services that the NHS commissions, as the board agrees."),
            Table = new TablePlan(Table, [BoardSheet.Column, new(Fund, Number: true), new(Paid, Number: true), new(Left, Number: true), new("Part released", Number: true), new("In words", Widest: 40)], [.. members.Select(Row)],
            [
                FundSheet.TotalLabel(members.All(member => member.Fund is { PerformanceFund: not null, PerformancePaid: not null })), FundSheet.Total(Table, Fund, members.Select(member => member.Fund?.PerformanceFund)),
                FundSheet.Total(Table, Paid, members.Select(member => member.Fund?.PerformancePaid)), FundSheet.Total(Table, Left, members.Select(LeftOf)), Entry.Of(""), Entry.Of(""),
            ]),
            Charts = [ChartPlan.PlanAndActual(Finding(rows), $"Bars of the performance fund and what was released of it, by board. {Finding(rows)}.", "Pounds", BoardSheet.Board, Fund, null, Paid) with { Format = "£#,##0", Below = true, Width = 25 }],
        };
    }

    private static Entry[] Row(SummaryMember member) =>
    [
        Entry.Of(member.Named()), BoardSheet.Point(member.Fund?.PerformanceFund), BoardSheet.Point(member.Fund?.PerformancePaid),
        LeftOf(member) is { } left ? Entry.Money($"{TablePlan.Here(Table, Fund)}-{TablePlan.Here(Table, Paid)}", left) : Entry.Words(FundWords.NotKnown),
        member.Fund is { PerformanceFund: { } fund, PerformancePaid: { } paid } && fund != default ? Entry.Calculated($"{TablePlan.Here(Table, Paid)}/{TablePlan.Here(Table, Fund)}", paid.Pounds / fund.Pounds, Look.Percent) : Entry.Words("none"),
        Entry.Of(member.Fund switch
        {
            null => "No plan and no return has arrived",
            { PerformanceFund: null } => "No performance fund is known",
            { PerformancePaid: null } => "No quarter is settled",
            _ => "Of the quarters that are settled",
        }),
    ];

    private static Pence? LeftOf(SummaryMember member) => member.Fund?.PerformanceFund - member.Fund?.PerformancePaid;

    private static string Finding(SummaryRows rows)
    {
        var known = rows.Summary.Members.Where(member => member.Fund is { PerformanceFund: not null, PerformancePaid: not null }).ToList();
        return known.Count == 0 ? "Nothing is settled yet"
            : $"{BoardSheet.Millions(FundRows.Sum(known.Select(member => member.Fund!.PerformancePaid))!.Value)} released of {BoardSheet.Millions(FundRows.Sum(known.Select(member => member.Fund!.PerformanceFund))!.Value)} in {Words.Of(known.Count, "board")}";
    }
}
