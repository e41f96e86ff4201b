using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Monitoring.Core.Kernel;
using Monitoring.Core.Ledger;
using Monitoring.Core.Policy;
using Monitoring.Core.Validation;

namespace Monitoring.Core.Returns;

/// <summary>
/// Something that is collected, as one value: how it is recognised, read, checked, kept and asked for. Everything that happens to a return (receipt, ledger, effect,
/// template, catalogue) is made from this and knows no collection by name.
/// </summary>
public abstract class Collection
{
    /// <summary>As in mandates, ledger and addresses: <c>delay-notices</c>.</summary>
    public required string Key { get; init; }

    /// <summary>In words, as a receipt says it: "notices of delayed discharge".</summary>
    public required string Title { get; init; }

    /// <summary>Who sends it, when, and what it is for, in one or two sentences: the head of the template's instructions.</summary>
    public required string About { get; init; }

    /// <summary>What a slice is, for "3 cases refused": a noun that takes an s.</summary>
    public required string SliceNoun { get; init; }

    /// <summary>Version of the template: goes up with every change of its columns.</summary>
    public int TemplateVersion { get; init; } = 1;

    /// <summary>Case-level: its rows are kept apart from the ledger, in a container with a retention period, and never in anything published for others than the two parties.</summary>
    public bool IsCaseLevel { get; init; }

    /// <summary>Reference data: a change touches every figure that is worked out with it.</summary>
    public bool IsReference { get; init; }

    /// <summary>The tables of our own template.</summary>
    public abstract IReadOnlyList<ReturnTable> Tables { get; }

    /// <summary>Every layout in which it is read.</summary>
    public abstract ImmutableArray<Layout> Layouts { get; }

    /// <summary>Its own rules, in the order in which they are asked; those of files, cells and patients are common to all.</summary>
    public abstract ImmutableArray<Rule> Rules { get; }

    /// <summary>What the ledger keeps of a row: the columns of all tables, each once.</summary>
    public abstract ImmutableArray<string> LedgerFields { get; }

    /// <summary>The ledger fields that tell two rows of a slice apart.</summary>
    public abstract IReadOnlyCollection<string> RowKeyOf(string table);

    /// <summary>What a ledger field is called: the heading of its column.</summary>
    public abstract string HeadingOf(string table, string field);

    /// <summary>What stands in a cell of a row that the ledger has not kept, beside the same cell of another version: nothing, unless rows of zeros are left out.</summary>
    public virtual string NotKept(string field, string other) => "";

    /// <summary>Whether the ledger keeps every row of a slice; without it, one that is not there may be a row of zeros.</summary>
    public virtual bool KeepsEveryRow => true;

    /// <summary>A page as people call it: <c>November 2019</c>.</summary>
    public abstract string NameOf(string page);

    /// <summary>The total of a slice or of several in words: "1,204 days", "12 lines".</summary>
    public virtual string Amount(long total) => Words.Of(total, "line");

    /// <summary>Checks a return of which the headings were recognised. Bad data is a result: nothing about what a sender wrote is thrown.</summary>
    public abstract CheckedReturn Check(ImmutableArray<RecognisedSheet> sheets, View view, CheckContext context);

    /// <summary>What a return speaks for on a page besides the slices that it brings: by default nothing.</summary>
    public virtual Coverage CoverageOf(CheckedReturn found, View view, string page, PolicyBook policy) => Coverage.SlicesOnly;

    /// <summary>The other pages that are looked at when what an acceptance brings is compared with what stands.</summary>
    public abstract IEnumerable<PageRef> Asks(AcceptedPage accepted);

    /// <summary>Whether it is compared with anything.</summary>
    public abstract bool Compares { get; }

    /// <summary>Whether comparing needs the rows of those pages, or only what stands and its totals.</summary>
    public virtual bool ComparesRows => Compares;

    /// <summary>What is odd about the slices that an acceptance brought, compared with what else stood when it arrived. Warnings only.</summary>
    public abstract IEnumerable<Finding> Compare(PageVersion acceptance, StandingBook book);
}

/// <summary>A collection of which the rows are of one type.</summary>
public sealed class Collection<TRow> : Collection where TRow : class
{
    private readonly Lazy<ImmutableArray<string>> _fields;
    private readonly Lazy<Dictionary<(string Table, string Field), string>> _headings;

