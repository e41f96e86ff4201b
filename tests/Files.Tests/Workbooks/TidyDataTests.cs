using System.Globalization;
using Monitoring.Core.Figures.Delays;
using Monitoring.Core.Kernel;
using Monitoring.Files.Workbooks;

namespace Monitoring.Files.Tests.Workbooks;

public class TidyDataTests
{
    private static List<Dictionary<string, string>> Read(DelayFigures figures)
    {
        var records = CsvText.Read(TidyData.Csv(figures)).ToList();
        Assert.Equal(TidyData.Columns, records[0]);
        Assert.All(records, record => Assert.Equal(TidyData.Columns.Length, record.Length));
        return [.. records.Skip(1).Select(record => TidyData.Columns.Zip(record).ToDictionary(pair => pair.First, pair => pair.Second))];
    }

    private static decimal Sum(IEnumerable<Dictionary<string, string>> rows) =>
        rows.Sum(row => row["value"].Length == 0 ? 0 : decimal.Parse(row["value"], CultureInfo.InvariantCulture));

    [Fact]
    public void Cells_providers_and_authorities_each_add_up_to_the_total()
    {
        var rows = Read(Months.England);
        Assert.Equal(145_876, Sum(rows.Where(row => row["table"] == "figure" && row["id"] == "days.total")));
        Assert.Equal(145_876, Sum(rows.Where(row => row["table"] == "cell")));
        Assert.Equal(145_876, Sum(rows.Where(row => row["table"] == "provider" && row["attribution"].Length > 0)));
        Assert.Equal(145_876, Sum(rows.Where(row => row["table"] == "authority" && row["reason"].Length > 0)));
        Assert.Equal(145_876, Sum(rows.Where(row => row["table"] == "authority" && row["id"] == "days.total")));
    }

    [Fact]
    public void No_two_rows_have_the_same_name()
    {
        var rows = Read(Months.England);
        Assert.Equal(rows.Count, rows.DistinctBy(row => (row["table"], row["body_code"], row["provider_code"], row["id"])).Count());
    }

    [Fact]
    public void A_value_is_exact_with_its_numerator_and_denominator()
    {
        var row = Read(Months.Derby).Single(row => row["id"] == "beds.total");
        Assert.Equal("9.766666666666666666666666667", row["value"]);
        Assert.Equal(("293", "30", "provisional"), (row["numerator"], row["denominator"], row["status"]));
    }

    [Fact]
    public void Where_there_is_no_number_the_value_is_empty_and_the_status_says_why()
    {
        Assert.Equal(("", "not given"), ValueAndStatus(Months.WithOneCellNotGiven, "days.acute.A.nhs"));
        Assert.Equal(("", "not allowed"), ValueAndStatus(Months.Derby, "days.acute.I.social-care"));
        Assert.Equal(("", "not calculable"), ValueAndStatus(Months.InventedAuthority, "rate.beds.total"));
        Assert.All(Read(Months.WithNothingStanding), row => Assert.Equal("", row["value"]));

        static (string, string) ValueAndStatus(DelayFigures figures, string id)
        {
            var row = Read(figures).Single(row => row["id"] == id);
            return (row["value"], row["status"]);
        }
    }

    [Theory]
    [InlineData("=cmd")]
    [InlineData("+1")]
    [InlineData("-1")]
    [InlineData("@sum")]
    public void A_text_that_looks_like_a_formula_is_escaped(string name)
    {
        var figures = Months.Derby with { Body = Months.Derby.Body with { Name = name } };
        Assert.All(Read(figures), row => Assert.Equal("'" + name, row["body_name"]));
    }
}
