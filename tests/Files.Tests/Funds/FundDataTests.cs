using System.Globalization;
using Monitoring.Core.Figures.Funds;
using Monitoring.Core.Kernel;
using Monitoring.Core.Policy;
using Monitoring.Files.Funds;
using Monitoring.Files.Tests.Figures;

namespace Monitoring.Files.Tests.Funds;

public class FundDataTests
{
    private static readonly Dictionary<string, Func<string>> Files = new()
    {
        ["2015-16"] = () => FundData.Csv(FundDocuments.Of2015),
        ["2015-16 revised"] = () => FundData.Csv(FundDocuments.Revised),
        ["2016-17"] = () => FundData.Csv(FundDocuments.Of2016),
        ["2017-18"] = () => FundData.Csv(FundDocuments.Of2017),
        ["2025-26"] = () => FundData.Csv(FundDocuments.Of2025),
        ["empty"] = () => FundData.Csv(FundDocuments.Empty),
        ["England"] = () => FundData.Csv(FundDocuments.England),
        ["worked out"] = () => FundData.Csv(FundYears.Of(FundSample.All.Facts("612"), new FinancialYear(2015), PolicyBook.Current, FundSample.All.Reference)),
    };

    public static TheoryData<string> Names => [.. Files.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Each_row_has_a_value_or_says_why_it_has_none(string name)
    {
        var (_, rows) = Read(Files[name]());
        Assert.All(rows, row =>
        {
            Assert.NotEmpty(row["status"]);
            Assert.NotEmpty(row["unit"]);
            if (row["value"].Length > 0)
                Assert.True(decimal.TryParse(row["value"], NumberStyles.Float, CultureInfo.InvariantCulture, out _), row["value"]);
            else
                Assert.DoesNotContain(row["status"], new[] { "final", "provisional" });
        });
    }

    [Theory]
    [InlineData("performance", "paid", "", "", "968500", "provisional")]
    [InlineData("performance-quarter", "agreed", "2015-16-Q2", "", "250000", "provisional")]
    [InlineData("performance-quarter", "agreed", "2015-16-Q1", "", "", "not given")]
    [InlineData("risk-share", "share", "", "99X", "500000", "provisional")]
    [InlineData("risk-share", "unallocated", "", "", "37302.62", "provisional")]
    [InlineData("account-partner", "spent", "2015-16-Q3", "99X", "11240000.5", "provisional")]
    [InlineData("check", "headroom", "", "F5", "-187000", "failed")]
    [InlineData("scheme", "unit-cost.actual", "2015-16-Q3", "3", "", "no outputs")]
    [InlineData("metric", "local-metric.actual", "2015-16", "local-metric", "", "not calculable")]
    public void A_figure_is_found_by_its_name(string table, string id, string period, string code, string value, string status)
    {
        var (_, rows) = Read(Files["2015-16"]());
        var row = Assert.Single(rows, row => (row["table"], row["id"], row["period"], row["item_code"]) == (table, id, period, code));
        Assert.Equal((value, status), (row["value"], row["status"]));
    }

    /// <summary>The exact number, with what it is made of: 4,900 / 211,342 x 100,000.</summary>
    [Fact]
    public void A_rate_has_its_numerator_and_population()
    {
        var row = Read(Files["2015-16"]()).Rows.Single(row => row["id"] == "non-elective-admissions.actual");
        Assert.Equal(("4900", "211342", "ONS mid-2015"), (row["numerator"], row["denominator"], row["denominator_name"]));
        Assert.Equal(100000m * 4900 / 211342, decimal.Parse(row["value"], CultureInfo.InvariantCulture));
    }

    [Fact]
    public void England_has_each_board_under_its_own_code()
    {
        var rows = Read(Files["England"]()).Rows;
        var board = rows.Single(row => row["table"] == "board" && row["id"] == "performance.paid" && row["board_code"] == "997");
        Assert.Equal(("", "not known"), (board["value"], board["status"]));
        Assert.Equal("152", rows.Single(row => row["id"] == "boards-expected")["value"]);
    }

    [Theory]
    [InlineData("de-DE")]
    [InlineData("tr-TR")]
    public void The_content_is_the_same_in_every_culture(string culture)
    {
        foreach (var write in Files.Values)
            Assert.Equal(write(), Cultures.In(culture, write));
    }

    [Fact]
    public void A_text_that_a_spreadsheet_would_take_for_a_formula_begins_with_an_apostrophe()
    {
        var spoilt = FundDocuments.Of2015 with { Name = "=1+1" };
        Assert.All(Read(FundData.Csv(spoilt)).Rows, row => Assert.Equal("'=1+1", row["board_name"]));
    }

    private static (string[] Columns, List<Dictionary<string, string>> Rows) Read(string csv)
    {
        var records = CsvText.Read(csv).ToList();
        Assert.Equal(FundData.Columns, records[0]);
        return (records[0], [.. records.Skip(1).Select(record => records[0].Zip(record).ToDictionary(pair => pair.First, pair => pair.Second))]);
    }
}
