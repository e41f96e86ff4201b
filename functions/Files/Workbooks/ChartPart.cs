using System.Collections.Immutable;
using System.Globalization;
using System.Xml.Linq;
using ClosedXML.Excel;

namespace Monitoring.Files.Workbooks;

/// <summary>
/// A chart as the part of a workbook that holds it (ECMA-376 part 1, 21.2). The order of elements is strict, and what an element refers to is not checked by validators: the two axes of a chart name each other.
/// </summary>
/// <param name="number">Of the chart on its sheet, from 1.</param>
internal sealed class ChartPart(ChartPlan chart, int number, string sheet, TablePlan table, int headingRow)
{
    private static readonly XNamespace C = "http://schemas.openxmlformats.org/drawingml/2006/chart";
    private static readonly XNamespace A = "http://schemas.openxmlformats.org/drawingml/2006/main";

    // Colours of the NHS identity; contrast against white from 3.1 (aqua) to 12 (dark blue) to 1. The lines of the grid are not needed to read a value and may be fainter.
    private const string DarkBlue = "003087", BrightBlue = "0072CE", Aqua = "00A499", DarkGreen = "006747", Plum = "7C2855", MidGrey = "768692", DarkGrey = "425563", Red = "B8200F", Ink = "212B32", Grid = "D8DDE0", White = "FFFFFF";

    /// <summary>Hundredths of a point.</summary>
    private const int TitleSize = 1400, TextSize = 1100;

    /// <summary>Names of more bars than these cannot be read below columns.</summary>
    private const int NamedColumns = 40;

    /// <summary>Digits of a title's line in a centimetre of the chart, with room for its margins: programs break long titles at places of their own, so lines are kept shorter than that.</summary>
    private const double TitleDigits = 2.6;

    private const string MonthFormat = "mmm yyyy";

    private readonly ImmutableArray<Entry[]> _rows = chart.Rows is { } first ? [.. table.Rows.Take(first)] : table.Rows;

    private int CategoryAxisId => number * 10 + 1;

    private int ValueAxisId => number * 10 + 2;

    /// <summary>Standing bars so thin that lines around them would hide what they are filled with.</summary>
    private bool Thin => !Lying && _rows.Length > NamedColumns;

    private bool Lying => chart.Form == ChartForm.Bars;

    private bool Dated => _rows.Length > 0 && _rows.All(row => row[ColumnOf(chart.Category)].Look is Look.Month or Look.Date);

    /// <exception cref="InvalidOperationException">A column is not in the table, or holds words where a number or nothing has to stand.</exception>
    public XDocument Document() => new(new XDeclaration("1.0", "UTF-8", "yes"), new XElement(C + "chartSpace",
        new XAttribute(XNamespace.Xmlns + "c", C), new XAttribute(XNamespace.Xmlns + "a", A),
        Value("date1904", "0"), Value("lang", "en-GB"), Value("roundedCorners", "0"),
        new XElement(C + "chart",
            Title(chart.Title, TitleSize, bold: true, chart.Width * TitleDigits),
            Value("autoTitleDeleted", "0"),
            new XElement(C + "plotArea", new XElement(C + "layout"), Plot(), Dated ? MonthAxis() : NameAxis(), Values()),
            chart.Series.Count(series => series.Named) > 1 ? Legend() : null,
            Value("plotVisOnly", "1"), Value("dispBlanksAs", "gap")),
        new XElement(C + "spPr", Fill(White), Outline(null)),
        TextProperties()));

    private XElement Plot() => chart.Form == ChartForm.Lines
        ? new XElement(C + "lineChart", Value("grouping", "standard"), Value("varyColors", "0"), chart.Series.Select(One), Value("marker", "1"), AxisIds())
        : new XElement(C + "barChart", Value("barDir", Lying ? "bar" : "col"), Value("grouping", chart.Group == BarGroup.Stacked ? "stacked" : "clustered"), Value("varyColors", "0"), chart.Series.Select(One),
            Value("gapWidth", Thin ? "15" : "45"), Value("overlap", chart.Group == BarGroup.Beside ? "0" : "100"), AxisIds());

