using Monitoring.Core.Figures.Funds;
using Monitoring.Core.Kernel;

namespace Monitoring.Core.Tests.Figures.Funds;

/// <summary>Published examples with which the rules of the payment can be compared (domain note on the Better Care Fund, 5: M2, M3, M4).</summary>
public class PaymentExampleTests
{
    /// <summary>
    /// M2: 163,000 admissions and £253m imply £1,552.15 each; at £1,490 they would be £242.87m. M4: 106,000 admissions and £171m imply £1,613.21; the swing of 193,000 is then the published £311m, and would be £287.57m at £1,490.
    /// </summary>
    [Theory]
    [InlineData(163_000, "1490.00", "242870000.00", 243)]
    [InlineData(163_000, "1552.15", "253000450.00", 253)]
    [InlineData(106_000, "1613.21", "171000260.00", 171)]
    [InlineData(193_000, "1613.21", "311349530.00", 311)]
    [InlineData(193_000, "1490.00", "287570000.00", 288)]
    public void Implied_values_of_an_admission_make_the_published_sums(int reduction, string value, string fund, int millions)
    {
        var terms = Assert.Single(England(reduction, decimal.Parse(value)).Payment().Terms);
        Assert.Equal((decimal.Parse(fund), (decimal)millions), (terms.Fund, decimal.Round(terms.Fund / 1_000_000, 0)));
    }

    /// <summary>M2: 163,000 of an implied 5.31m is the published 3.07%.</summary>
    [Fact]
    public void The_national_plan_is_a_fall_of_3_07_per_cent() => Assert.Equal("3.07", Words.Number(Assert.Single(England(163_000, 1490m).Payment().Terms).TargetPercent!.Value, 2));

    /// <summary>M3: 4.2% of about 44,743 is about 1,879 admissions, £2.8m at £1,490; each percentage point is worth about £666,667.</summary>
    [Fact]
    public void A_fall_of_4_2_per_cent_in_a_section_75_agreement_is_worth_2_8_million()
    {
        var terms = Assert.Single(new PaidBoard().Plan(baseline: [11186, 11186, 11186, 11185], planned: [10716, 10716, 10716, 10716]).Payment().Terms);
        Assert.Equal((44743m, 1879m, "4.20", 2799710m), (terms.BaselineTotal, terms.Reduction, Words.Number(terms.TargetPercent!.Value, 2), terms.Fund));
        Assert.Equal((2_800_000m, 667_000m), (decimal.Round(terms.Fund / 1000) * 1000, decimal.Round(terms.Fund / terms.TargetPercent!.Value / 1000) * 1000));
    }

    /// <summary>M4: 106,000 fewer were planned and 87,000 more came, so that nothing is released.</summary>
    [Fact]
    public void England_as_one_area_is_paid_nothing()
    {
        var payment = England(106_000, 1613.21m).Actual(1_349_250, 1_349_250, 1_349_250, 1_349_250).Payment();
        Assert.Equal((-87_000m, "0; 0; 0; 0", 0L), (payment.Quarters[3].AgainstBaselineCumulative!.Value, payment.Suggested(), payment.Paid!.Value.Number));
        Assert.Equal(17_100_026_000, payment.Unreleased!.Value.Number);
        Assert.All(payment.Quarters, quarter => Assert.Equal(PaymentLimit.Floor, quarter.Limit));
    }

    /// <summary>A baseline of 5.31m, implied by M2.</summary>
    private static PaidBoard England(int reduction, decimal value) => new PaidBoard().Plan(
        baseline: [1_327_500, 1_327_500, 1_327_500, 1_327_500], planned: [1_327_500 - reduction / 4, 1_327_500 - reduction / 4, 1_327_500 - reduction / 4, 1_327_500 - (reduction - reduction / 4 * 3)], value: value, valueReason: "implied by the published sum");
}
