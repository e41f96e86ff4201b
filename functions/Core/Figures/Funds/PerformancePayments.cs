using System.Collections.Immutable;
using Monitoring.Core.Kernel;
using Monitoring.Core.Policy;
using Monitoring.Core.Returns;

namespace Monitoring.Core.Figures.Funds;

/// <summary>
/// The performance payment of 2015-16: what a board's fund releases for fewer non-elective admissions than a year before, quarter by quarter (domain note 1.2 to 1.6; the formulas are a reconstruction, U1).
/// </summary>
/// <remarks>
/// From the plan: B_i and P_i, the value c of an admission, hence D_i, the fund F and the most M_i that can be paid up to a quarter (<see cref="PerformancePlan"/>). From the returns: A_i, hence R_i and the amount E_i
/// earned up to a quarter (<see cref="PerformanceEarning"/>). What is earned and not yet paid is suggested, and what was agreed instead is paid. Plans change and returns are corrected, so all of it is replayed in order of
/// arrival (<see cref="PerformanceReplay"/>).
/// </remarks>
public static class PerformancePayments
{
    /// <summary>The payment of a year; null in years without one. A quarter that cannot be worked out has no payment, never one of zero, and says why.</summary>
    public static PerformancePayment? Of(FundFacts facts, FinancialYear year, PolicyBook policy, ReferenceBook reference)
    {
        var performance = BcfPlanRules.PerformanceQuarters(policy, year).ToImmutableArray();
        if (performance.IsEmpty)
            return null;
        var replay = PerformanceReplay.Of(facts, year, performance, policy, reference);
        var quarters = performance.Select((quarter, i) => replay.Settled(i) is { } settled ? SettledOf(replay, quarter, i, settled) : OpenOf(replay, quarter, i)).ToImmutableArray();
        var plans = replay.Plans.ToImmutableArray();
        // What is in force at the end; a plan that takes effect only then counts all the same.
        var last = plans.IsEmpty ? null : replay.PlanFor(performance.Length - 1) ?? plans[^1];
        var settledAll = quarters.All(quarter => quarter.Suggested is not null);
        var fund = last is null ? (Pence?)null : PerformancePlan.ToPence(last.Terms.Fund);
        var paid = Sum(quarters.Select(quarter => quarter.Paid).Where(paid => paid is not null));
        var unabsorbed = settledAll ? Unabsorbed(replay, performance) : default;
        return new PerformancePayment(
            [.. plans.Select(plan => plan.Terms)], quarters, fund, last?.Terms.Share, last?.Terms.RingFence is { } ringFence ? PerformancePlan.ToPence(ringFence) : null, paid, settledAll ? fund - paid : null, unabsorbed.Amount,
            last?.Plan.Clawback ?? replay.Reading.Clawback, settledAll ? FigureStatus.Provisional : quarters.Any(quarter => quarter.Suggested is not null) ? FigureStatus.Incomplete : FigureStatus.NotCalculable,
            [.. Notes(replay, quarters, last, paid, unabsorbed.Says)], replay.Events);
    }

    private static PerformanceQuarter SettledOf(PerformanceReplay replay, FinancialQuarter quarter, int i, SettledQuarter settled)
    {
        // What else is known of the same number by now belongs to it.
        var actual = replay.Actual(i).Admissions == settled.Actual.Admissions ? replay.Actual(i) : settled.Actual;
        var row = WithColumns(replay, quarter, i, settled.Plan, actual) with
        {
            AgainstBaselineCumulative = settled.Reduction,
            EarnedCumulative = settled.Earned.Amount,
            Suggested = settled.Suggested,
            PaidBefore = settled.PaidBefore,
            CorrectedActual = replay.Actual(i).Admissions is { } now && now != settled.Actual.Admissions ? now : null,
            SettledAt = settled.At,
            Limit = settled.Limit,
            Status = FigureStatus.Provisional,
        };
        return row with
        {
            Notes = [.. NotesOf(replay, row, settled.Plan, actual), .. Later(replay, quarter, i, settled)],
            Working = [.. PerformanceWorking.OfQuarter(i, settled, replay.MonthOf(i), replay.Reading), .. PerformanceWorking.OfPaid(row)],
        };
    }

