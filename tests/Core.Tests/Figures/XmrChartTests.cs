using System.Collections.Immutable;
using CsCheck;
using Monitoring.Core.Figures.Delays;
using Monitoring.Core.Kernel;
using Monitoring.Core.Policy;

namespace Monitoring.Core.Tests.Figures;

/// <summary>Domain note on delayed discharge 6.2, and its examples E25 to E28; expected values are the note's.</summary>
public class XmrChartTests
{
    private static readonly ReportingMonth First = new(2017, 4);
    private static readonly XmrSettings Usual = XmrCharts.Settings(new(2019, 11, 1), MetricDirection.Lower, PolicyBook.Current);

    private static List<SeriesPoint> Series(params IEnumerable<decimal?> values) => [.. values.Select((value, i) => new SeriesPoint(First.AddMonths(i), value))];

    private static XmrChart Chart(IReadOnlyList<SeriesPoint> points, XmrSettings? settings = null, params SeriesBreak[] breaks) => XmrCharts.Of(points, settings ?? Usual, breaks, "people delayed a day");

    private static string Flags(XmrChart chart) => string.Concat(chart.Points.Select(point => point.Signal switch { Signal.Outside => 'o', Signal.Trend => 't', Signal.TwoInThree => '2', Signal.Shift => 's', _ => point.Value is null ? ' ' : '.' }));

    private static void Close(double expected, decimal? actual) => Assert.Equal(expected, (double)actual!.Value, 0.00005);

    [Theory]
    [InlineData(false, 1.88235, 6.9515, -3.0626, 0)]
    [InlineData(true, 1.0, 4.6044, -0.7156, 2)]
    public void E25_screening_narrows_the_limits_and_one_point_is_outside_both_ways(bool screened, double range, double upper, double lower, int left)
    {
        var values = new decimal?[] { 1, 2, 1, 2, 10 }.Concat(Enumerable.Repeat(new decimal?[] { 1, 2 }, 6).SelectMany(pair => pair)).Append(1);
        var chart = Chart(Series(values), Usual with { Screened = screened });
        var phase = Assert.Single(chart.Phases);
        Close(1.9444, phase.Mean);
        Close(range, phase.AverageMovingRange);
        Close(upper, phase.Upper);
        Close(lower, phase.Lower);
        Assert.Equal((18, left, false), (phase.Points, phase.Screened, phase.Trial));
        Assert.Equal("....o.............", Flags(chart));
        Assert.Equal(SignalMeaning.Concern, chart.Points[4].Meaning);
    }

    [Fact]
    public void E26_two_in_three_flags_the_close_points_and_not_the_one_between()
    {
        var chart = Chart(Series([10, 12, 10, 12, 10, 12, 10, 12, 10, 12, 10, 12, 14.8m, 12.5m, 15.0m, 10.5m]), Usual with { Baseline = 12 });
        var phase = Assert.Single(chart.Phases);
        Assert.Equal((11m, 2m, 16.32m, 5.68m), (phase.Mean, phase.AverageMovingRange, phase.Upper, phase.Lower));
        Close(14.5467, phase.NearUpper);
        Close(7.4533, phase.NearLower);
        Assert.Equal("............2.2.", Flags(chart));
    }

    /// <summary>A signal under trial limits is told as one that may be chance, and that of a small series as one that may be a patient's: neither as something to explain.</summary>
    [Fact]
    public void What_may_be_chance_or_one_patient_is_not_told_as_a_change()
    {
        var trial = Chart(Series([20, 21, 20, 21, 20, 21, 20, 40]));
        Assert.Equal(Signal.Outside, trial.Points[^1].Signal);
        Assert.EndsWith("These are trial limits: 8 months are few, and 12 are needed. It may be chance: wait for more months.", trial.Says[0], StringComparison.Ordinal);
        var small = Chart(Series([.. Enumerable.Range(0, 14).Select(i => (decimal?)(i % 2 * 0.1m)), 1.5m]));
        Assert.Equal((Signal.Outside, true), (small.Points[^1].Signal, small.IsSmall));
        Assert.EndsWith("Small numbers: with 0.15 on average one patient moves the chart, and a signal may be one patient's.", small.Says[0], StringComparison.Ordinal);
        Assert.All([trial, small], chart => Assert.DoesNotContain("Chance seldom", string.Join(' ', chart.Says), StringComparison.Ordinal));
    }

    /// <summary>Twelve months or more on one side are another level: the limits start anew only if somebody says what changed, so the chart asks.</summary>
    [Theory]
    [InlineData(11, false)]
    [InlineData(12, true)]
    public void A_long_run_asks_what_changed(int after, bool asks)
    {
        var chart = Chart(Series([.. Enumerable.Range(0, 24).Select(i => (decimal?)(50 + i % 2)), .. Enumerable.Range(0, after).Select(i => (decimal?)(40 + i % 2))]));
        Assert.Equal(asks, chart.Says.Contains("Each of the 12 months from April 2019 lies below the mean of 47.2. If you know what changed about April 2019, record the month and the reason: the limits then start anew there."));
        Assert.Equal(asks, chart.Says.Any(sentence => sentence.Contains("If you know what changed", StringComparison.Ordinal)));
    }

