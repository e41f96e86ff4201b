using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Monitoring.App.Hosting;
using Monitoring.Core.Figures;
using Monitoring.Core.Figures.Delays;
using Monitoring.Core.Figures.Funds;
using Monitoring.Core.Figures.Summaries;
using Monitoring.Core.Kernel;
using Monitoring.Core.Ledger;
using Monitoring.Core.Policy;
using Monitoring.Core.Returns;
using Monitoring.Storage;
using Mark = Monitoring.Storage.Mark;

namespace Monitoring.App.Stages;

/// <summary>
/// From what stands of plans, quarterly returns, activity, allocations and delays to the figures of the Better Care Fund. All years of a board are made together, since a year shows those before it; each is written only over
/// exactly what was read before the inputs were read, and only if it differs. England's figures of a year gather those of its boards, when changes have settled.
/// </summary>
public sealed partial class Funding(FundReading reading, Books books, FundStore funds, Unfinished unfinished, Pace pace, TimeProvider clock, Tally tally, ILogger<Funding> log)
{
    /// <summary>Boards whose facts are held at once.</summary>
    private const int AtOnce = 16;

    /// <summary>The boards whose fund depends on some places of a page, of those that have any.</summary>
    public async Task<ImmutableArray<string>> Touched(string collection, string page, IReadOnlyCollection<Place> places, CancellationToken cancel)
    {
        if (!Dependencies.HasFunds(collection) || places.Count == 0 || await reading.LastYears(cancel) is not { Count: > 0 } boards)
            return [];
        var allocated = collection == Allocations.CollectionKey ? await reading.Allocated(page, places, cancel) : null;
        return Dependencies.BoardsOf(collection, page, places, boards, place => allocated?[place] ?? [], PolicyBook.Current, (await books.Now(cancel)).Reference);
    }

    /// <summary>Works out the figures of some boards anew. Each has a mark of its own before any is begun: however far the work gets, the sweep goes on with the rest.</summary>
    public async Task FundAll(IReadOnlyCollection<string> boards, CancellationToken cancel)
    {
        await Parallel.ForEachAsync(boards, Options(cancel), async (board, token) => await unfinished.MarkFund(board, token));
        await FundDue(boards, cancel);
    }

    /// <summary>Works out the figures of every board that has a fund anew: reference data or rules have changed, or everything is rebuilt.</summary>
    public async Task FundAll(CancellationToken cancel) => await FundAll([.. (await reading.LastYears(cancel)).Keys.Order(StringComparer.Ordinal)], cancel);

    /// <summary>Works out the figures of those boards that are marked for it. One that is not marked any more was dealt with meanwhile, by somebody who had read at least as much.</summary>
    public async Task FundDue(IReadOnlyCollection<string> boards, CancellationToken cancel)
    {
        foreach (var some in boards.Chunk(AtOnce))
        {
            var marks = new ConcurrentDictionary<string, Mark>();
            await Parallel.ForEachAsync(some, Options(cancel), async (board, token) =>
            {
                if (await unfinished.FindFund(board, token) is { } mark)
                    marks[board] = mark;
            });
            await Fund([.. marks.Keys], cancel);
            await Parallel.ForEachAsync(marks.Values, Options(cancel), async (mark, token) => await unfinished.ClearFund(mark, token));
        }
    }

    /// <summary>Makes the figures of England of the years in which boards' figures have changed and have settled.</summary>
    public async Task GatherSettled(CancellationToken cancel)
    {
        foreach (var (year, since) in await ToGather(cancel))
        {
            if (clock.GetUtcNow() - since.Max() >= pace.NationalSettles)
                await Gather(year, cancel);
        }
    }

    /// <summary>The years of which England's figures are due, each with the times since which they are.</summary>
    public async Task<ImmutableArray<(FinancialYear Year, ImmutableArray<DateTimeOffset> Since)>> ToGather(CancellationToken cancel)
    {
        var due = new List<(FinancialYear Year, DateTimeOffset Since)>();
        await foreach (var (fund, mark) in unfinished.Gathers(cancel))
            due.Add((fund.Year, mark.Since));
        return [.. due.GroupBy(one => one.Year, (year, marks) => (year, marks.Select(mark => mark.Since).ToImmutableArray())).OrderBy(one => one.year)];
    }