    private static PerformanceQuarter OpenOf(PerformanceReplay replay, FinancialQuarter quarter, int i)
    {
        var plan = replay.PlanFor(i);
        var why = replay.Settle(i).Why!;
        var row = WithColumns(replay, quarter, i, plan, replay.Actual(i)) with { AgainstBaselineCumulative = plan is null ? null : replay.ReductionNow(i, plan) };
        return row with
        {
            Notes = [why, .. NotesOf(replay, row, plan, replay.Actual(i))],
            Working = [new Step($"Not calculable: {why}", null, PerformanceWorking.Rule(15)), .. PerformanceWorking.OfPaid(row)],
        };
    }

    /// <summary>The columns that follow from the plan, the admissions and what the return says.</summary>
    private static PerformanceQuarter WithColumns(PerformanceReplay replay, FinancialQuarter quarter, int i, PerformancePlan? plan, PerformanceActual actual)
    {
        var (row, line, paid, maximum) = (replay.Row(i), plan?.Admissions[i], replay.Paid(i), plan?.MaximumOf(i));
        return new PerformanceQuarter(
            quarter, replay.MonthOf(i), plan?.Terms.Version, line?.Baseline, line?.Planned, actual.Admissions, actual.From, actual.Source, plan?.Terms.PlannedCumulative[i], plan?.Terms.MaximumCumulative[i], maximum,
            line?.Baseline - actual.Admissions, null, null, null, row?.Suggested, row?.Agreed, row?.Reason, paid, maximum - paid, plan?.MaximumTo(i) - (replay.PaidBefore(i) + paid), row?.AgreedUnreleased, row?.Use, null,
            FigureStatus.NotCalculable, row?.Comment, [], [])
        {
            SubmittedUnreleased = row?.SuggestedUnreleased,
        };
    }

    /// <summary>What should be known of a quarter: differences between what was submitted and what it comes to are told, and never put right.</summary>
    private static IEnumerable<string> NotesOf(PerformanceReplay replay, PerformanceQuarter row, PerformancePlan? plan, PerformanceActual actual)
    {
        foreach (var note in actual.Notes)
            yield return note;
        if (plan?.Admissions.First(line => line.Quarter == row.Quarter) is { } baseline && actual.Elsewhere(baseline) is { } elsewhere)
            yield return elsewhere;
        if (plan is { Terms: { ByWeights: true, Fund: > 0 } terms } && row.Suggested is not null)
        {
            if (row is { PlannedReduction: <= 0, MaximumCumulative: > 0 })
                yield return $"The plan's weights put {PerformanceWorking.Money(row.MaximumCumulative.Value)} up to {row.Quarter.Name}, by when it plans no reduction: nothing new can be earned.";
            else
                yield return terms.Form == EarningForm.Ratio ? "The fund is spread by weights: what is earned is in proportion to the planned reduction." : "The fund is spread by weights: what is earned is by the admission, up to the maximum.";
        }
        if (row is { SubmittedSuggested: { } submitted, Suggested: { } suggested } && submitted != suggested)
            yield return $"The return has {submitted} as suggested; by the rules it comes to {suggested}, {Apart(submitted, suggested)}.";
        if (row is { Agreed: { } agreed, Suggested: { } due } && agreed != due)
            yield return $"{agreed} was agreed, {Apart(agreed, due)} the {due} suggested. {(row.Reason is { } reason ? $"Reason: {reason}" : "No reason is given; one is required.")}";
        var unreleased = replay.Reading.UnreleasedCumulative ? row.UnreleasedCumulative : row.Unreleased;
        if (row.SubmittedUnreleased is { } printed && unreleased is { } comesTo && printed != comesTo)
            yield return $"The return has {printed} as not released; {(replay.Reading.UnreleasedCumulative ? "up to the quarter" : "of the quarter")} it comes to {comesTo}, {Apart(printed, comesTo)}.";
    }

