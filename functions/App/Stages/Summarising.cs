using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Text;
using Microsoft.Extensions.Logging;
using Monitoring.App.Hosting;
using Monitoring.Core.Figures;
using Monitoring.Core.Figures.Delays;
using Monitoring.Core.Figures.Funds;
using Monitoring.Core.Figures.Summaries;
using Monitoring.Core.Kernel;
using Monitoring.Core.Ledger;
using Monitoring.Core.Policy;
using Monitoring.Files.Summaries;
using Monitoring.Storage;
using Publication = Monitoring.Files.Workbooks.Publication;

namespace Monitoring.App.Stages;

/// <summary>
/// From the documents of a body to its summaries, as workbooks and data that people download. A month of an authority is published as soon as its figures are written; everything that a change reaches beyond it (the quarter, later
/// months, the same of next year, who gathers the body) by the national job, from one reading of the body's documents. A version is named by what it says; the pointer moves only from what was read, and what is the same is not
/// written again.
/// </summary>
public sealed partial class Summarising(
    SummaryReading reading, SummaryStore published, Unfinished unfinished, FigureStore figures, HistoryStore histories, FundStore funds, CaseFigureStore statements, Books books, Pace pace, TimeProvider clock, Tally tally, ILogger<Summarising> log)
{
    /// <summary>Bodies for which what they have in common is read once.</summary>
    private const int AtOnce = 16;

    /// <summary>What is due of a body.</summary>
    /// <param name="Due">All its marks; none where a summary is made without being due.</param>
    private sealed record Body(SummariesWanted Wanted, ImmutableArray<SummariesDue> Due, bool ClearAny);

    /// <summary>Publishes the summary of an authority's month, whose figures were written. What else they reach stays due.</summary>
    public Task PublishMonth(FigureKey figure, CancellationToken cancel) =>
        Publish([new Body(new SummariesWanted(SummaryKind.Authority, figure.Body, figure.Month.FirstDay, SummaryPeriod.Of(figure.Month)), [], false)], cancel);

    /// <summary>Publishes the summaries that are due of every body of which changes have settled.</summary>
    public async Task PublishSettled(CancellationToken cancel) =>
        await PublishDue((await Due(cancel)).Where(body => clock.GetUtcNow() - body.Max(due => due.Mark.Since) >= pace.NationalSettles), _ => false, cancel);

    /// <summary>What is due, body by body.</summary>
    public async Task<ILookup<(SummaryKind Kind, string Code), SummariesDue>> Due(CancellationToken cancel)
    {
        var due = new List<SummariesDue>();
        await foreach (var one in unfinished.Summaries(cancel))
            due.Add(one);
        return due.ToLookup(one => (one.Kind, one.Code));
    }

    /// <summary>Publishes the summaries that are due of some bodies.</summary>
    /// <param name="clearAny">Also remove marks of a body that expect other documents: only for work so old that nobody is still writing.</param>
    public Task PublishDue(IEnumerable<IGrouping<(SummaryKind Kind, string Code), SummariesDue>> due, Func<IEnumerable<SummariesDue>, bool> clearAny, CancellationToken cancel) =>
        Publish([.. due.Select(body => new Body(new SummariesWanted(body.Key.Kind, body.Key.Code, body.Any(one => one.From is null) ? null : body.Min(one => one.From)), [.. body], clearAny(body)))], cancel);

    /// <summary>Publishes every summary of an NHS body anew: cases in them were deleted.</summary>
    public async Task PublishNhsBody(string nhsBody, CancellationToken cancel) =>
        await Publish([new Body(new SummariesWanted(SummaryKind.NhsBody, nhsBody, null), [.. (await Due(cancel))[(SummaryKind.NhsBody, nhsBody)]], false)], cancel);

    /// <summary>Publishes every summary of every body that there is. What is as it was published is left.</summary>
    public async Task PublishAll(CancellationToken cancel)
    {
        var due = await Due(cancel);
        var bodies = due.Select(body => body.Key).ToHashSet();
        await foreach (var figure in figures.All(cancel))
            bodies.Add((Dependencies.IsNational(figure) ? SummaryKind.England : SummaryKind.Authority, figure.Body));
        await foreach (var fund in funds.All(cancel))
            bodies.Add((Dependencies.IsNational(fund) ? SummaryKind.England : SummaryKind.Authority, fund.Hwb));
        await foreach (var statement in statements.All(cancel))
            bodies.Add((SummaryKind.NhsBody, statement.NhsBody));
        await foreach (var history in histories.All(cancel))
        {
            if (Json.Read<Files.Delays.DelaysEntry>(Encoding.UTF8.GetBytes(history.Entry)).Level == HistoryLevel.Provider)
                bodies.Add((SummaryKind.NhsBody, history.Key.Body));
        }
        bodies.UnionWith((await Others(cancel)).Where(body => body.Kind != SummaryKind.NhsBody || !bodies.Contains(body)));
        await Publish([.. bodies.Select(body => new Body(new SummariesWanted(body.Kind, body.Code, null), [.. due[body]], false))], cancel);
    }

    /// <summary>Says that every summary is due, since reference data have changed: names, and who belongs to whom. After they can be read.</summary>
    public async Task MarkAll(PageRef changed, CancellationToken cancel) => await Parallel.ForEachAsync(
        await Others(cancel), Options(cancel), async (body, token) => await unfinished.MarkSummaries(body.Kind, body.Code, $"{changed.Collection} {changed.Page}", null, null, token));

    /// <summary>Bodies of which summaries are published, and integrated care boards, which have no document of their own.</summary>
    private async Task<HashSet<(SummaryKind Kind, string Code)>> Others(CancellationToken cancel)
    {
        var bodies = reading.Icbs((await books.Now(cancel)).Reference).Select(icb => (SummaryKind.Icb, icb)).ToHashSet();
        foreach (var kind in Enum.GetValues<SummaryKind>())
        {
            await foreach (var code in published.Bodies(kind, cancel))
            {
                bodies.Add((kind, code));
            }
        }
        return bodies;
    }

    private async Task Publish(ImmutableArray<Body> bodies, CancellationToken cancel)
    {
        // England last: its own documents are the largest.
        foreach (var some in bodies.OrderBy(body => body.Wanted.Kind).ThenBy(body => body.Wanted.Code, StringComparer.Ordinal).Chunk(AtOnce))
        {
            IReadOnlyCollection<Body> left = some;
            while (left.Count > 0)
            {
                var pointers = new ConcurrentDictionary<Body, IReadOnlyDictionary<SummaryKey, SummaryPointer>>();
                await Parallel.ForEachAsync(left, Options(cancel), async (body, token) => pointers[body] = await published.Pointers(body.Wanted.Kind, body.Wanted.Code, body.Wanted.Only, token));
                // Only after the pointers: whoever moves one last has then read at least what every mover before had read.
                var shared = await reading.Common([.. left.Select(body => body.Wanted)], cancel);
                var lost = new ConcurrentBag<Body>();
                await Parallel.ForEachAsync(left, Options(cancel), async (body, token) =>
                {
                    if (!await Publish(body, pointers[body], shared, token))
                        lost.Add(body);
                });
                left = lost;
            }
        }
    }

    /// <summary>False when somebody moved a pointer meanwhile.</summary>
    private async Task<bool> Publish(Body body, IReadOnlyDictionary<SummaryKey, SummaryPointer> pointers, SummaryReading.Shared shared, CancellationToken cancel)
    {
        var wanted = body.Wanted;
        var read = await reading.Of(wanted, shared, cancel);
        var (moved, written) = (false, 0);
        var periods = Summaries.PeriodsOf(wanted.Kind, read.Facts).Where(wanted.Wants).ToHashSet();
        foreach (var period in periods.Order())
        {
            var key = new SummaryKey(wanted.Kind, wanted.Code, period);
            if (Summaries.Of(key, read.For(period), PolicyBook.Current, shared.Reference) is not { } summary)
                continue;
            var content = Json.Bytes(summary);
            var (digest, pointer) = (Digest.Of(content), pointers.GetValueOrDefault(key));
            var fingerprint = Digest.Of($"{digest}\n{Build.Id}");
            if (pointer?.Fingerprint == fingerprint)
            {
                tally.SummariesUnchanged.Add();
                continue;
            }
            if (await Write(summary, content, digest, fingerprint, pointer, shared.Reference, cancel))
                written++;
            else
                moved = true;
        }
        // Of a period about which nothing is left to tell there is no last version.
        foreach (var (key, pointer) in pointers.Where(one => wanted.Only is null && wanted.Wants(one.Key.Period) && !periods.Contains(one.Key.Period)))
            moved |= !await published.DeleteLatest(key, pointer.ETag, cancel);
        if (written > 0)
            LogPublished(log, wanted.Kind, wanted.Code, written);
        if (moved)
            return false;
        foreach (var due in body.Due)
        {
            if (body.ClearAny || due.Mark.Expects is null || due.Mark.Expects == read.Digests.GetValueOrDefault(due.Source, Unfinished.Gone))
                await unfinished.ClearSummaries(due, cancel);
        }
        return true;
    }

    private async Task<bool> Write(Summary summary, byte[] content, string digest, string fingerprint, SummaryPointer? pointer, ReferenceBook reference, CancellationToken cancel)
    {
        var (key, version) = (summary.Key, Digest.Short(fingerprint));
        var (workbook, data, document) = (SummaryStore.WorkbookOf(key, version), SummaryStore.DataOf(key, version), SummaryStore.DocumentOf(key, version));
        if (!await published.Has(key, workbook, cancel))
        {
            var before = pointer is null ? null : await published.Find(key, SummaryStore.DocumentOf(key, pointer.Version), cancel);
            var changes = Summaries.ChangesOf(before is null ? null : (Json.Read<Summary>(before), pointer!.Version), summary);
            await published.Create(key, workbook, Workbook(summary, changes, new Publication(fingerprint, Build.Id, summary.AsAt, version) { Reference = reference }), ContentTypes.Workbook, cancel);
        }
        await published.Create(key, data, Encoding.UTF8.GetBytes(SummaryData.Csv(summary)), ContentTypes.Csv, cancel);
        await published.Create(key, SummaryStore.DescriptionOf(key, version), Encoding.UTF8.GetBytes(SummaryData.Description.Metadata($"{version}.csv", $"{summary.Name}, {key.Period.Name}")), ContentTypes.Json, cancel);
        await published.Create(key, document, content, ContentTypes.Json, cancel);
        if (!await published.MoveLatest(key, new Latest(version, fingerprint, digest, workbook, data, summary.AsAt, summary.Status, summary.Policy, summary.Reference, Build.Id), pointer?.ETag, cancel))
            return false;
        tally.WorkbooksWritten.Add();
        tally.SummariesWritten.Add();
        return true;
    }

    private static byte[] Workbook(Summary summary, SummaryChanges changes, Publication publication) => summary.Key.Kind switch
    {
        SummaryKind.Authority => AuthorityWorkbook.Write(summary, changes, publication),
        SummaryKind.Icb => IcbWorkbook.Write(summary, changes, publication),
        SummaryKind.NhsBody => NhsBodyWorkbook.Write(summary, changes, publication),
        _ => EnglandWorkbook.Write(summary, changes, publication),
    };

    private ParallelOptions Options(CancellationToken cancel) => new() { MaxDegreeOfParallelism = pace.Parallel, CancellationToken = cancel };

    [LoggerMessage(Level = LogLevel.Debug, Message = "Published {Summaries} summaries of {Kind} {Code}")]
    private static partial void LogPublished(ILogger log, SummaryKind kind, string code, int summaries);
}
