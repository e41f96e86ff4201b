using Monitoring.Core.Figures;
using Monitoring.Core.Figures.Funds;
using Monitoring.Core.Kernel;
using Monitoring.Core.Policy;
using Monitoring.Core.Returns;

namespace Monitoring.Core.Tests.Figures.Funds;

/// <summary>Whether delay or cost moved between the partners without becoming less (domain note on the Better Care Fund, 6).</summary>
public class ShuntingTests
{
    /// <summary>Days of a year by the NHS, social care and both, spread over its months: what does not divide falls into the first.</summary>
    private static IEnumerable<FundDelays> Year(string year, long nhs, long social, long both = 0, int from = 0, int months = 12) =>
        Enumerable.Range(from, months).Select(i => new FundDelays(
            ReportingMonth.Of(FinancialYear.Parse(year).FirstDay.AddMonths(i)), Part(nhs, i), Part(social, i), Part(both, i), Part(nhs, i) + Part(social, i) + Part(both, i), null, null, null, FigureStatus.Final));


    private static long Part(long days, int month) => days / 12 + (month == 0 ? days % 12 : 0);

    private static ShuntingView? View(string year, IEnumerable<FundDelays> delays, params FundReturn<PooledFundRow>[] returns) =>
        Shuntings.Of(FundFacts.Empty("608") with { Delays = [.. delays], Quarters = [.. returns] }, FinancialYear.Parse(year), PolicyBook.Current, ReferenceBook.Current);

    /// <summary>A return at year end that covers the year: what the council and the CCG commissioned.</summary>
    private static FundReturn<PooledFundRow> Spent(string year, decimal? council, decimal? ccg, params PooledFundScheme[] schemes)
    {
        var quarter = FinancialYear.Parse(year).Quarter(4);
        PooledFundRow[] rows =
        [
            new PooledFundAccount(quarter, "608", "608", null, PoolPeriod.Year, null, null, null, null, null, null, null, null, null, PrintedUnit.Pounds, null),
            new PooledFundExpenditure(quarter, "608", "608", FundingSource.AdditionalAuthority, null, false, null, null, null, Money(council), null),
            new PooledFundExpenditure(quarter, "608", "10Q", FundingSource.NhsMinimum, null, false, null, null, null, Money(ccg), null),
            .. schemes.Select(scheme => scheme with { Quarter = quarter }),
        ];
        return SmallFund.Return<PooledFundRow>(PooledFund.Slice(quarter, "608"), 1, rows);
    }

    private static PooledFundScheme Scheme(string id, Commissioner commissioner, decimal spent, decimal? nhs = null) =>
        new(default, "608", id, id, commissioner, nhs, 100 - nhs, null, Money(spent), null, null, null, null, null);

    private static Pence? Money(decimal? pounds) => pounds is { } amount ? Pence.FromPounds(amount) : null;

    [Fact]
    public void A_shift_without_a_fall_is_told()
    {
        // 6,210 of 10,000 days of one partner, and 412 of both; then 5,940 of 11,000, and 20.
        var view = View("2016-17", [.. Year("2015-16", 6_210, 3_790, 412), .. Year("2016-17", 5_940, 5_060, 20)])!;
        Assert.Equal("From 2015-16 to 2016-17 the NHS's share of delayed days fell from 62.1% to 54.0%, and social care's rose to match, while delays in all rose from 10,412 to 11,020: the delay moved and did not fall.", view.Findings[0]);
        Assert.Equal((12, 6_210L, 3_790L, 412L, 10_412L, 62.1m, 37.9m), (view.Years[0].DelayMonths, view.Years[0].NhsDays, view.Years[0].SocialCareDays, view.Years[0].BothDays, view.Years[0].AllDays, view.Years[0].NhsDelayShare, view.Years[0].SocialCareDelayShare));
        Assert.Equal("Whether spend moved between the NHS and the local authority from 2015-16 to 2016-17 cannot be told: the whole year's spend is known of neither year.", view.Findings[1]);
        Assert.Equal(FigureStatus.Incomplete, view.Status);
    }

    [Theory]
    // From social care to the NHS, at the same total.
    [InlineData(5_000, 5_000, 6_000, 4_000, "From 2015-16 to 2016-17 the NHS's share of delayed days rose from 50.0% to 60.0%, and social care's fell to match, while delays in all stayed at 10,000: the delay moved and did not fall.")]
    // Exactly 2 percentage points are told, a day less is not.
    [InlineData(5_000, 5_000, 5_200, 4_800, "From 2015-16 to 2016-17 the NHS's share of delayed days rose from 50.0% to 52.0%, and social care's fell to match, while delays in all stayed at 10,000: the delay moved and did not fall.")]
    [InlineData(5_000, 5_000, 5_199, 4_801, "From 2015-16 to 2016-17 the shares of delayed days of the NHS and social care did not move by 2 percentage points or more in a year without a fall in delays in all.")]
    // It moved and fell.
    [InlineData(5_000, 5_000, 6_000, 3_999, "From 2015-16 to 2016-17 the shares of delayed days of the NHS and social care did not move by 2 percentage points or more in a year without a fall in delays in all.")]
    // Nobody's alone.
    [InlineData(0, 0, 6_000, 3_999, "Whether delayed days moved between the NHS and social care from 2015-16 to 2016-17 cannot be told: in 2015-16 no day was attributed to the NHS or to social care alone.")]
    public void What_is_a_shift(long nhs, long social, long nhsThen, long socialThen, string expected) =>
        Assert.Equal(expected, View("2016-17", [.. Year("2015-16", nhs, social), .. Year("2016-17", nhsThen, socialThen)])!.Findings[0]);

