using System.Collections.Immutable;
using Monitoring.Core.Kernel;
using Monitoring.Core.Ledger;
using Monitoring.Core.Policy;
using Monitoring.Core.Returns;

namespace Monitoring.Core.Figures.Funds;

/// <summary>The figures of a board's fund, year by year, from all that is known about the board. Every part is worked out where it is named; here they are put together and it is said what is wanting.</summary>
public static class FundYears
{
    /// <summary>The parts of the reference data that can change a fund's figures, beside the estimate by which rates are divided: whom they name, and what belongs to whom.</summary>
    public const ReferenceParts MadeWith = ReferenceParts.Authorities | ReferenceParts.Providers | ReferenceParts.Organisations | ReferenceParts.Shares;

    /// <summary>The figures of every year that has a plan, or a return of one of its quarters.</summary>
    /// <param name="before">The years that have figures already: they are made again, be it that nothing of them is left.</param>
    public static ImmutableArray<FundYear> Of(FundFacts facts, PolicyBook policy, ReferenceBook reference, IEnumerable<FundKey> before) =>
        [.. facts.PlanHistory.Select(plan => YearOf(BcfPlan.CollectionKey, plan.Slice.Page, policy)).Concat(facts.QuarterHistory.Select(quarter => YearOf(PooledFund.CollectionKey, quarter.Slice.Page, policy))).OfType<FinancialYear>()
            .Concat(before.Where(key => key.Hwb == facts.Hwb).Select(key => key.Year)).Distinct().Order().Select(year => Of(facts, year, policy, reference))];

    /// <summary>The figures of one year.</summary>
    public static FundYear Of(FundFacts facts, FinancialYear year, PolicyBook policy, ReferenceBook reference)
    {
        var plan = PlanChecks.Of(facts, year, policy, reference);
        var performance = PerformancePayments.Of(facts, year, policy, reference);
        var release = Releases.Of(facts, year, policy, reference);
        var expectation = DelayExpectations.Of(facts, year, policy, reference);
        var pool = PoolPositions.Of(facts, year, policy, reference);
        var risk = RiskSharings.Of(facts, year, pool, policy, reference);
        // Whose the balance is, the rule of the agreement says.
        if (pool is { Account: { } account } && risk is not null)
            pool = pool with { Account = MemorandumShares.Of(account, risk) };
        var metrics = FundMetrics.Of(facts, year, policy, reference);
        var schemes = SchemePositions.Of(facts, year, policy, reference, metrics);
        var shunting = Shuntings.Of(facts, year, policy, reference);

        var wanting = Wanting(facts, year, policy, performance, release, expectation, pool, risk).ToImmutableArray();
        var stands = facts.PlansOf(year).Any() || QuartersOf(facts, year, policy).Any();
        var sources = SourcesOf(facts, year, policy, expectation is not null).ToList();
        // What was withdrawn changed the figures too.
        var last = Changes(facts, year, policy).Concat(sources.Select(source => (source.Order, source.At))).DefaultIfEmpty((Order: new ArrivalOrder(""), At: DateTimeOffset.MinValue)).MaxBy(source => source.Order);
        return new FundYear(
            new FundKey(facts.Hwb, year), NameOf(facts.Hwb, year, reference),
            !stands ? FigureStatus.NotCalculable : wanting.IsEmpty ? FigureStatus.Provisional : FigureStatus.Incomplete,
            !stands ? [$"Nothing stands for {year}: what was sent has been withdrawn."] : wanting.IsEmpty ? ["The year is open: a later return can still correct it."] : wanting,
            last.Order, last.At, policy.Version, reference.VersionOf(MadeWith, FundMetrics.EstimateOf(year, policy)),
            plan, performance, release, expectation, pool, risk, schemes, metrics, shunting, FundComparisons.Of(facts, year, policy, reference), FundSwitches.Of(year, policy),
            [.. sources.DistinctBy(source => (source.Collection, source.Page, source.Sender, source.Submission)).Select(source => new FundInput(source.Collection, source.Page, source.Sender, source.Submission, source.At))]);
    }

    /// <summary>
    /// The year in whose figures a page of a plan or of a quarterly return is: its own, but of a quarter before the fund began the year whose performance payment hangs on it. Null where it is in none.
    /// </summary>
    public static FinancialYear? YearOf(string collection, string page, PolicyBook policy) => collection switch
    {
        BcfPlan.CollectionKey => FinancialYear.Parse(page),
        PooledFund.CollectionKey => YearOf(FinancialQuarter.Parse(page), policy),
        _ => null,
    };

    /// <summary>The years whose figures show what a page says: of a month of activity its own year, and the one whose performance payment hangs on it.</summary>
    public static IEnumerable<FinancialYear> YearsOf(string collection, string page, PolicyBook policy)
    {
        if (collection != Activity.CollectionKey)
            return YearOf(collection, page, policy) is { } own ? [own] : [];
        var quarter = FinancialQuarter.Of(ReportingMonth.Parse(page).FirstDay);
        return new[] { quarter.Year, quarter.Year.AddYears(1) }.Where(year => IsOf(quarter, year, policy));
    }

    /// <summary>What a board's authority is called in the year; its code where no name is known.</summary>
    public static string NameOf(string hwb, FinancialYear year, ReferenceBook reference) =>
        (reference.AuthorityOn(year.LastDay, hwb) ?? reference.AuthorityOn(year.FirstDay, hwb) ?? reference.AuthorityPeriods(hwb).LastOrDefault()?.Value)?.Name ?? hwb;

