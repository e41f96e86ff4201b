using Monitoring.Core.Figures.Reimbursement;
using Monitoring.Core.Kernel;
using Monitoring.Core.Returns;
using static Monitoring.Core.Tests.Figures.Reimbursement.Told;

namespace Monitoring.Core.Tests.Figures.Reimbursement;

/// <summary>The examples E14 to E23 of the domain note, as printed there.</summary>
public class PublishedExamplesTests
{
    [Theory]
    [InlineData("15:00", Kent, 5, 50000)]
    [InlineData("15:00", Surrey, 5, 60000)]
    [InlineData("10:59", Kent, 4, 40000)]
    [InlineData("10:59", Surrey, 4, 48000)]
    [InlineData("11:00", Kent, 5, 50000)]
    public void E14_plain_case_of_2003(string left, string authority, int days, long pence) => Expect(
        days, pence, Days(Assessment("2005-06-06 10:00", authority), Discharge("2005-06-08 16:00", "2005-06-09", authority), Line($"2005-06-14 {left}", NoticeLineKind.Discharged, authority)));

    [Fact]
    public void E15_Friday_afternoon()
    {
        var days = Days(Assessment("2005-06-08 09:00", Surrey), Discharge("2005-06-10 14:30", "2005-06-12", Surrey), Line("2005-06-15 12:00", NoticeLineKind.Discharged, Surrey));
        Assert.Equal("2005-06-13 2005-06-14 2005-06-15", days.Counted());
        Expect(3, 36000, days);
        var late = Days(Assessment("2005-06-08 09:00", Surrey), Discharge("2005-06-10 14:30", "2005-06-11", Surrey), Line("2005-06-15 12:00", NoticeLineKind.Discharged, Surrey));
        Expect(0, 0, late);
        Assert.False(late.Notices[1].Valid);
    }

    [Theory]
    [InlineData("2005-06-13 10:30", "2005-06-13 12:00", "")] // (a)
    [InlineData("2005-06-14 09:00", "2005-06-14 12:00", "2005-06-13")] // (b)
    public void E16_the_first_day_is_a_Sunday(string ready, string left, string counted)
    {
        var days = Days(Assessment("2005-06-08 09:00"), Discharge("2005-06-10 13:00", "2005-06-11"), Line(ready, NoticeLineKind.Arrangements), Line(left, NoticeLineKind.Discharged));
        Assert.Equal(counted, days.Counted());
        Assert.Equal(Ground.FirstDaySkipped, days.On("2005-06-12").Ground);
    }

    [Theory]
    [InlineData("2005-03-11 10:00", "2005-03-14")]
    [InlineData("2005-06-10 10:00", "2005-06-12")]
    public void E17_minimum_interval_before_and_after_April_2005(string assessed, string ends) =>
        Assert.Equal(Day(ends), Days(Assessment(assessed), Discharge(assessed, "2005-06-20"), Line("2005-06-25 12:00", NoticeLineKind.Discharged)).Periods[0].MinimumEnds);

    [Theory]
    [InlineData(NoticeLineKind.AssessmentNotice, "2005-06-10 14:00", "2005-06-10")]
    [InlineData(NoticeLineKind.AssessmentNotice, "2005-06-10 14:01", "2005-06-11")]
    [InlineData(NoticeLineKind.AssessmentNotice, "2005-06-11 14:01", "2005-06-13")]
    [InlineData(NoticeLineKind.DischargeNotice, "2005-06-10 14:00", "2005-06-10")]
    [InlineData(NoticeLineKind.DischargeNotice, "2005-06-10 14:01", "2005-06-11")]
    [InlineData(NoticeLineKind.DischargeNotice, "2005-06-11 17:00", "2005-06-11")]
    [InlineData(NoticeLineKind.DischargeNotice, "2005-06-11 17:01", "2005-06-13")]
    public void E18_deemed_dates(NoticeLineKind kind, string given, string counts) => Assert.Equal(Day(counts), Days(Line(given, kind)).Notices[0].CountsFrom);

    [Theory]
    [InlineData("608", 36000)] // Oxfordshire
    [InlineData(Kent, 30000)]
    [InlineData("622", 36000)] // Thurrock
    [InlineData("620", 30000)] // Essex
    public void E19_rates(string authority, long pence) =>
        Expect(3, pence, Days(Assessment("2005-06-08 09:00", authority), Discharge("2005-06-10 13:00", "2005-06-12", authority), Line("2005-06-15 12:00", NoticeLineKind.Discharged, authority)));

    [Theory]
    [InlineData("13:59", "13:00", Kent, 5, 65000)]
    [InlineData("13:59", "13:00", Camden, 5, 77500)]
    [InlineData("14:01", "13:00", Kent, 4, 52000)]
    [InlineData("14:01", "13:00", Camden, 4, 62000)]
    [InlineData("13:59", "10:45", Kent, 4, 52000)]
    [InlineData("13:59", "10:45", Camden, 4, 62000)]
    public void E20_plain_case_of_2014(string assessed, string arranged, string authority, int days, long pence) => Expect(days, pence, Days(
        Assessment($"2015-06-01 {assessed}", authority), Discharge("2015-06-02 10:00", "2015-06-03", authority), Line($"2015-06-08 {arranged}", NoticeLineKind.Arrangements, authority),
        Line($"2015-06-08 {arranged}", NoticeLineKind.ReadinessNotified, authority), Line("2015-06-08 17:00", NoticeLineKind.Discharged, authority)));

    [Fact]
    public void E21_month_end()
    {
        var days = Days(Assessment("2016-01-25 09:00"), Discharge("2016-01-28 11:00", "2016-01-29"), Line("2016-02-03 14:00", NoticeLineKind.Arrangements), Line("2016-02-03 14:00", NoticeLineKind.Discharged));
        Assert.Equal("2016-01-30 2016-01-31 2016-02-01 2016-02-02 2016-02-03", days.Counted());
        Assert.Equal([("2016-01", 26000L), ("2016-02", 39000L)], days.Counted.GroupBy(day => day.Month).Select(month => (month.Key.ToString(), month.Sum(day => day.Amount.Number))));
    }

    [Fact]
    public void E22_late_discharge_notice()
    {
        var days = Days(Assessment("2015-06-01 09:00"), Discharge("2015-06-02 15:00", "2015-06-03"), Line("2015-06-08 13:00", NoticeLineKind.Discharged));
        Expect(0, 0, days);
        var fault = Assert.Single(days.Notices[1].Faults);
        Assert.Equal("Given on 2 June 2015 at 15:00, it counts as given on 3 June 2015: less than one day before the proposed date, 3 June 2015.", fault.Wrong);
        Assert.StartsWith("To be valid for 3 June 2015 it had to be given by 14:00 on 2 June 2015.", fault.Remedy);
    }

    [Fact]
    public void E23_wrong_authority()
    {
        var days = Days(Assessment("2017-05-09 09:00", Camden), Discharge("2017-05-10 09:00", "2017-05-11", Camden), Line("2017-05-14 15:00", NoticeLineKind.Discharged, Camden), Line("2017-08-01", NoticeLineKind.OtherAuthority, Camden) with { OtherAuthority = Kent });
        Assert.Equal("2017-05-12 2017-05-13 2017-05-14", days.Counted());
        Expect(3, 46500, days);
        Assert.All(days.Days, day => Assert.Equal(Camden, day.Authority));
    }

    private static void Expect(int days, long pence, CaseDays of) => Assert.Equal((days, new Pence(pence)), (of.Counted.Count(), of.Amount));
}
