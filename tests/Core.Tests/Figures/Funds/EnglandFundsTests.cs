using System.Collections.Immutable;
using CsCheck;
using Monitoring.Core.Figures;
using Monitoring.Core.Figures.Funds;
using Monitoring.Core.Kernel;
using Monitoring.Core.Ledger;
using Monitoring.Core.Policy;
using Monitoring.Core.Returns;

namespace Monitoring.Core.Tests.Figures.Funds;

/// <summary>The fund of England, gathered from the documents of boards. Boards are real, amounts invented.</summary>
public class EnglandFundsTests
{
    private static readonly PlanPosition Plan = PlannedBoard.Of2015().Allocated(FundingSource.DisabledFacilities, 1_900_000).Position();

    /// <summary>A board's document with a plan of so many pounds of income, or none, and nothing else.</summary>
    private static FundYear Board(string hwb, decimal? income = null, int year = 2015, FigureStatus status = FigureStatus.Provisional, int arrived = 1)
    {
        var at = new DateTimeOffset(2015, 5, arrived, 9, 0, 0, TimeSpan.Zero);
        return new(
            new(hwb, new(year)), $"Board {hwb}", status, [], ArrivalOrder.Of(at, $"s{arrived}"), at, "p", "r", income is { } pounds ? Plan with { Income = Pence.FromPounds(pounds) } : null, null, null, null, null, null, null, [], null, [], [], []);
    }

    private static EnglandFund Of(params FundYear[] boards) => EnglandFunds.Of(new(2015), boards, PolicyBook.Current, ReferenceBook.Current);

    /// <summary>Domain note, conventions: 151 boards in 2014-15, and as many a year later.</summary>
    [Fact]
    public void A_sum_says_of_how_many_boards_it_is_and_a_missing_one_is_no_zero()
    {
        var england = Of(Board("730", 10_500_000), Board("732", 4_000_000.01m), Board("734"));
        Assert.Equal(("ENG", "England", 151, FigureStatus.Incomplete), (england.Key.Hwb, england.Name, england.Expected, england.Status));
        Assert.Equal(["730", "732", "734"], england.Boards.Select(board => board.Hwb));
        Assert.Equal([10_500_000m, 4_000_000.01m, null], england.Boards.Select(board => board.PlannedIncome?.Pounds));
        var income = england.Sums[0];
        Assert.Equal(("Planned income", 14_500_000.01m, 2, 151), (income.What, income.Sum!.Value.Pounds, income.Boards, income.Expected));
        Assert.Equal("Planned income of 2 of 151 boards: £14,500,000.01. The others are not known and not in it.", income.Says);
        Assert.Equal("Expenditure to date is known of no board.", Assert.Single(england.Sums, sum => sum.What == "Expenditure to date").Says);
        Assert.StartsWith("3 of 151 boards are known; missing are ", england.StatusReasons[0]);
        Assert.EndsWith(" and 143 more.", england.StatusReasons[0]);
    }

    [Fact]
    public void It_is_as_new_as_the_newest_document()
    {
        var england = Of(Board("730", arrived: 3), Board("734", arrived: 9), Board("732", arrived: 5));
        Assert.Equal((9, ArrivalOrder.Of(england.AsAt, "s9")), (england.AsAt.Day, england.LastAcceptance));
    }

    [Fact]
    public void Checks_that_failed_and_goals_on_track_are_counted()
    {
        var metric = new MetricPosition("reablement", "Reablement", "2015-16", 80, new("f", "f", 81, "%", FigureStatus.Provisional), null, null, MetricDirection.Higher, MetricTrack.OnTrack, null, "", Mark.Verified, "");
        var england = Of(Board("730", 1) with { Metrics = [metric, metric with { Track = MetricTrack.NotOnTrack }, metric with { Goal = null, Track = MetricTrack.CannotTell }] });
        // Of the small plan the DFG is above its allocation, and nothing else fails.
        Assert.Equal((1, 1, 2), (england.Boards[0].ChecksFailed, england.Boards[0].GoalsOnTrack, england.Boards[0].Goals));
    }

    [Fact]
    public void National_totals_stand_beside() => Assert.Equal(NationalTotals.Of(new(2015), PolicyBook.Current), Of(Board("730")).Totals);

    [Fact]
    public void Documents_of_another_year_and_of_england_itself_are_left_out() => Assert.Equal(["730"], Of(Board("730"), Board("734", year: 2016), Board("ENG")).Boards.Select(board => board.Hwb));

    [Fact]
    public void Of_no_board_nothing_is_calculable()
    {
        var england = Of();
        Assert.Equal((FigureStatus.NotCalculable, 151), (england.Status, england.Expected));
        Assert.All(england.Sums, sum => Assert.Null(sum.Sum));
    }

    /// <summary>Both boards name an arrangement for their schemes: 3m of 4m and 1m of 4m is spent under each.</summary>
    [Fact]
    public void Schemes_are_compared_by_arrangement_and_by_working_over_all_boards()
    {
        var england = Of(
            Board("730") with { Schemes = new([Scheme("1", Section75.PooledFund, JointWorking.MultiAgencyTeam, 1_000_000), Scheme("2", Section75.LeadCommissioning, null, 1_000_000)], [], [], []) },
            Board("734") with { Schemes = new([Scheme("1", Section75.PooledFund, JointWorking.MultiAgencyTeam, 2_000_000)], [], [], []) });
        Assert.Equal([("Pooled fund", 2, 3_000_000m, 75m), ("Lead commissioning", 1, 1_000_000m, 25m)], england.ByArrangement.Select(group => (group.Group, group.Schemes, group.Actual!.Value.Pounds, group.PercentOfSpend!.Value)));
        Assert.Equal([(2, 3_000_000m), (1, 1_000_000m)], england.ByWorking.Select(group => (group.Schemes, group.Actual!.Value.Pounds)));
    }

    private static SchemePosition Scheme(string id, Section75 arrangement, JointWorking? working, decimal spent) => new(
        id, $"Invented {id}", SchemeType.Other, AreaOfSpend.Other, Commissioner.Nhs, [FundingSource.NhsMinimum], arrangement, working, null, null, null, Pence.FromPounds(spent), null, null, null, null, null, null, null, null, null, null, null, null,
        FinancialQuarter.Parse("2015-16-Q2"), [], []);

    /// <summary>Whatever boards there are: the sum is that of the boards that are known, the order of giving does not matter.</summary>
    [Fact]
    public void Sums_are_of_what_is_known_in_any_order() => Gen.Long[0, 100_000_000_000].Nullable().Array[0, 12].SelectMany(incomes => Gen.Shuffle(Enumerable.Range(0, incomes.Length).ToArray()).Select(order => (incomes, order))).Sample((incomes, order) =>
    {
        var codes = ReferenceBook.Current.Organisations.All(OrganisationKind.Hwb, new(2015, 4, 1)).Select(board => board.Code).ToList();
        FundYear[] boards = [.. incomes.Select((income, i) => Board(codes[i], income is { } pence ? pence / 100m : null))];
        var england = Of(boards);
        Assert.Equal((incomes.OfType<long>().Any() ? incomes.OfType<long>().Sum() : default(long?), incomes.Count(income => income is not null)), (england.Sums[0].Sum?.Number, england.Sums[0].Boards));
        var shuffled = Of([.. order.Select(index => boards[index])]);
        Assert.Equal(england.Boards.AsEnumerable(), shuffled.Boards);
        Assert.Equal(england.Sums.AsEnumerable(), shuffled.Sums);
    });
}
