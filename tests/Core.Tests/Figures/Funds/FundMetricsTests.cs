using CsCheck;
using Monitoring.Core.Figures;
using Monitoring.Core.Figures.Funds;
using Monitoring.Core.Kernel;
using Monitoring.Core.Policy;
using Monitoring.Core.Returns;
using static Monitoring.Core.Tests.Figures.Funds.SmallActivity;

namespace Monitoring.Core.Tests.Figures.Funds;

/// <summary>Metrics against the formulas of the domain note on the Better Care Fund, 2.6. Counts are invented where no example is named; what they come to was worked out by hand.</summary>
public class FundMetricsTests
{
    private static SmallMetrics People(string year) => SmallMetrics.Of(year).Living($"mid-{FinancialYear.Parse(year).Start - 1}", 620_000, 500_000, 130_000);

    private static SmallMetrics OutOf(string year, string month, string metric, decimal part, int whole) => SmallMetrics.Of(year).Counts(Own(month, part, whole, metric));

    /// <summary>Metric, period, what is known, the value to four places, numerator and denominator.</summary>
    public static TheoryData<string, string, SmallMetrics, decimal, decimal?, decimal?> Formulas => new()
    {
        // Non-elective admissions, all ages: in the quarter / population of all ages x 100,000: 15,500 / 620,000.
        { "non-elective-admissions", "2016-17-Q1", People("2016-17").Counts("non-elective-admissions", "2016-04", 5_000, 5_250, 5_250), 2_500m, 15_500, 620_000 },
        // Permanent admissions 65+: in the year / population 65+ x 100,000: 806 / 130,000.
        { "residential-admissions", "2018-19", People("2018-19").Counts("residential-admissions", "2018-04", 67, 67, 67, 67, 67, 67, 67, 67, 67, 67, 67, 69), 620m, 806, 130_000 },
        // M11: Lancashire Q3 2017-18, 1,140 of 1,304 = 87.42% (87.4233 to four places). Discharges of October to December make the year.
        { "reablement", "2017-18", SmallMetrics.Of("2017-18").Counts(Own("2017-10", 400, 450, "reablement"), Own("2017-11", 380, 440, "reablement"), Own("2017-12", 360, 414, "reablement")), 87.4233m, 1_140, 1_304 },
        // Delayed days: in the quarter / population 18+ x 100,000: 3,000 / 500,000.
        { "delayed-days", "2016-17-Q2", People("2016-17").Delays("2016-07", 1_100, 900, 1_000), 600m, 3_000, 500_000 },
        // Average daily beds: delayed days in the month / calendar days in the month. February 2020 had 29.
        { "delayed-beds", "2020-02", SmallMetrics.Of("2019-20").Delays("2020-02", 1_450), 50m, 1_450, 29 },
        { "delayed-beds", "2017-09", SmallMetrics.Of("2017-18").Delays("2017-09", 1_000), 33.3333m, 1_000, 30 },
        // Inpatients resident 14+ and 21+ days / all inpatients x 100.
        { "stay-of14-days", "2021-22-Q3", OutOf("2021-22", "2021-10", "stay-of14-days", 120, 1_000).Counts(Own("2021-11", 130, 1_000, "stay-of14-days"), Own("2021-12", 110, 1_000, "stay-of14-days")).Goal("stay-of14-days", "2021-22-Q3", 12), 12m, 360, 3_000 },
        { "stay-of21-days", "2021-10", OutOf("2021-22", "2021-10", "stay-of21-days", 61, 1_000).Goal("stay-of21-days", "2021-10", 6), 6.1m, 61, 1_000 },
        // Discharges to the usual place of residence / discharges from acute hospital x 100.
        { "usual-residence", "2022-23-Q1", OutOf("2022-23", "2022-04", "usual-residence", 930, 1_000).Counts(Own("2022-05", 920, 1_000, "usual-residence"), Own("2022-06", 925, 1_000, "usual-residence")), 92.5m, 2_775, 3_000 },
        // Headline A: admissions 65+ in the month / population 65+ x 100,000: 2,080 / 130,000.
        { "emergency-admissions65", "2025-04", People("2025-26").Counts("emergency-admissions65", "2025-04", 2_080), 1_600m, 2_080, 130_000 },
        // Headline B: (1 - share discharged on the ready date) x average days of those not. E12, England, May 2024: 0.13171 x 5.9698 = 0.7863.
        { "discharge-delay", "2025-05", SmallMetrics.Of("2025-26").Discharged("2025-05", (DischargeMeasure.AcceptableDischarges, 328_363), (DischargeMeasure.NoDelay, 285_115), (DischargeMeasure.BedDays, 258_180)), 0.7863m, 258_180, 328_363 },
        // The same from what is printed: 0.1317 x 5.97 = 0.786249.
        { "discharge-delay", "2025-05", SmallMetrics.Of("2025-26").Discharged("2025-05", (DischargeMeasure.SameDayShare, 0.8683m), (DischargeMeasure.AverageOfDelayed, 5.97m)), 0.7862m, null, null },
        // Headline C: admissions / population 65+ x 100,000: 195 / 130,000.
        { "long-term-admissions65", "2025-26-Q1", People("2025-26").Counts("long-term-admissions65", "2025-04", 60, 65, 70), 150m, 195, 130_000 },
    };

