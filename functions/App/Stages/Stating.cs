using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Monitoring.App.Hosting;
using Monitoring.Core.Figures;
using Monitoring.Core.Figures.Reimbursement;
using Monitoring.Core.Figures.Summaries;
using Monitoring.Core.Kernel;
using Monitoring.Core.Ledger;
using Monitoring.Core.Policy;
using Monitoring.Core.Returns;
using Monitoring.Storage;

namespace Monitoring.App.Stages;

/// <summary>
/// From what stands of notices, decisions and delayed transfers to the statements of an NHS body. All statements of a body are made together, since a case can lie in several months; each is written only over exactly
/// what was read before the inputs were read, and only if it differs.
/// </summary>
public sealed partial class Stating(
    CaseReading cases, VersionsTable versions, LedgerReading reading, SocialCareSums socialCare, Books books, CaseFigureStore statements, Unfinished unfinished, Pace pace, Tally tally, ILogger<Stating> log)
{
    /// <summary>The NHS bodies whose statements depend on some places of a page, of those that have any: a provider of delayed transfers without cases has none.</summary>
    public async Task<ImmutableArray<string>> Touched(string collection, string page, IEnumerable<Place> places, CancellationToken cancel)
    {
        var bodies = Dependencies.NhsBodiesOf(collection, page, places);
        if (collection != DelayedTransfers.CollectionKey || bodies.IsEmpty)
            return bodies;
        // Whoever makes the first statement of a body later reads these delayed transfers then.
        var known = await cases.NhsBodies(cancel);
        return [.. bodies.Where(known.Contains)];
    }

    /// <summary>Works out the statements of some NHS bodies anew. Each has a mark of its own before any is begun: however far the work gets, the sweep goes on with the rest.</summary>
    public async Task StateAll(IReadOnlyCollection<string> nhsBodies, CancellationToken cancel)
    {
        foreach (var body in nhsBodies)
            await unfinished.MarkState(body, cancel);
        foreach (var body in nhsBodies)
            await StateDue(body, cancel);
    }

    /// <summary>Works out the statements of every NHS body that has any anew: reference data or rules have changed, or everything is rebuilt.</summary>
    public async Task StateAll(CancellationToken cancel) => await StateAll(await cases.NhsBodies(cancel), cancel);

    /// <summary>Works out the statements of an NHS body that is marked for it. One that is not marked any more was dealt with meanwhile, by somebody who had read at least as much.</summary>
    public async Task StateDue(string nhsBody, CancellationToken cancel)
    {
        if (await unfinished.FindState(nhsBody, cancel) is not { } mark)
            return;
        await State(nhsBody, cancel);
        await unfinished.ClearState(mark, cancel);
    }

    /// <summary>Works out every statement of an NHS body's cases from all that stands now. Returns how many were written.</summary>
    public async Task<int> State(string nhsBody, CancellationToken cancel)
    {
        // A document whose write met another one is marked again on the next round, even when nothing is left to write: the mark must name what stands.
        var again = new HashSet<StatementKey>();
        var written = 0;
        while (true)
        {
            var read = await Documents(nhsBody, cancel);
            // Only after the documents: whoever writes last has then read at least what every writer before had read.
            var facts = await Facts(nhsBody, cancel);
            var (reference, _) = await books.Now(cancel);
            // What was stated once is stated again, be it that nothing of it is left.
            var stated = Statements.Of(facts, PolicyBook.Current, reference, read.Keys);
            var (lost, created) = (new ConcurrentBag<StatementKey>(), 0);
            await Parallel.ForEachAsync(stated, Options(cancel), async (statement, token) =>
            {
                var content = Json.Bytes(statement);
                var stored = read.GetValueOrDefault(statement.Key);
                if (stored is not null && stored.Content.AsSpan().SequenceEqual(content))
                {
                    if (again.Contains(statement.Key))
                        await Mark(statement.Key, Digest.Of(content), token);
                    tally.StatementsUnchanged.Add();
                    return;
                }
                await Mark(statement.Key, Digest.Of(content), token);
                if (!await statements.Replace(statement.Key, content, stored?.ETag, token))
                {
                    lost.Add(statement.Key);
                    return;
                }
                Interlocked.Increment(ref written);
                if (stored is null)
                    Interlocked.Increment(ref created);
                tally.StatementsWritten.Add();
            });
            // Somebody who had read more may have looked for documents before one was created here, and could not know that it has to be emptied: so it is looked at once more.
            if (lost.IsEmpty && created == 0)
                break;
            again = [.. lost];
        }
        LogStated(log, nhsBody, written);
        return written;
    }

    /// <summary>Says what is due once a statement is written: its workbook, and the summaries of who pays and of whose cases they are.</summary>
    private async Task Mark(StatementKey statement, string digest, CancellationToken cancel)
    {
        var source = $"{Containers.CaseFigures}/{statement.BlobName}";
        await unfinished.MarkPublish(statement, digest, cancel);
        await unfinished.MarkSummaries(SummaryKind.Authority, statement.Payer, source, statement.Month.FirstDay, digest, cancel);
        await unfinished.MarkSummaries(SummaryKind.NhsBody, statement.NhsBody, source, statement.Month.FirstDay, digest, cancel);
    }

    private async Task<IReadOnlyDictionary<StatementKey, Stored>> Documents(string nhsBody, CancellationToken cancel)
    {
        var keys = new List<StatementKey>();
        await foreach (var key in statements.All($"{nhsBody}/", cancel))
            keys.Add(key);
        var documents = new ConcurrentDictionary<StatementKey, Stored>();
        await Parallel.ForEachAsync(keys, Options(cancel), async (key, token) =>
        {
            if (await statements.Find(key, token) is { } stored)
                documents[key] = stored;
        });
        return documents;
    }

    /// <summary>All that stands about an NHS body.</summary>
    private async Task<StatementFacts> Facts(string nhsBody, CancellationToken cancel)
    {
        var facts = (await cases.Of(nhsBody, cancel)).Counted;
        var months = Reported.MonthsOf(facts, PolicyBook.Current).Select(month => month.ToString()).ToHashSet();
        var transfers = await Pages(DelayedTransfers.CollectionKey, months.Contains, cancel);
        var days = await socialCare.Of(transfers.SelectMany(page => page.Chosen()).Where(slice => slice.Place.Provider == nhsBody && slice.Version is not null), cancel);
        return facts with { SocialCareDays = [.. transfers.SelectMany(page => Reported.SocialCareDays(page, nhsBody, days))] };
    }

    /// <summary>What stands on the pages of a collection, in order.</summary>
    private async Task<IReadOnlyList<StandingPage>> Pages(string collection, Func<string, bool> wanted, CancellationToken cancel)
    {
        var pages = new ConcurrentDictionary<string, StandingPage>();
        await Parallel.ForEachAsync((await versions.Pages(collection, cancel)).Where(wanted), Options(cancel), async (page, token) => pages[page] = await reading.Page(new PageRef(collection, page), token));
        return [.. pages.OrderBy(page => page.Key, StringComparer.Ordinal).Select(page => page.Value)];
    }

    private ParallelOptions Options(CancellationToken cancel) => new() { MaxDegreeOfParallelism = pace.Parallel, CancellationToken = cancel };

    [LoggerMessage(Level = LogLevel.Information, Message = "Stated the cases of {NhsBody}: {Statements} statements written")]
    private static partial void LogStated(ILogger log, string nhsBody, int statements);
}
