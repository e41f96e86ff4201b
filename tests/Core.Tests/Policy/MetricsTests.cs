using Monitoring.Core.Kernel;
using Monitoring.Core.Policy;

namespace Monitoring.Core.Tests.Policy;

/// <summary>The metrics against the table of the domain note on the Better Care Fund, 2.6.</summary>
public class MetricsTests
{
    private static readonly Metrics Metrics = PolicyBook.Current.Metrics;

    [Theory]
    [InlineData("non-elective-admissions", "2020-03-31", "2020-04-01")]
    [InlineData("non-elective-admissions", "2015-01-01", "2014-12-31")]
    [InlineData("residential-admissions", "2025-03-31", "2025-04-01")]
    [InlineData("residential-admissions", "2020-03-31", "2020-04-01")] // no plans for 2020-21
    [InlineData("residential-admissions", "2021-04-01", "2021-03-31")]
    [InlineData("reablement", "2021-04-01", "2020-12-31")]
    [InlineData("reablement", "2024-03-31", "2024-04-01")]
    [InlineData("delayed-days", "2017-03-31", "2017-04-01")]
    [InlineData("delayed-beds", "2020-03-31", "2017-03-31")]
    [InlineData("delayed-beds", "2017-04-01", "2020-04-01")]
    [InlineData("patient-experience", "2017-03-31", "2017-04-01")]
    [InlineData("local-metric", "2014-04-01", "2014-03-31")]
    [InlineData("avoidable-admissions", "2021-04-01", "2021-03-31")]
    [InlineData("stay-of14-days", "2022-03-31", "2022-04-01")]
    [InlineData("stay-of21-days", "2021-04-01", "2021-03-31")]
    [InlineData("usual-residence", "2025-03-31", "2025-04-01")]
    [InlineData("falls", "2023-04-01", "2023-03-31")]
    [InlineData("emergency-admissions65", "2025-04-01", "2025-03-31")]
    [InlineData("discharge-delay", "2025-04-01", "2025-03-31")]
    [InlineData("long-term-admissions65", "2025-04-01", "2025-03-31")]
    public void A_metric_has_goals_in_its_years(string key, string in_, string out_)
    {
        Assert.Equal(key, Metrics.On(DateOnly.Parse(in_), key)?.Key);
        Assert.Null(Metrics.On(DateOnly.Parse(out_), key));
    }

    /// <summary>Note 2.6: reablement and usual residence, higher is better; all others, lower. Local ones may go either way; experience is assumed to be better when higher.</summary>
    [Fact]
    public void Higher_is_better_for_reablement_and_usual_residence()
    {
        Assert.Equal(["patient-experience", "reablement", "usual-residence"], Metrics.All.Where(metric => metric.Direction == MetricDirection.Higher).Select(metric => metric.Key).Order());
        Assert.Equal(["local-metric"], Metrics.All.Where(metric => metric.Direction == MetricDirection.NotKnown).Select(metric => metric.Key));
    }

    /// <summary>Note 2.6: indirectly or directly standardised, or a survey.</summary>
    [Fact]
    public void Standardised_rates_and_surveys_are_taken_as_given() =>
        Assert.Equal(["avoidable-admissions", "falls", "local-metric", "patient-experience"], Metrics.All.Where(metric => metric.RateOnly).Select(metric => metric.Key).Order());

    [Theory]
    [InlineData("non-elective-admissions", MetricDenominator.Population, 100_000)]
    [InlineData("residential-admissions", MetricDenominator.Population65Plus, 100_000)]
    [InlineData("delayed-days", MetricDenominator.Population18Plus, 100_000)]
    [InlineData("reablement", MetricDenominator.Given, 100)]
    [InlineData("usual-residence", MetricDenominator.Given, 100)]
    [InlineData("emergency-admissions65", MetricDenominator.Population65Plus, 100_000)]
    [InlineData("discharge-delay", MetricDenominator.None, null)]
    [InlineData("delayed-beds", MetricDenominator.Days, null)]
    public void A_rate_has_its_denominator(string key, MetricDenominator denominator, int? per) =>
        Assert.Equal((denominator, per), (Metrics.Find(key)!.Denominator, Metrics.Find(key)!.Per));

    /// <summary>Note 2.6: for which periods goals were set; 2020-21 had no plans.</summary>
    [Theory]
    [InlineData("non-elective-admissions", "2015-16", GoalGrain.Admissions)]
    [InlineData("non-elective-admissions", "2016-17", GoalGrain.Quarter)]
    [InlineData("non-elective-admissions", "2019-20", GoalGrain.Quarter)]
    [InlineData("non-elective-admissions", "2020-21", null)]
    [InlineData("residential-admissions", "2015-16", GoalGrain.Year)]
    [InlineData("residential-admissions", "2020-21", null)]
    [InlineData("residential-admissions", "2024-25", GoalGrain.Year)]
    [InlineData("residential-admissions", "2025-26", null)]
    [InlineData("reablement", "2023-24", GoalGrain.Year)]
    [InlineData("reablement", "2024-25", null)]
    [InlineData("delayed-days", "2016-17", GoalGrain.Quarter)]
    [InlineData("delayed-beds", "2017-18", GoalGrain.Month)]
    [InlineData("patient-experience", "2016-17", GoalGrain.Any)]
    [InlineData("local-metric", "2017-18", null)]
    [InlineData("avoidable-admissions", "2021-22", GoalGrain.Any)]
    [InlineData("avoidable-admissions", "2022-23", GoalGrain.Quarter)]
    [InlineData("stay-of14-days", "2021-22", GoalGrain.Any)]
    [InlineData("stay-of21-days", "2022-23", null)]
    [InlineData("usual-residence", "2021-22", GoalGrain.Any)]
    [InlineData("usual-residence", "2024-25", GoalGrain.Quarter)]
    [InlineData("falls", "2023-24", GoalGrain.Year)]
    [InlineData("emergency-admissions65", "2025-26", GoalGrain.Month)]
    [InlineData("discharge-delay", "2025-26", GoalGrain.Month)]
    [InlineData("long-term-admissions65", "2026-27", GoalGrain.Quarter)]
    public void Goals_are_set_for_periods_of_the_year(string key, string year, GoalGrain? grain) => Assert.Equal(grain, Metrics.On(FinancialYear.Parse(year).FirstDay, key)?.Goals);

