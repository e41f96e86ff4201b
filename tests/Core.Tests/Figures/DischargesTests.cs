using System.Collections.Immutable;
using System.Globalization;
using CsCheck;
using Monitoring.Core.Figures;
using Monitoring.Core.Figures.Delays;
using Monitoring.Core.Kernel;
using Monitoring.Core.Ledger;
using Monitoring.Core.Policy;
using Monitoring.Core.Returns;
using Monitoring.Core.Tests.Ledger;
using Monitoring.Core.Tests.Returns;

namespace Monitoring.Core.Tests.Figures;

/// <summary>Small returns of the two collections on discharges from the text of a sheet to figures (domain note on delayed discharge 4.1, 4.2).</summary>
internal sealed class SmallDischarges
{
    internal const string Nctr = "Number of patients who no longer meet the criteria to reside";
    internal const string Discharged = "Number of patients discharged";
    internal const string Remaining = "Number of patients remaining in hospital who no longer meet the criteria to reside";
    internal const string Seven = "Number of additional bed days, patients with length of stay of 7 days or over";

    private const string Sender = "X24", Arrived = "2025-11-20";

    private static readonly string[] Headings = ["Period", "Level", "Region", "ICB", "Org Code", "Org Name", "Metric", "Metric Type", "Metric Group", "Value"];

    private readonly MemoryLedger _ledger = new();

    internal SmallDischarges Ready(string month, BodyLevel level, string code, params (string Measure, string Value)[] measures) => Ready(month, level, code, "", measures);

    internal SmallDischarges Ready(string month, BodyLevel level, string code, string acceptable, params (string Measure, string Value)[] measures)
    {
        var file = new SmallFile(DischargeReady.Collection);
        foreach (var (measure, value) in measures)
            file.Row(("month", month), ("level", $"{level}"), ("code", code), ("name", ""), ("measure", measure), ("value", value), ("acceptable", acceptable));
        var found = _ledger.Receive(file.Content, Sender, Arrived).Found;
        Assert.Empty(found.Refused);
        return this;
    }

    /// <summary>One file as NHS England publishes it.</summary>
    internal SmallDischarges Acute(params IEnumerable<string[]> lines)
    {
        var found = _ledger.Receive(new FileContent(FileKind.Csv, [new Sheet(null, [.. lines.Prepend(Headings).Select((cells, i) => new SheetLine(i + 1, cells))])], []), Sender, Arrived).Found;
        Assert.Empty(found.Refused);
        return this;
    }

    internal static string[] Line(DateOnly day, string metric, string group, string value, string code = "RJ7") =>
        [day.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture), code == "ENG" ? "National" : "PROVIDER", "LONDON", "[z]", code, "SOMEBODY", metric, group == "Additional bed days lost" ? "Weekly metric" : "Daily metric", group, value];

    /// <summary>All three figures of a day.</summary>
    internal static IEnumerable<string[]> Day(DateOnly day, int nctr, int discharged, int? remaining = null, string code = "RJ7") =>
        [Line(day, Nctr, "NCTR", $"{nctr}", code), Line(day, Discharged, "Discharges", $"{discharged}", code), Line(day, Remaining, "NCTR not discharged", $"{remaining ?? nctr - discharged}", code)];

    internal DischargeFigures? Of(string body, string month) => DischargesOf.Body(
        new(body, ReportingMonth.Parse(month)),
        _ledger.Standing(new(DischargeReady.CollectionKey, month)), slice => [.. _ledger.Rows(slice).Select(DischargeReady.Collection.RowOf)],
        _ledger.Standing(new(AcuteDischarge.CollectionKey, month)), slice => [.. _ledger.Rows(slice).Select(AcuteDischarge.Collection.RowOf)],
        PolicyBook.Current, ReferenceBook.Current);
}

