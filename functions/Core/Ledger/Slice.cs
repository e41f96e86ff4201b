using System.Collections.Immutable;
using System.Globalization;
using Monitoring.Core.Kernel;
using Monitoring.Core.Returns;
using Monitoring.Core.Validation;

namespace Monitoring.Core.Ledger;

/// <summary>
/// The unit that a return replaces. What body and part are, the collection says: provider and authority of delayed transfers, NHS body and case of a notice.
/// </summary>
/// <param name="Page">What is kept, and worked out, together: the month of delayed transfers, the year of a plan, the NHS body of its notices.</param>
public readonly record struct SliceKey(string Page, string Body, string Part) : IComparable<SliceKey>
{
    public Place Place => new(Body, Part);

    public int CompareTo(SliceKey other)
    {
        var byPage = string.CompareOrdinal(Page, other.Page);
        return byPage != 0 ? byPage : Place.CompareTo(other.Place);
    }

    public override string ToString() => $"{Place}, {Page}";
}

/// <summary>A slice without its page.</summary>
public readonly record struct Place(string Body, string Part) : IComparable<Place>
{
    public int CompareTo(Place other)
    {
        var byBody = string.CompareOrdinal(Body, other.Body);
        return byBody != 0 ? byBody : string.CompareOrdinal(Part, other.Part);
    }

    public override string ToString() => Part.Length == 0 ? Body : $"{Body} x {Part}";
}

/// <summary>A page of the ledger: of a collection, and which.</summary>
public readonly record struct PageRef(string Collection, string Page);

/// <summary>
/// One line of the ledger: what a return says, as text that reads back to the same values.
/// </summary>
/// <param name="Table">Which of the collection's tables it belongs to.</param>
/// <param name="Cells">As many as the collection has ledger fields, in their order; empty where nothing was given or the table has no such column.</param>
/// <param name="SourceLine">Line of the return as a spreadsheet shows it.</param>
public sealed record LedgerRow(SliceKey Slice, string Table, ImmutableArray<string> Cells, int SourceLine);

/// <summary>A warning that was accepted with a slice: it is shown with the figure until it is answered, and then with the answer.</summary>
/// <param name="Line">As a spreadsheet shows it; none for the slice as a whole.</param>
/// <param name="Column">Column letter.</param>
public readonly record struct Noted(string Rule, int? Line, string? Column);

/// <summary>What a return says for one slice.</summary>
/// <param name="Digest">Of the content, not of its place in the file: the same values have the same digest wherever they stand.</param>
/// <param name="Total">What the collection counts: days given, or rows.</param>
public sealed record SliceContent(SliceKey Key, string Digest, int FirstLine, int LastLine, long Total, ImmutableArray<LedgerRow> Rows)
{
    public ImmutableArray<Noted> Warnings { get; init; } = [];

    /// <param name="key">The slice.</param>
    /// <param name="rows">What is kept of it. There may be none: that the slice was reported is itself something.</param>
    /// <param name="sourceLines">Every line of the file that belongs to it.</param>
    /// <param name="total">What the collection counts.</param>
    public static SliceContent Of(SliceKey key, ImmutableArray<LedgerRow> rows, IEnumerable<int> sourceLines, long total)
    {
        var lines = sourceLines.ToList();
        return new SliceContent(key, LedgerText.DigestOf(rows), lines.Min(), lines.Max(), total, rows);
    }
}

/// <summary>The ledger as text: compressed CSV with a header, one file for each submission and page, rows by slice.</summary>
public static class LedgerText
{
    private static readonly ImmutableArray<string> Keys = ["page", "body", "part", "table", "line"];

    /// <summary>Stands in place of the table on the one line that is left of a slice of which the rows were deleted.</summary>
    private const string Deleted = "deleted";

    public static string Write(Collection collection, IEnumerable<SliceContent> slices) =>
        string.Concat(slices.SelectMany(slice => slice.Rows)
            .Select(row => CsvText.Line([row.Slice.Page, row.Slice.Body, row.Slice.Part, row.Table, row.SourceLine.ToString(CultureInfo.InvariantCulture), .. row.Cells]))
            .Prepend(CsvText.Line([.. Keys, .. collection.LedgerFields]))
            .Select(line => line + "\n"));

    /// <summary>
    /// Reads what <see cref="Write"/> wrote, with the columns that the collection has now: one that was added since is empty, one that is gone is left out.
    /// Throws <see cref="FormatException"/> on a text that we did not write.
    /// </summary>
    public static IEnumerable<LedgerRow> Read(Collection collection, string text)
    {
        int[]? places = null;
        foreach (var cells in Records(text))
        {
            if (places is null)
            {
                places = [.. collection.LedgerFields.Select(field => Array.IndexOf(cells, field, Keys.Length))];
                continue;
            }
            if (cells[3] == Deleted)
                continue;
            yield return new LedgerRow(
                new SliceKey(cells[0], cells[1], cells[2]), cells[3],
                [.. places.Select(place => place < 0 ? "" : cells[place])],
                int.Parse(cells[4], CultureInfo.InvariantCulture));
        }
    }

    /// <summary>The slices of which the rows were deleted. That is not the same as a slice without rows: nothing is known any more of what it said.</summary>
    public static IEnumerable<Place> DeletedIn(string text) => Records(text).Skip(1).Where(cells => cells[3] == Deleted).Select(PlaceOf);

    /// <summary>The text without the rows of some slices; a line for each says that they were deleted. Of slices that it does not hold it says nothing.</summary>
    public static string Without(string text, Func<Place, bool> deleted)
    {
        var left = new List<string[]>();
        var gone = new HashSet<Place>();
        foreach (var cells in Records(text))
        {
            if (left.Count == 0 || !deleted(PlaceOf(cells)))
                left.Add(cells);
            else if (gone.Add(PlaceOf(cells)))
                left.Add([cells[0], cells[1], cells[2], Deleted, "0"]);
        }
        return string.Concat(left.Select(cells => CsvText.Line(cells) + "\n"));
    }

    /// <summary>The digest of a slice's content: its rows, whatever their order and place in the file.</summary>
    public static string DigestOf(IEnumerable<LedgerRow> rows) =>
        Digest.Of(string.Join('\n', rows.Select(row => CsvText.Line([row.Table, .. row.Cells])).Order(StringComparer.Ordinal)))[..32];

    private static Place PlaceOf(string[] cells) => new(cells[1], cells[2]);

    private static IEnumerable<string[]> Records(string text)
    {
        var headings = true;
        foreach (var cells in CsvText.Read(text))
        {
            if (headings && !cells.AsSpan().StartsWith(Keys.AsSpan()))
                throw new FormatException("The ledger text does not begin with its headings.");
            headings = false;
            yield return cells;
        }
    }
}
