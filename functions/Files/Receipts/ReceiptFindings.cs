using System.Globalization;
using System.Text;
using Monitoring.Core.Kernel;
using Monitoring.Core.Validation;

namespace Monitoring.Files.Receipts;

/// <summary>What was found, rule by rule: what must hold, what to do, and the first places where it does not.</summary>
internal static class ReceiptFindings
{
    /// <summary>Of each rule. A page with more is not read to its end; the file of findings has them all.</summary>
    private const int Shown = 10;

    internal static string Of(Receipt receipt)
    {
        if (receipt.Findings.IsEmpty)
            return "";
        var html = new StringBuilder("<section aria-labelledby=\"findings\">\n<h2 id=\"findings\">What was found</h2>\n");
        foreach (var rule in receipt.Rules)
        {
            var findings = receipt.Findings.Where(finding => finding.Rule == rule.Rule && finding.Severity == rule.Severity).ToList();
            if (findings.Count > 0)
                html.Append(Group(rule, findings));
        }
        return html.Append("</section>\n").ToString();
    }

    private static string Group(RuleCount rule, List<Finding> findings)
    {
        var isMistake = rule.Severity == Severity.Error;
        var html = new StringBuilder();
        html.Append(CultureInfo.InvariantCulture, $"<section class=\"rule {(isMistake ? "mistake" : "warning")}\">\n");
        html.Append(CultureInfo.InvariantCulture, $"<h3><span class=\"tag\">{FindingWords.SeverityOf(rule.Severity)}</span> <a href=\"/rules#{Html.Text(rule.Rule)}\">Rule {Html.Text(rule.Rule)}</a>: {Html.Text(rule.Title)}</h3>\n");
        // A rule has one remedy; that of its first finding is that of all.
        html.Append(CultureInfo.InvariantCulture, $"<p class=\"todo\"><strong>What to do:</strong> {Html.Text(findings[0].Fix)}</p>\n");
        html.Append(PageTable.Of(
            findings.Count > Shown ? $"{Words.Number(findings.Count)} places, of which the first {Shown}" : Words.Of(findings.Count, "place"),
            [new("Where"), new("Value"), new("What is wrong")],
            findings.Take(Shown).Select(finding => (IReadOnlyList<string>)[Html.Text(FindingWords.PlaceOf(finding)), ValueOf(finding), Html.Text(finding.Wrong)])));
        if (findings.Count > Shown)
            html.Append(CultureInfo.InvariantCulture, $"<p class=\"more\">And {Words.Number(findings.Count - Shown)} more: all of them are in the findings file.</p>\n");
        return html.Append("</section>\n").ToString();
    }

    /// <summary>A finding about a line or the file is about no value.</summary>
    private static string ValueOf(Finding finding) => finding.Column is null && finding.Value is null ? "<span class=\"quiet\">–</span>" : Html.Value(finding.Value);
}