public class DischargeReadyFiguresTests
{
    /// <summary>England, May 2024 (domain note 7, E12): 328,363 = 285,115 + 43,248; 258,180 bed days.</summary>
    private static readonly (string, string)[] May = [("Discharges", "328363"), ("No delay", "285115"), ("Bed days", "258180"), ("Share delayed", "0.13171"), ("Average days, all", "0.786"), ("Average days, delayed", "5.97"), ("Share of providers with acceptable data", "91.85%"), ("Providers with acceptable data", "124")];

    private static ReadyMonth Ready(BodyLevel level, string code, params (string, string)[] measures) => new SmallDischarges().Ready("2024-05", level, code, measures).Of(code, "2024-05")!.Ready!;

    private static ReadyMeasure The(ReadyMonth month, DischargeMeasure measure) => Assert.Single(month.Measures, one => one.Measure == measure);

    [Fact]
    public void E12_May_2024_averages_are_worked_out_from_counts_and_stand_beside_what_is_published()
    {
        var month = Ready(BodyLevel.England, "ENG", May);
        Assert.Equal("0.7863", Words.Number(month.AverageDelay.Value!.Value, 4));
        Assert.Equal((258_180m, 328_363m), (month.AverageDelay.Numerator!.Value, month.AverageDelay.Denominator!.Value));
        Assert.Contains(month.AverageDelay.Working, step => step is { Text: "As published", Amount: 0.786m });
        Assert.Equal("0.13171", Words.Number(month.DelayedShare.Value!.Value, 5));
        Assert.Equal((43_248m, 328_363m), (month.DelayedShare.Numerator!.Value, month.DelayedShare.Denominator!.Value));
        Assert.Equal("91.85% of providers sent acceptable data (124 providers); the figures are of those alone.", month.CoverageSays);
        Assert.Null(month.CoverageWarning);
        Assert.All(month.Measures, measure => Assert.Equal(0.9185m, measure.Coverage));
    }

    /// <summary>E12: 0.13171 x 5.9698 = 0.7863.</summary>
    [Fact]
    public void The_identity_is_told_to_what_is_printed() => Assert.Equal(
        "Share delayed x average of those delayed: 0.13171 x 5.9698 = 0.7863 days, the average of all (0.7863) as far as they are printed.",
        Ready(BodyLevel.England, "ENG", ("Share delayed", "0.13171"), ("Average days, delayed", "5.9698"), ("Average days, all", "0.7863")).Identity);

    [Fact]
    public void Without_one_of_the_three_there_is_no_identity_to_tell() => Assert.Null(Ready(BodyLevel.England, "ENG", ("Share delayed", "0.13171"), ("Average days, delayed", "-"), ("Average days, all", "0.7863")).Identity);

    [Fact]
    public void A_dash_is_not_known_and_a_zero_is_zero()
    {
        var month = Ready(BodyLevel.Provider, "RJ7", ("Discharges", "120"), ("No delay", "-"), ("Bed days", "0"));
        Assert.Equal((null, "The file has - or another mark for not given: it is not known, and not zero."), (The(month, DischargeMeasure.NoDelay).Value, The(month, DischargeMeasure.NoDelay).Says));
        Assert.Equal((0m, null), (The(month, DischargeMeasure.BedDays).Value!.Value, The(month, DischargeMeasure.BedDays).Says));
        Assert.Equal((null, "The file has no line for it: it is not known, and not zero."), (The(month, DischargeMeasure.SameDayShare).Value, The(month, DischargeMeasure.SameDayShare).Says));
        Assert.Equal((0m, FigureStatus.Provisional), (month.AverageDelay.Value!.Value, month.AverageDelay.Status));
        Assert.Equal((null, FigureStatus.NotCalculable), (month.DelayedShare.Value, month.DelayedShare.Status));
    }

    [Fact]
    public void Nobody_discharged_is_no_average_and_not_an_average_of_zero() =>
        Assert.Equal("Nobody was discharged: there is no average.", Ready(BodyLevel.Provider, "RJ7", ("Discharges", "0"), ("No delay", "0"), ("Bed days", "0")).AverageDelay.Working[0].Text);

