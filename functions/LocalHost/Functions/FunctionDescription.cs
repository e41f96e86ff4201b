using System.Reflection;
using Microsoft.AspNetCore.Routing.Patterns;

namespace Monitoring.LocalHost.Functions;

/// <summary>One function as declared: its name, its method, and what starts it.</summary>
/// <param name="Name">The name given to <c>[Function]</c>.</param>
/// <param name="Method">The method that runs; its class is made anew for each run.</param>
/// <param name="Trigger">What starts it; null when the declaration has no single trigger, which is a violation.</param>
public sealed record FunctionDescription(string Name, MethodInfo Method, FunctionTrigger? Trigger)
{
    /// <summary>Class and method, for messages.</summary>
    public string Place => $"{Method.DeclaringType!.Name}.{Method.Name}";
}

/// <summary>What starts a function.</summary>
/// <param name="Parameter">The parameter that carries the trigger's attribute.</param>
public abstract record FunctionTrigger(ParameterInfo Parameter);

/// <summary>A new or overwritten blob.</summary>
/// <param name="Parameter">The parameter that takes the blob.</param>
/// <param name="Path">The declared path, <c>container/{name}</c>.</param>
/// <param name="Connection">The setting that names the account.</param>
public sealed record BlobTrigger(ParameterInfo Parameter, string Path, string Connection) : FunctionTrigger(Parameter)
{
    /// <summary>The setting that the host uses when a trigger states none.</summary>
    public const string DefaultConnection = "AzureWebJobsStorage";

    /// <summary>The part of the path before the first slash.</summary>
    public string Container => Path.Split('/', 2)[0];

    /// <summary>The word between the braces, or null when the path is not <c>container/{name}</c>.</summary>
    public string? Token =>
        Path.Split('/', 2) is [{ Length: > 0 }, ['{', .. { Length: > 0 } token, '}']] && token.AsSpan().IndexOfAny("{}/%") < 0
            ? token
            : null;
}

/// <summary>The clock.</summary>
/// <param name="Parameter">The parameter that takes the <c>TimerInfo</c>.</param>
/// <param name="Schedule">Six NCRONTAB fields, UTC.</param>
/// <param name="RunOnStartup">Whether it also runs when the host starts.</param>
/// <param name="UseMonitor">Whether the function is told the schedule's times.</param>
public sealed record TimerTrigger(ParameterInfo Parameter, string Schedule, bool RunOnStartup, bool UseMonitor)
    : FunctionTrigger(Parameter);

/// <summary>An HTTP request.</summary>
/// <param name="Parameter">The parameter that takes the request.</param>
/// <param name="Route">The route below the prefix.</param>
/// <param name="Methods">Upper-case methods, sorted; every method when empty.</param>
/// <param name="AuthLevel">The key that the deployed host asks for.</param>
public sealed record HttpTrigger(ParameterInfo Parameter, string Route, IReadOnlyList<string> Methods, string AuthLevel)
    : FunctionTrigger(Parameter)
{
    /// <summary>The names of the values in the route.</summary>
    /// <remarks>Throws a <c>RoutePatternException</c> when the route is not a route template.</remarks>
    public IEnumerable<string> RouteValues => RoutePatternFactory.Parse(Route).Parameters.Select(p => p.Name);
}
