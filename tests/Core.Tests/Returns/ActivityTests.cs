using System.Collections.Immutable;
using CsCheck;
using Monitoring.Core.Kernel;
using Monitoring.Core.Ledger;
using Monitoring.Core.Policy;
using Monitoring.Core.Returns;
using Monitoring.Core.Tests.Ledger;
using Monitoring.Core.Validation;

namespace Monitoring.Core.Tests.Returns;

/// <summary>A line for each way in which a rule of activity can be broken, with the return that keeps it by a hair.</summary>
public class ActivityRuleTests
{
    /// <param name="Heading">Of the column of the finding, which is on line 2.</param>
    /// <param name="Wrong">What the sender reads.</param>
    internal sealed record Case(string Rule, Sent Keeps, Sent Breaks, string Heading, string Wrong);

    private const string Reablement = "reablement", Residence = "usual-residence", Falls = "falls";

    /// <summary>One count, as the template's example has it where nothing else is said: 1,204 non-elective admissions at RJ7 in August 2015.</summary>
    internal static SmallFile Small(params (string, string)[] cells) => new SmallFile(Activity.Collection).Row(cells);

    private static Sent By(string sender, string arrivedOn, params (string, string)[] cells) => new(Small(cells), sender, arrivedOn);

    private static Sent Own(params (string, string)[] cells) => By("RJ7", "2015-10-14", cells);

    private static Sent National(string arrivedOn, params (string, string)[] cells) => By("X24", arrivedOn, cells);

    internal static readonly Dictionary<string, Case> Cases = new()
    {
        // Domain note 2.6: discharge to usual residence 2021-22 to 2024-25, with the year before as a baseline.
        ["AC-01 before the metric"] = new("AC-01",
            By("RJ7", "2020-05-14", ("month", "2020-04"), ("metric", Residence), ("denominator", "1300")), By("RJ7", "2020-05-14", ("month", "2020-03"), ("metric", Residence), ("denominator", "1300")),
            "Metric", "'Discharge to usual place of residence, %' was not counted in March 2020: activity is taken for it from April 2020 to March 2025."),
        ["AC-02 half an admission"] = new("AC-02", Own(("value", "1204.0")), Own(("value", "1204.5")), "Value", "1204.5 is not a whole number, and 'Non-elective admissions per 100,000' is made from a count."),
        ["AC-02 a rate below nothing"] = new("AC-02",
            By("RJ7", "2024-05-14", ("month", "2024-03"), ("metric", Falls), ("value", "0.1")), By("RJ7", "2024-05-14", ("month", "2024-03"), ("metric", Falls), ("value", "-0.1")),
            "Value", "-0.1 is below 0."),
        ["AC-03 a part of nobody knows how many"] = new("AC-03",
            Own(("metric", Reablement), ("value", "1140"), ("denominator", "1304")), Own(("metric", Reablement), ("value", "1140"), ("denominator", "")),
            "Out of", "1140 stands there without the number that it is out of."),
        // Example M11: 1,304 people, 1,140 at home after 91 days.
        ["AC-04 exchanged"] = new("AC-04",
            Own(("metric", Reablement), ("value", "1304"), ("denominator", "1304")), Own(("metric", Reablement), ("value", "1304"), ("denominator", "1140")),
            "Value", "1304 is more than the 1,140 that it is out of."),
        ["AC-05 a population of the sender's own"] = new("AC-05", Own(("denominator", "")), Own(("denominator", "250000")), "Out of", "250,000 stands under 'Out of', which 'Non-elective admissions per 100,000' does not have."),
        ["AC-05 the population of a standardised rate"] = new("AC-05",
            By("RJ7", "2024-05-14", ("month", "2024-03"), ("metric", Falls), ("value", "1933.4")), By("RJ7", "2024-05-14", ("month", "2024-03"), ("metric", Falls), ("value", "1933.4"), ("denominator", "20000")),
            "Out of", "20,000 stands under 'Out of', which 'Emergency admissions due to falls 65+ per 100,000' does not have."),
        ["AC-06 the last day of the month"] = new("AC-06", By("RJ7", "2015-09-01"), By("RJ7", "2015-08-31"), "Month", "August 2015 was not over on 31 August 2015, when this file arrived."),
        // Health and Care Act 2022, s19: from 1 July 2022.
        ["AC-07 an ICB before there were any"] = new("AC-07",
            National("2022-08-11", ("month", "2022-07"), ("body", "QT1"), ("kind", "ICB")), National("2022-08-11", ("month", "2022-06"), ("body", "QT1"), ("kind", "ICB")),
            "Body code", "'QT1' is not the code of an integrated care board in June 2022."),
        ["AC-07 a CCG after the last"] = new("AC-07",
            National("2022-08-11", ("month", "2022-06"), ("body", "04K"), ("kind", "CCG")), National("2022-08-11", ("month", "2022-07"), ("body", "04K"), ("kind", "CCG")),
            "Body code", "There were no clinical commissioning groups in July 2022."),
        // Health and Social Care Act 2012, s194; Cumbria ended on 31 March 2023.
        ["AC-07 a board that has ended"] = new("AC-07",
            National("2023-06-08", ("month", "2023-03"), ("body", "102"), ("kind", "HWB")), National("2023-06-08", ("month", "2023-04"), ("body", "102"), ("kind", "HWB")),
            "Body code", "'102' is not the code of an authority with a health and wellbeing board in April 2023."),
        ["AC-07 a joint board"] = new("AC-07",
            National("2015-10-08", ("body", "810"), ("kind", "HWB")), National("2015-10-08", ("body", "811"), ("kind", "HWB")),
            "Body code", "The health and wellbeing board of 811 goes by the code 810 in August 2015."),
        ["AC-07 an ICB that calls itself a trust"] = new("AC-07",
            National("2022-08-11", ("month", "2022-07"), ("body", "RX1")), National("2022-08-11", ("month", "2022-07"), ("body", "QT1")),
            "Body code", "'QT1' is Nottingham and Nottinghamshire, which is not a trust."),
        ["AC-08 a trust that nobody knows"] = new("AC-08", National("2015-10-08", ("body", "RX1")), National("2015-10-08", ("body", "ZZ9")), "Body code", "'ZZ9' is not a trust that we know."),
        ["AC-08 a CCG without digits"] = new("AC-08",
            National("2015-10-08", ("body", "04K"), ("kind", "CCG")), National("2015-10-08", ("body", "CITY"), ("kind", "CCG")), "Body code", "'CITY' is not a CCG that we know."),
        ["AC-09 another source without name"] = new("AC-09", Own(("source", "Other"), ("source-name", "Own flow")), Own(("source", "Other")), "Other source", "The source is Other, and 'Other source' is empty."),
    };

