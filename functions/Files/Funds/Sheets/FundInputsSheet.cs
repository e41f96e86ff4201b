using Monitoring.Files.Workbooks;
using Monitoring.Files.Workbooks.Sheets;

namespace Monitoring.Files.Funds.Sheets;

/// <summary>The submissions that the figures were made of.</summary>
internal static class FundInputsSheet
{
    public static SheetPlan Of(FundRows rows) => new("Inputs", "The submissions that the figures were made of", "Submissions")
    {
        Sentences = SheetPlan.Say("The receipt of each submission says what was accepted of it. File lines on other sheets are those of these files."),
        Table = new TablePlan("tblInputs", [new("Return", Widest: 30), new("Page", Widest: 24), new("Sender", Widest: 20), new("Submission", Widest: 54), new("Received", Widest: 40)],
            [.. rows.Year.Inputs.Select(input => new[] { Entry.Of(input.Collection), Entry.Of(input.Page), Entry.Of(input.Sender.Length == 0 ? "several bodies" : input.Sender), Entry.Of(input.Submission), Entry.Of(Phrases.LondonTime(input.At)) })], Filter: rows.Year.Inputs.Length > 12),
    };
}
