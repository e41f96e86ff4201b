using System.Collections.Immutable;
using Monitoring.Core.Figures;
using Monitoring.Core.Kernel;
using Monitoring.Core.Returns;
using Monitoring.Core.Validation;

namespace Monitoring.Core.Ledger;

/// <summary>A cell before and after. Null: nothing was given, or there was no such row.</summary>
/// <param name="Row">Which row of the slice, in words: "Acute, E".</param>
/// <param name="Column">Heading of the column.</param>
public sealed record CellChange(string Row, string Column, string? Before, string? After);

/// <summary>A slice before and after.</summary>
/// <param name="Cells">Every cell that differs; for a new slice none, since all of it is new.</param>
public sealed record SliceChange(string Body, string Part, Change Change, long? TotalBefore, long? TotalAfter, ImmutableArray<CellChange> Cells);

/// <summary>What an acceptance changed on a page.</summary>
/// <param name="Name">The page as people call it: November 2019.</param>
/// <param name="Unchanged">Slices that it brings and that stood with the same content already.</param>
/// <param name="Figures">The figures that depend on what changed.</param>
/// <param name="Findings">What is odd about what it brings, compared with what else stood when it arrived.</param>
public sealed record PageEffect(
    string Page, string Name, string SliceNoun, int New, int Changed, int Withdrawn, int Unchanged, ImmutableArray<SliceChange> Slices, ImmutableArray<string> Figures, ImmutableArray<Finding> Findings)
{
    public string InWords => New + Changed + Withdrawn == 0
        ? $"nothing changed: all {Words.Of(Unchanged, SliceNoun)} stood with the same content already."
        : $"{Counts(New, Changed, Withdrawn, Unchanged, SliceNoun)}{(Figures.IsEmpty ? "" : $"; {Words.Of(Figures.Length, "figures document")} recomputed")}.";

    /// <summary><c>2 new, 1 changed plans</c>: what there is none of is not said.</summary>
    public static string Counts(int added, int changed, int withdrawn, int unchanged, string noun) =>
        $"{string.Join(", ", new[] { (added, "new"), (changed, "changed"), (withdrawn, "withdrawn"), (unchanged, "unchanged") }.Where(count => count.Item1 > 0).Select(count => $"{Words.Number(count.Item1)} {count.Item2}"))} {noun}{(added + changed + withdrawn + unchanged == 1 ? "" : "s")}";
}

/// <summary>
/// What a submission changed, at its own place in the order of arrival: compared with what stood just before it, whatever has come since.
/// </summary>
public sealed record Effect(string Submission, ImmutableArray<PageEffect> Pages)
{
    /// <summary>The slices that differ through an acceptance, of which the rows are needed to tell its effect.</summary>
    public static IEnumerable<StandingSlice> Needs(PageVersion acceptance, IReadOnlyCollection<PageVersion> versions)
    {
        var before = StandingPage.Before(acceptance.Order, acceptance.Content.Page, versions);
        return StandingPage.Difference(before, before.With(acceptance), acceptance.View)
            .Where(slice => slice.Change != Change.New)
            .SelectMany(slice => new[] { slice.Before, slice.After }).OfType<StandingSlice>().Where(slice => slice.Version is not null);
    }

    /// <summary>The effect of one acceptance on one page.</summary>
    /// <param name="collection">What was accepted.</param>
    /// <param name="acceptance">Its page.</param>
    /// <param name="versions">Every acceptance that touches the page.</param>
    /// <param name="rows">The ledger rows of a standing slice, of those that <see cref="Needs"/> names; default when they were deleted, and then nothing is told of cells.</param>
    /// <param name="book">What else stood when it arrived: the page itself and those that the collection asks for.</param>
    public static PageEffect Of(Collection collection, PageVersion acceptance, IReadOnlyCollection<PageVersion> versions, Func<StandingSlice, ImmutableArray<LedgerRow>> rows, StandingBook book)
    {
        var page = acceptance.Content.Page;
        var before = StandingPage.Before(acceptance.Order, page, versions);
        var after = before.With(acceptance);
        var slices = StandingPage.Difference(before, after, acceptance.View);
        return new PageEffect(
            page, collection.NameOf(page), collection.SliceNoun,
            slices.Count(slice => slice.Change == Change.New), slices.Count(slice => slice.Change == Change.Changed), slices.Count(slice => slice.Change == Change.Withdrawn),
            acceptance.Content.Slices.Length - slices.Count(slice => slice.Change != Change.Withdrawn),
            [.. slices.Select(slice => ChangeOf(collection, slice, rows))],
            [.. Dependencies.Of(collection.Key, before, after, after).Select(figure => figure.ToString())],
            [.. collection.Compare(acceptance, book)]);
    }

    private static SliceChange ChangeOf(Collection collection, SliceEffect slice, Func<StandingSlice, ImmutableArray<LedgerRow>> rows) => new(
        slice.Place.Body, slice.Place.Part, slice.Change, slice.Before?.Version?.Total, slice.After.Version?.Total,
        slice.Change == Change.New || rows(slice.Before!) is not { IsDefault: false } before ? []
        : slice.After.Version is null ? [.. Cells(collection, before, null)]
        : rows(slice.After) is { IsDefault: false } after ? [.. Cells(collection, before, after)] : []);

    /// <summary>Stands between the parts of a row's key, and in none of them.</summary>
    private const char Between = '\u001F';

    private static IEnumerable<CellChange> Cells(Collection collection, IEnumerable<LedgerRow> before, IEnumerable<LedgerRow>? after)
    {
        var fields = collection.LedgerFields;
        var (was, now) = (ByKey(before), ByKey(after ?? []));
        foreach (var (table, key) in was.Keys.Union(now.Keys).OrderBy(row => row.Table, StringComparer.Ordinal).ThenBy(row => row.Key, StringComparer.Ordinal))
        {
            var (old, current) = (was.GetValueOrDefault((table, key)), now.GetValueOrDefault((table, key)));
            var keys = collection.RowKeyOf(table);
            // Where every row is kept, one that came or went is told as a whole.
            if (collection.KeepsEveryRow && (old is null || current is null))
            {
                yield return new CellChange(Shown(key), "whole line", Whole(old), Whole(current));
                continue;
            }
            for (var i = 0; i < fields.Length; i++)
            {
                if (keys.Contains(fields[i]))
                    continue;
                // A row that the ledger does not keep is one of zeros in a slice that stands; in one that was withdrawn nothing is said.
                var (from, to) = (old?.Cells[i] ?? collection.NotKept(fields[i], current!.Cells[i]), after is null ? "" : current?.Cells[i] ?? collection.NotKept(fields[i], old!.Cells[i]));
                if (from != to && !(after is null && from == collection.NotKept(fields[i], from)))
                    yield return new CellChange(Shown(key), collection.HeadingOf(table, fields[i]), Given(from), Given(to));
            }
        }

        Dictionary<(string Table, string Key), LedgerRow> ByKey(IEnumerable<LedgerRow> kept) => kept.ToDictionary(row => (row.Table, string.Join(Between, collection.RowKeyOf(row.Table).Select(field => row.Cells[fields.IndexOf(field)]))));

        static string Shown(string key) => string.Join(", ", key.Split(Between, StringSplitOptions.RemoveEmptyEntries));

        string? Whole(LedgerRow? row) => row is null ? null : string.Join(", ", fields.Zip(row.Cells).Where(cell => cell.Second.Length > 0 && !collection.RowKeyOf(row.Table).Contains(cell.First)).Select(cell => cell.Second));

        static string? Given(string text) => text.Length == 0 ? null : text;
    }
}
