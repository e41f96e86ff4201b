using Monitoring.Core.Kernel;
using Monitoring.Files.Workbooks;
using Monitoring.Files.Workbooks.Sheets;

namespace Monitoring.Files.Funds.Sheets;

/// <summary>The sheets by the part of the work that they belong to, each with what is on it; then those that there is nothing for.</summary>
internal static class ContentsSheet
{
    public const string Name = "Contents", LeftOut = "Left out";

    /// <summary>More rows on one page would be too small to read.</summary>
    private const int MostOnOnePage = 34;

    /// <param name="leftOut">Sheets that there is nothing for, with why.</param>
    public static SheetPlan Of(IReadOnlyCollection<(string Part, SheetPlan Sheet)> sheets, IEnumerable<(string Name, string Why)> leftOut)
    {
        var without = leftOut.GroupBy(one => one.Why, one => one.Name).ToList();
        return new(Name, "The sheets, and what is on each", Name)
        {
            Sentences = SheetPlan.Say("Each name leads to its sheet. Tabs of one colour belong together."),
            Table = new TablePlan("tblContents", [new("Part", Widest: 24), new("Sheet", Widest: 28), new("What is on it", Widest: 90)],
                [
                    .. sheets.Select(one => new[] { Entry.Of(one.Part), Entry.LinkInTable(one.Sheet.Name), Entry.Of(one.Sheet.About) }),
                    .. without.Select(same => new[] { Entry.Of(LeftOut), Entry.Of(Words.Of(same.Count(), "sheet")), Entry.Of($"{Phrases.List([.. same])}: {same.Key}.") }),
                ]),
            OnePage = sheets.Count + without.Count <= MostOnOnePage,
        };
    }
}
