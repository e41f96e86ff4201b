using Monitoring.Core.Kernel;
using Monitoring.Core.Ledger;
using Monitoring.Core.Policy;
using Monitoring.Core.Returns;

namespace Monitoring.Core.Validation;

/// <summary>What is odd about delayed transfers of a month, beside the months before: within one view, since two views are never substituted for each other.</summary>
internal static class DelayedTransfersComparison
{
    /// <summary>Points of a control chart below which its limits are only a trial (domain note 6.2).</summary>
    private const int Points = 12;

    /// <summary>2.66 average moving ranges are three standard deviations of what varies from month to month (domain note 6.2).</summary>
    private const decimal Ranges = 2.66m;

    /// <summary>The months before a page, the last first.</summary>
    public static IEnumerable<string> Before(string page)
    {
        var month = ReportingMonth.Parse(page);
        return Enumerable.Range(1, Points).Select(back => month.AddMonths(-back).ToString());
    }

    public static IEnumerable<Finding> Of(PageVersion acceptance, StandingBook book)
    {
        var page = acceptance.Content.Page;
        var now = Totals(book.Page(new PageRef(DelayedTransfers.CollectionKey, page)), acceptance);
        var before = Before(page).Select(month => (Month: ReportingMonth.Parse(month), Totals: Totals(book.Page(new PageRef(DelayedTransfers.CollectionKey, month)), acceptance))).ToList();
        return Absent(ReportingMonth.Parse(page), now, before[0].Month, before[0].Totals, book.Reference).Concat(Outside(ReportingMonth.Parse(page), now, before, book.Reference));
    }

    /// <summary>Days by authority that stand in the view of the acceptance, for the bodies that it speaks for.</summary>
    private static SortedDictionary<string, long> Totals(StandingPage standing, PageVersion acceptance)
    {
        var totals = new SortedDictionary<string, long>(StringComparer.Ordinal);
        foreach (var slice in standing.Slices.Where(slice => slice.View == acceptance.View && slice.Version is not null && acceptance.Content.Coverage.Covers(slice.Place.Provider)))
            totals[slice.Place.Authority] = totals.GetValueOrDefault(slice.Place.Authority) + slice.Version!.Total;
        return totals;
    }

    private static IEnumerable<Finding> Absent(ReportingMonth month, SortedDictionary<string, long> now, ReportingMonth last, SortedDictionary<string, long> before, ReferenceBook reference) =>
        from authority in before
        // One that ended is not missing: its successor reports.
        where authority.Value > 0 && !now.ContainsKey(authority.Key) && now.Count > 0 && reference.AuthorityOn(month.FirstDay, authority.Key) is not null
        select DelayedTransfersRules.Absent.Found($"{Name(authority.Key, month, reference)} had {Words.Days(authority.Value)} in {last.Name} and is not in this return of {month.Name}.", value: authority.Key);

    private static IEnumerable<Finding> Outside(ReportingMonth month, SortedDictionary<string, long> now, List<(ReportingMonth Month, SortedDictionary<string, long> Totals)> before, ReferenceBook reference)
    {
        foreach (var (authority, days) in now)
        {
            var beds = before.Where(one => one.Totals.ContainsKey(authority)).Select(one => (decimal)one.Totals[authority] / one.Month.Days).ToList();
            if (beds.Count < Points)
                continue;
            var mean = beds.Average();
            var reach = Ranges * beds.Zip(beds.Skip(1), (left, right) => Math.Abs(left - right)).Average();
            var own = (decimal)days / month.Days;
            if (Math.Abs(own - mean) > reach)
                yield return DelayedTransfersRules.OutsideLimits.Found($"{Name(authority, month, reference)} has {Words.Days(days)} in {month.Name}, which is {Words.Number(own, 1)} beds a day. The {Points} months before give {Words.Number(mean, 1)}, and {Words.Number(decimal.Max(0, mean - reach), 1)} to {Words.Number(mean + reach, 1)} as what varies by itself.", value: authority);
        }
    }

    private static string Name(string authority, ReportingMonth month, ReferenceBook reference) => reference.AuthorityOn(month.FirstDay, authority) is { } known ? $"{known.Name} ({authority})" : authority;
}
