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
