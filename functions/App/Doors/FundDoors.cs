using System.Collections.Concurrent;
using Microsoft.AspNetCore.Http;
using Monitoring.App.Hosting;
using Monitoring.App.Stages;
using Monitoring.Core.Figures;
using Monitoring.Core.Figures.Delays;
using Monitoring.Core.Figures.Funds;
using Monitoring.Core.Kernel;
using Monitoring.Core.Policy;
using Monitoring.Files.Funds;
using Monitoring.Storage;

namespace Monitoring.App.Doors;

/// <summary>The Better Care Fund of boards and of England, year by year: no case is in it, and whoever may look at workbooks may see all of it.</summary>
public sealed class FundDoors(Door door, FundReading reading, FundStore funds, PublishedStore published, Links links, Books books, Pace pace)
{
    private const string Look = "look at the figures of the Better Care Fund";

    /// <summary>The boards and years of which there are figures: a page for a browser, else JSON.</summary>
    public Task<IResult> List(HttpRequest request, CancellationToken cancel) => door.Open(request, caller => caller.MayRead, Look, async _ =>
    {
        var entries = await Entries(cancel);
        return Door.FormOf(request) == Door.PageForm ? Door.Page(FundsPage.Html(entries)) : Door.Json(entries);
    }, Door.PageForm, Door.JsonForm);

    /// <summary>
    /// The fund of a board for a year, or of England under its code: a page for a browser, else JSON with every working; <c>?as=workbook</c> and <c>?as=csv</c> give what was published last.
    /// </summary>
    public Task<IResult> Show(HttpRequest request, string hwb, string year, CancellationToken cancel) => Open(request, hwb, year, async key =>
    {
        if (Door.FormOf(request) is Door.WorkbookForm or Door.CsvForm)
            return await Download(key, Door.FormOf(request) == Door.WorkbookForm ? "latest.xlsx" : "latest.csv", cancel);
        if (await funds.Find(key, cancel) is not { } stored)
            return Nothing(key);
        if (Door.FormOf(request) != Door.PageForm)
            return Results.Bytes(stored.Content, ContentTypes.Json);
        var address = AddressOf(key);
        (string Text, string Href)[] downloads =
        [
            .. await published.FindLatest(PublishedStore.FolderOf(key.BlobName), cancel) is null ? Array.Empty<(string, string)>()
                :
                [
                    ("The workbook (Excel)", $"{address}/latest.xlsx"), ("Its figures as data (CSV)", $"{address}/latest.csv"),
                    .. Dependencies.IsNational(key) ? Array.Empty<(string, string)>() : [("Lines for a ledger (CSV)", $"{address}/latest-journal.csv")],
                ],
            ("All of it for programs (JSON)", $"{address}?as=json"),
        ];
        return Door.Page(Dependencies.IsNational(key) ? EnglandFundPage.Html(Json.Read<EnglandFund>(stored.Content), downloads) : FundPage.Html(Json.Read<FundYear>(stored.Content), downloads));
    }, Door.PageForm, Door.WorkbookForm, Door.CsvForm, Door.JsonForm);

    /// <summary>
    /// A file of a fund. <c>{version}.xlsx</c> and <c>{version}.csv</c> are the same for ever; <c>latest.xlsx</c>, <c>latest.csv</c> and, of a board, <c>latest-journal.csv</c> are whatever the pointer names;
    /// <c>latest.json</c> is the pointer. What the columns of a <c>.csv</c> are, the file of its name with <c>-metadata.json</c> says.
    /// </summary>
    public Task<IResult> Download(HttpRequest request, string hwb, string year, string file, CancellationToken cancel) => Open(request, hwb, year, key => Download(key, file, cancel));

    /// <summary>A link to a file of a fund, for whoever may download it: always to a version.</summary>
    public Task<IResult> Link(HttpRequest request, string hwb, string year, string file, CancellationToken cancel) => Open(request, hwb, year, async key =>
        await Find(key, file, cancel) is { } named ? await links.ToRead(request, named, published.Link, () => Nothing(key), cancel) : Nothing(key));

    /// <summary>How many boards have a fund; for the first page.</summary>
    public async Task<int> Count(CancellationToken cancel) => (await reading.LastYears(cancel)).Count;

    /// <summary><c>/funds/730/2015-16</c>.</summary>
    public static string AddressOf(FundKey fund) => $"/funds/{fund.Hwb}/{fund.Year}";

    private Task<IResult> Open(HttpRequest request, string hwb, string year, Func<FundKey, Task<IResult>> behind, params string[] forms) => door.Open(request, caller => caller.MayRead, Look, _ =>
        InboxPath.IsCode(hwb) && FundKey.Parse($"{hwb}/{FundKey.Before}{year}.json") is { } key ? behind(key) : Task.FromResult(Door.NotFound($"'{year}' is not a financial year.", "Years have the form 2015-16; England is ENG.")), forms);

    private async Task<IResult> Download(FundKey key, string file, CancellationToken cancel) =>
        await Find(key, file, cancel) is { } named && await published.Open(named.Blob, cancel) is { } content ? Results.Stream(content, ContentTypes.Of(named.Blob), named.SaveAs) : Nothing(key);

    /// <summary>What is meant by the name of a file; null when nothing is.</summary>
    private async Task<FileBehindDoor?> Find(FundKey key, string file, CancellationToken cancel)
    {
        var folder = PublishedStore.FolderOf(key.BlobName);
        var name = $"{folder}/{file}";
        if (file is "latest.xlsx" or "latest.csv" or "latest-journal.csv")
        {
            if (await published.FindLatest(folder, cancel) is not { } pointer)
                return null;
            name = file switch { "latest.xlsx" => pointer.Latest.Workbook, "latest.csv" => pointer.Latest.Data, _ => PublishedStore.JournalOf(pointer.Latest.Data) };
        }
        return InboxPath.IsPlain(file) ? new FileBehindDoor(name, file.EndsWith(".json", StringComparison.Ordinal) ? null : $"better-care-fund-{key.Hwb}-{key.Year}-{name.Split('/')[^1]}") : null;
    }

    private static IResult Nothing(FundKey key) => Door.NotFound($"There is nothing of that name about the fund of {key.Hwb} for {key.Year}.", "GET /funds lists what there is.");

    private async Task<IReadOnlyList<FundEntry>> Entries(CancellationToken cancel)
    {
        var keys = new ConcurrentBag<FundKey>();
        await Parallel.ForEachAsync((await reading.LastYears(cancel)).Keys.Append(Body.EnglandCode), new ParallelOptions { MaxDegreeOfParallelism = pace.Parallel, CancellationToken = cancel }, async (hwb, token) =>
        {
            await foreach (var key in funds.Of(hwb, token))
                keys.Add(key);
        });
        var (reference, _) = await books.Now(cancel);
        return [.. keys.Select(key => new FundEntry(key, NameOf(key, reference), AddressOf(key))).OrderByDescending(entry => entry.Key.Year).ThenByDescending(entry => Dependencies.IsNational(entry.Key)).ThenBy(entry => entry.Name, StringComparer.Ordinal)];
    }

    private static string NameOf(FundKey key, ReferenceBook reference) => Dependencies.IsNational(key) ? Body.England.Name : FundYears.NameOf(key.Hwb, key.Year, reference);
}
