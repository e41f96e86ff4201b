using System.Collections.Immutable;
using Monitoring.Core.Kernel;
using Monitoring.Core.Policy;

namespace Monitoring.Core.Returns;

/// <summary>What a line of a case tells, in the order in which things happen on one day of which the times are not known.</summary>
public enum NoticeLineKind
{
    /// <summary>The patient was admitted; Care says to what.</summary>
    Admitted,

    /// <summary>From then on the patient has the care that Care says, in the same stay.</summary>
    MovedToOtherCare,

    /// <summary>Act of 2003 s. 2; Care Act 2014 Sch. 3 para 1.</summary>
    AssessmentNotice,

    /// <summary>SI 2003/2277 reg 4(4); SI 2014/2823 reg 4.</summary>
    AssessmentNoticeWithdrawn,

    /// <summary>Act of 2003 s. 5(3); Care Act 2014 Sch. 3 para 2(1)(b).</summary>
    DischargeNotice,

    /// <summary>SI 2003/2277 reg 5(4); SI 2014/2823 reg 7.</summary>
    DischargeNoticeWithdrawn,

    /// <summary>The authority has assessed, and decided what it will provide: Act of 2003 s. 4(2); Care Act 2014 Sch. 3 para 3.</summary>
    AssessmentDone,

    /// <summary>Arrangements are in place for some of the needs: SI 2014/2823 reg 9(4).</summary>
    SomeArrangements,

    /// <summary>The authority is ready to provide, or has in place, all that it decided: SI 2003/2277 regs 8(1), 11; SI 2014/2823 reg 9(4).</summary>
    Arrangements,

    /// <summary>What was in place is not any more.</summary>
    ArrangementsLost,

    /// <summary>The authority told the NHS body that its assessment is done and everything in place: Act of 2003 s. 6(5); SI 2014/2823 reg 9(3).</summary>
    ReadinessNotified,

    /// <summary>A day on which the patient was not fit for discharge: SI 2003/2277 reg 8(3); SI 2014/2823 reg 9(4). One line for each day.</summary>
    Deterioration,

    /// <summary>From this day on the delay is due to whom Attributed to says, until the next such line: the test of one cause alone, Act of 2003 s. 6(3); Care Act 2014 Sch. 3 para 4(2).</summary>
    Cause,

    /// <summary>Another authority agreed, or was determined, to be where the patient is ordinarily resident: SI 2003/2277 reg 18; SI 2014/2823 reg 12.</summary>
    OtherAuthority,

    /// <summary>The patient, or somebody for the patient, arranged other care: SI 2003/2277 reg 9; SI 2014/2823 reg 9(3).</summary>
    OwnArrangements,

    /// <summary>A further course of treatment was decided: SI 2003/2277 reg 9; SI 2014/2823 reg 9(3).</summary>
    FurtherTreatment,

    Discharged,

    SelfDischarged,

    Died,
}

/// <summary>The care that a patient has. Only acute care is covered; the others are excluded by SI 2003/2277 reg 3 and SI 2003/2276, and by Care Act 2014 Sch. 3 para 7(6)-(8).</summary>
public enum CareSetting { Acute, Maternity, MentalHealth, Palliative, Intermediate, Rehabilitation, Private }

/// <summary>What the paper of a notice holds, as far as the sender says; null where nothing is said.</summary>
/// <param name="Written">It is in writing and dated, and names patient and hospital.</param>
/// <param name="SaysWhich">It says which of the notices it is.</param>
/// <param name="NhsNumber">The patient's NHS number stands on it.</param>
/// <param name="Contact">It names somebody to speak to.</param>
/// <param name="Consulted">It states that patient and carer were consulted.</param>
/// <param name="HealthcareConsidered">It states that NHS continuing healthcare was considered, and the result.</param>
/// <param name="Objection">It states whether patient or carer objects.</param>
/// <param name="Informed">It states that patient or carer was told of the date.</param>
/// <param name="Services">It states which NHS services follow the discharge.</param>
public sealed record NoticeContent(bool? Written, bool? SaysWhich, bool? NhsNumber, bool? Contact, bool? Consulted, bool? HealthcareConsidered, bool? Objection, bool? Informed, bool? Services)
{
    public static readonly NoticeContent NothingSaid = new(null, null, null, null, null, null, null, null, null);
}

