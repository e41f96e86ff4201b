using System.Collections.Immutable;
using Monitoring.Core.Figures.Funds;
using Monitoring.Core.Kernel;
using Monitoring.Core.Ledger;
using Monitoring.Core.Policy;
using Monitoring.Core.Returns;
using static Monitoring.Core.Tests.Figures.Funds.SmallPool;

namespace Monitoring.Core.Tests.Figures.Funds;

/// <summary>As submitted beside as recomputed: published totals that do not fit, and each name of a difference.</summary>
public class FundComparisonsTests
{
    private const FundingSource Minimum = FundingSource.NhsMinimum, Dfg = FundingSource.DisabledFacilities;

    /// <summary>Nottingham City, Q2 2015-16 (domain note 5, M1): 11,474 fits with the adjustment taken off, 1,296 is 1 off its lines, and the totals fit their printed sub-totals.</summary>
    [Fact]
    public void M1_has_both_figures_side_by_side()
    {
        var compared = Compared(PoolPositionsTests.M1());
        Assert.Equal(
            [
                ("Closing balance", "Q2 2015-16, line 2", 1_082_000, 1_083_000, "can come from rounding: 9 amounts may be off by £10,000 in all"),
                ("Income, actual: sub-total of 04K", "Q2 2015-16, line 2", 11_474_000, 11_474_000, null),
                ("Income, actual: sub-total of Nottingham", "Q2 2015-16, line 3", 1_296_000, 1_297_000, "can come from rounding: 3 amounts may be off by £3,000 in all"),
                ("Income, actual: total", "Q2 2015-16, line 4", 12_770_000, 12_771_000, "can come from rounding: 6 amounts may be off by £6,000 in all"),
                ("Income, actual: total, beside the printed totals that it adds up", "Q2 2015-16, line 4", 12_770_000, 12_770_000, null),
                ("Expenditure, actual: total", "Q2 2015-16, line 5", 11_688_000, 11_688_000, null),
                ("Balance, actual: total", "Q2 2015-16, line 6", 1_082_000, 1_083_000, "can come from rounding: 8 amounts may be off by £8,000 in all"),
                ("Balance, actual: total, beside the printed totals that it adds up", "Q2 2015-16, line 6", 1_082_000, 1_082_000, null),
            ],
            compared.Select(one => (one.What, one.Where, one.Submitted.Pounds, one.Recomputed!.Value.Pounds, one.Why)));
        Assert.Equal(P(-1_000), compared.Single(one => one.What == "Income, actual: sub-total of Nottingham").Difference);
    }

    [Fact]
    public void M1_without_its_sign_is_found_out()
    {
        var compared = Compared(PoolPositionsTests.M1(deducts: false)).ToDictionary(one => one.What);
        Assert.Equal((P(11_780_000), P(-306_000), "fits if 'NEL adjustment', £153,000.00, is a deduction printed without its sign"), Found("Income, actual: sub-total of 04K"));
        Assert.Equal((P(13_077_000), P(-307_000), "fits, but for rounding, if 'NEL adjustment', £153,000.00, is a deduction printed without its sign"), Found("Income, actual: total"));

        (Pence?, Pence?, string?) Found(string what) => (compared[what].Recomputed, compared[what].Difference, compared[what].Why);
    }

    [Fact]
    public void A_line_that_is_added_and_was_taken_off_is_found_out() => Assert.Equal(
        "fits if 'Charges', £20.00, is not taken off",
        Compared(new SmallPool("2015-16-Q1").In(Ccg, Minimum, 100).In(City, FundingSource.Other, 20, deducts: true, description: "Charges").Printed(PoolTotal.Income, null, 120)).Single(one => one.What == "Income, actual: total").Why);

    /// <summary>In pounds nothing is explained by rounding (domain note 3.4, F4).</summary>
    [Theory]
    [InlineData("123.45", null)]
    [InlineData("123.46", "fits if one digit is misprinted, of the total, 'Minimum NHS contribution' or 'DFG'")]
    [InlineData("173.45", "fits if one digit is misprinted, of the total, 'Minimum NHS contribution' or 'DFG'")]
    [InlineData("76.55", "fits if 'DFG', £23.45, is a deduction printed without its sign")]
    [InlineData("150.00", "not explained")]
    [InlineData("1123.45", "not explained")]
    public void A_difference_has_a_name(string printed, string? why) => Assert.Equal(why,
        Compared(new SmallPool("2015-16-Q1").In(Ccg, Minimum, 100.00m).In(City, Dfg, 23.45m).Printed(PoolTotal.Income, null, decimal.Parse(printed, System.Globalization.CultureInfo.InvariantCulture))).Single(one => one.What == "Income, actual: total").Why);

