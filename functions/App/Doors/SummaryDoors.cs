using Microsoft.AspNetCore.Http;
using Monitoring.App.Stages;
using Monitoring.Core.Figures.Delays;
using Monitoring.Core.Figures.Summaries;
using Monitoring.Core.Kernel;
using Monitoring.Core.Policy;
using Monitoring.Files.Summaries;
using Monitoring.Storage;

namespace Monitoring.App.Doors;

/// <summary>
/// Summaries of bodies, month by month and quarter by quarter. Those of authorities, integrated care boards and England show no case, and whoever may look at workbooks may see them. That of an NHS body shows its cases: it is for
/// that body's own people, and no role opens it.
/// </summary>
public sealed class SummaryDoors(Door door, SummaryStore published, Links links, Books books)
{
    private const string Look = "look at summaries";

    /// <summary>The summaries that the caller may see: a page for a browser, else JSON. <c>?find=</c> is a part of a name or a code; the page shows those.</summary>
    public async Task<IResult> List(HttpRequest request, CancellationToken cancel)
    {
        var (reference, _) = await books.Now(cancel);
        return await door.Open(request, caller => caller.MayRead || caller.Senders.Count > 0, Look, async caller =>
        {
            var entries = await Entries(caller, reference, cancel);
            var find = request.Query["find"].ToString().Trim();
            return Door.FormOf(request) == Door.PageForm ? Door.Page(SummariesPage.Html(entries, find.Length == 0 ? null : find)) : Door.Json(entries);
        }, Door.PageForm, Door.JsonForm);
    }

    /// <summary>
    /// The summary that was published last: a page for a browser, else JSON with everything that is in it; <c>?as=workbook</c> and <c>?as=csv</c> give its files.
    /// </summary>
    public Task<IResult> Show(HttpRequest request, string audience, string code, string period, CancellationToken cancel) => Open(request, audience, code, period, async key =>
    {
        if (Door.FormOf(request) is Door.WorkbookForm or Door.CsvForm)
            return await File(key, Door.FormOf(request) == Door.WorkbookForm ? "latest.xlsx" : "latest.csv", cancel);
        if (await published.FindLatest(key, cancel) is not { } latest || await published.Find(key, SummaryStore.DocumentOf(key, latest.Version), cancel) is not { } content)
            return Nothing();
        return Door.FormOf(request) == Door.PageForm
            ? Door.Page(SummaryPage.Html(Json.Read<Summary>(content), [("The workbook (Excel)", $"{FilesOf(key)}/latest.xlsx"), ("Its figures as data (CSV)", $"{FilesOf(key)}/latest.csv"), ("All of it for programs (JSON)", $"{AddressOf(key)}?as=json")]))
            : Results.Bytes(content, ContentTypes.Json);
    }, cancel, Door.PageForm, Door.WorkbookForm, Door.CsvForm, Door.JsonForm);

    /// <summary>
    /// A published file. <c>{version}.xlsx</c>, <c>{version}.csv</c> and <c>{version}.json</c> are the same for ever (those of an NHS body until a case in them is deleted); <c>latest.xlsx</c> and <c>latest.csv</c> are whatever the
    /// pointer names; <c>latest.json</c> is the pointer.
    /// </summary>
    public Task<IResult> Download(HttpRequest request, string audience, string code, string period, string file, CancellationToken cancel) => Open(request, audience, code, period, key => File(key, file, cancel), cancel);

    /// <summary>A link to a published file, for whoever may download it: always to a version, so that it stays what it was given for.</summary>
    public Task<IResult> Link(HttpRequest request, string audience, string code, string period, string file, CancellationToken cancel) => Open(request, audience, code, period, async key =>
        await Named(key, file, cancel) is { } named ? await links.ToRead(request, named, (name, saveAs, token) => published.Link(key, name, saveAs, token), Nothing, cancel) : Nothing(), cancel);

