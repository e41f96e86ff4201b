using System.Collections.Immutable;
using System.Globalization;
using Monitoring.Core.Kernel;
using Monitoring.Core.Policy;
using Monitoring.Core.Validation;
using static Monitoring.Core.Returns.BetterCareFund;

namespace Monitoring.Core.Returns;

/// <summary>What a plan is asked about the agreement's risk share (domain note on the Better Care Fund, 4.2) and the sum held against non-elective admissions (3.2).</summary>
internal static class BcfPlanRiskRules
{
    private const string Note = "Domain note on the Better Care Fund, ";

    internal static ImmutableArray<RowRule<PlanRow>> OfRows() =>
    [
        new("BP-48", Severity.Error, RuleScope.Row, "Underspend rule", "The rule for underspends is one of R7 to R10.",
            "Choose R7, R8, R9 or R10. If under- and overspends are shared alike, leave the cell empty.", Note + "4.2",
            (row, _) => row is Plan { UnderspendRule: { } rule } && !IsForUnderspends(rule) ? [(BcfPlan.UnderspendRule.Field, $"{rule} is a rule for overspends, or for both.")] : []),

        new("BP-49", Severity.Error, RuleScope.Row, "Risk share held", "A sum is held against non-elective admissions in 2016-17 only.",
            "Leave the two cells empty in other years.", Note + "3.2: the condition of 2016-17",
            (row, context) => row is Plan plan && !IsHeld(context.Policy, plan.Year)
                ? new (Column Column, Pence? Amount)[] { (BcfPlan.RiskHeld, plan.RiskHeld), (BcfPlan.MarginalPrice, plan.MarginalPrice) }.Where(cell => cell.Amount is not null)
                    .Select(cell => (cell.Column.Field, $"{cell.Amount} is given, and nothing is held against admissions in {plan.Year}."))
                : []),

        new("BP-50", Severity.Warning, RuleScope.Row, "Price of excess admission", "A sum that is held has the price of an admission above plan, and a price has a sum.",
            "Fill in the other cell. Without both it cannot be worked out what is released.", Note + "3.2; mechanics recalled",
            (row, context) => row is Plan plan && IsHeld(context.Policy, plan.Year)
                ? (plan.RiskHeld, plan.MarginalPrice) switch
                {
                    ({ } held, null) => [(BcfPlan.MarginalPrice.Field, $"{held} is held, and the price of an admission above plan is empty.")],
                    (null, { } price) => [(BcfPlan.RiskHeld.Field, $"An admission above plan costs {price}, and nothing is held against it.")],
                    _ => [],
                }
                : []),

        new("BP-61", Severity.Warning, RuleScope.Row, "Agreement ends", "The agreement has not ended before the year begins.",
            "Check the date, or leave the cell empty while the agreement runs on.", Note + "4.2, R10",
            (row, _) => row is Plan { AgreementEnds: { } ends } plan && ends < plan.Year.FirstDay ? [(BcfPlan.AgreementEnds.Field, $"The agreement ended on {Words.Date(ends)}, before {plan.Year} begins.")] : []),
    ];

