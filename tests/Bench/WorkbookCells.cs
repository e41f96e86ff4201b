using System.Globalization;
using System.IO.Compression;
using System.Text.Json;
using System.Text.RegularExpressions;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using static System.FormattableString;
using C = DocumentFormat.OpenXml.Drawing.Charts;
using Text = DocumentFormat.OpenXml.Drawing.Text;
using Xdr = DocumentFormat.OpenXml.Drawing.Spreadsheet;

namespace Monitoring.Bench;

/// <summary>What the workbooks hold, taken out of them again, so that a peer can write the same.</summary>
internal static partial class WorkbookCells
{
    private const int QuickAuthorities = 20;

    /// <summary>The documents that workbooks are written of: authorities first, then England.</summary>
    public static List<Core.Figures.Delays.DelayFigures> Documents(bool quick)
    {
        var all = NationalMonth.Figures();
        return [.. all.Where(document => !NationalMonth.IsEngland(document)).Take(quick ? QuickAuthorities : int.MaxValue), .. all.Where(NationalMonth.IsEngland)];
    }

    /// <summary>Writes one line for each workbook: its sheets with their cells, tables, charts, links, widths, heights and print set-up, and its styles.</summary>
    public static void Write(string path, bool quick)
    {
        using var file = new StreamWriter(path);
        foreach (var document in Documents(quick))
            file.WriteLine(JsonSerializer.Serialize(Content(NationalMonth.Workbook(document))));
    }

    /// <summary>What is in some workbooks, counted, in words. Cells that hold nothing but a style count.</summary>
    public static string InWords(IReadOnlyCollection<byte[]> workbooks)
    {
        var (sheets, cells, links, tables, charts, series) = (0, 0, 0, 0, 0, 0);
        foreach (var workbook in workbooks)
        {
            using var archive = new ZipArchive(new MemoryStream(workbook));
            foreach (var entry in archive.Entries.Where(entry => entry.FullName.EndsWith(".xml", StringComparison.Ordinal)))
            {
                using var reader = new StreamReader(entry.Open());
                var text = reader.ReadToEnd();
                if (entry.FullName.StartsWith("xl/worksheets/sheet", StringComparison.Ordinal))
                    (sheets, cells, links) = (sheets + 1, cells + CellStart().Count(text), links + LinkStart().Count(text));
                else if (TableStart().IsMatch(text))
                    tables++;
                else if (ChartStart().IsMatch(text))
                    (charts, series) = (charts + 1, series + SeriesStart().Count(text));
            }
        }
        return Invariant($"{workbooks.Count} workbooks with {sheets:#,##0} sheets, {cells:#,##0} cells, {tables:#,##0} tables, {links:#,##0} links and {charts:#,##0} charts with {series:#,##0} series");
    }

    private static object Content(byte[] workbook)
    {
        using var document = SpreadsheetDocument.Open(new MemoryStream(workbook), isEditable: false);
        var part = document.WorkbookPart!;
        var shared = part.SharedStringTablePart?.SharedStringTable.Elements<SharedStringItem>().Select(item => item.InnerText).ToArray() ?? [];
        return new
        {
            title = document.PackageProperties.Title,
            author = document.PackageProperties.Creator,
            styles = Styles(part.WorkbookStylesPart!.Stylesheet),
            sheets = part.Workbook.Sheets!.Elements<Sheet>().Select(sheet => Content(sheet.Name!.Value!, (WorksheetPart)part.GetPartById(sheet.Id!.Value!), shared)).ToList(),
        };
    }

    private static object Content(string name, WorksheetPart part, string[] shared)
    {
        var sheet = part.Worksheet;
        var pane = sheet.SheetViews?.Descendants<Pane>().FirstOrDefault();
        return new
        {
            name,
            cells = sheet.Descendants<Cell>().Select(cell => Content(cell, shared)).ToList(),
            tables = part.TableDefinitionParts.Select(table => table.Table).Select(table => new
            {
                name = table.Name!.Value,
                range = table.Reference!.Value,
                headings = table.TableColumns!.Elements<TableColumn>().Select(column => column.Name!.Value).ToList(),
                totals = table.TotalsRowCount?.Value is 1,
                filter = table.AutoFilter is not null,
            }).ToList(),
            links = sheet.Descendants<Hyperlink>().Select(link => new[] { link.Reference!.Value, link.Location?.Value, link.Tooltip?.Value }).ToList(),
            widths = sheet.Descendants<Column>().Select(column => new[] { column.Min!.Value - 1, column.Max!.Value - 1, column.Width!.Value }).ToList(),
            heights = sheet.Descendants<Row>().Where(row => row.Height is not null).Select(row => new[] { row.RowIndex!.Value - 1, row.Height!.Value }).ToList(),
            frozen = pane is null ? null : new[] { (int)(pane.VerticalSplit?.Value ?? 0), (int)(pane.HorizontalSplit?.Value ?? 0) },
            pagesHigh = (int)(sheet.GetFirstChild<PageSetup>()?.FitToHeight?.Value ?? 1),
            header = sheet.GetFirstChild<HeaderFooter>()?.OddHeader?.Text,
            footer = sheet.GetFirstChild<HeaderFooter>()?.OddFooter?.Text,
            charts = part.DrawingsPart is { } drawings ? drawings.WorksheetDrawing.Elements<Xdr.OneCellAnchor>().Select(anchor => Content(anchor, drawings)).ToList() : [],
        };
    }

