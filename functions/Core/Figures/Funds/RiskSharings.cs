using System.Collections.Immutable;
using Monitoring.Core.Kernel;
using Monitoring.Core.Ledger;
using Monitoring.Core.Policy;
using Monitoring.Core.Returns;

namespace Monitoring.Core.Figures.Funds;

/// <summary>How the partners of a pool share what it is over or under its contributions (National Health Service Act 2006, s75; domain note on the Better Care Fund, 4.2).</summary>
public static class RiskSharings
{
    /// <summary>
    /// Shares the variance of a year by the rule of the agreement: of a year that is over the actual one, else the forecast. Null while there is no pool. Where the rule says nothing, the amount is
    /// unallocated and <see cref="RiskSharing.Needs"/> says what has to be decided; an amount that is missing makes the variance not calculable, never zero.
    /// </summary>
    public static RiskSharing? Of(FundFacts facts, FinancialYear year, PoolPosition? pool, PolicyBook policy, ReferenceBook reference)
    {
        if (pool is null || pool.Quarters.IsEmpty)
            return null;
        var plan = facts.PlanOf(year);
        var last = pool.Quarters[^1];
        var isOutturn = last.Quarter.Number == 4 && last.Lines.Any(line => line.Quarter.Actual is not null);
        var basis = isOutturn
            ? $"outturn: actual income and expenditure of {year}, by the return of {last.Quarter.Name}"
            : $"forecast: income and expenditure of {year} as forecast in the return of {last.Quarter.Name}, actual where it is known";
        var riskPool = RiskPoolOf(pool);
        var contributions = Contributions(plan, last);
        var partners = PartnersOf(facts.Hwb, year, plan, contributions, last, reference);
        var (rule, ruleNotes) = Named(facts, year, plan);
        var notes = new List<string>(ruleNotes);
        if (plan is null)
            notes.Add($"There is no plan of {year}: contributions are the yearly plans of the return of {last.Quarter.Name}.");
        if (Missing(last, isOutturn) is { } missing)
            return Unknown(basis, rule, partners, riskPool, [.. notes, missing]);

        var (income, expenditure) = (Sum(last, PoolSide.Income, isOutturn), Sum(last, PoolSide.Expenditure, isOutturn));
        var variance = expenditure - income;
        var what = new SharedVariance(
            year, facts.Hwb, last.Host, isOutturn, variance, partners, Schemes(facts, plan, last, isOutturn), Lines(last, isOutturn), contributions, riskPool,
            plan?.The<Plan>()?.Row.AgreementEnds, policy, reference);
        var applied = variance < default(Pence) ? plan?.The<Plan>()?.Row.UnderspendRule ?? rule : rule;
        var outcome = applied is { } named ? SharingRules.Apply(named, what) : Unruled(variance);
        notes.AddRange(Remarks(what, applied, income));
        return new RiskSharing(
            basis, variance, applied, [.. Bearers(what, outcome).Select(partner => ShareOf(partner, applied, what, outcome))], outcome.Unallocated, outcome.CarriedForward, riskPool,
            outcome.Needs.IsEmpty ? null : string.Join(' ', outcome.Needs), pool.Missing.IsEmpty && !outcome.IsOpen ? FigureStatus.Provisional : FigureStatus.Incomplete, [.. notes],
            [new Step($"Variance, {(isOutturn ? "outturn" : "forecast")}: expenditure of {expenditure} less income of {income} is {variance}.", variance.Pounds, "Domain note on the Better Care Fund 4.2: V = X - C"), .. outcome.Steps])
        {
            Met = outcome.Met,
            PercentOfPlan = PercentOfPlan(plan, last, variance),
        };
    }

    /// <summary>The agreement names no rule. Nothing to share needs none.</summary>
    private static Outcome Unruled(Pence variance) => variance == default ? Outcome.Nothing
        : Outcome.Undecided(variance, $"Neither the plan nor a return names a rule for {(variance > default(Pence) ? "an overspend" : "an underspend")}: the partners have to decide who bears {variance}.");

