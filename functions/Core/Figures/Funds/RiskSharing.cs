using System.Collections.Immutable;
using Monitoring.Core.Kernel;
using Monitoring.Core.Returns;

namespace Monitoring.Core.Figures.Funds;

/// <summary>
/// What the partners share: an outturn, or while the year runs a forecast, less contributions. Every amount has the sign of the variance: above zero of an overspend, below zero of an underspend.
/// Shares, <paramref name="Unallocated"/>, <paramref name="CarriedForward"/> and <see cref="Met"/> sum to the variance to the penny.
/// </summary>
/// <param name="Basis"><c>outturn</c> or <c>forecast</c>, and of which lines.</param>
/// <param name="Variance">V = outturn - contributions; above zero an overspend.</param>
/// <param name="Rule">By which it is shared; null when the agreement names none.</param>
/// <param name="Steps">The rule applied, step by step: a waterfall has several.</param>
/// <param name="Partners">Each partner's part: the host first, then in order of code.</param>
/// <param name="Unallocated">What no partner bears by the rule (R4 above the caps, R9 contingency), or where the agreement has none that can be applied: it needs a decision.</param>
/// <param name="CarriedForward">An underspend that stays in the pool (R7, R10).</param>
/// <param name="Needs">The decision that is needed, in words; null when none is.</param>
public sealed record RiskSharing(
    string Basis, Pence? Variance, RiskShareRule? Rule, ImmutableArray<PartnerShare> Partners, Pence? Unallocated, Pence? CarriedForward, RiskPool? Pool, string? Needs, FigureStatus Status, ImmutableArray<string> Notes, ImmutableArray<Step> Steps)
{
    /// <summary>What met an overspend before any partner (R6): the risk pool, uncommitted schemes.</summary>
    public ImmutableArray<MetBy> Met { get; init; } = [];

    /// <summary>The variance in per cent of planned expenditure, exact; null while one of them is not known.</summary>
    public decimal? PercentOfPlan { get; init; }
}

/// <summary>A partner's part.</summary>
/// <param name="Contribution">C_k, in the part of the pool that is shared.</param>
/// <param name="Percent">The exact share in per cent, for display; null where the rule has none.</param>
/// <param name="Share">Of the variance: above zero to pay, below zero to get. Null where the agreement has no rule that can be applied.</param>
/// <param name="Cap">The most that it can be asked for.</param>
/// <param name="CapLeft">What is left of that after contribution and share; null without a cap. Below zero where the partner is asked for more, since only R4 stops there.</param>
public sealed record PartnerShare(string Partner, string Name, bool IsHost, Pence Contribution, decimal? Percent, Pence? Share, Pence? Cap, Pence? CapLeft)
{
    /// <summary>What the share is in proportion to: contributions in pounds, or per cents that were agreed. Null where the rule shares by something else.</summary>
    public decimal? Weight { get; init; }
}

/// <summary>Something that met a part of an overspend.</summary>
/// <param name="By"><c>Risk pool</c>, <c>Uncommitted schemes</c>.</param>
public sealed record MetBy(string By, Pence Amount);

/// <summary>Money set aside for risk, as the returns of the year have it.</summary>
/// <param name="Opening">At the start of the year.</param>
/// <param name="Used">In the quarters that were reported; null while one of them does not say.</param>
public sealed record RiskPool(Pence? Opening, Pence? Used, Pence? Remaining);
