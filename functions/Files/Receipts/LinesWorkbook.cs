using System.Globalization;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using Monitoring.Core.Validation;
using Monitoring.Files.Workbooks;

namespace Monitoring.Files.Receipts;

/// <summary>A CSV as a workbook: each cell the text that was typed, at the line and column at which a spreadsheet would show it.</summary>
internal static class LinesWorkbook
{
    internal const string SheetName = "Return";

    /// <summary>Beyond this the workbook would take longer to open than anyone waits. The largest return known has 309,330 cells.</summary>
    private const int MostCells = 600_000, MostLines = 1_048_576;

    private const uint Text = 1, Heading = 2;

    /// <summary>In digits.</summary>
    private const double Narrowest = 9, Widest = 44;

    internal static bool Holds(Core.Returns.Sheet sheet) =>
        sheet.Lines.Count == 0 || (sheet.Lines[^1].Line <= MostLines && sheet.Lines.Sum(line => line.Cells.Length) <= MostCells);

    /// <param name="findings">They tell in which line the headings stand, which stays in sight.</param>
    internal static byte[] Of(Core.Returns.Sheet sheet, IEnumerable<Finding> findings)
    {
        using var stream = new MemoryStream();
        using (var document = SpreadsheetDocument.Create(stream, SpreadsheetDocumentType.Workbook, autoSave: false))
        {
            var workbook = AddWorkbook(document);
            workbook.AddNewPart<WorkbookStylesPart>("styles").Stylesheet = Styles();
            workbook.WorkbookStylesPart!.Stylesheet.Save();
            var part = workbook.AddNewPart<WorksheetPart>("return");
            Write(part, sheet, HeadingLine(sheet, findings));
            workbook.Workbook = new Workbook(new BookViews(new WorkbookView()), new Sheets(new Sheet { Name = SheetName, SheetId = 1, Id = "return" }));
            workbook.Workbook.Save();
        }
        return stream.ToArray();
    }

    /// <summary>Under an id of ours: the SDK would make a random one.</summary>
    internal static WorkbookPart AddWorkbook(SpreadsheetDocument document) =>
        document.AddNewPart<WorkbookPart>("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml", "workbook");

    private static void Write(WorksheetPart part, Core.Returns.Sheet sheet, int heading)
    {
        var width = sheet.Lines.Select(line => line.Cells.Length).DefaultIfEmpty(0).Max();
        using var writer = OpenXmlWriter.Create(part);
        writer.WriteStartElement(new Worksheet());
        writer.WriteElement(new SheetProperties(new PageSetupProperties { FitToPage = true }));
        var view = new SheetView { WorkbookViewId = 0 };
        if (heading > 0)
        {
            var below = Mark.Reference(1, (uint)heading + 1);
            view.Append(
                new Pane { VerticalSplit = heading, TopLeftCell = below, ActivePane = PaneValues.BottomLeft, State = PaneStateValues.Frozen },
                new Selection { Pane = PaneValues.BottomLeft, ActiveCell = below, SequenceOfReferences = new ListValue<StringValue> { InnerText = below } });
        }
        writer.WriteElement(new SheetViews(view));
        if (width > 0)
            writer.WriteElement(new Columns(Enumerable.Range(0, width).Select(column => new Column { Min = (uint)column + 1, Max = (uint)column + 1, Width = WidthOf(sheet, column), CustomWidth = true, Style = Text })));
        writer.WriteStartElement(new SheetData());
        foreach (var line in sheet.Lines)
        {
            writer.WriteStartElement(new Row { RowIndex = (uint)line.Line });
            for (var column = 0; column < line.Cells.Length; column++)
            {
                if (line.Cells[column].Length > 0)
                    writer.WriteElement(CellString.Cell(Finding.ColumnLetter(column) + line.Line.ToString(CultureInfo.InvariantCulture), line.Cells[column], line.Line == heading ? Heading : Text));
            }
            writer.WriteEndElement();
        }
        writer.WriteEndElement();
        writer.WriteElement(new PageMargins { Left = 0.5, Right = 0.5, Top = 0.75, Bottom = 0.75, Header = 0.3, Footer = 0.3 });
        writer.WriteElement(new PageSetup { PaperSize = 9, Orientation = OrientationValues.Landscape, FitToWidth = 1, FitToHeight = 0 });
        // Numbers are texts here on purpose: no green triangle beside the marks.
        if (sheet.Lines.Count > 0 && width > 0)
            writer.WriteElement(new IgnoredErrors(new IgnoredError { SequenceOfReferences = new ListValue<StringValue> { InnerText = $"A1:{Finding.ColumnLetter(width - 1)}{sheet.Lines[^1].Line.ToString(CultureInfo.InvariantCulture)}" }, NumberStoredAsText = true }));
        writer.WriteEndElement();
    }

    /// <summary>The line that has the heading of a finding in the finding's column; 0 when none of the first has.</summary>
    private static int HeadingLine(Core.Returns.Sheet sheet, IEnumerable<Finding> findings) =>
        findings.FirstOrDefault(finding => finding is { Column: not null, Heading.Length: > 0 }) is not { } finding ? 0
            : sheet.Lines.TakeWhile(line => line.Line <= 30)
                .FirstOrDefault(line => Mark.ColumnOf(finding.Column) is > 0 and var column && column <= line.Cells.Length && line.Cells[column - 1] == finding.Heading)?.Line ?? 0;

    private static double WidthOf(Core.Returns.Sheet sheet, int column) =>
        Math.Clamp(sheet.Lines.Take(500).Select(line => column < line.Cells.Length ? TextWidth.Of(line.Cells[column]) : 0).DefaultIfEmpty(0).Max() + HouseStyle.Padding, Narrowest, Widest);

    /// <summary>The format "@" keeps a cell a text also when it is edited: 007 stays 007.</summary>
    private static Stylesheet Styles() => new(
        new Fonts(new Font(new FontSize { Val = HouseStyle.FontSize }, new FontName { Val = HouseStyle.Font }),
            new Font(new Bold(), new FontSize { Val = HouseStyle.FontSize }, new FontName { Val = HouseStyle.Font })),
        new Fills(new Fill(new PatternFill { PatternType = PatternValues.None }), new Fill(new PatternFill { PatternType = PatternValues.Gray125 })),
        new Borders(new Border()),
        new CellStyleFormats(new CellFormat()),
        new CellFormats(new CellFormat { FormatId = 0 }, new CellFormat { FormatId = 0, NumberFormatId = 49, ApplyNumberFormat = true },
            new CellFormat { FormatId = 0, NumberFormatId = 49, ApplyNumberFormat = true, FontId = 1, ApplyFont = true }));
}
