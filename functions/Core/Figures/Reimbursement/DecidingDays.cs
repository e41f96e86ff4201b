using System.Collections.Immutable;
using Monitoring.Core.Kernel;
using Monitoring.Core.Policy;
using Monitoring.Core.Returns;

namespace Monitoring.Core.Figures.Reimbursement;

/// <summary>
/// Decides each day of a case: the first ground that holds, in the order of <see cref="Ground"/>, with the fact that makes it hold.
/// </summary>
internal sealed class DecidingDays(CaseFacts facts, CaseLaw law, ImmutableArray<Judged> notices, ImmutableArray<Course> courses, string notified)
{
    private const string OtherLawFrom2015 = "SI 2015/914 Sch. paras 69-73";

    private readonly bool _open = facts.Left is null;

    /// <summary>A ground with the fact and the lines that decide.</summary>
    private readonly record struct Decision(Ground Ground, string Fact, NoticeLine? Line = null, NoticeLine? Second = null, string? Provision = null);

    public DecidedDay Decide(DateOnly day)
    {
        var course = Governing(day);
        var regime = course?.Regime ?? RegimeBeforePeriods(day);
        var (authority, takenOver) = AuthorityOn(day, course);
        var flags = new List<DayFlag>();
        var decision = Decide(day, course, regime, authority, flags);
        var counts = decision.Ground >= Ground.NotAssessed;
        var rate = RateOn(day, course, regime, authority);
        Flag(day, course, regime, counts, takenOver, rate, flags);
        return new DecidedDay(
            day, counts, decision.Ground, decision.Fact, decision.Provision ?? DayGrounds.Of(decision.Ground, regime).Provision, authority, rate?.Amount, facts.Cause(day)?.AttributedTo,
            course is not null && course.RunsOn(day) ? course.Number : null, Lines(decision, course), [.. flags.Order()])
        {
            NearestPeriod = Nearest(day, course),
        };
    }

    /// <summary>The discharge notice that decides about a day: the last that was given by then. Days up to the end of a period stay with it.</summary>
    private Course? Governing(DateOnly day)
    {
        for (var index = courses.Length - 1; index >= 0; index--)
        {
            if (courses[index].Begins <= day)
                return courses[index];
        }
        return null;
    }

    /// <summary>The period of the notice that decides; of a notice that another replaced, that of the other; where none decides any more, the one that ended.</summary>
    private int? Nearest(DateOnly day, Course? course) =>
        course is null || course.Fell?.When.Date <= day ? EndedBefore(day)?.Number : course.Number ?? courses.Skip(courses.IndexOf(course)).FirstOrDefault(one => one.Fell is not null || one.Number is not null)?.Number;

    /// <summary>The last period that ended before a day. A notice that another replaced before its relevant day ended had none.</summary>
    private Course? EndedBefore(DateOnly day) => courses.LastOrDefault(earlier => earlier.Begins < day && earlier is { Number: not null, Ending: not null, NoLiability: null } && earlier.Ending.Day < day);

    private Regime RegimeBeforePeriods(DateOnly day) => notices.LastOrDefault(notice => notice.Regime != Regime.None && notice.Line.When.Date <= day)?.Regime ?? law.Regime;

    private Decision Decide(DateOnly day, Course? course, Regime regime, string authority, List<DayFlag> flags) =>
        NoScheme(day, course, regime)
        ?? Outside(day, authority)
        ?? BeforePeriod(day, course, regime)
        ?? (course!.Regime == Regime.Act2003 ? Of2003(day, course, flags) : Of2014(day, course, flags));

    private Decision? NoScheme(DateOnly day, Course? course, Regime regime)
    {
        var own = law.On(day);
        if (regime == Regime.None)
            return new(Ground.NoScheme, facts.Stay.Notices is [var only, ..] ? $"No notice of the case was given while there was a law: the first is of {Words.Date(only.Line.When.Date)}." : "The case has no notice.", facts.Stay.Notices.FirstOrDefault()?.Line);
        if (own == Regime.None && !RunsOnAfterTheScheme(day, course))
        {
            return law.AsOf(day, regime) > day
                ? new(Ground.NoScheme, $"On {Words.Date(day)} there was no law yet under which payment could be required.", Provision: DayGrounds.Of(Ground.NoScheme, Regime.Act2003).Provision)
                : new(Ground.NoScheme, $"{Words.Date(day)} is after {Words.Date(law.LastDayOfLawBefore(day))}, the last day on which payment could be required.", Provision: DayGrounds.Of(Ground.NoScheme, Regime.Act2014).Provision);
        }
        if (own != Regime.None && own != regime && law.ForNoticeOf(day) != regime)
            return new(Ground.NoScheme, $"On {Words.Date(day)} the law of the notices was no longer in force, and each day follows the law in force on it.", course?.Assessment.Line, Provision: OtherLawFrom2015);
        return law.Pays(day, regime) ? null : new(Ground.NoScheme, $"{Words.Date(day)} is before the rules on payment begin.", Provision: DayGrounds.Of(Ground.NoScheme, Regime.Act2003).Provision);
    }