    private XElement[] AxisIds() => [Value("axId", CategoryAxisId), Value("axId", ValueAxisId)];

    private XElement One(SeriesPlan series, int order)
    {
        var column = ColumnOf(series.Heading);
        var values = _rows.Select(row => row[column]).ToList();
        if (values.FirstOrDefault(entry => entry is { Number: null, Text.Length: > 0 }) is { Text: { } words })
            throw new InvalidOperationException($"The column {series.Heading} of the sheet {sheet} cannot be drawn: '{words}' in it would be drawn as zero.");
        var category = ColumnOf(chart.Category);
        var line = chart.Form == ChartForm.Lines;
        return new XElement(C + "ser", Value("idx", order), Value("order", order),
            new XElement(C + "tx", new XElement(C + "strRef", new XElement(C + "f", $"{Sheet}!${Letter(column)}${headingRow}"), Cache("strCache", [series.Heading]))),
            line ? [Line(series.Look), Marker(series.Look)] : (XElement[])[new XElement(C + "spPr", Paint(series.Look), Thin ? Outline(null) : Outline(Ink, 0.75)), Value("invertIfNegative", "0")],
            series.Heading == chart.Labelled ? Labels() : null,
            new XElement(C + "cat", Dated
                ? new XElement(C + "numRef", new XElement(C + "f", Range(category)), Cache("numCache", _rows.Select(row => Text(row[category])), MonthFormat))
                : new XElement(C + "strRef", new XElement(C + "f", Range(category)), Cache("strCache", _rows.Select(row => row[category].Shown)))),
            new XElement(C + "val", new XElement(C + "numRef", new XElement(C + "f", Range(column)), Cache("numCache", values.Select(Text), chart.Format))),
            line ? Value("smooth", "0") : null);
    }

    private string Sheet => $"'{sheet.Replace("'", "''", StringComparison.Ordinal)}'";

    private string Range(int column) => string.Create(CultureInfo.InvariantCulture, $"{Sheet}!${Letter(column)}${headingRow + 1}:${Letter(column)}${headingRow + _rows.Length}");

    private static string Letter(int column) => XLHelper.GetColumnLetterFromNumber(column + 1);

    private int ColumnOf(string heading)
    {
        for (var column = 0; column < table.Columns.Length; column++)
        {
            if (table.Columns[column].Heading == heading)
                return column;
        }
        throw new InvalidOperationException($"The table of the sheet {sheet} has no column {heading} to draw.");
    }

    /// <summary>As a file of a workbook holds the number.</summary>
    private static string? Text(Entry entry) => entry.Number is { } number ? ((double)number).ToString("R", CultureInfo.InvariantCulture) : null;

    /// <summary>Values as they are now, for readers that do not calculate. A missing one has no point: it is not zero.</summary>
    private static XElement Cache(string name, IEnumerable<string?> values, string? format = null)
    {
        var all = values.ToList();
        return new XElement(C + name, format is null ? null : new XElement(C + "formatCode", format), Value("ptCount", all.Count),
            all.Select((value, index) => value is null ? null : new XElement(C + "pt", new XAttribute("idx", index), new XElement(C + "v", value))));
    }

    /// <summary>On white, since a taller neighbour may stand behind the text.</summary>
    private static XElement Labels() => new(C + "dLbls",
        new XElement(C + "spPr", Fill(White), Outline(null)), TextProperties(bold: true), Value("dLblPos", "outEnd"),
        Value("showLegendKey", "0"), Value("showVal", "1"), Value("showCatName", "1"), Value("showSerName", "0"), Value("showPercent", "0"), Value("showBubbleSize", "0"), new XElement(C + "separator", ": "));

