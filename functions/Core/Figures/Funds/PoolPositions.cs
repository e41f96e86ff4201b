using System.Collections.Immutable;
using System.Globalization;
using Monitoring.Core.Figures.Reimbursement;
using Monitoring.Core.Kernel;
using Monitoring.Core.Policy;
using Monitoring.Core.Returns;

namespace Monitoring.Core.Figures.Funds;

/// <summary>
/// The pooled fund of a board in a year (domain note on the Better Care Fund 2.4, 4.1 and 4.3): what its quarterly returns say, by partner and source, added up. Nothing that was submitted is put right; what it
/// comes to stands beside it.
/// </summary>
public static class PoolPositions
{
    /// <summary>The pool of a year; null while no return of a quarter arrived.</summary>
    public static PoolPosition? Of(FundFacts facts, FinancialYear year, PolicyBook policy, ReferenceBook reference)
    {
        var returns = PoolReturn.Of(facts, year);
        if (returns.Count == 0)
            return null;
        PoolToDate[] sums = [.. returns.Select((_, i) => new PoolToDate([.. returns.Take(i + 1)]))];
        ImmutableArray<PoolQuarter> quarters = [.. sums.Select(sum => Quarter(facts, sum, policy, reference))];
        var (last, to) = (quarters[^1], PoolPosition.ToOf(quarters));
        return new PoolPosition(
            quarters, [.. sums[^1].Missing], Account(sums.Single(sum => sum.Last.Quarter == to), reference), OfYear(PoolSide.Income, quarter => quarter.Income, quarter => quarter.IncomeToDate),
            OfYear(PoolSide.Expenditure, quarter => quarter.Expenditure, quarter => quarter.ExpenditureToDate), [.. Notes(facts, sums[^1], quarters, policy)])
        {
            ForecastTakenOff = FullYear(last, PoolSide.Income, line => line.Deducts),
        };

        PoolAmounts OfYear(PoolSide side, Func<PoolQuarter, PoolAmounts> own, Func<PoolQuarter, PoolAmounts> toDate)
        {
            var reported = toDate(quarters.Single(quarter => quarter.Quarter == to));
            return new(own(last).YearlyPlan, reported.Planned, FullYear(last, side), reported.Actual);
        }
    }

    private static Pence? FullYear(PoolQuarter quarter, PoolSide side, Func<PoolLine, bool>? which = null) =>
        quarter.Lines.Any(line => line.Side == side) ? quarter.Lines.Where(line => line.Side == side && (which is null || which(line))).Select(line => line.FullYearForecast).Sum() : null;

