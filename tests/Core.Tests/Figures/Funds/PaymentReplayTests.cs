using Monitoring.Core.Figures;
using Monitoring.Core.Figures.Funds;
using Monitoring.Core.Kernel;
using Monitoring.Core.Policy;
using Monitoring.Core.Returns;

namespace Monitoring.Core.Tests.Figures.Funds;

/// <summary>
/// What becomes known when: revisions, corrections, agreements and numbers that are missing, each worked out by hand from the rules (domain note on the Better Care Fund 1.4, rules 11, 13, 15 and 16). Admissions are those of
/// vector S2, 4,950, 5,100, 4,900 and 5,000, which pay 74,500, 149,000, 298,000 and 447,000.
/// </summary>
public class PaymentReplayTests
{
    /// <summary>D = 100, 200, 300, 350; F = 350 x 1,490 = 521,500; M = 149,000, 298,000, 447,000, 521,500.</summary>
    private static readonly int[] Lower = [4900, 5100, 5000, 5250];

    /// <summary>
    /// Two quarters are settled by the first version at 74,500 and 149,000. The revision is in force from 1 October 2015, so for the payment of November: R_3 = 350 earns min(521,500, 447,000), less 223,500 paid. Then
    /// 350 earns 521,500, the whole fund.
    /// </summary>
    [Fact]
    public void A_revision_before_the_third_quarter_is_absorbed_by_it()
    {
        var payment = PaidBoard.Of(PaidBoard.Planned, 4950, 5100).Plan(2, "2015-10-01", planned: Lower).Return(3, 4900).Return(4, 5300).Payment();
        Assert.Equal("74,500; 149,000; 223,500; 74,500", payment.Suggested());
        Assert.Equal("1; 1; 2; 2", payment.Numbers(quarter => quarter.PlanVersion));
        Assert.Equal("175; 357; 300; 350", payment.Numbers(quarter => quarter.PlannedReduction));
        Assert.Equal("260,750; 271,180; 149,000; 74,500", payment.Pounds(quarter => quarter.MaximumPayment));
        Assert.Equal((52150000L, 52150000L, 0L, null), (payment.Fund!.Value.Number, payment.Paid!.Value.Number, payment.Unreleased!.Value.Number, payment.Unabsorbed));
        Assert.Equal([1, 2], payment.Terms.Select(terms => terms.Version));
        Assert.Contains("Q4 2014-15 was settled by version 1", PaidBoard.Of(PaidBoard.Planned, 4950).Plan(2, "2015-02-01", planned: Lower).Payment().Quarters[0].Notes.Single());
    }

    /// <summary>Both versions were known from the start; each payment date has its own: May 2015 the first, August 2015 and later the second. R_2 = 150 earns 223,500 by both.</summary>
    [Fact]
    public void A_revision_known_beforehand_is_used_from_the_payment_date_on_which_it_is_in_force()
    {
        var payment = new PaidBoard().Plan().Plan(2, "2015-07-01", planned: Lower).Actual(4700, 5350).Payment();
        Assert.Equal("1; 2; 2; 2", payment.Numbers(quarter => quarter.PlanVersion));
        // 300 earns 260,750 by the first; 150 earns 223,500 of at most 298,000 by the second: nothing more.
        Assert.Equal("260,750; 0; -; -", payment.Suggested());
        // The order in which the two versions came does not matter.
        Assert.Equal("260,750; 0; -; -", new PaidBoard().Plan(2, "2015-07-01", planned: Lower).Plan().Actual(4700, 5350).Payment().Suggested());
    }

