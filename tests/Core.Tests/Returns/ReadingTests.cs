using Monitoring.Core.Returns;
using Monitoring.Core.Validation;

namespace Monitoring.Core.Tests.Returns;

public class NumberTests
{
    [Theory]
    [InlineData("0", 0)]
    [InlineData("12", 12)]
    [InlineData("007", 7)]
    [InlineData("1,204", 1_204)]
    [InlineData("12,345", 12_345)]
    [InlineData("1,204,000", 1_204_000)]
    [InlineData("2147483647", int.MaxValue)]
    public void A_whole_number_is_read(string typed, int days)
    {
        var found = SmallReturn.Template().Cell(4, "NHS days", typed).Check();
        Assert.Empty(found.Findings);
        Assert.Equal(days, Assert.Single(found.Accepted).DaysLines().SingleOrDefault(line => line is { Care: CareType.Acute, Reason: Reason.C })?.Days.Nhs ?? 0);
    }

    [Theory]
    [InlineData("62,0500", "'62,0500' is not a whole number. Its commas do not separate thousands.")] // E2
    [InlineData("1,20", "'1,20' is not a whole number. Its commas do not separate thousands.")]
    [InlineData("1204,000", "'1204,000' is not a whole number. Its commas do not separate thousands.")]
    [InlineData(",204", "',204' is not a whole number. Its commas do not separate thousands.")]
    [InlineData("1,,204", "'1,,204' is not a whole number. Its commas do not separate thousands.")]
    [InlineData("1,204,", "'1,204,' is not a whole number. Its commas do not separate thousands.")]
    [InlineData("1.204", "'1.204' is not a whole number. It has a decimal point.")]
    [InlineData("1 204", "'1 204' is not a whole number. It has a space in it.")]
    [InlineData("1e3", "'1e3' is not a whole number. It is written with an exponent.")]
    [InlineData("£12", "'£12' is not a whole number. It has a currency sign.")]
    [InlineData("(12)", "'(12)' is not a whole number. It stands in brackets.")]
    [InlineData("12.0", "'12.0' is not a whole number. It has a decimal point.")]
    [InlineData("12.5", "'12.5' is not a whole number. It has a decimal point.")]
    [InlineData("+12", "'+12' is not a whole number. It has a plus sign.")]
    [InlineData("-4", "-4 is below zero.")]
    [InlineData("-", "A dash says that nothing was reported; it is not a number.")]
    [InlineData("n/a", "'n/a' is not a whole number.")]
    [InlineData("NA", "'NA' is not a whole number.")]
    [InlineData("12 days", "'12 days' is not a whole number.")]
    [InlineData("１２", "'１２' is not a whole number.")]
    [InlineData("2147483649", "'2147483649' is not a whole number that a count can be. It is too large.")]
    [InlineData("0x10", "'0x10' is not a whole number.")]
    public void Anything_else_is_refused_on_any_machine(string typed, string wrong) => Cultures.Same(("DT-06", wrong, typed, 0), () =>
    {
        var found = SmallReturn.Template().Cell(4, "NHS days", typed).Check();
        var finding = Assert.Single(found.Findings);
        return (finding.Rule, finding.Wrong, finding.Value!, found.Accepted.Length);
    });

    /// <summary>2147483648 has the check digit of an NHS number. A count may be any number, so it is no finding about patients; but nor is it quoted.</summary>
    [Fact]
    public void What_could_be_an_NHS_number_is_never_quoted()
    {
        var finding = Assert.Single(SmallReturn.Template().Cell(4, "NHS days", "2147483648").Check().Findings);
        Assert.Equal(("DT-06", "The number is too large to be a count.", (string?)null), (finding.Rule, finding.Wrong, finding.Value));
    }

    [Fact]
    public void A_blank_is_not_zero()
    {
        var slice = Assert.Single(SmallReturn.Template().Cell(4, "NHS days", "").Check().Accepted);
        Assert.Null(Assert.Single(slice.DaysLines(), line => line is { Care: CareType.Acute, Reason: Reason.C }).Days.Nhs);
        // What is left are the 5 days of reason E.
        Assert.Equal(5, slice.Total);
    }

