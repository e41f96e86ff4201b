using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Monitoring.App.Hosting;
using Monitoring.Core.Figures.Delays;
using Monitoring.Core.Figures.Summaries;
using Monitoring.Core.Kernel;
using Monitoring.Core.Ledger;
using Monitoring.Core.Policy;
using Monitoring.Core.Returns;
using Monitoring.Storage;

namespace Monitoring.App.Stages;

/// <summary>
/// From what stands of Discharge Ready Date and the acute report to the discharge document of each body and month. A file has some hundred bodies, so those of a month are made together from one reading of its pages; each is
/// written only over exactly what was read before, and only if it differs.
/// </summary>
public sealed partial class Discharging(VersionsTable versions, LedgerReading reading, Books books, DischargeStore discharges, CaseReading cases, Unfinished unfinished, Pace pace, Tally tally, ILogger<Discharging> log)
{
    /// <summary>Works out some documents anew. How many depend on what was asked.</summary>
    public async Task<int> Discharge(ImmutableArray<DischargeKey> due, CancellationToken cancel)
    {
        foreach (var month in due.GroupBy(key => key.Month))
            await Discharge(month.Key, [.. month], cancel);
        return due.Length;
    }

    private async Task Discharge(ReportingMonth month, ImmutableArray<DischargeKey> due, CancellationToken cancel)
    {
        var written = 0;
        var bodies = due.Length;
        // A document whose write met another one is marked again on the next round, even when nothing is left to write: the mark must name what stands.
        var again = new HashSet<DischargeKey>();
        while (!due.IsEmpty)
        {
            var read = new ConcurrentDictionary<DischargeKey, Stored?>();
            await Parallel.ForEachAsync(due, Options(cancel), async (key, token) => read[key] = await discharges.Find(key, token));
            // Only after the documents: whoever writes last has then read at least what every writer before had read.
            var (ready, readyRows) = await Read(DischargeReady.Collection, month, cancel);
            var (acute, acuteRows) = await Read(AcuteDischarge.Collection, month, cancel);
            var (reference, _) = await books.Now(cancel);
            var nhsBodies = await cases.NhsBodies(cancel);
            var lost = new ConcurrentBag<DischargeKey>();
            // From one pass over the pages: to look through them for each of the bodies of an edition takes longer than everything else.
            await Parallel.ForEachAsync(DischargesOf.Bodies(month, [.. due.Select(key => key.Body)], ready, readyRows, acute, acuteRows, PolicyBook.Current, reference), Options(cancel), async (figures, token) =>
            {
                var key = figures.Key;
                var (content, stored) = (Json.Bytes(figures), read[key]);
                var same = stored is not null && stored.Content.AsSpan().SequenceEqual(content);
                if ((!same || again.Contains(key)) && KindOf(key, reference, nhsBodies) is { } kind)
                    await unfinished.MarkSummaries(kind, key.Body, $"{Containers.Figures}/{key.BlobName}", month.FirstDay, Digest.Of(content), token);
                if (same)
                    tally.DischargesUnchanged.Add();
                else if (await discharges.Replace(key, content, stored?.ETag, token))
                {
                    Interlocked.Increment(ref written);
                    tally.DischargesWritten.Add();
                }
                else
                    lost.Add(key);
            });
            due = [.. lost];
            again = [.. due];
        }
        LogDischarged(log, month, bodies, written);
    }

    private async Task<(StandingPage Page, Func<StandingSlice, ImmutableArray<TRow>> Rows)> Read<TRow>(Collection<TRow> collection, ReportingMonth month, CancellationToken cancel) where TRow : class
    {
        var standing = StandingPage.After(month.ToString(), await versions.Of(collection.Key, month.ToString(), cancel));
        var rows = await reading.Rows(collection, standing.Chosen().Where(slice => slice.Version is not null), cancel);
        return (standing, slice => [.. rows(slice).Select(collection.RowOf)]);
    }

    /// <summary>In whose summaries they are shown; null where there are none: of a region, of a provider that reports no cases.</summary>
    private static SummaryKind? KindOf(DischargeKey key, ReferenceBook reference, IReadOnlySet<string> nhsBodies) =>
        key.Body == Body.EnglandCode ? SummaryKind.England : reference.AuthorityOn(key.Month.FirstDay, key.Body) is not null ? SummaryKind.Authority : nhsBodies.Contains(key.Body) ? SummaryKind.NhsBody : null;

    private ParallelOptions Options(CancellationToken cancel) => new() { MaxDegreeOfParallelism = pace.Parallel, CancellationToken = cancel };

    [LoggerMessage(Level = LogLevel.Information, Message = "Worked out the discharges of {Month} of {Bodies} bodies: {Discharges} documents written")]
    private static partial void LogDischarged(ILogger log, ReportingMonth month, int bodies, int discharges);
}
