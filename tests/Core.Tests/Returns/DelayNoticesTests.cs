using System.Collections.Immutable;
using System.Globalization;
using CsCheck;
using Monitoring.Core.Kernel;
using Monitoring.Core.Ledger;
using Monitoring.Core.Policy;
using Monitoring.Core.Returns;
using Monitoring.Core.Tests.Ledger;
using Monitoring.Core.Validation;

namespace Monitoring.Core.Tests.Returns;

/// <summary>
/// The rules of delay notices: for each way in which one can be broken, the return that keeps it by a hair and the one that breaks it, with the law beside it. E numbers are the examples of the domain note.
/// </summary>
public class DelayNoticesTests
{
    private const Severity Error = Severity.Error, Warning = Severity.Warning;

    private const string Late = "2022-12-01";

    /// <summary>A case of rule, severity and law, what keeps it, what breaks it, and the line, heading and words of the one finding.</summary>
    internal sealed record Case(string Rule, Severity Severity, string Law, Func<SmallFile> Keeps, Func<SmallFile> Breaks, int Line, string Heading, string Wrong, string Sender = "RJ7", string ArrivedOn = Late, string? KeepsArrivedOn = null);

    internal static readonly Dictionary<string, Case> Cases = new()
    {
        ["DN-01 no such authority"] = new("DN-01", Error, "Codes as published in DTOC", () => One(), () => One(("authority", "999")), 2, "Authority code", "'999' is not the code of an authority on 1 June 2015."),
        ["DN-01 Poole after its end"] = new("DN-01", Error, "Bournemouth, Dorset and Poole (Structural Changes) Order 2018: 1 April 2019",
            () => One(("authority", "811"), ("when", "2019-03-31 10:00")), () => One(("authority", "811"), ("when", "2019-04-01 10:00")), 2, "Authority code", "'811' is not the code of an authority on 1 April 2019."),
        ["DN-01 the other authority"] = new("DN-01", Error, "Codes as published in DTOC", () => Plain().Other("820"), () => Plain().Other("999"), 8, "Other authority", "'999' is not the code of an authority on 20 June 2015."),
        ["DN-02 before the list begins"] = new("DN-02", Warning, "The list begins in August 2010", () => One2003(), () => One2003(("authority", "610")), 2, "Authority code", "'610' is not the code of an authority on 6 June 2005."),
        ["DN-03 an NHS body that is not known"] = new("DN-03", Warning, "ODS list", () => One(), () => One(("nhs-body", "5K6")), 2, "NHS body code", "'5K6' is not in the list of NHS bodies.", Sender: "730"),
        ["DN-04 before it happened"] = new("DN-04", Error, "House rule", () => One(), () => One(), 2, "When", "1 June 2015 is after 31 May 2015, when this file arrived.", ArrivedOn: "2015-05-31", KeepsArrivedOn: "2015-06-01"),
        ["DN-05 a notice without a time"] = new("DN-05", Error, "SI 2014/2823 reg 11", () => One(("when", "2015-06-01 00:00")), () => One(("when", "2015-06-01")), 2, "When", "Only the date is given, 1 June 2015: it cannot be told from which day the notice counts."),
        ["DN-06 arrangements without a time"] = new("DN-06", Warning, "SI 2014/2823 reg 9(4)", () => Plain(), () => Plain().Cell(5, "when", "2015-06-08"), 5, "When", "No time is given on 8 June 2015: whether it was before 11 am cannot be told."),
        ["DN-06 discharge at midnight"] = new("DN-06", Warning, "SI 2003/2277 reg 11", () => Plain().Cell(7, "when", "2015-06-09 00:01"), () => Plain().Cell(7, "when", "2015-06-09 00:00"), 7, "When", "The time is exactly midnight, as spreadsheets write it when only a date was typed; it is read as 00:00, before 11 am."),
        ["DN-07 before notices began"] = new("DN-07", Warning, "SI 2003/2277 reg 1: 1 October 2003", () => One2003(("when", "2003-10-01 10:00")), () => One2003(("when", "2003-09-30 10:00")), 2, "When", "On 30 September 2003 there was no law under which this notice could be given."),
        ["DN-07 after the scheme"] = new("DN-07", Warning, "SI 2022/734: 1 July 2022", () => One(("when", "2022-06-30 10:00")), () => One(("when", "2022-07-01 10:00")), 2, "When", "On 1 July 2022 there was no law under which this notice could be given."),
        ["DN-08 before payment began"] = new("DN-08", Warning, "SI 2003/2277 reg 1: 5 January 2004", () => Shadow("2004-01-04"), () => Shadow("2004-01-03"), 3, "Proposed discharge", "4 January 2004, the first day after the proposed discharge, lies where nothing is payable."),
        ["DN-09 no proposed date"] = new("DN-09", Warning, "SI 2014/2823 reg 6", () => Plain(), () => Plain().Cell(4, "proposed-discharge", ""), 4, "Proposed discharge", "The discharge notice has no proposed date of discharge."),
        ["DN-10 no NHS number under the Care Act"] = new("DN-10", Warning, "SI 2014/2823 reg 3; none in SI 2003/2277 reg 4", () => One2003(("nhs-number", "No"), ("when", "2015-03-31 10:00")), () => One(("nhs-number", "No"), ("when", "2015-04-01 10:00")), 2, "NHS number on notice",
            "The assessment notice of 1 April 2015 lacks the NHS number, without which it was not valid."),
        ["DN-10 continuing healthcare, first day of the exception"] = new("DN-10", Warning, "Coronavirus Act 2020 s. 14(8): 25 March 2020", () => One(("chc", "No"), ("when", "2020-03-25 10:00")), () => One(("chc", "No"), ("when", "2020-03-24 10:00")), 2, "Continuing healthcare stated",
            "The assessment notice of 24 March 2020 lacks the statement on NHS continuing healthcare, without which it was not valid."),
        ["DN-10 continuing healthcare, last day of the exception"] = new("DN-10", Warning, "Coronavirus Act 2020 s. 14(8): 25 March 2022", () => One(("chc", "No"), ("when", "2022-03-25 10:00")), () => One(("chc", "No"), ("when", "2022-03-26 10:00")), 2, "Continuing healthcare stated",
            "The assessment notice of 26 March 2022 lacks the statement on NHS continuing healthcare, without which it was not valid."),
        ["DN-10 a discharge notice without the NHS services"] = new("DN-10", Warning, "Care Act 2014 Sch. 3 para 2", () => Plain().Cell(4, "chc", "No"), () => Plain().Cell(4, "services", "No"), 4, "NHS services stated", "The discharge notice of 2 June 2015 lacks the NHS services after discharge"),
        ["DN-10 a section 5 notice that does not say so"] = new("DN-10", Warning, "SI 2003/2277 reg 5(1)", () => Plain2003(), () => Plain2003().Cell(3, "says-which", "No"), 3, "Says which notice", "The discharge notice of 8 June 2005 lacks the statement which notice it is"),
        ["DN-11 nothing said"] = new("DN-11", Warning, "SI 2014/2823 reg 3", () => One2003(), () => One(("nhs-number", ""), ("contact", "")), 2, "NHS number on notice",
            "Nothing is said of: NHS number on notice; Contact on notice. The assessment notice of 1 June 2015 needed all of them."),
        ["DN-12 more than 7 days before admission"] = new("DN-12", Warning, "Care Act 2014 Sch. 3 para 1", () => One(("expected-admission", "2015-06-08")), () => One(("expected-admission", "2015-06-09")), 2, "When",
            "Given on 1 June 2015 at 13:59, the notice counts on that day. For an admission on 9 June 2015 it could be given from 2 June 2015 on: too early, not valid."),
        ["DN-12 not within the 8 days"] = new("DN-12", Warning, "Act of 2003 s. 2", () => One2003(("expected-admission", "2005-06-13")), () => One2003(("expected-admission", "2005-06-14")), 2, "When", "could be given from 7 June 2005 on"),
        ["DN-12 a Sunday moves it into the 8 days"] = new("DN-12", Warning, "SI 2003/2277 reg 10", () => One2003(("when", "2005-06-05 10:00"), ("expected-admission", "2005-06-13")), () => One2003(("when", "2005-06-04 14:00"), ("expected-admission", "2005-06-13")), 2, "When", "the notice counts on that day"),
        ["DN-13 E22, after 2 pm"] = new("DN-13", Warning, "SI 2014/2823 regs 5, 11", () => Plain().Cell(4, "when", "2015-06-02 14:00"), () => Plain().Cell(4, "when", "2015-06-02 15:00"), 4, "When",
            "Given on 2 June 2015 at 15:00, the notice counts as given on 3 June 2015, because it was given after 14:00. For discharge on 3 June 2015 it had to count by 2 June 2015: too late, not valid."),
        ["DN-13 E15, Friday afternoon"] = new("DN-13", Warning, "SI 2003/2277 regs 5(1)(a), 10", () => Friday("2005-06-12"), () => Friday("2005-06-11"), 3, "When", "counts as given on 11 June 2005, because it was given after 14:00. For discharge on 11 June 2005"),
        ["DN-13 over a Sunday"] = new("DN-13", Warning, "SI 2003/2277 reg 10", () => Plain2003().Cell(3, "when", "2005-06-11 17:00").Cell(3, "proposed-discharge", "2005-06-13"), () => Plain2003().Cell(3, "when", "2005-06-11 17:01").Cell(3, "proposed-discharge", "2005-06-13"), 3, "When",
            "because it was given after 17:00 and because 12 June 2005 is a Sunday"),
        ["DN-14 New Year's Day on a Saturday"] = new("DN-14", Warning, "Domain note 1.6", () => One2003(("when", "2005-01-08 10:00")), () => One2003(("when", "2005-01-01 10:00")), 2, "When", "Given on 1 January 2005 at 10:00, the notice counts on that day."),
        ["DN-15 rehabilitation"] = new("DN-15", Warning, "Care Act 2014 Sch. 3 para 7(8)", () => One(), () => One(("care", "Rehabilitation")), 2, "Care", "'Rehabilitation' is not acute care: it is outside the scheme."),
        ["DN-15 private"] = new("DN-15", Warning, "SI 2003/2277 reg 3(1)(b)", () => One2003(), () => One2003(("care", "private")), 2, "Care", "'Private' is not acute care"),
        ["DN-16 a proposed date on an assessment notice"] = new("DN-16", Error, "House rule", () => One(), () => One(("proposed-discharge", "2015-06-03")), 2, "Proposed discharge", "A proposed discharge belongs to a discharge notice, not to 'Assessment notice'."),
        ["DN-16 an expected admission on an event"] = new("DN-16", Error, "House rule", () => Plain(), () => Plain().Cell(2, "expected-admission", "2015-05-20"), 2, "Expected admission", "An expected admission belongs to an assessment notice, not to 'Admitted'."),
        ["DN-16 a cause on another line"] = new("DN-16", Error, "House rule", () => Plain(), () => Plain().Cell(7, "attributed", "NHS"), 7, "Attributed to", "not to 'Discharged'."),
        ["DN-16 a reason on another line"] = new("DN-16", Error, "House rule", () => Plain(), () => Plain().Cell(7, "reason", "E"), 7, "Reason", "not to 'Discharged'."),
        ["DN-16 another authority on another line"] = new("DN-16", Error, "House rule", () => Plain(), () => Plain().Cell(7, "other-authority", "820"), 7, "Other authority", "not to 'Discharged'."),
        ["DN-16 what stands on a notice"] = new("DN-16", Error, "House rule", () => Plain(), () => Plain().Cell(7, "written", "Yes"), 7, "Written and dated", "'Written and dated' is about what stands on a notice, and this line is 'Discharged'."),
        ["DN-17 which other authority"] = new("DN-17", Error, "SI 2014/2823 reg 12", () => Plain().Other("820"), () => Plain().Other(""), 8, "Other authority", "The line does not say which other authority is responsible."),
        ["DN-17 whose delay"] = new("DN-17", Error, "Care Act 2014 Sch. 3 para 4(2)", () => Plain().Cause("2015-06-04", "Both"), () => Plain().Cause("2015-06-04", ""), 8, "Attributed to", "The line does not say to whom the delay is due."),
        ["DN-17 to which care"] = new("DN-17", Error, "Care Act 2014 Sch. 3 para 7", () => Plain().Event("Moved to other care", "2015-06-05", ("care", "Acute")), () => Plain().Event("Moved to other care", "2015-06-05"), 8, "Care", "The line does not say to which care the patient was moved."),
        ["DN-18 housing is the NHS's"] = new("DN-18", Warning, "105 council workbooks", () => Plain().Cause("2015-06-04", "NHS", "I"), () => Plain().Cause("2015-06-04", "Social care", "I"), 8, "Attributed to", "was never attributed to social care in delayed transfers of care."),
        ["DN-19 the same authority"] = new("DN-19", Error, "SI 2014/2823 reg 12", () => Plain().Other("820"), () => Plain().Other("730"), 8, "Other authority", "730 is the authority that was notified."),
        ["DN-20 Wales"] = new("DN-20", Warning, "Care Act 2014 Sch. 3 para 7(1)", () => One(), () => One(("authority", "9900")), 2, "Authority code", "9900 stands for Resident in Wales, outside England."),
        ["DN-30 after discharge"] = new("DN-30", Error, "Care Act 2014 Sch. 3 para 1(5)(a)", () => Plain().Event("Deterioration on this day", "2015-06-08"), () => Plain().Event("Deterioration on this day", "2015-06-09"), 8, "When",
            "Deterioration on this day on 9 June 2015 is after 'Discharged' on 8 June 2015 at 15:00."),
        ["DN-30 a notice after death"] = new("DN-30", Error, "SI 2003/2277 reg 4(5)", () => Plain2003().Event("Died", "2005-06-08 16:00", Y2005), () => Plain2003().Event("Died", "2005-06-08 15:59", Y2005), 3, "When", "Discharge notice on 8 June 2005 at 16:00 is after 'Died' on 8 June 2005 at 15:59."),
        ["DN-31 left before admission"] = new("DN-31", Error, "House rule",
            () => One(("expected-admission", "2015-06-08")).Event("Admitted", "2015-06-08 10:00").Event("Discharged", "2015-06-08 10:00"), () => One(("expected-admission", "2015-06-08")).Event("Admitted", "2015-06-08 10:00").Event("Discharged", "2015-06-08 09:59"), 4, "When",
            "Discharged on 8 June 2015 at 09:59 is before the admission on 8 June 2015 at 10:00."),
        ["DN-32 two admissions"] = new("DN-32", Error, "House rule", () => Plain(), () => Plain().Event("Admitted", "2015-06-02 10:00"), 8, "What happened", "The case has an admission already, on 20 May 2015 at 10:00: a second one stands on 2 June 2015 at 10:00."),
        ["DN-32 discharged and dead"] = new("DN-32", Error, "House rule", () => Plain(), () => Plain().Event("Died", "2015-06-09"), 8, "What happened", "The case has an end already, on 8 June 2015 at 15:00: a second one stands on 9 June 2015."),
        ["DN-33 nothing to withdraw"] = new("DN-33", Error, "SI 2014/2823 reg 4", () => One().Withdrawn("Assessment", "2015-06-01 13:59", ""), () => One().Withdrawn("Discharge", "2015-06-02 10:00", ""), 3, "Notice reference", "The case has no discharge notice that could be withdrawn."),
        ["DN-33 before it was given"] = new("DN-33", Error, "SI 2014/2823 reg 4", () => One().Withdrawn("Assessment", "2015-06-01 14:00", "AN-0412"), () => One().Withdrawn("Assessment", "2015-06-01 13:58", "AN-0412"), 3, "Notice reference", "No assessment notice with the reference AN-0412 stood on 1 June 2015 at 13:58."),
        ["DN-33 which of two"] = new("DN-33", Error, "SI 2014/2823 reg 7", () => Plain().Discharge("2015-06-03 10:00", "DN-2", "2015-06-04").Withdrawn("Discharge", "2015-06-04 09:00", "DN-0412"), () => Plain().Discharge("2015-06-03 10:00", "DN-2", "2015-06-04").Withdrawn("Discharge", "2015-06-04 09:00", ""), 9, "Notice reference",
            "It is not said which discharge notice was withdrawn on 4 June 2015 at 09:00, and more than one or none stood then."),
        ["DN-35 before the assessment notice"] = new("DN-35", Warning, "Care Act 2014 Sch. 3 para 2", () => Plain().Cell(3, "when", "2015-06-02 10:00"), () => Plain().Cell(3, "when", "2015-06-02 10:01"), 4, "When", "No assessment notice stood when the discharge notice was given on 2 June 2015 at 10:00."),
        ["DN-35 after it was withdrawn"] = new("DN-35", Warning, "Care Act 2014 Sch. 3 para 1(5)", () => Plain().Withdrawn("Assessment", "2015-06-02 10:00", ""), () => Plain().Withdrawn("Assessment", "2015-06-02 09:59", ""), 4, "When", "No assessment notice stood when the discharge notice was given on 2 June 2015 at 10:00."),
        ["DN-36 events only"] = new("DN-36", Warning, "Care Act 2014 Sch. 3 para 1", () => One(), () => File().Event("Admitted", "2015-05-20 10:00", ("care", "Acute")), 2, "What happened", "The case has events and no notice."),
        ["DN-37 April 2015"] = new("DN-37", Warning, "Domain note 2.7", () => One2003(("when", "2015-03-30 10:00")).Event("Discharged", "2015-03-31 16:00", Y2005), () => One2003(("when", "2015-03-30 10:00")).Event("Discharged", "2015-04-01 16:00", Y2005), 3, "When",
            "1 April 2015 is not under the law of the first notice, 30 March 2015: transitional, needs decision."),
        ["DN-37 July 2022"] = new("DN-37", Warning, "Domain note 2.7", () => One(("when", "2022-06-20 10:00")).Event("Discharged", "2022-06-30 16:00"), () => One(("when", "2022-06-20 10:00")).Event("Discharged", "2022-07-01 16:00"), 3, "When",
            "1 July 2022 is not under the law of the first notice, 20 June 2022: nothing is payable for days without a scheme."),
        ["DN-37 a proposed date beyond the end"] = new("DN-37", Warning, "Domain note 2.7", () => One(("when", "2022-06-28 10:00")).Discharge("2022-06-28 13:00", "D1", "2022-06-29"), () => One(("when", "2022-06-28 10:00")).Discharge("2022-06-28 13:00", "D1", "2022-06-30"), 3, "Proposed discharge", "1 July 2022, the day after the proposed discharge, is not under the law"),
        ["DN-38 two authorities"] = new("DN-38", Warning, "SI 2014/2823 reg 12", () => Plain().Other("820", "2015-06-02").Cell(7, "authority", "820"), () => Plain().Cell(7, "authority", "820"), 7, "Authority code", "The case has lines for 730 and 820, and none says that 820 became responsible."),
        ["DN-39 no care"] = new("DN-39", Warning, "SI 2003/2277 reg 3", () => One(), () => One(("care", "")), 2, "Care", "No line of the case says which care the patient has."),
    };

