using System.Collections.Immutable;
using Monitoring.Core.Figures;
using Monitoring.Core.Figures.Reimbursement;
using Monitoring.Core.Kernel;
using Monitoring.Core.Ledger;
using Monitoring.Core.Policy;
using Monitoring.Core.Returns;
using Monitoring.Files.Workbooks;

namespace Monitoring.Files.Tests.Statements;

/// <summary>
/// Statements made by hand, after the examples E20, E21, E23 and E24 of the law: what a day is, is said here and not worked out, so that what the workbook shows can be compared with it. All names are invented.
/// </summary>
internal static class MadeStatements
{
    public static readonly Publication Publication = new("8c1e0f2b77aa", "0.1.0", new DateTimeOffset(2015, 7, 5, 14, 20, 0, TimeSpan.Zero), "2015-06/3");

    private static readonly ReportingMonth June = new(2015, 6);
    private static readonly Pence Rate = new(13000);
    private static readonly StatementKey Key = new("RX1", "RX1", "998", June);
    private static readonly ArrivalOrder Last = new("20150705T142000000Z-d7");

    private const string Sch3 = "Care Act 2014 Sch. 3 para 4(2)", Minimum = "Care Act 2014 Sch. 3 para 2(2); SI 2014/2823 reg 8", Eleven = "SI 2014/2823 reg 9(4)";

    /// <summary>Five cases: disputed, waived, with a notice that is not valid, delayed by both, and one that the authority has not answered.</summary>
    public static Statement JuneStatement { get; } = new(
        Key, new Party("RX1", "Rivertown Hospitals NHS Trust"), new Party("998", "Exampleshire"), FigureStatus.Provisional, ["June 2015 is not closed.", "1 case is still open."],
        ["Of 1 case nobody has decided whether payment is required; it is part of no amount but what is computable."], Last, new DateTimeOffset(2015, 7, 5, 14, 20, 0, TimeSpan.Zero), "<policy>", "<reference>",
        new StatementAmounts(new Pence(13000 * 31), new Pence(13000 * 19), new Pence(13000 * 11), new Pence(13000 * 9), new Pence(13000 * 2), new Pence(13000 * 3)),
        [
            new Step("31 acute delayed days attributed to social care in June 2015, times £130.00: the notional ceiling", 4030m, "SI 2014/2823 reg 10"),
            new Step("19 days count as the NHS body reports its cases, each at £130.00", 2470m, "SI 2014/2823 reg 10"),
            new Step("Sought and not waived", 1430m, "Care Act 2014 Sch. 3 para 4"),
            new Step("On days that both parties count, or that the authority has not answered", 1170m, null),
        ],
        [Disputed, Waived, Invalid, Joint, Unanswered], [],
        [
            new MonthOfYear(new ReportingMonth(2015, 4), 12, 0, new StatementAmounts(new Pence(13000 * 20), new Pence(13000 * 12), new Pence(13000 * 12), new Pence(13000 * 12), default(Pence), new Pence(13000 * 12))),
            new MonthOfYear(new ReportingMonth(2015, 5), 4, 0, new StatementAmounts(null, new Pence(13000 * 4), null, null, null, null)),
            new MonthOfYear(June, 19, 2, new StatementAmounts(new Pence(13000 * 31), new Pence(13000 * 19), new Pence(13000 * 11), new Pence(13000 * 9), new Pence(13000 * 2), new Pence(13000 * 3))),
        ],
        new AgreementOfBalances(new DateOnly(2015, 6, 30), new Pence(65000 + 156000), new Pence(39000 + 156000), new Pence(39000 + 156000), new Pence(39000 + 156000), null, new Pence(13000 * 3), new Pence(13000 * 2),
            [new BalanceDifference("D-15-0412", June, "Invoice RX1-00917", "£650.00 invoiced on 1 July 2015", "£390.00 accepted", new Pence(26000))]),
        [
            new SwitchInForce("reimbursement.minimum-period-2014", "2", "The minimum interval is 2 days after the day on which the assessment notice counts as given.", Mark.Derived, "Care Act 2014 Sch. 3 para 2(2)"),
            new SwitchInForce("reimbursement.sole-cause", "day-by-day", "Whether social care is the only cause is asked of each day.", Mark.Assumed, "Care Act 2014 Sch. 3 para 4(2) can also be read of the relevant day alone"),
            new SwitchInForce("reimbursement.content-not-stated", "valid", "A notice of which it is not said whether it holds something is taken to hold it.", Mark.Assumed, "Our rule"),
        ],
        [
            new StatementInput("delay-notices", "RX1", View.Provider, "RX1", "20150703T091200000Z-a1", 5), new StatementInput("delay-notices", "RX1", View.Authority, "998", "20150704T101500000Z-b2", 4),
            new StatementInput("reimbursement-decisions", "2015-06", View.Provider, "RX1", "20150705T142000000Z-d7", 4),
        ]);

