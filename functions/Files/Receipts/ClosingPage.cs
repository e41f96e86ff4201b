using System.Globalization;
using System.Text;
using Monitoring.Core.Kernel;
using Monitoring.Core.Policy;

namespace Monitoring.Files.Receipts;

/// <summary>Which months are closed, by whom and when, and what is wanting to close the others.</summary>
public static class ClosingPage
{
    /// <param name="months">In the order in which they are shown.</param>
    /// <param name="mayClose">Whoever looks may close months: a form is shown beside each that can be closed.</param>
    public static string Html(IReadOnlyCollection<MonthState> months, bool mayClose)
    {
        var (open, closed) = (months.Where(month => month.Closed is null).ToList(), months.Where(month => month.Closed is not null).ToList());
        var main = new StringBuilder("""
            <h1>Closing of months</h1>
            <p>A month is closed for good. Corrections after that are posted to the first month after it that is open, with a reference back. Statements never issued before are posted to their own month, and are called late.</p>

            """);
        main.Append("<section aria-labelledby=\"open\">\n<h2 id=\"open\">Open</h2>\n");
        main.Append(open.Count == 0 ? "<p>No month with returns is open.</p>\n" : PageTable.Of(
            $"{Words.Of(open.Count, "month")} open",
            [new("Month"), new("Statements issued"), new("What is wanting"), new("Close")],
            open.Select(month => (IReadOnlyList<string>)[Receipts.Html.Text(month.Month.Name), Issued(month), Wanting(month), Close(month, mayClose)])));
        main.Append("</section>\n<section aria-labelledby=\"closed\">\n<h2 id=\"closed\">Closed</h2>\n");
        main.Append(closed.Count == 0 ? "<p>No month is closed yet.</p>\n" : PageTable.Of(
            $"{Words.Of(closed.Count, "month")} closed",
            [new("Month"), new("Closed on"), new("By"), new("Statements issued"), new("Closed although")],
            closed.Select(month => (IReadOnlyList<string>)
            [
                Receipts.Html.Text(month.Month.Name), Words.Date(month.Closed!.On), Receipts.Html.Text(month.Closed.By), Issued(month), month.Closed.Although.IsEmpty ? "<span class=\"quiet\">Nothing was wanting.</span>" : Lines(month.Closed.Although),
            ])));
        main.Append("</section>\n");
        return Page.Of("Closing of months", "Closing of months", main.ToString(), "The same list as data: <a href=\"/closing?as=json\">/closing?as=json</a>.");
    }

    private static string Issued(MonthState month) =>
        month.Statements == 0 && month.Issued == 0 ? "<span class=\"quiet\">There are none.</span>" : $"{Words.Number(month.Issued)} of {Words.Number(Math.Max(month.Statements, month.Issued))}";

    private static string Wanting(MonthState month) => month.Proposal!.Ready ? "Nothing: it can be closed." : Lines(month.Proposal.Wanting);

    private static string Lines(IEnumerable<string> sentences) => string.Join("<br />", sentences.Select(Receipts.Html.Text));

    private static string Close(MonthState month, bool mayClose) =>
        month.Refusal is not null ? "<span class=\"quiet\">Cannot be closed yet.</span>"
        : !mayClose ? $"<span class=\"quiet\">{Receipts.Html.Text(char.ToUpperInvariant(month.Proposal!.Rule[0]) + month.Proposal.Rule[1..])}.</span>"
        : string.Create(CultureInfo.InvariantCulture, $"<form method=\"post\" action=\"/closing/{month.Month}\"><button type=\"submit\" aria-label=\"Close {Receipts.Html.Text(month.Month.Name)} for good\">Close for good</button></form>");
}
