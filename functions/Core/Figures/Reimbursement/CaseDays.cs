using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Monitoring.Core.Kernel;
using Monitoring.Core.Policy;
using Monitoring.Core.Returns;

namespace Monitoring.Core.Figures.Reimbursement;

/// <summary>The law that a case follows.</summary>
public enum Regime
{
    /// <summary>No scheme: before 1 October 2003 and from 1 July 2022.</summary>
    None,

    /// <summary>Community Care (Delayed Discharges etc.) Act 2003, with SI 2003/2277: the authority must pay.</summary>
    Act2003,

    /// <summary>Care Act 2014 Sch. 3, with SI 2014/2823: the NHS body may require payment.</summary>
    Act2014,
}

/// <summary>
/// Why a day counts or does not. Exactly one of these decides each day; the table <c>day-grounds.csv</c> has the words and the provision of each under each law. Where several would do, the first in this order
/// decides.
/// </summary>
public enum Ground
{
    /// <summary>No law allows payment for the day: before 5 January 2004, from 1 July 2022.</summary>
    NoScheme,

    /// <summary>The patient ordinarily lives outside England.</summary>
    OutsideEngland,

    /// <summary>No valid assessment notice stands, or none was given.</summary>
    NoAssessmentNotice,

    /// <summary>An assessment notice stands and no valid discharge notice does.</summary>
    NoDischargeNotice,

    /// <summary>The relevant day has not yet ended: the day is the relevant day or one before it.</summary>
    NotBeforeRelevantDayEnds,

    /// <summary>At the end of the relevant day the authority had assessed and had its services in place, or the patient had gone: no liability arose.</summary>
    NoLiability,

    /// <summary>The period had ended before the day.</summary>
    Ended,

    /// <summary>The day after the relevant day is a Sunday or public holiday, and the period begins later: SI 2003/2277 reg 8(2).</summary>
    FirstDaySkipped,

    /// <summary>By 11 am on the first day the authority was ready: SI 2003/2277 reg 8(1).</summary>
    FirstDayReady,

    /// <summary>Treated as discharged the day before, since the patient left, or the authority was able to provide, before 11 am: SI 2003/2277 reg 11.</summary>
    BeforeEleven,

    /// <summary>By 11 am arrangements for some or all of the needs were in place: SI 2014/2823 reg 9(4).</summary>
    ArrangedByEleven,

    /// <summary>The patient was not fit for discharge: SI 2003/2277 reg 8(3); SI 2014/2823 reg 9(4).</summary>
    Deterioration,

    /// <summary>The care of the day is not acute.</summary>
    NotAcute,

    /// <summary>The NHS delays, or both do, and the assessment is done: the authority's service is not the only cause.</summary>
    NotOnlyCause,

    /// <summary>The day of an event that ends the period does not count, by the switch in force.</summary>
    EventDay,

    /// <summary>Counts: the assessment is not done, whatever else delays (Act of 2003 s. 6(2); Care Act 2014 Sch. 3 para 4(1)).</summary>
    NotAssessed,

    /// <summary>Counts: discharge is not possible only because the service is not available (Act of 2003 s. 6(3); Care Act 2014 Sch. 3 para 4(2)).</summary>
    ServiceNotAvailable,
}

/// <summary>Something that a reader of a day must know before relying on it. The words are in <c>day-flags.csv</c>.</summary>
public enum DayFlag
{
    /// <summary>No time is known on a day on which 11 am decides; the day was counted.</summary>
    ElevenEvidenceMissing,

    /// <summary>After 31 March 2015 under a notice of the Act of 2003: transitional, needs decision.</summary>
    Transitional2015,

    /// <summary>After 30 June 2022: nothing is payable, no saving was found.</summary>
    Transitional2022,

    /// <summary>Acute care earlier in the same stay, and not on the day.</summary>
    AcuteEarlier,

    /// <summary>Nothing is said of the care; taken as acute.</summary>
    CareNotStated,

    /// <summary>Nothing is said of the cause after the assessment; taken as the authority's alone.</summary>
    CauseNotStated,

    /// <summary>Something that the law requires on a notice was not reported either way; taken as there.</summary>
    ContentNotStated,

    /// <summary>A Saturday at Christmas or New Year of which it is not certain whether it was a public holiday.</summary>
    HolidayInDoubt,

    /// <summary>The rate rests on an assumption: a successor of Bedfordshire.</summary>
    RateAssumed,

    /// <summary>The day of an event that ends the period, counted or not by a switch.</summary>
    EventDay,

    /// <summary>The report of the case has no end, and the day is the last of which it can tell, or before it: more days may follow.</summary>
    CaseOpen,

    /// <summary>Another authority became responsible; see recovery.</summary>
    OtherAuthority,

    /// <summary>Arrangements fell through after they had ended a period: a new discharge notice would be needed; needs decision.</summary>
    ArrangementsLost,
}

/// <summary>Why a notice is not valid, with what would have made it so.</summary>
/// <param name="Wrong"><c>Given on 2 June 2015 at 15:00, it counts as given on 3 June 2015: less than one day before the proposed date, 3 June 2015.</c></param>
/// <param name="Remedy"><c>To be valid for 3 June 2015 it had to be given by 14:00 on 2 June 2015.</c></param>
public sealed record NoticeFault(string Wrong, string Provision, string Remedy);

