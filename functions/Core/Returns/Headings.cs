using System.Collections.Immutable;
using Monitoring.Core.Validation;

namespace Monitoring.Core.Returns;

/// <summary>A sheet whose headings were recognised: which column holds which field, and the lines below.</summary>
public sealed class RecognisedSheet
{
    private readonly Dictionary<string, int> _columns;
    private readonly string[] _headings;

    internal RecognisedSheet(Layout layout, Sheet sheet, int headingLine, string[] headings, Dictionary<string, int> columns, IReadOnlyList<SheetLine> lines)
    {
        Layout = layout;
        Sheet = sheet.Name;
        HeadingLine = headingLine;
        Lines = lines;
        _headings = headings;
        _columns = columns;
    }

    public Layout Layout { get; }

    /// <summary>Name of the sheet; none in a CSV.</summary>
    public string? Sheet { get; }

    public int HeadingLine { get; }

    /// <summary>The lines below the headings.</summary>
    public IReadOnlyList<SheetLine> Lines { get; }

    public bool Has(string field) => _columns.ContainsKey(field);

    /// <summary>The cell of a field as typed; empty when the line ends before it or the layout has no such column.</summary>
    public string Cell(SheetLine line, string field) =>
        _columns.TryGetValue(field, out var index) && index < line.Cells.Length ? line.Cells[index] : "";

    /// <summary>A finding at the cell of a field.</summary>
    public Finding Found(Rule rule, SheetLine line, string field, string wrong) => _columns.TryGetValue(field, out var index)
        ? rule.Found(wrong, Sheet, line.Line, Finding.ColumnLetter(index), _headings[index], Privacy.HoldsNhsNumber(Cell(line, field)) ? null : Cell(line, field))
        : rule.Found(wrong, Sheet, line.Line);
}

/// <summary>Finds in a file the sheet and the line that hold the headings of a known layout.</summary>
public static class Headings
{
    /// <summary>Titles and notes stand above the headings of published files; below this many lines nobody puts headings.</summary>
    private const int LinesLookedAt = 30;

    private sealed record Candidate(Layout Layout, Sheet Sheet, SheetLine Line, int Matched)
    {
        public int Missing => Layout.Columns.Count(column => !column.Optional) - Matched;
    }

    /// <summary>
    /// The one sheet whose headings are those of a layout, and the findings about its headings. With an error among the findings the
    /// sheet is null. Hidden sheets are not looked at: nobody means to send what cannot be seen.
    /// </summary>
    public static (RecognisedSheet? Sheet, ImmutableArray<Finding> Findings) Recognise(IEnumerable<Sheet> sheets, ImmutableArray<Layout> layouts)
    {
        var candidates = (
            from sheet in sheets
            where !sheet.Hidden
            from line in sheet.Lines.TakeWhile(line => line.Line <= LinesLookedAt)
            from layout in layouts
            let matched = line.Cells.Where(cell => cell.Length > 0).Select(layout.Find).Where(column => column is { Optional: false }).Distinct().Count()
            where matched * 2 > layout.Columns.Count(column => !column.Optional)
            select new Candidate(layout, sheet, line, matched)).ToList();

        if (candidates.Count == 0)
            return (null, [FileRules.NoHeadings.Found(NotFound(layouts))]);

        var best = candidates.OrderBy(candidate => candidate.Missing).ThenByDescending(candidate => candidate.Matched).ThenBy(candidate => candidate.Line.Line).First();
        var others = candidates.Where(candidate => candidate.Sheet != best.Sheet && candidate.Missing == 0).Select(candidate => candidate.Sheet.Name).Distinct().ToList();
        if (others.Count > 0)
            return (null, [FileRules.SeveralSheets.Found($"The sheets '{best.Sheet.Name}' and '{string.Join("', '", others)}' both have the headings of a return.", best.Sheet.Name, best.Line.Line)]);
        return Check(best);
    }

    private static (RecognisedSheet?, ImmutableArray<Finding>) Check(Candidate found)
    {
        var (layout, sheet, line, _) = found;
        var findings = ImmutableArray.CreateBuilder<Finding>();
        var columns = new Dictionary<string, int>();
        for (var i = 0; i < line.Cells.Length; i++)
        {
            var heading = line.Cells[i];
            if (heading.Length == 0)
                continue;
            if (layout.Find(heading) is not { } column)
                findings.Add(At(FileRules.UnknownHeading, i, $"'{heading}' is not a heading of the {layout.Title}. Its headings are: {Expected(layout)}."));
            else if (!columns.TryAdd(column.Field, i))
                findings.Add(At(FileRules.HeadingTwice, i, $"'{heading}' stands in column {Finding.ColumnLetter(columns[column.Field])} and again in column {Finding.ColumnLetter(i)}: it is not clear which of the two counts."));
        }
        findings.AddRange(layout.Columns
            .Where(column => !column.Optional && !columns.ContainsKey(column.Field))
            .Select(column => FileRules.MissingHeading.Found($"The heading '{column.Heading}' is missing. The headings of the {layout.Title} are: {Expected(layout)}.", sheet.Name, line.Line, heading: column.Heading)));

        var below = sheet.Lines.Where(other => other.Line > line.Line).ToList();
        var normal = line.Cells.Select(Layout.Normal).ToArray();
        findings.AddRange(below
            .Where(other => other.Cells.Select(Layout.Normal).SequenceEqual(normal))
            .Select(other => FileRules.HeadingsAgain.Found($"Line {other.Line} repeats the headings of line {line.Line}.", sheet.Name, other.Line)));
        if (below.Count == 0)
            findings.Add(FileRules.NoRows.Found($"There is nothing below the headings in line {line.Line}.", sheet.Name, line.Line));

        return findings.Count == 0
            ? (new RecognisedSheet(layout, sheet, line.Line, line.Cells, columns, below), [])
            : (null, findings.ToImmutable());

        Finding At(Rule rule, int index, string wrong) =>
            rule.Found(wrong, sheet.Name, line.Line, Finding.ColumnLetter(index), line.Cells[index], line.Cells[index]);
    }

    private static string Expected(Layout layout) => string.Join(", ", layout.Columns.Select(column => column.Optional ? $"{column.Heading} (may be left out)" : column.Heading));

    private static string NotFound(ImmutableArray<Layout> layouts) =>
        $"None of the first {LinesLookedAt} lines has the headings of a layout that we know: {string.Join("; ", layouts.Select(layout => $"{layout.Title} ({Expected(layout)})"))}.";
}
