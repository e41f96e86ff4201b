using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.CompilerServices;
using Monitoring.Core.Kernel;
using Monitoring.Core.Ledger;
using Monitoring.Core.Policy;
using Monitoring.Core.Validation;

namespace Monitoring.Core.Returns;

/// <summary>
/// The notices and events of delayed discharges, case by case (slice: case x NHS body), from the NHS body that gave the notices and from the authority that received them, each in its own view.
/// A notice that the law does not recognise is reported as it was given: it is accepted with a warning, and its days are not payable.
/// </summary>
public static class DelayNotices
{
    internal const string CollectionKey = "delay-notices";

    /// <summary>An NHS body or an authority by code: letters and digits, since it names a page of the ledger.</summary>
    internal static readonly Kind<string> BodyKind = new("a code of letters and digits, for example RJ7", CellRules.NotCode,
        (string typed, out string? value) => (value = typed.ToUpperInvariant()).Length > LongestBody || !value.All(char.IsAsciiLetterOrDigit) ? $"'{typed}' is not the code of a body: such codes have letters and digits only, {LongestBody} at most." : null,
        value => value);

    internal static readonly Kind<Moment> MomentKind = new("a date and time, for example 2015-06-01 13:59, or the date alone where the time is not known", CellRules.NotTime,
        (string typed, out Moment value) => Moment.Read(typed).TryGet(out value, out var wrong) ? null : wrong,
        value => value.ToString());

    internal static readonly Kind<NoticeLineKind> LineKind = Kinds.Of<NoticeLineKind>("what the line tells",
        new(NoticeLineKind.AssessmentNotice, "Assessment notice", "Section 2 notice"),
        new(NoticeLineKind.AssessmentNoticeWithdrawn, "Assessment notice withdrawn", "Section 2 notice withdrawn"),
        new(NoticeLineKind.DischargeNotice, "Discharge notice", "Section 5 notice", "Section 5(3) notice"),
        new(NoticeLineKind.DischargeNoticeWithdrawn, "Discharge notice withdrawn", "Section 5 notice withdrawn", "Section 5(3) notice withdrawn"),
        new(NoticeLineKind.Admitted, "Admitted"),
        new(NoticeLineKind.MovedToOtherCare, "Moved to other care"),
        new(NoticeLineKind.AssessmentDone, "Assessment done"),
        new(NoticeLineKind.SomeArrangements, "Some arrangements in place"),
        new(NoticeLineKind.Arrangements, "Arrangements in place"),
        new(NoticeLineKind.ArrangementsLost, "Arrangements fell through"),
        new(NoticeLineKind.ReadinessNotified, "Authority says all is ready"),
        new(NoticeLineKind.Cause, "Cause of delay from here"),
        new(NoticeLineKind.Deterioration, "Deterioration on this day"),
        new(NoticeLineKind.OtherAuthority, "Other authority responsible"),
        new(NoticeLineKind.OwnArrangements, "Own arrangements made"),
        new(NoticeLineKind.FurtherTreatment, "Further treatment decided"),
        new(NoticeLineKind.Discharged, "Discharged"),
        new(NoticeLineKind.SelfDischarged, "Self-discharged"),
        new(NoticeLineKind.Died, "Died"));

    internal static readonly Kind<CareSetting> CareKind = Kinds.Of<CareSetting>("the care that the patient has",
        new(CareSetting.Acute, "Acute"), new(CareSetting.Maternity, "Maternity"), new(CareSetting.MentalHealth, "Mental health"), new(CareSetting.Palliative, "Palliative"),
        new(CareSetting.Intermediate, "Intermediate care"), new(CareSetting.Rehabilitation, "Rehabilitation"), new(CareSetting.Private, "Private"));

    private const int LongestBody = 12;

    /// <summary>Authorities are known from the first month of delayed transfers; notices began seven years earlier.</summary>
    internal static readonly DateOnly AuthoritiesKnownFrom = new(2010, 8, 1);

    private static readonly TimeOnly Midnight = new(0, 0);

