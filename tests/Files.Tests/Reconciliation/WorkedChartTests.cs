using System.Xml.Linq;
using Monitoring.Core.Figures.Delays;
using Monitoring.Core.Kernel;
using Monitoring.Files.Tests.Readers;

namespace Monitoring.Files.Tests.Reconciliation;

/// <summary>
/// A chart and its sentences for a signal, noise, restated months, missing months and a reorganised council, all of published figures. Numbers were worked out apart from this code by a short Python program, in exact fractions,
/// from the same files and from the definition alone (domain note 6.2).
/// </summary>
public class WorkedChartTests
{
    private const string Folder = "sample-data/delays";

    /// <summary>Run with UPDATE_EXAMPLES=1 after an intended change of charts or of their words, look at the pictures, and read the difference before committing it.</summary>
    [Fact]
    public async Task The_page_and_its_pictures_follow_from_the_data()
    {
        foreach (var (name, content) in WorkedCharts.All.Select(one => (one.File, one.Svg)).Prepend(("charts.md", WorkedCharts.Page())))
        {
            var path = Path.Combine(TestFiles.PathOf(Folder), name);
            if (Environment.GetEnvironmentVariable("UPDATE_EXAMPLES") == "1")
                await File.WriteAllTextAsync(path, content);
            Assert.Equal(await File.ReadAllTextAsync(path), content);
        }
    }

    /// <summary>What is seen is read too: the picture is told with its finding.</summary>
    [Fact]
    public void Each_picture_stands_by_itself_and_says_what_it_shows() => Assert.All(WorkedCharts.All, one =>
    {
        var svg = XElement.Parse(one.Svg);
        Assert.Equal(one.Title, svg.Elements().Single(element => element.Name.LocalName == "title").Value);
        Assert.StartsWith(one.Chart.Says[0], svg.Elements().Single(element => element.Name.LocalName == "desc").Value, StringComparison.Ordinal);
        Assert.All(svg.DescendantsAndSelf().Attributes(), attribute => Assert.False(attribute.Value.Contains("http", StringComparison.Ordinal) && !attribute.IsNamespaceDeclaration, attribute.Value));
    });

    /// <summary>200,095 days / 31; 43 months have a mean of 4,679.67 and an upper limit of 5,092.47.</summary>
    [Fact]
    public void A_signal()
    {
        var chart = WorkedCharts.Signal.Chart;
        Assert.Equal((24, new ReportingMonth(2014, 11), new ReportingMonth(2016, 10)), (chart.Points.Length, chart.Points[0].Month, chart.Points[^1].Month));
        Assert.Equal((4_679.67, 5_092.47, 4_266.86), (Two(chart.Phases[0].Mean), Two(chart.Phases[0].Upper), Two(chart.Phases[0].Lower)));
        Assert.Equal(43, chart.Phases[0].Points);
        Assert.Equal([.. Months("2015-10", "2015-11"), .. Months("2016-01", "2016-02", "2016-03", "2016-04", "2016-05", "2016-06", "2016-07", "2016-08", "2016-09", "2016-10")], chart.Points.Where(point => point.Signal == Signal.Outside).Select(point => point.Month));
        Assert.StartsWith("October 2016: 6,455 people delayed a day, above the upper limit of 5,092. Chance seldom does this: something made it worse. Ask what.", chart.Says[0], StringComparison.Ordinal);
    }

    /// <summary>24 months with a mean of 51.94 and limits of 31.81 and 72.07: none lies outside, and at most six in a row lie on one side.</summary>
    [Fact]
    public void Noise()
    {
        var chart = WorkedCharts.Noise.Chart;
        Assert.Equal((24, 51.94, 72.07, 31.81), (chart.Points.Length, Two(chart.Phases[0].Mean), Two(chart.Phases[0].Upper), Two(chart.Phases[0].Lower)));
        Assert.All(chart.Points, point => Assert.Equal(Signal.None, point.Signal));
        Assert.Equal(["March 2018: 42.0 people delayed a day. It lies within what chance makes of 51.9, between 31.8 and 72.1: noise, which needs no explanation of its own."], chart.Says);
    }

