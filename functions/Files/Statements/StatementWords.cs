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

    /// <summary>For the foot of a page, where names of bodies would run into each other.</summary>
    public static string ShortSubject(this Statement statement) => $"{statement.Payee.Code} from {statement.Payer.Code}, {statement.Key.Month.Name}";

    /// <summary>What it is, without between whom.</summary>
    public static string Name(this Statement statement) => statement.Key.IsRecovery ? "Recovery of payments for delayed discharges" : "Payments for delayed discharges";

    public static string Title(this Statement statement) => $"{statement.Name()}: {statement.Subject()}";

    public static string Of(Regime regime) => regime switch
    {
        Regime.Act2003 => "Act of 2003",
        Regime.Act2014 => "Act of 2014",
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

    /// <summary>In a few words, for a column; <see cref="DayFlags"/> has the whole.</summary>
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

    public static string Of(IEnumerable<DayFlag> flags) => string.Join("; ", flags.Select(Of));
}
