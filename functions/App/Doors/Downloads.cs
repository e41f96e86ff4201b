using System.Collections.Immutable;
using Microsoft.AspNetCore.Http;
using Monitoring.App.Hosting;
using Monitoring.App.Stages;
using Monitoring.Core.Figures;
using Monitoring.Core.Figures.Delays;
using Monitoring.Core.Figures.Funds;
using Monitoring.Core.Figures.Summaries;
using Monitoring.Core.Kernel;
using Monitoring.Core.Ledger;
using Monitoring.Core.Policy;
using Monitoring.Core.Returns;
using Monitoring.Core.Validation;
using Monitoring.Files.Receipts;
using Monitoring.Files.Templates;
using Monitoring.Files.Workbooks;
using Monitoring.Storage;

namespace Monitoring.App.Doors;

/// <summary>What is published, what the figures are made of, and what anybody may know.</summary>
public sealed class Downloads(Door door, PublishedStore published, FigureStore figures, Books books, VersionsTable versions, LedgerReading reading, StatementDoors statements, FundDoors funds, DelayDoors delays, SummaryDoors summaries, Links links)
{
    private const string Look = "look at workbooks";

    /// <summary>No name of a period, body or set is longer; a longer one could not even be asked for in a table.</summary>
    private const int LongestPeriod = 80;

    /// <summary>Everything published, or everything below a folder.</summary>
    public Task<IResult> List(HttpRequest request, CancellationToken cancel) => door.Open(request, caller => caller.MayRead, Look, async _ =>
    {
        var names = new List<string>();
        await foreach (var name in published.Names(request.Query["below"].ToString() is { Length: > 0 } below ? below : null, cancel))
            names.Add($"/published/{name}");
        return Door.Json(names);
    });

    /// <summary>
    /// A published file: of a summary (<see cref="SummaryDoors.Download"/>), or of a fund. <c>{version}.xlsx</c> and <c>{version}.csv</c> are the same for ever; <c>latest.xlsx</c> and <c>latest.csv</c> are whatever the pointer
    /// names; <c>latest.json</c> is the pointer.
    /// </summary>
    public Task<IResult> Download(HttpRequest request, string audience, string code, string month, string file, CancellationToken cancel) => !Dependencies.HasWorkbook($"{code}/{month}.json")
        ? summaries.Download(request, audience, code, month, file, cancel)
        : Open(request, audience, code, month, file, async named => await published.Open(named.Blob, cancel) is { } content ? Results.Stream(content, ContentTypes.Of(named.Blob), named.SaveAs) : NothingPublished(), cancel);

    /// <summary>A link to a published file, for whoever may download it: always to a version, so that it stays what it was given for.</summary>
    public Task<IResult> Link(HttpRequest request, string audience, string code, string month, string file, CancellationToken cancel) => !Dependencies.HasWorkbook($"{code}/{month}.json")
        ? summaries.Link(request, audience, code, month, file, cancel)
        : Open(request, audience, code, month, file, named => links.ToRead(request, named, published.Link, NothingPublished, cancel), cancel);

    /// <summary>
    /// The figures of a body for a month with every working, for programs; <c>?as=csv</c> gives them cell by cell as data, one value in a row, and <c>?as=csv-metadata.json</c> says what its columns are. A page of them is at
    /// <see cref="DelayDoors.Month"/>.
    /// </summary>
    public Task<IResult> Figures(HttpRequest request, string body, string month, CancellationToken cancel) => door.Open(request, caller => caller.MayRead, "look at figures", async _ =>
    {
        if (!ReportingMonth.TryParse(month, out var period))
            return Door.NotFound($"'{month}' is not a month.", "Months have the form 2019-11.");
        if (!InboxPath.IsCode(body) || await figures.Find(new FigureKey(body, period), cancel) is not { } stored)
            return Door.NotFound($"There are no figures of '{body}' for {period.Name}.", "Authorities go by their codes, England is ENG; GET /delays lists them, and the page of each says which months there are.");
        if (Door.FormOf(request) is not (Door.CsvForm or Door.DescriptionForm))
            return Results.Bytes(stored.Content, ContentTypes.Json);
        var read = Json.Read<DelayFigures>(stored.Content);
        return Door.Data(request, TidyData.Description, $"Delayed transfers of care of {read.Body.Name} ({body}), {period.Name}", $"{body}-{period}-cells.csv", () => TidyData.Csv(read));
    }, Door.JsonForm, Door.CsvForm, Door.DescriptionForm);