    [Fact]
    public void A_blank_beside_zero_beds_is_zero()
    {
        var slice = Assert.Single(SmallReturn.Extract2017().Cell(4, "NHS", "").Cell(4, "NHS DTOC beds", "0").Check().Accepted);
        Assert.DoesNotContain(slice.DaysLines(), line => line is { Care: CareType.Acute, Reason: Reason.C });
        Assert.Equal(Assert.Single(SmallReturn.Template().Cell(4, "NHS days", "0").Check().Accepted).Digest, slice.Digest);
    }

    [Fact]
    public void A_blank_beside_other_beds_is_not_worked_out_from_them()
    {
        var slice = Assert.Single(SmallReturn.Extract2017().Cell(4, "NHS", "").Check().Accepted);
        Assert.Null(Assert.Single(slice.DaysLines(), line => line is { Care: CareType.Acute, Reason: Reason.C }).Days.Nhs);
    }
}

public class PrintedBedsTests
{
    [Theory]
    [InlineData(5, "0.166666667", true)]
    [InlineData(5, "0.16666666666666666", true)] // as a workbook holds it
    [InlineData(428, "14.26666667", true)]
    [InlineData(428, "14.266666667", true)]
    [InlineData(3, "0.1", true)]
    [InlineData(3, "1E-1", true)]
    [InlineData(30, "1", true)]
    [InlineData(30, "1.000", true)]
    [InlineData(0, "0", true)]
    [InlineData(5, "", true)] // nothing is printed
    [InlineData(5, "0.166666677", false)] // 1e-8 off
    [InlineData(5, "0.166666657", false)]
    [InlineData(428, "14.26666666", false)]
    [InlineData(428, "14.26666668", false)]
    [InlineData(428, "14.2667", false)]
    [InlineData(428, "14.27", false)]
    [InlineData(5, "0.17", false)]
    [InlineData(5, "0.161290323", false)] // a month of 31 days
    [InlineData(5, "5", false)]
    [InlineData(5, "-0.166666667", false)]
    [InlineData(0, "0.000000002", false)]
    public void Beds_are_days_over_the_30_days_of_November(int days, string beds, bool equal)
    {
        var found = SmallReturn.Extract2017().Cell(4, "NHS", $"{days}").Cell(4, "NHS DTOC beds", beds).Check();
        Assert.Equal(equal ? [] : ["DT-14"], found.Findings.Select(finding => finding.Rule));
    }

    [Theory]
    [InlineData("MSitDT-FEBRUARY-2019", 28, 1, true)]
    [InlineData("MSitDT-FEBRUARY-2020", 28, 1, false)]
    [InlineData("MSitDT-FEBRUARY-2020", 29, 1, true)]
    [InlineData("MSitDT-JANUARY-2020", 31, 1, true)]
    public void A_month_has_its_own_days(string period, int days, int beds, bool equal)
    {
        var found = SmallReturn.Extract2017(period).Column("NHS DTOC beds", "").Column("Social Care DTOC beds", "").Cell(4, "NHS", $"{days}").Cell(4, "NHS DTOC beds", $"{beds}").Check(arrivedOn: "2020-04-09");
        Assert.Equal(equal ? [] : ["DT-14"], found.Findings.Select(finding => finding.Rule));
    }
}

public class AttributionTests
{
    /// <summary>Domain note 3.3, read in 105 council workbooks and 115 months of the England series: to the NHS, to social care, to both.</summary>
    private static readonly Dictionary<string, string> Allowed = new()
    {
        ["A"] = "yyy",
        ["B"] = "yyy",
        ["C"] = "ynn",
        ["Di"] = "yyn",
        ["Dii"] = "yyy",
        ["E"] = "yyy",
        ["F"] = "yyy",
        ["G"] = "yyn",
        ["H"] = "yyn",
        ["I"] = "ynn",
        ["O"] = "yyy",
    };

    private static readonly string[] To = ["NHS days", "Social care days", "Both days"];

    public static TheoryData<string, string, string, int> Every =>
    [
        .. from reason in Allowed.Keys
           from care in (string[])["Acute", "Non-Acute"]
           from month in (string[])["2017-03", "2017-04"]
           from to in Enumerable.Range(0, 3)
           select (reason, care, month, to),
    ];