    [Theory]
    [MemberData(nameof(Formulas))]
    public void A_metric_is_its_formula(string metric, string period, SmallMetrics known, decimal value, decimal? numerator, decimal? denominator)
    {
        var actual = known.Position(metric, period).Actual;
        Assert.Equal(value, Rounding.HalfAwayFromZero(actual.Value!.Value, 4));
        Assert.Equal((numerator, denominator), (actual.Numerator, actual.Denominator));
        Assert.Equal(actual.Value, actual.Working[^1].Amount);
        Assert.NotEqual(FigureStatus.NotCalculable, actual.Status);
    }

    /// <summary>M11: 87.42%, to two places.</summary>
    [Fact]
    public void Reablement_in_Lancashire() =>
        Assert.Equal("87.42", Words.Number(OutOf("2017-18", "2017-12", "reablement", 1_140, 1_304).Says("2017-18-Q3", "reablement", null, null, MetricOutlook.OnTrack)
            .Counts(Own("2017-10", 0, 0, "reablement"), Own("2017-11", 0, 0, "reablement")).Position("reablement", "2017-18").Actual.Value!.Value, 2));

    /// <summary>Months of headline B together are all days over all discharges: (60 + 180) / (100 + 200), and not the mean of 0.6 and 0.9.</summary>
    [Fact]
    public void Months_of_discharges_count_by_their_discharges()
    {
        var known = SmallMetrics.Of("2025-26");
        foreach (var (month, discharges, none, days) in new[] { ("2025-04", 100m, 80m, 60m), ("2025-05", 200m, 150m, 180m), ("2025-06", 300m, 250m, 150m) })
            known = known.Discharged(month, (DischargeMeasure.AcceptableDischarges, discharges), (DischargeMeasure.NoDelay, none), (DischargeMeasure.BedDays, days));
        Assert.Equal(0.65m, known.Goal("discharge-delay", "2025-26-Q1", 0.7m).Position("discharge-delay", "2025-26-Q1").Actual.Value);
    }

    [Fact]
    public void Who_is_never_delayed_waits_no_day() => Assert.Equal(0m, SmallMetrics.Of("2025-26")
        .Discharged("2025-05", (DischargeMeasure.AcceptableDischarges, 100), (DischargeMeasure.NoDelay, 100), (DischargeMeasure.BedDays, 0)).Position("discharge-delay", "2025-05").Actual.Value);

    /// <summary>An authority's figures cover trusts with acceptable data only: the part is said.</summary>
    [Fact]
    public void A_part_of_the_discharges_is_a_part()
    {
        var actual = SmallMetrics.Of("2025-26").Discharged("2025-05", (DischargeMeasure.SameDayShare, 0.9m), (DischargeMeasure.AverageOfDelayed, 6), (DischargeMeasure.AcceptableShare, 0.8m)).Position("discharge-delay", "2025-05").Actual;
        Assert.Equal((0.6m, FigureStatus.Incomplete), (actual.Value, actual.Status));
        Assert.Contains(actual.Working, step => step is { Amount: 0.8m } && step.Text == "The figures of May 2025 are of this share of the discharges of residents");
    }

