using System.Collections.Concurrent;
using System.Collections.Frozen;
using Monitoring.App.Hosting;
using Monitoring.Core.Figures.Reimbursement;
using Monitoring.Core.Ledger;
using Monitoring.Core.Returns;
using Monitoring.Storage;

namespace Monitoring.App.Stages;

/// <summary>
/// The acute social-care days of delayed transfers, slice by slice. An edition holds every provider, and the statements of each NHS body ask for years of them: what was read once is kept as sums, since a blob of
/// the ledger is never written twice.
/// </summary>
public sealed class SocialCareSums(LedgerStore ledger, Pace pace)
{
    /// <summary>More than all the months that were collected, with a provider's own return beside some of them; about 100 KB each.</summary>
    private const int MostKept = 400;

    private readonly ConcurrentDictionary<string, FrozenDictionary<Place, long?>> _kept = new(StringComparer.Ordinal);

    /// <summary>Reads what is not kept yet, and gives the days of each of the slices.</summary>
    public async Task<Func<StandingSlice, long?>> Of(IEnumerable<StandingSlice> slices, CancellationToken cancel)
    {
        var asked = new ConcurrentDictionary<string, FrozenDictionary<Place, long?>>(StringComparer.Ordinal);
        await Parallel.ForEachAsync(slices.Select(slice => slice.LedgerBlob!).Distinct(), new ParallelOptions { MaxDegreeOfParallelism = pace.Parallel, CancellationToken = cancel }, async (blob, token) =>
        {
            if (!_kept.TryGetValue(blob, out var sums))
            {
                var lines = await ledger.Read(DelayedTransfers.Collection, blob, token);
                sums = lines.Rows.ToFrozenDictionary(slice => slice.Key, slice => Reported.AcuteSocialCareDays(slice));
                if (_kept.Count >= MostKept)
                    _kept.Clear();
                _kept[blob] = sums;
            }
            asked[blob] = sums;
        });
        // Lines of zeros are not written: a slice of which nothing is there was reported with no days.
        return slice => asked[slice.LedgerBlob!].TryGetValue(slice.Place, out var days) ? days : 0;
    }
}
