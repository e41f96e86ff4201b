using System.Collections.Immutable;
using System.Text;
using Monitoring.Core.Figures.Funds;
using Monitoring.Core.Kernel;
using Monitoring.Core.Policy;
using Monitoring.Core.Returns;
using static Monitoring.Core.Tests.Figures.Funds.SmallActivity;

namespace Monitoring.Core.Tests.Figures.Funds;

/// <summary>
/// A year to come is one dated row for each of its rules, and no year before it changes. 2027-28 is invented: a metric, a minimum that areas agree for themselves, and a rate by which the NHS minimum grows.
/// </summary>
public class LaterYearsTests
{
    private static readonly PolicyBook Now = PolicyBook.Current, Later = LaterYears.Policy;

    private static SmallMetrics In2027 => SmallMetrics.Of("2027-28").Goal("steps-home", "2027-28-Q1", 80).Goal("steps-home", "2027-28-Q2", 80).Goal("steps-home", "2027-28-Q3", 82)
        .Counts(Own("2027-04", 41, 50, "steps-home"), Own("2027-05", 40, 50, "steps-home"), Own("2027-06", 42, 50, "steps-home"))
        .Says("2027-28-Q1", "steps-home", 80, 82, MetricOutlook.OnTrack);

    /// <summary>123 of 150 steps are 82%.</summary>
    [Fact]
    public void A_new_metric_is_worked_out_and_held_against_its_goals()
    {
        var positions = In2027.With(Later).Positions().Where(position => position.Metric == "steps-home").ToList();
        Assert.Equal(["2027-28-Q1", "2027-28-Q2", "2027-28-Q3", "2027-28-Q4"], positions.Select(position => position.Period));
        Assert.Equal((82m, 80m, MetricTrack.OnTrack, "82.0% is 2.0 points above the goal of 80.0%; higher is better."), (positions[0].Actual.Value, positions[0].Goal, positions[0].Track, positions[0].Why));
        Assert.DoesNotContain(In2027.Positions(), position => position.Metric == "steps-home");
    }

    /// <summary>F9: a goal for each quarter; that of the last is wanting.</summary>
    [Fact]
    public void A_plan_of_the_year_is_asked_for_its_goals()
    {
        var check = Assert.Single(Checks(In2027, Later), check => check.Rule == "F9" && check.About == "Steps home, %");
        Assert.Equal((PlanCheckResult.Failed, "There is no goal for 2027-28-Q4."), (check.Result, check.Says));
        Assert.DoesNotContain(Checks(In2027, Now), check => check.About == "Steps home, %");
    }

    /// <summary>F5: published until 2026-27, agreed by areas from 2027-28.</summary>
    [Fact]
    public void A_plan_of_the_year_is_held_against_its_minimum()
    {
        Assert.Equal(PlanCheckResult.CannotTell, Assert.Single(Checks(In2027, Now), check => check.Rule == "F5").Result);
        var check = Assert.Single(Checks(In2027, Later), check => check.Rule == "F5");
        Assert.Equal(PlanCheckResult.NotAsked, check.Result);
        Assert.Contains("in 2027-28 its minimum was for the area to agree", check.Says, StringComparison.Ordinal);
    }

    /// <summary>G1: 10,000,000 + 8% = 10,800,000; 10,700,000 is 100,000 short.</summary>
    [Theory]
    [InlineData(10_800_000, PlanCheckResult.Passed)]
    [InlineData(10_700_000, PlanCheckResult.Failed)]
    public void A_minimum_of_the_year_grows_by_its_rate(int minimum, PlanCheckResult result)
    {
        Allocation before = new(FinancialYear.Parse("2026-27"), FundingSource.NhsMinimum, Board, null, null, Pence.FromPounds(10_000_000), Mark.Verified, false, "invented for a test");
        ImmutableArray<FundAllocation> published = [.. new[] { before, before with { Year = FinancialYear.Parse("2027-28"), Amount = Pence.FromPounds(minimum) } }.Select(row => new FundAllocation(row, "s1", default, default, 2))];
        var check = Assert.Single(PlanChecks.Of(In2027.Known with { Allocations = published }, FinancialYear.Parse("2027-28"), Later, ReferenceBook.Current)!.Checks, check => check.Rule == "G1");
        Assert.Equal((result, Pence.FromPounds(10_800_000)), (check.Result, check.Needs));
        Assert.Equal(PlanCheckResult.NotAsked, Assert.Single(Checks(In2027, Now), check => check.Rule == "G1").Result);
    }

