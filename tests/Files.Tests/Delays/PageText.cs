using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Monitoring.Files.Tests.Delays;

/// <summary>What a page says, in lines to compare: headings, sentences, rows of tables, and what pictures say to those who cannot see them.</summary>
internal static partial class PageText
{
    public static XElement Parsed(string html) => XDocument.Parse(html.Replace("<!DOCTYPE html>", "", StringComparison.Ordinal)).Root!;

    public static string Extract(string html)
    {
        var text = new StringBuilder();
        Write(text, Parsed(html).Descendants("main").Single());
        return text.ToString();
    }

    /// <summary>A table has a caption, its headings say for which direction they speak, every picture has a name, every field a label, no level of heading is left out, and every place that something is labelled by is there once (WCAG 2.2: 1.1.1, 1.3.1, 3.3.2, 4.1.2).</summary>
    public static void IsPlainToAll(string html)
    {
        var page = Parsed(html);
        Assert.All(page.Descendants("table"), table => Assert.Single(table.Elements("caption")));
        Assert.All(page.Descendants("tbody").Elements("tr"), row => Assert.Equal(row.Ancestors("table").Single().Element("thead")!.Descendants("th").Count(), row.Elements().Count()));
        Assert.All(page.Descendants("th"), heading => Assert.Contains((string?)heading.Attribute("scope"), new[] { "col", "row" }));
        Assert.All(page.Descendants("figure"), figure => Assert.NotEmpty(figure.Element("figcaption")!.Value));
        Assert.All(page.Descendants().Where(element => (string?)element.Attribute("role") == "img"), picture => Assert.All(picture.Elements().Where(part => part.Name.LocalName is "title" or "desc"), part => Assert.NotEmpty(part.Value)));
        var ids = page.Descendants().Select(element => (string?)element.Attribute("id")).OfType<string>().ToList();
        Assert.Distinct(ids);
        Assert.All(page.Descendants().Select(element => (string?)element.Attribute("aria-labelledby")).OfType<string>().SelectMany(label => label.Split(' ')), label => Assert.Contains(label, ids));
        Assert.All(page.Descendants("a").Select(link => (string)link.Attribute("href")!).Where(href => href.StartsWith('#')), href => Assert.Contains(href[1..], ids));
        Assert.Single(page.Descendants("h1"));
        Assert.All(page.Descendants("details"), details => Assert.Equal("summary", details.Elements().First().Name.LocalName));
        Assert.Empty(page.Descendants("script"));
        Assert.Equal("#main", (string?)page.Descendants("a").First().Attribute("href"));
        var levels = page.Descendants().Where(element => element.Name.LocalName is "h1" or "h2" or "h3" or "h4").Select(element => element.Name.LocalName[1] - '0').ToList();
        Assert.All(levels.Zip(levels.Skip(1)), pair => Assert.True(pair.Second <= pair.First + 1));
        Assert.All(page.Descendants("input").Concat(page.Descendants("select")).Where(field => (string?)field.Attribute("type") != "hidden"), field => Assert.Contains(page.Descendants("label"), label => (string?)label.Attribute("for") == (string?)field.Attribute("id")));
    }

    private static void Write(StringBuilder text, XElement element)
    {
        var line = element.Name.LocalName switch
        {
            "h1" or "h2" or "h3" => $"\n{new string('#', element.Name.LocalName[1] - '0')} {Said(element)}",
            "p" or "caption" or "figcaption" or "button" => Said(element),
            "summary" => $"> {Said(element)}",
            "li" => $"- {Said(element)}",
            "dt" => $"{Said(element)}: {Said(element.ElementsAfterSelf("dd").First())}",
            "tr" => string.Join(" | ", element.Elements().Select(cell => Said(cell.Elements("span").FirstOrDefault(span => (string?)span.Attribute("class") == "cell") ?? cell))),
            "svg" when (string?)element.Attribute("role") == "img" => $"[{string.Join(" / ", element.Elements().Where(part => part.Name.LocalName is "title" or "desc").Select(Said))}]",
            _ => null,
        };
        if (line is not null)
            text.Append(line).Append('\n');
        else
            foreach (var child in element.Elements())
                Write(text, child);
    }

    private static string Said(XElement element) => Blanks().Replace(string.Join("", element.DescendantNodes().Select(node => node is XText said && said.Ancestors().All(above => above.Name.LocalName != "style") ? said.Value : node is XElement { Name.LocalName: "br" } ? "; " : "")), " ").Trim();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();
}