    private static readonly Column<string> NhsBody = new("nhs-body", "NHS body code", BodyKind, "ODS code of the NHS body that is responsible for the patient's care and gives the notices") { Example = "RJ7" };
    private static readonly Column<string> Case = new("case", "Case reference", Kinds.Code, "The reference printed on the notices, the same on every line of the case; never an NHS number or one made from it") { Example = "D-15-0412" };
    private static readonly Column<string> Authority = new("authority", "Authority code", Kinds.Code, "The council that was notified: three digits, or the ONS code") { Example = "730" };
    private static readonly Column<NoticeLineKind> Line = new("line", "What happened", LineKind, "One notice or event for each line; choose from the list") { Example = "Assessment notice" };
    private static readonly Column<Moment> When = new("when", "When", MomentKind, "Date and local time at which the notice was given or it happened; the time is needed for notices, and for arrangements and discharge because of 11 am; otherwise the date will do") { Example = "2015-06-01 13:59" };
    private static readonly Column<string> Notice = new("notice", "Notice reference", Kinds.Code, "For a notice its own reference if it has one; for a withdrawal the reference of the notice that is withdrawn") { MayBeBlank = true, Example = "AN-0412" };
    private static readonly Column<DateOnly> ExpectedAdmission = new("expected-admission", "Expected admission", Kinds.Date, "Assessment notice before admission: the date of admission that it gives") { MayBeBlank = true };
    private static readonly Column<DateOnly> ProposedDischarge = new("proposed-discharge", "Proposed discharge", Kinds.Date, "Discharge notice: the date of discharge that it proposes") { MayBeBlank = true };
    private static readonly Column<string> Hospital = new("hospital", "Hospital", Kinds.Text, "ODS code or name of the hospital, where it is first told and when it changes", optional: true) { MayBeBlank = true, Example = "RJ701" };
    private static readonly Column<CareSetting> Care = new("care", "Care", CareKind, "The care that the patient has, or is expected to have: on the assessment notice or the admission, and on each line from which it is another") { MayBeBlank = true, Example = "Acute" };
    private static readonly Column<bool> Written = Content("written", "Written and dated", "Notices: is it in writing and dated, with the name of the patient and the hospital");
    private static readonly Column<bool> SaysWhich = Content("says-which", "Says which notice", "Notices: does it say that it is an assessment notice (section 2) or a discharge notice (section 5(3))");
    private static readonly Column<bool> NhsNumber = Content("nhs-number", "NHS number on notice", "Notices: does the NHS number stand on the notice, Yes or No; never write the number. Needed from April 2015");
    private static readonly Column<bool> Contact = Content("contact", "Contact on notice", "Notices: does it name somebody to speak to, from April 2015 with telephone or e-mail");
    private static readonly Column<bool> Consulted = Content("consulted", "Consultation stated", "Assessment notice: does it state that patient and carer were consulted");
    private static readonly Column<bool> Healthcare = Content("chc", "Continuing healthcare stated", "Assessment notice: does it state that NHS continuing healthcare was considered, and the result; not needed from 25 March 2020 to 25 March 2022");
    private static readonly Column<bool> Objection = Content("objection", "Objection stated", "Assessment notice: does it state whether patient or carer objects");
    private static readonly Column<bool> Informed = Content("informed", "Told of date stated", "Discharge notice: does it state that patient or carer was told of the date", "");
    private static readonly Column<bool> Services = Content("services", "NHS services stated", "Discharge notice from April 2015: does it state which NHS services follow the discharge", "");
    private static readonly Column<Attribution> AttributedTo = new("attributed", "Attributed to", DelayedTransfers.AttributionKind, "Cause of delay: who delays the discharge from this day on, until the next such line; Both where neither alone does") { MayBeBlank = true };
    private static readonly Column<Reason> Reason = new("reason", "Reason", DelayedTransfers.ReasonKind, "Cause of delay: the reason, as in delayed transfers of care", optional: true) { MayBeBlank = true };
    private static readonly Column<string> OtherAuthority = new("other-authority", "Other authority", Kinds.Code, "Other authority responsible: the code of the council that agreed, or was determined, to be the right one", optional: true) { MayBeBlank = true };
    private static readonly Column<string> Comment = new("comment", "Comment", Kinds.Text, "Anything that the other party should know, such as why a notice was withdrawn; no patient's name or number", optional: true) { MayBeBlank = true };

    /// <summary>What a notice may hold, by the names that the policy rows use, and how its absence is said.</summary>
    private static readonly ImmutableArray<(Column<bool> Column, Func<NoticeContent, bool?> Said, string Words)> Contents =
    [
        (Written, content => content.Written, "the date, the patient's name and the hospital, in writing"),
        (SaysWhich, content => content.SaysWhich, "the statement which notice it is"),
        (NhsNumber, content => content.NhsNumber, "the NHS number"),
        (Contact, content => content.Contact, "a named contact"),
        (Consulted, content => content.Consulted, "the statement that patient and carer were consulted"),
        (Healthcare, content => content.HealthcareConsidered, "the statement on NHS continuing healthcare"),
        (Objection, content => content.Objection, "the statement whether patient or carer objects"),
        (Informed, content => content.Informed, "the statement that patient or carer was told of the date"),
        (Services, content => content.Services, "the NHS services after discharge"),
    ];

    private static readonly ImmutableArray<NoticeLineKind> NoticesOnly = [NoticeLineKind.AssessmentNotice, NoticeLineKind.DischargeNotice];

    /// <summary>The lines on which 11 am decides whether the day counts.</summary>
    private static readonly ImmutableArray<NoticeLineKind> AtElevenLines = [NoticeLineKind.SomeArrangements, NoticeLineKind.Arrangements, NoticeLineKind.ReadinessNotified, NoticeLineKind.Discharged];

    private static readonly ImmutableArray<NoticeLineKind> Ends = [NoticeLineKind.Discharged, NoticeLineKind.SelfDischarged, NoticeLineKind.Died];

    private static readonly ImmutableArray<NoticeLineKind> Recurring = [NoticeLineKind.Deterioration, NoticeLineKind.Cause, NoticeLineKind.MovedToOtherCare];

    private static Column<bool> Content(string field, string heading, string about, string example = "Yes") => new(field, heading, Kinds.YesNo, about) { MayBeBlank = true, Example = example };

    private static readonly ReturnTable<NoticeLine> Table = new()
    {
        Key = "notices",
        Title = "Notices",
        Name = "delay notices template",
        About = "One line for each notice and each event of a case, in any order. On most lines the first five columns are enough.",
        RowKey = ["line", "when", "notice"],
        Fields =
        [
            Fields.Of(NhsBody, (NoticeLine row) => row.NhsBody), Fields.Of(Case, (NoticeLine row) => row.Case), Fields.Of(Authority, (NoticeLine row) => row.Authority),
            Fields.Of(Line, (NoticeLine row) => row.Kind), Fields.Of(When, (NoticeLine row) => row.When), Fields.MaybeText(Notice, (NoticeLine row) => row.Notice),
            Fields.Maybe(ExpectedAdmission, (NoticeLine row) => row.ExpectedAdmission), Fields.Maybe(ProposedDischarge, (NoticeLine row) => row.ProposedDischarge),
            Fields.MaybeText(Hospital, (NoticeLine row) => row.Hospital), Fields.Maybe(Care, (NoticeLine row) => row.Care),
            .. Contents.Select(content => Fields.Maybe(content.Column, (NoticeLine row) => content.Said(row.Content))),
            Fields.Maybe(AttributedTo, (NoticeLine row) => row.AttributedTo), Fields.Maybe(Reason, (NoticeLine row) => row.Reason),
            Fields.MaybeText(OtherAuthority, (NoticeLine row) => row.OtherAuthority), Fields.MaybeText(Comment, (NoticeLine row) => row.Comment),
        ],
        Slice = cells => cells.MaybeText(NhsBody) is { } body && cells.MaybeText(Case) is { } reference ? SliceOf(body, reference, PartyOf(cells)) : null,
        Read = cells => new NoticeLine(
            cells.The(NhsBody), cells.The(Case), cells.Authority(Authority, Known(cells.The(When).Date))!, cells.The(Line), cells.The(When), cells.MaybeText(Notice),
            cells.Maybe(ExpectedAdmission), cells.Maybe(ProposedDischarge), cells.MaybeText(Hospital), cells.Maybe(Care),
            new NoticeContent(cells.Maybe(Written), cells.Maybe(SaysWhich), cells.Maybe(NhsNumber), cells.Maybe(Contact), cells.Maybe(Consulted), cells.Maybe(Healthcare), cells.Maybe(Objection), cells.Maybe(Informed), cells.Maybe(Services)),
            cells.Maybe(AttributedTo), cells.Maybe(Reason), cells.Authority(OtherAuthority, Known(cells.The(When).Date)), cells.MaybeText(Comment)),
    };