    /// <summary>Example M12: the target is a fall of 67% from 51 a day, 16.83; it was 85.</summary>
    [Fact]
    public void Delays_in_Northamptonshire_rose()
    {
        var position = SmallMetrics.Of("2017-18").Delays("2017-11", 85 * 30).Goal("delayed-beds", "2017-11", 51 * 0.33m).Position("delayed-beds", "2017-11");
        Assert.Equal((16.83m, 85m, MetricTrack.NotOnTrack), (position.Goal, position.Actual.Value, position.Track));
        // 68.17 above 16.83 is 405.05%.
        Assert.Equal("85.0 delayed days a day is 405.1% above the goal of 16.8 delayed days a day; lower is better.", position.Why);
    }

    public static TheoryData<SmallMetrics, string, string, MetricTrack, string> Tracks => new()
    {
        // 8,412 - 8,150 = 262; 262 / 8,150 = 3.21%. Only the number can be compared: no estimate is loaded.
        { SmallMetrics.Of("2016-17").Counts("non-elective-admissions", "2016-04", 2_800, 2_800, 2_812).Goal("non-elective-admissions", "2016-17-Q1", 1_314.5m, 8_150, 620_000), "non-elective-admissions", "2016-17-Q1", MetricTrack.NotOnTrack,
            "8,412 admissions are 3.2% above the goal of 8,150; lower is better. There is no rate, for no estimate of people of all ages of mid-2015 is loaded: send the population estimates of the Office for National Statistics." },
        // 15,500 / 620,000 x 100,000 = 2,500.0.
        { People("2016-17").Counts("non-elective-admissions", "2016-04", 5_000, 5_250, 5_250).Goal("non-elective-admissions", "2016-17-Q1", 2_600m, 16_120, 620_000), "non-elective-admissions", "2016-17-Q1", MetricTrack.OnTrack,
            "2,500.0 per 100,000 people is 3.8% below the goal of 2,600.0 per 100,000 people; lower is better." },
        { People("2016-17").Counts("non-elective-admissions", "2016-04", 5_000, 5_250, 5_250).Goal("non-elective-admissions", "2016-17-Q1", 2_500.04m), "non-elective-admissions", "2016-17-Q1", MetricTrack.OnTrack,
            "2,500.0 per 100,000 people meets the goal of 2,500.0 per 100,000 people; lower is better." },
        { OutOf("2017-18", "2017-10", "reablement", 1_140, 1_304).Counts(Own("2017-11", 0, 0, "reablement"), Own("2017-12", 0, 0, "reablement")).Goal("reablement", "2017-18", 85), "reablement", "2017-18", MetricTrack.OnTrack,
            "87.4% is 2.4 points above the goal of 85.0%; higher is better." },
        { OutOf("2017-18", "2017-10", "reablement", 1_140, 1_304).Counts(Own("2017-11", 0, 0, "reablement"), Own("2017-12", 0, 0, "reablement")).Goal("reablement", "2017-18", 90), "reablement", "2017-18", MetricTrack.NotOnTrack,
            "87.4% is 2.6 points below the goal of 90.0%; higher is better." },
        // 0.4 above 1,000 is 0.04%.
        { SmallMetrics.Of("2022-23").Says("2022-23-Q1", "avoidable-admissions", 1_000, 1_000.4m, MetricOutlook.NotOnTrack), "avoidable-admissions", "2022-23-Q1", MetricTrack.NotOnTrack,
            "1,000.4 per 100,000 people (as returned) is less than 0.1% above the goal of 1,000.0 per 100,000 people; lower is better." },
        { SmallMetrics.Of("2023-24").Says("2023-24-Q4", "falls", null, 1_900, MetricOutlook.OnTrack).Goal("falls", "2023-24", 2_000), "falls", "2023-24", MetricTrack.OnTrack,
            "1,900.0 per 100,000 people aged 65 and over (as returned) is 5.0% below the goal of 2,000.0 per 100,000 people aged 65 and over; lower is better." },
        { SmallMetrics.Of("2015-16").Says("2015-16-Q4", "local-metric", null, 12, MetricOutlook.OnTrack).Goal("local-metric", "2015-16", 10, definition: "Dementia diagnoses"), "local-metric", "2015-16", MetricTrack.CannotTell,
            "12.0 (as returned) is 20.0% above the goal of 10.0. Which way is better is not known." },
        { SmallMetrics.Of("2016-17").Goal("reablement", "2016-17", 85).Delays("2017-03", 30), "reablement", "2016-17", MetricTrack.CannotTell,
            "The board has no count of its own for October 2016 to December 2016, and no CCG is known to have had people in it then." },
        { SmallMetrics.Of("2017-18").Delays("2017-09", 1_000), "delayed-beds", "2017-09", MetricTrack.CannotTell, "There is no goal for September 2017." },
        { SmallMetrics.Of("2016-17").Delays("2016-07", 1_100, null, 1_000), "delayed-days", "2016-17-Q2", MetricTrack.CannotTell, "There is no goal for Q2 2016-17. Delayed days are not known for August 2016." },
        { SmallMetrics.Of("2025-26").Goal("discharge-delay", "2025-05", 0.7m).Counts("emergency-admissions65", "2025-05", 1), "discharge-delay", "2025-05", MetricTrack.CannotTell, "Discharge ready dates do not say the delay of May 2025." },
        { SmallMetrics.Of("2022-23").Goal("avoidable-admissions", "2022-23-Q1", 170).Says("2022-23-Q1", "usual-residence", null, 92.5m, MetricOutlook.OnTrack), "avoidable-admissions", "2022-23-Q1", MetricTrack.CannotTell,
            "It is never worked out here, only taken as given (unplanned admissions for chronic ambulatory care sensitive conditions: observed / expected x national rate, indirectly standardised (NHS Outcomes Framework 2.3i)), and nothing was given for Q1 2022-23." },
        { SmallMetrics.Of("2022-23").Goal("usual-residence", "2022-23-Q1", 93).Counts("usual-residence", "2022-04", 1, 1, 1), "usual-residence", "2022-23-Q1", MetricTrack.CannotTell,
            "How many discharges there were altogether is not known for Q1 2022-23, or there were none." },
        // Nothing that was returned reaches the end of June: whether admissions of June were missed nobody can ask yet. A forecast is no actual.
        { SmallMetrics.Of("2025-26").Counts("emergency-admissions65", "2025-04", 1, 1).Goal("emergency-admissions65", "2025-06", 100).Says("2025-26-Q1", "falls", 1, null, MetricOutlook.OnTrack), "emergency-admissions65", "2025-06", MetricTrack.NotDueYet,
            "June 2025 is not over by what has been returned: the goal is judged when it is." },
        { SmallMetrics.Of("2017-18").Goal("reablement", "2017-18", 85).Delays("2018-02", 30), "reablement", "2017-18", MetricTrack.NotDueYet, "2017-18 is not over by what has been returned: the goal is judged when it is." },
        // A goal of nothing has no per cent.
        { SmallMetrics.Of("2017-18").Delays("2017-09", 30).Goal("delayed-beds", "2017-09", 0), "delayed-beds", "2017-09", MetricTrack.NotOnTrack, "1.0 delayed days a day is above the goal of 0.0 delayed days a day; lower is better." },
    };

