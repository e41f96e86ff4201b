using System.Reflection;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Abstractions;
using Microsoft.AspNetCore.Routing;
using Monitoring.LocalHost.Functions;

namespace Monitoring.LocalHost.Http;

/// <summary>Serves the HTTP functions by ASP.NET Core's routing, below the prefix of host.json.</summary>
internal sealed class FunctionEndpoints(FunctionSet functions, FailureReport failures)
{
    public void Map(IEndpointRouteBuilder app, string routePrefix)
    {
        foreach (var function in functions.All)
        {
            if (function.Trigger is not HttpTrigger http)
                continue;

            var pattern = routePrefix.Length == 0 ? http.Route : $"{routePrefix}/{http.Route}";
            RequestDelegate serve = context => ServeAsync(function, context);
            _ = http.Methods.Count == 0 ? app.Map(pattern, serve) : app.MapMethods(pattern, http.Methods, serve);
        }
    }

    private async Task ServeAsync(FunctionDescription function, HttpContext context)
    {
        object? result;
        try
        {
            result = await FunctionRun.InvokeAsync(function, context.RequestServices, Value, context.RequestAborted);
        }
        catch (Exception e) when (!context.RequestAborted.IsCancellationRequested)
        {
            failures.Tell(new FunctionFailure(function.Name, null, 1, GivenUp: true, e));
            throw;
        }

        switch (result)
        {
            case IResult value:
                await value.ExecuteAsync(context);
                break;
            case IActionResult value:
                await value.ExecuteResultAsync(new ActionContext(context, context.GetRouteData(), new ActionDescriptor()));
                break;
        }

        object? Value(ParameterInfo parameter) => parameter.ParameterType == typeof(HttpRequest)
            ? context.Request
            : context.Request.RouteValues[parameter.Name!]?.ToString();
    }
}
