using Monitoring.Core.Figures;
using Monitoring.Core.Figures.Funds;
using Monitoring.Core.Kernel;
using Monitoring.Core.Policy;

namespace Monitoring.Core.Tests.Figures.Funds;

/// <summary>The test vectors of the domain note on the Better Care Fund, 1.7: every column of the return (1.5), worked out there or by hand from its columns.</summary>
public class PaymentVectorTests
{
    public static TheoryData<string, string, string, string, string, string, string, string, string, string, string, string, string> Vectors => new()
    {
        // Id, plan, actual, D, M, M by quarter, B - A, R, E, payments, total, unreleased by quarter, unreleased up to each.
        {
            "S1", "4825; 5018; 4922; 5114", "4825; 5018; 4922; 5114", "175; 357; 535; 721", "260,750; 531,930; 797,150; 1,074,290", "260,750; 271,180; 265,220; 277,140", "175; 182; 178; 186", "175; 357; 535; 721",
            "260,750; 531,930; 797,150; 1,074,290", "260,750; 271,180; 265,220; 277,140", "1,074,290 of 1,074,290", "0; 0; 0; 0", "0; 0; 0; 0"
        },
        {
            "S2", "4825; 5018; 4922; 5114", "4950; 5100; 4900; 5000", "175; 357; 535; 721", "260,750; 531,930; 797,150; 1,074,290", "260,750; 271,180; 265,220; 277,140", "50; 100; 200; 300", "50; 150; 350; 650",
            "74,500; 223,500; 521,500; 968,500", "74,500; 149,000; 298,000; 447,000", "968,500 of 1,074,290", "186,250; 122,180; -32,780; -169,860", "186,250; 308,430; 275,650; 105,790"
        },
        {
            "S3", "4825; 5018; 4922; 5114", "4700; 5018; 5100; 5300", "175; 357; 535; 721", "260,750; 531,930; 797,150; 1,074,290", "260,750; 271,180; 265,220; 277,140", "300; 182; 0; 0", "300; 482; 482; 482",
            "260,750; 531,930; 718,180; 718,180", "260,750; 271,180; 186,250; 0", "718,180 of 1,074,290", "0; 0; 78,970; 277,140", "0; 0; 78,970; 356,110"
        },
        {
            "S4", "4825; 5018; 4922; 5114", "5100; 5300; 5200; 5400", "175; 357; 535; 721", "260,750; 531,930; 797,150; 1,074,290", "260,750; 271,180; 265,220; 277,140", "-100; -100; -100; -100", "-100; -200; -300; -400",
            "0; 0; 0; 0", "0; 0; 0; 0", "0 of 1,074,290", "260,750; 271,180; 265,220; 277,140", "260,750; 531,930; 797,150; 1,074,290"
        },
        {
            "S5", "4825; 5018; 4922; 5114", "4825; 5018; 5300; 5500", "175; 357; 535; 721", "260,750; 531,930; 797,150; 1,074,290", "260,750; 271,180; 265,220; 277,140", "175; 182; -200; -200", "175; 357; 157; -43",
            "260,750; 531,930; 233,930; 0", "260,750; 271,180; 0; 0", "531,930 of 1,074,290", "0; 0; 265,220; 277,140", "0; 0; 265,220; 542,360"
        },
        {
            "S6", "5050; 5200; 4900; 4729", "4990; 5190; 4950; 4900", "-50; -50; 150; 721", "0; 0; 223,500; 1,074,290", "0; 0; 223,500; 850,790", "10; 10; 150; 400", "10; 20; 170; 570",
            "0; 0; 223,500; 849,300", "0; 0; 223,500; 625,800", "849,300 of 1,074,290", "0; 0; 0; 224,990", "0; 0; 0; 224,990"
        },
        {
            "S7", "5050; 5250; 5150; 5350", "4900; 5100; 5000; 5200", "-50; -100; -150; -200", "0; 0; 0; 0", "0; 0; 0; 0", "100; 100; 100; 100", "100; 200; 300; 400",
            "0; 0; 0; 0", "0; 0; 0; 0", "0 of 0", "0; 0; 0; 0", "0; 0; 0; 0"
        },
    };