    [Theory]
    [InlineData("0.5", null)]
    [InlineData("0.4999", "Coverage is below 50%: these figures describe the smaller part, and may not hold for the rest. Do not compare them with others or with other months.")]
    [InlineData("-", "Coverage is not known: nobody can tell how much is missing from these figures. Ask for the share from acceptable trusts.")]
    public void Coverage_below_half_and_coverage_not_known_are_warned_of(string share, string? warning)
    {
        var figures = new SmallDischarges().Ready("2024-05", BodyLevel.Authority, "204", ("Discharges of residents from acceptable trusts", "900"), ("Bed days", "450"), ("Share from acceptable trusts", share)).Of("204", "2024-05")!;
        Assert.Equal(warning, figures.Ready!.CoverageWarning);
        Assert.Equal(warning is null ? 0 : 1, figures.Notes.Count(note => note == warning));
        Assert.Equal(0.5m, figures.Ready.AverageDelay.Value);
        // With every figure, as the last step of its working.
        Assert.All([figures.Ready.AverageDelay, figures.Ready.DelayedShare], figure => Assert.Equal(warning is null ? figures.Ready.CoverageSays : $"{figures.Ready.CoverageSays} {warning}", figure.Working[^1].Text));
    }

    [Fact]
    public void Data_that_is_not_acceptable_is_warned_of() =>
        Assert.Equal("The data was found not acceptable: do not compare these figures with others.", new SmallDischarges().Ready("2024-05", BodyLevel.Provider, "RJ7", "No", ("Discharges", "120")).Of("RJ7", "2024-05")!.Ready!.CoverageWarning);

    /// <summary>Days of the lengths of delay of 2024-25 (E12), as one return: averages 6.09 and 0.825.</summary>
    [Fact]
    public void E12_lengths_of_delay_add_up_and_have_averages()
    {
        int[] counts = [179_651, 129_998, 93_010, 83_887, 28_804, 31_054], days = [179_651, 311_917, 451_764, 767_515, 471_437, 1_147_103];
        string[] names = ["1 day delay", "2-3 day delay", "4-6 day delay", "7-13 day delay", "14-20 day delay", "21 days or more"];
        var month = Ready(BodyLevel.England, "ENG", [("Discharges", "4035716"), ("No delay", "3489312"), ("Bed days", "3329387"), .. names.Select((name, i) => (name, $"{counts[i]}")), .. names.Select((name, i) => ($"Bed days, {name}", $"{days[i]}"))]);
        Assert.Equal([("No delay", 3_489_312m, 0m), ("1 day", 179_651m, 179_651m), ("2 to 3 days", 129_998m, 311_917m), ("4 to 6 days", 93_010m, 451_764m), ("7 to 13 days", 83_887m, 767_515m), ("14 to 20 days", 28_804m, 471_437m), ("21 days or more", 31_054m, 1_147_103m)],
            month.Buckets.Select(bucket => (bucket.Name, bucket.Discharges!.Value, bucket.BedDays!.Value)));
        Assert.Equal(1, month.Buckets.Sum(bucket => bucket.Share!.Value), 20);
        Assert.Equal(("0.825", "13.54%"), (Words.Number(month.AverageDelay.Value!.Value, 3), $"{Words.Number(month.DelayedShare.Value!.Value * 100, 2)}%"));
        Assert.Equal("36.94", Words.Number(month.Buckets[^1].Average!.Value, 2));
        Assert.Equal("Share delayed x average of those delayed: 0.13539 x 6.0933 = 0.825 days, the average of all (0.825) as far as they are printed.", month.Identity);
    }

    private static readonly int[] Least = [1, 2, 4, 7, 14, 21], Most = [1, 3, 6, 13, 20, 90];

