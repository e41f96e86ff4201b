using System.Collections.Immutable;
using Monitoring.Core.Kernel;
using Monitoring.Core.Policy;
using Monitoring.Core.Returns;

namespace Monitoring.Core.Figures.Funds;

/// <summary>
/// The rules R1 to R11 by which agreements share over- and underspends (domain note on the Better Care Fund, 4.2), each a function. Where a rule says nothing, the amount is left to a decision and the
/// sentence says which; nothing is guessed. Of every rule shares, what is unallocated, what is carried forward and what was met come to the variance to the penny.
/// </summary>
internal static class SharingRules
{
    /// <summary>Applies a rule to the variance.</summary>
    public static Outcome Apply(RiskShareRule rule, SharedVariance of) => rule switch
    {
        RiskShareRule.R1 => InProportion(of),
        RiskShareRule.R2 => BySplit(of, of.Amount),
        RiskShareRule.R3 => ByCommissioner(of),
        RiskShareRule.R4 => UpToMaximum(of),
        RiskShareRule.R5 => FixedByTheHost(of),
        RiskShareRule.R6 => Waterfall(of),
        RiskShareRule.R7 => StaysInThePool(of),
        RiskShareRule.R8 => KeptByCommissioner(of),
        RiskShareRule.R9 => HeldAsContingency(of),
        RiskShareRule.R10 => CarriedForward(of),
        RiskShareRule.R11 => OnlySharedPart(of),
        _ => throw new ArgumentOutOfRangeException(nameof(rule), rule, "There are R1 to R11."),
    };

    /// <summary>R1: share = V x C_k / C.</summary>
    private static Outcome InProportion(SharedVariance of) => InProportion(of, of.Amount, RiskShareRule.R1, ByContribution(of));

    /// <summary>R2: share = V x agreed per cent. The per cents are the agreement's, rounded or not (example M5).</summary>
    private static Outcome BySplit(SharedVariance of, Pence amount)
    {
        if (of.Partners.FirstOrDefault(partner => partner.AgreedShares.Length > 1) is { } twice)
            return Outcome.Undecided(amount, $"The plan has more than one agreed share of {twice.Name}. Decide which one holds.");
        var agreed = of.Partners.ToImmutableDictionary(partner => partner.Code, partner => partner.AgreedShares.SingleOrDefault());
        var all = agreed.Values.Sum();
        if (!of.HasSplit)
            return Outcome.Undecided(amount, "The agreement shares by a fixed split, and the plan has no agreed shares. Enter them on the sheet 'Contributions'.");
        return all == 100
            ? Distribute(of, amount, RiskShareRule.R2, agreed, (partner, weight) => $"{amount} x {Percent(weight)}")
            : Outcome.Undecided(amount, $"The agreed shares come to {Percent(all)}, not 100%. Decide the split.");
    }

    /// <summary>R3: whoever commissions a line bears what it is over or under its plan.</summary>
    private static Outcome ByCommissioner(SharedVariance of)
    {
        if (Attributable(of) is not { } lines)
            return Outcome.Undecided(of.Amount, NotAttributable(of));
        var borne = lines.Aggregate(Outcome.Told(Rule(of, RiskShareRule.R3, of.Amount, "Each line's outturn less its plan is borne by whoever commissions it.")), (sum, line) => sum + ByCommissioner(of, line, RiskShareRule.R3));
        return borne + Rest(of, of.Amount - Sum(lines.Select(line => line.Variance!.Value)), RiskShareRule.R3);
    }

