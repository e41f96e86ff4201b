using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Monitoring.Core.Figures;
using Monitoring.Core.Figures.Reimbursement;
using Monitoring.Core.Kernel;

namespace Monitoring.Storage;

/// <summary>
/// The pointer to the workbook of a statement that was published last.
/// </summary>
/// <param name="Version">Name of the version: the short form of its fingerprint.</param>
/// <param name="Fingerprint">Of the document, the account and the build. The same fingerprint is the same workbook.</param>
/// <param name="Figures">Digest of the statement document.</param>
/// <param name="Account">Digest of the postings about the statement, and of its last issue.</param>
/// <param name="Journal">The postings as a sheet for the ledger of a finance system.</param>
public sealed record LatestStatement(
    string Version, string Fingerprint, string Figures, string Account, string Workbook, string Journal, DateTimeOffset AsAt, FigureStatus Status, string Policy, string Reference, string Build);

/// <summary>Workbooks of statements: every version until a case in it is deleted, and a pointer to the last. They hold cases and lie apart from what is published to others.</summary>
public sealed class CasePublishedStore(Accounts accounts, BlobLinks links)
{
    private readonly BlobContainerClient _container = accounts.Cases.GetBlobContainerClient(Containers.CasePublished);

    /// <summary><c>RJ7/RJ7/730/2015-06</c>.</summary>
    public static string FolderOf(StatementKey statement) => statement.BlobName[..^".json".Length];

    public static string WorkbookOf(StatementKey statement, string version) => $"{FolderOf(statement)}/{version}.xlsx";

    public static string JournalOf(StatementKey statement, string version) => $"{FolderOf(statement)}/{version}.csv";

    public Task<bool> Has(string name, CancellationToken cancel) => _container.Exists(name, cancel);

    /// <summary>Writes a file of a version once; a second attempt leaves the first.</summary>
    public Task<bool> Create(string name, byte[] content, string contentType, CancellationToken cancel) => _container.Create(name, content, contentType, cancel);

    public async Task<(LatestStatement Latest, ETag ETag)?> FindLatest(StatementKey statement, CancellationToken cancel) =>
        await _container.Read(Pointer(statement), cancel) is { } stored ? (Json.Read<LatestStatement>(stored.Content), stored.ETag) : null;

    /// <summary>Moves the pointer from what was read. False when somebody moved it meanwhile.</summary>
    public Task<bool> MoveLatest(StatementKey statement, LatestStatement latest, ETag? read, CancellationToken cancel) =>
        _container.Replace(Pointer(statement), Json.Bytes(latest), ContentTypes.Json, read, cancel);

    /// <summary>A published file; null when there is none of that name.</summary>
    public async Task<byte[]?> Find(string name, CancellationToken cancel) => (await _container.Read(name, cancel))?.Content;

    /// <summary>A link by which a file of a version can be read; null when there is none of that name.</summary>
    public async Task<BlobLink?> Link(string name, string saveAs, CancellationToken cancel) =>
        await Has(name, cancel) ? await links.ToRead(accounts.Cases, Containers.CasePublished, name, saveAs, cancel) : null;

    /// <summary>Deletes the files of a statement that were written up to a time, but not the pointer and what it names.</summary>
    public async Task DeleteBefore(StatementKey statement, DateTimeOffset time, CancellationToken cancel)
    {
        var latest = (await FindLatest(statement, cancel))?.Latest;
        var old = new List<string>();
        await foreach (var blob in _container.GetBlobsAsync(new GetBlobsOptions { Prefix = $"{FolderOf(statement)}/" }, cancel))
        {
            if (blob.Properties.LastModified <= time && blob.Name != Pointer(statement) && blob.Name != latest?.Workbook && blob.Name != latest?.Journal)
                old.Add(blob.Name);
        }
        foreach (var name in old)
            await _container.GetBlobClient(name).DeleteIfExistsAsync(cancellationToken: cancel);
    }

    private static string Pointer(StatementKey statement) => $"{FolderOf(statement)}/latest.json";
}
