using System.Collections.Immutable;
using System.Globalization;
using Microsoft.AspNetCore.Http;
using Monitoring.App.Stages;
using Monitoring.Core.Figures.Delays;
using Monitoring.Core.Figures.Evidence;
using Monitoring.Core.Figures.Funds;
using Monitoring.Core.Kernel;
using Monitoring.Core.Ledger;
using Monitoring.Core.Policy;
using Monitoring.Core.Returns;
using Monitoring.Evidence;
using Monitoring.Files.Delays;
using Monitoring.Storage;

namespace Monitoring.App.Doors;

/// <summary>
/// What changed in a board's delays after a scheme started, against bodies that did not have it. Made of histories, so whoever may see those may ask; nothing is stored, since the answer follows from the question.
/// </summary>
public sealed class EvidenceDoors(Door door, HistoryStore histories, FundReading funds, DelayReading delays, Books books)
{
    private const string Look = "ask for evidence";

    /// <summary>How comparators are asked for.</summary>
    private const string Alone = "none", Region = "region", ByModel = "neighbours";

    /// <summary>More cannot be read from a page, and no question needs them.</summary>
    private const int MostComparators = 40, MostMonths = 240;

    private static readonly ImmutableArray<(string Key, string Unit, Func<HistoryMonth, decimal?> Rate)> Measures =
    [
        ("beds", "people delayed a day per 100,000 adults", month => month.Per100000),
        ("social-care-beds", "people delayed a day per 100,000 adults, social care alone", month => month.SocialCarePer100000),
    ];

    /// <summary>
    /// The answer for a scheme of a board, by its number in the plan or by a name of one's own. <c>?starts=2018-06</c> is needed unless the plan says it; <c>comparators</c> is <c>region</c> (the default), <c>neighbours</c>,
    /// <c>none</c>, or codes with commas; <c>measure</c> is <c>beds</c> (the default) or <c>social-care-beds</c>; <c>before</c> and <c>after</c> are months; <c>cost</c> is what was spent in the months after the start, in pounds. A page for a browser, else JSON.
    /// </summary>
    public Task<IResult> Answer(HttpRequest request, string hwb, string scheme, CancellationToken cancel) => door.Open(request, caller => caller.MayRead, Look, async _ =>
    {
        if (!InboxPath.IsCode(hwb) || !InboxPath.IsPlain(scheme) || await History(hwb, cancel) is not { Level: HistoryLevel.Authority } history)
            return Door.NotFound($"There is no history of delays of an authority {hwb}.", "GET /delays lists those that there are.");
        var planned = await Planned(hwb, scheme, cancel);
        ReportingMonth starts;
        if (request.Query["starts"].ToString() is { Length: > 0 } asked)
        {
            if (!ReportingMonth.TryParse(asked, out starts))
                return Wrong("starts", "the month in which the scheme began, as ?starts=2018-06");
        }
        else if (planned is null)
            return Door.No(StatusCodes.Status400BadRequest, $"No plan of {hwb} has a scheme {scheme}, so nobody knows when it began.", "Write when it began: ?starts=2018-06.");
        else
            starts = planned.Starts ?? ReportingMonth.Of(planned.Year.FirstDay);
        if (PolicyBook.Current.TryOn(starts.LastDay, "delayed-transfers.collected") is not { Value: "yes" })
            return Wrong("starts", "a month in which delayed transfers were collected: August 2010 to February 2020");
        if (Measures.FirstOrDefault(one => one.Key == (request.Query["measure"].ToString() is { Length: > 0 } named ? named : Measures[0].Key)) is not { Key: not null } measure)
            return Wrong("measure", "beds or social-care-beds");
        if (!Months(request, "before", out var before) || !Months(request, "after", out var after))
            return Wrong("before and after", $"a number of months from 1 to {MostMonths}");
        if (!Pounds(request, out var cost))
            return Wrong("cost", "pounds, as 250000 or 250000.50");
        var (chosen, chosenBy, unknown) = await Comparators(request.Query["comparators"].ToString(), history, starts, cancel);
        if (unknown is not null)
            return Wrong("comparators", unknown);
        var answer = EvidenceOf.Answer(
            new EvidenceQuestion(
                planned is null ? scheme : $"{planned.Name} ({planned.Scheme})", planned?.Working is { } working ? BetterCareFund.WorkingKind.Write(working) : null, measure.Unit, starts, [Series(history, measure.Rate)], [.. chosen.Select(one => Series(one, measure.Rate))],
                chosenBy, before, after, true, cost, history.Months.FirstOrDefault(month => month.Month == starts)?.Adults),
            PolicyBook.Current);
        return Door.FormOf(request) == "page" ? Door.Page(EvidencePage.Html(answer)) : Door.Json(answer);
    });

