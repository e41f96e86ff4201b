using CsvHelper;
using Monitoring.Core.Kernel;
using Monitoring.Core.Returns;
using Monitoring.Core.Validation;

namespace Monitoring.Files.Readers;

/// <summary>Reads a CSV into one sheet, line for line as a spreadsheet shows it.</summary>
internal static class CsvFile
{
    internal static FileContent Read(byte[] bytes, Limits limits)
    {
        var decoded = CsvEncoding.Decode(bytes);
        if (decoded.Refusal is not null)
            return ReturnFile.Refused(FileKind.Csv, decoded.Refusal);

        var text = AfterHint(decoded.Text);
        if (CsvDelimiter.Differs(text.Span) is { } delimiter)
            return ReturnFile.Refused(FileKind.Csv, delimiter);

        var (lines, refusal) = Lines(text, limits);
        return refusal is not null
            ? ReturnFile.Refused(FileKind.Csv, refusal)
            : new FileContent(FileKind.Csv, [new Sheet(null, lines)], decoded.Warning is null ? [] : [decoded.Warning]);
    }

    /// <summary>A first line <c>sep=,</c> tells Excel how to read the file. Excel does not show it, so it is not counted either.</summary>
    private static ReadOnlyMemory<byte> AfterHint(ReadOnlyMemory<byte> text)
    {
        var start = text.Span;
        var isHint = start.Length > 5 && (start.StartsWith("sep="u8) || start.StartsWith("SEP="u8)) && start[5] is (byte)'\r' or (byte)'\n';
        return !isHint ? text : text[(start[5..].StartsWith("\r\n"u8) ? 7 : 6)..];
    }

    private static (List<SheetLine> Lines, Finding? Refusal) Lines(ReadOnlyMemory<byte> text, Limits limits)
    {
        var lines = new List<SheetLine>();
        var unclosed = false;
        using var reader = CsvReader.Create(text, new CsvReaderOptions
        {
            Separator = ',',
            HasHeader = false,
            // An empty line is a line of the spreadsheet. Each record is one, whatever line breaks are quoted in it.
            SkipEmptyLines = false,
            DetectSeparatorHint = false,
            // The same names and zeros stand on thousands of lines.
            PoolStrings = true,
            OnMalformedRecord = record => unclosed |= record.Reason == CsvMalformedReason.UnterminatedQuote,
        });
        int line = 0, before = 0, last = 0;
        var cells = 0L;
        while (reader.Read())
        {
            line++;
            var count = reader.FieldCount;
            if (line > limits.Rows)
                return (lines, FileRules.Extent.Found($"The file has more than {Words.Of(limits.Rows, "line")}.", line: line));
            if (count > limits.Columns)
                return (lines, FileRules.Extent.Found($"Line {Words.Number(line)} has {Words.Of(count, "column")}; at most {Words.Number(limits.Columns)} are read.", line: line));
            var row = new string[count];
            var empty = true;
            for (var i = 0; i < count; i++)
            {
                row[i] = reader.GetString(i).Trim();
                empty &= row[i].Length == 0;
                if (row[i].Length > limits.CellCharacters && !unclosed)
                    return (lines, FileRules.CutOff.Found($"A cell has {Words.Of(row[i].Length, "character")}, and at most {Words.Number(limits.CellCharacters)} are read: a quotation mark is probably not closed.", line: line, column: Finding.ColumnLetter(i)));
            }
            if (unclosed)
                return (lines, FileRules.CutOff.Found("The file ends inside a quotation: the quotation mark that opens this cell is never closed.", line: line, column: Finding.ColumnLetter(count - 1)));
            if (empty)
                continue;
            (before, last) = (last, count);
            cells += count;
            if (cells > limits.Cells)
                return (lines, FileRules.Extent.Found($"The file has more than {Words.Of(limits.Cells, "cell")}.", line: line));
            lines.Add(new SheetLine(line, row));
        }
        return last < before && text.Span[^1] is not ((byte)'\n' or (byte)'\r')
            ? (lines, FileRules.CutOff.Found($"The last line breaks off: it has {Words.Of(last, "cell")} where the line before it has {Words.Number(before)}.", line: line))
            : (lines, null);
    }
}
