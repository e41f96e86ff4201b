using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Monitoring.App.Doors;

namespace Monitoring.App.Triggers;

/// <summary>Summaries of bodies.</summary>
public sealed class ListSummaries(SummaryDoors summaries)
{
    [Function(nameof(ListSummaries))]
    public Task<IResult> Run([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "summaries")] HttpRequest request, CancellationToken cancel) =>
        summaries.List(request, cancel);
}

/// <summary>The summary of a body for a month or a quarter.</summary>
public sealed class GetSummary(SummaryDoors summaries)
{
    [Function(nameof(GetSummary))]
    public Task<IResult> Run([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "summaries/{audience}/{code}/{period}")] HttpRequest request, string audience, string code, string period, CancellationToken cancel) =>
        summaries.Show(request, audience, code, period, cancel);
}