    public Collection()
    {
        _fields = new(() => [.. Parts.SelectMany(table => table.Fields, (_, field) => field.Column.Field).Distinct()]);
        _headings = new(() => Parts.SelectMany(table => table.Fields, (table, field) => (table.Key, field.Column.Field, field.Column.Heading)).ToDictionary(field => (field.Key, field.Field), field => field.Heading));
    }

    public required ImmutableArray<ReturnTable<TRow>> Parts { get; init; }

    /// <summary>The date of a row that decides which rules apply to it.</summary>
    public required Func<TRow, DateOnly> On { get; init; }

    /// <summary>For which body a row reports, in a sender's view, and the field that says so: the sender needs a mandate for it. Null when none is named.</summary>
    public required Func<TRow, View, (string Field, string Body)?> ReportsFor { get; init; }

    /// <summary>A page as people call it.</summary>
    public required Func<string, string> PageName { get; init; }

    public ImmutableArray<RowRule<TRow>> RowRules { get; init; } = [];

    public ImmutableArray<SliceRule<TRow>> SliceRules { get; init; } = [];

    public ImmutableArray<StandingRule<TRow>> StandingRules { get; init; } = [];

    public ImmutableArray<PageRule> PageRules { get; init; } = [];

    public override IReadOnlyList<ReturnTable> Tables => Parts;

    public override ImmutableArray<Layout> Layouts => [.. Parts.SelectMany(table => table.Layouts)];

    public override ImmutableArray<Rule> Rules => [.. RowRules, .. SliceRules, .. StandingRules, .. PageRules];

    public override ImmutableArray<string> LedgerFields => _fields.Value;

    public override IReadOnlyCollection<string> RowKeyOf(string table) => Part(table).RowKey;

    public override string HeadingOf(string table, string field) => _headings.Value.GetValueOrDefault((table, field), field);

    public override string NameOf(string page) => PageName(page);

    public override bool Compares => !StandingRules.IsEmpty || !PageRules.IsEmpty;

    public override IEnumerable<PageRef> Asks(AcceptedPage accepted) =>
        StandingRules.SelectMany(rule => rule.AsksOf is { } asks ? accepted.Slices.SelectMany(slice => asks(new SliceKey(accepted.Page, slice.Body, slice.Part))) : rule.Asks(accepted.Page)).Distinct();

    private ReturnTable<TRow> Part(string key) => Parts.Single(table => table.Key == key);

    private ReturnTable<TRow> PartOf(TRow row) => Parts.Length == 1 ? Parts[0] : Parts.Single(table => table.Holds(row));

    /// <summary>A row as the ledger keeps it.</summary>
    public LedgerRow Keep(SliceKey slice, TRow row, int sourceLine)
    {
        var table = PartOf(row);
        var cells = table.Fields.Zip(table.Write(row), (field, text) => (field.Column.Field, text)).ToDictionary(cell => cell.Field, cell => cell.text);
        return new LedgerRow(slice, table.Key, [.. LedgerFields.Select(field => cells.GetValueOrDefault(field, ""))], sourceLine);
    }

    /// <summary>A row of the ledger as a value. Throws <see cref="FormatException"/> on one that we did not write.</summary>
    public TRow RowOf(LedgerRow kept)
    {
        var table = Part(kept.Table);
        return table.Read(Cells.Of(table.Fields.Select(field => (field.Column, kept.Cells[LedgerFields.IndexOf(field.Column.Field)])), kept.SourceLine));
    }

    /// <inheritdoc/>
    public override CheckedReturn Check(ImmutableArray<RecognisedSheet> sheets, View view, CheckContext context) => new Checking(this, view, context).Run(sheets);

    /// <inheritdoc/>
    public override IEnumerable<Finding> Compare(PageVersion acceptance, StandingBook book)
    {
        var ofSlices =
            from slice in StandingRules.IsEmpty ? [] : acceptance.Content.Slices
            let key = new SliceKey(acceptance.Content.Page, slice.Body, slice.Part)
            let kept = book.RowsOf(new PageRef(Key, key.Page), acceptance.View, slice.Place)
            // Of rows that were deleted nothing can be odd any more.
            where !kept.IsDefault
            from found in Compare(key, acceptance.View, kept, book)
            select found;
        return ofSlices.Concat(PageRules.SelectMany(rule => rule.Breaks(acceptance, book), (rule, wrong) => rule.Found(wrong)));
    }

