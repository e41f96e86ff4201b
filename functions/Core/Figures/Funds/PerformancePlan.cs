using System.Collections.Immutable;
using Monitoring.Core.Kernel;
using Monitoring.Core.Policy;
using Monitoring.Core.Returns;

namespace Monitoring.Core.Figures.Funds;

/// <summary>A version of a plan that has everything the payment is worked out from, and its terms.</summary>
/// <param name="Admissions">B_i and P_i of the four performance quarters, in order.</param>
internal sealed record PerformancePlan(FundReturn<PlanRow> Version, Plan Plan, ImmutableArray<PlanAdmissions> Admissions, PerformanceTerms Terms)
{
    /// <summary>Why the payment cannot be worked out from a version, in a sentence; null when it can.</summary>
    public static string? Wanting(FundReturn<PlanRow> version, IReadOnlyList<FinancialQuarter> quarters, PerformanceReading reading, PolicyBook policy)
    {
        if (version.The<Plan>() is not { Row: var plan })
            return "The plan was withdrawn.";
        var missing = quarters.Except(version.Of<PlanAdmissions>().Select(line => line.Row.Quarter)).Select(quarter => quarter.Name).ToList();
        return missing.Count > 0 ? $"Version {Words.Number(plan.Version)} of the plan has no baseline and no plan for {BetterCareFund.List(missing)}: the payment needs all four quarters."
            : FundOf(plan, LinesOf(version, quarters), reading, policy) is > BetterCareFund.MostPounds and var fund
                ? $"Version {Words.Number(plan.Version)} of the plan comes to a performance fund of {BetterCareFund.Pounds(fund)}, more than there is in England: check its value of an admission and its admissions."
            : null;
    }

    /// <summary>The terms of a version; null when something is <see cref="Wanting"/>.</summary>
    /// <param name="before">The version that it revises, as it was known when this one arrived; null for the first.</param>
    public static PerformancePlan? Of(FundReturn<PlanRow> version, FundReturn<PlanRow>? before, IReadOnlyList<FinancialQuarter> quarters, PerformanceReading reading, PolicyBook policy)
    {
        if (Wanting(version, quarters, reading, policy) is not null)
            return null;
        var plan = version.The<Plan>()!.Row;
        var lines = LinesOf(version, quarters);
        var national = policy.On(plan.Year.FirstDay, "performance-payment.value-per-admission");
        var value = ValueOf(plan, policy);

        var baseline = lines.Sum(line => (decimal)line.Baseline);
        var planned = Cumulative(lines.Select(line => (decimal)line.Baseline - line.Planned));
        var reduction = planned[^1];
        var (worth, fund) = (decimal.Max(0, reduction) * value, FundOf(plan, lines, reading, policy));
        var weights = lines.All(line => line.Weight is not null) ? Cumulative(lines.Select(line => line.Weight!.Value)) : [];
        var maximum = weights.IsEmpty ? MaximumByReduction(planned, value, fund, reading) : [.. weights.Select(weight => fund * weight / 100)];

        var terms = new PerformanceTerms(
            plan.Version, plan.EffectiveFrom, version.At, version.Submission, value, plan.ValueReason, plan.NationalShare, baseline, reduction, baseline == 0 ? null : reduction * 100 / baseline, fund, plan.NationalShare?.Pounds - fund,
            planned, maximum, !weights.IsEmpty, weights.IsEmpty || reading.WeightsPerAdmission ? EarningForm.PerAdmission : EarningForm.Ratio, GateOf(plan, before, version, policy), []);
        return new(version, plan, lines, terms with { Working = PerformanceWorking.OfTerms(plan, lines, terms, worth, national) });
    }

    /// <summary>B_1 + ... + B_i.</summary>
    public decimal BaselineTo(int quarter) => Admissions.Take(quarter + 1).Sum(line => (decimal)line.Baseline);

