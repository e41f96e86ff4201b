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
        Source = sheet;
        Sheet = sheet.Name;
        HeadingLine = headingLine;
        Lines = lines;
        _headings = headings;
        _columns = columns;
    }

    public Layout Layout { get; }

    /// <summary>The sheet as it was read, with what stands above the headings.</summary>
    public Sheet Source { get; }

    /// <summary>Name of the sheet; none in a CSV.</summary>
    public string? Sheet { get; }

    public int HeadingLine { get; }

    /// <summary>The lines below the headings.</summary>
    public IReadOnlyList<SheetLine> Lines { get; }

    public bool Has(string field) => _columns.ContainsKey(field);

    /// <summary>The cell of a field as typed; empty when the line ends before it or the layout has no such column.</summary>
    public string Cell(SheetLine line, string field) =>
        _columns.TryGetValue(field, out var index) && index < line.Cells.Length ? line.Cells[index] : "";

    /// <summary>What stands to the right of a label above the headings, as published files say their period; null when there is no such label.</summary>
    public string? Said(string label)
    {
        foreach (var line in Source.Lines.TakeWhile(line => line.Line < HeadingLine))
        {
            var at = Array.FindIndex(line.Cells, cell => Layout.Normal(cell.TrimEnd(':')) == Layout.Normal(label));
            if (at >= 0 && line.Cells.Skip(at + 1).FirstOrDefault(cell => cell.Length > 0) is { } said)
                return said;
        }
        return null;
    }

    /// <summary>What is wrong with the cell of a field before any rule asks about its content: a formula without a result, or one that failed.</summary>
    public Finding? Problem(SheetLine line, string field) => _columns.TryGetValue(field, out var index) ? CellProblems.In(Sheet, line, index, _headings[index]) : null;

    /// <summary>A finding at the cell of a field.</summary>
    public Finding Found(Rule rule, SheetLine line, string field, string wrong) => _columns.TryGetValue(field, out var index)
        ? rule.Found(wrong, Sheet, line.Line, Finding.ColumnLetter(index), _headings[index], Privacy.HoldsNhsNumber(Cell(line, field)) ? null : Cell(line, field))
        : rule.Found(wrong, Sheet, line.Line);
}

/// <summary>What a file was recognised as: the collection, and its sheets.</summary>
public sealed record Recognised(Collection Collection, ImmutableArray<RecognisedSheet> Sheets);

/// <summary>Finds in a file the sheets and the lines that hold the headings of a known collection.</summary>
public static class Headings
{
    /// <summary>Titles and notes stand above the headings of published files; below this many lines nobody puts headings.</summary>
    private const int LinesLookedAt = 30;

    private sealed record Candidate(Layout Layout, Sheet Sheet, SheetLine Line, int Matched, int Known, int Filled)
    {
        public int Missing => Layout.Columns.Count(column => !column.Optional) - Matched;

        /// <summary>Headings that are missing and headings that do not belong: of two layouts that half fit, the one that fits better is meant.</summary>
        public int Off => Missing + Filled - Known;
    }