    /// <summary>Issued, paid in part, and with a correction of April in its books.</summary>
    public static (Account Account, IssuedStatement Issued) JuneIssue { get; } = Issue();

    public static Account NothingPosted { get; } = new("RX1", "998", []);

    /// <summary>E23: an authority paid for days for which another turned out to be responsible.</summary>
    public static Statement Recovery { get; } = new(
        new StatementKey("RX1", "997", "998", new ReportingMonth(2017, 5)), new Party("997", "Northbridge"), new Party("998", "Exampleshire"), FigureStatus.Provisional, ["May 2017 is not closed."], [], Last,
        new DateTimeOffset(2017, 8, 2, 9, 0, 0, TimeSpan.Zero), "<policy>", "<reference>", new StatementAmounts(null, new Pence(46500), new Pence(46500), new Pence(46500), default(Pence), null),
        [new Step("Northbridge paid for 3 days at £155.00, its own rate, and recovers what it paid", 465m, "SI 2014/2823 reg 12")], [],
        [new Monitoring.Core.Figures.Reimbursement.Recovery("D-17-0103", new DateOnly(2017, 7, 20), 3, new Pence(46500), "SI 2014/2823 reg 12", 14)],
        [new MonthOfYear(new ReportingMonth(2017, 4), 0, 0, new StatementAmounts(null, default, null, null, null, null)), new MonthOfYear(new ReportingMonth(2017, 5), 3, 0, new StatementAmounts(null, new Pence(46500), new Pence(46500), new Pence(46500), default(Pence), null))],
        new AgreementOfBalances(new DateOnly(2017, 5, 31), default, default, null, null, new Pence(46500), default, default, []), [], [new StatementInput("delay-notices", "RX1", View.Provider, "RX1", "20170801T091200000Z-a1", 1)]);

    /// <summary>No case, nothing decided, nothing known.</summary>
    public static Statement Empty { get; } = JuneStatement with
    {
        Amounts = new StatementAmounts(null, default, null, null, null, null),
        Cases = [],
        Year = [],
        Switches = [],
        Inputs = [],
        Working = [],
        Notes = [],
        Balances = new AgreementOfBalances(new DateOnly(2015, 6, 30), default, default, null, null, default(Pence), default, default, []),
    };

    public static Statement Supposed { get; } = JuneStatement with { Hypothetical = "the minimum interval under the Care Act 2014 is 3 days." };

    /// <summary>With cases of which only totals are left.</summary>
    public static Statement WithDeletedCases { get; } = JuneStatement with
    {
        Deleted = [new DeletedCases(2, new DateOnly(2023, 4, 1), 6, 1, new StatementAmounts(null, new Pence(78000), new Pence(78000), new Pence(65000), new Pence(13000), new Pence(65000)))],
        Amounts = new StatementAmounts(new Pence(13000 * 31), new Pence(13000 * 25), new Pence(13000 * 17), new Pence(13000 * 14), new Pence(13000 * 3), new Pence(13000 * 8)),
    };

    private static (Account, IssuedStatement) Issue()
    {
        var first = new Posting(3, Key, June, PostingKind.FirstIssue, new Pence(13000 * 9), new Pence(13000 * 9), Last, null, "A. Finance, Rivertown Hospitals", new DateTimeOffset(2015, 7, 6, 9, 30, 0, TimeSpan.Zero));
        var april = Key with { Month = new ReportingMonth(2015, 4) };
        var issued = new Posting(1, april, april.Month, PostingKind.FirstIssue, new Pence(13000 * 13), new Pence(13000 * 13), new ArrivalOrder("20150504T100000000Z-c1"), null, "A. Finance, Rivertown Hospitals", new DateTimeOffset(2015, 5, 5, 9, 0, 0, TimeSpan.Zero));
        var correction = new Posting(2, april, June, PostingKind.Correction, new Pence(-13000), new Pence(13000 * 12), new ArrivalOrder("20150703T091200000Z-a1"), issued.Key, "posted by itself when a return arrived", new DateTimeOffset(2015, 7, 3, 9, 13, 0, TimeSpan.Zero));
        return (new Account("RX1", "998", [issued, correction, first]),
            new IssuedStatement(Key, 1, "A. Finance, Rivertown Hospitals", new DateTimeOffset(2015, 7, 6, 9, 30, 0, TimeSpan.Zero), FigureStatus.Final, "8c1e0f2b77aa", "statements/RX1/RX1/998/2015-06/1.xlsx", JuneStatement.Amounts, [first]));
    }

