namespace Microsoft.Azure.Functions.Worker;

/// <summary>Starts a function for each new or overwritten blob. Emulates the worker's attribute of the same name.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class BlobTriggerAttribute(string blobPath) : Attribute
{
    /// <summary>The container and the pattern of the blob's name: <c>container/{name}</c>.</summary>
    public string BlobPath { get; } = blobPath;

    /// <summary>The setting that names the storage account; <c>AzureWebJobsStorage</c> when not stated.</summary>
    public string? Connection { get; set; }

    /// <summary>How the deployed host hears of blobs. The local host lists the container for either source.</summary>
    public BlobTriggerSource Source { get; set; }
}

/// <summary>How the deployed host hears of new blobs.</summary>
public enum BlobTriggerSource
{
    /// <summary>By listing containers and reading storage logs.</summary>
    LogsAndContainerScan,

    /// <summary>By an Event Grid subscription.</summary>
    EventGrid,
}
