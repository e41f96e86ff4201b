using System.Collections.Immutable;
using Monitoring.Core.Kernel;
using Monitoring.Core.Policy;
using Monitoring.Core.Returns;

namespace Monitoring.Core.Figures.Funds;

/// <summary>The plan of a board for a year, with its sources, conditions and signatures beside what the year asks, and every check with its headroom (domain note 3.1 to 3.4).</summary>
public static class PlanChecks
{
    /// <summary>The plan that is in force at the end of a year; null while there is none, or none of what the year asks is known.</summary>
    public static PlanPosition? Of(FundFacts facts, FinancialYear year, PolicyBook policy, ReferenceBook reference)
    {
        if (facts.PlanOf(year) is not { } inForce || inForce.The<Plan>() is not { } line || PlanningRequirements.Of(year, policy) is not { } asks)
            return null;
        var plan = new PlanUnderCheck(
            line.Row, inForce, [.. facts.Allocations.Select(one => one.Row).Where(row => row.Hwb == facts.Hwb)], facts.PlanOf(year.AddYears(-1))?.The<Plan>()?.Row, asks, policy, reference);
        return new(
            [.. from version in facts.PlansOf(year)
                let row = version.The<Plan>()?.Row
                where row is not null
                select new PlanVersion(row.Version, row.Status, row.EffectiveFrom, row.RevisionReason, row.ApprovalReference, version.Submission, version.At, InForce: ReferenceEquals(version, inForce))],
            plan.Income, plan.Expenditure, [.. Sources(plan)],
            [.. plan.Contributions.Select(sourced => new PlannedContribution(
                sourced.Row.Partner, plan.NameOf(sourced.Row.Partner), sourced.Row.Kind, sourced.Row.Source, sourced.Row.Description, sourced.Row.Amount, sourced.Row.Minimum, sourced.Row.Recurrent, sourced.Row.Cap, sourced.SourceLine) { SourceName = plan.NameOf(sourced.Row.Source) })],
            [.. Conditions(plan)], plan.Signatures, line.Row.AgreementSigned, [.. PlanRules.All.SelectMany(rule => rule.Ask(plan))]);
    }

    /// <summary>Sources that the year has, that the plan names, or that something is allocated from.</summary>
    private static IEnumerable<SourceOfPlan> Sources(PlanUnderCheck plan) =>
        from source in Enum.GetValues<FundingSource>()
        let state = plan.Asks.Sources.FirstOrDefault(asked => asked.Source == source)?.State
        let published = plan.Published(plan.Year, source)
        where state is not (null or "none") || published.Count > 0 || plan.Contributions.Any(line => line.Row.Source == source) || plan.Schemes.Any(line => line.Row.Source == source)
        select new SourceOfPlan(source, plan.NameOf(source), state, plan.IncomeFrom(source), plan.SpentFrom(source),
            published.Count > 0 ? Allocations.WholeOf(published) : null, published.Count > 0 ? published.Max(row => row.Status) : null);

    /// <summary>The conditions of the year with the plan's answers; then what the plan answers beyond them.</summary>
    private static IEnumerable<ConditionOfPlan> Conditions(PlanUnderCheck plan)
    {
        var answers = plan.Return.Of<PlanCondition>().Select(line => line.Row).ToList();
        foreach (var asked in plan.Asks.Conditions)
        {
            var answer = answers.FirstOrDefault(one => one.Number == asked.Number);
            yield return new(asked.Number, asked.Name, answer?.Answer, answer?.Normalised, answer?.Expected, answer?.Comment, asked.Mark, asked.Rests);
        }
        foreach (var answer in answers.Where(one => plan.Asks.Conditions.All(asked => asked.Number != one.Number)).OrderBy(one => one.Number))
            yield return new(answer.Number, answer.Name, answer.Answer, answer.Normalised, answer.Expected, answer.Comment, Mark.Assumed, $"The plan names it; no condition of this number is known in {plan.Year}.");
    }
}
