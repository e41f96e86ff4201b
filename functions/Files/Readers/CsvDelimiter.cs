using System.Collections.Immutable;
using Monitoring.Core.Kernel;
using Monitoring.Core.Validation;

namespace Monitoring.Files.Readers;

/// <summary>Tells by what the columns of a text are separated: a comma, as they should be, or something else.</summary>
internal static class CsvDelimiter
{
    private const int RecordsLookedAt = 50;

    private const string Signs = ",;\t|";

    private static readonly ImmutableArray<string> Names = ["comma", "semicolon", "tab", "vertical bar"];

    /// <summary>How often a sign stands in the records that have it equally often: headings and rows have, titles and notes have not.</summary>
    private readonly record struct Table(int PerRecord, int Records, int FirstLine)
    {
        internal long Fields => (long)PerRecord * Records;
    }

    /// <summary>Null when the columns are separated by commas, or there is one column only.</summary>
    internal static Finding? Differs(ReadOnlySpan<byte> text)
    {
        var records = Count(text);
        var tables = Enumerable.Range(0, Signs.Length).Select(sign => Likeliest(records, sign)).ToList();
        // The comma stands first and wins against an equal.
        var best = Enumerable.Range(0, Signs.Length).MaxBy(sign => tables[sign].Fields);
        // One sign in one record is punctuation.
        if (best == 0 || tables[best].Fields < 2)
            return null;
        var (perRecord, _, line) = tables[best];
        return FileRules.Delimiter.Found($"The columns are separated by {Names[best]}s, not by commas: line {line} has {Words.Of(perRecord, Names[best])}.", line: line);
    }

    private static Table Likeliest(List<int[]> records, int sign)
    {
        var tables = new Dictionary<int, Table>();
        for (var i = 0; i < records.Count; i++)
        {
            var count = records[i][sign];
            var table = tables.GetValueOrDefault(count, new Table(count, 0, i + 1));
            tables[count] = table with { Records = table.Records + 1 };
        }
        return tables.Values.MaxBy(table => table.Fields);
    }

    /// <summary>How often each sign stands outside quotes, in the first records.</summary>
    private static List<int[]> Count(ReadOnlySpan<byte> text)
    {
        var records = new List<int[]>();
        var counts = new int[Signs.Length];
        var quoted = false;
        // A quotation mark opens a field only as the first sign in it; which sign ends a field is what we do not know yet.
        var start = true;
        for (var i = 0; i < text.Length && records.Count < RecordsLookedAt; i++)
        {
            var c = (char)text[i];
            if (c == '"')
            {
                // A doubled one closes the field and opens it again.
                (quoted, start) = (!quoted && start, quoted);
            }
            else if (quoted)
            {
                continue;
            }
            else if (c is '\n' or '\r')
            {
                if (c == '\r' && i + 1 < text.Length && text[i + 1] == '\n')
                    i++;
                records.Add(counts);
                counts = new int[Signs.Length];
                start = true;
            }
            else
            {
                var sign = Signs.IndexOf(c, StringComparison.Ordinal);
                start = sign >= 0;
                if (start)
                    counts[sign]++;
            }
        }
        if (records.Count < RecordsLookedAt)
            records.Add(counts);
        return records;
    }
}
