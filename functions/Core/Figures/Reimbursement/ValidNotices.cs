using System.Collections.Immutable;
using Monitoring.Core.Kernel;
using Monitoring.Core.Policy;
using Monitoring.Core.Returns;

namespace Monitoring.Core.Figures.Reimbursement;

/// <summary>
/// A report with each invalid notice put right, as the remedy of its fault has it: given in time for the date that it proposes, with all that must stand on it, the assessment notice before the discharge notice. It is
/// asked only to see what a fault has cost; no amount is made of it.
/// </summary>
/// <remarks>Nothing is invented: no notice that was never given, no proposed date that nobody named. A notice that no law allowed stays invalid.</remarks>
internal static class ValidNotices
{
    private static readonly NoticeContent All = new(true, true, true, true, true, true, true, true, true);

    /// <summary>The days that would count; none where all notices are valid.</summary>
    public static IEnumerable<DecidedDay> Counted(ReportedCase report, CaseDays decided, PolicyBook policy, ReferenceBook reference)
    {
        var invalid = decided.Notices.Where(notice => !notice.Valid).Select(notice => notice.SourceLine).ToHashSet();
        if (invalid.Count == 0)
            return [];
        var law = new CaseLaw(NoticeCase.Of(report.Lines.Select(line => line.Line)), policy, reference);
        var right = report.Lines.Select(line => invalid.Contains(line.SourceLine) && line.Line.IsNotice ? line with { Line = Right(line.Line, law) } : line).ToImmutableArray();
        return DayByDay.Of(report with { Lines = AssessmentFirst(right) }, policy, reference).Counted;
    }

    private static NoticeLine Right(NoticeLine notice, CaseLaw law)
    {
        var on = law.AsOf(notice.When.Date, law.ForNoticeOf(notice.When.Date));
        var given = notice.When.Time is null ? new Moment(notice.When.Date, TimeOnly.MinValue) : notice.When;
        if (notice is { Kind: NoticeLineKind.DischargeNotice, ProposedDischarge: { } proposed } && NoticeTimes.LatestMoment(proposed, on, law.Policy, law.Reference) is { } latest && Moment.Of(latest).IsBefore(given))
            given = Moment.Of(latest);
        return notice with { When = given, Content = All, ExpectedAdmission = null };
    }

    private static ImmutableArray<ReportedLine> AssessmentFirst(ImmutableArray<ReportedLine> lines)
    {
        var assessment = First(NoticeLineKind.AssessmentNotice);
        return assessment is not null && First(NoticeLineKind.DischargeNotice) is { } discharge && discharge.Line.When.IsBefore(assessment.Line.When)
            ? lines.Replace(assessment, assessment with { Line = assessment.Line with { When = discharge.Line.When } }) : lines;

        ReportedLine? First(NoticeLineKind kind) => lines.Where(line => line.Line.Kind == kind).Aggregate((ReportedLine?)null, (first, line) => first is null || line.Line.When.IsBefore(first.Line.When) ? line : first);
    }
}
