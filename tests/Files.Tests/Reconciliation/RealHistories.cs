using System.Collections.Immutable;
using System.Globalization;
using Monitoring.Core.Figures;
using Monitoring.Core.Figures.Delays;
using Monitoring.Core.Kernel;
using Monitoring.Core.Ledger;
using Monitoring.Core.Policy;
using Monitoring.Core.Returns;

namespace Monitoring.Files.Tests.Reconciliation;

/// <summary>
/// Histories of every council from published months: sixty of the council months, then November 2018 and December 2019 from their workbooks, and April 2018, April 2019 and November 2019 from their extracts. All other months after March 2018 are missing.
/// Council months and workbooks have no providers and no reasons.
/// </summary>
internal static class RealHistories
{
    private static readonly Lazy<ImmutableDictionary<string, DelayHistory>> Made = new(() => Histories.Of(
        [.. OfCouncilMonths(), OfWorkbook("Nov_18"), OfWorkbook("Dec_19"), PublishedMonth.Of(PublishedMonth.April2018).England, PublishedMonth.Of(PublishedMonth.April2019).England, PublishedMonth.Of(PublishedMonth.November2019).England],
        [], [], [], [], PolicyBook.Current, ReferenceBook.Current).ToImmutableDictionary(history => history.Key.Body));

    internal static DelayHistory Of(string body) => Made.Value[body];

    private static IEnumerable<DelayFigures> OfCouncilMonths() => RealMonths.Content.Rows.GroupBy(row => row.Month).Select(month => Document(
        month.Key, [.. month.Where(row => !row.IsEngland && row.Days is not null).Select(row => (row.Code, row.Name, new ByAttribution<int>(row.ByAttribution.Days[Attribution.Nhs]!.Value, row.ByAttribution.Days[Attribution.SocialCare]!.Value, row.ByAttribution.Days[Attribution.Both]!.Value)))]));

    private static DelayFigures OfWorkbook(string name)
    {
        var workbook = RealMonths.Workbook(name);
        return Document(workbook.Month,
        [
            .. from body in workbook.Numbers.Where(number => number.Body != Body.EnglandCode).GroupBy(number => (number.Body, number.BodyName))
               let days = body.ToDictionary(number => number.Figure, number => (int?)number.Days)
               where days["days.total"] is not null
               select (body.Key.Body, body.Key.BodyName, new ByAttribution<int>(days["days.nhs"]!.Value, days["days.social-care"]!.Value, days["days.both"]!.Value)),
        ]);
    }

    /// <summary>England's document as far as a history reads it. All days stand in acute care and under one reason: neither is drawn.</summary>
    private static DelayFigures Document(ReportingMonth month, ImmutableArray<(string Code, string Name, ByAttribution<int> Days)> councils)
    {
        var at = new DateTimeOffset(month.AddMonths(2).FirstDay.ToDateTime(new TimeOnly(9, 30)), TimeSpan.Zero);
        var estimate = PolicyBook.Current.TryOn(month.LastDay, "population-estimate") is { Value: not "none" and var known } ? known : null;
        var fewAdults = int.Parse(PolicyBook.Current.On(month.LastDay, "small-number.adults").Value, CultureInfo.InvariantCulture);
        return new DelayFigures(
            Body.England, month, FigureStatus.Final, [], [], ArrivalOrder.Of(at, "published"), PolicyBook.Current.Version, ReferenceBook.Current.Version, [],
            [new DelayCell(CareType.Acute, Reason.A, new(new(councils.Sum(council => council.Days.Nhs), 0), new(councils.Sum(council => council.Days.SocialCare), 0), new(councils.Sum(council => council.Days.Both), 0)), null)], [],
            [
                .. councils.Select(council =>
                {
                    var authority = ReferenceBook.Current.AuthorityOn(month.FirstDay, council.Code);
                    var adults = authority is null || estimate is null ? null : ReferenceBook.Current.AdultsOf(authority, estimate);
                    return new AuthorityDelays(
                        new DelayPart(council.Code, council.Name, new(new(council.Days.Nhs, 0), new(council.Days.SocialCare, 0), new(council.Days.Both, 0)), default), authority?.OnsCode, authority?.Region ?? "", authority?.OutsideEngland ?? true,
                        [], adults?.Number, null, null, null)
                    { SmallNumbers = adults?.Number < fewAdults ? [$"fewer than {Words.Number(fewAdults)} adults"] : [] };
                }),
            ], [])
        { AsAt = at };
    }
}
