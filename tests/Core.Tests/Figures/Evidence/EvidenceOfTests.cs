using Monitoring.Core.Figures.Delays;
using Monitoring.Core.Figures.Evidence;
using Monitoring.Core.Kernel;
using Monitoring.Core.Policy;
using Monitoring.Evidence;
using static Monitoring.Core.Tests.Figures.Evidence.EvidenceQuestions;

namespace Monitoring.Core.Tests.Figures.Evidence;

/// <summary>Answers that can be worked out by hand, and every reason for which nothing is told.</summary>
public class EvidenceOfTests
{
    private const double Exact = 1e-9;

    private static readonly PolicyBook Book = PolicyBook.Current;

    private static readonly Func<int, double?> Shared = month => 12 + Season(month) + 0.05 * month;

    [Theory]
    [InlineData(-1.5, Verdict.Improved)]
    [InlineData(1.5, Verdict.Worsened)]
    [InlineData(0, Verdict.NoChangeSeen)]
    public void Without_noise_a_difference_in_differences_is_the_change_itself(double change, Verdict verdict)
    {
        var answer = Answer(Body("100", 36, 24, month => Shared(month) + (month >= 0 ? change : 0)), Comparators(36, 24));
        var estimate = answer.Estimates[0];
        Assert.Equal(("Difference in differences", "Average difference after the start", 60, 5), (estimate.Design, estimate.Quantity, estimate.Months, estimate.Bodies));
        Assert.Equal(change, estimate.Value, Exact);
        Assert.Equal((change, change), (Math.Round(estimate.Lower, 9, MidpointRounding.AwayFromZero), Math.Round(estimate.Upper, 9, MidpointRounding.AwayFromZero)));
        Assert.Equal(verdict, answer.Verdict);
        Assert.Empty(answer.Reasons);
        Assert.All(answer.Checks, check => Assert.NotEqual(false, check.Holds));
        Assert.All(answer.Points, point => Assert.Equal(point.Treated!.Value - (point.Month >= Starts ? change : 0), point.Expected!.Value, Exact));
    }

    [Fact]
    public void Without_noise_a_series_by_itself_shows_its_change_of_level_and_of_slope()
    {
        var answer = Answer(Body("100", 36, 24, month => 20 + 0.1 * month + Season(month) + (month >= 0 ? -2 - 0.25 * month : 0)));
        // 24 months from the start: 0 to 23, on average 11.5 after it.
        Assert.Equal(
            [("Average difference after the start", -2 - 0.25 * 11.5), ("Change of level", -2), ("Change of slope a month", -0.25)],
            answer.Estimates.Select(estimate => (estimate.Quantity, Math.Round(estimate.Value, 8, MidpointRounding.AwayFromZero))));
        Assert.All(answer.Estimates, estimate => Assert.Equal("Interrupted time series", estimate.Design));
        Assert.Equal(Verdict.Improved, answer.Verdict);
        Assert.Contains("There are no comparators: what changed everywhere at that time cannot be told from what changed here.", answer.DoesNotShow);
        Assert.Null(answer.Checks.Single(check => check.Name == "Trend before the start").Holds);
    }

    /// <summary>30 months before and 18 from the start hold some months of the year more often than others: without terms for them a season of its own would look like a change.</summary>
    [Fact]
    public void A_season_of_its_own_is_no_change()
    {
        var answer = Answer(Body("100", 30, 18, month => 12 + 3 * Season(month)), Comparators(30, 18).Select(body => body with { Points = [.. body.Points.Select(point => point with { Value = 9 })] }));
        Assert.Equal(0, answer.Estimates[0].Value, Exact);
        Assert.Equal(Verdict.NoChangeSeen, answer.Verdict);
    }

    [Fact]
    public void What_is_found_is_said_so_that_it_can_be_read_aloud()
    {
        var answer = Answer(Body("100", 36, 24, month => Shared(month) + (month >= 0 ? -1.8 : 0) + 0.5 * Wobble(month, 0), "Derby"), Comparators(36, 24, 0.5));
        var estimate = answer.Estimates[0];
        Assert.Equal(Verdict.Improved, answer.Verdict);
        Assert.InRange(-1.8, estimate.Lower, estimate.Upper);
        Assert.Equal($"From January 2014 Derby had {-estimate.Value:0.0} fewer people delayed a day per 100,000 adults than the comparators would lead one to expect (95% interval {-estimate.Upper:0.0} to {-estimate.Lower:0.0} fewer).", answer.Says[0]);
        Assert.Equal("No change at all is outside the interval, the checks hold, and fewer is better: an improvement was seen after Home First started.", answer.Says[1]);
        Assert.Equal(["Autocorrelation", "Trend before the start", "Placebo starts", "Other windows", "A comparator left out"], answer.Checks.Select(check => check.Name));
        Assert.Equal((25, 4), (answer.Checks[2].Points.Length, answer.Checks[4].Points.Length));
        Assert.StartsWith("Of 25 false starts tried in the months before, none shows a change as many standard errors from none as the true start.", answer.Checks[2].Says, StringComparison.Ordinal);
        Assert.Contains("It does not show that Home First caused what was seen: a change that came with the start may have come from anything else that began about then in the same places.", answer.DoesNotShow);
        Assert.Contains("Other comparators could give another answer. These were chosen so: the nearest neighbours of 2013.", answer.DoesNotShow);
    }