    private static object Content(Xdr.OneCellAnchor anchor, DrawingsPart drawings)
    {
        var space = ((ChartPart)drawings.GetPartById(anchor.Descendants<C.ChartReference>().Single().Id!.Value!)).ChartSpace;
        var bars = space.Descendants<C.BarChart>().FirstOrDefault();
        return new
        {
            type = bars is null ? "line" : bars.BarDirection!.Val! == C.BarDirectionValues.Bar ? "bar" : "column",
            stacked = bars?.BarGrouping?.Val?.Value == C.BarGroupingValues.Stacked,
            titles = space.Descendants<C.Title>().Select(title => string.Join(' ', title.Descendants<Text>().Select(text => text.Text))).ToList(),
            alternative = anchor.Descendants<Xdr.NonVisualDrawingProperties>().Single().Description!.Value,
            row = int.Parse(anchor.FromMarker!.RowId!.Text, CultureInfo.InvariantCulture),
            column = int.Parse(anchor.FromMarker.ColumnId!.Text, CultureInfo.InvariantCulture),
            width = anchor.Extent!.Cx!.Value / 9525.0,
            height = anchor.Extent.Cy!.Value / 9525.0,
            series = space.Descendants<C.SeriesText>().Select(name => name.Parent!.Descendants<C.Formula>().Select(formula => "=" + formula.Text).ToList()).ToList(),
        };
    }

    /// <summary>As xlsxwriter names the properties of a format.</summary>
    private static List<Dictionary<string, object>> Styles(Stylesheet styles)
    {
        var codes = styles.NumberingFormats?.Elements<NumberingFormat>().ToDictionary(format => format.NumberFormatId!.Value, format => format.FormatCode!.Value!) ?? [];
        return [.. styles.CellFormats!.Elements<CellFormat>().Select(format =>
        {
            var font = styles.Fonts!.Elements<Font>().ElementAt((int)format.FontId!.Value);
            var properties = new Dictionary<string, object> { ["font_name"] = font.FontName!.Val!.Value!, ["font_size"] = font.FontSize!.Val!.Value, ["font_color"] = "#" + font.Color!.Rgb!.Value![2..] };
            if (font.Bold is not null)
                properties["bold"] = true;
            if (font.Italic is not null)
                properties["italic"] = true;
            if (font.Underline is not null)
                properties["underline"] = 1;
            if (codes.GetValueOrDefault(format.NumberFormatId!.Value) is { Length: > 0 } code)
                properties["num_format"] = code;
            if (styles.Fills!.Elements<Fill>().ElementAt((int)format.FillId!.Value).PatternFill?.ForegroundColor?.Rgb?.Value is { } fill)
                properties["bg_color"] = "#" + fill[2..];
            if (styles.Borders!.Elements<Border>().ElementAt((int)format.BorderId!.Value).BottomBorder is { Style.Value: BorderStyleValues.Thin } bottom)
                (properties["bottom"], properties["bottom_color"]) = (1, "#" + bottom.Color!.Rgb!.Value![2..]);
            if (format.Alignment is { } alignment)
            {
                properties["text_wrap"] = alignment.WrapText?.Value is true;
                properties["indent"] = (int)(alignment.Indent?.Value ?? 0);
                properties["align"] = alignment.Horizontal?.InnerText ?? "left";
                properties["valign"] = alignment.Vertical?.InnerText == "center" ? "vcenter" : "top";
            }
            return properties;
        })];
    }

    private static object?[] Content(Cell cell, string[] shared)
    {
        var text = cell.CellValue?.Text;
        var kind = cell.DataType?.Value;
        object? value = text is null ? cell.InlineString?.InnerText
            : kind == CellValues.SharedString ? shared[int.Parse(text, CultureInfo.InvariantCulture)]
            : kind is null || kind == CellValues.Number ? double.Parse(text, CultureInfo.InvariantCulture)
            : text;
        return [cell.CellReference!.Value, cell.StyleIndex?.Value ?? 0, value, cell.CellFormula?.Text];
    }

    [GeneratedRegex("<(x:)?c[ />]")]
    private static partial Regex CellStart();

    [GeneratedRegex("<(x:)?hyperlink ")]
    private static partial Regex LinkStart();

    [GeneratedRegex("<(x:)?table ")]
    private static partial Regex TableStart();

    [GeneratedRegex("<c:chartSpace ")]
    private static partial Regex ChartStart();

    [GeneratedRegex("<c:ser>")]
    private static partial Regex SeriesStart();
}
