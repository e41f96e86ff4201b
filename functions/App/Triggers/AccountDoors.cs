using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Monitoring.App.Doors;

namespace Monitoring.App.Triggers;

/// <summary>Issues a statement.</summary>
public sealed class PostIssue(Accounting accounting)
{
    [Function(nameof(PostIssue))]
    public Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "statements/{nhsBody}/{payee}/{payer}/{month}/issue")] HttpRequest request, string nhsBody, string payee, string payer, string month, CancellationToken cancel) =>
        accounting.Issue(request, nhsBody, payee, payer, month, cancel);
}

/// <summary>What is closed and what could be.</summary>
public sealed class GetClosings(Accounting accounting)
{
    [Function(nameof(GetClosings))]
    public Task<IResult> Run([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "closing")] HttpRequest request, CancellationToken cancel) =>
        accounting.Closings(request, cancel);
}

/// <summary>Closes a month.</summary>
public sealed class PostClosing(Accounting accounting)
{
    [Function(nameof(PostClosing))]
    public Task<IResult> Run([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "closing/{month}")] HttpRequest request, string month, CancellationToken cancel) =>
        accounting.Close(request, month, cancel);
}
