using System.Collections.Immutable;
using System.Globalization;
using System.Xml.Linq;

namespace Monitoring.Files.Workbooks;

/// <summary>
/// A native, editable chart of stacked horizontal bars over the columns of the sheet's table. The axis of the values starts at zero.
/// </summary>
/// <param name="Title">States the finding.</param>
/// <param name="Alternative">The same in words for someone who does not see it.</param>
/// <param name="Category">Index of the column that names the bars.</param>
/// <param name="Series">Indexes of the columns that make up a bar, first to last; three at most.</param>
internal sealed record BarChart(string Title, string Alternative, string ValueAxis, int Category, ImmutableArray<int> Series)
{
    /// <summary>21 by 12 centimetres, in English Metric Units.</summary>
    public const int Width = 7_560_000, Height = 4_320_000;

    private static readonly XNamespace C = "http://schemas.openxmlformats.org/drawingml/2006/chart";
    private static readonly XNamespace A = "http://schemas.openxmlformats.org/drawingml/2006/main";

    // Dark, light and hatched: told apart in grey and without sight of colour.
    private const string Dark = "003087", Light = "41B6E6", Ink = "212B32", Grid = "D8DDE0";

    private const int CategoryAxisId = 111, ValueAxisId = 112;

    /// <summary>The chart part.</summary>
    /// <param name="sheet">Name of the sheet that holds table and chart.</param>
    /// <param name="headingRow">Row of the table's headings.</param>
    public XDocument Document(string sheet, TablePlan table, int headingRow)
    {
        var quoted = $"'{sheet.Replace("'", "''", StringComparison.Ordinal)}'";
        var (first, last) = (headingRow + 1, headingRow + table.Rows.Length);
        return new XDocument(new XDeclaration("1.0", "UTF-8", "yes"), new XElement(C + "chartSpace",
            new XAttribute(XNamespace.Xmlns + "c", C), new XAttribute(XNamespace.Xmlns + "a", A),
            Value("date1904", "0"), Value("lang", "en-GB"), Value("roundedCorners", "0"),
            new XElement(C + "chart",
                new XElement(C + "title", new XElement(C + "tx", Rich(Title, 1400, bold: true)), Value("overlay", "0")),
                Value("autoTitleDeleted", "0"),
                new XElement(C + "plotArea", new XElement(C + "layout"),
                    new XElement(C + "barChart", Value("barDir", "bar"), Value("grouping", "stacked"), Value("varyColors", "0"),
                        Series.Select(One), Value("gapWidth", "45"), Value("overlap", "100"), Value("axId", CategoryAxisId), Value("axId", ValueAxisId)),
                    CategoryAxis(), Values()),
                new XElement(C + "legend", Value("legendPos", "t"), Value("overlay", "0"), TextProperties(1100)),
                Value("plotVisOnly", "1"), Value("dispBlanksAs", "gap")),
            new XElement(C + "spPr", Fill("FFFFFF"), new XElement(A + "ln", new XElement(A + "noFill"))),
            TextProperties(1100)));

        XElement One(int column, int order)
        {
            var letter = Letter(column);
            var numbers = table.Rows.Select(row => row[column].Number).ToList();
            return new XElement(C + "ser", Value("idx", order), Value("order", order),
                new XElement(C + "tx", new XElement(C + "strRef", new XElement(C + "f", $"{quoted}!${letter}${headingRow}"), Cache("strCache", [table.Columns[column].Heading]))),
                new XElement(C + "spPr", Paint(order), new XElement(A + "ln", new XAttribute("w", 9525), Fill(Ink))),
                Value("invertIfNegative", "0"),
                new XElement(C + "cat", new XElement(C + "strRef", new XElement(C + "f", $"{quoted}!${Letter(Category)}${first}:${Letter(Category)}${last}"), Cache("strCache", table.Rows.Select(row => row[Category].Shown)))),
                new XElement(C + "val", new XElement(C + "numRef", new XElement(C + "f", $"{quoted}!${letter}${first}:${letter}${last}"), Cache("numCache", numbers.Select(number => number?.ToString(CultureInfo.InvariantCulture)), "#,##0"))));
        }
    }

