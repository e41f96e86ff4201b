using System.Collections.Immutable;
using Monitoring.Core.Figures.Delays;
using Monitoring.Core.Kernel;
using Monitoring.Core.Policy;
using Monitoring.Core.Returns;

namespace Monitoring.Files.Tests.Reconciliation;

/// <summary>
/// Charts of every council from the published months. Expected numbers were worked out apart from this code by a short Python program, in exact fractions, from the same file and from the definition alone (domain note 6.2):
/// people delayed a day; mean; average moving range between consecutive months, where it is screened once without ranges of 3.267 times it and more; limits at 2.66 of it; then outside, trend of 7, two in three, shift of 7, the first that matches.
/// </summary>
public class RealChartTests
{
    private static XmrChart Chart(string code, ReportingMonth? from = null, bool screens = false) => XmrCharts.Of(
        [.. RealMonths.Content.Beds(code).Where(point => from is null || point.Month >= from)], XmrCharts.Settings(RealMonths.First.FirstDay, MetricDirection.Lower, PolicyBook.Current) with { Screened = screens }, [], "people delayed a day");

    [Fact]
    public void Nothing_is_screened_unless_the_switch_says_so() => Assert.False(XmrCharts.Settings(RealMonths.First.FirstDay, MetricDirection.Lower, PolicyBook.Current).Screened);

    [Fact]
    public void Every_council_has_a_chart_with_finite_limits_around_its_mean()
    {
        foreach (var code in RealMonths.Content.Codes.Append(Body.EnglandCode))
        {
            var chart = Chart(code);
            var phase = Assert.Single(chart.Phases);
            Assert.Equal(60, chart.Points.Length);
            Assert.True(phase.Lower <= phase.Mean && phase.Mean <= phase.Upper, code);
            Assert.True(phase.Lower < phase.NearLower && phase.NearLower < phase.NearUpper && phase.NearUpper < phase.Upper, code);
            Assert.False(phase.Trial);
            Assert.NotEmpty(chart.Says);
            Assert.All(chart.Points.Where(point => point.Value is null), point => Assert.Equal((Signal.None, null), (point.Signal, point.Says)));
            Assert.Equal(chart.Points.Count(point => point.Signal != Signal.None), chart.Points.Count(point => point.Says is not null && point.Meaning is SignalMeaning.Concern or SignalMeaning.Improvement));
        }
    }

    [Theory]
    [InlineData("306", true, 60, 50.680105, 65.875526, 35.484684, 1, 30, 2, 8, 19)] // Manchester
    [InlineData("306", false, 60, 50.680105, 66.715488, 34.644721, 0, 30, 2, 6, 21)]
    [InlineData("00EQ", true, 60, 40.790596, 54.033516, 27.547676, 2, 23, 0, 10, 24)] // Cheshire East
    [InlineData("00EQ", false, 60, 40.790596, 56.275436, 25.305757, 0, 17, 0, 8, 30)]
    [InlineData("714", true, 58, 1.074501, 2.459140, -0.310139, 2, 5, 0, 9, 20)] // City of London: two months missing, and so few that the lower limit is below nought
    [InlineData("714", false, 58, 1.074501, 2.650560, -0.501558, 0, 4, 0, 4, 22)]
    [InlineData("612", true, 60, 34.650171, 46.550889, 22.749454, 0, 14, 0, 8, 28)] // Buckinghamshire
    [InlineData("612", false, 60, 34.650171, 46.550889, 22.749454, 0, 14, 0, 8, 28)]
    [InlineData("811", true, 60, 16.693313, 25.973069, 7.413557, 0, 11, 0, 2, 22)] // Poole
    [InlineData("811", false, 60, 16.693313, 25.973069, 7.413557, 0, 11, 0, 2, 22)]
    [InlineData(Body.EnglandCode, true, 60, 4975.173862, 5396.485484, 4553.862240, 1, 41, 5, 3, 5)]
    [InlineData(Body.EnglandCode, false, 60, 4975.173862, 5413.863148, 4536.484576, 0, 41, 5, 3, 5)]
    public void Limits_and_signals_are_those_worked_out_apart(string code, bool screens, int points, double mean, double upper, double lower, int screened, int outside, int trend, int twoInThree, int shift)
    {
        var chart = Chart(code, screens: screens);
        var phase = Assert.Single(chart.Phases);
        Assert.Equal((points, screened), (phase.Points, phase.Screened));
        Assert.Equal((mean, upper, lower), (Six(phase.Mean), Six(phase.Upper), Six(phase.Lower)));
        Assert.Equal([outside, trend, twoInThree, shift], Signals.Select(signal => chart.Points.Count(point => point.Signal == signal)));

        static double Six(decimal? value) => (double)decimal.Round(value!.Value, 6, MidpointRounding.AwayFromZero);
    }

