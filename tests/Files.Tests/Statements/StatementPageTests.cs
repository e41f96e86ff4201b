using System.Xml.Linq;
using Monitoring.Core.Figures.Reimbursement;
using Monitoring.Files.Statements;

namespace Monitoring.Files.Tests.Statements;

public class StatementPageTests
{
    private static readonly (string, string)[] Downloads = [("The statement as a workbook (Excel)", "/statements/RX1/RX1/998/2015-06/latest.xlsx"), ("All of it for programs (JSON)", "/statements/RX1/RX1/998/2015-06?as=json")];

    private static readonly Dictionary<string, Func<string>> Pages = new()
    {
        ["draft"] = () => StatementPage.Html(MadeStatements.JuneStatement, MadeStatements.NothingPosted, null, mayIssue: true, Downloads),
        ["issued"] = () => StatementPage.Html(MadeStatements.JuneStatement, MadeStatements.JuneIssue.Account, MadeStatements.JuneIssue.Issued, mayIssue: false, Downloads),
        ["recovery"] = () => StatementPage.Html(MadeStatements.Recovery, new Account("997", "998", []), null),
        ["empty"] = () => StatementPage.Html(MadeStatements.Empty, MadeStatements.NothingPosted, null, mayIssue: true),
        ["hypothetical"] = () => StatementPage.Html(MadeStatements.Supposed, MadeStatements.NothingPosted, null, mayIssue: true),
        ["worked out"] = () => StatementPage.Html(ComputedStatements.June2015, Account.Empty("RJ7", "730"), null),
        ["deleted cases"] = () => StatementPage.Html(MadeStatements.WithDeletedCases, MadeStatements.NothingPosted, null),
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
    }

    [Fact]
    public void Each_day_of_a_dispute_has_the_fact_of_both_parties()
    {
        var day = Parsed(Pages["draft"]()).Descendants("tr").Single(row => row.Value.Contains("Monday 8 June 2015", StringComparison.Ordinal) && row.Value.Contains("NHS body only", StringComparison.Ordinal)).Value;
        Assert.Contains("NHS body: Arrangements came into place on 8 June 2015 at 13:00, after 11 am: the day counts.", day);
        Assert.Contains("Authority: Arrangements were in place on 8 June 2015 at 10:45, by 11 am.", day);
        Assert.Contains("SI 2014/2823 reg 9(4)", day);
    }

    [Fact]
    public void A_case_without_a_day_that_counts_says_why()
    {
        var cases = Parsed(Pages["worked out"]()).Descendants("section").Where(section => ((string?)section.Attribute("class"))?.Contains("case", StringComparison.Ordinal) == true).ToList();
        var late = cases.Single(section => section.Value.Contains("Case D-15-0433", StringComparison.Ordinal)).Value;
        Assert.Contains("To be valid for 3 June 2015 it had to be given by 14:00 on 2 June 2015.", late);
        Assert.Contains("No day of June 2015 counts. Were the notice valid, 5 days would.", late);
        var inTime = cases.Single(section => section.Value.Contains("Case D-15-0440", StringComparison.Ordinal)).Value;
        Assert.Contains("relevant day 3 June 2015, no day of it can count. No liability arose: at the end of the relevant day the assessment was done and all arrangements were in place, since 3 June 2015 at 10:00.", inTime);
        Assert.DoesNotContain("first day", inTime, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("draft", true)]
    [InlineData("issued", false)]
    [InlineData("empty", false)] // nothing is decided, so nothing can be posted
    [InlineData("hypothetical", false)]
    public void The_form_to_issue_is_there_for_who_may_and_when_something_is_due(string name, bool there)
    {
        var forms = Parsed(Pages[name]()).Descendants("form").ToList();
        if (there)
            Assert.Equal(("post", "/statements/RX1/RX1/998/2015-06/issue"), ((string?)Assert.Single(forms).Attribute("method"), (string?)forms[0].Attribute("action")));
        else
            Assert.Empty(forms);
    }

    [Fact]
    public void It_says_what_issuing_posts()
    {
        Assert.Contains("Due is &#163;1,170.00 and &#163;0.00 is posted: issuing posts &#163;1,170.00.", Pages["draft"]());
        Assert.Contains("not decided", Pages["empty"]());
    }

    [Fact]
    public void What_is_issued_is_what_was_looked_at()
    {
        var field = Assert.Single(Parsed(StatementPage.Html(MadeStatements.JuneStatement, MadeStatements.NothingPosted, null, mayIssue: true, seen: "abc123")).Descendants("input"));
        Assert.Equal(("hidden", "figures", "abc123"), ((string?)field.Attribute("type"), (string?)field.Attribute("name"), (string?)field.Attribute("value")));
    }

    [Fact]
    public void What_a_sender_wrote_is_text()
    {
        const string written = "<script>alert(1)</script>";
        var spoilt = MadeStatements.JuneStatement with { Cases = [MadeStatements.JuneStatement.Cases[0] with { Case = written, Notes = [written] }], Notes = [written] };
        var page = Parsed(StatementPage.Html(spoilt, MadeStatements.NothingPosted, null));
        Assert.Empty(page.Descendants("script"));
        Assert.Contains(written, page.Value);
    }

    private static XElement Parsed(string html)
    {
        var text = html.Replace("<!DOCTYPE html>", "", StringComparison.Ordinal).Replace("<br>", "<br/>", StringComparison.Ordinal);
        return XDocument.Parse(text).Root!;
    }
}
