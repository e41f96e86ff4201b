using Monitoring.Files.Workbooks;

namespace Monitoring.Files.Funds.Sheets;

/// <summary>The lines that a check with a filter counted: so that a board can see what a ring-fence rests on.</summary>
internal static class CountedSheet
{
    public static SheetPlan Of(FundRows rows) => new("Lines counted", "The scheme lines that the ring-fence checks counted", "Lines that the checks counted")
    {
        Sentences = SheetPlan.Say("Which lines count for a ring-fence is our reading of the planning requirements: see the sheet Rules and definitions. A line of which only a part is commissioned by the NHS counts with that part."),
        Table = new TablePlan("tblCounted", [new("Rule", Widest: 8), new("Check", Widest: 40), new("Scheme", Widest: 12), new("Name", Widest: 50), new("Counts", Number: true), new("File line", Number: true)],
            [.. rows.Checks.SelectMany(check => check.Counted, (check, line) => new[] { Entry.Of(check.Rule), Entry.Of(check.Title), Entry.Of(line.Scheme), Entry.Of(line.Name), Entry.Money(line.Counts), Entry.Of(line.SourceLine) })]),
    };
}