    /// <summary>
    /// The template of a collection: <c>delay-notices.xlsx</c>, or <c>.csv</c> where it is one table. Anybody may have it empty. <c>?after=2019-11</c> fills it in from what the caller's
    /// organisation (<c>&amp;sender=RJ7</c>) sent for that period: for the next one, with the numbers of last time beside it.
    /// </summary>
    public Task<IResult> Template(HttpRequest request, string file, CancellationToken cancel)
    {
        var (key, ending) = (Path.GetFileNameWithoutExtension(file), Path.GetExtension(file));
        if (Collections.Find(key) is not { } collection || ending is not (".xlsx" or ".csv"))
            return Task.FromResult(Door.NotFound("There is no such template.", $"There are, as .xlsx: {string.Join(", ", Collections.All.Select(known => known.Key))}."));
        if (ending == ".csv" && ReturnTemplate.NoCsv(collection) is { } why)
            return Task.FromResult(Door.NotFound(why, $"Take /templates/{key}.xlsx."));
        var (after, sender) = (request.Query["after"].ToString(), request.Query["sender"].ToString());
        if (after.Length > LongestPeriod)
            return Task.FromResult(Door.NotFound("That is not a period of a return.", "Write ?after=2019-11, 2015-16-Q2 or 2015-16, as the receipt names the period."));
        return after.Length == 0
            ? Task.FromResult(Made(null))
            // What it is filled with is the sender's own return.
            : door.Open(request, caller => caller.MaySeeReceiptsOf(sender), $"see returns of {sender}", async _ => Made(await Filling(collection, after, sender, cancel)));

        IResult Made(TemplateFilling? filling) => ending == ".xlsx"
            ? Results.Bytes(ReturnTemplate.Xlsx(collection, filling), ContentTypes.Workbook, file)
            : Results.Text(ReturnTemplate.Csv(collection, filling), ContentTypes.Csv);
    }

    /// <summary>What a template is filled in with after a period: what stands of the sender's own returns of it. Null when nothing does.</summary>
    private async Task<TemplateFilling?> Filling(Collection collection, string after, string sender, CancellationToken cancel)
    {
        // Nothing of a case goes round in templates, so nothing of it is read.
        if (collection.IsCaseLevel)
            return null;
        var own = (await versions.Of(collection.Key, after, cancel)).Where(version => version.Sender == sender).Select(version => version.Submission).ToHashSet();
        var slices = (await reading.Page(new PageRef(collection.Key, after), cancel)).Slices.Where(slice => slice.Version is not null && own.Contains(slice.Submission)).ToList();
        if (slices.Count == 0)
            return null;
        var rowsOf = await reading.Rows(collection, slices, cancel);
        ImmutableArray<LedgerRow> rows = [.. slices.SelectMany(slice => rowsOf(slice))];
        // An authority with nothing but zeros has no rows in the ledger and is reported all the same.
        return collection == DelayedTransfers.Collection && ReportingMonth.TryParse(after, out var month)
            ? DelayedTransfersFilling.Of(slices[0].Place.Provider, month.AddMonths(1), [.. slices.Select(slice => slice.Place.Authority).Distinct().Order(StringComparer.Ordinal)], rows)
            : TemplateFilling.Of(collection, rows);
    }

    /// <summary>Every rule that a return is checked by: a page for a browser, else JSON. Anybody may read them.</summary>
    public static IResult Rules(HttpRequest request) => Door.FormOf(request) == Door.PageForm
        ? Door.Page(RulesPage.Html(RuleCatalogue.All, RuleExamples.Of))
        : Door.Json(RuleCatalogue.All.Select(rule => new RuleEntry(rule)));

    /// <summary>The first page. Anybody may see it; what is published only who may look at workbooks.</summary>
    public async Task<IResult> Home(HttpRequest request, CancellationToken cancel)
    {
        var caller = door.CallerOf(request);
        var stated = caller is null ? 0 : await statements.CountFor(caller, cancel);
        var own = caller is null ? 0 : await summaries.CountOwn(caller, cancel);
        if (caller is not { MayRead: true })
            return Door.Page(HomePage.Html(null, stated, summaries: own));
        var (reference, _) = await books.Now(cancel);
        var (entries, others) = (new List<PublishedEntry>(), 0);
        await foreach (var name in published.Names(null, cancel))
        {
            if (name.Split('/') is [_, var code, var month, "latest.json"] && ReportingMonth.TryParse(month, out var period))
                entries.Add(new PublishedEntry(new FigureKey(code, period), NameOf(code, period, reference), name[..name.LastIndexOf('/')]));
            else if (name.EndsWith("/latest.json", StringComparison.Ordinal) && SummaryKey.Parse(name[..name.LastIndexOf('/')]) is not null)
                others++;
        }
        return Door.Page(HomePage.Html(entries, stated, await funds.Count(cancel), (await delays.Entries(cancel)).Count, entries.Count + others + own));
    }

    private Task<IResult> Open(HttpRequest request, string audience, string code, string month, string file, Func<FileBehindDoor, Task<IResult>> behind, CancellationToken cancel) => door.Open(request, caller => caller.MayRead, Look, async _ =>
    {
        var (figuresBlob, folder) = ($"{code}/{month}.json", $"{audience}/{code}/{month}");
        if (folder != PublishedStore.FolderOf(figuresBlob) || !InboxPath.IsPlain(file))
            return NothingPublished();
        var name = $"{folder}/{file}";
        if (file is "latest.xlsx" or "latest.csv")
        {
            if (await published.FindLatest(folder, cancel) is not { } pointer)
                return NothingPublished();
            name = file == "latest.xlsx" ? pointer.Latest.Workbook : pointer.Latest.Data;
        }
        return await behind(new FileBehindDoor(name, file.EndsWith(".json", StringComparison.Ordinal) ? null : $"{code}-{month}-{name.Split('/')[^1]}"));
    });

    private static IResult NothingPublished() => Door.NotFound("Nothing of that name is published.", "GET /published lists what is.");

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
            await accounts.Cases.GetBlobContainerClient(Containers.Cases).ExistsAsync(cancel);
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
