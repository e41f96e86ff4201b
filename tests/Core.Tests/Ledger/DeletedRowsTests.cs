using System.Collections.Immutable;
using CsCheck;
using Monitoring.Core.Ledger;
using Monitoring.Core.Returns;

namespace Monitoring.Core.Tests.Ledger;

/// <summary>A ledger text from which the rows of some slices were deleted: the others are untouched, and deleted is not the same as empty.</summary>
public sealed class DeletedRowsTests
{
    private static readonly Collection Collection = DelayedTransfers.Collection;

    private static Gen<string> OneOf(params string[] values) => Gen.OneOf(values);

    private static readonly Gen<ImmutableArray<SliceContent>> Slices =
        Gen.Select(OneOf("RJ7", "A\"B", "deleted"), OneOf("730", "C,D", "D-1 (730)"), Gen.Int[0, 3], (body, part, rows) =>
            {
                var key = new SliceKey("2019-11", body, part);
                return SliceContent.Of(key, [.. Enumerable.Range(0, rows).Select(row => new LedgerRow(key, "days", [.. Collection.LedgerFields.Select((_, i) => $"{row},\"{i}\"\nx")], row + 2))], [2], rows);
            })
            .Array[1, 6].Select(slices => slices.DistinctBy(slice => slice.Key).ToImmutableArray());

    [Fact]
    public void Rows_of_other_slices_stay_those_of_deleted_ones_are_gone_and_said_to_be() => Gen.Select(Slices, Gen.Int[0, 63]).Sample((slices, chosen) =>
    {
        var deleted = slices.Where((_, i) => (chosen >> i & 1) == 1).Select(slice => slice.Key.Place).ToHashSet();
        var text = LedgerText.Write(Collection, slices);
        var left = LedgerText.Without(text, deleted.Contains);

        var rows = LedgerText.Read(Collection, left).ToLookup(row => row.Slice.Place);
        foreach (var slice in slices)
            Assert.Equal(deleted.Contains(slice.Key.Place) ? [] : slice.Rows.Select(row => (row.Slice, row.SourceLine, string.Join('|', row.Cells))), rows[slice.Key.Place].Select(row => (row.Slice, row.SourceLine, string.Join('|', row.Cells))));
        // A slice that had no rows had nothing to delete: it goes on saying that there is nothing.
        Assert.Equal(slices.Where(slice => deleted.Contains(slice.Key.Place) && !slice.Rows.IsEmpty).Select(slice => slice.Key.Place).Order(), LedgerText.DeletedIn(left).Order());
        Assert.Equal(left, LedgerText.Without(left, deleted.Contains));
        Assert.Equal(text, LedgerText.Without(text, _ => false));
    });

    [Fact]
    public void Deleting_in_two_steps_is_deleting_at_once() => Gen.Select(Slices, Gen.Int[0, 63], Gen.Int[0, 63]).Sample((slices, first, second) =>
    {
        var text = LedgerText.Write(Collection, slices);
        Assert.Equal(LedgerText.Without(text, place => In(first, place) || In(second, place)), LedgerText.Without(LedgerText.Without(text, place => In(first, place)), place => In(second, place)));

        bool In(int chosen, Place place) => (chosen >> slices.Select(slice => slice.Key.Place).ToList().IndexOf(place) & 1) == 1;
    });
}
