using Monitoring.Core.Figures;
using Monitoring.Files.Workbooks;

namespace Monitoring.Files.Statements.Sheets;

/// <summary>How the amounts of the statement were worked out, step by step.</summary>
internal static class WorkingSheet
{
    public static SheetPlan Of(StatementRows rows) => new("Working", "How the amounts were worked out, step by step", rows.Heading("working"))
    {
        Sentences = SheetPlan.Say("The steps of the calculation as it was made, with its own amounts: what the formulas of this workbook are checked against."),
        Table = rows.Table(new TablePlan("tblWorking",
            [new("Step", Number: true), new("What was done", Widest: 80), new("Amount", Number: true), new("Source", Widest: 50)],
            [.. rows.All.SelectMany(one => one.Statement.Working.Select((step, index) => Row(index + 1, step)))]), rows.All.SelectMany(one => one.Statement.Working, (one, _) => one.Statement)),
    };

    private static Entry[] Row(int number, Step step) =>
        [Entry.Of(number), Entry.Of(step.Text), step.Amount is { } amount ? Entry.Of(amount, Look.Money) : Entry.Words("none"), Entry.Of(step.Source)];
}