    [Theory, MemberData(nameof(Every))]
    public void A_day_stands_only_where_the_reason_can_be_attributed_so(string reason, string care, string month, int to)
    {
        // Domain note 3.3: O from April 2017, non-acute only.
        var used = reason != "O" || (care == "Non-Acute" && month == "2017-04");
        var allowed = Allowed[reason][to] == 'y';

        var sheet = SmallReturn.Template(month).Column("NHS days", "0").Column("Social care days", "0");
        var line = sheet.Sheet().Lines.FirstOrDefault(row => row.Cells[3] == care && row.Cells[4] == reason)?.Line;
        if (line is null)
        {
            sheet.Row(month, "RJ7", "730", care, reason);
            line = sheet.Sheet().Lines.Count;
        }
        var found = sheet.Cell(line.Value, To[to], "1").Check();

        Assert.Equal(!used ? ["DT-13"] : allowed ? [] : ["DT-12"], found.Findings.Select(finding => finding.Rule));
        Assert.Equal(used && allowed ? [1L] : [], found.Accepted.Select(slice => slice.Total));
    }

    [Fact]
    public void The_reasons_are_those_of_the_publication_with_its_words()
    {
        Assert.Equal(Allowed.Keys, DelayedTransfers.Reasons.Select(reason => reason.Code));
        Assert.Equal(
            ["A_COMPLETION_ASSESSMENT", "B_PUBLIC_FUNDING", "C_FURTHER_NON_ACUTE_NHS", "DI_RESIDENTIAL_HOME", "DII_NURSING_HOME", "E_CARE_PACKAGE_IN_HOME",
             "F_COMMUNITY_EQUIP_ADAPT", "G_PATIENT_FAMILY_CHOICE", "H_DISPUTES", "I_HOUSING", "O_OTHER"],
            DelayedTransfers.Reasons.Select(reason => reason.ExtractValue));
        Assert.All(DelayedTransfers.Reasons, reason => Assert.Equal(reason, DelayedTransfers.Of(reason.Reason)));
        Assert.Equal("Di) Awaiting residential home placement or availability", DelayedTransfers.Of(Reason.Di).Heading);
    }
}

public class LayoutTests
{
    private static readonly Dictionary<string, Func<SmallReturn>> Layouts = new()
    {
        ["template-1"] = () => SmallReturn.Template(),
        ["extract-2017"] = () => SmallReturn.Extract2017(),
        ["extract-2013"] = () => SmallReturn.Extract2013(),
        ["extract-2010"] = () => SmallReturn.Extract2010(),
    };

    private static readonly Dictionary<string, Func<SmallReturn, Sheet>> Dressed = new()
    {
        ["as published"] = all => all.Sheet(),
        ["columns in another order"] = all => all.Reversed().Sheet(),
        ["upper case"] = all => all.EachHeading(heading => heading.ToUpperInvariant()).Sheet(),
        ["lower case"] = all => all.EachHeading(heading => heading.ToLowerInvariant()).Sheet(),
        ["extra spaces"] = all => all.EachHeading(heading => $"  {heading.Replace(" ", "   ")} ").Sheet(),
        ["no-break spaces"] = all => all.EachHeading(heading => heading.Replace(' ', '\u00A0')).Sheet(),
        ["line breaks in cells"] = all => all.EachHeading(heading => heading.Replace(' ', '\n')).Sheet(),
        ["underscores"] = all => all.EachHeading(heading => heading.Replace(' ', '_')).Sheet(),
        ["en dashes"] = all => all.EachHeading(heading => heading.Replace(' ', '\u2013')).Sheet(),
        ["title lines above"] = all => all.Sheet(titles: 13),
        ["empty columns at the right"] = all => all.AddColumn("", "").AddColumn("", "").Sheet(),
    };

    public static TheoryData<string, string> Every => [.. from layout in Layouts.Keys from dress in Dressed.Keys select (layout, dress)];

    [Theory, MemberData(nameof(Every))]
    public void A_layout_is_known_by_its_headings(string layout, string dress)
    {
        var found = SmallReturn.Check([Dressed[dress](Layouts[layout]())]);
        Assert.Empty(found.Findings);
        Assert.Equal(layout, found.Layout?.Key);
        var slice = Assert.Single(found.Accepted);
        Assert.Equal((68, Assert.Single(SmallReturn.Check([Layouts[layout]().Sheet()]).Accepted).Digest), (slice.Total, slice.Digest));
    }