    private static string Letter(int column) => ((char)('A' + column)).ToString();

    private static XElement Value(string name, object value) => new(C + name, new XAttribute("val", value));

    /// <summary>Values as they are now, for readers that do not calculate. A missing one has no point: it is not zero.</summary>
    private static XElement Cache(string name, IEnumerable<string?> values, string? format = null)
    {
        var all = values.ToList();
        return new XElement(C + name, format is null ? null : new XElement(C + "formatCode", format), Value("ptCount", all.Count),
            all.Select((value, index) => value is null ? null : new XElement(C + "pt", new XAttribute("idx", index), new XElement(C + "v", value))));
    }

    /// <summary>The first name stands at the top, so the axis of names runs backwards and the values' axis crosses it at its far end.</summary>
    private static XElement CategoryAxis() => new(C + "catAx",
        Value("axId", CategoryAxisId), new XElement(C + "scaling", Value("orientation", "maxMin")), Value("delete", "0"), Value("axPos", "l"),
        Value("numFmt", "General", "sourceLinked", "0"), Value("majorTickMark", "none"), Value("minorTickMark", "none"), Value("tickLblPos", "low"),
        new XElement(C + "spPr", new XElement(A + "ln", new XAttribute("w", 9525), Fill(Ink))), TextProperties(1100),
        Value("crossAx", ValueAxisId), Value("crosses", "autoZero"), Value("auto", "1"), Value("lblAlgn", "ctr"), Value("lblOffset", "100"), Value("noMultiLvlLbl", "1"));

    private XElement Values() => new(C + "valAx",
        Value("axId", ValueAxisId), new XElement(C + "scaling", Value("orientation", "minMax"), Value("min", "0")), Value("delete", "0"), Value("axPos", "b"),
        new XElement(C + "majorGridlines", new XElement(C + "spPr", new XElement(A + "ln", new XAttribute("w", 6350), Fill(Grid)))),
        new XElement(C + "title", new XElement(C + "tx", Rich(ValueAxis, 1100, bold: false)), Value("overlay", "0")),
        Value("numFmt", "#,##0", "sourceLinked", "0"), Value("majorTickMark", "none"), Value("minorTickMark", "none"), Value("tickLblPos", "nextTo"),
        new XElement(C + "spPr", new XElement(A + "ln", new XElement(A + "noFill"))), TextProperties(1100),
        Value("crossAx", CategoryAxisId), Value("crosses", "max"), Value("crossBetween", "between"));

    private static XElement Value(string name, string code, string flag, string flagged) => new(C + name, new XAttribute("formatCode", code), new XAttribute(flag, flagged));

    private static XElement Paint(int order) => order switch
    {
        0 => Fill(Dark),
        1 => Fill(Light),
        _ => new XElement(A + "pattFill", new XAttribute("prst", "wdUpDiag"), new XElement(A + "fgClr", Colour(Dark)), new XElement(A + "bgClr", Colour("FFFFFF"))),
    };

    private static XElement Fill(string colour) => new(A + "solidFill", Colour(colour));

    private static XElement Colour(string colour) => new(A + "srgbClr", new XAttribute("val", colour));

    private static XElement Rich(string text, int size, bool bold) => new(C + "rich", new XElement(A + "bodyPr"),
        new XElement(A + "p", new XElement(A + "pPr", RunProperties("defRPr", size, bold)), new XElement(A + "r", RunProperties("rPr", size, bold), new XElement(A + "t", text))));

    private static XElement TextProperties(int size) => new(C + "txPr", new XElement(A + "bodyPr"),
        new XElement(A + "p", new XElement(A + "pPr", RunProperties("defRPr", size, bold: false)), new XElement(A + "endParaRPr", new XAttribute("lang", "en-GB"))));

    private static XElement RunProperties(string name, int size, bool bold) => new(A + name,
        name == "rPr" ? new XAttribute("lang", "en-GB") : null, new XAttribute("sz", size), new XAttribute("b", bold ? 1 : 0),
        Fill(Ink), new XElement(A + "latin", new XAttribute("typeface", HouseStyle.Font)));
}