    private static PoolQuarter Quarter(FundFacts facts, PoolToDate sum, PolicyBook policy, ReferenceBook reference)
    {
        var (sent, fund) = (sum.Last, sum.Last.Fund.Row);
        var (income, expenditure) = (Of(PoolSide.Income), Of(PoolSide.Expenditure));
        return new(
            sent.Quarter, sent.Sent.Submission, fund.Host, Name(reference, fund.Host, sent.Quarter), fund.Manager, fund.Covers, fund.Unit, fund.Opening, fund.Opening + income.Actual - expenditure.Actual, fund.Closing, income, expenditure,
            ToDate(PoolSide.Income, income), ToDate(PoolSide.Expenditure, expenditure),
            [
                .. sent.Lines.Select(line => Line(line, line.Row.Amounts)),
                .. sum.LeftOut.Select(left => Line(left.Line, new(null, null, null, null)) with { LastReported = left.Return.Quarter }),
            ],
            [.. from line in sent.Lines where line.Row is PooledFundIncome { Due: not null } or PooledFundIncome { Received: not null } or PooledFundIncome { NextInstalment: not null } select Due(line)],
            fund.RiskPoolOpening, fund.RiskPoolUsed, fund.PreparedBy, fund.PreparedOn, fund.ApprovedBy, fund.ApprovedOn, fund.Comment)
        {
            PreviousClosing = PoolReturn.Of(facts, sent.Before)?.Fund.Row.Closing,
        };

        PoolAmounts Of(PoolSide side) => new(Sum(side, PoolMeasure.YearlyPlan), Sum(side, PoolMeasure.Planned), Sum(side, PoolMeasure.Forecast), Sum(side, PoolMeasure.Actual));

        Pence? Sum(PoolSide side, PoolMeasure measure) => sent.LinesOf(side).Any() ? sent.LinesOf(side).Select(line => line.Signed(measure)).Sum() : null;

        PoolAmounts ToDate(PoolSide side, PoolAmounts own) => new(own.YearlyPlan, sum.ToDate(side, PoolMeasure.Planned), sum.ToDate(side, PoolMeasure.Forecast), sum.ToDate(side, PoolMeasure.Actual));

        PoolLine Line(Sourced<PooledFundLine> line, PoolAmounts own) => new(
            line.Row.Side, line.Row.Partner, Name(reference, line.Row.Partner, sent.Quarter), line.Row.Source, BetterCareFund.Name(line.Row.Source, sent.Quarter.Year, policy), line.Row.Description, line.Row.Deducts,
            own, sum.ToDate(line.Row, own.YearlyPlan), sum.FullYear(line.Row), line.SourceLine);

        ContributionDue Due(Sourced<PooledFundLine> line)
        {
            var row = (PooledFundIncome)line.Row;
            var (due, received) = (row.Signed(row.Due), row.Signed(row.Received));
            return new(row.Partner, Name(reference, row.Partner, sent.Quarter), row.Source, row.Description, due, received, due - received, row.NextInstalment, line.SourceLine)
            {
                SourceName = BetterCareFund.Name(row.Source, sent.Quarter.Year, policy),
                Instalments = row.Signed(PoolMeasure.YearlyPlan) is { } yearly ? Instalments.Of(yearly, Number(policy, sent.Quarter, row.Source)) : [],
            };
        }
    }

    /// <summary>In how many parts a source is paid in a year.</summary>
    private static int Number(PolicyBook policy, FinancialQuarter quarter, FundingSource source) => int.Parse(
        (policy.TryOn(quarter.FirstDay, "fund-instalments.number", BetterCareFund.KeyOf(source)) ?? policy.On(quarter.FirstDay, "fund-instalments.number")).Value, NumberStyles.None, CultureInfo.InvariantCulture);

    /// <summary>The form of the account is recalled (domain note 4.1): contributions gross and by partner, expenditure by who commissioned it.</summary>
    private static MemorandumAccount? Account(PoolToDate sum, ReferenceBook reference)
    {
        if (sum.Last.Lines.Count == 0)
            return null;
        var first = sum.First;
        var opening = first?.Fund.Row.Opening;
        var (income, expenditure) = (Actual(PoolSide.Income), Actual(PoolSide.Expenditure));
        return new(
            sum.Last.Quarter, opening,
            [.. sum.Partners.Select(partner => new MemorandumPartner(partner, Name(reference, partner, sum.Last.Quarter), Actual(PoolSide.Income, line => line.Partner == partner), Actual(PoolSide.Expenditure, line => line.Partner == partner), null)
            {
                Gross = Actual(PoolSide.Income, line => line.Partner == partner && !line.Deducts),
                TakenOff = Actual(PoolSide.Income, line => line.Partner == partner && line.Deducts),
            })],
            income, expenditure, opening + income - expenditure, [.. Notes()])
        {
            OtherIncome = Actual(PoolSide.Income, line => line.Source == FundingSource.Other),
        };

        Pence? Actual(PoolSide side, Func<PooledFundLine, bool>? which = null) => sum.ToDate(side, PoolMeasure.Actual, which);

        IEnumerable<string> Notes()
        {
            if (first is null)
                yield return $"What was in the pool on {Words.Date(sum.Last.Quarter.Year.FirstDay)} is not known: there is no return of {sum.Last.Quarter.Year.Quarter(1).Name}.";
            else if (opening is null)
                yield return $"What was in the pool on {Words.Date(sum.Last.Quarter.Year.FirstDay)} is not known: the return of {first.Quarter.Name} has no opening balance.";
            foreach (var (what, amount) in new[] { ("Contributions", income), ("Expenditure", expenditure) })
            {
                if (amount is null)
                    yield return $"{what} to the end of {sum.Last.Quarter.Name} are not known: a return, a line or an actual is missing.";
            }
        }
    }

