using System.Globalization;
using System.Xml;
using Monitoring.Core.Validation;

namespace Monitoring.Files.Readers;

/// <summary>
/// Finds the cells of an XLSX with an error, <c>&lt;c r="B2" t="e"&gt;&lt;v&gt;#N/A&lt;/v&gt;&lt;/c&gt;</c>, and those with a formula and no result,
/// <c>&lt;c r="B2"&gt;&lt;f&gt;SUM(A1:A9)&lt;/f&gt;&lt;v&gt;&lt;/v&gt;&lt;/c&gt;</c>. An empty result of type <c>str</c> is one: the formula gives an empty text.
/// </summary>
internal static class XlsxFormulas
{
    private static readonly XmlReaderSettings Settings = new() { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, IgnoreComments = true, IgnoreWhitespace = true };

    /// <param name="parts">The parts that may hold such a cell; the others are not read.</param>
    internal static FailedCells Read(Archive archive, IReadOnlySet<string> parts)
    {
        var cells = new FailedCells();
        var targets = Targets(archive);
        foreach (var (name, id) in SheetNames(archive))
        {
            if (targets.TryGetValue(id, out var part) && parts.Contains(part) && archive.OpenPart(part) is { } stream)
            {
                using (stream)
                    Read(stream, name, cells);
            }
        }
        return cells;
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

    private static void Read(Stream sheet, string name, FailedCells cells)
    {
        using var xml = XmlReader.Create(sheet, Settings);
        int line = 0, column = -1;
        // Of the cell that is being read: its type, whether it has a formula, and its result.
        var (inCell, type, formula, result) = (false, (string?)null, false, "");
        while (xml.Read())
        {
            switch (xml.NodeType, xml.LocalName)
            {
                case (XmlNodeType.Element, "row"):
                    line = int.TryParse(xml.GetAttribute("r"), NumberStyles.None, CultureInfo.InvariantCulture, out var given) ? given : line + 1;
                    column = -1;
                    break;
                case (XmlNodeType.Element, "c"):
                    column = Column(xml.GetAttribute("r")) ?? column + 1;
                    (inCell, type, formula, result) = (!xml.IsEmptyElement, xml.GetAttribute("t"), false, "");
                    break;
                case (XmlNodeType.Element, "f") when inCell:
                    formula = true;
                    break;
                case (XmlNodeType.Element, "v") when inCell:
                    // Without a result the type cannot be that of a text.
                    result = type == "str" ? "text" : xml.ReadString().Trim();
                    break;
                case (XmlNodeType.EndElement, "c"):
                    inCell = false;
                    if (type == "e" && result.Length > 0)
                        cells.Add(name, line, column, result);
                    else if (formula && result.Length == 0)
                        cells.Add(name, line, column, CellProblems.NoSavedResult);
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
            if (!char.IsAsciiLetterUpper(c) || column > Limits.SheetColumns)
                break;
            column = column * 26 + (c - 'A' + 1);
        }
        return column == 0 ? null : column - 1;
    }
}
