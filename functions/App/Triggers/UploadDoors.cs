using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Monitoring.App.Doors;

namespace Monitoring.App.Triggers;

// Authorization is anonymous to the Functions host because the platform signs people in before it, and the doors ask who they are.

/// <summary><c>curl -T return.csv .../returns/RJ7/</c></summary>
public sealed class PutReturn(Uploads uploads)
{
    [Function(nameof(PutReturn))]
    public Task<IResult> Run([HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = "returns/{sender}/{name}")] HttpRequest request, string sender, string name, CancellationToken cancel) =>
        uploads.Put(request, sender, name, cancel);
}

/// <summary>What became of a submission.</summary>
public sealed class GetReceipt(Uploads uploads)
{
    [Function(nameof(GetReceipt))]
    public Task<IResult> Run([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "receipts/{sender}/{submission}")] HttpRequest request, string sender, string submission, CancellationToken cancel) =>
        uploads.Receipt(request, sender, submission, cancel);
}

/// <summary>A file that goes with a receipt: the marked copy, or the list of findings.</summary>
public sealed class GetReceiptFile(Uploads uploads)
{
    [Function(nameof(GetReceiptFile))]
    public Task<IResult> Run([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "receipts/{sender}/{submission}/{file}")] HttpRequest request, string sender, string submission, string file, CancellationToken cancel) =>
        uploads.File(request, sender, submission, file, cancel);
}

/// <summary>An answer to a warning, from the page of a receipt.</summary>
public sealed class PostExplanation(Uploads uploads)
{
    [Function(nameof(PostExplanation))]
    public Task<IResult> Run([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "receipts/{sender}/{submission}/explanations")] HttpRequest request, string sender, string submission, CancellationToken cancel) =>
        uploads.Explain(request, sender, submission, cancel);
}

/// <summary>Submissions of a sender.</summary>
public sealed class ListReceipts(Uploads uploads)
{
    [Function(nameof(ListReceipts))]
    public Task<IResult> Run([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "receipts/{sender}")] HttpRequest request, string sender, CancellationToken cancel) =>
        uploads.List(request, sender, cancel);
}
