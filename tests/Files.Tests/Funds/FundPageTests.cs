using System.Xml.Linq;
using Monitoring.Core.Figures.Funds;
using Monitoring.Files.Funds;

namespace Monitoring.Files.Tests.Funds;

public class FundPageTests
{
    private static readonly (string, string)[] Downloads = [("The workbook (Excel)", "/funds/998/2015-16/latest.xlsx"), ("All of it for programs (JSON)", "/funds/998/2015-16?as=json")];

    private static readonly Dictionary<string, Func<string>> Pages = new()
    {
        ["2015-16"] = () => FundPage.Html(FundDocuments.Of2015, Downloads),
        ["2015-16 revised"] = () => FundPage.Html(FundDocuments.Revised),
        ["2016-17"] = () => FundPage.Html(FundDocuments.Of2016),
        ["2017-18"] = () => FundPage.Html(FundDocuments.Of2017),
        ["2025-26"] = () => FundPage.Html(FundDocuments.Of2025),
        ["empty"] = () => FundPage.Html(FundDocuments.Empty),
        ["England"] = () => EnglandFundPage.Html(FundDocuments.England, Downloads),
        ["list"] = () => FundsPage.Html([new FundEntry(FundDocuments.Of2016.Key, "Exampleshire", "/funds/998/2016-17"), new FundEntry(FundDocuments.Of2015.Key, "Exampleshire", "/funds/998/2015-16"), new FundEntry(FundDocuments.England.Key, "England", "/funds/ENG/2015-16")]),
        ["empty list"] = () => FundsPage.Html([]),
    };

    public static TheoryData<string> Names => [.. Pages.Keys];

    /// <summary>A table has a caption, its headings say for which direction they speak, and every place that something is labelled by is there once (WCAG 2.2: 1.3.1, 4.1.2).</summary>
    [Theory]
    [MemberData(nameof(Names))]
    public void Tables_have_captions_and_headings_and_labels_lead_somewhere(string name)
    {
        var page = Parsed(Pages[name]());
        Assert.All(page.Descendants("table"), table => Assert.Single(table.Elements("caption")));
        Assert.All(page.Descendants("th"), heading => Assert.Contains((string?)heading.Attribute("scope"), new[] { "col", "row" }));
        var ids = page.Descendants().Select(element => (string?)element.Attribute("id")).OfType<string>().ToList();
        Assert.Distinct(ids);
        Assert.All(page.Descendants().Select(element => (string?)element.Attribute("aria-labelledby")).OfType<string>(), label => Assert.Contains(label, ids));
        Assert.All(page.Descendants("a").Select(link => (string)link.Attribute("href")!).Where(href => href.StartsWith('#')), href => Assert.Contains(href[1..], ids));
        Assert.Single(page.Descendants("h1"));
        Assert.All(page.Descendants("details"), details => Assert.Equal("summary", details.Elements().First().Name.LocalName));
    }

    /// <summary>What somebody comes for stands before anything else: released, owed, fails.</summary>
    [Theory]
    [InlineData("Released", "Performance released £968,500.00 of a fund of £1,074,290.00; £105,790.00 was not released, to be used for community care.")]
    [InlineData("Owed", "Due and not yet paid in: NHS Exampleshire CCG £355,500.00 (next instalment 1 January 2016).")]
    [InlineData("Owed", "It is not known what is outstanding from Exampleshire.")]
    [InlineData("Owed", "Exampleshire pays £62,697.39 and NHS Exampleshire CCG pays £500,000.00. £37,302.62 is not allocated to anybody.")]
    [InlineData("Checks", "3 of 6 checks of the plan passed and 2 failed. It cannot be told for F3 (DFG spent as allocated).F5 (Out-of-hospital services) failed: Short by £187,000.00: plan more NHS-commissioned services outside hospital.")]
    [InlineData("Goals", "1 of 2 goals that are due is on track.Not on track: Non-elective admissions per 100,000 (Q2 2015-16).")]
    public void The_first_screen_answers(string term, string sentence)
    {
        var answers = Parsed(Pages["2015-16"]()).Descendants("dl").First();
        Assert.Empty(answers.ElementsBeforeSelf("section"));
        Assert.Contains(sentence, answers.Elements("div").Single(row => row.Element("dt")!.Value == term).Element("dd")!.Value);
    }

