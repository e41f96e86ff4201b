using System.Collections.Immutable;
using Monitoring.Core.Kernel;
using Monitoring.Core.Ledger;
using Monitoring.Core.Returns;

namespace Monitoring.Core.Figures.Funds;

/// <summary>By which form the cumulative amount earned was worked out (domain note 1.4, rule 5): the two differ where the fund is spread by weights (vector S8).</summary>
public enum EarningForm
{
    /// <summary>Reduction achieved times the value of an admission, up to the maximum.</summary>
    PerAdmission,

    /// <summary>Reduction achieved over the reduction planned, of the maximum.</summary>
    Ratio,
}

/// <summary>What decided the payment of a quarter.</summary>
public enum PaymentLimit
{
    /// <summary>Neither floor nor cap: what was earned is paid.</summary>
    None,

    /// <summary>More was achieved than the maximum pays for: the maximum is paid, the surplus counts later (rule 7).</summary>
    Maximum,

    /// <summary>There are not fewer admissions than in the baseline, or what was earned before is more: nothing is paid (rules 6 and 9).</summary>
    Floor,

    /// <summary>No reduction was planned up to the quarter: nothing new is earned (rule 5).</summary>
    NoReductionPlanned,

    /// <summary>The plan is above the baseline: there is no fund (rule 1).</summary>
    NoFund,

    /// <summary>What was paid is taken back: the agreement, or the switch, allows it (rule 9).</summary>
    TakenBack,
}

/// <summary>What one version of a plan makes of the fund (domain note 1.3 and 1.4, rules 1 to 3). Amounts are exact pounds, rounded only where they are posted.</summary>
/// <param name="Version">Of the plan.</param>
/// <param name="ValuePerAdmission">c.</param>
/// <param name="ValueReason">Why it is not the national one.</param>
/// <param name="Share">S, the board's share of the national £1bn; null when not stated.</param>
/// <param name="BaselineTotal">Sum of B.</param>
/// <param name="Reduction">T, admissions planned away in the year; below zero for a planned rise.</param>
/// <param name="TargetPercent">T / sum of B, in per cent; null when the baseline is nothing.</param>
/// <param name="Fund">F: T times c, not below zero, at most S.</param>
/// <param name="RingFence">O = S - F; null without S.</param>
/// <param name="PlannedCumulative">D_1 to D_4, admissions.</param>
/// <param name="MaximumCumulative">M_1 to M_4, pounds.</param>
/// <param name="Gate">What rule 13 says of this version as a revision; null of the first.</param>
public sealed record PerformanceTerms(
    int Version, DateOnly EffectiveFrom, DateTimeOffset KnownSince, string Submission, decimal ValuePerAdmission, string? ValueReason, Pence? Share, decimal BaselineTotal, decimal Reduction, decimal? TargetPercent, decimal Fund,
    decimal? RingFence, ImmutableArray<decimal> PlannedCumulative, ImmutableArray<decimal> MaximumCumulative, bool ByWeights, EarningForm Form, RevisionGate? Gate, ImmutableArray<Step> Working);

/// <summary>The gate of March 2015: no change was expected where the plan was within two percentage points of the operational plans (domain note 1.2, and 1.4 rule 13).</summary>
/// <param name="Apart">Percentage points between the plan before and the operational plans; null where one is not known.</param>
/// <param name="Says">In words: whether a change was expected, and whether it was approved.</param>
public sealed record RevisionGate(decimal? Apart, decimal Within, string? ApprovalReference, string Says);

/// <summary>
/// A quarter of the performance payment: the columns of the return of 2015-16 (domain note 1.5) with what they come to. Null is not known or not calculable, never zero.
/// </summary>
/// <remarks>A settled quarter shows what it was settled by, so that its row holds together: the plan then in force, and the admissions as they were known then.</remarks>
/// <param name="Quarter">In which the admissions were.</param>
/// <param name="PaymentMonth">In which the payment falls (rule 12).</param>
/// <param name="PlanVersion">The version of the plan by which it was worked out.</param>
/// <param name="Actual">A_i.</param>
/// <param name="ActualFrom">Where the actual is from, in words: <c>return of Q1 2015-16</c>, <c>activity of 2 CCGs, by their shares</c>.</param>
/// <param name="PlannedReduction">D_i, cumulative.</param>
/// <param name="MaximumPayment">M_i - M_(i-1), rounded.</param>
/// <param name="AgainstBaseline">B_i - A_i.</param>
/// <param name="AgainstBaselineCumulative">R_i.</param>
/// <param name="EarnedCumulative">E_i, exact pounds.</param>
/// <param name="Suggested">By rule 6.</param>
/// <param name="SubmittedSuggested">As the return prints it.</param>
/// <param name="Agreed">As agreed locally.</param>
/// <param name="Paid">Agreed where it was agreed, else suggested: what the following quarters build on.</param>
/// <param name="Unreleased">(M_i - M_(i-1)) - paid.</param>
/// <param name="UnreleasedCumulative">M_i - sum of what was paid.</param>
/// <param name="AgreedUnreleased">As agreed locally.</param>
/// <param name="Limit">What decided a payment that is suggested; null while none is.</param>
/// <param name="Status">Provisional once it is settled; not calculable before.</param>
public sealed record PerformanceQuarter(
    FinancialQuarter Quarter, ReportingMonth? PaymentMonth, int? PlanVersion, decimal? Baseline, decimal? Planned, decimal? Actual, string? ActualFrom, AdmissionsSource? Source, decimal? PlannedReduction, decimal? MaximumCumulative,
    Pence? MaximumPayment, decimal? AgainstBaseline, decimal? AgainstBaselineCumulative, decimal? EarnedCumulative, Pence? Suggested, Pence? SubmittedSuggested, Pence? Agreed, string? Reason, Pence? Paid,
    Pence? Unreleased, Pence? UnreleasedCumulative, Pence? AgreedUnreleased, UnreleasedUse? Use, PaymentLimit? Limit, FigureStatus Status, string? Comment, ImmutableArray<string> Notes, ImmutableArray<Step> Working)
{
    /// <summary>What was paid for the quarters before, from which the suggested payment was worked out; null while there is none.</summary>
    public Pence? PaidBefore { get; init; }

    /// <summary>What the return says was not released: shown beside <see cref="Unreleased"/> or <see cref="UnreleasedCumulative"/>, and never put right.</summary>
    public Pence? SubmittedUnreleased { get; init; }

    /// <summary>The admissions as they are known now, where the quarter was settled by others: the next quarter to be settled takes the difference in.</summary>
    public decimal? CorrectedActual { get; init; }

    /// <summary>When the last of what it was settled by arrived; null while it is not settled.</summary>
    public DateTimeOffset? SettledAt { get; init; }
}

