using System.Globalization;
using Monitoring.Core.Figures;
using Monitoring.Core.Figures.Funds;
using Monitoring.Core.Kernel;
using Monitoring.Core.Ledger;
using Monitoring.Core.Policy;
using Monitoring.Core.Returns;

namespace Monitoring.Core.Tests.Figures.Funds;

/// <summary>The local risk share of 2016-17 (domain note on the Better Care Fund, 3.2), with invented numbers worked out by hand: 1,000 admissions planned in each quarter, £1,490 for each above, £500,000 held.</summary>
public class ReleaseTests
{
    private static readonly FinancialYear Year = new(2016);

    [Theory]
    // 100 and 50 above plan are 149,000 and 74,500; 100 below in another quarter do not make up for them.
    [InlineData("1100; 1050; 900; 1000", "100; 50; 0; 0", 223_500, 223_500, 276_500)]
    [InlineData("1000; 999; 0; 500", "0; 0; 0; 0", 0, 0, 500_000)]
    // 400 above plan are 596,000: never more than is held.
    [InlineData("1100; 1100; 1100; 1100", "100; 100; 100; 100", 596_000, 500_000, 0)]
    public void What_is_held_less_what_admissions_above_plan_cost_goes_to_the_pool(string actual, string excess, int cost, int toNhs, int toPool)
    {
        var release = Released(Counts(actual))!;
        Assert.Equal((excess, Pounds(cost), Pounds(toNhs), Pounds(toPool), FigureStatus.Provisional), (string.Join("; ", release.Quarters.Select(quarter => $"{quarter.Excess:0}")), release.ExcessCost, release.ToNhs, release.ToPool, release.Status));
        Assert.Equal(release.ExcessCost, release.Quarters.Aggregate(default(Pence), (sum, quarter) => sum + quarter.Cost!.Value));
    }

    /// <summary>150 above and 100 below: 50 above in the year.</summary>
    [Fact]
    public void With_the_switch_only_the_year_as_a_whole_counts()
    {
        var netted = new SupposedAnswer("fund-release.excess", "year");
        var release = Released(Counts("1100; 1050; 900; 1000"), supposed: netted)!;
        Assert.Equal((Pounds(74_500), Pounds(74_500), Pounds(425_500)), (release.ExcessCost, release.ToNhs, release.ToPool));
        Assert.Null(Released(Counts("1100; 1050; 900"), supposed: netted)!.ExcessCost);
        Assert.Equal(Pounds(0), Released(Counts("900; 1050; 900; 1000"), supposed: netted)!.ExcessCost);
    }

    [Fact]
    public void Nothing_goes_to_the_pool_before_all_four_quarters_are_known()
    {
        var release = Released(Counts("1100; 1050"))!;
        Assert.Equal((Pounds(223_500), Pounds(223_500), null, FigureStatus.Incomplete), (release.ExcessCost, release.ToNhs, release.ToPool, release.Status));
        Assert.Equal([true, true, false, false], release.Quarters.Select(quarter => quarter.Cost is not null));
        Assert.StartsWith("The admissions of Q3 2016-17 are not known.", release.Notes[0]);
    }

    [Fact]
    public void Without_a_price_a_plan_of_admissions_or_any_admissions_nothing_is_calculable()
    {
        Assert.Equal((FigureStatus.NotCalculable, null, null), Told(Released(Counts("1100; 1100; 1100; 1100"), price: null)!));
        Assert.Equal((FigureStatus.NotCalculable, null, null), Told(Released(Counts("1100; 1100; 1100; 1100"), planned: [])!));
        Assert.Equal((FigureStatus.NotCalculable, null, null), Told(Released([])!));
        Assert.Equal("The plan gives no price of an admission above plan: without it the cost is not calculable.", Released(Counts("1100; 1100; 1100; 1100"), price: null)!.Notes[0]);

        static (FigureStatus, Pence?, Pence?) Told(ContingencyRelease release) => (release.Status, release.ToNhs, release.ToPool);
    }

