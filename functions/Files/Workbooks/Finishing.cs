using System.Globalization;
using System.Text;
using System.Xml.Linq;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace Monitoring.Files.Workbooks;

/// <summary>
/// The second pass over a workbook that ClosedXML has written: values of formulas, charts, the language, fixed headings, and rows repeated in print.
/// </summary>
internal static class Finishing
{
    private static readonly XNamespace Drawing = "http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing";
    private static readonly XNamespace A = "http://schemas.openxmlformats.org/drawingml/2006/main";
    private static readonly XNamespace C = "http://schemas.openxmlformats.org/drawingml/2006/chart";
    private static readonly XNamespace R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

    /// <param name="sheets">Those with values of formulas or a chart to put in.</param>
    /// <param name="forms">Names of sheets to be filled in, with the cells in which a code is text on purpose.</param>
    public static void Apply(Stream stream, IReadOnlyList<DrawnSheet> sheets, params IReadOnlyCollection<(string Sheet, string Cells)> forms)
    {
        using var document = SpreadsheetDocument.Open(stream, isEditable: true);
        var workbook = document.WorkbookPart!;
        foreach (var sheet in workbook.Workbook.Sheets!.Elements<Sheet>())
        {
            var part = (WorksheetPart)workbook.GetPartById(sheet.Id!.Value!);
            OrderColumns(part.Worksheet);
            FreezeWithoutSplit(part.Worksheet);
            foreach (var (_, cells) in forms.Where(form => form.Sheet == sheet.Name!))
                AllowCodesAsText(part.Worksheet, cells);
            if (sheets.FirstOrDefault(drawn => drawn.Plan.Name == sheet.Name!) is not { } drawn)
                continue;
            SetValues(part.Worksheet, drawn);
            if (drawn.Plan.Table is not null)
                AllowCodesAsText(part.Worksheet, part.Worksheet.GetFirstChild<SheetDimension>()?.Reference?.Value ?? "A1:Z2000");
            if (drawn.Plan is { Charts.IsEmpty: false, Table: { } table })
                AddCharts(part, drawn, table);
        }
        FixRepeatedRows(workbook.Workbook);
        SetStandardFont(workbook.WorkbookStylesPart!.Stylesheet);
        document.PackageProperties.Language = "en-GB";
    }

    /// <summary>Column widths count in digits of the standard font, and headers and footers are set in it.</summary>
    private static void SetStandardFont(Stylesheet styles) => styles.Fonts!.GetFirstChild<Font>()!.FontName!.Val = HouseStyle.Font;

    /// <summary>ClosedXML puts the columns beyond the last one first; they come in order, and nothing need be said of those without content.</summary>
    private static void OrderColumns(Worksheet worksheet)
    {
        if (worksheet.GetFirstChild<Columns>() is not { } columns)
            return;
        var ordered = columns.Elements<Column>().Where(column => column.Max! < LastColumn).OrderBy(column => column.Min!.Value).ToList();
        columns.RemoveAllChildren();
        columns.Append(ordered);
        if (ordered.Count == 0)
            columns.Remove();
    }

    private const uint LastColumn = 16_384;

    /// <summary>ClosedXML writes panes that stay split when somebody releases them.</summary>
    private static void FreezeWithoutSplit(Worksheet worksheet)
    {
        foreach (var pane in worksheet.SheetViews?.Descendants<Pane>() ?? [])
            pane.State = PaneStateValues.Frozen;
    }

    private static void SetValues(Worksheet worksheet, DrawnSheet drawn)
    {
        if (drawn.Values.Count == 0)
            return;
        foreach (var row in worksheet.GetFirstChild<SheetData>()!.Elements<Row>())
        {
            foreach (var cell in row.Elements<Cell>())
            {
                if (cell.CellFormula is null)
                    continue;
                var entry = drawn.Values[((int)row.RowIndex!.Value, ColumnOf(cell.CellReference!.Value!))];
                cell.CellValue = new CellValue(entry.Number is { } number ? ((double)number).ToString("R", CultureInfo.InvariantCulture) : entry.Text!);
                cell.DataType = entry.Number is null ? CellValues.String : null;
            }
        }
    }

    private static int ColumnOf(string reference)
    {
        var column = 0;
        foreach (var c in reference)
        {
            if (!char.IsAsciiLetterUpper(c))
                break;
            column = column * 26 + (c - 'A' + 1);
        }
        return column;
    }

    /// <summary>Codes such as 507 are text on purpose: no green triangle asks whether they should be numbers.</summary>
    private static void AllowCodesAsText(Worksheet worksheet, string cells) =>
        Insert(worksheet, new IgnoredErrors(new IgnoredError { SequenceOfReferences = new ListValue<StringValue> { InnerText = cells }, NumberStoredAsText = true }));

