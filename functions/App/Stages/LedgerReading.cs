using System.Collections.Concurrent;
using System.Collections.Immutable;
using Monitoring.App.Hosting;
using Monitoring.Core.Ledger;
using Monitoring.Core.Returns;
using Monitoring.Storage;

namespace Monitoring.App.Stages;

/// <summary>Reads what stands, and the rows of it.</summary>
public sealed class LedgerReading(VersionsTable versions, LedgerStore ledger, Pace pace)
{
    /// <summary>What stands on a page now.</summary>
    public async Task<StandingPage> Page(PageRef page, CancellationToken cancel) => StandingPage.After(page.Page, await versions.Of(page.Collection, page.Page, cancel));

    /// <summary>Reads the ledger blobs of some slices and gives the rows of each. To ask for those of a slice that were deleted is a fault: it is not a slice of no rows, and whoever counts must look at its tombstone.</summary>
    public async Task<Func<StandingSlice, ImmutableArray<LedgerRow>>> Rows(Collection collection, IEnumerable<StandingSlice> slices, CancellationToken cancel)
    {
        var left = await RowsLeft(collection, slices, cancel);
        return slice => left(slice) ?? throw new InvalidOperationException($"Rows of {collection.Key} were deleted when their retention ended, and only totals are left.");
    }

    /// <summary>As <see cref="Rows"/>, for showing what is left: null for a slice of which the rows were deleted.</summary>
    public async Task<Func<StandingSlice, ImmutableArray<LedgerRow>?>> RowsLeft(Collection collection, IEnumerable<StandingSlice> slices, CancellationToken cancel)
    {
        var blobs = new ConcurrentDictionary<string, LedgerLines>();
        await Parallel.ForEachAsync(
            slices.Select(slice => slice.LedgerBlob!).Distinct(), new ParallelOptions { MaxDegreeOfParallelism = pace.Parallel, CancellationToken = cancel },
            async (blob, token) => blobs[blob] = await ledger.Read(collection, blob, token));
        return slice => blobs[slice.LedgerBlob!] is var lines && lines.Deleted.Contains(slice.Place) ? null : [.. lines.Rows[slice.Place]];
    }

    /// <summary>What stands of the explanations of a submission, and was not deleted with its cases.</summary>
    public Task<ImmutableArray<Explanation>> Explanations(string submission, CancellationToken cancel) => Explanations(submission, _ => true, cancel);

    /// <summary>As <see cref="Explanations(string, CancellationToken)"/>, of those acceptances that count.</summary>
    public async Task<ImmutableArray<Explanation>> Explanations(string submission, Func<PageVersion, bool> counts, CancellationToken cancel)
    {
        var standing = StandingPage.After(submission, (await versions.Of(Core.Returns.Explanations.CollectionKey, submission, cancel)).Where(counts)).Slices.Where(slice => slice.Version is not null).ToList();
        var rows = await RowsLeft(Core.Returns.Explanations.Collection, standing, cancel);
        return [.. standing.SelectMany(slice => rows(slice) ?? []).Select(Core.Returns.Explanations.Collection.RowOf)];
    }
}
