using Monitoring.Core.Kernel;
using Monitoring.Core.Returns;

namespace Monitoring.Core.Figures.Funds;

/// <summary>
/// The returns of a year up to a quarter, added up. A year to date needs the return of every quarter from the first, unless the last one covers the year and is itself the year to date.
/// A return lists every line of its fund: what it does not have adds nothing, while a quarter without return, or without lines of a side, leaves the sum unknown.
/// </summary>
/// <param name="returns">The first quarter first; at least one.</param>
internal sealed class PoolToDate(IReadOnlyList<PoolReturn> returns)
{
    public PoolReturn Last => returns[^1];

    /// <summary>The return that begins with the year: of the first quarter, or of the year. Null while there is none.</summary>
    public PoolReturn? First => Last.CoversYear ? Last : returns.FirstOrDefault(one => one.Quarter.Number == 1);

    /// <summary>Whoever pays in or commissions, by code.</summary>
    public IEnumerable<string> Partners => (Last.CoversYear ? [Last] : returns).SelectMany(one => one.Lines, (_, line) => line.Row.Partner).Distinct().Order(StringComparer.Ordinal);

    /// <summary>Quarters before the last one of which there is no return; none where that covers the year.</summary>
    public IEnumerable<FinancialQuarter> Missing => Last.CoversYear ? [] : Last.Quarter.Year.Quarters.Where(quarter => quarter < Last.Quarter && returns.All(one => one.Quarter != quarter));

    /// <summary>The lines of earlier quarters that the last return does not have, each with the return that had it last.</summary>
    public IEnumerable<(PoolReturn Return, Sourced<PooledFundLine> Line)> LeftOut =>
        Last.CoversYear ? [] : returns.SkipLast(1).Reverse().SelectMany(one => one.Lines, (one, line) => (one, line))
            .Where(pair => Last.LinesOf(pair.line.Row.Side).Any() && Last.Lines.All(line => line.Row.Key != pair.line.Row.Key)).DistinctBy(pair => pair.line.Row.Key);

    /// <summary>From 1 April to the end of the last quarter; null while it is not known.</summary>
    public Pence? ToDate(PoolSide side, PoolMeasure measure, Func<PooledFundLine, bool>? which = null) =>
        Missing.Any() ? null
            : (Last.CoversYear ? [Last] : returns).Select(one => one.LinesOf(side).Any() ? one.LinesOf(side).Where(which ?? (_ => true)).Select(line => line.Signed(measure)).Sum() : null).Sum();

    public PoolAmounts ToDate(PooledFundLine line, Pence? yearlyPlan)
    {
        return new(yearlyPlan, Of(PoolMeasure.Planned), Of(PoolMeasure.Forecast), Of(PoolMeasure.Actual));

        Pence? Of(PoolMeasure measure) => ToDate(line.Side, measure, other => other.Key == line.Key);
    }

    /// <summary>Quarters of the year that were reported with lines of a side.</summary>
    public IEnumerable<FinancialQuarter> Reported(PoolSide side) =>
        Last.CoversYear ? Last.Quarter.Year.Quarters : returns.Where(one => one.LinesOf(side).Any()).Select(one => one.Quarter);

    /// <summary>
    /// What a line will have come to at the end of the year: of each quarter reported the best that is known, and of the others what is left of the yearly plan. A line that the last return left out has no
    /// more to come. Null where a quarter says nothing of it, or its yearly plan is not known.
    /// </summary>
    public Pence? FullYear(PooledFundLine line)
    {
        if (Last.CoversYear)
            return line.Expected ?? line.Signed(PoolMeasure.YearlyPlan);
        var known = Amounts(one => one.Expected).Sum();
        return Reported(line.Side).Count() == 4 || Last.Lines.All(one => one.Row.Key != line.Key) ? known
            : known + line.Signed(PoolMeasure.YearlyPlan) - Amounts(one => one.Signed(PoolMeasure.Planned)).Sum();

        IEnumerable<Pence?> Amounts(Func<PooledFundLine, Pence?> of) => returns.SelectMany(one => one.LinesOf(line.Side)).Where(one => one.Key == line.Key).Select(of);
    }
}