    /// <summary>The rule that the plan or a return names: where they differ, that which arrived last. Underspends may have another in the plan.</summary>
    private static (RiskShareRule? Rule, ImmutableArray<string> Notes) Named(FundFacts facts, FinancialYear year, FundReturn<PlanRow>? plan)
    {
        var named = facts.Quarters.Where(one => FinancialQuarter.TryRead(one.Slice.Page, out var quarter) && quarter.Year == year)
            .Select(one => (one.Order, Rule: one.The<PooledFundAccount>()?.Row.RiskShare, Where: $"the return of {FinancialQuarter.Parse(one.Slice.Page).Name}"))
            .Append((Order: plan?.Order ?? default, Rule: plan?.The<Plan>()?.Row.RiskShare, Where: "the plan"))
            .Where(one => one.Rule is not null).OrderBy(one => one.Order).ToList();
        if (named.Count == 0)
            return (null, []);
        var (_, rule, where) = named[^1];
        return (rule, [.. named.Where(one => one.Rule != rule).Select(one => $"{char.ToUpperInvariant(one.Where[0])}{one.Where[1..]} names {one.Rule} and {where} {rule}: {where} arrived later and is followed.")]);
    }

    /// <summary>What makes the variance not calculable, in a sentence; null when nothing does.</summary>
    private static string? Missing(PoolQuarter last, bool isOutturn)
    {
        var unknown = last.Lines.Where(line => Amount(line, isOutturn) is null).Select(line => $"{(line.Side == PoolSide.Income ? "income" : "expenditure")} of {line.PartnerName} ({line.Description ?? line.SourceName})").ToList();
        var kind = isOutturn ? "actual" : "forecast";
        return unknown.Count > 0 ? $"The variance cannot be calculated: the {kind} for the year is not known of {BetterCareFund.List(unknown.Take(3))}{(unknown.Count > 3 ? $" and {Words.Of(unknown.Count - 3, "more line")}" : "")}."
            : last.Lines.All(line => line.Side == PoolSide.Income) ? $"The variance cannot be calculated: the return of {last.Quarter.Name} has no expenditure."
            : last.Lines.All(line => line.Side == PoolSide.Expenditure) ? $"The variance cannot be calculated: the return of {last.Quarter.Name} has no income."
            : null;
    }

    private static RiskSharing Unknown(string basis, RiskShareRule? rule, ImmutableArray<Sharer> partners, RiskPool? pool, ImmutableArray<string> notes) => new(
        basis, null, rule, [.. partners.Select(partner => new PartnerShare(partner.Code, partner.Name, partner.IsHost, partner.Contribution, null, null, partner.Cap, partner.Cap - partner.Contribution))],
        null, null, pool, null, FigureStatus.NotCalculable, notes, []);

    private static Pence? Amount(PoolLine line, bool isOutturn) => isOutturn ? line.YearToDate.Actual : line.FullYearForecast;

    private static Pence Sum(PoolQuarter last, PoolSide side, bool isOutturn) =>
        last.Lines.Where(line => line.Side == side).Aggregate(default(Pence), (sum, line) => sum + Amount(line, isOutturn)!.Value);

    /// <summary>Planned contributions: those of the plan, or where there is none the yearly plans of the return's income.</summary>
    private static ImmutableArray<(string Partner, FundingSource Source, Pence Amount)> Contributions(FundReturn<PlanRow>? plan, PoolQuarter last) => plan is not null
        ? [.. plan.Of<PlanContribution>().Select(line => (line.Row.Partner, line.Row.Source, line.Row.Amount))]
        : [.. last.Lines.Where(line => line is { Side: PoolSide.Income, YearToDate.YearlyPlan: not null }).Select(line => (line.Partner, line.Source, line.YearToDate.YearlyPlan!.Value))];

    /// <summary>All who contribute, and the host.</summary>
    private static ImmutableArray<Sharer> PartnersOf(
        string hwb, FinancialYear year, FundReturn<PlanRow>? plan, ImmutableArray<(string Partner, FundingSource Source, Pence Amount)> contributions, PoolQuarter last, ReferenceBook reference) =>
        [.. from code in contributions.Select(line => line.Partner).Append(last.Host).Distinct()
            let lines = plan?.Of<PlanContribution>().Where(line => line.Row.Partner == code).Select(line => line.Row).ToList() ?? []
            orderby code == last.Host descending, code
            select new Sharer(
                code, code == last.Host && last.HostName.Length > 0 ? last.HostName : PartnerNames.Of(code, year, reference), code == last.Host, code != hwb && PartnerNames.IsNhs(code, plan, year, reference) == true,
                Sum(contributions.Where(line => line.Partner == code).Select(line => line.Amount)), Sum(lines.Where(line => line.Recurrent).Select(line => line.Amount)),
                [.. lines.Select(line => line.AgreedShare).OfType<decimal>()], [.. lines.Select(line => line.Cap).OfType<Pence>().Distinct()])];

