using System.Collections.Immutable;
using System.Text;
using System.Xml.Linq;

namespace Monitoring.Files.Tests.Fuzz;

/// <summary>Changes of the XML in a workbook: its elements and attributes, and its text.</summary>
internal static class XmlMutations
{
    private static readonly ImmutableArray<string> References = ["A0", "A1", "B2", "XFD1048576", "XFE1", "ZZZZ9", "AAAAAAAAAAAAAAAA1", "A-1", "A99999999999", "1", "A", "R1C1", "$A$1", "a1", "", " ", "A1:B2", "A1:XFD1048576", "B2:A1", "A:A", "1:1", "A1:", ":", "A1:B", "A1048577"];

    private static readonly ImmutableArray<string> Numbers = ["0", "-1", "1", "2", "9", "40", "255", "9999", "65536", "1048576", "1048577", "2147483647", "2147483648", "4294967295", "4294967296", "99999999999999999999", "1.5", "NaN", "x", "", " 3 ", "+1", "0x1", "true"];

    private static readonly ImmutableArray<string> Values = ["0", "1", "-1", "5", "99999", "-0", "NaN", "INF", "Infinity", "1E400", "-1E308", "1e-320", "43770", "43770.75", "43770.999999999", "0.5", "60", "-1.5", "2958466", "9999999999", "#N/A", "#REF!", "x", "", " ", "2019-11-01", "2019-11-01T00:00:00Z", "TRUE", "_xD800_", "_x0000_"];

    private static readonly ImmutableArray<string> Types = ["s", "str", "inlineStr", "e", "b", "n", "d", "x", "", "S"];

