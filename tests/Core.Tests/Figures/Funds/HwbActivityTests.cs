using CsCheck;
using Monitoring.Core.Figures.Funds;
using Monitoring.Core.Kernel;
using Monitoring.Core.Policy;
using Monitoring.Core.Returns;
using static Monitoring.Core.Tests.Figures.Funds.SmallActivity;

namespace Monitoring.Core.Tests.Figures.Funds;

/// <summary>Activity of a board: domain note on the Better Care Fund, 1.6. All counts are invented.</summary>
public class HwbActivityTests
{
    private static readonly ReportingMonth[] Summer = [.. HwbActivity.MonthsOf(FinancialQuarter.Parse("2015-16-Q2"))];

    private static BoardActivity Of(ReferenceBook reference, params FundActivity[] activity) => HwbActivity.Of(Board, activity, Admissions, Summer, reference);

    private static BoardActivity Of(params FundActivity[] activity) => Of(ReferenceBook.Current, activity);

    [Fact]
    public void A_quarter_is_its_three_months() => Assert.Equal(["2015-07", "2015-08", "2015-09"], Summer.Select(month => month.ToString()));

    [Fact]
    public void Counts_of_the_board_itself_are_added_up()
    {
        var found = Of(Own("2015-07", 1_200), Own("2015-08", 1_150), Own("2015-09", 1_310), Own("2015-10", 9_999), Own("2015-08", 9, metric: "falls"));
        Assert.Equal((3_660m, null, null, false), (found.Count, found.OutOf, found.Why, found.IsShared));
        Assert.Equal(["2015-07", "2015-08", "2015-09"], found.Inputs.Select(input => input.Activity.Row.Month.ToString()));
    }

    /// <summary>Note 1.6: board = sum over CCGs of CCG count x CCG-to-HWB share. 0.6 x 3,000 + 5% x 1,200 = 1,860; exact, not rounded.</summary>
    [Fact]
    public void Without_its_own_the_counts_of_CCGs_are_shared_out()
    {
        var found = Of(Shared(("99X", Board, "0.6"), ("98X", Board, "5%"), ("98X", "908", "95%")),
            Ccg("2015-07", "99X", 1_000), Ccg("2015-08", "99X", 999), Ccg("2015-09", "99X", 1_001),
            Ccg("2015-07", "98X", 400), Ccg("2015-08", "98X", 401), Ccg("2015-09", "98X", 399), Ccg("2015-09", "97X", 7_000));
        Assert.Equal((1_860m, true), (found.Count, found.IsShared));
        Assert.Equal([600m, 20m, 599.4m, 20.05m, 600.6m, 19.95m], Of(Shared(("99X", Board, "0.6"), ("98X", Board, "5%")),
            [.. found.Inputs.Select(input => input.Activity)]).Inputs.OrderBy(input => input.Activity.Row.Month).ThenByDescending(input => input.Activity.Row.Body).Select(input => input.Counts));
    }

    [Fact]
    public void Thirds_of_three_months_are_a_whole() =>
        Assert.Equal(100m, Of(Shared(("99X", Board, "1/3")), Ccg("2015-07", "99X", 100), Ccg("2015-08", "99X", 100), Ccg("2015-09", "99X", 100)).Count);

    [Fact]
    public void Its_own_counts_go_before_those_of_CCGs() => Assert.Equal(33m, Of(Shared(("99X", Board, "1")),
        Own("2015-07", 10), Own("2015-08", 11), Own("2015-09", 12), Ccg("2015-07", "99X", 100), Ccg("2015-08", "99X", 100), Ccg("2015-09", "99X", 100)).Count);

    /// <summary>Own and shared counts need not be counted alike, so the two are not mixed within a period.</summary>
    [Fact]
    public void Its_own_counts_of_two_months_give_way_to_CCGs_that_have_three() => Assert.Equal(300m, Of(Shared(("99X", Board, "1")),
        Own("2015-07", 10), Own("2015-08", 11), Ccg("2015-07", "99X", 100), Ccg("2015-08", "99X", 100), Ccg("2015-09", "99X", 100)).Count);