    /// <summary>What became known after a quarter was settled.</summary>
    private static IEnumerable<string> Later(PerformanceReplay replay, FinancialQuarter quarter, int i, SettledQuarter settled)
    {
        if (replay.Actual(i).Admissions is not { } now)
            yield return $"{quarter.Name} was settled with {PerformanceWorking.Number(settled.Actual.Admissions!.Value)} admissions, which were withdrawn since. The payment stays.";
        else if (now != settled.Actual.Admissions)
            yield return $"{quarter.Name} was settled with {PerformanceWorking.Number(settled.Actual.Admissions!.Value)} admissions; they are {PerformanceWorking.Number(now)} now. The payment stays, and the next quarter to be settled takes the difference in.";
        if (replay.PlanFor(i) is { } plan && plan.Version.Order != settled.Plan.Version.Order)
            yield return $"{quarter.Name} was settled by version {Words.Number(settled.Plan.Terms.Version)} of the plan as it was received on {Words.Date(London.DateOf(settled.Plan.Version.At))}; version {Words.Number(plan.Terms.Version)} came later. The payment stays, and the next quarter to be settled takes the difference in.";
    }

    /// <summary>
    /// What settling the last quarter now would change: nobody is left to absorb it. It is told and not posted, since money that was paid is not taken back, and money that is due needs a decision.
    /// </summary>
    private static (Pence? Amount, string? Says) Unabsorbed(PerformanceReplay replay, ImmutableArray<FinancialQuarter> quarters)
    {
        var last = quarters.Length - 1;
        var settled = replay.Settled(last)!;
        if (replay.Settle(last) is not { Settled: { } now })
            return (null, $"Something that the payment was settled by was withdrawn since: {replay.Settle(last).Why} The payments stay.");
        var difference = now.Suggested - settled.Suggested;
        return difference.Number == 0 ? (null, null)
            : (difference, $"By what is known now {quarters[last].Name} would be settled at {now.Suggested} instead of {settled.Suggested}: {(difference.Number > 0 ? $"{difference} more is due" : $"{-difference} too much was paid")}. No quarter is left to take it in, and nothing is posted for it: the partners decide.");
    }

    private static IEnumerable<string> Notes(PerformanceReplay replay, ImmutableArray<PerformanceQuarter> quarters, PerformancePlan? last, Pence? paid, string? unabsorbed)
    {
        if (last is null)
            yield return replay.Settle(0).Why!;
        if (last?.Terms is { Reduction: <= 0 } none)
            yield return none.Reduction == 0 ? "The plan has as many admissions as the baseline: there is no performance fund." : $"The plan has {PerformanceWorking.Number(-none.Reduction)} more admissions than the baseline: there is no performance fund.";
        if (last?.Terms.Gate is { } gate)
            yield return gate.Says;
        if (last is not null && (last.Plan.Clawback ?? replay.Reading.Clawback))
            yield return last.Plan.Clawback is null ? "What was paid is taken back when performance falls away." : "By the plan, what was paid is taken back when performance falls away.";
        if (last is not null && paid is { } total && total.Pounds > last.Terms.Fund)
            yield return $"{total} was paid, more than the fund of {PerformanceWorking.Money(last.Terms.Fund)}.";
        if (quarters.FirstOrDefault(quarter => quarter.Suggested is null) is { } open && last is not null)
            yield return $"From {open.Quarter.Name} on the payment is not calculable: {replay.Settle(quarters.IndexOf(open)).Why}";
        if (unabsorbed is not null)
            yield return unabsorbed;
    }

    private static string Apart(Pence one, Pence other) => one > other ? $"{one - other} above" : $"{other - one} below";

    private static Pence? Sum(IEnumerable<Pence?> amounts) => amounts.Aggregate((Pence?)null, (sum, amount) => (sum ?? default) + amount);
}
