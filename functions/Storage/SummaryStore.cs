using System.Runtime.CompilerServices;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Monitoring.Core.Figures.Summaries;
using Monitoring.Core.Kernel;

namespace Monitoring.Storage;

/// <summary>Where the pointer of a summary is, as a listing tells it.</summary>
/// <param name="Version">That it names; empty where the listing does not tell, as in an account that was copied without what goes with its blobs: then it is published again.</param>
/// <param name="Fingerprint">Of that version.</param>
public sealed record SummaryPointer(string Version, string Fingerprint, ETag ETag);

/// <summary>
/// Published summaries: every version for ever, and a pointer to the last. Those of an NHS body show cases: they lie in the container of such workbooks, apart from what is published to others, and their versions only until a case in
/// them is deleted. What is compared to tell whether a version is new goes with the listing, so none is read for it.
/// </summary>
public sealed class SummaryStore(Accounts accounts, BlobLinks links)
{
    private const string VersionOf = "version", FingerprintOf = "fingerprint", Pointed = "/latest.json";

    private readonly BlobContainerClient _published = accounts.Returns.GetBlobContainerClient(Containers.Published);
    private readonly BlobContainerClient _cases = accounts.Cases.GetBlobContainerClient(Containers.CasePublished);

    public static string WorkbookOf(SummaryKey summary, string version) => $"{summary.Folder}/{version}.xlsx";

    public static string DataOf(SummaryKey summary, string version) => $"{summary.Folder}/{version}.csv";

    /// <summary>What the columns of the data are (CSV on the Web).</summary>
    public static string DescriptionOf(SummaryKey summary, string version) => PublishedStore.DescriptionOf(DataOf(summary, version));

    /// <summary>The summary itself, for programs and for what a later version is compared with.</summary>
    public static string DocumentOf(SummaryKey summary, string version) => $"{summary.Folder}/{version}.json";

    public Task<bool> Has(SummaryKey summary, string name, CancellationToken cancel) => Of(summary.Kind).Exists(name, cancel);

    /// <summary>Writes a file of a version once; a second attempt leaves the first.</summary>
    public Task<bool> Create(SummaryKey summary, string name, byte[] content, string contentType, CancellationToken cancel) => Of(summary.Kind).Create(name, content, contentType, cancel);

    /// <summary>A published file; null when there is none of that name.</summary>
    public async Task<byte[]?> Find(SummaryKey summary, string name, CancellationToken cancel) => (await Of(summary.Kind).Read(name, cancel))?.Content;

    /// <summary>A link by which a file of a version can be read; null when there is none of that name.</summary>
    public async Task<BlobLink?> Link(SummaryKey summary, string name, string saveAs, CancellationToken cancel) => !await Has(summary, name, cancel) ? null
        : summary.Kind == SummaryKind.NhsBody ? await links.ToRead(accounts.Cases, Containers.CasePublished, name, saveAs, cancel) : await links.ToRead(accounts.Returns, Containers.Published, name, saveAs, cancel);

    /// <summary>The pointer of a summary; null while nothing is published of it.</summary>
    public async Task<Latest?> FindLatest(SummaryKey summary, CancellationToken cancel) => await Of(summary.Kind).Read(Pointer(summary), cancel) is { } stored ? Json.Read<Latest>(stored.Content) : null;

    /// <summary>The pointers of a body, or of one of its periods.</summary>
    public async Task<IReadOnlyDictionary<SummaryKey, SummaryPointer>> Pointers(SummaryKind kind, string code, SummaryPeriod? only, CancellationToken cancel)
    {
        var pointers = new Dictionary<SummaryKey, SummaryPointer>();
        var folder = $"{SummaryKey.FolderOf(kind)}/{code}/{(only is { } period ? $"{period}{Pointed}" : "")}";
        await foreach (var blob in Of(kind).GetBlobsAsync(new GetBlobsOptions { Prefix = folder, Traits = BlobTraits.Metadata }, cancel))
        {
            if (KeyOf(blob.Name) is { } key && blob.Properties.ETag is { } etag)
                pointers[key] = new SummaryPointer(blob.Metadata.TryGetValue(VersionOf, out var version) ? version : "", blob.Metadata.TryGetValue(FingerprintOf, out var fingerprint) ? fingerprint : "", etag);
        }
        return pointers;
    }

    /// <summary>Moves the pointer from what was read. False when somebody moved it meanwhile.</summary>
    public Task<bool> MoveLatest(SummaryKey summary, Latest latest, ETag? read, CancellationToken cancel) => Of(summary.Kind).Replace(
        Pointer(summary), Json.Bytes(latest), ContentTypes.Json, new Dictionary<string, string> { [VersionOf] = latest.Version, [FingerprintOf] = latest.Fingerprint }, read, cancel);

    /// <summary>Deletes the pointer that was read: there is nothing to tell of the period any more. Versions stay. False when somebody moved it meanwhile.</summary>
    public Task<bool> DeleteLatest(SummaryKey summary, ETag read, CancellationToken cancel) => Of(summary.Kind).Delete(Pointer(summary), read, cancel);

    /// <summary>Everything of a kind of which a summary is published.</summary>
    public async IAsyncEnumerable<SummaryKey> All(SummaryKind kind, [EnumeratorCancellation] CancellationToken cancel)
    {
        await foreach (var name in Of(kind).Names($"{SummaryKey.FolderOf(kind)}/", cancel))
        {
            if (KeyOf(name) is { } key)
                yield return key;
        }
    }

    /// <summary>Codes of the bodies of a kind of which anything was ever published.</summary>
    public async IAsyncEnumerable<string> Bodies(SummaryKind kind, [EnumeratorCancellation] CancellationToken cancel)
    {
        var folder = $"{SummaryKey.FolderOf(kind)}/";
        await foreach (var item in Of(kind).GetBlobsByHierarchyAsync(new GetBlobsByHierarchyOptions { Delimiter = "/", Prefix = folder }, cancel))
        {
            if (item.IsPrefix)
                yield return item.Prefix[folder.Length..^1];
        }
    }

    /// <summary>Deletes the versions of an NHS body's summaries that were written up to a time, but not the pointers and what they name.</summary>
    public async Task DeleteBefore(string nhsBody, DateTimeOffset time, CancellationToken cancel)
    {
        var kept = (await Pointers(SummaryKind.NhsBody, nhsBody, null, cancel)).SelectMany(one => FilesOf(one.Key, one.Value.Version)).ToHashSet();
        var old = new List<string>();
        await foreach (var blob in _cases.GetBlobsAsync(new GetBlobsOptions { Prefix = $"{SummaryKey.FolderOf(SummaryKind.NhsBody)}/{nhsBody}/" }, cancel))
        {
            if (blob.Properties.LastModified <= time && KeyOf(blob.Name) is null && !kept.Contains(blob.Name))
                old.Add(blob.Name);
        }
        foreach (var name in old)
            await _cases.GetBlobClient(name).DeleteIfExistsAsync(cancellationToken: cancel);
    }

    private static string[] FilesOf(SummaryKey summary, string version) => [WorkbookOf(summary, version), DataOf(summary, version), DescriptionOf(summary, version), DocumentOf(summary, version)];

    private BlobContainerClient Of(SummaryKind kind) => kind == SummaryKind.NhsBody ? _cases : _published;

    private static string Pointer(SummaryKey summary) => $"{summary.Folder}{Pointed}";

    private static SummaryKey? KeyOf(string name) => name.EndsWith(Pointed, StringComparison.Ordinal) ? SummaryKey.Parse(name[..^Pointed.Length]) : null;
}