    /// <summary>A baseline is a year old at the least: activity is taken from a year before the goals, and to their end at the least.</summary>
    [Fact]
    public void Counts_are_taken_from_a_year_before_the_goals() => Assert.All(Metrics.Rows.Where(metric => metric.IsCounted), metric =>
    {
        Assert.True(metric.CountedOn(metric.From.AddYears(-1)), metric.Key);
        Assert.True(metric.To is not { } to || metric.CountedOn(to), metric.Key);
    });

    [Theory]
    [InlineData("residential-admissions", "2013-04-01", "2025-03-31")]
    [InlineData("non-elective-admissions", "2013-04-01", null)]
    [InlineData("usual-residence", "2020-04-01", "2025-03-31")]
    public void Activity_is_taken_without_a_gap(string key, string from, string? to)
    {
        Assert.Equal((DateOnly.Parse(from), to is null ? null : (DateOnly?)DateOnly.Parse(to)), Metrics.ActivityOf(key));
        for (var date = DateOnly.Parse(from); date <= (to is null ? new(2026, 3, 31) : DateOnly.Parse(to)); date = date.AddMonths(1))
            Assert.NotNull(Metrics.CountedOn(date, key));
        Assert.Null(Metrics.CountedOn(DateOnly.Parse(from).AddDays(-1), key));
    }

    [Fact]
    public void What_is_not_counted_has_no_activity() => Assert.Null(Metrics.ActivityOf("delayed-beds"));

    [Fact]
    public void Every_metric_cites_its_source_and_has_one_name()
    {
        Assert.All(Metrics.Rows, metric => Assert.True(metric.Source.Length > 20 && metric.Formula.Length > 10 && metric.Counts.Length > 2, metric.Key));
        Assert.Equal(Metrics.All.Length, Metrics.Rows.Select(metric => metric.Name).Distinct().Count());
        Assert.All(Metrics.Rows, metric => Assert.True(metric.To is not { } to || to > metric.From));
        Assert.All(Metrics.Rows.GroupBy(metric => metric.Key), same => Assert.All(same.Zip(same.Skip(1)), pair => Assert.True(pair.First.To < pair.Second.From, pair.First.Key)));
    }

    /// <summary>The line that a keeper of the table would add; all of it is invented.</summary>
    private const string Line = "steps-home,\"Steps home, %\",steps taken / steps planned x 100,activity,given,100,%,steps,higher,1,,quarter,A,2027-04-01,,2026-04-01,,2026-11-23,A,invented for a test of the table";

    [Fact]
    public void A_metric_of_a_new_year_is_one_row()
    {
        var more = Metrics.With(Line);
        Assert.Equal(("Steps home, %", MetricDirection.Higher, GoalGrain.Quarter), more.On(new(2027, 4, 1), "steps-home") is { } added ? (added.Name, added.Direction, added.Goals) : default);
        Assert.Null(more.On(new(2027, 3, 31), "steps-home"));
        Assert.Equal(Metrics.Rows, more.Rows.Where(row => row.Key != "steps-home"));
        Assert.Null(Metrics.Find("steps-home")); // the build's own metrics stay as they were
        Assert.NotEqual(PolicyBook.Current.Version, PolicyBook.Current.With(more).Version);
        Assert.Same(more, PolicyBook.Current.With(more).With(PolicyBook.Current.Rows[0]).Metrics);
    }

    /// <summary>A metric that goes on and is defined anew from a year on: the old row ends by itself, and a year before has the old definition.</summary>
    [Fact]
    public void A_row_of_a_later_year_ends_the_one_before()
    {
        var more = Metrics.With(Line.Replace("steps-home", "discharge-delay", StringComparison.Ordinal));
        Assert.Equal(Metrics.Find("discharge-delay")! with { To = new(2027, 3, 31) }, more.On(new(2027, 3, 31), "discharge-delay"));
        Assert.Equal("Steps home, %", more.On(new(2027, 4, 1), "discharge-delay")?.Name);
        Assert.Equal("Steps home, %", more.Find("discharge-delay")?.Name);
    }

    [Fact]
    public void A_line_that_is_too_short_is_no_row() => Assert.Throws<FormatException>(() => Metrics.With("steps-home,Steps home"));

    [Fact]
    public void A_key_that_is_none_finds_nothing() => Assert.Null(Metrics.Find("admissions"));
}
