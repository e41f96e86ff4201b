using Monitoring.Core.Figures.Funds;
using Monitoring.Core.Kernel;
using Monitoring.Core.Ledger;
using Monitoring.Core.Policy;
using Monitoring.Core.Returns;
using static Monitoring.Core.Tests.Figures.Funds.SmallPool;

namespace Monitoring.Core.Tests.Figures.Funds;

/// <summary>What a pool comes to: published pools, and the checks of the domain note on the Better Care Fund, 2.4.</summary>
public class PoolPositionsTests
{
    private const FundingSource Minimum = FundingSource.NhsMinimum, Dfg = FundingSource.DisabledFacilities, Ibcf = FundingSource.ImprovedBetterCareFund;

    /// <summary>Nottingham City, Q2 2015-16 (domain note 5, M1), in thousands as published.</summary>
    internal static SmallPool M1(bool deducts = true) => new SmallPool("2015-16-Q2", opening: 0, closing: 1_082_000, unit: PrintedUnit.Thousands)
        .In(Ccg, Minimum, 10_711_000).In(Ccg, FundingSource.AdditionalNhs, 916_000).In(Ccg, FundingSource.Adjustment, 153_000, deducts: deducts, description: "NEL adjustment")
        .In(City, Dfg, 507_000).In(City, FundingSource.SocialCareCapital, 432_000).In(City, FundingSource.AdditionalAuthority, 358_000)
        .Out(Ccg, Minimum, 4_916_000).Out(City, Minimum, 6_772_000)
        .Printed(PoolTotal.Income, Ccg, 11_474_000).Printed(PoolTotal.Income, City, 1_296_000).Printed(PoolTotal.Income, null, 12_770_000)
        .Printed(PoolTotal.Expenditure, null, 11_688_000).Printed(PoolTotal.Balance, null, 1_082_000);

    [Fact]
    public void M1_has_its_adjustment_taken_off_and_its_hidden_thousand_left_in_place()
    {
        var quarter = Assert.Single(Pool(M1()).Quarters);
        Assert.Equal(P(11_474_000), Sum(quarter.Lines.Where(line => line is { Side: PoolSide.Income, Partner: Ccg }).Select(line => line.Quarter.Actual)));
        Assert.Equal(P(1_297_000), Sum(quarter.Lines.Where(line => line is { Side: PoolSide.Income, Partner: City }).Select(line => line.Quarter.Actual)));
        Assert.Equal((P(12_771_000), P(11_688_000), P(1_083_000), P(1_082_000)), (quarter.Income.Actual, quarter.Expenditure.Actual, quarter.Balance, quarter.SubmittedClosing));
        Assert.Equal((true, P(-153_000), "NEL adjustment"), quarter.Lines.Where(line => line.Source == FundingSource.Adjustment).Select(line => (line.Deducts, line.Quarter.Actual, line.Description)).Single());
        Assert.Equal((City, "Nottingham", "Head of partnership finance", "Partnership accountant", new DateOnly(2015, 11, 24)), (quarter.Host, quarter.HostName, quarter.Manager, quarter.PreparedBy, quarter.ApprovedOn));
        Assert.Equal((P(100), P(40)), (quarter.RiskPoolOpening, quarter.RiskPoolUsed));
    }

    /// <summary>
    /// M1: an underspend of 2.348m is forecast, and 1.834m once the shortfall of the performance payment is met from it: the shortfall is 0.514m, of which 0.153m was taken off in the second quarter.
    /// The income and expenditure that make the 2.348m are invented.
    /// </summary>
    [Fact]
    public void M1_meets_the_shortfall_of_the_performance_payment_from_the_underspend()
    {
        var pool = Pool(new SmallPool("2015-16-Q2")
            .In(Ccg, Minimum, actual: 6_000_000, planned: 6_000_000, yearly: 25_540_000).In(Ccg, FundingSource.Adjustment, actual: 153_000, planned: 0, yearly: 361_000, deducts: true)
            .Out(Ccg, Minimum, actual: 3_652_000, planned: 6_000_000, yearly: 25_540_000));
        Assert.Equal((P(1_834_000), P(-514_000), P(2_348_000)), (pool.ForecastUnderspend, pool.ForecastTakenOff, pool.ForecastUnderspend - pool.ForecastTakenOff));
        Assert.False(pool.IsOutturn);
    }