    public static readonly Collection<NoticeLine> Collection = new()
    {
        Key = CollectionKey,
        Title = "notices of delayed discharge",
        About = "Sent by the NHS body that gave the notices and by the authority that received them, each for itself: every notice and event of a case. From it each day of delay is counted or not, with the rule and the fact that decide.",
        SliceNoun = "case",
        IsCaseLevel = true,
        Parts = [Table],
        On = row => row.When.Date,
        PageName = NameOfBody,
        ReportsFor = (row, view) => view == View.Authority ? (Authority.Field, row.Authority) : (NhsBody.Field, row.NhsBody),
        RowRules =
        [
            new("DN-01", Severity.Error, RuleScope.Reference, Authority.Heading, "The authority existed on the date.",
                "Use the code of the council that was responsible on that date: three digits, or the ONS code.", "Council codes as published in DTOC, with legal dates of reorganisation", UnknownAuthorities) { From = AuthoritiesKnownFrom },

            new("DN-02", Severity.Warning, RuleScope.Reference, Authority.Heading, "The authority is known.",
                "Check the code. If it is right, nothing need be done: councils that ended before August 2010 are not in the list.", "The list of authorities begins in August 2010", UnknownAuthorities) { To = AuthoritiesKnownFrom.AddDays(-1) },

            new("DN-03", Severity.Warning, RuleScope.Reference, NhsBody.Heading, "The NHS body is known.",
                "Check the code. If it is right, nothing need be done: commissioners and closed trusts are not all in the list.", "ODS list of NHS trusts and providers of delayed transfers",
                (row, context) => context.Reference.Provider(row.NhsBody) is not null ? [] : [(NhsBody.Field, $"'{row.NhsBody}' is not in the list of NHS bodies.")]),

            new("DN-04", Severity.Error, RuleScope.Row, When.Heading, "What is reported has happened.",
                "Check the date. What is only expected stands in the columns 'Expected admission' and 'Proposed discharge'.", "House rule: a report does not come before what it reports",
                (row, context) => row.When.Date > context.ArrivedOn ? [(When.Field, $"{Words.Date(row.When.Date)} is after {Words.Date(context.ArrivedOn)}, when this file arrived.")] : []),

            new("DN-05", Severity.Error, RuleScope.Row, When.Heading, "A notice or its withdrawal has a time.",
                "Write date and time as 2015-06-01 13:59. The time decides from which day a notice counts.", "SI 2003/2277 reg 10; SI 2014/2823 reg 11",
                (row, _) => row.Concerns is not null && row.When.Time is null ? [(When.Field, $"Only the date is given, {Words.Date(row.When.Date)}: it cannot be told from which day the notice counts.")] : []),

            new("DN-06", Severity.Warning, RuleScope.Row, When.Heading, "Arrangements and discharge have a time.",
                "Add the time if anybody knows it. If nobody does, leave it out: the day then counts, and the figure says that evidence of 11 am is missing.", "SI 2003/2277 regs 8(1), 11; SI 2014/2823 reg 9(4); domain note 2.5",
                (row, _) => !AtElevenLines.Contains(row.Kind) ? []
                    : row.When.Time is null ? [(When.Field, $"No time is given on {Words.Date(row.When.Date)}: whether it was before 11 am cannot be told.")]
                    : row.When.Time == Midnight ? [(When.Field, "The time is exactly midnight, as spreadsheets write it when only a date was typed; it is read as 00:00, before 11 am.")] : []),

            new("DN-07", Severity.Warning, RuleScope.Row, When.Heading, "A notice is given while there is a scheme: from 1 October 2003 to 30 June 2022.",
                "Check the date. If it is right, nothing need be done: the notice is kept and has no effect.", "SI 2003/2277 reg 1; Health and Care Act 2022 s. 91; SI 2022/734",
                (row, context) => row.IsNotice && RegimeOn(row.When.Date, context.Policy) is null ? [(When.Field, $"On {Words.Date(row.When.Date)} there was no law under which this notice could be given.")] : []),

            new("DN-08", Severity.Warning, RuleScope.Row, ProposedDischarge.Heading, "Days can be payable only from 5 January 2004.",
                "Check the date. If it is right, nothing need be done: no payment is due for days before 5 January 2004.", "SI 2003/2277 reg 1; SI 2003/2280",
                (row, context) => row is { Kind: NoticeLineKind.DischargeNotice, ProposedDischarge: { } proposed } && RegimeOn(row.When.Date, context.Policy) is not null
                    && context.Policy.TryOn(proposed.AddDays(1), "reimbursement.payment") is { Value: "none" }
                    ? [(ProposedDischarge.Field, $"{Words.Date(proposed.AddDays(1))}, the first day after the proposed discharge, lies where nothing is payable.")] : []) { To = new DateOnly(2004, 1, 4) },

            new("DN-09", Severity.Warning, RuleScope.Row, ProposedDischarge.Heading, "A discharge notice gives the proposed date of discharge.",
                "Add the date. If the notice had none, nothing need be done: it is kept, and no day can be counted from it.", "SI 2003/2277 reg 5(1); SI 2014/2823 reg 6",
                (row, _) => row is { Kind: NoticeLineKind.DischargeNotice, ProposedDischarge: null } ? [(ProposedDischarge.Field, "The discharge notice has no proposed date of discharge.")] : []),

            new("DN-10", Severity.Warning, RuleScope.Row, Written.Heading, "A notice holds what the law requires of it.",
                "Check the notice. If it is so, nothing need be done: the notice is kept, and days that hang on it are not payable.",
                "SI 2003/2277 regs 4, 5(1); Care Act 2014 Sch. 3 paras 1, 2; SI 2014/2823 regs 2, 3, 6; Coronavirus Act 2020 s. 14(8)",
                (row, context) => Required(row, context.Policy).Where(required => required.Said(row.Content) == false).Select(missing => (missing.Column.Field, $"The {Name(row)} of {Words.Date(row.When.Date)} lacks {missing.Words}, without which it was not valid."))),

            new("DN-11", Severity.Warning, RuleScope.Row, Written.Heading, "Of a notice it is said whether it holds what the law requires.",
                "Look at the notice and write Yes or No. An empty cell is neither.", "SI 2003/2277 regs 4, 5(1); Care Act 2014 Sch. 3 paras 1, 2; SI 2014/2823 regs 2, 3, 6",
                (row, context) => Required(row, context.Policy).Where(required => required.Said(row.Content) is null).ToList() is { Count: > 0 } unsaid
                    ? [(unsaid[0].Column.Field, $"Nothing is said of: {string.Join("; ", unsaid.Select(one => one.Column.Heading))}. The {Name(row)} of {Words.Date(row.When.Date)} needed all of them.")] : []),

            new("DN-12", Severity.Warning, RuleScope.Row, When.Heading, "An assessment notice is given at most 7 days before the expected admission.",
                "Check both dates. If they are right, nothing need be done: the notice is kept, and days that hang on it are not payable.", "Act of 2003 s. 2: period of 8 days ending with the day of admission; Care Act 2014 Sch. 3 para 1: 7 days",
                (row, context) => row is { Kind: NoticeLineKind.AssessmentNotice, ExpectedAdmission: { } expected } && row.TreatedAsGiven(context.Policy, context.Reference) is { } given
                    && NoticeTimes.Earliest(expected, row.When.Date, context.Policy) is { } earliest && given.Day < earliest
                    ? [(When.Field, $"{Counts(given)} For an admission on {Words.Date(expected)} it could be given from {Words.Date(earliest)} on: too early, not valid.")] : []),

            new("DN-13", Severity.Warning, RuleScope.Row, When.Heading, "A discharge notice counts as given at least one day before the proposed date.",
                "Check the time and the proposed date. If they are right, nothing need be done: the notice is kept, and no day is payable until a good one is given.", "SI 2003/2277 regs 5(1)(a), 10; SI 2014/2823 regs 5, 11",
                (row, context) => row is { Kind: NoticeLineKind.DischargeNotice, ProposedDischarge: { } proposed } && row.TreatedAsGiven(context.Policy, context.Reference) is { } given
                    && NoticeTimes.Latest(proposed, row.When.Date, context.Policy) is { } latest && given.Day > latest
                    ? [(When.Field, $"{Counts(given)} For discharge on {Words.Date(proposed)} it had to count by {Words.Date(latest)}: too late, not valid.")] : []),

            new("DN-14", Severity.Warning, RuleScope.Row, When.Heading, "The day on which a notice counts does not hang on an uncertain holiday.",
                "Nothing need be done: the default is used and shown with the figure. Tell us if you know better.", "Banking and Financial Dealings Act 1971 Sch. 1 para 1; domain note 1.6",
                (row, context) => row.TreatedAsGiven(context.Policy, context.Reference) is { HolidayInDoubt: true } given ? [(When.Field, $"{Counts(given)} Whether the 25th, the 26th or the 1st on that Saturday was a public holiday is not certain.")] : []),

            new("DN-15", Severity.Warning, RuleScope.Row, Care.Heading, "The care is acute.",
                "Check the care. If it is right, nothing need be done: days of such care are not payable.", "SI 2003/2277 reg 3; SI 2003/2276; Care Act 2014 Sch. 3 para 7(6)-(8)",
                (row, _) => row.Care is { } care and not CareSetting.Acute ? [(Care.Field, $"'{CareKind.Write(care)}' is not acute care: it is outside the scheme.")] : []),

            new("DN-16", Severity.Error, RuleScope.Row, Line.Heading, "Each column is filled on the lines that it belongs to.",
                "Empty the cell, or choose what happened again: the prompt of each column says on which lines it is filled.", "House rule", Misplaced),

            new("DN-17", Severity.Error, RuleScope.Row, Line.Heading, "A line says what it is about.",
                "Fill in the cell.", "House rule: without it the line says nothing",
                (row, _) => row switch
                {
                    { Kind: NoticeLineKind.OtherAuthority, OtherAuthority: null } => [(OtherAuthority.Field, "The line does not say which other authority is responsible.")],
                    { Kind: NoticeLineKind.Cause, AttributedTo: null } => [(AttributedTo.Field, "The line does not say to whom the delay is due.")],
                    { Kind: NoticeLineKind.MovedToOtherCare, Care: null } => [(Care.Field, "The line does not say to which care the patient was moved.")],
                    _ => [],
                }),

            new("DN-18", Severity.Warning, RuleScope.Row, AttributedTo.Heading, "A delay is attributed as its reason allows.",
                "Check both: further NHS care and housing are due to the NHS only; residential home, choice and disputes never to both.", "105 council workbooks, April 2011 to December 2019; England series of 115 months",
                (row, _) => row is { AttributedTo: { } attributed, Reason: { } reason } && !DelayedTransfers.Of(reason).Allows(attributed)
                    ? [(AttributedTo.Field, $"Reason {reason} ({DelayedTransfers.Of(reason).Label}) was never attributed to {Words.Responsible(attributed)} in delayed transfers of care.")] : []),

            new("DN-19", Severity.Error, RuleScope.Row, OtherAuthority.Heading, "The other authority is another one.",
                "Write the code of the council that is responsible instead of the notified one.", "SI 2003/2277 reg 18; SI 2014/2823 reg 12",
                (row, _) => row.OtherAuthority is { } other && other == row.Authority ? [(OtherAuthority.Field, $"{other} is the authority that was notified.")] : []),

            new("DN-20", Severity.Warning, RuleScope.Reference, Authority.Heading, "The authority is one in England.",
                "Check the code. If it is right, nothing need be done: for residents outside England nothing is payable.", "SI 2003/2277 reg 1(2); Care Act 2014 Sch. 3 para 7(1)",
                (row, context) => context.Reference.AuthorityOn(Known(row.When.Date), row.Authority) is { OutsideEngland: true } outside ? [(Authority.Field, $"{row.Authority} stands for {outside.Name}, outside England.")] : []),
        ],
        SliceRules =
        [
            new("DN-30", Severity.Error, Line.Heading, "Nothing happens in a case after the patient has left or died.",
                "Check the dates. A later stay is another case; only a withdrawal, or the responsibility of another authority, can follow.", "Care Act 2014 Sch. 3 para 1(5)(a); SI 2003/2277 reg 4(5); domain note 1.4",
                (slice, _) => NoticeCase.Of(slice.Rows) is { EndOfStay: { } end } stay
                    ? stay.Lines.Where(line => end.When.IsBefore(line.When) && !line.IsWithdrawal && line.Kind is not (NoticeLineKind.OtherAuthority or NoticeLineKind.Admitted) && !Ends.Contains(line.Kind))
                        .Select(line => new Broken<NoticeLine>(line, When.Field, $"{LineKind.Write(line.Kind)} on {line.When.InWords} is after '{LineKind.Write(end.Kind)}' on {end.When.InWords}."))
                    : []),

            new("DN-31", Severity.Error, When.Heading, "Nobody leaves before being admitted.",
                "Check both dates. An earlier stay is another case.", "House rule",
                (slice, _) => NoticeCase.Of(slice.Rows) is { Admission: { } admitted, EndOfStay: { } end } && end.When.IsBefore(admitted.When)
                    ? [new(end, When.Field, $"{LineKind.Write(end.Kind)} on {end.When.InWords} is before the admission on {admitted.When.InWords}.")] : []),

            new("DN-32", Severity.Error, Line.Heading, "A case is one stay: one admission and one end.",
                "Keep the line that is right. A second stay is another case with its own reference.", "House rule",
                (slice, _) => Second(slice, "admission", NoticeLineKind.Admitted).Concat(Second(slice, "end", [.. Ends]))),

            new("DN-33", Severity.Error, Notice.Heading, "A withdrawal is of a notice that was given before it.",
                "Add the line of the notice that was withdrawn, or write its reference; where several stood, the reference has to say which.", "SI 2003/2277 regs 4(4), 5(4); SI 2014/2823 regs 4, 7",
                (slice, _) => NoticeCase.Of(slice.Rows).UnmatchedWithdrawals.Select(line => new Broken<NoticeLine>(line, Notice.Field, Unmatched(line, slice)))),

            new("DN-34", Severity.Error, Notice.Heading, "Notices of one kind have different references.",
                "Correct the reference; if the notices had none of their own, number them.", "House rule: a withdrawal has to say which it withdraws",
                (slice, _) => slice.Rows.Where(row => row.IsNotice && row.Notice is not null).GroupBy(row => (row.Kind, row.Notice)).Where(same => same.Count() > 1)
                    .SelectMany(same => same.Select(row => new Broken<NoticeLine>(row, Notice.Field, $"{Words.Of(same.Count(), Name(row))} of the case have the reference {row.Notice}.")))),

            new("DN-35", Severity.Warning, When.Heading, "A discharge notice follows an assessment notice that stands.",
                "Check the dates; add the assessment notice if it is missing. If there was none, nothing need be done: no day is payable.", "Act of 2003 s. 5(1)-(3); Care Act 2014 Sch. 3 paras 1, 2",
                (slice, _) => NoticeCase.Of(slice.Rows) is var stay
                    ? stay.Notices.Where(notice => notice.Kind == NoticeKind.Discharge && !stay.StandingAt(NoticeKind.Assessment, notice.Line.When).Any())
                        .Select(notice => new Broken<NoticeLine>(notice.Line, When.Field, $"No assessment notice stood when the discharge notice was given on {notice.Line.When.InWords}.")) : []),

            new("DN-36", Severity.Warning, Line.Heading, "A case has a notice.",
                "Add the notices. If none was given, nothing need be done: no day is payable.", "Act of 2003 s. 2; Care Act 2014 Sch. 3 para 1",
                (slice, _) => slice.Rows.Any(row => row.IsNotice) ? [] : [new(slice.Rows.FirstOrDefault(), Line.Field, "The case has events and no notice.")]),

            new("DN-37", Severity.Warning, When.Heading, "A case lies within one law.",
                "Nothing need be done. The law of the assessment notice is used by default; who decides about such days should look at the case.", "Domain note 2.7: no saving found for delays running on 1 April 2015 and 1 July 2022; SI 2015/995 art. 2", Straddling),

            new("DN-38", Severity.Warning, Authority.Heading, "A case is about one authority unless another became responsible.",
                "Check the codes. If responsibility changed, add a line 'Other authority responsible'.", "SI 2003/2277 reg 18; SI 2014/2823 reg 12",
                (slice, _) => slice.Rows.Select(row => row.Authority).Distinct().ToList() is { Count: > 1 } authorities
                    && slice.Rows.FirstOrDefault(row => row.Authority != authorities[0] && !slice.Rows.Any(other => other.OtherAuthority == row.Authority)) is { } odd
                    ? [new(odd, Authority.Field, $"The case has lines for {string.Join(" and ", authorities)}, and none says that {odd.Authority} became responsible.")] : []),

            new("DN-39", Severity.Warning, Care.Heading, "A case says which care the patient has.",
                "Write the care on the assessment notice or on the admission: only acute care is covered.", "SI 2003/2277 reg 3; Care Act 2014 Sch. 3 para 7",
                (slice, _) => slice.Rows.FirstOrDefault(row => row.IsNotice) is { } notice && slice.Rows.All(row => row.Care is null) ? [new(notice, Care.Field, "No line of the case says which care the patient has.")] : []),
        ],
        StandingRules =
        [
            new("DN-50", Case.Heading, "Both parties report a case.",
                "Nothing need be done if the other party's return is still to come. Otherwise check the case reference with them.", "House rule: what only one party reports cannot be agreed",
                _ => [], Unanswered),

            new("DN-51", Case.Heading, "Both parties report the same facts of a case.",
                "Compare with the other party, and whoever is wrong sends the case again. Days that hang on it are shown as disputed.", "Birmingham disputed fines because no case-level analysis backed them (domain note 8.1)",
                _ => [], Different),

            new("DN-52", Notice.Heading, "A notice belongs to one case.",
                "Check the reference of the notice and of the case.", "House rule",
                _ => [],
                (slice, book) => Filed.Of(book, slice.Key.Page) is var filed
                    ? from row in slice.Rows
                      where row is { IsNotice: true, Notice: not null }
                      let other = filed.ByNotice[(row.Kind, row.Notice!)].FirstOrDefault(reference => reference != CaseOf(slice.Key.Part))
                      where other is not null
                      select new Broken<NoticeLine>(row, Notice.Field, $"The {Name(row)} {row.Notice} is reported in the case {other} as well.")
                    : []),
        ],
        PageRules =
        [
            new("DN-53", Case.Heading, "A case that the other party reports is among one's own.",
                "If the case is yours, report it as well; if it is not, ask the other party to take it out. What only one party reports cannot be agreed.", "House rule", NotAmongOwn),
        ],
    };