    /// <summary>
    /// D'' = 50, 100, 150, 200; F'' = 298,000. The first version paid 260,750; with R = 300 throughout the second pays up to 149,000, 223,500, 298,000: nothing, nothing, and 37,250.
    /// With clawback -111,750, 74,500 and 74,500.
    /// </summary>
    [Theory]
    [InlineData(false, "260,750; 0; 0; 37,250", "Maximum; Floor; Floor; Maximum")]
    [InlineData(true, "260,750; -111,750; 74,500; 74,500", "Maximum; TakenBack; Maximum; Maximum")]
    public void A_revision_below_what_was_paid_takes_nothing_back_unless_there_is_clawback(bool clawback, string suggested, string limits)
    {
        var payment = PaidBoard.Of(PaidBoard.Planned, 4700).Plan(2, "2015-07-01", planned: [4950, 5150, 5050, 5250], clawback: clawback).Return(2, 5200).Return(3, 5100).Return(4, 5300).Payment();
        Assert.Equal((suggested, limits, 29800000L), (payment.Suggested(), string.Join("; ", payment.Quarters.Select(quarter => quarter.Limit)), payment.Paid!.Value.Number));
    }

    /// <summary>S2 is settled in full at 968,500. By the revision E_4 = 521,500: 447,000 less than was paid, which no quarter is left to absorb.</summary>
    [Fact]
    public void A_revision_after_all_quarters_are_settled_is_told_and_not_posted()
    {
        var payment = PaidBoard.Of(PaidBoard.Planned, 4950, 5100, 4900, 5000).Plan(2, "2016-01-01", planned: Lower).Payment();
        Assert.Equal(("74,500; 149,000; 298,000; 447,000", -44700000L, 52150000L, -44700000L), (payment.Suggested(), payment.Unabsorbed!.Value.Number, payment.Fund!.Value.Number, payment.Unreleased!.Value.Number));
        Assert.Contains("By what is known now Q3 2015-16 would be settled at £0.00 instead of £447,000.00: £447,000.00 too much was paid. No quarter is left to take it in, and nothing is posted for it: the partners decide.", payment.Notes);
        // In force only after the last payment date, it changes nothing.
        Assert.Null(PaidBoard.Of(PaidBoard.Planned, 4950, 5100, 4900, 5000).Plan(2, "2016-03-01", planned: Lower).Payment().Unabsorbed);
    }

    /// <summary>Q4 2014-15 was 4,900, and not 4,950: R_3 = 400 earns 596,000, less 223,500; R_4 = 700 earns 1,043,000, less 596,000.</summary>
    [Fact]
    public void A_corrected_actual_is_absorbed_by_the_next_quarter_to_be_settled()
    {
        var payment = PaidBoard.Of(PaidBoard.Planned, 4950, 5100).Return(1, 4900).Return(3, 4900).Return(4, 5000).Payment();
        Assert.Equal("74,500; 149,000; 372,500; 447,000", payment.Suggested());
        Assert.Equal("50; 150; 400; 700", payment.Numbers(quarter => quarter.AgainstBaselineCumulative));
        Assert.Equal("4,950; 5,100; 4,900; 5,000", payment.Numbers(quarter => quarter.Actual));
        Assert.Equal("4,900; -; -; -", payment.Numbers(quarter => quarter.CorrectedActual));
        Assert.Equal("Q4 2014-15 was settled with 4,950 admissions; they are 4,900 now. The payment stays, and the next quarter to be settled takes the difference in.", Assert.Single(payment.Quarters[0].Notes));
    }

    /// <summary>S2 in full, then R_4 = 600 instead of 650: E_4 = 894,000 of 968,500 paid. Back to R_4 = 650 nothing is left over. Beyond the floor: R_4 = -100 earns nothing, and 521,500 was due before the last quarter.</summary>
    [Theory]
    [InlineData(5000, -7450000L)]
    [InlineData(4940, 1490000L)]
    [InlineData(4950, null)]
    [InlineData(5700, -44700000L)]
    public void A_correction_after_all_quarters_are_settled_is_told(int corrected, long? unabsorbed)
    {
        var payment = PaidBoard.Of(PaidBoard.Planned, 4950, 5100, 4900, 5000).Return(1, 4951).Return(1, corrected).Payment();
        Assert.Equal((unabsorbed, "74,500; 149,000; 298,000; 447,000"), (payment.Unabsorbed?.Number, payment.Suggested()));
    }

