using System.Globalization;
using System.Text;
using Monitoring.Core.Figures.Delays;
using Monitoring.Core.Figures.Funds;
using Monitoring.Core.Kernel;
using Monitoring.Files.Receipts;

namespace Monitoring.Files.Funds;

/// <summary>A fund in the list of those that there are.</summary>
/// <param name="Name">Of the board's authority, or England.</param>
/// <param name="Address">Where it is: <c>/funds/730/2015-16</c>.</param>
public sealed record FundEntry(FundKey Key, string Name, string Address);

/// <summary>The boards and years of which there are figures, year by year, the last one first.</summary>
public static class FundsPage
{
    public static string Html(IReadOnlyList<FundEntry> entries)
    {
        var main = new StringBuilder("<h1>Better Care Fund</h1>\n<p>What partners give to the pools of health and wellbeing boards, what they spent, got and owe, and what performance released. A page shows a board's year; the workbook has the same with live formulas.</p>\n");
        if (entries.Count == 0)
            main.Append("<p>There are none yet. A board's year is there as soon as its plan, or the return of one of its quarters, has arrived.</p>\n");
        foreach (var year in entries.GroupBy(entry => entry.Key.Year).OrderByDescending(year => year.Key))
        {
            main.Append(CultureInfo.InvariantCulture, $"<section aria-labelledby=\"y{year.Key}\">\n<h2 id=\"y{year.Key}\">{year.Key}</h2>\n");
            main.Append(PageTable.Of(Boards(year), [new("Board"), new("Code"), new("Page"), new("Workbook"), new("Data")],
                year.OrderByDescending(IsEngland).ThenBy(entry => entry.Name, StringComparer.Ordinal).Select(entry => (IReadOnlyList<string>)
                [
                    Receipts.Html.Text(entry.Name), Receipts.Html.Text(entry.Key.Hwb), Link(entry, "", "Open"), Link(entry, "/latest.xlsx", "Excel"), Link(entry, "/latest.csv", "CSV"),
                ])));
            main.Append("</section>\n");
        }
        return Page.Of("Better Care Fund", "Better Care Fund", main.ToString(), "No case is in it. The same list as data: <a href=\"/funds?as=json\">/funds?as=json</a>.");
    }

    private static string Boards(IEnumerable<FundEntry> year)
    {
        var (boards, england) = (year.Count(entry => !IsEngland(entry)), year.Any(IsEngland));
        return boards == 0 ? "England" : $"{Words.Of(boards, "board")}{(england ? ", and England" : "")}";
    }

    private static bool IsEngland(FundEntry entry) => entry.Key.Hwb == Body.EnglandCode;

    /// <summary>The word alone says too little to somebody who hears the links one after another.</summary>
    private static string Link(FundEntry entry, string file, string word) =>
        $"<a href=\"{Receipts.Html.Text(entry.Address)}{file}\" aria-label=\"{word}: {Receipts.Html.Text($"{entry.Name}, {entry.Key.Year}")}\">{word}</a>";
}