    /// <summary>Where names lie at the left, the first stands at the top: their axis runs backwards, and the axis of values crosses it at its far end.</summary>
    private XElement NameAxis() => new(C + "catAx",
        Value("axId", CategoryAxisId), new XElement(C + "scaling", Value("orientation", Lying ? "maxMin" : "minMax")), Value("delete", "0"), Value("axPos", Lying ? "l" : "b"),
        AxisTitle(chart.CategoryAxis, upright: Lying), NumberFormat("General"),
        Value("majorTickMark", "none"), Value("minorTickMark", "none"), Value("tickLblPos", Thin ? "none" : "low"),
        new XElement(C + "spPr", Outline(Ink, 0.75)), TextProperties(),
        Value("crossAx", ValueAxisId), Value("crosses", "autoZero"), Value("auto", "0"), Value("lblAlgn", "ctr"), Value("lblOffset", "100"), Lying ? Value("tickLblSkip", "1") : null, Value("noMultiLvlLbl", "1"));

    /// <summary>Every month has its place whether there is a value or not. About a dozen are named.</summary>
    private XElement MonthAxis() => new(C + "dateAx",
        Value("axId", CategoryAxisId), new XElement(C + "scaling", Value("orientation", "minMax")), Value("delete", "0"), Value("axPos", "b"),
        AxisTitle(chart.CategoryAxis, upright: false), NumberFormat(MonthFormat),
        Value("majorTickMark", "out"), Value("minorTickMark", "none"), Value("tickLblPos", "low"),
        new XElement(C + "spPr", Outline(Ink, 0.75)), TextProperties(),
        Value("crossAx", ValueAxisId), Value("crosses", "autoZero"), Value("auto", "0"), Value("lblOffset", "100"),
        Value("baseTimeUnit", "months"), Value("majorUnit", MonthsBetweenNames()), Value("majorTimeUnit", "months"));

    private int MonthsBetweenNames() => _rows.Length switch { <= 14 => 1, <= 40 => 3, <= 80 => 6, _ => 12 };

    private XElement Values() => new(C + "valAx",
        Value("axId", ValueAxisId), new XElement(C + "scaling", Value("orientation", "minMax"), BeginsAtZero() ? Value("min", "0") : null), Value("delete", "0"), Value("axPos", Lying ? "b" : "l"),
        new XElement(C + "majorGridlines", new XElement(C + "spPr", Outline(Grid, 0.5))),
        AxisTitle(chart.ValueAxis, upright: !Lying), NumberFormat(chart.Format),
        Value("majorTickMark", "none"), Value("minorTickMark", "none"), Value("tickLblPos", "nextTo"),
        new XElement(C + "spPr", Outline(null)), TextProperties(),
        Value("crossAx", CategoryAxisId), Value("crosses", Lying ? "max" : "autoZero"), Value("crossBetween", "between"));

    /// <summary>Below zero the program finds the end of the axis itself; zero is then on it, or may be left out only of lines.</summary>
    private bool BeginsAtZero() => (chart.Form != ChartForm.Lines || chart.FromZero) && chart.Series.All(series => _rows.All(row => row[ColumnOf(series.Heading)].Number is not < 0));

    private XElement Legend() => new(C + "legend", Value("legendPos", "b"),
        chart.Series.Select((series, order) => series.Named ? null : new XElement(C + "legendEntry", Value("idx", order), Value("delete", "1"))),
        Value("overlay", "0"), TextProperties());

    private static XElement Line(SeriesLook look) => new(C + "spPr", look switch
    {
        SeriesLook.Measured => Outline(DarkBlue, 2.25),
        SeriesLook.Planned => Outline(DarkGreen, 2.25, "dash"),
        SeriesLook.Forecast => Outline(Plum, 2.25, "sysDot"),
        SeriesLook.Further => Outline(DarkGrey, 2.25, "lgDashDot"),
        SeriesLook.Mean => Outline(DarkGrey, 1.5),
        SeriesLook.UpperLimit => Outline(DarkGrey, 1.75, "dash"),
        SeriesLook.LowerLimit => Outline(DarkGrey, 1.75, "sysDot"),
        SeriesLook.Target => Outline(DarkGreen, 2, "lgDashDot"),
        SeriesLook.Cap => Outline(Ink, 2.5, "lgDash"),
        _ => Outline(null),
    });

