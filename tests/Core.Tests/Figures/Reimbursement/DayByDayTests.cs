using Monitoring.Core.Figures.Reimbursement;
using Monitoring.Core.Kernel;
using Monitoring.Core.Policy;
using Monitoring.Core.Returns;
using static Monitoring.Core.Tests.Figures.Reimbursement.Told;

namespace Monitoring.Core.Tests.Figures.Reimbursement;

/// <summary>How each ground and each flag comes about; the provision stands beside.</summary>
public class DayByDayTests
{
    private static readonly NoticeLine[] Of2014 = [Assessment("2015-06-01 09:00"), Discharge("2015-06-02 10:00", "2015-06-03")];

    private static readonly NoticeLine[] Of2003 = [Assessment("2005-06-06 10:00"), Discharge("2005-06-08 16:00", "2005-06-09")];

    [Fact]
    public void A_case_without_notices_has_no_days_and_a_note()
    {
        var days = Days(Line("2015-06-08 13:00", NoticeLineKind.Discharged));
        Assert.Empty(days.Days);
        Assert.Equal("The case has no notice: no day can count.", Assert.Single(days.Notes));
        Assert.Empty(Days().Days);
    }

    [Fact]
    public void Before_5_January_2004_and_after_30_June_2022_nothing_counts()
    {
        var begins = Days(Assessment("2003-12-29 10:00"), Discharge("2003-12-30 10:00", "2003-12-31"), Line("2004-01-06 12:00", NoticeLineKind.Discharged));
        Assert.Equal("2004-01-05 2004-01-06", begins.Counted()); // a period that began on 2 January 2004 goes on
        Assert.Equal((Ground.NoScheme, "SI 2003/2277 reg 1", null), (begins.On("2004-01-04").Ground, begins.On("2004-01-04").Provision, begins.On("2004-01-04").Rate));
        var ends = Days(Assessment("2022-06-27 09:00"), Discharge("2022-06-28 09:00", "2022-06-29"), Line("2022-07-02 12:00", NoticeLineKind.Discharged));
        Assert.Equal("2022-06-30", ends.Counted());
        Assert.Equal((Ground.NoScheme, "Health and Care Act 2022 s. 91"), (ends.On("2022-07-01").Ground, ends.On("2022-07-01").Provision));
        Assert.Contains(DayFlag.Transitional2022, ends.On("2022-07-01").Flags);
    }

    [Fact]
    public void A_case_of_2003_keeps_its_law_after_March_2015_and_says_so()
    {
        var days = Days(Assessment("2015-03-25 09:00", Surrey), Discharge("2015-03-27 13:00", "2015-03-30", Surrey), Line("2015-04-02 10:59", NoticeLineKind.Discharged, Surrey));
        Assert.Equal(Regime.Act2003, days.Regime);
        Assert.Equal("2015-03-31 2015-04-01", days.Counted());
        Assert.Equal([12000L, 12000L], days.Counted.Select(day => day.Amount.Number)); // the rate of 2003, too
        Assert.Equal((Ground.BeforeEleven, "SI 2003/2277 reg 11"), (days.On("2015-04-02").Ground, days.On("2015-04-02").Provision));
        Assert.Equal([false, true, true], days.Days.Where(day => day.Date >= Day("2015-03-31")).Select(day => day.Flags.Contains(DayFlag.Transitional2015)));
    }

    [Theory] // what is wanted, and the rule by which what was given is not it
    [InlineData("2005-06-06 10:00", "2005-06-09 17:01", "2005-06-10", "2005-06-09", "Act of 2003 s. 5(3); SI 2003/2277 regs 5(1)(a), 10")] // counts from the 10th, for the 10th
    [InlineData("2005-06-06 10:00", "2005-06-08 17:01", "2005-06-10", "2005-06-08", "Act of 2003 s. 5(3); SI 2003/2277 reg 10")] // counts from the 9th
    [InlineData("2005-06-06 14:01", "2005-06-08 10:00", "2005-06-10", "2005-06-06", "Act of 2003 s. 2; SI 2003/2277 reg 10")]
    [InlineData("2015-06-01 14:01", "2015-06-03 10:00", "2015-06-04", "2015-06-01", "Care Act 2014 Sch. 3 para 1; SI 2014/2823 reg 11")]
    [InlineData("2015-06-01 09:00", "2015-06-03 14:01", "2015-06-04", "2015-06-03", "Care Act 2014 Sch. 3 para 2; SI 2014/2823 regs 5, 11")]
    [InlineData("2015-06-01 09:00", "2015-06-04 09:00", "2015-06-05", "2015-06-03", "Care Act 2014 Sch. 3 para 2")] // none given yet
    public void A_day_before_a_notice_counts_quotes_the_rule_that_decides(string assessed, string given, string proposed, string day, string provision) =>
        Assert.Equal(provision, Days(Assessment(assessed), Discharge(given, proposed), Line($"{given[..7]}-20 12:00", NoticeLineKind.Discharged)).On(day).Provision);