    [Fact]
    public void E27_a_shift_and_a_point_outside_after_a_fixed_baseline()
    {
        var chart = Chart(Series([50, 52, 49, 51, 50, 53, 48, 51, 50, 49, 52, 51, 54, 55, 53, 54, 56, 54, 57, 55]), Usual with { Baseline = 12 });
        var phase = Assert.Single(chart.Phases);
        Assert.Equal(50.5m, phase.Mean);
        Close(2.2727, phase.AverageMovingRange);
        Close(56.5455, phase.Upper);
        Close(44.4545, phase.Lower);
        Assert.Equal("..........ssssssssos", Flags(chart));
        Assert.Equal("one of 10 months in a row, February 2018 to November 2018, above the mean of 50.5", chart.Points[^1].Says);
        Assert.Equal("November 2018: 55.0 people delayed a day, one of 10 months in a row, February 2018 to November 2018, above the mean of 50.5. Chance seldom does this: something made it worse. Ask what.", chart.Says[0]);
    }

    [Theory]
    [InlineData("111111", "......")]
    [InlineData("11111111-", "ssssssss.")]
    [InlineData("1111110111", "..........")]
    [InlineData("-------1", "sssssss.")]
    public void E28_shift(string sides, string flags) =>
        Assert.Equal(flags, string.Concat(XmrRules.Shift([.. sides.Select(side => side == '1' ? 1 : side == '-' ? -1 : 0)], 7).Select(run => run is null ? '.' : 's')));

    [Theory]
    [InlineData(new[] { 1, 2, 3, 4, 5, 6, 7 }, "ttttttt")]
    [InlineData(new[] { 1, 2, 3, 3, 4, 5, 6 }, ".......")]
    [InlineData(new[] { 7, 6, 5, 4, 3, 2, 1, 9 }, "ttttttt.")]
    [InlineData(new[] { 5, 1, 2, 3, 4, 5, 6, 7, 7 }, ".ttttttt.")]
    public void E28_trend(int[] values, string flags) => Assert.Equal(flags, string.Concat(XmrRules.Trend([.. values.Select(value => (decimal)value)], 7).Select(run => run is null ? '.' : 't')));

    [Theory]
    [InlineData("1001", "++++", "....")]
    [InlineData("10011", "+++++", "...22")]
    [InlineData("101", "+-+", "...")]
    [InlineData("101", "+++", "2.2")]
    [InlineData("101", "+0+", "...")]
    public void E28_two_in_three(string close, string sides, string flags) => Assert.Equal(flags, string.Concat(
        XmrRules.TwoInThree([.. close.Select(one => one == '1')], [.. sides.Select(side => side == '+' ? 1 : side == '-' ? -1 : 0)]).Select(flag => flag ? '2' : '.')));

    [Fact]
    public void A_missing_month_is_a_gap_across_which_no_range_is_taken_and_no_run_counted()
    {
        // Six above and six above the mean, with a month missing between: no shift of twelve.
        var chart = Chart(Series([1, 4, 1, 4, 1, 4, 1, 5, 8, 5, 8, 5, 8, null, 8, 5, 8, 5, 8, 5, 4, 1, 4, 1, 4, 1, 4]));
        Assert.Equal("sssssss...... ......sssssss", Flags(chart));
        Assert.Null(chart.Points[13].Value);
        Assert.Contains("May 2018 is missing: a gap in the chart, and no run is counted across it.", chart.Says);
        Assert.Equal(Flags(chart).Replace(" ", ""), Flags(Chart([.. chart.Points.Where(point => point.Value is not null).Select(point => new SeriesPoint(point.Month, point.Value))])));
    }

