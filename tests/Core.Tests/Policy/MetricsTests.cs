using Monitoring.Core.Policy;

namespace Monitoring.Core.Tests.Policy;

/// <summary>The metrics against the table of the domain note on the Better Care Fund, 2.6.</summary>
public class MetricsTests
{
    private static readonly Metrics Metrics = PolicyBook.Current.Metrics;

    [Theory]
    [InlineData("non-elective-admissions", "2020-03-31", "2020-04-01")]
    [InlineData("residential-admissions", "2025-03-31", "2025-04-01")]
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
        Assert.True(Metrics.Find(key)!.On(DateOnly.Parse(in_)));
        Assert.False(Metrics.Find(key)!.On(DateOnly.Parse(out_)));
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
    public void A_rate_has_its_denominator(string key, MetricDenominator denominator, int? per) =>
        Assert.Equal((denominator, per), (Metrics.Find(key)!.Denominator, Metrics.Find(key)!.Per));

    /// <summary>A baseline is a year old at the least: activity is taken from a year before the goals, and to their end at the least.</summary>
    [Fact]
    public void Counts_are_taken_from_a_year_before_the_goals() => Assert.All(Metrics.All.Where(metric => metric.IsCounted), metric =>
    {
        Assert.True(metric.CountedOn(metric.From.AddYears(-1)), metric.Key);
        Assert.True(metric.To is not { } to || metric.CountedOn(to), metric.Key);
    });

    [Fact]
    public void Every_metric_cites_its_source_and_has_one_name()
    {
        Assert.All(Metrics.All, metric => Assert.True(metric.Source.Length > 20 && metric.Formula.Length > 10, metric.Key));
        Assert.Equal(Metrics.All.Length, Metrics.All.Select(metric => metric.Name).Distinct().Count());
        Assert.All(Metrics.All, metric => Assert.True(metric.To is not { } to || to > metric.From));
    }

    [Fact]
    public void A_key_that_is_none_finds_nothing() => Assert.Null(Metrics.Find("admissions"));
}