    internal static readonly ImmutableArray<Mutation> All =
    [
        Elements("element left out", 4, (elements, random) => One(elements, random).Remove()),
        Elements("element twice", 4, (elements, random) => One(elements, random) is var one ? () => one.AddAfterSelf(new XElement(one)) : null),
        Elements("element many times", 1, (elements, random) => One(elements, random) is var one && !one.HasElements ? () => one.AddAfterSelf(Enumerable.Range(0, random.Next(2, 300)).Select(_ => new XElement(one))) : null),
        Elements("element moved", 3, (elements, random) => (One(elements, random), One(elements, random)) is var (one, other) && !one.DescendantsAndSelf().Contains(other) ? () =>
        {
            one.Remove();
            other.Add(one);
        }
        : null),
        Elements("element renamed", 2, (elements, random) => One(elements, random) is var one ? () => one.Name = one.Name.Namespace + One(elements, random).Name.LocalName : null),
        Elements("element of no namespace", 1, (elements, random) => One(elements, random) is var one ? () => one.Name = one.Name.LocalName : null),
        Elements("element in itself", 1, (elements, random) => One(elements, random) is var one ? () => one.AddFirst(new XElement(one)) : null),
        Elements("elements in reverse", 1, (elements, random) => One(elements, random) is var one ? () => one.ReplaceNodes(one.Nodes().Reverse().ToList()) : null),
        Elements("attribute left out", 4, (elements, random) => One([.. elements.Where(element => element.HasAttributes)], random).Attributes().OrderBy(_ => random.Next()).First(attribute => !attribute.IsNamespaceDeclaration).Remove()),
        Elements("attribute of another", 2, (elements, random) => (One(elements, random), One(elements, random)) is var (one, other) ? () => other.Attributes().Where(attribute => !attribute.IsNamespaceDeclaration).ToList().ForEach(attribute => one.SetAttributeValue(attribute.Name, attribute.Value)) : null),
        Attribute("attribute number", 5, Numbers),
        Attribute("attribute reference", 4, References),
        Attribute("attribute odd", 2, FuzzValues.Odd),
        Of("reference of a cell", 5, "c", "r", References),
        Of("type of a cell", 5, "c", "t", Types),
        Of("style of a cell", 3, "c", "s", Numbers),
        Of("number of a row", 5, "row", "r", Numbers),
        Of("height or hiding of a row", 2, "row", "hidden", ["1", "true", "x"]),
        Of("sheet id", 1, "sheet", "sheetId", Numbers),
        Of("state of a sheet", 2, "sheet", "state", ["hidden", "veryHidden", "visible", "x", ""]),
        Of("name of a sheet", 2, "sheet", "name", FuzzValues.Odd),
        Of("format", 2, "numFmt", "formatCode", ["h", "[h]:mm", "\"", "\\", "yyyy\"h\"", "[$-409]", "[", ";;;;;;", "General", "@", "0.0E+0", "[Red]-0", "_", "*"]),
        Of("format of a style", 2, "xf", "numFmtId", Numbers),
        Of("target of a relationship", 2, "Relationship", "Target", ["", "#A1", "/", "//x", "http://x", "..", "../../../x", "xl/workbook.xml", "worksheets/sheet1.xml", "%00", "file:///etc/hosts", "a b", "\\x"]),
        Of("kind of a relationship", 1, "Relationship", "TargetMode", ["External", "Internal", "x"]),
        Of("count", 1, "sst", "uniqueCount", Numbers),
        Elements("value of a cell", 6, (elements, random) => elements.Where(element => element.Name.LocalName is "v" or "t" or "f").ToList() is { Count: > 0 } texts ? () => One(texts, random).Value = Values[random.Next(Values.Length)] : null),
        Elements("text of a cell", 3, (elements, random) => elements.Where(element => element.Name.LocalName is "v" or "t" or "f").ToList() is { Count: > 0 } texts ? () => One(texts, random).Value = Escaped(FuzzValues.Any(random)) : null),
        Elements("formula", 3, (elements, random) => elements.Where(element => element.Name.LocalName == "c").ToList() is { Count: > 0 } cells ? () =>
        {
            var cell = One(cells, random);
            cell.AddFirst(new XElement(cell.Name.Namespace + "f", random.Next(3) switch { 0 => "", 1 => "SUM(A1:A9)", _ => "A1" }, random.Next(3) == 0 ? new XAttribute("t", "shared") : null));
            if (random.Next(2) == 0)
                cell.Elements().Where(element => element.Name.LocalName == "v").Remove();
        }
        : null),
        Elements("merged cells", 4, (elements, random) => elements[0].Name.LocalName == "worksheet" ? () =>
        {
            var name = elements[0].Name.Namespace;
            var count = random.Next(8) == 0 ? 3_000 : random.Next(1, 4);
            elements[0].Add(new XElement(name + "mergeCells", Enumerable.Range(0, count).Select(_ => new XElement(name + "mergeCell", new XAttribute("ref", random.Next(2) == 0 ? References[random.Next(References.Length)] : $"A{random.Next(1, 5)}:{(char)('A' + random.Next(8))}{random.Next(1, 9)}")))));
        }
        : null),
        Elements("columns", 2, (elements, random) => elements[0].Name.LocalName == "worksheet" ? () => elements[0].AddFirst(new XElement(elements[0].Name.Namespace + "cols", new XElement(elements[0].Name.Namespace + "col", new XAttribute("min", Numbers[random.Next(Numbers.Length)]), new XAttribute("max", Numbers[random.Next(Numbers.Length)]), new XAttribute("width", random.Next(2) * 9), new XAttribute("hidden", random.Next(2))))) : null),
        Elements("dimension", 2, (elements, random) => elements[0].Name.LocalName == "worksheet" ? () => elements[0].AddFirst(new XElement(elements[0].Name.Namespace + "dimension", new XAttribute("ref", References[random.Next(References.Length)]))) : null),
        Elements("far cell", 2, (elements, random) => elements.FirstOrDefault(element => element.Name.LocalName == "sheetData") is { } data ? () =>
        {
            var (row, column) = (random.Next(20) switch { 0 => 1_048_576, < 8 => 30_000, _ => 2_000 }, random.Next(12) switch { 0 => "XFD", < 4 => "ZZ", _ => "B" });
            data.Add(new XElement(data.Name.Namespace + "row", new XAttribute("r", row), new XElement(data.Name.Namespace + "c", new XAttribute("r", $"{column}{row}"), new XElement(data.Name.Namespace + "v", 1))));
        }
        : null),
        Elements("NHS number in XML", 5, (elements, random) => elements.Where(element => element.Name.LocalName is "v" or "t" or "f").ToList() is { Count: > 0 } texts ? () => One(texts, random).Value = FuzzValues.NhsNumber(random).Digits : null),
        Text("document type", 1, (xml, _) => After(xml, "<!DOCTYPE x>")),
        Text("entities", 1, (xml, _) => After(xml, "<!DOCTYPE x [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\"><!ENTITY c SYSTEM \"file:///etc/hosts\">]>").Replace("<v>", "<v>&b;&c;", StringComparison.Ordinal)),
        Text("document type in small letters", 1, (xml, _) => After(xml, "<!doctype x>")),
        Text("entity that is not there", 1, (xml, random) => Into(xml, random, "&x;")),
        Text("sign that XML cannot hold", 1, (xml, random) => Into(xml, random, random.Next(2) == 0 ? "&#0;" : "\u0001")),
        Text("deep nesting", 1, (xml, random) => Deep(xml, random)),
        Text("comment, instruction or text section", 2, (xml, random) => Into(xml, random, random.Next(3) switch { 0 => "<!-- t=\"e\" <f> -->", 1 => "<?x y?>", _ => "<![CDATA[5]]>" })),
        Text("namespace of the strict kind", 1, (xml, _) => xml.Replace("http://schemas.openxmlformats.org/spreadsheetml/2006/main", "http://purl.oclc.org/ooxml/spreadsheetml/main", StringComparison.Ordinal)),
        Text("another namespace", 1, (xml, _) => xml.Replace("spreadsheetml/2006/main", "x", StringComparison.Ordinal)),
        Text("prefix", 1, (xml, _) => xml.Replace("xmlns=", "xmlns:x=", StringComparison.Ordinal).Replace("</", "</x:", StringComparison.Ordinal).Replace("<", "<x:", StringComparison.Ordinal).Replace("<x:/x:", "</x:", StringComparison.Ordinal).Replace("<x:?", "<?", StringComparison.Ordinal)),
        Text("space kept", 1, (xml, random) => xml.Replace(" xml:space=\"preserve\"", random.Next(2) == 0 ? "" : " xml:space=\"x\"", StringComparison.Ordinal)),
        Text("cut off", 1, (xml, random) => xml[..random.Next(xml.Length)]),
        Text("a piece left out", 2, (xml, random) => random.Next(xml.Length) is var at ? xml.Remove(at, int.Min(random.Next(1, 60), xml.Length - at)) : xml),
        Text("a piece twice", 2, (xml, random) => random.Next(xml.Length) is var at ? xml.Insert(at, xml.Substring(at, int.Min(random.Next(1, 200), xml.Length - at))) : xml),
        Text("a sign", 2, (xml, random) => Into(xml, random, "<>&\"'=/x0 \t"[random.Next(11)].ToString())),
        Text("a long text", 1, (xml, random) => Into(xml, random, FuzzValues.Long(random))),
        new(Layer.Xml, "encoding", 2, (file, random) => OfPart(file, random, part =>
        {
            var xml = Encoding.UTF8.GetString(part.Content);
            part.Content = random.Next(5) switch
            {
                0 => [.. Encoding.UTF8.Preamble, .. part.Content],
                1 => [.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes(xml)],
                2 => [.. Encoding.BigEndianUnicode.Preamble, .. Encoding.BigEndianUnicode.GetBytes(xml)],
                3 => Encoding.UTF8.GetBytes("<?xml version=\"1.0\" encoding=\"windows-1252\"?>" + xml),
                _ => Encoding.UTF8.GetBytes("<?xml version=\"1.1\" encoding=\"utf-7\"?>" + xml),
            };
        })),
    ];

