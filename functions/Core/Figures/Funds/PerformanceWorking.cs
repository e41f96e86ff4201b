using System.Collections.Immutable;
using System.Globalization;
using Monitoring.Core.Kernel;
using Monitoring.Core.Policy;
using Monitoring.Core.Returns;

namespace Monitoring.Core.Figures.Funds;

/// <summary>Why an amount is what it is: the steps of the payment in words, each with its amount and its rule.</summary>
internal static class PerformanceWorking
{
    private const string Note = "Domain note on the Better Care Fund ";

    /// <summary>From baseline and plan to the fund and the most that can be paid up to each quarter.</summary>
    /// <param name="worth">T x c, before the cap.</param>
    public static ImmutableArray<Step> OfTerms(Plan plan, ImmutableArray<PlanAdmissions> lines, PerformanceTerms terms, decimal worth, PolicyRow national)
    {
        var planned = terms.BaselineTotal - terms.Reduction;
        List<Step> steps =
        [
            new($"Baseline: {Sum(lines.Select(line => line.Baseline))} = {Number(terms.BaselineTotal)} admissions.", terms.BaselineTotal, Note + "1.3, B"),
            new($"Planned: {Sum(lines.Select(line => line.Planned))} = {Number(planned)} admissions.", planned, Note + "1.3, P"),
            new($"Planned reduction: {Number(terms.BaselineTotal)} - {Number(planned)} = {Number(terms.Reduction)} admissions{(terms.TargetPercent is { } percent ? $", {Words.Number(percent, 2)}% of the baseline" : "")}.{(terms.Reduction < 0 ? " Below zero: the plan is larger than the baseline." : "")}",
                terms.Reduction, Rule(1)),
            plan.ValuePerAdmission is null
                ? new($"Value of an admission avoided: {Money(terms.ValuePerAdmission)}, the national one.", terms.ValuePerAdmission, national.Source)
                : new($"Value of an admission avoided: {Money(terms.ValuePerAdmission)}, by the plan itself. {plan.ValueReason ?? "It gives no reason."}", terms.ValuePerAdmission, Note + "1.2: a local value is allowed with a reason"),
            terms.Reduction <= 0
                ? new("Performance fund: nothing, since no reduction is planned.", 0, Rule(1))
                : new($"Planned reduction at that value: {Number(terms.Reduction)} x {Money(terms.ValuePerAdmission)} = {Money(worth)}.", worth, Rule(1)),
        ];
        if (terms.Reduction > 0)
        {
            steps.Add(terms.Fund < worth
                ? new($"Performance fund: {Money(terms.Fund)}, the board's share of the national £1bn, since the planned reduction comes to more.", terms.Fund, Note + "1.3, F")
                : new($"Performance fund: {Money(terms.Fund)}.", terms.Fund, Note + "1.3, F"));
        }
        if (terms is { Share: { } share, RingFence: { } ringFence })
            steps.Add(new($"Ring-fence for NHS-commissioned services out of hospital: {share} - {Money(terms.Fund)} = {Money(ringFence)}.", ringFence, Note + "1.3, O"));
        foreach (var (i, line) in lines.Index())
        {
            steps.Add(terms.ByWeights
                ? new($"The most that can be paid up to {line.Quarter.Name}: {Plain(lines.Take(i + 1).Sum(one => one.Weight!.Value))}% of the fund, by the plan's weights, {Money(terms.MaximumCumulative[i])}. {Fewer(terms.PlannedCumulative[i])} planned up to then.", terms.MaximumCumulative[i], Rule(3))
                : new($"The most that can be paid up to {line.Quarter.Name}: {Money(terms.MaximumCumulative[i])}. {Fewer(terms.PlannedCumulative[i])} planned up to then{Why(i)}.", terms.MaximumCumulative[i], Rule(3)));
        }
        return [.. steps];

        string Why(int i)
        {
            var own = decimal.Max(0, terms.PlannedCumulative[i]) * terms.ValuePerAdmission;
            return own > terms.MaximumCumulative[i] ? ", and never more than the fund"
                : own < terms.MaximumCumulative[i] ? ", and not less than up to the quarter before"
                : terms.PlannedCumulative[i] > 0 ? $", at {Money(terms.ValuePerAdmission)} each" : "";
        }
    }

