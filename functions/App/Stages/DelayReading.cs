using System.Collections.Concurrent;
using System.Collections.Immutable;
using Monitoring.App.Hosting;
using Monitoring.Core.Figures;
using Monitoring.Core.Figures.Delays;
using Monitoring.Core.Kernel;
using Monitoring.Core.Ledger;
using Monitoring.Core.Policy;
using Monitoring.Core.Returns;
using Monitoring.Storage;

namespace Monitoring.App.Stages;

/// <summary>Reads what delays over time are made of: England's figures month by month, what was restated, and what was recorded beside them.</summary>
public sealed class DelayReading(VersionsTable versions, LedgerReading reading, WarningReading warnings, FigureStore figures, Books books, Pace pace)
{
    /// <summary>Months whose restatements are kept; more than were ever collected.</summary>
    private const int MostKept = 400;

    private readonly ConcurrentDictionary<string, (string Of, ImmutableArray<Restatement> Restatements)> _restated = new(StringComparer.Ordinal);

    /// <summary>England's figures of every month, each with the digest of its document. What histories do not need of them is dropped as it is read: a hundred months are held at once.</summary>
    public async Task<ImmutableSortedDictionary<ReportingMonth, (string Digest, DelayFigures Figures)>> England(CancellationToken cancel)
    {
        var keys = new List<FigureKey>();
        await foreach (var (figure, _) in figures.Of(Body.EnglandCode, cancel))
            keys.Add(figure);
        var read = new ConcurrentDictionary<ReportingMonth, (string, DelayFigures)>();
        await Parallel.ForEachAsync(keys, Options(cancel), async (key, token) =>
        {
            if (await figures.Find(key, token) is { } stored)
                read[key.Month] = (Digest.Of(stored.Content), Json.Read<DelayFigures>(stored.Content) with { Inputs = [], Warnings = [] });
        });
        return read.ToImmutableSortedDictionary();
    }

    /// <summary>
    /// The restatements of every month. Rows are read only of months in which some content was replaced, and once: what they are made of is never written twice, so those of a month hold until another return of it is accepted.
    /// </summary>
    public async Task<ImmutableArray<Restatement>> Restated(CancellationToken cancel)
    {
        var found = ImmutableArray.CreateBuilder<Restatement>();
        foreach (var (page, all) in await versions.Of(DelayedTransfers.CollectionKey, cancel))
        {
            var of = string.Join(' ', all.Select(version => version.Order.Value));
            if (!_restated.TryGetValue(page.Page, out var kept) || kept.Of != of)
            {
                kept = (of, await Restated(page.Page, all, cancel));
                if (_restated.Count >= MostKept)
                    _restated.Clear();
                _restated[page.Page] = kept;
            }
            found.AddRange(kept.Restatements);
        }
        return found.ToImmutable();
    }

    /// <summary>Every row that stands of a collection, on whatever page.</summary>
    public async Task<ImmutableArray<TRow>> Standing<TRow>(Collection<TRow> collection, CancellationToken cancel) where TRow : class
    {
        var slices = (await versions.Of(collection.Key, cancel)).SelectMany(page => StandingPage.After(page.Page.Page, page.Versions).Chosen()).Where(slice => slice.Version is not null).ToList();
        var rows = await reading.Rows(collection, slices, cancel);
        return [.. slices.SelectMany(slice => rows(slice)).Select(collection.RowOf)];
    }

    /// <summary>
    /// The figures of England or of an authority for a month as they stood at a time, worked out anew from the ledger with the reference data and the explanations that had arrived by then. Null when no return had said
    /// anything of it.
    /// </summary>
    public async Task<DelayFigures?> AsAt(DateTimeOffset time, FigureKey figure, CancellationToken cancel)
    {
        var page = figure.Month.ToString();
        var then = (await versions.Of(DelayedTransfers.CollectionKey, page, cancel)).Where(version => version.ReceivedAt <= time).ToList();
        if (then.Count == 0)
            return null;
        var standing = StandingPage.AsAt(time, page, then);
        var rows = await reading.Rows(DelayedTransfers.Collection, standing.Chosen().Where(slice => slice.Version is not null), cancel);
        return Vintages.AsAt(
            time, figure.Body, figure.Month, then, slice => [.. rows(slice).Select(DelayedTransfersLine.Of)], await warnings.Of(standing, then, version => version.ReceivedAt <= time, cancel), PolicyBook.Current,
            (await books.AsAt(time, cancel)).Reference);
    }

    private async Task<ImmutableArray<Restatement>> Restated(string page, IReadOnlyList<PageVersion> all, CancellationToken cancel)
    {
        if (all.Count == 1)
            return [];
        var contents = StandingPage.Contents(page, all).ToList();
        var edition = all.FirstOrDefault(version => version.Content.Coverage.Whole)?.Order;
        // The first content of a place restates nothing, unless an edition had stated the month without it.
        if (contents.DistinctBy(slice => slice.Place).Count() == contents.Count && !contents.Exists(slice => slice.Since > edition))
            return [];
        var chosen = new List<StandingSlice>();
        var standing = StandingPage.Empty(page);
        foreach (var version in all)
        {
            standing = standing.With(version);
            chosen.AddRange(standing.Chosen().Where(slice => slice.Version is not null).DistinctBy(slice => slice.LedgerBlob));
        }
        var rows = await reading.Rows(DelayedTransfers.Collection, chosen, cancel);
        return Restatements.Of(ReportingMonth.Parse(page), all, slice => [.. rows(slice).Select(DelayedTransfersLine.Of)]);
    }

    private ParallelOptions Options(CancellationToken cancel) => new() { MaxDegreeOfParallelism = pace.Parallel, CancellationToken = cancel };
}
