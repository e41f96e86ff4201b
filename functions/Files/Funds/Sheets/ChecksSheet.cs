using Monitoring.Core.Figures.Funds;
using Monitoring.Files.Workbooks;
using Monitoring.Files.Workbooks.Sheets;

namespace Monitoring.Files.Funds.Sheets;

/// <summary>Each check with what the plan has, what it needs, and what is to spare.</summary>
internal static class ChecksSheet
{
    public const string Name = "Checks";
    private const string Table = "tblChecks", Has = "The plan has", Needs = "It needs";

    public static SheetPlan Of(FundRows rows) => new(Name, "The checks F1 to F12, with amounts and headroom", "Checks of the plan")
    {
        Sentences = SheetPlan.Say([.. FundSentences.Checks(rows), "Headroom is what the plan has less what it needs: above zero to spare, below zero short. Where a check has no amounts there is none. Cannot tell: what it is compared with is not known, or is only recalled.", $"What each check asks, and where that is from, is on the sheet {RulesSheet.Name}."]),
        Table = new TablePlan(Table,
            [
                new("Rule", Widest: 6), new("Check", Widest: 24), new("About", Widest: 28), new("Result", Widest: 13), new(Has, Number: true), new(Needs, Number: true), new("Headroom", Number: true), new("In words", Widest: 66),
            ],
            [.. rows.Checks.Select(Row)], Filter: rows.Checks.Length > 12)
        { ButtonsBelow = true },
    };

    private static Entry[] Row(PlanCheck check) =>
    [
        Entry.Of(check.Rule), Entry.Of(check.Title), Entry.Of(check.About ?? "the plan"), FundSheet.Flag(FundWords.Of(check.Result), check.Result is PlanCheckResult.Failed or PlanCheckResult.CannotTell), FundSheet.Money(check.Has, "no amount"),
        FundSheet.Money(check.Needs, check.Has is null ? "no amount" : FundWords.NotKnown),
        FundSheet.Explained(check.Headroom, check is { Has: null, Needs: null } ? "no amount" : FundWords.NotKnown, ($"{TablePlan.Here(Table, Has)}-{TablePlan.Here(Table, Needs)}", (check.Has - check.Needs)?.Pounds)), Entry.Of(check.Says),
    ];
}