    private Decision? Outside(DateOnly day, string authority) =>
        law.IsOutsideEngland(authority, day) ? new(Ground.OutsideEngland, $"{authority} stands for residents outside England: nothing is payable for {Words.Date(day)}.") : null;

    /// <summary>By the switch: a period that was running on the last day of the scheme runs on, though no law is left.</summary>
    private bool RunsOnAfterTheScheme(DateOnly day, Course? course) =>
        course is not null && course.FirstDay <= law.LastDayOfLawBefore(day) && course.RunsOn(day) && law.Is("reimbursement.straddle-2022", "run-on", day);

    /// <summary>Days on which no period runs.</summary>
    private Decision? BeforePeriod(DateOnly day, Course? course, Regime regime)
    {
        if (course is null || course.Fell?.When.Date <= day)
            return WithoutDischargeNotice(day, course, regime);
        if (day <= course.RelevantDay)
        {
            return new(
                Ground.NotBeforeRelevantDayEnds, day == course.RelevantDay ? $"{Words.Date(day)} is the relevant day: days count from the day after." : $"The relevant day, {Words.Date(course.RelevantDay)}, had not ended on {Words.Date(day)}.",
                course.Discharge.Line, course.Assessment.Line);
        }
        if (course.NoLiability is { } none)
            return new(Ground.NoLiability, $"At the end of the relevant day, {Words.Date(course.RelevantDay)}, {none.Because}: no liability arose.", none.Line, course.Discharge.Line);
        // Who is ready on a Sunday before the first day is ready by 11 am of the first day: that day falls to reg 8(1), not to an end before the beginning.
        if (course is { Regime: Regime.Act2003, Ending: { } early } && day == course.FirstDay && early.Day < day && early.Day > course.RelevantDay && early.Lines.FirstOrDefault(IsReadiness) is { } ready)
            return new(Ground.FirstDayReady, $"The authority was ready on {ready.When.InWords}, before 11 am on {day.Named()}, the first day of the period.", ready);
        return course.Ending is { } ending && ending.Day < day ? new(Ground.Ended, $"The period had ended before {Words.Date(day)}: {InWords(ending.Lines[0])}.", ending.Lines[0]) : null;
    }

    private Decision WithoutDischargeNotice(DateOnly day, Course? course, Regime regime)
    {
        if (EndedBefore(day) is { Ending: { } ending })
            return new(Ground.Ended, $"The period had ended before {Words.Date(day)}: {InWords(ending.Lines[0])}; no valid discharge notice stood since.", ending.Lines[0]);
        var kind = notices.Any(notice => notice.Given.Kind == NoticeKind.Assessment && notice.StandsAtEndOf(day)) ? NoticeKind.Discharge : NoticeKind.Assessment;
        var name = kind == NoticeKind.Assessment ? "assessment notice" : "discharge notice";
        var ground = kind == NoticeKind.Assessment ? Ground.NoAssessmentNotice : Ground.NoDischargeNotice;
        var given = notices.LastOrDefault(notice => notice.Given.Kind == kind && notice.Line.When.Date <= day);
        return given switch
        {
            null => new(ground, $"No {name} had been given by {Words.Date(day)}.", notices.LastOrDefault(notice => notice.Line.When.Date <= day)?.Line),
            { Notice: { Valid: false, Faults: [var fault, ..] } } => new(ground, $"The {name} of {given.Line.When.InWords} is not valid. {fault.Wrong}", given.Line, Provision: With(fault.Provision)),
            { Notice.Withdrawn: { } withdrawn } when withdrawn.Date <= day => new(ground, $"The {name} of {given.Line.When.InWords} was withdrawn on {withdrawn.InWords}.", given.Given.Withdrawal, given.Line),
            _ when given.CountsFrom > day => new(ground, $"The {name} given on {given.Line.When.InWords} counts from {Words.Date(given.CountsFrom)}, {given.Notice.Because}.", given.Line, Provision: With(given.Notice.CountsProvision)),
            _ => new(ground, $"The {name} of {given.Line.When.InWords} does not stand on {Words.Date(day)}{(course?.Fell is { } fell ? $": {InWords(fell)}" : "")}.", given.Line, course?.Fell),
        };

        // Where a notice is wanted, and the rule by which the one that was given is none: that one decides.
        string With(string deciding) => DayGrounds.Of(ground, regime).Provision is var wanted && deciding.Contains(wanted.Split('(')[0], StringComparison.Ordinal) ? deciding : $"{wanted}; {deciding}";
    }

