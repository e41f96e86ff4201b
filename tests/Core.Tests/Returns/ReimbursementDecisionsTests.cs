using CsCheck;
using Monitoring.Core.Kernel;
using Monitoring.Core.Ledger;
using Monitoring.Core.Policy;
using Monitoring.Core.Returns;
using Monitoring.Core.Tests.Ledger;
using Monitoring.Core.Validation;

namespace Monitoring.Core.Tests.Returns;

/// <summary>The rules of reimbursement decisions, with the law beside each. E numbers are the examples of the domain note.</summary>
public class ReimbursementDecisionsTests
{
    private const Severity Error = Severity.Error, Warning = Severity.Warning;

    private const string Late = "2022-12-01";

    internal sealed record Case(string Rule, Severity Severity, string Law, Func<SmallFile> Keeps, Func<SmallFile> Breaks, string Heading, string Wrong, string Sender = "RJ7", string ArrivedOn = Late);

    internal static readonly Dictionary<string, Case> Cases = new()
    {
        ["RD-01 no such authority"] = new("RD-01", Error, "Codes as published in DTOC", () => One(), () => One(("authority", "999"), ("sought", "650"), ("agreed", "650")), "Authority code", "'999' is not the code of an authority in June 2015."),
        ["RD-01 Poole after its end"] = new("RD-01", Error, "Bournemouth, Dorset and Poole (Structural Changes) Order 2018", () => Shire("811", "2019-03"), () => Shire("811", "2019-04"), "Authority code", "'811' is not the code of an authority in April 2019."),
        ["RD-02 before the list begins"] = new("RD-02", Warning, "The list begins in August 2010", () => Of2003("820", "500"), () => Of2003("610", "500"), "Authority code", "'610' is not the code of an authority in June 2005."),
        ["RD-03 an NHS body that is not known"] = new("RD-03", Warning, "ODS list", () => One(), () => One(("nhs-body", "5K6")), "NHS body code", "'5K6' is not in the list of NHS bodies.", Sender: "730"),
        ["RD-04 more days than June has"] = new("RD-04", Error, "Arithmetic", () => Days(30), () => Days(31), "Days claimed", "31 days are more than the 30 of June 2015."),
        ["RD-05 after the scheme"] = new("RD-05", Warning, "SI 2022/734: 1 July 2022", () => One(("month", "2022-06"), ("on", "2022-08-01")), () => One(("month", "2022-07"), ("on", "2022-08-01")), "Month", "In July 2022 there was no scheme under which payment could be required."),
        ["RD-05 before payment began"] = new("RD-05", Warning, "SI 2003/2277 reg 1: 5 January 2004", () => January2004(27), () => January2004(28), "Month", "Payment could be required for 27 days of January 2004 only."),
        ["RD-06 below zero"] = new("RD-06", Error, "House rule", () => One(("paid", "0.00")), () => One(("paid", "-155.00"), ("paid-on", "2015-08-01")), "Amount paid", "-£155.00 is below zero."),
        ["RD-07 E20, the other rate"] = new("RD-07", Warning, "SI 2014/2823 reg 10: £155 in London", () => One(), () => One(("sought", "650"), ("agreed", "")), "Amount sought", "£650.00 is not a whole number of days at £155.00, the rate of 730 in June 2015. It would be 5 days at £130.00."),
        ["RD-07 E4, £99,970"] = new("RD-07", Warning, "769 days at £130; 644.97 at £155", () => Shire("820", "2017-06", ("sought", "3900"), ("agreed", "3900"), ("days", "30")), () => One(("month", "2017-06"), ("on", "2017-07-06"), ("sought", "99970"), ("agreed", "")), "Amount sought",
            "£99,970.00 is not a whole number of days at £155.00, the rate of 730 in June 2017. It would be 769 days at £130.00."),
        ["RD-07 the list of 2003 is not that of 2014"] = new("RD-07", Warning, "Surrey: £120, then £130", () => Of2003("805", "600"), () => Shire("805", "2015-06", ("sought", "600"), ("agreed", "")), "Amount sought", "£600.00 is not a whole number of days at £130.00, the rate of 805 in June 2015. It would be 5 days at £120.00."),
        ["RD-07 a payment in part"] = new("RD-07", Warning, "SI 2014/2823 reg 10", () => One(("paid", "310"), ("paid-on", "2015-08-01")), () => One(("paid", "300"), ("paid-on", "2015-08-01")), "Amount paid", "£300.00 is not a whole number of days at £155.00, the rate of 730 in June 2015. It would be 3 days at £100.00."),
        ["RD-08 one day too few"] = new("RD-08", Warning, "SI 2014/2823 reg 10", () => One(), () => One(("sought", "620"), ("agreed", "620")), "Amount sought", "5 days at £155.00 come to £775.00, not £620.00."),
        ["RD-08 E19, Kent at £100"] = new("RD-08", Warning, "SI 2003/2277 reg 7", () => Of2003("820", "500"), () => Of2003("820", "600"), "Amount sought", "5 days at £100.00 come to £500.00, not £600.00."),
        ["RD-09 a day unaccounted for"] = new("RD-09", Error, "House rule", () => One(("agreed", "465"), ("waived", "155"), ("why-waived", "Agreed locally"), ("disputed", "155"), ("disputed-fact", "When: arrangements")),
            () => One(("agreed", "310"), ("waived", "155"), ("why-waived", "Agreed locally"), ("disputed", "155"), ("disputed-fact", "When: arrangements")), "Amount agreed", "£310.00 agreed, £155.00 waived, £155.00 disputed: together £620.00, which is not the £775.00 sought."),
        ["RD-09 more than all while something is undecided"] = new("RD-09", Error, "House rule", () => One(("agreed", "775"), ("waived", "")), () => One(("agreed", "930"), ("waived", "")), "Amount agreed", "£930.00 agreed, £0.00 disputed: together £930.00, which is more than the £775.00 sought."),
        ["RD-10 an invoice without a date"] = new("RD-10", Error, "House rule", () => One(("invoice", "INV-1"), ("invoiced", "2015-07-10")), () => One(("invoice", "INV-1")), "Invoice date", "The invoice INV-1 has no date."),
        ["RD-10 an invoice without a reference"] = new("RD-10", Error, "House rule", () => One(), () => One(("invoiced", "2015-07-10")), "Invoice reference", "The invoice of 10 July 2015 has no reference."),
        ["RD-11 paid, nobody knows when"] = new("RD-11", Error, "House rule", () => One(("paid", "775"), ("paid-on", "2015-08-01")), () => One(("paid", "775")), "Paid on", "It is not said when £775.00 was paid."),
        ["RD-11 a date without an amount"] = new("RD-11", Error, "House rule", () => One(), () => One(("paid-on", "2015-08-01")), "Amount paid", "It is not said what was paid on 1 August 2015."),
        ["RD-11 before the invoice"] = new("RD-11", Error, "House rule", () => Paid("2015-07-10"), () => Paid("2015-07-09"), "Paid on", "9 July 2015 is before the invoice of 10 July 2015."),
        ["RD-12 before the month"] = new("RD-12", Error, "House rule", () => One(("on", "2015-06-01")), () => One(("on", "2015-05-31")), "Decided on", "31 May 2015 is before June 2015 began."),
        ["RD-12 after the file"] = new("RD-12", Error, "House rule", () => One(("on", Late)), () => One(("on", "2022-12-02")), "Decided on", "2 December 2022 is after 1 December 2022, when this file arrived."),
        ["RD-13 E24, not sought"] = new("RD-13", Warning, "Care Act 2014 Sch. 3 para 4", () => NotSought("2015-04", "NHS body does not seek payment"), () => NotSought("2015-04", ""), "Why waived", "£775.00 are waived without a reason."),
        ["RD-14 disputed, nobody knows why"] = new("RD-14", Warning, "Birmingham, domain note 8.1", () => One(("agreed", "620"), ("disputed", "155"), ("disputed-fact", "When: arrangements were in place at 10:45")), () => One(("agreed", "620"), ("disputed", "155")), "Fact disputed", "£155.00 are disputed without a fact."),
        ["RD-15 more paid than sought"] = new("RD-15", Warning, "House rule", () => One(("paid", "775"), ("paid-on", "2015-08-01")), () => One(("paid", "930"), ("paid-on", "2015-08-01")), "Amount paid", "£930.00 paid is more than £775.00 sought."),
        ["RD-16 a duty waived"] = new("RD-16", Warning, "Act of 2003 s. 6(2)", () => Of2003("820", "500", ("agreed", "0"), ("waived", "500"), ("why-waived", "Local agreement")), () => Of2003("820", "500", ("agreed", "0"), ("waived", "500")), "Amount waived", "£500.00 are waived for June 2005, when payment was a duty."),
        ["RD-17 pence for pounds"] = new("RD-17", Error, "31 days at £155", () => OfJuly("4805"), () => OfJuly("480500"), "Amount sought", "£480,500.00 cannot be of one case and month: 31 days at £155.00, the highest daily rate there was, come to £4,805.00."),
    };

