using Monitoring.Files.Workbooks;

namespace Monitoring.Files.Funds.Sheets;

/// <summary>The sheets by the part of the work that they belong to, each with what is on it; then those that the year has nothing for.</summary>
internal static class ContentsSheet
{
    public const string Name = "Contents";

    /// <param name="leftOut">Sheets that this year has nothing for, with why.</param>
    public static SheetPlan Of(IEnumerable<(string Part, SheetPlan Sheet)> sheets, IEnumerable<(string Name, string Why)> leftOut) => new(Name, "The sheets, and what is on each", Name)
    {
        Sentences = SheetPlan.Say("Each name leads to its sheet. Tabs of one colour belong together."),
        Table = new TablePlan("tblContents", [new("Part", Widest: 24), new("Sheet", Widest: 28), new("What is on it", Widest: 90)],
            [
                .. sheets.Select(one => new[] { Entry.Of(one.Part), Entry.LinkInTable(one.Sheet.Name), Entry.Of(one.Sheet.About) }),
                .. leftOut.Select(one => new[] { Entry.Words("Left out"), Entry.Words(one.Name), Entry.Of($"Nothing to show: {one.Why}.") }),
            ]),
        OnePage = true,
    };
}
