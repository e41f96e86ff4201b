using System.Text.RegularExpressions;
using System.Xml.Linq;
using Monitoring.Core.Returns;
using Monitoring.Core.Validation;
using Monitoring.Files.Receipts;

namespace Monitoring.Files.Tests.Receipts;

public class RulesPageTests
{
    private static readonly string Text = RulesPage.Html(RuleCatalogue.All, RuleExamples.Of);

    private static readonly XElement Page = XDocument.Parse(Text.Replace("<!DOCTYPE html>", "", StringComparison.Ordinal)).Root!;

    private static XElement ById(string id) => Page.Descendants().Single(element => (string?)element.Attribute("id") == id);

    [Fact]
    public void The_page_is_well_formed_complete_in_itself_and_can_be_found_the_way_in()
    {
        Assert.Single(Page.Descendants("h1"));
        Assert.All(["header", "main", "footer", "title", "nav"], name => Assert.Single(Page.Descendants(name)));
        Assert.DoesNotContain(Page.Descendants(), element => element.Name.LocalName is "script" or "link" or "img" or "iframe" or "form");
        Assert.DoesNotMatch("https?:|@import|url\\(", string.Concat(Page.Descendants().Attributes().Select(attribute => attribute.Value)) + Page.Descendants("style").Single().Value);
        var ids = Page.Descendants().Attributes("id").Select(id => id.Value).ToList();
        Assert.Equal(ids.Count, ids.Distinct().Count());
        Assert.All(Page.Descendants().Attributes("aria-labelledby"), label => Assert.Contains(label.Value, ids));
        Assert.All(Page.Descendants("a").Select(link => (string)link.Attribute("href")!).Where(href => href.StartsWith('#')), href => Assert.Contains(href[1..], ids));
        // Headings go down one level at a time.
        var levels = Page.Descendants().Where(element => Regex.IsMatch(element.Name.LocalName, "^h[1-6]$")).Select(element => element.Name.LocalName[1] - '0').ToList();
        Assert.All(levels.Zip(levels.Skip(1)), pair => Assert.True(pair.Second <= pair.First + 1));
    }

    [Fact]
    public void Every_rule_has_one_place_on_the_page_with_what_must_hold_what_to_do_since_when_and_why() => Assert.All(RuleCatalogue.All, rule =>
    {
        var place = ById(rule.Id);
        Assert.All([rule.Title, rule.Fix, rule.Source, rule.Effect, rule.Severity == Severity.Error ? "Mistake" : "Warning"], said => Assert.Contains(said, place.Value));
        if (RuleExamples.Of(rule.Id) is { } example)
            Assert.Equal(example.Wrong, place.Descendants().Single(element => (string?)element.Attribute("class") == "said").Value);
    });

    [Fact]
    public void Every_collection_has_its_rules_below_its_title_with_its_template() => Assert.All(Collections.All, collection =>
    {
        var own = collection.Rules.Select(rule => rule.Id).Except(RuleCatalogue.Common.Select(rule => rule.Id)).ToList();
        if (own.Count == 0)
            return;
        var section = ById($"collection-{collection.Key}").Parent!;
        Assert.Contains(collection.About, section.Value);
        Assert.Single(section.Descendants("a"), link => (string?)link.Attribute("href") == $"/templates/{collection.Key}.xlsx");
        Assert.Equal(own, section.Elements("section").Select(rule => (string)rule.Attribute("id")!));
    });

    [Fact]
    public void Every_part_is_in_the_contents() => Assert.Equal(
        Page.Descendants("main").Single().Elements("section").Select(section => $"#{(string)section.Attribute("aria-labelledby")!}"),
        Page.Descendants("nav").Single().Descendants("a").Select(link => (string)link.Attribute("href")!));

    [Fact]
    public void An_example_says_where_in_the_words_of_a_receipt() =>
        Assert.Contains("In line 4, column F (NHS days): 62,0500.", ById("DT-06").Value.ReplaceLineEndings(" "), StringComparison.Ordinal);

    [Fact]
    public void Dates_of_effect_are_said_in_words()
    {
        var rule = RuleCatalogue.All[0] with { From = new(2015, 4, 1), To = new(2022, 6, 30) };
        Assert.Contains("Applies 1 April 2015 to 30 June 2022.", RulesPage.Html([rule], _ => null));
    }

    [Fact]
    public void Whatever_a_sample_holds_stays_text()
    {
        const string evil = "<script>alert(\"1\")</script>";
        var rule = RuleCatalogue.All[0];
        var page = RulesPage.Html([rule], id => new RuleExample(id, evil, evil, 2, "F", evil, evil, evil));
        Assert.DoesNotContain("<script", page);
        Assert.Contains(evil, XDocument.Parse(page.Replace("<!DOCTYPE html>", "", StringComparison.Ordinal)).Root!.Value);
    }

    /// <summary>To look at: with PRINT_RULES set to the name of a file the page is written there.</summary>
    [Fact]
    public async Task It_reads_the_same_every_time()
    {
        Assert.Equal(Text, Cultures.In("tr-TR", () => RulesPage.Html(RuleCatalogue.All, RuleExamples.Of)));
        if (Environment.GetEnvironmentVariable("PRINT_RULES") is { Length: > 0 } file)
            await File.WriteAllTextAsync(file, Text);
    }
}