    /// <summary>S5 lost what it had earned, which is no difference: a replay gives the same.</summary>
    [Fact]
    public void What_was_earned_and_lost_is_not_left_over() => Assert.Null(PaidBoard.Of(PaidBoard.Planned, 4825, 5018, 5300, 5500).Payment().Unabsorbed);

    /// <summary>Rule 11: 70,000 agreed instead of 74,500, so that 223,500 - 70,000 is due in the next quarter.</summary>
    [Fact]
    public void What_was_agreed_is_paid_and_the_next_quarter_builds_on_it()
    {
        var payment = new PaidBoard().Plan().Return(1, 4950, agreed: 70_000, reason: "Winter pressures").Return(2, 5100).Payment();
        Assert.Equal(("74,500; 153,500; -; -", "70,000; 153,500; -; -", "190,750; 117,680; -; -"), (payment.Suggested(), payment.Pounds(quarter => quarter.Paid), payment.Pounds(quarter => quarter.Unreleased)));
        Assert.Equal("£70,000.00 was agreed, £4,500.00 below the £74,500.00 suggested. Reason: Winter pressures", Assert.Single(payment.Quarters[0].Notes));
        Assert.EndsWith("No reason is given; one is required.", Assert.Single(new PaidBoard().Plan().Return(1, 4950, agreed: 70_000).Payment().Quarters[0].Notes));
        Assert.Empty(new PaidBoard().Plan().Return(1, 4950, agreed: 74_500).Payment().Quarters[0].Notes);
    }

    /// <summary>The second quarter was settled on 74,500 and stays at 149,000; the third earns 521,500, less 60,000 and 149,000.</summary>
    [Fact]
    public void What_is_agreed_late_is_a_fact_for_the_quarters_to_come()
    {
        var payment = PaidBoard.Of(PaidBoard.Planned, 4950, 5100).Return(1, 4950, agreed: 60_000, reason: "Late").Return(3, 4900).Payment();
        Assert.Equal(("74,500; 149,000; 312,500; -", "60,000; 149,000; 312,500; -"), (payment.Suggested(), payment.Pounds(quarter => quarter.Paid)));
        // After the last quarter there is none to come: 14,500 is left over.
        Assert.Equal(1450000L, PaidBoard.Of(PaidBoard.Planned, 4950, 5100, 4900, 5000).Return(1, 4950, agreed: 60_000, reason: "Late").Payment().Unabsorbed!.Value.Number);
    }

    [Fact]
    public void More_than_the_fund_can_be_agreed_and_is_told()
    {
        var payment = new PaidBoard().Plan().Return(1, 4950, agreed: 2_000_000, reason: "Whole year").Return(2, 5100).Payment();
        Assert.Equal(("74,500; 0; -; -", "£2,000,000.00 was paid, more than the fund of £1,074,290.00."), (payment.Suggested(), payment.Notes[0]));
    }

    /// <summary>Rule 15.</summary>
    [Fact]
    public void A_missing_actual_makes_its_quarter_and_the_later_ones_not_calculable()
    {
        var payment = new PaidBoard().Plan().Return(1, 4950).Return(2, (int?)null).Return(3, 4900).Return(4, 5000).Payment();
        Assert.Equal(("74,500; -; -; -", "74,500; -; -; -", "50; -; 200; 300", "50; -; -; -"),
            (payment.Suggested(), payment.Pounds(quarter => quarter.Paid), payment.Numbers(quarter => quarter.AgainstBaseline), payment.Numbers(quarter => quarter.AgainstBaselineCumulative)));
        Assert.Equal([FigureStatus.Provisional, FigureStatus.NotCalculable, FigureStatus.NotCalculable, FigureStatus.NotCalculable], payment.Quarters.Select(quarter => quarter.Status));
        Assert.Equal((FigureStatus.Incomplete, 7450000L, null), (payment.Status, payment.Paid!.Value.Number, payment.Unreleased));
        Assert.StartsWith("The admissions of Q1 2015-16 are not known. The return of Q1 2015-16 has no admissions.", payment.Quarters[2].Notes[0]);
    }