    [Theory]
    [MemberData(nameof(Tracks))]
    public void On_track_or_not_is_told_in_words(SmallMetrics known, string metric, string period, MetricTrack track, string why)
    {
        var position = known.Position(metric, period);
        Assert.Equal((track, why), (position.Track, position.Why));
    }

    /// <summary>April, May and June are due: one met, one missed, one not known. July is not due yet, and Q1, for which nothing was planned, is no goal at all.</summary>
    [Fact]
    public void Goals_are_counted_in_one_way()
    {
        var known = SmallMetrics.Of("2025-26").Counts("emergency-admissions65", "2025-04", 100, 101).Says("2025-26-Q1", "emergency-admissions65", null, 300, MetricOutlook.OnTrack)
            .Goal("emergency-admissions65", "2025-04", 1, 100).Goal("emergency-admissions65", "2025-05", 1, 100).Goal("emergency-admissions65", "2025-06", 1, 100).Goal("emergency-admissions65", "2025-07", 1, 100);
        Assert.Equal(new GoalCounts(OnTrack: 1, NotOnTrack: 1, CannotTell: 1, NotDueYet: 1), GoalCounts.Of(known.Positions()));
        Assert.Equal(3, GoalCounts.Of(known.Positions()).Due);
    }

    /// <summary>A number of one is one admission.</summary>
    [Fact]
    public void One_admission_is_one() => Assert.StartsWith("1 admission is 50.0% below the goal of 2; lower is better.",
        SmallMetrics.Of("2025-26").Counts("emergency-admissions65", "2025-04", 1).Goal("emergency-admissions65", "2025-04", 1, 2).Position("emergency-admissions65", "2025-04").Why, StringComparison.Ordinal);

