using System.Globalization;
using System.Text;
using Monitoring.Files.Receipts;

namespace Monitoring.Files.Delays;

/// <summary>A part of a page under a heading.</summary>
/// <param name="Heading">Plain text.</param>
/// <param name="Content">HTML.</param>
internal sealed record PageSection(string Id, string Heading, string Content)
{
    public string Html => $"<section aria-labelledby=\"{Id}\">\n<h2 id=\"{Id}\">{Receipts.Html.Text(Heading)}</h2>\n{Content}</section>\n";

    /// <summary>Links to sections, then the sections.</summary>
    public static string All(IReadOnlyCollection<PageSection> sections) =>
        $"<nav class=\"contents\" aria-labelledby=\"contents\">\n<h2 id=\"contents\">On this page</h2>\n<ul>\n{string.Concat(sections.Select(section => $"<li><a href=\"#{section.Id}\">{Receipts.Html.Text(section.Heading)}</a></li>\n"))}</ul>\n</nav>\n"
        + string.Concat(sections.Select(section => section.Html));

    /// <summary>Nothing where there are no files.</summary>
    public static string Downloads(IReadOnlyList<(string Text, string Href)>? files) => files is not { Count: > 0 } ? "" :
        $"<section aria-labelledby=\"files\">\n<h2 id=\"files\">Files</h2>\n<ul class=\"downloads\">\n{string.Concat(files.Select(file => $"<li><a href=\"{Receipts.Html.Text(file.Href)}\">{Receipts.Html.Text(file.Text)}</a></li>\n"))}</ul>\n</section>\n";

    /// <summary>What matters most, in a box of its own with a shape. Colour says nothing that word and shape do not say.</summary>
    /// <param name="look">Class of the panel: empty for good news.</param>
    /// <param name="shape">SVG.</param>
    /// <param name="word">The news in a few words.</param>
    public static string Panel(string look, string shape, string word, IEnumerable<string> sentences) =>
        $"<div class=\"panel{(look.Length == 0 ? "" : $" {look}")}\">{shape}<div><p><strong>{Receipts.Html.Text(word)}</strong></p>\n{string.Concat(sentences.Select(sentence => $"<p class=\"sentence\">{Receipts.Html.Text(sentence)}</p>\n"))}</div></div>\n";

    /// <summary>Sentences as a list; nothing where there are none.</summary>
    public static string List(IEnumerable<string> sentences)
    {
        var items = string.Concat(sentences.Select(sentence => $"<li>{Receipts.Html.Text(sentence)}</li>\n"));
        return items.Length == 0 ? "" : $"<ul class=\"says\">\n{items}</ul>\n";
    }

    /// <summary>A picture with its caption.</summary>
    /// <param name="caption">Plain text.</param>
    /// <param name="svg">SVG.</param>
    public static string Picture(string caption, string svg) => $"<figure class=\"picture\">\n<figcaption>{Receipts.Html.Text(caption)}</figcaption>\n{svg}</figure>\n";

    /// <summary>A part that opens when somebody asks for it; on paper it is open.</summary>
    public static string Details(string summary, string html, bool open = false) => $"<details{(open ? " open=\"open\"" : "")}>\n<summary>{Receipts.Html.Text(summary)}</summary>\n{html}</details>\n";

    /// <summary>Terms with what is said of them, in plain text; an empty one is left out.</summary>
    public static string Terms(params IEnumerable<(string Term, string? Text)> terms)
    {
        var html = new StringBuilder("<dl>\n");
        foreach (var (term, text) in terms)
        {
            if (!string.IsNullOrEmpty(text))
                html.Append(CultureInfo.InvariantCulture, $"<div><dt>{Receipts.Html.Text(term)}</dt><dd><bdi>{Receipts.Html.Text(text)}</bdi></dd></div>\n");
        }
        return html.Append("</dl>\n").ToString();
    }

    /// <summary>A field to find one's own in a long list by a part of a name or a code, and what was found.</summary>
    /// <param name="address">Of the list; the field sends it <c>?find=</c>.</param>
    /// <param name="find">What was asked for; null for all.</param>
    /// <param name="found">How many of <paramref name="several"/>, or of <paramref name="one"/>, there are.</param>
    public static string Find(string address, string? find, int found, string one, string several) => string.Create(CultureInfo.InvariantCulture, $"""
        <form method="get" action="{address}">
        <div class="fields">
        <div><label for="find">Name or code</label><input type="search" id="find" name="find" value="{Receipts.Html.Text(find)}" /></div>
        </div>
        <button type="submit">Find</button>
        </form>
        {(find is null ? "" : $"<p class=\"more\">{Receipts.Html.Text($"{(found == 0 ? $"No {one}" : found == 1 ? $"One {one}" : $"{found:#,0} {several}")} with '{find}' in name or code.{(found == 0 ? " Write a part of the name, or the code." : "")}")} <a href=\"{address}\">Show all.</a></p>\n")}
        """);

    /// <summary>Words in the place of a number.</summary>
    public static string Quiet(string words) => $"<span class=\"quiet\">{Receipts.Html.Text(words)}</span>";
}
