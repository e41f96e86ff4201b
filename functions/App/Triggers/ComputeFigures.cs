using Azure.Storage.Blobs;
using Microsoft.Azure.Functions.Worker;
using Monitoring.App.Hosting;
using Monitoring.App.Stages;
using Monitoring.Storage;

namespace Monitoring.App.Triggers;

/// <summary>A submission was committed: recompute exactly what depends on it.</summary>
public sealed class ComputeFigures(Computing computing)
{
    [Function(nameof(ComputeFigures))]
    public Task Run([BlobTrigger(Containers.Accepted + "/{name}", Connection = Settings.Returns, Source = Settings.BlobEvents)] BlobClient accepted, CancellationToken cancel) =>
        computing.Compute(accepted.Name, cancel);
}