    [Fact]
    public void A_notice_that_lacks_something_quotes_the_rule_that_wants_it()
    {
        var lacking = Days(Of2003[0] with { Content = Of2003[0].Content with { Contact = false } }, Line("2005-06-10 12:00", NoticeLineKind.Discharged));
        Assert.Equal("Act of 2003 s. 2; SI 2003/2277 reg 4", lacking.On("2005-06-07").Provision);
        var before = Days(Assessment("2015-06-02 10:01"), Discharge("2015-06-02 10:00", "2015-06-06"), Line("2015-06-08 12:00", NoticeLineKind.Discharged));
        Assert.Equal("Care Act 2014 Sch. 3 para 2", before.On("2015-06-07").Provision); // the fault has the same
    }

    [Theory] // nobody says that discharge was not possible on the day on which the patient was discharged
    [InlineData("2005", "2005-06-11 14:00", "The patient was discharged only on 11 June 2005 at 14:00, not before 11 am: until then the authority's service was not available.")]
    [InlineData("2005", "2005-06-11", "The patient was discharged on 11 June 2005, at what time is not known: it is taken that it was not before 11 am, and that the authority's service was not available until then.")]
    [InlineData("2015", "2015-06-05 14:00", "The patient was discharged only on 5 June 2015 at 14:00, and by 11 am the authority's service was not available.")]
    [InlineData("2015", "2015-06-05 10:00", "The patient was discharged on 5 June 2015 at 10:00, and it is not reported that the authority's service was available by 11 am.")]
    [InlineData("2015", "2015-06-05", "The patient was discharged on 5 June 2015, at what time is not known, and it is not reported that the authority's service was available by 11 am.")]
    public void The_day_of_discharge_says_what_11_am_decides(string law, string left, string fact)
    {
        var days = Days([.. law == "2005" ? Of2003 : Of2014, Line(left, NoticeLineKind.Discharged)]);
        Assert.Equal((Ground.ServiceNotAvailable, fact), (days.Days[^1].Ground, days.Days[^1].Fact));
        Assert.Equal([4], days.Days[^1].DecidingLines);
        // With the cause reported, and the assessment done: the same, and since when.
        var told = Days([.. law == "2005" ? Of2003 : Of2014, Line($"{left[..7]}-03", NoticeLineKind.AssessmentDone), Cause($"{left[..7]}-04", Attribution.SocialCare), Line(left, NoticeLineKind.Discharged)]);
        Assert.Equal($"{fact[..^1]}, as reported since {Words.Date(Day($"{left[..7]}-04"))}.", told.Days[^1].Fact);
    }

    [Theory]
    [InlineData("2005", "2005-06-11 13:00", "The authority was ready only on 11 June 2005 at 13:00, not before 11 am: until then its service was not available.")]
    [InlineData("2015", "2015-06-05 13:00", "The authority was ready only on 5 June 2015 at 13:00, and by 11 am its service was not available.")]
    public void So_does_the_day_on_which_the_authority_became_ready(string law, string ready, string fact) =>
        Assert.Equal(fact, Days([.. law == "2005" ? Of2003 : Of2014, Line(ready, NoticeLineKind.ReadinessNotified), Line($"{law}-06-20 12:00", NoticeLineKind.Discharged)]).On(ready[..10]).Fact);

