using Microsoft.AspNetCore.Http;

namespace Monitoring.App.Doors;

/// <summary>Something that cannot be done, in words.</summary>
public sealed record Refusal(string Problem, string WhatToDo);

/// <summary>What every door asks first, and how it says no.</summary>
public sealed class Door(ISignIn signIn)
{
    /// <summary>Who is calling; null when nobody is signed in.</summary>
    public Caller? CallerOf(HttpRequest request) => signIn.CallerOf(request);

    /// <summary>Runs what is behind the door if the caller may; else says what is wanting.</summary>
    public async Task<IResult> Open(HttpRequest request, Func<Caller, bool> may, string what, Func<Caller, Task<IResult>> behind)
    {
        if (signIn.CallerOf(request) is not { } caller)
            return No(StatusCodes.Status401Unauthorized, "You are not signed in.", "Sign in with your organisation's account.");
        return may(caller) ? await behind(caller) : No(StatusCodes.Status403Forbidden, $"{caller.Name} may not {what}.", "Ask whoever looks after access in your organisation.");
    }

    public static IResult No(int status, string problem, string whatToDo) => Results.Json(new Refusal(problem, whatToDo), Core.Kernel.Json.Options, statusCode: status);

    /// <summary>What a caller wants to see: what <c>?as=</c> says, else a page for a browser, else JSON.</summary>
    public static string FormOf(HttpRequest request) =>
        request.Query["as"].ToString() is { Length: > 0 } asked ? asked
        : request.Headers.Accept.ToString().Contains("text/html", StringComparison.Ordinal) ? "page" : "json";

    /// <summary>Another site's page cannot do anything with a signed-in visitor's rights: browsers say where a form was sent from.</summary>
    public static bool IsOwnPage(HttpRequest request) =>
        request.Headers["Sec-Fetch-Site"].ToString() is "" or "same-origin" or "none"
        && (request.Headers.Origin.ToString() is not { Length: > 0 } origin || (Uri.TryCreate(origin, UriKind.Absolute, out var from) && from.Authority == request.Host.Value));

    public static IResult Page(string html) => Results.Text(html, "text/html; charset=utf-8");

    public static IResult NotFound(string problem, string whatToDo) => No(StatusCodes.Status404NotFound, problem, whatToDo);

    public static IResult Json<T>(T value, int status = StatusCodes.Status200OK) => Results.Json(value, Core.Kernel.Json.Options, statusCode: status);
}