    /// <summary>Cases that the other parties report on the page and the sender of an acceptance does not: of an authority only those in which it is named.</summary>
    private static IEnumerable<string> NotAmongOwn(PageVersion acceptance, StandingBook book)
    {
        var all = book.Of(Collection, acceptance.Content.Page).ToList();
        var own = all.Where(one => one.Slice.View == acceptance.View && (acceptance.View != View.Authority || SameParty(one.Slice, acceptance))).Select(one => CaseOf(one.Slice.Place.Part)).ToHashSet();
        return
            from one in all
            where one.Slice.View != acceptance.View && !own.Contains(CaseOf(one.Slice.Place.Part)) && !one.Rows.IsEmpty
            where acceptance.View != View.Authority || one.Rows.Any(row => acceptance.Content.Slices.Any(slice => slice.Part == PartOf(CaseOf(slice.Part), row.Authority)))
            orderby one.Slice.Place.Part
            select $"The case {CaseOf(one.Slice.Place.Part)} is in the return of {(one.Slice.View == View.Authority ? one.Rows[0].Authority : acceptance.Content.Page)} and not in yours.";
    }

    private static bool SameParty(StandingSlice slice, PageVersion acceptance) =>
        acceptance.Content.Slices.Any(brought => brought.Part[CaseOf(brought.Part).Length..] == slice.Place.Part[CaseOf(slice.Place.Part).Length..]);

