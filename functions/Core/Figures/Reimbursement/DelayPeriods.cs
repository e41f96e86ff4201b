using System.Collections.Immutable;
using Monitoring.Core.Kernel;
using Monitoring.Core.Policy;
using Monitoring.Core.Returns;

namespace Monitoring.Core.Figures.Reimbursement;

/// <summary>
/// What one valid discharge notice sets going: a relevant day, and a period after it if liability arises.
/// </summary>
/// <param name="Fell">The withdrawal by which it, or the assessment notice behind it, was gone before its relevant day ended; null when it stood.</param>
/// <param name="NoLiability">Why no liability arose at the end of the relevant day; null when it did.</param>
/// <param name="Ending">What ended the period; null while nothing did.</param>
internal sealed record Course(
    Judged Assessment, Judged Discharge, DateOnly MinimumEnds, DateOnly RelevantDay, DateOnly FirstDay, bool HolidayInDoubt, NoticeLine? Fell, NothingDue? NoLiability, Ending? Ending)
{
    public Regime Regime => Assessment.Regime;

    /// <summary>From this day on this notice decides, and not the one before it.</summary>
    public DateOnly Begins { get; init; } = Assessment.CountsFrom > Discharge.CountsFrom ? Assessment.CountsFrom : Discharge.CountsFrom;

    /// <summary>Of the period; null when the relevant day was never reached.</summary>
    public int? Number { get; init; }

    public ImmutableArray<Step> Working { get; init; } = [];

    /// <summary>Liability arose, and nothing had ended the period before the day.</summary>
    public bool RunsOn(DateOnly day) => Fell is null && NoLiability is null && RelevantDay < day && !(Ending?.Day < day);
}

/// <summary>Why no liability arose, with the line that shows it.</summary>
internal sealed record NothingDue(string Because, NoticeLine Line);

/// <summary>The day of the events that end a period.</summary>
/// <param name="Day">The day on which they happened.</param>
/// <param name="Lines">All of that day, in the order of time.</param>
/// <param name="NotCounted">Why that day is not a day of the period; null when it is its last.</param>
/// <param name="Untimed">Whether the day is one hangs on 11 am, and this line has no time.</param>
internal sealed record Ending(DateOnly Day, ImmutableArray<NoticeLine> Lines, (Ground Ground, NoticeLine Line)? NotCounted, NoticeLine? Untimed)
{
    public DateOnly LastDay => NotCounted is null ? Day : Day.After(-1);
}

/// <summary>
/// From valid notices to periods of delay: Act of 2003 ss. 5, 6 with SI 2003/2277 regs 6, 8, 9, 11; Care Act 2014 Sch. 3 paras 2, 4 with SI 2014/2823 regs 8, 9.
/// </summary>
internal sealed class DelayPeriods(CaseFacts facts, CaseLaw law, ImmutableArray<Judged> notices)
{
    /// <summary>The discharge notices that govern, in order, each with what follows from it; with what is to be said of those that do not.</summary>
    public (ImmutableArray<Course> Courses, ImmutableArray<string> Notes) Find()
    {
        var courses = new List<Course>();
        var notes = ImmutableArray.CreateBuilder<string>();
        foreach (var discharge in notices)
        {
            if (discharge is not { Given.Kind: NoticeKind.Discharge, Notice.Valid: true, Behind: { } assessment })
                continue;
            if (courses is [.., var last] && StillGoverns(last, discharge))
                notes.Add($"The discharge notice of {discharge.Line.When.InWords} was given while the period of the one of {last.Discharge.Line.When.InWords} was running: it changes nothing.");
            else
                courses.Add(After(courses.LastOrDefault(), CourseOf(assessment, discharge)));
        }
        return (Numbered(courses), notes.ToImmutable());
    }

    /// <summary>
    /// A later notice makes a new relevant day while the old one has not passed (s. 5), and a new period once the old one has ended. While a period is running it changes nothing.
    /// </summary>
    private bool StillGoverns(Course last, Judged later) =>
        last is { Fell: null, NoLiability: null } && later.CountsFrom > last.RelevantDay && last.Regime == later.Regime
        && !(last.Ending is { } ending && facts.Stay.Lines.IndexOf(ending.Lines[0], 0, ReferenceComparer) < facts.Stay.Lines.IndexOf(later.Line, 0, ReferenceComparer));

    private static IEqualityComparer<NoticeLine> ReferenceComparer { get; } = EqualityComparer<NoticeLine>.Create(ReferenceEquals);

    /// <summary>Days up to the end of a period stay with it, unless a notice of the next law takes over (switch <c>reimbursement.straddle-2015</c>).</summary>
    private static Course After(Course? last, Course course) =>
        last is { Fell: null, NoLiability: null, Ending: { } ending } && course.Discharge.CountsFrom > last.RelevantDay && ending.Day >= course.Begins && last.Regime == course.Regime ? course with { Begins = ending.Day.After(1) } : course;

