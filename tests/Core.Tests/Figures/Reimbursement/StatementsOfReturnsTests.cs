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
    public void The_switches_in_force_are_printed_and_those_of_the_other_law_are_not()
    {
        Receive(Plain(), "RJ7");
        var switches = Statement("2015-06").Switches.Select(one => one.Policy).ToList();
        Assert.Contains("reimbursement.unanswered", switches);
        Assert.Contains("reimbursement.minimum-period-2014", switches);
        Assert.DoesNotContain("reimbursement.waiver-2003", switches);
    }

    /// <summary>Two cases in one file, or each in a file of its own: the same figures, days and words.</summary>
    [Fact]
    public void Splitting_a_file_changes_nothing_but_the_names_of_files()
    {
        var second = Plain();
        for (var line = 2; line <= 7; line++)
            second.Cell(line, "case", "D-15-0413");
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

    private Statement Statement(string month, string payer = "730", string payee = "RJ7")
    {
        var facts = Reported.Facts(
            "RJ7", _ledger.Standing(new PageRef("delay-notices", "RJ7")), Enumerable.Range(0, 36).Select(number => _ledger.Standing(new PageRef("reimbursement-decisions", new ReportingMonth(2015, 1).AddMonths(number).ToString()))), [],
            (_, slice) => _ledger.Rows(slice), []);
        return Statements.Of(facts, PolicyBook.Current, ReferenceBook.Current).Single(statement => statement.Key == new StatementKey("RJ7", payee, payer, ReportingMonth.Parse(month)));
    }

    private (decimal Computable, decimal? Required, decimal? Due, decimal? InDispute) Of(string month, string payer = "730", string payee = "RJ7") =>
        Statement(month, payer, payee).Amounts is var amounts ? (amounts.Computable.Pounds, amounts.Required?.Pounds, amounts.Due?.Pounds, amounts.InDispute?.Pounds) : default;
}
