using System.Collections.Immutable;
using Monitoring.Core.Kernel;
using Monitoring.Core.Policy;
using Monitoring.Core.Returns;

namespace Monitoring.Core.Figures.Funds;

/// <summary>How a check of a plan came out.</summary>
public enum PlanCheckResult
{
    Passed,
    Failed,

    /// <summary>What it is compared with is not known, or is only recalled.</summary>
    CannotTell,

    /// <summary>The year does not ask for it.</summary>
    NotAsked,
}

/// <summary>A check of a plan (domain note 3.4) with its amounts and headroom.</summary>
/// <param name="Rule"><c>F1</c> to <c>F12</c>; <c>G1</c> for the growth of minimums (<see cref="PlanRules"/>).</param>
/// <param name="Title">What is checked, in a few words.</param>
/// <param name="About">The partner, source, scheme or metric where the check is made for each; null for the plan as a whole.</param>
/// <param name="Has">What the plan has.</param>
/// <param name="Needs">What it needs: exactly, or at least.</param>
/// <param name="Headroom">Has less needs: above zero to spare, below zero short. Null where the check has no amounts.</param>
/// <param name="Says">The outcome in one sentence.</param>
/// <param name="Counted">The lines that were counted, for a check with a filter (F5, F6).</param>
public sealed record PlanCheck(string Rule, string Title, string? About, PlanCheckResult Result, Pence? Has, Pence? Needs, Pence? Headroom, string Says, Mark Mark, string Source, ImmutableArray<CountedLine> Counted)
{
    /// <summary>What the rule asks, as a sentence that is true of a plan that passes.</summary>
    public string Asks { get; init; } = Title;
}

/// <summary>A scheme line with the part of it that counts.</summary>
public sealed record CountedLine(string Scheme, string Name, Pence Counts, int SourceLine);

/// <summary>What comes from one source of funding.</summary>
/// <param name="State"><c>mandatory</c>, <c>allowed</c> or <c>none</c> in the year.</param>
/// <param name="Allocated">As published; null when no publication is loaded.</param>
/// <param name="AllocatedMark">Whether it was read or is recalled: what is recalled is shown and used in no check (U6).</param>
public sealed record SourceOfPlan(FundingSource Source, string Name, string? State, Pence Income, Pence Expenditure, Pence? Allocated, Mark? AllocatedMark);

/// <summary>A contribution planned by a partner, with its instalments: the last takes the remainder.</summary>
public sealed record PlannedContribution(string Partner, string Name, PartnerKind Kind, FundingSource Source, string? Description, Pence Amount, Pence? Minimum, bool Recurrent, Pence? Cap, int SourceLine)
{
    /// <summary>As the source was called in the year.</summary>
    public string SourceName { get; init; } = BetterCareFund.Name(Source);
}

/// <summary>A national condition of the year in the plan.</summary>
public sealed record ConditionOfPlan(int Number, string Name, string? Answer, ConditionAnswer? Normalised, DateOnly? Expected, string? Comment, Mark Mark, string Source);

/// <summary>A version of the plan.</summary>
public sealed record PlanVersion(int Version, PlanStatus Status, DateOnly EffectiveFrom, string? Reason, string? ApprovalReference, string Submission, DateTimeOffset At, bool InForce);

/// <summary>The plan of a year: what is planned, by whom, and whether it passes (domain note 3.3 and 3.4).</summary>
public sealed record PlanPosition(
    ImmutableArray<PlanVersion> Versions, Pence Income, Pence Expenditure, ImmutableArray<SourceOfPlan> Sources, ImmutableArray<PlannedContribution> Contributions, ImmutableArray<ConditionOfPlan> Conditions,
    ImmutableArray<PlanSignOff> SignedBy, DateOnly? AgreementSigned, ImmutableArray<PlanCheck> Checks);
