using Monitoring.Core.Figures.Funds;
using Monitoring.Core.Policy;
using static Monitoring.Core.Tests.Figures.Funds.PlanChecksTests;

namespace Monitoring.Core.Tests.Figures.Funds;

/// <summary>National totals of the domain note (3.1, examples M8, M9 and M14), in millions of pounds.</summary>
public class NationalTotalsTests
{
    private static NationalTotal Of(int year, string name, PolicyBook? policy = null) => Assert.Single(NationalTotals.Of(new(year), policy ?? PolicyBook.Current), total => total.Name == name);

    /// <summary>Every row of 3.1: NHS minimum, DFG, iBCF, what else there was, and the total that is printed.</summary>
    [Theory]
    [InlineData(2016, Mark.Verified, 3913, 3519, 394, null, null)]
    [InlineData(2017, Mark.Recalled, 5128, 3582, 431, 1115, null)]
    [InlineData(2018, Mark.Recalled, 5617, 3650, 468, 1499, null)] // the winter pressures grant was not mandatory to pool
    [InlineData(2019, Mark.Recalled, 6422, 3840, 505, 1837, 240)]
    [InlineData(2020, Mark.Verified, 6698, 4048, 573, 2077, null)] // M9
    [InlineData(2022, Mark.Recalled, 7717, 4504, 573, 2140, 500)]
    [InlineData(2023, Mark.Recalled, 8072, 4759, 573, 2140, 600)]
    [InlineData(2024, Mark.Recalled, 8794, 5029, 625, 2140, 1000)]
    [InlineData(2025, Mark.Derived, 8965, 5614, 711, 2640, null)]
    public void Components_come_to_the_total_of_their_year(int year, Mark mark, int printed, int nhs, int dfg, int? grant, int? other)
    {
        var total = Of(year, "Better Care Fund");
        Assert.Equal((printed * 1_000_000m, (nhs + dfg + (grant ?? 0) + (other ?? 0)) * 1_000_000m, mark), (total.Printed, total.Components, total.Mark));
        Assert.EndsWith(": the parts come to the total.", total.Says);
        Assert.Equal((nhs * 1_000_000m, dfg * 1_000_000m), (Of(year, "Minimum NHS contribution").Printed, Of(year, "DFG").Printed));
    }

    /// <summary>M14: 130 + 300 + 354 + 1,100 = 1,884, published as 1.9bn; with 1.9bn new 3.8bn.</summary>
    [Fact]
    public void M14_what_is_printed_to_a_hundred_million_is_rounded()
    {
        Assert.Equal((1_900_000_000m, 1_884_000_000m), (Of(2015, "Existing funding").Printed, Of(2015, "Existing funding").Components));
        Assert.Equal("Carers' breaks £130m + Reablement £300m + Existing transfer to social care £1,100m + Capital £354m = £1,884m, £16m less than the £1.9bn printed: no more than rounding makes.", Of(2015, "Existing funding").Says);
        Assert.Equal("New NHS contribution £1.9bn + Existing funding £1.9bn = £3,800m: the parts come to the total.", Of(2015, "Better Care Fund").Says);
        Assert.Equal((5_300_000_000m, null), (Of(2015, "Pooled by areas").Printed, Of(2015, "Pooled by areas").Components));
    }

    /// <summary>M8 and M9: parts of parts.</summary>
    [Theory]
    [InlineData(2016, "Minimum NHS contribution", "NHS minimum paid upfront £2,519m + NHS minimum subject to the condition on out-of-hospital services £1,000m = £3,519m: the parts come to the total.")]
    [InlineData(2020, "DFG", "DFG as in the year before £505m + Additional DFG £68m = £573m: the parts come to the total.")]
    [InlineData(2022, "Discharge funding", "Discharge funding (LA) £200m + Discharge funding (ICB) £300m = £500m: the parts come to the total.")]
    [InlineData(2021, "Better Care Fund", "Minimum NHS contribution £4,263m + DFG £573m + iBCF £2,077m = £6,913m, £13m more than the £6.9bn printed: no more than rounding makes.")]
    [InlineData(2025, "Better Care Fund", "Minimum NHS contribution £5,614m + DFG £711m + LA Better Care Grant £2,640m = £8,965m: the parts come to the total.")]
    [InlineData(2018, "Additional iBCF of Spring 2017", "Printed as £674m; nothing is loaded of what it is made of. It is within 'iBCF'.")]
    [InlineData(2016, "Carers' breaks", "Printed as £130m or more; nothing is loaded of what it is made of. It is within 'Minimum NHS contribution'.")]
    // 4,048 x 1.053 = 4,262.544.
    [InlineData(2021, "Minimum NHS contribution", "Printed as £4,263m; nothing is loaded of what it is made of. £4,048m in 2020-21 with 5.3% growth is £4,262.544m.")]
    // 4,263 x 1.0566 = 4,504.2858.
    [InlineData(2022, "Minimum NHS contribution", "Printed as £4,504m; nothing is loaded of what it is made of. £4,263m in 2021-22 with 5.66% growth is £4,504.286m.")]
    public void A_total_says_what_it_is_made_of(int year, string name, string says) => Assert.Equal(says, Of(year, name).Says);