    private static readonly Gen<(int None, (int Count, int Days)[] Buckets)> AnyBuckets =
        from none in Gen.Int[0, 5_000]
        from counts in Gen.Int[0, 300].Array[6].Where(counts => counts.Sum() > 0)
        from spread in Gen.Int[0, 100].Array[6]
        select (none, counts.Select((count, i) => (count, count * Least[i] + count * (Most[i] - Least[i]) * spread[i] / 100)).ToArray());

    [Fact]
    public void The_identity_holds_of_any_lengths_of_delay() => AnyBuckets.Sample(any =>
    {
        string[] names = ["1 day delay", "2-3 day delay", "4-6 day delay", "7-13 day delay", "14-20 day delay", "21 days or more"];
        var (total, days) = (any.None + any.Buckets.Sum(bucket => bucket.Count), any.Buckets.Sum(bucket => bucket.Days));
        var delayed = total - any.None;
        var month = Ready(BodyLevel.Provider, "RJ7",
        [
            ("Discharges", $"{total}"), ("No delay", $"{any.None}"), ("Bed days", $"{days}"), .. names.Select((name, i) => (name, $"{any.Buckets[i].Count}")), .. names.Select((name, i) => ($"Bed days, {name}", $"{any.Buckets[i].Days}")),
            // As the files print them.
            ("Share delayed", Printed((decimal)delayed / total, 4)), ("Average days, delayed", Printed((decimal)days / delayed, 2)), ("Average days, all", Printed((decimal)days / total, 3)),
        ]);
        Assert.EndsWith("as far as they are printed.", month.Identity);
        Assert.Equal(month.AverageDelay.Value!.Value, month.DelayedShare.Value!.Value * days / delayed, 15);
        Assert.Equal((total, days), (month.Buckets.Sum(bucket => bucket.Discharges), month.Buckets.Sum(bucket => bucket.BedDays)));

        static string Printed(decimal value, int places) => Rounding.HalfAwayFromZero(value, places).ToString(CultureInfo.InvariantCulture);
    }, iter: 60);

    [Fact]
    public void What_is_not_given_never_becomes_a_number() =>
        Gen.Enum<DischargeMeasure>().Array[1, 24].Select(measures => measures.Distinct().ToArray()).Sample(measures =>
        {
            var month = Ready(BodyLevel.England, "ENG", [.. measures.Select(measure => (DischargeReadyLabels.Of(measure), "-"))]);
            Assert.All(month.Measures, measure => Assert.True(measure is { Value: null, Says: not null }));
            Assert.All(month.Buckets, bucket => Assert.Equal((null, null, null, null), (bucket.Discharges, bucket.BedDays, bucket.Share, bucket.Average)));
            Assert.Equal((null, null, null, null), (month.Coverage, month.AverageDelay.Value, month.DelayedShare.Value, month.Identity));
        }, iter: 60);

    [Fact]
    public void A_body_of_which_nothing_was_ever_said_has_no_figures() => Assert.Null(new SmallDischarges().Ready("2024-05", BodyLevel.Provider, "RJ7", ("Discharges", "120")).Of("RJZ", "2024-05"));
}

/// <summary>Measures as our template writes them.</summary>
internal static class DischargeReadyLabels
{
    private static readonly string[] Labels =
    [
        "Discharges", "Discharges of residents from provider", "Discharges of residents from acceptable trusts", "Share from acceptable trusts", "Providers with acceptable data", "Share of providers with acceptable data",
        "Share discharged when ready", "Share delayed", "No delay", "1 day delay", "2-3 day delay", "4-6 day delay", "7-13 day delay", "14-20 day delay", "21 days or more", "Bed days", "Bed days, 1 day delay",
        "Bed days, 2-3 day delay", "Bed days, 4-6 day delay", "Bed days, 7-13 day delay", "Bed days, 14-20 day delay", "Bed days, 21 days or more", "Average days, all", "Average days, delayed",
    ];

    internal static string Of(DischargeMeasure measure) => Labels[(int)measure];
}