    /// <summary>The share of a month is that of its first day: from 1 August 2015 another.</summary>
    [Fact]
    public void A_share_is_that_of_the_first_day_of_each_month() => Assert.Equal(50m + 20m + 20m, Of(
        Shared(("99X", Board, "0.5", new(2013, 4, 1), new(2015, 7, 31)), ("99X", Board, "0.2", new(2015, 8, 1), new(2022, 6, 30))),
        Ccg("2015-07", "99X", 100), Ccg("2015-08", "99X", 100), Ccg("2015-09", "99X", 100)).Count);

    /// <summary>A CCG that ends in the period and the one that follows it: each has a share in its own months only.</summary>
    [Fact]
    public void A_CCG_need_only_have_the_months_in_which_it_has_a_share() => Assert.Equal(300m, Of(
        Shared(("99X", Board, "1", new(2013, 4, 1), new(2015, 7, 31)), ("98X", Board, "1", new(2015, 8, 1), new(2022, 6, 30))),
        Ccg("2015-07", "99X", 100), Ccg("2015-08", "98X", 100), Ccg("2015-09", "98X", 100)).Count);

    public static TheoryData<string, ReferenceBook, FundActivity[]> NotKnown => new()
    {
        { "The board has no count of its own for July 2015 to September 2015, and no CCG is known to have had people in it then.", ReferenceBook.Current, [] },
        { "The board has no count of its own for September 2015, and no CCG is known to have had people in it in July 2015 to September 2015.", ReferenceBook.Current, [Own("2015-07", 10), Own("2015-08", 11)] },
        { "The board has no count of its own for July 2015 to September 2015, and there is none of NHS 98X CCG (98X) either; nor of NHS 99X CCG (99X) for August 2015.", Shared(("99X", Board, "0.6"), ("98X", Board, "5%")),
            [Ccg("2015-07", "99X", 1_000), Ccg("2015-09", "99X", 1_001)] },
    };

    [Theory]
    [MemberData(nameof(NotKnown))]
    public void What_is_missing_is_never_nothing(string why, ReferenceBook reference, FundActivity[] activity)
    {
        var found = Of(reference, activity);
        Assert.Equal((null, null, why), (found.Count, found.OutOf, found.Why));
        Assert.Empty(found.Inputs);
    }

    /// <summary>Health and Care Act 2022 s19: CCGs ended with June 2022.</summary>
    [Fact]
    public void After_June_2022_there_are_no_CCGs_to_wait_for() => Assert.Equal("The board has no count of its own for July 2022.",
        HwbActivity.Of(Board, [Own("2022-08", 1), Own("2022-09", 1)], Admissions, HwbActivity.MonthsOf(FinancialQuarter.Parse("2022-23-Q2")), ReferenceBook.Current).Why);

    [Fact]
    public void A_CCG_with_a_part_of_none_is_not_waited_for() => Assert.Equal(3m, Of(Shared(("99X", Board, "1"), ("98X", Board, "0")), Ccg("2015-07", "99X", 1), Ccg("2015-08", "99X", 1), Ccg("2015-09", "99X", 1)).Count);

    [Fact]
    public void Nothing_that_was_counted_is_a_count() => Assert.Equal(0m, Of(Own("2015-07", 0), Own("2015-08", 0), Own("2015-09", 0)).Count);

    /// <summary>Example M11, in three months: 1,140 of 1,304.</summary>
    [Fact]
    public void A_part_has_what_it_is_a_part_of()
    {
        var found = HwbActivity.Of(Board, [Own("2017-10", 400, 450, "reablement"), Own("2017-11", 380, 440, "reablement"), Own("2017-12", 360, 414, "reablement")], "reablement",
            HwbActivity.MonthsOf(FinancialQuarter.Parse("2017-18-Q3")), ReferenceBook.Current);
        Assert.Equal((1_140m, 1_304m), (found.Count, found.OutOf));
    }

