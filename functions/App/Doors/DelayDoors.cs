using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Http;
using Monitoring.App.Stages;
using Monitoring.Core.Figures;
using Monitoring.Core.Figures.Delays;
using Monitoring.Core.Kernel;
using Monitoring.Files.Delays;
using Monitoring.Storage;

namespace Monitoring.App.Doors;

/// <summary>
/// Delays over time of England, regions, authorities and providers, what was restated of them, and the figures of a month as at any time. No case is in them, and whoever may look at workbooks may see them; only who decided
/// what was agreed is for the body's own people.
/// </summary>
public sealed class DelayDoors(Door door, HistoryStore histories, FigureStore figures, DelayReading reading, Books books)
{
    private const string Look = "look at delays over time";

    /// <summary>To the minute, or finer; without a zone it is UTC.</summary>
    private static readonly string[] Times = ["yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK"];

    /// <summary>The bodies of which there are histories, with how the last month of each stands: a page for a browser, else JSON.</summary>
    public Task<IResult> List(HttpRequest request, CancellationToken cancel) => door.Open(request, caller => caller.MayRead, Look, async _ =>
    {
        var entries = await Entries(cancel);
        return Door.FormOf(request) == "page" ? Door.Page(DelaysListPage.Html(entries)) : Door.Json(entries);
    });

    /// <summary>
    /// The history of a body with every month and chart: an authority or provider by its code, England as ENG, a region as <c>region-south-west</c>. A page for a browser, else JSON; <c>?as=csv</c> has its figures as tidy data.
    /// </summary>
    public Task<IResult> Show(HttpRequest request, string body, CancellationToken cancel) => Open(request, body, history => Door.FormOf(request) switch
    {
        "page" => Door.Page(DelaysPage.Html(
            history, [("Its figures as data (CSV)", $"{AddressOf(history.Key)}?as=csv"), ("All of it for programs (JSON)", $"{AddressOf(history.Key)}?as=json")], history.Changed.IsEmpty ? null : RestatementsOf(history.Key))),
        "csv" => Results.Bytes(Encoding.UTF8.GetBytes(DelayData.Csv(history)), ContentTypes.Csv, $"delays-{history.Key.Body}.csv"),
        _ => Door.Json(history),
    }, cancel);

    /// <summary>The restatements of a body's months, cell by cell, the latest first: a page for a browser, else JSON.</summary>
    public Task<IResult> Restated(HttpRequest request, string body, CancellationToken cancel) => Open(request, body, history => Door.FormOf(request) == "page"
        ? Door.Page(RestatementsPage.Html(history.Changed, history.Name, [("All of them for programs (JSON)", $"{RestatementsOf(history.Key)}?as=json")]))
        : Door.Json(history.Changed), cancel);

    /// <summary>
    /// The figures of England or of an authority for a month with every working: as they stand, or with <c>?as-at=2019-12-01T00:00Z</c> as they stood after the last return received by then, worked out anew from the ledger.
    /// </summary>
    public Task<IResult> Month(HttpRequest request, string body, string month, CancellationToken cancel) => door.Open(request, caller => caller.MayRead, Look, async _ =>
    {
        if (!ReportingMonth.TryParse(month, out var period) || !InboxPath.IsCode(body))
            return Door.NotFound($"'{month}' is not a month.", "Months have the form 2019-11; England is ENG.");
        var key = new FigureKey(body, period);
        if (!request.Query.ContainsKey("as-at"))
            return await figures.Find(key, cancel) is { } stored ? Results.Bytes(stored.Content, ContentTypes.Json) : NoFigures(key, "");
        if (TimeOf(request.Query["as-at"].ToString()) is not { } time)
            return Door.No(StatusCodes.Status400BadRequest, "That is not a time.", "Write ?as-at=2019-12-01T00:00Z.");
        return await reading.AsAt(time, key, cancel) is { } then ? Door.Json(then) : NoFigures(key, $" as at {Words.Date(London.DateOf(time))}");
    });

    /// <summary><c>/delays/507</c>.</summary>
    public static string AddressOf(HistoryKey history) => $"/delays/{history.Body}";

    /// <summary><c>/restatements/730</c>.</summary>
    private static string RestatementsOf(HistoryKey history) => $"/restatements/{history.Body}";

    /// <summary>The histories that there are, for lists: England first, then regions, authorities and providers by name.</summary>
    public async Task<IReadOnlyList<DelaysEntry>> Entries(CancellationToken cancel)
    {
        var entries = new List<DelaysEntry>();
        await foreach (var one in histories.All(cancel))
            entries.Add(Json.Read<DelaysEntry>(Encoding.UTF8.GetBytes(one.Entry)));
        return [.. entries.OrderBy(entry => entry.Level).ThenBy(entry => entry.Name, StringComparer.Ordinal).ThenBy(entry => entry.Key.Body, StringComparer.Ordinal)];
    }

    private Task<IResult> Open(HttpRequest request, string body, Func<DelayHistory, IResult> behind, CancellationToken cancel) => door.Open(request, caller => caller.MayRead, Look, async caller =>
    {
        if (!InboxPath.IsCode(body) || await histories.Find(new HistoryKey(body), cancel) is not { } stored)
            return Door.NotFound($"There is no history of delays of {body}.", "GET /delays lists those that there are.");
        var history = Json.Read<DelayHistory>(stored.Content);
        var own = caller.ActsFor(body, (await books.Now(cancel)).Reference);
        return behind(own ? history : history with { Answers = [.. history.Answers.Select(answer => answer with { Decisions = [] })] });
    });

    private static IResult NoFigures(FigureKey key, string then) => Door.NotFound($"There are no figures of {key.Body} for {key.Month.Name}{then}.", "Authorities go by their codes, England is ENG; of a provider there is /delays and its code.");

    /// <summary>A plus sign arrives as a blank where it was not escaped.</summary>
    private static DateTimeOffset? TimeOf(string text) =>
        DateTimeOffset.TryParseExact(text.Replace(' ', '+'), Times, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time : null;
}