    /// <summary>Mostly a sheet; sometimes any other part of XML.</summary>
    private static void OfPart(FuzzFile file, Random random, Action<FuzzPart> change)
    {
        var parts = file.Parts.Where(part => part.Content.Length is > 0 and < 400_000 && (part.Name.EndsWith(".xml", StringComparison.Ordinal) || part.Name.EndsWith(".rels", StringComparison.Ordinal))).ToList();
        if (parts.Count == 0)
            return;
        var sheets = parts.Where(part => part.Name.Contains("sheet", StringComparison.OrdinalIgnoreCase)).ToList();
        change(sheets.Count > 0 && random.Next(10) < 6 ? One(sheets, random) : One(parts, random));
    }

    private static Mutation Elements(string name, int weight, Func<List<XElement>, Random, Action?> change) => new(Layer.Xml, name, weight, (file, random) => OfPart(file, random, part =>
    {
        // What another mutation made unreadable stays so.
        try
        {
            var xml = XDocument.Load(new MemoryStream(part.Content), LoadOptions.PreserveWhitespace);
            change([.. xml.Descendants()], random)?.Invoke();
            var written = new MemoryStream();
            xml.Save(written, SaveOptions.DisableFormatting);
            part.Content = written.ToArray();
        }
        catch (Exception exception) when (exception is System.Xml.XmlException or InvalidOperationException or ArgumentException or NotSupportedException)
        {
        }
    }));