    private static DateOnly OnJune(int day) => new(2015, 6, day);

    private static Moment At(int day, int hour, int minute) => new(OnJune(day), new TimeOnly(hour, minute));

    private static JudgedNotice Assessment(int line, int day, int hour, int minute, params ImmutableArray<DayFlag> flags) =>
        new(1, NoticeKind.Assessment, $"A{line}", line, "998", At(day, hour, minute), OnJune(hour >= 14 ? day + 1 : day), hour >= 14 ? "because it was given after 14:00" : "", hour >= 14 ? "SI 2014/2823 reg 11" : "", null, null, [], flags);

    private static JudgedNotice Discharge(int line, int day, int hour, int proposed) => new(2, NoticeKind.Discharge, $"D{line}", line, "998", At(day, hour, 0), OnJune(day), "", "", OnJune(proposed), null, [], []);

    private static DelayPeriod Period(int minimumEnds, int relevant, int? last, string? endedBy) => new(1, 1, 2, OnJune(minimumEnds), OnJune(relevant), OnJune(relevant + 1), last is { } day ? OnJune(day) : null, endedBy,
        [
            new Step($"The assessment notice counts as given on {Words.Date(OnJune(minimumEnds - 2))}; the minimum interval of 2 days ends on {Words.Date(OnJune(minimumEnds))}.", null, Minimum),
            new Step($"The proposed date of discharge is 3 June 2015; the later of the two is {Words.Date(OnJune(relevant))}: the relevant day.", null, "Care Act 2014 Sch. 3 para 2(1)(b)"),
        ]);

    private static DecidedDay Day(int day, Ground ground, string fact, string provision, int? period, Attribution? cause = null, int line = 4, params ImmutableArray<DayFlag> flags) =>
        new(OnJune(day), ground is Ground.NotAssessed or Ground.ServiceNotAvailable, ground, fact, provision, "998", Rate, cause, period, [line], flags) { NearestPeriod = period };

    private static CaseDays Reported(View view, string reference, ImmutableArray<JudgedNotice> notices, ImmutableArray<DelayPeriod> periods, ImmutableArray<DecidedDay> days, bool open = false) =>
        new("RX1", reference, view, view == View.Provider ? "RX1" : "998", view == View.Provider ? "20150703T091200000Z-a1" : "20150704T101500000Z-b2", "998", Regime.Act2014, OnJune(30), open, notices, periods, days, []);

    private static ImmutableArray<StatedDay> Beside(CaseDays? nhsBody, CaseDays? authority) =>
    [
        .. (nhsBody?.Days ?? []).Select(day => day.Date).Union((authority?.Days ?? []).Select(day => day.Date)).Where(date => ReportingMonth.Of(date) == June).Order().Select(date =>
        {
            var (one, other) = (nhsBody?.Days.FirstOrDefault(day => day.Date == date), authority?.Days.FirstOrDefault(day => day.Date == date));
            var standing = (one?.Counts ?? false, other?.Counts ?? false) switch
            {
                (true, _) when authority is null => DayStanding.NotAnswered,
                (true, true) => DayStanding.Agreed,
                (true, false) => DayStanding.OnlyNhsBody,
                (false, true) => DayStanding.OnlyAuthority,
                _ => DayStanding.AgreedNot,
            };
            return new StatedDay(date, standing, one, other);
        }),
    ];

    private static ImmutableArray<StatedDecision> Decision(string reference, int days, Pence? waived, string? why = null, Pence? paid = null, string? invoice = null, Pence? disputed = null, string? fact = null) =>
    [
        new StatedDecision(View.Provider, "RX1",
            new ReimbursementDecision(June, "RX1", "998", reference, days, Rate * days, waived, why, disputed, fact, null, "Head of patient flow", new DateOnly(2015, 7, 1), invoice, invoice is null ? null : new DateOnly(2015, 7, 1), paid,
                paid is null ? null : new DateOnly(2015, 7, 4), null), "20150705T142000000Z-d7", 3, invoice is null ? null : 4),
    ];