    [Theory, MemberData(nameof(Vectors))]
    public void Every_column_of_a_vector(
        string id, string planned, string actual, string reduction, string maximum, string maximumOfQuarter, string againstBaseline, string cumulative, string earned, string payments, string total, string unreleased, string unreleasedTo)
    {
        var payment = PaidBoard.Of(Whole(planned), Whole(actual)).Payment();
        Assert.Equal((planned, actual), (Plain(payment, quarter => quarter.Planned), Plain(payment, quarter => quarter.Actual)));
        Assert.Equal("5000; 5200; 5100; 5300", Plain(payment, quarter => quarter.Baseline));
        Assert.Equal((id, reduction), (id, payment.Numbers(quarter => quarter.PlannedReduction)));
        Assert.Equal(maximum, payment.Numbers(quarter => quarter.MaximumCumulative));
        Assert.Equal(maximumOfQuarter, payment.Pounds(quarter => quarter.MaximumPayment));
        Assert.Equal(againstBaseline, payment.Numbers(quarter => quarter.AgainstBaseline));
        Assert.Equal(cumulative, payment.Numbers(quarter => quarter.AgainstBaselineCumulative));
        Assert.Equal(earned, payment.Numbers(quarter => quarter.EarnedCumulative));
        Assert.Equal(payments, payment.Suggested());
        Assert.Equal(payments, payment.Pounds(quarter => quarter.Paid));
        Assert.Equal(total, $"{Words.Number(payment.Paid!.Value.Pounds, 0)} of {Words.Number(payment.Fund!.Value.Pounds, 0)}");
        Assert.Equal(unreleased, payment.Pounds(quarter => quarter.Unreleased));
        Assert.Equal(unreleasedTo, payment.Pounds(quarter => quarter.UnreleasedCumulative));
        Assert.Equal(payment.Quarters[3].UnreleasedCumulative, payment.Unreleased);
        Assert.Null(payment.Unabsorbed);
        Assert.Equal(FigureStatus.Provisional, payment.Status);
        Assert.All(payment.Quarters, quarter => Assert.Equal((FigureStatus.Provisional, 1, true), (quarter.Status, quarter.PlanVersion!.Value, quarter.Working.Length >= 8)));
    }

    [Theory]
    [InlineData("4825; 5018; 4922; 5114", 721, "3.50", 1074290)] // exactly 3.5%
    [InlineData("5050; 5200; 4900; 4729", 721, "3.50", 1074290)]
    [InlineData("5050; 5250; 5150; 5350", -200, "-0.97", 0)] // rule 1: below zero, the plan is larger than the baseline
    [InlineData("5000; 5200; 5100; 5300", 0, "0.00", 0)]
    public void Terms_of_a_plan(string planned, int reduction, string percent, int fund)
    {
        var terms = Assert.Single(PaidBoard.Of(Whole(planned)).Payment().Terms);
        Assert.Equal((20600m, (decimal)reduction, percent, (decimal)fund, 1490m), (terms.BaselineTotal, terms.Reduction, Words.Number(terms.TargetPercent!.Value, 2), terms.Fund, terms.ValuePerAdmission));
        Assert.Equal((EarningForm.PerAdmission, false), (terms.Form, terms.ByWeights));
    }

    /// <summary>Rule 12.</summary>
    [Fact]
    public void A_payment_falls_in_the_quarter_after_the_performance_quarter() => Assert.Equal(
        ["Q4 2014-15 in May 2015", "Q1 2015-16 in August 2015", "Q2 2015-16 in November 2015", "Q3 2015-16 in February 2016"],
        PaidBoard.Of(PaidBoard.Planned).Payment().Quarters.Select(quarter => $"{quarter.Quarter.Name} in {quarter.PaymentMonth!.Value.Name}"));

    /// <summary>S8: 50 / 175 of 25% of the fund, or 50 x £1,490.</summary>
    [Theory]
    [InlineData("ratio", "76735.00", EarningForm.Ratio)]
    [InlineData("per-admission", "74500.00", EarningForm.PerAdmission)]
    public void A_fund_that_is_spread_by_weights_says_by_which_form_it_was_earned(string answer, string suggested, EarningForm form)
    {
        var payment = new PaidBoard().Plan(weights: [25, 25, 25, 25]).Actual(4950).Payment(new SupposedAnswer("performance-payment.weights-form", answer));
        var (terms, quarter) = (Assert.Single(payment.Terms), payment.Quarters[0]);
        Assert.Equal(268572.50m, quarter.MaximumCumulative);
        Assert.Equal([268572.50m, 537145m, 805717.50m, 1074290m], terms.MaximumCumulative);
        Assert.Equal((suggested, form, true), (quarter.Suggested!.Value.Pounds.ToString("0.00"), terms.Form, terms.ByWeights));
        Assert.Contains(quarter.Notes, note => note.StartsWith("The fund is spread by weights", StringComparison.Ordinal));
    }

