using Monitoring.Core.Figures.Funds;
using Monitoring.Core.Kernel;
using Monitoring.Core.Policy;

namespace Monitoring.Core.Tests.Figures.Funds;

/// <summary>The scheme of December 2013 (domain note on the Better Care Fund, 1.1): 70% is a threshold of achievement, "70% or more".</summary>
public class SupersededSchemeTests
{
    [Theory]
    [InlineData(100, 70, "70.00", SupersededBand.Reached)]
    [InlineData(1000, 699, "69.90", SupersededBand.NotReached)]
    [InlineData(3, 2.1, "70.00", SupersededBand.Reached)]
    [InlineData(3, 2, "66.67", SupersededBand.NotReached)]
    [InlineData(50, 60, "120.00", SupersededBand.Reached)]
    [InlineData(50, -10, "-20.00", SupersededBand.NotReached)]
    public void From_seventy_per_cent_of_the_planned_improvement_on_money_would_have_been_released(double planned, double achieved, string achievement, SupersededBand band)
    {
        var result = SupersededScheme.Band((decimal)planned, (decimal)achieved, new(2014, 2, 14), PolicyBook.Current)!;
        Assert.Equal((achievement, 70m, band), (Words.Number(result.Achievement!.Value, 2), result.Threshold, result.Band));
    }

    [Fact]
    public void Without_a_planned_improvement_nothing_can_be_told() => Assert.Equal(new SupersededAchievement(null, 70, SupersededBand.CannotTell), SupersededScheme.Band(0, 5, new(2014, 2, 14), PolicyBook.Current));

    [Theory]
    [InlineData("2013-11-30", false)]
    [InlineData("2013-12-01", true)]
    [InlineData("2014-07-31", true)]
    [InlineData("2014-08-01", false)]
    public void It_was_announced_in_December_2013_and_replaced_in_July_2014(string date, bool was) => Assert.Equal(was, SupersededScheme.Band(10, 7, DateOnly.Parse(date), PolicyBook.Current) is not null);
}
