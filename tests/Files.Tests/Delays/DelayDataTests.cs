using System.Globalization;
using Monitoring.Core.Figures.Delays;
using Monitoring.Core.Kernel;
using Monitoring.Files.Delays;
using Monitoring.Files.Tests.Figures;

namespace Monitoring.Files.Tests.Delays;

public class DelayDataTests
{
    private static readonly Dictionary<string, DelayHistory> Histories = new()
    {
        ["signal"] = DelayDocuments.Signal,
        ["noise"] = DelayDocuments.Noise,
        ["restated"] = DelayDocuments.Restated,
        ["missing"] = DelayDocuments.Missing,
        ["reorganised"] = DelayDocuments.Reorganised,
        ["trial"] = DelayDocuments.Trial,
        ["empty"] = DelayDocuments.Empty,
    };

    public static TheoryData<string> Names => [.. Histories.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Each_row_has_a_value_or_says_why_it_has_none(string name) => Assert.All(Read(Histories[name]), row =>
    {
        Assert.NotEmpty(row["status"]);
        Assert.NotEmpty(row["unit"]);
        if (row["value"].Length > 0)
            Assert.True(decimal.TryParse(row["value"], NumberStyles.Float, CultureInfo.InvariantCulture, out _), row["value"]);
        else
            Assert.DoesNotContain(row["status"], new[] { "final", "provisional", "limits", "answered", "restated" });
    });

    [Theory]
    [InlineData("signal", "2020-02", "month", "days", "", "870", "provisional")]
    [InlineData("signal", "2020-02", "month", "beds", "", "30", "provisional")]
    [InlineData("signal", "2020-02", "month", "rate", "", "15", "provisional")]
    [InlineData("signal", "2020-02", "month", "rank", "", "117", "provisional")]
    [InlineData("signal", "2020-02", "signal", "beds", "outside", "30", "signal: concern")]
    [InlineData("signal", "2020-02", "answer", "disputed", "Social care", "41", "answered")]
    [InlineData("signal", "2019-20", "year", "ascof.2c-1", "ASCOF 2C(1)", "10.4", "incomplete")]
    [InlineData("missing", "2019-04", "month", "days", "", "", "missing")]
    [InlineData("trial", "2019-08", "month", "rate", "", "", "no estimate of adults")]
    [InlineData("noise", "2018-12", "month", "days", "", "0", "provisional")]
    [InlineData("restated", "2018-11", "restatement", "days.social-care.is", "219 at 2018-12-14T10:15:00Z", "139", "restated")]
    [InlineData("restated", "2018-11", "restated-cell", "was", "RCB/219/non-acute/A/nhs at 2019-01-10T09:00:00Z", "", "not given")]
    public void A_figure_is_found_by_its_name(string name, string period, string table, string id, string item, string value, string status)
    {
        var row = Assert.Single(Read(Histories[name]), row => (row["period"], row["table"], row["id"], row["item"]) == (period, table, id, item));
        Assert.Equal((value, status), (row["value"], row["status"]));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void No_two_rows_are_of_the_same_figure(string name) => Assert.Distinct(Read(Histories[name]).Select(row => (row["period"], row["table"], row["id"], row["item"], row["status"])));

    [Fact]
    public void Marks_and_reasons_go_with_the_month() =>
        Assert.All(Read(DelayDocuments.Restated).Where(row => row["period"] == "2018-11" && row["table"] is "month" or "reason").Where(row => row["period"] == "2018-11"), row => Assert.Equal("restated", row["marks"]));

    [Fact]
    public void Nobody_who_decided_is_named() => Assert.DoesNotContain("Akram", DelayData.Csv(DelayDocuments.Signal), StringComparison.Ordinal);

    [Theory]
    [InlineData("de-DE")]
    [InlineData("tr-TR")]
    public void The_content_is_the_same_in_every_culture(string culture)
    {
        foreach (var history in Histories.Values)
            Assert.Equal(DelayData.Csv(history), Cultures.In(culture, () => DelayData.Csv(history)));
    }

    [Fact]
    public void A_text_that_a_spreadsheet_would_take_for_a_formula_begins_with_an_apostrophe() =>
        Assert.All(Read(DelayDocuments.Noise with { Name = "=1+1" }), row => Assert.Equal("'=1+1", row["body_name"]));

    private static List<Dictionary<string, string>> Read(DelayHistory history)
    {
        var records = CsvText.Read(DelayData.Csv(history)).ToList();
        Assert.Equal(DelayData.Columns, records[0]);
        return [.. records.Skip(1).Select(record => records[0].Zip(record).ToDictionary(pair => pair.First, pair => pair.Second))];
    }
}
