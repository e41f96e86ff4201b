using Monitoring.Core.Figures.Funds;
using Monitoring.Core.Policy;

namespace Monitoring.Core.Tests.Figures.Funds;

public class FundSwitchesTests
{
    [Fact]
    public void Every_switch_of_the_fund_in_the_policy_table_has_its_answers_in_words_and_the_other_way_round() => Assert.Equal(
        Switches.OfFund.Order(),
        PolicyBook.Current.Rows.Where(row => row.Unit == "switch" && (row.Policy.StartsWith("performance-payment.", StringComparison.Ordinal) || row.Policy.StartsWith("fund-", StringComparison.Ordinal) || row.Policy.StartsWith("bcf.", StringComparison.Ordinal)
            || row.Policy.StartsWith("pooled-fund.", StringComparison.Ordinal))).Select(row => row.Policy).Distinct().Order());

    [Fact]
    public void The_first_answer_of_a_switch_is_the_one_in_force() =>
        Assert.All(PolicyBook.Current.Rows.Where(row => Switches.OfFund.Contains(row.Policy) && row.Value != "none"), row => Assert.Equal(Switches.ValuesOf(row.Policy).First().Value, row.Value));

    [Fact]
    public void A_year_lists_the_questions_that_arise_in_it()
    {
        Assert.Equal(
            ["actual", "other-source", "weights-form", "maximum", "cap-at-share", "over-performance", "clawback", "unreleased"],
            FundSwitches.Of(new(2015), PolicyBook.Current).Where(one => one.Policy.StartsWith("performance-payment.", StringComparison.Ordinal)).Select(one => one.Policy.Split('.')[1]));
        Assert.Contains(FundSwitches.Of(new(2015), PolicyBook.Current), one => one is { Policy: "performance-payment.clawback", Value: "no", Mark: Mark.Assumed, Meaning: "What was paid is not taken back when performance falls away, unless the plan says so." });
        Assert.Equal([true, false, false], new[] { 2015, 2016, 2025 }.Select(year => FundSwitches.Of(new(year), PolicyBook.Current).Any(one => one.Policy.StartsWith("performance-payment.", StringComparison.Ordinal))));
        Assert.Equal([false, true, false], new[] { 2015, 2016, 2025 }.Select(year => FundSwitches.Of(new(year), PolicyBook.Current).Any(one => one.Policy == "fund-release.excess")));
    }

    [Fact]
    public void An_answer_that_is_supposed_is_listed()
    {
        var supposed = PolicyBook.Current.Supposing(null, new SupposedAnswer("performance-payment.clawback", "yes"));
        Assert.Contains(FundSwitches.Of(new(2015), supposed), one => one is { Policy: "performance-payment.clawback", Value: "yes" });
        Assert.DoesNotContain(FundSwitches.Of(new(2015), supposed), one => one.Policy.StartsWith("reimbursement.", StringComparison.Ordinal));
    }
}
