using System.Collections.Immutable;
using Monitoring.Core.Kernel;

namespace Monitoring.Core.Figures.Delays;

/// <summary>
/// A body's rates beside those of others: never totals, which only say who is large (domain note on delayed discharge, 6.1). On the last month, and on the mean of the last twelve, of which another body counts the months that both have.
/// </summary>
internal static class HistoryComparisons
{
    private const int Window = 12;

    /// <param name="name">Whose rates are compared.</param>
    /// <param name="own">Its months.</param>
    /// <param name="group">Who the others are: "its neighbours by CIPFA (2019-20)".</param>
    /// <param name="others">Names and months of the others.</param>
    internal static IEnumerable<HistoryComparison> With(string name, ImmutableArray<HistoryMonth> own, string group, IReadOnlyCollection<(string Name, IReadOnlyDictionary<ReportingMonth, decimal> Rates)> others)
    {
        var last = own[^1].Month;
        if (others.Count == 0)
            yield break;
        var rates = own.Where(month => month.Per100000 is not null && month.Month > last.AddMonths(-Window)).ToDictionary(month => month.Month, month => month.Per100000!.Value);
        if (Compare(name, last, 1, rates.Where(rate => rate.Key == last).ToDictionary(), group, others) is { } month)
            yield return month;
        if (rates.Count > 1 && Compare(name, last, rates.Count, rates, group, others) is { } year)
            yield return year;
    }

    private static HistoryComparison? Compare(
        string name, ReportingMonth last, int months, Dictionary<ReportingMonth, decimal> own, string group, IReadOnlyCollection<(string Name, IReadOnlyDictionary<ReportingMonth, decimal> Rates)> others)
    {
        var found = others
            .Select(other => (other.Name, Common: own.Keys.Where(other.Rates.ContainsKey).Select(month => other.Rates[month]).ToList()))
            .Where(other => other.Common.Count > 0)
            .ToList();
        if (found.Count == 0 || own.Count == 0)
            return null;
        var means = found.Select(other => other.Common.Average()).Order().ToList();
        var (mine, median) = (own.Values.Average(), Median(means));
        var fewer = found.Where(other => other.Common.Count < own.Count).Select(other => other.Name).ToList();
        var when = months == 1 ? $"In {last.Name}" : months == Window ? $"Over the twelve months to {last.Name}" : $"Over {Words.Of(months, "month")} of the twelve to {last.Name}";
        var beside = mine == median ? "the same as" : median == 0 ? "more than"
            : $"{Words.Number(decimal.Abs(mine / median - 1) * 100, 0)}% {(mine > median ? "more" : "less")} than";
        return new(group, last, means.Count, mine, median, means[0], means[^1],
            $"{when} {name} had {Words.Number(mine, 1)} people delayed a day per 100,000 adults, {beside} the median of {Words.Number(median, 1)} of {group}, {means.Count} with a rate, from {Words.Number(means[0], 1)} to {Words.Number(means[^1], 1)}."
            + (fewer.Count == 0 ? "" : fewer.Count > 3 ? $" {Words.Number(fewer.Count)} of them have fewer of these months." : $" {string.Join(" and ", fewer)} {(fewer.Count == 1 ? "has" : "have")} fewer of these months."))
        { Months = months };
    }

    private static decimal Median(List<decimal> ordered) => ordered.Count % 2 == 1 ? ordered[ordered.Count / 2] : (ordered[ordered.Count / 2 - 1] + ordered[ordered.Count / 2]) / 2;
}