    /// <summary>
    /// Oldham, outturn 2018-19 (M6): 8.812m over a revised 133.462m, of which the council has 4.325m (1.615m at month 9 and 2.710m since), and so its partner 4.487m: 6.60%. How much of the plan is whose is invented.
    /// </summary>
    [Fact]
    public void M6_is_an_outturn_with_its_variance_by_partner()
    {
        var pool = Pool(new SmallPool("2018-19-Q4", covers: PoolPeriod.Year, unit: PrintedUnit.Millions)
            .In(City, FundingSource.AdditionalAuthority, 60_000_000, planned: 60_000_000).In(Ccg, Minimum, 73_462_000, planned: 73_462_000)
            .Out(City, FundingSource.AdditionalAuthority, 64_325_000, planned: 60_000_000).Out(Ccg, Minimum, 77_949_000, planned: 73_462_000));
        Assert.Equal((P(133_462_000), P(8_812_000)), (pool.Expenditure.Planned, pool.Expenditure.Variance));
        Assert.Equal(P(1_615_000 + 2_710_000), Variance(City));
        Assert.Equal(P(4_487_000), Variance(Ccg));
        Assert.Equal(6.60m, Rounding.HalfAwayFromZero(pool.Expenditure.Variance!.Value.Pounds * 100 / pool.Expenditure.Planned!.Value.Pounds, 2));
        Assert.True(pool.IsOutturn);
        Assert.Equal(P(-8_812_000), pool.ForecastUnderspend);

        Pence? Variance(string partner) => pool.Quarters[0].Lines.Single(line => line.Side == PoolSide.Expenditure && line.Partner == partner).YearToDate.Variance;
    }

    [Fact]
    public void Nothing_is_known_of_a_pool_without_returns() => Assert.Null(PoolPositions.Of(FundFacts.Empty(City), FinancialYear.Parse("2015-16"), PolicyBook.Current, ReferenceBook.Current));

    [Fact]
    public void A_return_that_was_withdrawn_is_none()
    {
        var facts = Facts(new SmallPool("2015-16-Q1", opening: 0).In(Ccg, Minimum, 1), new SmallPool("2015-16-Q2", opening: 0).In(Ccg, Minimum, 2));
        facts = facts with { Quarters = [facts.Quarters[0] with { Rows = [] }, facts.Quarters[1]] };
        Assert.Equal([FinancialQuarter.Parse("2015-16-Q1")], Pool(facts)!.Missing);
    }

    /// <summary>Check 4: opening + income - expenditure.</summary>
    [Theory]
    [InlineData("10", "100", "70", "40")]
    [InlineData("-10", "100", "70", "20")]
    [InlineData("10.01", "0", "70.02", "-60.01")]
    [InlineData(null, "100", "70", null)]
    [InlineData("10", null, "70", null)]
    [InlineData("10", "100", null, null)]
    public void The_balance_is_the_opening_balance_and_income_less_expenditure(string? opening, string? income, string? expenditure, string? balance) =>
        Assert.Equal(P(Of(balance)), Pool(new SmallPool("2015-16-Q1", Of(opening)).In(Ccg, Minimum, Of(income)).Out(City, Minimum, Of(expenditure))).Quarters[0].Balance);

    /// <summary>Check 2: a line without actual leaves the sum unknown; it is never nought.</summary>
    [Fact]
    public void A_line_without_actual_leaves_sums_and_balance_unknown()
    {
        var quarter = Pool(new SmallPool("2015-16-Q1", opening: 0).In(Ccg, Minimum, 100, planned: 90).In(City, Dfg, null, planned: 10, forecast: 10).Out(City, Minimum, 50)).Quarters[0];
        Assert.Equal((P(100), null, null, null), (quarter.Income.Planned, quarter.Income.Actual, quarter.Income.Variance, quarter.Balance));
    }