    /// <summary>R4: as R1, and nobody is asked for more than the maximum contribution; what is above it is left. An underspend has no maximum.</summary>
    private static Outcome UpToMaximum(SharedVariance of)
    {
        if (of.Amount <= default(Pence))
            return InProportion(of, of.Amount, RiskShareRule.R4, ByContribution(of));
        if (of.Partners.FirstOrDefault(partner => partner.Caps.Length > 1) is { } twice)
            return Outcome.Undecided(of.Amount, $"The plan has more than one maximum contribution of {twice.Name}. Decide which one holds.");
        var uncapped = InProportion(of, of.Amount, RiskShareRule.R4, ByContribution(of));
        if (uncapped.IsOpen)
            return uncapped;
        var source = of.Clause(RiskShareRule.R4).Source;
        var capped = uncapped.Shares.ToDictionary(share => share.Key, share => Least(share.Value, RoomOf(of, share.Key)), StringComparer.Ordinal);
        var above = of.Amount - Sum(capped.Values);
        if (above == default)
            return uncapped;
        var limits =
            from partner in of.Partners
            let asked = uncapped.Shares[partner.Code]
            where capped[partner.Code] < asked
            select new Step($"{partner.Name}: at most {partner.Cap} in all, of which {partner.Contribution} is the contribution: {capped[partner.Code]} and not {asked}.", capped[partner.Code].Pounds, source);
        return Outcome.Borne(capped) with { Steps = [.. uncapped.Steps, .. limits, new Step($"Left above the maximum contributions: {above}.", above.Pounds, source)] }
            + Outcome.Held(above, $"{above} of the overspend is above the maximum contributions: the partners' finance chiefs have to agree who bears it.");
    }

    /// <summary>R5: what fixed schemes are over or under is the host's; the rest is shared by the split, or where there is none by contributions.</summary>
    private static Outcome FixedByTheHost(SharedVariance of)
    {
        var lines = of.Schemes.Where(scheme => scheme.Risk == SchemeRisk.Fixed).ToList();
        if (Unknown(lines) is { } unknown)
            return Outcome.Undecided(of.Amount, $"{unknown} is fixed, and what was spent on it is not known: it cannot be told what is the host's.");
        var host = Sum(lines.Select(line => line.Variance!.Value));
        var told = Outcome.Told(Rule(of, RiskShareRule.R5, of.Amount, lines.Count == 0 ? "No scheme is fixed." : $"What fixed schemes are over or under their plan is the host's: {host}."));
        var borne = lines.Count == 0 ? told : told + Outcome.Told([.. lines.Select(line => LineStep(of, line, RiskShareRule.R5, of.NameOf(of.Host)))]) + Outcome.Borne([new(of.Host, host)]);
        return borne + Variable(of, of.Amount - host, ByContribution(of));
    }

    /// <summary>
    /// R6: an overspend is met by underspends, then by the risk pool, then by uncommitted schemes, then outside the pool. Nobody who spent less pays: underspends count in the pool only.
    /// </summary>
    private static Outcome Waterfall(SharedVariance of)
    {
        if (of.Amount < default(Pence))
            return Outcome.Undecided(of.Amount, "R6 meets overspends; the agreement has no rule for an underspend. Decide who keeps it, or record the underspend rule in the plan.");
        var source = of.Clause(RiskShareRule.R6).Source;
        var fromPool = Least(of.Amount, Available(of));
        var fromSchemes = Least(of.Amount - fromPool, Reducible(of));
        var left = of.Amount - fromPool - fromSchemes;
        var outcome = Outcome.Told([
            Rule(of, RiskShareRule.R6, of.Amount, "In this order until nothing is left."), .. Underspends(of, source),
            new Step($"2. Risk pool: {Described(of)}. It meets {fromPool}; left {of.Amount - fromPool}.", fromPool.Pounds, source),
            new Step($"3. Uncommitted schemes: {(of.IsOutturn ? "the year is over, so that what was not spent on them is among the underspends already" : $"{Reducible(of)} can still be taken from them")}. They meet {fromSchemes}; left {left}.", fromSchemes.Pounds, source),
            new Step($"4. Outside the pool: {left}.", left.Pounds, source),
        ]);
        if (fromPool != default)
            outcome += Outcome.Nothing with { Met = [new("Risk pool", fromPool)] };
        if (fromSchemes != default)
            outcome += Outcome.Nothing with { Met = [new("Uncommitted schemes", fromSchemes)] };
        if (of.Pool?.Opening is null && of.Amount > default(Pence))
            outcome += Outcome.Nothing with { Needs = ["Whether there is money in the risk pool is not known: no return gives what was in it at the start of the year."] };
        return left == default ? outcome : outcome + Outcome.Held(left, $"{left} is left outside the pool: the partners have to decide who bears it.");
    }