    /// <summary>The NHS body: notice at 13:59, arrangements on 8 June at 13:00, 5 days. The authority: notice at 14:01, arrangements at 10:45, 3 days (E20 and its variants).</summary>
    private static StatedCase Disputed
    {
        get
        {
            var ours = Reported(View.Provider, "D-15-0412", [Assessment(2, 1, 13, 59), Discharge(3, 2, 10, 3)], [Period(3, 3, 8, "arrangements in place on 8 June 2015 at 13:00")],
            [
                Day(2, Ground.NotBeforeRelevantDayEnds, "Tuesday 2 June 2015 is before the relevant day, 3 June 2015.", "Care Act 2014 Sch. 3 para 4(1)", 1), Day(3, Ground.NotBeforeRelevantDayEnds, "Wednesday 3 June 2015 is the relevant day.", "Care Act 2014 Sch. 3 para 4(1)", 1),
                .. Enumerable.Range(4, 4).Select(day => Day(day, Ground.ServiceNotAvailable, $"Social care alone delays on {Words.Date(OnJune(day))}: no arrangements are in place.", Sch3, 1, Attribution.SocialCare)),
                Day(8, Ground.ServiceNotAvailable, "Arrangements came into place on 8 June 2015 at 13:00, after 11 am: the day counts.", Sch3, 1, Attribution.SocialCare, 5, DayFlag.EventDay),
            ]);
            var theirs = Reported(View.Authority, "D-15-0412", [Assessment(2, 1, 14, 1), Discharge(3, 2, 10, 3)], [Period(4, 4, 8, "arrangements in place on 8 June 2015 at 10:45")],
            [
                Day(2, Ground.NotBeforeRelevantDayEnds, "Tuesday 2 June 2015 is before the relevant day, 4 June 2015.", "Care Act 2014 Sch. 3 para 4(1)", 1), Day(3, Ground.NotBeforeRelevantDayEnds, "Wednesday 3 June 2015 is before the relevant day, 4 June 2015.", "Care Act 2014 Sch. 3 para 4(1)", 1),
                Day(4, Ground.NotBeforeRelevantDayEnds, "Thursday 4 June 2015 is the relevant day: the assessment notice counts as given on 2 June 2015.", "Care Act 2014 Sch. 3 para 4(1)", 1),
                .. Enumerable.Range(5, 3).Select(day => Day(day, Ground.ServiceNotAvailable, $"Social care alone delays on {Words.Date(OnJune(day))}: no arrangements are in place.", Sch3, 1, Attribution.SocialCare)),
                Day(8, Ground.ArrangedByEleven, "Arrangements were in place on 8 June 2015 at 10:45, by 11 am.", Eleven, 1, Attribution.SocialCare, 5),
            ]);
            return new("D-15-0412", Regime.Act2014, new StatementAmounts(null, Rate * 5, Rate * 5, Rate * 3, Rate * 2, Rate * 3), ours, theirs, Beside(ours, theirs),
                Decision("D-15-0412", 5, default(Pence), paid: Rate * 3, invoice: "RX1-00917", disputed: Rate * 2, fact: "Time of the assessment notice; time of the arrangements"),
                [
                    new DisputedFact("Assessment notice of 1 June 2015: when it was given", "1 June 2015 at 13:59", "1 June 2015 at 14:01", 1, Rate, false),
                    new DisputedFact("Arrangements in place", "8 June 2015 at 13:00", "8 June 2015 at 10:45", 1, Rate, false),
                ], []);
        }
    }

    /// <summary>E24: the law allows 5 days and the NHS body seeks none.</summary>
    private static StatedCase Waived
    {
        get
        {
            var days = Plain("D-15-0420", View.Provider);
            var theirs = Plain("D-15-0420", View.Authority);
            return new("D-15-0420", Regime.Act2014, new StatementAmounts(null, Rate * 5, default(Pence), default(Pence), default(Pence), null), days, theirs, Beside(days, theirs),
                Decision("D-15-0420", 5, Rate * 5, "Step-down beds were closed for refurbishment by agreement"), [], []);
        }
    }