    /// <summary>No estimate may run across a month from which a body is another one.</summary>
    private static RateSeries Series(DelayHistory history, Func<HistoryMonth, decimal?> rate) => new(
        history.Key.Body, history.Name, [.. history.Months.Select(month => new SeriesPoint(month.Month, rate(month)))], [.. history.Months.Where(month => month.Marks.Contains(MonthMark.Reorganised)).Select(month => month.Month)]);

    private async Task<DelayHistory?> History(string body, CancellationToken cancel) => await histories.Find(new HistoryKey(body), cancel) is { } stored ? Json.Read<DelayHistory>(stored.Content) : null;

    /// <summary>The scheme as the last version of the first plan says it that has it; null where none does.</summary>
    private async Task<PlanScheme?> Planned(string hwb, string scheme, CancellationToken cancel) =>
        (await funds.Facts([hwb], cancel)).GetValueOrDefault(hwb)?.Plans.SelectMany(plan => plan.Of<PlanScheme>()).Select(line => line.Row).Where(row => row.Scheme == scheme)
            .OrderBy(row => row.Year).ThenByDescending(row => row.Version).FirstOrDefault();

    private async Task<(ImmutableArray<DelayHistory> Chosen, string By, string? Unknown)> Comparators(string asked, DelayHistory history, ReportingMonth starts, CancellationToken cancel)
    {
        var own = history.Key.Body;
        var reference = (await books.Now(cancel)).Reference;
        var (codes, by) = (ImmutableArray<string>.Empty, "");
        switch (asked)
        {
            case Alone:
                return ([], "none: the series is compared with itself before the start", null);
            case "" or Region:
                if (reference.AuthorityOn(starts.FirstDay, own) is not { } authority)
                    return ([], "", $"codes or 'none': {own} was no authority in {starts.Name}");
                codes = [.. reference.Authorities.Where(period => period.On(starts.FirstDay) && period.Value is { OutsideEngland: false } other && other.Region == authority.Region).Select(period => period.Value.Code)];
                by = $"the other authorities of {authority.Region}";
                break;
            case ByModel:
                var year = FinancialYear.Of(starts.FirstDay);
                var lists = (await delays.Standing(Neighbours.Collection, cancel)).Where(row => row.Authority == own).ToLookup(row => (row.Model, row.Year));
                // The list nearest to the start, and of several models the first by name.
                if (lists.Select(list => list.Key).OrderBy(key => Math.Abs(key.Year.FirstDay.Year - year.FirstDay.Year)).ThenBy(key => key.Model, StringComparer.Ordinal).Cast<(string Model, FinancialYear Year)?>().FirstOrDefault() is not { } nearest)
                    return ([], "", $"codes, 'region' or 'none': no list of neighbours names {own}");
                codes = [.. lists[nearest].Select(row => row.Neighbour)];
                by = $"its neighbours by {nearest.Model} ({nearest.Year})";
                break;
            default:
                codes = [.. asked.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)];
                by = "chosen by name";
                break;
        }
        var found = ImmutableArray.CreateBuilder<DelayHistory>();
        foreach (var code in codes.Where(code => code != own).Distinct().Order(StringComparer.Ordinal).Take(MostComparators))
        {
            if (InboxPath.IsCode(code) && await History(code, cancel) is { Level: HistoryLevel.Authority } other)
                found.Add(other);
            // Who is named must be there; of a region or a list those that are.
            else if (by == "chosen by name")
                return ([], "", $"codes of authorities that /delays lists: '{code}' is none");
        }
        return (found.ToImmutable(), by, null);
    }

    private static bool Months(HttpRequest request, string name, out int? months)
    {
        months = null;
        if (request.Query[name].ToString() is not { Length: > 0 } text)
            return true;
        if (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number is < 1 or > MostMonths)
            return false;
        months = number;
        return true;
    }

    private static bool Pounds(HttpRequest request, out Pence? cost)
    {
        cost = null;
        if (request.Query["cost"].ToString() is not { Length: > 0 } text)
            return true;
        if (!decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var pounds) || pounds > 1_000_000_000_000m || decimal.Round(pounds, 2) != pounds)
            return false;
        cost = Pence.FromPounds(pounds);
        return true;
    }

    private static IResult Wrong(string what, string expected) => Door.No(StatusCodes.Status400BadRequest, $"The question is not understood: {what}.", $"Write {expected}.");
}