public class AcuteDischargeFiguresTests
{
    private static readonly DateOnly First = new(2024, 6, 1);

    private static IEnumerable<string[]> Month(DateOnly first, Func<int, (int Nctr, int Discharged)> of) =>
        Enumerable.Range(0, DateTime.DaysInMonth(first.Year, first.Month)).SelectMany(i => SmallDischarges.Day(first.AddDays(i), of(i).Nctr, of(i).Discharged));

    private static DischargeFigures Figures(string month, params IEnumerable<string[]> lines) => new SmallDischarges().Acute(lines).Of("RJ7", month)!;

    private static AcuteMeasure The(DischargeFigures figures, string metric) => Assert.Single(figures.Acute!.Measures, measure => measure.Metric == metric);

    [Fact]
    public void A_whole_month_has_daily_averages_and_those_remaining()
    {
        var figures = Figures("2024-06", Month(First, i => (100 + i, 40)));
        Assert.Equal((FigureStatus.Provisional, BodyLevel.Provider), (figures.Status, figures.Level));
        var nctr = The(figures, "nctr");
        // 100 to 129: 3,435 over 30 days.
        Assert.Equal((30, 0, 3_435m, 114.5m, 100m, 129m, null), (nctr.Days, nctr.DaysMissing, nctr.Sum!.Value, nctr.AverageADay!.Value, nctr.First!.Value, nctr.Last!.Value, nctr.Says));
        Assert.Equal((74.5m, 2_235m, 30m), (figures.Acute!.RemainingADay!.Value!.Value, figures.Acute.RemainingADay.Numerator!.Value, figures.Acute.RemainingADay.Denominator!.Value));
        Assert.Equal(2_235m / 3_435m, figures.Acute.RemainingShare!.Value);
        Assert.Empty(figures.Acute.Identities);
    }

    /// <summary>E13 in one day's figures: 8,293,981 - 3,671,864 = 4,622,117, which is 55.73%.</summary>
    [Fact]
    public void E13_those_remaining_and_their_share()
    {
        var acute = new SmallDischarges().Acute(SmallDischarges.Day(new(2025, 3, 31), 8_293_981, 3_671_864, code: "ENG")).Of("ENG", "2025-03")!.Acute!;
        Assert.Equal(4_622_117m, acute.RemainingADay!.Value);
        Assert.Equal("55.73", Words.Number(acute.RemainingShare!.Value!.Value * 100, 2));
    }

    [Fact]
    public void A_day_on_which_the_three_do_not_fit_is_listed()
    {
        var acute = Figures("2024-06", [.. Month(First, _ => (100, 40)).Skip(3), .. SmallDischarges.Day(First, 100, 40, 61)]).Acute!;
        Assert.Equal(["1 June 2024: 100 patients less 40 discharged are 60, and 61 are said to remain."], acute.Identities);
    }

    [Fact]
    public void Days_that_are_missing_are_in_no_average() => Gen.Int[0, 29].Array[0, 20].Select(Gen.Int[1, 500], (missing, patients) => (missing.ToHashSet(), patients)).Sample((missing, patients) =>
    {
        // The same figure every day: whichever days are not there, the average is that figure.
        var figures = Figures("2024-06", Enumerable.Range(0, 30).SelectMany(i => missing.Contains(i) ? [SmallDischarges.Line(First.AddDays(i), SmallDischarges.Nctr, "NCTR", "-")] : SmallDischarges.Day(First.AddDays(i), patients, patients / 2)));
        var nctr = The(figures, "nctr");
        Assert.Equal((30 - missing.Count, missing.Count, patients), (nctr.Days, nctr.DaysMissing, nctr.AverageADay));
        Assert.Equal(patients - patients / 2, figures.Acute!.RemainingADay!.Value);
        Assert.Equal(missing.Count == 0 ? FigureStatus.Provisional : FigureStatus.Incomplete, figures.Status);
        Assert.Equal(missing.Count == 0, nctr.Says is null);
    }, iter: 40);

