using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Http;
using Monitoring.App.Stages;
using Monitoring.Core.Figures;
using Monitoring.Core.Figures.Delays;
using Monitoring.Core.Kernel;
using Monitoring.Files.Delays;
using Monitoring.Files.Workbooks;
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

    /// <summary>The bodies of which there are histories, with how the last month of each stands: a page for a browser, else JSON. <c>?find=</c> is a part of a name or a code; the page shows those.</summary>
    public Task<IResult> List(HttpRequest request, CancellationToken cancel) => door.Open(request, caller => caller.MayRead, Look, async _ =>
    {
        var entries = await Entries(cancel);
        var find = request.Query["find"].ToString().Trim();
        return Door.FormOf(request) == Door.PageForm ? Door.Page(DelaysListPage.Html(entries, find.Length == 0 ? null : find)) : Door.Json(entries);
    }, Door.PageForm, Door.JsonForm);

    /// <summary>
    /// The history of a body with every month and chart: an authority or provider by its code, England as ENG, a region as <c>region-south-west</c>. A page for a browser, else JSON; <c>?as=csv</c> has its figures as tidy data, and
    /// <c>?as=csv-metadata.json</c> what its columns are.
    /// </summary>
    public Task<IResult> Show(HttpRequest request, string body, CancellationToken cancel) => Open(request, body, history => Door.FormOf(request) switch
    {
        Door.PageForm => Door.Page(DelaysPage.Html(
            history, [("Its figures as data (CSV)", $"{AddressOf(history.Key)}?as=csv"), ("All of it for programs (JSON)", $"{AddressOf(history.Key)}?as=json")], history.Changed.IsEmpty ? null : RestatementsOf(history.Key))),
        Door.CsvForm or Door.DescriptionForm => Door.Data(request, DelayData.Description, $"Delayed transfers of care of {history.Name} ({history.Key.Body})", $"delays-{history.Key.Body}.csv", () => DelayData.Csv(history)),
        _ => Door.Json(history),
    }, cancel, Door.PageForm, Door.CsvForm, Door.DescriptionForm, Door.JsonForm);

    /// <summary>The restatements of a body's months, cell by cell, the latest first: a page for a browser, else JSON.</summary>
    public Task<IResult> Restated(HttpRequest request, string body, CancellationToken cancel) => Open(request, body, history => Door.FormOf(request) == Door.PageForm
        ? Door.Page(RestatementsPage.Html(history.Changed, history.Name, [("All of them for programs (JSON)", $"{RestatementsOf(history.Key)}?as=json")]))
        : Door.Json(history.Changed), cancel, Door.PageForm, Door.JsonForm);

    /// <summary>
    /// The figures of England or of an authority for a month with every working: as they stand, or with <c>?as-at=2019-12-01T00:00Z</c> as they stood after the last return received by then, worked out anew from the ledger;
    /// a day alone is its end in London. A page for a browser, which shows beside them what stands now, else JSON; <c>?as=csv</c> gives them cell by cell, and <c>?as=csv-metadata.json</c> says what its columns are.
    /// </summary>
    public Task<IResult> Month(HttpRequest request, string body, string month, CancellationToken cancel) => door.Open(request, caller => caller.MayRead, Look, async _ =>
    {
        if (!ReportingMonth.TryParse(month, out var period))
            return Door.NotFound($"'{month}' is not a month.", "Months have the form 2019-11.");
        if (!InboxPath.IsCode(body))
            return NoHistory(body);
        var (key, asked) = (new FigureKey(body, period), request.Query["as-at"].ToString());
        DateTimeOffset? asAt = null;
        if (asked.Length > 0 && (asAt = TimeOf(asked)) is null)
            return Door.No(StatusCodes.Status400BadRequest, $"'{asked}' is not a time.", "Write a day, ?as-at=2019-12-01 for all that was received by its end in London, or a time, ?as-at=2019-12-01T00:00Z.");
        // What stands is handed on as it is stored, byte for byte.
        var stored = await figures.Find(key, cancel);
        if (asAt is null && stored is not null && Door.FormOf(request) == Door.JsonForm)
            return Results.Bytes(stored.Content, ContentTypes.Json);
        var now = stored is null ? null : Json.Read<DelayFigures>(stored.Content);
        if ((asAt is { } time ? await reading.AsAt(time, key, cancel) : now) is not { } shown)
            return await NoFigures(key, asAt, now, cancel);
        var address = $"/delays/{body}/{period}";
        return Door.FormOf(request) switch
        {
            Door.PageForm => Door.Page(MonthPage.Html(shown, address, asAt is { } at ? (at, now) : null, [("All its months, with charts", $"/delays/{body}"), ("These figures as data (CSV)", In(Door.CsvForm)), ("All of it for programs (JSON)", In(Door.JsonForm))])),
            Door.CsvForm or Door.DescriptionForm => Door.Data(request, TidyData.Description, $"Delayed transfers of care of {shown.Body.Name} ({body}), {period.Name}{(asAt is { } at ? $", as at {Words.Date(London.DateOf(at))}" : "")}", $"{body}-{period}-cells.csv", () => TidyData.Csv(shown)),
            _ => Door.Json(shown),
        };

        string In(string form) => address + QueryString.Create([.. asAt is null ? Array.Empty<KeyValuePair<string, string?>>() : [new("as-at", asked)], new("as", form)]);
    }, Door.PageForm, Door.CsvForm, Door.DescriptionForm, Door.JsonForm);

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

    private Task<IResult> Open(HttpRequest request, string body, Func<DelayHistory, IResult> behind, CancellationToken cancel, params string[] forms) => door.Open(request, caller => caller.MayRead, Look, async caller =>
    {
        if (!InboxPath.IsCode(body) || await histories.Find(new HistoryKey(body), cancel) is not { } stored)
            return NoHistory(body);
        var history = Json.Read<DelayHistory>(stored.Content);
        var own = caller.ActsFor(body, (await books.Now(cancel)).Reference);
        return behind(own ? history : history with { Answers = [.. history.Answers.Select(answer => answer with { Decisions = [] })] });
    }, forms);

    private static IResult NoHistory(string body) => Door.NotFound($"There is no history of delays of '{body}'.", "GET /delays lists those that there are, each with its code as it is written: 507, RJ7, ENG, region-london.");

    /// <summary>Why there is nothing: nobody knows the body, it is told with all its months together, it has no such month, or nothing had been received by then.</summary>
    private async Task<IResult> NoFigures(FigureKey key, DateTimeOffset? asAt, DelayFigures? now, CancellationToken cancel)
    {
        if (asAt is { } time && now is not null)
            return Door.NotFound($"By {Words.Date(London.DateOf(time))} nothing was known of {key.Body} for {key.Month.Name}.", $"Ask for a later time. What stands now was received by {Words.Date(London.DateOf(now.AsAt))}.");
        if (await histories.Find(new HistoryKey(key.Body), cancel) is not { } stored)
            return NoHistory(key.Body);
        var history = Json.Read<DelayHistory>(stored.Content);
        return Door.NotFound($"There are no figures of {history.Name} ({key.Body}) for {key.Month.Name}.", history.Level is HistoryLevel.England or HistoryLevel.Authority
            ? $"Months with figures are on the page /delays/{key.Body}." : $"Single months are told of authorities and of England only. All months of {history.Name} are on the page /delays/{key.Body}.");
    }

    /// <summary>A plus sign arrives as a blank where it was not escaped. A day alone is its end.</summary>
    private static DateTimeOffset? TimeOf(string text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day < DateOnly.MaxValue ? London.EndOf(day)
        : DateTimeOffset.TryParseExact(text.Replace(' ', '+'), Times, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time : null;
}
