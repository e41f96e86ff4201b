using System.Globalization;
using System.Runtime.CompilerServices;
using Azure;
using Azure.Data.Tables;
using Monitoring.Core.Figures.Funds;
using Monitoring.Core.Figures.Reimbursement;
using Monitoring.Core.Figures.Summaries;
using Monitoring.Core.Kernel;
using Monitoring.Core.Ledger;

namespace Monitoring.Storage;

/// <summary>Something begun and not known to be done.</summary>
/// <param name="Expects">For a workbook: digest of the figures or of the statement that it is to show.</param>
public sealed record Mark(string Key, string? Expects, DateTimeOffset Since, ETag ETag);

/// <summary>Summaries of a body that are due, because of one document or of something else that they are made of.</summary>
/// <param name="Source">The document: <c>figures/507/2019-11.json</c>; or in a word what else has changed.</param>
/// <param name="From">Periods that end before it are as they were; null when all of them are due.</param>
public sealed record SummariesDue(SummaryKind Kind, string Code, string Source, DateOnly? From, Mark Mark);

/// <summary>
/// What has been begun and is not known to be done. A mark is set before the write that makes the work due and removed after the work is done, so a
/// dropped delivery or a process that dies leaves its mark, and finding unfinished work costs what is unfinished, not what is history.
/// </summary>
public sealed class Unfinished(Accounts accounts)
{
    public const string Name = "unfinished";

    private const string Computing = "compute", Publishing = "publish", Stale = "stale", Stating = "state", PublishingStatements = "publish-statement", Posting = "post", Closing = "close",
        Funding = "fund", Gathering = "gather-fund", Charting = "chart", Summarising = "summarise";

    /// <summary>What a mark expects of a document that is deleted.</summary>
    public const string Gone = "gone";

    private readonly TableClient _table = accounts.Tables.GetTableClient(Name);

    /// <summary>Set before the commit: its figures are due.</summary>
    public Task MarkCompute(ArrivalOrder order, CancellationToken cancel) =>
        _table.UpsertEntityAsync(new TableEntity(Computing, order.Value), TableUpdateMode.Replace, cancel);

    public Task ClearCompute(ArrivalOrder order, CancellationToken cancel) => Delete(Computing, order.Value, ETag.All, cancel);

    /// <summary>Set before the figures of a page are worked out anew because something else changed, such as reference data.</summary>
    public Task MarkStale(PageRef page, CancellationToken cancel) =>
        _table.UpsertEntityAsync(new TableEntity(Stale, $"{page.Collection}|{StorageKey.Of(page.Page)}"), TableUpdateMode.Replace, cancel);

    /// <summary>Removes exactly the mark that was read: one set since then stays.</summary>
    public Task ClearStale(Mark mark, CancellationToken cancel) => Delete(Stale, mark.Key, mark.ETag, cancel);

    /// <summary>Pages whose figures are to be worked out anew.</summary>
    public async IAsyncEnumerable<(PageRef Page, Mark Mark)> StalePages([EnumeratorCancellation] CancellationToken cancel)
    {
        await foreach (var mark in All(Stale, cancel))
        {
            if (mark.Key.Split('|') is [var collection, var page])
                yield return (new PageRef(collection, StorageKey.Read(page)), mark);
        }
    }

    /// <summary>Set before figures are written: their workbook is due.</summary>
    /// <param name="figuresBlob">Their name: a year of a fund.</param>
    public Task MarkPublish(string figuresBlob, string digest, CancellationToken cancel) =>
        _table.UpsertEntityAsync(new TableEntity(Publishing, StorageKey.Of(figuresBlob)) { ["Expects"] = digest }, TableUpdateMode.Replace, cancel);

    public Task<Mark?> FindPublish(string figuresBlob, CancellationToken cancel) => Find(Publishing, StorageKey.Of(figuresBlob), cancel);

    /// <summary>Removes exactly the mark that was read: one set since then stays.</summary>
    public Task ClearPublish(string figuresBlob, Mark mark, CancellationToken cancel) => Delete(Publishing, StorageKey.Of(figuresBlob), mark.ETag, cancel);

