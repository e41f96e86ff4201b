using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Text;
using Microsoft.Extensions.Logging;
using Monitoring.App.Hosting;
using Monitoring.Core.Figures.Delays;
using Monitoring.Core.Figures.Summaries;
using Monitoring.Core.Kernel;
using Monitoring.Core.Policy;
using Monitoring.Core.Returns;
using Monitoring.Files.Delays;
using Monitoring.Storage;
using Mark = Monitoring.Storage.Mark;

namespace Monitoring.App.Stages;

/// <summary>
/// From England's figures of all months, and what is recorded beside them, to the histories of every body. All are made together, when changes have settled, since each compares a body with others; each is written only over
/// exactly what was there before the inputs were read, and only if it differs.
/// </summary>
public sealed partial class Charting(DelayReading reading, Books books, HistoryStore histories, SummaryStore summaries, CaseReading cases, Unfinished unfinished, Pace pace, TimeProvider clock, Tally tally, ILogger<Charting> log)
{
    /// <summary>Makes the histories if anything that they are made of has changed, and all of it has settled.</summary>
    public async Task ChartSettled(CancellationToken cancel)
    {
        if (await Since(cancel) is { IsEmpty: false } since && clock.GetUtcNow() - since.Max() >= pace.NationalSettles)
            await ChartAll(cancel);
    }

    /// <summary>The times since which histories are due, one for each thing that changed; none when they are up to date.</summary>
    public async Task<ImmutableArray<DateTimeOffset>> Since(CancellationToken cancel)
    {
        var since = ImmutableArray.CreateBuilder<DateTimeOffset>();
        await foreach (var (_, mark) in unfinished.Histories(cancel))
            since.Add(mark.Since);
        return since.ToImmutable();
    }

    /// <summary>Makes the histories of all bodies.</summary>
    /// <param name="clearAny">Also remove marks that expect other figures of England: only for work so old that nobody is still writing.</param>
    public async Task ChartAll(CancellationToken cancel, bool clearAny = false)
    {
        // A document whose write met another one is marked again on the next round, even when nothing is left to write: the marks must name what stands.
        var again = new HashSet<HistoryKey>();
        while (true)
        {
            var marks = new List<(ReportingMonth? England, Mark Mark)>();
            await foreach (var mark in unfinished.Histories(cancel))
                marks.Add(mark);
            var stored = new Dictionary<HistoryKey, StoredHistory>();
            await foreach (var one in histories.All(cancel))
                stored[one.Key] = one;
            // Only after the documents were listed: whoever writes last has then read at least what every writer before had read.
            var england = await reading.England(cancel);
            var plans = await reading.Standing(BcfPlan.Collection, cancel);
            var made = Histories.Of(
                [.. england.Values.Select(month => month.Figures)], await reading.Restated(cancel), await reading.Standing(DelayAgreements.Collection, cancel), await reading.Standing(Neighbours.Collection, cancel),
                await reading.Standing(Rebases.Collection, cancel), PolicyBook.Current, (await books.Now(cancel)).Reference,
                DelayTargets.Of(plans));
            // Months before those that changed are as they were.
            DateOnly? from = marks.Count == 0 || marks.Exists(mark => MonthOf(mark) is null) ? null : marks.Min(mark => MonthOf(mark)!.Value.FirstDay);
            var lost = await Write(made, stored, from, again, cancel);
            if (lost.Count > 0)
            {
                again = lost;
                continue;
            }
            // The summary of England has a line of every authority. After their histories, and before what made them due is done with.
            await unfinished.MarkSummaries(SummaryKind.England, Body.EnglandCode, "histories", from, null, cancel);
            // A board that asks what changed after a scheme compares itself with others, whose histories may be other ones. Few plans say when a scheme began: all such boards are marked, and what comes out the same is not written.
            await Parallel.ForEachAsync(EvidenceReading.BoardsOf(plans), Options(cancel), async (board, token) =>
                await unfinished.MarkSummaries(SummaryKind.Authority, board.Hwb, "histories", from > board.From ? from : board.From, null, token));
            foreach (var (month, mark) in marks)
            {
                if (clearAny || mark.Expects is null || (month is { } key && england.TryGetValue(key, out var read) && read.Digest == mark.Expects))
                    await unfinished.ClearHistories(mark, cancel);
            }
            return;
        }
    }

