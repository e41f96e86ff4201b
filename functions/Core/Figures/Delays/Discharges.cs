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
    /// <inheritdoc cref="Bodies"/>
    public static DischargeFigures? Body(
        DischargeKey key, StandingPage ready, Func<StandingSlice, ImmutableArray<DischargeReadyFigure>> readyRows, StandingPage acute, Func<StandingSlice, ImmutableArray<AcuteDischargeFigure>> acuteRows, PolicyBook policy, ReferenceBook reference) =>
        Bodies(key.Month, [key.Body], ready, readyRows, acute, acuteRows, policy, reference).SingleOrDefault();

    /// <summary>
    /// Figures of some bodies in a month, from one pass over the pages, in the order in which they are asked for; none of a body of which no return of either collection has ever said anything in the month. A national edition
    /// states some hundred bodies, and each acceptance may touch all of them.
    /// </summary>
    /// <param name="ready">What stands of discharge-ready on the page of the month.</param>
    /// <param name="acute">What stands of acute-discharge on the page of the month; rows of other dates may stand there too.</param>
    public static IEnumerable<DischargeFigures> Bodies(
        ReportingMonth month, IReadOnlyCollection<string> bodies, StandingPage ready, Func<StandingSlice, ImmutableArray<DischargeReadyFigure>> readyRows, StandingPage acute, Func<StandingSlice, ImmutableArray<AcuteDischargeFigure>> acuteRows,
        PolicyBook policy, ReferenceBook reference)
    {
        var asked = bodies.ToHashSet(StringComparer.Ordinal);
        var (ofReady, ofAcute) = (Told.Of(ready, asked), Told.Of(acute, asked));
        return bodies.Where(body => ofReady.ContainsKey(body) || ofAcute.ContainsKey(body))
            .Select(body => Body(new(body, month), ofReady.GetValueOrDefault(body, Told.Nothing), readyRows, ofAcute.GetValueOrDefault(body, Told.Nothing), acuteRows, policy, reference));
    }

    /// <summary>What a body is by the reference data of a month, and its name; its code where the reference data do not know it. Without reading any figure: for lists of some hundred.</summary>
    public static (BodyLevel Level, string Name) Known(DischargeKey key, ReferenceBook reference)
    {
        var level = LevelOf(key, reference);
        return (level, NameOf(key, level, reference) ?? key.Body);
    }

    private static DischargeFigures Body(
        DischargeKey key, Told ready, Func<StandingSlice, ImmutableArray<DischargeReadyFigure>> readyRows, Told acute, Func<StandingSlice, ImmutableArray<AcuteDischargeFigure>> acuteRows, PolicyBook policy, ReferenceBook reference)
    {
        var rows = ready.Stated.SelectMany(slice => readyRows(slice), (slice, row) => (slice, row)).ToList();
        var days = acute.Stated.SelectMany(slice => acuteRows(slice), (slice, row) => (slice, row)).ToList();
        var level = rows.Select(one => (BodyLevel?)one.row.Level).Concat(days.Select(one => (BodyLevel?)one.row.Level)).FirstOrDefault() ?? LevelOf(key, reference);
        var name = NameOf(key, level, reference) ?? rows.Select(one => one.row.Name).Concat(days.Select(one => one.row.Name)).FirstOrDefault(said => said is not null) ?? key.Body;
        var readyMonth = rows.Count == 0 ? null : ReadyMonths.Of(key.Month, level, rows, policy);
        var acuteMonth = days.Count == 0 ? null : AcuteMonths.Of(key.Month, days, policy);
        var last = ready.All.Concat(acute.All).MaxBy(slice => slice.Since)!;
        ImmutableArray<string> missing = [.. Missing(ready, "Discharge Ready Date"), .. Missing(acute, "The acute report"), .. Incomplete(acuteMonth)];
        var status = readyMonth is null && acuteMonth is null ? FigureStatus.NotCalculable : missing.Length > 0 ? FigureStatus.Incomplete : FigureStatus.Provisional;
        return new(
            key, level, name, status,
            missing.Length > 0 ? missing : status == FigureStatus.NotCalculable ? ["Nothing stands for this month: what was sent was withdrawn or refused."] : ["The month is open: NHS England revises its editions, once a year or oftener."],
            [.. Notes(key, level, readyMonth, acuteMonth, ready.All, acute.All)], last.Since, last.SinceAt, policy.Version, reference.Version, readyMonth, acuteMonth);
    }

    /// <summary>What a page tells of a body.</summary>
    /// <param name="All">Every slice of it, withdrawn ones too, in the order of the page.</param>
    /// <param name="Stated">Those that figures are made of.</param>
    private sealed record Told(List<StandingSlice> All, List<StandingSlice> Stated)
    {
        internal static readonly Told Nothing = new([], []);

        internal static Dictionary<string, Told> Of(StandingPage page, HashSet<string> bodies)
        {
            var told = new Dictionary<string, Told>(StringComparer.Ordinal);
            foreach (var slice in page.Slices.Where(slice => bodies.Contains(slice.Place.Body)))
            {
                if (!told.TryGetValue(slice.Place.Body, out var own))
                    told[slice.Place.Body] = own = new([], []);
                own.All.Add(slice);
            }
            foreach (var slice in page.Chosen().Where(slice => slice.Version is not null && bodies.Contains(slice.Place.Body)))
                told[slice.Place.Body].Stated.Add(slice);
            return told;
        }
    }

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
    private static IEnumerable<string> Missing(Told told, string what)
    {
        var stated = told.Stated.Select(slice => slice.Place).ToHashSet();
        foreach (var slice in told.All.Where(slice => slice.Version is null && slice.RefusedSince is not null && !stated.Contains(slice.Place)))
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
