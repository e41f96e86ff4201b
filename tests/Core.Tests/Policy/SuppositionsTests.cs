using Monitoring.Core.Figures.Funds;
using Monitoring.Core.Figures.Reimbursement;
using Monitoring.Core.Policy;

namespace Monitoring.Core.Tests.Policy;

public class SuppositionsTests
{
    private static readonly PolicyBook Real = PolicyBook.Current;

    [Fact]
    public void Every_switch_in_force_has_a_meaning_and_every_value_can_be_supposed()
    {
        Assert.All(Switches.Names, name => Assert.True(Switches.ValuesOf(name).Count() > 1, name));
        foreach (var value in Switches.All)
        {
            Assert.EndsWith(".", value.Meaning);
            var supposed = Real.Supposing(null, new SupposedAnswer(value.Policy, value.Value));
            Assert.Contains(
                [.. Switches.On(new(2010, 6, 1), Regime.None, supposed), .. FundSwitches.Of(new(2011), supposed), .. Switches.On(new(2011, 6, 1), [.. Switches.OfCharts, .. Switches.OfEvidence, .. Switches.OfSummaries], supposed)],
                on => on.Policy == value.Policy && on.Value == value.Value && on.Meaning == value.Meaning);
        }
    }

    [Fact]
    public void The_first_value_of_a_switch_is_the_one_in_force() =>
        Assert.All(Switches.On(new(2010, 6, 1), Regime.None, Real), on => Assert.Equal(Switches.ValuesOf(on.Policy).First().Value, on.Value));

    [Fact]
    public void Every_assumption_about_reimbursement_is_a_switch_and_the_other_way_round()
    {
        var assumed = Real.Rows.Where(row => row.Unit == "switch" && row.Mark == Mark.Assumed && (row.Policy.StartsWith("reimbursement.", StringComparison.Ordinal) || row.Policy.StartsWith("public-holiday.", StringComparison.Ordinal))).Select(row => row.Policy).Distinct();
        Assert.Equal(Switches.OfReimbursement.Order(), assumed.Order());
    }

    [Fact]
    public void Each_law_is_asked_its_own_questions()
    {
        Assert.DoesNotContain(Switches.On(new(2010, 6, 1), Regime.Act2003, Real), on => on.Policy.EndsWith("-2014", StringComparison.Ordinal));
        Assert.DoesNotContain(Switches.On(new(2016, 6, 1), Regime.Act2014, Real), on => on.Policy.EndsWith("-2003", StringComparison.Ordinal));
        Assert.Contains(Switches.On(new(2016, 6, 1), Regime.Act2014, Real), on => on is { Policy: "reimbursement.discharge-day-2014", Value: "unless-arranged", Mark: Mark.Assumed });
    }

    [Fact]
    public void A_supposition_says_so_and_changes_the_version()
    {
        var supposed = Real.Supposing(new(2015, 6, 1), new SupposedAnswer("reimbursement.sole-cause", "relevant-day", new(2012, 1, 1), new(2012, 12, 31)));
        Assert.Null(Real.Supposition);
        Assert.NotEqual(Real.Version, supposed.Version);
        Assert.NotEqual(supposed.Version, Real.Supposing(new(2015, 6, 2)).Version);
        Assert.StartsWith("The law of 1 June 2015 is supposed for every day. reimbursement.sole-cause is supposed to be 'relevant-day', from 1 January 2012 to 31 December 2012: ", supposed.Supposition);
    }

    [Theory]
    [InlineData("2011-12-31", "day-by-day")]
    [InlineData("2012-01-01", "relevant-day")]
    [InlineData("2012-12-31", "relevant-day")]
    [InlineData("2013-01-01", "day-by-day")]
    public void An_answer_is_supposed_from_a_day_to_a_day(string date, string value) => Assert.Equal(
        value, Real.Supposing(null, new SupposedAnswer("reimbursement.sole-cause", "relevant-day", new(2012, 1, 1), new(2012, 12, 31))).On(DateOnly.Parse(date), "reimbursement.sole-cause").Value);

    [Fact]
    public void The_law_of_a_date_holds_on_every_date_and_nothing_else_changes()
    {
        var supposed = Real.Supposing(new(2015, 6, 1));
        Assert.All((DateOnly[])[new(2000, 1, 1), new(2010, 6, 1), new(2024, 1, 1)], date =>
        {
            Assert.Equal("act-2014", supposed.On(date, "reimbursement.regime").Value);
            Assert.Equal("14:00", supposed.On(date, "notice.cut-off", "discharge").Value);
            Assert.Equal(13000, DailyRates.Current.On(date, "805", supposed)?.Amount.Number);
            Assert.Equal(15500, DailyRates.Current.On(date, "702", supposed)?.Amount.Number);
        });
        Assert.Equal(Real.On(new(2019, 4, 1), "population-estimate"), supposed.On(new(2019, 4, 1), "population-estimate"));
        Assert.Equal(12000, DailyRates.Current.On(new(2018, 1, 1), "805", Real.Supposing(new(2010, 6, 1)))?.Amount.Number);
    }

    [Theory]
    [InlineData("reimbursement.nothing", "yes", "There is no switch 'reimbursement.nothing'.")]
    [InlineData("reimbursement.daily-rate", "20000", "There is no switch 'reimbursement.daily-rate'.")]
    [InlineData("reimbursement.takes-over", "always", "'always' is no answer of reimbursement.takes-over. Its answers are: next-day, never.")]
    public void What_no_switch_knows_cannot_be_supposed(string policy, string value, string begins)
    {
        Assert.False(Real.TrySupposing(null, [new(policy, value)], out _, out var wrong));
        Assert.StartsWith(begins, wrong);
        Assert.StartsWith(begins, Assert.Throws<ArgumentException>(() => Real.Supposing(null, new SupposedAnswer(policy, value))).Message);
    }

    [Fact]
    public void A_date_without_a_law_days_out_of_order_and_nothing_at_all_cannot_be_supposed()
    {
        Assert.False(Real.TrySupposing(new(2022, 7, 1), [], out _, out var none));
        Assert.StartsWith("There was no law on reimbursement on 1 July 2022", none);
        Assert.False(Real.TrySupposing(null, [new("reimbursement.takes-over", "never", new(2012, 1, 2), new(2012, 1, 1))], out _, out var order));
        Assert.EndsWith("the first day is after the last.", order);
        Assert.False(Real.TrySupposing(null, [], out _, out _));
    }

    [Fact]
    public void Every_ground_and_flag_has_words()
    {
        Assert.All(Enum.GetValues<Ground>(), ground => Assert.Contains(DayGrounds.All, row => row.Ground == ground));
        Assert.All(DayGrounds.All, row => Assert.True(row.Words.EndsWith('.') && row.Provision.Length > 5));
        Assert.Equal(Enum.GetValues<DayFlag>(), DayFlags.All.Select(row => row.Flag));
        Assert.All(DayFlags.All, row => Assert.True(row.Words.EndsWith('.') && row.WhatToDo.EndsWith('.')));
        Assert.Equal(DayGrounds.All.Length, DayGrounds.All.Select(row => (row.Ground, row.Regime)).Distinct().Count());
    }
}