    /// <summary>The month of the return or figures that a mark is about; null where it is about no month.</summary>
    private static ReportingMonth? MonthOf((ReportingMonth? England, Mark Mark) mark) =>
        mark.England ?? (mark.Mark.Key.Split('|') is [DelayedTransfers.CollectionKey or "delay-agreements", var page] && ReportingMonth.TryParse(page, out var month) ? month : null);

    /// <summary>Those that somebody wrote meanwhile.</summary>
    private async Task<HashSet<HistoryKey>> Write(ImmutableArray<DelayHistory> made, Dictionary<HistoryKey, StoredHistory> stored, DateOnly? from, HashSet<HistoryKey> again, CancellationToken cancel)
    {
        var (lost, written) = (new ConcurrentBag<HistoryKey>(), 0);
        var nhsBodies = (await cases.NhsBodies(cancel)).ToHashSet();
        await foreach (var body in summaries.Bodies(SummaryKind.NhsBody, cancel))
            nhsBodies.Add(body);
        await Parallel.ForEachAsync(made, Options(cancel), async (history, token) =>
        {
            var (content, entry, before) = (Json.Bytes(history), Encoding.UTF8.GetString(Json.Bytes(DelaysEntry.Of(history, $"/delays/{history.Key.Body}"))), stored.GetValueOrDefault(history.Key));
            var same = before?.Digest == HistoryStore.DigestOf(content, entry);
            if (!same || again.Contains(history.Key))
                await Mark(history.Key, history.Level, !history.Answers.IsEmpty || nhsBodies.Contains(history.Key.Body), from, Digest.Of(content), token);
            if (same)
                tally.HistoriesUnchanged.Add();
            else if (await histories.Replace(history.Key, content, entry, before?.ETag, token))
            {
                Interlocked.Increment(ref written);
                tally.HistoriesWritten.Add();
            }
            else
                lost.Add(history.Key);
        });
        // A body of which only a return said anything that was withdrawn since: in whatever order returns are dealt with, nothing of it is left.
        var gone = stored.Values.ExceptBy(made.Select(history => history.Key), one => one.Key).ToList();
        await Parallel.ForEachAsync(gone, Options(cancel), async (one, token) =>
        {
            var level = Json.Read<DelaysEntry>(Encoding.UTF8.GetBytes(one.Entry)).Level;
            await Mark(one.Key, level, nhsBodies.Contains(one.Key.Body), null, Unfinished.Gone, token);
            if (!await histories.Delete(one, token))
                lost.Add(one.Key);
        });
        LogCharted(log, made.Length, written);
        return [.. lost];
    }

    /// <summary>Says which summaries are due once a history is written: those of an authority, of England, or of a provider that reports cases or was answered.</summary>
    private async Task Mark(HistoryKey history, HistoryLevel level, bool isNhsBody, DateOnly? from, string expects, CancellationToken cancel)
    {
        SummaryKind? kind = level switch { HistoryLevel.England => SummaryKind.England, HistoryLevel.Authority => SummaryKind.Authority, HistoryLevel.Provider when isNhsBody => SummaryKind.NhsBody, _ => null };
        if (kind is { } known)
            await unfinished.MarkSummaries(known, history.Body, $"{Containers.Figures}/{history.BlobName}", from, expects, cancel);
    }

    private ParallelOptions Options(CancellationToken cancel) => new() { MaxDegreeOfParallelism = pace.Parallel, CancellationToken = cancel };

    [LoggerMessage(Level = LogLevel.Information, Message = "Made the histories of {Bodies} bodies: {Histories} documents written")]
    private static partial void LogCharted(ILogger log, int bodies, int histories);
}
