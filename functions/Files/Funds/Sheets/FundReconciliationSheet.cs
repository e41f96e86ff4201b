using Monitoring.Core.Kernel;
using Monitoring.Files.Workbooks;
using Monitoring.Files.Workbooks.Sheets;

namespace Monitoring.Files.Funds.Sheets;

/// <summary>What was submitted beside what it comes to: shown, and never put right.</summary>
internal static class FundReconciliationSheet
{
    public const string Name = "Reconciliation";
    private const string Table = "tblReconciliation", Submitted = "As submitted", Recomputed = "Recomputed";

    public static SheetPlan Of(FundRows rows) => new(Name, "As submitted and as recomputed, with what explains a difference", "Reconciliation: as submitted and as recomputed")
    {
        Sentences = SheetPlan.Say(Differing(rows) is > 0 and var differ ? $"{Words.Number(differ)} of {Words.Of(rows.Year.Comparisons.Length, "total")} {(differ == 1 ? "differs" : "differ")} from what the lines come to." : "Every total that was submitted is what its lines come to.",
            "All other figures here rest on the lines. What was submitted is kept as it is; nothing is put right."),
        Table = new TablePlan(Table, [new("What", Widest: 48), new("Where", Widest: 30), new(Submitted, Number: true), new(Recomputed, Number: true), new("Difference", Number: true), new("Why", Widest: 60)],
            [
                .. rows.Year.Comparisons.Select(one => new[]
                {
                    Entry.Of(one.What), Entry.Of(one.Where), Entry.Money(one.Submitted), FundSheet.Money(one.Recomputed, FundWords.NotCalculable), FundSheet.Less(Table, Submitted, one.Submitted, Recomputed, one.Recomputed, FundWords.NotCalculable),
                    one.Difference is { Number: not 0 } ? FundSheet.Flag(one.Why is { } why ? Phrases.Capital(why) : "Not explained", attention: true) : Entry.Of(one.Why ?? (one.Recomputed is null ? "Nothing to compare with" : "Agrees")),
                }),
            ], Filter: rows.Year.Comparisons.Length > 12),
    };

    private static int Differing(FundRows rows) => rows.Year.Comparisons.Count(one => one.Difference is { Number: not 0 });
}
