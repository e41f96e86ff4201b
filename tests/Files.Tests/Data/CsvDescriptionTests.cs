using System.Globalization;
using System.Text.Json;
using Monitoring.Core.Kernel;
using Monitoring.Files.Data;
using Monitoring.Files.Delays;
using Monitoring.Files.Funds;
using Monitoring.Files.Statements;
using Monitoring.Files.Summaries;
using Monitoring.Files.Tests.Delays;
using Monitoring.Files.Tests.Funds;
using Monitoring.Files.Tests.Statements;
using Monitoring.Files.Tests.Summaries;
using Monitoring.Files.Tests.Workbooks;
using Monitoring.Files.Workbooks;

namespace Monitoring.Files.Tests.Data;

/// <summary>Everything that is published as comma-separated values, read back by its description and by nothing else.</summary>
public class CsvDescriptionTests
{
    private static readonly Dictionary<string, (CsvDescription Description, Func<string> Csv)> Published = new()
    {
        ["month of an authority"] = (TidyData.Description, () => TidyData.Csv(Months.Derby)),
        ["month of England"] = (TidyData.Description, () => TidyData.Csv(Months.England)),
        ["history"] = (DelayData.Description, () => DelayData.Csv(DelayDocuments.Signal)),
        ["history, restated"] = (DelayData.Description, () => DelayData.Csv(DelayDocuments.Restated)),
        ["discharges of a month"] = (DischargeData.Description, () => DischargeData.Csv(DelayDocuments.Authorities)),
        ["discharges of England"] = (DischargeData.Description, () => DischargeData.Csv(DelayDocuments.England)),
        ["discharges over time"] = (DischargeData.Description, () => DischargeData.Csv(DelayDocuments.SeriesOfAcute)),
        ["fund"] = (FundData.Description, () => FundData.Csv(FundDocuments.Of2015)),
        ["fund of 2025-26"] = (FundData.Description, () => FundData.Csv(FundDocuments.Of2025)),
        ["funds of England"] = (FundData.Description, () => FundData.Csv(FundDocuments.England)),
        ["summary of an authority"] = (SummaryData.Description, () => SummaryData.Csv(SummaryDocuments.Month)),
        ["summary of an integrated care board"] = (SummaryData.Description, () => SummaryData.Csv(IcbDocuments.Quarter)),
        ["summary of an NHS body"] = (SummaryData.Description, () => SummaryData.Csv(IcbDocuments.NhsBody)),
        ["summary of England"] = (SummaryData.Description, () => SummaryData.Csv(SummaryDocuments.EnglandQuarter)),
        ["journal of a statement"] = (Journal.Description, () => Journal.Csv(MadeStatements.JuneStatement, MadeStatements.JuneIssue.Account, null)),
        ["journal of a fund"] = (FundJournal.Description, () => FundJournal.Csv(FundDocuments.Of2015)),
    };

    public static TheoryData<string> Names => [.. Published.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Each_cell_is_what_the_description_says(string name)
    {
        var (description, csv) = Published[name];
        var records = CsvText.Read(csv()).ToList();
        Assert.True(records.Count > 2);
        Assert.Empty(Faults(description.Metadata("1.csv", name), records));
    }

    /// <summary>That faults are found, or the test above would hold of anything.</summary>
    [Theory]
    [InlineData("value", "12,5", "decimal")]
    [InlineData("value", "none", "decimal")]
    [InlineData("unit", "", "required")]
    [InlineData("as_at", "2019-12-12 09:30", "dateTime")]
    [InlineData("body_code", "507\n", "")]
    public void A_cell_of_another_kind_is_found(string column, string cell, string fault)
    {
        var records = CsvText.Read(DelayData.Csv(DelayDocuments.Signal)).ToList();
        records[1][DelayData.Columns.IndexOf(column)] = cell;
        var faults = Faults(DelayData.Description.Metadata("1.csv", ""), records);
        Assert.Equal(fault.Length == 0 ? [] : [$"row 1, {column}: {fault}"], faults);
    }

    [Fact]
    public void A_heading_that_is_not_described_is_found()
    {
        var records = CsvText.Read(DelayData.Csv(DelayDocuments.Signal)).ToList();
        records[0][0] = "code";
        Assert.Equal(["heading code"], Faults(DelayData.Description.Metadata("1.csv", ""), records));
    }

    /// <summary>W3C, Metadata Vocabulary for Tabular Data: context, url and schema; a column's name may not begin with an underscore, names are unique, and each column says in words what it is.</summary>
    [Theory]
    [MemberData(nameof(Names))]
    public void The_description_is_in_the_form_of_the_standard(string name)
    {
        using var document = JsonDocument.Parse(Published[name].Description.Metadata("2.csv", name));
        var root = document.RootElement;
        Assert.Equal(("http://www.w3.org/ns/csvw", "2.csv", name), (root.GetProperty("@context")[0].GetString(), root.GetProperty("url").GetString(), root.GetProperty("dc:title").GetString()));
        Assert.False(root.TryGetProperty("dc:license", out _));
        var columns = root.GetProperty("tableSchema").GetProperty("columns").EnumerateArray().ToList();
        Assert.Equal(columns.Count, columns.Select(column => column.GetProperty("name").GetString()).Distinct().Count());
        Assert.All(columns, column =>
        {
            Assert.Matches("^[a-z][a-z_]*$", column.GetProperty("name").GetString());
            Assert.EndsWith(".", column.GetProperty("dc:description").GetString());
            Assert.NotEmpty(column.GetProperty("titles")[1].GetString()!);
        });
        Assert.Equal("2.csv-metadata.json", CsvDescription.FileOf("2.csv"));
    }

    private static List<string> Faults(string metadata, List<string[]> records)
    {
        using var document = JsonDocument.Parse(metadata);
        var columns = document.RootElement.GetProperty("tableSchema").GetProperty("columns").EnumerateArray().ToList();
        Assert.All(records, record => Assert.Equal(columns.Count, record.Length));
        return
        [
            .. records[0].Zip(columns).Where(pair => pair.Second.GetProperty("titles").EnumerateArray().All(title => title.GetString() != pair.First)).Select(pair => $"heading {pair.First}"),
            .. from row in records.Skip(1).Select((cells, index) => (Cells: cells, Number: index + 1))
               from pair in row.Cells.Zip(columns)
               let datatype = pair.Second.GetProperty("datatype").GetString()!
               let fault = pair.First.Length == 0 ? pair.Second.GetProperty("required").GetBoolean() ? "required" : null : Fits(pair.First, datatype) ? null : datatype
               where fault is not null
               select $"row {row.Number}, {pair.Second.GetProperty("name").GetString()}: {fault}",
        ];
    }

    /// <summary>The lexical forms of XML Schema, which the standard refers to, as far as they are used.</summary>
    private static bool Fits(string cell, string datatype) => datatype switch
    {
        "string" => true,
        "decimal" => decimal.TryParse(cell, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out _),
        "date" => DateOnly.TryParseExact(cell, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _),
        "dateTime" => DateTime.TryParseExact(cell, "yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture, DateTimeStyles.None, out _),
        "gYearMonth" => DateOnly.TryParseExact(cell + "-01", "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _),
        _ => throw new ArgumentOutOfRangeException(nameof(datatype), datatype, null),
    };
}