    [Fact]
    public void A_reorganisation_and_a_recorded_reason_start_the_limits_anew_and_no_rule_runs_across()
    {
        var low = Enumerable.Range(0, 12).Select(i => (decimal?)(8 + i % 2 * 4));
        var high = Enumerable.Range(0, 12).Select(i => (decimal?)(13 + i % 2 * 4));
        var change = First.AddMonths(12);
        Assert.Equal("ssssssssssssssssssssssss", Flags(Chart(Series(low.Concat(high)))));

        var reorganised = Chart(Series(low.Concat(high)), null, new SeriesBreak(change, "Bournemouth, Christchurch and Poole took over"));
        Assert.Equal("........................", Flags(reorganised));
        Assert.Equal([(10m, 12), (15m, 12)], reorganised.Phases.Select(phase => (phase.Mean!.Value, phase.Points)));
        Assert.Contains("The limits start anew in April 2018: Bournemouth, Christchurch and Poole took over.", reorganised.Says);

        var rebased = Chart(Series(low.Concat(high)), Usual with { Rebases = [new(change, "A new ward opened", "Board", new(2018, 5, 1))] });
        Assert.Equal(reorganised.Phases.Select(phase => phase.Upper), rebased.Phases.Select(phase => phase.Upper));
        Assert.Contains("decided by Board on 1 May 2018", rebased.Phases[1].Why, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_changes_in_one_gap_start_one_phase_with_both_reasons()
    {
        SeriesPoint[] points = [.. Enumerable.Range(0, 12).Where(i => i is < 4 or > 7).Select(i => new SeriesPoint(First.AddMonths(i), 10 + i % 2))];
        var chart = Chart(points, null, new SeriesBreak(First.AddMonths(7), "another area"), new SeriesBreak(First.AddMonths(5), "another count"));
        Assert.Equal([("first month", 4), ("another count; another area", 4)], chart.Phases.Select(phase => (phase.Why, phase.Points)));
        Assert.Equal(First.AddMonths(8), chart.Phases[1].From);
    }

    /// <summary>A point exactly on the mean is on neither side of it, also where its digits have no end: 31 times 1/3 is rounded when it is added up.</summary>
    [Fact]
    public void What_never_changes_has_no_signal() =>
        Gen.Select(Gen.Int[1, 9999], Gen.Int[1, 999], Gen.Int[2, 60]).Sample((days, over, months) => Chart(Series(Enumerable.Repeat((decimal?)((decimal)days / over), months))).Points.All(point => point.Signal == Signal.None));

    [Fact]
    public void Eleven_points_have_trial_limits_and_twelve_have_not()
    {
        Assert.True(Chart(Series(Enumerable.Range(0, 11).Select(i => (decimal?)i % 3))).Phases[0].Trial);
        Assert.False(Chart(Series(Enumerable.Range(0, 12).Select(i => (decimal?)i % 3))).Phases[0].Trial);
        Assert.Contains("These are trial limits: 11 months are few, and 12 are needed.", Chart(Series(Enumerable.Range(0, 11).Select(i => (decimal?)i % 3))).Says[0], StringComparison.Ordinal);
        Assert.Equal("April 2017: 4.00 people delayed a day. 1 month has figures since April 2017: too few to tell a signal from noise.", Assert.Single(Chart(Series(4)).Says));
        Assert.Equal("No month has a figure: there is nothing to say.", Assert.Single(Chart([]).Says));
    }

    [Theory]
    [InlineData(MetricDirection.Lower, 20, "met as long as nothing changes")]
    [InlineData(MetricDirection.Lower, 2, "missed as long as nothing changes")]
    [InlineData(MetricDirection.Lower, 11, "some months meet it and some miss it by chance")]
    [InlineData(MetricDirection.Higher, 20, "missed as long as nothing changes")]
    [InlineData(MetricDirection.Higher, 2, "met as long as nothing changes")]
    public void A_target_is_met_missed_or_hit_and_miss_by_the_limits(MetricDirection direction, int target, string says) =>
        Assert.Contains(says, Assert.Single(Chart(Series(Enumerable.Range(0, 12).Select(i => (decimal?)(10 + i % 2 * 2))), Usual with { Direction = direction, Target = target }).Phases).Assurance, StringComparison.Ordinal);

    private static readonly Gen<decimal?> Value = Gen.Frequency((9, Gen.Int[0, 60].Select(number => (decimal?)number)), (1, Gen.Const((decimal?)null)));
    private static readonly Gen<decimal?[]> Values = Value.Array[0, 60];

    [Fact]
    public void Moving_and_stretching_a_series_moves_and_stretches_its_limits_and_leaves_its_signals() =>
        Gen.Select(Values, Gen.Int[-50, 50], Gen.Int[1, 9]).Sample((values, moved, times) =>
        {
            var chart = Chart(Series(values));
            var other = Chart(Series(values.Select(value => value * times + moved)));
            Assert.Equal(Flags(chart), Flags(other));
            foreach (var (was, now) in chart.Phases.Zip(other.Phases).Where(pair => pair.First.Upper is not null))
                Assert.Equal((double)(was.Upper!.Value * times + moved), (double)now.Upper!.Value, 1e-9);
        });

    [Fact]
    public void Upside_down_every_concern_is_an_improvement() =>
        Values.Sample(values =>
        {
            var (chart, turned) = (Chart(Series(values)), Chart(Series(values.Select(value => -value))));
            Assert.Equal(Flags(chart), Flags(turned));
            Assert.Equal(chart.Points.Select(point => point.Meaning), turned.Points.Select(point => point.Meaning switch { SignalMeaning.Concern => SignalMeaning.Improvement, SignalMeaning.Improvement => SignalMeaning.Concern, var same => same }));
        });

    [Fact]
    public void Every_month_is_drawn_once_and_only_values_have_signals() =>
        Values.Sample(values =>
        {
            var chart = Chart(Series(values));
            Assert.Equal(values, chart.Points.Select(point => point.Value));
            Assert.All(chart.Points, point => Assert.Equal(point.Signal != Signal.None, point.Says is not null));
            Assert.All(chart.Points.Where(point => point.Value is null), point => Assert.Equal(Signal.None, point.Signal));
            Assert.All(chart.Points.Where(point => point.Signal == Signal.Outside), point => Assert.True(point.Value > chart.Phases[point.Phase].Upper || point.Value < chart.Phases[point.Phase].Lower));
        });
}