    [Fact]
    public void What_cannot_be_added_up_is_not_made_up()
    {
        var compared = Compared(new SmallPool("2015-16-Q1", closing: 7).In(Ccg, Minimum, null, planned: 100).Printed(PoolTotal.Income, null, 100).Printed(PoolTotal.Income, null, 100, PoolMeasure.Planned));
        Assert.Equal(
            [
                ("Closing balance", P(7), null, "not known: the opening balance, income and expenditure or part of it is missing"),
                ("Income, actual: total", P(100), null, "not known: a line, or an amount of one, is missing"),
                ("Income, planned: total", P(100), P(100), null),
            ],
            compared.Select(one => (one.What, (Pence?)one.Submitted, one.Recomputed, one.Why)));
        Assert.Null(compared[0].Difference);
    }

    /// <summary>Check 4.</summary>
    [Fact]
    public void Opening_and_closing_balances_stand_beside_what_they_come_to()
    {
        var compared = Compared(new SmallPool("2015-16-Q1", 10, 40).In(Ccg, Minimum, 100).Out(City, Minimum, 70), new SmallPool("2015-16-Q2", 50, 80).In(Ccg, Minimum, 100).Out(City, Minimum, 70));
        Assert.Equal(
            [
                ("Closing balance", "Q1 2015-16, line 2", P(40), P(40), null),
                ("Opening balance, beside the closing balance before it", "Q2 2015-16, line 2", P(50), P(40), "fits if one digit is misprinted, of the total or 'closing balance of Q1 2015-16'"),
                ("Closing balance", "Q2 2015-16, line 2", P(80), P(80), null),
            ],
            compared.Select(one => (one.What, one.Where, (Pence?)one.Submitted, one.Recomputed, one.Why)));
    }

    /// <summary>Check 2.</summary>
    [Fact]
    public void A_forecast_of_a_quarter_that_is_over_stands_beside_the_actual_where_they_differ()
    {
        var compared = Compared(new SmallPool("2015-16-Q1").In(Ccg, Minimum, 100, forecast: 100).In(Ccg, FundingSource.Adjustment, 3, forecast: 4, deducts: true).In(City, Dfg, null, forecast: 5));
        Assert.Equal(
            [("Income, Adjustment of 04K: forecast, beside the actual", "Q1 2015-16, line 3", P(-4), P(-3), "the quarter is over, and its forecast was not made the actual")],
            compared.Select(one => (one.What, one.Where, (Pence?)one.Submitted, one.Recomputed, one.Why)));
    }

    /// <summary>Check 1, of four quarters; in thousands each of them may be rounded.</summary>
    [Theory]
    [InlineData(PrintedUnit.Pounds, 100_000, 400_000, 400_000, null)]
    [InlineData(PrintedUnit.Thousands, 101_000, 400_000, 401_000, "can come from rounding: 4 amounts may be off by £4,000 in all")]
    [InlineData(PrintedUnit.Pounds, 123_000, 400_000, 423_000, "not explained")]
    [InlineData(PrintedUnit.Pounds, null, 400_000, null, "not known: Q4 2015-16 has no plan for it")]
    public void Plans_of_the_quarters_stand_beside_the_yearly_plan(PrintedUnit unit, int? last, int yearly, int? comesTo, string? why)
    {
        var compared = Compared(Enumerable.Range(1, 4).Select(quarter => new SmallPool($"2015-16-Q{quarter}", unit: unit).In(Ccg, Minimum, 100_000, planned: quarter == 4 ? last : 100_000, yearly: yearly)));
        Assert.Equal([("Income, Minimum NHS contribution of 04K: yearly plan, beside the plans of the quarters", "Q4 2015-16, line 2", P(yearly), P(comesTo), why)], compared.Select(one => (one.What, one.Where, (Pence?)one.Submitted, one.Recomputed, one.Why)));
    }

    [Fact]
    public void Plans_of_the_quarters_are_asked_for_once_all_four_are_there() =>
        Assert.Empty(Compared(Enumerable.Range(1, 3).Select(quarter => new SmallPool($"2015-16-Q{quarter}").In(Ccg, Minimum, 100, planned: 100, yearly: 350))));