    public static TheoryData<string> Names => [.. Cases.Keys];

    private static readonly (string, string) Y2005 = ("case", "D-05-0001");

    [Theory, MemberData(nameof(Names))]
    public void A_return_that_keeps_the_rule_by_a_hair_has_no_findings(string name)
    {
        var one = Cases[name];
        Assert.Empty(one.Keeps().Check(one.Sender, one.KeepsArrivedOn ?? one.ArrivedOn).Findings);
    }

    [Theory, MemberData(nameof(Names))]
    public void The_return_that_breaks_it_has_that_finding_and_no_other(string name)
    {
        var one = Cases[name];
        var found = one.Breaks().Check(one.Sender, one.ArrivedOn);
        var finding = Assert.Single(found.Findings);
        Assert.Equal((one.Rule, one.Severity, one.Line, one.Heading), (finding.Rule, finding.Severity, finding.Line, finding.Heading));
        Assert.Contains(one.Wrong, finding.Wrong);
        // A true report of an invalid notice is kept; a return that cannot be right is not.
        Assert.Equal(one.Severity == Warning, found.Accepted.Length == 1);
    }

    [Fact]
    public void Two_notices_with_one_reference_are_told_at_both()
    {
        var twice = One().Discharge("2015-06-02 10:00", "D1", "2015-06-03").Discharge("2015-06-03 10:00", "D1", "2015-06-04");
        Assert.Equal([("DN-34", 3), ("DN-34", 4)], twice.Check("RJ7", Late).Findings.Select(finding => (finding.Rule, finding.Line!.Value)));
        Assert.Empty(One().Discharge("2015-06-02 10:00", "D1", "2015-06-03").Discharge("2015-06-03 10:00", "D2", "2015-06-04").Check("RJ7", Late).Findings);
    }

