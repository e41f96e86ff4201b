using Monitoring.Core.Figures.Reimbursement;
using Monitoring.Core.Policy;
using Monitoring.Core.Returns;
using static Monitoring.Core.Tests.Figures.Reimbursement.Told;

namespace Monitoring.Core.Tests.Figures.Reimbursement;

/// <summary>Each question that the law leaves open, answered either way. The days follow from the words of the answer, not from what comes out.</summary>
public class SwitchesOfDaysTests
{
    private static readonly NoticeLine[] Of2014 = [Assessment("2015-06-01 09:00"), Discharge("2015-06-02 10:00", "2015-06-03")];

    private static readonly NoticeLine[] Of2003 = [Assessment("2005-06-06 10:00"), Discharge("2005-06-08 16:00", "2005-06-09")];

    [Theory]
    [InlineData("assessment-notice", "2015-03-31 2015-04-01 2015-04-02")]
    [InlineData("by-day", "2015-03-31")]
    public void Straddle_2015(string answer, string counted) =>
        Expect("straddle-2015", answer, counted, Assessment("2015-03-25 09:00"), Discharge("2015-03-27 09:00", "2015-03-30"), Line("2015-04-02 12:00", NoticeLineKind.Discharged));

    [Fact]
    public void By_day_a_new_pair_of_notices_begins_under_the_new_law()
    {
        var days = Under("straddle-2015", "by-day", Assessment("2015-03-25 09:00"), Discharge("2015-03-27 09:00", "2015-03-30"), Assessment("2015-04-01 09:00"), Discharge("2015-04-01 10:00", "2015-04-03"), Line("2015-04-05 12:00", NoticeLineKind.Discharged));
        Assert.Equal("2015-03-31 2015-04-04 2015-04-05", days.Counted());
        Assert.Equal([10000L, 13000L, 13000L], days.Counted.Select(day => day.Amount.Number));
    }

    [Theory]
    [InlineData("to-30-june", "2022-06-30")]
    [InlineData("run-on", "2022-06-30 2022-07-01 2022-07-02")]
    public void Straddle_2022(string answer, string counted)
    {
        var days = Expect("straddle-2022", answer, counted, Assessment("2022-06-27 09:00"), Discharge("2022-06-28 09:00", "2022-06-29"), Line("2022-07-02 12:00", NoticeLineKind.Discharged));
        Assert.All(days.Days.Where(day => day.Date >= Day("2022-07-01")), day => Assert.Contains(DayFlag.Transitional2022, day.Flags));
        Assert.All(days.Counted, day => Assert.Equal(13000, day.Amount.Number));
    }

    [Theory]
    [InlineData("valid", "2015-06-04 2015-06-05")]
    [InlineData("invalid", "")]
    public void Content_not_stated(string answer, string counted) =>
        Expect("content-not-stated", answer, counted, Of2014[0], Of2014[1] with { Content = Of2014[1].Content with { NhsNumber = null } }, Line("2015-06-05 12:00", NoticeLineKind.Discharged));

    [Theory]
    [InlineData("2", "2015-06-04 2015-06-05")]
    [InlineData("3", "2015-06-05")]
    public void Minimum_period_of_2014(string answer, string counted) => Expect("minimum-period-2014", answer, counted, [.. Of2014, Line("2015-06-05 12:00", NoticeLineKind.Discharged)]);

    [Theory]
    [InlineData("day-by-day", "2015-06-04 2015-06-06")]
    [InlineData("relevant-day", "")]
    public void Sole_cause(string answer, string counted) => Expect(
        "sole-cause", answer, counted,
        [.. Of2014, Line("2015-06-03", NoticeLineKind.AssessmentDone), Cause("2015-06-03", Attribution.Nhs), Cause("2015-06-04", Attribution.SocialCare), Cause("2015-06-05", Attribution.Both), Cause("2015-06-06", Attribution.SocialCare), Line("2015-06-06 12:00", NoticeLineKind.Discharged)]);

    [Fact]
    public void Sole_cause_at_the_relevant_day_asks_nothing_where_the_assessment_was_undone_then() => Expect(
        "sole-cause", "relevant-day", "2015-06-04 2015-06-05 2015-06-06",
        [.. Of2014, Line("2015-06-04", NoticeLineKind.AssessmentDone), Cause("2015-06-03", Attribution.Nhs), Line("2015-06-06 12:00", NoticeLineKind.Discharged)]);

    [Theory]
    [InlineData(NoticeLineKind.Died, "counts", "2005-06-10 2005-06-11")]
    [InlineData(NoticeLineKind.Died, "not", "2005-06-10")]
    [InlineData(NoticeLineKind.SelfDischarged, "not", "2005-06-10")]
    [InlineData(NoticeLineKind.OwnArrangements, "not", "2005-06-10")]
    [InlineData(NoticeLineKind.FurtherTreatment, "not", "2005-06-10")]
    [InlineData(NoticeLineKind.Discharged, "not", "2005-06-10 2005-06-11")] // has a rule of its own
    public void Event_day_of_2003(NoticeLineKind kind, string answer, string counted) => Expect("event-day-2003", answer, counted, [.. Of2003, Line("2005-06-11 12:00", kind)]);