    [Fact]
    public void Several_councils_are_named_by_their_scheme()
    {
        var treated = Enumerable.Range(0, 3).Select(at => Body($"{100 + at}", 36, 24, month => Shared(month) + (month >= 0 ? -2 : 0)));
        var answer = EvidenceOf.Answer(Ask(treated, Comparators(36, 24)), Book);
        Assert.Equal("From January 2014 the three councils of Home First had 2.0 fewer people delayed a day per 100,000 adults than the comparators would lead one to expect (95% interval 2.0 to 2.0 fewer).", answer.Says[0]);
    }

    /// <summary>2 fewer a day per 100,000 x 200,000 adults x 730 days of 2014 and 2015 = 2,920 days; £292,000 / 2,920 = £100.</summary>
    [Fact]
    public void Days_avoided_and_what_each_cost()
    {
        var question = Ask(One(Body("100", 36, 24, month => Shared(month) + (month >= 0 ? -2 : 0))), Comparators(36, 24)) with { Adults = 200_000, Cost = Pence.FromPounds(292_000) };
        var answer = EvidenceOf.Answer(question, Book);
        Assert.Equal(2920, answer.DaysAvoided!.Value, 6);
        Assert.Equal(100, answer.CostPerDay!.Value, 6);
        Assert.StartsWith("One council: a second source is needed before anybody acts on it", answer.Says[2], StringComparison.Ordinal);
        Assert.Equal(["For 200,000 adults that comes to 2,920 delayed days fewer than expected over the months used from January 2014 to December 2015 (95% interval 2,920 to 2,920 fewer).", "£292,000.00 was spent: £100.00 for each delayed day avoided (95% interval £100.00 to £100.00)."], answer.Says.Skip(3));
        Assert.Contains(answer.DoesNotShow, says => says.StartsWith("The cost is what was spent on the scheme.", StringComparison.Ordinal));
        Assert.Null(EvidenceOf.Answer(question with { Cost = null }, Book).CostPerDay);
        Assert.Null(EvidenceOf.Answer(question with { Adults = null }, Book).DaysAvoided);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(0)]
    public void No_cost_of_a_day_where_none_was_avoided(double change)
    {
        var answer = EvidenceOf.Answer(Ask(One(Body("100", 36, 24, month => Shared(month) + (month >= 0 ? change : 0))), Comparators(36, 24)) with { Adults = 200_000, Cost = Pence.FromPounds(292_000) }, Book);
        Assert.Equal(-change * 2 * 730, answer.DaysAvoided!.Value, 6);
        Assert.Null(answer.CostPerDay);
    }

    [Fact]
    public void The_interval_of_a_cost_is_that_of_the_days_turned_over()
    {
        var answer = EvidenceOf.Answer(Ask(One(Body("100", 36, 24, month => Shared(month) + (month >= 0 ? -3 : 0) + 0.5 * Wobble(month, 0))), Comparators(36, 24, 0.5)) with { Adults = 200_000, Cost = Pence.FromPounds(292_000) }, Book);
        var (days, cost) = (answer.DaysAvoided!, answer.CostPerDay!);
        Assert.Equal(-answer.Estimates[0].Upper * 2 * 730, days.Lower, 6);
        Assert.Equal((292_000 / days.Value, 292_000 / days.Upper, 292_000 / days.Lower), (cost.Value, cost.Lower, cost.Upper));
    }

