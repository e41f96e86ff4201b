using System.Collections.Immutable;
using Monitoring.Core.Policy;
using Monitoring.Core.Returns;

namespace Monitoring.Core.Ledger;

/// <summary>
/// Several pages of the ledger as they stood at one moment, with their rows: what a return is compared with. It holds no more pages than were asked for beforehand.
/// </summary>
/// <param name="pages">What stood on a page.</param>
/// <param name="rows">The ledger rows of a standing slice of a collection; default when they were deleted.</param>
public sealed class StandingBook(Func<PageRef, StandingPage> pages, Func<string, StandingSlice, ImmutableArray<LedgerRow>> rows, PolicyBook policy, ReferenceBook reference)
{
    public PolicyBook Policy => policy;

    public ReferenceBook Reference => reference;

    public StandingPage Page(PageRef page) => pages(page);

    /// <summary>What stands on a page in one view, slice by slice, as typed rows; withdrawn slices are left out, and those of which the rows were deleted.</summary>
    public IEnumerable<(StandingSlice Slice, ImmutableArray<TRow> Rows)> Of<TRow>(Collection<TRow> collection, string page, Func<View, bool>? view = null) where TRow : class =>
        from slice in pages(new PageRef(collection.Key, page)).Slices
        where slice.Version is not null && (view is null || view(slice.View))
        let kept = rows(collection.Key, slice)
        where !kept.IsDefault
        select (slice, kept.Select(collection.RowOf).ToImmutableArray());

    /// <summary>The ledger rows of a standing slice; none when they were deleted.</summary>
    public ImmutableArray<LedgerRow> KeptRows(string collection, StandingSlice slice) => rows(collection, slice) is { IsDefault: false } kept ? kept : [];

    /// <summary>The rows that stand for one slice in one view; none when nothing stands, and default when they were deleted.</summary>
    internal ImmutableArray<LedgerRow> RowsOf(PageRef page, View view, Place place) =>
        pages(page).Slices.FirstOrDefault(slice => slice.View == view && slice.Place == place && slice.Version is not null) is { } standing ? rows(page.Collection, standing) : [];
}
