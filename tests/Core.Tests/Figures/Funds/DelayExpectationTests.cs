using Monitoring.Core.Figures;
using Monitoring.Core.Figures.Funds;
using Monitoring.Core.Kernel;
using Monitoring.Core.Ledger;
using Monitoring.Core.Policy;
using Monitoring.Core.Returns;

namespace Monitoring.Core.Tests.Figures.Funds;

/// <summary>The expectation of 2017-18 on delayed transfers (domain note on the Better Care Fund, 3.2 and example M12).</summary>
public class DelayExpectationTests
{
    private static readonly FinancialYear Year = new(2017);

    /// <summary>M12: Northamptonshire had 51 a day in February 2017 and 85 in September; 67% less were expected, 16.83 a day. The miss is 68.17 a day.</summary>
    [Fact]
    public void Northamptonshire_missed_its_expectation_by_68_17_a_day()
    {
        var expectation = Expected(goal: 16.83m, delays: [Days("2017-02", 51 * 28), Days("2017-09", 85 * 30)]);
        Assert.Equal((51m, 16.83m, 85m, false), (expectation.Baseline!.Value, expectation.Expected!.Value, expectation.ReachedInSeptember!.Value, expectation.Criteria[0].Met!.Value));
        Assert.Equal(
            [
                "Baseline: 1,428 days in February 2017 / 28 = 51.00 a day.",
                "Expected in September 2017: 16.83 a day, 67.00% below the baseline.",
                "Reached: 2,550 days in September 2017 / 30 = 85.00 a day.",
                "From February 2017 to September 2017: 66.67% above the baseline.",
                "Missed by 68.17 a day.",
            ],
            expectation.Working.Select(step => step.Text));
        Assert.Equal(FigureStatus.Incomplete, expectation.Status);
    }

    [Theory]
    // Days: September, November, November 2016; place of 152. Exactly the expectation is reached; exactly as before is not better; place 114 of 152 is the last outside the worst quarter.
    [InlineData(505, 1529, 1530, 114, true, true, true, true)]
    [InlineData(504, 1530, 1530, 115, true, false, false, false)]
    [InlineData(506, 1531, 1532, 152, false, true, false, false)]
    [InlineData(2550, 1200, 1100, 1, false, false, true, true)]
    public void Four_criteria_are_judged_and_the_fifth_is_not_known(int september, int november, int before, int rank, bool reached, bool thanYear, bool thanFebruary, bool placed)
    {
        // 1,428 days of February are 51 a day, and 1,530 of a month with 30 days are, too. 505 / 30 is 16.83 and a little more.
        var expectation = Expected(goal: 505m / 30, delays: [Days("2017-02", 1428), Days("2017-09", september), Days("2017-11", november) with { Rank = rank, Of = 152 }, Days("2016-11", before)]);
        Assert.Equal([reached, thanYear, thanFebruary, placed, null], expectation.Criteria.Select(criterion => criterion.Met));
        Assert.Equal((FigureStatus.Provisional, "What it was is not known: the source breaks off before it."), (expectation.Status, expectation.Criteria[4].Says));
    }

    /// <summary>The first of one would be the last too.</summary>
    [Theory]
    [InlineData(1, 1, null, "Days of 1 council are known in November 2017: of fewer than four there is no quarter.")]
    [InlineData(1, 3, null, "Days of 3 councils are known in November 2017: of fewer than four there is no quarter.")]
    [InlineData(3, 4, true, "Place 3 of 4 in November 2017, by delayed days for each 100,000 adults, the fewest first.")]
    [InlineData(4, 4, false, "Place 4 of 4 in November 2017, by delayed days for each 100,000 adults, the fewest first.")]
    public void A_quarter_of_councils_needs_four(int rank, int of, bool? met, string says)
    {
        var criterion = Expected(null, Days("2017-11", 300) with { Rank = rank, Of = of }).Criteria[3];
        Assert.Equal((met, says), (criterion.Met, criterion.Says));
    }

    [Fact]
    public void A_month_that_is_not_known_meets_nothing_and_misses_nothing()
    {
        var expectation = Expected(goal: null, delays: [Days("2017-02", null), Days("2017-09", 300)]);
        Assert.Equal((null, null, 10m, FigureStatus.NotCalculable), (expectation.Baseline, expectation.Expected, expectation.ReachedInSeptember!.Value, expectation.Status));
        Assert.All(expectation.Criteria, criterion => Assert.Null(criterion.Met));
        Assert.Equal(["What was expected is not known.", "The delayed days of November 2017 are not known.", "The delayed days of November 2017 are not known.", "The place among councils in November 2017 is not known."], expectation.Criteria.Take(4).Select(criterion => criterion.Says));
        Assert.Equal("The delayed days of November 2016 are not known.", Expected(null, Days("2017-11", 300)).Criteria[1].Says);
    }