    /// <summary>Act of 2003, SI 2003/2277 regs 8, 9, 11.</summary>
    private Decision Of2003(DateOnly day, Course course, List<DayFlag> flags)
    {
        if (day < course.FirstDay)
        {
            return new(
                Ground.FirstDaySkipped, day == course.RelevantDay.After(1) ? $"{day.Named()} is the day after the relevant day: the period begins on {course.FirstDay.Named()}."
                : $"{day.Named()} is a Sunday or public holiday before the first day: the period begins on {course.FirstDay.Named()}.", course.Discharge.Line);
        }
        if (course.Ending is { } ending && ending.Day == day)
        {
            if (ending.Untimed is not null)
                flags.Add(DayFlag.ElevenEvidenceMissing);
            if (ending.NotCounted is { } why && why.Ground != Ground.EventDay)
            {
                return new(why.Ground, why.Ground == Ground.FirstDayReady
                    ? $"{InWords(why.Line)}: by 11 am on {day.Named()}, the first day of the period, the authority was ready."
                    : $"{InWords(why.Line)}: that was before 11 am, and the patient is treated as discharged on {Words.Date(day.After(-1))}.", why.Line);
            }
        }
        return Deteriorated2003(day, course) ?? OnAnyDay(day, course);
    }

    /// <summary>SI 2003/2277 reg 8(3): unfit on the day itself, or, by the switch, only in an unbroken run from the relevant day.</summary>
    private Decision? Deteriorated2003(DateOnly day, Course course)
    {
        if (facts.Deterioration(day) is not { } line)
            return null;
        if (law.Is("reimbursement.deterioration-2003", "relevant-day", day))
        {
            for (var earlier = course.RelevantDay; earlier < day; earlier = earlier.After(1))
            {
                if (facts.Deterioration(earlier) is null)
                    return null;
            }
        }
        return new(Ground.Deterioration, $"On {Words.Date(day)} the patient was not fit for discharge.", line);
    }

    /// <summary>SI 2014/2823 reg 9(4).</summary>
    private Decision Of2014(DateOnly day, Course course, List<DayFlag> flags)
    {
        var atEleven = facts.At11(day);
        var discharged = course.Ending is { } ending && ending.Day == day && ending.Lines.Any(line => line.Kind == NoticeLineKind.Discharged);
        var whatever = discharged && law.Is("reimbursement.discharge-day-2014", "always", day);
        if (!whatever)
        {
            if (atEleven.Since is { } since)
            {
                return new(
                    Ground.ArrangedByEleven, $"By 11 am on {Words.Date(day)} arrangements for {(since.Kind == NoticeLineKind.SomeArrangements ? "some of the needs" : "the needs")} were in place, since {since.When.InWords}.", since);
            }
            if (atEleven.Untimed is not null || (discharged && !atEleven.Told))
                flags.Add(DayFlag.ElevenEvidenceMissing);
        }
        if (facts.Deterioration(day) is { } line)
            return new(Ground.Deterioration, $"On {Words.Date(day)} the patient could not be discharged because of a deterioration.", line);
        return OnAnyDay(day, course);
    }