    public static TheoryData<SmallMetrics, string, string, string> Contradictions => new()
    {
        { OutOf("2022-23", "2022-04", "usual-residence", 930, 1_000).Counts(Own("2022-05", 920, 1_000, "usual-residence"), Own("2022-06", 925, 1_000, "usual-residence")).Goal("usual-residence", "2022-23-Q1", 93)
            .Says("2022-23-Q1", "usual-residence", 92, 94.1m, MetricOutlook.OnTrack), "usual-residence", "2022-23-Q1",
            "92.5% is 0.5 points below the goal of 93.0%; higher is better. The board's return gives 94.1%; the figures come to 92.5%. "
            + "The board's goal in its return of Q1 2022-23 is 92.0%; the goal of its plan, 93.0%, is used. The board says in its return of Q1 2022-23 that it is on track; by the figures it is not." },
        { SmallMetrics.Of("2023-24").Says("2023-24-Q4", "falls", 2_000, 1_900, MetricOutlook.NotOnTrack).Goal("falls", "2023-24", 2_000), "falls", "2023-24",
            "1,900.0 per 100,000 people aged 65 and over (as returned) is 5.0% below the goal of 2,000.0 per 100,000 people aged 65 and over; lower is better. The board says in its return of Q4 2023-24 that it is not on track; by the figures it is." },
        { OutOf("2022-23", "2022-04", "usual-residence", 930, 1_000).Counts(Own("2022-05", 920, 1_000, "usual-residence"), Own("2022-06", 925, 1_000, "usual-residence")).Goal("usual-residence", "2022-23-Q1", 92)
            .Says("2022-23-Q1", "usual-residence", null, null, MetricOutlook.NoData), "usual-residence", "2022-23-Q1",
            "92.5% is 0.5 points above the goal of 92.0%; higher is better. The board says in its return of Q1 2022-23 that there are no data; the figures come to 92.5%." },
        // Rounded alike they do not differ.
        { OutOf("2022-23", "2022-04", "usual-residence", 930, 1_000).Counts(Own("2022-05", 920, 1_000, "usual-residence"), Own("2022-06", 925, 1_000, "usual-residence")).Goal("usual-residence", "2022-23-Q1", 92)
            .Says("2022-23-Q1", "usual-residence", 92, 92.46m, MetricOutlook.OnTrack), "usual-residence", "2022-23-Q1", "92.5% is 0.5 points above the goal of 92.0%; higher is better." },
    };

    [Theory]
    [MemberData(nameof(Contradictions))]
    public void What_the_board_says_stands_beside_what_the_figures_say(SmallMetrics known, string metric, string period, string why) => Assert.Equal(why, known.Position(metric, period).Why);

    /// <summary>Note 1.3 and 1.6: P of each performance quarter, Q4 2014-15 to Q3 2015-16; S1 and S2 of 1.7.</summary>
    [Fact]
    public void Admissions_of_2015_16_have_the_goals_of_the_performance_payment()
    {
        var known = SmallMetrics.Of("2015-16").Planned("2014-15-Q4", 5_000, 4_825).Planned("2015-16-Q1", 5_200, 5_018).Planned("2015-16-Q2", 5_100, 4_922).Planned("2015-16-Q3", 5_300, 5_114)
            .Admitted("2014-15-Q4", 4_950).Admitted("2015-16-Q1", 5_018).Counts("non-elective-admissions", "2015-04", 1_700, 1_700, 1_700).Counts("non-elective-admissions", "2015-07", 1_600, 1_600, 1_700);
        var positions = known.Positions().Where(position => position.Metric == "non-elective-admissions").ToList();
        Assert.Equal(["2014-15-Q4", "2015-16-Q1", "2015-16-Q2", "2015-16-Q3"], positions.Select(position => position.Period));
        Assert.Equal([4_825m, 5_018m, 4_922m, 5_114m], positions.Select(position => position.GoalCount));
        Assert.Equal([4_950m, 5_018m, 4_900m, null], positions.Select(position => position.Actual.Numerator));
        Assert.Equal([MetricTrack.NotOnTrack, MetricTrack.OnTrack, MetricTrack.OnTrack, MetricTrack.NotDueYet], positions.Select(position => position.Track));
        Assert.StartsWith("4,950 admissions are 2.6% above the goal of 4,825; lower is better.", positions[0].Why, StringComparison.Ordinal);
        // As in the performance payment, the return's own number goes first, and the difference is told.
        Assert.EndsWith("The board's return has 5,018 admissions, the activity returns 5,100: those of the board's return are used.", positions[1].Why, StringComparison.Ordinal);
        Assert.All(positions, position => Assert.Null(position.Goal));
        // 4,825 / 620,000 x 100,000 = 778.2258; 4,950 are 798.3871.
        var rate = known.Living("mid-2014", 620_000, 500_000, 130_000).Position("non-elective-admissions", "2014-15-Q4");
        Assert.Equal((778.2258m, 798.3871m), (Rounding.HalfAwayFromZero(rate.Goal!.Value, 4), Rounding.HalfAwayFromZero(rate.Actual.Value!.Value, 4)));
        Assert.Equal("4,950 admissions are 2.6% above the goal of 4,825; lower is better.", rate.Why);
    }