/// <summary>One thing that became known, and what it settled: the replay of rule 13.</summary>
/// <param name="What"><c>Plan version 2</c>, <c>Admissions of Q1 2015-16</c>.</param>
/// <param name="Says">What followed: <c>Q4 2014-15 settled at £74,500.00</c>, <c>no payment changes: Q1 2015-16 was settled before</c>.</param>
public sealed record PerformanceEvent(ArrivalOrder Order, DateTimeOffset At, string Submission, string What, string Says);

/// <summary>The performance payment of a board: payment for fewer non-elective admissions, 2015-16 (domain note 1.2 to 1.5).</summary>
/// <param name="Terms">Every version of the plan, the first one first.</param>
/// <param name="Quarters">The four performance quarters, in order.</param>
/// <param name="Fund">F of the last version, rounded; null when there is no complete plan.</param>
/// <param name="Paid">Of the quarters that are settled; null while none is.</param>
/// <param name="Unreleased">Fund less what was paid, once all four are settled; null before.</param>
/// <param name="Unabsorbed">What the replay finds due or overpaid after the last quarter was settled, for which there is no next quarter; null when nothing is.</param>
public sealed record PerformancePayment(
    ImmutableArray<PerformanceTerms> Terms, ImmutableArray<PerformanceQuarter> Quarters, Pence? Fund, Pence? Share, Pence? RingFence, Pence? Paid, Pence? Unreleased, Pence? Unabsorbed, bool Clawback, FigureStatus Status,
    ImmutableArray<string> Notes, ImmutableArray<PerformanceEvent> Replay);

/// <summary>The local risk share of 2016-17: what was held, what excess admissions cost, and what is released to the pool (domain note 3.2; recalled).</summary>
/// <param name="Held">H.</param>
/// <param name="MarginalPrice">Of one admission above plan.</param>
/// <param name="ExcessCost">Sum over the quarters known of max(0, actual - plan) x price; null while nothing is known.</param>
/// <param name="ToNhs">Of H, kept against the excess: at most H.</param>
/// <param name="ToPool">H less that: released at year end, so null before.</param>
public sealed record ContingencyRelease(Pence Held, Pence? MarginalPrice, ImmutableArray<ExcessQuarter> Quarters, Pence? ExcessCost, Pence? ToNhs, Pence? ToPool, FigureStatus Status, ImmutableArray<string> Notes, ImmutableArray<Step> Working);

/// <summary>Admissions of a quarter beside the plan.</summary>
public sealed record ExcessQuarter(FinancialQuarter Quarter, decimal? Planned, decimal? Actual, decimal? Excess, Pence? Cost);

/// <summary>
/// The delayed-transfer expectation of 2017-18 against the February 2017 baseline, and what it put at risk of the next year's iBCF (domain note 3.2). Nothing was withdrawn in 2017-18.
/// </summary>
/// <param name="Baseline">Delayed days a day in February 2017.</param>
/// <param name="Expected">Delayed days a day to be reached by September 2017.</param>
/// <param name="Criteria">Each with its answer and figures; the fifth is not known and says so.</param>
/// <param name="AtRisk">33% of the published iBCF of the next year; null when it is not loaded.</param>
public sealed record DelayExpectation(decimal? Baseline, decimal? Expected, decimal? ReachedInSeptember, ImmutableArray<ExpectationCriterion> Criteria, Pence? NextYearsGrant, decimal? PercentAtRisk, Pence? AtRisk, FigureStatus Status, ImmutableArray<string> Notes, ImmutableArray<Step> Working);

/// <param name="Met">Null where it cannot be told.</param>
public sealed record ExpectationCriterion(string Name, bool? Met, string Says, string Source);