    private IEnumerable<Finding> Compare(SliceKey key, View view, ImmutableArray<LedgerRow> kept, StandingBook book)
    {
        var rows = kept.Select(row => (Kept: row, Value: RowOf(row))).ToList();
        var slice = new SliceRows<TRow>(key, [.. rows.Select(row => row.Value)]) { View = view };
        return
            from rule in StandingRules
            from broken in rule.Breaks(slice, book)
            let row = rows.FirstOrDefault(row => ReferenceEquals(row.Value, broken.Row)).Kept
            select row is null || broken.Field is null
                ? rule.Found(broken.Wrong)
                : rule.Found(broken.Wrong, Parts.Length == 1 ? null : Part(row.Table).Title, row.SourceLine, heading: HeadingOf(row.Table, broken.Field), value: row.Cells[LedgerFields.IndexOf(broken.Field)]);
    }

    /// <summary>The checking of one return.</summary>
    private sealed class Checking(Collection<TRow> collection, View view, CheckContext context)
    {
        private sealed record Read(RecognisedSheet Sheet, SheetLine Line, ImmutableArray<TRow> Rows);

        private sealed class Lines
        {
            public List<Read> All { get; } = [];

            public List<Finding> Findings { get; } = [];

            public bool Unread { get; set; }

            public bool Refused => Unread || Findings.Any(finding => finding.Severity == Severity.Error);
        }

        private readonly SortedDictionary<SliceKey, Lines> _slices = [];
        private readonly List<Finding> _placeless = [];
        private readonly ConditionalWeakTable<TRow, Read> _places = [];

        public CheckedReturn Run(ImmutableArray<RecognisedSheet> sheets)
        {
            var missing = Missing(sheets).ToList();
            _placeless.AddRange(missing);
            foreach (var sheet in sheets)
            {
                foreach (var line in sheet.Lines)
                    Take(sheet, (Layout<TRow>)sheet.Layout, line);
            }
            // A line that cannot be placed could belong to any slice: what seems to be missing there, or not to add up, may be just that line. The same goes for a sheet that is not there.
            var whole = !_placeless.Any(finding => finding.Severity == Severity.Error);
            foreach (var (key, lines) in _slices)
                AcrossRows(key, lines, whole);
            if (_slices.Count == 0 && _placeless.Count == 0)
                _placeless.Add(CellRules.NothingSaid.Found("No line holds anything that could be taken."));

            // A line that cannot be placed could belong to any slice, so no slice of the file can be taken as whole.
            var placeless = _placeless.Any(finding => finding.Severity == Severity.Error);
            var accepted = _slices.Where(slice => !placeless && !slice.Value.Refused).Select(slice => Content(slice.Key, slice.Value)).ToImmutableArray();
            var refused = _slices.Where(slice => placeless || slice.Value.Refused).Select(slice => slice.Key).ToImmutableArray();
            return new CheckedReturn(sheets[0].Layout, sheets.Sum(sheet => sheet.Lines.Count), accepted, refused, CheckedReturn.InOrder(_placeless.Concat(_slices.Values.SelectMany(slice => slice.Findings))))
            {
                Collection = collection,
                View = view,
            };
        }

        /// <summary>A return of several tables is whole only with all of them: a plan without its schemes would seem to withdraw them.</summary>
        private IEnumerable<Finding> Missing(ImmutableArray<RecognisedSheet> sheets) =>
            from table in collection.Parts
            where !table.Optional && !sheets.Any(sheet => table.Layouts.Contains(sheet.Layout))
            select FileRules.MissingTable.Found($"There is no sheet with the headings of '{table.Title}'. {table.About} Its headings are: {string.Join(", ", table.Template.Columns.Select(column => column.Heading))}.", heading: table.Title);