    [Fact]
    public void A_notice_given_after_the_patient_had_left_begins_nothing_and_adds_no_day()
    {
        // On the day on which the patient left, and on the day after.
        foreach (var given in (string[])["2015-06-03 16:00", "2015-06-04 09:00"])
        {
            var days = Days(Of2014[0], Line("2015-06-03 15:00", NoticeLineKind.Discharged), Discharge(given, "2015-06-06"));
            Assert.Equal("The patient had left on 3 June 2015 at 15:00, before it was given.", Assert.Single(days.Notices[1].Faults).Wrong);
            Assert.Equal(("2015-06-01", "2015-06-03", 0), ($"{days.Days[0].Date:O}", $"{days.Days[^1].Date:O}", days.Counted.Count()));
            Assert.Empty(days.Periods);
        }
        var alone = Days(Line("2015-06-03 15:00", NoticeLineKind.Discharged), Assessment("2015-06-04 09:00"));
        Assert.Equal((0, false), (alone.Days.Length, alone.Notices[0].Valid));
        Assert.Equal(Ground.NoAssessmentNotice, Assert.Single(Days(Line("2015-06-04 08:00", NoticeLineKind.Discharged), Assessment("2015-06-04 09:00")).Days).Ground);
    }

    [Fact]
    public void A_period_without_a_day_says_so_and_the_days_around_a_period_lead_to_it()
    {
        var none = Days([.. Of2014, Line("2015-06-03 12:00", NoticeLineKind.Arrangements), Line("2015-06-06 12:00", NoticeLineKind.Discharged)]);
        Assert.False(Assert.Single(none.Periods).HasDays); // no liability
        Assert.Equal([null, 1, 1, 1, 1, 1], none.Days.Select(day => day.NearestPeriod));
        Assert.All(none.Days, day => Assert.Null(day.Period));
        // SI 2003/2277 reg 8(1): ready by 11 am of the first day.
        Assert.False(Assert.Single(Days([.. Of2003, Line("2005-06-10 10:00", NoticeLineKind.Arrangements), Line("2005-06-14 12:00", NoticeLineKind.Discharged)]).Periods).HasDays);
        Assert.True(Assert.Single(Days([.. Of2003, Line("2005-06-10 12:00", NoticeLineKind.Arrangements), Line("2005-06-14 12:00", NoticeLineKind.Discharged)]).Periods).HasDays); // one day
        Assert.True(Assert.Single(DayByDay.Of(Case("2015-06-06", [.. Of2014]), PolicyBook.Current, ReferenceBook.Current).Periods).HasDays); // open
        var two = Days([.. Of2014, Line("2015-06-05 10:00", NoticeLineKind.FurtherTreatment), Discharge("2015-06-08 10:00", "2015-06-10"), Line("2015-06-12 12:00", NoticeLineKind.Discharged)]);
        Assert.Equal([null, 1, 1, 1, 1, 1, 1, 2, 2, 2, 2, 2], two.Days.Select(day => day.NearestPeriod));
        Assert.Equal([null, null, null, 1, 1, null, null, null, null, null, 2, 2], two.Days.Select(day => day.Period));
        // A notice that another replaced made no period: its days wait for the relevant day of the other. One that was withdrawn in time leads to none.
        Assert.Equal([null, 1, 1, 1, 1, 1, 1], Days([.. Of2014, Discharge("2015-06-03 10:00", "2015-06-05"), Line("2015-06-07 12:00", NoticeLineKind.Discharged)]).Days.Select(day => day.NearestPeriod));
        Assert.All(Days([.. Of2014, Line("2015-06-03 16:00", NoticeLineKind.DischargeNoticeWithdrawn), Line("2015-06-05 12:00", NoticeLineKind.Discharged)]).Days, day => Assert.Null(day.NearestPeriod));
    }

    [Fact]
    public void Residents_outside_England()
    {
        var days = Days(Assessment("2015-06-01 09:00", "9900"), Discharge("2015-06-02 10:00", "2015-06-03", "9900"), Line("2015-06-05 12:00", NoticeLineKind.Discharged));
        Assert.All(days.Days, day => Assert.Equal(Ground.OutsideEngland, day.Ground));
    }

    [Fact]
    public void Days_before_the_period_name_the_notice_that_is_missing_or_not_valid()
    {
        var days = Days(Assessment("2015-06-01 14:01"), Discharge("2015-06-03 15:00", "2015-06-04"), Discharge("2015-06-04 10:00", "2015-06-05"), Line("2015-06-07 12:00", NoticeLineKind.Discharged));
        Assert.Equal(
            [Ground.NoAssessmentNotice, Ground.NoDischargeNotice, Ground.NoDischargeNotice, Ground.NotBeforeRelevantDayEnds, Ground.NotBeforeRelevantDayEnds, Ground.NotAssessed, Ground.ServiceNotAvailable],
            days.Days.Select(day => day.Ground));
        Assert.Equal("The assessment notice given on 1 June 2015 at 14:01 counts from 2 June 2015, because it was given after 14:00.", days.On("2015-06-01").Fact);
        Assert.Equal("No discharge notice had been given by 2 June 2015.", days.On("2015-06-02").Fact);
        Assert.Equal("The discharge notice of 3 June 2015 at 15:00 is not valid. Given on 3 June 2015 at 15:00, it counts as given on 4 June 2015: less than one day before the proposed date, 4 June 2015.", days.On("2015-06-03").Fact);
    }

