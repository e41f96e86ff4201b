using Azure.Storage.Blobs;
using Microsoft.Azure.Functions.Worker;
using Monitoring.App.Hosting;
using Monitoring.App.Stages;
using Monitoring.Storage;

namespace Monitoring.App.Triggers;

/// <summary>An upload lies in the inbox: inspect it, keep it, answer it, commit it.</summary>
public sealed class ReceiveReturn(Receiving receiving)
{
    [Function(nameof(ReceiveReturn))]
    public Task Run([BlobTrigger(Containers.Inbox + "/{name}", Connection = Settings.Inbox, Source = Settings.BlobEvents)] BlobClient upload, CancellationToken cancel) =>
        receiving.Receive(upload.Name, cancel);
}
