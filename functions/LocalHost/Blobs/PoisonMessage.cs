using System.Text.Encodings.Web;
using System.Text.Json;
using Azure;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;

namespace Monitoring.LocalHost.Blobs;

/// <summary>The message that the Functions host leaves when it gives a blob up, of the same shape and in the same queue.</summary>
/// <param name="Type">Always <c>BlobTrigger</c>.</param>
/// <param name="FunctionId">The host's id of the function: <c>Host.Functions.</c> and its name.</param>
/// <param name="BlobType">Always <c>BlockBlob</c>: the app writes no other kind.</param>
/// <param name="ContainerName">The container.</param>
/// <param name="BlobName">The blob.</param>
/// <param name="ETag">What the blob's ETag was when the delivery was made, with its quotation marks.</param>
public sealed record PoisonMessage(string Type, string FunctionId, string BlobType, string ContainerName, string BlobName, string ETag)
{
    /// <summary>The queue, in the account of the trigger's connection. Messages in it are base64-encoded JSON.</summary>
    public const string Queue = "webjobs-blobtrigger-poison";

    private static readonly JsonSerializerOptions Form = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    internal static PoisonMessage For(string function, string container, string blob, string etag) =>
        new("BlobTrigger", $"Host.Functions.{function}", "BlockBlob", container, blob, etag);

    internal async Task SendAsync(QueueServiceClient queues, CancellationToken cancelled)
    {
        var queue = queues.GetQueueClient(Queue);
        var text = JsonSerializer.Serialize(this, Form);
        try
        {
            await queue.SendMessageAsync(text, cancelled);
        }
        catch (RequestFailedException e) when (e.ErrorCode == QueueErrorCode.QueueNotFound)
        {
            await queue.CreateIfNotExistsAsync(cancellationToken: cancelled);
            await queue.SendMessageAsync(text, cancelled);
        }
    }
}