    private Course CourseOf(Judged assessment, Judged discharge)
    {
        var regime = assessment.Regime;
        var skipped = new List<DateOnly>();
        var minimumEnds = NoticeTimes.MinimumEnds(assessment.CountsFrom, day => law.AsOf(day, regime), law.Policy, law.Reference, skipped.Add) ?? assessment.CountsFrom;
        var proposed = discharge.Line.ProposedDischarge!.Value;
        var relevantDay = proposed > minimumEnds ? proposed : minimumEnds;
        var firstDay = FirstDay(relevantDay, regime);
        var inDoubt = Between(assessment.CountsFrom.After(1), minimumEnds).Any(day => NoticeTimes.IsInDoubt(day) && SkipsInMinimum(day, regime))
            || Between(relevantDay.After(1), firstDay).Any(day => NoticeTimes.IsInDoubt(day) && SkipsFirst(day, regime))
            || assessment.Notice.Flags.Contains(DayFlag.HolidayInDoubt) || discharge.Notice.Flags.Contains(DayFlag.HolidayInDoubt);
        var fell = new[] { assessment.Given.Withdrawal, discharge.Given.Withdrawal }.OfType<NoticeLine>().Where(line => line.When.Date <= relevantDay).MinBy(line => line.When.Date);
        var course = new Course(assessment, discharge, minimumEnds, relevantDay, firstDay, inDoubt, fell, fell is null ? NoLiability(relevantDay) : null, null);
        return course with
        {
            Ending = course is { Fell: null, NoLiability: null } ? EndingOf(course) : null,
            Working = Working(course, skipped),
        };
    }

    /// <summary>The day after the relevant day; where that is a Sunday or public holiday the next that is neither is treated as the day after (SI 2003/2277 reg 8(2)). There is no such rule in 2014.</summary>
    private DateOnly FirstDay(DateOnly relevantDay, Regime regime)
    {
        var day = relevantDay.After(1);
        while (SkipsFirst(day, regime) && law.IsSundayOrHoliday(day) && day < DateOnly.MaxValue)
            day = day.After(1);
        return day;
    }

    /// <summary>The rule is the law's, whenever payment begins: a period that began before 5 January 2004 has its first day, too.</summary>
    private bool SkipsFirst(DateOnly day, Regime regime) =>
        regime == Regime.Act2003 && (law.Policy.TryOn(law.AsOf(day, regime), "reimbursement.first-day-skips-holidays") is not { Value: "no" });

    private bool SkipsInMinimum(DateOnly day, Regime regime) => law.Policy.TryOn(law.AsOf(day, regime), "notice.minimum-period-skips-holidays") is { Value: "yes" };

    /// <summary>
    /// Liability arises at the end of the relevant day when the patient is still there and either the assessment is not done or not everything is in place: Act of 2003 s. 6(2)-(3), Care Act 2014 Sch. 3 para 4(1)-(2).
    /// What is in place shows that the assessment is done.
    /// </summary>
    private NothingDue? NoLiability(DateOnly relevantDay) =>
        facts.Left is { } left && left.When.Date <= relevantDay ? new($"the patient had left on {left.When.InWords}", left)
        : facts.AllInPlaceAtEnd(relevantDay) is { } inPlace ? new($"the assessment was done and all arrangements were in place, since {inPlace.When.InWords}", inPlace)
        : null;

    /// <summary>The first day on which something happened that ends the period, with everything of that kind on that day.</summary>
    private Ending? EndingOf(Course course)
    {
        var ends = facts.Stay.Lines.SkipWhile(line => !ReferenceEquals(line, course.Discharge.Line)).Where(line => Ends(line, course)).ToList();
        if (ends.Count == 0)
            return null;
        var day = ends[0].When.Date;
        ImmutableArray<NoticeLine> ofDay = [.. ends.TakeWhile(line => line.When.Date == day)];
        (Ground, NoticeLine)? notCounted = ofDay.Select(line => NotCounted(line, course) is { } ground ? (ground, line) : ((Ground Ground, NoticeLine)?)null).Where(why => why is not null).MinBy(why => why!.Value.Ground);
        var untimed = notCounted is null && course.Regime == Regime.Act2003 ? ofDay.FirstOrDefault(line => line.When.Time is null && EndsAtEleven(line.Kind)) : null;
        return new Ending(day, ofDay, notCounted, untimed);
    }

    /// <summary>SI 2003/2277 regs 9, 11 and Act of 2003 ss. 3(4), 6(4)-(5); SI 2014/2823 reg 9(3). Readiness by the end of the relevant day is a question of liability, not of an end.</summary>
    private static bool Ends(NoticeLine line, Course course) => line.Kind switch
    {
        NoticeLineKind.Discharged or NoticeLineKind.SelfDischarged or NoticeLineKind.Died or NoticeLineKind.OwnArrangements or NoticeLineKind.FurtherTreatment => true,
        NoticeLineKind.ReadinessNotified => line.When.Date > course.RelevantDay,
        NoticeLineKind.Arrangements => course.Regime == Regime.Act2003 && line.When.Date > course.RelevantDay,
        NoticeLineKind.AssessmentNoticeWithdrawn => ReferenceEquals(line, course.Assessment.Given.Withdrawal),
        NoticeLineKind.DischargeNoticeWithdrawn => course.Regime == Regime.Act2014 && ReferenceEquals(line, course.Discharge.Given.Withdrawal),
        _ => false,
    };

