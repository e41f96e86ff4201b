using System.Globalization;
using System.Text;
using Monitoring.Core.Figures;
using Monitoring.Core.Kernel;

namespace Monitoring.Files.Receipts;

/// <summary>One published workbook on the first page.</summary>
/// <param name="Name">Of the body, as people know it.</param>
/// <param name="Folder">Where its files are: <c>authority/507/2019-11</c>.</param>
public sealed record PublishedEntry(FigureKey Figure, string Name, string Folder);

/// <summary>The first page: what is published, and how to send a return.</summary>
public static class HomePage
{
    /// <param name="published">Null for somebody who may not look at workbooks.</param>
    public static string Html(IReadOnlyCollection<PublishedEntry>? published)
    {
        var main = new StringBuilder("""
            <h1>Delayed transfers of care</h1>
            <p>Returns come in, receipts and workbooks go out. Every figure carries its working.</p>
            <section aria-labelledby="send">
            <h2 id="send">Send a return</h2>
            <ol class="steps">
            <li>Take the <a href="/templates/delayed-transfers.xlsx">template</a> (also <a href="/templates/delayed-transfers.csv">as CSV</a>), or the extract as NHS England published it.</li>
            <li>Upload it under your organisation's code: <bdi class="value">curl -T return.csv {this address}/returns/{code}/</bdi></li>
            <li>Open the receipt whose address the upload is answered with. It says what counts, what is wrong, and what to do.</li>
            </ol>
            <p><a href="/rules">Rules for returns</a></p>
            </section>

            """);
        if (published is null)
            main.Append("<section aria-labelledby=\"published\">\n<h2 id=\"published\">Published</h2>\n<p>You are not signed in as somebody who may look at workbooks.</p>\n</section>\n");
        else if (published.Count == 0)
            main.Append("<section aria-labelledby=\"published\">\n<h2 id=\"published\">Published</h2>\n<p>Nothing is published yet.</p>\n</section>\n");
        foreach (var month in (published ?? []).GroupBy(entry => entry.Figure.Month).OrderByDescending(month => month.Key))
        {
            main.Append(CultureInfo.InvariantCulture, $"<section aria-labelledby=\"m{month.Key}\">\n<h2 id=\"m{month.Key}\">{month.Key.Name}</h2>\n");
            main.Append(PageTable.Of(
                $"{Words.Of(month.Count(), "workbook")}, each with its data",
                [new("Whom it is about"), new("Code"), new("Workbook"), new("Data"), new("Workings")],
                month.OrderByDescending(entry => Dependencies.IsNational(entry.Figure)).ThenBy(entry => entry.Name, StringComparer.Ordinal).Select(entry => (IReadOnlyList<string>)
                [
                    Receipts.Html.Text(entry.Name), Receipts.Html.Text(entry.Figure.Body),
                    Link($"/published/{entry.Folder}/latest.xlsx", "Excel", entry), Link($"/published/{entry.Folder}/latest.csv", "CSV", entry), Link($"/figures/{entry.Figure.Body}/{entry.Figure.Month}", "JSON", entry),
                ])));
            main.Append("</section>\n");
        }
        return Page.Of("Delayed transfers of care", "Delayed transfers of care", main.ToString(), "Contains public sector information licensed under the Open Government Licence v3.0 (NHS England; Office for National Statistics).");
    }

    /// <summary>The word alone says too little to somebody who hears the links one after another.</summary>
    private static string Link(string href, string word, PublishedEntry entry) =>
        $"<a href=\"{Receipts.Html.Text(href)}\" aria-label=\"{word}: {Receipts.Html.Text($"{entry.Name}, {entry.Figure.Month.Name}")}\">{word}</a>";
}
