using System.Globalization;
using System.Text.RegularExpressions;
using Monitoring.Core.Figures.Reimbursement;
using Monitoring.Core.Kernel;
using Monitoring.Core.Policy;

namespace Monitoring.Files.Tests.Figures;

/// <summary>The invented quarters, from the uploaded file to the decided days, against the tables that were worked out by hand from the provisions.</summary>
public partial class SampleQuarterTests
{
    private static readonly Lazy<Dictionary<(string Regime, string Case, string View), CaseDays>> Decided = new(() => SampleQuarterFilesTests.Laws
        .SelectMany(law => SampleQuarters.Cases(law).Select(reported => (Law: law, Days: DayByDay.Of(reported, PolicyBook.Current, ReferenceBook.Current))))
        .ToDictionary(one => (one.Law, one.Days.Case, one.Days.Party), one => one.Days));

    public static TheoryData<string, string, string> Cases =>
        [.. SampleQuarterFilesTests.Laws.SelectMany(law => SampleQuarters.Table($"expected/{law}-summary.csv").Select(row => (law, row["Case"], row["View"])).Distinct())];

    [Fact]
    public void Every_reported_case_has_its_table() => Assert.Equal(Cases.Select(row => row.Data).Order(), Decided.Value.Keys.Order());

    /// <summary>Date by date: whether it counts, who answers, and at which rate.</summary>
    [Theory, MemberData(nameof(Cases))]
    public void Each_day_is_decided_as_the_table_has_it(string law, string reference, string view) => Assert.Equal(
        Expected(law, reference, view).Select(row => $"{row["Date"]} {row["Counts"]} {row["Authority"]} {SampleQuarters.Amount(row["Rate"])}"),
        Decided.Value[(law, reference, view)].Days.Select(day => string.Create(CultureInfo.InvariantCulture, $"{day.Date:yyyy-MM-dd} {(day.Counts ? "Yes" : "No")} {day.Authority} {day.Rate}")));

    /// <summary>The section, regulation or paragraph that the table names is the one that the day names, or holds it: how finely it is quoted is left open.</summary>
    [Theory, MemberData(nameof(Cases))]
    public void Each_day_rests_on_the_provision_that_the_table_names(string law, string reference, string view) => Assert.Equal(
        [],
        Expected(law, reference, view).Zip(Decided.Value[(law, reference, view)].Days)
            .Where(pair => !pair.Second.Provision.Contains(Provision().Match(pair.First["Provision"]).Value, StringComparison.Ordinal))
            .Select(pair => $"{pair.First["Date"]}: {pair.First["Provision"]} in the table, {pair.Second.Provision} decided ({pair.Second.Ground})"));

    [Theory, MemberData(nameof(Cases))]
    public void Each_period_is_that_of_the_summary(string law, string reference, string view)
    {
        var decided = Decided.Value[(law, reference, view)];
        var rows = SampleQuarters.Table($"expected/{law}-summary.csv").Where(row => row["Case"] == reference && row["View"] == view).ToList();
        Assert.All(rows, row => Assert.Equal((row["Regime"] == "Act of 2003" ? Regime.Act2003 : Regime.Act2014, row["Authority"]), (decided.Regime, decided.Authority)));
        Assert.Equal(rows.Aggregate(default(Pence), (sum, row) => sum + SampleQuarters.Amount(row["Amount"])!.Value), decided.Amount);
        Assert.Equal(rows.Any(row => row["Last day"] == "open"), decided.Open && decided.Periods is [.., { LastDay: null }] && decided.Counted.Any(day => day.Flags.Contains(DayFlag.CaseOpen)));

        var expected = rows.Where(row => row["Relevant day"].Length > 0).ToList();
        Assert.Equal(
            expected.Select(row => (row["Assessment notice counts from"], row["Minimum interval ends"], row["Relevant day"])),
            decided.Periods.Select(period => (Text(decided.Notices.Single(notice => notice.Number == period.Assessment).CountsFrom), Text(period.MinimumEnds), Text(period.RelevantDay))));
        Assert.All(expected.Zip(decided.Periods), pair =>
        {
            if (pair.First["First day"].Length > 0)
                Assert.Equal(pair.First["First day"], Text(pair.Second.FirstDay));
            if (pair.First["Last day"] is { Length: > 0 } last and not "open")
                Assert.Equal(last, Text(pair.Second.LastDay));
        });
    }

    /// <summary>Each day that the table lets hang on missing evidence, an event or an open report is flagged so.</summary>
    [Theory]
    [InlineData("act-2003", "K05-0319", "2005-05-20", DayFlag.ElevenEvidenceMissing)]
    [InlineData("act-2014", "M15-0606", "2015-06-08", DayFlag.ElevenEvidenceMissing)]
    [InlineData("act-2014", "M15-0609", "2015-06-05", DayFlag.ElevenEvidenceMissing)]
    [InlineData("act-2014", "M15-0503", "2015-05-18", DayFlag.ElevenEvidenceMissing)]
    [InlineData("act-2003", "K05-0322", "2005-04-09", DayFlag.EventDay)]
    [InlineData("act-2014", "M15-0508", "2015-05-23", DayFlag.EventDay)]
    [InlineData("act-2014", "S15-0301", "2015-04-01", DayFlag.Transitional2015)]
    [InlineData("end-2022", "S22-0601", "2022-07-01", DayFlag.Transitional2022)]
    [InlineData("act-2003", "H05-0507", "2005-05-21", DayFlag.AcuteEarlier)]
    [InlineData("act-2014", "S15-0610", "2015-06-25", DayFlag.ContentNotStated)]
    [InlineData("act-2003", "H05-0101", "2005-01-06", DayFlag.HolidayInDoubt)]
    [InlineData("act-2003", "B15-0301", "2015-03-12", DayFlag.RateAssumed)]
    [InlineData("act-2003", "H05-0401", "2005-04-12", DayFlag.OtherAuthority)]
    [InlineData("act-2003", "H05-0402", "2005-04-17", DayFlag.ArrangementsLost)]
    [InlineData("act-2003", "K05-0306", "2005-04-03", DayFlag.CauseNotStated)]
    public void A_day_that_hangs_on_a_reading_says_so(string law, string reference, string day, DayFlag flag)
    {
        var days = Decided.Value.Single(one => one.Key.Regime == law && one.Key.Case == reference).Value;
        Assert.Contains(flag, days.Days.Single(one => one.Date == SampleQuarters.Day(day)).Flags);
    }

    private static List<Dictionary<string, string>> Expected(string law, string reference, string view) =>
        [.. SampleQuarters.Table($"expected/{law}-days.csv").Where(row => row["Case"] == reference && row["View"] == view)];

    private static string Text(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "";

    /// <summary>An instrument with its section, regulation or paragraph, without what stands in brackets behind.</summary>
    [GeneratedRegex(@"^Act of 2003 s\. \d+|^SI \d+/\d+( reg \d+)?|^Care Act 2014 Sch\. 3 para \d+|^Health and Care Act 2022 s\. \d+")]
    private static partial Regex Provision();
}
