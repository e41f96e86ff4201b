using System.Collections.Immutable;
using Monitoring.Core.Figures.Reimbursement;
using Monitoring.Core.Kernel;
using Monitoring.Core.Ledger;
using Monitoring.Core.Policy;
using Monitoring.Core.Returns;
using Monitoring.Core.Tests.Ledger;
using Monitoring.Core.Tests.Returns;
using static Monitoring.Core.Tests.Returns.DelayNoticesTests;

namespace Monitoring.Core.Tests.Figures.Reimbursement;

/// <summary>From the returns of both parties, as they are checked, accepted and kept, to what is due. E numbers are the examples of the domain note, section 7D.</summary>
public class StatementsOfReturnsTests
{
    private readonly MemoryLedger _ledger = new();

    [Theory]
    [InlineData("2015-06-01 13:59", "2015-06-08 13:00", 775)] // E20
    [InlineData("2015-06-01 14:01", "2015-06-08 13:00", 620)] // relevant day 4 June
    [InlineData("2015-06-01 13:59", "2015-06-08 10:45", 620)] // 8 June excluded: reg 9(4)
    public void E20(string assessment, string arrangements, int due)
    {
        var notices = Plain().Cell(3, "when", assessment).Cell(5, "when", arrangements).Cell(6, "when", arrangements);
        Receive(notices, "RJ7");
        Receive(notices, "730");
        Receive(Decision(due), "RJ7");
        Assert.Equal((due, due, due, 0), Of("2015-06"));
    }

    [Fact]
    public void E21_a_month_end()
    {
        var notices = new SmallFile(DelayNotices.Collection).Row(("when", "2016-01-25 09:00")).Discharge("2016-01-28 11:00", "DN-1", "2016-01-29").Event("Arrangements in place", "2016-02-03 14:00").Event("Discharged", "2016-02-03 14:00");
        Receive(notices, "RJ7");
        Receive(notices, "730");
        Receive(Decision(310, "2016-01", 2), "RJ7");
        Receive(Decision(465, "2016-02", 3), "RJ7");
        Assert.Equal((310, 310, 310, 0), Of("2016-01"));
        Assert.Equal((465, 465, 465, 0), Of("2016-02"));
    }

    [Fact]
    public void E22_a_late_discharge_notice_is_worth_nothing()
    {
        var notices = Plain().Cell(3, "when", "2015-06-01 09:00").Cell(4, "when", "2015-06-02 15:00");
        Receive(notices, "RJ7");
        Receive(notices, "730");
        Receive(Decision(775), "RJ7");
        Assert.Equal((0, 0, 0, 0), Of("2015-06"));
    }

    [Fact]
    public void E23_the_London_rate_is_recovered_from_the_county()
    {
        var notices = new SmallFile(DelayNotices.Collection).Row(("when", "2017-05-08 09:00")).Discharge("2017-05-09 10:00", "DN-1", "2017-05-11").Event("Arrangements in place", "2017-05-14 13:00").Event("Discharged", "2017-05-14 15:00").Other("820", "2017-08-01");
        Receive(notices, "RJ7");
        Receive(notices, "730");
        Receive(Decision(465, "2017-05", 3, ("invoice", "INV-1"), ("invoiced", "2017-06-05"), ("paid", "465"), ("paid-on", "2017-07-01")), "RJ7");
        Assert.Equal((465, 465, 465, 0), Of("2017-05"));
        Assert.Equal((465, 465, 465, 0), Of("2017-05", "820", "730"));
        var recovery = Statement("2017-05", "820", "730").Recoveries.Single();
        Assert.Equal((3, "SI 2014/2823 reg 12"), (recovery.Days, recovery.Provision));
    }

    [Fact]
    public void E24_not_sought()
    {
        Receive(Plain(), "RJ7");
        Receive(Plain(), "730");
        Receive(ReimbursementDecisionsTests.One(("waived", "775"), ("agreed", "0"), ("why-waived", "Payment is not sought")), "RJ7");
        Assert.Equal((775, 0, 0, 0), Of("2015-06"));
    }