    [Fact]
    public void A_month_that_one_body_lacks_is_left_out_for_all_of_them_and_is_not_zero()
    {
        RateSeries[] whole = [.. Comparators(36, 24, 0.5)];
        Func<int, double?> treated = month => Shared(month) + (month >= 0 ? -2 : 0) + 0.5 * Wobble(month, 0);
        RateSeries[] lacking = [whole[0] with { Points = [.. whole[0].Points.Select(point => point.Month == Starts.AddMonths(-7) ? point with { Value = null } : point)] }, .. whole[1..]];
        RateSeries[] without = [.. whole.Select(body => body with { Points = [.. body.Points.Where(point => point.Month != Starts.AddMonths(-7))] })];
        var (one, all, none) = (Answer(Body("100", 36, 24, treated), lacking), Answer(Body("100", 36, 24, month => month == -7 ? null : treated(month)), without), Answer(Body("100", 36, 24, treated), whole));
        Assert.Equal((59, 60), (one.Estimates[0].Months, none.Estimates[0].Months));
        Assert.Equal(all.Estimates[0], one.Estimates[0]);
        Assert.Null(one.Points.Single(point => point.Month == Starts.AddMonths(-7)).Treated);
        Assert.Contains("1 month of 60 is not in it, because a body has no figure there: nothing is put in their place.", one.DoesNotShow);
    }

    [Fact]
    public void A_comparator_that_changed_is_left_out_and_said()
    {
        RateSeries[] comparators = [.. Comparators(36, 24), Body("809", 36, 24, Shared, "Dorset", new ReportingMonth(2015, 4)), Body("810", 36, 24, month => month % 5 == 0 ? null : 7, "Poole")];
        var answer = Answer(Body("100", 36, 24, Shared), comparators);
        Assert.Equal(5, answer.Estimates[0].Bodies);
        Assert.Contains(answer.DoesNotShow, says => says.StartsWith("2 chosen comparators are not in it. Dorset is not the same before and from April 2015", StringComparison.Ordinal) && says.Contains("Poole has no figure in 12 of the 60 months from January 2011 to December 2015. Missing is not zero", StringComparison.Ordinal));
    }

    /// <summary>With differences between comparators of more than their months explain, an interval is wider, and says why.</summary>
    [Fact]
    public void Comparators_that_changed_differently_widen_the_interval()
    {
        var treated = Body("100", 36, 24, month => Shared(month) + 0.5 * Wobble(month, 0));
        RateSeries[] alike = [.. Comparators(36, 24, 0.5)];
        double[] shifts = [3, -3, 2, -2];
        RateSeries[] unlike = [.. alike.Select((body, at) => body with { Points = [.. body.Points.Select(point => point.Month < Starts ? point : point with { Value = point.Value + (decimal)shifts[at] })] })];
        var (narrow, wide) = (Answer(treated, alike).Estimates[0], Answer(treated, unlike).Estimates[0]);
        Assert.Equal(narrow.Value, wide.Value, Exact);
        // Shifts of 3, -3, 2, -2 have a variance of 26 / 3; of one body against four a quarter more: a standard error of 3.3 from them alone.
        Assert.InRange(wide.StandardError, 3.2, 3.5);
        Assert.True(narrow.StandardError < 1);
        Assert.EndsWith("and is wider because comparators changed differently from each other by more than their months explain.", wide.Method, StringComparison.Ordinal);
    }

    public static TheoryData<string, EvidenceQuestion, string> Untold => new()
    {
        { "no body", Ask([], Comparators(36, 24)), "No body is named that has the scheme. Name at least one." },
        { "named twice", Ask(One(Body("300", 36, 24, Shared, "Leeds")), Comparators(36, 24)), "Leeds is named twice: a body either has the scheme or is a comparator. Name it once." },
        { "no figures", Ask(One(Body("100", 36, 24, _ => null, "Poole")), Comparators(36, 24)), "Poole has no figures. Missing figures are not zero: nothing can be said of it." },
        { "never together", Ask([Body("100", 36, 24, month => month < 0 ? 5 : null), Body("101", 36, 24, month => month < 0 ? null : 5)], Comparators(36, 24)), "There is no month in which all the bodies with the scheme have figures. Name fewer bodies, or another window." },
        { "47 months", Ask(One(Body("100", 33, 14, Shared)), Comparators(33, 14)), "47 months can be used, in which every body has a figure; at least 48 are needed. Choose a longer window or bodies with fewer gaps, or ask again when more months are known." },
        { "11 after", Ask(One(Body("100", 48, 11, Shared)), Comparators(48, 11)), "48 months can be used before January 2014 and 11 from then on; at least 12 are needed on either side. Choose a longer window, or ask again when more months are known." },
        { "11 before", Ask(One(Body("100", 11, 48, Shared)), Comparators(11, 48)), "11 months can be used before January 2014 and 48 from then on; at least 12 are needed on either side. Choose a longer window, or ask again when more months are known." },
        { "window asked too short", Ask(One(Body("100", 48, 48, Shared)), Comparators(48, 48)) with { Before = 24, After = 12 }, "36 months can be used, in which every body has a figure; at least 48 are needed. Choose a longer window or bodies with fewer gaps, or ask again when more months are known." },
        { "alone and 23 before", Ask(One(Body("100", 23, 36, Shared))), "23 months can be used before January 2014; without comparators at least 24 are needed to know season and trend. Choose comparators or a longer window." },
        { "two comparators", Ask(One(Body("100", 36, 24, Shared)), Comparators(36, 24).Take(2)), "2 comparators can be used of 2 chosen; at least 3 are needed to see how bodies without the scheme differ among themselves. Choose more." },
        { "a break", Ask(One(Body("809", 36, 24, Shared, "Dorset", new ReportingMonth(2015, 4))), Comparators(36, 24)), "Dorset is not the same before and from April 2015: the body, or what is counted, is another. No estimate runs across that. Choose a window that ends before April 2015 or begins with it." },
        { "gaps", Ask(One(Body("100", 36, 24, month => month % 5 == 0 ? null : 7, "Poole")), Comparators(36, 24)), "Poole has no figure in 12 of the 60 months from January 2011 to December 2015. Missing is not zero: choose another body or another window." },
        { "nothing before", Ask(One(Body("714", 36, 24, month => month < 0 ? 0 : 1, "City of London")), Comparators(36, 24)), "Before January 2014 every month of City of London was none: there was nothing to reduce." },
    };

