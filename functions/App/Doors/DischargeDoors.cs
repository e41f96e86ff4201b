using Microsoft.AspNetCore.Http;
using Monitoring.Core.Figures.Delays;
using Monitoring.Core.Kernel;
using Monitoring.Files.Delays;
using Monitoring.Storage;

namespace Monitoring.App.Doors;

/// <summary>Discharges of a body and month. Published figures, so whoever may look at workbooks may see all of them.</summary>
public sealed class DischargeDoors(Door door, DischargeStore discharges)
{
    private const string Look = "look at discharges";

    /// <summary>The bodies and months of which there are figures, the latest month first.</summary>
    public Task<IResult> List(HttpRequest request, CancellationToken cancel) => door.Open(request, caller => caller.MayRead, Look, async _ =>
    {
        var keys = new List<DischargeKey>();
        await foreach (var key in discharges.All(cancel))
            keys.Add(key);
        return Door.Json(keys.OrderByDescending(key => key.Month).ThenBy(key => key.Body, StringComparer.Ordinal).Select(key => new DischargeEntry(key, AddressOf(key))));
    });

    /// <summary>Discharge Ready Date and the acute report of a body for a month, with coverage and workings: a page for a browser, else JSON.</summary>
    public Task<IResult> Show(HttpRequest request, string body, string month, CancellationToken cancel) => door.Open(request, caller => caller.MayRead, Look, async _ =>
    {
        if (!ReportingMonth.TryParse(month, out var period) || !InboxPath.IsCode(body) || await discharges.Find(new DischargeKey(body, period), cancel) is not { } stored)
            return Door.NotFound($"There are no discharge figures of {body} for {month}.", "Months have the form 2024-05; England is ENG. GET /discharges lists what there is.");
        return Door.FormOf(request) == "page"
            ? Door.Page(DischargePage.Html(Json.Read<DischargeFigures>(stored.Content), [("All of it for programs (JSON)", $"{AddressOf(new DischargeKey(body, period))}?as=json")]))
            : Results.Bytes(stored.Content, ContentTypes.Json);
    });

    /// <summary><c>/discharges/RJ7/2024-05</c>.</summary>
    public static string AddressOf(DischargeKey discharge) => $"/discharges/{discharge.Body}/{discharge.Month}";
}

/// <summary>A discharge document in a list of them.</summary>
public sealed record DischargeEntry(DischargeKey Key, string Address);
