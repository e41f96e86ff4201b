using Azure;
using Azure.Storage.Blobs;
using Monitoring.Core.Figures;
using Monitoring.Core.Figures.Funds;
using Monitoring.Core.Kernel;

namespace Monitoring.Storage;

/// <summary>
/// The pointer to what was published last for a body and month, or for a fund.
/// </summary>
/// <param name="Version">Name of the version: the short form of its fingerprint.</param>
/// <param name="Fingerprint">Of inputs, policy, reference data and build. The same fingerprint is the same workbook.</param>
/// <param name="Figures">Digest of the figures shown.</param>
public sealed record Latest(string Version, string Fingerprint, string Figures, string Workbook, string Data, DateTimeOffset AsAt, FigureStatus Status, string Policy, string Reference, string Build);

/// <summary>Published workbooks: every version for ever, and a pointer to the last.</summary>
public sealed class PublishedStore(Accounts accounts, BlobLinks links)
{
    private readonly BlobContainerClient _container = accounts.Returns.GetBlobContainerClient(Containers.Published);

    /// <summary>Where the workbooks of a blob of figures are: <c>england/ENG/2019-11</c>, <c>authority/507/bcf-2015-16</c>.</summary>
    public static string FolderOf(string figuresBlob) => $"{(Dependencies.IsNational(figuresBlob) ? "england" : "authority")}/{figuresBlob[..figuresBlob.LastIndexOf('.')]}";

    public static string WorkbookOf(string folder, string version) => $"{folder}/{version}.xlsx";

    public static string DataOf(string folder, string version) => $"{folder}/{version}.csv";

    /// <summary>Lines for a ledger, of a kind of figures that has any.</summary>
    public static string JournalOf(string data) => $"{data[..data.LastIndexOf('.')]}-journal.csv";

    /// <summary>What the columns of a file of data are: beside it, under the name that CSV on the Web looks for.</summary>
    public static string DescriptionOf(string data) => $"{data}-metadata.json";

    public Task<bool> Has(string name, CancellationToken cancel) => _container.Exists(name, cancel);

    /// <summary>Writes a file of a version once; a second attempt leaves the first.</summary>
    public Task<bool> Create(string name, byte[] content, string contentType, CancellationToken cancel) => _container.Create(name, content, contentType, cancel);

    /// <summary>The pointer of a folder; null while nothing is published there.</summary>
    public async Task<(Latest Latest, ETag ETag)?> FindLatest(string folder, CancellationToken cancel) =>
        await _container.Read(Pointer(folder), cancel) is { } stored ? (Json.Read<Latest>(stored.Content), stored.ETag) : null;

    /// <summary>Moves the pointer from what was read. False when somebody moved it meanwhile.</summary>
    public Task<bool> MoveLatest(string folder, Latest latest, ETag? read, CancellationToken cancel) =>
        _container.Replace(Pointer(folder), Json.Bytes(latest), ContentTypes.Json, read, cancel);

    /// <summary>Opens a published file for download; null when there is none of that name.</summary>
    public async Task<Stream?> Open(string name, CancellationToken cancel)
    {
        try
        {
            return await _container.GetBlobClient(name).OpenReadAsync(cancellationToken: cancel);
        }
        catch (RequestFailedException missing) when (missing.Status == 404)
        {
            return null;
        }
    }

    /// <summary>A link by which a file of a version can be read; null when there is none of that name.</summary>
    public async Task<BlobLink?> Link(string name, string saveAs, CancellationToken cancel) =>
        await Has(name, cancel) ? await links.ToRead(accounts.Returns, Containers.Published, name, saveAs, cancel) : null;

    /// <summary>Names of everything published below a folder.</summary>
    public IAsyncEnumerable<string> Names(string? prefix, CancellationToken cancel) => _container.Names(prefix, cancel);

    private static string Pointer(string folder) => $"{folder}/latest.json";
}
