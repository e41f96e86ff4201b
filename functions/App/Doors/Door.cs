using System.Text;
using Microsoft.AspNetCore.Http;
using Monitoring.Files.Data;
using Monitoring.Files.Receipts;
using Monitoring.Storage;

namespace Monitoring.App.Doors;

/// <summary>Something that cannot be done, in words.</summary>
public sealed record Refusal(string Problem, string WhatToDo);

/// <summary>What every door asks first, and how it says no.</summary>
public sealed class Door(ISignIn signIn)
{
    /// <summary>Who is calling; null when nobody is signed in.</summary>
    public Caller? CallerOf(HttpRequest request) => signIn.CallerOf(request);

    /// <summary>Forms in which something can be had, as <c>?as=</c> names them.</summary>
    public const string PageForm = "page", JsonForm = "json", CsvForm = "csv", WorkbookForm = "workbook";

    /// <summary>What the columns of the data are: where a program that follows CSV on the Web looks for the description of <c>?as=csv</c>.</summary>
    public const string DescriptionForm = CsvForm + "-metadata.json";

    private const string DescriptionType = "application/csvm+json";

    /// <summary>Runs what is behind the door if the caller may; else says what is wanting.</summary>
    /// <param name="forms">What <c>?as=</c> may ask for; empty where nothing is asked.</param>
    public async Task<IResult> Open(HttpRequest request, Func<Caller, bool> may, string what, Func<Caller, Task<IResult>> behind, params string[] forms)
    {
        if (signIn.CallerOf(request) is not { } caller)
            return No(StatusCodes.Status401Unauthorized, "You are not signed in.", "Sign in with your organisation's account.");
        if (!may(caller))
            return No(StatusCodes.Status403Forbidden, $"{caller.Name} may not {what}.", "Ask whoever looks after access in your organisation.");
        return forms.Length > 0 && request.Query["as"].ToString() is { Length: > 0 } asked && !forms.Contains(FormOf(request))
            ? No(StatusCodes.Status400BadRequest, $"This cannot be had as '{asked}'.", $"Write {string.Join(", ", forms.Select(form => $"?as={form}"))}, or leave it out.")
            : await behind(caller);
    }

    /// <summary>What cannot be done: a page for a browser, else JSON.</summary>
    public static IResult No(int status, string problem, string whatToDo) => new Refused(status, new Refusal(problem, whatToDo));

    /// <summary>What a caller wants to see: what <c>?as=</c> says, else a page for a browser, else JSON.</summary>
    public static string FormOf(HttpRequest request) => request.Query["as"].ToString() is { Length: > 0 } asked ? asked.ToLowerInvariant() : IsBrowser(request) ? PageForm : JsonForm;

    /// <summary>Data with a link to what its columns are, or that description (CSV on the Web, <see cref="DescriptionForm"/>).</summary>
    /// <param name="title">Of the data: body and period.</param>
    /// <param name="file">Name under which a browser saves it.</param>
    public static IResult Data(HttpRequest request, CsvDescription description, string title, string file, Func<string> csv)
    {
        if (FormOf(request) == DescriptionForm)
            return Results.Text(description.Metadata(InForm(request, CsvForm), title), DescriptionType, Encoding.UTF8);
        request.HttpContext.Response.Headers.Link = $"<{InForm(request, DescriptionForm)}>; rel=\"describedby\"; type=\"{DescriptionType}\"";
        return Results.Bytes(Encoding.UTF8.GetBytes(csv()), ContentTypes.Csv, file);
    }

    /// <summary>The same address in another form, relative to it. The form comes last: by the standard the address of a description is that of the data with an ending.</summary>
    private static string InForm(HttpRequest request, string form) => QueryString.Create(request.Query.Where(one => one.Key != "as").Append(new("as", form))).Value!;

    private static bool IsBrowser(HttpRequest request) => request.Headers.Accept.ToString().Contains("text/html", StringComparison.Ordinal);

    /// <summary>Another site's page cannot do anything with a signed-in visitor's rights: browsers say where a form was sent from.</summary>
    public static bool IsOwnPage(HttpRequest request) =>
        request.Headers["Sec-Fetch-Site"].ToString() is "" or "same-origin" or "none"
        && (request.Headers.Origin.ToString() is not { Length: > 0 } origin || (Uri.TryCreate(origin, UriKind.Absolute, out var from) && from.Authority == request.Host.Value));

    public static IResult Page(string html) => Results.Text(html, "text/html; charset=utf-8");

    public static IResult NotFound(string problem, string whatToDo) => No(StatusCodes.Status404NotFound, problem, whatToDo);

    public static IResult Json<T>(T value, int status = StatusCodes.Status200OK) => Results.Json(value, Core.Kernel.Json.Options, statusCode: status);

    private sealed class Refused(int status, Refusal refusal) : IResult
    {
        public Task ExecuteAsync(HttpContext context) => (FormOf(context.Request) == PageForm || (IsBrowser(context.Request) && FormOf(context.Request) != JsonForm)
            ? Results.Text(RefusalPage.Html(Heading, refusal.Problem, refusal.WhatToDo), "text/html; charset=utf-8", statusCode: status)
            : Results.Json(refusal, Core.Kernel.Json.Options, statusCode: status)).ExecuteAsync(context);

        private string Heading => status switch
        {
            StatusCodes.Status401Unauthorized => "Sign in first",
            StatusCodes.Status403Forbidden => "You may not see or do this",
            StatusCodes.Status404NotFound => "There is nothing here",
            _ => "This cannot be done",
        };
    }
}
