using System.Globalization;
using System.Text;
using Monitoring.Core.Kernel;
using Monitoring.Core.Validation;

namespace Monitoring.Files.Receipts;

/// <summary>What the sender does now, step by step, with the files that help.</summary>
internal static class ReceiptSteps
{
    internal static string Of(Receipt receipt, IReadOnlyList<(string Text, string Href)> downloads)
    {
        var html = new StringBuilder("<section aria-labelledby=\"next\">\n<h2 id=\"next\">What to do next</h2>\n");
        var steps = StepsOf(receipt, downloads.Count > 0).ToList();
        if (steps.Count == 0)
            html.Append("<p>Nothing. Keep this page, or the submission id below, as your receipt.</p>\n");
        else
        {
            html.Append("<ol class=\"steps\">\n");
            foreach (var step in steps)
                html.Append(CultureInfo.InvariantCulture, $"<li>{Html.Text(step)}</li>\n");
            html.Append("</ol>\n");
        }
        if (downloads.Count > 0)
        {
            html.Append("<h3 class=\"files\">Files to download</h3>\n<ul class=\"downloads\">\n");
            foreach (var (text, href) in downloads)
                html.Append(CultureInfo.InvariantCulture, $"<li><a href=\"{Html.Text(href)}\">{Html.Text(text)}</a></li>\n");
            html.Append("</ul>\n");
        }
        return html.Append("</section>\n").ToString();
    }

    private static IEnumerable<string> StepsOf(Receipt receipt, bool hasDownloads)
    {
        var mistakes = receipt.Findings.Count(finding => finding.Severity == Severity.Error);
        var warnings = receipt.Findings.Length - mistakes;
        if (mistakes > 0)
        {
            yield return hasDownloads
                ? "Look at what was found: on this page, or in the files below."
                : "Look at what was found, further down on this page.";
            yield return $"Put right {(mistakes == 1 ? "the mistake" : $"the {Words.Number(mistakes)} mistakes")} in your own file. Each says what to do.";
            if (warnings > 0)
                yield return $"Look at {(warnings == 1 ? "the warning" : $"the {Words.Number(warnings)} warnings")} too. Where the figure is right, leave it as it is.";
            yield return "Send the whole file again, in the same way as before: not only the lines that you changed. You get a new receipt."
                + (receipt.Outcome == Outcome.PartlyAccepted ? " What was taken this time is not counted twice." : "");
        }
        else if (warnings > 0)
        {
            yield return $"Look at {(warnings == 1 ? "the warning" : $"each of the {Words.Number(warnings)} warnings")}. Where the figure is right, say why, and your explanation is shown with it; the return counts as it is.";
            yield return "Where it is wrong, correct your file and send the whole of it again. What you sent last counts.";
        }
    }
}
