using System.Collections.Immutable;
using Monitoring.Core.Ledger;
using Monitoring.Core.Policy;
using Monitoring.Core.Returns;
using Monitoring.Storage;

namespace Monitoring.App.Stages;

/// <summary>
/// The reference data that count: the tables of this build, and the sets that keepers have uploaded on top of them. Nothing is kept that could be out of date but the books themselves,
/// and they are made anew when a set has come.
/// </summary>
public sealed class Books(VersionsTable versions, LedgerReading reading)
{
    /// <summary>The books made last, in one reference: several triggers ask at once.</summary>
    private Made _last = new("", ReferenceBook.Current, Mandates.Current);

    private sealed record Made(string Of, ReferenceBook Reference, Mandates Mandates);

    /// <summary>The books as they are now: for figures and for what is published.</summary>
    public Task<(ReferenceBook Reference, Mandates Mandates)> Now(CancellationToken cancel) => Of(_ => true, cancel);

    /// <summary>The books as they were when an upload arrived: a set that came later does not change what its receipt says, however late it is dealt with.</summary>
    public Task<(ReferenceBook Reference, Mandates Mandates)> Before(ArrivalOrder order, CancellationToken cancel) => Of(version => version.Order < order, cancel);

    /// <summary>The books as they were at a time: for figures as they stood then.</summary>
    public Task<(ReferenceBook Reference, Mandates Mandates)> AsAt(DateTimeOffset time, CancellationToken cancel) => Of(version => version.ReceivedAt <= time, cancel);

    private async Task<(ReferenceBook Reference, Mandates Mandates)> Of(Func<PageVersion, bool> counts, CancellationToken cancel)
    {
        var pages = new List<(Collection Collection, StandingPage Page)>();
        var orders = new List<string>();
        foreach (var collection in ReferenceSets.Made)
        {
            foreach (var page in await versions.Pages(collection.Key, cancel))
            {
                var known = (await versions.Of(collection.Key, page, cancel)).Where(counts).ToList();
                orders.AddRange(known.Select(version => version.Order.Value));
                pages.Add((collection, StandingPage.After(page, known)));
            }
        }
        var of = string.Join(' ', orders);
        if (_last is var last && last.Of == of)
            return (last.Reference, last.Mandates);

        var standing = new List<(string Collection, string Page, ImmutableArray<LedgerRow> Rows)>();
        foreach (var (collection, page) in pages)
        {
            var slices = page.Slices.Where(slice => slice.Version is not null).ToList();
            var rows = await reading.Rows(collection, slices, cancel);
            standing.AddRange(slices.Select(slice => (collection.Key, page.Page, rows(slice))));
        }
        var (reference, mandates) = ReferenceSets.From(key => standing.Where(slice => slice.Collection == key).Select(slice => (slice.Page, slice.Rows)));
        _last = new Made(of, reference, mandates);
        return (reference, mandates);
    }
}
