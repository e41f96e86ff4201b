using System.Globalization;
using System.Text;
using Monitoring.Core.Kernel;
using Monitoring.Core.Returns;
using Monitoring.Core.Validation;

namespace Monitoring.Files.Receipts;

/// <summary>
/// The catalogue of rules as a page: what must hold, what to do when it does not, an example, and where the rule comes from. First what is asked of every return, then each collection. Receipts
/// link to each rule.
/// </summary>
public static class RulesPage
{
    /// <param name="Id">Of the heading, for links.</param>
    /// <param name="About">HTML.</param>
    private sealed record Part(string Id, string Heading, string About, IReadOnlyList<Rule> Rules);

    /// <param name="rules">Each once.</param>
    /// <param name="exampleOf">The example of a rule, by its id; null when there is none.</param>
    public static string Html(IReadOnlyCollection<Rule> rules, Func<string, RuleExample?> exampleOf)
    {
        var parts = Common(rules).Concat(Collections.All.OrderBy(collection => collection.Title, StringComparer.OrdinalIgnoreCase).Select(collection => Of(collection, rules))).Where(part => part.Rules.Count > 0).ToList();
        var main = new StringBuilder(string.Create(CultureInfo.InvariantCulture, $"""
            <h1>Rules for returns</h1>
            <p>Every return is checked by the rules of the file, its headings, cells and lines, and by those of its own collection: {Words.Of(rules.Count, "rule")} in all.
            A <strong>mistake</strong> refuses what it stands in: the file, or the part of the return that the line belongs to. What stood before still stands.
            A <strong>warning</strong> is accepted, and stays with the figure.</p>
            <p>Every example is an invented return that breaks this rule and no other.</p>

            """));
        main.Append("<nav class=\"contents\" aria-labelledby=\"contents\">\n<h2 id=\"contents\">Contents</h2>\n<ul>\n");
        foreach (var part in parts)
            main.Append(CultureInfo.InvariantCulture, $"<li><a href=\"#{part.Id}\">{Receipts.Html.Text(part.Heading)}</a> <span class=\"quiet\">{Words.Of(part.Rules.Count, "rule")}, {Receipts.Html.Text(Ranges(part.Rules))}</span></li>\n");
        main.Append("</ul>\n</nav>\n");
        foreach (var part in parts)
        {
            main.Append(CultureInfo.InvariantCulture, $"<section class=\"catalogue\" aria-labelledby=\"{part.Id}\">\n<h2 id=\"{part.Id}\">{Receipts.Html.Text(part.Heading)}</h2>\n{part.About}");
            foreach (var rule in part.Rules)
                main.Append(One(rule, exampleOf(rule.Id)));
            main.Append("</section>\n");
        }
        return Page.Of("Rules for returns", "Rules for returns", main.ToString(), "The same list as data: <a href=\"/rules?as=json\">/rules?as=json</a>.");
    }

    private static IEnumerable<Part> Common(IReadOnlyCollection<Rule> rules)
    {
        return
        [
            Of("file", "The file", "Asked first. A file with one of these mistakes is not read any further.", FileRules.All.Where(rule => rule.Scope != RuleScope.Heading)),
            Of("headings", "Headings", "A layout is known by its headings: never by their order, the sheet or the name of the file.", FileRules.All.Where(rule => rule.Scope == RuleScope.Heading)),
            Of("cells", "Cells and lines", "Asked of every return that is read column by column. All findings of a line are told together.", CellRules.All.Where(rule => rule.Scope != RuleScope.Reference)),
            Of("codes", "Codes and mandates", "Asked of the code of an organisation on the date that its line is about, and of whoever sends it.", CellRules.All.Where(rule => rule.Scope == RuleScope.Reference)),
            Of("patients", "Patients", "A return holds counts and what was decided, and never says who a patient is. Nothing else is said of a file in which a patient may be named.", PrivacyRules.All),
        ];

        Part Of(string id, string heading, string about, IEnumerable<Rule> these)
        {
            var ids = Ids(these);
            return new(id, heading, $"<p>{about}</p>\n", [.. rules.Where(rule => ids.Contains(rule.Id))]);
        }
    }

