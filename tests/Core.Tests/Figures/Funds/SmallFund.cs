using System.Collections.Immutable;
using Monitoring.Core.Figures;
using Monitoring.Core.Figures.Funds;
using Monitoring.Core.Kernel;
using Monitoring.Core.Ledger;
using Monitoring.Core.Policy;
using Monitoring.Core.Returns;

namespace Monitoring.Core.Tests.Figures.Funds;

/// <summary>
/// A pool of a board with one plan and, until a test adds others, one return that covers the year 2019-20: what partners put in, schemes and lines of expenditure. Organisations are real, amounts are invented or
/// the examples of the domain note. Income is what is contributed, as planned.
/// </summary>
internal sealed class SmallFund(string hwb = "608", string year = "2019-20")
{
    private readonly FinancialYear _year = FinancialYear.Parse(year);
    private readonly List<PlanContribution> _contributions = [];
    private readonly List<(PlanScheme Planned, PooledFundScheme? Reported)> _schemes = [];
    private readonly List<PooledFundExpenditure> _spends = [];
    private Plan? _plan = new(hwb, FinancialYear.Parse(year), 1, PlanStatus.Approved, FinancialYear.Parse(year).FirstDay, null, null, null, null, null, AmountsIn.Pounds, null, null, null, null, null, null, null, null, null);
    private PooledFundAccount _account = new(FinancialYear.Parse(year).Quarter(4), hwb, hwb, null, PoolPeriod.Year, null, null, null, null, null, null, null, null, null, PrintedUnit.Pounds, null);
    private Pence _incomeMore;
    private bool _returnFirst;

    internal string Hwb => hwb;

    internal FinancialYear Year => _year;

    /// <summary>The rule of the plan, and that for underspends if it has one.</summary>
    internal SmallFund Rule(RiskShareRule? rule, RiskShareRule? underspend = null, DateOnly? ends = null)
    {
        _plan = _plan! with { RiskShare = rule, UnderspendRule = underspend, AgreementEnds = ends };
        return this;
    }

    internal SmallFund WithoutPlan()
    {
        _plan = null;
        return this;
    }

    internal SmallFund Contributes(string partner, PartnerKind kind, decimal amount, FundingSource source, decimal? cap = null, decimal? agreed = null, bool recurrent = true)
    {
        _contributions.Add(new(hwb, _year, 1, partner, kind, source, $"line {_contributions.Count}", Pence.FromPounds(amount), null, recurrent, cap is { } most ? Pence.FromPounds(most) : null) { AgreedShare = agreed });
        return this;
    }

    /// <summary>A scheme as planned, and with what it came to; null where the return does not say.</summary>
    /// <param name="spent">Of a forecast: what was spent so far.</param>
    internal SmallFund Scheme(string id, Commissioner commissioner, decimal planned, decimal? outturn, FundingSource source = FundingSource.AdditionalAuthority, decimal? nhs = null, SchemeRisk? risk = null, bool? uncommitted = null, decimal? spent = null)
    {
        var la = nhs is { } percent ? 100 - percent : default(decimal?);
        _schemes.Add((
            new(hwb, _year, 1, id, $"Invented {id}", null, SchemeType.Other, null, AreaOfSpend.Other, commissioner, nhs, la, null, source, Pence.FromPounds(planned), false, null, null, null, null, null) { Risk = risk, IsUncommitted = uncommitted },
            outturn is { } came ? new(_account.Quarter, hwb, id, $"Invented {id}", commissioner, nhs, la, null, Pence.FromPounds(spent ?? came), Pence.FromPounds(came), null, null, null, null) : null));
        return this;
    }

    /// <summary>A line of expenditure by the partner that commissions it; without any, all is spent by the host.</summary>
    internal SmallFund Spends(string partner, decimal? planned, decimal? outturn)
    {
        Pence? plan = planned is { } p ? Pence.FromPounds(p) : null, actual = outturn is { } o ? Pence.FromPounds(o) : null;
        _spends.Add(new(_account.Quarter, hwb, partner, FundingSource.Other, $"spend {_spends.Count}", false, plan, plan, actual, actual, null));
        return this;
    }