    public static TheoryData<string> Names => [.. Cases.Keys];

    [Theory, MemberData(nameof(Names))]
    public void A_return_that_keeps_the_rule_by_a_hair_has_no_findings(string name) => Assert.Empty(Cases[name].Keeps().Check(Cases[name].Sender, Cases[name].ArrivedOn).Findings);

    [Theory, MemberData(nameof(Names))]
    public void The_return_that_breaks_it_has_that_finding_and_no_other(string name)
    {
        var one = Cases[name];
        var found = one.Breaks().Check(one.Sender, one.ArrivedOn);
        var findings = found.Findings.Where(finding => finding.Rule == one.Rule).ToList();
        Assert.Equal((one.Severity, 2, one.Heading), (findings[0].Severity, findings[0].Line, findings[0].Heading));
        Assert.Contains(one.Wrong, findings[0].Wrong);
        Assert.All(found.Findings, finding => Assert.Equal(one.Rule, finding.Rule));
        Assert.Equal(one.Severity == Warning, found.Accepted.Length == 1);
    }

    [Fact]
    public void Every_rule_of_its_own_is_broken_by_some_case() =>
        Assert.Equal(ReimbursementDecisions.Collection.Rules.Where(rule => rule.Scope != RuleScope.Standing).Select(rule => rule.Id).Order(StringComparer.Ordinal), Cases.Values.Select(one => one.Rule).Distinct().Order(StringComparer.Ordinal));