    /// <summary>The slice of a case: as the NHS body reports it, or as one authority does. No authority's report replaces another's.</summary>
    public static SliceKey SliceOf(string nhsBody, string reference, string? authority = null) => new(nhsBody, nhsBody, PartOf(reference, authority));

    /// <summary>A case as a part of a slice; no reference has a space in it.</summary>
    internal static string PartOf(string reference, string? authority) => authority is null ? reference : $"{reference} ({authority})";

    /// <summary>The reference of the case of a slice, whoever reports it.</summary>
    internal static string CaseOf(string part) => part.Split(' ')[0];

    /// <summary>The authority whose report a slice is; null for that of an NHS body.</summary>
    internal static string? PartyOfPart(string part) => part.Split(' ') is [_, ['(', .. var authority, ')']] ? authority : null;

    /// <summary>The authority that sends; null for an NHS body.</summary>
    internal static string? PartyOf(Cells cells) => cells.Context is not { } context || context.Mandates.ViewOf(context.Sender, CollectionKey, context.ArrivedOn) != View.Authority ? null
        : context.Reference.AuthorityOn(context.ArrivedOn, context.Sender)?.Code ?? context.Sender;

    /// <summary>The law on a date, by its name in the policy table: <c>act-2003</c>, <c>act-2014</c>; null without a scheme.</summary>
    public static string? RegimeOn(DateOnly date, PolicyBook policy) => policy.TryOn(date, "reimbursement.regime") is { Value: not "none" } row ? row.Value : null;

