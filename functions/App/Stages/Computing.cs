using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Monitoring.App.Hosting;
using Monitoring.Core;
using Monitoring.Core.Figures;
using Monitoring.Core.Kernel;
using Monitoring.Core.Ledger;
using Monitoring.Core.Policy;
using Monitoring.Storage;

namespace Monitoring.App.Stages;

/// <summary>
/// From a commit to figures. What is worked out depends on all that stands, never on which delivery asks; figures are written only over exactly
/// what was read before the inputs were read, and only if they differ.
/// </summary>
public sealed partial class Computing(
    Acceptances acceptances, VersionsTable versions, LedgerStore ledger, FigureStore figures, ReceiptStore receipts, Unfinished unfinished,
    Pace pace, Tally tally, ILogger<Computing> log)
{
    /// <summary>Deals with one acceptance: its place in the tables, its effect, and every figure that depends on what it changed.</summary>
    public async Task Compute(string acceptedBlob, CancellationToken cancel)
    {
        if (await acceptances.Find(acceptedBlob, cancel) is not { } acceptance)
            return;
        await versions.Put(acceptance, cancel);
        var figuresTouched = 0;
        foreach (var month in acceptance.Months)
        {
            var all = await versions.Of(acceptance.Collection, month.Month, cancel);
            var own = all.Single(version => version.Order == acceptance.Order);
            // An acceptance that is dealt with late changes what later ones are compared with: their effects are told anew.
            foreach (var version in all.Where(version => version.Order >= own.Order))
                await TellEffect(acceptance.Collection, version, cancel);
            var touched = Pipeline.Touched(own, all);
            await Recompute(acceptance.Collection, month.Month, touched, cancel);
            figuresTouched += touched.Length;
        }
        await unfinished.ClearCompute(acceptance.Order, cancel);
        LogComputed(log, acceptance.Submission, figuresTouched);
    }

    /// <summary>Recomputes every figure of every month, from the tables. Writes only those that differ.</summary>
    public async Task ComputeAll(string collection, CancellationToken cancel)
    {
        foreach (var month in await versions.Months(collection, cancel))
            await Recompute(collection, month, Dependencies.OfMonth(StandingMonth.After(month, await versions.Of(collection, month, cancel))), cancel);
    }

    private async Task Recompute(string collection, ReportingMonth month, ImmutableArray<FigureKey> due, CancellationToken cancel)
    {
        // A figure whose write met another one is marked again on the next round, even when nothing is left to write: the mark must name what stands.
        var again = new HashSet<FigureKey>();
        while (due.Length > 0)
        {
            var read = new ConcurrentDictionary<FigureKey, Stored?>();
            await Parallel.ForEachAsync(due, Options(cancel), async (key, token) => read[key] = await figures.Find(key, token));

            // Only after the documents: whoever writes last has then read at least what every writer before had read.
            var all = await versions.Of(collection, month, cancel);
            var standing = StandingMonth.After(month, all);
            var lines = await LinesOf(standing.Chosen().Where(slice => slice.Version is not null), cancel);

            var lost = new ConcurrentBag<FigureKey>();
            await Parallel.ForEachAsync(due, Options(cancel), async (key, token) =>
            {
                if (Pipeline.Figures(key, standing, lines, PolicyBook.Current, ReferenceBook.Current) is not { } computed)
                    return;
                var content = Json.Bytes(computed);
                var stored = read[key];
                if (stored is not null && stored.Content.AsSpan().SequenceEqual(content))
                {
                    if (again.Contains(key))
                        await unfinished.MarkPublish(key, Digest.Of(content), token);
                    tally.FiguresUnchanged.Add();
                    return;
                }
                await unfinished.MarkPublish(key, Digest.Of(content), token);
                if (await figures.Replace(key, content, stored?.ETag, token))
                    tally.FiguresWritten.Add();
                else
                    lost.Add(key);
            });
            due = [.. lost];
            again = [.. due];
        }
    }

    /// <summary>
    /// Writes what an acceptance changed, worked out from all that is known. Whoever learns of an earlier acceptance does it again, so the document is read before
    /// the versions are: whoever writes last has then read at least what every writer before had read.
    /// </summary>
    private async Task TellEffect(string collection, MonthVersion version, CancellationToken cancel)
    {
        while (true)
        {
            var told = await receipts.FindEffect(version.Sender, version.Submission, version.Content.Month, cancel);
            var effect = await EffectOf(version, await versions.Of(collection, version.Content.Month, cancel), cancel);
            if (told is { } before && Json.Bytes(before.Effect).AsSpan().SequenceEqual(Json.Bytes(effect)))
                return;
            if (await receipts.ReplaceEffect(version.Sender, version.Submission, effect, told?.ETag, cancel))
                return;
        }
    }

    private async Task<MonthEffect> EffectOf(MonthVersion own, IReadOnlyList<MonthVersion> all, CancellationToken cancel)
    {
        var before = StandingMonth.Before(own.Order, own.Content.Month, all);
        var changed = StandingMonth.Difference(before, before.With(own), own.View).Where(slice => slice.Change != Change.New).ToList();
        var lines = await LinesOf(changed.SelectMany(slice => new[] { slice.Before, slice.After }).OfType<StandingSlice>().Where(slice => slice.Version is not null), cancel);
        return Effect.Of(own, all, lines);
    }

    /// <summary>Reads the ledger blobs of some slices and gives the lines of each.</summary>
    private async Task<Func<StandingSlice, ImmutableArray<LedgerLine>>> LinesOf(IEnumerable<StandingSlice> slices, CancellationToken cancel)
    {
        var blobs = new ConcurrentDictionary<string, ILookup<Place, LedgerLine>>();
        await Parallel.ForEachAsync(slices.Select(slice => slice.LedgerBlob!).Distinct(), Options(cancel), async (blob, token) => blobs[blob] = await ledger.Read(blob, token));
        return slice => [.. blobs[slice.LedgerBlob!][slice.Place]];
    }

    private ParallelOptions Options(CancellationToken cancel) => new() { MaxDegreeOfParallelism = pace.Parallel, CancellationToken = cancel };

    [LoggerMessage(Level = LogLevel.Information, Message = "Computed {Submission}: {Figures} figures documents depend on what it changed")]
    private static partial void LogComputed(ILogger log, string submission, int figures);
}
