using System.Collections.Immutable;
using Monitoring.Core.Figures.Funds;
using Monitoring.Core.Kernel;
using Monitoring.Core.Ledger;
using Monitoring.Core.Policy;
using Monitoring.Core.Returns;

namespace Monitoring.Core.Tests.Figures.Funds;

/// <summary>The return of a quarter on the pooled fund of Nottingham City, line by line. Amounts are in pounds; the first line of each sheet is line 2.</summary>
internal sealed class SmallPool
{
    internal const string City = "512", Ccg = "04K";

    private readonly FinancialQuarter _quarter;
    private readonly List<PooledFundRow> _rows = [];

    internal SmallPool(string quarter, decimal? opening = null, decimal? closing = null, PoolPeriod covers = PoolPeriod.Quarter, PrintedUnit unit = PrintedUnit.Pounds)
    {
        _quarter = FinancialQuarter.Parse(quarter);
        _rows.Add(new PooledFundAccount(_quarter, City, City, "Head of partnership finance", covers, P(opening), P(closing), null, P(100), P(40), "Partnership accountant", new(2015, 11, 20), "Director of finance", new(2015, 11, 24), unit, null));
    }

    internal static Pence? P(decimal? pounds) => pounds is { } some ? Pence.FromPounds(some) : null;

    /// <summary>Of amounts that are all known.</summary>
    internal static Pence? Sum(IEnumerable<Pence?> amounts) => amounts.Aggregate((Pence?)default(Pence), (sum, amount) => sum + amount);

    internal SmallPool In(
        string partner, FundingSource source, decimal? actual, decimal? planned = null, decimal? yearly = null, decimal? forecast = null, bool deducts = false, string? description = null,
        decimal? due = null, decimal? received = null, DateOnly? next = null) =>
        Add(new PooledFundIncome(_quarter, City, partner, source, description, deducts, P(yearly), P(planned), P(forecast), P(actual), P(due), P(received), next, null));

    internal SmallPool Out(string partner, FundingSource source, decimal? actual, decimal? planned = null, decimal? yearly = null, decimal? forecast = null, bool deducts = false, string? description = null) =>
        Add(new PooledFundExpenditure(_quarter, City, partner, source, description, deducts, P(yearly), P(planned), P(forecast), P(actual), null));

    internal SmallPool Printed(PoolTotal of, string? partner, decimal amount, PoolMeasure measure = PoolMeasure.Actual) => Add(new PooledFundSubTotal(_quarter, City, of, partner, measure, P(amount)!.Value));

    internal SmallPool Scheme(string id, string name, decimal? planned, decimal? actual, decimal? plannedOutputs = null, decimal? outputs = null, OutputUnit? unit = OutputUnit.Packages) =>
        Add(new PooledFundScheme(_quarter, City, id, name, Commissioner.Authority, null, null, P(planned), P(actual), null, plannedOutputs, outputs, unit, null));

    internal SmallPool Add(PooledFundRow row)
    {
        _rows.Add(row);
        return this;
    }

    internal FundReturn<PooledFundRow> Sent
    {
        get
        {
            var at = new DateTimeOffset(_quarter.LastDay.AddDays(56), default, default);
            return new(PooledFund.Slice(_quarter, City), City, $"return-{_quarter}", ArrivalOrder.Of(at, $"return-{_quarter}"), at,
                [.. _rows.Select((row, i) => new Sourced<PooledFundRow>(row, 2 + _rows.Take(i).Count(other => other.GetType() == row.GetType())))]);
        }
    }

    internal static FundFacts Facts(params IEnumerable<SmallPool> quarters) => FundFacts.Empty(City) with { Quarters = [.. quarters.OrderBy(one => one._quarter).Select(one => one.Sent)] };

    internal static PoolPosition Pool(params IEnumerable<SmallPool> quarters) => Pool(Facts(quarters))!;

    internal static PoolPosition? Pool(FundFacts facts) => PoolPositions.Of(facts, YearOf(facts), PolicyBook.Current, ReferenceBook.Current);

    internal static ImmutableArray<FundComparison> Compared(FundFacts facts) => FundComparisons.Of(facts, YearOf(facts), PolicyBook.Current, ReferenceBook.Current);

    internal static ImmutableArray<FundComparison> Compared(params IEnumerable<SmallPool> quarters) => Compared(Facts(quarters));

    /// <summary>Of the last return, else of the plan.</summary>
    internal static FinancialYear YearOf(FundFacts facts) => facts.Quarters is [.., var last] ? FinancialQuarter.Parse(last.Slice.Page).Year : FinancialYear.Parse(facts.Plans[^1].Slice.Page);
}
