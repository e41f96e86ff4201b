using System.Runtime.CompilerServices;
using Azure;
using Azure.Storage.Blobs;
using Monitoring.Core.Figures.Funds;

namespace Monitoring.Storage;

/// <summary>Documents of the Better Care Fund: one for each board and year, and one of England for each year, beside the months of the body; written only over exactly what was read.</summary>
public sealed class FundStore(Accounts accounts)
{
    private readonly BlobContainerClient _container = accounts.Returns.GetBlobContainerClient(Containers.Figures);

    public Task<Stored?> Find(FundKey fund, CancellationToken cancel) => _container.Read(fund.BlobName, cancel);

    /// <summary>False when somebody wrote meanwhile: what was computed may be out of date.</summary>
    public Task<bool> Replace(FundKey fund, byte[] content, ETag? read, CancellationToken cancel) => _container.Replace(fund.BlobName, content, ContentTypes.Json, read, cancel);

    /// <summary>The years of a board of which there is a document, the first one first.</summary>
    public async IAsyncEnumerable<FundKey> Of(string hwb, [EnumeratorCancellation] CancellationToken cancel)
    {
        await foreach (var name in _container.Names($"{hwb}/{FundKey.Before}", cancel))
        {
            if (FundKey.Parse(name) is { } fund)
                yield return fund;
        }
    }

    /// <summary>Every document there is.</summary>
    public async IAsyncEnumerable<FundKey> All([EnumeratorCancellation] CancellationToken cancel)
    {
        await foreach (var name in _container.Names(null, cancel))
        {
            if (FundKey.Parse(name) is { } fund)
                yield return fund;
        }
    }
}
