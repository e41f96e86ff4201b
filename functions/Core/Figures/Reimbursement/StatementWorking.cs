using System.Collections.Immutable;
using Monitoring.Core.Kernel;
using Monitoring.Core.Policy;

namespace Monitoring.Core.Figures.Reimbursement;

/// <summary>
/// The working of a statement, from the ceiling to what is due, so that every amount can be followed without the program.
/// </summary>
internal static class StatementWorking
{
    public static ImmutableArray<Step> Of(Step? ceiling, List<StatedMonth> months, ImmutableArray<DeletedCases> deleted, StatementAmounts amounts, PolicyBook policy) =>
    [
        .. ceiling is null ? [] : (ImmutableArray<Step>)[ceiling],
        .. Days(months),
        .. deleted.Select(one => new Step($"{Words.Of(one.Cases, "case")} deleted on {Words.Date(one.DeletedOn)}, {Words.Days(one.Days)}: only the totals are left.", one.Amounts.Computable.Pounds)),
        new Step("Computable: what the law allows to be required for these days.", amounts.Computable.Pounds),
        .. Required(months, deleted, amounts),
        .. Due(months, amounts, policy),
        new Step(amounts.Paid is null ? "Nothing is known of a payment." : "Paid, as the NHS body reports.", amounts.Paid?.Pounds),
        .. amounts is { Unpaid: { } unpaid, Required: not null } ? (ImmutableArray<Step>)[new Step("Required and not paid.", unpaid.Pounds)] : [],
    ];

    private static IEnumerable<Step> Days(List<StatedMonth> months) =>
        from month in months
        from day in month.Days
        where day.NhsBody is { Counts: true }
        group (month.Case, day.NhsBody!.Amount) by (month.Regime, day.NhsBody!.Amount) into rate
        orderby rate.Key.Regime, rate.Key.Amount
        select new Step(
            $"{Words.Days(rate.Count())} of {Words.Of(rate.Select(day => day.Case).Distinct().Count(), "case")} at {rate.Key.Amount} a day, as the NHS body reports.", (rate.Key.Amount * rate.Count()).Pounds,
            rate.Key.Regime == Regime.Act2003 ? "SI 2003/2277 reg 7" : "SI 2014/2823 reg 10");

    private static IEnumerable<Step> Required(List<StatedMonth> months, ImmutableArray<DeletedCases> deleted, StatementAmounts amounts)
    {
        if (Of(Regime.Act2003) is { Count: > 0 } duty)
        {
            yield return new Step($"Required by duty, without a decision: {Cases(duty)}.", Sum(duty, month => month.Amounts.Computable), "Act of 2003 s. 6(2)");
            if (Sum(duty, month => month.Amounts.Computable - month.Amounts.Required!.Value) is > 0 and var waived)
                yield return new Step("Less what the NHS body waived.", -waived, "Switch reimbursement.waiver-2003");
        }
        var decided = Of(Regime.Act2014).Where(month => month.Own is not null && !month.IsUndecided).ToList();
        if (decided.Count > 0)
        {
            yield return new Step($"Sought by the NHS body: {Cases(decided)}.", Sum(decided, month => month.Own!.Decision.Sought), "Care Act 2014 Sch. 3 para 4");
            if (Sum(decided, month => month.Own!.Decision.Waived ?? default) is > 0 and var waived)
                yield return new Step("Less what it waived.", -waived, "Care Act 2014 Sch. 3 para 4");
            if (Sum(decided, month => month.Own!.Decision.Required!.Value - month.Amounts.Required!.Value) is var excess and not 0)
                yield return new Step("Less what is sought above what is computable for the case.", -excess, "SI 2014/2823 reg 10");
        }
        if (deleted.Any(one => one.Amounts.Required is not null))
            yield return new Step("Required for deleted cases.", deleted.Sum(one => one.Amounts.Required?.Pounds ?? 0));
        foreach (var month in months.Where(month => month.IsUndecided))
            yield return new Step($"Not in what is required: {month.Amounts.Computable} of case {month.Case}, on which nobody has decided yet.", null, "Care Act 2014 Sch. 3 para 4");
        yield return amounts.Required is { } required ? new Step("Required.", required.Pounds) : new Step("What is required is not decided.");

        List<StatedMonth> Of(Regime regime) => [.. months.Where(month => month.Regime == regime)];
    }

    private static IEnumerable<Step> Due(List<StatedMonth> months, StatementAmounts amounts, PolicyBook policy)
    {
        if (amounts is not { Due: { } due, InDispute: { } dispute })
            yield break;
        var counted = months.SelectMany(month => month.Days).ToLookup(day => day.Standing);
        if (counted[DayStanding.Agreed].Any())
            yield return new Step($"{Words.Days(counted[DayStanding.Agreed].Count())} that both parties count.", Sum(months, month => month.Agreed));
        if (counted[DayStanding.NotAnswered].Any())
        {
            var held = months.Exists(month => month.NotAnswered > 0 && policy.TryOn(month.Month.LastDay, "reimbursement.unanswered") is { Value: "held" });
            yield return new Step(
                $"{Words.Days(counted[DayStanding.NotAnswered].Count())} on which the authority has not answered: {(held ? "they are not due until it has" : "they are due until it disputes them")}.", Sum(months, month => month.Unanswered),
                "Switch reimbursement.unanswered");
        }
        if (counted[DayStanding.OnlyNhsBody].Any())
            yield return new Step($"{Words.Days(counted[DayStanding.OnlyNhsBody].Count())} that only the NHS body counts.", counted[DayStanding.OnlyNhsBody].Sum(day => day.NhsBody!.Amount.Pounds));
        if (counted[DayStanding.OnlyAuthority].Any())
            yield return new Step($"{Words.Days(counted[DayStanding.OnlyAuthority].Count())} that only the authority counts: they are in no amount, since the NHS body does not report them.");
        yield return new Step("Due: of what is required, the part on days that are not in dispute, case by case, or the amount that both parties agreed on. It never waits for the rest.", due.Pounds);
        yield return new Step("In dispute: the rest of what is required.", dispute.Pounds);
    }

    private static string Cases(List<StatedMonth> months) => Words.Of(months.Count, "case");

    private static decimal Sum(IEnumerable<StatedMonth> months, Func<StatedMonth, Pence> of) => months.Sum(month => of(month).Pounds);
}
