using System.Collections.Concurrent;
using Microsoft.AspNetCore.Http;
using Monitoring.App.Hosting;
using Monitoring.App.Stages;
using Monitoring.Core.Figures.Delays;
using Monitoring.Core.Kernel;
using Monitoring.Core.Policy;
using Monitoring.Files.Delays;
using Monitoring.Storage;

namespace Monitoring.App.Doors;

/// <summary>Discharges of a body, by month and over time. Published figures, so whoever may look at workbooks may see all of them.</summary>
public sealed class DischargeDoors(Door door, DischargeStore discharges, Books books, Pace pace)
{
    private const string Look = "look at discharges";

    /// <summary>The bodies and months of which there are figures, the latest month first: a page for a browser, else JSON. <c>?find=</c> is a part of a name or a code, <c>?month=</c> one month; the page shows those.</summary>
    public Task<IResult> List(HttpRequest request, CancellationToken cancel) => door.Open(request, caller => caller.MayRead, Look, async _ =>
    {
        var (find, asked) = (request.Query["find"].ToString().Trim(), request.Query["month"].ToString());
        ReportingMonth? month = null;
        if (asked.Length > 0)
        {
            if (!ReportingMonth.TryParse(asked, out var one))
                return Door.No(StatusCodes.Status400BadRequest, $"'{asked}' is not a month.", "Write ?month=2024-05.");
            month = one;
        }
        var reference = (await books.Now(cancel)).Reference;
        var entries = new List<DischargeEntry>();
        await foreach (var key in discharges.All(cancel))
        {
            var (level, name) = DischargesOf.Known(key, reference);
            entries.Add(new(key, level, name, AddressOf(key)));
        }
        entries = [.. entries.OrderByDescending(entry => entry.Key.Month).ThenBy(entry => entry.Key.Body, StringComparer.Ordinal)];
        return Door.FormOf(request) == Door.PageForm ? Door.Page(DischargesListPage.Html(entries, find.Length == 0 ? null : find, month)) : Door.Json(entries);
    }, Door.PageForm, Door.JsonForm);

    /// <summary>All months of a body, a chart for each measure: a page for a browser, else JSON; <c>?as=csv</c> has the figures as tidy data, <c>?as=csv-metadata.json</c> what its columns are.</summary>
    public Task<IResult> Series(HttpRequest request, string body, CancellationToken cancel) => door.Open(request, caller => caller.MayRead, Look, async _ =>
    {
        var read = new ConcurrentBag<DischargeFigures>();
        if (InboxPath.IsCode(body))
            await Parallel.ForEachAsync(discharges.Of(body, cancel), new ParallelOptions { MaxDegreeOfParallelism = pace.Parallel, CancellationToken = cancel }, async (key, token) =>
            {
                if (await discharges.Find(key, token) is { } stored)
                    read.Add(Json.Read<DischargeFigures>(stored.Content));
            });
        if (DischargeSeries.Of([.. read.OrderBy(figures => figures.Key.Month)], PolicyBook.Current) is not { } series)
            return Door.NotFound($"There are no discharge figures of '{body}'.", "GET /discharges lists what there is, each with its code as it is written: RJ7, ENG.");
        var address = $"/discharges/{body}";
        return Door.FormOf(request) switch
        {
            Door.PageForm => Door.Page(DischargeSeriesPage.Html(series, [("Its figures as data (CSV)", $"{address}?as=csv"), ("All of it for programs (JSON)", $"{address}?as=json")])),
            Door.CsvForm or Door.DescriptionForm => Door.Data(request, DischargeData.Description, $"Discharge delays of {series.Name} ({body})", $"discharges-{body}.csv", () => DischargeData.Csv(series)),
            _ => Door.Json(series),
        };
    }, Door.PageForm, Door.CsvForm, Door.DescriptionForm, Door.JsonForm);

    /// <summary>Discharge Ready Date and the acute report of a body for a month, with coverage and workings: a page for a browser, else JSON; <c>?as=csv</c> has the figures as tidy data, <c>?as=csv-metadata.json</c> what its columns are.</summary>
    public Task<IResult> Show(HttpRequest request, string body, string month, CancellationToken cancel) => door.Open(request, caller => caller.MayRead, Look, async _ =>
    {
        if (!ReportingMonth.TryParse(month, out var period))
            return Door.NotFound($"'{month}' is not a month.", "Months have the form 2024-05.");
        if (!InboxPath.IsCode(body) || await discharges.Find(new DischargeKey(body, period), cancel) is not { } stored)
            return Door.NotFound($"There are no discharge figures of '{body}' for {period.Name}.", "GET /discharges lists what there is, each with its code as it is written: RJ7, ENG.");
        var address = AddressOf(new DischargeKey(body, period));
        var figures = Json.Read<DischargeFigures>(stored.Content);
        return Door.FormOf(request) switch
        {
            Door.PageForm => Door.Page(DischargePage.Html(figures, [("All its months, with charts", $"/discharges/{body}"), ("Its figures as data (CSV)", $"{address}?as=csv"), ("All of it for programs (JSON)", $"{address}?as=json")])),
            Door.CsvForm or Door.DescriptionForm => Door.Data(request, DischargeData.Description, $"Discharge delays of {figures.Name} ({body}), {period.Name}", $"discharges-{body}-{period}.csv", () => DischargeData.Csv(figures)),
            _ => Results.Bytes(stored.Content, ContentTypes.Json),
        };
    }, Door.PageForm, Door.CsvForm, Door.DescriptionForm, Door.JsonForm);

    /// <summary><c>/discharges/RJ7/2024-05</c>.</summary>
    public static string AddressOf(DischargeKey discharge) => $"/discharges/{discharge.Body}/{discharge.Month}";
}
