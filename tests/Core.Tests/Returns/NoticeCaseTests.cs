using Monitoring.Core.Kernel;
using Monitoring.Core.Policy;
using Monitoring.Core.Returns;

namespace Monitoring.Core.Tests.Returns;

/// <summary>The facts of a case in time, as the figures ask for them. E numbers are the examples of the domain note.</summary>
public class NoticeCaseTests
{
    [Fact]
    public void Notices_are_paired_with_their_withdrawals()
    {
        var replaced = NoticeCase.Of([
            Line(NoticeLineKind.DischargeNotice, "2015-06-04 10:00", "D2"), Line(NoticeLineKind.AssessmentNotice, "2015-06-01 13:59", "A1"), Line(NoticeLineKind.DischargeNotice, "2015-06-02 10:00", "D1"),
            Line(NoticeLineKind.DischargeNoticeWithdrawn, "2015-06-03 09:00", "D1")]);
        Assert.Equal(["A1", "D1", "D2"], replaced.Notices.Select(notice => notice.Line.Notice));
        Assert.Equal([false, true, false], replaced.Notices.Select(notice => notice.Withdrawal is not null));
        Assert.Empty(replaced.UnmatchedWithdrawals);
        Assert.Equal(["D1"], References(replaced, NoticeKind.Discharge, "2015-06-03 09:00"));
        Assert.Equal([], References(replaced, NoticeKind.Discharge, "2015-06-03 09:01"));
        Assert.Equal(["D2"], References(replaced, NoticeKind.Discharge, "2015-06-04 10:00"));
        Assert.Equal(Day("2015-06-01"), replaced.RegimeOn);
    }

    [Fact]
    public void A_withdrawal_without_a_reference_is_of_the_only_notice_that_stood()
    {
        var one = NoticeCase.Of([Line(NoticeLineKind.AssessmentNotice, "2015-06-01 10:00", "A1"), Line(NoticeLineKind.AssessmentNoticeWithdrawn, "2015-06-02 10:00"), Line(NoticeLineKind.AssessmentNotice, "2015-06-03 10:00", "A2"), Line(NoticeLineKind.AssessmentNoticeWithdrawn, "2015-06-04 10:00")]);
        Assert.Equal(["2015-06-02 10:00", "2015-06-04 10:00"], one.Notices.Select(notice => notice.Withdrawal?.When.ToString()));
    }

    [Fact]
    public void A_stay_begins_ends_and_remembers_acute_care()
    {
        var stay = NoticeCase.Of([
            Line(NoticeLineKind.Admitted, "2015-05-20 10:00") with { Care = CareSetting.Acute }, Line(NoticeLineKind.MovedToOtherCare, "2015-06-06") with { Care = CareSetting.Rehabilitation },
            Line(NoticeLineKind.Discharged, "2015-06-08 15:00")]);
        Assert.Equal((false, true), (stay.HadAcuteCareBefore(Day("2015-05-20")), stay.HadAcuteCareBefore(Day("2015-06-06"))));
        Assert.Equal(("2015-05-20 10:00", "2015-06-08 15:00"), (stay.Admission?.When.ToString(), stay.EndOfStay?.When.ToString()));
        Assert.Null(stay.RegimeOn);
    }

    [Theory]
    [InlineData("2015-06-01 13:59", "2015-06-01")] // E20
    [InlineData("2015-06-01 14:01", "2015-06-02")]
    [InlineData("2015-06-01", null)] // no time, no day
    public void A_notice_knows_when_it_counts(string when, string? day) =>
        Assert.Equal(day, Line(NoticeLineKind.AssessmentNotice, when, "A1").TreatedAsGiven(PolicyBook.Current, ReferenceBook.Current)?.Day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));

    [Fact]
    public void An_event_never_counts_as_a_notice() => Assert.Null(Line(NoticeLineKind.Discharged, "2015-06-08 15:00").TreatedAsGiven(PolicyBook.Current, ReferenceBook.Current));

    [Theory]
    [InlineData("2015-06-01 10:00", "2015-06-01 10:01", true)]
    [InlineData("2015-06-01 10:00", "2015-06-01 10:00", false)]
    [InlineData("2015-06-01", "2015-06-01 10:00", false)] // not known
    [InlineData("2015-06-01 10:00", "2015-06-01", false)]
    [InlineData("2015-06-01", "2015-06-02", true)]
    public void A_moment_is_before_another_only_where_that_is_certain(string one, string other, bool before) => Assert.Equal(before, Moment(one).IsBefore(Moment(other)));

    [Theory]
    [InlineData("01/06/2015 13:59", "2015-06-01 13:59")]
    [InlineData("1 June 2015 1:59 pm", "2015-06-01 13:59")]
    [InlineData("1 June 2015", "2015-06-01")]
    [InlineData("2015-06-01 13:59:59", "2015-06-01 13:59:59")]
    [InlineData("2015-06-01 00:00:00", "2015-06-01 00:00")]
    public void A_moment_is_read(string typed, string moment) => Assert.Equal(moment, Moment(typed).ToString());

    [Theory]
    [InlineData("13:59", "'13:59' is a time of day without a date.")]
    [InlineData("2015-06-31", "'2015-06-31'")]
    [InlineData("2015-06-01 25:00", "'2015-06-01 25:00' has a time of day that no clock shows.")]
    [InlineData("06/13/2015", "'06/13/2015'")]
    public void Anything_else_is_no_moment(string typed, string wrong) => Assert.Contains(wrong, Monitoring.Core.Kernel.Moment.Read(typed).Wrong);

    private static IEnumerable<string?> References(NoticeCase stay, NoticeKind kind, string moment) => stay.StandingAt(kind, Moment(moment)).Select(notice => notice.Line.Notice);

    private static NoticeLine Line(NoticeLineKind kind, string when, string? notice = null) =>
        new("RJ7", "D-15-0412", "730", kind, Moment(when), notice, null, null, null, null, NoticeContent.NothingSaid, null, null, null, null);

    private static Moment Moment(string text) => Monitoring.Core.Kernel.Moment.Read(text).Value!.Value;

    private static DateOnly Day(string day) => DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture);
}
