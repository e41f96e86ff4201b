using Monitoring.Core.Figures;
using Monitoring.Core.Figures.Summaries;
using Monitoring.Core.Kernel;
using Monitoring.Files.Receipts;
using Monitoring.Files.Summaries;
using Monitoring.Files.Tests.Delays;
using Monitoring.Files.Tests.Summaries;

namespace Monitoring.Files.Tests.Receipts;

/// <summary>The pages that lead to the others, summaries, and what is said where there is nothing.</summary>
public class FirstPagesTests
{
    private static readonly (string, string)[] Files = [("The workbook (Excel)", "/published/authority/507/2019-11/latest.xlsx")];

    private static readonly SummaryEntry[] Two =
    [
        new(new SummaryKey(SummaryKind.Authority, "507", SummaryPeriod.Of(new ReportingMonth(2019, 11))), "Derby", "/summaries/authority/507/2019-11", "/published/authority/507/2019-11"),
        new(new SummaryKey(SummaryKind.Authority, "730", SummaryPeriod.Of(new ReportingMonth(2019, 11))), "Merton", "/summaries/authority/730/2019-11", "/published/authority/730/2019-11"),
    ];

    private static readonly Dictionary<string, Func<string>> Pages = new()
    {
        ["home"] = () => HomePage.Html([new(new FigureKey("507", new ReportingMonth(2019, 11)), "Derby", "authority/507/2019-11")], 1, 2, 3, 4),
        ["home of nobody"] = () => HomePage.Html(null),
        ["home with long lists"] = () => HomePage.Html([.. Enumerable.Range(100, 149).Select(code => new PublishedEntry(new FigureKey($"{code}", new ReportingMonth(2019, 11)), $"Council {code}", $"authority/{code}/2019-11"))]),
        ["summaries"] = () => SummariesPage.Html(Two),
        ["summaries found"] = () => SummariesPage.Html(Two, "mert"),
        ["summaries not found"] = () => SummariesPage.Html(Two, "\"><script>"),
        ["summary of a month"] = () => SummaryPage.Html(SummaryDocuments.Month with { Status = FigureStatus.Incomplete, StatusReasons = ["A month is missing."] }, Files),
        ["summary of a quarter"] = () => SummaryPage.Html(SummaryDocuments.Quarter, Files),
        ["summary of England"] = () => SummaryPage.Html(SummaryDocuments.EnglandQuarter, Files),
        ["summary of a board"] = () => SummaryPage.Html(IcbDocuments.Quarter, Files),
        ["summary without a return"] = () => SummaryPage.Html(SummaryDocuments.Month with { LastAcceptance = new(""), AsAt = default, Reference = "" }, Files),
        ["refusal"] = () => RefusalPage.Html("There is nothing here", "There is no history of delays of '<b>'.", "GET /delays lists those that there are."),
    };

    public static TheoryData<string> Names => [.. Pages.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Everybody_can_read_them(string name) => PageText.IsPlainToAll(Pages[name]());

    /// <summary>Whoever came by a link finds the way to everything else.</summary>
    [Theory]
    [MemberData(nameof(Names))]
    public void The_first_page_is_one_step_away(string name) => Assert.Contains(PageText.Parsed(Pages[name]()).Descendants("a"), link => (string?)link.Attribute("href") == "/home");

    [Fact]
    public void The_first_page_leads_to_every_kind_of_page() => Assert.Superset(
        new HashSet<string> { "/rules", "/statements", "/summaries", "/delays", "/evidence", "/joint-working", "/discharges", "/funds", "/delays/507/2019-11" },
        PageText.Parsed(Pages["home"]()).Descendants("a").Select(link => (string)link.Attribute("href")!).ToHashSet());

    [Fact]
    public void Of_a_long_list_those_are_shown_that_somebody_asked_for()
    {
        Assert.Contains("Merton", Pages["summaries found"](), StringComparison.Ordinal);
        Assert.DoesNotContain("Derby", Pages["summaries found"](), StringComparison.Ordinal);
        Assert.Contains("One summary with 'mert' in name or code.", PageText.Extract(Pages["summaries found"]()), StringComparison.Ordinal);
        Assert.Contains("No summary with '\"><script>' in name or code. Write a part of the name, or the code.", PageText.Extract(Pages["summaries not found"]()), StringComparison.Ordinal);
        Assert.Single(PageText.Parsed(Pages["home with long lists"]()).Descendants("details"));
        Assert.Empty(PageText.Parsed(Pages["home"]()).Descendants("details"));
    }

    /// <summary>A draft is not the same as provisional figures, so both are said; where no return of the body counts there is no day to name.</summary>
    [Fact]
    public void A_summary_says_how_far_it_can_be_relied_on()
    {
        var page = PageText.Extract(Pages["summary of a month"]());
        Assert.Contains("Figures: incomplete. Made of what had been received by", page, StringComparison.Ordinal);
        Assert.Contains("> Why the figures are incomplete\n- A month is missing.", page, StringComparison.Ordinal);
        Assert.Contains("no return of its own counts here.", PageText.Extract(Pages["summary without a return"]()), StringComparison.Ordinal);
        Assert.DoesNotContain("0001", Pages["summary without a return"](), StringComparison.Ordinal);
    }

    [Fact]
    public void What_cannot_be_done_is_told_with_the_way_on()
    {
        var page = PageText.Parsed(Pages["refusal"]());
        Assert.Contains("There is no history of delays of '<b>'.", page.Descendants("p").Select(paragraph => paragraph.Value));
        Assert.Contains(page.Descendants("a"), link => (string?)link.Attribute("href") == "/delays");
    }
}
