using System.Globalization;

namespace Monitoring.Repo.Tests;

/// <summary>The tables about places, people and days, against the published files that they were made from.</summary>
public class ReferenceTableTests
{
    private const string Tables = "functions/Core/Policy/tables";
    private static readonly DateOnly CollectionStarts = new(2010, 8, 1);

    private static readonly List<Dictionary<string, string>> Authorities = CsvTable.Read($"{Tables}/authorities.csv");
    private static readonly List<Dictionary<string, string>> Population = CsvTable.Read($"{Tables}/population-18plus.csv");

    public static TheoryData<string, string> Extracts => new()
    {
        { "2018-04", "sample-data/reference/extracts/MSitDT-2018-04.csv" },
        { "2019-04", "sample-data/reference/extracts/MSitDT-2019-04.csv" },
        { "2019-11", "sample-data/returns/X24/MSitDT-2019-11.csv" },
    };

    [Theory]
    [InlineData("authorities.csv")]
    [InlineData("providers.csv")]
    [InlineData("population-18plus.csv")]
    [InlineData("bank-holidays.csv")]
    [InlineData("organisations.csv")]
    [InlineData("relations.csv")]
    [InlineData("discharge-metrics.csv")]
    public void A_table_is_utf8_with_line_feeds_and_a_source_on_every_row(string table)
    {
        var bytes = File.ReadAllBytes(Repository.At($"{Tables}/{table}"));
        Assert.DoesNotContain((byte)'\r', bytes);
        Assert.NotEqual(0xEF, bytes[0]);
        Assert.All(CsvTable.Read($"{Tables}/{table}"), row => Assert.NotEqual("", row["source"]));
    }

    [Fact]
    public void An_authority_has_one_row_on_any_day()
    {
        Assert.All(Authorities.GroupBy(row => row["code"]), periods =>
        {
            var ordered = periods.OrderBy(row => row.Date("from")).ToList();
            Assert.All(ordered, row => Assert.True(row.Date("to") is not { } to || to > row.Date("from")));
            Assert.All(ordered.Zip(ordered.Skip(1)), pair => Assert.True(pair.First.Date("to") < pair.Second.Date("from")));
        });
    }

    [Fact]
    public void A_successor_starts_the_day_after()
    {
        Assert.All(Authorities.SelectMany(row => row["successor"].Split(';', StringSplitOptions.RemoveEmptyEntries), (row, successor) => (row, successor)), pair =>
            Assert.Contains(Authorities, next => next["code"] == pair.successor && next.Date("from") == pair.row.Date("to")!.Value.AddDays(1)));
    }

    [Fact]
    public void No_code_means_two_authorities()
    {
        var codes = Authorities.Select(row => row["code"]).Distinct().Concat(
            Authorities.Select(row => row["also_published_as"]).Where(code => code.Length > 0).Distinct());
        Assert.Equal(codes.Count(), codes.Distinct().Count());
    }

    [Fact]
    public void Marks_and_kinds_are_the_known_ones()
    {
        Assert.All(Authorities, row =>
        {
            Assert.Matches("^[VDRA]$", row["mark"]);
            Assert.Matches("^(council|outside-england)$", row["kind"]);
            Assert.Equal(row["kind"] == "council", row["ons_code"].Length == 9);
            Assert.True(row.Date("from") >= CollectionStarts);
        });
        Assert.Equal(["9900", "9901", "9902"], Authorities.Where(row => row["kind"] == "outside-england").Select(row => row["code"]));
    }

    [Fact]
    public void Every_published_council_code_is_known_in_its_months()
    {
        var strangers =
            from row in CsvTable.Read("sample-data/reference/codes/la-codes-as-published-in-dtoc.csv")
            from month in Months(row["first_month"], row["last_month"])
            where !Authorities.Any(authority => Is(authority, row["cassr_code"], month)
                && (row["ons_code"] is "" or "-" || row["ons_code"] == authority["ons_code"]))
            select $"{row["cassr_code"]} {row["ons_code"]} {month:yyyy-MM}";

        // The April 2019 workbook still prints the councils that ended on 31 March (the extract of that month does not).
        Assert.Equal(["809 E10000009 2019-04", "810 E06000028 2019-04", "811 E06000029 2019-04"], strangers.Order());
    }

