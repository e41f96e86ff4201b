using System.Runtime.CompilerServices;
using Azure.Storage.Blobs;
using Monitoring.Core.Figures.Reimbursement;
using Monitoring.Core.Kernel;

namespace Monitoring.Storage;

/// <summary>What is left of the cases whose rows were deleted: totals, in the container of cases. None is ever removed.</summary>
public sealed class TombstoneStore(Accounts accounts)
{
    private const string Folder = "tombstones";

    private readonly BlobContainerClient _container = accounts.Cases.GetBlobContainerClient(Containers.Cases);

    /// <summary>The tombstones of an NHS body's cases.</summary>
    public async Task<IReadOnlyList<CaseTombstone>> Of(string nhsBody, CancellationToken cancel)
    {
        var tombstones = new List<CaseTombstone>();
        await foreach (var name in _container.Names($"{Folder}/{StorageKey.Of(nhsBody)}/", cancel))
        {
            if (await _container.Read(name, cancel) is { } stored)
                tombstones.Add(Json.Read<CaseTombstone>(stored.Content));
        }
        return tombstones;
    }

    /// <summary>When a tombstone was written, by the clock of storage; null when there is none.</summary>
    public async Task<DateTimeOffset?> WrittenAt(CaseTombstone tombstone, CancellationToken cancel) =>
        await _container.Exists(NameOf(tombstone), cancel) ? (await _container.GetBlobClient(NameOf(tombstone)).GetPropertiesAsync(cancellationToken: cancel)).Value.LastModified : null;

    /// <summary>
    /// Writes the tombstone that a case gets, before any of its rows go. One that stands already and goes as far stays as it is, since the rows that it was made of may be gone; one from before the case was reported
    /// anew is replaced.
    /// </summary>
    public async Task Write(CaseTombstone tombstone, CancellationToken cancel)
    {
        while (true)
        {
            var stored = await _container.Read(NameOf(tombstone), cancel);
            if (stored is not null && Json.Read<CaseTombstone>(stored.Content).LastAcceptance >= tombstone.LastAcceptance)
                return;
            if (await _container.Replace(NameOf(tombstone), Json.Bytes(tombstone), ContentTypes.Json, stored?.ETag, cancel))
                return;
        }
    }

    /// <summary>Writes what the last look at an NHS body's cases came to: for its two parties.</summary>
    public Task Report<T>(string nhsBody, T report, CancellationToken cancel) => _container.Write($"retention/{StorageKey.Of(nhsBody)}.json", Json.Bytes(report), ContentTypes.Json, cancel);

    public async Task<T?> FindReport<T>(string nhsBody, CancellationToken cancel) where T : class =>
        await _container.Read($"retention/{StorageKey.Of(nhsBody)}.json", cancel) is { } stored ? Json.Read<T>(stored.Content) : null;

    /// <summary>Names of blobs stand in traces and in the logs of storage, where no reference of a case belongs: so its digest stands for it.</summary>
    private static string NameOf(CaseTombstone tombstone) => $"{Folder}/{StorageKey.Of(tombstone.NhsBody)}/{Digest.Of(tombstone.Case)[..32]}.json";
}