    private static IEnumerable<string> Notes(FundFacts facts, PoolToDate sum, ImmutableArray<PoolQuarter> quarters, PolicyBook policy)
    {
        var year = sum.Last.Quarter.Year;
        if (sum.Missing.ToList() is { Count: > 0 } missing)
            yield return $"There is no return of {BetterCareFund.List(missing.Select(quarter => quarter.Name))}: what adds up from {Words.Date(year.FirstDay)} is not known.";
        if (sum.Last.CoversYear)
            yield return $"The amounts of {sum.Last.Quarter.Name} are of the whole year.";
        foreach (var side in Enum.GetValues<PoolSide>())
        {
            if (Forecast(sum, quarters[^1], side) is { } note)
                yield return note;
        }
        foreach (var quarter in quarters)
        {
            if (quarter is { Opening: { } opening, PreviousClosing: { } closed } && opening != closed)
                yield return $"{quarter.Quarter.Name} opens with {opening}; {quarter.Quarter.Add(quarter.Covers == PoolPeriod.Year ? -4 : -1).Name} closed with {closed}.";
            foreach (var left in quarter.Lines.Where(line => line.LastReported is not null))
                yield return $"{quarter.Quarter.Name} has no line for {left.Description ?? left.SourceName} of {left.PartnerName} any more; the last one is that of {left.LastReported!.Value.Name}.";
        }
        foreach (var source in facts.Allocations.Where(one => one.Row is { RingFence: null, Status: Mark.Verified } && one.Row.Year == year).GroupBy(one => one.Row.Source))
        {
            if (BelowPublished(sum, quarters[^1], source.Key, Allocations.WholeOf(source.Select(one => one.Row)).Pounds, policy) is { } note)
                yield return note;
        }
    }

    /// <summary>How the full-year forecast came about, where not all of it was reported.</summary>
    private static string? Forecast(PoolToDate sum, PoolQuarter last, PoolSide side)
    {
        var name = BetterCareFund.SideKind.Write(side);
        var open = sum.Last.Quarter.Year.Quarters.Except(sum.Reported(side)).ToList();
        return open.Count is 0 or 4 ? null
            : FullYear(last, side) is null ? $"{name}: there is no full-year forecast, because a line has no yearly plan, or a quarter neither plan nor forecast nor actual of it."
            : $"{name}: in the full-year forecast {BetterCareFund.List(open.Select(quarter => quarter.Name))} count as planned, which is the yearly plan less what was planned for the quarters reported.";
    }

    /// <summary>Check 3 of domain note 2.4: what came in once the year is over, and what is forecast until then, is not below what was published for the source. Only what was read in a publication counts (U6).</summary>
    private static string? BelowPublished(PoolToDate sum, PoolQuarter last, FundingSource source, decimal due, PolicyBook policy)
    {
        var isOver = last.Quarter.Number == 4;
        if (last.Lines.All(line => line.Side != PoolSide.Income || line.Source != source))
            return null;
        var income = isOver ? sum.ToDate(PoolSide.Income, PoolMeasure.Actual, line => line.Source == source) : FullYear(last, PoolSide.Income, line => line.Source == source);
        return income is { } came && came.Pounds < due ? $"{came} {(isOver ? "came in" : "is forecast")} {PooledFund.BelowPublished(source, last.Quarter.Year, came.Pounds, due, policy)}" : null;
    }

    private static string Name(ReferenceBook reference, string code, FinancialQuarter quarter) => reference.NameOf(code, ReportingMonth.Of(quarter.LastDay));
}