    /// <summary>R7: an underspend stays in the pool, to cover overspends or new joint schemes.</summary>
    private static Outcome StaysInThePool(SharedVariance of) =>
        OnlyUnderspends(of, RiskShareRule.R7) ?? Outcome.Told(Rule(of, RiskShareRule.R7, of.Amount, "All of it is carried forward.")) + Outcome.Nothing with { CarriedForward = of.Amount };

    /// <summary>R8: the lead commissioner keeps what was not spent on the lines that it commissions. It says nothing of a line that was overspent.</summary>
    private static Outcome KeptByCommissioner(SharedVariance of)
    {
        if (OnlyUnderspends(of, RiskShareRule.R8) is { } overspent)
            return overspent;
        if (Attributable(of) is not { } lines)
            return Outcome.Undecided(of.Amount, NotAttributable(of));
        var kept = lines.Aggregate(Outcome.Told(Rule(of, RiskShareRule.R8, of.Amount, "Each lead commissioner keeps what was not spent on the lines that it commissions.")), (sum, line) => sum + ByCommissioner(of, line, RiskShareRule.R8));
        var overspends = kept.Shares.Where(share => share.Value > default(Pence)).ToList();
        var outcome = kept with { Shares = kept.Shares.RemoveRange(overspends.Select(share => share.Key)) };
        foreach (var (partner, amount) in overspends)
            outcome += Outcome.Held(amount, $"What {of.NameOf(partner)} commissions was overspent by {amount}, and R8 says nothing of that: decide who bears it.");
        return outcome + Rest(of, of.Amount - Sum(lines.Select(line => line.Variance!.Value)), RiskShareRule.R8);
    }

    /// <summary>R9: an underspend is held as contingency until the partners agree.</summary>
    private static Outcome HeldAsContingency(SharedVariance of) =>
        OnlyUnderspends(of, RiskShareRule.R9)
        ?? Outcome.Told(Rule(of, RiskShareRule.R9, of.Amount, "All of it is held.")) + (of.Amount == default ? Outcome.Nothing : Outcome.Held(of.Amount, $"The underspend of {-of.Amount} is held as contingency until the partners agree what becomes of it."));

    /// <summary>R10: a surplus is carried forward while the agreement runs; when it has ended by the end of the year, it is shared by contributions that come every year.</summary>
    private static Outcome CarriedForward(SharedVariance of)
    {
        if (OnlyUnderspends(of, RiskShareRule.R10) is { } overspent)
            return overspent;
        if (of.AgreementEnds is not { } ends || ends > of.Year.LastDay)
        {
            return Outcome.Told(Rule(of, RiskShareRule.R10, of.Amount, of.AgreementEnds is { } later ? $"The agreement runs to {Words.Date(later)}: all of it is carried forward." : "The agreement runs on: all of it is carried forward."))
                + Outcome.Nothing with { CarriedForward = of.Amount };
        }
        return Outcome.Told(Rule(of, RiskShareRule.R10, of.Amount, $"The agreement ended on {Words.Date(ends)}: it is shared by recurrent contributions."))
            + InProportion(of, of.Amount, RiskShareRule.R10, of.Partners.ToImmutableDictionary(partner => partner.Code, partner => partner.Recurrent.Pounds));
    }

    /// <summary>R11: what schemes outside the share are over or under is borne by whoever commissions them; only the rest is shared, by the split or by the contributions to that part.</summary>
    private static Outcome OnlySharedPart(SharedVariance of)
    {
        var lines = of.Schemes.Where(scheme => scheme.Risk == SchemeRisk.Outside).ToList();
        if (Unknown(lines) is { } unknown)
            return Outcome.Undecided(of.Amount, $"{unknown} is outside the risk share, and what was spent on it is not known: it cannot be told what is shared.");
        var outside = Sum(lines.Select(line => line.Variance!.Value));
        var told = Outcome.Told(Rule(of, RiskShareRule.R11, of.Amount, lines.Count == 0 ? "No scheme is outside the share." : $"Schemes outside the share are {outside} over or under their plan; whoever commissions them bears it."));
        var borne = lines.Aggregate(told, (sum, line) => sum + ByCommissioner(of, line, RiskShareRule.R11));
        return borne + (OfSharedPart(of, lines) is { } contributions
            ? Variable(of, of.Amount - outside, contributions)
            : Outcome.Undecided(of.Amount - outside, "Schemes outside the share are planned to spend more of a source than is contributed from it: the contributions to the shared part cannot be told."));
    }