    /// <summary>Over five years the rate of every council changed, so no chart of one phase is without a signal; over the last two years twenty councils show nothing but noise.</summary>
    [Theory]
    [InlineData(2013, true, 151, 150, 33, 134, 146, 1_836, 204, 919, 2_804)]
    [InlineData(2013, false, 151, 150, 33, 134, 146, 1_591, 213, 932, 2_982)]
    [InlineData(2016, true, 131, 106, 15, 78, 100, 356, 90, 292, 834)]
    [InlineData(2016, false, 131, 105, 15, 79, 101, 308, 93, 287, 864)]
    public void How_many_councils_signal(int fromApril, bool screens, int any, int outside, int trend, int twoInThree, int shift, int outsidePoints, int trendPoints, int twoInThreePoints, int shiftPoints)
    {
        var charts = RealMonths.Councils.Select(code => Chart(code, new ReportingMonth(fromApril, 4), screens)).ToList();
        Assert.Equal(151, charts.Count);
        Assert.Equal(any, charts.Count(chart => chart.Points.Any(point => point.Signal != Signal.None)));
        Assert.Equal([outside, trend, twoInThree, shift], Signals.Select(signal => charts.Count(chart => chart.Points.Any(point => point.Signal == signal))));
        Assert.Equal([outsidePoints, trendPoints, twoInThreePoints, shiftPoints], Signals.Select(signal => charts.Sum(chart => chart.Points.Count(point => point.Signal == signal))));
    }

    /// <summary>
    /// October 2016 with 200,095 days is the highest month of the series. Of the 57,168 days more than in October 2014 (142,927), 31,705 are social care's (38,158 to 69,863): more than half, from a quarter of the days.
    /// </summary>
    [Fact]
    public void England_in_October_2016_is_a_signal_and_social_care_is_most_of_the_reason()
    {
        var october = new ReportingMonth(2016, 10);
        var point = Chart(Body.EnglandCode).Points.Single(point => point.Month == october);
        Assert.Equal((Signal.Outside, SignalMeaning.Concern, "above the upper limit of 5,414"), (point.Signal, point.Meaning, point.Says));
        var (before, at) = (England(new(2014, 10)), England(october));
        Assert.Equal((142_927, 200_095), (before.Days, at.Days));
        Assert.Equal(200_095L, RealMonths.EnglandSeriesMonths.Max(month => month.Numbers.First(number => number.Figure == "days.total").Days));
        Assert.Equal((31_705, 19_815, 5_648), (More(Attribution.SocialCare), More(Attribution.Nhs), More(Attribution.Both)));

        int? More(Attribution attribution) => at.ByAttribution.Days[attribution] - before.ByAttribution.Days[attribution];

        static Files.Readers.CouncilMonth England(ReportingMonth month) => RealMonths.Content.Rows.Single(row => row.IsEngland && row.Month == month);
    }

    /// <summary>A month that nobody reported is no point of a run, and its neighbours are no moving range: the City of London with its two gaps closed up has other limits.</summary>
    [Fact]
    public void A_missing_month_is_not_closed_up()
    {
        var points = RealMonths.Content.Beds("714");
        var reported = points.Where(point => point.Value is not null).ToList();
        ImmutableArray<SeriesPoint> closed = [.. reported.Select((point, at) => point with { Month = RealMonths.First.AddMonths(at) })];
        var settings = XmrCharts.Settings(RealMonths.First.FirstDay, MetricDirection.Lower, PolicyBook.Current);
        Assert.Equal(2, points.Length - reported.Count);
        Assert.NotEqual(Chart("714").Phases[0].Upper, XmrCharts.Of(closed, settings, [], "people delayed a day").Phases[0].Upper);
        Assert.Equal(Chart("714").Phases[0].Upper, XmrCharts.Of(reported, settings, [], "people delayed a day").Phases[0].Upper);
    }

    /// <summary>25,343 of 145,876 days of November 2019 were C.</summary>
    [Fact]
    public void A_reason_keeps_its_capitals_in_a_sentence() => Assert.Contains(
        Histories.Of([PublishedMonth.Of(PublishedMonth.November2019).England], [], [], [], [], PolicyBook.Current, ReferenceBook.Current).Single(history => history.Key.Body == Body.EnglandCode).Says,
        sentence => sentence.Contains("then awaiting further non-acute NHS care (C, 17%)", StringComparison.Ordinal));

    private static readonly ImmutableArray<Signal> Signals = [Signal.Outside, Signal.Trend, Signal.TwoInThree, Signal.Shift];
}