    [Theory]
    [InlineData("2016-17", "Of £900,000.00 held against admissions above plan £453,183.50 goes to the NHS and £446,816.50 is released to the pool.")]
    [InlineData("2017-18", "The council was expected to have 16.8 delayed days a day in September 2017, from 51.0 in February 2017; it had 85.0.")]
    [InlineData("2017-18", "£3,003,000.33 of next year's improved Better Care Fund was at risk. It is shown for information: nothing was withdrawn for 2017-18, and nothing is taken off here.")]
    [InlineData("2017-18", "The underspend of £250,000.00 is dealt with by rule R7, an underspend stays in the pool: no partner pays or gets anything. £250,000.00 is carried forward in the pool.")]
    [InlineData("2015-16 revised", "Performance released £201,150.00 so far of a fund of £536,400.00: 2 of 4 quarters are settled.")]
    [InlineData("2015-16 revised", "In Q3 2015-16 the pool had £6,206,000.00 of income and £6,352,499.00 of expenditure. What both came to since the year began is not known.")]
    [InlineData("2025-26", "No return of a quarter has arrived. The plan has income of £9,871,234.00 and expenditure of £9,871,234.00.")]
    [InlineData("empty", "Neither a plan nor a return of a quarter has arrived.")]
    public void Each_year_says_what_it_had(string name, string sentence) => Assert.Contains(sentence, Parsed(Pages[name]()).Value);

    /// <summary>Behind each quarter its steps; behind each ring-fence the lines that count.</summary>
    [Theory]
    [InlineData("How it was worked out: Q2 2015-16", "200 fewer admissions than in the baseline, 350 so far")]
    [InlineData("What became known when, and what it settled", "Q1 2015-16 settled at £149,000.00.")]
    [InlineData("The lines that the ring-fence checks counted", "Rapid response, nights")]
    [InlineData("Lines of expenditure, to date", "Reablement and home care")]
    [InlineData("How it was worked out: Sharing of the variance", "NHS Exampleshire CCG up to its maximum of £22,730,000.00")]
    public void Workings_open_when_asked_for(string summary, string inside) =>
        Assert.Contains(inside, Parsed(Pages["2015-16"]()).Descendants("details").Single(details => details.Element("summary")!.Value == summary).Value);

    [Fact]
    public void A_page_says_nothing_of_sheets() => Assert.DoesNotContain("the sheet", Parsed(Pages["2015-16"]()).Value);

    [Fact]
    public void The_list_leads_to_each_year_and_its_files()
    {
        var page = Parsed(Pages["list"]());
        Assert.Equal(["2016-17", "2015-16"], page.Descendants("h2").Select(heading => heading.Value));
        var links = page.Descendants("a").Select(link => (string)link.Attribute("href")!).ToList();
        Assert.All(new[] { "/funds/998/2016-17", "/funds/998/2016-17/latest.xlsx", "/funds/998/2016-17/latest.csv", "/funds/ENG/2015-16" }, href => Assert.Contains(href, links));
        Assert.Contains("1 board, and England", page.Value);
    }

    [Fact]
    public void England_leads_to_the_boards() => Assert.Contains("/funds/998/2015-16", Parsed(Pages["England"]()).Descendants("a").Select(link => (string)link.Attribute("href")!));

    [Fact]
    public void What_a_sender_wrote_is_text()
    {
        const string written = "<script>alert(1)</script>";
        var year = FundDocuments.Of2015;
        var spoilt = year with { Name = written, StatusReasons = [written], Schemes = year.Schemes! with { Twice = [written], Schemes = [year.Schemes!.Schemes[1] with { Name = written, Flags = [written] }] }, Performance = year.Performance! with { Notes = [written] } };
        var page = Parsed(FundPage.Html(spoilt));
        Assert.Empty(page.Descendants("script"));
        Assert.Contains(written, page.Value);
    }

    private static XElement Parsed(string html) => XDocument.Parse(html.Replace("<!DOCTYPE html>", "", StringComparison.Ordinal).Replace("<br>", "<br/>", StringComparison.Ordinal)).Root!;
}