    /// <summary>Check 4: a period opens with what the one before closed with.</summary>
    [Theory]
    [InlineData(40, 0)]
    [InlineData(41, 1)]
    public void An_opening_balance_stands_beside_the_closing_balance_before_it(int opening, int notes)
    {
        var pool = Pool(new SmallPool("2015-16-Q1", 10, 40), new SmallPool("2015-16-Q2", opening, 40));
        Assert.Equal((null, P(40)), (pool.Quarters[0].PreviousClosing, pool.Quarters[1].PreviousClosing));
        Assert.Equal(notes, pool.Notes.Count(note => note == "Q2 2015-16 opens with £41.00; Q1 2015-16 closed with £40.00."));
    }

    [Fact]
    public void A_year_opens_with_the_closing_balance_of_the_year_before()
    {
        var facts = Facts(new SmallPool("2014-15-Q4", 0, 5), new SmallPool("2015-16-Q1", 5));
        Assert.Equal(P(5), Pool(facts)!.Quarters[0].PreviousClosing);
        facts = Facts(new SmallPool("2016-17-Q4", 0, 7), new SmallPool("2017-18-Q3", 0, 9), new SmallPool("2017-18-Q4", 7, covers: PoolPeriod.Year));
        Assert.Equal(P(7), Pool(facts)!.Quarters[^1].PreviousClosing);
    }

    [Fact]
    public void The_year_to_date_adds_quarters_up_by_line_and_in_all()
    {
        var pool = Pool(
            new SmallPool("2015-16-Q1", 5).In(Ccg, Minimum, 100, planned: 110).In(Ccg, FundingSource.Adjustment, 3, planned: 4, deducts: true).Out(City, Minimum, 60),
            new SmallPool("2015-16-Q2", 42).In(Ccg, Minimum, 120, planned: 110).In(Ccg, FundingSource.Adjustment, 2, planned: 4, deducts: true).Out(City, Minimum, 70));
        var last = pool.Quarters[1];
        Assert.Equal((P(212), P(215), P(3)), (last.IncomeToDate.Planned, last.IncomeToDate.Actual, last.IncomeToDate.Variance));
        Assert.Equal([P(220), P(-5), P(130)], last.Lines.Select(line => line.YearToDate.Actual));
        Assert.Equal((P(5), P(215), P(130), P(90)), (pool.Account!.Opening, pool.Account.Contributions, pool.Account.Expenditure, pool.Account.Closing));
        Assert.Equal([(City, P(0), P(130), P(0), P(0)), (Ccg, P(215), P(0), P(220), P(-5))], pool.Account.Partners.OrderByDescending(one => one.Partner).Select(one => (one.Partner, one.Contributed, one.Spent, one.Gross, one.TakenOff)));
        Assert.All(pool.Account.Partners, partner => Assert.Null(partner.ShareOfClosing));
    }

    [Fact]
    public void A_missing_quarter_is_named_and_leaves_the_year_to_date_unknown()
    {
        var pool = Pool(new SmallPool("2015-16-Q1", 0).In(Ccg, Minimum, 100).Out(City, Minimum, 60), new SmallPool("2015-16-Q4", 40).In(Ccg, Minimum, 120).Out(City, Minimum, 70));
        Assert.Equal(["2015-16-Q2", "2015-16-Q3"], pool.Missing.Select(quarter => quarter.ToString()));
        Assert.Equal((P(100), null), (pool.Quarters[0].IncomeToDate.Actual, pool.Quarters[1].IncomeToDate.Actual));
        Assert.Equal((P(120), P(90)), (pool.Quarters[1].Income.Actual, pool.Quarters[1].Balance));
        Assert.Contains("There is no return of Q2 2015-16 and Q3 2015-16: what adds up from 1 April 2015 is not known.", pool.Notes);
        Assert.Equal((null, null, null), (pool.Account!.Contributions, pool.Account.Closing, pool.Account.Partners[0].Contributed));
        Assert.False(pool.IsOutturn);
    }

    [Fact]
    public void The_account_says_when_the_year_began_with_nobody_knows_what()
    {
        var pool = Pool(new SmallPool("2015-16-Q2", 40).In(Ccg, Minimum, 120).Out(City, Minimum, 70));
        Assert.Null(pool.Account!.Opening);
        Assert.Contains("What was in the pool on 1 April 2015 is not known: there is no return of Q1 2015-16.", pool.Account.Notes);
        Assert.Contains("What was in the pool on 1 April 2015 is not known: the return of Q1 2015-16 has no opening balance.", Pool(new SmallPool("2015-16-Q1").In(Ccg, Minimum, 120)).Account!.Notes);
    }

