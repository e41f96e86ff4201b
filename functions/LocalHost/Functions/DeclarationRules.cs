using System.Reflection;
using System.Text.RegularExpressions;
using Azure.Storage.Blobs;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Azure.Functions.Worker;
using Monitoring.LocalHost.Timers;

namespace Monitoring.LocalHost.Functions;

/// <summary>
/// What a declaration must keep to so that the deployed build takes it and the local host runs it alike. Each broken rule
/// is one sentence that names the place and what to do.
/// </summary>
internal static partial class DeclarationRules
{
    /// <summary>Names are compared without case, as the host does.</summary>
    public static IEnumerable<string> SharedNames(IReadOnlyList<FunctionDescription> functions) =>
        from same in functions.GroupBy(f => f.Name, StringComparer.OrdinalIgnoreCase)
        where same.Count() > 1
        select $"The name {same.Key} is shared by {string.Join(" and ", same.Select(f => f.Place))}: give each function its own name.";

    /// <summary>
    /// The deployed host asks routes in the alphabetical order of the functions' names and takes the first that fits (azure-functions-dotnet-worker, issue 1855); ASP.NET Core, which serves here, takes the most specific one. So no
    /// path may fit two.
    /// </summary>
    public static IEnumerable<string> SharedPaths(IReadOnlyList<FunctionDescription> functions)
    {
        var routes = functions.Where(function => function.Trigger is HttpTrigger).Select(function => (Function: function, Http: (HttpTrigger)function.Trigger!)).ToList();
        return
            from one in routes
            from other in routes
            where string.CompareOrdinal(one.Function.Place, other.Function.Place) < 0
            where one.Http.Methods.Count == 0 || other.Http.Methods.Count == 0 || one.Http.Methods.Intersect(other.Http.Methods).Any()
            where FitsBoth(one.Http.Route.Split('/'), other.Http.Route.Split('/'))
            select $"A path can fit both \"{one.Http.Route}\" of {one.Function.Place} and \"{other.Http.Route}\" of {other.Function.Place}, and hosts choose differently: give one of them another route.";
    }

    public static IEnumerable<string> Broken(FunctionDescription function) =>
        [.. Shape(function), .. TriggerRules(function)];

    private static bool FitsBoth(ReadOnlySpan<string> one, ReadOnlySpan<string> other)
    {
        for (var i = 0; ; i++)
        {
            if (TakesTheRest(one, i) || TakesTheRest(other, i))
                return true;
            if (i == one.Length || i == other.Length)
                return one.Length == other.Length;
            if (one[i] is not ['{', ..] && other[i] is not ['{', ..] && !one[i].Equals(other[i], StringComparison.OrdinalIgnoreCase))
                return false;
        }

        static bool TakesTheRest(ReadOnlySpan<string> route, int i) => i < route.Length && route[i] is ['{', '*', ..];
    }

    private static IEnumerable<string> Shape(FunctionDescription function)
    {
        var (method, type) = (function.Method, function.Method.DeclaringType!);
        if (!Name().IsMatch(function.Name))
            yield return $"{function.Place}: the name \"{function.Name}\" must begin with a letter and hold only letters, digits, - and _, at most 127.";
        if (!type.IsVisible)
            yield return $"{function.Place}: the class must be public.";
        if (type.IsAbstract || type.IsGenericTypeDefinition)
            yield return $"{function.Place}: the class must be one that can be made: not static, abstract or generic.";
        if (!method.IsPublic || method.IsStatic || method.IsGenericMethodDefinition)
            yield return $"{function.Place}: the method must be public, not static and not generic.";
        if (type.GetConstructors().Length != 1)
            yield return $"{function.Place}: the class must have exactly one public constructor, which takes what it needs.";
    }

    private static IEnumerable<string> TriggerRules(FunctionDescription function) => function.Trigger switch
    {
        BlobTrigger blob => Blob(function, blob),
        TimerTrigger timer => Timer(function, timer),
        HttpTrigger http => Http(function, http),
        _ => [$"{function.Place}: there must be exactly one trigger, and it has {FunctionCatalogue.TriggersOf(function.Method).Count()}."],
    };

