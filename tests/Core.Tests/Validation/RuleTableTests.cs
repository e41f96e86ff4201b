using Monitoring.Core.Returns;
using Monitoring.Core.Tests.Returns;
using Monitoring.Core.Validation;

namespace Monitoring.Core.Tests.Validation;

/// <summary>
/// One line for each way in which a rule can be broken: a return that keeps the rule by a hair, the same return breaking it, and what the sender reads.
/// </summary>
public class RuleTableTests
{
    /// <summary>Where a finding must point, and what it must say.</summary>
    private sealed record Place(int? Line, string? Column, string? Heading, string? Value, string Wrong);

    private sealed record Case(string Rule, Severity Severity, string Source, Func<CheckedReturn> Keeps, Func<CheckedReturn> Breaks, params Place[] Places);

    private const Severity Error = Severity.Error, Warning = Severity.Warning;

    private static readonly Dictionary<string, Case> Cases = new()
    {
        ["HEAD-01 no line has the headings"] = new("HEAD-01", Error, "House rule",
            () => SmallReturn.Check([SmallReturn.Template().Sheet(titles: 29)]),
            () => SmallReturn.Check([SmallReturn.Template().Sheet(titles: 30)]),
            new Place(null, null, null, null, "None of the first 30 lines has the headings of a layout that we know")),
        ["HEAD-01 the only sheet with headings is hidden"] = new("HEAD-01", Error, "House rule: nobody means to send what cannot be seen",
            () => SmallReturn.Check([SmallReturn.Template().Sheet("Return"), SmallReturn.Template().Sheet("Old", hidden: true)]),
            () => SmallReturn.Check([SmallReturn.Template().Sheet("Return", hidden: true)]),
            new Place(null, null, null, null, "None of the first 30 lines")),
        ["HEAD-02 a heading is missing"] = new("HEAD-02", Error, "House rule",
            () => SmallReturn.TemplateWithPatients().WithoutColumn("Both patients").Check(),
            () => SmallReturn.Template().WithoutColumn("Both days").Check(),
            new Place(1, null, "Both days", null, "The heading 'Both days' is missing.")),
        ["HEAD-03 an unknown heading"] = new("HEAD-03", Error, "House rule",
            () => SmallReturn.Template().AddColumn("", "").Check(),
            () => SmallReturn.Template().AddColumn("Comment", "").Check(),
            new Place(1, "I", "Comment", "Comment", "'Comment' is not a heading of the delayed-transfers template. Its headings are: Month, Provider code,")),
        ["PRIV-01 a column of names"] = new("PRIV-01", Error, "DESIGN 11: patient names are refused",
            () => SmallReturn.Template().Check(),
            () => SmallReturn.Template().AddColumn("Patient name", "A. B.").Check(),
            new Place(1, "I", "Patient name", null, "")),
        ["PRIV-02 a number that could be an NHS number"] = new("PRIV-02", Error, "DESIGN 11: NHS numbers are refused",
            () => SmallReturn.Template().Check(),
            () => SmallReturn.Template().Cell(4, "Reason", "9990000018").Check(),
            new Place(4, "E", "Reason", null, "")),
        ["HEAD-04 a heading twice"] = new("HEAD-04", Error, "House rule",
            () => SmallReturn.Template().Check(),
            () => SmallReturn.Template().AddColumn("nhs  DAYS", "0").Check(),
            new Place(1, "I", "nhs  DAYS", "nhs  DAYS", "'nhs  DAYS' stands in column F and again in column I")),
        ["HEAD-05 the headings again below"] = new("HEAD-05", Error, "House rule",
            () => SmallReturn.Template().Check(),
            () => SmallReturn.Template().Again(1).Check(),
            new Place(23, null, null, null, "Line 23 repeats the headings of line 1.")),
        ["HEAD-06 two sheets are returns"] = new("HEAD-06", Error, "House rule",
            () => SmallReturn.Check([SmallReturn.Template().Sheet("November"), SmallReturn.Template().Sheet("Draft", hidden: true)]),
            () => SmallReturn.Check([SmallReturn.Template().Sheet("November"), SmallReturn.Template("2019-10").Sheet("October")]),
            new Place(1, null, null, null, "The sheets 'November' and 'October' both have the headings of a return.")),
        ["FILE-12 headings without rows"] = new("FILE-12", Error, "House rule",
            () => SmallReturn.Template().Check(),
            () => SmallReturn.Template().WithoutRows().Check(),
            new Place(1, null, null, null, "There is nothing below the headings in line 1.")),

        ["DT-01 the template's month"] = new("DT-01", Error, "MSitDT definitions: a return is of a month",
            () => SmallReturn.Template().Cell(2, "Month", "Nov-19").Check(),
            () => SmallReturn.Template().Cell(2, "Month", "2019-11-02").Check(),
            new Place(2, "A", "Month", "2019-11-02", "'2019-11-02' is not a month that can be read.")),
        ["DT-01 no month"] = new("DT-01", Error, "MSitDT definitions: a return is of a month",
            () => SmallReturn.Template().Check(),
            () => SmallReturn.Template().Cell(2, "Month", "").Check(),
            new Place(2, "A", "Month", "", "The month is empty.")),
        ["DT-01 the extract's period"] = new("DT-01", Error, "Trap 7: MSitDT-April-2018, MSitDT-NOVEMBER-2019",
            () => SmallReturn.Extract2017("MSitDT-November-2019").Check(),
            () => SmallReturn.Extract2017().Cell(5, "Period", "MSitDT-NOVEMBER").Check(),
            new Place(5, "A", "Period", "MSitDT-NOVEMBER", "'MSitDT-NOVEMBER' is not a month that can be read.")),
        ["DT-01 the older extract's year and name"] = new("DT-01", Error, "Domain note 3.5: Year 2016-17, Period Name OCTOBER",
            () => SmallReturn.Extract2013("2016-17", "March").Check(),
            () => SmallReturn.Extract2013().Cell(2, "Year", "2016-18").Check(),
            new Place(2, "B", "Period Name", "OCTOBER", "'OCTOBER 2016-18' is not a month that can be read.")),
        ["DT-02 no provider"] = new("DT-02", Error, "Domain note 5.1, check 5",
            () => SmallReturn.Template().Cell(2, "Provider code", "rj7").Check(),
            () => SmallReturn.Template().Cell(2, "Provider code", "").Check(),
            new Place(2, "B", "Provider code", "", "The provider code is empty.")),
        ["DT-03 no authority"] = new("DT-03", Error, "Domain note 5.1, check 5",
            () => SmallReturn.Template("2019-11", "RJ7", "00KB").Cell(2, "Authority code", "00kb").Check(),
            () => SmallReturn.Template().Cell(3, "Authority code", "").Check(),
            new Place(3, "C", "Authority code", "", "The authority code is empty.")),
        ["DT-04 neither acute nor non-acute"] = new("DT-04", Error, "Domain note 3.1",
            () => SmallReturn.Template().Cell(2, "Type of care", "ACUTE").Cell(12, "Type of care", "non acute").Check(),
            () => SmallReturn.Template().Cell(2, "Type of care", "Community").Check(),
            new Place(2, "D", "Type of care", "Community", "'Community' is neither Acute nor Non-Acute.")),
        ["DT-05 an unknown reason"] = new("DT-05", Error, "Domain note 3.3: J to N never appear",
            () => SmallReturn.Template().Cell(5, "Reason", "DI").Cell(6, "Reason", "Dii) Awaiting nursing home placement or availability").Cell(7, "Reason", "E_CARE_PACKAGE_IN_HOME").Check(),
            () => SmallReturn.Template().Cell(2, "Reason", "J").Check(),
            new Place(2, "E", "Reason", "J", "'J' is not a reason for delay. The reasons are: A, B, C, Di, Dii, E, F, G, H, I, O.")),
        ["DT-06 a misplaced comma"] = new("DT-06", Error, "E2: 62,0500 is neither 62,050 nor 620,500",
            () => SmallReturn.Template().Cell(4, "NHS days", "1,204").Check(),
            () => SmallReturn.Template().Cell(4, "NHS days", "62,0500").Check(),
            new Place(4, "F", "NHS days", "62,0500", "'62,0500' is not a whole number.")),
        ["DT-06 below zero"] = new("DT-06", Error, "Domain note 5.1, check 5",
            () => SmallReturn.Template().Cell(4, "NHS days", "0").Check(),
            () => SmallReturn.Template().Cell(4, "NHS days", "-4").Check(),
            new Place(4, "F", "NHS days", "-4", "-4 is below zero.")),
        ["DT-06 patients are counted in whole numbers too"] = new("DT-06", Error, "Domain note 5.1, check 5",
            () => SmallReturn.Extract2013().Cell(4, "NHS A SUM", "").Check(),
            () => SmallReturn.Extract2013().Cell(4, "NHS A SUM", "2.5").Check(),
            new Place(4, "K", "NHS A SUM", "2.5", "'2.5' is not a whole number.")),
        ["DT-07 beds that are no number"] = new("DT-07", Error, "Domain note 3.1: DTOC beds",
            () => SmallReturn.Extract2017().Cell(2, "NHS DTOC beds", "0E0").Check(),
            () => SmallReturn.Extract2017().Cell(2, "NHS DTOC beds", "none").Check(),
            new Place(2, "J", "NHS DTOC beds", "none", "'none' is not a number of beds.")),
        ["DT-08 a blank beside zero beds"] = new("DT-08", Warning, "Trap 8: RJ7 and 730, April 2018",
            () => SmallReturn.Extract2017().Check(),
            () => SmallReturn.Extract2017().Cell(7, "NHS", "").Check(),
            new Place(7, "K", "NHS", "", "No number of days is given. The beds beside it are 0, which is 0 days; read so.")),
        ["DT-09 a blank where there are no beds to say it is zero"] = new("DT-09", Warning, "Domain note 5.3: missing is distinct from 0",
            () => SmallReturn.Template().Check(),
            () => SmallReturn.Template().Cell(4, "NHS days", "").Check(),
            new Place(4, "F", "NHS days", "", "No number of days is given.")),
        ["DT-09 a blank beside beds that are not zero"] = new("DT-09", Warning, "Domain note 5.3: missing is distinct from 0",
            () => SmallReturn.Extract2017().Check(),
            () => SmallReturn.Extract2017().Cell(4, "NHS", "").Check(),
            new Place(4, "K", "NHS", "", "No number of days is given.")),
        ["DT-10 before the collection"] = new("DT-10", Error, "Domain note 3.2: monthly data starts Aug 2010",
            () => SmallReturn.Extract2010("2010-11", "AUGUST").Check(),
            () => Only(SmallReturn.Extract2010("2010-11", "JULY"), 2).Check(),
            new Place(2, "B", "Period Name", "JULY", "July 2010 was not collected as delayed transfers of care.")),
        ["DT-10 after the collection"] = new("DT-10", Error, "Domain note 3.2: last data Feb 2020",
            () => SmallReturn.Template("2020-02").Check(arrivedOn: "2020-04-09"),
            () => Only(SmallReturn.Template("2020-02").Cell(2, "Month", "2020-03"), 2).Check(arrivedOn: "2020-05-14"),
            new Place(2, "A", "Month", "2020-03", "March 2020 was not collected as delayed transfers of care.")),
        ["DT-11 the month was not over"] = new("DT-11", Error, "Domain note 3.1: to 24:00 on the last calendar day",
            () => SmallReturn.Template().Check(arrivedOn: "2019-12-01"),
            () => Only(SmallReturn.Template(), 2).Check(arrivedOn: "2019-11-30"),
            new Place(2, "A", "Month", "2019-11", "November 2019 was not over on 30 November 2019, when this file arrived.")),
        ["DT-12 housing is never social care's"] = new("DT-12", Error, "Domain note 3.3",
            () => SmallReturn.Template().Cell(11, "NHS days", "3").Check(),
            () => SmallReturn.Template().Cell(11, "Social care days", "3").Check(),
            new Place(11, "G", "Social care days", "3", "3 days for reason I (Housing - patients not covered by Care Act) are attributed to social care, which that reason cannot be.")),
        ["DT-12 two attributions of one row"] = new("DT-12", Error, "Domain note 3.3",
            () => SmallReturn.Template().Cell(2, "Social care days", "1").Cell(2, "Both days", "2").Check(),
            () => SmallReturn.Template().Cell(4, "Social care days", "1").Cell(4, "Both days", "2").Check(),
            new Place(4, "G", "Social care days", "1", "1 day for reason C (Awaiting further non-acute NHS care) is attributed to social care"),
            new Place(4, "H", "Both days", "2", "2 days for reason C (Awaiting further non-acute NHS care) are attributed to both")),
        ["DT-13 O is not acute"] = new("DT-13", Error, "Trap 6; domain note 3.3",
            () => SmallReturn.Template().Check(),
            () => SmallReturn.Template().Row("2019-11", "RJ7", "730", "Acute", "O").Check(),
            new Place(23, "E", "Reason", "O", "Reason O is not used for acute care.")),
        ["DT-13 O came in April 2017"] = new("DT-13", Error, "Domain note 3.2: reason O added, April 2017 data",
            () => SmallReturn.Template("2017-04").Check(),
            () => SmallReturn.Template("2017-03").Row("2017-03", "RJ7", "730", "Non-Acute", "O").Check(),
            new Place(22, "E", "Reason", "O", "Reason O is used from April 2017, not in March 2017.")),
        ["DT-14 beds are days over calendar days"] = new("DT-14", Error, "Domain note 5.1, check 3",
            () => SmallReturn.Extract2017().Cell(7, "Social Care DTOC beds", "0.166666667").Check(),
            () => SmallReturn.Extract2017().Cell(7, "Social Care DTOC beds", "0.161290323").Check(),
            new Place(7, "L", "Social Care DTOC beds", "0.161290323", "5 days in a month of 30 days are 0.166666667 beds, not 0.161290323.")),
        ["DT-15 more patients than days"] = new("DT-15", Warning, "Domain note 5.2",
            () => SmallReturn.Extract2013().Cell(4, "NHS A SUM", "63").Check(),
            () => SmallReturn.Extract2013().Cell(4, "NHS A SUM", "64").Check(),
            new Place(4, "K", "NHS A SUM", "64", "64 patients delayed at the snapshot, but only 63 days in the month.")),
        ["DT-20 no such authority"] = new("DT-20", Error, "Domain note 5.1, check 6",
            () => SmallReturn.Template("2019-11", "RJ7", "9900").Check(),
            () => Only(SmallReturn.Template("2019-11", "RJ7", "999"), 2).Check(),
            new Place(2, "C", "Authority code", "999", "'999' is not the code of an authority.")),
        ["DT-20 an authority that has ended"] = new("DT-20", Error, "E11; Bournemouth, Dorset and Poole (Structural Changes) Order 2018",
            () => SmallReturn.Template("2019-03", "RJ7", "811").Check(),
            () => Only(SmallReturn.Template("2019-04", "RJ7", "811"), 2).Check(),
            new Place(2, "C", "Authority code", "811", "811 (Poole) ended on 31 March 2019; from then on it is 738 (Bournemouth, Christchurch and Poole).")),
        ["DT-20 an authority that did not yet exist"] = new("DT-20", Error, "E11",
            () => SmallReturn.Template("2019-04", "RJ7", "738").Check(),
            () => Only(SmallReturn.Template("2019-03", "RJ7", "738"), 2).Check(),
            new Place(2, "C", "Authority code", "738", "738 (Bournemouth, Christchurch and Poole) exists only from 1 April 2019.")),
        ["DT-21 a provider that is not in the list"] = new("DT-21", Warning, "published-data.md: the ODS list covers 198 of the 231 provider codes",
            () => SmallReturn.Template("2019-11", "NAX", "730").Check("X24"),
            () => Only(SmallReturn.Template("2019-11", "ZZZ", "730"), 2).Check("X24"),
            new Place(2, "B", "Provider code", "ZZZ", "'ZZZ' is not among the providers that we know.")),
        ["DT-22 a provider reports for itself"] = new("DT-22", Error, "Mandates table",
            () => SmallReturn.Template("2019-11", "RTH", "904").Check("X24"),
            () => Only(SmallReturn.Template("2019-11", "RTH", "904"), 2).Check("RJ7"),
            new Place(2, "B", "Provider code", "RTH", "RJ7 has no mandate to report for RTH.")),
        ["DT-30 a row twice"] = new("DT-30", Error, "Domain note 5.1, check 5",
            () => SmallReturn.Template().Check(),
            () => SmallReturn.Template().Again(4).Check(),
            new Place(4, "E", "Reason", "C", "RJ7 and 730 have 2 rows for Acute, reason C: lines 4 and 23."),
            new Place(23, "E", "Reason", "C", "RJ7 and 730 have 2 rows for Acute, reason C: lines 4 and 23.")),
        ["DT-31 a row is missing"] = new("DT-31", Error, "Domain note 3.5: 21 rows from April 2017",
            () => SmallReturn.Template().Check(),
            () => SmallReturn.Template().WithoutLine(22).WithoutLine(4).Check(),
            new Place(20, "E", "Reason", "I", "RJ7 and 730 have no row for Acute C; Non-Acute O.")),
        ["DT-31 20 rows to March 2017"] = new("DT-31", Error, "Domain note 3.5: 20 rows for each pair",
            () => SmallReturn.Extract2013("2016-17", "MARCH").Check(),
            () => SmallReturn.Extract2013("2016-17", "MARCH").WithoutLine(21).Check(),
            new Place(20, "J", "Reason For Delay", "H_DISPUTES", "RJ7 and 730 have no row for Non-Acute I.")),
    };