    [Theory]
    [InlineData("2005-06-13", "2005-06-13 09:00", "17:00 on 11 June 2005")] // Sunday 12 June: no notice counts on it
    [InlineData("2005-06-12", "2005-06-11 09:30", "17:00 on 11 June 2005")]
    [InlineData("2005-06-11", "2005-06-10 14:01", "14:00 on 10 June 2005")] // a Friday
    [InlineData("2005-12-28", "2005-12-28 09:00", "17:00 on 24 December 2005")] // 25 a Sunday, 26 and 27 public holidays
    [InlineData("2015-06-03", "2015-06-02 14:01", "14:00 on 2 June 2015")]
    [InlineData("2015-12-26", "2015-12-25 14:01", "14:00 on 25 December 2015")] // no holidays in 2014
    public void The_last_moment_of_a_discharge_notice(string proposed, string given, string moment)
    {
        var lines = new[] { Assessment($"{given[..4]}-06-01 09:00"), Discharge(given, proposed) };
        var fault = Days([.. lines]).Notices[1].Faults;
        if (given == "2005-06-11 09:30") // that one is in time: 17:00 is the last moment
            Assert.Empty(fault);
        else
            Assert.Contains($"To be valid for {Words.Date(Day(proposed))} it had to be given by {moment}.", Assert.Single(fault).Remedy);
        var at = NoticeTimes.LatestMoment(Day(proposed), Day(given[..10]), PolicyBook.Current, ReferenceBook.Current)!.Value;
        Assert.True(Days(lines[0], lines[1] with { When = Kernel(at) }).Notices[1].Valid);
        Assert.False(Days(lines[0], lines[1] with { When = Kernel(at.AddMinutes(1)) }).Notices[1].Valid);

        static Moment Kernel(DateTime time) => Moment.Of(time);
    }

    [Fact]
    public void Every_fault_of_a_notice_is_told_with_its_remedy()
    {
        var early = Days(Assessment("2015-06-01 09:00") with { ExpectedAdmission = Day("2015-06-09") }).Notices[0];
        Assert.Equal(("Given on 1 June 2015 at 09:00, it counts on that day: more than 7 days before the expected admission on 9 June 2015.", "To be valid for an admission on 9 June 2015 it had to be given on 2 June 2015 or later."), (early.Faults[0].Wrong, early.Faults[0].Remedy));
        Assert.True(Days(Assessment("2015-06-01 14:01") with { ExpectedAdmission = Day("2015-06-09") }).Notices[0].Valid); // counts from the 2nd
        Assert.Equal("On 1 August 2022 there was no law any more under which it could be given.", Days(Assessment("2022-08-01 09:00")).Notices[0].Faults[0].Wrong);
        Assert.Equal("On 30 September 2003 there was no law under which it could be given.", Days(Assessment("2003-09-30 09:00")).Notices[0].Faults[0].Wrong);
        Assert.Contains("at what time", Days(Assessment("2015-06-01")).Notices[0].Faults[0].Wrong);
        var alone = Days(Discharge("2015-06-02 10:00", "2015-06-03") with { ProposedDischarge = null }).Notices[0];
        Assert.Equal(["It has no proposed date of discharge.", "No valid assessment notice stood when it was given on 2 June 2015 at 10:00: none had been given."], alone.Faults.Select(fault => fault.Wrong));
        var lacking = Days(Assessment("2015-06-01 09:00") with { Content = Of2014[0].Content with { NhsNumber = false } }).Notices[0];
        Assert.Equal("It lacks the NHS number.", lacking.Faults[0].Wrong);
        Assert.True(Days(Assessment("2005-06-06 09:00") with { Content = Of2014[0].Content with { NhsNumber = false } }).Notices[0].Valid); // not required in 2003
        var gone = Days(Assessment("2015-06-01 09:00"), Line("2015-06-02 09:00", NoticeLineKind.Discharged), Discharge("2015-06-02 10:00", "2015-06-03"));
        Assert.Equal("The patient had left on 2 June 2015 at 09:00, before it was given.", gone.Notices[1].Faults[0].Wrong);
        var withdrawn = Days(Assessment("2015-06-01 09:00"), Line("2015-06-02 09:00", NoticeLineKind.AssessmentNoticeWithdrawn), Discharge("2015-06-02 10:00", "2015-06-03"));
        Assert.Equal("No valid assessment notice stood when it was given on 2 June 2015 at 10:00: that of 1 June 2015 at 09:00 had been withdrawn on 2 June 2015 at 09:00.", withdrawn.Notices[1].Faults[0].Wrong);
        // Given later on the same day will not do, although both count from that day.
        Assert.False(Days(Assessment("2015-06-02 10:01"), Discharge("2015-06-02 10:00", "2015-06-06")).Notices[0].Valid);
    }

