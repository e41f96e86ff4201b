using System.Collections.Immutable;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Monitoring.Core.Kernel;
using Monitoring.Core.Ledger;
using Monitoring.Core.Returns;
using Monitoring.Core.Validation;
using Monitoring.Files.Receipts;

namespace Monitoring.Files.Tests.Receipts;

public class ReceiptPageTests
{
    internal static readonly (string Text, string Href)[] Downloads =
        [("Your file with the mistakes marked (Excel)", "marked.xlsx"), ("All findings (CSV)", "findings.csv?a=1&b=2")];

    private static readonly ReportingMonth November = new(2019, 11);

    internal static readonly Effect Effect = new("s", [new PageEffect("2019-11", "November 2019", "provider and authority pair", 1, 1, 1, 3,
    [
        new SliceChange("RJ7", "702", Change.New, null, 30, []),
        new SliceChange("RJ7", "708", Change.Changed, 30, 29, [.. Enumerable.Range(0, 60).Select(number => new CellChange("Acute, Di", "Social care days", number == 0 ? null : $"{number}", "7"))]),
        new SliceChange("RJ7", "712", Change.Withdrawn, 12, null, [new CellChange("Non-Acute, E", "NHS days", "12", null)]),
    ], ["2019-11/702", "2019-11/ENG"], [new Finding("DT-50", Severity.Warning, "Derby (507) had 5 days in October 2019 and is not in this return of November 2019.", "If there were none, nothing need be done.")])]);

    internal static Receipt ReceiptOf(Outcome outcome) => outcome switch
    {
        Outcome.Accepted => Submissions.ReceiptOf(Submissions.Template(), "return.xlsx"),
        Outcome.AcceptedWithWarnings => Submissions.ReceiptOf(Submissions.Template(sheet => { sheet.Cell("F20").Value = ""; sheet.Cell("F21").Value = ""; }), "return.xlsx"),
        Outcome.PartlyAccepted => Submissions.ReceiptOf(Submissions.WithMistakes, Submissions.Csv),
        _ => Submissions.ReceiptOf(Submissions.Template(Submissions.PutMistakes), "return.xlsx"),
    };

    private static XElement Parse(string page)
    {
        Assert.StartsWith("<!DOCTYPE html>\n<html lang=\"en-GB\">", page);
        return XDocument.Parse(page.Replace("<!DOCTYPE html>", "", StringComparison.Ordinal)).Root!;
    }

    public static TheoryData<Outcome> Outcomes => [.. Enum.GetValues<Outcome>()];

    [Theory]
    [MemberData(nameof(Outcomes))]
    public void A_page_is_well_formed_complete_in_itself_and_can_be_found_the_way_in(Outcome outcome)
    {
        var receipt = ReceiptOf(outcome);
        Assert.Equal(outcome, receipt.Outcome);
        var text = ReceiptPage.Html(receipt, outcome == Outcome.Refused ? null : Effect, Downloads);
        var page = Parse(text);
        Assert.Single(page.Descendants("h1"));
        Assert.All(["header", "main", "footer", "title"], name => Assert.Single(page.Descendants(name)));
        Assert.DoesNotContain(page.Descendants(), element => element.Name.LocalName is "script" or "link" or "img" or "iframe" or "form");
        Assert.DoesNotMatch("https?:|//[a-z]|@import|url\\(", text);
        Assert.All(page.Descendants("table"), table => Assert.NotEmpty(table.Element("caption")!.Value));
        Assert.All(page.Descendants("th"), head => Assert.Contains((string?)head.Attribute("scope"), new[] { "col", "row" }));
        Assert.All(page.Descendants("section").Where(section => section.Attribute("aria-labelledby") is not null), section => Assert.Contains(page.Descendants(), element => (string?)element.Attribute("id") == (string?)section.Attribute("aria-labelledby")));
        Assert.Equal(page.Descendants().Attributes("id").Count(), page.Descendants().Attributes("id").Select(id => id.Value).Distinct().Count());
        // Headings go down one level at a time.
        var levels = page.Descendants().Where(element => Regex.IsMatch(element.Name.LocalName, "^h[1-6]$")).Select(element => element.Name.LocalName[1] - '0').ToList();
        Assert.All(levels.Zip(levels.Skip(1)), pair => Assert.True(pair.Second <= pair.First + 1));
        Assert.Equal(text, ReceiptPage.Html(receipt, outcome == Outcome.Refused ? null : Effect, Downloads));
    }