    /// <summary>Set when the statements of an NHS body's cases are to be worked out anew, before whatever made that so is done with.</summary>
    public Task MarkState(string nhsBody, CancellationToken cancel) =>
        _table.UpsertEntityAsync(new TableEntity(Stating, StorageKey.Of(nhsBody)), TableUpdateMode.Replace, cancel);

    public Task<Mark?> FindState(string nhsBody, CancellationToken cancel) => Find(Stating, StorageKey.Of(nhsBody), cancel);

    /// <summary>Removes exactly the mark that was read: one set since then stays.</summary>
    public Task ClearState(Mark mark, CancellationToken cancel) => Delete(Stating, mark.Key, mark.ETag, cancel);

    /// <summary>NHS bodies whose statements are due.</summary>
    public async IAsyncEnumerable<(string NhsBody, Mark Mark)> State([EnumeratorCancellation] CancellationToken cancel)
    {
        await foreach (var mark in All(Stating, cancel))
            yield return (StorageKey.Read(mark.Key), mark);
    }

    /// <summary>Set before a statement document is written, or anything is posted or issued about it: its workbook is due.</summary>
    public Task MarkPublish(StatementKey statement, string digest, CancellationToken cancel) =>
        _table.UpsertEntityAsync(new TableEntity(PublishingStatements, RowKey(statement)) { ["Expects"] = digest }, TableUpdateMode.Replace, cancel);

    public Task<Mark?> FindPublish(StatementKey statement, CancellationToken cancel) => Find(PublishingStatements, RowKey(statement), cancel);

    /// <summary>Removes exactly the mark that was read: one set since then stays.</summary>
    public Task ClearPublish(StatementKey statement, Mark mark, CancellationToken cancel) => Delete(PublishingStatements, RowKey(statement), mark.ETag, cancel);

    /// <summary>Statements of which something is to be posted or published.</summary>
    public async IAsyncEnumerable<(StatementKey Statement, Mark Mark)> PublishStatements([EnumeratorCancellation] CancellationToken cancel)
    {
        await foreach (var mark in All(PublishingStatements, cancel))
        {
            if (mark.Key.Split('|') is [var body, var payee, var payer, var month])
                yield return (new StatementKey(StorageKey.Read(body), StorageKey.Read(payee), StorageKey.Read(payer), ReportingMonth.Parse(month)), mark);
        }
    }

    /// <summary>
    /// Set before anything is posted or issued about a statement: its record and its notices are due, and another look at what stands. Each attempt has a mark of its own, so that one who finishes does not remove
    /// the mark of another who has only begun.
    /// </summary>
    public async Task<Mark> MarkPosting(StatementKey statement, CancellationToken cancel)
    {
        var key = $"{RowKey(statement)}|{Guid.NewGuid():N}";
        await _table.UpsertEntityAsync(new TableEntity(Posting, key), TableUpdateMode.Replace, cancel);
        return new Mark(key, null, DateTimeOffset.MinValue, ETag.All);
    }

    public Task ClearPosting(Mark mark, CancellationToken cancel) => Delete(Posting, mark.Key, mark.ETag, cancel);

    /// <summary>Statements about which something was posted or issued, or was going to be.</summary>
    public async IAsyncEnumerable<(StatementKey Statement, Mark Mark)> Postings([EnumeratorCancellation] CancellationToken cancel)
    {
        await foreach (var mark in All(Posting, cancel))
        {
            if (mark.Key.Split('|') is [var body, var payee, var payer, var month, _])
                yield return (new StatementKey(StorageKey.Read(body), StorageKey.Read(payee), StorageKey.Read(payer), ReportingMonth.Parse(month)), mark);
        }
    }

    /// <summary>Set before a month is closed: every account is to be touched afterwards.</summary>
    public async Task<Mark> MarkClosing(ReportingMonth month, CancellationToken cancel)
    {
        var set = await _table.UpsertEntityAsync(new TableEntity(Closing, month.ToString()), TableUpdateMode.Replace, cancel);
        return new Mark(month.ToString(), null, DateTimeOffset.MinValue, set.Headers.ETag ?? throw new InvalidDataException("Storage does not say which mark it set."));
    }

    /// <summary>Removes exactly the mark that was set or read: one set since then stays.</summary>
    public Task ClearClosing(Mark mark, CancellationToken cancel) => Delete(Closing, mark.Key, mark.ETag, cancel);

