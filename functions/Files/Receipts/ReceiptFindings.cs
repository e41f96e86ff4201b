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

    internal static string Of(Receipt receipt, ReceiptAnswers answers)
    {
        if (receipt.Findings.IsEmpty)
            return "";
        var html = new StringBuilder("<section aria-labelledby=\"findings\">\n<h2 id=\"findings\">What was found</h2>\n");
        foreach (var rule in receipt.Rules)
        {
            var findings = receipt.Findings.Where(finding => finding.Rule == rule.Rule && finding.Severity == rule.Severity).ToList();
            if (findings.Count > 0)
                html.Append(Group(rule, findings, answers));
        }
        return html.Append("</section>\n").ToString();
    }

    private static string Group(RuleCount rule, List<Finding> findings, ReceiptAnswers answers)
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
        if (!isMistake)
            html.Append(Answer(rule.Rule, rule.Findings, answers));
        return html.Append("</section>\n").ToString();
    }

    /// <summary>What the sender has said to the warnings of a rule, and a form to say it.</summary>
    /// <param name="page">The page of the ledger on which it was odd beside other returns; null for a warning about the file itself, whose answer stands with the figure.</param>
    internal static string Answer(string rule, int findings, ReceiptAnswers answers, string? page = null)
    {
        var html = new StringBuilder();
        var said = answers.Explanations.Where(explanation => explanation.Rule == rule).ToList();
        foreach (var explanation in said)
        {
            var place = explanation.Line is { } line ? $"Line {line.ToString(CultureInfo.InvariantCulture)}{(explanation.Column is { } column ? $", column {column}" : "")}" : "All of them";
            html.Append(CultureInfo.InvariantCulture, $"<p class=\"answer\"><strong>Your explanation.</strong> {Html.Text(place)}: {Html.Text(explanation.Text)}{(explanation.By is { } by ? $" <span class=\"quiet\">({Html.Text(by)})</span>" : "")}</p>\n");
        }
        if (answers.ExplainAt is not { } address)
            return html.ToString();
        var id = page is null ? $"explain-{rule}" : $"explain-{rule}-{page}";
        html.Append(CultureInfo.InvariantCulture, $"""
            <form method="post" action="{Html.Text(address)}">
            <input type="hidden" name="rule" value="{Html.Text(rule)}">
            <label for="{Html.Text(id)}">{(said.Count > 0 ? "Say it in other words" : "If the figure is right, say why")}</label>
            <p class="hint" id="{Html.Text(id)}-hint">{(page is null ? "It is shown with the figure, for" : "It is kept with this return and shown with the figures made of it, for")} {(findings == 1 ? "this warning" : $"all {Words.Number(findings)} warnings of this rule")}. No patient's name or number.{(findings == 1 || page is not null ? "" : " To answer them one by one, use the list of findings.")}</p>
            <textarea id="{Html.Text(id)}" name="explanation" rows="3" maxlength="2000" required aria-describedby="{Html.Text(id)}-hint"></textarea>
            <button type="submit">Send explanation</button>
            </form>

            """);
        return html.ToString();
    }

    /// <summary>A finding about a line or the file is about no value.</summary>
    private static string ValueOf(Finding finding) => finding.Column is null && finding.Value is null ? "<span class=\"quiet\">–</span>" : Html.Value(finding.Value);
}
