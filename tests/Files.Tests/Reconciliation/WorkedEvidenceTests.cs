using Monitoring.Core.Figures.Evidence;
using Monitoring.Core.Kernel;
using Monitoring.Core.Policy;
using Monitoring.Evidence;
using Monitoring.Files.Tests.Readers;

namespace Monitoring.Files.Tests.Reconciliation;

/// <summary>The worked example of evidence follows from the published figures, and the method finds little where nothing began.</summary>
public class WorkedEvidenceTests
{
    private const string Path = "sample-data/delays/worked-evidence.md";

    /// <summary>Run with UPDATE_EXAMPLES=1 after an intended change of the method or of its words, and read the difference before committing it.</summary>
    [Fact]
    public async Task The_page_follows_from_the_data()
    {
        var page = WorkedEvidence.Page();
        if (Environment.GetEnvironmentVariable("UPDATE_EXAMPLES") == "1")
        {
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(TestFiles.PathOf(Path))!);
            await File.WriteAllTextAsync(TestFiles.PathOf(Path), page);
        }
        Assert.Equal(await File.ReadAllTextAsync(TestFiles.PathOf(Path)), page);
    }

    [Fact]
    public void Ten_councils_are_compared_with_all_26_other_metropolitan_districts()
    {
        Assert.Equal(["Bolton", "Bury", "Manchester", "Oldham", "Rochdale", "Salford", "Stockport", "Tameside", "Trafford", "Wigan"], WorkedEvidence.Treated.Select(council => council.Name));
        Assert.Equal(
            [("Merseyside", 5), ("South Yorkshire", 4), ("Tyne and Wear", 5), ("West Midlands", 7), ("West Yorkshire", 5)],
            WorkedEvidence.Comparators.GroupBy(council => WorkedEvidence.County(council.Body)).Select(county => (county.Key, county.Count())).Order());
        Assert.All(WorkedEvidence.Treated.Concat(WorkedEvidence.Comparators), council => Assert.Equal((60, 0), (council.Points.Length, council.Points.Count(point => point.Value is null))));
    }

    /// <summary>The chart shows what was published: delayed days of ten councils over ten councils and the days of the month.</summary>
    [Fact]
    public void Points_of_the_chart_are_averages_of_published_days()
    {
        var manchester = WorkedEvidence.Treated.Select(council => council.Body).ToHashSet();
        Assert.Equal(60, WorkedEvidence.Answer.Points.Length);
        Assert.All(WorkedEvidence.Answer.Points, point =>
        {
            var days = RealMonths.Content.Rows.Where(row => row.Month == point.Month && manchester.Contains(row.Code)).Sum(row => row.Days!.Value);
            Assert.Equal((double)days / point.Month.Days / 10, point.Treated!.Value, 1e-9);
        });
    }

    /// <summary>
    /// Averages over councils and months, worked out apart from this code by a short Python program in exact fractions from the same file. They need no model, and the page tells them beside its estimate, from which they are far:
    /// one month resembles the next too closely for either to be believed, and the verdict says so.
    /// </summary>
    [Fact]
    public void Four_averages_and_their_difference_are_those_worked_out_apart()
    {
        var averages = WorkedEvidence.Averages;
        Assert.Equal([17.2342, 31.2580, 27.4059, 32.3150], new[] { averages.TreatedBefore, averages.TreatedAfter, averages.OthersBefore, averages.OthersAfter }.Select(average => Math.Round(average, 4, MidpointRounding.AwayFromZero)));
        Assert.Equal(9.114673, averages.Difference, 1e-6);
        var estimate = WorkedEvidence.Answer.Estimates[0];
        Assert.Equal("Difference in differences", estimate.Design);
        Assert.False(averages.Difference >= estimate.Value - estimate.StandardError && averages.Difference <= estimate.Value + estimate.StandardError);
        Assert.Equal(Verdict.CannotTell, WorkedEvidence.Answer.Verdict);
    }

    /// <summary>Intervals of 95% that were shown to hold the truth in 92% of cases or more may find something in 8% of cases where there is nothing.</summary>
    [Fact]
    public void False_starts_on_the_comparators_give_no_more_findings_than_they_should()
    {
        Assert.Equal((78, 15), (WorkedEvidence.OfCouncils.Length, WorkedEvidence.OfCounties.Length));
        var findings = WorkedEvidence.FalseFindings;
        Assert.True(findings.Length <= 0.08 * (78 + 15), string.Join("\n", findings.Select(answer => $"{answer.Question.Starts}: {answer.Says[0]}")));
    }

    /// <summary>The test above could fail: a council whose delays are cut by half from a false start on is found.</summary>
    [Fact]
    public void A_real_change_put_into_a_comparator_is_found()
    {
        var sheffield = WorkedEvidence.Comparators.Single(council => council.Body == "207");
        var quiet = WorkedEvidence.Comparators.Where(council => council.Body != "207").ToList();
        // Sheffield as the average of the others, so that nothing but the change distinguishes it.
        var average = sheffield with { Points = [.. sheffield.Points.Select((point, at) => point with { Value = quiet.Average(council => council.Points[at].Value!.Value) * (point.Month >= WorkedEvidence.Starts ? 0.5m : 1) })] };
        var answer = EvidenceOf.Answer(WorkedEvidence.Question() with { Treated = [average], Comparators = [.. quiet] }, PolicyBook.Current);
        Assert.True(answer.Estimates[0].Upper < 0);
    }

    [Fact]
    public void The_page_says_what_it_does_not_show_and_where_the_figures_are_from()
    {
        var page = File.ReadAllText(TestFiles.PathOf(Path));
        Assert.All(WorkedEvidence.Answer.DoesNotShow, one => Assert.Contains(one, page, StringComparison.Ordinal));
        Assert.Contains("Open Government Licence v3.0", page, StringComparison.Ordinal);
        Assert.DoesNotContain("NaN", page, StringComparison.Ordinal);
    }
}