    /// <summary>It is what was missing that decides, and not when the rest came.</summary>
    /// <summary>Every cell is in the range of the template, and the fund would be £3,000,000,000,000,000.</summary>
    [Fact]
    public void A_fund_that_cannot_be_pays_nothing_and_says_why()
    {
        var payment = new PaidBoard().Plan(baseline: [10_000_000, 10_000_000, 10_000_000, 10_000_000], planned: [0, 0, 0, 10_000_000], value: 100_000_000).Return(1, 4950).Payment();
        Assert.Equal((FigureStatus.NotCalculable, null, "-; -; -; -"), (payment.Status, payment.Fund, payment.Suggested()));
        Assert.Equal("Version 1 of the plan comes to a performance fund of £3,000,000,000,000,000.00, more than there is in England: check its value of an admission and its admissions.", payment.Notes.Single());
        Assert.Equal(Pence.FromPounds(5_000_000), new PaidBoard().Plan(planned: [0, 0, 0, 0], value: 100_000_000, share: 5_000_000).Payment().Fund);
    }

    [Fact]
    public void What_was_missing_settles_all_that_waited()
    {
        var payment = new PaidBoard().Plan().Return(4, 5000).Return(3, 4900).Return(2, 5100).Return(1, 4950).Payment();
        Assert.Equal("74,500; 149,000; 298,000; 447,000", payment.Suggested());
        Assert.Equal("Q4 2014-15 settled: £74,500.00 suggested. Q1 2015-16 settled: £149,000.00 suggested. Q2 2015-16 settled: £298,000.00 suggested. Q3 2015-16 settled: £447,000.00 suggested.", payment.Replay[^1].Says);
        Assert.StartsWith("Q4 2014-15 waits: The admissions of Q4 2014-15 are not known.", payment.Replay[1].Says);
    }

    [Fact]
    public void A_return_without_a_word_on_performance_or_a_plan_without_its_quarters_pays_nothing_and_says_so()
    {
        Assert.Equal("-; -; -; -", new PaidBoard().Return(1, 4950).Payment().Suggested());
        Assert.Equal("There is no plan for 2015-16.", new PaidBoard().Return(1, 4950).Payment().Notes.Single());
        var incomplete = new PaidBoard().Plan(planned: [4825, 5018, 4922]).Return(1, 4950).Payment();
        Assert.Equal((FigureStatus.NotCalculable, null, null, "-; -; -; -"), (incomplete.Status, incomplete.Fund, incomplete.Paid, incomplete.Suggested()));
        Assert.Equal("Version 1 of the plan has no baseline and no plan for Q3 2015-16: the payment needs all four quarters.", incomplete.Notes.Single());
        Assert.Equal("No plan for 2015-16 had taken effect by 31 May 2015, when the payment fell due.", new PaidBoard().Plan(from: "2015-06-01").Return(1, 4950).Payment().Quarters[0].Notes[0]);
        Assert.Equal(FigureStatus.NotCalculable, new PaidBoard().Payment().Status);
    }

    [Fact]
    public void A_draft_counts_only_while_there_is_nothing_else()
    {
        var draft = new PaidBoard().Plan(planned: Lower).Plan(2, "2015-02-01", planned: PaidBoard.Planned, status: PlanStatus.Draft).Return(1, 4700);
        Assert.Equal(("1", 14900000L), (draft.Payment().Numbers(quarter => quarter.PlanVersion).Split("; ")[0], draft.Payment().Paid!.Value.Number));
        Assert.Equal(26075000L, new PaidBoard().Plan(status: PlanStatus.Draft).Return(1, 4700).Payment().Paid!.Value.Number);
    }