    [Fact]
    public void No_liability_where_everything_was_in_place_at_the_end_of_the_relevant_day()
    {
        var days = Days([.. Of2014, Line("2015-06-03 23:00", NoticeLineKind.Arrangements), Line("2015-06-05 12:00", NoticeLineKind.ArrangementsLost), Line("2015-06-06 12:00", NoticeLineKind.Discharged)]);
        Assert.All(days.Days.Where(day => day.Date > Day("2015-06-03")), day => Assert.Equal((Ground.NoLiability, "Care Act 2014 Sch. 3 para 4(1)-(2)"), (day.Ground, day.Provision)));
        Assert.Equal([false, true, true], days.Days.TakeLast(3).Select(day => day.Flags.Contains(DayFlag.ArrangementsLost)));
        // Lost again on the relevant day: not in place at its end.
        Assert.Equal("2015-06-04", Days([.. Of2014, Line("2015-06-03 09:00", NoticeLineKind.Arrangements), Line("2015-06-03 12:00", NoticeLineKind.ArrangementsLost), Line("2015-06-04 12:00", NoticeLineKind.Discharged)]).Counted());
        // Some arrangements are not all.
        Assert.Equal("2015-06-04", Days([.. Of2014, Line("2015-06-03 09:00", NoticeLineKind.AssessmentDone), Line("2015-06-04 12:00", NoticeLineKind.SomeArrangements), Line("2015-06-04 13:00", NoticeLineKind.Discharged)]).Counted());
    }

    [Theory] // SI 2003/2277 reg 8(1): by 11 am of the first day, Friday 10 June; reg 11: before 11 am of a later day
    [InlineData("2005-06-10 10:59:59", "", Ground.FirstDayReady)]
    [InlineData("2005-06-10 11:00:00", "", Ground.FirstDayReady)]
    [InlineData("2005-06-10 11:00:01", "2005-06-10", Ground.NotAssessed)]
    [InlineData("2005-06-11 10:59", "2005-06-10", Ground.NotAssessed)]
    [InlineData("2005-06-11 11:00", "2005-06-10 2005-06-11", Ground.NotAssessed)]
    public void Readiness_under_the_Act_of_2003(string ready, string counted, Ground firstDay)
    {
        foreach (var kind in (NoticeLineKind[])[NoticeLineKind.Arrangements, NoticeLineKind.ReadinessNotified])
        {
            var days = Days([.. Of2003, Line(ready, kind), Line("2005-06-14 15:00", NoticeLineKind.Discharged)]);
            Assert.Equal(counted, days.Counted());
            if (!ready.StartsWith("2005-06-10", StringComparison.Ordinal) || counted.Length == 0)
                Assert.Equal(firstDay, days.On("2005-06-10").Ground);
            Assert.Equal(Ground.Ended, days.On("2005-06-12").Ground);
        }
    }

    [Fact]
    public void Some_arrangements_mean_nothing_under_the_Act_of_2003() =>
        Assert.Equal("2005-06-10 2005-06-11", Days([.. Of2003, Line("2005-06-10 09:00", NoticeLineKind.SomeArrangements), Line("2005-06-11 15:00", NoticeLineKind.Discharged)]).Counted());