        private void Take(RecognisedSheet sheet, Layout<TRow> layout, SheetLine line)
        {
            var cells = Cells.Read(sheet, line, context);
            if (layout.Slice(cells) is not { } slice)
            {
                _placeless.AddRange(cells.Findings);
                return;
            }
            ImmutableArray<TRow> rows = cells.HasErrors ? [] : [.. layout.Rows(cells)];
            if (!_slices.TryGetValue(slice, out var lines))
                _slices.Add(slice, lines = new Lines());
            var read = new Read(sheet, line, rows);
            lines.All.Add(read);
            lines.Findings.AddRange(cells.Findings);
            lines.Unread |= cells.HasErrors;
            if (cells.HasErrors)
                return;
            // A published line may make several rows: the mandate and the rules are about what it says, and each says it once.
            var told = new HashSet<(string, string)>();
            foreach (var row in rows)
            {
                _places.Add(row, read);
                foreach (var (rule, field, wrong) in Broken(row))
                {
                    if (told.Add((rule.Id, wrong)))
                        lines.Findings.Add(Found(rule, read, field, wrong));
                }
            }
        }

        private List<(Rule Rule, string Field, string Wrong)> Broken(TRow row)
        {
            var date = collection.On(row);
            List<(Rule Rule, string Field, string Wrong)> broken =
            [
                .. from rule in collection.RowRules
                   where rule.AppliesOn(date)
                   from found in rule.Breaks(row, context)
                   select ((Rule)rule, found.Field, found.Wrong),
            ];
            // Nobody has a mandate for a code that is none: that it is none is enough.
            if (collection.ReportsFor(row, view) is { } reports && !context.Mandates.MayReport(context.Sender, reports.Body, collection.Key, context.ArrivedOn)
                && !broken.Exists(found => found.Rule is { Scope: RuleScope.Reference, Severity: Severity.Error } && found.Field == reports.Field))
                broken.Insert(0, (CellRules.NoMandate, reports.Field, $"{context.Sender} has no mandate to report for {reports.Body}."));
            return broken;
        }

        private void AcrossRows(SliceKey key, Lines lines, bool whole)
        {
            foreach (var twice in Twice(lines))
                lines.Findings.Add(twice);
            // A line that could not be read says nothing about sums or what is there; its own finding is enough.
            if (lines.Unread || !whole)
                return;
            var slice = new SliceRows<TRow>(key, [.. lines.All.SelectMany(read => read.Rows)]);
            var on = slice.Rows.IsEmpty ? default(DateOnly?) : slice.Rows.Max(collection.On);
            foreach (var rule in collection.SliceRules.Where(rule => on is not { } date || rule.AppliesOn(date)))
            {
                foreach (var broken in rule.Breaks(slice, context))
                    lines.Findings.Add(broken.Row is { } row && _places.TryGetValue(row, out var read) ? Found(rule, read, broken.Field, broken.Wrong) : rule.Found(broken.Wrong, lines.All[0].Sheet.Sheet));
            }
        }

        private IEnumerable<Finding> Twice(Lines lines) =>
            from read in lines.All
            from row in read.Rows
            let table = collection.PartOf(row)
            let cells = collection.Keep(default, row, 0).Cells
            group (read, table) by (table.Key, Text: string.Join('\n', table.RowKey.Select(field => cells[collection.LedgerFields.IndexOf(field)]))) into same
            where same.Count() > 1
            from one in same
            select Found(CellRules.RowTwice, one.read, one.table.RowKey[^1],
                $"Lines {string.Join(" and ", same.Select(other => other.read.Line.Line))} are the same line of '{one.table.Title}' twice: {string.Join(", ", one.table.RowKey.Select(field => collection.HeadingOf(one.table.Key, field)))} are equal.");

        private static Finding Found(Rule rule, Read read, string? field, string wrong) =>
            field is null ? rule.Found(wrong, read.Sheet.Sheet, read.Line.Line) : read.Sheet.Found(rule, read.Line, field, wrong);

        private SliceContent Content(SliceKey key, Lines lines)
        {
            var rows = lines.All.SelectMany(read => read.Rows, (read, row) => collection.Keep(key, row, read.Line.Line)).ToImmutableArray();
            return SliceContent.Of(key, rows, lines.All.Select(read => read.Line.Line), rows.Length) with { Warnings = CheckedReturn.WarningsOf(lines.Findings) };
        }
    }
}