    private static IEnumerable<string> Blob(FunctionDescription function, BlobTrigger blob)
    {
        if (blob.Token is null)
            yield return $"{function.Place}: the path \"{blob.Path}\" must be container/{{name}} with a single token: patterns are greedy, so split the name in code.";
        if (blob.Container is { } container && !ContainerName().IsMatch(container))
            yield return $"{function.Place}: \"{container}\" is not a name that a container can have.";
        if (blob.Parameter.ParameterType != typeof(BlobClient))
            yield return $"{function.Place}: {blob.Parameter.Name} must be a BlobClient, which streams; {blob.Parameter.ParameterType.Name} is not bound.";
        foreach (var wrong in Others(function, p => p.ParameterType == typeof(string) && p.Name == blob.Token, "a string named as the path's token"))
            yield return wrong;
        foreach (var wrong in Returns(function, typeof(Task), typeof(void)))
            yield return wrong;
    }

    private static IEnumerable<string> Timer(FunctionDescription function, TimerTrigger timer)
    {
        if (!CronSchedule.TryParse(timer.Schedule, out _))
            yield return $"{function.Place}: the schedule \"{timer.Schedule}\" must be six NCRONTAB fields, seconds first.";
        if (timer.Parameter.ParameterType != typeof(TimerInfo))
            yield return $"{function.Place}: {timer.Parameter.Name} must be a TimerInfo.";
        foreach (var wrong in Others(function, _ => false, null))
            yield return wrong;
        foreach (var wrong in Returns(function, typeof(Task), typeof(void)))
            yield return wrong;
    }

    private static IEnumerable<string> Http(FunctionDescription function, HttpTrigger http)
    {
        IReadOnlyList<string> values = [];
        string? badRoute = null;
        try
        {
            values = [.. http.RouteValues];
        }
        catch (RoutePatternException e)
        {
            badRoute = $"{function.Place}: the route \"{http.Route}\" cannot be read: {e.Message}";
        }

        if (badRoute is not null)
            yield return badRoute;
        if (http.Route.StartsWith('/'))
            yield return $"{function.Place}: the route \"{http.Route}\" must not begin with a slash.";
        if (http.Route.Split('/')[0].Equals("admin", StringComparison.OrdinalIgnoreCase))
            yield return $"{function.Place}: routes that begin with admin belong to the host.";
        if (http.Parameter.ParameterType != typeof(HttpRequest))
            yield return $"{function.Place}: {http.Parameter.Name} must be an HttpRequest.";
        foreach (var wrong in Others(function, p => p.ParameterType == typeof(string) && values.Contains(p.Name, StringComparer.OrdinalIgnoreCase), "a string named as a value of the route"))
            yield return wrong;
        foreach (var wrong in Returns(function, typeof(Task<IResult>), typeof(Task<IActionResult>), typeof(Task), typeof(void), typeof(IResult), typeof(IActionResult)))
            yield return wrong;
    }

    private static IEnumerable<string> Others(FunctionDescription function, Func<ParameterInfo, bool> isBound, string? bound) =>
        // By position: two threads that look at a method for the first time may be given different objects for one parameter.
        from parameter in function.Method.GetParameters()
        where parameter.Position != function.Trigger!.Parameter.Position && parameter.ParameterType != typeof(CancellationToken) && !isBound(parameter)
        select $"{function.Place}: the parameter {parameter.ParameterType.Name} {parameter.Name} is not bound; beside the trigger there may be a CancellationToken"
            + (bound is null ? "." : $" or {bound}.");

    private static IEnumerable<string> Returns(FunctionDescription function, params Type[] allowed) =>
        allowed.Contains(function.Method.ReturnType)
            ? []
            : [$"{function.Place}: it returns {Plain(function.Method.ReturnType)}; allowed here: {string.Join(", ", allowed.Select(Plain))}."];

    private static string Plain(Type type) => type == typeof(void) ? "void"
        : type.IsGenericType ? $"{type.Name.Split('`')[0]}<{type.GenericTypeArguments[0].Name}>"
        : type.Name;

    [GeneratedRegex("^[A-Za-z][A-Za-z0-9_-]{0,126}$")]
    private static partial Regex Name();

    [GeneratedRegex("^(?=.{3,63}$)[a-z0-9]+(-[a-z0-9]+)*$")]
    private static partial Regex ContainerName();
}
