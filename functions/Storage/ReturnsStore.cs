using System.Runtime.CompilerServices;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Monitoring.Core.Kernel;
using Monitoring.Core.Ledger;
using Monitoring.Core.Returns;

namespace Monitoring.Storage;

/// <summary>Uploads as they came, kept by their content: for ever, or apart with the cases that they hold; and the quarantine for those that could not be taken in.</summary>
public sealed class ReturnsStore(Accounts accounts)
{
    private readonly BlobContainerClient _returns = accounts.Returns.GetBlobContainerClient(Containers.Returns);
    private readonly BlobContainerClient _cases = accounts.Cases.GetBlobContainerClient(Containers.Cases);
    private readonly BlobContainerClient _quarantine = accounts.Cases.GetBlobContainerClient(Containers.Quarantine);

    /// <summary>Keeps a file under its sender and digest; the same file twice is kept once. Returns where.</summary>
    public async Task<string> Keep(string sender, string sha256, Stream content, CancellationToken cancel)
    {
        var name = $"{sender}/{sha256}";
        await _returns.Create(name, content, ContentTypes.Binary, null, cancel);
        return $"{Containers.Returns}/{name}";
    }

    /// <summary>
    /// Keeps a file that holds cases apart from the others, until the retention of its cases ends. The submission is noted beside it before the file is there, so that none can be forgotten.
    /// </summary>
    public async Task<string> KeepCases(CaseSubmission submission, Stream content, CancellationToken cancel)
    {
        await _cases.Write(submission.BlobName, Json.Bytes(submission), ContentTypes.Json, cancel);
        await _cases.Create(submission.Upload, content, ContentTypes.Binary, null, cancel);
        return $"{Containers.Cases}/{submission.Upload}";
    }

    /// <summary>Every submission of which anything about cases is still kept, right or refused.</summary>
    public async IAsyncEnumerable<CaseSubmission> WithCases([EnumeratorCancellation] CancellationToken cancel)
    {
        await foreach (var name in _cases.Names(CaseSubmission.Folder, cancel))
        {
            if (await _cases.Read(name, cancel) is { } stored)
                yield return Json.Read<CaseSubmission>(stored.Content);
        }
    }

    /// <summary>Deletes a file that holds cases.</summary>
    public Task DeleteUpload(string upload, CancellationToken cancel) => _cases.GetBlobClient(upload).DeleteIfExistsAsync(cancellationToken: cancel);

    /// <summary>The last step of forgetting a submission: nothing about its cases is kept any more.</summary>
    public Task Forget(CaseSubmission submission, CancellationToken cancel) => _cases.GetBlobClient(submission.BlobName).DeleteIfExistsAsync(cancellationToken: cancel);

    /// <summary>Puts a file aside. Its name is not used in the path: it is one of the things that may be wrong with it.</summary>
    public async Task<string> Quarantine(string submission, Stream content, CancellationToken cancel)
    {
        await _quarantine.Create(submission, content, ContentTypes.Binary, null, cancel);
        return $"{Containers.Quarantine}/{submission}";
    }
}

/// <summary>A submission with the cases of which something is kept: its file, and what goes with its receipt.</summary>
/// <param name="Collection">What it was taken for; a return that answers warnings about cases holds some of them, too.</param>
/// <param name="Upload">Its file in the container of cases, which other submissions of the same content share.</param>
/// <param name="ArrivedOn">The London date.</param>
public sealed record CaseSubmission(string Sender, string Submission, string Collection, string Upload, DateOnly ArrivedOn)
{
    internal const string Folder = "submissions/";

    internal string BlobName => $"{Folder}{Sender}/{Submission}.json";

    /// <summary>Where a file lies: <c>uploads/{sender}/{sha256}</c>.</summary>
    public static string UploadOf(string sender, string sha256) => $"uploads/{sender}/{sha256}";
}

/// <summary>The lines of a ledger blob.</summary>
/// <param name="Deleted">Slices of which the rows were deleted: they are not slices without rows.</param>
public sealed record LedgerLines(ILookup<Place, LedgerRow> Rows, IReadOnlySet<Place> Deleted);

/// <summary>
/// Ledger lines: compressed CSV, one blob for each submission and page. Named by content too, so that another build cannot contradict what was written. Case-level lines lie in a
/// container of their own, with its own roles and retention.
/// </summary>
public sealed class LedgerStore(Accounts accounts)
{
    private readonly BlobContainerClient _ledger = accounts.Returns.GetBlobContainerClient(Containers.Ledger);
    private readonly BlobContainerClient _cases = accounts.Cases.GetBlobContainerClient(Containers.Cases);

    public static string NameOf(string collection, string page, string submission, string text) =>
        $"{collection}/{StorageKey.Of(page)}/{submission}-{Digest.Short(Digest.Of(text))}.csv.gz";

    /// <param name="withCases">The lines lie with the cases even though the collection is not case-level: what is said about cases is deleted with them.</param>
    public Task Put(Collection collection, string name, string text, bool withCases, CancellationToken cancel) =>
        (withCases ? _cases : Of(collection)).Create(name, Blobs.Zip(text), ContentTypes.Zipped, cancel);

    /// <summary>The lines of a blob, by slice. A blob that an acceptance names and that is not there is a fault, not an answer.</summary>
    public async Task<LedgerLines> Read(Collection collection, string name, CancellationToken cancel)
    {
        var stored = await Of(collection).Read(name, cancel) ?? await _cases.Read(name, cancel) ?? throw new InvalidDataException($"The ledger blob {name} is named by an acceptance and is not there.");
        var text = Blobs.Unzip(stored.Content);
        return new LedgerLines(LedgerText.Read(collection, text).ToLookup(row => row.Slice.Place), LedgerText.DeletedIn(text).ToHashSet());
    }

    /// <summary>The blobs of a page that lie with the cases, those of attempts that were never accepted included: with the submission of each, and when it was written.</summary>
    public async IAsyncEnumerable<(string Name, string Submission, DateTimeOffset Written)> WithCases(string collection, string page, [EnumeratorCancellation] CancellationToken cancel)
    {
        await foreach (var blob in _cases.GetBlobsAsync(new GetBlobsOptions { Prefix = $"{collection}/{StorageKey.Of(page)}/" }, cancel))
            yield return (blob.Name, blob.Name[(blob.Name.LastIndexOf('/') + 1)..blob.Name.LastIndexOf('-')], blob.Properties.LastModified!.Value);
    }

    /// <summary>Whether a blob that lies with the cases holds rows of any of some slices.</summary>
    public async Task<bool> Holds(string name, Func<Place, bool> slices, CancellationToken cancel) =>
        await _cases.Read(name, cancel) is { } stored && Blobs.Unzip(stored.Content) is var text && LedgerText.Without(text, slices) != text;

    /// <summary>
    /// Deletes the rows of some slices from a blob that lies with the cases. The blob stays, since an acceptance names it, and says of which slices it held rows; writing over it is the deletion.
    /// </summary>
    public async Task Delete(string name, Func<Place, bool> slices, CancellationToken cancel)
    {
        while (await _cases.Read(name, cancel) is { } stored)
        {
            var text = Blobs.Unzip(stored.Content);
            var left = LedgerText.Without(text, slices);
            if (left == text || await _cases.Replace(name, Blobs.Zip(left), ContentTypes.Zipped, stored.ETag, cancel))
                return;
        }
    }

    private BlobContainerClient Of(Collection collection) => collection.IsCaseLevel ? _cases : _ledger;
}
