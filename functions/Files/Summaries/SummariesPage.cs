using System.Globalization;
using System.Text;
using Monitoring.Core.Figures.Summaries;
using Monitoring.Core.Kernel;
using Monitoring.Files.Delays;
using Monitoring.Files.Receipts;

namespace Monitoring.Files.Summaries;

/// <summary>A summary in a list of those that somebody may see.</summary>
/// <param name="Name">Of the body, as it is called.</param>
/// <param name="Address">Where it is: <c>/summaries/authority/507/2019-11</c>.</param>
/// <param name="Files">Where its files are: <c>/published/authority/507/2019-11</c>.</param>
public sealed record SummaryEntry(SummaryKey Key, string Name, string Address, string Files);

/// <summary>The summaries that somebody may see, year by year and period by period, the last one first.</summary>
public static class SummariesPage
{
    /// <summary>Summaries up to which all periods are open.</summary>
    private const int Few = 40;

    /// <param name="find">Part of a name or code that was asked for; null for all.</param>
    public static string Html(IReadOnlyList<SummaryEntry> entries, string? find = null)
    {
        var shown = entries.Where(entry => find is null || entry.Name.Contains(find, StringComparison.OrdinalIgnoreCase) || entry.Key.Code.Contains(find, StringComparison.OrdinalIgnoreCase)).ToList();
        var main = new StringBuilder("<h1>Summaries</h1>\n<p>Everything that a body is told about a month or a quarter: delays, reimbursement in totals, the Better Care Fund. Each shows the period, the year to date, the same of the year before and a forecast of the year, where one is made.</p>\n");
        if (entries.Count == 0)
            main.Append("<p>There are none yet. The summary of a month is there seconds after its return was received; that of a quarter, and of who gathers several bodies, when changes have settled.</p>\n");
        else
            main.Append(PageSection.Find("/summaries", find, shown.Count, "summary", "summaries"));
        foreach (var period in shown.GroupBy(entry => entry.Key.Period).OrderByDescending(period => period.Key))
        {
            main.Append(CultureInfo.InvariantCulture, $"<section aria-labelledby=\"p{period.Key}\">\n<h2 id=\"p{period.Key}\">{period.Key.Name}</h2>\n");
            var count = period.Count() == 1 ? "1 summary" : $"{Words.Number((long)period.Count())} summaries";
            var table = PageTable.Of(count, [new("Body"), new("Code"), new("What it is"), new("Page"), new("Workbook"), new("Data")],
                period.OrderByDescending(entry => entry.Key.Kind == SummaryKind.England).ThenBy(entry => entry.Key.Kind).ThenBy(entry => entry.Name, StringComparer.Ordinal).Select(entry => (IReadOnlyList<string>)
                [
                    Receipts.Html.Text(entry.Name), Receipts.Html.Text(entry.Key.Code), KindOf(entry.Key.Kind), Link(entry, entry.Address, "Open"), Link(entry, $"{entry.Files}/latest.xlsx", "Excel"), Link(entry, $"{entry.Files}/latest.csv", "CSV"),
                ]));
            main.Append(shown.Count <= Few ? table : PageSection.Details(count, table)).Append("</section>\n");
        }
        return Page.Of("Summaries", "Summaries", main.ToString(), "The same list as data: <a href=\"/summaries?as=json\">/summaries?as=json</a>.");
    }

    /// <summary>What a body is, in words.</summary>
    public static string KindOf(SummaryKind kind) => kind switch { SummaryKind.Authority => "authority", SummaryKind.Icb => "integrated care board", SummaryKind.NhsBody => "NHS body, with cases", _ => "England" };

    /// <summary>The word alone says too little to somebody who hears the links one after another.</summary>
    private static string Link(SummaryEntry entry, string href, string word) =>
        $"<a href=\"{Receipts.Html.Text(href)}\" aria-label=\"{word}: {Receipts.Html.Text($"{entry.Name}, {entry.Key.Period.Name}")}\">{word}</a>";
}
