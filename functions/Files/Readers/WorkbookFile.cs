using ExcelDataReader;
using Monitoring.Core.Kernel;
using Monitoring.Core.Returns;
using Monitoring.Core.Validation;

namespace Monitoring.Files.Readers;

/// <summary>Reads an Excel workbook, XLSX or XLS, into one sheet of text for each of its sheets, hidden ones flagged.</summary>
internal static class WorkbookFile
{
    /// <summary>Of so many merged ranges none is looked at: no return has them, and looking would take longer than reading.</summary>
    private const int MergedRanges = 10_000;

    internal static FileContent Read(byte[] bytes, FileKind kind, Func<string, bool> wanted)
    {
        // ExcelDataReader needs the encodings of old workbooks.
        _ = Codepages.Get(1252);
        var errors = ErrorCells.None;
        if (kind == FileKind.Xlsx)
        {
            using var archive = Archive.Open(bytes)!;
            var (refusal, withErrors) = archive.Check();
            if (refusal is not null)
                return ReturnFile.Refused(kind, refusal);
            if (withErrors.Count > 0)
                errors = XlsxErrors.Read(archive, withErrors);
        }
        else if (CompoundFile.Open(bytes) is { } compound)
        {
            // ExcelDataReader unscrambles the oldest encryption with a password of its own and does not check that it is the right one:
            // the figures would be noise.
            if (XlsErrors.Read(compound) is not { } found)
                return ReturnFile.Refused(kind, FileRules.Protected.Found("The workbook is encrypted: it opens only with a password."));
            errors = found;
        }
        using var stream = new MemoryStream(bytes, writable: false);
        using var reader = kind == FileKind.Xlsx ? ExcelReaderFactory.CreateOpenXmlReader(stream) : ExcelReaderFactory.CreateBinaryReader(stream);
        var (sheets, unread) = Sheets(reader, errors, wanted);
        return unread is null ? new FileContent(kind, [.. sheets], []) : ReturnFile.Refused(kind, unread);
    }

    private static (List<Sheet> Sheets, Finding? Refusal) Sheets(IExcelDataReader reader, ErrorCells errors, Func<string, bool> wanted)
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
            if (reader.FieldCount is < 0 or > Limits.Columns || reader.RowCount is < 0 or > Limits.Rows)
                return (sheets, FileRules.Damaged.Found($"The sheet '{name}' claims to have more rows or columns than a spreadsheet can have.", name));
            if ((long)reader.FieldCount * reader.RowCount > Limits.Span)
                return (sheets, FileRules.Expands.Found($"The sheet '{name}' spans {Words.Number(reader.RowCount)} rows and {Words.Number(reader.FieldCount)} columns, most of them empty.", name));

            var lines = new List<SheetLine>();
            var merged = new MergedCells(reader.MergeCells is { Length: <= MergedRanges } ranges ? ranges : []);
            for (var line = 1; reader.Read(); line++)
            {
                if (Line(reader, line, merged, errors.Of(index, name)) is not { } row)
                    continue;
                cells += row.Length;
                if (cells > Limits.Cells)
                    return (sheets, FileRules.Expands.Found($"The workbook has more than {Words.Number(Limits.Cells)} cells.", name, line));
                lines.Add(new SheetLine(line, row));
            }
            sheets.Add(new Sheet(name, lines, !"visible".Equals(reader.VisibleState, StringComparison.OrdinalIgnoreCase)));
        }
        while (reader.NextResult());
        return (sheets, null);
    }

    /// <summary>The cells of the current row up to the last that holds something; null when none does.</summary>
    private static string[]? Line(IExcelDataReader reader, int line, MergedCells merged, IReadOnlyDictionary<(int Line, int Column), string> errors)
    {
        merged.MoveTo(line - 1);
        var count = reader.FieldCount;
        while (count > 0 && Cell(count - 1).Length == 0)
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
            var value = reader.GetValue(column);
            return value is null && errors.Count > 0 && errors.TryGetValue((line, column), out var error) ? error : CellText.Of(value);
        }
    }
}
