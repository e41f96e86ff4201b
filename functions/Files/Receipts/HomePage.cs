using System.Globalization;
using System.Text;
using Monitoring.Core.Figures;
using Monitoring.Core.Kernel;
using Monitoring.Core.Returns;
using Monitoring.Files.Delays;

namespace Monitoring.Files.Receipts;

/// <summary>One published workbook on the first page.</summary>
/// <param name="Name">Of the body, as people know it.</param>
/// <param name="Folder">Where its files are: <c>authority/507/2019-11</c>.</param>
public sealed record PublishedEntry(FigureKey Figure, string Name, string Folder);

/// <summary>The first page: what is published, and how to send a return.</summary>
public static class HomePage
{
    /// <summary>Workbooks up to which all months are open.</summary>
    private const int Few = 40;

    /// <param name="published">Null for somebody who may not look at workbooks.</param>
    /// <param name="statements">How many statements of reimbursement whoever looks may see.</param>
    /// <param name="funds">How many health and wellbeing boards have figures of their Better Care Fund.</param>
    /// <param name="histories">Of how many bodies there are delays over time.</param>
    /// <param name="summaries">How many summaries of months and quarters whoever looks may see.</param>
    public static string Html(IReadOnlyCollection<PublishedEntry>? published, int statements = 0, int funds = 0, int histories = 0, int summaries = 0)
    {
        var main = new StringBuilder("""
            <h1>Delayed discharge and Better Care Fund</h1>
            <p>Returns come in, receipts and workbooks go out. Every figure carries its working.</p>
            <section aria-labelledby="send">
            <h2 id="send">Send a return</h2>
            <ol class="steps">
            <li>Take a template from the list below, or a file as NHS England or ONS published it.</li>
            <li>Upload it under your organisation's code: <bdi class="value">curl -T return.csv {this address}/returns/{code}/</bdi></li>
            <li>Open the receipt whose address the upload is answered with. It says what counts, what is wrong, and what to do.</li>
            </ol>
            <p><a href="/rules">Rules for returns</a></p>

            """);
        main.Append(PageTable.Of("Templates", [new("Return"), new("What it is"), new("Template")], Collections.All.Select(collection => (IReadOnlyList<string>)
        [
            Receipts.Html.Text(char.ToUpperInvariant(collection.Title[0]) + collection.Title[1..]), Receipts.Html.Text(collection.About),
            $"<a href=\"/templates/{collection.Key}.xlsx\" aria-label=\"Excel: template for {Receipts.Html.Text(collection.Title)}\">Excel</a>"
                + (collection.Tables.Count > 1 ? "" : $" <a href=\"/templates/{collection.Key}.csv\" aria-label=\"CSV: template for {Receipts.Html.Text(collection.Title)}\">CSV</a>"),
        ])));
        main.Append("</section>\n");
        if (statements > 0)
            main.Append(CultureInfo.InvariantCulture, $"<section aria-labelledby=\"statements\">\n<h2 id=\"statements\">Reimbursement</h2>\n<p><a href=\"/statements\">{Words.Of(statements, "statement")} in which your organisation is a party</a></p>\n</section>\n");
        if (summaries > 0)
            main.Append(CultureInfo.InvariantCulture, $"<section aria-labelledby=\"summaries\">\n<h2 id=\"summaries\">Summaries</h2>\n<p><a href=\"/summaries\">Months and quarters of authorities, integrated care boards, NHS bodies and England: {Words.Number(summaries)} in all</a></p>\n</section>\n");
        if (published is not null && histories > 0)
            main.Append(CultureInfo.InvariantCulture, $"<section aria-labelledby=\"delays\">\n<h2 id=\"delays\">Delays over time</h2>\n<p><a href=\"/delays\">England, its regions, authorities and providers: {Words.Number(histories)} in all</a></p>\n<p><a href=\"/evidence\">What changed after a scheme started</a></p>\n<p><a href=\"/joint-working\">Schemes by model of joint working</a></p>\n</section>\n");
        if (published is not null)
            main.Append("<section aria-labelledby=\"discharges\">\n<h2 id=\"discharges\">Discharge delays</h2>\n<p><a href=\"/discharges\">Discharge Ready Date and the acute daily report, which followed delayed transfers of care</a></p>\n</section>\n");
        if (published is not null && funds > 0)
            main.Append(CultureInfo.InvariantCulture, $"<section aria-labelledby=\"funds\">\n<h2 id=\"funds\">Better Care Fund</h2>\n<p><a href=\"/funds\">{Words.Of(funds, "health and wellbeing board")}, and England, year by year</a></p>\n</section>\n");
        if (published is null)
            main.Append("<section aria-labelledby=\"published\">\n<h2 id=\"published\">Published</h2>\n<p>You are not signed in as somebody who may look at workbooks.</p>\n</section>\n");
        else if (published.Count == 0)
            main.Append("<section aria-labelledby=\"published\">\n<h2 id=\"published\">Published</h2>\n<p>Nothing is published yet.</p>\n</section>\n");
        foreach (var month in (published ?? []).GroupBy(entry => entry.Figure.Month).OrderByDescending(month => month.Key))
        {
            main.Append(CultureInfo.InvariantCulture, $"<section aria-labelledby=\"m{month.Key}\">\n<h2 id=\"m{month.Key}\">{month.Key.Name}</h2>\n");
            var count = Words.Of(month.Count(), "workbook");
            var table = PageTable.Of(
                $"{count}, each with its data",
                [new("Whom it is about"), new("Code"), new("Workbook"), new("Data"), new("Workings")],
                month.OrderByDescending(entry => Dependencies.IsNational(entry.Figure)).ThenBy(entry => entry.Name, StringComparer.Ordinal).Select(entry => (IReadOnlyList<string>)
                [
                    Receipts.Html.Text(entry.Name), Receipts.Html.Text(entry.Figure.Body),
                    Link($"/published/{entry.Folder}/latest.xlsx", "Excel", entry), Link($"/published/{entry.Folder}/latest.csv", "CSV", entry), Link($"/delays/{entry.Figure.Body}/{entry.Figure.Month}", "Page", entry),
                ]));
            main.Append(published!.Count <= Few ? table : PageSection.Details(count, table)).Append("</section>\n");
        }
        return Page.Of("Delayed discharge and Better Care Fund", "Delayed discharge and Better Care Fund", main.ToString(), "Contains public sector information licensed under the Open Government Licence v3.0 (NHS England; Office for National Statistics).");
    }

    /// <summary>The word alone says too little to somebody who hears the links one after another.</summary>
    private static string Link(string href, string word, PublishedEntry entry) =>
        $"<a href=\"{Receipts.Html.Text(href)}\" aria-label=\"{word}: {Receipts.Html.Text($"{entry.Name}, {entry.Figure.Month.Name}")}\">{word}</a>";
}
