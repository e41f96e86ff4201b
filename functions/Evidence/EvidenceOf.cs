using System.Collections.Immutable;
using Monitoring.Core.Figures.Evidence;
using Monitoring.Core.Figures.Reimbursement;
using Monitoring.Core.Kernel;
using Monitoring.Core.Policy;

namespace Monitoring.Evidence;

/// <summary>
/// What the data say of a scheme that started in a month: interrupted time series, difference in differences, the checks on them, and a verdict, which is "cannot tell" wherever the data do not support another.
/// Pure: the same question and policy have the same answer, to the last bit. Nothing here draws at random.
/// </summary>
public static class EvidenceOf
{
    private const double PerAdults = 100_000;

    private const string AverageAfter = "Average difference after the start";

    /// <summary>
    /// The answer to a question. Months in which a body has no figure are left out for all of them, and said; nothing is put in their place.
    /// </summary>
    /// <param name="policy">Rows <c>evidence.*</c> on the first day of the scheme.</param>
    /// <exception cref="ArgumentException">A series has a month twice.</exception>
    public static EvidenceAnswer Answer(EvidenceQuestion question, PolicyBook policy)
    {
        var rules = EvidenceRules.On(question.Starts.FirstDay, policy);
        var panel = Panel.Of(question, rules);
        var season = Estimation.HasSeason(panel, rules);
        var found = panel.Problems is [] ? Estimation.Main(panel, rules, season) : null;
        if (found is null)
            return Untold(question, panel, rules, panel.Problems is [] ? ["There are too few months for so many coefficients. Choose a longer window."] : panel.Problems) with { Switches = InForce(question, policy) };
        var checks = EvidenceChecks.Of(panel, found, rules, season);
        var matters = rules.Matters * Math.Abs(panel.TreatedMean().Take(panel.Before).Average());
        var reasons = Reasons(found, checks, matters);
        var verdict = reasons is not [] ? Verdict.CannotTell
            : found.Average.HoldsNone ? Verdict.NoChangeSeen
            : found.Average.Value < 0 == question.LowerIsBetter ? Verdict.Improved : Verdict.Worsened;
        var days = verdict == Verdict.CannotTell ? null : Avoided(question, panel, found.Average);
        var cost = days is { Lower: > 0 } ? PerDay(question, days) : null;
        return new(
            question, verdict, [.. Says(question, panel, found, verdict, matters, days, cost)], reasons, [.. Estimates(question, panel, found, rules, season)], checks, days, cost, Points(panel, found), [.. EvidenceWords.DoesNotShow(question, panel, rules)])
        {
            Switches = InForce(question, policy),
            Supported = checks.All(check => check.Name is not (EvidenceChecks.Autocorrelation or EvidenceChecks.Trend) || check.Holds is not false),
        };
    }

    /// <summary>The estimate that an answer rests on, without the checks on it: for trials of the method. Null where the data are not enough to estimate.</summary>
    /// <inheritdoc cref="Answer"/>
    public static Estimate? Estimate(EvidenceQuestion question, PolicyBook policy)
    {
        var rules = EvidenceRules.On(question.Starts.FirstDay, policy);
        var panel = Panel.Of(question, rules);
        var season = Estimation.HasSeason(panel, rules);
        return panel.Problems is [] && Estimation.Main(panel, rules, season) is { } found ? Main(question, panel, found, season) : null;
    }

    /// <summary>
    /// Answers together, by model of joint working and measure, in order of both; those without a model belong to no group.
    /// </summary>
    public static ImmutableArray<EvidenceGroup> Group(IReadOnlyCollection<EvidenceAnswer> answers, PolicyBook policy) =>
        [.. answers.Where(answer => answer.Question.Model is not null)
            .GroupBy(answer => (Model: answer.Question.Model!, answer.Question.Measure))
            .OrderBy(group => group.Key.Model, StringComparer.Ordinal).ThenBy(group => group.Key.Measure, StringComparer.Ordinal)
            .Select(group => EvidencePool.Of(group.Key.Model, group.Key.Measure, [.. group], EvidenceRules.On(group.Max(answer => answer.Question.Starts).FirstDay, policy)))];

    private static ImmutableArray<SwitchInForce> InForce(EvidenceQuestion question, PolicyBook policy) => Switches.On(question.Starts.FirstDay, Switches.OfEvidence, policy);