    /// <summary>Months that were closed, or were going to be.</summary>
    public async IAsyncEnumerable<(ReportingMonth Month, Mark Mark)> Closings([EnumeratorCancellation] CancellationToken cancel)
    {
        await foreach (var mark in All(Closing, cancel))
            yield return (ReportingMonth.Parse(mark.Key), mark);
    }

    /// <summary>Set when the figures of a board's fund are to be worked out anew, before whatever made that so is done with.</summary>
    public Task MarkFund(string hwb, CancellationToken cancel) =>
        _table.UpsertEntityAsync(new TableEntity(Funding, StorageKey.Of(hwb)), TableUpdateMode.Replace, cancel);

    public Task<Mark?> FindFund(string hwb, CancellationToken cancel) => Find(Funding, StorageKey.Of(hwb), cancel);

    /// <summary>Removes exactly the mark that was read: one set since then stays.</summary>
    public Task ClearFund(Mark mark, CancellationToken cancel) => Delete(Funding, mark.Key, mark.ETag, cancel);

    /// <summary>Boards the figures of whose fund are due.</summary>
    public async IAsyncEnumerable<(string Hwb, Mark Mark)> Funds([EnumeratorCancellation] CancellationToken cancel)
    {
        await foreach (var mark in All(Funding, cancel))
            yield return (StorageKey.Read(mark.Key), mark);
    }

    /// <summary>Set before the figures of a board's fund are written: those of England for the year are due, and are to be made of exactly these.</summary>
    public Task MarkGather(FundKey fund, string digest, CancellationToken cancel) =>
        _table.UpsertEntityAsync(new TableEntity(Gathering, RowKey(fund)) { ["Expects"] = digest }, TableUpdateMode.Replace, cancel);

    /// <summary>Removes exactly the mark that was read: one set since then stays.</summary>
    public Task ClearGather(Mark mark, CancellationToken cancel) => Delete(Gathering, mark.Key, mark.ETag, cancel);

    /// <summary>Boards' figures that are not known to be in those of England.</summary>
    public async IAsyncEnumerable<(FundKey Fund, Mark Mark)> Gathers([EnumeratorCancellation] CancellationToken cancel)
    {
        await foreach (var mark in All(Gathering, cancel))
        {
            if (mark.Key.Split('|') is [var hwb, var year])
                yield return (new FundKey(StorageKey.Read(hwb), FinancialYear.Parse(year)), mark);
        }
    }

    /// <summary>Set before England's figures of a month are written: the histories are due, and are to be made of exactly these.</summary>
    public Task MarkHistories(ReportingMonth england, string digest, CancellationToken cancel) =>
        _table.UpsertEntityAsync(new TableEntity(Charting, $"{england}") { ["Expects"] = digest }, TableUpdateMode.Replace, cancel);

    /// <summary>Set when something else has arrived that histories are made of, after it can be read and before whatever made it so is done with.</summary>
    public Task MarkHistories(PageRef page, CancellationToken cancel) =>
        _table.UpsertEntityAsync(new TableEntity(Charting, $"{page.Collection}|{StorageKey.Of(page.Page)}"), TableUpdateMode.Replace, cancel);

    /// <summary>Removes exactly the mark that was read: one set since then stays.</summary>
    public Task ClearHistories(Mark mark, CancellationToken cancel) => Delete(Charting, mark.Key, mark.ETag, cancel);

    /// <summary>What is not known to be in the histories; with the month, where it is England's figures of one.</summary>
    public async IAsyncEnumerable<(ReportingMonth? England, Mark Mark)> Histories([EnumeratorCancellation] CancellationToken cancel)
    {
        await foreach (var mark in All(Charting, cancel))
            yield return (ReportingMonth.TryParse(mark.Key, out var month) ? month : null, mark);
    }