    [Fact]
    public void Every_rule_of_its_own_is_broken_by_some_case() =>
        Assert.Equal(DelayNotices.Collection.Rules.Where(rule => rule.Scope != RuleScope.Standing).Select(rule => rule.Id).Order(StringComparer.Ordinal), Cases.Values.Select(one => one.Rule).Append("DN-34").Distinct().Order(StringComparer.Ordinal));

    [Fact]
    public void A_case_is_a_slice_of_its_NHS_body()
    {
        var found = Plain().Check("RJ7", Late);
        Assert.Equal(new SliceKey("RJ7", "RJ7", "D-15-0412"), Assert.Single(found.Accepted).Key);
        Assert.Equal("St George's University Hospitals NHS Foundation Trust (RJ7)", DelayNotices.Collection.NameOf("RJ7"), ignoreCase: true);
        Assert.Equal("ZZZ9", DelayNotices.Collection.NameOf("ZZZ9"));
    }

    [Theory]
    [InlineData("RJ/7")]
    [InlineData("../RJ7")]
    [InlineData("RJ7 St George's")]
    public void A_body_is_letters_and_digits_only(string code) => Assert.Contains(One(("nhs-body", code)).Check("730", Late).Findings, finding => finding is { Rule: "CELL-11", Heading: "NHS body code" });