    /// <summary>Only one row: what is wrong with each of 21 rows need not be told 21 times. Missing rows are then a finding of their own.</summary>
    private static SmallReturn Only(SmallReturn all, int line)
    {
        while (all.Sheet().Lines.Count > line)
            all.WithoutLine(all.Sheet().Lines.Count);
        while (all.Sheet().Lines.Count > 2)
            all.WithoutLine(2);
        return all;
    }

    public static TheoryData<string> Names => [.. Cases.Keys];

    [Theory, MemberData(nameof(Names))]
    public void A_return_that_keeps_the_rule_has_no_finding_of_it(string name)
    {
        var kept = Cases[name].Keeps();
        Assert.DoesNotContain(kept.Findings, finding => finding.Rule == Cases[name].Rule);
        Assert.DoesNotContain(kept.Findings, finding => finding.Severity == Severity.Error);
        Assert.Single(kept.Accepted);
        Assert.Empty(kept.Refused);
    }

    [Theory, MemberData(nameof(Names))]
    public void A_return_that_breaks_it_is_told_where_and_what_to_do(string name)
    {
        var (rule, severity, _, _, breaks, places) = Cases[name];
        var broken = breaks();
        var findings = broken.Findings.Where(finding => finding.Rule == rule).ToList();
        Assert.Equal(places.Select(place => (place.Line, place.Column, place.Heading, place.Value)), findings.Select(finding => (finding.Line, finding.Column, finding.Heading, finding.Value)));
        Assert.All(places.Zip(findings), pair => Assert.StartsWith(pair.First.Wrong, pair.Second.Wrong));
        var fix = RuleCatalogue.All.Single(other => other.Id == rule).Fix;
        Assert.All(findings, finding => Assert.Equal((severity, fix), (finding.Severity, finding.Fix)));
    }