    private static EvidenceAnswer Untold(EvidenceQuestion question, Panel panel, EvidenceRules rules, ImmutableArray<string> reasons) => new(
        question, Verdict.CannotTell, [EvidenceWords.OfVerdict(question, Verdict.CannotTell, 0)], reasons, [], [], null, null, Points(panel, null), [.. EvidenceWords.DoesNotShow(question, panel, rules)]);

    private static ImmutableArray<string> Reasons(Finding found, ImmutableArray<EvidenceCheck> checks, double matters)
    {
        ImmutableArray<string> failed = [.. checks.Where(check => check.Holds is false).Select(check => $"{check.Name}: {check.Says}")];
        return failed is [] && found.Average.HoldsNone && !(found.Average.Lower > -matters && found.Average.Upper < matters)
            ? [$"The interval ({EvidenceWords.Between(found.Average.Lower, found.Average.Upper)}) holds no change and also changes of {EvidenceWords.Number(matters)} or more, which would matter: more months or more bodies would be needed."]
            : failed;
    }

    private static IEnumerable<string> Says(EvidenceQuestion question, Panel panel, Finding found, Verdict verdict, double matters, Interval? days, Interval? cost)
    {
        yield return EvidenceWords.Headline(question, panel, found);
        yield return EvidenceWords.OfVerdict(question, verdict, matters);
        if (verdict != Verdict.CannotTell && EvidenceWords.OfOne(question) is { } warning)
            yield return warning;
        if (days is not null)
            yield return EvidenceWords.OfDays(question, days, panel.Starts.AddMonths(panel.Months[^1]));
        if (cost is not null)
            yield return EvidenceWords.OfCost(question, cost);
    }

    private static Estimate Main(EvidenceQuestion question, Panel panel, Finding found, bool season) => Told(panel, found, season, panel.Comparators is [], AverageAfter, question.Measure, found.Average);

    /// <summary>The one that answers first; beside a difference in differences the treated by themselves, where there are months enough for it.</summary>
    private static IEnumerable<Estimate> Estimates(EvidenceQuestion question, Panel panel, Finding found, EvidenceRules rules, bool season)
    {
        yield return Main(question, panel, found, season);
        var alone = panel.Comparators is [];
        if ((alone ? found : panel.Before >= rules.LeastBeforeAlone ? Estimation.Segments(panel, season) : null) is not { Level: { } level, Slope: { } slope } itself)
            yield break;
        if (!alone)
            yield return Told(panel, itself, season, true, AverageAfter, question.Measure, itself.Average);
        yield return Told(panel, itself, season, true, "Change of level", question.Measure, level);
        yield return Told(panel, itself, season, true, "Change of slope a month", $"{question.Measure}, a month", slope);
    }

    private static Estimate Told(Panel panel, Finding found, bool season, bool alone, string quantity, string unit, Effect effect) => new(
        alone ? "Interrupted time series" : "Difference in differences", quantity, unit, effect.Value, effect.Error, effect.Lower, effect.Upper, effect.P, panel.Months.Length, panel.Treated.Length + (alone ? 0 : panel.Comparators.Length),
        found.Autocorrelation, EvidenceWords.Method(panel, found, season, alone));

    /// <summary>Days fewer over the months that are used. Null where it is not known how many adults there are, or where the measure is none of delays.</summary>
    private static Interval? Avoided(EvidenceQuestion question, Panel panel, Effect average)
    {
        if (question is not { Adults: { } adults, LowerIsBetter: true })
            return null;
        var perRate = adults / PerAdults * panel.Months.Where(month => month >= 0).Sum(month => panel.Starts.AddMonths(month).Days);
        return new(-average.Value * perRate, -average.Upper * perRate, -average.Lower * perRate);
    }

    private static Interval? PerDay(EvidenceQuestion question, Interval days) => question.Cost is { } cost ? new((double)cost.Pounds / days.Value, (double)cost.Pounds / days.Upper, (double)cost.Pounds / days.Lower) : null;

    private static ImmutableArray<EvidencePoint> Points(Panel panel, Finding? found)
    {
        if (panel.Months is [])
            return [.. panel.Window.Select(month => new EvidencePoint(month, null, null, null))];
        var (treated, comparators) = (panel.TreatedMean(), panel.ComparatorMean());
        var rows = panel.Months.Select((month, row) => (Month: panel.Starts.AddMonths(month), row)).ToDictionary(used => used.Month, used => used.row);
        return [.. panel.Window.Select(month => rows.TryGetValue(month, out var row) ? new EvidencePoint(month, treated[row], comparators?[row], found?.Expected[row]) : new(month, null, null, null))];
    }
}