    private static Mutation Elements(string name, int weight, Action<List<XElement>, Random> change) => Elements(name, weight, (elements, random) => () => change(elements, random));

    private static Mutation Attribute(string name, int weight, ImmutableArray<string> values) => Elements(name, weight, (elements, random) => elements.SelectMany(element => element.Attributes()).Where(attribute => !attribute.IsNamespaceDeclaration).ToList() is { Count: > 0 } attributes
        ? () => One(attributes, random).Value = Escaped(values[random.Next(values.Length)]) : null);

    private static Mutation Of(string name, int weight, string element, string attribute, ImmutableArray<string> values) => Elements(name, weight, (elements, random) => elements.Where(one => one.Name.LocalName == element).ToList() is { Count: > 0 } found
        ? () => One(found, random).SetAttributeValue(attribute, Escaped(values[random.Next(values.Length)])) : null);

    private static Mutation Text(string name, int weight, Func<string, Random, string> change) => new(Layer.Xml, name, weight, (file, random) => OfPart(file, random, part => part.Content = Encoding.UTF8.GetBytes(change(Encoding.UTF8.GetString(part.Content), random))));

    private static string Into(string xml, Random random, string piece)
    {
        // Mostly between two elements or in a text, where it can be well-formed.
        var at = xml.IndexOf('>', random.Next(xml.Length));
        return xml.Insert(random.Next(3) == 0 || at < 0 ? random.Next(xml.Length + 1) : at + 1, piece);
    }

    private static string After(string xml, string piece) => xml.StartsWith("<?xml", StringComparison.Ordinal) && xml.IndexOf("?>", StringComparison.Ordinal) is > 0 and var end ? xml.Insert(end + 2, piece) : piece + xml;

    private static string Deep(string xml, Random random)
    {
        var depth = random.Next(4) == 0 ? 20_000 : random.Next(2, 500);
        string[] names = ["x", "row", "c", "is", "r", "extLst", "ext"];
        var name = names[random.Next(names.Length)];
        return Into(xml, random, string.Concat(Enumerable.Repeat($"<{name}>", depth)) + string.Concat(Enumerable.Repeat($"</{name}>", depth)));
    }

    private static string Escaped(string text) => string.Concat(text.Select(c => c is '\t' or '\n' || (c >= ' ' && !char.IsSurrogate(c) && c < '\uFFFE') ? c.ToString() : $"_x{(int)c:X4}_"));

    private static T One<T>(List<T> list, Random random) => list[random.Next(list.Count)];
}