    /// <summary>Note 2.6: the metrics of each year. 2020-21 had no plans; 2024-25 no reablement.</summary>
    [Theory]
    [InlineData("2015-16", "delayed-days local-metric non-elective-admissions patient-experience reablement residential-admissions")]
    [InlineData("2017-18", "delayed-beds non-elective-admissions reablement residential-admissions")]
    [InlineData("2020-21", "")]
    [InlineData("2021-22", "avoidable-admissions reablement residential-admissions stay-of14-days stay-of21-days usual-residence")]
    [InlineData("2024-25", "avoidable-admissions falls residential-admissions usual-residence")]
    [InlineData("2025-26", "discharge-delay emergency-admissions65 long-term-admissions65")]
    public void Every_metric_of_the_year_is_there_though_nothing_is_known(string year, string metrics)
    {
        var positions = SmallMetrics.Of(year).Positions();
        Assert.Equal(metrics, string.Join(' ', positions.Select(position => position.Metric).Distinct().Order(StringComparer.Ordinal)));
        Assert.All(positions, position => Assert.Equal((MetricTrack.CannotTell, null, FigureStatus.NotCalculable), (position.Track, position.Actual.Value, position.Actual.Status)));
        Assert.All(positions, position => Assert.True(position.Why.Length > 20 && position.Actual.Working.Length > 0));
    }

    [Fact]
    public void A_headline_metric_of_2025_26_has_a_position_for_each_of_its_periods() =>
        Assert.Equal([12, 12, 4], new[] { "emergency-admissions65", "discharge-delay", "long-term-admissions65" }.Select(key => SmallMetrics.Of("2025-26").Positions().Count(position => position.Metric == key)));

    /// <summary>A goal of the year, what the board says of its quarters, and the last return, which is of the year.</summary>
    [Fact]
    public void Returns_of_a_metric_by_year_stand_under_their_quarters_and_the_last_under_the_year()
    {
        var known = SmallMetrics.Of("2016-17").Goal("residential-admissions", "2016-17", 600)
            .Says("2016-17-Q2", "residential-admissions", 300, 320, MetricOutlook.NotOnTrack);
        var positions = known.Positions().Where(position => position.Metric == "residential-admissions").ToList();
        Assert.Equal(["2016-17", "2016-17-Q2"], positions.Select(position => position.Period));
        Assert.Equal([(600m, null, MetricOutlook.NotOnTrack), (300m, 320m, MetricOutlook.NotOnTrack)], positions.Select(position => (position.Goal!.Value, position.Given, position.BoardSays!.Value)));
        positions = [.. known.Says("2016-17-Q4", "residential-admissions", 600, 590, MetricOutlook.OnTrack).Positions().Where(position => position.Metric == "residential-admissions")];
        Assert.Equal(["2016-17", "2016-17-Q2"], positions.Select(position => position.Period));
        Assert.Equal((590m, MetricTrack.OnTrack, MetricOutlook.OnTrack), (positions[0].Given, positions[0].Track, positions[0].BoardSays));
    }