    private static Part Of(Collection collection, IReadOnlyCollection<Rule> rules)
    {
        var own = Ids(collection.Rules);
        var common = Ids(RuleCatalogue.Common);
        var shared = rules.Where(rule => own.Contains(rule.Id) && common.Contains(rule.Id)).Select(rule => $"<a href=\"#{Receipts.Html.Text(rule.Id)}\">{Receipts.Html.Text(rule.Id)}</a>").ToList();
        return new(
            $"collection-{Receipts.Html.Text(collection.Key)}",
            char.ToUpperInvariant(collection.Title[0]) + collection.Title[1..],
            string.Create(CultureInfo.InvariantCulture, $"""
                <p>{Receipts.Html.Text(collection.About)}</p>
                <p><a href="/templates/{Receipts.Html.Text(collection.Key)}.xlsx">Template for {Receipts.Html.Text(collection.Title)} (Excel)</a>{(shared.Count == 0 ? "" : $". Of the rules on codes it also asks {string.Join(", ", shared)}")}.</p>

                """),
            [.. rules.Where(rule => own.Contains(rule.Id) && !common.Contains(rule.Id))]);
    }

    private static HashSet<string> Ids(IEnumerable<Rule> rules) => [.. rules.Select(rule => rule.Id)];

    /// <summary><c>CELL-01 to CELL-12, ROW-01 to ROW-02</c>.</summary>
    private static string Ranges(IReadOnlyList<Rule> rules) => string.Join(", ", rules
        .GroupBy(rule => rule.Id[..rule.Id.LastIndexOf('-')], rule => rule.Id)
        .Select(ids => ids.Count() == 1 ? ids.First() : $"{ids.Min(StringComparer.Ordinal)} to {ids.Max(StringComparer.Ordinal)}"));

    private static string One(Rule rule, RuleExample? example) => string.Create(CultureInfo.InvariantCulture, $"""
        <section class="rule {(rule.Severity == Severity.Error ? "mistake" : "warning")}" id="{Receipts.Html.Text(rule.Id)}">
        <h3><span class="tag">{FindingWords.SeverityOf(rule.Severity)}</span> {Receipts.Html.Text(rule.Id)}: {Receipts.Html.Text(rule.Title)}</h3>
        {(example is null ? "" : Shown(rule, example))}<p class="todo"><strong>What to do:</strong> {Receipts.Html.Text(rule.Fix)}</p>
        <p class="quiet">{Receipts.Html.Text(Asked(rule))} Applies {Receipts.Html.Text(rule.Effect)}. Source: {Receipts.Html.Text(rule.Source)}.</p>
        </section>

        """);

    /// <summary><c>In line 7, column F (NHS days): 62,0500</c>, and after it what the receipt says.</summary>
    private static string Shown(Rule rule, RuleExample example)
    {
        var place = FindingWords.PlaceOf(rule.Found(example.Wrong, example.Sheet, example.Line, example.Column, example.Heading, example.Value));
        var named = example.Sheet is not null || example.Line is not null;
        var value = example.Value is { } typed ? $": {Receipts.Html.Value(typed)}" : example is { Column: not null, Line: not null } && rule.Scope != RuleScope.Heading && rule.Scope != RuleScope.File ? ": empty" : "";
        return named
            ? string.Create(CultureInfo.InvariantCulture, $"""
                <div class="example"><p><strong>Example.</strong> In {Receipts.Html.Text(char.ToLowerInvariant(place[0]) + place[1..])}{value}.</p>
                <p class="said">{Receipts.Html.Text(example.Wrong)}</p></div>

                """)
            : string.Create(CultureInfo.InvariantCulture, $"""
                <div class="example"><p><strong>Example.</strong> <span class="said">{Receipts.Html.Text(example.Wrong)}</span></p></div>

                """);
    }

    private static string Asked(Rule rule) => rule.Scope switch
    {
        RuleScope.File => "Asked of the file.",
        RuleScope.Heading => "Asked of the headings.",
        RuleScope.Row => $"Asked of each line. About: {rule.Field}.",
        RuleScope.AcrossRows => $"Asked of lines together. About: {rule.Field}.",
        RuleScope.Reference => $"Asked of each line, with the tables of organisations and mandates. About: {rule.Field}.",
        _ => $"Asked when the return is compared with what else stands, and told with what it changed. About: {rule.Field}.",
    };
}
