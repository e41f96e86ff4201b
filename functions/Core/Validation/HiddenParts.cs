using System.Collections.Immutable;
using Monitoring.Core.Kernel;
using Monitoring.Core.Returns;

namespace Monitoring.Core.Validation;

/// <summary>
/// What a sender cannot see of the own file: hidden rows and columns of the sheet that is the return, which are read all the same, and hidden sheets, which are not.
/// A filter that is still set hides rows too, and the sender may think that only what is shown was sent.
/// </summary>
public static class HiddenParts
{
    /// <summary>The sheet behind the drop-downs of our template. It is hidden, holds nothing of a return, and says nothing new to whoever uses the template.</summary>
    public const string ListsSheet = "Lists";

    /// <summary>Runs of rows named in one finding; more help nobody to find them.</summary>
    private const int Named = 10;

    /// <param name="read">The sheets that are the return; when none was recognised, hidden sheets are told even so, since the return may be on one.</param>
    public static IEnumerable<Finding> Findings(ImmutableArray<Sheet> sheets, params ImmutableArray<RecognisedSheet> read) =>
        read.SelectMany(sheet => Cells(sheet.Source, sheet.HeadingLine))
            .Concat(sheets.Where(IsTold).Select(sheet => FileRules.HiddenSheets.Found($"The sheet '{sheet.Name}' is hidden and was not read. It has {Words.Of(sheet.Lines.Count, "line")} with something in {(sheet.Lines.Count == 1 ? "it" : "them")}.", sheet.Name)));

    /// <summary>A sheet that only a program can show is not told: whoever sends the file can do nothing about it.</summary>
    private static bool IsTold(Sheet sheet) => sheet is { Hidden: true, HiddenByProgram: false, Lines.Count: > 0 } && !string.Equals(sheet.Name, ListsSheet, StringComparison.OrdinalIgnoreCase);

    private static IEnumerable<Finding> Cells(Sheet sheet, int headingLine)
    {
        var rows = Runs(sheet.HiddenLines.Where(line => line >= headingLine));
        if (rows.Count > 0)
            yield return Found(rows.Select(run => Run(run.From, run.To, line => line.ToString(System.Globalization.CultureInfo.InvariantCulture))), "Row", rows);

        var headings = sheet.Lines.First(line => line.Line == headingLine).Cells;
        var columns = Runs(sheet.HiddenColumns.Where(column => column < headings.Length && headings[column].Length > 0));
        if (columns.Count > 0)
            yield return Found(columns.Select(run => Run(run.From, run.To, Finding.ColumnLetter)), "Column", columns);

        Finding Found(IEnumerable<string> runs, string noun, List<(int From, int To)> all)
        {
            var one = all is [var (from, to)] && from == to;
            return FileRules.HiddenCells.Found($"{noun}{(one ? "" : "s")} {Listed([.. runs])} of {(sheet.Name is null ? "the file" : $"the sheet '{sheet.Name}'")} {(one ? "is hidden. It was read like the others" : "are hidden. They were read like the others")}.", sheet.Name);
        }
    }

    private static List<(int From, int To)> Runs(IEnumerable<int> ordered)
    {
        var runs = new List<(int From, int To)>();
        foreach (var number in ordered)
        {
            if (runs.Count > 0 && runs[^1].To == number - 1)
                runs[^1] = (runs[^1].From, number);
            else
                runs.Add((number, number));
        }
        return runs;
    }

    private static string Run(int from, int to, Func<int, string> name) => from == to ? name(from) : $"{name(from)} to {name(to)}";

    private static string Listed(IReadOnlyList<string> runs) =>
        runs.Count == 1 ? runs[0]
        : runs.Count <= Named ? $"{string.Join(", ", runs.SkipLast(1))} and {runs[^1]}"
        : $"{string.Join(", ", runs.Take(Named))} and {Words.Number(runs.Count - Named)} more places";
}
