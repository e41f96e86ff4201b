using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Monitoring.App.Doors;

namespace Monitoring.App.Triggers;

/// <summary>Cases under a supposition.</summary>
public sealed class GetWhatIf(WhatIfs suppositions)
{
    [Function(nameof(GetWhatIf))]
    public Task<IResult> Run([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "what-if/{nhsBody}")] HttpRequest request, string nhsBody, CancellationToken cancel) =>
        suppositions.Get(request, nhsBody, cancel);
}
