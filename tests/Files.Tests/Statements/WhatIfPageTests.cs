using System.Text.RegularExpressions;
using System.Xml.Linq;
using Monitoring.Core.Figures.Reimbursement;
using Monitoring.Core.Kernel;
using Monitoring.Core.Ledger;
using Monitoring.Core.Policy;
using Monitoring.Core.Returns;
using Monitoring.Files.Statements;

namespace Monitoring.Files.Tests.Statements;

public class WhatIfPageTests
{
    private static readonly Party NhsBody = new("RJ7", "St George's <University> Hospitals"), Payer = new("730", "Merton");

    /// <summary>E20 of the domain note, and the same with the case going on: under reading B of SI 2014/2823 reg 8 the first of the days does not count.</summary>
    private static string Html(params string[] suppose) => WhatIfPage.Html(
        WhatIf.Of([Case("D-15-0412", Discharged), Case("D-15-0413", null)], PolicyBook.Current, Suppositions.Read(suppose, PolicyBook.Current).Supposed!, ReferenceBook.Current, new WhatIfScope("730", ReportingMonth.Parse("2015-04"), ReportingMonth.Parse("2015-06"))),
        NhsBody, Payer, Suppositions.Of(PolicyBook.Current), suppose, "/what-if/RJ7", "/what-if/RJ7?payer=730&as=json");

    private static XElement Page(string html) => XDocument.Parse(html.Replace("<!DOCTYPE html>", "", StringComparison.Ordinal)).Root!;

    [Fact]
    public void It_is_marked_hypothetical_at_the_top_in_the_title_and_on_each_table()
    {
        var page = Page(Html("reimbursement.minimum-period-2014=3"));
        Assert.StartsWith("HYPOTHETICAL", page.Descendants("title").Single().Value, StringComparison.Ordinal);
        var panel = page.Descendants("section").First();
        Assert.Contains("HYPOTHETICAL: worked out on a supposition, for evaluation. Nothing is due by it.", panel.Value, StringComparison.Ordinal);
        Assert.Contains("three days after the assessment notice", panel.Value, StringComparison.Ordinal);
        Assert.Equal(4, page.Descendants("table").Count());
        Assert.All(page.Descendants("table"), table => Assert.StartsWith("HYPOTHETICAL: ", table.Element("caption")!.Value, StringComparison.Ordinal));
    }

    [Fact]
    public void It_shows_days_and_amounts_on_both_sides_and_why_a_day_changes()
    {
        var tables = Page(Html("reimbursement.minimum-period-2014=3")).Descendants("table").ToList();
        // D-15-0412: 4-8 June, or 5-8 June. D-15-0413 goes on to 30 June: 4-30 June, or 5-30 June. London, £155.
        Assert.Equal(["June 2015", "32", "30", "£4,960.00", "£4,650.00", "-£310.00"], Cells(tables[0], 0));
        Assert.Equal(["D-15-0412", "5", "4", "£775.00", "£620.00", "-£155.00"], Cells(tables[1], 0));
        Assert.Equal(["D-15-0413 (goes on)", "27", "26", "£4,185.00", "£4,030.00", "-£155.00"], Cells(tables[1], 1));
        Assert.Equal(["Total", "32", "30", "£4,960.00", "£4,650.00", "-£310.00"], Cells(tables[1], 2));
        var day = Cells(tables[2], 0);
        Assert.Equal("Thu 4 June 2015", day[0]);
        Assert.StartsWith("Counts, £155.00", day[1], StringComparison.Ordinal);
        Assert.StartsWith("Does not count", day[2], StringComparison.Ordinal);
    }

