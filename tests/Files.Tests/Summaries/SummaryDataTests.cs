using System.Globalization;
using Monitoring.Core.Figures.Summaries;
using Monitoring.Core.Kernel;
using Monitoring.Files.Summaries;

namespace Monitoring.Files.Tests.Summaries;

public class SummaryDataTests
{
    private static List<Dictionary<string, string>> Read(Summary summary)
    {
        var names = SummaryData.Description.Names;
        var records = CsvText.Read(SummaryData.Csv(summary)).ToList();
        Assert.Equal(names, records[0]);
        return [.. records.Skip(1).Select(record => names.Zip(record).ToDictionary(pair => pair.First, pair => pair.Second))];
    }

    private static Dictionary<string, string> The(List<Dictionary<string, string>> rows, string table, string? member, string id, string column) =>
        rows.Single(row => (row["table"], row["member_code"], row["id"], row["column"]) == (table, member ?? "", id, column));

    /// <summary>Every line of the summary in every column: five values a line, and as many for each line of each member.</summary>
    [Fact]
    public void Every_line_is_there_in_every_column()
    {
        foreach (var summary in new[] { SummaryDocuments.Month, SummaryDocuments.Quarter, IcbDocuments.Quarter, IcbDocuments.NhsBody })
        {
            var rows = Read(summary);
            Assert.Equal(summary.Lines.Length * 5, rows.Count(row => row["table"] == "line"));
            Assert.Equal(summary.Members.Sum(member => member.Lines.Length) * 5, rows.Count(row => row["table"] == "member-line"));
            Assert.All(summary.Lines, line => Assert.Equal(line.Period.Value, Number(The(rows, "line", null, line.Id, "period"))));
            Assert.All(summary.Lines, line => Assert.Equal(line.YearToDate.Value, Number(The(rows, "line", null, line.Id, "year to date"))));
        }
    }

    [Fact]
    public void Each_row_says_whose_it_is_and_what_it_is_made_by()
    {
        var row = The(Read(IcbDocuments.Quarter), "member-fund", "996", "fund.expenditure.actual", "year to date");
        Assert.Equal(
            ("icb", "QX9", "2015-16-Q3", "2015-10-01", "2015-12-31", "Westmarch", "2970000", "pounds", "provisional", "<policy>", "<reference>", "20160226T114500000Z-q3", "2016-02-26T11:45:00Z"),
            (row["kind"], row["body_code"], row["period"], row["period_from"], row["period_to"], row["member_name"], row["value"], row["unit"], row["status"], row["policy"], row["reference"], row["last_acceptance"], row["as_at"]));
        Assert.Equal("figures/998/bcf-2015-16.json", The(Read(IcbDocuments.Quarter), "member-fund", "998", "fund.expenditure.actual", "year to date")["source_document"]);
    }

    /// <summary>Missing is empty, and the status says why: it is never zero.</summary>
    [Theory]
    [InlineData("line", null, "performance.paid", "full year", "not known")]
    [InlineData("member-line", "997", "delays.rate.total", "period", "not known")]
    [InlineData("member-fund", "996", "fund.income.actual", "year to date", "not known")]
    [InlineData("member", "997", "delays.rank", "period", "not ranked")]
    [InlineData("condition", "996", "condition.2", "full year", "not given")]
    public void What_is_missing_is_empty_and_says_why(string table, string? member, string id, string column, string status)
    {
        var row = The(Read(IcbDocuments.Quarter), table, member, id, column);
        Assert.Equal(("", status), (row["value"], row["status"]));
    }

    /// <summary>Of an NHS body too: the cases of the statement in it are in no row.</summary>
    [Fact]
    public void No_case_is_in_it()
    {
        foreach (var summary in new[] { SummaryDocuments.Month, IcbDocuments.Quarter, IcbDocuments.NhsBody })
        {
            var csv = SummaryData.Csv(summary);
            Assert.All(summary.Members.SelectMany(member => member.Statement?.Cases ?? []), stated => Assert.DoesNotContain(stated.Case.TrimStart('='), csv));
        }
        Assert.Contains(IcbDocuments.NhsBody.Members, member => member.Statement is { Cases.IsEmpty: false });
    }

    /// <summary>A number that is withheld is in no row, and the row says so.</summary>
    [Fact]
    public void What_is_withheld_stays_withheld()
    {
        var rows = Read(SummaryDocuments.Month);
        var withheld = SummaryDocuments.Month.Reimbursement.Where(one => one.Withheld is not null).ToList();
        Assert.NotEmpty(withheld);
        Assert.All(withheld, one => Assert.All(new[] { "reimbursement.cases", "reimbursement.days", "reimbursement.required" }, id =>
        {
            var row = The(rows, "reimbursement", one.NhsBody, id, "period");
            Assert.Equal(("", one.Withheld), (row["value"], row["status"]));
        }));
    }

    [Fact]
    public void It_is_the_same_in_every_culture() => Assert.Equal(SummaryData.Csv(IcbDocuments.Quarter), Cultures.In("de-DE", () => SummaryData.Csv(IcbDocuments.Quarter)));

    private static decimal? Number(Dictionary<string, string> row) => row["value"].Length == 0 ? null : decimal.Parse(row["value"], CultureInfo.InvariantCulture);
}
