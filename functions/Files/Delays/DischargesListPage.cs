using System.Globalization;
using System.Text;
using Monitoring.Core.Figures.Delays;
using Monitoring.Core.Kernel;
using Monitoring.Core.Returns;
using Monitoring.Files.Receipts;
using Monitoring.Files.Workbooks.Sheets;

namespace Monitoring.Files.Delays;

/// <summary>A discharge document in a list of them.</summary>
/// <param name="Address">Where its page is: <c>/discharges/RJ7/2024-05</c>.</param>
public sealed record DischargeEntry(DischargeKey Key, BodyLevel Level, string Name, string Address);

/// <summary>The bodies and months of which there are discharge figures: by body, or those of one month, with a field to find one's own.</summary>
public static class DischargesListPage
{
    private const string Title = "Discharge delays";

    private static readonly (BodyLevel Level, string Heading, string Body)[] Levels =
        [(BodyLevel.England, "England", "Body"), (BodyLevel.Region, "Regions", "Region"), (BodyLevel.Icb, "Integrated care boards", "Board"), (BodyLevel.Authority, "Authorities", "Authority"), (BodyLevel.Provider, "Providers", "Provider")];

    /// <param name="find">Part of a name or code that was asked for; null for all.</param>
    /// <param name="month">The month that was asked for; null for all.</param>
    public static string Html(IReadOnlyList<DischargeEntry> entries, string? find = null, ReportingMonth? month = null)
    {
        var shown = entries.Where(entry => (month is null || entry.Key.Month == month) && (find is null || entry.Name.Contains(find, StringComparison.OrdinalIgnoreCase) || entry.Key.Body.Contains(find, StringComparison.OrdinalIgnoreCase))).ToList();
        var main = new StringBuilder("<h1>Discharge delays</h1>\n<p>Discharge Ready Date and the acute daily report, by body and month. They followed delayed transfers of care and are not comparable with them.</p>\n");
        main.Append(entries.Count == 0 ? "<p>There are none yet. A document is there as soon as a return of either collection is accepted.</p>\n" : Form(entries, find, month));
        if (entries.Count > 0 && (find is not null || month is not null))
            main.Append(CultureInfo.InvariantCulture, $"<p><strong>{T(Found([.. shown.Select(entry => entry.Key.Body).Distinct()], find, month))}</strong> <a href=\"/discharges\">Show all.</a></p>\n");
        var sections = new List<PageSection>();
        foreach (var (level, heading, body) in Levels)
        {
            var own = shown.Where(entry => entry.Level == level).ToList();
            if (own.Count > 0)
                sections.Add(new($"level-{level.ToString().ToLowerInvariant()}", heading, month is null ? Bodies(body, own) : OfMonth(body, own, month.Value)));
        }
        if (entries.Count > 0 && find is null && month is null)
            sections.Add(new("months", "By month", Months(entries)));
        return Page.Of(Title, Title, main + (sections.Count > 1 ? PageSection.All(sections) : string.Concat(sections.Select(section => section.Html))), "No patient is in it. The same list as data: <a href=\"/discharges?as=json\">/discharges?as=json</a>.");
    }

    private static string Found(List<string> bodies, string? find, ReportingMonth? month) =>
        $"{(bodies.Count == 0 ? "No body" : bodies.Count == 1 ? "One body" : $"{Words.Number(bodies.Count)} bodies")}{(find is null ? "" : $" with '{find}' in name or code")}{(month is { } one ? $" in {one.Name}" : "")}{(bodies.Count == 0 ? ". Write a part of the name, or the code." : ".")}";

    private static string Form(IReadOnlyList<DischargeEntry> entries, string? find, ReportingMonth? month)
    {
        var html = new StringBuilder(string.Create(CultureInfo.InvariantCulture, $"""
            <form method="get" action="/discharges">
            <div class="fields">
            <div><label for="find">Name or code</label><input type="search" id="find" name="find" list="bodies" value="{T(find)}" /></div>
            <div><label for="month">Month</label><select id="month" name="month"><option value="">All months</option>

            """));
        foreach (var one in entries.Select(entry => entry.Key.Month).Distinct().OrderDescending())
            html.Append(CultureInfo.InvariantCulture, $"<option value=\"{one}\"{(one == month ? " selected=\"selected\"" : "")}>{T(one.Name)}</option>\n");
        html.Append("</select></div>\n</div>\n<datalist id=\"bodies\">\n");
        foreach (var name in entries.Select(entry => entry.Name).Distinct().Order(StringComparer.Ordinal))
            html.Append(CultureInfo.InvariantCulture, $"<option value=\"{T(name)}\"></option>\n");
        return html.Append("</datalist>\n<button type=\"submit\">Find</button>\n</form>\n").ToString();
    }

    private static string Bodies(string body, List<DischargeEntry> entries) => PageTable.Of(
        "Each with its months together, and the last one", [new(body), new("Code"), new("Months", Number: true), new("From"), new("Last month")],
        entries.GroupBy(entry => entry.Key.Body).Select(own => (Last: own.MaxBy(entry => entry.Key.Month)!, First: own.Min(entry => entry.Key.Month), Count: own.Count()))
            .OrderBy(own => own.Last.Name, StringComparer.Ordinal).ThenBy(own => own.Last.Key.Body, StringComparer.Ordinal)
            .Select(own => (IReadOnlyList<string>)
            [
                $"<a href=\"/discharges/{T(own.Last.Key.Body)}\">{T(own.Last.Name)}</a>", T(own.Last.Key.Body), T(Words.Number(own.Count)), T(own.First.Name), $"<a href=\"{T(own.Last.Address)}\" aria-label=\"{T($"{own.Last.Name}, {own.Last.Key.Month.Name}")}\">{T(own.Last.Key.Month.Name)}</a>",
            ]));

    private static string OfMonth(string body, List<DischargeEntry> entries, ReportingMonth month) => PageTable.Of(
        $"Figures of {month.Name}", [new(body), new("Code"), new("All its months")],
        entries.OrderBy(entry => entry.Name, StringComparer.Ordinal).ThenBy(entry => entry.Key.Body, StringComparer.Ordinal)
            .Select(entry => (IReadOnlyList<string>)[$"<a href=\"{T(entry.Address)}\">{T(entry.Name)}</a>", T(entry.Key.Body), $"<a href=\"/discharges/{T(entry.Key.Body)}\" aria-label=\"{T($"All months of {entry.Name}")}\">All months</a>"]));

    private static string Months(IReadOnlyList<DischargeEntry> entries) => PageTable.Of(
        "How many bodies have figures", [new("Month"), new("Bodies", Number: true)],
        entries.GroupBy(entry => entry.Key.Month).OrderByDescending(month => month.Key).Select(month => (IReadOnlyList<string>)[$"<a href=\"/discharges?month={month.Key}\">{T(month.Key.Name)}</a>", T(Words.Number(month.Count()))]));

    private static string T(string? text) => Receipts.Html.Text(text);
}
