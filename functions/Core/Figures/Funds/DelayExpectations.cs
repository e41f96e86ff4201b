using System.Collections.Immutable;
using System.Globalization;
using Monitoring.Core.Kernel;
using Monitoring.Core.Policy;
using Monitoring.Core.Returns;

namespace Monitoring.Core.Figures.Funds;

/// <summary>
/// The expectation on delayed transfers that every council was given in July 2017, and the five criteria by which a part of its improved Better Care Fund of the next year was at risk (domain note 3.2). Nothing was
/// withdrawn in 2017-18, so nothing is taken off here.
/// </summary>
public static class DelayExpectations
{
    private const string Metric = "delayed-beds";
    private const string Note = "Domain note on the Better Care Fund 3.2";
    private const string Criteria = "LGC 7022811, December 2017 (domain note on the Better Care Fund 3.2)";

    /// <summary>Whether a council's place among all councils in a month decides anything: in the month on which an expectation is judged, and in no other.</summary>
    public static bool Ranks(ReportingMonth month, PolicyBook policy) => policy.TryOn(month.FirstDay, "fund-expectation.judged")?.Value == month.ToString();

    /// <summary>The expectation of a year; null in years without one. A month that is not known meets nothing and misses nothing.</summary>
    public static DelayExpectation? Of(FundFacts facts, FinancialYear year, PolicyBook policy, ReferenceBook reference)
    {
        if (Month("baseline") is not { } baselineMonth || Month("target") is not { } target || Month("judged") is not { } judged)
            return null;
        var delays = facts.Delays.ToLookup(month => month.Month);
        var (baseline, reached) = (PerDay(baselineMonth), PerDay(target));
        var expected = facts.PlanOf(year)?.Of<MetricGoal>().Select(goal => goal.Row).FirstOrDefault(goal => goal.Metric == Metric && goal.Period == target.ToString())?.Value;
        ImmutableArray<ExpectationCriterion> criteria =
        [
            Against($"{target.Name} reached the expectation", target, reached, "the expectation", expected, (actual, other) => actual <= other),
            Against($"{judged.Name} is better than the same month a year before", judged, PerDay(judged), judged.AddMonths(-12).Name, PerDay(judged.AddMonths(-12)), (actual, other) => actual < other),
            Against($"{judged.Name} is better than {baselineMonth.Name}", judged, PerDay(judged), baselineMonth.Name, baseline, (actual, other) => actual < other),
            Placed(judged, delays[judged].FirstOrDefault()),
            new("The fifth criterion", null, "What it was is not known: the source breaks off before it.", Criteria),
        ];
        var grant = Grant(facts, year.AddYears(1), out var recalled);
        var percent = decimal.Parse(policy.On(year.FirstDay, "fund-expectation.percent-at-risk").Value, CultureInfo.InvariantCulture);
        var atRisk = grant is { } whole ? PerformancePlan.ToPence(whole.Pounds * percent / 100) : (Pence?)null;
        var told = criteria.SkipLast(1).Count(criterion => criterion.Met is not null);
        return new DelayExpectation(
            baseline, expected, reached, criteria, grant, percent, atRisk, told == 0 ? FigureStatus.NotCalculable : told < criteria.Length - 1 ? FigureStatus.Incomplete : FigureStatus.Provisional,
            [.. Notes()], [.. Working()]);

        ReportingMonth? Month(string name) => policy.TryOn(year.FirstDay, $"fund-expectation.{name}") is { Value: not "none" } row ? ReportingMonth.Parse(row.Value) : null;

        decimal? PerDay(ReportingMonth month) => delays[month].FirstOrDefault()?.All is { } days ? (decimal)days / month.Days : null;

        IEnumerable<string> Notes()
        {
            yield return $"No money was withdrawn in {year} over missed expectations: nothing is taken off.";
            if (expected is null)
                yield return $"The plan for {year} has no goal of delayed days a day for {target.Name}.";
            if (grant is null)
                yield return $"No allocation of the improved Better Care Fund of {year.AddYears(1)} is loaded: what was at risk is not calculable.";
            else if (recalled)
                yield return $"The allocation of {year.AddYears(1)} is recalled and was not read in its publication.";
        }

        IEnumerable<Step> Working()
        {
            yield return Days(baselineMonth, baseline, "Baseline");
            yield return expected is { } goal ? new($"Expected in {target.Name}: {Rate(goal)} a day{(baseline is > 0 and var from ? $", {Change(from, goal)} the baseline" : "")}.", goal, $"{Note}; goal of the plan for {year}") : new($"Expected in {target.Name}: not known.", null, Note);
            yield return Days(target, reached, "Reached");
            if (reached is { } actual && baseline is > 0 and var before)
                yield return new($"From {baselineMonth.Name} to {target.Name}: {Change(before, actual)} the baseline.", (actual - before) * 100 / before, Note + "; example M12");
            if (reached is { } got && expected is { } aim && got > aim)
                yield return new($"Missed by {Rate(got - aim)} a day.", got - aim, Note + "; example M12");
            if (grant is { } whole && atRisk is { } risk)
                yield return new($"At risk: {percent.ToString("0.##", CultureInfo.InvariantCulture)}% of {whole} = {risk}.", risk.Pounds, policy.On(year.FirstDay, "fund-expectation.percent-at-risk").Source);
        }

        Step Days(ReportingMonth month, decimal? rate, string what) => rate is { } known
            ? new($"{what}: {Words.Days(delays[month].First().All!.Value)} in {month.Name} / {month.Days} = {Rate(known)} a day.", known, Note)
            : new($"{what}: the delayed days of {month.Name} are not known.", null, Note);
    }

    private static ExpectationCriterion Against(string name, ReportingMonth month, decimal? actual, string what, decimal? other, Func<decimal, decimal, bool> meets) => (actual, other) switch
    {
        ({ } now, { } against) => new(name, meets(now, against), $"{Rate(now)} delayed days a day in {month.Name}; {what}: {Rate(against)}.", Criteria),
        (null, _) => new(name, null, $"The delayed days of {month.Name} are not known.", Criteria),
        _ => new(name, null, what == "the expectation" ? "What was expected is not known." : $"The delayed days of {what} are not known.", Criteria),
    };

    /// <summary>The worst quarter of the authorities by days for each 100,000 adults; the fewest delays stand first.</summary>
    private static ExpectationCriterion Placed(ReportingMonth month, FundDelays? delays) => delays is { Rank: { } rank, Of: { } of }
        // Of fewer than four there is no quarter: the only one known would be the best and the worst.
        ? new("Not in the worst quarter of councils", of < 4 ? null : rank * 4 <= of * 3, of < 4 ? $"Days of {Words.Of(of, "council")} are known in {month.Name}: of fewer than four there is no quarter." : $"Place {Words.Number(rank)} of {Words.Number(of)} in {month.Name}, by delayed days for each 100,000 adults, the fewest first.", Criteria)
        : new("Not in the worst quarter of councils", null, $"The place among councils in {month.Name} is not known.", Criteria);

    private static Pence? Grant(FundFacts facts, FinancialYear year, out bool recalled)
    {
        var rows = facts.Allocations.Select(allocation => allocation.Row).Where(row => row.Year == year && row.Source == FundingSource.ImprovedBetterCareFund && row.RingFence is null && row.Hwb == facts.Hwb).ToList();
        recalled = rows.Exists(row => row.Status == Mark.Recalled);
        return rows.Count == 0 ? null : Allocations.WholeOf(rows);
    }

    private static string Rate(decimal days) => Words.Number(days, 2);

    private static string Change(decimal from, decimal to) => to == from ? "as" : $"{Words.Number(decimal.Abs(to - from) * 100 / from, 2)}% {(to < from ? "below" : "above")}";
}