    /// <summary>What both laws ask of a day in a period.</summary>
    private Decision OnAnyDay(DateOnly day, Course course)
    {
        if (facts.Care(day) is { Care: { } care and not CareSetting.Acute } cared && !(law.Is("reimbursement.non-acute-day", "counts-after-acute", day) && facts.Stay.HadAcuteCareBefore(day)))
            return new(Ground.NotAcute, $"On {Words.Date(day)} the patient had {CareWords(care)}, which is not acute care.", cared);
        var assessed = facts.AssessedBy(day);
        if (OtherCause(day, course, assessed) is { } other)
            return other;
        if (course.Ending is { NotCounted: { Ground: Ground.EventDay } why } ending && ending.Day == day)
            return new(Ground.EventDay, $"{InWords(why.Line)}: that ended the period, and the day does not count.", why.Line);
        if (assessed is null)
            return new(Ground.NotAssessed, $"The assessment was not done by the end of {Words.Date(day)}.", course.Assessment.Line, course.Discharge.Line);
        var cause = facts.Cause(day);
        var asReported = cause?.AttributedTo is Attribution.SocialCare ? $", as reported since {cause.When.InWords}" : "";
        if (course.Ending is { } last && last.Day == day && last.Lines.FirstOrDefault(line => line.Kind == NoticeLineKind.Discharged || IsReadiness(line)) is { } came)
            return new(Ground.ServiceNotAvailable, $"{OnItsLastDay(came, day, course)}{asReported}.", came, cause);
        var how = assessed.Kind == NoticeLineKind.AssessmentDone ? $"The assessment was done on {assessed.When.InWords}" : $"The assessment was done by {assessed.When.InWords}, as follows from '{KindWords(assessed.Kind)}'";
        return new(
            Ground.ServiceNotAvailable,
            $"{how}, and discharge was not possible on {Words.Date(day)} only because the authority's service was not available{asReported}.",
            assessed, cause);
    }

    /// <summary>On the day on which the patient leaves, or the authority becomes ready, 11 am decides: discharge was possible later on the day.</summary>
    private string OnItsLastDay(NoticeLine came, DateOnly day, Course course)
    {
        var discharged = came.Kind == NoticeLineKind.Discharged;
        var (who, service) = discharged ? ("The patient was discharged", "the authority's service") : ("The authority was ready", "its service");
        return (course.Regime, came.When.Time) switch
        {
            (Regime.Act2003, null) => $"{who} on {Words.Date(day)}, at what time is not known: it is taken that it was not before 11 am, and that {service} was not available until then",
            (Regime.Act2003, _) => $"{who} only on {came.When.InWords}, not before 11 am: until then {service} was not available",
            _ when discharged && law.Is("reimbursement.discharge-day-2014", "always", day) => $"{who} on {came.When.InWords}, and the day of discharge counts whatever was in place by 11 am",
            (_, null) => $"{who} on {Words.Date(day)}, at what time is not known, and it is not reported that {service} was available by 11 am",
            (_, { } time) when time <= CaseFacts.ElevenAm => $"{who} on {came.When.InWords}, and it is not reported that {service} was available by 11 am",
            _ => $"{who} only on {came.When.InWords}, and by 11 am {service} was not available",
        };
    }

    /// <summary>
    /// Where the assessment is done, the authority's service must be the only cause: Act of 2003 s. 6(3), Care Act 2014 Sch. 3 para 4(2). Tested for the day, or by the switch once, at the end of the relevant day.
    /// </summary>
    private Decision? OtherCause(DateOnly day, Course course, NoticeLine? assessed)
    {
        var tested = law.Is("reimbursement.sole-cause", "relevant-day", day) ? course.RelevantDay : day;
        if ((tested == day ? assessed : facts.AssessedBy(tested)) is null)
            return null;
        return facts.Cause(tested) is { AttributedTo: Attribution.Nhs or Attribution.Both } cause
            ? new(Ground.NotOnlyCause, $"On {Words.Date(tested)} the assessment was done, and the delay was due to {(cause.AttributedTo == Attribution.Nhs ? "the NHS" : "both the NHS and social care")}, as reported since {cause.When.InWords}.", cause, assessed)
            : null;
    }

    /// <summary>The authority that was notified, or the one that took over after it (SI 2003/2277 reg 18, SI 2014/2823 reg 12). New notices say for themselves whom they notify.</summary>
    private (string Authority, NoticeLine? TakenOver) AuthorityOn(DateOnly day, Course? course)
    {
        var assessment = course?.Assessment.Line ?? notices.LastOrDefault(notice => notice.Given.Kind == NoticeKind.Assessment && notice.Line.When.Date <= day)?.Line;
        var own = assessment?.Authority ?? notified;
        var other = facts.OtherAuthorities.LastOrDefault(line => line.When.Date < day && !(assessment is not null && line.When.IsBefore(assessment.When)));
        return other is null || other.OtherAuthority == own || law.Is("reimbursement.takes-over", "never", day) ? (own, null) : (other.OtherAuthority!, other);
    }

