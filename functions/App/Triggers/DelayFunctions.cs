using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Monitoring.App.Doors;

namespace Monitoring.App.Triggers;

/// <summary>Bodies of which there are delays over time.</summary>
public sealed class ListDelays(DelayDoors delays)
{
    [Function(nameof(ListDelays))]
    public Task<IResult> Run([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "delays")] HttpRequest request, CancellationToken cancel) =>
        delays.List(request, cancel);
}

/// <summary>Delays of a body over time.</summary>
public sealed class GetDelays(DelayDoors delays)
{
    [Function(nameof(GetDelays))]
    public Task<IResult> Run([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "delays/{body}")] HttpRequest request, string body, CancellationToken cancel) =>
        delays.Show(request, body, cancel);
}

/// <summary>What was restated of a body's months.</summary>
public sealed class GetRestatements(DelayDoors delays)
{
    [Function(nameof(GetRestatements))]
    public Task<IResult> Run([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "restatements/{body}")] HttpRequest request, string body, CancellationToken cancel) =>
        delays.Restated(request, body, cancel);
}

/// <summary>A month of a body, now or as at a time.</summary>
public sealed class GetDelaysOfMonth(DelayDoors delays)
{
    [Function(nameof(GetDelaysOfMonth))]
    public Task<IResult> Run([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "delays/{body}/{month}")] HttpRequest request, string body, string month, CancellationToken cancel) =>
        delays.Month(request, body, month, cancel);
}

/// <summary>Bodies and months of which there are discharge figures.</summary>
public sealed class ListDischarges(DischargeDoors discharges)
{
    [Function(nameof(ListDischarges))]
    public Task<IResult> Run([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "discharges")] HttpRequest request, CancellationToken cancel) =>
        discharges.List(request, cancel);
}

/// <summary>Discharges of a body over time.</summary>
public sealed class GetDischargeSeries(DischargeDoors discharges)
{
    [Function(nameof(GetDischargeSeries))]
    public Task<IResult> Run([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "discharges/{body}")] HttpRequest request, string body, CancellationToken cancel) =>
        discharges.Series(request, body, cancel);
}

/// <summary>Discharges of a body for a month.</summary>
public sealed class GetDischarges(DischargeDoors discharges)
{
    [Function(nameof(GetDischarges))]
    public Task<IResult> Run([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "discharges/{body}/{month}")] HttpRequest request, string body, string month, CancellationToken cancel) =>
        discharges.Show(request, body, month, cancel);
}

/// <summary>A question about a scheme, as a form.</summary>
public sealed class AskForEvidence(EvidenceDoors evidence)
{
    [Function(nameof(AskForEvidence))]
    public Task<IResult> Run([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "evidence")] HttpRequest request, CancellationToken cancel) =>
        evidence.Form(request, cancel);
}

/// <summary>Schemes of plans together, by model of joint working.</summary>
public sealed class GetEvidenceByModel(EvidenceDoors evidence)
{
    [Function(nameof(GetEvidenceByModel))]
    public Task<IResult> Run([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "joint-working")] HttpRequest request, CancellationToken cancel) =>
        evidence.Models(request, cancel);
}

/// <summary>The schemes of a board, and a question about one as a form.</summary>
public sealed class AskForEvidenceOfBoard(EvidenceDoors evidence)
{
    [Function(nameof(AskForEvidenceOfBoard))]
    public Task<IResult> Run([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "evidence/{hwb}")] HttpRequest request, string hwb, CancellationToken cancel) =>
        evidence.OfBoard(request, hwb, cancel);
}

/// <summary>What changed after a scheme of a board started.</summary>
public sealed class GetEvidence(EvidenceDoors evidence)
{
    [Function(nameof(GetEvidence))]
    public Task<IResult> Run([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "evidence/{hwb}/{scheme}")] HttpRequest request, string hwb, string scheme, CancellationToken cancel) =>
        evidence.Answer(request, hwb, scheme, cancel);
}