    /// <summary>The whole document of the year: metric, minimum and rate come of rows, and a year before the rows has nothing of them.</summary>
    [Fact]
    public void A_year_is_made_of_its_rows_and_no_other_year_of_them()
    {
        Allocation before = new(FinancialYear.Parse("2026-27"), FundingSource.NhsMinimum, Board, null, null, Pence.FromPounds(10_000_000), Mark.Verified, false, "invented for a test");
        var known = In2027.Known;
        var facts = known with { PlanHistory = known.Plans, QuarterHistory = known.Quarters, Allocations = [.. new[] { before, before with { Year = FinancialYear.Parse("2027-28"), Amount = Pence.FromPounds(10_800_000) } }.Select(row => new FundAllocation(row, "s1", default, default, 2))] };
        var year = Assert.Single(FundYears.Of(facts, Later, ReferenceBook.Current, []));
        Assert.Equal(("2027-28", Later.Version), (year.Key.Year.ToString(), year.Policy));
        Assert.Equal((82m, MetricTrack.OnTrack), year.Metrics.Where(metric => metric is { Metric: "steps-home", Period: "2027-28-Q1" }).Select(metric => (metric.Actual.Value!.Value, metric.Track)).Single());
        Assert.Equal([("F5", PlanCheckResult.NotAsked), ("F9", PlanCheckResult.Failed), ("G1", PlanCheckResult.Passed)], year.Plan!.Checks.Where(check => check.Rule is "F5" or "G1" || check.About == "Steps home, %").Select(check => (check.Rule, check.Result)));

        var without = Assert.Single(FundYears.Of(facts, Now, ReferenceBook.Current, []));
        Assert.DoesNotContain(without.Metrics, metric => metric.Metric == "steps-home");
        Assert.Equal([("F5", PlanCheckResult.CannotTell), ("G1", PlanCheckResult.NotAsked)], without.Plan!.Checks.Where(check => check.Rule is "F5" or "G1" || check.About == "Steps home, %").Select(check => (check.Rule, check.Result)));
    }

    /// <summary>The rows of the year before are as they were: nothing is asked of 2026-27 that was not asked.</summary>
    [Fact]
    public void The_year_before_has_none_of_it() =>
        Assert.Equal(Text(Document(SmallMetrics.Of("2026-27").Goal("long-term-admissions65", "2026-27-Q1", 150), Now)), Text(Document(SmallMetrics.Of("2026-27").Goal("long-term-admissions65", "2026-27-Q1", 150), Later)));

    /// <summary>Closed years: their metrics are those that were written down when the test was made, and are the same to the byte under the rules of later years; so is the plan's part of the document.</summary>
    [Theory]
    [InlineData("2015-16")]
    [InlineData("2025-26")]
    public void A_closed_year_stays_as_it_was(string year)
    {
        var closed = year == "2015-16" ? In2015 : In2025;
        Assert.NotEqual(Now.Version, Later.Version);
        Assert.Equal(Golden($"metrics-{year}"), Text(closed.Positions()));
        Assert.Equal(Golden($"metrics-{year}"), Text(closed.With(Later).Positions()));
        Assert.Equal(Text(Document(closed, Now)), Text(Document(closed, Later)));
    }

    private static SmallMetrics In2015 => SmallMetrics.Of("2015-16").Living("mid-2014", 610_000, 480_000, 125_000)
        .Planned("2014-15-Q4", 5_000, 4_825).Planned("2015-16-Q1", 5_200, 5_018).Planned("2015-16-Q2", 5_100, 4_922).Planned("2015-16-Q3", 5_300, 5_114)
        .Admitted("2014-15-Q4", 4_950).Admitted("2015-16-Q1", 5_100).Counts("non-elective-admissions", "2015-07", 1_600, 1_600, 1_700)
        .Goal("residential-admissions", "2015-16", 500, 625, 125_000).Counts("residential-admissions", "2015-04", 50, 50, 50, 50, 50, 50, 50, 50, 50, 50, 50, 50)
        .Goal("reablement", "2015-16", 85).Counts(Own("2015-10", 400, 450, "reablement"), Own("2015-11", 380, 440, "reablement"), Own("2015-12", 360, 414, "reablement")).Says("2015-16-Q4", "reablement", 85, 80, MetricOutlook.NotOnTrack)
        .Goal("delayed-days", "2015-16-Q1", 900).Delays("2015-04", 1_500, 1_400, 1_420)
        .Goal("local-metric", "2015-16", 10, definition: "Dementia diagnoses").Says("2015-16-Q4", "local-metric", null, 12, MetricOutlook.OnTrack);

    private static SmallMetrics In2025 => SmallMetrics.Of("2025-26").Living("mid-2024", 650_000, 520_000, 140_000)
        .Goal("emergency-admissions65", "2025-04", 1_550).Goal("emergency-admissions65", "2025-05", 1_500).Counts("emergency-admissions65", "2025-04", 2_100, 2_180)
        .Goal("discharge-delay", "2025-04", 0.8m).Discharged("2025-04", (DischargeMeasure.AcceptableDischarges, 3_000), (DischargeMeasure.NoDelay, 2_600), (DischargeMeasure.BedDays, 2_400))
        .Goal("long-term-admissions65", "2025-26-Q1", 130).Counts("long-term-admissions65", "2025-04", 60, 65, 70).Says("2025-26-Q1", "long-term-admissions65", 130, 128, MetricOutlook.OnTrack);

    private static ImmutableArray<PlanCheck> Checks(SmallMetrics known, PolicyBook policy) => PlanChecks.Of(known.Known, known.Year, policy, ReferenceBook.Current)!.Checks;

    private static (PlanPosition?, ImmutableArray<MetricPosition>) Document(SmallMetrics known, PolicyBook policy) => (PlanChecks.Of(known.Known, known.Year, policy, ReferenceBook.Current), known.With(policy).Positions());

    private static string Text((PlanPosition? Plan, ImmutableArray<MetricPosition> Metrics) document) => Text(document.Plan) + Text(document.Metrics);

    private static string Text<T>(T value) => Encoding.UTF8.GetString(Json.Bytes(value));

    private static string Golden(string name)
    {
        using var reader = new StreamReader(typeof(LaterYearsTests).Assembly.GetManifestResourceStream($"{name}.json")!, Encoding.UTF8);
        return reader.ReadToEnd().TrimEnd('\n');
    }
}