    /// <summary>How many summaries a caller may see of NHS bodies that are their own; for the first page.</summary>
    public async Task<int> CountOwn(Caller caller, CancellationToken cancel)
    {
        var (own, reference) = (0, (await books.Now(cancel)).Reference);
        await foreach (var key in published.All(SummaryKind.NhsBody, cancel))
            own += caller.ActsFor(key.Code, reference) ? 1 : 0;
        return own;
    }

    /// <summary><c>/summaries/authority/507/2019-11</c>.</summary>
    public static string AddressOf(SummaryKey summary) => $"/summaries/{summary.Folder}";

    private static string FilesOf(SummaryKey summary) => $"/published/{summary.Folder}";

    private async Task<IResult> Open(HttpRequest request, string audience, string code, string period, Func<SummaryKey, Task<IResult>> behind, CancellationToken cancel, params string[] forms)
    {
        var (reference, _) = await books.Now(cancel);
        // Who may not see an NHS body's summaries does not learn whether there are any.
        return await door.Open(
            request, caller => SummaryKey.KindOf(audience) == SummaryKind.NhsBody ? caller.ActsFor(code, reference) : caller.MayRead,
            SummaryKey.KindOf(audience) == SummaryKind.NhsBody ? $"see summaries of {code}, which show its cases: they are for its own people only" : Look,
            _ => InboxPath.IsCode(code) && SummaryKey.Parse($"{audience}/{code}/{period}") is { } key ? behind(key) : Task.FromResult(Nothing()), forms);
    }

    private async Task<IResult> File(SummaryKey key, string file, CancellationToken cancel) =>
        await Named(key, file, cancel) is { } named && await published.Find(key, named.Blob, cancel) is { } content ? Results.Bytes(content, ContentTypes.Of(named.Blob), named.SaveAs) : Nothing();

    /// <summary>The version that a file is; null where there is none.</summary>
    private async Task<FileBehindDoor?> Named(SummaryKey key, string file, CancellationToken cancel)
    {
        var name = $"{key.Folder}/{file}";
        if (file is "latest.xlsx" or "latest.csv")
        {
            if (await published.FindLatest(key, cancel) is not { } latest)
                return null;
            name = file == "latest.xlsx" ? latest.Workbook : latest.Data;
        }
        return InboxPath.IsPlain(file) ? new FileBehindDoor(name, file.EndsWith(".json", StringComparison.Ordinal) ? null : $"{key.Code}-{key.Period}-{name.Split('/')[^1]}") : null;
    }

    private async Task<IReadOnlyList<SummaryEntry>> Entries(Caller caller, ReferenceBook reference, CancellationToken cancel)
    {
        var entries = new List<SummaryEntry>();
        foreach (var kind in Enum.GetValues<SummaryKind>().Where(kind => kind == SummaryKind.NhsBody || caller.MayRead))
        {
            await foreach (var key in published.All(kind, cancel))
            {
                if (kind != SummaryKind.NhsBody || caller.ActsFor(key.Code, reference))
                    entries.Add(new SummaryEntry(key, NameOf(key, reference), AddressOf(key), FilesOf(key)));
            }
        }
        return [.. entries.OrderByDescending(entry => entry.Key.Period).ThenByDescending(entry => entry.Key.Kind == SummaryKind.England).ThenBy(entry => entry.Key.Kind).ThenBy(entry => entry.Name, StringComparer.Ordinal).ThenBy(entry => entry.Key.Code, StringComparer.Ordinal)];
    }

    private static string NameOf(SummaryKey key, ReferenceBook reference) =>
        key.Kind == SummaryKind.England ? Body.England.Name
        : (key.Kind == SummaryKind.Authority ? reference.AuthorityOn(key.Period.LastDay, key.Code)?.Name : null) ?? reference.Organisations.LastOf(key.Code, key.Period.LastDay)?.Name ?? key.Code;

    private static IResult Nothing() => Door.NotFound("Nothing of that name is published.", "GET /summaries lists what is; months have the form 2019-11 and quarters 2019-20-Q3.");
}