    /// <summary>A million million admissions are a slip, whoever sent them: the quarter is not known, and the other three are as they are.</summary>
    [Fact]
    public void A_number_that_cannot_be_makes_its_quarter_not_calculable()
    {
        var release = Released(Counts("1100; 1050; 999999999999; 1000"))!;
        Assert.Equal((Pounds(223_500), null, FigureStatus.Incomplete), (release.ExcessCost, release.ToPool, release.Status));
        Assert.Equal((null, null), (release.Quarters[2].Excess, release.Quarters[2].Cost));
        Assert.Equal("The admissions of Q3 2016-17 cannot be 999,999,998,999 above plan: the plan, the count or the price is wrong.", Assert.Single(release.Notes));
    }

    [Fact]
    public void There_is_none_where_nothing_is_held_and_in_other_years()
    {
        Assert.Null(Released(Counts("1100; 1100; 1100; 1100"), held: null));
        Assert.Null(Releases.Of(Facts(Counts("1100"), 500_000, 1490, [1000]), new(2015), PolicyBook.Current, ReferenceBook.Current));
        Assert.Null(Releases.Of(Facts(Counts("1100"), 500_000, 1490, [1000]), new(2017), PolicyBook.Current, ReferenceBook.Current));
    }

    [Fact]
    public void It_says_why_it_is_what_it_is() => Assert.Equal(
        [
            "Held back in the local risk share: £500,000.00.",
            "Q1 2016-17: 1,100 admissions, 1,000 planned, 100 above plan at £1,490.00 = £149,000.00.",
            "Q2 2016-17: 1,050 admissions, 1,000 planned, 50 above plan at £1,490.00 = £74,500.00.",
            "Q3 2016-17: 900 admissions, 1,000 planned, 0 above plan at £1,490.00 = £0.00.",
            "Q4 2016-17: 1,000 admissions, 1,000 planned, 0 above plan at £1,490.00 = £0.00.",
            "Cost of admissions above plan, nothing netted between quarters: £223,500.00.",
            "Of what is held, to the NHS: £223,500.00, the cost and never more than is held.",
            "To the pool: £500,000.00 - £223,500.00 = £276,500.00.",
        ],
        Released(Counts("1100; 1050; 900; 1000"))!.Working.Select(step => step.Text));

    private static ContingencyRelease? Released(IEnumerable<FundActivity> activity, decimal? held = 500_000, decimal? price = 1490, decimal[]? planned = null, params SupposedAnswer[] supposed) => Releases.Of(
        Facts(activity, held, price, planned ?? [1000, 1000, 1000, 1000]), Year, supposed.Length == 0 ? PolicyBook.Current : PolicyBook.Current.Supposing(null, supposed), ReferenceBook.Current);

    private static FundFacts Facts(IEnumerable<FundActivity> activity, decimal? held, decimal? price, decimal[] planned)
    {
        var plan = new Plan(PaidBoard.Board, Year, 1, PlanStatus.Approved, Year.FirstDay, null, null, null, null, null, AmountsIn.Pounds, null, null, null, null, null, null, null, null, null) { RiskHeld = held is { } sum ? Pounds(sum) : null, MarginalPrice = price is { } each ? Pounds(each) : null };
        var goals = planned.Select((number, i) => new MetricGoal(PaidBoard.Board, Year, 1, SmallActivity.Admissions, null, Year.Quarter(i + 1).ToString(), 900, number, 110_000));
        var at = new DateTimeOffset(2016, 5, 3, 9, 0, 0, TimeSpan.Zero);
        return FundFacts.Empty(PaidBoard.Board) with
        {
            Plans = [new(BcfPlan.Slice(PaidBoard.Board, Year, 1), PaidBoard.Board, "s1", ArrivalOrder.Of(at, "s1"), at, [.. goals.Prepend<PlanRow>(plan).Select(row => new Sourced<PlanRow>(row, 2))])],
            Activity = [.. activity],
        };
    }

    /// <summary>All of a quarter in its first month.</summary>
    private static IEnumerable<FundActivity> Counts(string quarters) => quarters.Split("; ").Select((number, i) => (Quarter: Year.Quarter(i + 1), Number: decimal.Parse(number, CultureInfo.InvariantCulture)))
        .SelectMany(one => HwbActivity.MonthsOf(one.Quarter), (one, month) => SmallActivity.Own(month.ToString(), month.FirstDay == one.Quarter.FirstDay ? one.Number : 0));

    private static Pence Pounds(decimal pounds) => Pence.FromPounds(pounds);
}
