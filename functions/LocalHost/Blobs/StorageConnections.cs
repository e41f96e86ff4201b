using System.Collections.Concurrent;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Storage.Blobs;
using Azure.Storage.Queues;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Monitoring.LocalHost.Blobs;

/// <summary>The storage accounts that triggers name, each opened once.</summary>
internal sealed class StorageConnections(IConfiguration configuration, CrashPolicy crash, IServiceProvider services)
{
    private readonly ConcurrentDictionary<string, StorageConnection> _open = new();

    /// <param name="name">The setting: a connection string, or a section with <c>blobServiceUri</c>.</param>
    /// <exception cref="LocalHostException">There is no such setting, or it says too little.</exception>
    public StorageConnection Open(string name) => _open.GetOrAdd(name, Read);

    private StorageConnection Read(string name)
    {
        if (configuration[name] is { Length: > 0 } text)
            return FromConnectionString(name, text);

        if (configuration.GetSection(name)["blobServiceUri"] is not { Length: > 0 } blobUri)
            throw new LocalHostException($"A trigger uses the storage account {name}, and there is no such setting: set {name} to a connection string, or {name}__blobServiceUri.");

        if (services.GetService<TokenCredential>() is not { } credential)
            throw new LocalHostException($"{name}__blobServiceUri needs a signed-in identity: register a TokenCredential, or set {name} to a connection string.");

        var queueUri = configuration.GetSection(name)["queueServiceUri"] ?? blobUri.Replace(".blob.", ".queue.", StringComparison.Ordinal);
        return new StorageConnection(
            new BlobServiceClient(new Uri(blobUri), credential, ForWatching()),
            new BlobServiceClient(new Uri(blobUri), credential, ForFunctions()),
            new QueueServiceClient(new Uri(queueUri), credential, ForPoison()));
    }

    private StorageConnection FromConnectionString(string name, string text)
    {
        try
        {
            return new StorageConnection(
                new BlobServiceClient(text, ForWatching()),
                new BlobServiceClient(text, ForFunctions()),
                new QueueServiceClient(text, ForPoison()));
        }
        catch (Exception e) when (e is FormatException or ArgumentException or InvalidOperationException)
        {
            // The message of the cause may repeat the key.
            throw new LocalHostException($"The setting {name} is not a connection string of a storage account.", e);
        }
    }

    // The watch asks again by itself a moment later, and its thousands of listings would drown every trace.
    private static BlobClientOptions ForWatching() => new()
    {
        Retry = { MaxRetries = 1, Delay = TimeSpan.FromMilliseconds(100), NetworkTimeout = TimeSpan.FromSeconds(20) },
        Diagnostics = { IsDistributedTracingEnabled = false, IsLoggingEnabled = false },
    };

    private BlobClientOptions ForFunctions()
    {
        var options = new BlobClientOptions();
        options.AddPolicy(crash, HttpPipelinePosition.PerRetry);
        return options;
    }

    // The host encodes its messages so, and whoever reads the queue must decode them so.
    private static QueueClientOptions ForPoison() => new() { MessageEncoding = QueueMessageEncoding.Base64 };
}

/// <summary>One account, by three clients.</summary>
/// <param name="Watch">For the host's own looking; not counted as a request of the functions.</param>
/// <param name="Functions">For the clients that functions are given.</param>
/// <param name="Queues">For the messages about deliveries given up.</param>
internal sealed record StorageConnection(BlobServiceClient Watch, BlobServiceClient Functions, QueueServiceClient Queues);
