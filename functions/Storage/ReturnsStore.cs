using Azure.Storage.Blobs;
using Monitoring.Core.Kernel;
using Monitoring.Core.Ledger;

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

/// <summary>Ledger lines: compressed CSV, one blob for each submission and month. Named by content too, so that another build cannot contradict what was written.</summary>
public sealed class LedgerStore(Accounts accounts)
{
    private readonly BlobContainerClient _container = accounts.Returns.GetBlobContainerClient(Containers.Ledger);

    public static string NameOf(string collection, ReportingMonth month, string submission, string text) =>
        $"{collection}/{month}/{submission}-{Digest.Short(Digest.Of(text))}.csv.gz";

    public Task Put(string name, string text, CancellationToken cancel) => _container.Create(name, Blobs.Zip(text), ContentTypes.Zipped, cancel);

    /// <summary>The lines of a blob, by provider and authority. A blob that an acceptance names and that is not there is a fault, not an answer.</summary>
    public async Task<ILookup<Place, LedgerLine>> Read(string name, CancellationToken cancel)
    {
        var stored = await _container.Read(name, cancel) ?? throw new InvalidDataException($"The ledger blob {name} is named by an acceptance and is not there.");
        return LedgerText.Read(Blobs.Unzip(stored.Content)).ToLookup(line => new Place(line.Slice.Provider, line.Slice.Authority));
    }
}