    [Fact]
    public void A_case_key_that_is_an_NHS_number_refuses_the_file() => Assert.Equal("PRIV-02", Assert.Single(One(("case", "9990000018")).Check("RJ7", Late).Findings).Rule);

    [Theory]
    [InlineData("730", "RJ7", "820", "REF-03")] // an authority reports its own cases
    [InlineData("RJ7", "RAL", "730", "REF-03")] // an NHS body likewise
    public void Nobody_reports_for_another(string sender, string body, string authority, string rule) => Assert.Equal(rule, Assert.Single(One(("nhs-body", body), ("authority", authority)).Check(sender, Late).Findings).Rule);

    [Fact]
    public void An_authority_may_go_by_its_ONS_code() => Assert.Equal("730", Of(One(("authority", "E09000024")), "730").Authority);

    [Fact]
    public void What_a_notice_lacks_is_told_to_the_figures()
    {
        var notice = Of(One(("nhs-number", "No"), ("contact", "")), "RJ7");
        Assert.Equal([("NHS number on notice", false), ("Contact on notice", (bool?)null)], DelayNotices.Lacking(notice, PolicyBook.Current));
    }

    [Fact]
    public void What_one_party_reports_alone_is_told_and_why()
    {
        var ledger = new MemoryLedger();
        Assert.Equal(["DN-50: 730 has sent nothing yet about notices of RJ7, so the case D-15-0412 cannot be compared."], Told(ledger, Plain(), "RJ7"));
        Assert.Equal(["DN-50: RJ7 has sent 1 case of its own, and D-15-0500 is not among them.", "DN-53: The case D-15-0412 is in the return of RJ7 and not in yours."], Told(ledger, One(("case", "D-15-0500"), ("notice", "AN-5")), "730"));
        Assert.Equal(["DN-50: 730 has sent 1 case of RJ7, and D-15-0413 is not among them.", "DN-53: The case D-15-0500 is in the return of 730 and not in yours."], Told(ledger, One(("case", "D-15-0413"), ("notice", "AN-0413")), "RJ7"));
        Assert.Equal(["DN-53: The case D-15-0412 is in the return of RJ7 and not in yours."], Told(ledger, One(("case", "D-15-0413"), ("notice", "AN-0413")), "730"));
        Assert.Empty(Told(ledger, Plain(), "730"));
        Assert.Equal(["DN-50: RAL has sent nothing yet about its notices, so the case D-15-0001 cannot be compared."], Told(ledger, One(("case", "D-15-0001"), ("nhs-body", "RAL")), "730"));
        // Another authority is told nothing of cases in which it is not named.
        Assert.Equal(["DN-50: RJ7 has sent 2 cases of its own, and D-15-0700 is not among them."], Told(ledger, One(("case", "D-15-0700"), ("notice", "AN-7"), ("authority", "820")), "820"));
    }