    private static XElement Marker(SeriesLook look)
    {
        return look switch
        {
            SeriesLook.Measured => Shape("circle", 6, DarkBlue, DarkBlue),
            SeriesLook.Planned => Shape("square", 8, White, DarkGreen),
            SeriesLook.Forecast => Shape("triangle", 8, Plum, Plum),
            SeriesLook.Further => Shape("diamond", 8, White, DarkGrey),
            SeriesLook.Signal => Shape("diamond", 12, Red, Ink),
            _ => new XElement(C + "marker", Value("symbol", "none")),
        };

        static XElement Shape(string symbol, int size, string fill, string edge) =>
            new(C + "marker", Value("symbol", symbol), Value("size", size), new XElement(C + "spPr", Fill(fill), Outline(edge, 1)));
    }

    private static XElement Paint(SeriesLook look)
    {
        return look switch
        {
            SeriesLook.Light => Fill(Aqua),
            SeriesLook.Hatched => Pattern("wdUpDiag", DarkBlue),
            SeriesLook.Bright => Fill(BrightBlue),
            SeriesLook.Chequered => Pattern("lgCheck", Plum),
            SeriesLook.Striped => Pattern("ltHorz", DarkGreen),
            SeriesLook.Others => Fill(MidGrey),
            _ => Fill(DarkBlue),
        };

        static XElement Pattern(string name, string colour) => new(A + "pattFill", new XAttribute("prst", name), new XElement(A + "fgClr", Colour(colour)), new XElement(A + "bgClr", Colour(White)));
    }

    /// <param name="colour">No line when null.</param>
    /// <param name="width">Points.</param>
    private static XElement Outline(string? colour, double width = 0, string? dash = null) => colour is null
        ? new XElement(A + "ln", new XElement(A + "noFill"))
        : new XElement(A + "ln", new XAttribute("w", (int)(width * 12_700)), new XAttribute("cap", "flat"), Fill(colour), dash is null ? null : new XElement(A + "prstDash", new XAttribute("val", dash)), new XElement(A + "round"));

    private static XElement Value(string name, object value) => new(C + name, new XAttribute("val", value));

    private static XElement NumberFormat(string code) => new(C + "numFmt", new XAttribute("formatCode", code), new XAttribute("sourceLinked", "0"));

    private XElement AxisTitle(string text, bool upright) => Title(text, TextSize, bold: false, upright ? chart.ShownHeight(_rows.Length) * TitleDigits : double.MaxValue, upright);

    private static XElement Title(string text, int size, bool bold, double widest, bool upright = false) => new(C + "title",
        new XElement(C + "tx", new XElement(C + "rich", upright ? new XElement(A + "bodyPr", new XAttribute("rot", "-5400000"), new XAttribute("vert", "horz")) : new XElement(A + "bodyPr"),
            TextWidth.Broken(text, widest, bold).Select(line => new XElement(A + "p", new XElement(A + "pPr", RunProperties("defRPr", size, bold)), new XElement(A + "r", RunProperties("rPr", size, bold), new XElement(A + "t", line)))))),
        Value("overlay", "0"));

    private static XElement TextProperties(bool bold = false) => new(C + "txPr", new XElement(A + "bodyPr"),
        new XElement(A + "p", new XElement(A + "pPr", RunProperties("defRPr", TextSize, bold)), new XElement(A + "endParaRPr", new XAttribute("lang", "en-GB"))));

    private static XElement RunProperties(string name, int size, bool bold) => new(A + name,
        name == "rPr" ? new XAttribute("lang", "en-GB") : null, new XAttribute("sz", size), new XAttribute("b", bold ? 1 : 0),
        Fill(Ink), new XElement(A + "latin", new XAttribute("typeface", HouseStyle.Font)));

    private static XElement Fill(string colour) => new(A + "solidFill", Colour(colour));

    private static XElement Colour(string colour) => new(A + "srgbClr", new XAttribute("val", colour));
}
