using System.Globalization;
using System.Text;
using Monitoring.Core.Kernel;
using Monitoring.Core.Validation;

namespace Monitoring.Files.Receipts;

/// <summary>The catalogue of rules as a page: what must hold, what to do when it does not, and where the rule comes from. Receipts link to each.</summary>
public static class RulesPage
{
    private static readonly (RuleScope Scope, string Heading, string About)[] Parts =
    [
        (RuleScope.File, "The file", "Asked first. A file with one of these mistakes is not read any further."),
        (RuleScope.Heading, "Headings", "A layout is known by its headings: never by their order, the sheet or the name of the file."),
        (RuleScope.Row, "A line", "All findings of a line are told together."),
        (RuleScope.AcrossRows, "Lines together", "Asked of all lines of one provider and one authority in a month."),
        (RuleScope.Reference, "Codes and mandates", "Asked for the month that the line reports on."),
    ];

    public static string Html(IReadOnlyCollection<Rule> rules)
    {
        var main = new StringBuilder(string.Create(CultureInfo.InvariantCulture, $"""
            <h1>Rules for returns</h1>
            <p>Every return is checked by these {Words.Of(rules.Count, "rule")}. A <strong>mistake</strong> refuses the provider and authority pair that it stands in, or the file; what stood before still stands.
            A <strong>warning</strong> is accepted, and stays with the figure.</p>

            """));
        foreach (var (scope, heading, about) in Parts)
        {
            var these = rules.Where(rule => rule.Scope == scope).ToList();
            if (these.Count == 0)
                continue;
            main.Append(CultureInfo.InvariantCulture, $"<section aria-labelledby=\"{scope}\">\n<h2 id=\"{scope}\">{heading}</h2>\n<p>{about}</p>\n");
            foreach (var rule in these)
                main.Append(One(rule));
            main.Append("</section>\n");
        }
        return Page.Of("Rules for returns", "Rules for returns", main.ToString(), "The same list as data: <a href=\"/rules?as=json\">/rules?as=json</a>.");
    }

    private static string One(Rule rule) => string.Create(CultureInfo.InvariantCulture, $"""
        <section class="rule {(rule.Severity == Severity.Error ? "mistake" : "warning")}" id="{Receipts.Html.Text(rule.Id)}">
        <h3><span class="tag">{FindingWords.SeverityOf(rule.Severity)}</span> {Receipts.Html.Text(rule.Id)}: {Receipts.Html.Text(rule.Title)}</h3>
        <p class="todo"><strong>What to do:</strong> {Receipts.Html.Text(rule.Fix)}</p>
        <p class="quiet">About: {Receipts.Html.Text(rule.Field)}. Source: {Receipts.Html.Text(rule.Source)}.</p>
        </section>

        """);
}