    /// <summary>Rule 5: S6's plan with 25% each has M_1 = 0.25 F while D_1 = -50.</summary>
    [Fact]
    public void Weights_pay_nothing_new_while_no_reduction_is_planned()
    {
        var payment = new PaidBoard().Plan(planned: [5050, 5200, 4900, 4729], weights: [25, 25, 25, 25]).Actual(4990, 5190).Payment();
        Assert.Equal("0; 0; -; -", payment.Suggested());
        Assert.All(payment.Quarters.Take(2), quarter => Assert.Equal(PaymentLimit.NoReductionPlanned, quarter.Limit));
        Assert.Contains("The plan's weights put £268,572.50 up to Q4 2014-15, by when it plans no reduction: nothing new can be earned.", payment.Quarters[0].Notes);
    }

    /// <summary>Rules 1, 5, 6, 7 and 9: what decided each payment.</summary>
    [Theory]
    [InlineData("4825; 5018; 4922; 5114", "4825; 5018; 4922; 5114", "None; None; None; None")]
    [InlineData("4825; 5018; 4922; 5114", "4700; 5018; 5100; 5300", "Maximum; Maximum; None; None")]
    [InlineData("4825; 5018; 4922; 5114", "5100; 5300; 5200; 5400", "Floor; Floor; Floor; Floor")]
    [InlineData("4825; 5018; 4922; 5114", "4825; 5018; 5300; 5500", "None; None; Floor; Floor")]
    [InlineData("5050; 5200; 4900; 4729", "4990; 5190; 4950; 4900", "NoReductionPlanned; NoReductionPlanned; Maximum; None")]
    [InlineData("5050; 5250; 5150; 5350", "4900; 5100; 5000; 5200", "NoFund; NoFund; NoFund; NoFund")]
    public void What_decided_a_payment(string planned, string actual, string limits) =>
        Assert.Equal(limits, string.Join("; ", PaidBoard.Of(Whole(planned), Whole(actual)).Payment().Quarters.Select(quarter => quarter.Limit)));

    /// <summary>Rule 9: S5, taken back: 233,930 - 531,930, then 0 - 233,930.</summary>
    [Fact]
    public void With_clawback_what_is_no_longer_earned_is_taken_back()
    {
        const string Taken = "260,750; 271,180; -298,000; -233,930";
        Assert.Equal(Taken, PaidBoard.Of(PaidBoard.Planned, 4825, 5018, 5300, 5500).Payment(new SupposedAnswer("performance-payment.clawback", "yes")).Suggested());
        var payment = new PaidBoard().Plan(clawback: true).Actual(4825, 5018, 5300, 5500).Payment();
        Assert.Equal((Taken, true, 0L, PaymentLimit.TakenBack), (payment.Suggested(), payment.Clawback, payment.Paid!.Value.Number, payment.Quarters[2].Limit!.Value));
        // The plan's own answer goes first.
        Assert.Equal("260,750; 271,180; 0; 0", new PaidBoard().Plan(clawback: false).Actual(4825, 5018, 5300, 5500).Payment(new SupposedAnswer("performance-payment.clawback", "yes")).Suggested());
    }

    /// <summary>F is at most S: 900,000 of the 1,074,290 that the reduction is worth; O = S - F.</summary>
    [Theory]
    [InlineData("900000", "260,750; 531,930; 797,150; 900,000", "900,000", "0")]
    [InlineData("500000", "260,750; 500,000; 500,000; 500,000", "500,000", "0")]
    [InlineData("5000000", "260,750; 531,930; 797,150; 1,074,290", "1,074,290", "3,925,710")]
    public void The_fund_is_capped_at_the_share_of_the_national_pot(string share, string maximum, string fund, string ringFence)
    {
        var payment = new PaidBoard().Plan(share: decimal.Parse(share)).Actual(4825, 5018, 4922, 5114).Payment();
        Assert.Equal((maximum, fund, fund, ringFence), (payment.Numbers(quarter => quarter.EarnedCumulative), Plain(payment.Fund), Plain(payment.Paid), Plain(payment.RingFence)));
        Assert.Equal("1,074,290", Plain(new PaidBoard().Plan(share: decimal.Parse(share)).Payment(new SupposedAnswer("performance-payment.cap-at-share", "no")).Fund));
    }