    /// <summary>What the law required a notice to hold on the day on which it was given: the fields of which the sender did not say Yes, with what they said.</summary>
    public static ImmutableArray<(string Heading, bool? Said)> Lacking(NoticeLine notice, PolicyBook policy) =>
        [.. Required(notice, policy).Select(required => (required.Column.Heading, required.Said(notice.Content))).Where(required => required.Item2 != true)];

    /// <summary>As the other, in the words of a sentence (<c>the NHS number</c>), and by the law of a date.</summary>
    /// <param name="on">The date whose law decides: that of the notice, unless its case follows an older law.</param>
    internal static IEnumerable<(string Words, bool? Said)> Lacking(NoticeLine notice, DateOnly on, PolicyBook policy) =>
        Required(notice, policy, on).Select(required => (required.Words, Said: required.Said(notice.Content))).Where(required => required.Said != true);

    /// <summary>An NHS body as people call it, with its code.</summary>
    internal static string NameOfBody(string code) => ReferenceBook.Current.Provider(code) is { } provider ? $"{provider.Name} ({code})" : code;

    /// <summary>The date on which an authority is looked up: the list does not reach back to the first notices.</summary>
    internal static DateOnly Known(DateOnly date) => date < AuthoritiesKnownFrom ? AuthoritiesKnownFrom : date;

