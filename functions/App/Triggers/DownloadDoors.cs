using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Monitoring.App.Doors;

namespace Monitoring.App.Triggers;

/// <summary>The first page.</summary>
public sealed class GetHome(Downloads downloads)
{
    [Function(nameof(GetHome))]
    public Task<IResult> Run([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "home")] HttpRequest request, CancellationToken cancel) =>
        downloads.Home(request, cancel);
}

/// <summary>Everything published.</summary>
public sealed class ListPublished(Downloads downloads)
{
    [Function(nameof(ListPublished))]
    public Task<IResult> Run([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "published")] HttpRequest request, CancellationToken cancel) =>
        downloads.List(request, cancel);
}

/// <summary>A published workbook or its data.</summary>
public sealed class GetPublished(Downloads downloads)
{
    [Function(nameof(GetPublished))]
    public Task<IResult> Run([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "published/{audience}/{code}/{month}/{file}")] HttpRequest request, string audience, string code, string month, string file, CancellationToken cancel) =>
        downloads.Download(request, audience, code, month, file, cancel);
}

/// <summary>Figures with their workings.</summary>
public sealed class GetFigures(Downloads downloads)
{
    [Function(nameof(GetFigures))]
    public Task<IResult> Run([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "figures/{body}/{month}")] HttpRequest request, string body, string month, CancellationToken cancel) =>
        downloads.Figures(request, body, month, cancel);
}

/// <summary>Templates.</summary>
public sealed class GetTemplate(Downloads downloads)
{
    [Function(nameof(GetTemplate))]
    public Task<IResult> Run([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "templates/{file}")] HttpRequest request, string file, CancellationToken cancel) =>
        downloads.Template(request, file, cancel);
}

/// <summary>The catalogue of rules.</summary>
public sealed class GetRules
{
    [Function(nameof(GetRules))]
    public IResult Run([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "rules")] HttpRequest request) =>
        Downloads.Rules(request);
}

/// <summary>The form of receipts, for programs that read them.</summary>
public sealed class GetReceiptSchema
{
    [Function(nameof(GetReceiptSchema))]
    public IResult Run([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "schemas/receipt.json")] HttpRequest request) =>
        Uploads.ReceiptSchema();
}

/// <summary>Health.</summary>
public sealed class GetHealth(Health health)
{
    [Function(nameof(GetHealth))]
    public Task<IResult> Run([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "health")] HttpRequest request, CancellationToken cancel) =>
        health.Check(cancel);
}