    /// <summary>
    /// Contributions to the part of the pool that is shared: those from a source less what schemes outside the share are planned to spend of it, taken from the partners that contribute
    /// from the source in proportion. Null where more is planned of a source than is contributed.
    /// </summary>
    internal static ImmutableDictionary<string, decimal>? OfSharedPart(SharedVariance of, IReadOnlyCollection<SpendVariance> outside)
    {
        var contributions = ByContribution(of);
        if (of.Policy.On(of.Year.FirstDay, "fund-risk.outside-contributions").Value == "all")
            return contributions;
        foreach (var spend in outside.SelectMany(line => line.Sources).GroupBy(part => part.Source, part => part.Amount))
        {
            var from = of.Contributions.Where(line => line.Source == spend.Key).GroupBy(line => line.Partner, line => line.Amount).Select(line => new Stake(line.Key, Sum(line).Pounds, line.Key == of.Host)).ToList();
            var taken = Sum(spend);
            if (taken == default)
                continue;
            if (from.Exists(stake => stake.Weight < 0) || from.Sum(stake => stake.Weight) < taken.Pounds)
                return null;
            contributions = contributions.SetItems(Kernel.Shares.Of(taken, from).Zip(from, (part, stake) => KeyValuePair.Create(stake.Code, contributions[stake.Code] - part.Pounds)));
        }
        return contributions;
    }

    private static ImmutableDictionary<string, decimal> ByContribution(SharedVariance of) => of.Partners.ToImmutableDictionary(partner => partner.Code, partner => partner.Contribution.Pounds);

    /// <summary>What a rule leaves to another: the split where the agreement has one (R2), else contributions (R1).</summary>
    private static Outcome Variable(SharedVariance of, Pence amount, ImmutableDictionary<string, decimal> contributions) =>
        of.HasSplit ? BySplit(of, amount) : InProportion(of, amount, RiskShareRule.R1, contributions);

    private static Outcome InProportion(SharedVariance of, Pence amount, RiskShareRule rule, ImmutableDictionary<string, decimal> contributions)
    {
        var what = rule == RiskShareRule.R10 ? "recurrent contributions" : "contributions";
        if (contributions.FirstOrDefault(partner => partner.Value < 0) is { Key: { } below })
            return Outcome.Undecided(amount, $"The planned {what} of {of.NameOf(below)} are below zero: nothing can be shared in proportion to them. Decide the shares.");
        var all = contributions.Values.Sum();
        return all == 0
            ? Outcome.Undecided(amount, $"No {what} are planned: nothing can be shared in proportion to them. Decide the shares.")
            : Distribute(of, amount, rule, contributions, (partner, weight) => $"{amount} x {BetterCareFund.Pounds(weight)} / {BetterCareFund.Pounds(all)}");
    }

    /// <summary>In proportion to weights, to the penny, with a step for each partner.</summary>
    private static Outcome Distribute(SharedVariance of, Pence amount, RiskShareRule rule, ImmutableDictionary<string, decimal> weights, Func<Sharer, decimal, string> formula)
    {
        var partners = of.Partners.Where(partner => weights.ContainsKey(partner.Code)).ToList();
        var shares = Kernel.Shares.Of(amount, [.. partners.Select(partner => new Stake(partner.Code, weights[partner.Code], partner.IsHost))]);
        var source = of.Clause(rule).Source;
        return Outcome.Borne(partners.Zip(shares, (partner, share) => KeyValuePair.Create(partner.Code, share))) with
        {
            Weights = weights,
            Steps =
            [
                Rule(of, rule, amount, $"{(rule == RiskShareRule.R2 ? "Variance x agreed per cent" : rule == RiskShareRule.R10 ? "Variance x recurrent contribution / all of them" : "Variance x contribution / all contributions")}, to the penny by the largest remainder, ties to the host."),
                .. partners.Zip(shares, (partner, share) => new Step($"{partner.Name}: {formula(partner, weights[partner.Code])} = {share}.", share.Pounds, source)),
            ],
        };
    }