    private static IEnumerable<(Column<bool> Column, Func<NoticeContent, bool?> Said, string Words)> Required(NoticeLine row, PolicyBook policy, DateOnly? on = null) =>
        row.IsNotice && policy.TryOn(on ?? row.When.Date, "notice.content", NoticeTimes.PolicyName(row.Concerns!.Value)) is { Unit: "fields" } required
            ? Contents.Where(content => required.Value.Split(' ').Contains(content.Column.Field)) : [];

    private static string Name(NoticeLine row) => row.Concerns == NoticeKind.Assessment ? "assessment notice" : "discharge notice";

    private static string Counts(TreatedAsGiven given) =>
        $"Given on {Moment.Of(given.Given).InWords}, the notice counts {(given.SameDay ? "on that day." : $"as given on {Words.Date(given.Day)}, {given.Because}.")}";

    private static IEnumerable<(string Field, string Wrong)> UnknownAuthorities(NoticeLine row, CheckContext context) =>
        from named in new[] { (Authority.Field, Code: row.Authority), (OtherAuthority.Field, Code: row.OtherAuthority) }
        where named.Code is not null && context.Reference.AuthorityOn(Known(row.When.Date), named.Code) is null
        select (named.Field, $"'{named.Code}' is not the code of an authority on {Words.Date(row.When.Date)}.");

    private static IEnumerable<(string Field, string Wrong)> Misplaced(NoticeLine row, CheckContext context)
    {
        var kind = LineKind.Write(row.Kind);
        if (row.ExpectedAdmission is not null && row.Kind != NoticeLineKind.AssessmentNotice)
            yield return (ExpectedAdmission.Field, $"An expected admission belongs to an assessment notice, not to '{kind}'.");
        if (row.ProposedDischarge is not null && row.Kind != NoticeLineKind.DischargeNotice)
            yield return (ProposedDischarge.Field, $"A proposed discharge belongs to a discharge notice, not to '{kind}'.");
        if (row.OtherAuthority is not null && row.Kind != NoticeLineKind.OtherAuthority)
            yield return (OtherAuthority.Field, $"Another authority belongs to 'Other authority responsible', not to '{kind}'.");
        if (row.AttributedTo is not null && row.Kind != NoticeLineKind.Cause)
            yield return (AttributedTo.Field, $"To whom a delay is due belongs to 'Cause of delay from here', not to '{kind}'.");
        if (row.Reason is not null && row.Kind != NoticeLineKind.Cause)
            yield return (Reason.Field, $"A reason for delay belongs to 'Cause of delay from here', not to '{kind}'.");
        if (!NoticesOnly.Contains(row.Kind))
        {
            foreach (var (column, said, _) in Contents.Where(content => content.Said(row.Content) is not null))
                yield return (column.Field, $"'{column.Heading}' is about what stands on a notice, and this line is '{kind}'.");
        }
    }

    private static IEnumerable<Broken<NoticeLine>> Second(SliceRows<NoticeLine> slice, string what, params ImmutableArray<NoticeLineKind> kinds) =>
        NoticeCase.Of(slice.Rows).Of(kinds).ToList() is [var first, .. { Count: > 0 } more]
            ? more.Select(line => new Broken<NoticeLine>(line, Line.Field, $"The case has an {what} already, on {first.When.InWords}: a second one stands on {line.When.InWords}."))
            : [];

    private static string Unmatched(NoticeLine withdrawal, SliceRows<NoticeLine> slice)
    {
        var notices = slice.Rows.Where(row => row.IsNotice && row.Concerns == withdrawal.Concerns).ToList();
        return notices.Count == 0 ? $"The case has no {Name(withdrawal)} that could be withdrawn."
            : withdrawal.Notice is null ? $"It is not said which {Name(withdrawal)} was withdrawn on {withdrawal.When.InWords}, and more than one or none stood then."
            : $"No {Name(withdrawal)} with the reference {withdrawal.Notice} stood on {withdrawal.When.InWords}.";
    }

    private static IEnumerable<Broken<NoticeLine>> Straddling(SliceRows<NoticeLine> slice, CheckContext context)
    {
        var stay = NoticeCase.Of(slice.Rows);
        if (stay.RegimeOn is not { } first || RegimeOn(first, context.Policy) is not { } regime)
            return [];
        return (
            from line in stay.Lines
            // What is decided later about the authority is no part of the delay.
            where line.Kind != NoticeLineKind.OtherAuthority
            from day in new[] { (When.Field, Date: line.When.Date), (ProposedDischarge.Field, Date: line.ProposedDischarge?.AddDays(1) ?? first) }
            where day.Date > first && RegimeOn(day.Date, context.Policy) != regime
            let none = RegimeOn(day.Date, context.Policy) is null
            select new Broken<NoticeLine>(line, day.Field, $"{Words.Date(day.Date)}{(day.Item1 == ProposedDischarge.Field ? ", the day after the proposed discharge," : "")} is not under the law of the first notice, {Words.Date(first)}: {(none ? "nothing is payable for days without a scheme" : "transitional, needs decision")}.")).Take(1);
    }