    [Theory]
    [MemberData(nameof(Untold))]
    public void Data_that_are_not_enough_give_no_estimate_and_a_reason(string name, EvidenceQuestion question, string reason)
    {
        var answer = EvidenceOf.Answer(question, Book);
        Assert.True(answer.Verdict == Verdict.CannotTell, name);
        Assert.Contains(reason, answer.Reasons);
        Assert.Empty(answer.Estimates);
        Assert.Equal((null, null, false), (answer.DaysAvoided, answer.CostPerDay, answer.Supported));
        Assert.Equal(["Whether anything changed cannot be told from these data, for the reasons given."], answer.Says);
        Assert.NotEmpty(answer.DoesNotShow);
    }

    [Fact]
    public void A_window_without_the_break_is_answered()
    {
        var question = Ask(One(Body("809", 48, 36, Shared, "Dorset", new ReportingMonth(2016, 4))), Comparators(48, 36));
        Assert.Equal(Verdict.CannotTell, EvidenceOf.Answer(question, Book).Verdict);
        Assert.Equal(Verdict.NoChangeSeen, EvidenceOf.Answer(question with { After = 27 }, Book).Verdict);
    }

    public static TheoryData<string, Func<int, double>, string, bool> Doubtful => new()
    {
        { "Autocorrelation", month => 3 * Math.Sin(month / 9.0), "Autocorrelation: A month resembles the one before by 0.9", false },
        { "Trend before the start", month => -0.08 * month, "Trend before the start: Before the start those with the scheme already moved away from their comparators, by 0.0", false },
        { "Placebo starts", month => month < -40 ? 0.8 : month < 0 ? 0 : -0.2, "Placebo starts: Of 37 false starts tried in the months before, ", true },
        { "Other windows", month => month < 0 ? 0 : month < 12 ? 0.4 : -1.2, "Other windows: Over 8 other windows the change is between ", true },
        { "too wide", month => 0, "The interval (", true },
    };

    [Theory]
    [MemberData(nameof(Doubtful))]
    public void A_check_that_fails_is_a_reason(string name, Func<int, double> difference, string reason, bool supported)
    {
        var noise = name == "too wide" ? 4 : 0.4;
        var answer = Answer(Body("100", 48, 48, month => Shared(month) + difference(month) + noise * Wobble(month, 0)), Comparators(48, 48, noise));
        Assert.Equal(Verdict.CannotTell, answer.Verdict);
        Assert.Contains(answer.Reasons, says => says.StartsWith(reason, StringComparison.Ordinal));
        Assert.Equal(supported, answer.Supported);
        Assert.NotEmpty(answer.Estimates);
        Assert.Equal(2, answer.Says.Length);
        Assert.Null(answer.DaysAvoided);
    }

    [Fact]
    public void A_month_twice_is_refused()
    {
        var body = Body("100", 36, 24, Shared);
        Assert.Throws<ArgumentException>(() => EvidenceOf.Answer(Ask(One(body with { Points = [.. body.Points, new SeriesPoint(Starts, 1)] }), Comparators(36, 24)), Book));
    }

    [Fact]
    public void The_same_question_has_the_same_answer()
    {
        var question = Ask(One(Body("100", 36, 24, month => Shared(month) + Wobble(month, 0))), Comparators(36, 24, 1));
        Assert.Equal(EvidenceOf.Answer(question, Book).Estimates, EvidenceOf.Answer(question, Book).Estimates);
    }

    private static EvidenceAnswer Answer(RateSeries treated, params IEnumerable<RateSeries> comparators) => EvidenceOf.Answer(Ask(One(treated), comparators), Book);
}