    private static void AddCharts(WorksheetPart part, DrawnSheet drawn, TablePlan table)
    {
        var drawings = part.AddNewPart<DrawingsPart>();
        var frames = new List<XElement>();
        // Beside the table and clear of it: the two fill a screen and a page.
        var (beside, below) = (drawn.Beside, drawn.LastRow + 1);
        foreach (var chart in drawn.Plan.Charts)
        {
            var number = frames.Count + 1;
            var chartPart = drawings.AddNewPart<DocumentFormat.OpenXml.Packaging.ChartPart>();
            Feed(chartPart, new ChartPart(chart, number, drawn.Plan.Name, table, drawn.HeadingRow).Document());
            var height = drawn.Height(chart);
            frames.Add(Frame(chart, number, drawings.GetIdOfPart(chartPart), chart.Below ? 0 : table.Columns.Length, chart.Below ? below : beside, height));
            if (chart.Below)
                below = drawn.RowBelow(below, height);
            else
                beside = drawn.RowBelow(beside, height);
        }
        Feed(drawings, new XDocument(new XDeclaration("1.0", "UTF-8", "yes"), new XElement(Drawing + "wsDr", new XAttribute(XNamespace.Xmlns + "xdr", Drawing), new XAttribute(XNamespace.Xmlns + "a", A), frames)));
        Insert(part.Worksheet, new DocumentFormat.OpenXml.Spreadsheet.Drawing { Id = part.GetIdOfPart(drawings) });
    }

    /// <param name="column">From 0.</param>
    /// <param name="row">From 0.</param>
    /// <param name="height">Centimetres.</param>
    private static XElement Frame(ChartPlan chart, int number, string relationship, int column, int row, double height) =>
        new(Drawing + "oneCellAnchor",
            new XElement(Drawing + "from", new XElement(Drawing + "col", column), new XElement(Drawing + "colOff", column == 0 ? 0 : Gap), new XElement(Drawing + "row", row), new XElement(Drawing + "rowOff", 0)),
            new XElement(Drawing + "ext", new XAttribute("cx", (long)(chart.Width * Centimetre)), new XAttribute("cy", (long)(height * Centimetre))),
            new XElement(Drawing + "graphicFrame", new XAttribute("macro", ""),
                new XElement(Drawing + "nvGraphicFramePr",
                    new XElement(Drawing + "cNvPr", new XAttribute("id", number + 1), new XAttribute("name", $"Chart {number.ToString(CultureInfo.InvariantCulture)}"), new XAttribute("descr", chart.Alternative), new XAttribute("title", chart.Title)),
                    new XElement(Drawing + "cNvGraphicFramePr")),
                new XElement(Drawing + "xfrm", new XElement(A + "off", new XAttribute("x", 0), new XAttribute("y", 0)), new XElement(A + "ext", new XAttribute("cx", 0), new XAttribute("cy", 0))),
                new XElement(A + "graphic", new XElement(A + "graphicData", new XAttribute("uri", C.NamespaceName),
                    new XElement(C + "chart", new XAttribute(XNamespace.Xmlns + "c", C), new XAttribute(XNamespace.Xmlns + "r", R), new XAttribute(R + "id", relationship))))),
            new XElement(Drawing + "clientData"));

    /// <summary>English Metric Units. The gap between table and chart is half a centimetre.</summary>
    private const int Centimetre = 360_000, Gap = Centimetre / 2;

    private static void Feed(OpenXmlPart part, XDocument document)
    {
        using var stream = part.GetStream(FileMode.Create, FileAccess.Write);
        using var writer = new StreamWriter(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        document.Save(writer, SaveOptions.DisableFormatting);
    }

    /// <summary>The order of a worksheet's elements is strict: these stand before the table parts, which ClosedXML always writes.</summary>
    private static void Insert(Worksheet worksheet, OpenXmlElement element)
    {
        var next = worksheet.ChildElements.FirstOrDefault(child => child is LegacyDrawing or TableParts or WorksheetExtensionList);
        if (next is null)
            worksheet.Append(element);
        else
            worksheet.InsertBefore(element, next);
    }

    /// <summary>ClosedXML writes <c>Sheet!4:4</c>, which LibreOffice does not repeat; <c>Sheet!$4:$4</c> it does.</summary>
    private static void FixRepeatedRows(Workbook workbook)
    {
        foreach (var name in workbook.DefinedNames?.Elements<DefinedName>().Where(name => name.Name == "_xlnm.Print_Titles") ?? [])
        {
            var (at, colon) = (name.Text.LastIndexOf('!') + 1, name.Text.LastIndexOf(':') + 1);
            name.Text = $"{name.Text[..at]}${name.Text[at..colon].TrimStart('$')}${name.Text[colon..].TrimStart('$')}";
        }
    }
}