    [Fact]
    public void A_time_that_nobody_knows_costs_the_day_and_is_flagged()
    {
        var of2003 = Days([.. Of2003, Line("2005-06-11", NoticeLineKind.Discharged)]);
        Assert.Equal("2005-06-10 2005-06-11", of2003.Counted());
        Assert.Equal([false, true], of2003.Counted.Select(day => day.Flags.Contains(DayFlag.ElevenEvidenceMissing)));
        var of2014 = Days([.. Of2014, Line("2015-06-05", NoticeLineKind.Arrangements), Line("2015-06-07 10:00", NoticeLineKind.Discharged)]);
        Assert.Equal("2015-06-04 2015-06-05", of2014.Counted());
        Assert.Equal([false, true], of2014.Counted.Select(day => day.Flags.Contains(DayFlag.ElevenEvidenceMissing)));
        var unsaid = Days([.. Of2014, Line("2015-06-05 12:00", NoticeLineKind.Discharged)]);
        Assert.Contains(DayFlag.ElevenEvidenceMissing, unsaid.On("2015-06-05").Flags);
    }

    [Theory] // SI 2014/2823 reg 9(4): by 11 am, on any day
    [InlineData("2015-06-05 11:00:00", null, "2015-06-04")]
    [InlineData("2015-06-05 11:00:01", null, "2015-06-04 2015-06-05")]
    [InlineData("2015-06-05 10:00", "2015-06-07 11:00", "2015-06-04 2015-06-07 2015-06-08")] // not in place at 11
    [InlineData("2015-06-05 10:00", "2015-06-07 11:01", "2015-06-04 2015-06-08")]
    [InlineData("2015-06-05 10:00", "2015-06-07", "2015-06-04 2015-06-07 2015-06-08")] // when, nobody knows
    public void Arrangements_by_11_am_under_the_Care_Act(string arranged, string? lost, string counted)
    {
        foreach (var kind in (NoticeLineKind[])[NoticeLineKind.Arrangements, NoticeLineKind.SomeArrangements])
        {
            var days = Days([.. Of2014, Line(arranged, kind), .. lost is null ? [] : (NoticeLine[])[Line(lost, NoticeLineKind.ArrangementsLost)], Line("2015-06-08 12:00", NoticeLineKind.Discharged)]);
            Assert.Equal(counted, days.Counted());
            Assert.Equal(lost is { Length: 10 }, days.On("2015-06-07").Flags.Contains(DayFlag.ElevenEvidenceMissing));
        }
    }

    [Fact]
    public void Deterioration_and_care_and_cause_decide_the_day_they_are_of()
    {
        var days = Days([.. Of2014, Line("2015-06-05", NoticeLineKind.Deterioration), Care("2015-06-06", CareSetting.Intermediate), Care("2015-06-07", CareSetting.Acute), Line("2015-06-07", NoticeLineKind.AssessmentDone), Cause("2015-06-08", Attribution.Nhs), Cause("2015-06-09", Attribution.SocialCare), Line("2015-06-10 11:30", NoticeLineKind.Discharged)]);
        Assert.Equal(
            [Ground.NotAssessed, Ground.Deterioration, Ground.NotAcute, Ground.ServiceNotAvailable, Ground.NotOnlyCause, Ground.ServiceNotAvailable, Ground.ServiceNotAvailable], days.Days.Skip(3).Select(day => day.Ground));
        Assert.Equal([DayFlag.AcuteEarlier], days.On("2015-06-06").Flags);
        Assert.Equal([DayFlag.CauseNotStated], days.On("2015-06-07").Flags);
        Assert.Equal([null, Attribution.Nhs, Attribution.SocialCare], days.Days.Skip(6).Take(3).Select(day => day.AttributedTo));
        Assert.Equal([5], days.On("2015-06-06").DecidingLines); // below the headings and the two notices, the second event
        Assert.DoesNotContain(days.Days, day => day.Flags.Contains(DayFlag.CareNotStated));
        Assert.Contains(DayFlag.CareNotStated, Days(Of2014[0] with { Care = null }, Of2014[1], Line("2015-06-04 12:00", NoticeLineKind.Discharged)).On("2015-06-04").Flags);
    }

    [Fact]
    public void A_new_discharge_notice_before_the_relevant_day_ends_makes_a_new_relevant_day()
    {
        var days = Days([.. Of2014, Discharge("2015-06-03 10:00", "2015-06-05"), Line("2015-06-07 12:00", NoticeLineKind.Discharged)]);
        Assert.Equal("2015-06-06 2015-06-07", days.Counted());
        Assert.Equal(Day("2015-06-05"), Assert.Single(days.Periods).RelevantDay);
    }

    [Fact]
    public void A_new_discharge_notice_while_a_period_runs_changes_nothing()
    {
        var days = Days([.. Of2014, Discharge("2015-06-04 10:00", "2015-06-06"), Line("2015-06-07 12:00", NoticeLineKind.Discharged)]);
        Assert.Equal("2015-06-04 2015-06-05 2015-06-06 2015-06-07", days.Counted());
        Assert.Contains("changes nothing", Assert.Single(days.Notes));
    }

