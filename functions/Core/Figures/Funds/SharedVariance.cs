using System.Collections.Immutable;
using Monitoring.Core.Kernel;
using Monitoring.Core.Policy;
using Monitoring.Core.Returns;

namespace Monitoring.Core.Figures.Funds;

/// <summary>A partner among whom something is shared.</summary>
/// <param name="IsNhs">A CCG or an ICB.</param>
/// <param name="Contribution">Planned for the year, net of what is taken off.</param>
/// <param name="Recurrent">Of that, what comes every year.</param>
/// <param name="AgreedShares">Per cents that the agreement fixes for the partner (R2): one, or none.</param>
/// <param name="Caps">The maximum contributions that the plan has for the partner (R4), different ones only: one, or none.</param>
internal sealed record Sharer(string Code, string Name, bool IsHost, bool IsNhs, Pence Contribution, Pence Recurrent, ImmutableArray<decimal> AgreedShares, ImmutableArray<Pence> Caps)
{
    public Pence? Cap => Caps is [var cap] ? cap : null;
}

/// <summary>What a scheme, or a partner's expenditure, came to against its plan.</summary>
/// <param name="Name">As a sentence begins: <c>Scheme 2 (Invented reablement)</c>.</param>
/// <param name="Outturn">Or forecast; null while it is not known.</param>
/// <param name="Partner">The partner that commissions it; null of a scheme, which is commissioned by <paramref name="NhsPercent"/>.</param>
/// <param name="NhsPercent">Of a scheme: per cent commissioned by the NHS, the rest by the authority. Null where it was not given.</param>
/// <param name="Reducible">Of a scheme whose money is not committed: what can still be taken from it (R6).</param>
internal sealed record SpendVariance(string Name, Pence Planned, Pence? Outturn, string? Partner, decimal? NhsPercent, SchemeRisk Risk, Pence Reducible)
{
    /// <summary>What is planned of it from each source: contributions of these belong to it.</summary>
    public ImmutableArray<(FundingSource Source, Pence Amount)> Sources { get; init; } = [];

    /// <summary>Outturn less plan; null while it is not known.</summary>
    public Pence? Variance => Outturn is { } outturn ? outturn - Planned : null;
}

/// <summary>All that a rule asks for.</summary>
/// <param name="Authority">Code of the authority whose board it is.</param>
/// <param name="Host">Code of the host.</param>
/// <param name="IsOutturn">The year is over.</param>
/// <param name="Amount">V: above zero an overspend.</param>
/// <param name="Partners">The host first, then in order of code.</param>
/// <param name="Schemes">By scheme, as far as the plan and the return name schemes.</param>
/// <param name="Lines">By partner, from the lines of expenditure.</param>
/// <param name="Contributions">Planned, by partner and source.</param>
internal sealed record SharedVariance(
    FinancialYear Year, string Authority, string Host, bool IsOutturn, Pence Amount, ImmutableArray<Sharer> Partners, ImmutableArray<SpendVariance> Schemes, ImmutableArray<SpendVariance> Lines,
    ImmutableArray<(string Partner, FundingSource Source, Pence Amount)> Contributions, RiskPool? Pool, DateOnly? AgreementEnds, PolicyBook Policy, ReferenceBook Reference)
{
    /// <summary>A split that the agreement fixes goes before contributions, where a rule leaves the choice (R5, R11).</summary>
    public bool HasSplit => Partners.Any(partner => !partner.AgreedShares.IsEmpty);

    /// <summary>The rule in words, with its source.</summary>
    public PolicyRow Clause(RiskShareRule rule) => Policy.On(Year.FirstDay, "fund-risk.rule", BetterCareFund.KeyOf(rule));

    public string NameOf(string partner) => Partners.FirstOrDefault(one => one.Code == partner)?.Name ?? PartnerNames.Of(partner, Year, Reference);
}

/// <summary>
/// What a rule, or a step of it, comes to. Two of them added are the outcome of both.
/// </summary>
/// <param name="Shares">By code of the partner; a partner that is not in it bears nothing.</param>
/// <param name="Needs">Decisions that are needed, each a sentence.</param>
internal sealed record Outcome(ImmutableSortedDictionary<string, Pence> Shares, Pence Unallocated, Pence CarriedForward, ImmutableArray<MetBy> Met, ImmutableArray<string> Needs, ImmutableArray<Step> Steps)
{
    public static readonly Outcome Nothing = new(ImmutableSortedDictionary.Create<string, Pence>(StringComparer.Ordinal), default, default, [], [], []);

    /// <summary>To a part of it no rule could be applied: of a partner that bears nothing so far it is not known what it bears.</summary>
    public bool IsOpen { get; init; }

    /// <summary>What shares are in proportion to, by code; null where the amount as a whole is not shared in one proportion.</summary>
    public ImmutableDictionary<string, decimal>? Weights { get; init; }

    /// <summary>It says something and moves nothing.</summary>
    private bool IsWordOnly => Shares.IsEmpty && Unallocated == default && CarriedForward == default && Met.IsEmpty && !IsOpen;

    /// <summary>No rule can be applied to it: somebody has to decide.</summary>
    public static Outcome Undecided(Pence amount, string needs) => Held(amount, needs) with { IsOpen = true };

    /// <summary>By the rule nobody bears it.</summary>
    public static Outcome Held(Pence amount, string needs) => Nothing with { Unallocated = amount, Needs = [needs] };

    public static Outcome Told(params ImmutableArray<Step> steps) => Nothing with { Steps = steps };

    public static Outcome Borne(IEnumerable<KeyValuePair<string, Pence>> shares) => Nothing with { Shares = Nothing.Shares.AddRange(shares) };

    public static Outcome operator +(Outcome first, Outcome then) => new(
        then.Shares.Aggregate(first.Shares, (shares, share) => shares.SetItem(share.Key, shares.GetValueOrDefault(share.Key) + share.Value)),
        first.Unallocated + then.Unallocated, first.CarriedForward + then.CarriedForward, [.. first.Met, .. then.Met], [.. first.Needs, .. then.Needs], [.. first.Steps, .. then.Steps])
    {
        IsOpen = first.IsOpen || then.IsOpen,
        Weights = first.IsWordOnly ? then.Weights : then.IsWordOnly ? first.Weights : null,
    };
}