    /// <summary>Domain note 2.4: from 2017-18 income and expenditure are asked for at year end only.</summary>
    [Fact]
    public void A_return_that_covers_the_year_is_the_year_to_date()
    {
        var pool = Pool(new SmallPool("2017-18-Q2"), new SmallPool("2017-18-Q4", 5, 25, PoolPeriod.Year).In(Ccg, Minimum, 400, planned: 410).Out(City, Minimum, 380, planned: 390));
        var last = pool.Quarters[^1];
        Assert.Empty(pool.Missing);
        Assert.Equal((P(400), P(380), P(25)), (last.IncomeToDate.Actual, last.ExpenditureToDate.Actual, last.Balance));
        Assert.Equal((P(400), P(380)), (pool.Income.Forecast, pool.Expenditure.Forecast));
        Assert.Equal((P(5), P(25)), (pool.Account!.Opening, pool.Account.Closing));
        Assert.Null(pool.Quarters[0].IncomeToDate.Actual);
        Assert.Contains("The amounts of Q4 2017-18 are of the whole year.", pool.Notes);
        Assert.True(pool.IsOutturn);
    }

    [Fact]
    public void Quarters_that_were_asked_for_no_money_have_none_and_no_account()
    {
        var pool = Pool(new SmallPool("2017-18-Q1"));
        Assert.Null(pool.Account);
        Assert.Equal(new PoolAmounts(null, null, null, null), pool.Income);
        Assert.Null(pool.ForecastUnderspend);
    }

    /// <summary>Actual, else forecast, else planned of what was reported; the yearly plan less what was planned of that for the rest.</summary>
    [Fact]
    public void The_full_year_forecast_takes_the_best_that_is_known_and_says_what_is_only_planned()
    {
        SmallPool[] quarters =
        [
            new SmallPool("2015-16-Q1").In(Ccg, Minimum, actual: 90, planned: 100, yearly: 400, forecast: 95), new SmallPool("2015-16-Q2").In(Ccg, Minimum, actual: 110, planned: 100, yearly: 400),
            new SmallPool("2015-16-Q3").In(Ccg, Minimum, actual: null, planned: 100, yearly: 400, forecast: 105), new SmallPool("2015-16-Q4").In(Ccg, Minimum, actual: null, planned: 120, yearly: 400),
        ];
        Assert.Equal([P(90 + 300), P(90 + 110 + 200), P(90 + 110 + 105 + 100), P(90 + 110 + 105 + 120)], Enumerable.Range(1, 4).Select(count => Pool(quarters.Take(count)).Income.Forecast));
        Assert.Contains("Income: in the full-year forecast Q3 2015-16 and Q4 2015-16 count as planned, which is the yearly plan less what was planned for the quarters reported.", Pool(quarters.Take(2)).Notes);
        Assert.DoesNotContain(Pool(quarters).Notes, note => note.Contains("forecast", StringComparison.Ordinal));
        // Of a quarter that is not over there is a forecast, and what came in is known to the quarter before.
        Assert.Equal(("2015-16-Q2", P(200), P(200)), (Pool(quarters).To.ToString(), Pool(quarters).Income.Actual, Pool(quarters).Income.Planned));
        Assert.Equal(P(200), Pool(quarters).Account!.Contributions);
    }

    [Fact]
    public void Without_a_yearly_plan_there_is_no_full_year_forecast()
    {
        var pool = Pool(new SmallPool("2015-16-Q1").In(Ccg, Minimum, actual: 90, planned: 100));
        Assert.Null(pool.Income.Forecast);
        Assert.Contains("Income: there is no full-year forecast, because a line has no yearly plan, or a quarter neither plan nor forecast nor actual of it.", pool.Notes);
    }

