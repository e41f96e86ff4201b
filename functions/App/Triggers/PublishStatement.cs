using Azure.Storage.Blobs;
using Microsoft.Azure.Functions.Worker;
using Monitoring.App.Hosting;
using Monitoring.App.Stages;
using Monitoring.Storage;

namespace Monitoring.App.Triggers;

/// <summary>A statement was written: bring its account up to date and publish its workbook.</summary>
public sealed class PublishStatement(StatementPublishing publishing)
{
    [Function(nameof(PublishStatement))]
    public Task Run([BlobTrigger(Containers.CaseFigures + "/{name}", Connection = Settings.Cases, Source = Settings.BlobEvents)] BlobClient statement, CancellationToken cancel) =>
        publishing.Publish(statement.Name, cancel);
}