    [Fact]
    public void After_further_treatment_a_new_discharge_notice_begins_a_new_period()
    {
        var days = Days([.. Of2014, Line("2015-06-05 10:00", NoticeLineKind.FurtherTreatment), Discharge("2015-06-08 10:00", "2015-06-10"), Line("2015-06-12 12:00", NoticeLineKind.Discharged)]);
        Assert.Equal("2015-06-04 2015-06-05 2015-06-11 2015-06-12", days.Counted());
        Assert.Equal([1, 2], days.Periods.Select(period => period.Number));
        Assert.Equal([Ground.Ended, Ground.Ended, Ground.NotBeforeRelevantDayEnds], days.Days.Skip(5).Take(3).Select(day => day.Ground));
        Assert.Equal([DayFlag.EventDay], days.On("2015-06-05").Flags);
    }

    [Fact]
    public void A_withdrawal_before_the_relevant_day_ends_makes_no_period()
    {
        var discharge = Days([.. Of2014, Line("2015-06-03 16:00", NoticeLineKind.DischargeNoticeWithdrawn), Line("2015-06-05 12:00", NoticeLineKind.Discharged)]);
        Assert.Equal([Ground.NotBeforeRelevantDayEnds, Ground.NoDischargeNotice, Ground.NoDischargeNotice, Ground.NoDischargeNotice], discharge.Days.Skip(1).Select(day => day.Ground));
        Assert.Empty(discharge.Periods);
        var assessment = Days([.. Of2014, Line("2015-06-03 16:00", NoticeLineKind.AssessmentNoticeWithdrawn), Line("2015-06-05 12:00", NoticeLineKind.Discharged)]);
        Assert.Equal(Ground.NoAssessmentNotice, assessment.On("2015-06-04").Ground);
        Assert.Equal("The assessment notice of 1 June 2015 at 09:00 was withdrawn on 3 June 2015 at 16:00.", assessment.On("2015-06-04").Fact);
    }

    [Fact]
    public void Withdrawing_the_discharge_notice_after_its_relevant_day_ends_nothing_in_2003_and_the_period_in_2014()
    {
        Assert.Equal("2005-06-10 2005-06-11 2005-06-12", Days([.. Of2003, Line("2005-06-10 16:00", NoticeLineKind.DischargeNoticeWithdrawn), Line("2005-06-12 12:00", NoticeLineKind.Discharged)]).Counted());
        Assert.Equal("2015-06-04", Days([.. Of2014, Line("2015-06-04 16:00", NoticeLineKind.DischargeNoticeWithdrawn), Line("2015-06-06 12:00", NoticeLineKind.Discharged)]).Counted());
    }

    [Fact]
    public void Arrangements_lost_after_they_ended_a_period_of_2003_do_not_open_it_again()
    {
        var days = Days([.. Of2003, Line("2005-06-11 12:00", NoticeLineKind.Arrangements), Line("2005-06-13 12:00", NoticeLineKind.ArrangementsLost), Line("2005-06-14 12:00", NoticeLineKind.Discharged)]);
        Assert.Equal("2005-06-10 2005-06-11", days.Counted());
        Assert.Equal([false, true, true], days.Days.TakeLast(3).Select(day => day.Flags.Contains(DayFlag.ArrangementsLost)));
    }

    [Fact]
    public void Ready_on_the_Sunday_before_the_first_day() // SI 2003/2277 reg 8(1)-(2)
    {
        var days = Days(Assessment("2005-06-08 09:00"), Discharge("2005-06-10 13:00", "2005-06-11"), Line("2005-06-12 15:00", NoticeLineKind.Arrangements), Line("2005-06-14 12:00", NoticeLineKind.Discharged));
        Assert.Equal([Ground.FirstDaySkipped, Ground.FirstDayReady, Ground.Ended], days.Days.TakeLast(3).Select(day => day.Ground));
    }

    [Fact]
    public void Later_Sundays_and_holidays_count_in_2003_and_the_first_day_shifts_over_Christmas()
    {
        var days = Days(Assessment("2005-12-20 09:00"), Discharge("2005-12-22 13:00", "2005-12-24"), Line("2006-01-02 12:00", NoticeLineKind.Discharged));
        Assert.Equal([Ground.FirstDaySkipped, Ground.FirstDaySkipped, Ground.FirstDaySkipped], days.Days.Where(day => day.Date > Day("2005-12-24") && day.Date < Day("2005-12-28")).Select(day => day.Ground));
        Assert.Equal(6, days.Counted.Count()); // 28 December to 2 January, Sunday 1 January and its substitute among them
    }

