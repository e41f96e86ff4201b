using System.Collections.Immutable;
using Monitoring.Core.Kernel;
using Monitoring.Core.Policy;
using Monitoring.Core.Returns;

namespace Monitoring.Core.Figures.Reimbursement;

/// <summary>
/// The law on delayed discharges, applied to one case as one party reports it: each calendar day counted or not, with the fact and the provision that decide. First the notices are judged, then the periods of delay
/// that follow from the valid ones are found, then each day is decided.
/// </summary>
/// <remarks>
/// Act of 2003 with SI 2003/2277 (domain note 1), Care Act 2014 Sch. 3 with SI 2014/2823 (domain note 2); what the law leaves open is answered by the switches of the policy book. Whatever a report says it gives a
/// result: what is contradictory or missing costs days or gets a flag, and nothing throws.
/// </remarks>
public static class DayByDay
{
    public static CaseDays Of(ReportedCase reported, PolicyBook policy, ReferenceBook reference)
    {
        var facts = new CaseFacts(reported);
        var law = new CaseLaw(facts.Stay, policy, reference);
        var notices = new JudgingNotices(facts, law).Judge();
        var (courses, ignored) = new DelayPeriods(facts, law, notices).Find();
        var authority = FirstNotified(facts.Stay);
        return new CaseDays(
            reported.NhsBody, reported.Case, reported.View, reported.Party, reported.Submission, authority, law.Regime, reported.KnownTo, facts.Left is null,
            [.. notices.Select(notice => notice.Notice)], [.. courses.Where(course => course.Number is not null).Select(PeriodOf)],
            Days(facts, new DecidingDays(facts, law, notices, courses, authority), reported.KnownTo), [.. Notes(facts.Stay), .. ignored]);
    }

    private static string FirstNotified(NoticeCase stay) =>
        (stay.Of(NoticeLineKind.AssessmentNotice).FirstOrDefault() ?? stay.Notices.FirstOrDefault()?.Line ?? stay.Lines.FirstOrDefault())?.Authority ?? "";

    /// <summary>From the first notice to the end of the stay; without one to the last day of which the report can tell.</summary>
    private static ImmutableArray<DecidedDay> Days(CaseFacts facts, DecidingDays deciding, DateOnly knownTo)
    {
        if (facts.Stay.Notices is not [var first, ..])
            return [];
        var last = facts.Left?.When.Date ?? knownTo;
        var days = ImmutableArray.CreateBuilder<DecidedDay>(Math.Max(0, last.DayNumber - first.Line.When.Date.DayNumber + 1));
        for (var number = first.Line.When.Date.DayNumber; number <= last.DayNumber; number++)
            days.Add(deciding.Decide(DateOnly.FromDayNumber(number)));
        return days.MoveToImmutable();
    }

    private static DelayPeriod PeriodOf(Course course) => new(
        course.Number!.Value, course.Assessment.Notice.Number, course.Discharge.Notice.Number, course.MinimumEnds, course.RelevantDay, course.FirstDay,
        course.NoLiability is not null ? course.RelevantDay : course.Ending is { } ending ? ending.LastDay < course.RelevantDay ? course.RelevantDay : ending.LastDay : null,
        course.NoLiability is { } none ? $"No liability arose: at the end of the relevant day {none.Because}." : course.Ending is { } end ? $"{string.Join("; ", end.Lines.Select(line => $"{DelayNotices.LineKind.Write(line.Kind)} on {line.When.InWords}"))}." : null,
        course.Working);

    private static IEnumerable<string> Notes(NoticeCase stay)
    {
        if (stay.Notices.IsEmpty)
            yield return "The case has no notice: no day can count.";
        foreach (var withdrawal in stay.UnmatchedWithdrawals)
            yield return $"'{DelayNotices.LineKind.Write(withdrawal.Kind)}' on {withdrawal.When.InWords}: it cannot be told which notice it withdraws, and it changes nothing.";
    }
}