    [Fact]
    public void A_plan_that_was_withdrawn_pays_nothing_more_and_what_was_settled_stays()
    {
        var payment = PaidBoard.Of(PaidBoard.Planned, 4950).Plan(1, rows: []).Return(2, 5100).Payment();
        Assert.Equal(("74,500; -; -; -", "Plan version 1 withdrawn"), (payment.Suggested(), payment.Replay[2].What));
        Assert.Single(payment.Terms);
    }

    [Fact]
    public void A_return_that_was_withdrawn_leaves_what_was_settled_by_it()
    {
        var payment = PaidBoard.Of(PaidBoard.Planned, 4950, 5100).Return(1, rows: []).Return(3, 4900).Payment();
        Assert.Equal("74,500; 149,000; -; -", payment.Suggested());
        Assert.Equal("Q4 2014-15 was settled with 4,950 admissions, which were withdrawn since. The payment stays.", payment.Quarters[0].Notes.Single());
    }

    /// <summary>Rule 13: the first version aims at a fall of 3.5%.</summary>
    [Theory]
    [InlineData(1.5, null, "Version 1 was 2.00 percentage points from the operational plans, within 2.0: no change was expected. There is no approval reference.")]
    [InlineData(1.4, null, "Version 1 was 2.10 percentage points from the operational plans, more than 2.0: a change needs approval. There is no approval reference.")]
    [InlineData(1.0, "NHSE-77", "Version 1 was 2.50 percentage points from the operational plans, more than 2.0: a change needs approval. It was approved: NHSE-77.")]
    [InlineData(5.5, null, "Version 1 was 2.00 percentage points from the operational plans, within 2.0: no change was expected. There is no approval reference.")]
    public void The_gate_of_a_revision(double operational, string? approval, string says)
    {
        var payment = new PaidBoard().Plan(operational: (decimal)operational).Plan(2, "2015-05-01", planned: Lower, approval: approval).Payment();
        Assert.Null(payment.Terms[0].Gate);
        Assert.Equal((decimal.Abs(3.5m - (decimal)operational), 2.0m, approval, says), (payment.Terms[1].Gate!.Apart!.Value, payment.Terms[1].Gate!.Within, payment.Terms[1].Gate!.ApprovalReference, payment.Terms[1].Gate!.Says));
        Assert.Contains(says, payment.Notes);
    }

    [Fact]
    public void A_revision_that_leaves_the_admissions_needs_no_approval_and_one_without_a_target_does()
    {
        Assert.Equal("Planned admissions are those of version 1: nothing had to be approved.", Gate(new PaidBoard().Plan(operational: 0).Plan(2, "2015-05-01")));
        Assert.Equal("The target of the operational plans is not given: a change needs approval. There is no approval reference.", Gate(new PaidBoard().Plan().Plan(2, "2015-05-01", planned: Lower)));

        static string? Gate(PaidBoard board) => board.Payment().Terms[1].Gate?.Says;
    }

    /// <summary>The board's own counts: 1,650 a month are 4,950.</summary>
    [Fact]
    public void Admissions_that_no_return_gives_are_those_of_activity()
    {
        var payment = new PaidBoard().Plan().Counted(1, 1650).Payment();
        Assert.Equal((7450000L, "activity of the board", AdmissionsSource.Mar), (payment.Paid!.Value.Number, payment.Quarters[0].ActualFrom, payment.Quarters[0].Source!.Value));
        Assert.Equal("Activity of Q4 2014-15: 4,950 admissions", payment.Replay[^1].What);
        Assert.Contains("The activity of Q4 2014-15 is provisional.", new PaidBoard().Plan().Counted(1, 1650, status: ActivityStatus.Provisional).Payment().Quarters[0].Notes);
    }