    [Fact]
    public void The_facts_that_the_parties_report_differently_are_named_with_both_values()
    {
        var ledger = new MemoryLedger();
        _ = Told(ledger, Plain(), "RJ7");
        Assert.Empty(Told(ledger, Plain(), "730"));
        Assert.Equal(["DN-51: When of 'Arrangements in place' is 2015-06-08 10:45 here and 2015-06-08 13:00 in the return of RJ7."], Told(ledger, Plain().Cell(5, "when", "2015-06-08 10:45"), "730"));
        Assert.Equal(["DN-51: When of 'Arrangements in place' is 2015-06-08 13:00 here and 2015-06-08 10:45 in the return of 730.", "DN-51: Proposed discharge of 'Discharge notice' is 2015-06-04 here and 2015-06-03 in the return of 730."],
            Told(ledger, Plain().Cell(4, "proposed-discharge", "2015-06-04"), "RJ7").Order(StringComparer.Ordinal).Reverse());
        _ = Told(ledger, Plain(), "730");
        Assert.Equal(["DN-51: 'Deterioration on this day' on 5 June 2015 is not in the return of 730."], Told(ledger, Plain().Event("Deterioration on this day", "2015-06-05"), "RJ7"));
        Assert.Equal(["DN-51: RJ7 reports 'Deterioration on this day' on 5 June 2015, which is not in this return."], Told(ledger, Plain().Cell(2, "hospital", "St George's"), "730"));
    }

