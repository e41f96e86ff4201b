using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Monitoring.Storage;

namespace Monitoring.App.Tests.Flow;

/// <summary>
/// Everything that an account holds, as text that two runs can be compared by. Times are taken out: two runs never have the same. What was published on the way
/// may differ (an intermediate state is a true state), so of the published files only the pointers count, and what they point to is checked against the figures.
/// </summary>
internal static partial class StoredState
{
    private static readonly string[] Compared = [Containers.Inbox, Containers.Returns, Containers.Quarantine, Containers.Ledger, Containers.Cases, Containers.Accepted, Containers.Receipts, Containers.Figures, Containers.CaseFigures];

    /// <summary>Name and content of every blob that must be alike, and every row.</summary>
    public static async Task<SortedDictionary<string, string>> Of(string connection)
    {
        var state = new SortedDictionary<string, string>(StringComparer.Ordinal);
        var blobs = new BlobServiceClient(connection);
        foreach (var container in Compared)
        {
            await foreach (var blob in blobs.GetBlobContainerClient(container).GetBlobsAsync())
                state[WithoutTimes($"{container}/{blob.Name}")] = WithoutTimes(await Text(blobs.GetBlobContainerClient(container).GetBlobClient(blob.Name)));
        }
        foreach (var (row, text) in await Tables(connection))
            state[row] = text;
        foreach (var container in new[] { Containers.Published, Containers.CasePublished })
        {
            await foreach (var blob in blobs.GetBlobContainerClient(container).GetBlobsAsync())
            {
                if (blob.Name.EndsWith("latest.json", StringComparison.Ordinal))
                    state[$"{container}/{blob.Name}"] = "a pointer";
            }
        }
        return state;
    }

    /// <summary>Rows of both tables.</summary>
    public static async Task<SortedDictionary<string, string>> Tables(string connection)
    {
        var state = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var table in new[] { VersionsTable.Name, Unfinished.Name })
        {
            await foreach (var row in new TableClient(connection, table).QueryAsync<TableEntity>())
            {
                var properties = row.Where(property => property.Key is not ("odata.etag" or "Timestamp" or "RowKey" or "PartitionKey" or "ReceivedAt"))
                    .OrderBy(property => property.Key, StringComparer.Ordinal)
                    .Select(property => $"{property.Key}={(property.Value is byte[] packed ? Unzip(packed) : property.Value)}");
                state[WithoutTimes($"table {table}/{row.PartitionKey}/{row.RowKey}")] = WithoutTimes(string.Join('\n', properties));
            }
        }
        return state;
    }

    /// <summary>The first difference in words, or null.</summary>
    public static string? Difference(SortedDictionary<string, string> expected, SortedDictionary<string, string> actual)
    {
        foreach (var name in expected.Keys.Union(actual.Keys))
        {
            if (!actual.TryGetValue(name, out var is_))
                return $"{name} is missing";
            if (!expected.TryGetValue(name, out var was))
                return $"{name} should not be there";
            if (was != is_)
                return $"{name} differs:\n{was}\n--- but is\n{is_}";
        }
        return null;
    }

    /// <summary>A blob as text, unpacked where it is packed.</summary>
    public static async Task<string> Text(BlobClient blob)
    {
        var content = (await blob.DownloadContentAsync()).Value.Content.ToArray();
        return content is [0x1f, 0x8b, ..] ? Unzip(content) : Encoding.UTF8.GetString(content);
    }

    private static string Unzip(byte[] packed)
    {
        using var zip = new GZipStream(new MemoryStream(packed), CompressionMode.Decompress);
        using var reader = new StreamReader(zip);
        return reader.ReadToEnd();
    }

    private static string WithoutTimes(string text) => IsoTime().Replace(OrderTime().Replace(text, "TIME"), "TIME");

    [GeneratedRegex(@"\d{8}T\d{9}Z")]
    private static partial Regex OrderTime();

    [GeneratedRegex(@"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")]
    private static partial Regex IsoTime();
}
