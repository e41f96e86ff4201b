using System.Collections.Immutable;
using Monitoring.Core.Kernel;
using Monitoring.Core.Policy;
using Monitoring.Core.Returns;

namespace Monitoring.Core.Figures.Delays;

/// <summary>What boards set themselves for delayed transfers in their Better Care Fund plans.</summary>
public static class DelayTargets
{
    /// <summary>Delayed days a day (domain note on the Better Care Fund 2.6): the same as people delayed a day.</summary>
    private const string Metric = "delayed-beds";

    /// <summary>Whether plans of a year may hold such goals.</summary>
    public static bool AreOf(FinancialYear year) => Metrics.Current.On(year.FirstDay, Metric) is not null || Metrics.Current.On(year.LastDay, Metric) is not null;

    /// <summary>The goals of the plans in force, by board and month; a goal of a quarter or a year is that of each of its months.</summary>
    /// <param name="plans">What stands of plans: every board, year and version.</param>
    public static ImmutableArray<DelayTarget> Of(IReadOnlyCollection<PlanRow> plans) =>
    [
        .. from goal in InForce(plans).OfType<MetricGoal>()
           where goal.Metric == Metric
           let period = Period(goal.Period)
           where period is not null
           orderby goal.Hwb, period.Value.From
           select new DelayTarget(goal.Hwb, period.Value.From, period.Value.To, goal.Value, $"the goal of its Better Care Fund plan for {goal.Year}"),
    ];

    /// <summary>The rows of each board's plan of each year that is in force at the end of the year: of the versions that took effect by then the last one, and drafts only while there is nothing else.</summary>
    public static IEnumerable<PlanRow> InForce(IReadOnlyCollection<PlanRow> plans) =>
        from plan in plans
        group plan by (plan.Hwb, plan.Year) into year
        orderby year.Key.Hwb, year.Key.Year
        let version = Version([.. year.OfType<Plan>()], year.Key.Year.LastDay)
        from row in year
        where row.Version == version
        select row;

    private static int? Version(List<Plan> versions, DateOnly on) => versions
        .OrderByDescending(plan => plan.EffectiveFrom <= on).ThenByDescending(plan => plan.Status != PlanStatus.Draft).ThenByDescending(plan => plan.Version).FirstOrDefault()?.Version;

    private static (ReportingMonth From, ReportingMonth To)? Period(string period)
    {
        if (ReportingMonth.TryParse(period, out var month))
            return (month, month);
        if (FinancialQuarter.TryRead(period, out var quarter))
            return (ReportingMonth.Of(quarter.FirstDay), ReportingMonth.Of(quarter.LastDay));
        return FinancialYear.TryRead(period, out var year) ? (ReportingMonth.Of(year.FirstDay), ReportingMonth.Of(year.LastDay)) : null;
    }
}