    /// <summary>The discharge notice was given an hour too late for the day it names.</summary>
    private static StatedCase Invalid
    {
        get
        {
            var late = Discharge(3, 2, 15, 3) with
            {
                CountsFrom = OnJune(3),
                Because = "because it was given after 14:00",
                CountsProvision = "SI 2014/2823 reg 11",
                Faults = [new NoticeFault("Given on 2 June 2015 at 15:00, it counts as given on 3 June 2015: less than one day before the proposed date, 3 June 2015.", "SI 2014/2823 reg 5", "To be valid for 3 June 2015 it had to be given by 14:00 on 2 June 2015.")],
            };
            var days = Reported(View.Provider, "=D-15-0433", [Assessment(2, 1, 9, 0), late], [],
                [.. Enumerable.Range(2, 8).Select(day => Day(day, Ground.NoDischargeNotice, "Notice 2, given on 2 June 2015 at 15:00 for 3 June 2015, is not valid: it counts as given on 3 June 2015.", "Care Act 2014 Sch. 3 para 2; SI 2014/2823 reg 5", null))]);
            return new("=D-15-0433", Regime.Act2014, new StatementAmounts(null, default, default(Pence), default(Pence), default(Pence), null), days, days with { View = View.Authority, Party = "998" }, Beside(days, days), Decision("=D-15-0433", 0, default(Pence)), [],
                [
                    "The discharge notice of 2 June 2015 at 15:00 is not valid. Given on 2 June 2015 at 15:00, it counts as given on 3 June 2015: less than one day before the proposed date, 3 June 2015. To be valid for 3 June 2015 it had to be given by 14:00 on 2 June 2015. (SI 2014/2823 reg 5)",
                    "No day of June 2015 counts. Were the notice valid, 5 days would.",
                ]);
        }
    }

    /// <summary>Once assessed, both delay for two days: those do not count. Nobody has decided yet.</summary>
    private static StatedCase Joint
    {
        get
        {
            var days = Reported(View.Provider, "D-15-0447", [Assessment(2, 1, 10, 0, DayFlag.ContentNotStated), Discharge(3, 2, 10, 3)], [Period(3, 3, 8, "discharge on 8 June 2015 at 16:00")],
            [
                Day(3, Ground.NotBeforeRelevantDayEnds, "Wednesday 3 June 2015 is the relevant day.", "Care Act 2014 Sch. 3 para 4(1)", 1),
                Day(4, Ground.NotAssessed, "The assessment is not done by the end of 4 June 2015.", "Care Act 2014 Sch. 3 para 4(1)", 1, Attribution.SocialCare),
                .. Enumerable.Range(5, 2).Select(day => Day(day, Ground.NotOnlyCause, $"Both the NHS and social care delay on {Words.Date(OnJune(day))}, and the assessment is done.", Sch3, 1, Attribution.Both)),
                Day(7, Ground.ServiceNotAvailable, "Social care alone delays on 7 June 2015: no arrangements are in place.", Sch3, 1, Attribution.SocialCare),
                Day(8, Ground.ServiceNotAvailable, "Discharged on 8 June 2015, and no arrangements are reported by 11 am: the day counts.", Sch3, 1, null, 6, DayFlag.ElevenEvidenceMissing, DayFlag.CauseNotStated),
            ]);
            return new("D-15-0447", Regime.Act2014, new StatementAmounts(null, Rate * 3, null, null, null, null), days, days with { View = View.Authority, Party = "998" }, Beside(days, days), [], [], ["Nobody has decided whether payment is required."]);
        }
    }

    /// <summary>Still open, and the authority has not reported it.</summary>
    private static StatedCase Unanswered
    {
        get
        {
            var days = Reported(View.Provider, "D-15-0502", [Assessment(2, 21, 9, 0), Discharge(3, 23, 10, 24)], [Period(23, 24, null, null)],
            [
                Day(24, Ground.NotBeforeRelevantDayEnds, "Wednesday 24 June 2015 is the relevant day.", "Care Act 2014 Sch. 3 para 4(1)", 1),
                .. Enumerable.Range(25, 6).Select(day => Day(day, Ground.NotAssessed, $"The assessment is not done by the end of {Words.Date(OnJune(day))}.", "Care Act 2014 Sch. 3 para 4(1)", 1, null, 2, DayFlag.CaseOpen)),
            ], open: true);
            return new("D-15-0502", Regime.Act2014, new StatementAmounts(null, Rate * 6, Rate * 6, Rate * 6, default(Pence), null), days, null, Beside(days, null), Decision("D-15-0502", 6, default(Pence)), [],
                ["The authority has not answered: its report of the case is missing.", "The case is open: more days may follow."]);
        }
    }

    private static CaseDays Plain(string reference, View view) => Reported(view, reference, [Assessment(2, 1, 13, 59), Discharge(3, 2, 10, 3)], [Period(3, 3, 8, "readiness notified on 8 June 2015 at 13:00")],
        [
            Day(3, Ground.NotBeforeRelevantDayEnds, "Wednesday 3 June 2015 is the relevant day.", "Care Act 2014 Sch. 3 para 4(1)", 1),
            .. Enumerable.Range(4, 5).Select(day => Day(day, Ground.ServiceNotAvailable, $"Social care alone delays on {Words.Date(OnJune(day))}: no arrangements are in place.", Sch3, 1, Attribution.SocialCare)),
        ]);
}
