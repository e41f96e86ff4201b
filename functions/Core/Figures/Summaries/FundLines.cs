using System.Collections.Immutable;
using Monitoring.Core.Figures.Funds;
using Monitoring.Core.Kernel;
using Monitoring.Core.Policy;

namespace Monitoring.Core.Figures.Summaries;

/// <summary>The Better Care Fund in the conventions of finance. It is returned by quarter: a month shows the year to the last quarter that is over by then.</summary>
/// <param name="fund">The year as its returns to the period have it.</param>
/// <param name="before">The year before, whole; null where there is none.</param>
internal sealed class FundLines(FundYear fund, FundYear? before, SummaryPeriod period)
{
    internal const string Pool = "Pooled fund", Performance = "Performance payment";

    internal IEnumerable<SummaryLine> Of()
    {
        yield return Line("fund.income.planned", "Income planned", quarter => quarter.Income.Planned, quarter => quarter.IncomeToDate.Planned, whole => whole.Income.YearlyPlan, "Full year: the yearly plan.");
        yield return Line("fund.income", "Income", quarter => quarter.Income.Actual, quarter => quarter.IncomeToDate.Actual, whole => whole.Income.Forecast, Forecast);
        yield return Line("fund.expenditure.planned", "Expenditure planned", quarter => quarter.Expenditure.Planned, quarter => quarter.ExpenditureToDate.Planned, whole => whole.Expenditure.YearlyPlan, "Full year: the yearly plan.");
        yield return Line("fund.expenditure", "Expenditure", quarter => quarter.Expenditure.Actual, quarter => quarter.ExpenditureToDate.Actual, whole => whole.Expenditure.Forecast, Forecast);
        yield return Line("fund.balance", "Balance: opening, income and expenditure", quarter => quarter.Balance, quarter => quarter.Balance, whole => whole.ForecastUnderspend, "The balance at the end of the quarter. Full year: forecast income less forecast expenditure.");
        if (fund.Performance is { Fund: { } maximum } performance)
        {
            var settled = performance.Quarters.Where(quarter => quarter.Quarter <= period.LastReturned && quarter.Paid is not null).ToList();
            yield return new("performance.paid", Performance, "Performance payment", "pounds", Quarterly(of => SummaryAmount.Of(performance.Quarters.FirstOrDefault(quarter => quarter.Quarter == of)?.Paid?.Pounds, "not settled")),
                settled.Count == 0 ? SummaryAmount.None("no quarter is settled") : new(settled.Sum(quarter => quarter.Paid!.Value.Pounds), null), SummaryAmount.None("there was no such payment"), SummaryAmount.None("there was no such payment"),
                new(maximum.Pounds, "at most"), "Paid for the quarters of performance settled so far: agreed where it was agreed, else suggested. Full year: the most that can be paid.", "Performance payment");
        }
    }

    /// <summary>What a board's fund comes to, beside others.</summary>
    internal FundHeadlines Headlines() => new(
        fund.Key.Year.ToString(), fund.Status, fund.Pool?.To.Name, fund.Pool?.Income, fund.Pool?.Expenditure, fund.Pool?.ForecastUnderspend, fund.Performance?.Fund, fund.Performance?.Paid, fund.Plan?.Conditions ?? [],
        [.. fund.Metrics.Where(metric => metric.IsGoal)], [.. fund.Plan?.Checks.Where(check => check.Headroom is not null) ?? []]);

    private const string Forecast = "Year to date: quarters added up, as returned. Full year: actual of the quarters reported, and for the others forecast or what is left of the yearly plan.";

    private SummaryLine Line(string id, string name, Func<PoolQuarter, Pence?> of, Func<PoolQuarter, Pence?> toDate, Func<PoolPosition, Pence?> whole, string how) => new(
        id, Pool, name, "pounds", Quarterly(quarter => In(fund, quarter, of)), In(fund, period.LastReturned, toDate), Quarterly(quarter => In(before, quarter.Add(-4), of)), In(before, period.LastReturned.Add(-4), toDate),
        SummaryAmount.Of(fund.Pool is { } pool ? whole(pool)?.Pounds : null, fund.Pool is null ? "no return has arrived" : "not known"), how, "Pooled fund");

    private SummaryAmount Quarterly(Func<FinancialQuarter, SummaryAmount> of) => period.Quarter is { } quarter ? of(quarter) : SummaryAmount.None("returned by quarter");

    private static SummaryAmount In(FundYear? year, FinancialQuarter quarter, Func<PoolQuarter, Pence?> of) =>
        year is null ? SummaryAmount.None($"no return of {quarter.Name}")
        : quarter.Year != year.Key.Year ? SummaryAmount.None($"no quarter of {year.Key.Year} was over")
        : year.Pool?.Quarters.FirstOrDefault(one => one.Quarter == quarter) is { } found ? SummaryAmount.Of(of(found)?.Pounds, "not known") : SummaryAmount.None($"no return of {quarter.Name}");
}