    /// <summary>The lines by which the variance can be told by commissioner: all schemes, or where one is not known all lines of expenditure. Null where there are none.</summary>
    private static ImmutableArray<SpendVariance>? Attributable(SharedVariance of) =>
        IsKnown(of.Schemes) ? of.Schemes : IsKnown(of.Lines) ? of.Lines : default(ImmutableArray<SpendVariance>?);

    private static bool IsKnown(ImmutableArray<SpendVariance> lines) => !lines.IsEmpty && lines.All(line => line.Variance is not null && (line.Partner is not null || line.NhsPercent is not null || line.Variance == default(Pence)));

    private static string NotAttributable(SharedVariance of) =>
        $"It cannot be told whose lines were over or under their plan: {(Unknown([.. of.Schemes]) is { } unknown ? $"what was spent on {unknown[..1].ToLowerInvariant()}{unknown[1..]} is not known" : "no outturn of schemes is known")}, and lines of expenditure do not say it either.";

    /// <summary>The first of some lines of which it is not known what was spent; null when all are known.</summary>
    private static string? Unknown(IReadOnlyCollection<SpendVariance> lines) => lines.FirstOrDefault(line => line.Variance is null)?.Name;

    private static Outcome ByCommissioner(SharedVariance of, SpendVariance line, RiskShareRule rule)
    {
        var variance = line.Variance!.Value;
        if (line.Partner is { } partner)
            return Outcome.Borne([new(partner, variance)]) with { Steps = [LineStep(of, line, rule, of.NameOf(partner))] };
        if (variance == default)
            return Outcome.Told(LineStep(of, line, rule, "nobody"));
        if (line.NhsPercent is not { } nhs)
            return Outcome.Undecided(variance, $"Who commissions {line.Name} is not known: decide who bears {variance}.");
        var parts = Kernel.Shares.Of(variance, new Stake("authority", 100 - nhs, IsHost: of.Authority == of.Host), new Stake("nhs", nhs, IsHost: of.Authority != of.Host));
        var told = Outcome.Told(LineStep(of, line, rule, nhs switch { 0 => of.NameOf(of.Authority), 100 => "the NHS", _ => $"the NHS with {Percent(nhs)}, {parts[1]}, and {of.NameOf(of.Authority)} with {Percent(100 - nhs)}, {parts[0]}" }));
        return told + (parts[0] == default ? Outcome.Nothing : Outcome.Borne([new(of.Authority, parts[0])])) + (parts[1] == default ? Outcome.Nothing : ByNhs(of, parts[1], rule));
    }

    /// <summary>What the NHS commissions is that of the NHS partners, of several in proportion to their contributions.</summary>
    private static Outcome ByNhs(SharedVariance of, Pence amount, RiskShareRule rule)
    {
        var nhs = of.Partners.Where(partner => partner.IsNhs).ToList();
        if (nhs is [var only])
            return Outcome.Borne([new(only.Code, amount)]);
        if (nhs.Exists(partner => partner.Contribution < default(Pence)) || nhs.TrueForAll(partner => partner.Contribution == default))
            return Outcome.Undecided(amount, $"{amount} is the NHS's, and no NHS partner contributes: decide which one bears it.");
        var shares = Kernel.Shares.Of(amount, [.. nhs.Select(partner => new Stake(partner.Code, partner.Contribution.Pounds, partner.IsHost))]);
        return Outcome.Borne(nhs.Zip(shares, (partner, share) => KeyValuePair.Create(partner.Code, share))) with
        {
            Steps = [.. nhs.Zip(shares, (partner, share) => new Step($"Of the NHS's part {partner.Name}, by its contribution of {partner.Contribution}: {share}.", share.Pounds, of.Clause(rule).Source))],
        };
    }

