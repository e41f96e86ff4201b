using System.Globalization;
using Monitoring.Core.Figures.Reimbursement;
using Monitoring.Core.Kernel;
using Monitoring.Core.Policy;

namespace Monitoring.Files.Tests.Figures;

/// <summary>The invented quarters, from the uploaded file to the decided days, against the tables that were worked out by hand from the provisions.</summary>
public class SampleQuarterTests
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

    /// <summary>
    /// The provision that the table names allows these grounds and no other. How a day quotes the law is its own affair: before a notice counts, the table quotes the rule that made it count later, or that made it invalid.
    /// </summary>
    private static readonly Dictionary<(string Provision, string Counts), Ground[]> Grounds = new()
    {
        [("SI 2003/2277 reg 1", "No")] = [Ground.NoScheme],
        [("Act of 2003 s. 2", "No")] = [Ground.NoAssessmentNotice],
        [("SI 2003/2277 reg 4", "No")] = [Ground.NoAssessmentNotice],
        [("Act of 2003 s. 5(3)", "No")] = [Ground.NoDischargeNotice],
        [("SI 2003/2277 reg 5(1)", "No")] = [Ground.NoDischargeNotice],
        [("SI 2003/2277 reg 10", "No")] = [Ground.NoAssessmentNotice, Ground.NoDischargeNotice],
        [("Act of 2003 s. 5(6)", "No")] = [Ground.NotBeforeRelevantDayEnds],
        [("Act of 2003 s. 6(2)", "No")] = [Ground.NoLiability],
        [("Act of 2003 s. 6(2)", "Yes")] = [Ground.NotAssessed],
        [("Act of 2003 s. 6(3)", "No")] = [Ground.NotOnlyCause],
        [("Act of 2003 s. 6(3)", "Yes")] = [Ground.ServiceNotAvailable],
        [("Act of 2003 s. 6(4)", "No")] = [Ground.Ended],
        [("Act of 2003 s. 6(4)", "Yes")] = [Ground.ServiceNotAvailable],
        [("Act of 2003 s. 3(4)", "No")] = [Ground.EventDay, Ground.Ended],
        [("SI 2003/2277 reg 3", "No")] = [Ground.NotAcute],
        [("SI 2003/2276", "No")] = [Ground.NotAcute],
        [("SI 2003/2277 reg 8(1)", "No")] = [Ground.FirstDayReady],
        [("SI 2003/2277 reg 8(2)", "No")] = [Ground.FirstDaySkipped],
        [("SI 2003/2277 reg 8(3)", "No")] = [Ground.Deterioration],
        [("SI 2003/2277 reg 9", "No")] = [Ground.Ended],
        [("SI 2003/2277 reg 9", "Yes")] = [Ground.NotAssessed, Ground.ServiceNotAvailable],
        [("SI 2003/2277 reg 11", "No")] = [Ground.BeforeEleven],
        [("SI 2003/2277 reg 18", "Yes")] = [Ground.NotAssessed, Ground.ServiceNotAvailable],
        [("Care Act 2014 Sch. 3 para 1", "No")] = [Ground.NoAssessmentNotice],
        [("SI 2014/2823 reg 3", "No")] = [Ground.NoAssessmentNotice],
        [("Care Act 2014 Sch. 3 para 2", "No")] = [Ground.NoDischargeNotice],
        [("Care Act 2014 Sch. 3 para 2(1)(b)", "No")] = [Ground.NoDischargeNotice],
        [("SI 2014/2823 reg 5", "No")] = [Ground.NoDischargeNotice],
        [("SI 2014/2823 reg 6", "No")] = [Ground.NoDischargeNotice],
        [("SI 2014/2823 reg 11", "No")] = [Ground.NoAssessmentNotice, Ground.NoDischargeNotice],
        [("SI 2014/2823 reg 9(2)", "No")] = [Ground.NotBeforeRelevantDayEnds],
        [("SI 2014/2823 reg 9(3)", "No")] = [Ground.Ended],
        [("SI 2014/2823 reg 9(3)", "Yes")] = [Ground.NotAssessed, Ground.ServiceNotAvailable],
        [("SI 2014/2823 reg 9(4)", "No")] = [Ground.ArrangedByEleven, Ground.Deterioration],
        [("Care Act 2014 Sch. 3 para 4(1)", "Yes")] = [Ground.NotAssessed],
        [("Care Act 2014 Sch. 3 para 4(2)", "No")] = [Ground.NotOnlyCause],
        [("Care Act 2014 Sch. 3 para 4(2)", "Yes")] = [Ground.ServiceNotAvailable],
        [("Care Act 2014 Sch. 3 para 7", "No")] = [Ground.NotAcute],
        [("Health and Care Act 2022 s. 91", "No")] = [Ground.NoScheme],
    };

    [Theory, MemberData(nameof(Cases))]
    public void Each_day_rests_on_the_ground_that_the_provision_of_the_table_allows(string law, string reference, string view) => Assert.Equal(
        "",
        string.Join('\n', Expected(law, reference, view).Zip(Decided.Value[(law, reference, view)].Days)
            .Where(pair => !Grounds[(pair.First["Provision"], pair.First["Counts"])].Contains(pair.Second.Ground))
            .Select(pair => $"{pair.First["Date"]}: {pair.First["Provision"]} in the table; {pair.Second.Ground}, {pair.Second.Provision} decided: {pair.Second.Fact}")));

    /// <summary>Before a notice counts, a day quotes what is wanted and the rule by which the notice that was given is not it: one of them is the provision of the table. Where none was given yet the day says so, and the table may look ahead.</summary>
    [Theory, MemberData(nameof(Cases))]
    public void A_day_without_a_valid_notice_quotes_the_provision_of_the_table(string law, string reference, string view) => Assert.Equal(
        "",
        string.Join('\n', Expected(law, reference, view).Zip(Decided.Value[(law, reference, view)].Days)
            .Where(pair => pair.Second.Ground is Ground.NoAssessmentNotice or Ground.NoDischargeNotice && !pair.Second.Fact.Contains("had been given by", StringComparison.Ordinal) && !Quotes(pair.Second.Provision, pair.First["Provision"]))
            .Select(pair => $"{pair.First["Date"]}: {pair.First["Provision"]} in the table; {pair.Second.Provision} decided: {pair.Second.Fact}")));

    /// <summary><c>SI 2003/2277 regs 5(1)(a), 10</c> quotes regulation 10 and regulation 5(1).</summary>
    private static bool Quotes(string provisions, string one) =>
        one.Split(' ') is [.. var instrument, _, var number] && provisions.Split("; ").Any(quoted =>
            quoted.StartsWith(string.Join(' ', instrument), StringComparison.Ordinal) && quoted[string.Join(' ', instrument).Length..].Split(' ', ',').Any(part => part.Split('(')[0] == number.Split('(')[0]));

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
}
