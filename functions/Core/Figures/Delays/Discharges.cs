using System.Collections.Immutable;
using System.Globalization;
using Monitoring.Core.Kernel;
using Monitoring.Core.Ledger;
using Monitoring.Core.Policy;
using Monitoring.Core.Returns;

namespace Monitoring.Core.Figures.Delays;

/// <summary>
/// What the two collections that followed delayed transfers of care say of a body's month: Discharge Ready Date and the acute daily report (domain note 4). Pure functions of what stands and of the policy on the month's dates.
/// Each level is a view of its own of the same patients, so that no figure here adds one level, body or collection to another.
/// </summary>
public static class DischargesOf
{
    /// <summary>Figures of a body in a month. Null when no return of either collection has ever said anything of it in the month.</summary>
    /// <param name="ready">What stands of discharge-ready on the page of the month.</param>
    /// <param name="acute">What stands of acute-discharge on the page of the month; rows of other dates may stand there too.</param>
    public static DischargeFigures? Body(
        DischargeKey key, StandingPage ready, Func<StandingSlice, ImmutableArray<DischargeReadyFigure>> readyRows, StandingPage acute, Func<StandingSlice, ImmutableArray<AcuteDischargeFigure>> acuteRows, PolicyBook policy, ReferenceBook reference)
    {
        var (ofReady, ofAcute) = (Slices(ready, key), Slices(acute, key));
        if (ofReady.Count + ofAcute.Count == 0)
            return null;
        var rows = Chosen(ready, key).SelectMany(slice => readyRows(slice), (slice, row) => (slice, row)).ToList();
        var days = Chosen(acute, key).SelectMany(slice => acuteRows(slice), (slice, row) => (slice, row)).ToList();
        var level = rows.Select(one => (BodyLevel?)one.row.Level).Concat(days.Select(one => (BodyLevel?)one.row.Level)).FirstOrDefault() ?? LevelOf(key, reference);
        var name = NameOf(key, level, reference) ?? rows.Select(one => one.row.Name).Concat(days.Select(one => one.row.Name)).FirstOrDefault(said => said is not null) ?? key.Body;
        var readyMonth = rows.Count == 0 ? null : ReadyMonths.Of(key.Month, level, rows, policy);
        var acuteMonth = days.Count == 0 ? null : AcuteMonths.Of(key.Month, days, policy);
        var last = ofReady.Concat(ofAcute).MaxBy(slice => slice.Since)!;
        ImmutableArray<string> missing = [.. Missing(ready, ofReady, key, "Discharge Ready Date"), .. Missing(acute, ofAcute, key, "The acute report"), .. Incomplete(acuteMonth)];
        var status = readyMonth is null && acuteMonth is null ? FigureStatus.NotCalculable : missing.Length > 0 ? FigureStatus.Incomplete : FigureStatus.Provisional;
        return new(
            key, level, name, status,
            missing.Length > 0 ? missing : status == FigureStatus.NotCalculable ? ["Nothing stands for this month: what was sent was withdrawn or refused."] : ["The month is open: NHS England revises its editions, once a year or oftener."],
            [.. Notes(key, level, readyMonth, acuteMonth, ofReady, ofAcute)], last.Since, last.SinceAt, policy.Version, reference.Version, readyMonth, acuteMonth);
    }

    private static List<StandingSlice> Slices(StandingPage page, DischargeKey key) => [.. page.Slices.Where(slice => slice.Place.Body == key.Body)];

    private static IEnumerable<StandingSlice> Chosen(StandingPage page, DischargeKey key) => page.Chosen().Where(slice => slice.Place.Body == key.Body && slice.Version is not null);

    private static BodyLevel LevelOf(DischargeKey key, ReferenceBook reference) =>
        key.Body == DischargeBodies.England ? BodyLevel.England
        : reference.AuthorityOn(key.Month.FirstDay, key.Body) is not null ? BodyLevel.Authority
        : reference.Organisations.Of(key.Body, OrganisationKind.Icb, key.Month.FirstDay) is not null ? BodyLevel.Icb
        : reference.Organisations.Of(key.Body, OrganisationKind.Region, key.Month.FirstDay) is not null ? BodyLevel.Region
        : BodyLevel.Provider;