    /// <summary>What is not from the lines: income other than planned, or spend that no scheme has.</summary>
    private static Outcome Rest(SharedVariance of, Pence rest, RiskShareRule rule) => rest == default ? Outcome.Nothing
        : Outcome.Held(rest, $"{rest} of the variance is of no line that somebody commissions: income other than planned, or spend outside schemes. {rule} says nothing of it: decide who bears it.") with
        {
            Steps = [new Step($"Left: {rest}, income other than planned or spend outside schemes.", rest.Pounds, of.Clause(rule).Source)],
        };

    /// <summary>The first stage of the waterfall: they are in the variance already, so that it has to be shown what they met.</summary>
    private static IEnumerable<Step> Underspends(SharedVariance of, string source)
    {
        if (Attributable(of) is not { } lines)
        {
            yield return new Step($"1. Underspends: the variance of {of.Amount} is what is left after them; by line they are not known.", of.Amount.Pounds, source);
            yield break;
        }
        var over = Sum(lines.Select(line => line.Variance!.Value).Where(variance => variance > default(Pence)));
        var under = Sum(lines.Select(line => line.Variance!.Value).Where(variance => variance < default(Pence)));
        var rest = of.Amount - over - under;
        yield return new Step(
            $"1. Underspends: lines are overspent by {over} and underspent by {-under}{(rest == default ? "" : $", and income other than planned or spend outside schemes makes {rest}")}. Left {of.Amount}.", of.Amount.Pounds, source);
    }

    /// <summary>What the risk pool can meet. Its use in the year is taken as meeting this overspend, unless the policy says that it met something else.</summary>
    private static Pence Available(SharedVariance of) =>
        Most((of.Policy.On(of.Year.FirstDay, "fund-risk.pool-available").Value == "remaining" ? of.Pool?.Remaining : of.Pool?.Opening) ?? default, default);

    private static string Described(SharedVariance of) => of.Pool?.Opening is not { } opening ? "what was in it is not known"
        : of.Pool.Used is { } used ? $"{opening} at the start of the year, of which returns report {used} used" : $"{opening} at the start of the year";

    private static Pence Reducible(SharedVariance of) => of.IsOutturn ? default : Sum(of.Schemes.Select(scheme => scheme.Reducible));

    /// <summary>R7 to R10 say what becomes of an underspend and nothing of an overspend.</summary>
    private static Outcome? OnlyUnderspends(SharedVariance of, RiskShareRule rule) => of.Amount <= default(Pence) ? null
        : Outcome.Undecided(of.Amount, $"{rule} says what becomes of an underspend; the agreement has no rule for an overspend. Decide who bears {of.Amount}, or record the risk share rule in the plan.");

    private static Step Rule(SharedVariance of, RiskShareRule rule, Pence amount, string how)
    {
        var clause = of.Clause(rule);
        return new Step($"{rule}, {clause.Value}. {Spent(amount)}: {char.ToLowerInvariant(how[0])}{how[1..]}", amount.Pounds, clause.Source);
    }

    private static string Spent(Pence amount) => amount.Number switch { > 0 => $"Overspend of {amount}", < 0 => $"Underspend of {-amount}", _ => "Neither over- nor underspend" };

    private static Step LineStep(SharedVariance of, SpendVariance line, RiskShareRule rule, string bearer) =>
        new($"{line.Name}: {line.Outturn} less {line.Planned} planned is {line.Variance}, borne by {bearer}.", line.Variance!.Value.Pounds, of.Clause(rule).Source);

    /// <summary>What a partner can still be asked for.</summary>
    private static Pence RoomOf(SharedVariance of, string code) =>
        of.Partners.First(partner => partner.Code == code) is { Cap: { } cap } partner ? Most(cap - partner.Contribution, default) : new Pence(long.MaxValue);

    private static Pence Least(Pence one, Pence other) => one < other ? one : other;

    private static Pence Most(Pence one, Pence other) => one > other ? one : other;

    private static Pence Sum(IEnumerable<Pence> amounts) => amounts.Aggregate(default(Pence), (sum, amount) => sum + amount);

    private static string Percent(decimal percent) => $"{percent.ToString("0.############", System.Globalization.CultureInfo.InvariantCulture)}%";
}