    /// <summary>Makes the figures of England of a year from those of its boards.</summary>
    /// <param name="clearAny">Also remove marks that expect other figures of a board: only for work so old that nobody is still writing.</param>
    public async Task Gather(FinancialYear year, CancellationToken cancel, bool clearAny = false)
    {
        var (england, again) = (new FundKey(Body.EnglandCode, year), false);
        while (true)
        {
            var marks = new List<(FundKey Fund, Mark Mark)>();
            await foreach (var one in unfinished.Gathers(cancel))
            {
                if (one.Fund.Year == year)
                    marks.Add(one);
            }
            var stored = await funds.Find(england, cancel);
            // Only after the document: whoever writes last has then read at least what every writer before had read.
            var read = await Boards(year, cancel);
            if (read.Count > 0)
            {
                var content = Json.Bytes(EnglandFunds.Of(year, [.. read.Values.Select(board => Json.Read<FundYear>(board.Content))], PolicyBook.Current, (await books.Now(cancel)).Reference));
                var same = stored is not null && stored.Content.AsSpan().SequenceEqual(content);
                if (!same || again)
                {
                    await unfinished.MarkPublish(england.BlobName, Digest.Of(content), cancel);
                    await unfinished.MarkSummaries(SummaryKind.England, england.Hwb, $"{Containers.Figures}/{england.BlobName}", year.FirstDay, Digest.Of(content), cancel);
                }
                if (!same && !await funds.Replace(england, content, stored?.ETag, cancel))
                {
                    again = true;
                    continue;
                }
                (same ? tally.FundsUnchanged : tally.FundsWritten).Add();
            }
            foreach (var (fund, mark) in marks)
            {
                if (clearAny || (read.TryGetValue(fund.Hwb, out var board) && mark.Expects == Digest.Of(board.Content)))
                    await unfinished.ClearGather(mark, cancel);
            }
            return;
        }
    }

    private async Task Fund(ImmutableArray<string> boards, CancellationToken cancel)
    {
        // A document whose write met another one is marked again on the next round, even when nothing is left to write: the marks must name what stands.
        var again = new HashSet<FundKey>();
        while (!boards.IsEmpty)
        {
            var read = new ConcurrentDictionary<FundKey, Stored>();
            await Parallel.ForEachAsync(boards, Options(cancel), async (board, token) =>
            {
                await foreach (var key in funds.Of(board, token))
                {
                    if (await funds.Find(key, token) is { } stored)
                        read[key] = stored;
                }
            });
            // Only after the documents: whoever writes last has then read at least what every writer before had read.
            var facts = await reading.Facts(boards, cancel);
            var (reference, _) = await books.Now(cancel);
            var (lost, written) = (new ConcurrentBag<FundKey>(), 0);
            await Parallel.ForEachAsync(boards, Options(cancel), async (board, token) =>
            {
                foreach (var year in FundYears.Of(facts.GetValueOrDefault(board) ?? FundFacts.Empty(board), PolicyBook.Current, reference, read.Keys))
                {
                    var (content, stored) = (Json.Bytes(year), read.GetValueOrDefault(year.Key));
                    var same = stored is not null && stored.Content.AsSpan().SequenceEqual(content);
                    if (!same || again.Contains(year.Key))
                    {
                        await unfinished.MarkGather(year.Key, Digest.Of(content), token);
                        await unfinished.MarkPublish(year.Key.BlobName, Digest.Of(content), token);
                        await MarkSummaries(year.Key, reference, token);
                    }
                    if (same)
                        tally.FundsUnchanged.Add();
                    else if (await funds.Replace(year.Key, content, stored?.ETag, token))
                    {
                        Interlocked.Increment(ref written);
                        tally.FundsWritten.Add();
                    }
                    else
                        lost.Add(year.Key);
                }
            });
            LogFunded(log, boards.Length, written);
            again = [.. lost];
            boards = [.. again.Select(key => key.Hwb).Distinct().Order(StringComparer.Ordinal)];
        }
    }

    /// <summary>Says that the summaries of a board and of its integrated care boards are due. They are made of the same facts as the year, which can be read by now, so no document is expected.</summary>
    private async Task MarkSummaries(FundKey fund, ReferenceBook reference, CancellationToken cancel)
    {
        var source = $"{Containers.Figures}/{fund.BlobName}";
        await unfinished.MarkSummaries(SummaryKind.Authority, fund.Hwb, source, fund.Year.FirstDay, null, cancel);
        foreach (var icb in SummaryReading.IcbsOf(fund.Hwb, fund.Year, reference))
            await unfinished.MarkSummaries(SummaryKind.Icb, icb, source, fund.Year.FirstDay, null, cancel);
    }

    /// <summary>The documents of a year, by board.</summary>
    private async Task<SortedDictionary<string, Stored>> Boards(FinancialYear year, CancellationToken cancel)
    {
        var found = new ConcurrentDictionary<string, Stored>();
        await Parallel.ForEachAsync((await reading.LastYears(cancel)).Keys, Options(cancel), async (board, token) =>
        {
            if (await funds.Find(new FundKey(board, year), token) is { } stored)
                found[board] = stored;
        });
        return new SortedDictionary<string, Stored>(found, StringComparer.Ordinal);
    }

    private ParallelOptions Options(CancellationToken cancel) => new() { MaxDegreeOfParallelism = pace.Parallel, CancellationToken = cancel };

    [LoggerMessage(Level = LogLevel.Information, Message = "Worked out the funds of {Boards} boards: {Funds} documents written")]
    private static partial void LogFunded(ILogger log, int boards, int funds);
}