    [Fact]
    public void A_disputed_day_is_in_dispute_and_the_others_are_due()
    {
        Receive(Plain(), "RJ7");
        Receive(Plain().Cell(5, "when", "2015-06-08 10:45").Cell(6, "when", "2015-06-08 10:45"), "730");
        Receive(Decision(775), "RJ7");
        Assert.Equal((775, 775, 620, 155), Of("2015-06"));
        Assert.Equal([new DateOnly(2015, 6, 8)], Statement("2015-06").Cases.Single().Days.Where(day => day.Standing == DayStanding.OnlyNhsBody).Select(day => day.Date));
    }

    [Theory]
    [InlineData("2015-06-07", 3, 2)] // the NHS body's report of 9 June; the authority's of 7 June reaches 6 June: two days are still to be answered
    [InlineData("2015-06-09", 5, 0)]
    public void What_a_report_of_an_open_case_does_not_reach_is_still_to_be_answered(string authorityReports, int agreed, int notAnswered)
    {
        var open = new SmallFile(DelayNotices.Collection).Event("Admitted", "2015-05-20 10:00", ("care", "Acute")).Row(("care", "")).Discharge("2015-06-02 10:00", "DN-0412", "2015-06-03");
        Receive(open, "RJ7", "2015-06-09");
        Receive(open, "730", authorityReports);
        var days = Statement("2015-06").Cases.Single().Days;
        Assert.Equal((agreed, notAnswered, 0), (days.Count(day => day.Standing == DayStanding.Agreed), days.Count(day => day.Standing == DayStanding.NotAnswered), days.Count(day => day.Standing == DayStanding.OnlyNhsBody)));
    }

    [Fact]
    public void A_case_that_is_sent_again_because_the_patient_is_still_there_runs_on()
    {
        var open = new SmallFile(DelayNotices.Collection).Event("Admitted", "2015-05-20 10:00", ("care", "Acute")).Row(("care", "")).Discharge("2015-06-02 10:00", "DN-0412", "2015-06-03");
        Receive(open, "RJ7", "2015-06-09");
        var before = Statement("2015-06");
        Receive(open, "RJ7", "2015-06-12");
        var after = Statement("2015-06");
        Assert.Equal((5, 8), (before.Year[^1].Days, after.Year[^1].Days)); // 4 to 8 June, 4 to 11 June
        var standing = Assert.Single(_ledger.Standing(new PageRef("delay-notices", "RJ7")).Slices);
        Assert.Equal((standing.Since, standing.Confirmed), (before.LastAcceptance, after.LastAcceptance));
        Assert.True(after.LastAcceptance > before.LastAcceptance);
    }

    [Fact] // E22: the discharge notice of 2 June at 15:00 counts as given on 3 June
    public void A_case_lost_to_a_late_notice_is_on_the_statement_with_what_it_lost()
    {
        Receive(Plain().Cell(4, "when", "2015-06-02 15:00"), "RJ7");
        var statement = Statement("2015-06");
        var stated = Assert.Single(statement.Cases);
        Assert.Equal((0, 0, 0, 0), Of("2015-06"));
        Assert.Equal((0, 5), (statement.Year[^1].Days, stated.Days.Count(day => day.NhsBody?.Ground == Ground.NoDischargeNotice && day.Date > new DateOnly(2015, 6, 3))));
        Assert.Equal(
            [
                "The discharge notice of 2 June 2015 at 15:00 is not valid. Given on 2 June 2015 at 15:00, it counts as given on 3 June 2015: less than one day before the proposed date, 3 June 2015. "
                    + "To be valid for 3 June 2015 it had to be given by 14:00 on 2 June 2015. Given when it was, it could propose 4 June 2015 or later. (SI 2014/2823 regs 5, 11)",
                "No day of June 2015 counts. Were the notice valid, 5 days would.",
            ],
            stated.Notes);
    }

