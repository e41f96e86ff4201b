using Azure.Storage.Blobs;
using Monitoring.Core.Kernel;
using Monitoring.Core.Ledger;
using Monitoring.Core.Returns;

namespace Monitoring.Storage;

/// <summary>Uploads as they came, kept for ever by their content; and the quarantine for those that could not be taken in.</summary>
public sealed class ReturnsStore(Accounts accounts)
{
    private readonly BlobContainerClient _returns = accounts.Returns.GetBlobContainerClient(Containers.Returns);
    private readonly BlobContainerClient _quarantine = accounts.Returns.GetBlobContainerClient(Containers.Quarantine);

    /// <summary>Keeps a file under its sender and digest; the same file twice is kept once. Returns where.</summary>
    public async Task<string> Keep(string sender, string sha256, Stream content, CancellationToken cancel)
    {
        var name = $"{sender}/{sha256}";
        await _returns.Create(name, content, ContentTypes.Binary, null, cancel);
        return $"{Containers.Returns}/{name}";
    }

    /// <summary>Puts a file aside. Its name is not used in the path: it is one of the things that may be wrong with it.</summary>
    public async Task<string> Quarantine(string submission, Stream content, CancellationToken cancel)
    {
        await _quarantine.Create(submission, content, ContentTypes.Binary, null, cancel);
        return $"{Containers.Quarantine}/{submission}";
    }
}

/// <summary>
/// Ledger lines: compressed CSV, one blob for each submission and page. Named by content too, so that another build cannot contradict what was written. Case-level lines lie in a
/// container of their own, with its own roles and retention.
/// </summary>
public sealed class LedgerStore(Accounts accounts)
{
    private readonly BlobContainerClient _ledger = accounts.Returns.GetBlobContainerClient(Containers.Ledger);
    private readonly BlobContainerClient _cases = accounts.Returns.GetBlobContainerClient(Containers.Cases);

    public static string NameOf(string collection, string page, string submission, string text) =>
        $"{collection}/{StorageKey.Of(page)}/{submission}-{Digest.Short(Digest.Of(text))}.csv.gz";

    public Task Put(Collection collection, string name, string text, CancellationToken cancel) => Of(collection).Create(name, Blobs.Zip(text), ContentTypes.Zipped, cancel);

    /// <summary>The lines of a blob, by slice. A blob that an acceptance names and that is not there is a fault, not an answer.</summary>
    public async Task<ILookup<Place, LedgerRow>> Read(Collection collection, string name, CancellationToken cancel)
    {
        var stored = await Of(collection).Read(name, cancel) ?? throw new InvalidDataException($"The ledger blob {name} is named by an acceptance and is not there.");
        return LedgerText.Read(collection, Blobs.Unzip(stored.Content)).ToLookup(row => row.Slice.Place);
    }

    private BlobContainerClient Of(Collection collection) => collection.IsCaseLevel ? _cases : _ledger;
}