    private static IEnumerable<Broken<NoticeLine>> Unanswered(SliceRows<NoticeLine> slice, StandingBook book)
    {
        if (slice.Rows.IsEmpty)
            return [];
        var filed = Filed.Of(book, slice.Key.Page);
        var (own, other) = filed.Sides(slice);
        // Of the authorities in the NHS body's case, the one that was notified first has to answer.
        var authority = NoticeCase.Of(slice.Rows).Lines[0].Authority;
        if (other is not null)
            return [];
        var cases = filed.CasesOf(own == View.Authority ? View.Provider : View.Authority, own == View.Authority ? null : authority);
        var missing = own == View.Authority ? slice.Key.Body : authority;
        return [new(slice.Rows[0], Case.Field, cases == 0
            ? $"{missing} has sent nothing yet about {(own == View.Authority ? "its notices" : $"notices of {slice.Key.Body}")}, so the case {CaseOf(slice.Key.Part)} cannot be compared."
            : $"{missing} has sent {Words.Of(cases, "case")} {(own == View.Authority ? "of its own" : $"of {slice.Key.Body}")}, and {CaseOf(slice.Key.Part)} is not among them.")];
    }

    private static IEnumerable<Broken<NoticeLine>> Different(SliceRows<NoticeLine> slice, StandingBook book)
    {
        var (own, other) = Filed.Of(book, slice.Key.Page).Sides(slice);
        if (other is not { } theirs || slice.Rows.IsEmpty)
            yield break;
        // An authority is asked about its own part of a case only.
        var authorities = (own == View.Authority ? slice.Rows : theirs).Select(row => row.Authority).ToHashSet();
        var (ours, others) = (Within(slice.Rows), Within(theirs));
        // A notice goes by its reference where both parties give one; an event that recurs goes by its day; anything else by its turn.
        var referenced = ours.Concat(others).Where(row => row.Concerns is not null).GroupBy(row => row.Kind).Where(same => same.All(row => row.Notice is not null)).Select(same => same.Key).ToHashSet();
        var (here, there) = (Paired(ours), Paired(others));
        var whose = own == View.Authority ? slice.Key.Body : theirs[0].Authority;
        foreach (var (key, row) in here)
        {
            if (!there.TryGetValue(key, out var same))
            {
                yield return new(row, Line.Field, $"'{LineKind.Write(row.Kind)}' on {row.When.InWords} is not in the return of {whose}.");
                continue;
            }
            foreach (var field in Compared)
            {
                var (mine, yours) = (field.Text(row), field.Text(same));
                if (mine.Length > 0 && yours.Length > 0 && mine != yours)
                    yield return new(row, field.Column.Field, $"{field.Column.Heading} of '{LineKind.Write(row.Kind)}' is {mine} here and {yours} in the return of {whose}.");
            }
        }
        foreach (var (key, row) in there.Where(pair => !here.ContainsKey(pair.Key)))
            yield return new(slice.Rows[0], Case.Field, $"{whose} reports '{LineKind.Write(row.Kind)}' on {row.When.InWords}, which is not in this return.");

        ImmutableArray<NoticeLine> Within(IEnumerable<NoticeLine> rows) => NoticeCase.Of(rows.Where(row => authorities.Contains(row.Authority))).Lines;

        Dictionary<(NoticeLineKind, string, int), NoticeLine> Paired(ImmutableArray<NoticeLine> rows) => rows
            .GroupBy(row => (row.Kind, referenced.Contains(row.Kind) ? row.Notice! : Recurring.Contains(row.Kind) ? row.When.Date.ToString("O", CultureInfo.InvariantCulture) : ""))
            .SelectMany(same => same.Select((row, turn) => ((same.Key.Kind, same.Key.Item2, turn), row)))
            .ToDictionary(pair => pair.Item1, pair => pair.row);
    }

    /// <summary>The facts that both parties can know; a spelling of the hospital and a comment decide nothing.</summary>
    private static readonly ImmutableArray<Field<NoticeLine>> Compared =
        [.. Table.Fields.Where(field => field.Column != NhsBody && field.Column != Case && field.Column != Authority && field.Column != Line && field.Column != Notice && field.Column != Hospital && field.Column != Comment)];

    /// <summary>What stands on the page of an NHS body, read once for all the cases that are compared with it.</summary>
    private sealed class Filed
    {
        private static readonly ConditionalWeakTable<StandingBook, ConcurrentDictionary<string, Filed>> Read = [];

        private readonly Dictionary<string, List<(View View, ImmutableArray<NoticeLine> Rows)>> _cases = [];

        private Filed(StandingBook book, string page)
        {
            foreach (var (slice, rows) in book.Of(Collection, page))
            {
                if (!_cases.TryGetValue(CaseOf(slice.Place.Part), out var views))
                    _cases.Add(CaseOf(slice.Place.Part), views = []);
                views.Add((slice.View, rows));
            }
            ByNotice = _cases.SelectMany(one => one.Value, (one, view) => (one.Key, view.Rows)).SelectMany(one => one.Rows, (one, row) => (one.Key, Row: row))
                .Where(one => one.Row is { IsNotice: true, Notice: not null }).ToLookup(one => (one.Row.Kind, one.Row.Notice!), one => one.Key);
        }

        /// <summary>The cases in which a notice is reported.</summary>
        public ILookup<(NoticeLineKind, string), string> ByNotice { get; }

        public static Filed Of(StandingBook book, string page) => Read.GetOrCreateValue(book).GetOrAdd(page, _ => new Filed(book, page));

        /// <summary>Whose the slice is, and what the other party says of the same case; null when it says nothing. Of several authorities the one that was notified first is meant.</summary>
        public (View Own, ImmutableArray<NoticeLine>? Other) Sides(SliceRows<NoticeLine> slice)
        {
            var others = _cases.GetValueOrDefault(CaseOf(slice.Key.Part), []).Where(view => view.View != slice.View && !view.Rows.IsEmpty).ToList();
            var first = slice.Rows.IsEmpty ? "" : NoticeCase.Of(slice.Rows).Lines[0].Authority;
            var other = int.Max(0, others.FindIndex(view => view.Rows.Any(row => row.Authority == first)));
            return (slice.View, others.Count == 0 ? null : others[other].Rows);
        }

        /// <summary>How many cases a party has sent.</summary>
        public int CasesOf(View view, string? authority) =>
            _cases.Values.Count(views => views.Any(one => one.View == view && (authority is null || one.Rows.Any(row => row.Authority == authority))));
    }
}