    /// <summary>A quarter's value is not a month's: it stands under its quarter, and the months are worked out.</summary>
    [Fact]
    public void A_quarter_of_a_metric_by_month_stands_beside_its_months()
    {
        var positions = SmallMetrics.Of("2017-18").Delays("2017-04", 900, 930, 900).Goal("delayed-beds", "2017-05", 31).Says("2017-18-Q1", "delayed-beds", 32, 30, MetricOutlook.OnTrack).Positions().Where(position => position.Metric == "delayed-beds").ToList();
        Assert.Equal(13, positions.Count);
        Assert.Equal(("2017-18-Q1", 32m, 30m), (positions[0].Period, positions[0].Goal, Rounding.HalfAwayFromZero(positions[0].Actual.Value!.Value, 6)));
        Assert.Equal([30m, 30m, 30m], positions[1..4].Select(position => position.Actual.Value));
        Assert.Equal("30.0 delayed days a day is 3.2% below the goal of 31.0 delayed days a day; lower is better.", positions[2].Why);
        Assert.Null(positions[2].Given);
    }

    [Fact]
    public void Two_local_metrics_are_two_and_a_return_cannot_say_which_it_means()
    {
        var positions = SmallMetrics.Of("2015-16").Goal("local-metric", "2015-16", 10, definition: "Dementia diagnoses").Goal("local-metric", "2015-16", 5, definition: "Falls").Says("2015-16-Q4", "local-metric", null, 7, MetricOutlook.OnTrack)
            .Positions().Where(position => position.Metric == "local-metric").ToList();
        Assert.Equal([("Dementia diagnoses", 10m, null), ("Falls", 5m, null)], positions.Select(position => (position.Definition, position.Goal!.Value, position.Given)));
        Assert.All(positions, position => Assert.Null(position.BoardSays));
    }

    [Fact]
    public void The_estimate_that_was_used_is_named_and_another_years_is_not_taken()
    {
        var position = People("2025-26").Counts("long-term-admissions65", "2025-04", 60, 65, 70).Position("long-term-admissions65", "2025-26-Q1");
        Assert.Equal("mid-2024, people aged 65 and over: 130,000 (invented for a test)", position.Population);
        Assert.Equal("people aged 65 and over, mid-2024", position.Actual.DenominatorName);
        var without = SmallMetrics.Of("2025-26").Living("mid-2023", 620_000, 500_000, 130_000).Counts("long-term-admissions65", "2025-04", 60, 65, 70).Position("long-term-admissions65", "2025-26-Q1");
        Assert.Equal((null, 195m, FigureStatus.NotCalculable, null), (without.Actual.Value, without.Actual.Numerator, without.Actual.Status, without.Population));
    }

    /// <summary>Adults are in the tables of this build: mid-2016 for 2017-18, as for delayed transfers.</summary>
    [Fact]
    public void Adults_are_those_of_the_tables() =>
        Assert.Equal(ReferenceBook.Current.AdultsOf(ReferenceBook.Current.AuthorityOn(new(2016, 4, 1), Board)!, "mid-2015")!.Number, SmallMetrics.Of("2016-17").Delays("2016-07", 1, 1, 1).Position("delayed-days", "2016-17-Q2").Actual.Denominator);

    [Fact]
    public void What_is_provisional_says_so() => Assert.Equal(FigureStatus.Provisional, People("2025-26")
        .Counts(Count("2025-04", Board, ActivityBody.Hwb, 2_080, null, "emergency-admissions65", status: ActivityStatus.Provisional)).Position("emergency-admissions65", "2025-04").Actual.Status);

    [Fact]
    public void A_standardised_rate_is_taken_as_published_for_its_month_and_never_added_up()
    {
        var known = SmallMetrics.Of("2021-22").Counts("avoidable-admissions", "2021-04", 70, 80, 90).Goal("avoidable-admissions", "2021-05", 75).Goal("avoidable-admissions", "2021-22-Q1", 225);
        Assert.Equal((80m, MetricTrack.NotOnTrack), (known.Position("avoidable-admissions", "2021-05").Actual.Value, known.Position("avoidable-admissions", "2021-05").Track));
        Assert.Null(known.Position("avoidable-admissions", "2021-22-Q1").Actual.Value);
    }

