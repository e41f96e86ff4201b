using Monitoring.Files.Workbooks;

namespace Monitoring.Files.Statements.Sheets;

/// <summary>Which submissions the statement was made of.</summary>
internal static class InputsSheet
{
    public static SheetPlan Of(StatementRows rows) => new("Inputs", "The submissions that the statement was made of", rows.Heading("submissions"))
    {
        Sentences = SheetPlan.Say("The receipt of each submission says what was accepted of it. Lines named on other sheets are those of the files below."),
        Table = rows.Table(new TablePlan("tblInputs",
            [new("Return", Widest: 30), new("Page", Widest: 24), new("Reported by", Widest: 14), new("Sender"), new("Submission", Widest: 50), new("Cases", Number: true)],
            [.. rows.All.SelectMany(one => one.Statement.Inputs).Select(input => new[] { Entry.Of(input.Collection), Entry.Of(input.Page), Entry.Of(StatementWords.Of(input.View)), Entry.Of(input.Sender), Entry.Of(input.Submission), Entry.Of(input.Cases) })]),
            rows.All.SelectMany(one => one.Statement.Inputs, (one, _) => one.Statement)),
    };
}