    [Theory, MemberData(nameof(Names))]
    public void An_error_refuses_and_a_warning_does_not(string name)
    {
        var broken = Cases[name].Breaks();
        var missing = broken.Findings.Any(finding => finding.Rule == "DT-31");
        Assert.Equal(Cases[name].Severity == Warning && !missing ? 1 : 0, broken.Accepted.Length);
    }

    [Theory, MemberData(nameof(Names))]
    public void Every_machine_says_it_in_the_same_words(string name)
    {
        var expected = Cases[name].Breaks().Findings;
        Assert.All(["de-DE", "tr-TR"], culture => Assert.Equal(expected, Cultures.In(culture, Cases[name].Breaks).Findings));
    }

    [Fact]
    public void Every_rule_that_Core_decides_of_delayed_transfers_has_a_case()
    {
        // The others are decided by the readers of files and by the stage that receives; their tests are with them, and a file for each stands in sample-data/broken.
        var elsewhere = FileRules.All.Where(rule => rule.Scope == RuleScope.File && rule != FileRules.NoRows).Select(rule => rule.Id);
        Assert.Equal([.. FileRules.All.Concat(PrivacyRules.All).Concat(DelayedTransfersRules.All).Select(rule => rule.Id).Except(elsewhere).Except(["HEAD-07", "HEAD-08", "DT-50", "DT-51"]).Order()], Cases.Values.Select(line => line.Rule).Distinct().Order());
    }

    [Fact]
    public void Every_case_names_its_source() => Assert.All(Cases.Values, line => Assert.NotEqual("", line.Source));
}

public class RuleCatalogueTests
{
    [Fact]
    public void Every_rule_says_what_must_hold_what_to_do_and_where_it_comes_from()
    {
        Assert.Equal(RuleCatalogue.All.Length, RuleCatalogue.All.Select(rule => rule.Id).Distinct().Count());
        Assert.All(RuleCatalogue.All, rule =>
        {
            Assert.Matches("^[A-Z]{2,4}-[0-9]{2}$", rule.Id);
            Assert.EndsWith(".", rule.Title);
            Assert.EndsWith(".", rule.Fix);
            Assert.NotEqual("", rule.Source);
            Assert.NotEqual("", rule.Field);
        });
    }

    [Fact]
    public void No_layout_names_a_heading_twice() => Assert.All(Collections.All.SelectMany(collection => collection.Layouts), layout =>
    {
        var headings = layout.Columns.SelectMany(column => column.Also.Prepend(column.Heading)).Select(Layout.Normal).ToList();
        Assert.Equal(headings.Count, headings.Distinct().Count());
    });
}