    /// <summary>Notes on published data: the workbooks of November 2018 and December 2019 less the series are +14, -9, -5 and -32, +48, -16 for the NHS, social care and both, with equal totals of 136,183 and 148,101; April 2019 (130,773) became 368 and November 2019 (145,876) 69 days less.</summary>
    [Fact]
    public void Restated_months()
    {
        var one = WorkedCharts.Restated;
        Assert.Equal(Months("2018-11", "2019-04", "2019-11", "2019-12"), one.Restated.Order());
        Assert.Equal("November 2018: 14 fewer for the NHS, 9 more for social care, 5 more for both; the total stays at 136,183.", one.Says[^4]);
        Assert.EndsWith("; the total goes from 130,773 to 130,405.", one.Says[^3], StringComparison.Ordinal);
        Assert.EndsWith("; the total goes from 145,876 to 145,807.", one.Says[^2], StringComparison.Ordinal);
        Assert.Equal("December 2019: 32 more for the NHS, 48 fewer for social care, 16 more for both; the total stays at 148,101.", one.Says[^1]);
        Assert.Equal(4, Rings(one));
        // 136,183 days / 30.
        Assert.Equal(4_539.43, Two(one.Chart.Points.Single(point => point.Month == new ReportingMonth(2018, 11)).Value));
    }

    [Fact]
    public void Missing_months()
    {
        var one = WorkedCharts.Missing;
        Assert.Equal(Months("2015-04", "2015-05"), one.Chart.Points.Where(point => point.Value is null).Select(point => point.Month));
        Assert.Equal((58, 1.07, 2.65), (one.Chart.Phases[0].Points, Two(one.Chart.Phases[0].Mean), Two(one.Chart.Phases[0].Upper)));
        Assert.Contains("April 2015 and May 2015 are missing: a gap in the chart, and no run is counted across it.", one.Says);
        Assert.Contains("Small numbers: with 1.07 on average one patient moves the chart", one.Says[0], StringComparison.Ordinal);
        Assert.Contains("April 2015: missing, not zero", one.Svg, StringComparison.Ordinal);
    }

    /// <summary>Domain note on delayed discharge, E11. 1,617 delayed days of April 2019 / 30.</summary>
    [Fact]
    public void A_reorganised_council()
    {
        var one = WorkedCharts.Reorganised;
        Assert.Equal([("2018-01", false), ("2019-04", true)], one.Chart.Phases.Select(phase => (phase.From.ToString(), phase.Trial)));
        Assert.Contains("The limits start anew in April 2019: a part of Dorset went to Bournemouth, Christchurch and Poole (738), so the months before are of another area.", one.Says);
        Assert.Contains("These are trial limits: 3 months are few, and 12 are needed.", one.Says[0], StringComparison.Ordinal);
        Assert.Equal(53.9, Two(one.Chart.Points.Single(point => point.Month == new ReportingMonth(2019, 4)).Value));
        Assert.Equal((1, 1), (Occurrences(one.Svg, "class=\"xmr-change\""), Occurrences(one.Svg, ">Trial limits<")));
    }

    /// <summary>A part of a chart has the limits and signals of the whole: which months are shown decides nothing.</summary>
    [Fact]
    public void A_window_moves_no_limit_and_no_signal() => Assert.All(RealMonths.Councils, code =>
    {
        var whole = RealHistories.Of(code).Beds;
        var recent = whole.Recent(24, WorkedCharts.Unit);
        Assert.All(recent.Points, point =>
        {
            var same = whole.Points.Single(other => other.Month == point.Month);
            Assert.Equal((same.Value, same.Signal, same.Says), (point.Value, point.Signal, point.Says));
            Assert.Equal((whole.Phases[same.Phase].Upper, whole.Phases[same.Phase].Lower, whole.Phases[same.Phase].Mean), (recent.Phases[point.Phase].Upper, recent.Phases[point.Phase].Lower, recent.Phases[point.Phase].Mean));
        });
        Assert.Equal(whole.Says[0], recent.Says[0]);
    });

    /// <summary>Each month with a signal is in one of them, and a run is one: five years of every council come to fewer than a third as many signals as months with one.</summary>
    [Fact]
    public void Runs_are_told_once()
    {
        var charts = RealMonths.Councils.Select(code => RealHistories.Of(code).Beds).ToList();
        Assert.All(charts, chart => Assert.Equal(
            chart.Points.Where(point => point.Signal != Signal.None).Select(point => point.Month), chart.Episodes().SelectMany(episode => episode.Points).Select(point => point.Month).Order()));
        var (episodes, months) = (charts.Sum(chart => chart.Episodes().Length), charts.Sum(chart => chart.Points.Count(point => point.Signal != Signal.None)));
        Assert.InRange(episodes, 1, months / 3);
    }

    private static IEnumerable<ReportingMonth> Months(params IEnumerable<string> months) => months.Select(ReportingMonth.Parse);

    private static double Two(decimal? value) => (double)decimal.Round(value!.Value, 2, MidpointRounding.AwayFromZero);

    /// <summary>Without that of the legend.</summary>
    private static int Rings(WorkedChart one) => Occurrences(one.Svg, "class=\"xmr-restated\"") - 1;

    private static int Occurrences(string text, string part) => text.Split(part).Length - 1;
}