    [Fact]
    public void A_case_that_lost_no_day_is_told_where_there_is_a_statement_and_makes_none()
    {
        // Everything was in place at the end of the relevant day: no liability, late notice or not.
        Receive(Plain().Cell(4, "when", "2015-06-02 15:00").Cell(5, "when", "2015-06-02 12:00").Cell(6, "when", "2015-06-02 12:00"), "RJ7");
        Assert.Empty(All());
        Receive(Other(Plain(), "D-15-0413"), "RJ7");
        var statement = Statement("2015-06");
        Assert.Equal(["D-15-0412", "D-15-0413"], statement.Cases.Select(one => one.Case));
        Assert.StartsWith("The discharge notice of 2 June 2015 at 15:00 is not valid.", Assert.Single(statement.Cases[0].Notes));
        // In time: nothing could be asked for, and nothing is to be said.
        Receive(Plain().Cell(5, "when", "2015-06-03 13:00").Cell(6, "when", "2015-06-03 13:00").Cell(7, "when", "2015-06-03 15:00"), "RJ7");
        Assert.Equal("D-15-0413", Assert.Single(Statement("2015-06").Cases).Case);
    }

    [Fact]
    public void Why_no_day_counts_is_said_where_every_notice_is_valid()
    {
        Receive(Plain().Cell(5, "when", "2015-06-02 12:00").Cell(6, "when", "2015-06-02 12:00"), "RJ7");
        Receive(Other(Plain(), "D-15-0413"), "RJ7");
        Assert.Equal(
            ["No day of June 2015 counts. At the end of the relevant day, 3 June 2015, the assessment was done and all arrangements were in place, since 2 June 2015 at 12:00: no liability arose."],
            Statement("2015-06").Cases.Single(one => one.Case == "D-15-0412").Notes);
    }

    [Fact]
    public void A_case_without_a_discharge_notice_is_told_in_the_month_of_its_last_notice()
    {
        Receive(new SmallFile(DelayNotices.Collection).Event("Admitted", "2015-05-20 10:00", ("care", "Acute")).Row(("care", "")).Event("Discharged", "2015-07-08 15:00"), "RJ7");
        Assert.Empty(All());
        Receive(Other(Plain(), "D-15-0413"), "RJ7");
        Assert.Equal(["2015-06"], All().Select(statement => statement.Key.Month.ToString()));
        Assert.Equal(["No day of June 2015 counts. No discharge notice had been given by 30 June 2015."], Statement("2015-06").Cases.Single(one => one.Case == "D-15-0412").Notes);
    }

    [Theory] // each fault, put right as its remedy has it: the assessment notice of 1 June, the discharge notice of 2 June for 3 June
    [InlineData("a discharge notice without the NHS number", 5)]
    [InlineData("an assessment notice more than 7 days before the admission", 5)]
    [InlineData("a discharge notice before the assessment notice", 5)]
    [InlineData("a discharge notice a week late", 5)]
    [InlineData("no proposed date", null)] // nobody can tell what it would have been
    [InlineData("no assessment notice", null)] // nothing was given that could be put right
    [InlineData("after the end of the scheme", null)]
    public void What_a_fault_has_cost(string fault, int? days)
    {
        NoticeLine[] lines = [Told.Assessment("2015-06-01 09:00"), Told.Discharge("2015-06-02 10:00", "2015-06-03"), Told.Line("2015-06-08 12:00", NoticeLineKind.Discharged)];
        lines = fault switch
        {
            "a discharge notice without the NHS number" => [lines[0], lines[1] with { Content = lines[1].Content with { NhsNumber = false } }, lines[2]],
            "an assessment notice more than 7 days before the admission" => [lines[0] with { ExpectedAdmission = new DateOnly(2015, 6, 12) }, lines[1], lines[2]],
            "a discharge notice before the assessment notice" => [Told.Assessment("2015-06-02 10:01"), Told.Assessment("2015-06-01 09:00") with { Kind = NoticeLineKind.AssessmentDone }, Told.Discharge("2015-06-01 10:00", "2015-06-03"), lines[2]],
            "a discharge notice a week late" => [lines[0], Told.Discharge("2015-06-07 10:00", "2015-06-03"), lines[2]],
            "no proposed date" => [lines[0], lines[1] with { ProposedDischarge = null }, lines[2]],
            "no assessment notice" => [lines[1], lines[2]],
            _ => [Told.Assessment("2022-07-01 09:00"), Told.Discharge("2022-07-02 10:00", "2022-07-03"), Told.Line("2022-07-08 12:00", NoticeLineKind.Discharged)],
        };
        var statements = Statements.Of(new StatementFacts("RJ7", [Told.Case([.. lines])], [], [], []), PolicyBook.Current, ReferenceBook.Current);
        Assert.Equal(days is null ? 0 : 1, statements.Length);
        if (days is { } lost)
        {
            Assert.Equal(0, statements[0].Year[^1].Days);
            Assert.Contains(statements[0].Cases.Single().Notes, note => note.EndsWith($"valid, {Words.Days(lost)} would.", StringComparison.Ordinal));
        }
    }