    /// <summary>A day of another month is kept with the file's month (AD-01) and counts nowhere.</summary>
    [Fact]
    public void A_day_of_another_month_changes_nothing_and_is_listed() => Gen.Int[0, 400].Select(Gen.Int[40, 300], (patients, after) => (patients, after)).Sample((patients, after) =>
    {
        var month = Month(First, i => (100 + i, 40)).ToList();
        var stray = new DateOnly(2024, 6, 30).AddDays(after);
        var (without, with) = (Figures("2024-06", month), Figures("2024-06", [.. month, SmallDischarges.Line(stray, SmallDischarges.Nctr, "NCTR", $"{patients}")]));
        Assert.Equal(without.Acute!.Measures, with.Acute!.Measures);
        Assert.Equal((without.Acute.RemainingADay!.Value, without.Acute.RemainingShare!.Value), (with.Acute.RemainingADay!.Value, with.Acute.RemainingShare!.Value));
        Assert.Equal(without.Acute.Identities, with.Acute.Identities);
        Assert.Equal((stray, 1), (Assert.Single(with.Acute.Strays).Date, with.Acute.Strays[0].Figures));
        Assert.Contains($"1 figure in the file of June 2024 is dated {Words.Date(stray)}: left out of every figure here. Ask NHS England for the right date.", with.Notes);
    }, iter: 30);

    /// <summary>All figures of 19 June 2022 are published as 0: the day was lost (domain note 4.1).</summary>
    [Fact]
    public void The_lost_day_is_no_zero()
    {
        var figures = Figures("2022-06", Month(new(2022, 6, 1), i => i == 18 ? (0, 0) : (100, 40)));
        var nctr = The(figures, "nctr");
        Assert.Equal((29, 1, 100m), (nctr.Days, nctr.DaysMissing, nctr.AverageADay));
        Assert.Equal("Averaged over the 29 days that have a figure; 1 day has none. The figures of 19 June 2022 were lost: the 0 that is published is no figure.", nctr.Says);
        Assert.Equal(60m, figures.Acute!.RemainingADay!.Value);
        Assert.Equal(FigureStatus.Incomplete, figures.Status);
        Assert.Contains("Number of patients discharged: 1 day of the month has no figure and is in no average.", figures.StatusReasons);
    }

    [Fact]
    public void Weekly_snapshots_are_shown_by_date_that_of_the_week_before_too()
    {
        var acute = Figures("2024-06", [.. Month(First, _ => (100, 40)), .. Enumerable.Range(0, 5).Select(week => SmallDischarges.Line(new DateOnly(2024, 5, 27).AddDays(7 * week), SmallDischarges.Seven, "Additional bed days lost", $"{700 + week}"))]).Acute!;
        Assert.Equal([("2024-05-27", 700m), ("2024-06-03", 701m), ("2024-06-10", 702m), ("2024-06-17", 703m), ("2024-06-24", 704m)], acute.Weekly.Select(snapshot => (snapshot.Date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), snapshot.Value!.Value)));
        Assert.DoesNotContain(acute.Measures, measure => measure.Group == MetricGroup.BedDays);
        Assert.Empty(acute.Strays);
    }

    /// <summary>Three ways in which files write one reason (domain note 4.1, traps).</summary>
    [Theory]
    [InlineData("Hospital process \u2013 Awaiting therapy review of need for supported discharge")]
    [InlineData("Hospital process- Awaiting therapy review of need for supported discharge")]
    [InlineData("Hospital process\u00a0-\u00a0Awaiting therapy review of need for supported discharge")]
    public void A_reason_has_one_name_however_it_is_written(string label)
    {
        var reason = The(Figures("2024-06", [.. Month(First, _ => (100, 40)), SmallDischarges.Line(First, label, "Delay reason", "7")]), "hospital-therapy-review");
        Assert.Equal(("Hospital process - Awaiting therapy review of need for supported discharge", 7m, "The file has one figure for the month, dated 1 June 2024."), (reason.Name, reason.AverageADay!.Value, reason.Says));
    }

    [Theory]
    [InlineData("2022-04", "Specification of 8 April 2020")]
    [InlineData("2022-05", "Specification of 8 April 2020, then of 27 May 2022 within the month")]
    [InlineData("2022-06", "Specification of 27 May 2022")]
    [InlineData("2024-05", "Specification of 27 May 2022, then of 27 May 2024 within the month")]
    [InlineData("2024-06", "Specification of 27 May 2024")]
    public void A_month_says_its_specification(string month, string specification) =>
        Assert.Equal(specification, Figures(month, Month(ReportingMonth.Parse(month).FirstDay, _ => (100, 40))).Acute!.Specification);
}

