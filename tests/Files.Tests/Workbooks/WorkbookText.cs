using System.Globalization;
using System.Text;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace Monitoring.Files.Tests.Workbooks;

/// <summary>
/// Everything in a workbook that a reader can see or a program can read, as text in a fixed order: two workbooks say the same when their texts
/// are equal. Their bytes never are.
/// </summary>
internal static class WorkbookText
{
    public static string Extract(byte[] workbook)
    {
        using var document = SpreadsheetDocument.Open(new MemoryStream(workbook), isEditable: false);
        var text = new StringBuilder();
        var properties = document.PackageProperties;
        Line(text, $"title {properties.Title} | author {properties.Creator} | language {properties.Language} | created {properties.Created?.ToUniversalTime().ToString("O", CultureInfo.InvariantCulture)}");
        var part = document.WorkbookPart!;
        foreach (var name in part.Workbook.DefinedNames?.Elements<DefinedName>() ?? [])
            Line(text, $"name {name.Name} {name.Text}");
        var strings = part.SharedStringTablePart?.SharedStringTable.Elements<SharedStringItem>().Select(item => item.InnerText).ToArray() ?? [];
        var styles = part.WorkbookStylesPart!.Stylesheet;
        foreach (var sheet in part.Workbook.Sheets!.Elements<Sheet>())
            Sheet(text, sheet, (WorksheetPart)part.GetPartById(sheet.Id!.Value!), strings, styles);
        return text.ToString();
    }

    private static void Sheet(StringBuilder text, Sheet sheet, WorksheetPart part, string[] strings, Stylesheet styles)
    {
        Line(text, $"sheet {sheet.Name} {sheet.State?.InnerText}");
        var worksheet = part.Worksheet;
        foreach (var column in worksheet.GetFirstChild<Columns>()?.Elements<Column>() ?? [])
            Line(text, $"column {column.Min}-{column.Max} {column.Width!.Value.ToString("0.00", CultureInfo.InvariantCulture)}");
        foreach (var row in worksheet.GetFirstChild<SheetData>()!.Elements<Row>())
        {
            foreach (var cell in row.Elements<Cell>().Where(cell => cell.CellFormula is not null || cell.CellValue is not null))
                Line(text, $"{cell.CellReference} {(cell.CellFormula is { } formula ? $"={formula.Text} -> " : "")}{Shown(cell, strings)}{Format(cell, styles)}");
        }
        foreach (var link in worksheet.Descendants<Hyperlink>())
            Line(text, $"link {link.Reference} {link.Location}");
        foreach (var validation in worksheet.Descendants<DataValidation>())
            Line(text, $"check {validation.SequenceOfReferences?.InnerText} {validation.Type?.InnerText} {validation.Operator?.InnerText} {validation.Formula1?.Text}");
        foreach (var table in part.TableDefinitionParts.Select(table => table.Table).OrderBy(table => table.Name?.Value, StringComparer.Ordinal))
            Line(text, $"table {table.Name} {table.Reference} {string.Join(" | ", table.TableColumns!.Elements<TableColumn>().Select(column => column.Name?.Value))}");
        Line(text, $"foot {worksheet.GetFirstChild<HeaderFooter>()?.OddHeader?.Text} {worksheet.GetFirstChild<HeaderFooter>()?.OddFooter?.Text.Replace("\n", " / ", StringComparison.Ordinal)}");
        foreach (var frame in part.DrawingsPart?.WorksheetDrawing.Descendants<DocumentFormat.OpenXml.Drawing.Spreadsheet.GraphicFrame>() ?? [])
        {
            var chart = (ChartPart)part.DrawingsPart!.GetPartById(frame.Descendants<DocumentFormat.OpenXml.Drawing.Charts.ChartReference>().Single().Id!.Value!);
            Line(text, $"drawing {frame.Descendants<DocumentFormat.OpenXml.Drawing.Spreadsheet.NonVisualDrawingProperties>().Single().Description}");
            Line(text, $"chart {string.Join(" ", chart.ChartSpace.Descendants().Where(element => element.LocalName is "t" or "f" or "v").Select(element => element.InnerText))}");
        }
    }

    private static string Shown(Cell cell, string[] strings) =>
        cell.DataType?.Value == CellValues.SharedString && cell.CellValue is { } index ? strings[int.Parse(index.Text, CultureInfo.InvariantCulture)] : cell.CellValue?.Text ?? "";

    private static string Format(Cell cell, Stylesheet styles)
    {
        if (cell.StyleIndex is null)
            return "";
        var number = styles.CellFormats!.Elements<CellFormat>().ElementAt((int)cell.StyleIndex.Value).NumberFormatId?.Value;
        return styles.NumberingFormats?.Elements<NumberingFormat>().FirstOrDefault(format => format.NumberFormatId?.Value == number)?.FormatCode?.Value is { Length: > 0 } code and not "@" ? $" [{code}]" : "";
    }

    private static void Line(StringBuilder text, string line) => text.Append(line.TrimEnd()).Append('\n');
}
