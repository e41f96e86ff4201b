using System.Collections.Immutable;
using Monitoring.Core.Figures.Reimbursement;
using Monitoring.Core.Ledger;
using Monitoring.Core.Returns;
using Monitoring.Storage;

namespace Monitoring.App.Stages;

/// <summary>What is known about the cases of an NHS body.</summary>
/// <param name="Counted">What statements are made of: of each case its rows or its tombstone, never both. Without delayed transfers.</param>
/// <param name="Tombstones">All of them, those too that no longer count because the case was reported anew.</param>
/// <param name="Pages">The pages on which its cases stand, with every acceptance that touches each.</param>
public sealed record CaseFacts(StatementFacts Counted, ImmutableArray<CaseTombstone> Tombstones, ImmutableArray<(PageRef Page, IReadOnlyList<PageVersion> Versions)> Pages);

/// <summary>Reads what stands about cases.</summary>
public sealed class CaseReading(VersionsTable versions, LedgerReading reading, TombstoneStore tombstones)
{
    /// <summary>Every NHS body about whose cases anything was ever accepted.</summary>
    public async Task<ImmutableSortedSet<string>> NhsBodies(CancellationToken cancel)
    {
        var bodies = (await versions.Pages(DelayNotices.Collection.Key, cancel)).ToImmutableSortedSet(StringComparer.Ordinal).ToBuilder();
        foreach (var (_, known) in await Decisions(cancel))
            bodies.UnionWith(known.SelectMany(version => version.Content.Slices).Select(slice => slice.Body));
        return bodies.ToImmutable();
    }

    /// <summary>What is known about the cases of an NHS body now. Throws <see cref="InvalidDataException"/> when rows were deleted and nothing tells what they came to.</summary>
    public async Task<CaseFacts> Of(string nhsBody, CancellationToken cancel)
    {
        var notices = new PageRef(DelayNotices.Collection.Key, nhsBody);
        var pages = new List<(PageRef Page, IReadOnlyList<PageVersion> Versions)> { (notices, await versions.Of(notices.Collection, notices.Page, cancel)) };
        pages.AddRange((await Decisions(cancel)).Where(page => page.Versions.SelectMany(version => version.Content.Slices).Any(slice => slice.Body == nhsBody)));

        var rows = new Dictionary<(string Collection, StandingSlice Slice), ImmutableArray<LedgerRow>>();
        var standing = new List<StandingPage>();
        var deleted = new HashSet<string>();
        foreach (var (page, known) in pages)
        {
            var stands = StandingPage.After(page.Page, known);
            standing.Add(stands);
            var slices = stands.Slices.Where(slice => slice.Version is not null && slice.Place.Body == nhsBody).ToList();
            var left = await reading.RowsLeft(Collections.Of(page.Collection), slices, cancel);
            foreach (var slice in slices)
            {
                rows.Add((page.Collection, slice), left(slice) ?? default);
                if (left(slice) is null)
                    deleted.Add(Reported.CaseOf(slice.Place));
            }
        }

        // After the rows: a tombstone is written before rows go, so whoever finds none of them finds the tombstone.
        var stones = (await tombstones.Of(nhsBody, cancel)).ToImmutableArray();
        if (deleted.Except(stones.Select(stone => stone.Case)).Any())
            throw new InvalidDataException($"Rows of a case of {nhsBody} were deleted and there is no tombstone of it.");
        var all = Reported.Facts(nhsBody, standing[0], standing.Skip(1), [], (collection, slice) => rows[(collection, slice)], stones);
        return new CaseFacts(CaseRetention.Counted(all), stones, [.. pages]);
    }

    private async Task<List<(PageRef Page, IReadOnlyList<PageVersion> Versions)>> Decisions(CancellationToken cancel)
    {
        var key = ReimbursementDecisions.Collection.Key;
        var pages = new List<(PageRef, IReadOnlyList<PageVersion>)>();
        foreach (var month in await versions.Pages(key, cancel))
            pages.Add((new PageRef(key, month), await versions.Of(key, month, cancel)));
        return pages;
    }
}