/// <summary>A notice of a case as the law sees it.</summary>
/// <param name="Number">1, 2, ... in the order in which the notices of the case were given, both kinds.</param>
/// <param name="SourceLine">Line of the return.</param>
/// <param name="Given">When it was given, by the clocks in London.</param>
/// <param name="CountsFrom">The day on which it is treated as given; null without a scheme.</param>
/// <param name="Because">Why that is another day than the one on which it was given; empty when it is the same.</param>
/// <param name="Proposed">Proposed date of discharge; of a discharge notice.</param>
/// <param name="Withdrawn">When it was withdrawn; null when it was not.</param>
/// <param name="Faults">Empty when it is valid.</param>
public sealed record JudgedNotice(
    int Number, NoticeKind Kind, string? Reference, int SourceLine, string Authority, Moment Given, DateOnly? CountsFrom, string Because, string CountsProvision, DateOnly? Proposed, Moment? Withdrawn,
    ImmutableArray<NoticeFault> Faults, ImmutableArray<DayFlag> Flags)
{
    [JsonIgnore]
    public bool Valid => Faults.IsEmpty;
}

/// <summary>
/// A period of delayed discharge: what follows from one discharge notice and the assessment notice behind it. A case may have several; they never overlap.
/// </summary>
/// <param name="Assessment">Number of the assessment notice.</param>
/// <param name="Discharge">Number of the discharge notice.</param>
/// <param name="MinimumEnds">End of the minimum interval after the assessment notice.</param>
/// <param name="RelevantDay">The later of that and the proposed date of discharge.</param>
/// <param name="FirstDay">The first day that can count, if there is one: the day after, or under the Act of 2003 the next that is neither Sunday nor public holiday.</param>
/// <param name="LastDay">The last day that can count; null when the period has not ended. Before <paramref name="FirstDay"/> where there is no such day: see <see cref="HasDays"/>.</param>
/// <param name="EndedBy">What ended it, in words with the moment; null when nothing did.</param>
/// <param name="Working">How the relevant day was worked out, step by step with the provisions.</param>
public sealed record DelayPeriod(int Number, int Assessment, int Discharge, DateOnly MinimumEnds, DateOnly RelevantDay, DateOnly FirstDay, DateOnly? LastDay, string? EndedBy, ImmutableArray<Step> Working)
{
    /// <summary>Some day of it can count. False where no liability arose, and where it ended before its first day: then no first and no last day is to be shown.</summary>
    [JsonIgnore]
    public bool HasDays => LastDay is not { } last || last >= FirstDay;
}

/// <summary>One calendar day of a case, decided.</summary>
/// <param name="Counts">It is a day of the delayed discharge period for which the amount can be required.</param>
/// <param name="Fact">The deciding fact of this very case, in a sentence.</param>
/// <param name="Provision">Where the rule stands: <c>SI 2003/2277 reg 8(2)</c>.</param>
/// <param name="Authority">Who answers for the day.</param>
/// <param name="Rate">What a day costs this authority on this date; null where no law sets an amount. Given for days that do not count, too.</param>
/// <param name="AttributedTo">Who delayed on the day, as reported; null where nothing was said.</param>
/// <param name="Period">Number of the period that the day belongs to; null outside of all.</param>
/// <param name="DecidingLines">Lines of the return that hold the deciding facts.</param>
public sealed record DecidedDay(
    DateOnly Date, bool Counts, Ground Ground, string Fact, string Provision, string Authority, Pence? Rate, Attribution? AttributedTo, int? Period, ImmutableArray<int> DecidingLines, ImmutableArray<DayFlag> Flags)
{
    /// <summary>
    /// Number of the period that decides about the day: the one that it belongs to, or whose relevant day it is waiting for, or that ended or came to nothing before it. Null where there is none, since no valid notices stand.
    /// </summary>
    public int? NearestPeriod { get; init; }

    /// <summary>The rate of a day that counts; else nothing.</summary>
    [JsonIgnore]
    public Pence Amount => Counts && Rate is { } rate ? rate : default;

    [JsonIgnore]
    public ReportingMonth Month => ReportingMonth.Of(Date);
}

/// <summary>
/// A case decided: each calendar day from its first notice to its end (or to the last day of which the report can tell), and the notices and periods from which that follows.
/// </summary>
/// <param name="Authority">The authority that was notified first.</param>
/// <param name="Regime">That of the first assessment notice (domain note 2.7).</param>
/// <param name="Days">Every date once, in order, without gaps. None for a case without notices.</param>
/// <param name="Notes">What cannot be said of one day: a case without notices, a withdrawal of nothing.</param>
public sealed record CaseDays(
    string NhsBody, string Case, View View, string Party, string Submission, string Authority, Regime Regime, DateOnly KnownTo, bool Open,
    ImmutableArray<JudgedNotice> Notices, ImmutableArray<DelayPeriod> Periods, ImmutableArray<DecidedDay> Days, ImmutableArray<string> Notes)
{
    [JsonIgnore]
    public IEnumerable<DecidedDay> Counted => Days.Where(day => day.Counts);

    [JsonIgnore]
    public Pence Amount => Counted.Aggregate(default(Pence), (sum, day) => sum + day.Amount);
}
