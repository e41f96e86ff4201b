using System.Runtime.CompilerServices;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Monitoring.Core.Figures.Delays;
using Monitoring.Core.Kernel;

namespace Monitoring.Storage;

/// <summary>What is told of a history document without reading it.</summary>
/// <param name="Entry">How it stands in the list of histories, as JSON.</param>
/// <param name="Digest">Of its content and its entry.</param>
public sealed record StoredHistory(HistoryKey Key, string Entry, string Digest, ETag ETag);

/// <summary>
/// Histories of delays: one document for each body, beside its months; written only over exactly what was read. Some hundred are made at once, so what they are compared by is told with their names, and none is read for it.
/// </summary>
public sealed class HistoryStore(Accounts accounts)
{
    private const string Entry = "entry", ContentDigest = "digest";

    private readonly BlobContainerClient _container = accounts.Returns.GetBlobContainerClient(Containers.Figures);

    public Task<Stored?> Find(HistoryKey history, CancellationToken cancel) => _container.Read(history.BlobName, cancel);

    public Task<bool> Has(HistoryKey history, CancellationToken cancel) => _container.Exists(history.BlobName, cancel);

    /// <summary>What <see cref="StoredHistory.Digest"/> is of a history.</summary>
    public static string DigestOf(byte[] content, string entry) => Digest.Of($"{Digest.Of(content)}\n{entry}");

    /// <summary>False when somebody wrote meanwhile: what was computed may be out of date.</summary>
    /// <param name="entry">How it stands in the list of histories, as JSON: some hundred characters, since it goes with every listing.</param>
    public Task<bool> Replace(HistoryKey history, byte[] content, string entry, ETag? read, CancellationToken cancel) => _container.Replace(
        history.BlobName, content, ContentTypes.Json,
        // Metadata are headers, in which only ASCII may stand.
        new Dictionary<string, string> { [Entry] = Uri.EscapeDataString(entry), [ContentDigest] = DigestOf(content, entry) }, read, cancel);

    /// <summary>Deletes exactly what was read: the history of a body of which no month says anything any more. False when somebody wrote meanwhile.</summary>
    public Task<bool> Delete(StoredHistory history, CancellationToken cancel) => _container.Delete(history.Key.BlobName, history.ETag, cancel);

    /// <summary>Every history there is.</summary>
    public async IAsyncEnumerable<StoredHistory> All([EnumeratorCancellation] CancellationToken cancel)
    {
        await foreach (var blob in _container.GetBlobsAsync(new GetBlobsOptions { Traits = BlobTraits.Metadata }, cancel))
        {
            if (HistoryKey.Parse(blob.Name) is { } key && blob.Properties.ETag is { } etag)
                yield return new StoredHistory(key, Uri.UnescapeDataString(blob.Metadata[Entry]), blob.Metadata[ContentDigest], etag);
        }
    }
}

/// <summary>Discharge documents: one for each body and month, beside its months of delays; written only over exactly what was read.</summary>
public sealed class DischargeStore(Accounts accounts)
{
    private readonly BlobContainerClient _container = accounts.Returns.GetBlobContainerClient(Containers.Figures);

    public Task<Stored?> Find(DischargeKey discharge, CancellationToken cancel) => _container.Read(discharge.BlobName, cancel);

    public Task<bool> Has(DischargeKey discharge, CancellationToken cancel) => _container.Exists(discharge.BlobName, cancel);

    /// <summary>False when somebody wrote meanwhile: what was computed may be out of date.</summary>
    public Task<bool> Replace(DischargeKey discharge, byte[] content, ETag? read, CancellationToken cancel) => _container.Replace(discharge.BlobName, content, ContentTypes.Json, read, cancel);

    /// <summary>Every document there is.</summary>
    public IAsyncEnumerable<DischargeKey> All(CancellationToken cancel) => Under(null, cancel);

    /// <summary>Every document of a body.</summary>
    public IAsyncEnumerable<DischargeKey> Of(string body, CancellationToken cancel) => Under($"{body}/", cancel);

    private async IAsyncEnumerable<DischargeKey> Under(string? prefix, [EnumeratorCancellation] CancellationToken cancel)
    {
        await foreach (var name in _container.Names(prefix, cancel))
        {
            if (DischargeKey.Parse(name) is { } discharge)
                yield return discharge;
        }
    }
}
