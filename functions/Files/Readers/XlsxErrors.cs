using System.Globalization;
using System.Xml;

namespace Monitoring.Files.Readers;

/// <summary>Finds the cells with an error in the sheets of an XLSX: <c>&lt;c r="B2" t="e"&gt;&lt;v&gt;#N/A&lt;/v&gt;&lt;/c&gt;</c>.</summary>
internal static class XlsxErrors
{
    private static readonly XmlReaderSettings Settings = new() { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, IgnoreComments = true, IgnoreWhitespace = true };

    /// <param name="parts">The parts that may hold such a cell; the others are not read.</param>
    internal static ErrorCells Read(Archive archive, IReadOnlySet<string> parts)
    {
        var errors = new ErrorCells();
        var targets = Targets(archive);
        foreach (var (name, id) in SheetNames(archive))
        {
            if (targets.TryGetValue(id, out var part) && parts.Contains(part) && archive.OpenPart(part) is { } stream)
            {
                using (stream)
                    Read(stream, name, errors);
            }
        }
        return errors;
    }

    private static Dictionary<string, string> Targets(Archive archive)
    {
        var targets = new Dictionary<string, string>(StringComparer.Ordinal);
        using var stream = archive.OpenPart("xl/_rels/workbook.xml.rels");
        if (stream is null)
            return targets;
        using var xml = XmlReader.Create(stream, Settings);
        while (xml.Read())
        {
            if (xml is { NodeType: XmlNodeType.Element, LocalName: "Relationship" } && xml.GetAttribute("Id") is { } id && xml.GetAttribute("Target") is { } target)
                targets[id] = target.StartsWith('/') ? target[1..] : $"xl/{target}";
        }
        return targets;
    }

    private static IEnumerable<(string Name, string Id)> SheetNames(Archive archive)
    {
        using var stream = archive.OpenPart("xl/workbook.xml");
        using var xml = XmlReader.Create(stream!, Settings);
        while (xml.Read())
        {
            if (xml is not { NodeType: XmlNodeType.Element, LocalName: "sheet" } || xml.GetAttribute("name") is not { } name)
                continue;
            // The prefix is r by habit only; the namespace differs between the two kinds of the standard.
            for (var more = xml.MoveToFirstAttribute(); more; more = xml.MoveToNextAttribute())
            {
                if (xml.LocalName == "id" && xml.NamespaceURI.Length > 0)
                {
                    yield return (name, xml.Value);
                    break;
                }
            }
        }
    }

    private static void Read(Stream sheet, string name, ErrorCells errors)
    {
        using var xml = XmlReader.Create(sheet, Settings);
        int line = 0, column = -1;
        var inError = false;
        while (xml.Read())
        {
            if (xml.NodeType != XmlNodeType.Element)
            {
                if (inError && xml.NodeType is XmlNodeType.EndElement && xml.LocalName == "c")
                    inError = false;
                continue;
            }
            switch (xml.LocalName)
            {
                case "row":
                    line = int.TryParse(xml.GetAttribute("r"), NumberStyles.None, CultureInfo.InvariantCulture, out var given) ? given : line + 1;
                    column = -1;
                    break;
                case "c":
                    column = Column(xml.GetAttribute("r")) ?? column + 1;
                    inError = xml.GetAttribute("t") == "e" && !xml.IsEmptyElement;
                    break;
                case "v" when inError:
                    errors.Add(name, line, column, xml.ReadString());
                    inError = false;
                    break;
            }
        }
    }

    /// <summary>The column of a reference such as <c>AB12</c>, counted from 0.</summary>
    private static int? Column(string? reference)
    {
        var column = 0;
        foreach (var c in reference ?? "")
        {
            if (!char.IsAsciiLetterUpper(c) || column > Limits.Columns)
                break;
            column = column * 26 + (c - 'A' + 1);
        }
        return column == 0 ? null : column - 1;
    }
}