public class DischargeSeriesTests
{
    private static DischargeFigures Acute(string month, int nctr, int discharged) =>
        new SmallDischarges().Acute(Enumerable.Range(0, ReportingMonth.Parse(month).Days).SelectMany(i => SmallDischarges.Day(ReportingMonth.Parse(month).FirstDay.AddDays(i), nctr, discharged))).Of("RJ7", month)!;

    private static DischargeFigures Ready(string month, int discharges, int none, int days, string code = "RJ7", BodyLevel level = BodyLevel.Provider) =>
        new SmallDischarges().Ready(month, level, code, ("Discharges", $"{discharges}"), ("No delay", $"{none}"), ("Bed days", $"{days}")).Of(code, month)!;

    [Fact]
    public void Months_on_either_side_of_a_specification_are_never_in_one_phase()
    {
        var series = DischargeSeries.Of([Acute("2024-03", 100, 40), Acute("2024-04", 110, 40), Acute("2024-05", 90, 40), Acute("2024-06", 100, 60), Acute("2024-08", 120, 60)], PolicyBook.Current)!;
        var line = Assert.Single(series.Lines, line => line.Id == "acute.nctr");
        Assert.Equal([100m, 110m, 90m, 100m, null, 120m], line.Points.Select(point => point.Value));
        Assert.Equal(["2024-05", "2024-06"], line.Breaks.Select(change => change.From.ToString()));
        Assert.Equal([0, 0, 1, 2, 2, 2], line.Chart.Points.Select(point => point.Phase));
        Assert.Equal("the month has days under the specification of 27 May 2022 and under the one of 27 May 2024, so it stands by itself", line.Breaks[0].Why);
        Assert.Contains(line.Chart.Says, says => says.StartsWith("The limits start anew in June 2024: the specification of 27 May 2024 applies to the whole month", StringComparison.Ordinal));
    }

    [Fact]
    public void Whoever_puts_two_bodies_or_a_level_and_its_parts_into_one_series_is_told_so() =>
        Assert.Throws<ArgumentException>(() => DischargeSeries.Of([Ready("2024-05", 100, 90, 50, "ENG", BodyLevel.England), Ready("2024-06", 100, 90, 50)], PolicyBook.Current));

    [Fact]
    public void The_average_of_a_year_is_of_its_sums_and_not_of_its_months()
    {
        // 1,000 discharges with 100 bed days, then 10 with 90: 190 / 1,010, and not the mean of 0.1 and 9.
        var year = Assert.Single(DischargeSeries.Of([Ready("2024-05", 1_000, 950, 100), Ready("2024-06", 10, 0, 90)], PolicyBook.Current)!.Years);
        Assert.Equal((190m / 1_010, 60m / 1_010, 190m / 60), (year.AverageOfAll!.Value, year.DelayedShare!.Value, year.AverageOfDelayed!.Value));
        Assert.Equal((2, FigureStatus.Incomplete, "2 months of twelve have both discharges and bed days: not a year's figures."), (year.Months, year.Status, year.Says));
    }