    /// <summary>Half of 2,000 a month and half of 1,300 a month: 3,000 + 1,950.</summary>
    [Fact]
    public void Admissions_of_CCGs_are_shared_out_and_all_of_them_are_needed()
    {
        var reference = SmallActivity.Shared(("99A", PaidBoard.Board, "1/2"), ("99B", PaidBoard.Board, "1/2"));
        var one = new PaidBoard().Plan().Counted(1, 2000, "99A", ActivityBody.Ccg);
        Assert.Equal("-; -; -; -", one.Payment(reference).Suggested());
        Assert.StartsWith("The admissions of Q4 2014-15 are not known. There is no return of Q4 2014-15 with admissions. The board has no count of its own", one.Payment(reference).Quarters[0].Notes[0]);
        var both = one.Counted(1, 1300, "99B", ActivityBody.Ccg).Payment(reference);
        Assert.Equal(("74,500; -; -; -", "activity of 2 CCGs, by their shares"), (both.Suggested(), both.Quarters[0].ActualFrom));
    }

    /// <summary>A third of 14,851 is 4,950.33: 49.67 fewer are 74,003.33. The whole number of the return would have been 4,950.</summary>
    [Fact]
    public void Admissions_that_are_shared_out_stay_exact_until_the_payment_is_rounded()
    {
        var reference = SmallActivity.Shared(("99A", PaidBoard.Board, "1/3"));
        var board = new PaidBoard().Plan().Counted(1, 4950, "99A", ActivityBody.Ccg);
        var uneven = board with { Activity = board.Activity.SetItem(0, board.Activity[0] with { Row = board.Activity[0].Row with { Value = 4951 } }) };
        Assert.Equal(7400333L, uneven.Payment(reference).Paid!.Value.Number);
        Assert.Empty(uneven.Return(1, 4950).Payment(reference).Quarters[0].Notes.Where(note => note.Contains("comes to", StringComparison.Ordinal)));
    }

    /// <summary>4,950 in the return and 4,800 counted: 50 or 200 fewer, of at most 260,750.</summary>
    [Theory]
    [InlineData("return", "74,500; -; -; -", "The return's are used.")]
    [InlineData("activity", "260,750; -; -; -", "The activity's are used.")]
    public void Where_return_and_activity_differ_the_switch_decides_and_the_difference_is_told(string answer, string suggested, string used)
    {
        var payment = new PaidBoard().Plan().Counted(1, 1600).Return(1, 4950).Payment(new SupposedAnswer("performance-payment.actual", answer));
        if (answer == "return")
        {
            // It was settled by the activity, which came first; what the return changes is for the next quarter.
            Assert.Equal("260,750; -; -; -", payment.Suggested());
            payment = new PaidBoard().Plan().Return(1, 4950).Counted(1, 1600).Payment(new SupposedAnswer("performance-payment.actual", answer));
        }
        Assert.Equal(suggested, payment.Suggested());
        Assert.Contains($"The return of Q4 2014-15 has 4,950 admissions; activity of the board comes to 4,800. {used}", payment.Quarters[0].Notes);
    }

    /// <summary>Counted as 4,950 and corrected to 4,800: what was settled at 74,500 stays. The next quarter has R_2 = 300, of at most 531,930: 447,000 - 74,500.</summary>
    [Fact]
    public void A_count_that_is_corrected_leaves_what_was_settled_by_it()
    {
        var payment = new PaidBoard().Plan().Counted(1, 1650).Counted(1, 1600).Return(2, 5100).Payment();
        Assert.Equal(("74,500; 372,500; -; -", "4,800; -; -; -"), (payment.Suggested(), payment.Numbers(quarter => quarter.CorrectedActual)));
    }