    [Theory]
    [InlineData(Outcome.Accepted, "Accepted", "Nothing. Keep this page")]
    [InlineData(Outcome.AcceptedWithWarnings, "Accepted, with 2 warnings", "the return counts as it is.")]
    [InlineData(Outcome.PartlyAccepted, "Accepted in part", "Send the whole file again")]
    [InlineData(Outcome.Refused, "Refused", "Send the whole file again")]
    public void The_outcome_is_a_word_and_a_shape_and_the_next_step_is_said(Outcome outcome, string word, string next)
    {
        var page = Parse(ReceiptPage.Html(ReceiptOf(outcome), null, Downloads));
        Assert.Equal(word, page.Descendants("h1").Single().Value);
        Assert.Single(page.Descendants("section").First().Elements("svg"));
        Assert.Contains(next, page.Descendants("section").ElementAt(1).Value);
        Assert.Contains(page.Descendants("a"), link => (string?)link.Attribute("href") == "findings.csv?a=1&b=2");
    }

    [Fact]
    public void The_shapes_differ() =>
        Assert.Equal(4, Enum.GetValues<Outcome>().Select(outcome => Parse(ReceiptPage.Html(ReceiptOf(outcome), null, [])).Descendants("svg").Single().ToString()).Distinct().Count());

    [Fact]
    public void A_finding_says_where_what_and_what_to_do()
    {
        var page = ReceiptPage.Html(ReceiptOf(Outcome.PartlyAccepted), Effect, Downloads);
        Assert.Contains("Line 46, column F (NHS days)", page);
        Assert.Contains("-4 is below zero.", page);
        Assert.Contains("write 0 where there was no delay.", page);
    }

    [Fact]
    public void Ten_examples_of_each_rule_are_shown_and_the_rest_counted()
    {
        var findings = Submissions.Many(1_350).Where(finding => finding.Severity == Severity.Error).Take(1_214).ToImmutableArray();
        var receipt = ReceiptOf(Outcome.Refused) with { Findings = findings, Rules = [new RuleCount("DT-06", Severity.Error, "A count is a whole number.", findings.Length)] };
        var page = ReceiptPage.Html(receipt, null, Downloads);
        Assert.Contains("And 1,204 more: all of them are in the findings file.", page);
        Assert.Equal(10, Parse(page).Descendants("table").First().Element("tbody")!.Elements("tr").Count());
    }

    [Fact]
    public void Whatever_a_sender_wrote_stays_text()
    {
        const string evil = "<script>alert(\"1\")</script>&\u0001\uD800";
        var finding = new Finding("DT-06", Severity.Error, evil, evil, evil, 3, "F", evil, evil);
        var receipt = ReceiptOf(Outcome.Refused) with
        {
            FileName = evil,
            UploadedBy = evil,
            Sender = evil,
            Kept = evil,
            Summary = evil,
            Findings = [finding],
            Rules = [new RuleCount("DT-06", Severity.Error, evil, 1)],
            RefusedSlices = [new SliceKey("2019-11", evil, evil)],
        };
        var page = ReceiptPage.Html(receipt, Effect, [(evil, "\" onclick=\"x")]);
        Assert.DoesNotContain("<script", page);
        var root = Parse(page);
        Assert.DoesNotContain(root.Descendants().Attributes(), attribute => attribute.Name.LocalName.StartsWith("on", StringComparison.Ordinal));
        Assert.Contains("<script>alert(\"1\")</script>&\uFFFD\uFFFD", root.Descendants("main").Single().Value);
    }

    [Fact]
    public void What_changed_is_told_to_the_number_and_nothing_given_is_not_zero()
    {
        var text = ReceiptPage.Html(ReceiptOf(Outcome.PartlyAccepted), Effect, []);
        Assert.Contains("1 new, 1 changed, 1 withdrawn, 3 unchanged provider and authority pairs", text);
        Assert.Contains("The first 50 of 61 cells that differ", text);
        Assert.Contains("And 11 more cells.", text);
        Assert.Contains("none given", text);
        Assert.Contains("Acute, Di", text);
        Assert.Contains("Social care days", text);
        Assert.Contains("Compared with what else has been reported", text);
        Assert.Contains("being worked out", ReceiptPage.Html(ReceiptOf(Outcome.Accepted), null, []));
        Assert.Contains("Whatever stood before still stands.", ReceiptPage.Html(ReceiptOf(Outcome.Refused), null, []));
    }

    [Fact]
    public void Who_sent_what_when_and_where_it_is_kept()
    {
        var text = Parse(ReceiptPage.Html(ReceiptOf(Outcome.Accepted), null, [])).Value;
        Assert.All(["10 January 2020, 09:30 (London time)", "Ann Officer", "RJ7", "20200110T093000Z-7f3a", "returns/RJ7/9f86d081", "policy "], said => Assert.Contains(said, text));
    }
}
