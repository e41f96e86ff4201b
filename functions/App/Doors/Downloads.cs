using Microsoft.AspNetCore.Http;
using Monitoring.App.Hosting;
using Monitoring.App.Stages;
using Monitoring.Core.Figures;
using Monitoring.Core.Figures.Delays;
using Monitoring.Core.Kernel;
using Monitoring.Core.Policy;
using Monitoring.Core.Returns;
using Monitoring.Core.Validation;
using Monitoring.Files.Receipts;
using Monitoring.Files.Templates;
using Monitoring.Storage;

namespace Monitoring.App.Doors;

/// <summary>What is published, what the figures are made of, and what anybody may know.</summary>
public sealed class Downloads(Door door, PublishedStore published, FigureStore figures, Books books)
{
    private const string Look = "look at workbooks";

    /// <summary>Everything published, or everything below a folder.</summary>
    public Task<IResult> List(HttpRequest request, CancellationToken cancel) => door.Open(request, caller => caller.MayRead, Look, async _ =>
    {
        var names = new List<string>();
        await foreach (var name in published.Names(request.Query["below"].ToString() is { Length: > 0 } below ? below : null, cancel))
            names.Add($"/published/{name}");
        return Door.Json(names);
    });

    /// <summary>
    /// A published file. <c>{version}.xlsx</c> and <c>{version}.csv</c> are the same for ever; <c>latest.xlsx</c> and <c>latest.csv</c> are whatever the pointer names;
    /// <c>latest.json</c> is the pointer.
    /// </summary>
    public Task<IResult> Download(HttpRequest request, string audience, string code, string month, string file, CancellationToken cancel) => door.Open(request, caller => caller.MayRead, Look, async _ =>
    {
        if (!ReportingMonth.TryParse(month, out var period) || PublishedStore.FolderOf(new FigureKey(code, period)) != $"{audience}/{code}/{month}")
            return Nothing();
        var figure = new FigureKey(code, period);
        var name = $"{PublishedStore.FolderOf(figure)}/{file}";
        if (file is "latest.xlsx" or "latest.csv")
        {
            if (await published.FindLatest(figure, cancel) is not { } pointer)
                return Nothing();
            name = file == "latest.xlsx" ? pointer.Latest.Workbook : pointer.Latest.Data;
        }
        return InboxPath.IsPlain(file) && await published.Open(name, cancel) is { } content
            ? Results.Stream(content, ContentTypes.Of(name), file.EndsWith(".json", StringComparison.Ordinal) ? null : $"{code}-{month}-{name.Split('/')[^1]}")
            : Nothing();

        static IResult Nothing() => Door.NotFound("Nothing of that name is published.", "GET /published lists what is.");
    });

    /// <summary>The figures of a body for a month with every working.</summary>
    public Task<IResult> Figures(HttpRequest request, string body, string month, CancellationToken cancel) => door.Open(request, caller => caller.MayRead, "look at figures", async _ =>
        ReportingMonth.TryParse(month, out var period) && InboxPath.IsCode(body) && await figures.Find(new FigureKey(body, period), cancel) is { } stored
            ? Results.Bytes(stored.Content, ContentTypes.Json)
            : Door.NotFound($"There are no figures of {body} for {month}.", "Months have the form 2019-11; England is ENG."));

    /// <summary>The template of the delayed-transfers return, as workbook or CSV. Anybody may have it.</summary>
    public static IResult Template(string file) => file switch
    {
        "delayed-transfers.xlsx" => Results.Bytes(ReturnTemplate.Xlsx(DelayedTransfers.Template), ContentTypes.Workbook, file),
        "delayed-transfers.csv" => Results.Text(ReturnTemplate.Csv(DelayedTransfers.Template), ContentTypes.Csv),
        _ => Door.NotFound("There is no such template.", "There are delayed-transfers.xlsx and delayed-transfers.csv."),
    };

    /// <summary>Every rule that a return is checked by: a page for a browser, else JSON. Anybody may read them.</summary>
    public static IResult Rules(HttpRequest request) => Door.FormOf(request) == "page"
        ? Door.Page(RulesPage.Html(RuleCatalogue.All))
        : Door.Json(RuleCatalogue.All.Select(rule => new Rule(rule.Id, rule.Severity, rule.Scope, rule.Field, rule.Title, rule.Fix, rule.Source)));

    /// <summary>The first page. Anybody may see it; what is published only who may look at workbooks.</summary>
    public async Task<IResult> Home(HttpRequest request, CancellationToken cancel)
    {
        if (door.CallerOf(request) is not { MayRead: true })
            return Door.Page(HomePage.Html(null));
        var (reference, _) = await books.Now(cancel);
        var entries = new List<PublishedEntry>();
        await foreach (var name in published.Names(null, cancel))
        {
            if (name.Split('/') is [_, var code, var month, "latest.json"] && ReportingMonth.TryParse(month, out var period))
                entries.Add(new PublishedEntry(new FigureKey(code, period), NameOf(code, period, reference), name[..name.LastIndexOf('/')]));
        }
        return Door.Page(HomePage.Html(entries));
    }

    private static string NameOf(string code, ReportingMonth month, ReferenceBook reference) =>
        code == Body.EnglandCode ? Body.England.Name : reference.AuthorityOn(month.FirstDay, code)?.Name ?? code;
}

/// <summary>Whether the app can do its work.</summary>
public sealed record HealthReport(string Status, string Build, string Policy, string Reference, DateOnly Today, string? Problem);

/// <summary>Health: asks storage, since without it nothing can be done.</summary>
public sealed class Health(Accounts accounts, Books books, BusinessClock clock)
{
    public async Task<IResult> Check(CancellationToken cancel)
    {
        try
        {
            await accounts.Returns.GetBlobContainerClient(Containers.Accepted).ExistsAsync(cancel);
            await accounts.Inbox.GetBlobContainerClient(Containers.Inbox).ExistsAsync(cancel);
            return Door.Json(Report("healthy", null, (await books.Now(cancel)).Reference.Version));
        }
        catch (Exception failure) when (failure is Azure.RequestFailedException or AggregateException)
        {
            return Door.Json(Report("unhealthy", "Storage cannot be reached.", ReferenceBook.Current.Version), StatusCodes.Status503ServiceUnavailable);
        }
    }

    private HealthReport Report(string status, string? problem, string reference) => new(status, Build.Id, PolicyBook.Current.Version, reference, clock.Today, problem);
}