    [Fact]
    public void What_one_party_leaves_empty_is_no_difference_and_notices_are_paired_by_reference_only_where_both_give_one()
    {
        var ledger = new MemoryLedger();
        _ = Told(ledger, Plain(), "RJ7");
        Assert.Empty(Told(ledger, Plain().Cell(3, "notice", "").Cell(2, "care", "").Cell(4, "written", ""), "730"));
    }

    [Fact]
    public void A_notice_in_two_cases_is_told()
    {
        var ledger = new MemoryLedger();
        _ = Told(ledger, One(), "RJ7");
        Assert.Contains("DN-52: The assessment notice AN-0412 is reported in the case D-15-0412 as well.", Told(ledger, One(("case", "D-15-0421")), "RJ7"));
        // The authority that typed the case wrongly learns where the notice is.
        Assert.Contains("DN-52: The assessment notice AN-0412 is reported in the case D-15-0412 as well.", Told(ledger, One(("case", "D-15-0499")), "730"));
    }

    [Fact]
    public void A_row_reads_back_from_the_ledger() => Rows.Sample(row => Assert.Equal(row, DelayNotices.Collection.RowOf(DelayNotices.Collection.Keep(DelayNotices.SliceOf(row.NhsBody, row.Case), row, 2))));

    [Fact]
    public void A_row_written_on_the_template_is_read_as_it_was() => Rows.Sample(row =>
    {
        var table = DelayNotices.Collection.Parts[0];
        var file = new SmallFile(DelayNotices.Collection).Row([.. table.Fields.Zip(table.Write(row), (field, text) => (field.Column.Field, text))]);
        var found = file.Check("RJ7", "2199-12-31");
        Assert.DoesNotContain(found.Findings, finding => finding.Rule.StartsWith("CELL", StringComparison.Ordinal));
        Assert.All(found.Accepted, slice => Assert.Equal(row, DelayNotices.Collection.RowOf(Assert.Single(slice.Rows))));
    });