    [Theory]
    [InlineData("60%", "80%", "Coverage is between 60% and 80%.")]
    [InlineData("60%", "60%", "Coverage is 60%.")]
    [InlineData("60%", "-", "Coverage is 60%, and not known of 1 month.")]
    [InlineData("-", "-", "What they cover is not known of any month.")]
    public void A_year_is_shown_with_what_it_covers(string may, string june, string says)
    {
        var year = Assert.Single(DischargeSeries.Of([Covered("2024-05", may), Covered("2024-06", june)], PolicyBook.Current)!.Years);
        Assert.Equal($"2 months of twelve have both discharges and bed days: not a year's figures. {says}", year.Says);

        static DischargeFigures Covered(string month, string share) =>
            new SmallDischarges().Ready(month, BodyLevel.England, "ENG", ("Discharges", "100"), ("No delay", "90"), ("Bed days", "50"), ("Share of providers with acceptable data", share)).Of("ENG", month)!;
    }

    /// <summary>Of a provider the editions say whether its data are acceptable, and no share of anything: nothing is unknown about what it covers.</summary>
    [Theory]
    [InlineData(BodyLevel.Provider, "RJ7", 0)]
    [InlineData(BodyLevel.England, "ENG", 1)]
    public void A_provider_s_own_figures_are_not_said_to_cover_an_unknown_part(BodyLevel level, string code, int covered) => Assert.All(
        DischargeSeries.Of([new SmallDischarges().Ready("2024-05", level, code, ("Discharges", "100"), ("No delay", "90"), ("Bed days", "50")).Of(code, "2024-05")!], PolicyBook.Current)!.Lines,
        line => Assert.Equal(covered, line.Coverage.Length));
}

public class DischargeLevelsTests
{
    private static DischargeFigures Ready(BodyLevel level, string code, string discharges) =>
        new SmallDischarges().Ready("2024-05", level, code, (level == BodyLevel.Authority ? "Discharges of residents from acceptable trusts" : "Discharges", discharges), ("Bed days", "-")).Of(code, "2024-05")!;

    private static ImmutableArray<LevelSum> Of(string england, params (BodyLevel Level, string Code, string Discharges)[] others) =>
        DischargeLevels.Of([Ready(BodyLevel.England, "ENG", england), .. others.Select(other => Ready(other.Level, other.Code, other.Discharges))]);

    [Theory]
    [InlineData(BodyLevel.Icb, "QOX", "100", "1 integrated care board has 100 discharges: exactly England's.")]
    [InlineData(BodyLevel.Icb, "QOX", "99", "1 integrated care board has 99 discharges, 1 fewer than England's 100. They should be equal: an edition of England or of one of them may have been revised. Compare the dates of the editions.")]
    [InlineData(BodyLevel.Provider, "RJ7", "90", "1 provider has 90 discharges, 10 fewer than England's 100: not every provider is published by itself in every month.")]
    [InlineData(BodyLevel.Authority, "204", "80", "1 authority has 80 discharges, 20 fewer than England's 100. That is by design: authorities count residents discharged by trusts with acceptable data only, and are never summed to England.")]
    [InlineData(BodyLevel.Icb, "QOX", "-", "1 integrated care board: discharges cannot be compared with England, because theirs are not given. 1 figure of theirs is not given, and in no sum.")]
    public void A_level_says_how_it_stands_to_England(BodyLevel level, string code, string discharges, string says) =>
        Assert.Equal(says, Assert.Single(Of("100", (level, code, discharges)), sum => sum.Count == "discharges").Says);

    [Fact]
    public void What_is_not_given_is_in_no_sum()
    {
        var sum = Of("100", (BodyLevel.Provider, "RJ7", "90"), (BodyLevel.Provider, "RJZ", "-"))[0];
        Assert.Equal((2, 1, 90m, 10m), (sum.Bodies, sum.NotGiven, sum.Together!.Value, sum.Short!.Value));
    }
}
