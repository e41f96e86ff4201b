using System.Runtime.CompilerServices;
using Azure;
using Azure.Data.Tables;
using Monitoring.Core.Figures;
using Monitoring.Core.Ledger;

namespace Monitoring.Storage;

/// <summary>Something begun and not known to be done.</summary>
/// <param name="Expects">For a workbook: digest of the figures that it is to show.</param>
public sealed record Mark(string Key, string? Expects, DateTimeOffset Since, ETag ETag);

/// <summary>
/// What has been begun and is not known to be done. A mark is set before the write that makes the work due and removed after the work is done, so a
/// dropped delivery or a process that dies leaves its mark, and finding unfinished work costs what is unfinished, not what is history.
/// </summary>
public sealed class Unfinished(Accounts accounts)
{
    public const string Name = "unfinished";

    private const string Computing = "compute", Publishing = "publish", Stale = "stale";

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
    public Task MarkPublish(FigureKey figure, string digest, CancellationToken cancel) =>
        _table.UpsertEntityAsync(new TableEntity(Publishing, RowKey(figure)) { ["Expects"] = digest }, TableUpdateMode.Replace, cancel);

    public async Task<Mark?> FindPublish(FigureKey figure, CancellationToken cancel)
    {
        var found = await _table.GetEntityIfExistsAsync<TableEntity>(Publishing, RowKey(figure), cancellationToken: cancel);
        return found.HasValue ? MarkOf(found.Value!) : null;
    }

    /// <summary>Removes exactly the mark that was read: one set since then stays.</summary>
    public Task ClearPublish(FigureKey figure, Mark mark, CancellationToken cancel) => Delete(Publishing, RowKey(figure), mark.ETag, cancel);

    /// <summary>Acceptances whose figures are due.</summary>
    public IAsyncEnumerable<Mark> Compute(CancellationToken cancel) => All(Computing, cancel);

    /// <summary>Figures whose workbook is due.</summary>
    public async IAsyncEnumerable<(FigureKey Figure, Mark Mark)> Publish([EnumeratorCancellation] CancellationToken cancel)
    {
        await foreach (var mark in All(Publishing, cancel))
        {
            if (mark.Key.Split('|') is [var body, var month])
                yield return (new FigureKey(body, Core.Kernel.ReportingMonth.Parse(month)), mark);
        }
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

    private static Mark MarkOf(TableEntity row) => new(row.RowKey, row.GetString("Expects"), row.Timestamp ?? DateTimeOffset.MinValue, row.ETag);

    private static string RowKey(FigureKey figure) => $"{figure.Body}|{figure.Month}";
}