    private static FinancialYear? YearOf(FinancialQuarter quarter, PolicyBook policy) =>
        policy.TryOn(quarter.Year.FirstDay, "bcf.plan") is { Value: not "none" } ? quarter.Year
        : BcfPlanRules.PerformanceQuarters(policy, quarter.Year.AddYears(1)).Contains(quarter) ? quarter.Year.AddYears(1)
        : null;

    private static IEnumerable<FundReturn<PooledFundRow>> QuartersOf(FundFacts facts, FinancialYear year, PolicyBook policy) =>
        facts.Quarters.Where(quarter => IsOf(FinancialQuarter.Parse(quarter.Slice.Page), year, policy));

    private static bool IsOf(FinancialQuarter quarter, FinancialYear year, PolicyBook policy) => quarter.Year == year || BcfPlanRules.PerformanceQuarters(policy, year).Contains(quarter);

    /// <summary>What belongs to the year and is not there, in words.</summary>
    private static IEnumerable<string> Wanting(
        FundFacts facts, FinancialYear year, PolicyBook policy, PerformancePayment? performance, ContingencyRelease? release, DelayExpectation? expectation, PoolPosition? pool, RiskSharing? risk)
    {
        var isUnplanned = !facts.PlansOf(year).Any() && policy.TryOn(year.FirstDay, "bcf.plan") is { Value: "submitted" };
        if (isUnplanned)
            yield return $"There is no plan for {year}: what is compared with it cannot be worked out{(performance is { Status: FigureStatus.NotCalculable } ? ", and the performance payment cannot either" : "")}.";
        else if (facts.PlanOf(year)?.The<Plan>()?.Row.Status == PlanStatus.Draft)
            yield return $"The plan for {year} is a draft.";
        foreach (var quarter in pool?.Missing ?? [])
            yield return $"The return of {quarter.Name} is missing.";
        // Without a plan it is said already.
        if (performance is not null && !(isUnplanned && performance.Status == FigureStatus.NotCalculable) && Says("The performance payment", performance.Status, performance.Notes) is { } ofPayment)
            yield return ofPayment;
        if (release is not null && Says("The release of the contingency", release.Status, release.Notes) is { } ofRelease)
            yield return ofRelease;
        if (expectation is not null && Says("The expectation on delayed transfers", expectation.Status, expectation.Notes) is { } ofExpectation)
            yield return ofExpectation;
        if (risk is not null && Says("The risk share", risk.Status, risk.Needs is { } needs ? [needs] : [.. risk.Notes.TakeLast(1)]) is { } ofRisk)
            yield return ofRisk;
    }

    private static string? Says(string what, FigureStatus status, ImmutableArray<string> notes) => status is FigureStatus.Incomplete or FigureStatus.NotCalculable
        ? $"{what} {(status == FigureStatus.Incomplete ? "is incomplete" : "cannot be worked out")}.{(notes.IsDefaultOrEmpty ? "" : $" {notes[0]}")}" : null;

    /// <summary>Every acceptance that changed what is said of the year's plan or quarters.</summary>
    private static IEnumerable<(ArrivalOrder Order, DateTimeOffset At)> Changes(FundFacts facts, FinancialYear year, PolicyBook policy) =>
        facts.PlanHistory.Where(plan => plan.Slice.Page == year.ToString()).Select(plan => (plan.Order, plan.At))
            .Concat(facts.QuarterHistory.Where(quarter => IsOf(FinancialQuarter.Parse(quarter.Slice.Page), year, policy)).Select(quarter => (quarter.Order, quarter.At)));

    /// <summary>What stands that the figures of the year are made of.</summary>
    private static IEnumerable<FundSource> SourcesOf(FundFacts facts, FinancialYear year, PolicyBook policy, bool expects)
    {
        foreach (var plan in facts.PlansOf(year))
            yield return new(BcfPlan.CollectionKey, plan.Slice.Page, plan.Sender, plan.Submission, plan.Order, plan.At);
        foreach (var quarter in QuartersOf(facts, year, policy))
            yield return new(PooledFund.CollectionKey, quarter.Slice.Page, quarter.Sender, quarter.Submission, quarter.Order, quarter.At);
        // The grant of the next year is what the expectation puts at risk.
        foreach (var one in facts.Allocations.Where(one => one.Row.Year == year || (expects && one.Row.Year == year.AddYears(1) && one.Row.Source == FundingSource.ImprovedBetterCareFund)))
            yield return new(Allocations.CollectionKey, one.Row.Year.ToString(), one.Sender, one.Submission, one.Order, one.At);
        foreach (var one in facts.Activity.Where(one => IsOf(FinancialQuarter.Of(one.Row.Month.FirstDay), year, policy)))
            yield return new(Activity.CollectionKey, one.Row.Month.ToString(), one.Sender, one.Submission, one.Order, one.At);
        foreach (var one in facts.Delays.Where(one => FinancialYear.Of(one.Month.FirstDay) == year || (expects && one.Month.LastDay < year.FirstDay)))
        {
            if (one.Last is { } source)
                yield return source;
        }
        foreach (var one in facts.DischargeReturns.Where(one => FinancialYear.Of(ReportingMonth.Parse(one.Page).FirstDay) == year))
            yield return one;
    }
}