    /// <summary>M13: what the iBCF of 2018-19 was used for, as averages of boards' percentages: 39.8 + 32.3 + 27.7 = 99.8. Each stands as it was published beside what they come to, and nothing calls it wrong.</summary>
    [Fact]
    public void M13_shares_need_not_come_to_a_hundred()
    {
        var total = Of(2018, "iBCF");
        Assert.EndsWith(" Its uses were published as 39.8% + 32.3% + 27.7% = 99.8%: averages of what boards reported, which need not come to 100%.", total.Says);
        Assert.DoesNotContain("explain", total.Says, StringComparison.Ordinal);
        Assert.DoesNotContain("uses were published", Of(2019, "iBCF").Says, StringComparison.Ordinal);
        Assert.Contains(EnglandFunds.Of(new(2018), [], PolicyBook.Current, ReferenceBook.Current).Totals, one => one.Says == total.Says);
    }

    /// <summary>M8: a trade summary prints DFG as 294: 3,519 + 294 = 3,813. The NHS minimum comes to its own parts, 2,519 + 1,000, so it is not the one that was misprinted.</summary>
    [Fact]
    public void M8_a_misprint_of_one_digit_is_suggested()
    {
        var misprinted = PolicyBook.Current.With(Row("bcf.national-total", "disabled-facilities", new(2016, 4, 1), new(2017, 3, 31), "294", "GBP m"));
        var total = Of(2016, "Better Care Fund", misprinted);
        Assert.Equal((3_913_000_000m, 3_813_000_000m), (total.Printed, total.Components));
        Assert.Equal("Minimum NHS contribution £3,519m + DFG £294m = £3,813m, £100m less than the £3,913m printed. One digit may be misprinted: DFG £294m for £394m, or Better Care Fund £3,913m for £3,813m.", total.Says);
        // As the summary itself prints it: a total of 3.9bn.
        var coarse = misprinted.With(Row("bcf.national-total", "total", new(2016, 4, 1), new(2017, 3, 31), "3.9", "GBP bn"));
        Assert.Equal("Minimum NHS contribution £3,519m + DFG £294m = £3,813m, £87m less than the £3.9bn printed. One digit may be misprinted: DFG £294m for £394m, or Better Care Fund £3.9bn for £3.8bn.", Of(2016, "Better Care Fund", coarse).Says);
    }

    [Fact]
    public void A_difference_that_no_digit_explains_is_said_to_be_unexplained()
    {
        var wrong = PolicyBook.Current.With(Row("bcf.national-total", "disabled-facilities", new(2025, 4, 1), new(2026, 3, 31), "655", "GBP m"));
        Assert.Equal("Minimum NHS contribution £5,614m + DFG £655m + LA Better Care Grant £2,640m = £8,909m, £56m less than the £8,965m printed; the difference is not explained.", Of(2025, "Better Care Fund", wrong).Says);
    }

    [Fact]
    public void A_total_of_which_a_part_is_not_known_is_not_added_up()
    {
        var total = Of(2025, "Better Care Fund", PolicyBook.Current.With(Row("bcf.national-total", "disabled-facilities", new(2025, 4, 1), new(2026, 3, 31), "none")));
        Assert.Null(total.Components);
        Assert.Equal("Printed as £8,965m; of its parts DFG is not known.", total.Says);
    }

    [Fact]
    public void Years_before_the_fund_and_after_the_tables_have_none()
    {
        Assert.Empty(NationalTotals.Of(new(2014), PolicyBook.Current));
        Assert.Empty(NationalTotals.Of(new(2026), PolicyBook.Current));
    }
}