    /// <summary>
    /// Set before a document is written that summaries of a body are made of, or, without <paramref name="expects"/>, after something else of theirs can be read and before whatever made it so is done with. Each document has a
    /// mark of its own beside those of others; what an earlier mark of the same document says is due stays due.
    /// </summary>
    /// <param name="source">Its name with the container: <c>figures/507/2019-11.json</c>.</param>
    /// <param name="from">The first day from which summaries can differ; null for all of them.</param>
    /// <param name="expects">Digest of the document, or <see cref="Gone"/>.</param>
    public async Task MarkSummaries(SummaryKind kind, string code, string source, DateOnly? from, string? expects, CancellationToken cancel)
    {
        var key = $"{SummaryKey.FolderOf(kind)}|{StorageKey.Of(code)}|{StorageKey.Of(source)}";
        while (true)
        {
            var before = await _table.GetEntityIfExistsAsync<TableEntity>(Summarising, key, cancellationToken: cancel);
            var row = new TableEntity(Summarising, key) { ["Expects"] = expects };
            if (from is { } first && (!before.HasValue || FromOf(before.Value!) is not null))
                row["From"] = (before.HasValue && FromOf(before.Value!) is { } earlier && earlier < first ? earlier : first).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
            try
            {
                if (before.HasValue)
                    await _table.UpdateEntityAsync(row, before.Value!.ETag, TableUpdateMode.Replace, cancel);
                else
                    await _table.AddEntityAsync(row, cancel);
                return;
            }
            catch (RequestFailedException conflict) when (conflict.Status is 404 or 409 or 412)
            {
                // Set or removed since it was read: read again.
            }
        }
    }

    /// <summary>Removes exactly the mark that was read: one set since then stays.</summary>
    public Task ClearSummaries(SummariesDue due, CancellationToken cancel) => Delete(Summarising, due.Mark.Key, due.Mark.ETag, cancel);

    /// <summary>Everything that is not known to be in summaries.</summary>
    public async IAsyncEnumerable<SummariesDue> Summaries([EnumeratorCancellation] CancellationToken cancel)
    {
        await foreach (var row in _table.QueryAsync<TableEntity>(row => row.PartitionKey == Summarising, cancellationToken: cancel))
        {
            if (row.RowKey.Split('|') is [var folder, var code, var source] && SummaryKey.KindOf(folder) is { } kind)
                yield return new SummariesDue(kind, StorageKey.Read(code), StorageKey.Read(source), FromOf(row), MarkOf(row));
        }
    }

    /// <summary>Acceptances whose figures are due.</summary>
    public IAsyncEnumerable<Mark> Compute(CancellationToken cancel) => All(Computing, cancel);

    /// <summary>Figures whose workbook is due.</summary>
    public async IAsyncEnumerable<(string FiguresBlob, Mark Mark)> Publish([EnumeratorCancellation] CancellationToken cancel)
    {
        await foreach (var mark in All(Publishing, cancel))
            yield return (StorageKey.Read(mark.Key), mark);
    }

    private async Task<Mark?> Find(string stage, string key, CancellationToken cancel)
    {
        var found = await _table.GetEntityIfExistsAsync<TableEntity>(stage, key, cancellationToken: cancel);
        return found.HasValue ? MarkOf(found.Value!) : null;
    }

    private async IAsyncEnumerable<Mark> All(string stage, [EnumeratorCancellation] CancellationToken cancel)
    {
        await foreach (var row in _table.QueryAsync<TableEntity>(row => row.PartitionKey == stage, cancellationToken: cancel))
            yield return MarkOf(row);
    }

    private async Task Delete(string stage, string key, ETag etag, CancellationToken cancel)
    {
        try
        {
            await _table.DeleteEntityAsync(stage, key, etag, cancel);
        }
        catch (RequestFailedException gone) when (gone.Status is 404 or 412)
        {
            // Gone already, or set anew since it was read: both are right.
        }
    }

    private static DateOnly? FromOf(TableEntity row) => row.GetString("From") is { } from ? DateOnly.ParseExact(from, "yyyy-MM-dd", CultureInfo.InvariantCulture) : null;

    private static Mark MarkOf(TableEntity row) => new(row.RowKey, row.GetString("Expects"), row.Timestamp ?? DateTimeOffset.MinValue, row.ETag);

    private static string RowKey(FundKey fund) => $"{StorageKey.Of(fund.Hwb)}|{fund.Year}";

    private static string RowKey(StatementKey statement) => $"{StorageKey.Of(statement.NhsBody)}|{StorageKey.Of(statement.Payee)}|{StorageKey.Of(statement.Payer)}|{statement.Month}";
}
