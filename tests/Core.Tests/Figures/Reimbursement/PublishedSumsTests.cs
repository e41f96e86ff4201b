using Monitoring.Core.Kernel;
using Monitoring.Core.Policy;

namespace Monitoring.Core.Tests.Figures.Reimbursement;

/// <summary>
/// E1 to E4 and the last sentence of E7 of the domain note: sums of money as they were published, and the days that they are. The other published examples are counts of delayed transfers and of discharges, and are tested with those.
/// </summary>
public class PublishedSumsTests
{
    private static readonly DateOnly Winter2004 = new(2004, 1, 19), Austerity = new(2012, 3, 31), Autumn2017 = new(2017, 10, 13);

    [Theory]
    [InlineData("E1", 12_000, 120)] // the first two weeks
    [InlineData("E1", 481_000, 4_810)] // ten months
    [InlineData("E1", 150_200, 1_502)] // Winchester alone
    public void Hampshire_pays_the_lower_rate_of_2003(string example, int pounds, long days) => Assert.Equal((example, days), (example, WholeDays.Of(Pence.FromPounds(pounds), Rate(Winter2004, "812"))));

    /// <summary>The paper's "around £12,000 per week" does not fit its own ten months: 4,810 days in 43 weeks and more are fewer than 120 a week.</summary>
    [Fact]
    public void E1_Winchester_has_31_per_cent_and_the_weekly_sum_does_not_fit()
    {
        Assert.Equal(31.2m, Rounding.HalfAwayFromZero(150_200m / 481_000m * 100, 1));
        var weeks = (new DateOnly(2004, 11, 5).DayNumber - new DateOnly(2004, 1, 5).DayNumber) / 7m;
        Assert.InRange(481_000m / weeks, 11_000m, 11_100m);
    }

    /// <summary>SI 2003/2277 reg 7: 17 patients at £100 are £1,700 a day and £620,500 a year, printed as £62,0500.</summary>
    [Fact]
    public void E2_a_misplaced_comma_is_refused_and_not_read_as_another_amount()
    {
        Assert.Equal(Pence.FromPounds(1_700), 17 * Rate(Winter2004, "820"));
        Assert.Equal(Pence.FromPounds(620_500), Numbers.ReadMoney("£620,500").Value);
        Assert.False(Numbers.ReadMoney("£62,0500").TryGet(out _, out var wrong));
        Assert.Contains("not clear which amount is meant", wrong);
    }

    [Theory]
    [InlineData(29_300, 293)]
    [InlineData(14_700, 147)]
    [InlineData(6_600, 66)]
    public void E3_Bury_pays_the_lower_rate_of_2003(int pounds, long days) => Assert.Equal(days, WholeDays.Of(Pence.FromPounds(pounds), Rate(Austerity, "305")));

    /// <summary>SI 2014/2823 reg 10: £99,970 are 769 days at £130; at £155 they are 644.97, so it is no bill of one London authority.</summary>
    [Fact]
    public void E4_the_largest_fine_of_2017_18_is_no_bill_of_London()
    {
        var fine = Pence.FromPounds(99_970);
        Assert.Equal(769, WholeDays.Of(fine, Rate(Autumn2017, "820")));
        Assert.Null(WholeDays.Of(fine, Rate(Autumn2017, "730")));
        Assert.Equal(644.97m, Rounding.HalfAwayFromZero(fine.Pounds / Rate(Autumn2017, "730").Pounds, 2));
        Assert.Equal([(Pence.FromPounds(130), 769L)], WholeDays.At(fine, DailyRates.AllOn(Autumn2017, PolicyBook.Current)));
    }

    /// <summary>
    /// E7, England in April 2019: 22,067 acute days due to social care, of all authorities together. Two rates applied (SI 2014/2823 reg 10), so the row has no one amount: it says no more than that the ceiling lay between two.
    /// </summary>
    [Fact]
    public void E7_the_row_of_England_has_no_notional_ceiling_since_its_rates_are_mixed() => Assert.Equal(
        [Pence.FromPounds(2_868_710), Pence.FromPounds(3_420_385)],
        DailyRates.AllOn(new DateOnly(2019, 4, 30), PolicyBook.Current).Select(rate => 22_067 * rate));

    private static Pence Rate(DateOnly date, string authority) => DailyRates.Current.On(date, authority, PolicyBook.Current)!.Amount;
}
