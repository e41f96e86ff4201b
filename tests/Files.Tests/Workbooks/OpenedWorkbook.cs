using System.Globalization;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using Monitoring.Files.Workbooks;

namespace Monitoring.Files.Tests.Workbooks;

/// <summary>The parts of a workbook as they are in its file, with what is needed to say what a cell shows.</summary>
internal sealed class OpenedWorkbook : IDisposable
{
    private readonly string[] _strings;

    public OpenedWorkbook(byte[] workbook)
    {
        Document = SpreadsheetDocument.Open(new MemoryStream(workbook), isEditable: false);
        Part = Document.WorkbookPart!;
        _strings = Part.SharedStringTablePart?.SharedStringTable.Elements<SharedStringItem>().Select(item => item.InnerText).ToArray() ?? [];
        Styles = Part.WorkbookStylesPart!.Stylesheet;
        Sheets = [.. Part.Workbook.Sheets!.Elements<Sheet>().Select(sheet => (sheet, (WorksheetPart)Part.GetPartById(sheet.Id!.Value!)))];
    }

    public SpreadsheetDocument Document { get; }

    public WorkbookPart Part { get; }

    public Stylesheet Styles { get; }

    public IReadOnlyList<(Sheet Sheet, WorksheetPart Part)> Sheets { get; }

    /// <summary>The value in the file, without its format; empty where there is none.</summary>
    public string Text(Cell cell) =>
        cell.DataType?.Value == CellValues.SharedString && cell.CellValue is { } index ? _strings[int.Parse(index.Text, CultureInfo.InvariantCulture)] : cell.CellValue?.Text ?? cell.InlineString?.InnerText ?? "";

    public static bool IsText(Cell cell) => cell.DataType?.Value is { } kind && (kind == CellValues.SharedString || kind == CellValues.String || kind == CellValues.InlineString);

    /// <summary>Row and column, from 1.</summary>
    public static (int Row, int Column) Place(string reference)
    {
        var letters = reference.TakeWhile(char.IsAsciiLetterUpper).Count();
        return (int.Parse(reference.AsSpan(letters), CultureInfo.InvariantCulture), reference[..letters].Aggregate(0, (column, letter) => column * 26 + letter - 'A' + 1));
    }

    /// <summary>First and last row and column of <c>A3:D9</c>, with or without dollar signs.</summary>
    public static (int Top, int Left, int Bottom, int Right) Area(string reference)
    {
        var corners = reference.Replace("$", "", StringComparison.Ordinal).Split(':');
        var ((top, left), (bottom, right)) = (Place(corners[0]), Place(corners[^1]));
        return (top, left, bottom, right);
    }

    /// <summary>Cells of a sheet by row and column, from 1.</summary>
    public static Dictionary<(int Row, int Column), Cell> Cells(WorksheetPart sheet) => sheet.Worksheet.Descendants<Cell>().ToDictionary(cell => Place(cell.CellReference!.Value!));

    public void Dispose() => Document.Dispose();
}