    [Theory]
    [MemberData(nameof(Extracts))]
    public void Every_council_and_provider_of_an_extract_is_known(string month, string file)
    {
        var rows = CsvTable.Read(file);
        var day = First(month);
        var strangers = rows.Select(row => row["Local Authority Code"]).Distinct()
            .Where(code => !Authorities.Any(authority => Is(authority, code, day)));
        Assert.Empty(strangers);

        var providers = CsvTable.Read($"{Tables}/providers.csv").Select(row => row["code"]);
        Assert.Empty(rows.Select(row => row["Provider Org Code"]).Except(providers));
    }

    [Fact]
    public void Providers_are_listed_once_and_NHS_England_among_them()
    {
        var providers = CsvTable.Read($"{Tables}/providers.csv");
        Assert.Equal(providers.Count, providers.Select(row => row["code"]).Distinct().Count());
        Assert.All(providers, row => Assert.Matches("^(nhs-trust|independent-or-community|nhs-england)$", row["kind"]));
        Assert.Equal("X24", Assert.Single(providers, row => row["kind"] == "nhs-england")["code"]);
    }

    /// <summary>Each financial year with the estimate of the last mid-year before it starts: every council then has its adults.</summary>
    [Theory]
    [InlineData(2016, "mid-2015")]
    [InlineData(2017, "mid-2016")]
    [InlineData(2018, "mid-2017")]
    [InlineData(2019, "mid-2018")]
    public void Every_council_has_adults_throughout_a_year(int year, string estimate)
    {
        var counted = Population.Where(row => row["estimate"] == estimate).Select(row => row["ons_code"]);
        var months = Enumerable.Range(0, 12).Select(month => new DateOnly(year, 4, 1).AddMonths(month));
        var councils = months.SelectMany(month => Authorities.Where(row => row["kind"] == "council" && Holds(row, month)));
        Assert.Empty(councils.Select(row => row["ons_code"]).Except(counted));
    }

    [Theory]
    [InlineData("mid-2015", 43_108_471)]
    [InlineData("mid-2016", 43_482_790)]
    [InlineData("mid-2017", 43_752_473)]
    [InlineData("mid-2018", 44_022_560)]
    [InlineData("mid-2019", 44_263_393)]
    [InlineData("mid-2020", 44_456_850)]
    public void Councils_add_up_to_England(string estimate, int adults)
    {
        var rows = Population.Where(row => row["estimate"] == estimate).ToList();
        Assert.Equal(rows.Count, rows.Select(row => row["ons_code"]).Distinct().Count());
        Assert.Equal(adults, rows.Where(row => row["ons_code"] != "E92000001").Sum(row => row.Number("adults_18_plus")));
        Assert.Equal(adults, Assert.Single(rows, row => row["ons_code"] == "E92000001").Number("adults_18_plus"));
    }

    [Fact]
    public void Bank_holidays_are_in_order_and_once_each()
    {
        var days = CsvTable.Read($"{Tables}/bank-holidays.csv").ConvertAll(row => row.Date("date")!.Value);
        Assert.Equal(days.Distinct().Order(), days);
        Assert.Equal((2003, 2030), (days[0].Year, days[^1].Year));
    }

    private static bool Is(Dictionary<string, string> authority, string code, DateOnly day) =>
        (authority["code"] == code || authority["also_published_as"] == code) && Holds(authority, day);

    private static bool Holds(Dictionary<string, string> row, DateOnly day) =>
        row.Date("from") <= day && (row.Date("to") is not { } to || day <= to);

    private static DateOnly First(string month) => DateOnly.ParseExact($"{month}-01", "yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static IEnumerable<DateOnly> Months(string first, string last)
    {
        for (var month = First(first); month <= First(last); month = month.AddMonths(1))
            yield return month;
    }
}
