using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;

namespace Monitoring.Storage;

/// <summary>An upload as it lies in the inbox.</summary>
/// <param name="CreatedOn">When storage had it whole: what the order of arrival goes by.</param>
/// <param name="UploadedBy">Who was signed in when it was uploaded, as the door wrote it down.</param>
public sealed record Upload(string Blob, DateTimeOffset CreatedOn, long Length, ETag ETag, string? UploadedBy);

/// <summary>The inbox: uploads are created once and deleted when they have been dealt with.</summary>
public sealed class Inbox(Accounts accounts)
{
    private const string UploadedBy = "uploadedby";

    private readonly BlobContainerClient _container = accounts.Inbox.GetBlobContainerClient(Containers.Inbox);

    /// <summary>Streams an upload in. False when the path is taken.</summary>
    public Task<bool> Create(InboxPath path, Stream content, string uploadedBy, CancellationToken cancel) =>
        _container.Create(path.Blob, content, ContentTypes.Binary, new Dictionary<string, string> { [UploadedBy] = Uri.EscapeDataString(uploadedBy) }, cancel);

    /// <summary>The upload under a name, or null when it has been dealt with.</summary>
    public async Task<Upload?> Find(string blob, CancellationToken cancel)
    {
        try
        {
            var properties = (await _container.GetBlobClient(blob).GetPropertiesAsync(cancellationToken: cancel)).Value;
            return new Upload(blob, properties.CreatedOn, properties.ContentLength, properties.ETag, By(properties.Metadata));
        }
        catch (RequestFailedException missing) when (missing.Status == 404)
        {
            return null;
        }
    }

    public async Task<Stream> Open(Upload upload, CancellationToken cancel) =>
        await _container.GetBlobClient(upload.Blob).OpenReadAsync(new BlobOpenReadOptions(allowModifications: false) { Conditions = new BlobRequestConditions { IfMatch = upload.ETag } }, cancel);

    /// <summary>Removes exactly the upload that was dealt with; a new one under the same path stays.</summary>
    public async Task Remove(Upload upload, CancellationToken cancel)
    {
        try
        {
            await _container.GetBlobClient(upload.Blob).DeleteIfExistsAsync(conditions: new BlobRequestConditions { IfMatch = upload.ETag }, cancellationToken: cancel);
        }
        catch (RequestFailedException other) when (other.Status == 412)
        {
            // Somebody put another file there meanwhile: it has its own delivery.
        }
    }

    /// <summary>Every upload not yet dealt with.</summary>
    public async IAsyncEnumerable<Upload> Waiting([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancel)
    {
        await foreach (var blob in _container.GetBlobsAsync(new GetBlobsOptions { Traits = BlobTraits.Metadata }, cancel))
            yield return new Upload(blob.Name, blob.Properties.CreatedOn!.Value, blob.Properties.ContentLength ?? 0, blob.Properties.ETag!.Value, By(blob.Metadata));
    }

    private static string? By(IDictionary<string, string> metadata) => metadata.TryGetValue(UploadedBy, out var by) ? Uri.UnescapeDataString(by) : null;
}