    [Fact]
    public void Sources_state_and_arrival_are_those_of_what_was_used()
    {
        var found = Of(Own("2015-07", 1), Count("2015-08", Board, ActivityBody.Hwb, 2, null, Admissions, AdmissionsSource.Sus), Count("2015-09", Board, ActivityBody.Hwb, 3, null, Admissions, status: ActivityStatus.Provisional));
        Assert.Equal([(AdmissionsSource.Mar, null), (AdmissionsSource.Sus, null)], found.Sources);
        Assert.True(found.IsProvisional);
        Assert.Equal("904-2015-09-0", found.Last?.Submission);
        Assert.False(Of(Own("2015-07", 1), Own("2015-08", 2), Own("2015-09", 3)).IsProvisional);
    }

    [Fact]
    public void Of_two_counts_for_one_month_the_later_stands() =>
        Assert.Equal(33m, Of(Count("2015-07", Board, ActivityBody.Hwb, 11, null, Admissions, arrived: 2), Count("2015-07", Board, ActivityBody.Hwb, 99, null, Admissions, arrived: 1), Own("2015-08", 11), Own("2015-09", 11)).Count);
}

/// <summary>What holds of all counts and shares.</summary>
public class HwbActivityLaws
{
    private static readonly ReportingMonth[] Quarter = [.. HwbActivity.MonthsOf(FinancialQuarter.Parse("2016-17-Q1"))];

    private static readonly Gen<int[]> Counts = Gen.Int[0, 200_000].Array[3];

    [Fact]
    public void A_CCG_that_is_all_of_the_board_is_the_board() => Counts.Sample(counts => Assert.Equal(
        HwbActivity.Of(Board, Quarter.Zip(counts, (month, count) => Own(month.ToString(), count)), Admissions, Quarter, ReferenceBook.Current).Count,
        HwbActivity.Of(Board, Quarter.Zip(counts, (month, count) => Ccg(month.ToString(), "99X", count)), Admissions, Quarter, All).Count));

    private static readonly ReferenceBook All = Shared(("99X", Board, "1"));

    [Fact]
    public void The_parts_of_a_CCG_come_to_its_count() => Gen.Select(Counts, Gen.Int[1, 500_000].Array[3]).Sample((counts, people) =>
    {
        string[] boards = [Board, "908", "902"];
        var shares = Shared([.. boards.Zip(people, (board, number) => ("99X", board, $"{number}/{people.Sum()}"))]);
        var activity = Quarter.Zip(counts, (month, count) => Ccg(month.ToString(), "99X", count)).ToList();
        var parts = boards.Sum(board => HwbActivity.Of(board, activity, Admissions, Quarter, shares).Count!.Value);
        // Decimals have 28 digits: what thirds leave over is smaller than any admission.
        Assert.Equal(counts.Sum(), Rounding.HalfAwayFromZero(parts, 18));
    }, iter: 30);

    [Fact]
    public void The_order_of_the_counts_does_not_matter() => Gen.Select(Counts, Gen.Shuffle(Enumerable.Range(0, 6).ToArray())).Sample((counts, order) =>
    {
        FundActivity[] activity = [.. Quarter.Zip(counts, (month, count) => Ccg(month.ToString(), "99X", count)), .. Quarter.Zip(counts, (month, count) => Ccg(month.ToString(), "98X", 2 * count))];
        Assert.Equal(HwbActivity.Of(Board, activity, Admissions, Quarter, Two).Count, HwbActivity.Of(Board, order.Select(index => activity[index]), Admissions, Quarter, Two).Count);
    });

    private static readonly ReferenceBook Two = Shared(("99X", Board, "2/7"), ("98X", Board, "0.31"));
}