    [Theory]
    [InlineData("£62,0500")] // E2: neither 62,050 nor 620,500
    [InlineData("1.005")]
    public void An_amount_that_can_be_meant_in_two_ways_is_refused(string typed) => Assert.Equal("CELL-03", Assert.Single(One(("sought", typed)).Check("RJ7", Late).Findings).Rule);

    [Fact]
    public void Amounts_as_large_as_can_be_typed_end_in_findings() =>
        Assert.Contains(One(("sought", "92233720368547758.07"), ("agreed", "92233720368547758.07"), ("waived", "92233720368547758.07"), ("paid", "92233720368547758.07")).Check("RJ7", Late).Findings, finding => finding.Rule == "RD-09" && finding.Wrong.Contains("£184,467,440,737,095,516.14"));

    [Fact]
    public void The_largest_amount_of_a_line_is_25_times_the_longest_month_at_the_highest_rate()
    {
        var most = 25 * 31 * DailyRates.AllOn(new DateOnly(2015, 7, 31), PolicyBook.Current).Max();
        Assert.Equal(most, ReimbursementDecisions.Most(new ReportingMonth(2015, 7), PolicyBook.Current));
        Assert.DoesNotContain(OfJuly($"{most.Pounds:0.00}").Check("RJ7", Late).Findings, finding => finding.Rule == "RD-17");
        var above = OfJuly($"{most.Pounds + 0.01m:0.00}").Check("RJ7", Late);
        Assert.Equal(("RD-17", "Amount sought"), (Assert.Single(above.Findings).Rule, above.Findings[0].Heading));
        Assert.Empty(above.Accepted);
    }