    internal static ImmutableArray<SliceRule<PlanRow>> OfPlans() =>
    [
        new("BP-62", Severity.Error, "Agreed share %", "The split that an agreement fixes is on one line of each partner and comes to 100%.",
            "Write what each partner bears on one of its lines, so that together they are 100, or leave all of them empty.", Note + "4.2, R2",
            (slice, _) => Split(slice)),

        new("BP-63", Severity.Warning, "Risk share rule", "The rule has what it is applied with: a split for R2, a maximum for R4, a fixed scheme for R5, a scheme outside the share for R11; and an overspend has a rule.",
            "Fill in what is missing, or check the rule. Until then the variance is left to the partners to decide, or is shared as by R1.", Note + "4.2",
            (slice, _) => slice.Of<Plan>().SelectMany(plan => Lacks(plan, slice) is { } lacks ? new[] { new Broken<PlanRow>(plan, BcfPlan.RiskShare.Field, lacks) } : [])),

        new("BP-64", Severity.Warning, "Risk", "Schemes are fixed only under R5, and outside the risk share only under R11.",
            "Check the rule of the plan, or leave the cell empty: another rule does not know the difference.", Note + "4.2, R5 and R11",
            (slice, _) =>
                from plan in slice.Of<Plan>()
                from scheme in slice.Of<PlanScheme>()
                where scheme.Risk is SchemeRisk.Fixed && plan.RiskShare != RiskShareRule.R5 || scheme.Risk is SchemeRisk.Outside && plan.RiskShare != RiskShareRule.R11
                select new Broken<PlanRow>(scheme, BcfPlan.Risk.Field, $"Scheme {scheme.Scheme} is marked as {(scheme.Risk == SchemeRisk.Fixed ? "fixed" : "outside")}, and {(plan.RiskShare is { } rule ? $"the rule is {rule}" : "no rule is given")}.")),

        new("BP-65", Severity.Error, "Risk", "A scheme is shared, fixed or outside as a whole.",
            "Write the same on all lines of the scheme, or make two schemes of it.", Note + "4.2, R5 and R11: by scheme",
            (slice, _) =>
                from scheme in slice.Of<PlanScheme>().GroupBy(scheme => scheme.Scheme)
                let marks = scheme.Select(line => line.Risk ?? SchemeRisk.Shared).Distinct().ToList()
                where marks.Count > 1
                select new Broken<PlanRow>(scheme.First(line => (line.Risk ?? SchemeRisk.Shared) != marks[0]), BcfPlan.Risk.Field, $"The lines of scheme {scheme.Key} are marked as {List(marks.Select(mark => mark.ToString().ToLowerInvariant()))}.")),

        new("BP-66", Severity.Error, "Maximum contribution", "A partner has one maximum contribution.",
            "Write what the partner can be asked for in all, on one of its lines or on each the same.", Note + "4.2, R4",
            (slice, _) =>
                from partner in slice.Of<PlanContribution>().Where(line => line.Cap is not null).GroupBy(line => line.Partner)
                let caps = partner.Select(line => line.Cap!.Value).Distinct().ToList()
                where caps.Count > 1
                select new Broken<PlanRow>(partner.First(line => line.Cap != caps[0]), BcfPlan.Cap.Field, $"{partner.Key} has maximum contributions of {List(caps.Select(cap => cap.ToString()))}.")),
    ];

    /// <summary>R7 to R10 say what becomes of an underspend, and nothing of an overspend.</summary>
    private static bool IsForUnderspends(RiskShareRule rule) => rule is RiskShareRule.R7 or RiskShareRule.R8 or RiskShareRule.R9 or RiskShareRule.R10;

    private static bool IsHeld(PolicyBook policy, FinancialYear year) => policy.TryOn(year.FirstDay, "fund-release.excess") is { Value: not "none" };

    private static IEnumerable<Broken<PlanRow>> Split(SliceRows<PlanRow> slice)
    {
        var agreed = slice.Of<PlanContribution>().Where(line => line.AgreedShare is not null).ToList();
        // Outside 0 to 100 another rule says what is wrong.
        if (agreed.Count == 0 || agreed.Any(line => line.AgreedShare is < 0 or > 100))
            yield break;
        foreach (var again in agreed.GroupBy(line => line.Partner).Where(partner => partner.Count() > 1))
            yield return new(again.ElementAt(1), BcfPlan.AgreedShare.Field, $"{again.Key} has an agreed share on {Words.Of(again.Count(), "line")}.");
        var sum = agreed.Sum(line => line.AgreedShare!.Value);
        if (sum != 100)
            yield return new(agreed[^1], BcfPlan.AgreedShare.Field, $"The agreed shares come to {sum.ToString("0.############", CultureInfo.InvariantCulture)}%, not 100%.");
    }

    private static string? Lacks(Plan plan, SliceRows<PlanRow> slice) => plan.RiskShare switch
    {
        RiskShareRule.R2 when slice.Of<PlanContribution>().All(line => line.AgreedShare is null) => "The rule is R2, a fixed split, and no partner has an agreed share.",
        RiskShareRule.R4 when slice.Of<PlanContribution>().All(line => line.Cap is null) => "The rule is R4, up to a maximum, and no partner has a maximum contribution.",
        RiskShareRule.R5 when slice.Of<PlanScheme>().All(scheme => scheme.Risk != SchemeRisk.Fixed) => "The rule is R5, fixed lines by the host, and no scheme is fixed.",
        RiskShareRule.R11 when slice.Of<PlanScheme>().All(scheme => scheme.Risk != SchemeRisk.Outside) => "The rule is R11, only part of the pool, and no scheme is outside the share.",
        { } rule when IsForUnderspends(rule) => $"{rule} says what becomes of an underspend: an overspend has no rule.",
        _ => null,
    };
}