    /// <summary>
    /// The collection whose headings the file has, with its sheets, and the findings about headings. With an error among the findings there are no sheets, and the collection is the
    /// one that was probably meant, if any. Hidden sheets are not looked at: nobody means to send what cannot be seen.
    /// </summary>
    public static (Recognised? Recognised, Collection? Meant, ImmutableArray<Finding> Findings) Recognise(IEnumerable<Sheet> sheets, ImmutableArray<Collection> collections)
    {
        var layouts = collections.SelectMany(collection => collection.Layouts, (collection, layout) => (Collection: collection, Layout: layout)).ToList();
        var all = layouts.SelectMany(one => one.Layout.Normals).ToHashSet(StringComparer.Ordinal);
        var candidates = (
            from sheet in sheets
            where !sheet.Hidden
            from line in sheet.Lines.TakeWhile(line => line.Line <= LinesLookedAt)
            let headings = NormalsOf(line, all)
            where headings.Count > 0
            from one in layouts
            let collection = one.Collection
            let layout = one.Layout
            let known = headings.Select(layout.FindNormal).OfType<Column>().Distinct().ToList()
            let matched = known.Count(column => !column.Optional)
            where matched * 2 > layout.Columns.Count(column => !column.Optional)
            select (Collection: collection, Found: new Candidate(layout, sheet, line, matched, known.Count, line.Cells.Count(cell => cell.Length > 0)))).ToList();
        if (candidates.Count == 0)
            return (null, null, [FileRules.NoHeadings.Found(NotFound(sheets, collections, all))]);

        var meant = InOrder(candidates, candidate => candidate.Found).First().Collection;
        var findings = ImmutableArray.CreateBuilder<Finding>();
        var found = ImmutableArray.CreateBuilder<RecognisedSheet>();
        foreach (var table in meant.Tables)
        {
            var own = InOrder(candidates.Where(candidate => candidate.Collection == meant && table.Layouts.Contains(candidate.Found.Layout)), candidate => candidate.Found).Select(candidate => candidate.Found).ToList();
            // A sheet belongs to the table that it fits best.
            own.RemoveAll(candidate => candidates.Any(other => other.Collection == meant && other.Found.Sheet == candidate.Sheet && other.Found.Off < candidate.Off && !table.Layouts.Contains(other.Found.Layout)));
            if (own.Count == 0)
                continue;
            var nearest = own[0];
            own.RemoveAll(candidate => candidate.Layout.Means is { } means && !means.Is(candidate.Sheet));
            if (own.Count == 0)
            {
                findings.Add(FileRules.SeveralSheets.Found($"{(nearest.Sheet.Name is { } name ? $"The sheet '{name}'" : "The file")} has the headings of the {nearest.Layout.Title} but is not {nearest.Layout.Means!.Words}, which is what is read.", nearest.Sheet.Name, nearest.Line.Line));
                continue;
            }
            var others = own.Where(candidate => candidate.Sheet != own[0].Sheet && candidate.Missing == 0).Select(candidate => candidate.Sheet.Name).Distinct().ToList();
            if (others.Count > 0 && own[0].Layout.SeveralSheets)
            {
                foreach (var one in own.Where(candidate => candidate.Layout == own[0].Layout && (candidate == own[0] || candidate.Missing == 0)).DistinctBy(candidate => candidate.Sheet))
                {
                    var (split, problems) = Check(one, mayBeEmpty: true);
                    findings.AddRange(problems);
                    if (split is not null)
                        found.Add(split);
                }
                continue;
            }
            if (others.Count > 0)
            {
                findings.Add(FileRules.SeveralSheets.Found($"The sheets '{own[0].Sheet.Name}' and '{string.Join("', '", others)}' both have the headings of {(meant.Tables.Count == 1 ? "a return" : $"'{table.Title}'")}.", own[0].Sheet.Name, own[0].Line.Line));
                continue;
            }
            var (sheet, wrong) = Check(own[0], table.Optional);
            findings.AddRange(wrong);
            if (sheet is not null)
                found.Add(sheet);
        }
        return findings.Count == 0 && found.Count > 0 ? (new Recognised(meant, found.ToImmutable()), meant, []) : (null, meant, findings.ToImmutable());
    }

    private static IOrderedEnumerable<T> InOrder<T>(IEnumerable<T> candidates, Func<T, Candidate> candidate) =>
        candidates.OrderBy(one => candidate(one).Off).ThenByDescending(one => candidate(one).Matched).ThenBy(one => candidate(one).Line.Line);

    private static (RecognisedSheet?, ImmutableArray<Finding>) Check(Candidate found, bool mayBeEmpty)
    {
        var (layout, sheet, line) = (found.Layout, found.Sheet, found.Line);
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
        if (below.Count == 0 && !mayBeEmpty)
            findings.Add(FileRules.NoRows.Found($"There is nothing below the headings in line {line.Line}.", sheet.Name, line.Line));

        return findings.Count == 0
            ? (new RecognisedSheet(layout, sheet, line.Line, line.Cells, columns, below), [])
            : (null, findings.ToImmutable());

        Finding At(Rule rule, int index, string wrong) =>
            rule.Found(wrong, sheet.Name, line.Line, Finding.ColumnLetter(index), line.Cells[index], line.Cells[index]);
    }

    /// <summary>The cells of a line that are headings of any layout: there are many layouts, and most lines looked at have none.</summary>
    private static List<string> NormalsOf(SheetLine line, HashSet<string> all) => [.. line.Cells.Where(cell => cell.Length > 0).Select(Layout.Normal).Where(all.Contains)];

    private static string Expected(Layout layout) => string.Join(", ", layout.Columns.Select(column => column.Optional ? $"{column.Heading} (may be left out)" : column.Heading));

    /// <summary>Names the layout that the file comes closest to, if any; with many collections, all headings of all of them would help nobody.</summary>
    private static string NotFound(IEnumerable<Sheet> sheets, ImmutableArray<Collection> collections, HashSet<string> all)
    {
        var nearest = (
            from sheet in sheets
            where !sheet.Hidden
            from line in sheet.Lines.TakeWhile(line => line.Line <= LinesLookedAt)
            let headings = NormalsOf(line, all)
            where headings.Count > 1
            from collection in collections
            from layout in collection.Layouts
            let matched = headings.Select(layout.FindNormal).OfType<Column>().Distinct().Count()
            where matched > 1
            orderby matched descending, layout.Columns.Length
            select layout).FirstOrDefault();
        var known = $"None of the first {LinesLookedAt} lines has the headings of a layout that we know.";
        return nearest is null
            ? $"{known} Returns are taken of: {string.Join("; ", collections.Select(collection => collection.Title))}."
            : $"{known} The nearest is the {nearest.Title}: {Expected(nearest)}.";
    }
}