    /// <summary>33% of £3,000,001.00 is £990,000.33; nothing is taken off.</summary>
    [Fact]
    public void A_third_of_the_next_years_grant_was_at_risk_and_nothing_was_withdrawn()
    {
        var expectation = Expected(null) with { };
        Assert.Equal((null, null, 33m), (expectation.NextYearsGrant, expectation.AtRisk, expectation.PercentAtRisk!.Value));
        Assert.Equal("No money was withdrawn in 2017-18 over missed expectations: nothing is taken off.", expectation.Notes[0]);
        var loaded = Of(Facts(null, []) with { Allocations = [Grant(2018, 3_000_001m), Grant(2017, 7m), Grant(2018, 9m, FundingSource.DisabledFacilities)] });
        Assert.Equal((300000100L, 99000033L), (loaded.NextYearsGrant!.Value.Number, loaded.AtRisk!.Value.Number));
        Assert.Equal("At risk: 33% of £3,000,001.00 = £990,000.33.", loaded.Working[^1].Text);
        Assert.Contains("The allocation of 2018-19 is recalled and was not read in its publication.", Of(Facts(null, []) with { Allocations = [Grant(2018, 3m, mark: Mark.Recalled)] }).Notes);
    }

    /// <summary>The line of a district is a part of the line of the board, and alone it is what is known of it.</summary>
    [Fact]
    public void A_grant_is_not_counted_twice_where_its_parts_are_listed_too()
    {
        var part = Grant(2018, 1_000_000m) with { };
        part = part with { Row = part.Row with { Body = "E07000078" } };
        Assert.Equal(Pence.FromPounds(3_000_000), Of(Facts(null, []) with { Allocations = [Grant(2018, 3_000_000m), part] }).NextYearsGrant);
        Assert.Equal(Pence.FromPounds(1_000_000), Of(Facts(null, []) with { Allocations = [part] }).NextYearsGrant);
    }

    [Theory]
    [InlineData(2016)]
    [InlineData(2018)]
    public void There_was_none_in_other_years(int year) => Assert.Null(DelayExpectations.Of(Facts(16.83m, [Days("2017-02", 1428)]), new(year), PolicyBook.Current, ReferenceBook.Current));

    private static DelayExpectation Expected(decimal? goal, params FundDelays[] delays) => Of(Facts(goal, delays));

    private static DelayExpectation Of(FundFacts facts) => DelayExpectations.Of(facts, Year, PolicyBook.Current, ReferenceBook.Current)!;

    private static FundFacts Facts(decimal? goal, FundDelays[] delays)
    {
        var plan = new Plan(PaidBoard.Board, Year, 1, PlanStatus.Approved, Year.FirstDay, null, null, null, null, null, AmountsIn.Pounds, null, null, null, null, null, null, null, null, null);
        PlanRow[] rows = goal is { } beds ? [plan, new MetricGoal(PaidBoard.Board, Year, 1, "delayed-beds", null, "2017-08", 40, null, null), new MetricGoal(PaidBoard.Board, Year, 1, "delayed-beds", null, "2017-09", beds, null, null)] : [plan];
        var at = new DateTimeOffset(2017, 9, 11, 9, 0, 0, TimeSpan.Zero);
        return FundFacts.Empty(PaidBoard.Board) with
        {
            Plans = [new(BcfPlan.Slice(PaidBoard.Board, Year, 1), PaidBoard.Board, "s1", ArrivalOrder.Of(at, "s1"), at, [.. rows.Select(row => new Sourced<PlanRow>(row, 2))])],
            Delays = [.. delays],
        };
    }

    private static FundDelays Days(string month, long? all) => new(ReportingMonth.Parse(month), null, null, null, all, null, null, null, FigureStatus.Final);

    private static FundAllocation Grant(int year, decimal amount, FundingSource source = FundingSource.ImprovedBetterCareFund, Mark mark = Mark.Verified) => new(
        new(new(year), source, PaidBoard.Board, null, null, Pence.FromPounds(amount), mark, false, "Invented list"), "s2", new("20180301T090000000Z-s2"), new(2018, 3, 1, 9, 0, 0, TimeSpan.Zero), 2);
}
