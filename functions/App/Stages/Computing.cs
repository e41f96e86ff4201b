using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Monitoring.App.Hosting;
using Monitoring.Core;
using Monitoring.Core.Figures;
using Monitoring.Core.Figures.Summaries;
using Monitoring.Core.Kernel;
using Monitoring.Core.Ledger;
using Monitoring.Core.Policy;
using Monitoring.Core.Returns;
using Monitoring.Core.Validation;
using Monitoring.Storage;

namespace Monitoring.App.Stages;

/// <summary>
/// From a commit to figures. What is worked out depends on all that stands, never on which delivery asks; figures are written only over exactly
/// what was read before the inputs were read, and only if they differ.
/// </summary>
public sealed partial class Computing(
    Acceptances acceptances, VersionsTable versions, LedgerReading reading, Books books, FigureStore figures, ReceiptStore receipts, Unfinished unfinished,
    WarningReading warningReading, Discharging discharging, Stating stating, Funding funding, Summarising summarising, Pace pace, Tally tally, ILogger<Computing> log)
{
    /// <summary>Deals with one acceptance: its place in the tables, its effect, and every figure that depends on what it changed.</summary>
    public async Task Compute(string acceptedBlob, CancellationToken cancel)
    {
        if (await acceptances.Find(acceptedBlob, cancel) is not { } acceptance)
            return;
        await versions.Put(acceptance, cancel);
        var collection = Collections.Of(acceptance.Collection);
        var figuresTouched = 0;
        var (stated, funded) = (new SortedSet<string>(StringComparer.Ordinal), new SortedSet<string>(StringComparer.Ordinal));
        foreach (var page in acceptance.Pages)
        {
            var all = await versions.Of(collection.Key, page.Page, cancel);
            var own = all.Single(version => version.Order == acceptance.Order);
            // An acceptance that is dealt with late changes what later ones are compared with: their effects are told anew.
            foreach (var version in all.Where(version => version.Order >= own.Order))
                await TellEffect(collection, version, cancel);
            await TellOthers(new PageRef(collection.Key, page.Page), own, cancel);
            var touched = Pipeline.Touched(collection.Key, own, all);
            await Recompute(collection, page.Page, touched, cancel);
            figuresTouched += touched.Length;
            if (Dependencies.HasDischarges(collection.Key))
                figuresTouched += await discharging.Discharge(Dependencies.DischargesOf(collection.Key, page.Page, Pipeline.PlacesTouched(collection.Key, own, all)), cancel);
            if (Dependencies.HasStatements(collection.Key))
                stated.UnionWith(await stating.Touched(collection.Key, page.Page, Pipeline.PlacesTouched(collection.Key, own, all), cancel));
            // After the figures of delays, which a fund shows.
            if (Dependencies.HasFunds(collection.Key))
                funded.UnionWith(await funding.Touched(collection.Key, page.Page, Pipeline.PlacesTouched(collection.Key, own, all), cancel));
            // However late it is dealt with: what it restates is told even where England's figures stay what they are.
            if (Dependencies.HasHistories(collection.Key, page.Page))
                await unfinished.MarkHistories(new PageRef(collection.Key, page.Page), cancel);
            if (collection == Explanations.Collection)
                figuresTouched += await ShowExplanations(acceptance.Sender, page.Page, cancel);
        }
        await stating.StateAll(stated, cancel);
        await funding.FundAll(funded, cancel);
        if (Dependencies.ChangesBooks(collection))
        {
            // Each page has a mark of its own before this acceptance loses its: however far the work gets now, the sweep goes on with the rest.
            foreach (var page in await FigurePages(cancel))
                await unfinished.MarkStale(page, cancel);
            figuresTouched += await RecomputeStale(cancel);
            await stating.StateAll(cancel);
            await funding.FundAll(cancel);
            foreach (var page in acceptance.Pages)
                await summarising.MarkAll(new PageRef(collection.Key, page.Page), cancel);
        }
        await unfinished.ClearCompute(acceptance.Order, cancel);
        LogComputed(log, acceptance.Submission, figuresTouched);
    }

    /// <summary>Recomputes every figure of every page, from the tables. Writes only those that differ.</summary>
    public async Task ComputeAll(CancellationToken cancel)
    {
        foreach (var page in await FigurePages(cancel))
            await RecomputePage(page, cancel);
    }

    /// <summary>Works out anew the figures of every page that is marked for it, page by page.</summary>
    public async Task<int> RecomputeStale(CancellationToken cancel)
    {
        var touched = 0;
        await foreach (var (page, mark) in unfinished.StalePages(cancel))
        {
            touched += await RecomputePage(page, cancel);
            await unfinished.ClearStale(mark, cancel);
        }
        return touched;
    }

    private async Task<int> RecomputePage(PageRef page, CancellationToken cancel)
    {
        // A page of cases, or of what was said about them, is stale when rows of it were deleted: what was told of them with the effects of returns goes as well.
        if (Collections.Of(page.Collection) is var collection && (collection.IsCaseLevel || collection == Explanations.Collection))
        {
            foreach (var version in await versions.Of(page.Collection, page.Page, cancel))
                await TellEffect(collection, version, cancel);
        }
        var standing = await reading.Page(page, cancel);
        var due = Dependencies.OfPage(page.Collection, standing);
        await Recompute(collection, page.Page, due, cancel);
        return due.Length + await discharging.Discharge(Dependencies.DischargesOf(page.Collection, page.Page, standing.Slices.Select(slice => slice.Place)), cancel);
    }

    /// <summary>Every page from which figures are made.</summary>
    private async Task<List<PageRef>> FigurePages(CancellationToken cancel)
    {
        var pages = new List<PageRef>();
        foreach (var collection in Collections.All.Where(collection => Dependencies.HasFigures(collection.Key) || Dependencies.HasDischarges(collection.Key)))
            pages.AddRange((await versions.Pages(collection.Key, cancel)).Select(page => new PageRef(collection.Key, page)));
        return pages;
    }

    private async Task Recompute(Collection collection, string page, ImmutableArray<FigureKey> due, CancellationToken cancel)
    {
        // A figure whose write met another one is marked again on the next round, even when nothing is left to write: the mark must name what stands.
        var again = new HashSet<FigureKey>();
        while (due.Length > 0)
        {
            var read = new ConcurrentDictionary<FigureKey, Stored?>();
            await Parallel.ForEachAsync(due, Options(cancel), async (key, token) => read[key] = await figures.Find(key, token));

            // Only after the documents: whoever writes last has then read at least what every writer before had read.
            var all = await versions.Of(collection.Key, page, cancel);
            var standing = StandingPage.After(page, all);
            var rows = await reading.Rows(collection, standing.Chosen().Where(slice => slice.Version is not null), cancel);
            var (reference, _) = await books.Now(cancel);
            var warnings = await warningReading.Of(standing, all, _ => true, cancel);

            var lost = new ConcurrentBag<FigureKey>();
            await Parallel.ForEachAsync(due, Options(cancel), async (key, token) =>
            {
                if (Pipeline.Figures(key, standing, slice => [.. rows(slice).Select(DelayedTransfersLine.Of)], warnings, PolicyBook.Current, reference) is not { } computed)
                    return;
                var content = Json.Bytes(computed);
                var stored = read[key];
                if (stored is not null && stored.Content.AsSpan().SequenceEqual(content))
                {
                    if (again.Contains(key))
                        await Mark(key, Digest.Of(content), token);
                    tally.FiguresUnchanged.Add();
                    return;
                }
                await Mark(key, Digest.Of(content), token);
                if (await figures.Replace(key, content, stored?.ETag, token))
                    tally.FiguresWritten.Add();
                else
                    lost.Add(key);
            });
            due = [.. lost];
            again = [.. due];
        }
    }

    /// <summary>Says what is due once figures are written: summaries, and the histories of all bodies, which are made of England's.</summary>
    private async Task Mark(FigureKey figure, string digest, CancellationToken cancel)
    {
        var national = Dependencies.IsNational(figure);
        await unfinished.MarkSummaries(national ? SummaryKind.England : SummaryKind.Authority, figure.Body, $"{Containers.Figures}/{figure.BlobName}", figure.Month.FirstDay, digest, cancel);
        if (national)
            await unfinished.MarkHistories(figure.Month, digest, cancel);
    }

    /// <summary>The figures that are made of an explained submission show the explanation from now on.</summary>
    private async Task<int> ShowExplanations(string sender, string submission, CancellationToken cancel)
    {
        if (await receipts.Find<Receipt>(sender, submission, cancel) is not { Collection: { } key } receipt)
            return 0;
        var touched = 0;
        foreach (var page in receipt.Pages)
        {
            if ((await versions.Of(key, page.Page, cancel)).FirstOrDefault(version => version.Submission == submission) is not { } explained)
                continue;
            var due = Dependencies.OfPlaces(key, page.Page, explained.Content.Slices.Select(slice => slice.Place));
            await Recompute(Collections.Of(key), page.Page, due, cancel);
            touched += due.Length;
        }
        return touched;
    }

    /// <summary>
    /// Effects on other pages that were compared with this one: those told after this acceptance arrived may read otherwise now.
    /// </summary>
    private async Task TellOthers(PageRef changed, PageVersion own, CancellationToken cancel)
    {
        foreach (var other in Collections.All.Where(other => other.Compares))
        {
            foreach (var page in await versions.Pages(other.Key, cancel))
            {
                if (new PageRef(other.Key, page) == changed)
                    continue;
                foreach (var version in (await versions.Of(other.Key, page, cancel)).Where(version => version.Order > own.Order && other.Asks(version.Content).Contains(changed)))
                    await TellEffect(other, version, cancel);
            }
        }
    }

    /// <summary>
    /// Writes what an acceptance changed, worked out from all that is known. Whoever learns of an earlier acceptance does it again, so the document is read before
    /// the versions are: whoever writes last has then read at least what every writer before had read.
    /// </summary>
    private async Task TellEffect(Collection collection, PageVersion version, CancellationToken cancel)
    {
        while (true)
        {
            var told = await receipts.FindEffect(version.Sender, version.Submission, version.Content.Page, cancel);
            var effect = await EffectOf(collection, version, await versions.Of(collection.Key, version.Content.Page, cancel), cancel);
            if (told is { } before && Json.Bytes(before.Effect).AsSpan().SequenceEqual(Json.Bytes(effect)))
                return;
            if (await receipts.ReplaceEffect(version.Sender, version.Submission, effect, told?.ETag, cancel))
                return;
        }
    }

    private async Task<PageEffect> EffectOf(Collection collection, PageVersion own, IReadOnlyList<PageVersion> all, CancellationToken cancel)
    {
        var left = await reading.RowsLeft(collection, Effect.Needs(own, all), cancel);
        return Effect.Of(collection, own, all, slice => left(slice) ?? default, await BookAt(collection, own, all, cancel));
    }

    /// <summary>What a return is compared with: its page and those that its collection asks for, as they stood when it arrived.</summary>
    private async Task<StandingBook> BookAt(Collection collection, PageVersion own, IReadOnlyList<PageVersion> all, CancellationToken cancel)
    {
        var page = own.Content.Page;
        var pages = new Dictionary<PageRef, StandingPage> { [new PageRef(collection.Key, page)] = Then(page, all) };
        var rows = new Dictionary<string, Func<StandingSlice, ImmutableArray<LedgerRow>?>>();
        foreach (var asked in collection.Asks(own.Content).GroupBy(asked => asked.Collection))
        {
            // Of the months before, most were never sent: one question tells which were.
            var known = (await versions.Pages(asked.Key, cancel)).ToHashSet();
            foreach (var other in asked)
                pages.TryAdd(other, known.Contains(other.Page) ? Then(other.Page, await versions.Of(other.Collection, other.Page, cancel)) : StandingPage.Empty(other.Page));
        }
        if (collection.ComparesRows)
        {
            foreach (var group in pages.GroupBy(one => one.Key.Collection))
                rows.Add(group.Key, await reading.RowsLeft(Collections.Of(group.Key), group.SelectMany(one => one.Value.Slices).Where(slice => slice.Version is not null), cancel));
        }
        return new StandingBook(asked => pages[asked], (key, slice) => rows[key](slice) ?? default, PolicyBook.Current, (await books.Before(own.Order, cancel)).Reference);

        StandingPage Then(string name, IEnumerable<PageVersion> known) => StandingPage.After(name, known.Where(version => version.Order <= own.Order));
    }

    private ParallelOptions Options(CancellationToken cancel) => new() { MaxDegreeOfParallelism = pace.Parallel, CancellationToken = cancel };

    [LoggerMessage(Level = LogLevel.Information, Message = "Computed {Submission}: {Figures} figures documents depend on what it changed")]
    private static partial void LogComputed(ILogger log, string submission, int figures);
}