    /// <summary>Rule 16.</summary>
    [Theory]
    [InlineData(AdmissionsSource.Mar, "flag", "74,500; -; -; -", null)]
    [InlineData(AdmissionsSource.Sus, "flag", "74,500; -; -; -", "The baseline of Q4 2014-15 is from MAR, and its actual admissions are from SUS: the two count differently.")]
    [InlineData(null, "flag", "74,500; -; -; -", "The baseline of Q4 2014-15 is from MAR; where its actual admissions were counted is not said.")]
    [InlineData(AdmissionsSource.Mar, "not-calculable", "74,500; -; -; -", null)]
    [InlineData(AdmissionsSource.Sus, "not-calculable", "-; -; -; -", "The baseline of Q4 2014-15 is from MAR, and its actual admissions are from SUS: the two count differently. They are not used.")]
    public void Admissions_counted_elsewhere_than_the_baseline_are_flagged_or_not_used(AdmissionsSource? source, string answer, string suggested, string? note)
    {
        var payment = new PaidBoard().Plan().Return(1, 4950, source: source).Payment(new SupposedAnswer("performance-payment.other-source", answer));
        Assert.Equal((suggested, note), (payment.Suggested(), payment.Quarters[0].Notes.FirstOrDefault()));
    }

    [Fact]
    public void What_the_return_prints_is_shown_beside_what_it_comes_to()
    {
        var payment = new PaidBoard().Plan().Return(1, 4950, suggested: 74_000, unreleased: 186_250).Return(2, 5100, suggested: 149_000, unreleased: 308_430, agreedUnreleased: 300_000, use: UnreleasedUse.Community, comment: "As minuted");
        var (first, second) = (payment.Payment().Quarters[0], payment.Payment().Quarters[1]);
        Assert.Equal("The return has £74,000.00 as suggested; by the rules it comes to £74,500.00, £500.00 below.", Assert.Single(first.Notes));
        Assert.Equal("The return has £308,430.00 as not released; of the quarter it comes to £122,180.00, £186,250.00 above.", Assert.Single(second.Notes));
        Assert.Empty(payment.Payment(new SupposedAnswer("performance-payment.unreleased", "cumulative")).Quarters[1].Notes);
        Assert.Equal((30843000L, 30000000L, UnreleasedUse.Community, "As minuted"), (second.SubmittedUnreleased!.Value.Number, second.AgreedUnreleased!.Value.Number, second.Use!.Value, second.Comment));
    }

    [Fact]
    public void The_replay_says_what_became_known_and_what_followed() => Assert.Equal(
        [
            "Plan version 1 - Q4 2014-15 waits: The admissions of Q4 2014-15 are not known. There is no return of Q4 2014-15 with admissions. The board has no count of its own for January 2015 to March 2015, and no CCG is known to have had people in it then.",
            "Return of Q4 2014-15: 4,950 admissions - Q4 2014-15 settled: £74,500.00 suggested.",
            "Plan version 2 - No payment changes: Q4 2014-15 was settled before; Q1 2015-16 takes a difference in when it is settled.",
            "Return of Q4 2014-15: 4,900 admissions - No payment changes: Q4 2014-15 was settled before, with 4,950 admissions; Q1 2015-16 takes a difference in when it is settled. £70,000.00 was agreed for Q4 2014-15.",
            "Return of Q1 2015-16: 5,100 admissions - Q1 2015-16 settled: £228,000.00 suggested.",
        ],
        // 200 fewer of the 200 planned by the second version: 298,000, less 70,000.
        new PaidBoard().Plan().Return(1, 4950).Plan(2, "2015-07-01", planned: Lower).Return(1, 4900, agreed: 70_000, reason: "Agreed").Return(2, 5100).Payment().Replay
            .Select((happened, i) => $"{happened.What} - {(i is 0 or 4 ? happened.Says : happened.Says.Split(" Q1 2015-16 waits:")[0])}".Replace(" Q2 2015-16 waits: The admissions of Q2 2015-16 are not known. There is no return of Q2 2015-16 with admissions. The board has no count of its own for July 2015 to September 2015, and no CCG is known to have had people in it then.", "")));
}