    /// <summary>Returns that arrive one after the other; the last one keeps the rule or breaks it.</summary>
    internal sealed record Course(string Rule, ImmutableArray<Sent> Before, Sent Keeps, Sent Breaks, string Heading, string Wrong);

    internal static readonly Dictionary<string, Course> Courses = new()
    {
        // Domain note 2.4, check 7.
        ["AC-50 a hundred times"] = new("AC-50", [By("RJ7", "2015-09-01", ("month", "2015-07"), ("value", "12"))],
            Own(("value", "1199")), Own(("value", "1200")), "Value", "1200 in August 2015, where July 2015 has 12."),
        ["AC-50 a hundredth"] = new("AC-50", [By("RJ7", "2015-09-01", ("month", "2015-07"), ("value", "1200"))],
            Own(("value", "13")), Own(("value", "12")), "Value", "12 in August 2015, where July 2015 has 1200."),
        // Domain note 1.4, rule 16.
        ["AC-51 another source than the baseline"] = new("AC-51", [By("RJ7", "2014-10-14", ("month", "2014-08"))],
            Own(("value", "1100")), Own(("value", "1100"), ("source", "SUS")), "Data source", "August 2015 is from SUS, and August 2014, a year before, is from MAR."),
        ["AC-51 another of the others"] = new("AC-51", [By("RJ7", "2014-10-14", ("month", "2014-08"), ("source", "Other"), ("source-name", "Own flow"))],
            Own(("source", "Other"), ("source-name", "OWN  flow")), Own(("source", "Other"), ("source-name", "Ward book")),
            "Data source", "August 2015 is from another source (Ward book), and August 2014, a year before, is from another source (Own flow)."),
    };

    public static TheoryData<string> CaseNames => [.. Cases.Keys];

    public static TheoryData<string> CourseNames => [.. Courses.Keys];

    [Theory, MemberData(nameof(CaseNames))]
    public void What_keeps_a_rule_by_a_hair_has_no_finding(string name)
    {
        var found = Cases[name].Keeps.Check();
        Assert.Empty(found.Findings);
        Assert.Single(found.Accepted);
    }

    [Theory, MemberData(nameof(CaseNames))]
    public void What_breaks_it_has_that_finding_and_no_other(string name)
    {
        var (rule, _, breaks, heading, wrong) = Cases[name];
        var found = breaks.Check();
        var broken = Activity.Collection.Rules.Single(one => one.Id == rule);
        var finding = Assert.Single(found.Findings);
        Assert.Equal((rule, broken.Severity, broken.Fix, 2, heading, wrong), (finding.Rule, finding.Severity, finding.Fix, finding.Line, finding.Heading, finding.Wrong));
        Assert.Equal(broken.Severity == Severity.Error ? 0 : 1, found.Accepted.Length);
    }

    [Theory, MemberData(nameof(CourseNames))]
    public void What_stands_is_compared_when_a_return_arrives(string name)
    {
        var (rule, before, keeps, breaks, heading, wrong) = Courses[name];
        Assert.Empty(Sent.Told(before, keeps));
        var finding = Assert.Single(Sent.Told(before, breaks));
        Assert.Equal((rule, Severity.Warning, 2, heading, wrong), (finding.Rule, finding.Severity, finding.Line, finding.Heading, finding.Wrong));
    }

    [Fact]
    public void Every_rule_has_a_case() =>
        Assert.Equal(Activity.Collection.Rules.Select(rule => rule.Id).Order(), Cases.Values.Select(one => one.Rule).Concat(Courses.Values.Select(one => one.Rule)).Distinct().Order());