    private static string? NameOf(DischargeKey key, BodyLevel level, ReferenceBook reference) => level switch
    {
        BodyLevel.England => "England",
        BodyLevel.Authority => reference.AuthorityOn(key.Month.FirstDay, key.Body)?.Name,
        BodyLevel.Icb => reference.Organisations.Of(key.Body, OrganisationKind.Icb, key.Month.FirstDay)?.Name,
        BodyLevel.Region => reference.Organisations.Of(key.Body, OrganisationKind.Region, key.Month.FirstDay)?.Name,
        _ => reference.Organisations.Of(key.Body, key.Month.FirstDay)?.Name ?? reference.Provider(key.Body)?.Name,
    };

    /// <summary>What was refused and stands in no other version.</summary>
    private static IEnumerable<string> Missing(StandingPage page, List<StandingSlice> slices, DischargeKey key, string what)
    {
        var stated = Chosen(page, key).Select(slice => slice.Place).ToHashSet();
        foreach (var slice in slices.Where(slice => slice.Version is null && slice.RefusedSince is not null && !stated.Contains(slice.Place)))
            yield return $"{what}{OnDay(slice.Place)} is missing: it was refused in {slice.RefusedSince} and nothing stands for it.";
    }

    private static IEnumerable<string> Incomplete(AcuteMonth? acute) =>
        from measure in acute?.Measures ?? []
        where measure.DaysMissing > 0 && DischargeMetrics.Of(measure.Metric).Family == MetricFamily.Core
        select $"{measure.Name}: {Words.Of(measure.DaysMissing, "day")} of the month {(measure.DaysMissing == 1 ? "has" : "have")} no figure and {(measure.DaysMissing == 1 ? "is" : "are")} in no average.";

    private static IEnumerable<string> Notes(DischargeKey key, BodyLevel level, ReadyMonth? ready, AcuteMonth? acute, List<StandingSlice> ofReady, List<StandingSlice> ofAcute)
    {
        yield return "Not comparable with delayed transfers of care, which ended with February 2020: other patients, other days, other reasons.";
        if (ready is not null)
            yield return level switch
            {
                BodyLevel.England or BodyLevel.Icb or BodyLevel.Region => "Discharge Ready Date is by provider here: England is the sum of its integrated care boards. Authorities count their residents, and are never added to them.",
                BodyLevel.Authority => "Discharge Ready Date counts residents of the authority that trusts with acceptable data discharged: authorities together are less than England by design, and are never summed to it.",
                _ => "Discharge Ready Date counts the provider's own discharges, wherever its patients live: it is never added to an authority's.",
            };
        if (ready is null && ofReady.Count == 0)
            yield return $"Nothing was sent of Discharge Ready Date for {key.Month.Name}.";
        if (acute is null && ofAcute.Count == 0)
            yield return level == BodyLevel.Authority ? "The acute report has no figures by authority." : $"Nothing was sent of the acute report for {key.Month.Name}.";
        if (ready?.CoverageWarning is { } warning)
            yield return warning;
        foreach (var stray in acute?.Strays ?? [])
            yield return stray.Says;
        foreach (var slice in ofReady.Concat(ofAcute).Where(slice => slice.RefusedSince is not null && slice.Version is not null))
            yield return $"A later return{OnDay(slice.Place)}, {slice.RefusedSince}, was refused; the version before it stands.";
        foreach (var gone in ofReady.Concat(ofAcute).Where(slice => slice.Version is null && slice.RefusedSince is null).GroupBy(slice => slice.Submission))
            yield return $"Withdrawn: {gone.Key} no longer has what stood before{(gone.Any(slice => slice.Place.Part.Length > 0) ? $" for {Words.Of(gone.Count(), "day")}" : "")}.";
    }

    /// <summary>The part of a slice of the acute report is its day; Discharge Ready Date has none.</summary>
    private static string OnDay(Place place) => DateOnly.TryParseExact(place.Part, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? $" of {Words.Date(day)}" : "";
}