    /// <summary>The risk pool of the year: what was in it first, and what returns say was used.</summary>
    private static RiskPool? RiskPoolOf(PoolPosition pool)
    {
        var told = pool.Quarters.SkipWhile(quarter => quarter.RiskPoolOpening is null).ToList();
        if (told.Count == 0)
            return null;
        var used = told[^1].Covers == PoolPeriod.Year ? told[^1].RiskPoolUsed
            : told.Exists(quarter => quarter.RiskPoolUsed is null) ? null : Sum(told.Select(quarter => quarter.RiskPoolUsed!.Value));
        var opening = told[^1].Covers == PoolPeriod.Year ? told[^1].RiskPoolOpening ?? told[0].RiskPoolOpening : told[0].RiskPoolOpening;
        return new RiskPool(opening, used, opening - used);
    }

    /// <summary>Schemes of the plan, and of the return where it has others: plan, outturn or forecast, and who commissions them.</summary>
    private static ImmutableArray<SpendVariance> Schemes(FundFacts facts, FundReturn<PlanRow>? plan, PoolQuarter last, bool isOutturn)
    {
        var planned = plan?.Of<PlanScheme>().Select(line => line.Row).ToLookup(line => line.Scheme) ?? Enumerable.Empty<PlanScheme>().ToLookup(line => line.Scheme);
        var reported = facts.QuarterOf(last.Quarter)?.Of<PooledFundScheme>().Select(line => line.Row).ToDictionary(line => line.Scheme) ?? [];
        return
        [
            .. from id in planned.Select(scheme => scheme.Key).Union(reported.Keys)
               let lines = planned[id].ToList()
               let report = reported.GetValueOrDefault(id)
               let plannedSpend = Sum(lines.Select(line => line.Expenditure))
               select new SpendVariance(
                   $"Scheme {id} ({report?.Name ?? lines[0].Name})", plannedSpend, isOutturn ? report?.ActualSpend : report?.ForecastSpend, null, NhsPercent(lines, report),
                   lines.Select(line => line.Risk).FirstOrDefault(risk => risk is not null) ?? SchemeRisk.Shared, Reducible(lines, report))
               {
                   Sources = [.. lines.Select(line => (line.Source, line.Expenditure))],
               },
        ];
    }

    /// <summary>Of the return, which is about the scheme as a whole; else of the plan, where its lines agree.</summary>
    private static decimal? NhsPercent(List<PlanScheme> lines, PooledFundScheme? report)
    {
        if (report is not null && NhsPercent(report.Commissioner, report.NhsShare, report.AuthorityShare) is { } reported)
            return reported;
        var all = lines.Select(line => NhsPercent(line.Commissioner, line.NhsShare, line.AuthorityShare)).Distinct().ToList();
        return all is [var agreed] ? agreed : null;
    }

    /// <summary>Per cent commissioned by the NHS: of a joint scheme as given, where both parts come to 100.</summary>
    internal static decimal? NhsPercent(Commissioner commissioner, decimal? nhs, decimal? authority) => commissioner switch
    {
        Commissioner.Nhs => 100,
        Commissioner.Authority => 0,
        _ => nhs is >= 0 and <= 100 && nhs + authority == 100 ? nhs : null,
    };

    /// <summary>What can still be taken from a scheme's uncommitted money: what it is forecast to spend and has not spent; where no return speaks of it, what is planned.</summary>
    private static Pence Reducible(List<PlanScheme> lines, PooledFundScheme? report)
    {
        var uncommitted = Sum(lines.Where(line => line.IsUncommitted == true).Select(line => line.Expenditure));
        if (report is not { ActualSpend: { } spent } || uncommitted == default)
            return uncommitted;
        var left = (report.ForecastSpend ?? Sum(lines.Select(line => line.Expenditure))) - spent;
        return left < default(Pence) ? default : left < uncommitted ? left : uncommitted;
    }

