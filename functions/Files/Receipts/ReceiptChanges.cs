using System.Globalization;
using System.Text;
using Monitoring.Core.Kernel;
using Monitoring.Core.Ledger;
using Monitoring.Core.Validation;

namespace Monitoring.Files.Receipts;

/// <summary>What of the file counts, and what that changed.</summary>
internal static class ReceiptChanges
{
    /// <summary>Rows of a table of differences; the rest are counted.</summary>
    private const int Shown = 50;

    internal static string Taken(Receipt receipt)
    {
        if (receipt.Pages.IsEmpty)
            return "";
        var noun = receipt.SliceNoun;
        var html = new StringBuilder("<section aria-labelledby=\"taken\">\n<h2 id=\"taken\">What was taken</h2>\n");
        html.Append(CultureInfo.InvariantCulture, $"<p>Each {Html.Text(noun)} is taken whole or not at all.</p>\n");
        html.Append(PageTable.Of("What was taken",
            [new("For"), new("Taken", true), new("Refused", true), new("In what was taken", true)],
            receipt.Pages.Select(page => (IReadOnlyList<string>)[Html.Text(page.Name), Html.Text(Words.Of(page.Slices, noun)), Words.Number(page.Refused), Html.Text(page.Amount)])));
        if (!receipt.RefusedSlices.IsEmpty)
        {
            html.Append("<p>Refused, so that what stood for them before still stands:</p>\n<ul class=\"pairs\">\n");
            foreach (var slice in receipt.RefusedSlices.Take(Shown))
                html.Append(CultureInfo.InvariantCulture, $"<li>{Html.Text(slice.ToString())}</li>\n");
            html.Append("</ul>\n");
            if (receipt.RefusedSlices.Length > Shown)
                html.Append(CultureInfo.InvariantCulture, $"<p class=\"more\">And {Words.Number(receipt.RefusedSlices.Length - Shown)} more.</p>\n");
        }
        return html.Append("</section>\n").ToString();
    }

    internal static string Changed(Receipt receipt, Effect? effect, ReceiptAnswers answers)
    {
        var html = new StringBuilder("<section aria-labelledby=\"changed\">\n<h2 id=\"changed\">What it changed</h2>\n");
        if (receipt.Outcome == Outcome.Refused)
            html.Append("<p>Nothing. Whatever stood before still stands.</p>\n");
        else if (effect is null)
            html.Append("<p>This is being worked out. Open this page again in a minute.</p>\n");
        else if (effect.Pages.IsEmpty)
            html.Append("<p>Nothing: all of it stood with the same content already.</p>\n");
        else
        {
            foreach (var page in effect.Pages)
                html.Append(Page(page, answers));
        }
        return html.Append("</section>\n").ToString();
    }

    private static string Page(PageEffect page, ReceiptAnswers answers)
    {
        var html = new StringBuilder();
        html.Append(CultureInfo.InvariantCulture, $"<h3>{Html.Text(page.Name)}</h3>\n<p>{Html.Text(char.ToUpperInvariant(page.InWords[0]) + page.InWords[1..])}</p>\n");
        if (!page.Slices.IsEmpty)
        {
            html.Append(PageTable.Of(
                page.Slices.Length > Shown ? $"The first {Shown} of {Words.Number(page.Slices.Length)} that changed" : "What changed",
                [new(char.ToUpperInvariant(page.SliceNoun[0]) + page.SliceNoun[1..]), new("Change"), new("Total before", true), new("Total now", true)],
                page.Slices.Take(Shown).Select(slice => (IReadOnlyList<string>)[Html.Text(new Place(slice.Body, slice.Part).ToString()), slice.Change.ToString(), Number(slice.TotalBefore, "not reported"), Number(slice.TotalAfter, "not reported")])));
            if (page.Slices.Length > Shown)
                html.Append(CultureInfo.InvariantCulture, $"<p class=\"more\">And {Words.Number(page.Slices.Length - Shown)} more.</p>\n");
        }
        var cells = page.Slices.SelectMany(slice => slice.Cells, (slice, cell) => (slice, cell)).ToList();
        if (cells.Count > 0)
        {
            html.Append(PageTable.Of(
                cells.Count > Shown ? $"The first {Shown} of {Words.Number(cells.Count)} cells that differ" : "Cells that differ",
                [new(char.ToUpperInvariant(page.SliceNoun[0]) + page.SliceNoun[1..]), new("Line"), new("Column"), new("Before", true), new("Now", true)],
                cells.Take(Shown).Select(change => (IReadOnlyList<string>)
                [
                    Html.Text(new Place(change.slice.Body, change.slice.Part).ToString()), Html.Text(change.cell.Row), Html.Text(change.cell.Column),
                    Given(change.cell.Before), Given(change.cell.After),
                ])));
            if (cells.Count > Shown)
                html.Append(CultureInfo.InvariantCulture, $"<p class=\"more\">And {Words.Number(cells.Count - Shown)} more cells.</p>\n");
        }
        return html.Append(Odd(page, answers)).ToString();
    }

    /// <summary>What others have sent that does not fit: nothing is refused for it, and it may be the others who have to correct.</summary>
    private static string Odd(PageEffect page, ReceiptAnswers answers)
    {
        if (page.Findings.IsEmpty)
            return "";
        var html = new StringBuilder("<h4>Compared with what else has been reported</h4>\n");
        foreach (var rule in page.Findings.GroupBy(finding => finding.Rule))
        {
            html.Append(CultureInfo.InvariantCulture, $"<p><a href=\"/rules#{Html.Text(rule.Key)}\">Rule {Html.Text(rule.Key)}</a>. <strong>What to do:</strong> {Html.Text(rule.First().Fix)}</p>\n<ul>\n");
            foreach (var finding in rule.Take(Shown))
                html.Append(CultureInfo.InvariantCulture, $"<li>{Html.Text(finding.Wrong)}{(finding.Line is { } line ? $" <span class=\"quiet\">(line {line})</span>" : "")}</li>\n");
            html.Append("</ul>\n");
            if (rule.Count() > Shown)
                html.Append(CultureInfo.InvariantCulture, $"<p class=\"more\">And {Words.Number(rule.Count() - Shown)} more.</p>\n");
            html.Append(ReceiptFindings.Answer(rule.Key, rule.Count(), answers, page.Page));
        }
        return html.ToString();
    }

    /// <summary>Nothing given is never shown as zero.</summary>
    private static string Number(long? number, string absent) => number is { } given ? Words.Number(given) : $"<span class=\"quiet\">{absent}</span>";

    private static string Given(string? text) => text is null ? "<span class=\"quiet\">none given</span>" : Html.Text(text);
}