    /// <summary>Rule 3: D = 100, 50, 150, 350. Up to Q1 2015-16 100 fewer are 149,000, of a maximum that stays at 149,000 or falls to 74,500.</summary>
    [Theory]
    [InlineData("non-decreasing", "149,000; 149,000; 223,500; 521,500", "74,500; 74,500; -; -")]
    [InlineData("as-planned", "149,000; 74,500; 223,500; 521,500", "74,500; 0; -; -")]
    public void The_maximum_does_not_fall_unless_the_switch_lets_it(string answer, string maximum, string suggested)
    {
        var payment = PaidBoard.Of([4900, 5250, 5000, 5100], 4950, 5150).Payment(new SupposedAnswer("performance-payment.maximum", answer));
        Assert.Equal((maximum, suggested), (payment.Numbers(quarter => quarter.MaximumCumulative), payment.Suggested()));
    }

    /// <summary>Rule 7 and 1.9, 3: S3 has 300 x 1,490 in its first quarter.</summary>
    [Theory]
    [InlineData("later", "260,750; 271,180; 186,250; 0")]
    [InlineData("early", "447,000; 271,180; 0; 0")]
    public void More_than_was_planned_counts_later_unless_the_switch_pays_it_early(string answer, string suggested) =>
        Assert.Equal(suggested, PaidBoard.Of(PaidBoard.Planned, 4700, 5018, 5100, 5300).Payment(new SupposedAnswer("performance-payment.over-performance", answer)).Suggested());

    [Fact]
    public void A_quarter_says_why_its_number_is_what_it_is()
    {
        var quarter = PaidBoard.Of(PaidBoard.Planned, 4950, 5100).Payment().Quarters[1];
        Assert.Equal(
            [
                "Version 1 of the plan, in force when the payment falls, in August 2015.",
                "Planned up to Q1 2015-16: 357 fewer admissions than the baseline.",
                "The most that can be paid up to Q1 2015-16: £531,930.00.",
                "Actual: 5,100 admissions, from the return of Q1 2015-16; the baseline is 5,200.",
                "Fewer than the baseline up to Q1 2015-16: 150, with all admissions as they were known then.",
                "Earned: 150 x £1,490.00 = £223,500.00.",
                "Paid for the quarters before: £74,500.00.",
                "Suggested: £223,500.00 - £74,500.00 = £149,000.00.",
                "Paid: £149,000.00, as suggested.",
                "Not released of the quarter: £271,180.00 - £149,000.00 = £122,180.00.",
                "Not released up to the end of the quarter: £308,430.00.",
            ],
            quarter.Working.Select(step => step.Text));
        Assert.All(quarter.Working, step => Assert.StartsWith("Domain note on the Better Care Fund 1.4, rule ", step.Source));
    }

    [Fact]
    public void Terms_say_why_the_fund_is_what_it_is() => Assert.Equal(
        [
            "Baseline: 5,000 + 5,200 + 5,100 + 5,300 = 20,600 admissions.",
            "Planned: 4,825 + 5,018 + 4,922 + 5,114 = 19,879 admissions.",
            "Planned reduction: 20,600 - 19,879 = 721 admissions, 3.50% of the baseline.",
            "Value of an admission avoided: £1,490.00, the national one.",
            "Planned reduction at that value: 721 x £1,490.00 = £1,074,290.00.",
            "Performance fund: £900,000.00, the board's share of the national £1bn, since the planned reduction comes to more.",
            "Ring-fence for NHS-commissioned services out of hospital: £900,000.00 - £900,000.00 = £0.00.",
            "The most that can be paid up to Q4 2014-15: £260,750.00. 175 fewer admissions planned up to then, at £1,490.00 each.",
            "The most that can be paid up to Q1 2015-16: £531,930.00. 357 fewer admissions planned up to then, at £1,490.00 each.",
            "The most that can be paid up to Q2 2015-16: £797,150.00. 535 fewer admissions planned up to then, at £1,490.00 each.",
            "The most that can be paid up to Q3 2015-16: £900,000.00. 721 fewer admissions planned up to then, and never more than the fund.",
        ],
        Assert.Single(new PaidBoard().Plan(share: 900_000).Payment().Terms).Working.Select(step => step.Text));

    [Theory]
    [InlineData(2014)]
    [InlineData(2016)]
    public void There_was_no_payment_in_other_years(int year) => Assert.Null(PerformancePayments.Of(PaidBoard.Of(PaidBoard.Planned, 4950).Facts, new(year), PolicyBook.Current, ReferenceBook.Current));

    private static int[] Whole(string numbers) => [.. numbers.Split("; ").Select(int.Parse)];

    private static string Plain(PerformancePayment payment, Func<PerformanceQuarter, decimal?> of) => string.Join("; ", payment.Quarters.Select(quarter => of(quarter)!.Value.ToString("0")));

    private static string Plain(Pence? amount) => Words.Number(amount!.Value.Pounds, 0);
}