    [Fact]
    public void A_line_that_a_return_leaves_out_still_counts_in_the_year_to_date()
    {
        var pool = Pool(
            new SmallPool("2015-16-Q1", 0).In(Ccg, Minimum, 100, planned: 100, yearly: 400).In(City, FundingSource.Other, 7, planned: 7, yearly: 28, description: "Charges").Out(City, Minimum, 50, planned: 50, yearly: 200),
            new SmallPool("2015-16-Q2", 57).In(Ccg, Minimum, 100, planned: 100, yearly: 400).Out(City, Minimum, 50, planned: 50, yearly: 200));
        var left = Assert.Single(pool.Quarters[1].Lines, line => line.LastReported is not null);
        Assert.Equal(("Charges", "2015-16-Q1", null, P(7), P(7)), (left.Description, left.LastReported.ToString(), left.Quarter.Actual, left.YearToDate.Actual, left.FullYearForecast));
        Assert.Equal((P(207), P(407), P(7)), (pool.Income.Actual, pool.Income.Forecast, pool.Account!.OtherIncome));
        Assert.Contains("Q2 2015-16 has no line for Charges of Nottingham any more; the last one is that of Q1 2015-16.", pool.Notes);
    }

    [Fact]
    public void What_is_due_and_was_not_received_is_outstanding()
    {
        var dues = Pool(new SmallPool("2024-25-Q1")
            .In(City, Ibcf, 100, yearly: 67_918_344m, due: 100, received: 60, next: new(2024, 7, 15)).In(Ccg, Minimum, 10, yearly: 100.01m, due: 10, received: 12)
            .In(City, Dfg, 10).In(Ccg, FundingSource.Adjustment, 3, deducts: true, due: 3, received: 1)).Quarters[0].Contributions;
        Assert.Equal([(P(100), P(60), P(40)), (P(10), P(12), P(-2)), (P(-3), P(-1), P(-2))], dues.Select(due => (due.Due, due.Received, due.Outstanding)));
        Assert.Equal(new DateOnly(2024, 7, 15), dues[0].NextInstalment);
        // Birmingham's iBCF of 2024-25 (M15), paid monthly; other contributions in four parts, as agreements have it.
        Assert.Equal(Enumerable.Repeat(Pence.FromPounds(5_659_862.00m), 12), dues[0].Instalments);
        Assert.Equal([P(25), P(25), P(25), P(25.01m)], dues[1].Instalments.Select(one => (Pence?)one));
        Assert.Empty(dues[2].Instalments);
    }

    /// <summary>Check 3: below the published amount is told at the end of the year, and before it where the forecast is below.</summary>
    [Theory]
    [InlineData("2015-16-Q4", 100, 400, null)]
    [InlineData("2015-16-Q4", 99, 400, "£396.00 came in from 'Minimum NHS contribution' in 2015-16; the published allocation is £400.00, £4.00 less.")]
    [InlineData("2015-16-Q2", 1, 1000, null)]
    [InlineData("2015-16-Q2", 1, 400, "£202.00 is forecast from 'Minimum NHS contribution' in 2015-16; the published allocation is £400.00, £198.00 less.")]
    public void Income_below_what_was_published_is_told(string last, int each, int yearly, string? note)
    {
        var quarters = FinancialQuarter.Parse("2015-16-Q1").Year.Quarters.TakeWhile(quarter => quarter <= FinancialQuarter.Parse(last)).Select(quarter => new SmallPool(quarter.ToString()).In(Ccg, Minimum, each, planned: 100, yearly: yearly));
        var facts = Facts(quarters) with { Allocations = [Published(Mark.Verified, 400), Published(Mark.Verified, 300, Ccg), Published(Mark.Recalled, 1_000_000)] };
        Assert.Equal(note is null ? [] : [note], Pool(facts)!.Notes.Where(one => one.Contains("published", StringComparison.Ordinal)));

        // The line of a group is a part of that of the board.
        static FundAllocation Published(Mark mark, decimal pounds, string? body = null) =>
            new(new(FinancialYear.Parse("2015-16"), Minimum, City, body, null, Pence.FromPounds(pounds), mark, true, "Allocations 2015-16"), "allocations", ArrivalOrder.Of(default, "allocations"), default, 2);
    }

    private static decimal? Of(string? pounds) => pounds is null ? null : decimal.Parse(pounds, System.Globalization.CultureInfo.InvariantCulture);
}