    /// <summary>From plan and admissions to the payment that is suggested.</summary>
    public static ImmutableArray<Step> OfQuarter(int index, SettledQuarter settled, ReportingMonth month, PerformanceReading reading)
    {
        var (plan, terms, line) = (settled.Plan, settled.Plan.Terms, settled.Plan.Admissions[index]);
        var (actual, maximum, to) = (settled.Actual.Admissions!.Value, terms.MaximumCumulative[index], $"up to {line.Quarter.Name}");
        List<Step> steps =
        [
            new($"Version {Words.Number(terms.Version)} of the plan, in force when the payment falls, in {month.Name}.", null, Rule(12) + " and 13"),
            new($"Planned {to}: {Fewer(terms.PlannedCumulative[index])} than the baseline.", terms.PlannedCumulative[index], Rule(2)),
            new($"The most that can be paid {to}: {Money(maximum)}.", maximum, Rule(3)),
            new($"Actual: {Number(actual)} admissions, from the {settled.Actual.From}; the baseline is {Number(line.Baseline)}.", actual, Rule(16)),
            new($"{(settled.Reduction < 0 ? $"More than the baseline {to}: {Number(-settled.Reduction)}" : $"Fewer than the baseline {to}: {Number(settled.Reduction)}")}, with all admissions as they were known then.", settled.Reduction, Rule(4)),
            Earned(index, settled, reading),
            new($"Paid for the quarters before: {settled.PaidBefore}.", settled.PaidBefore.Pounds, Rule(6)),
            new(settled.Limit switch
            {
                PaymentLimit.TakenBack => $"Suggested: {Money(settled.Earned.Amount)} - {settled.PaidBefore} = {settled.Suggested}. What is no longer earned is taken back.",
                _ when PerformancePlan.ToPence(settled.Earned.Amount) < settled.PaidBefore => $"Suggested: {settled.Suggested}. More was paid before than is earned now; it is not taken back.",
                _ => $"Suggested: {Money(settled.Earned.Amount)} - {settled.PaidBefore} = {settled.Suggested}.",
            }, settled.Suggested.Pounds, settled.Limit == PaymentLimit.TakenBack || PerformancePlan.ToPence(settled.Earned.Amount) < settled.PaidBefore ? Rule(6) + " and 9" : Rule(6)),
        ];
        return [.. steps];
    }

    /// <summary>What was paid, and what of the maximum was not.</summary>
    public static IEnumerable<Step> OfPaid(PerformanceQuarter quarter)
    {
        if (quarter.Paid is not { } paid)
            yield break;
        yield return quarter.Agreed is null ? new($"Paid: {paid}, as suggested.", paid.Pounds, Rule(6)) : new($"Paid: {paid}, as agreed locally.{(quarter.Reason is { } reason ? $" Reason: {reason}" : "")}", paid.Pounds, Rule(11));
        if (quarter is { MaximumPayment: { } maximum, Unreleased: { } unreleased })
            yield return new($"Not released of the quarter: {maximum} - {paid} = {unreleased}.", unreleased.Pounds, Rule(10));
        if (quarter.UnreleasedCumulative is { } cumulative)
            yield return new($"Not released up to the end of the quarter: {cumulative}.", cumulative.Pounds, Rule(10));
    }

    /// <summary>Admissions in a sentence: whole, or to two places where they were shared out.</summary>
    public static string Number(decimal admissions) => decimal.IsInteger(admissions) ? Words.Number(admissions, 0) : Words.Number(admissions, 2);

    /// <summary>Exact pounds, as they would be posted.</summary>
    public static string Money(decimal pounds) => BetterCareFund.Pounds(Rounding.HalfAwayFromZero(pounds, 2));

    public static string Rule(int number) => $"{Note}1.4, rule {number.ToString(CultureInfo.InvariantCulture)}";

    private static Step Earned(int index, SettledQuarter settled, PerformanceReading reading)
    {
        var (terms, earned) = (settled.Plan.Terms, settled.Earned);
        var (planned, maximum) = (terms.PlannedCumulative[index], terms.MaximumCumulative[index]);
        var text = terms switch
        {
            { Fund: 0 } => "Earned: nothing, since there is no performance fund.",
            _ when planned <= 0 && maximum > 0 => $"Earned: nothing new, since no reduction is planned up to this quarter, although the plan would pay {Money(maximum)}. So far {Money(earned.Amount)}.",
            _ when planned <= 0 => $"Earned: nothing new, since no reduction is planned up to this quarter. So far {Money(earned.Amount)}.",
            _ when settled.Reduction <= 0 => "Earned: nothing, since there are not fewer admissions than in the baseline.",
            { Form: EarningForm.Ratio } => $"Earned: {Number(settled.Reduction)} / {Number(planned)} of {Money(maximum)} = {Money(settled.Reduction * maximum / planned)}, in proportion to the plan.{Capped()}",
            _ => $"Earned: {Number(settled.Reduction)} x {Money(terms.ValuePerAdmission)} = {Money(settled.Reduction * terms.ValuePerAdmission)}.{Capped()}",
        };
        return new(text, earned.Amount, terms.Reduction <= 0 ? Rule(1) : earned.Limit == PaymentLimit.Maximum ? Rule(5) + " and 7" : Rule(5));

        string Capped() => earned.Limit != PaymentLimit.Maximum ? ""
            : reading.PaidEarly || maximum == terms.Fund ? $" That is more than the fund: {Money(earned.Amount)}."
            : $" That is more than can be paid up to this quarter: {Money(earned.Amount)}. The rest counts later.";
    }

    private static string Fewer(decimal reduction) => reduction < 0 ? $"{Number(-reduction)} more admissions" : $"{Number(reduction)} fewer admissions";

    private static string Sum(IEnumerable<int> numbers) => string.Join(" + ", numbers.Select(number => Words.Number(number)));

    private static string Plain(decimal number) => number.ToString("0.####", CultureInfo.InvariantCulture);
}