    /// <summary>Which way is good is data: the same figures under a row with the other direction.</summary>
    [Fact]
    public void Another_direction_in_the_table_is_another_answer()
    {
        var metrics = PolicyBook.Current.Metrics;
        var turned = metrics.With(metrics.On(new(2017, 9, 1), "delayed-beds")! with { From = new(2017, 4, 2), Direction = MetricDirection.Higher });
        var known = SmallMetrics.Of("2018-19").Delays("2018-09", 1_200).Goal("delayed-beds", "2018-09", 30);
        Assert.Equal((MetricTrack.NotOnTrack, MetricTrack.OnTrack), (known.Position("delayed-beds", "2018-09").Track, known.With(PolicyBook.Current.With(turned)).Position("delayed-beds", "2018-09").Track));
    }

    [Theory]
    [InlineData("79228162514264337593543950335", "-79228162514264337593543950335")]
    [InlineData("0.0000000000000000000000000001", "79228162514264337593543950335")]
    public void Numbers_of_any_size_are_compared(string value, string goal) => Assert.NotEmpty(SmallMetrics.Of("2023-24").Goal("falls", "2023-24", decimal.Parse(goal, System.Globalization.CultureInfo.InvariantCulture))
        .Goal("residential-admissions", "2023-24", 1, decimal.Parse(value, System.Globalization.CultureInfo.InvariantCulture)).Counts("residential-admissions", "2023-04", [.. Enumerable.Repeat(decimal.MaxValue, 12)])
        .Says("2023-24-Q4", "falls", 1, decimal.Parse(value, System.Globalization.CultureInfo.InvariantCulture), MetricOutlook.OnTrack).Position("falls", "2023-24").Why);
}

/// <summary>What holds of every metric.</summary>
public class FundMetricsLaws
{
    [Fact]
    public void A_rate_rises_with_its_numerator() => Gen.Select(Gen.Int[0, 50_000], Gen.Int[1, 50_000], Gen.Int[1, 2_000_000]).Sample((count, more, people) =>
    {
        SmallMetrics Known(int number) => SmallMetrics.Of("2025-26").Living("mid-2024", people + 2, people + 1, people).Counts("emergency-admissions65", "2025-04", number);
        Assert.True(Known(count).Position("emergency-admissions65", "2025-04").Actual.Value < Known(count + more).Position("emergency-admissions65", "2025-04").Actual.Value);
    }, iter: 40);

    /// <summary>Equal is on track; a goal that is met by some figure is met by every better one.</summary>
    [Fact]
    public void Better_than_on_track_is_on_track() => Gen.Select(Gen.Int[0, 5_000], Gen.Int[0, 5_000], Gen.Int[0, 3_000]).Sample((count, fewer, goal) =>
    {
        SmallMetrics Known(int number) => SmallMetrics.Of("2017-18").Delays("2017-09", number).Goal("delayed-beds", "2017-09", goal / 10m);
        if (Known(count).Position("delayed-beds", "2017-09").Track == MetricTrack.OnTrack)
            Assert.Equal(MetricTrack.OnTrack, Known(Math.Max(0, count - fewer)).Position("delayed-beds", "2017-09").Track);
        Assert.Equal(MetricTrack.OnTrack, SmallMetrics.Of("2017-18").Delays("2017-09", 3 * goal).Goal("delayed-beds", "2017-09", goal / 10m).Position("delayed-beds", "2017-09").Track);
    }, iter: 40);

    [Fact]
    public void A_CCG_that_is_all_of_the_board_gives_the_same_position_as_the_boards_own_counts() => Gen.Int[0, 20_000].Array[3].Sample(counts =>
    {
        var known = SmallMetrics.Of("2016-17").Living("mid-2015", 620_000, 500_000, 130_000).Goal("non-elective-admissions", "2016-17-Q1", 900);
        var own = known.Counts([.. counts.Select((count, i) => Own($"2016-{4 + i:00}", count))]).Positions(All);
        var shared = known.Counts([.. counts.Select((count, i) => Ccg($"2016-{4 + i:00}", "99X", count))]).Positions(All);
        Assert.Equal(own.Select(position => (position.Period, position.Actual.Value, position.Track, position.Why)).Where(position => position.Period == "2016-17-Q1"),
            shared.Select(position => (position.Period, position.Actual.Value, position.Track, position.Why)).Where(position => position.Period == "2016-17-Q1"));
    }, iter: 30);

    private static readonly ReferenceBook All = Shared(("99X", Board, "1"));
}
