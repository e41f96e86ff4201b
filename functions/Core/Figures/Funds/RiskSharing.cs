using System.Collections.Immutable;
using Monitoring.Core.Kernel;
using Monitoring.Core.Policy;
using Monitoring.Core.Returns;

namespace Monitoring.Core.Figures.Funds;

/// <summary>What the partners share: an outturn, or while the year runs a forecast, less contributions.</summary>
/// <param name="Basis"><c>outturn</c> or <c>forecast</c>, and of which lines.</param>
/// <param name="Variance">V = outturn - contributions; above zero an overspend.</param>
/// <param name="Rule">By which it is shared; null when the agreement names none.</param>
/// <param name="Steps">The rule applied, step by step: a waterfall has several.</param>
/// <param name="Partners">Shares that, with <paramref name="Unallocated"/> and what the steps met or kept, sum to the variance to the penny.</param>
/// <param name="Unallocated">What no partner bears by the rule (R4 above the caps, R9 contingency): it needs a decision.</param>
/// <param name="CarriedForward">An underspend that stays in the pool (R7, R10).</param>
/// <param name="Needs">The decision that is needed, in words; null when none is.</param>
public sealed record RiskSharing(
    string Basis, Pence? Variance, RiskShareRule? Rule, ImmutableArray<PartnerShare> Partners, Pence? Unallocated, Pence? CarriedForward, RiskPool? Pool, string? Needs, FigureStatus Status, ImmutableArray<string> Notes, ImmutableArray<Step> Steps);

/// <summary>A partner's part.</summary>
/// <param name="Contribution">C_k, in the part of the pool that is shared.</param>
/// <param name="Percent">The exact share in per cent, for display; null where the rule has none.</param>
/// <param name="Share">Of the variance: above zero to pay, below zero to get.</param>
/// <param name="Cap">The most that it can be asked for.</param>
/// <param name="CapLeft">What is left of that after contribution and share; null without a cap.</param>
public sealed record PartnerShare(string Partner, string Name, bool IsHost, Pence Contribution, decimal? Percent, Pence? Share, Pence? Cap, Pence? CapLeft);

/// <summary>Money set aside for risk.</summary>
public sealed record RiskPool(Pence? Opening, Pence? Used, Pence? Remaining);