    /// <summary>Whatever is typed, checking ends with findings and never with an exception; so does comparing.</summary>
    [Fact]
    public void Whatever_is_typed_ends_in_findings() => Gen.Select(Gen.OneOf(Odd), Gen.OneOf(Odd), Gen.Int[0, 22], Gen.Int[0, 22], Gen.Int[2, 7], Gen.Int[2, 7]).Sample((first, second, one, other, line, below) =>
    {
        var fields = DelayNotices.Collection.LedgerFields;
        var file = Plain().Cell(line, fields[one], first).Cell(below, fields[other], second);
        var ledger = new MemoryLedger();
        _ = ledger.Receive(Plain().Content, "RJ7", Late);
        _ = ledger.Receive(file.Content, "RJ7", Late);
        _ = ledger.Receive(file.Content, "730", Late);
    });

    private static readonly string[] Odd =
        ["", " ", "-", "0", "-1", "1e9", "#N/A", "Yes", "No", "2015-06-01", "1900-01-01 00:00", "2199-12-31 23:59", "2015-06-08 10:00", "31/02/2015", "Discharged", "Died", "Admitted", "Assessment notice withdrawn", "Discharge notice withdrawn",
            "Discharge notice", "Other authority responsible", "730", "820", "9900", "999", "RJ7", "NHS", "I", "Private", "DN-0412", "=1+1", new('x', 3000), "\u202Eabc"];

    internal static readonly Gen<NoticeLine> Rows =
        from kind in Gen.Enum<NoticeLineKind>()
        from date in Gen.Int[0, 100_000].Select(days => new DateOnly(1900, 1, 1).AddDays(days))
        from seconds in Gen.Int[-1, 86_399]
        from text in Gen.OneOf("AN-1", "D/15.2", "X_9", "")
        from content in Gen.Int[0, 2].Array[9]
        from days in Gen.Int[-1, 30]
        from care in Gen.Enum<CareSetting>().Nullable()
        from reason in Gen.Enum<Reason>().Nullable()
        from attributed in Gen.Enum<Attribution>().Nullable()
        let said = content.Select(one => one == 0 ? (bool?)null : one == 1).ToArray()
        let other = days < 0 ? (DateOnly?)null : date.AddDays(days)
        select new NoticeLine("RJ7", "C-1", "730", kind, new Moment(date, seconds < 0 ? null : new TimeOnly(0, 0).Add(TimeSpan.FromSeconds(seconds))), Given(text), other, other, Given(text), care,
            new NoticeContent(said[0], said[1], said[2], said[3], said[4], said[5], said[6], said[7], said[8]), attributed, reason, Given(text) is null ? null : "820", Given(text));