    [Fact]
    public void The_form_has_every_question_with_what_is_supposed_chosen()
    {
        var page = Page(Html("reimbursement.minimum-period-2014=3"));
        var form = Assert.Single(page.Descendants("form"));
        Assert.Equal(("get", "/what-if/RJ7"), ((string?)form.Attribute("method"), (string?)form.Attribute("action")));
        Assert.Equal(Suppositions.Of(PolicyBook.Current).Select(question => question.Key), form.Descendants("label").Select(label => label.Value).Skip(2));
        Assert.Equal("reimbursement.minimum-period-2014=3", (string?)Assert.Single(form.Descendants("option"), option => option.Attribute("selected") is not null).Attribute("value"));
        // What the form sends is what can be supposed.
        Assert.All(form.Descendants("option").Select(option => (string)option.Attribute("value")!).Where(value => value.Length > 0), value => Assert.Null(Suppositions.Read([value], PolicyBook.Current).Wrong));
        Assert.All(form.Descendants("label"), label => Assert.Single(form.Descendants(), element => (string?)element.Attribute("id") == (string?)label.Attribute("for")));
    }

    [Fact]
    public void Before_anything_is_supposed_the_form_comes_first_and_no_day_changes()
    {
        var html = Html();
        Assert.Contains("Nothing is supposed yet", html, StringComparison.Ordinal);
        Assert.Contains("No day changes.", html, StringComparison.Ordinal);
        Assert.True(html.IndexOf("<form", StringComparison.Ordinal) < html.IndexOf("<table", StringComparison.Ordinal));
    }

    [Fact]
    public void The_page_is_well_formed_and_complete_in_itself()
    {
        var page = Page(Html("regime=act-2003", "reimbursement.event-day-2003=not"));
        Assert.Contains("St George's <University> Hospitals", page.Descendants("h1").Single().Value, StringComparison.Ordinal);
        Assert.DoesNotContain(page.Descendants(), element => element.Name.LocalName is "script" or "link" or "img" or "iframe");
        Assert.DoesNotMatch("https?:|@import|url\\(", string.Concat(page.Descendants().Attributes().Select(attribute => attribute.Value)) + page.Descendants("style").Single().Value);
        var ids = page.Descendants().Attributes("id").Select(id => id.Value).ToList();
        Assert.Equal(ids.Count, ids.Distinct().Count());
        Assert.All(page.Descendants().Attributes().Where(label => label.Name.LocalName is "aria-labelledby" or "aria-describedby"), label => Assert.Contains(label.Value, ids));
        var levels = page.Descendants().Where(element => Regex.IsMatch(element.Name.LocalName, "^h[1-6]$")).Select(element => element.Name.LocalName[1] - '0').ToList();
        Assert.All(levels.Zip(levels.Skip(1)), pair => Assert.True(pair.Second <= pair.First + 1));
    }

    private static List<string> Cells(XElement table, int row) =>
        [.. table.Element("tbody")!.Elements("tr").ElementAt(row).Elements().Select(cell => cell.Elements("span").Single(span => (string?)span.Attribute("class") == "cell").Value)];

    private static readonly NoticeLine Discharged = Line(NoticeLineKind.Discharged, "2015-06-08 15:00");

    private static ReportedCase Case(string reference, NoticeLine? end)
    {
        NoticeLine[] lines =
        [
            Line(NoticeLineKind.AssessmentNotice, "2015-06-01 13:59") with { Care = CareSetting.Acute }, Line(NoticeLineKind.DischargeNotice, "2015-06-02 10:00") with { ProposedDischarge = new DateOnly(2015, 6, 3) },
            .. end is null ? (NoticeLine[])[] : [Line(NoticeLineKind.Arrangements, "2015-06-08 13:00"), end],
        ];
        return new("RJ7", reference, View.Provider, "RJ7", "s1", ArrivalOrder.Of(DateTimeOffset.UnixEpoch, "s1"), DateTimeOffset.UnixEpoch, new DateOnly(2015, 6, 30), [.. lines.Select((line, index) => new ReportedLine(line with { Case = reference }, index + 2))]);
    }

    private static NoticeLine Line(NoticeLineKind kind, string when) =>
        new("RJ7", "D-15-0412", "730", kind, Moment.Read(when).Value!.Value, null, null, null, null, null, NoticeContent.NothingSaid, null, null, null, null);
}