    [Fact]
    public void Only_the_months_known_of_both_years_are_compared()
    {
        // Six months of the second year: 300 and 300 against 500 and 100 of the same months, where the rest of the first year is the other way round.
        var first = Year("2015-16", 1_200, 240, months: 6).Concat(Year("2015-16", 0, 1_200, from: 6, months: 6));
        var view = View("2016-17", [.. first, .. Year("2016-17", 720, 720, months: 6)])!;
        Assert.Equal(
            "From 2015-16 to 2016-17 (April, May, June, July, August and September of each, the months known of both) the NHS's share of delayed days fell from 83.3% to 50.0%, and social care's rose to match, while delays in all stayed at 720: the delay moved and did not fall.",
            view.Findings[0]);
        Assert.Equal([12, 6], view.Years.Select(one => one.DelayMonths));
    }

    [Fact]
    public void What_cannot_be_compared_says_why()
    {
        var view = View("2016-17", [.. Year("2015-16", 1_200, 240, months: 6), .. Year("2016-17", 720, 720, from: 6, months: 6)])!;
        Assert.Equal("Whether delayed days moved between the NHS and social care from 2015-16 to 2016-17 cannot be told: no calendar month is known of both years.", view.Findings[0]);
        Assert.Equal(FigureStatus.NotCalculable, view.Status);
        // A month of which one part is not known is not known.
        var gone = View("2016-17", [.. Year("2014-15", 1_200, 240), .. Year("2015-16", 1_200, 240), .. Year("2016-17", 720, 720).Select(month => month with { SocialCare = null })])!;
        Assert.Equal(
        [
            "From 2014-15 to 2015-16 the shares of delayed days of the NHS and social care did not move by 2 percentage points or more in a year without a fall in delays in all.",
            "Whether delayed days moved between the NHS and social care from 2015-16 to 2016-17 cannot be told: delayed days of 2016-17 are not known.",
            "Whether spend moved between the NHS and the local authority from 2015-16 to 2016-17 cannot be told: the whole year's spend is known of neither year.",
        ], gone.Findings);
    }

    [Fact]
    public void Without_two_years_there_is_no_view()
    {
        Assert.Null(View("2016-17", Year("2016-17", 720, 720)));
        Assert.Null(View("2015-16", [.. Year("2015-16", 720, 720), .. Year("2016-17", 720, 720)]));
        Assert.Null(View("2016-17", [], Spent("2016-17", 1, 1)));
    }

    [Fact]
    public void A_shift_of_cost_is_told()
    {
        var view = View("2018-19", [], Spent("2017-18", 4_500_000, 5_500_000), Spent("2018-19", 5_100_000, 5_100_000))!;
        Assert.Equal("From 2017-18 to 2018-19 the NHS's share of spend fell from 55.0% to 50.0%, and the local authority's rose to match, while spend in all rose from £10,000,000.00 to £10,200,000.00: the cost moved and did not fall.", view.Findings[1]);
        Assert.Equal("Whether delayed days moved between the NHS and social care from 2017-18 to 2018-19 cannot be told: delayed days are known of neither year.", view.Findings[0]);
        Assert.Equal((new Pence(550_000_000), new Pence(450_000_000), new Pence(1_000_000_000), 55m, 45m, SpendBy.Partners), (view.Years[0].NhsSpend!.Value, view.Years[0].AuthoritySpend!.Value, view.Years[0].Spend!.Value, view.Years[0].NhsSpendShare!.Value, view.Years[0].AuthoritySpendShare!.Value, view.Years[0].SpendBy!.Value));
    }

    [Fact]
    public void Joint_schemes_are_told_apart_by_their_per_cents_where_all_spend_is_in_schemes()
    {
        // 2 joint with 75% of the NHS: 300 + 300 of the NHS, 300 + 100 of the authority.
        PooledFundScheme[] schemes = [Scheme("1", Commissioner.Nhs, 300), Scheme("2", Commissioner.Joint, 400, 75), Scheme("3", Commissioner.Authority, 300)];
        var view = View("2018-19", [], Spent("2017-18", 1_000, 0, schemes), Spent("2018-19", 1_000, 0, schemes))!;
        Assert.Equal((new Pence(600_00), new Pence(400_00), SpendBy.Schemes), (view.Years[0].NhsSpend!.Value, view.Years[0].AuthoritySpend!.Value, view.Years[0].SpendBy!.Value));
        // 100 are outside schemes: by partners, and not compared with the year before.
        var mixed = View("2018-19", [], Spent("2017-18", 1_000, 0, schemes), Spent("2018-19", 1_100, 0, schemes))!;
        Assert.Equal(SpendBy.Partners, mixed.Years[1].SpendBy);
        Assert.Equal("Whether spend moved between the NHS and the local authority from 2017-18 to 2018-19 cannot be told: one year's returns tell spend by schemes and the other's by partners only.", mixed.Findings[^1]);
        // Nor is a joint scheme without per cents divided.
        Assert.Equal(SpendBy.Partners, View("2018-19", [], Spent("2017-18", 1_000, 0, schemes), Spent("2018-19", 1_000, 0, [schemes[0], schemes[1] with { NhsShare = null }, schemes[2]]))!.Years[1].SpendBy);
    }

    [Fact]
    public void A_year_of_which_spend_is_not_known_is_not_none()
    {
        var view = View("2019-20", [], Spent("2017-18", 4_500_000, 5_500_000), Spent("2018-19", 5_000_000, 5_100_000), Spent("2019-20", 5_000_000, null))!;
        Assert.Equal([2017, 2018], view.Years.Select(one => one.Year.Start));
        Assert.Equal("Whether spend moved between the NHS and the local authority from 2018-19 to 2019-20 cannot be told: the whole year's spend of 2019-20 is not known.", view.Findings[^1]);
    }
}