    /// <summary>
    /// Printed totals of national composition. M8: 3,519 + 394 = 3,913, and a summary that printed 294; M9: 4,048 + 2,077 + 573 = 6,698; M14: 130 + 300 + 354 + 1,100 = 1,884, published as 1.9bn. Amounts in millions,
    /// on a plan whose own lines are exact.
    /// </summary>
    [Theory]
    [InlineData("3519 394", 3_913, 1, null)]
    [InlineData("3519 394", 3_900, 100, "the same to the nearest £100,000,000")]
    [InlineData("3519 294", 3_913, 1, "fits if one digit is misprinted, of the total, '1' or '2'")]
    [InlineData("3519 294", 3_900, 100, "fits if one digit is misprinted, of the total, '1' or '2'")]
    [InlineData("4048 2077 573", 6_698, 1, null)]
    [InlineData("130 300 354 1100", 1_900, 100, "the same to the nearest £100,000,000")]
    public void A_printed_total_of_a_plan_stands_beside_its_lines(string lines, int printed, int nearest, string? why)
    {
        var amounts = lines.Split(' ').Select(int.Parse).ToList();
        var compared = Assert.Single(Compared(OfPlan(AmountsIn.Pounds, PoolSide.Income, printed, nearest, [.. amounts])));
        Assert.Equal(
            ("Income, planned: 'Fund'", "Plan 2016-17, version 1, line 2", P(printed * 1_000_000m), P(amounts.Sum() * 1_000_000m), why), (compared.What, compared.Where, (Pence?)compared.Submitted, compared.Recomputed, compared.Why));
    }

    /// <summary>Oldham 2018-19 (M6): 124.986 + 1.447 + 9.192 = 135.625, in millions to three places.</summary>
    [Theory]
    [InlineData(135_625, null)]
    [InlineData(135_626, "can come from rounding: 3 amounts may be off by £3,000 in all")]
    public void M6_is_the_sum_of_its_parts(int printed, string? why) => Assert.Equal(why, Assert.Single(Compared(OfPlan(AmountsIn.Thousands, PoolSide.Income, printed, 1, [124_986, 1_447, 9_192], unit: 1_000))).Why);

    [Fact]
    public void A_total_of_one_kind_or_source_adds_up_those_lines_only()
    {
        var facts = OfPlan(AmountsIn.Pounds, PoolSide.Income, 394, 1, [3519, 394]);
        var total = new PrintedTotal(City, FinancialYear.Parse("2016-17"), 1, PoolSide.Income, "Grant", null, Dfg, Pence.FromPounds(394_000_000), 1);
        facts = facts with { Plans = [facts.Plans[0] with { Rows = [.. facts.Plans[0].Rows.Where(row => row.Row is not PrintedTotal), new(total, 2)] }] };
        Assert.Equal((P(394_000_000), null), (Compared(facts)[0].Recomputed, Compared(facts)[0].Why));
    }

    /// <summary>A plan of contributions, the first from the NHS minimum and the others from the DFG, with one printed total.</summary>
    private static FundFacts OfPlan(AmountsIn amountsIn, PoolSide side, int printed, int nearest, int[] amounts, decimal unit = 1_000_000)
    {
        var year = FinancialYear.Parse("2016-17");
        PlanRow[] rows =
        [
            new Plan(City, year, 1, PlanStatus.Submitted, year.FirstDay, null, null, null, null, null, amountsIn, null, null, null, null, null, null, null, null, null),
            .. amounts.Select((amount, i) => new PlanContribution(City, year, 1, Ccg, PartnerKind.Ccg, i == 0 ? Minimum : Dfg, $"{i + 1}", Pence.FromPounds(amount * unit), null, true, null)),
            new PrintedTotal(City, year, 1, side, "Fund", null, null, Pence.FromPounds(printed * unit), nearest * (int)(nearest == 1 ? 1 : unit)),
        ];
        var at = new DateTimeOffset(2016, 3, 21, 0, 0, 0, default);
        return FundFacts.Empty(City) with { Plans = [new(BcfPlan.Slice(City, year, 1), City, "plan", ArrivalOrder.Of(at, "plan"), at, [.. rows.Select(row => new Sourced<PlanRow>(row, 2))])] };
    }
}
