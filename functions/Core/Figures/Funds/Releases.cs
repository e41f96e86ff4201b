using System.Collections.Immutable;
using Monitoring.Core.Kernel;
using Monitoring.Core.Policy;
using Monitoring.Core.Returns;

namespace Monitoring.Core.Figures.Funds;

/// <summary>
/// The local risk share of 2016-17: a part of the fund was held back against non-elective admissions above plan; what they cost stays with the NHS, the rest goes to the pool at the end of the year (domain note 3.2; the
/// mechanics are recalled).
/// </summary>
public static class Releases
{
    private const string Metric = "non-elective-admissions";
    private const string Note = "Domain note on the Better Care Fund 3.2";

    /// <summary>What the contingency of a year releases; null in other years, and where the plan in force holds nothing.</summary>
    public static ContingencyRelease? Of(FundFacts facts, FinancialYear year, PolicyBook policy, ReferenceBook reference)
    {
        if (policy.TryOn(year.FirstDay, "fund-release.excess") is not { Value: not "none" } row || facts.PlanOf(year) is not { } version || version.The<Plan>()?.Row is not { RiskHeld: { } held } plan)
            return null;
        var netted = row.Value == "year";
        var goals = version.Of<MetricGoal>().Select(goal => goal.Row).Where(goal => goal.Metric == Metric).ToLookup(goal => goal.Period);
        List<string> notes = [];
        var quarters = year.Quarters.Select(quarter => Of(quarter, goals[quarter.ToString()].FirstOrDefault()?.Numerator, HwbActivity.Of(facts, Metric, HwbActivity.MonthsOf(quarter), reference), plan.MarginalPrice, netted, notes)).ToImmutableArray();
        var complete = quarters.All(quarter => quarter.Excess is not null);
        if (plan.MarginalPrice is null)
            notes.Insert(0, "The plan gives no price of an admission above plan: without it the cost is not calculable.");
        var cost = Cost(quarters, plan.MarginalPrice, netted, complete);
        var toNhs = cost is { } known ? Least(held, known) : (Pence?)null;
        var toPool = complete ? held - toNhs : null;
        if (cost > held)
            notes.Add($"Admissions above plan cost {cost}, {cost - held} more than was held: that is not met from here.");
        return new ContingencyRelease(
            held, plan.MarginalPrice, quarters, cost, toNhs, toPool, cost is null ? FigureStatus.NotCalculable : complete ? FigureStatus.Provisional : FigureStatus.Incomplete, [.. notes],
            [.. Working(quarters, held, plan.MarginalPrice, cost, toNhs, toPool, netted, row)]);
    }

    private static ExcessQuarter Of(FinancialQuarter quarter, decimal? planned, BoardActivity activity, Pence? price, bool netted, List<string> notes)
    {
        if (planned is null)
            notes.Add($"The plan has no number of non-elective admissions for {quarter.Name}.");
        if (activity.Count is null)
            notes.Add($"The admissions of {quarter.Name} are not known. {activity.Why}");
        var above = activity.Count - planned;
        var excess = above is { } difference && !netted ? decimal.Max(0, difference) : above;
        if (excess * (price?.Pounds ?? 1) is { } worth && decimal.Abs(worth) > BetterCareFund.MostPounds)
        {
            notes.Add($"The admissions of {quarter.Name} cannot be {Number(excess!.Value)} above plan: the plan, the count or the price is wrong.");
            excess = null;
        }
        return new(quarter, planned, activity.Count, excess, excess * price?.Pounds is { } pounds ? PerformancePlan.ToPence(pounds) : null);
    }

    /// <summary>Of the quarters that are known; over the year as a whole only when all are. Null while nothing is known.</summary>
    private static Pence? Cost(ImmutableArray<ExcessQuarter> quarters, Pence? price, bool netted, bool complete)
    {
        if (netted)
            return complete && price is { } each ? PerformancePlan.ToPence(decimal.Max(0, quarters.Sum(quarter => quarter.Excess!.Value)) * each.Pounds) : null;
        return quarters.Aggregate((Pence?)null, (sum, quarter) => quarter.Cost is { } cost ? (sum ?? default) + cost : sum);
    }

    private static IEnumerable<Step> Working(ImmutableArray<ExcessQuarter> quarters, Pence held, Pence? price, Pence? cost, Pence? toNhs, Pence? toPool, bool netted, PolicyRow row)
    {
        yield return new($"Held back in the local risk share: {held}.", held.Pounds, Note + ": condition 7 of 2016-17");
        foreach (var quarter in quarters)
        {
            yield return quarter is { Planned: { } planned, Actual: { } actual, Excess: { } excess }
                ? new($"{quarter.Quarter.Name}: {Number(actual)} admissions, {Number(planned)} planned, {(excess < 0 ? $"{Number(-excess)} below" : $"{Number(excess)} above")} plan{(price is { } each && quarter.Cost is { } costs ? $" at {each} = {costs}" : "")}.", quarter.Cost?.Pounds, Note)
                : new($"{quarter.Quarter.Name}: not calculable.", null, Note);
        }
        yield return cost is { } known ? new($"Cost of admissions above plan{(netted ? ", over the year as a whole" : ", nothing netted between quarters")}: {known}.", known.Pounds, row.Source) : new("Cost of admissions above plan: not calculable.", null, row.Source);
        if (toNhs is { } nhs)
            yield return new($"Of what is held, to the NHS: {nhs}, the cost and never more than is held.", nhs.Pounds, Note);
        yield return toPool is { } pool ? new($"To the pool: {held} - {toNhs} = {pool}.", pool.Pounds, Note) : new("To the pool: not before all four quarters are known.", null, Note);
    }

    private static Pence Least(Pence one, Pence other) => one < other ? one : other;

    private static string Number(decimal admissions) => PerformanceWorking.Number(admissions);
}
