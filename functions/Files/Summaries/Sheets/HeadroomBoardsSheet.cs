using Monitoring.Core.Figures.Funds;
using Monitoring.Core.Figures.Summaries;
using Monitoring.Core.Kernel;
using Monitoring.Files.Funds;
using Monitoring.Files.Funds.Sheets;
using Monitoring.Files.Workbooks;
using Monitoring.Files.Workbooks.Sheets;

namespace Monitoring.Files.Summaries.Sheets;

/// <summary>What each board's plan has beyond what a check needs, or short of it: the boards of one check stand together.</summary>
internal static class HeadroomBoardsSheet
{
    public const string Name = "Headroom by board", Table = "tblHeadroomOfBoards", Result = "Result";

    private const string Has = "The plan has", Needs = "It needs";

    public static SheetPlan Of(SummaryRows rows)
    {
        var all = rows.Summary.Members.SelectMany(member => member.Fund?.Headroom ?? [], (member, check) => (Member: member, Check: check)).ToList();
        var order = all.Select(one => one.Check.Rule).Distinct().OrderBy(rule => rule.Length).ThenBy(rule => rule, StringComparer.Ordinal).ToList();
        var sorted = all.OrderBy(one => order.IndexOf(one.Check.Rule)).ThenBy(one => one.Member.Code, StringComparer.Ordinal).ToList();
        var failed = sorted.Where(one => one.Check.Result == PlanCheckResult.Failed).ToList();
        return new(Name, "What each plan has beyond what a check needs, or short of it", "Headroom of the checks, board by board")
        {
            Sentences = SheetPlan.Say(failed.Count == 0 ? "No check with an amount fails." : $"{Words.Of(failed.Count, "check")} {(failed.Count == 1 ? "fails" : "fail")}, in {Phrases.List([.. failed.Select(one => one.Member.Name).Distinct()])}.",
                "Headroom is what the plan has less what it needs: above zero to spare, below zero short. Checks without amounts are in the board's own workbook of the fund."),
            Table = new TablePlan(Table,
                [new("Rule", Widest: 6), new("Check", Widest: 28), BoardSheet.Column, new("About", Widest: 26), new(Result, Widest: 13), new(Has, Number: true), new(Needs, Number: true), new("Headroom", Number: true), new("In words", Widest: 54)],
                [.. sorted.Select(one => Row(one.Member, one.Check))], Filter: sorted.Count > 12, Frozen: 3)
            { ButtonsBelow = true },
        };
    }

    private static Entry[] Row(SummaryMember member, PlanCheck check) =>
    [
        Entry.Of(check.Rule), Entry.Of(check.Title), Entry.Of(member.Named()), Entry.Of(check.About ?? "the plan"), FundSheet.Flag(FundWords.Of(check.Result), check.Result is PlanCheckResult.Failed or PlanCheckResult.CannotTell),
        FundSheet.Money(check.Has, "no amount"), FundSheet.Money(check.Needs, FundWords.NotKnown),
        FundSheet.Explained(check.Headroom, FundWords.NotKnown, ($"{TablePlan.Here(Table, Has)}-{TablePlan.Here(Table, Needs)}", (check.Has - check.Needs)?.Pounds)), Entry.Of(check.Says),
    ];
}
