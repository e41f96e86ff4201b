using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Monitoring.LocalHost.Blobs;
using Monitoring.LocalHost.Functions;
using Monitoring.LocalHost.Timers;

namespace Monitoring.LocalHost.Http;

/// <summary>The two admin endpoints of the host that are of use on one machine.</summary>
internal sealed class AdminEndpoints(FunctionSet functions, TimerRuns timers, DeliveryTally tally, Activity activity)
{
    public void Map(IEndpointRouteBuilder app)
    {
        app.MapPost("/admin/functions/{name}", (string name) => RunByHand(name));
        app.MapGet("/admin/host/status", Status);
    }

    private IResult RunByHand(string name)
    {
        if (functions.Find(name) is not { } function)
            return Results.Text($"There is no function {name}.", statusCode: StatusCodes.Status404NotFound);

        switch (function.Trigger)
        {
            case TimerTrigger:
                // Run begins before the answer, so that whoever then waits for quiet waits for it.
                _ = timers.RunUnawaitedAsync(function, due: null);
                return Results.Accepted();
            case BlobTrigger blob:
                return Refusal($"{function.Name} is started by a blob: put one into the container {blob.Container}.");
            default:
                return Refusal($"{function.Name} is started by a request to its own route.");
        }
    }

    private IResult Status() => Results.Json(new
    {
        state = activity.Stopping.IsCancellationRequested ? "Stopping" : "Running",
        emulated = true,
        processId = Environment.ProcessId,
        functions = functions.All.Select(f => f.Name),
        underWay = activity.Now.Pending,
        deliveries = tally.Counts,
    });

    private static IResult Refusal(string words) => Results.Text(words, statusCode: StatusCodes.Status400BadRequest);
}
