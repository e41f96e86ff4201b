using System.IO.Compression;
using System.Net;
using System.Text;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Monitoring.Core.Kernel;

namespace Monitoring.Storage;

/// <summary>A document as it was read, with the mark by which a write can say that nothing came between.</summary>
public sealed record Stored(byte[] Content, ETag ETag);

/// <summary>The few ways in which this project reads and writes blobs. Conflicts are answers here; everything else escapes to the host, which tries again.</summary>
internal static class Blobs
{
    public static async Task<Stored?> Read(this BlobContainerClient container, string name, CancellationToken cancel)
    {
        try
        {
            var blob = await container.GetBlobClient(name).DownloadContentAsync(cancel);
            return new Stored(blob.Value.Content.ToArray(), blob.Value.Details.ETag);
        }
        catch (RequestFailedException missing) when (missing.Status == (int)HttpStatusCode.NotFound)
        {
            return null;
        }
    }

    public static async Task<bool> Exists(this BlobContainerClient container, string name, CancellationToken cancel) =>
        await container.GetBlobClient(name).ExistsAsync(cancel);

    /// <summary>Creates a blob that must not be there yet. False when it is: whatever stands there stays.</summary>
    public static async Task<bool> Create(this BlobContainerClient container, string name, Stream content, string contentType, IDictionary<string, string>? metadata, CancellationToken cancel)
    {
        try
        {
            await container.GetBlobClient(name).UploadAsync(content, new BlobUploadOptions
            {
                Conditions = new BlobRequestConditions { IfNoneMatch = ETag.All },
                HttpHeaders = new BlobHttpHeaders { ContentType = contentType },
                Metadata = metadata,
            }, cancel);
            return true;
        }
        catch (RequestFailedException conflict) when (IsConflict(conflict))
        {
            return false;
        }
    }

    public static async Task<bool> Create(this BlobContainerClient container, string name, byte[] content, string contentType, CancellationToken cancel)
    {
        using var stream = new MemoryStream(content, writable: false);
        return await container.Create(name, stream, contentType, null, cancel);
    }

    /// <summary>Writes over exactly what was read, or creates what was not there. False when something came between: read again.</summary>
    public static Task<bool> Replace(this BlobContainerClient container, string name, byte[] content, string contentType, ETag? read, CancellationToken cancel) =>
        container.Replace(name, content, contentType, null, read, cancel);

    /// <inheritdoc cref="Replace(BlobContainerClient, string, byte[], string, ETag?, CancellationToken)"/>
    public static async Task<bool> Replace(this BlobContainerClient container, string name, byte[] content, string contentType, IDictionary<string, string>? metadata, ETag? read, CancellationToken cancel)
    {
        try
        {
            using var stream = new MemoryStream(content, writable: false);
            await container.GetBlobClient(name).UploadAsync(stream, new BlobUploadOptions
            {
                Conditions = read is { } etag ? new BlobRequestConditions { IfMatch = etag } : new BlobRequestConditions { IfNoneMatch = ETag.All },
                HttpHeaders = new BlobHttpHeaders { ContentType = contentType },
                Metadata = metadata,
            }, cancel);
            return true;
        }
        catch (RequestFailedException conflict) when (IsConflict(conflict))
        {
            return false;
        }
    }

    /// <summary>Writes whatever stands there: for documents that any attempt writes alike.</summary>
    public static async Task Write(this BlobContainerClient container, string name, byte[] content, string contentType, CancellationToken cancel)
    {
        using var stream = new MemoryStream(content, writable: false);
        await container.GetBlobClient(name).UploadAsync(stream, new BlobUploadOptions { HttpHeaders = new BlobHttpHeaders { ContentType = contentType } }, cancel);
    }

    /// <summary>Deletes exactly what was read, if it is still there. False when something came between: read again.</summary>
    public static async Task<bool> Delete(this BlobContainerClient container, string name, ETag read, CancellationToken cancel)
    {
        try
        {
            await container.GetBlobClient(name).DeleteIfExistsAsync(conditions: new BlobRequestConditions { IfMatch = read }, cancellationToken: cancel);
            return true;
        }
        catch (RequestFailedException conflict) when (IsConflict(conflict))
        {
            return false;
        }
    }

    public static async IAsyncEnumerable<string> Names(this BlobContainerClient container, string? prefix, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancel)
    {
        await foreach (var blob in container.GetBlobsAsync(new GetBlobsOptions { Prefix = prefix }, cancel))
            yield return blob.Name;
    }

    public static byte[] Zip(string text)
    {
        using var packed = new MemoryStream();
        using (var zip = new GZipStream(packed, CompressionLevel.Optimal))
            zip.Write(Encoding.UTF8.GetBytes(text));
        return packed.ToArray();
    }

    public static string Unzip(byte[] packed)
    {
        using var zip = new GZipStream(new MemoryStream(packed), CompressionMode.Decompress);
        using var reader = new StreamReader(zip, Encoding.UTF8);
        return reader.ReadToEnd();
    }

    /// <summary>409 when the blob is there, 412 when it is not the one that was read.</summary>
    private static bool IsConflict(RequestFailedException failure) =>
        failure.Status is (int)HttpStatusCode.Conflict or (int)HttpStatusCode.PreconditionFailed;
}

/// <summary>Content types of what we write.</summary>
public static class ContentTypes
{
    public const string Json = "application/json";
    public const string Csv = "text/csv; charset=utf-8";
    public const string Workbook = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    public const string Binary = "application/octet-stream";
    public const string Zipped = "application/gzip";

    /// <summary>Of a file that we offer for download, by its ending.</summary>
    public static string Of(string file) => Path.GetExtension(file).ToLowerInvariant() switch
    {
        ".xlsx" => Workbook,
        ".xlsm" => "application/vnd.ms-excel.sheet.macroEnabled.12",
        ".csv" => Csv,
        ".json" => Json,
        _ => Binary,
    };
}