/// <summary>One notice or event of a case, as one of the two parties reports it.</summary>
/// <param name="NhsBody">ODS code of the NHS body that is responsible.</param>
/// <param name="Case">As printed on the notices; never made from an NHS number.</param>
/// <param name="Authority">The authority that was notified.</param>
/// <param name="When">When the notice was given or the event happened.</param>
/// <param name="Notice">Reference of the notice that the line is, or withdraws.</param>
/// <param name="ExpectedAdmission">Of an assessment notice before admission.</param>
/// <param name="ProposedDischarge">Of a discharge notice.</param>
/// <param name="Hospital">Where the patient is: code or name of the site.</param>
/// <param name="Care">The care that the patient has, or is expected to have, from this line on.</param>
/// <param name="AttributedTo">Who delays, of a line <see cref="NoticeLineKind.Cause"/>.</param>
/// <param name="Reason">Why, of the same.</param>
/// <param name="OtherAuthority">The authority that turned out to be the right one.</param>
public sealed record NoticeLine(
    string NhsBody, string Case, string Authority, NoticeLineKind Kind, Moment When, string? Notice, DateOnly? ExpectedAdmission, DateOnly? ProposedDischarge, string? Hospital, CareSetting? Care,
    NoticeContent Content, Attribution? AttributedTo, Reason? Reason, string? OtherAuthority, string? Comment)
{
    /// <summary>Which notice the line is or withdraws; null for an event.</summary>
    public NoticeKind? Concerns => Kind switch
    {
        NoticeLineKind.AssessmentNotice or NoticeLineKind.AssessmentNoticeWithdrawn => NoticeKind.Assessment,
        NoticeLineKind.DischargeNotice or NoticeLineKind.DischargeNoticeWithdrawn => NoticeKind.Discharge,
        _ => null,
    };

    public bool IsNotice => Kind is NoticeLineKind.AssessmentNotice or NoticeLineKind.DischargeNotice;

    public bool IsWithdrawal => Concerns is not null && !IsNotice;

    /// <summary>When a notice is treated as given; null for an event, without a time, and on a date without a scheme.</summary>
    /// <inheritdoc cref="NoticeTimes.Of" path="/param[@name='regimeOn']"/>
    public TreatedAsGiven? TreatedAsGiven(PolicyBook policy, ReferenceBook reference, DateOnly? regimeOn = null) =>
        IsNotice && When.DateAndTime is { } given ? NoticeTimes.Of(Concerns!.Value, given, policy, reference, regimeOn) : null;
}

/// <summary>A notice of a case, and the line that withdrew it, if one did.</summary>
public sealed record GivenNotice(NoticeLine Line, NoticeLine? Withdrawal)
{
    public NoticeKind Kind => Line.Concerns!.Value;

    /// <summary>Given at a moment, and not certainly withdrawn before it.</summary>
    public bool StandsAt(Moment moment) => !moment.IsBefore(Line.When) && (Withdrawal is null || !Withdrawal.When.IsBefore(moment));
}

/// <summary>
/// A case in the order of time: the notices with their withdrawals, and the facts of each day. It says what was reported and judges nothing: whether a notice is valid and a day payable,
/// the figures say.
/// </summary>
public sealed class NoticeCase
{
    private static readonly ImmutableArray<NoticeLineKind> EndsOfStay = [NoticeLineKind.Discharged, NoticeLineKind.SelfDischarged, NoticeLineKind.Died];

