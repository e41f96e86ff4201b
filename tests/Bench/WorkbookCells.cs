using System.Globalization;
using System.IO.Compression;
using System.Text.Json;
using System.Text.RegularExpressions;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using static System.FormattableString;

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

    /// <summary>Writes one line for each workbook: its sheets, and of each cell its place, style, kind, value and formula.</summary>
    public static void Write(string path, bool quick)
    {
        using var file = new StreamWriter(path);
        foreach (var document in Documents(quick))
            file.WriteLine(JsonSerializer.Serialize(Sheets(NationalMonth.Workbook(document))));
    }

    /// <summary>Sheets and cells of some workbooks, in words. Cells that hold nothing but a style count.</summary>
    public static string InWords(IReadOnlyCollection<byte[]> workbooks)
    {
        var (sheets, cells) = (0, 0);
        foreach (var workbook in workbooks)
        {
            using var archive = new ZipArchive(new MemoryStream(workbook));
            foreach (var entry in archive.Entries.Where(entry => entry.FullName.StartsWith("xl/worksheets/sheet", StringComparison.Ordinal)))
            {
                using var text = new StreamReader(entry.Open());
                sheets++;
                cells += CellStart().Count(text.ReadToEnd());
            }
        }
        return Invariant($"{workbooks.Count} workbooks with {sheets:#,##0} sheets and {cells:#,##0} cells");
    }

    private static List<object[]> Sheets(byte[] workbook)
    {
        using var document = SpreadsheetDocument.Open(new MemoryStream(workbook), isEditable: false);
        var part = document.WorkbookPart!;
        var shared = part.SharedStringTablePart?.SharedStringTable.Elements<SharedStringItem>().Select(item => item.InnerText).ToArray() ?? [];
        return [.. part.Workbook.Sheets!.Elements<Sheet>().Select(sheet => new object[]
        {
            sheet.Name!.Value!,
            ((WorksheetPart)part.GetPartById(sheet.Id!.Value!)).Worksheet.Descendants<Cell>().Select(cell => Content(cell, shared)).ToList(),
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
}