    /// <summary>Act of 2003: the patient gone, or the authority able to provide. Before 11 am it is as if it had been the day before (SI 2003/2277 reg 11).</summary>
    private static bool EndsAtEleven(NoticeLineKind kind) => kind is NoticeLineKind.Discharged or NoticeLineKind.Arrangements or NoticeLineKind.ReadinessNotified;

    /// <summary>Why the day of an event that ends the period is not a day of it; null when it is its last.</summary>
    private Ground? NotCounted(NoticeLine line, Course course) => (course.Regime, line.Kind) switch
    {
        (Regime.Act2003, NoticeLineKind.Arrangements or NoticeLineKind.ReadinessNotified) when line.When.Date == course.FirstDay => line.When.Time <= CaseFacts.ElevenAm ? Ground.FirstDayReady : null,
        (Regime.Act2003, var kind) when EndsAtEleven(kind) => line.When.Time < CaseFacts.ElevenAm ? Ground.BeforeEleven : null,
        (Regime.Act2003, NoticeLineKind.AssessmentNoticeWithdrawn) => law.Is("reimbursement.withdrawal-day-2003", "counts", line.When.Date) ? null : Ground.EventDay,
        (Regime.Act2003, _) => law.Is("reimbursement.event-day-2003", "not", line.When.Date) ? Ground.EventDay : null,
        (_, NoticeLineKind.Discharged) => law.Is("reimbursement.discharge-day-2014", "never", line.When.Date) ? Ground.EventDay : null,
        (_, NoticeLineKind.ReadinessNotified) => null,
        _ => law.Is("reimbursement.event-day-2014", "not", line.When.Date) ? Ground.EventDay : null,
    };

    private ImmutableArray<Step> Working(Course course, List<DateOnly> skipped)
    {
        var (assessment, discharge, isOf2003) = (course.Assessment, course.Discharge, course.Regime == Regime.Act2003);
        var days = Words.Days(course.MinimumEnds.DayNumber - assessment.CountsFrom.DayNumber - skipped.Count);
        var steps = ImmutableArray.CreateBuilder<Step>();
        steps.Add(new($"The assessment notice of {assessment.Line.When.InWords} counts from {Words.Date(assessment.CountsFrom)}{Because(assessment, "")}.", null, assessment.Notice.CountsProvision));
        steps.Add(new(
            $"The minimum period of {days} after it ends on {course.MinimumEnds.Named()}{(skipped.Count == 0 ? "" : $"; {string.Join(" and ", skipped.Select(Calendar.Named))} {(skipped.Count == 1 ? "does" : "do")} not count towards it")}.",
            null, isOf2003 ? $"SI 2003/2277 reg 6{(skipped.Count == 0 ? "" : "; Act of 2003 s. 5(8)")}" : "SI 2014/2823 reg 8"));
        steps.Add(new($"The discharge notice of {discharge.Line.When.InWords} counts from {Words.Date(discharge.CountsFrom)}{Because(discharge, ",")} and proposes {discharge.Line.ProposedDischarge!.Value.Named()}.", null, discharge.Notice.CountsProvision));
        steps.Add(new($"The relevant day is the later of the two: {course.RelevantDay.Named()}.", null, isOf2003 ? "Act of 2003 s. 5(6)" : "Care Act 2014 Sch. 3 para 2(5)"));
        if (course.NoLiability is { } none)
            steps.Add(new($"At its end {none.Because}: no liability arose.", null, DayGrounds.Of(Ground.NoLiability, course.Regime).Provision));
        else if (course.Fell is null)
        {
            steps.Add(course.FirstDay == course.RelevantDay.After(1)
                ? new($"The period begins on the day after, {course.FirstDay.Named()}.", null, isOf2003 ? "Act of 2003 s. 6(4)" : "SI 2014/2823 reg 9(2)")
                : new($"The day after is a Sunday or public holiday: the period begins on {course.FirstDay.Named()}.", null, "SI 2003/2277 reg 8(2)"));
        }
        return steps.ToImmutable();

        static string Because(Judged notice, string close) => notice.Notice.Because is { Length: > 0 } because ? $", {because}{close}" : "";
    }

    /// <summary>Numbers the courses that reached their relevant day: those are periods, even where none of their days counts.</summary>
    private static ImmutableArray<Course> Numbered(List<Course> courses)
    {
        var numbered = ImmutableArray.CreateBuilder<Course>(courses.Count);
        var number = 0;
        for (var index = 0; index < courses.Count; index++)
        {
            var replaced = index + 1 < courses.Count && courses[index + 1].Begins <= courses[index].RelevantDay;
            numbered.Add(courses[index] is { Fell: null } course && !replaced ? course with { Number = ++number } : courses[index]);
        }
        return numbered.MoveToImmutable();
    }

    private static IEnumerable<DateOnly> Between(DateOnly first, DateOnly last)
    {
        for (var day = first; day <= last && day < DateOnly.MaxValue; day = day.AddDays(1))
            yield return day;
    }
}