    internal SmallFund Account(Func<PooledFundAccount, PooledFundAccount> change, bool returnFirst = false)
    {
        (_account, _returnFirst) = (change(_account), returnFirst);
        return this;
    }

    /// <summary>The first partner pays so much more than planned.</summary>
    internal SmallFund PaysMore(decimal pounds)
    {
        _incomeMore = Pence.FromPounds(pounds);
        return this;
    }

    /// <summary>The return is of the first quarter: nothing is actual, everything is forecast.</summary>
    internal SmallFund Forecast() => Account(account => account with { Quarter = _year.Quarter(1), Covers = PoolPeriod.Quarter });

    internal FundFacts Facts
    {
        get
        {
            var isForecast = _account.Quarter.Number != 4;
            var schemes = _schemes.Select(pair => pair.Reported).OfType<PooledFundScheme>()
                .Select(scheme => scheme with { Quarter = _account.Quarter, ActualSpend = isForecast ? scheme.ActualSpend : scheme.ForecastSpend, ForecastSpend = isForecast ? scheme.ForecastSpend : null }).ToList();
            var spends = _spends.Count > 0 ? _spends : schemes.Count == 0 ? []
                : [new(_account.Quarter, hwb, hwb, FundingSource.Other, "all", false, Sum(_schemes.Select(pair => pair.Planned.Expenditure)), Sum(_schemes.Select(pair => pair.Planned.Expenditure)), Sum(_schemes.Select(pair => pair.Reported?.ForecastSpend ?? default)), Sum(_schemes.Select(pair => pair.Reported?.ForecastSpend ?? default)), null)];
            var income = _contributions.Select((line, index) => new PooledFundIncome(
                _account.Quarter, hwb, line.Partner, line.Source, line.Description, false, line.Amount, line.Amount, line.Amount + (index == 0 ? _incomeMore : default), isForecast ? null : line.Amount + (index == 0 ? _incomeMore : default), null, null, null, null));
            PooledFundRow[] rows = [_account, .. income, .. spends.Select(line => line with { Quarter = _account.Quarter, Actual = isForecast ? null : line.Actual }), .. schemes];
            var pool = Return<PooledFundRow>(PooledFund.Slice(_account.Quarter, hwb), _returnFirst ? 1 : 3, rows);
            ImmutableArray<FundReturn<PlanRow>> plans = _plan is null ? [] : [Return<PlanRow>(BcfPlan.Slice(hwb, _year, 1), 2, [_plan, .. _contributions, .. _schemes.Select(pair => pair.Planned)])];
            return FundFacts.Empty(hwb) with { Plans = plans, PlanHistory = plans, Quarters = [pool], QuarterHistory = [pool] };
        }
    }

    internal RiskSharing Share(PolicyBook? policy = null)
    {
        var facts = Facts;
        return RiskSharings.Of(facts, _year, PoolPositions.Of(facts, _year, PolicyBook.Current, ReferenceBook.Current), policy ?? PolicyBook.Current, ReferenceBook.Current)!;
    }

    /// <summary><c>608 60.00, 10Q 40.00; unallocated 0.00; carried forward 0.00; met 0.00</c>.</summary>
    internal static string Told(RiskSharing sharing) => string.Create(System.Globalization.CultureInfo.InvariantCulture,
        $"{string.Join(", ", sharing.Partners.Select(partner => $"{partner.Partner} {(partner.Share is { } share ? $"{share.Pounds:0.00}" : "?")}"))}; unallocated {sharing.Unallocated?.Pounds:0.00}; carried forward {sharing.CarriedForward?.Pounds:0.00}; met {Sum(sharing.Met.Select(met => met.Amount)).Pounds:0.00}");

    internal static Pence Sum(IEnumerable<Pence> amounts) => amounts.Aggregate(default(Pence), (sum, amount) => sum + amount);

    internal static FundReturn<TRow> Return<TRow>(SliceKey slice, int minute, IEnumerable<TRow> rows) where TRow : class
    {
        var at = new DateTimeOffset(2020, 6, 1, 9, minute, 0, TimeSpan.Zero);
        return new(slice, "608", $"s{minute}", ArrivalOrder.Of(at, $"s{minute}"), at, [.. rows.Select((row, index) => new Sourced<TRow>(row, index + 2))]);
    }
}
