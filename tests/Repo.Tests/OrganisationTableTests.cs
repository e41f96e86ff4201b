using System.Globalization;

namespace Monitoring.Repo.Tests;

/// <summary>The tables of organisations and their relations, against the published files that they were made from.</summary>
public class OrganisationTableTests
{
    private const string Tables = "functions/Core/Policy/tables";
    private const string Codes = "sample-data/reference/codes";

    private static readonly List<Dictionary<string, string>> Organisations = CsvTable.Read($"{Tables}/organisations.csv");
    private static readonly List<Dictionary<string, string>> Relations = CsvTable.Read($"{Tables}/relations.csv");
    private static readonly List<Dictionary<string, string>> Published = CsvTable.Read($"{Codes}/drd-organisations-2024-25.csv");
    private static readonly DateOnly April2024 = new(2024, 4, 1);

    [Fact]
    public void Discharge_Ready_Date_has_42_boards_134_providers_and_153_authorities() => Assert.Equal(
        [("ICB", 42), ("Provider", 134), ("UTLA", 153)], Published.GroupBy(row => row["level"]).Select(level => (level.Key, level.Count())).Order());

    [Fact]
    public void Its_authorities_are_those_of_April_2024() => Assert.Equal(
        Published.Where(row => row["level"] == "UTLA").Select(row => row["code"]).Order(),
        CsvTable.Read($"{Tables}/authorities.csv").Where(row => row["kind"] == "council" && Holds(row, April2024)).Select(row => row["ons_code"]).Order());

    [Theory]
    [InlineData("ICB", "icb")]
    [InlineData("Provider", "trust")]
    public void Its_boards_and_providers_are_known(string level, string kind) => Assert.Empty(
        Published.Where(row => row["level"] == level).Select(row => row["code"])
            .Except(Organisations.Where(row => row["kind"] == kind && Holds(row, April2024)).Select(row => row["code"])));

    [Fact]
    public void A_board_is_in_the_region_that_is_published()
    {
        var regions = Organisations.Where(row => row["kind"] == "region").ToDictionary(row => row["code"], row => row["name"]);
        Assert.All(Published.Where(row => row["level"] == "ICB"), row =>
            Assert.Equal(row["region"], regions[Assert.Single(Relations, relation => relation["from_code"] == row["code"] && relation["relation"] == "member-of")["to_code"]]));
    }

    // Columns of the ODS file: code, name, national grouping, health geography, five of address, postcode, opened, closed.
    [Fact]
    public void Trusts_open_and_close_as_the_ODS_list_says()
    {
        var boards = Published.Where(row => row["level"] == "ICB").Select(row => row["code"]).ToHashSet();
        var listed = File.ReadAllLines(Repository.At($"{Codes}/ods-nhs-trusts-etr.csv")).Where(line => line.Length > 0).Select(line => line.Trim('"').Split("\",\"")).ToList();
        Assert.Equal(218, listed.Count);
        Assert.All(listed, trust =>
        {
            var row = Assert.Single(Organisations, row => row["code"] == trust[0]);
            Assert.Equal(("trust", trust[10]), (row["kind"], row["from"].Replace("-", "", StringComparison.Ordinal)));
            // Ends after the list was made are recalled, and marked so.
            Assert.True(row["to"].Replace("-", "", StringComparison.Ordinal) == trust[11] || (row["mark"] == "R" && trust[11].Length == 0), trust[0]);
            Assert.All(Relations.Where(relation => relation["from_code"] == trust[0] && relation["relation"] == "member-of"), relation => Assert.Equal(trust[3], relation["to_code"]));
            Assert.Equal(boards.Contains(trust[3]) && (row["to"].Length == 0 || row.Date("to") >= new DateOnly(2022, 7, 1)), Relations.Any(relation => relation["from_code"] == trust[0] && relation["relation"] == "member-of"));
        });
    }

    [Theory]
    [InlineData("2018-04-01", "sample-data/reference/extracts/MSitDT-2018-04.csv")]
    [InlineData("2019-04-01", "sample-data/reference/extracts/MSitDT-2019-04.csv")]
    [InlineData("2019-11-01", "sample-data/returns/X24/MSitDT-2019-11.csv")]
    public void Every_provider_of_an_extract_is_there_in_its_month(string month, string file)
    {
        var day = DateOnly.ParseExact(month, "yyyy-MM-dd", CultureInfo.InvariantCulture);
        Assert.Empty(CsvTable.Read(file).Select(row => row["Provider Org Code"]).Except(Organisations.Where(row => Holds(row, day)).Select(row => row["code"])));
    }

    [Theory]
    [InlineData("organisations.csv")]
    [InlineData("relations.csv")]
    public void A_table_stays_below_a_megabyte_and_marks_every_row(string table)
    {
        Assert.True(new FileInfo(Repository.At($"{Tables}/{table}")).Length < 1_000_000);
        Assert.All(CsvTable.Read($"{Tables}/{table}"), row => Assert.Matches("^[VDRA]$", row["mark"]));
    }

    private static bool Holds(Dictionary<string, string> row, DateOnly day) => row.Date("from") <= day && (row.Date("to") is not { } to || day <= to);
}
