using Monitoring.Core.Kernel;
using Monitoring.Core.Policy;

namespace Monitoring.Core.Tests.Policy;

public class WholeDaysTests
{
    [Theory]
    [InlineData(0, 130, 0L)]
    [InlineData(130, 130, 1L)]
    [InlineData(129, 130, null)]
    [InlineData(-260, 130, -2L)]
    public void An_amount_is_days_only_where_it_divides(int pounds, int rate, long? days) => Assert.Equal(days, WholeDays.Of(Pence.FromPounds(pounds), Pence.FromPounds(rate)));

    [Fact]
    public void A_penny_too_much_is_no_whole_day() => Assert.Null(WholeDays.Of(new Pence(13_001), new Pence(13_000)));

    [Fact]
    public void Without_a_rate_there_is_no_answer() => Assert.Throws<ArgumentOutOfRangeException>(() => WholeDays.Of(new Pence(13_000), default));

    /// <summary>£18,600 is 155 days at £120 and 120 days at £155: the amount alone does not say which law it was worked out by.</summary>
    [Fact]
    public void An_amount_may_be_whole_days_at_several_rates() => Assert.Equal(
        [(Pence.FromPounds(120), 155L), (Pence.FromPounds(100), 186L), (Pence.FromPounds(155), 120L)],
        WholeDays.At(Pence.FromPounds(18_600), new[] { 120m, 100m, 130m, 155m }.Select(Pence.FromPounds)));
}
