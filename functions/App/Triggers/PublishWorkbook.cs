using Azure.Storage.Blobs;
using Microsoft.Azure.Functions.Worker;
using Monitoring.App.Hosting;
using Monitoring.App.Stages;
using Monitoring.Storage;

namespace Monitoring.App.Triggers;

/// <summary>The figures of an authority, or of a board's fund, were written: publish their workbook. This is where the platform scales out.</summary>
public sealed class PublishWorkbook(Publishing publishing)
{
    [Function(nameof(PublishWorkbook))]
    public Task Run([BlobTrigger(Containers.Figures + "/{name}", Connection = Settings.Returns, Source = Settings.BlobEvents)] BlobClient figures, CancellationToken cancel) =>
        publishing.PublishOne(figures.Name, cancel);
}
