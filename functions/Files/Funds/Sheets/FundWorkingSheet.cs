using Monitoring.Files.Workbooks;

namespace Monitoring.Files.Funds.Sheets;

/// <summary>Each figure step by step.</summary>
internal static class FundWorkingSheet
{
    public static SheetPlan Of(FundRows rows) => new("Working", "Every figure step by step, with the rule behind it", "How the figures were worked out")
    {
        Sentences = SheetPlan.Say("These are the steps of the calculation itself, as values. The formulas on the other sheets do the same again."),
        Table = new TablePlan("tblWorking", [new("Of", Widest: 30), new("Figure", Widest: 44), new("Step", Number: true), new("What was done", Widest: 76), new("Amount", Number: true), new("Source", Widest: 46)],
            [
                .. rows.Steps.Select(row => new[]
                {
                    Entry.Of(row.Subject), Entry.Of(row.About), Entry.Of(row.Number), Entry.Of(row.Step.Text), row.Step.Amount is { } amount ? Entry.Of(amount, FundSheet.Count(amount)) : Entry.Words("in words"), Entry.Of(row.Step.Source ?? "by arithmetic"),
                }),
            ], Filter: rows.Steps.Length > 12),
    };
}
