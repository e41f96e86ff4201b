using System.Collections.Immutable;
using Monitoring.Core.Figures.Funds;
using Monitoring.Core.Kernel;
using Monitoring.Files.Funds.Sheets;
using Monitoring.Files.Workbooks;
using Monitoring.Files.Workbooks.Sheets;

namespace Monitoring.Files.Funds;

/// <summary>The Better Care Fund of all boards that are known, for a year, as a workbook. The workings are in the boards' own workbooks.</summary>
public static class EnglandFundWorkbook
{
    /// <inheritdoc cref="FundWorkbook.Write"/>
    public static byte[] Write(EnglandFund england, Publication publication)
    {
        var all = Sheets(england).ToList();
        ImmutableArray<SheetPlan> sheets = [.. all.Select(one => one.Sheet).OfType<SheetPlan>().Select(sheet => sheet with { Sentences = [Entry.Of($"{england.Name}, {england.Key.Year}", Look.Strong), .. sheet.Sentences] })];
        var cover = new SheetPlan("Cover", "", "Better Care Fund")
        {
            Sentences =
            [
                Entry.Of($"{england.Name}, {england.Key.Year}", Look.Strong), Entry.Of($"Status: {Phrases.Capital(Phrases.Of(england.Status))}. {string.Join(" ", england.StatusReasons)}".TrimEnd(), Look.Strong),
                .. SheetPlan.Say("The pools of health and wellbeing boards side by side, gathered from their own figures."),
            ],
            Pairs =
            [
                Pair("Boards", $"{Words.Number(england.Boards.Length)} known of {Words.Number(england.Expected)}"), Pair("Year", $"{england.Key.Year}: {Words.Date(england.Key.Year.FirstDay)} to {Words.Date(england.Key.Year.LastDay)}"),
                Pair("As at", $"{Phrases.LondonTime(publication.AsAt)}: arrival of the last return that counts here"), Pair("Version", $"{publication.Version}, fingerprint {publication.Fingerprint}, build {publication.Build}"),
                Pair("Rules", $"Policy {england.Policy}, reference data {england.Reference}"),
                .. all.Where(one => one.Sheet is null).Select(one => Pair("Left out", $"{one.Name}: {one.Without}.")),
                Pair("Contents", "Each name below leads to its sheet"), .. sheets.Select(sheet => (Entry.Link(sheet.Name), Entry.Of(sheet.About))),
            ],
        };
        return Book.Write($"Better Care Fund: {england.Name}, {england.Key.Year}", $"Better Care Fund, {england.Name}, {england.Key.Year}", publication, [cover, .. sheets], new Marking("OFFICIAL", $"Figures {Phrases.Of(england.Status)}"));
    }

    /// <summary>Every sheet that a year can have, with why it is left out where there is nothing in it.</summary>
    internal static IEnumerable<(string Name, SheetPlan? Sheet, string Without)> Sheets(EnglandFund england)
    {
        var groups = FundRows.Grouped(england.ByArrangement, england.ByWorking).ToList();
        yield return (EnglandSumsSheet.Name, england.Sums.IsEmpty ? null : EnglandSumsSheet.Of(england), "no board is known");
        yield return (BoardsSheet.Name, england.Boards.IsEmpty ? null : BoardsSheet.Of(england), "no board is known");
        yield return (JointWorkingSheet.Name, groups.Count == 0 ? null : JointWorkingSheet.Of(groups), "no scheme is known");
        yield return ("Joint working outputs", groups.All(pair => pair.Group.UnitCosts.IsEmpty) ? null : JointOutputsSheet.Of(groups), "no scheme has outputs");
        yield return ("National totals", england.Totals.IsEmpty ? null : NationalTotalsSheet.Of(england), "none of the year is in the tables");
        yield return ("Definitions", FundDefinitionsSheet.Of(), "");
    }

    private static (Entry, Entry) Pair(string label, string value) => (Entry.Of(label, Look.Label), Entry.Of(value));
}