    private static string? Given(string text) => text.Length == 0 ? null : text;

    private static NoticeLine Of(SmallFile file, string sender) => DelayNotices.Collection.RowOf(file.Check(sender, Late).Accepted.Single().Rows[0]);

    private static IEnumerable<string> Told(MemoryLedger ledger, SmallFile file, string sender) => Assert.Single(ledger.Receive(file.Content, sender, Late).Effects).Findings.Select(finding => $"{finding.Rule}: {finding.Wrong}");

    private static SmallFile File() => new(DelayNotices.Collection);

    /// <summary>One assessment notice of E20, with everything that the Care Act wants.</summary>
    internal static SmallFile One(params (string Field, string Typed)[] cells) => File().Row(cells);

    private static SmallFile One2003(params (string Field, string Typed)[] cells) =>
        File().Row([.. new[] { ("case", "D-05-0001"), ("when", "2005-06-06 10:00"), ("nhs-number", "") }.Where(own => !cells.Any(cell => cell.Field == own.Item1)), .. cells]);

    /// <summary>E20: admitted, assessment notice, discharge notice, arrangements, word of the authority, discharge, on lines 2 to 7.</summary>
    internal static SmallFile Plain() => File()
        .Event("Admitted", "2015-05-20 10:00", ("care", "Acute"))
        .Row(("care", ""))
        .Discharge("2015-06-02 10:00", "DN-0412", "2015-06-03")
        .Event("Arrangements in place", "2015-06-08 13:00")
        .Event("Authority says all is ready", "2015-06-08 13:00")
        .Event("Discharged", "2015-06-08 15:00");

    /// <summary>E14 up to the discharge notice.</summary>
    private static SmallFile Plain2003() => One2003().Discharge("2005-06-08 16:00", "S5-1", "2005-06-09", Y2005, ("nhs-number", ""), ("services", ""));

    /// <summary>E15: a discharge notice on Friday 10 June 2005 at 14:30.</summary>
    private static SmallFile Friday(string proposed) => One2003(("when", "2005-06-08 09:00")).Discharge("2005-06-10 14:30", "S5-1", proposed, Y2005, ("nhs-number", ""), ("services", ""));

    private static SmallFile Shadow(string proposed) => One2003(("when", "2003-12-30 10:00")).Discharge("2004-01-02 10:00", "S5-1", proposed, Y2005, ("nhs-number", ""), ("services", ""));
}

internal static class NoticeFiles
{
    private static readonly string[] OnNotices = ["notice", "hospital", "care", "written", "says-which", "nhs-number", "contact", "consulted", "chc", "objection", "informed", "services"];

    /// <summary>A line that is no notice: the examples of what stands on notices are left out.</summary>
    internal static SmallFile Event(this SmallFile file, string line, string when, params (string Field, string Typed)[] cells) =>
        file.Row([("line", line), ("when", when), .. OnNotices.Where(field => !cells.Any(cell => cell.Field == field)).Select(field => (field, "")), .. cells]);

    internal static SmallFile Discharge(this SmallFile file, string when, string reference, string proposed, params (string Field, string Typed)[] cells) => file.Event("Discharge notice", when,
        [.. new[] { ("notice", reference), ("proposed-discharge", proposed), ("written", "Yes"), ("says-which", "Yes"), ("nhs-number", "Yes"), ("contact", "Yes"), ("informed", "Yes"), ("services", "Yes") }.Where(own => !cells.Any(cell => cell.Field == own.Item1)), .. cells]);

    internal static SmallFile Withdrawn(this SmallFile file, string notice, string when, string reference) => file.Event($"{notice} notice withdrawn", when, ("notice", reference));

    internal static SmallFile Cause(this SmallFile file, string when, string attributed, string reason = "") => file.Event("Cause of delay from here", when, ("attributed", attributed), ("reason", reason));

    internal static SmallFile Other(this SmallFile file, string authority, string when = "2015-06-20") => file.Event("Other authority responsible", when, ("other-authority", authority));
}