    [Theory]
    [InlineData("tr-TR")]
    [InlineData("de-DE")]
    public void Headings_are_the_same_to_every_machine(string culture) => Assert.All(Layouts, layout =>
        Assert.Equal(layout.Key, Cultures.In(culture, () => layout.Value().EachHeading(heading => heading.ToUpperInvariant()).Check()).Layout?.Key));

    [Fact]
    public void The_last_column_of_days_may_be_headed_Both() => Assert.Empty(SmallReturn.Extract2017().Heading("Both B", "Both").Check().Findings);

    [Fact]
    public void Type_of_care_may_be_headed_with_its_two_values() => Assert.Empty(SmallReturn.Template().Heading("Type of care", "Acute or Non\u2013Acute").Check().Findings);

    [Fact]
    public void Patients_may_be_left_out_of_the_template_wholly_or_in_part()
    {
        Assert.Empty(SmallReturn.TemplateWithPatients().Check().Findings);
        Assert.Empty(SmallReturn.TemplateWithPatients().WithoutColumn("NHS patients").Check().Findings);
        Assert.Empty(SmallReturn.TemplateWithPatients().WithoutColumn("NHS patients").WithoutColumn("Social care patients").WithoutColumn("Both patients").Check().Findings);
    }

    [Fact]
    public void Only_the_published_extracts_are_editions() =>
        Assert.Equal(["extract-2010", "extract-2013", "extract-2017"], DelayedTransfers.Layouts.Where(layout => layout.Edition).Select(layout => layout.Key).Order());

    [Theory]
    [InlineData("Non-Acute")]
    [InlineData("NON-ACUTE")]
    [InlineData("Non Acute")]
    [InlineData("NonAcute")]
    [InlineData("Non\u2013Acute")]
    [InlineData("Non\u00A0Acute")]
    public void Non_acute_is_read_however_it_is_written(string typed) => Assert.Empty(SmallReturn.Template().Cell(12, "Type of care", typed).Check().Findings);
}

public class MonthTests
{
    [Theory]
    [InlineData("2016-17", "OCTOBER", "2016-10")]
    [InlineData("2016-17", "April", "2016-04")]
    [InlineData("2016-17", "DECEMBER", "2016-12")]
    [InlineData("2016-17", "JANUARY", "2017-01")]
    [InlineData("2016-17", "march", "2017-03")]
    [InlineData("2010-11", "AUGUST", "2010-08")]
    [InlineData("2013-14", "FEBRUARY", "2014-02")]
    public void January_to_March_belong_to_the_second_year(string year, string name, string month) =>
        Assert.Equal(month, Assert.Single(SmallReturn.Extract2013(year, name).Check().Accepted).Key.Month.ToString());

    [Theory]
    [InlineData("2016", "OCTOBER")]
    [InlineData("2016-18", "OCTOBER")]
    [InlineData("2016/17", "OCTOBER")]
    [InlineData("2016-17", "")]
    [InlineData("2016-17", "OCTOBER 2016")]
    [InlineData("", "OCTOBER")]
    [InlineData("0000-01", "OCTOBER")]
    public void Another_year_or_name_is_refused(string year, string name)
    {
        var found = SmallReturn.Extract2013(year, name).Check();
        Assert.Equal(["DT-01"], found.Findings.Select(finding => finding.Rule).Distinct());
        Assert.Equal(20, found.Findings.Length);
    }

    [Theory]
    [InlineData("MSitDT-April-2018")]
    [InlineData("MSitDT-NOVEMBER-2019")]
    [InlineData("msitdt - november - 2019")]
    public void The_period_is_read_as_published(string period) => Assert.Single(SmallReturn.Extract2017(period).Column("NHS DTOC beds", "").Check().Accepted);

    [Theory]
    [InlineData("NOVEMBER-2019")]
    [InlineData("MSitDT-2019-11")]
    [InlineData("MSitDT-NOVEMBER-2019-1")]
    [InlineData("MSitSM-NOVEMBER-2019")]
    [InlineData("")]
    public void Another_period_is_refused(string period) => Assert.Equal(["DT-01"], SmallReturn.Extract2017(period).Check().Findings.Select(finding => finding.Rule).Distinct());
}
