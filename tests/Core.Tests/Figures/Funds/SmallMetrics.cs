using System.Collections.Immutable;
using Monitoring.Core.Figures;
using Monitoring.Core.Figures.Funds;
using Monitoring.Core.Kernel;
using Monitoring.Core.Ledger;
using Monitoring.Core.Policy;
using Monitoring.Core.Returns;

namespace Monitoring.Core.Tests.Figures.Funds;

/// <summary>What is known of the board of Gloucestershire (904), invented, as far as its metrics go.</summary>
public sealed record SmallMetrics(FinancialYear Year)
{
    private const string Board = SmallActivity.Board;

    private FundFacts Facts { get; init; } = FundFacts.Empty(Board);

    private ImmutableArray<PlanRow> Plan { get; init; } = [];

    private ImmutableDictionary<FinancialQuarter, ImmutableArray<PooledFundRow>> Returns { get; init; } = ImmutableDictionary<FinancialQuarter, ImmutableArray<PooledFundRow>>.Empty;

    private ImmutableArray<AdultsRow> People { get; init; } = [];

    internal PolicyBook Policy { get; init; } = PolicyBook.Current;

    internal static SmallMetrics Of(string year) => new(FinancialYear.Parse(year));

    internal SmallMetrics Goal(string metric, string period, decimal value, decimal? numerator = null, decimal? denominator = null, string? definition = null) =>
        this with { Plan = Plan.Add(new MetricGoal(Board, Year, 1, metric, definition, period, value, numerator, denominator)) };

    internal SmallMetrics Planned(string quarter, int baseline, int planned) =>
        this with { Plan = Plan.Add(new PlanAdmissions(Board, Year, 1, FinancialQuarter.Parse(quarter), baseline, planned, AdmissionsSource.Mar, null, null)) };

    internal SmallMetrics Says(string quarter, string metric, decimal? planned, decimal? actual, MetricOutlook outlook) =>
        Returned(new PooledFundMetric(FinancialQuarter.Parse(quarter), Board, metric, planned, actual, outlook, null));

    internal SmallMetrics Admitted(string quarter, int? admissions) =>
        Returned(new PooledFundPerformance(FinancialQuarter.Parse(quarter), Board, admissions, AdmissionsSource.Mar, null, null, null, null, null, null, null, null));

    internal SmallMetrics Counts(params FundActivity[] activity) => this with { Facts = Facts with { Activity = [.. Facts.Activity, .. activity] } };

    /// <summary>The board's own count of each of some months.</summary>
    internal SmallMetrics Counts(string metric, string from, params decimal[] values) =>
        Counts([.. values.Select((value, i) => SmallActivity.Own(ReportingMonth.Parse(from).AddMonths(i).ToString(), value, null, metric))]);

    internal SmallMetrics Delays(string from, params long?[] days) => this with
    {
        Facts = Facts with { Delays = [.. Facts.Delays, .. days.Select((all, i) => new FundDelays(ReportingMonth.Parse(from).AddMonths(i), null, null, null, all, null, null, null, FigureStatus.Final))] },
    };

    internal SmallMetrics Discharged(string month, params (DischargeMeasure Measure, decimal? Value)[] measures) => this with
    {
        Facts = Facts with { Discharges = [.. Facts.Discharges, .. measures.Select(one => new DischargeReadyFigure(ReportingMonth.Parse(month), BodyLevel.Authority, Board, "Gloucestershire", one.Measure, one.Value, true))] },
    };

    internal SmallMetrics Living(string estimate, int all, int adults, int older) =>
        this with { People = People.Add(new AdultsRow(estimate, "E10000013", adults, "invented for a test") { AllAges = all, Aged65 = older }) };

    internal SmallMetrics With(PolicyBook policy) => this with { Policy = policy };

    internal ImmutableArray<MetricPosition> Positions() => Positions(ReferenceBook.Current);

    internal ImmutableArray<MetricPosition> Positions(ReferenceBook reference) =>
        FundMetrics.Of(Known, Year, Policy, People.IsEmpty ? reference : reference.With(adults: People));

    /// <summary>All of it together.</summary>
    internal FundFacts Known => Facts with
    {
        Plans = Plan.IsEmpty ? [] : [ReturnOf<PlanRow>(Year.ToString(), "1", [Whole, .. Plan])],
        Quarters = [.. Returns.OrderBy(one => one.Key).Select(one => ReturnOf(one.Key.ToString(), "", one.Value))],
    };

    internal MetricPosition Position(string metric, string period) => Assert.Single(Positions(), one => one.Metric == metric && one.Period == period);

    private Plan Whole => new(Board, Year, 1, PlanStatus.Approved, Year.FirstDay, null, null, null, null, null, AmountsIn.Pounds, null, null, null, null, null, null, null, null, null);

    private SmallMetrics Returned(PooledFundRow row) => this with { Returns = Returns.SetItem(row.Quarter, [.. Returns.GetValueOrDefault(row.Quarter, []), row]) };

    private static FundReturn<TRow> ReturnOf<TRow>(string page, string part, ImmutableArray<TRow> rows) where TRow : class
    {
        var at = new DateTimeOffset(2016, 5, 27, 11, 0, 0, TimeSpan.Zero);
        return new(new SliceKey(page, Board, part), Board, $"{Board}-{page}", ArrivalOrder.Of(at, $"{Board}-{page}"), at, [.. rows.Select((row, i) => new Sourced<TRow>(row, i + 2))]);
    }
}
