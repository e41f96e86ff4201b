using System.Globalization;
using ExcelDataReader;
using Monitoring.Core.Returns;

namespace Monitoring.Files.Readers;

/// <summary>
/// Headings in two or more lines, of which some are merged downwards: Month over lines 1 and 2, beside Delayed days in line 1 with NHS, Social care and Both below it.
/// Month stands in line 1 of the file and belongs to line 2 as well, where the other headings are.
/// </summary>
internal static class MergedHeadings
{
    /// <summary>Below so many lines nobody puts headings; the reading of headings looks no further either.</summary>
    private const int LinesLookedAt = 30;

    /// <summary>
    /// Writes the text of every heading that is merged downwards into the other lines of its block too. Rows of figures stay as they are: a block is one of headings only where no
    /// line of it has a number, and where the line that is completed holds something of its own and is then wider than all lines above the block.
    /// </summary>
    internal static void Lower(List<SheetLine> lines, IEnumerable<CellRange> ranges)
    {
        foreach (var start in ranges.Where(range => range.ToRow > range.FromRow && range.FromRow < LinesLookedAt).GroupBy(range => range.FromRow).OrderBy(start => start.Key))
        {
            var (first, last) = (start.Key + 1, start.Max(range => range.ToRow) + 1);
            if (lines.Find(line => line.Line == first) is not { } top || lines.Any(line => line.Line >= first && line.Line <= last && Array.Exists(line.Cells, IsNumber)))
                continue;
            var widest = lines.Where(line => line.Line < first).Select(Filled).DefaultIfEmpty().Max();
            for (var i = lines.IndexOf(top) + 1; i < lines.Count && lines[i].Line <= last; i++)
            {
                var completed = Completed(lines[i], top, start);
                if (Filled(completed) > widest)
                    lines[i] = completed;
            }
        }
    }

    private static SheetLine Completed(SheetLine line, SheetLine top, IEnumerable<CellRange> blocks)
    {
        var cells = line.Cells;
        foreach (var block in blocks.Where(block => block.ToRow + 1 >= line.Line && block.FromColumn < top.Cells.Length))
        {
            if (cells.Length <= block.FromColumn)
                cells = [.. cells, .. Enumerable.Repeat("", block.FromColumn + 1 - cells.Length)];
            else if (ReferenceEquals(cells, line.Cells))
                cells = [.. cells];
            cells[block.FromColumn] = top.Cells[block.FromColumn];
        }
        return line with { Cells = cells };
    }

    private static int Filled(SheetLine line) => line.Cells.Count(cell => cell.Length > 0);

    private static bool IsNumber(string cell) => double.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out _);
}