    [Fact]
    public void The_switches_in_force_are_printed_and_those_of_the_other_law_are_not()
    {
        Receive(Plain(), "RJ7");
        var switches = Statement("2015-06").Switches.Select(one => one.Policy).ToList();
        Assert.Contains("reimbursement.unanswered", switches);
        Assert.Contains("reimbursement.minimum-period-2014", switches);
        Assert.DoesNotContain("reimbursement.waiver-2003", switches);
    }

    private static SmallFile Other(SmallFile file, string reference)
    {
        for (var line = 2; line <= 7; line++)
            file.Cell(line, "case", reference);
        return file;
    }

    /// <summary>Two cases in one file, or each in a file of its own: the same figures, days and words.</summary>
    [Fact]
    public void Splitting_a_file_changes_nothing_but_the_names_of_files()
    {
        var second = Other(Plain(), "D-15-0413");
        Receive(Plain(), "RJ7");
        Receive(second, "RJ7");
        var apart = Statement("2015-06");
        var together = new StatementsOfReturnsTests();
        together.Receive(Both(), "RJ7");
        Assert.Equal(Figures(apart), Figures(together.Statement("2015-06")));

        static SmallFile Both() => Plain()
            .Event("Admitted", "2015-05-20 10:00", ("care", "Acute"), ("case", "D-15-0413")).Row(("care", ""), ("case", "D-15-0413")).Discharge("2015-06-02 10:00", "DN-0412", "2015-06-03", ("case", "D-15-0413"))
            .Event("Arrangements in place", "2015-06-08 13:00", ("case", "D-15-0413")).Event("Authority says all is ready", "2015-06-08 13:00", ("case", "D-15-0413")).Event("Discharged", "2015-06-08 15:00", ("case", "D-15-0413"));

        static string Figures(Statement statement) =>
            $"{statement.Amounts} {string.Join(' ', statement.Working)} {string.Join(' ', statement.StatusReasons)} {string.Join(' ', statement.Cases.Select(one => $"{one.Case} {one.Amounts} {string.Join(' ', one.Days.Select(day => $"{day.Date:O} {day.Standing} {day.NhsBody?.Fact}"))}"))}";
    }

    private void Receive(SmallFile file, string sender, string arrivedOn = "2017-09-01")
    {
        var (found, _) = _ledger.Receive(file.Content, sender, arrivedOn);
        Assert.DoesNotContain(found.Findings, finding => finding.Severity == Core.Validation.Severity.Error);
        Assert.NotEmpty(found.Accepted);
    }

    private static SmallFile Decision(int sought, string month = "2015-06", int? days = null, params (string Field, string Typed)[] cells) =>
        ReimbursementDecisionsTests.One([("month", month), ("days", $"{days ?? sought / 155}"), ("sought", $"{sought}"), ("agreed", ""), ("disputed", ""), ("on", $"{month}-28"), .. cells]);

    private Statement Statement(string month, string payer = "730", string payee = "RJ7") => All().Single(statement => statement.Key == new StatementKey("RJ7", payee, payer, ReportingMonth.Parse(month)));

    private ImmutableArray<Statement> All()
    {
        var facts = Reported.Facts(
            "RJ7", _ledger.Standing(new PageRef("delay-notices", "RJ7")), Enumerable.Range(0, 36).Select(number => _ledger.Standing(new PageRef("reimbursement-decisions", new ReportingMonth(2015, 1).AddMonths(number).ToString()))), [],
            (_, slice) => _ledger.Rows(slice), []);
        return Statements.Of(facts, PolicyBook.Current, ReferenceBook.Current);
    }

    private (decimal Computable, decimal? Required, decimal? Due, decimal? InDispute) Of(string month, string payer = "730", string payee = "RJ7") =>
        Statement(month, payer, payee).Amounts is var amounts ? (amounts.Computable.Pounds, amounts.Required?.Pounds, amounts.Due?.Pounds, amounts.InDispute?.Pounds) : default;
}