    [Fact]
    public void A_board_goes_by_the_code_of_its_authority_and_a_slice_is_body_metric_and_month() =>
        Assert.Equal(new SliceKey("2015-08", "512", "non-elective-admissions"), Assert.Single(National("2015-10-08", ("body", "E06000018"), ("kind", "HWB")).Check().Accepted).Key);

    [Fact]
    public void A_body_speaks_for_itself_only() =>
        Assert.Equal("REF-03", Assert.Single(By("RX1", "2015-10-14").Check().Findings).Rule);

    /// <summary>NHS England's statement comes before the body's own when months are compared.</summary>
    [Fact]
    public void The_month_before_is_NHS_Englands_where_it_has_stated_it()
    {
        var ledger = new MemoryLedger();
        ledger.Receive(Small(("month", "2015-07"), ("value", "12")).Content, "RJ7", "2015-09-01");
        ledger.Receive(Small(("month", "2015-07"), ("value", "1190")).Content, "X24", "2015-09-10");
        Assert.Empty(ledger.Receive(Small(("value", "1200")).Content, "RJ7", "2015-10-14").Effects[0].Findings);
    }

    [Fact]
    public void The_first_month_that_can_be_typed_has_none_before_it()
    {
        var (_, effects) = new MemoryLedger().Receive(Small(("month", "0001-01"), ("body", "ZZ9")).Content, "X24", "2015-10-08");
        Assert.Empty(effects[0].Findings);
    }

    [Theory]
    [InlineData("79228162514264337593543950335")]
    [InlineData("-79228162514264337593543950335")]
    [InlineData("0.0000000000000000000000000001")]
    public void Numbers_of_any_size_are_compared(string value)
    {
        var ledger = new MemoryLedger();
        ledger.Receive(Small(("month", "2024-02"), ("metric", Falls), ("value", "1")).Content, "RJ7", "2024-05-14");
        var (found, effects) = ledger.Receive(Small(("month", "2024-03"), ("metric", Falls), ("value", value)).Content, "RJ7", "2024-05-14");
        Assert.Equal(value[0] == '-' ? "AC-02" : "AC-50", Assert.Single(found.Findings.Concat(effects.SelectMany(page => page.Findings))).Rule);
    }
}

/// <summary>What is written into the template is read back as the same row.</summary>
public class ActivityLaws
{
    private static readonly (ActivityBody Kind, string Code)[] Bodies = [(ActivityBody.Ccg, "04K"), (ActivityBody.Hwb, "512"), (ActivityBody.Trust, "RX1"), (ActivityBody.Trust, "RJ7")];

    private static readonly Metric[] Counted = [.. Metrics.Current.All.Where(metric => Metrics.Current.ActivityOf(metric.Key) is not null)];

    /// <summary>Rows that break no rule that refuses: months from April 2014 to March 2018, in which each of the bodies was there.</summary>
    public static readonly Gen<ActivityCount> Rows =
        from month in Gen.Int[0, 47].Select(months => new ReportingMonth(2014, 4).AddMonths(months))
        from body in Gen.Int[0, Bodies.Length - 1].Select(at => Bodies[at])
        from metric in Gen.Int[0, Counted.Length - 1].Select(at => Counted[at])
        from whole in Gen.Int[0, 200_000]
        from part in Gen.Int[0, 1000]
        from source in Gen.Int[0, 2].Select(at => (AdmissionsSource)at)
        from name in Gen.Int[0, 2].Select(at => new[] { null, "Own flow", "Ward book, \"daily\"" }[at])
        from final in Gen.Bool
        select new ActivityCount(
            month, body.Code, body.Kind, metric.Key, metric.RateOnly ? part / 8m : metric.IsShare ? whole * (long)part / 1000 : whole, metric.IsShare ? whole : null,
            source, name, final ? ActivityStatus.Final : ActivityStatus.Provisional);

    [Fact]
    public void A_row_comes_back_from_the_ledger() =>
        Rows.Sample(row => Assert.Equal(row, Activity.Collection.RowOf(Activity.Collection.Keep(Activity.Slice(row.Month, row.Body, row.Metric), row, 2))));

    [Fact]
    public void Rows_come_back_from_a_file() => Rows.Array[1, 20].Sample(rows =>
    {
        var all = rows.DistinctBy(row => (row.Month, row.Body, row.Metric)).ToList();
        var table = Activity.Collection.Parts[0];
        var content = new FileContent(FileKind.Csv, [new Sheet(null, [
            new SheetLine(1, [.. table.Template.Columns.Select(column => column.Heading)]),
            .. all.Select((row, i) => new SheetLine(i + 2, [.. table.Write(row)]))])], []);

        var found = new MemoryLedger().Receive(content, "X24", "2018-06-14").Found;

        Assert.DoesNotContain(found.Findings, finding => finding.Severity == Severity.Error);
        Assert.Equal(all.ToHashSet(), found.Accepted.SelectMany(slice => slice.Rows).Select(Activity.Collection.RowOf).ToHashSet());
    }, iter: 500);
}
