using Monitoring.Core.Figures.Reimbursement;
using Monitoring.Core.Kernel;
using Monitoring.Core.Policy;

namespace Monitoring.Files.Statements;

/// <summary>Words for what statements hold as values.</summary>
internal static class StatementWords
{
    public const string NotDecided = "not decided", NotKnown = "not known", NotReported = "not reported", Yes = "Yes", No = "No";

    /// <summary><c>Draft - not issued</c>, <c>Issued 6 July 2015, number 1</c>.</summary>
    public static string StatusLine(IssuedStatement? issued) => issued is null ? "Draft - not issued" : $"Issued {Words.Date(London.DateOf(issued.At))}, number {Words.Number(issued.Number)}";

    /// <summary><c>Rivertown Hospitals from Suffolk, June 2015</c>.</summary>
    public static string Subject(this Statement statement) => $"{statement.Payee.Name} from {statement.Payer.Name}, {statement.Key.Month.Name}";

    public static string Title(this Statement statement) => statement.Key.IsRecovery ? $"Recovery of payments for delayed discharges: {statement.Subject()}" : $"Payments for delayed discharges: {statement.Subject()}";

    public static string Of(Regime regime) => regime switch
    {
        Regime.Act2003 => "Act of 2003",
        Regime.Act2014 => "Care Act 2014",
        _ => "none",
    };

    public static string LawOf(Regime regime) => regime switch
    {
        Regime.Act2003 => "Community Care (Delayed Discharges etc.) Act 2003 and SI 2003/2277: the authority must pay",
        Regime.Act2014 => "Care Act 2014 Schedule 3 and SI 2014/2823: the NHS body may require payment",
        _ => "no law under which anything is payable",
    };

    /// <summary>Who counts a day: short, since it stands in a column of its own and formulas ask for it.</summary>
    public static string Of(DayStanding standing) => standing switch
    {
        DayStanding.Agreed => "both",
        DayStanding.AgreedNot => "neither",
        DayStanding.OnlyNhsBody => "NHS body only",
        DayStanding.OnlyAuthority => "authority only",
        _ => "not answered",
    };

    public static string Of(View view) => view switch
    {
        View.Provider => "NHS body",
        View.Authority => "authority",
        _ => "NHS England",
    };

    public static string Of(NoticeKind kind) => kind == NoticeKind.Assessment ? "assessment notice" : "discharge notice";

    public static string Of(PostingKind kind) => kind switch
    {
        PostingKind.FirstIssue => "first issue",
        PostingKind.LateIssue => "first issue, after the month was closed",
        PostingKind.Revision => "revision, while the month is open",
        _ => "correction of a closed month",
    };

    /// <summary>In a few words, for a column; <see cref="MeaningOf(DayFlag)"/> says the whole.</summary>
    public static string Of(DayFlag flag) => flag switch
    {
        DayFlag.ElevenEvidenceMissing => "no time for 11 am",
        DayFlag.Transitional2015 => "transitional 2015",
        DayFlag.Transitional2022 => "transitional 2022",
        DayFlag.AcuteEarlier => "acute earlier",
        DayFlag.CareNotStated => "care not stated",
        DayFlag.CauseNotStated => "cause not stated",
        DayFlag.ContentNotStated => "content not stated",
        DayFlag.HolidayInDoubt => "holiday in doubt",
        DayFlag.RateAssumed => "rate assumed",
        DayFlag.EventDay => "day of an event",
        DayFlag.CaseOpen => "case open",
        DayFlag.OtherAuthority => "other authority",
        _ => "arrangements lost",
    };