    [Theory]
    [InlineData("775", "0", 0)] // E24: computed, and not required
    [InlineData("0", "775", 775)]
    public void What_is_required_is_what_is_sought_and_not_waived(string waived, string agreed, int required) =>
        Assert.Equal(Pence.FromPounds(required), Of(One(("waived", waived), ("agreed", agreed), ("why-waived", "Decided so"))).Required);

    [Fact]
    public void While_nobody_says_what_is_waived_nothing_is_required() => Assert.Null(Of(One(("waived", ""))).Required);

    [Fact]
    public void A_decision_is_a_slice_of_its_month() => Assert.Equal(new SliceKey("2015-06", "RJ7", "D-15-0412"), Assert.Single(One().Check("RJ7", Late).Accepted).Key);

    [Fact]
    public void Two_months_of_a_case_are_two_slices() // E21: £260 January, £390 February
    {
        var file = Shire("820", "2016-01", ("days", "2"), ("sought", "260"), ("agreed", "260")).Row(("authority", "820"), ("month", "2016-02"), ("days", "3"), ("sought", "390"), ("agreed", "390"), ("on", "2016-03-01"));
        Assert.Equal(["2016-01", "2016-02"], file.Check("RJ7", Late).Accepted.Select(slice => slice.Key.Page));
    }

    [Fact]
    public void A_decision_on_a_case_without_notices_is_told()
    {
        var ledger = new MemoryLedger();
        Assert.Equal(["RD-50: No notices of the case D-15-0412 of RJ7 have been reported yet."], Told(ledger, One(), "RJ7"));
        _ = ledger.Receive(DelayNoticesTests.Plain().Content, "730", Late);
        Assert.Empty(Told(ledger, One(("comment", "now with notices")), "RJ7"));
        Assert.Equal(["RD-50: No notices of the case D-15-0413 of RJ7 have been reported yet."], Told(ledger, One(("case", "D-15-0413")), "RJ7"));
    }