    /// <summary>M_i - M_(i-1), each rounded to the penny, so that the four come to the fund.</summary>
    public Pence MaximumOf(int quarter) => MaximumTo(quarter) - (quarter == 0 ? default : MaximumTo(quarter - 1));

    /// <summary>M_i, rounded to the penny.</summary>
    public Pence MaximumTo(int quarter) => ToPence(Terms.MaximumCumulative[quarter]);

    /// <summary>To the penny, half away from zero: done where an amount is posted, and nowhere before (domain note 1.4, rule 14).</summary>
    public static Pence ToPence(decimal pounds) => Pence.FromPounds(Rounding.HalfAwayFromZero(pounds, 2));

    private static ImmutableArray<PlanAdmissions> LinesOf(FundReturn<PlanRow> version, IReadOnlyList<FinancialQuarter> quarters) =>
        [.. quarters.Select(quarter => version.Of<PlanAdmissions>().First(line => line.Row.Quarter == quarter).Row)];

    /// <summary>c, in pounds.</summary>
    private static decimal ValueOf(Plan plan, PolicyBook policy) => (plan.ValuePerAdmission ?? BcfPlanRules.NationalValue(policy, plan.Year)!.Value).Pounds;

    /// <summary>F = T c, at most S where that is known (rule 1).</summary>
    private static decimal FundOf(Plan plan, ImmutableArray<PlanAdmissions> lines, PerformanceReading reading, PolicyBook policy)
    {
        var worth = decimal.Max(0, lines.Sum(line => (decimal)line.Baseline - line.Planned)) * ValueOf(plan, policy);
        return decimal.Max(0, reading.CapAtShare && plan.NationalShare is { } cap ? decimal.Min(worth, cap.Pounds) : worth);
    }

    /// <summary>M_i = min(F, max(0, D_i) c), never less than M_(i-1) (rule 3).</summary>
    private static ImmutableArray<decimal> MaximumByReduction(ImmutableArray<decimal> planned, decimal value, decimal fund, PerformanceReading reading)
    {
        var maximum = planned.Select(reduction => decimal.Min(fund, decimal.Max(0, reduction) * value)).ToArray();
        for (var i = 1; i < maximum.Length && !reading.MaximumMayFall; i++)
            maximum[i] = decimal.Max(maximum[i], maximum[i - 1]);
        return [.. maximum];
    }

    private static ImmutableArray<decimal> Cumulative(IEnumerable<decimal> numbers)
    {
        var sum = 0m;
        return [.. numbers.Select(number => sum += number)];
    }

    private static RevisionGate? GateOf(Plan plan, FundReturn<PlanRow>? before, FundReturn<PlanRow> version, PolicyBook policy)
    {
        if (before is null || PlanRevision.Of(Rows(before), Rows(version), policy) is not { } revision)
            return null;
        var approved = plan.ApprovalReference is { } reference ? $"It was approved: {reference}." : "There is no approval reference.";
        var says = revision switch
        {
            { ChangesAdmissions: false } => $"Planned admissions are those of version {Words.Number(revision.Earlier)}: nothing had to be approved.",
            { IsWithin: true } => $"Version {Words.Number(revision.Earlier)} was {Words.Number(revision.Apart!.Value, 2)} percentage points from the operational plans, within {Words.Number(revision.Within, 1)}: no change was expected. {approved}",
            { Apart: { } apart } => $"Version {Words.Number(revision.Earlier)} was {Words.Number(apart, 2)} percentage points from the operational plans, more than {Words.Number(revision.Within, 1)}: a change needs approval. {approved}",
            { Fall: null } => $"Version {Words.Number(revision.Earlier)} has no baseline to compare with the operational plans: a change needs approval. {approved}",
            _ => $"The target of the operational plans is not given: a change needs approval. {approved}",
        };
        return new(revision.Apart, revision.Within, plan.ApprovalReference, says);
    }

    private static ImmutableArray<PlanRow> Rows(FundReturn<PlanRow> version) => [.. version.Rows.Select(sourced => sourced.Row)];
}
