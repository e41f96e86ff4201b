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

    /// <summary>Reads the ledger blobs of some slices and gives the rows of each.</summary>
    public async Task<Func<StandingSlice, ImmutableArray<LedgerRow>>> Rows(Collection collection, IEnumerable<StandingSlice> slices, CancellationToken cancel)
    {
        var blobs = new ConcurrentDictionary<string, ILookup<Place, LedgerRow>>();
        await Parallel.ForEachAsync(
            slices.Select(slice => slice.LedgerBlob!).Distinct(), new ParallelOptions { MaxDegreeOfParallelism = pace.Parallel, CancellationToken = cancel },
            async (blob, token) => blobs[blob] = await ledger.Read(collection, blob, token));
        return slice => [.. blobs[slice.LedgerBlob!][slice.Place]];
    }

    /// <summary>What stands of the explanations of a submission.</summary>
    public async Task<ImmutableArray<Explanation>> Explanations(string submission, CancellationToken cancel)
    {
        var standing = (await Page(new PageRef(Core.Returns.Explanations.CollectionKey, submission), cancel)).Slices.Where(slice => slice.Version is not null).ToList();
        var rows = await Rows(Core.Returns.Explanations.Collection, standing, cancel);
        return [.. standing.SelectMany(slice => rows(slice)).Select(Core.Returns.Explanations.Collection.RowOf)];
    }
}
