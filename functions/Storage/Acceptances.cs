using System.Runtime.CompilerServices;
using Azure;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Monitoring.Core.Kernel;
using Monitoring.Core.Ledger;
using Monitoring.Core.Policy;

namespace Monitoring.Storage;

/// <summary>The commits. One blob each, created once; nothing counts that is not here.</summary>
public sealed class Acceptances(Accounts accounts)
{
    private readonly BlobContainerClient _container = accounts.Returns.GetBlobContainerClient(Containers.Accepted);

    public static string NameOf(ArrivalOrder order) => $"{order}.json";

    /// <summary>Commits. False when it was committed before: then that stands.</summary>
    public Task<bool> Commit(Acceptance acceptance, CancellationToken cancel) =>
        _container.Create(NameOf(acceptance.Order), Json.Bytes(acceptance), ContentTypes.Json, cancel);

    public Task<bool> IsCommitted(ArrivalOrder order, CancellationToken cancel) => _container.Exists(NameOf(order), cancel);

    /// <summary>The acceptance under a blob name, or null when there is none.</summary>
    public async Task<Acceptance?> Find(string blobName, CancellationToken cancel) =>
        await _container.Read(blobName, cancel) is { } stored ? Json.Read<Acceptance>(stored.Content) : null;

    /// <summary>All of them, in order of arrival.</summary>
    public async IAsyncEnumerable<Acceptance> All([EnumeratorCancellation] CancellationToken cancel)
    {
        await foreach (var name in _container.Names(null, cancel))
            yield return (await Find(name, cancel))!;
    }
}

/// <summary>
/// A projection of the acceptances by page: one query gives everything that what stands on a page is worked out from. Rows are only ever added.
/// </summary>
public sealed class VersionsTable(Accounts accounts)
{
    public const string Name = "versions";

    /// <summary>A property holds at most 64 KiB.</summary>
    private const int ChunkBytes = 60_000;

    private readonly TableClient _table = accounts.Tables.GetTableClient(Name);

    /// <summary>Writes an acceptance's rows; the same again changes nothing.</summary>
    public async Task Put(Acceptance acceptance, CancellationToken cancel)
    {
        foreach (var page in acceptance.Pages)
        {
            var row = new TableEntity(Partition(acceptance.Collection, page.Page), acceptance.Order.Value)
            {
                ["Submission"] = acceptance.Submission,
                ["Sender"] = acceptance.Sender,
                ["View"] = acceptance.View.ToString(),
                ["ReceivedAt"] = acceptance.ReceivedAt,
            };
            var packed = Blobs.Zip(System.Text.Encoding.UTF8.GetString(Json.Bytes(page)));
            for (var chunk = 0; chunk * ChunkBytes < packed.Length; chunk++)
                row[$"Content{chunk}"] = packed[(chunk * ChunkBytes)..Math.Min(packed.Length, (chunk + 1) * ChunkBytes)];
            await _table.UpsertEntityAsync(row, TableUpdateMode.Replace, cancel);
            await _table.UpsertEntityAsync(new TableEntity(acceptance.Collection, StorageKey.Of(page.Page)), TableUpdateMode.Replace, cancel);
        }
    }

    /// <summary>Every acceptance that touches a page, in order of arrival.</summary>
    public async Task<IReadOnlyList<PageVersion>> Of(string collection, string page, CancellationToken cancel)
    {
        var versions = new List<PageVersion>();
        var partition = Partition(collection, page);
        await foreach (var row in _table.QueryAsync<TableEntity>(row => row.PartitionKey == partition, cancellationToken: cancel))
            versions.Add(VersionOf(row));
        return versions;
    }

    /// <summary>Every acceptance that touches a collection, page by page, each page in order of arrival: one question for what is made of many pages.</summary>
    public async Task<IReadOnlyList<(PageRef Page, IReadOnlyList<PageVersion> Versions)>> Of(string collection, CancellationToken cancel)
    {
        var pages = new SortedDictionary<string, List<PageVersion>>(StringComparer.Ordinal);
        // The partitions of a collection are those between its name with the bar and the next character after that.
        var filter = TableClient.CreateQueryFilter($"PartitionKey ge {Partition(collection, "")} and PartitionKey lt {$"{collection}{(char)('|' + 1)}"}");
        await foreach (var row in _table.QueryAsync<TableEntity>(filter, cancellationToken: cancel))
        {
            var page = StorageKey.Read(row.PartitionKey[(collection.Length + 1)..]);
            (pages.TryGetValue(page, out var known) ? known : pages[page] = []).Add(VersionOf(row));
        }
        return [.. pages.Select(page => (new PageRef(collection, page.Key), (IReadOnlyList<PageVersion>)[.. page.Value.OrderBy(version => version.Order)]))];
    }

    /// <summary>The pages of a collection on which anything was ever accepted, in order.</summary>
    public async Task<IReadOnlyList<string>> Pages(string collection, CancellationToken cancel)
    {
        var pages = new List<string>();
        await foreach (var row in _table.QueryAsync<TableEntity>(row => row.PartitionKey == collection, select: ["RowKey"], cancellationToken: cancel))
            pages.Add(StorageKey.Read(row.RowKey));
        return pages;
    }

    /// <summary>Removes the rows of a page that belong to no acceptance. Returns how many.</summary>
    public async Task<int> RemoveOthers(string collection, string page, IReadOnlySet<ArrivalOrder> accepted, CancellationToken cancel)
    {
        var removed = 0;
        foreach (var version in (await Of(collection, page, cancel)).Where(version => !accepted.Contains(version.Order)))
        {
            await _table.DeleteEntityAsync(Partition(collection, page), version.Order.Value, cancellationToken: cancel);
            removed++;
        }
        return removed;
    }

    private static PageVersion VersionOf(TableEntity row)
    {
        var packed = Enumerable.Range(0, int.MaxValue).Select(chunk => row.GetBinary($"Content{chunk}")).TakeWhile(chunk => chunk is not null).SelectMany(chunk => chunk).ToArray();
        return new PageVersion(
            new ArrivalOrder(row.RowKey), row.GetString("Submission"), row.GetString("Sender"), Enum.Parse<View>(row.GetString("View")),
            row.GetDateTimeOffset("ReceivedAt")!.Value, Json.Read<AcceptedPage>(System.Text.Encoding.UTF8.GetBytes(Blobs.Unzip(packed))));
    }

    private static string Partition(string collection, string page) => $"{collection}|{StorageKey.Of(page)}";
}