    public static string MeaningOf(DayFlag flag) => flag switch
    {
        DayFlag.ElevenEvidenceMissing => "No time is known on a day on which 11 am decides. The day was counted.",
        DayFlag.Transitional2015 => "After 31 March 2015 under a notice of the Act of 2003. No provision says what becomes of it: it needs a decision.",
        DayFlag.Transitional2022 => "After 30 June 2022, when the law had ended. Nothing is payable; no saving was found.",
        DayFlag.AcuteEarlier => "The care was acute earlier in the same stay and is not on the day.",
        DayFlag.CareNotStated => "Nothing is reported of the care. It was taken as acute.",
        DayFlag.CauseNotStated => "Nothing is reported of the cause after the assessment was done. It was taken as social care alone.",
        DayFlag.ContentNotStated => "Something that the law requires on a notice was not reported either way. It was taken as there.",
        DayFlag.HolidayInDoubt => "Whether a Saturday at Christmas or New Year was a public holiday is not certain, and it decides.",
        DayFlag.RateAssumed => "Which rate applies to the authority is assumed.",
        DayFlag.EventDay => "The day of an event that ends the period: whether it counts is decided by a switch.",
        DayFlag.CaseOpen => "The report of the case has no end yet: more days may follow.",
        DayFlag.OtherAuthority => "Another authority turned out to be responsible: see recovery.",
        _ => "Arrangements fell through after they had ended a period. A new discharge notice would be needed: it needs a decision.",
    };

    public static string MeaningOf(DayStanding standing) => standing switch
    {
        DayStanding.Agreed => "Both parties count the day.",
        DayStanding.AgreedNot => "Neither party counts the day.",
        DayStanding.OnlyNhsBody => "The NHS body counts the day and the authority does not: it is in dispute.",
        DayStanding.OnlyAuthority => "The authority counts the day and the NHS body does not: it is part of no amount.",
        _ => "The NHS body counts the day, and the authority has not reported the case or its report does not reach the day.",
    };

    public static string Of(Ground ground) => ground switch
    {
        Ground.NoScheme => "no scheme",
        Ground.OutsideEngland => "outside England",
        Ground.NoAssessmentNotice => "no valid assessment notice",
        Ground.NoDischargeNotice => "no valid discharge notice",
        Ground.NotBeforeRelevantDayEnds => "relevant day not ended",
        Ground.NoLiability => "no liability arose",
        Ground.Ended => "period ended",
        Ground.FirstDaySkipped => "first day is a Sunday or holiday",
        Ground.FirstDayReady => "ready on the first day",
        Ground.BeforeEleven => "gone or ready before 11 am",
        Ground.ArrangedByEleven => "arrangements by 11 am",
        Ground.Deterioration => "not fit for discharge",
        Ground.NotAcute => "care not acute",
        Ground.NotOnlyCause => "not social care alone",
        Ground.EventDay => "day of an event",
        Ground.NotAssessed => "not assessed",
        _ => "service not available",
    };

    public static string MeaningOf(Ground ground) => ground switch
    {
        Ground.NoScheme => "No law allows payment for the day: before 5 January 2004, or from 1 July 2022.",
        Ground.OutsideEngland => "The patient ordinarily lives outside England.",
        Ground.NoAssessmentNotice => "No valid assessment notice stands, or none was given.",
        Ground.NoDischargeNotice => "An assessment notice stands and no valid discharge notice does.",
        Ground.NotBeforeRelevantDayEnds => "The day is the relevant day or one before it.",
        Ground.NoLiability => "At the end of the relevant day the authority had assessed and had its services in place, or the patient had gone.",
        Ground.Ended => "The period had ended before the day.",
        Ground.FirstDaySkipped => "The day after the relevant day is a Sunday or public holiday: the period begins later.",
        Ground.FirstDayReady => "By 11 am on the first day the authority was ready.",
        Ground.BeforeEleven => "The patient left, or the authority was able to provide, before 11 am: treated as discharged the day before.",
        Ground.ArrangedByEleven => "By 11 am arrangements for some or all of the needs were in place.",
        Ground.Deterioration => "The patient was not fit for discharge.",
        Ground.NotAcute => "The care of the day is not acute.",
        Ground.NotOnlyCause => "The NHS delays, or both do, and the assessment is done: the authority's service is not the only cause.",
        Ground.EventDay => "The day of an event that ends the period does not count, by the switch in force.",
        Ground.NotAssessed => "Counts: the assessment is not done, whatever else delays.",
        _ => "Counts: discharge is not possible only because the authority's service is not available.",
    };

    public static string Of(IEnumerable<DayFlag> flags) => string.Join("; ", flags.Select(Of));
}
