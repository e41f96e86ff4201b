using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Monitoring.Core.Figures;

namespace Monitoring.Storage;

/// <summary>Figures documents: one for each body and month, written only over exactly what was read.</summary>
public sealed class FigureStore(Accounts accounts)
{
    private readonly BlobContainerClient _container = accounts.Returns.GetBlobContainerClient(Containers.Figures);

    public Task<Stored?> Find(FigureKey figure, CancellationToken cancel) => Find(figure.BlobName, cancel);

    /// <summary>Figures of any kind: of a month, or of a year of a fund.</summary>
    public Task<Stored?> Find(string blobName, CancellationToken cancel) => _container.Read(blobName, cancel);

    /// <summary>False when somebody wrote meanwhile: what was computed may be out of date.</summary>
    public Task<bool> Replace(FigureKey figure, byte[] content, ETag? read, CancellationToken cancel) =>
        _container.Replace(figure.BlobName, content, ContentTypes.Json, read, cancel);

    /// <summary>The figures documents of a body, each with the mark of its content: who has read that content before need not read it again.</summary>
    public async IAsyncEnumerable<(FigureKey Figure, ETag ETag)> Of(string body, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancel)
    {
        await foreach (var blob in _container.GetBlobsAsync(new GetBlobsOptions { Prefix = $"{body}/" }, cancel))
        {
            if (FigureKey.Parse(blob.Name) is { } figure && blob.Properties.ETag is { } etag)
                yield return (figure, etag);
        }
    }

    /// <summary>Names of all documents of a body, of whatever kind: months, years of its fund, history, discharges.</summary>
    public IAsyncEnumerable<string> NamesOf(string body, CancellationToken cancel) => _container.Names($"{body}/", cancel);

    /// <summary>Every figures document there is.</summary>
    public async IAsyncEnumerable<FigureKey> All([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancel)
    {
        await foreach (var name in _container.Names(null, cancel))
        {
            if (FigureKey.Parse(name) is { } figure)
                yield return figure;
        }
    }
}