    /// <summary>
    /// By time, what has no time at the end of its day; then by what things are, as they happen on one day; then by everything else, so that the order of the rows in a return never matters.
    /// </summary>
    private static readonly Comparer<NoticeLine> InTime = Comparer<NoticeLine>.Create((one, other) =>
    {
        foreach (var compared in (ReadOnlySpan<int>)[
            one.When.Date.CompareTo(other.When.Date), (one.When.Time ?? TimeOnly.MaxValue).CompareTo(other.When.Time ?? TimeOnly.MaxValue), one.Kind.CompareTo(other.Kind), string.CompareOrdinal(one.Notice, other.Notice)])
        {
            if (compared != 0)
                return compared;
        }
        return one == other ? 0 : string.CompareOrdinal(AllElse(one), AllElse(other));
    });

    private NoticeCase(ImmutableArray<NoticeLine> lines)
    {
        Lines = lines;
        var withdrawals = new Dictionary<NoticeLine, NoticeLine>(ReferenceEqualityComparer.Instance);
        var open = new List<NoticeLine>();
        var unmatched = ImmutableArray.CreateBuilder<NoticeLine>();
        foreach (var line in lines)
        {
            if (line.IsNotice)
                open.Add(line);
            if (!line.IsWithdrawal)
                continue;
            if (Withdrawn(line, open) is { } notice)
            {
                withdrawals.Add(notice, line);
                open.Remove(notice);
            }
            else
                unmatched.Add(line);
        }
        Notices = [.. lines.Where(line => line.IsNotice).Select(line => new GivenNotice(line, withdrawals.GetValueOrDefault(line)))];
        UnmatchedWithdrawals = unmatched.ToImmutable();
    }

    public static NoticeCase Of(IEnumerable<NoticeLine> lines) => new([.. lines.Order(InTime)]);

    /// <summary>In the order of time; what has no time stands at the end of its day.</summary>
    public ImmutableArray<NoticeLine> Lines { get; }

    /// <summary>Both kinds, in the order in which they were given.</summary>
    public ImmutableArray<GivenNotice> Notices { get; }

    /// <summary>Withdrawals of which it cannot be told what they withdraw.</summary>
    public ImmutableArray<NoticeLine> UnmatchedWithdrawals { get; }

    /// <summary>The date whose regime the case follows: that of its first assessment notice, else of its first notice (domain note 2.7); null without notices.</summary>
    public DateOnly? RegimeOn => (Of(NoticeLineKind.AssessmentNotice).FirstOrDefault() ?? Notices.FirstOrDefault()?.Line)?.When.Date;

    public NoticeLine? Admission => Of(NoticeLineKind.Admitted).FirstOrDefault();

    /// <summary>Discharge, self-discharge or death, whichever came first.</summary>
    public NoticeLine? EndOfStay => Of(EndsOfStay).FirstOrDefault();

    public IEnumerable<NoticeLine> Of(params ImmutableArray<NoticeLineKind> kinds) => Lines.Where(line => kinds.Contains(line.Kind));

    /// <summary>The notices of a kind that were given and not withdrawn at a moment.</summary>
    public IEnumerable<GivenNotice> StandingAt(NoticeKind kind, Moment moment) => Notices.Where(notice => notice.Kind == kind && notice.StandsAt(moment));

    /// <summary>The care that a patient had earlier in the stay than on a day: acute care before another kind is flagged (domain note 1.3).</summary>
    public bool HadAcuteCareBefore(DateOnly day) => Lines.Any(line => line.When.Date < day && line.Care == CareSetting.Acute);

    private static string AllElse(NoticeLine line) => string.Join('\n',
        line.ProposedDischarge?.DayNumber, line.ExpectedAdmission?.DayNumber, line.Authority, line.Care, line.AttributedTo, line.OtherAuthority, line.Content, line.Reason, line.Hospital, line.Comment, line.NhsBody, line.Case);

    /// <summary>The notice that a withdrawal withdraws: the one with its reference, or the only one there is.</summary>
    private static NoticeLine? Withdrawn(NoticeLine withdrawal, List<NoticeLine> open)
    {
        var same = open.Where(notice => notice.Concerns == withdrawal.Concerns).ToList();
        if (withdrawal.Notice is { } reference && same.Find(notice => notice.Notice == reference) is { } named)
            return named;
        return same is [var only] && (withdrawal.Notice is null || only.Notice is null) ? only : null;
    }
}