    [Theory] // clocks change in the night before 25 October 2015 and 27 March 2016, 2016 is a leap year, years end
    [InlineData("2015-10-20", "2015-10-23", "2015-10-26", 3)]
    [InlineData("2016-03-22", "2016-03-25", "2016-03-28", 3)]
    [InlineData("2016-02-23", "2016-02-27", "2016-03-01", 3)]
    [InlineData("2015-02-23", "2015-02-27", "2015-03-01", 1)] // of 2003: Saturday 28 February, and the end of the period before 11 am on Sunday; the year has no 29th
    [InlineData("2015-12-28", "2015-12-30", "2016-01-02", 3)]
    public void Every_calendar_day_is_one_day(string assessed, string proposed, string left, int counted)
    {
        var days = Days(Assessment($"{assessed} 09:00"), Discharge($"{assessed} 10:00", proposed), Line($"{left} 10:59", NoticeLineKind.Discharged));
        Assert.Equal(counted, days.Counted.Count());
    }

    [Theory]
    [InlineData("2015-10-25 01:30")] // twice
    [InlineData("2016-03-27 01:30")] // never
    public void A_notice_in_the_hour_that_is_there_twice_or_never(string given) => Assert.Equal(Day(given[..10]), Days(Assessment(given)).Notices[0].CountsFrom);

    [Fact]
    public void An_open_case_runs_to_the_last_day_of_which_the_report_can_tell()
    {
        var days = DayByDay.Of(Case("2015-06-06", [.. Of2014]), PolicyBook.Current, ReferenceBook.Current);
        Assert.True(days.Open);
        Assert.Equal("2015-06-04 2015-06-05 2015-06-06", days.Counted());
        Assert.All(days.Counted, day => Assert.Contains(DayFlag.CaseOpen, day.Flags));
        Assert.Null(days.Periods[0].LastDay);
    }

    [Fact]
    public void What_is_not_said_of_a_notice_is_flagged_on_the_days_that_rest_on_it()
    {
        var days = Days(Of2014[0], Of2014[1] with { Content = Of2014[1].Content with { Contact = null } }, Line("2015-06-04 12:00", NoticeLineKind.Discharged));
        Assert.Equal([DayFlag.ContentNotStated], days.Notices[1].Flags);
        Assert.Contains(DayFlag.ContentNotStated, days.On("2015-06-04").Flags);
    }

    [Fact]
    public void A_Saturday_at_Christmas_on_which_it_hangs_is_flagged()
    {
        var days = Days(Assessment("2009-12-21 09:00"), Discharge("2009-12-23 09:00", "2009-12-25"), Line("2009-12-31 12:00", NoticeLineKind.Discharged));
        Assert.Contains(DayFlag.HolidayInDoubt, days.Counted.First().Flags); // the first day is not Saturday the 26th
        Assert.Equal(Day("2009-12-29"), days.Periods[0].FirstDay);
    }

    [Fact]
    public void Withdrawals_of_nothing_are_noted() =>
        Assert.Contains(Days(Of2014[0], Of2014[1] with { Notice = "D1" }, Line("2015-06-03 12:00", NoticeLineKind.DischargeNoticeWithdrawn) with { Notice = "D9" }).Notes, note => note.StartsWith("'Discharge notice withdrawn' on 3 June 2015 at 12:00", StringComparison.Ordinal));

    [Fact]
    public void New_notices_to_the_other_authority_say_for_themselves_whom_they_notify()
    {
        var days = Days(
            [.. Of2014, Line("2015-06-05 09:00", NoticeLineKind.AssessmentNoticeWithdrawn), Line("2015-06-05 09:30", NoticeLineKind.OtherAuthority) with { OtherAuthority = Camden },
            Assessment("2015-06-05 10:00", Camden), Discharge("2015-06-05 10:30", "2015-06-07", Camden), Line("2015-06-08 12:00", NoticeLineKind.Discharged, Camden)]);
        Assert.Equal(["820", "820", "702"], days.Counted.Select(day => day.Authority));
        Assert.DoesNotContain(DayFlag.OtherAuthority, days.On("2015-06-08").Flags);
    }
}
