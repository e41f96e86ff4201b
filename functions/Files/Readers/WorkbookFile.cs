using System.Collections.Immutable;
using ExcelDataReader;
using Monitoring.Core.Kernel;
using Monitoring.Core.Returns;
using Monitoring.Core.Validation;

namespace Monitoring.Files.Readers;

/// <summary>
/// Reads an Excel workbook, XLSX or XLS, into one sheet of text for each of its sheets, hidden ones flagged. Nothing in it is run: of a formula the saved
/// result is read, and macros (.xlsm) are bytes that nothing looks at.
/// </summary>
internal static class WorkbookFile
{
    /// <summary>Of so many merged ranges none is looked at: no return has them, and looking would take longer than reading.</summary>
    private const int MergedRanges = 10_000;

    internal static FileContent Read(byte[] bytes, FileKind kind, Limits limits, Func<string, bool> wanted)
    {
        // ExcelDataReader needs the encodings of old workbooks.
        _ = Codepages.Get(1252);
        var failed = FailedCells.None;
        if (kind == FileKind.Xlsx)
        {
            using var archive = Archive.Open(bytes)!;
            var (refusal, withFormulas) = archive.Check(limits);
            if (refusal is not null)
                return ReturnFile.Refused(kind, refusal);
            if (withFormulas.Count > 0)
                failed = XlsxFormulas.Read(archive, withFormulas);
        }
        else if (CompoundFile.Open(bytes) is { } compound)
        {
            // ExcelDataReader unscrambles the oldest encryption with a password of its own and does not check that it is the right one:
            // the figures would be noise.
            if (XlsErrors.Read(compound) is not { } found)
                return ReturnFile.Refused(kind, FileRules.Protected.Found("The workbook is encrypted: it opens only with a password."));
            failed = found;
        }
        using var stream = new MemoryStream(bytes, writable: false);
        using var reader = kind == FileKind.Xlsx ? ExcelReaderFactory.CreateOpenXmlReader(stream) : ExcelReaderFactory.CreateBinaryReader(stream);
        var (sheets, unread) = Sheets(reader, failed, limits, wanted);
        return unread is null ? new FileContent(kind, [.. sheets], []) : ReturnFile.Refused(kind, unread);
    }

    private static (List<Sheet> Sheets, Finding? Refusal) Sheets(IExcelDataReader reader, FailedCells failed, Limits limits, Func<string, bool> wanted)
    {
        var sheets = new List<Sheet>();
        var cells = 0L;
        var index = -1;
        do
        {
            index++;
            var name = reader.Name;
            if (!wanted(name))
                continue;
            if (TooWide(reader, name, limits) is { } wide)
                return (sheets, wide);

            var lines = new List<SheetLine>();
            var hidden = ImmutableArray.CreateBuilder<int>();
            CellRange[] ranges = reader.MergeCells is { Length: <= MergedRanges } merges ? merges : [];
            var merged = new MergedCells(ranges);
            for (var line = 1; reader.Read(); line++)
            {
                if (Line(reader, line, merged, failed.Of(index, name)) is not { } row)
                    continue;
                if (Array.FindIndex(row, cell => cell.Length > limits.CellCharacters) is var at and >= 0)
                    return (sheets, FileRules.Extent.Found($"A cell has {Words.Of(row[at].Length, "character")}; at most {Words.Number(limits.CellCharacters)} are read.", name, line, Finding.ColumnLetter(at)));
                cells += row.Length;
                if (cells > limits.Cells)
                    return (sheets, FileRules.Extent.Found($"The workbook has more than {Words.Of(limits.Cells, "cell")}.", name, line));
                lines.Add(new SheetLine(line, row));
                if (reader.RowHeight == 0)
                    hidden.Add(line);
            }
            MergedHeadings.Lower(lines, ranges);
            sheets.Add(new Sheet(name, lines, !"visible".Equals(reader.VisibleState, StringComparison.OrdinalIgnoreCase))
            {
                HiddenByProgram = "veryhidden".Equals(reader.VisibleState, StringComparison.OrdinalIgnoreCase),
                HiddenLines = hidden.ToImmutable(),
                HiddenColumns = [.. Enumerable.Range(0, reader.FieldCount).Where(column => reader.GetColumnWidth(column) == 0)],
            });
        }
        while (reader.NextResult());
        return (sheets, null);
    }

    private static Finding? TooWide(IExcelDataReader reader, string name, Limits limits)
    {
        var (rows, columns) = (reader.RowCount, reader.FieldCount);
        if (columns is < 0 or > Limits.SheetColumns || rows is < 0 or > Limits.SheetRows)
            return FileRules.Damaged.Found($"The sheet '{name}' claims to have more rows or columns than a spreadsheet can have.", name);
        if (rows > limits.Rows)
            return FileRules.Extent.Found($"The sheet '{name}' has {Words.Of(rows, "row")}; at most {Words.Number(limits.Rows)} are read.", name);
        if (columns > limits.Columns)
            return FileRules.Extent.Found($"The sheet '{name}' has {Words.Of(columns, "column")}; at most {Words.Number(limits.Columns)} are read.", name);
        return (long)columns * rows > limits.SpanMillions * 1_000_000L
            ? FileRules.Extent.Found($"The sheet '{name}' spans {Words.Of(rows, "row")} and {Words.Of(columns, "column")}, most of them empty.", name)
            : null;
    }

    /// <summary>The cells of the current row up to the last that holds something; null when none does.</summary>
    private static string[]? Line(IExcelDataReader reader, int line, MergedCells merged, IReadOnlyDictionary<(int Line, int Column), string> failed)
    {
        merged.MoveTo(line - 1);
        var count = reader.FieldCount;
        // Most cells of a sheet that one stray cell makes large: nothing else need be asked of them.
        while (count > 0 && (failed.Count == 0 && reader.GetValue(count - 1) is null || Cell(count - 1).Length == 0))
            count--;
        if (count == 0)
            return null;
        var row = new string[count];
        for (var i = 0; i < count; i++)
            row[i] = Cell(i);
        return row;

        string Cell(int column)
        {
            if (merged.Covers(column))
                return "";
            if (failed.Count > 0 && failed.TryGetValue((line, column), out var shown))
                return shown;
            var value = reader.GetValue(column);
            if (value is double number && CellText.ShowsPercent(reader.GetNumberFormatString(column)))
                return CellText.Percent(number);
            return CellText.Of(value, value is DateTime && CellText.ShowsTime(reader.GetNumberFormatString(column)));
        }
    }
}