    [Theory]
    [InlineData(NoticeLineKind.Died, "counts", "2015-06-04 2015-06-05")]
    [InlineData(NoticeLineKind.Died, "not", "2015-06-04")]
    [InlineData(NoticeLineKind.FurtherTreatment, "not", "2015-06-04")]
    [InlineData(NoticeLineKind.AssessmentNoticeWithdrawn, "counts", "2015-06-04 2015-06-05")]
    [InlineData(NoticeLineKind.AssessmentNoticeWithdrawn, "not", "2015-06-04")]
    [InlineData(NoticeLineKind.DischargeNoticeWithdrawn, "not", "2015-06-04")]
    [InlineData(NoticeLineKind.ReadinessNotified, "not", "2015-06-04 2015-06-05")] // 11 am decides alone
    public void Event_day_of_2014(NoticeLineKind kind, string answer, string counted) => Expect("event-day-2014", answer, counted, [.. Of2014, Line("2015-06-05 12:00", kind)]);

    [Theory]
    [InlineData("not", "2005-06-10")]
    [InlineData("counts", "2005-06-10 2005-06-11")]
    public void Withdrawal_day_of_2003(string answer, string counted) => Expect("withdrawal-day-2003", answer, counted, [.. Of2003, Line("2005-06-11 12:00", NoticeLineKind.AssessmentNoticeWithdrawn)]);

    [Theory]
    [InlineData("unless-arranged", "10:00", "2015-06-04")]
    [InlineData("unless-arranged", "11:01", "2015-06-04 2015-06-05")]
    [InlineData("never", "11:01", "2015-06-04")]
    [InlineData("always", "10:00", "2015-06-04 2015-06-05")]
    public void Discharge_day_of_2014(string answer, string arranged, string counted) =>
        Expect("discharge-day-2014", answer, counted, [.. Of2014, Line($"2015-06-05 {arranged}", NoticeLineKind.Arrangements), Line("2015-06-05 12:00", NoticeLineKind.Discharged)]);

    [Theory]
    [InlineData("own-day", "2005-06-11 2005-06-13")]
    [InlineData("relevant-day", "2005-06-11 2005-06-12 2005-06-13")]
    public void Deterioration_of_2003(string answer, string counted) => Expect(
        "deterioration-2003", answer, counted,
        [.. Of2003, Line("2005-06-09", NoticeLineKind.Deterioration), Line("2005-06-10", NoticeLineKind.Deterioration), Line("2005-06-12", NoticeLineKind.Deterioration), Line("2005-06-13 12:00", NoticeLineKind.Discharged)]);

    [Theory]
    [InlineData("excluded", CareSetting.Acute, "2015-06-04")]
    [InlineData("counts-after-acute", CareSetting.Acute, "2015-06-04 2015-06-05")]
    [InlineData("counts-after-acute", CareSetting.Palliative, "")]
    public void Non_acute_day(string answer, CareSetting before, string counted) =>
        Expect("non-acute-day", answer, counted, Of2014[0] with { Care = before }, Of2014[1], Care("2015-06-05", CareSetting.Rehabilitation), Line("2015-06-05 12:00", NoticeLineKind.Discharged));

    [Theory]
    [InlineData("next-day", "820 820 702")]
    [InlineData("never", "820 820 820")]
    public void Takes_over(string answer, string authorities)
    {
        var days = Under("takes-over", answer, [.. Of2014, Line("2015-06-05 09:00", NoticeLineKind.OtherAuthority) with { OtherAuthority = Camden }, Line("2015-06-06 12:00", NoticeLineKind.Discharged)]);
        Assert.Equal(authorities, string.Join(' ', days.Counted.Select(day => day.Authority)));
        Assert.Equal(answer == "never" ? 39000 : 41500, days.Amount.Number);
    }

    [Theory]
    [InlineData("higher", 12000)]
    [InlineData("lower", 10000)]
    public void Successors_of_Bedfordshire(string answer, long rate)
    {
        var days = Under("bedfordshire-successors", answer, Assessment("2010-06-07 09:00", "625"), Discharge("2010-06-08 09:00", "2010-06-09", "625"), Line("2010-06-11 12:00", NoticeLineKind.Discharged, "625"));
        Assert.Equal([rate, rate], days.Counted.Select(day => day.Amount.Number));
        Assert.All(days.Counted, day => Assert.Contains(DayFlag.RateAssumed, day.Flags));
    }

    [Theory]
    [InlineData("no", "2009-12-26")]
    [InlineData("yes", "2009-12-29")] // the 27th is a Sunday, the 28th the substitute
    public void Saturday_at_Christmas(string answer, string counts)
    {
        var book = PolicyBook.Current.Supposing(null, new SupposedAnswer("public-holiday.saturday-christmas", answer));
        Assert.Equal(Day(counts), DayByDay.Of(Case(Assessment("2009-12-26 09:00")), book, ReferenceBook.Current).Notices[0].CountsFrom);
    }

    private static CaseDays Under(string name, string answer, params NoticeLine[] lines) =>
        DayByDay.Of(Case([.. lines]), PolicyBook.Current.Supposing(null, new SupposedAnswer($"reimbursement.{name}", answer)), ReferenceBook.Current);

    private static CaseDays Expect(string name, string answer, string counted, params NoticeLine[] lines)
    {
        // Open cases are reported to the last day that the example needs.
        var days = DayByDay.Of(Case(lines[^1].When.Date.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture), [.. lines]), PolicyBook.Current.Supposing(null, new SupposedAnswer($"reimbursement.{name}", answer)), ReferenceBook.Current);
        Assert.Equal(counted, days.Counted());
        return days;
    }
}