    /// <summary>Expenditure by the partner that commissions it.</summary>
    private static ImmutableArray<SpendVariance> Lines(PoolQuarter last, bool isOutturn) =>
        [.. from line in last.Lines
            where line.Side == PoolSide.Expenditure
            group line by line.Partner into partner
            orderby partner.Key
            let planned = partner.Select(line => line.YearToDate.YearlyPlan).Sum()
            select new SpendVariance(
                $"Expenditure of {partner.First().PartnerName}", planned ?? default, planned is null ? null : partner.Select(line => Amount(line, isOutturn)).Sum(), partner.Key, null, SchemeRisk.Shared, default)];

    /// <summary>The partners, and whoever else bears a part, such as an authority that commissions and does not contribute.</summary>
    private static IEnumerable<Sharer> Bearers(SharedVariance what, Outcome outcome) =>
        what.Partners.Concat(outcome.Shares.Keys.Except(what.Partners.Select(partner => partner.Code)).Select(code => new Sharer(code, what.NameOf(code), false, false, default, default, [], [])))
            .OrderByDescending(partner => partner.IsHost).ThenBy(partner => partner.Code, StringComparer.Ordinal);

    private static PartnerShare ShareOf(Sharer partner, RiskShareRule? rule, SharedVariance what, Outcome outcome)
    {
        var share = outcome.Shares.TryGetValue(partner.Code, out var borne) ? borne : outcome.IsOpen ? default(Pence?) : default(Pence);
        var weight = outcome.Weights is { } weights ? weights.GetValueOrDefault(partner.Code) : default(decimal?);
        // Of a part of the pool only the contributions to that part count.
        var contribution = rule == RiskShareRule.R11 && SharingRules.OfSharedPart(what, [.. what.Schemes.Where(scheme => scheme.Risk == SchemeRisk.Outside)]) is { } part ? Pence.FromPounds(part.GetValueOrDefault(partner.Code)) : partner.Contribution;
        return new PartnerShare(
            partner.Code, partner.Name, partner.IsHost, contribution, weight is { } own ? own / outcome.Weights!.Values.Sum() * 100 : null, share, partner.Cap,
            partner.Cap is { } cap ? cap - partner.Contribution - (share ?? default) : null)
        {
            Weight = weight,
        };
    }

    /// <summary>What a reader has to know beside the shares.</summary>
    private static IEnumerable<string> Remarks(SharedVariance what, RiskShareRule? rule, Pence income)
    {
        if (rule != RiskShareRule.R5 && what.Schemes.Any(scheme => scheme.Risk == SchemeRisk.Fixed))
            yield return $"The plan marks schemes as fixed, and the rule{(rule is null ? "" : $" is {rule}, which")} knows no fixed lines: the mark is not used.";
        if (rule != RiskShareRule.R11 && what.Schemes.Any(scheme => scheme.Risk == SchemeRisk.Outside))
            yield return $"The plan marks schemes as outside the risk share, and the rule{(rule is null ? "" : $" is {rule}, which")} shares all of the pool: the mark is not used.";
        var planned = Sum(what.Partners.Select(partner => partner.Contribution));
        if (income != planned)
            yield return $"Income of {income} is {(income > planned ? $"{income - planned} above" : $"{planned - income} below")} the planned contributions of {planned}: the difference is part of the variance.";
    }

    /// <summary>In per cent of the pool's expenditure as planned for the year.</summary>
    private static decimal? PercentOfPlan(FundReturn<PlanRow>? plan, PoolQuarter last, Pence variance)
    {
        var planned = plan is not null ? Sum(plan.Of<PlanScheme>().Select(line => line.Row.Expenditure))
            : last.Lines.Where(line => line.Side == PoolSide.Expenditure) is var lines && lines.All(line => line.YearToDate.YearlyPlan is not null) ? Sum(lines.Select(line => line.YearToDate.YearlyPlan!.Value)) : default;
        return planned == default ? null : variance.Pounds / planned.Pounds * 100;
    }

    private static Pence Sum(IEnumerable<Pence> amounts) => amounts.Aggregate(default(Pence), (sum, amount) => sum + amount);
}