    [Fact]
    public void Decisions_that_differ_are_told_with_both_values()
    {
        var ledger = new MemoryLedger();
        _ = ledger.Receive(DelayNoticesTests.Plain().Content, "RJ7", Late);
        _ = Told(ledger, One(), "RJ7");
        Assert.Empty(Told(ledger, One(("by", "Head of adult social care"), ("agreed", "")), "730"));
        string[] differ = ["RD-51: Amount agreed is £620.00 here and £775.00 in the return of RJ7.", "RD-51: Amount disputed is £155.00 here and £0.00 in the return of RJ7."];
        Assert.Equal(differ, Told(ledger, One(("agreed", "620"), ("disputed", "155"), ("disputed-fact", "When: arrangements")), "730").Order(StringComparer.Ordinal));
        Assert.Equal(["RD-51: Amount agreed is £775.00 here and £620.00 in the return of 730.", "RD-51: Amount disputed is £0.00 here and £155.00 in the return of 730."], Told(ledger, One(("comment", "stands")), "RJ7").Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_row_reads_back_from_the_ledger() => Rows.Sample(row => Assert.Equal(row, ReimbursementDecisions.Collection.RowOf(ReimbursementDecisions.Collection.Keep(ReimbursementDecisions.SliceOf(row.Month, row.NhsBody, row.Case), row, 2))));

    [Fact]
    public void A_row_written_on_the_template_is_read_as_it_was() => Rows.Sample(row =>
    {
        var table = ReimbursementDecisions.Collection.Parts[0];
        var found = new SmallFile(ReimbursementDecisions.Collection).Row([.. table.Fields.Zip(table.Write(row), (field, text) => (field.Column.Field, text))]).Check("RJ7", "2199-12-31");
        Assert.DoesNotContain(found.Findings, finding => finding.Rule.StartsWith("CELL", StringComparison.Ordinal));
        Assert.All(found.Accepted, slice => Assert.Equal(row, ReimbursementDecisions.Collection.RowOf(Assert.Single(slice.Rows))));
    });

    [Fact]
    public void Whatever_is_typed_ends_in_findings() => Gen.Select(Gen.OneOf(Odd), Gen.OneOf(Odd), Gen.Int[0, 17], Gen.Int[0, 17]).Sample((first, second, one, other) =>
    {
        var fields = ReimbursementDecisions.Collection.LedgerFields;
        var file = One((fields[one], first)).Cell(2, fields[other], second);
        var ledger = new MemoryLedger();
        _ = ledger.Receive(One().Content, "RJ7", Late);
        _ = ledger.Receive(file.Content, "RJ7", Late);
        _ = ledger.Receive(file.Content, "730", Late);
    });

    private static readonly string[] Odd =
        ["", "-", "0", "-1", "31", "999999999", "2147483648", "92233720368547758.07", "-92233720368547758.07", "£775", "(155.00)", "62,0500", "1900-01", "2199-12", "2015-06-31", "2199-12-31", "1900-01-01", "730", "9900", "999", "RJ7", "X24", "ZZZ", "#N/A", "=1+1", new('x', 3000)];

    internal static readonly Gen<ReimbursementDecision> Rows =
        from month in Gen.Int[0, 2400].Select(months => ReportingMonth.Of(new DateOnly(1995, 1, 1).AddMonths(months)))
        from days in Gen.Int[0, 40]
        from amounts in Gen.Long[0, 12_000_000].Array[5]
        from dates in Gen.Int[0, 60_000].Select(offset => new DateOnly(2003, 1, 1).AddDays(offset)).Array[3]
        from dated in Gen.Bool.Array[2]
        from text in Gen.OneOf("", "INV/15-7", "x").Select(one => one.Length == 0 ? null : one)
        select new ReimbursementDecision(month, "RJ7", "730", "C-1", days, new Pence(amounts[0]), Maybe(0, amounts[1]), text, Maybe(1, amounts[2]), text, Maybe(2, amounts[3]), "Head of patient flow", dates[0],
            text?.ToUpperInvariant(), dated[0] ? dates[1] : null, Maybe(3, amounts[4]), dated[1] ? dates[2] : null, text);

    private static Pence? Maybe(int which, long amount) => (amount + which) % 3 == 0 ? null : new Pence(amount);

    private static ReimbursementDecision Of(SmallFile file) => ReimbursementDecisions.Collection.RowOf(file.Check("RJ7", Late).Accepted.Single().Rows[0]);

    private static IEnumerable<string> Told(MemoryLedger ledger, SmallFile file, string sender) => Assert.Single(ledger.Receive(file.Content, sender, Late).Effects).Findings.Select(finding => $"{finding.Rule}: {finding.Wrong}");

    /// <summary>E20 for a London borough: 5 days, £775.</summary>
    internal static SmallFile One(params (string Field, string Typed)[] cells) => new SmallFile(ReimbursementDecisions.Collection).Row(cells);

    private static SmallFile With((string Field, string Typed)[] own, (string Field, string Typed)[] cells) => One([.. own.Where(one => !cells.Any(cell => cell.Field == one.Field)), .. cells]);

    private static SmallFile Shire(string authority, string month, params (string Field, string Typed)[] cells) => With([("authority", authority), ("month", month), ("on", $"{month}-28"), ("sought", "650"), ("agreed", "650")], cells);

    private static SmallFile Of2003(string authority, string sought, params (string Field, string Typed)[] cells) => With([("authority", authority), ("month", "2005-06"), ("on", "2005-07-04"), ("sought", sought), ("agreed", sought)], cells);

    private static SmallFile Days(int days) => One(("days", $"{days}"), ("sought", $"{days * 155}"), ("agreed", $"{days * 155}"));

    private static SmallFile OfJuly(string sought) => One(("month", "2015-07"), ("days", "31"), ("sought", sought), ("agreed", sought), ("on", "2015-08-04"));

    private static SmallFile January2004(int days) => With([("days", $"{days}"), ("sought", $"{days * 100}"), ("agreed", $"{days * 100}")], [("authority", "820"), ("month", "2004-01"), ("on", "2004-02-02")]);

    private static SmallFile NotSought(string month, string why) => One(("month", month), ("waived", "775"), ("agreed", "0"), ("why-waived", why));

    private static SmallFile Paid(string on) => One(("invoice", "INV-1"), ("invoiced", "2015-07-10"), ("paid", "775"), ("paid-on", on));
}