    private DailyRate? RateOn(DateOnly day, Course? course, Regime regime, string authority) =>
        law.On(day) != Regime.None || RunsOnAfterTheScheme(day, course) ? law.RateOf(authority, day, regime) : null;

    private void Flag(DateOnly day, Course? course, Regime regime, bool counts, NoticeLine? takenOver, DailyRate? rate, List<DayFlag> flags)
    {
        var own = law.On(day);
        if (regime == Regime.Act2003 && day > law.AsOf(day, regime) && own != Regime.None)
            flags.Add(DayFlag.Transitional2015);
        if (own == Regime.None && course is not null && course.FirstDay <= law.LastDayOfLawBefore(day) && course.RunsOn(day))
            flags.Add(DayFlag.Transitional2022);
        if (takenOver is not null)
            flags.Add(DayFlag.OtherAuthority);
        if (course is null)
            return;
        if (course.RunsOn(day) && facts.Care(day) is { Care: not CareSetting.Acute } && facts.Stay.HadAcuteCareBefore(day))
            flags.Add(DayFlag.AcuteEarlier);
        if (course.Ending is { } ending && ending.Day == day && day > course.RelevantDay && ending.Lines.Any(IsEventBySwitch))
            flags.Add(DayFlag.EventDay);
        if (day > course.RelevantDay && !course.RunsOn(day) && course.Fell is null && LostAfter(day, course))
            flags.Add(DayFlag.ArrangementsLost);
        if (course.HolidayInDoubt && course.RunsOn(day))
            flags.Add(DayFlag.HolidayInDoubt);
        if (!counts)
            return;
        if (facts.Care(day) is null)
            flags.Add(DayFlag.CareNotStated);
        if (facts.AssessedBy(day) is not null && facts.Cause(day)?.AttributedTo is null)
            flags.Add(DayFlag.CauseNotStated);
        if (course.Assessment.Notice.Flags.Contains(DayFlag.ContentNotStated) || course.Discharge.Notice.Flags.Contains(DayFlag.ContentNotStated))
            flags.Add(DayFlag.ContentNotStated);
        if (rate is { Mark: Mark.Assumed })
            flags.Add(DayFlag.RateAssumed);
        if (_open)
            flags.Add(DayFlag.CaseOpen);
    }

    /// <summary>Arrangements that ended the period, or kept it from beginning, were lost by the end of a day.</summary>
    private bool LostAfter(DateOnly day, Course course)
    {
        var ready = course.NoLiability?.Line ?? course.Ending?.Lines.FirstOrDefault(IsReadiness);
        return ready is not null && IsReadiness(ready) && facts.Stay.Lines.Any(line => line.Kind == NoticeLineKind.ArrangementsLost && line.When.Date <= day && !line.When.IsBefore(ready.When) && (course.NoLiability is null || line.When.Date > course.RelevantDay));
    }

    private static bool IsReadiness(NoticeLine line) => line.Kind is NoticeLineKind.Arrangements or NoticeLineKind.ReadinessNotified;

    /// <summary>Readiness and discharge have rules of their own; of the other events a switch says whether their day counts.</summary>
    private static bool IsEventBySwitch(NoticeLine line) => !IsReadiness(line) && line.Kind != NoticeLineKind.Discharged;

    private ImmutableArray<int> Lines(Decision decision, Course? course)
    {
        if (decision.Line is not { } line)
            return [facts.SourceLine(decision.Second ?? course?.Discharge.Line ?? facts.Stay.Notices[0].Line)];
        var first = facts.SourceLine(line);
        return decision.Second is { } second && facts.SourceLine(second) is var other && other != first ? other < first ? [other, first] : [first, other] : [first];
    }

    private static string InWords(NoticeLine line) => $"'{KindWords(line.Kind)}' on {line.When.InWords}";

    private static string KindWords(NoticeLineKind kind) => DelayNotices.LineKind.Write(kind);

    private static string CareWords(CareSetting care) => care switch
    {
        CareSetting.Maternity => "maternity care",
        CareSetting.MentalHealth => "mental health care",
        CareSetting.Palliative => "palliative care",
        CareSetting.Intermediate => "intermediate care",
        CareSetting.Rehabilitation => "recuperation or rehabilitation",
        CareSetting.Private => "private care",
        _ => "acute care",
    };
}
