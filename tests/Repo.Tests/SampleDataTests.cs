namespace Monitoring.Repo.Tests;

/// <summary>The invented files are what SOURCES.md says they are.</summary>
public class SampleDataTests
{
    private const string Template = "sample-data/template/invented-RJ7-2019-11.csv";
    private const string WithMistakes = "sample-data/returns/RJ7/invented-RJ7-2019-11-with-mistakes.csv";

    private static readonly Dictionary<string, string> Reasons = new()
    {
        ["A_COMPLETION_ASSESSMENT"] = "A",
        ["B_PUBLIC_FUNDING"] = "B",
        ["C_FURTHER_NON_ACUTE_NHS"] = "C",
        ["DI_RESIDENTIAL_HOME"] = "Di",
        ["DII_NURSING_HOME"] = "Dii",
        ["E_CARE_PACKAGE_IN_HOME"] = "E",
        ["F_COMMUNITY_EQUIP_ADAPT"] = "F",
        ["G_PATIENT_FAMILY_CHOICE"] = "G",
        ["H_DISPUTES"] = "H",
        ["I_HOUSING"] = "I",
        ["O_OTHER"] = "O",
    };

    [Fact]
    public void The_invented_return_differs_from_the_published_month_in_six_of_Mertons_days()
    {
        var published = CsvTable.Read("sample-data/returns/X24/MSitDT-2019-11.csv")
            .Where(row => row["Provider Org Code"] == "RJ7")
            .Select(row => (Key: $"{row["Local Authority Code"]} {row["Acute Or Non Acute Description"]} {Reasons[row["Reason For Delay"]]}",
                Days: (row.Number("NHS"), row.Number("Social Care"), row.Number("Both B"))));
        var invented = CsvTable.Read(Template).ToDictionary(Key, row => (row.Number("NHS days"), row.Number("Social care days"), row.Number("Both days")));

        Assert.Equal(210, invented.Count);
        var moved = Assert.Single(published, row => invented[row.Key] != row.Days);
        Assert.Equal(("730 Acute E", (5, 22, 0)), moved);
        Assert.Equal((11, 16, 0), invented[moved.Key]);
    }

    [Fact]
    public void The_return_with_mistakes_has_three_in_three_authorities()
    {
        var right = CsvTable.Read(Template);
        var wrong = CsvTable.Read(WithMistakes);
        var mistakes =
            from pair in right.Zip(wrong)
            from column in pair.First.Keys
            where pair.First[column] != pair.Second[column]
            select $"{Key(pair.Second)}, {column}: {pair.Second[column]}";
        Assert.Equal(["712 Acute C, NHS days: -4", "721 Acute I, Social care days: 3", "805 Acute B, NHS days: n/a"], mistakes);
    }

    [Theory]
    [InlineData("invented-extract-2012-10.csv", 4, "Provider SHA Code", 160, 0, 521, 265, 12)]
    [InlineData("invented-extract-2014-02.csv", 5, "Provider Parent Org Code", 140, 1, 483, 192, 8)]
    [InlineData("invented-extract-2016-10.csv", 4, "Provider Parent Org Code", 160, 0, 637, 311, 3)]
    public void An_extract_of_an_older_layout_is_believable(string file, int headings, string parent, int lines, int blanks, int nhs, int socialCare, int both)
    {
        var rows = CsvTable.Read($"sample-data/eras/{file}", headings);
        Assert.Equal(lines, rows.Count);
        Assert.All(rows, row => Assert.NotEqual("", row[parent]));
        Assert.Equal(blanks, rows.Sum(row => row.Values.Count(cell => cell.Length == 0)));
        Assert.Equal((nhs, socialCare, both), (Sum("NHS B SUM"), Sum("Social Care B SUM"), Sum("Both B SUM")));

        Assert.All(rows.GroupBy(row => (row["Provider Org Code"], row["Local Authority Code"])), pair => Assert.Equal(20, pair.Count()));
        Assert.All(rows, row =>
        {
            var reason = Reasons[row["Reason For Delay"]];
            Assert.NotEqual("O", reason);
            Assert.True(row.Number("Social Care B SUM") == 0 || reason is not ("C" or "I"));
            Assert.True(row.Number("Both B SUM") == 0 || reason is not ("C" or "Di" or "G" or "H" or "I"));
            foreach (var who in (string[])["NHS", "Social Care", "Both"])
                Assert.True(row.Number($"{who} A SUM") <= row.Number($"{who} B SUM"));
        });
        Assert.Contains("Invented for tests", File.ReadLines(Repository.At($"sample-data/eras/{file}")).First());

        int Sum(string column) => rows.Sum(row => row.Number(column));
    }

    private static string Key(Dictionary<string, string> row) => $"{row["Authority code"]} {row["Type of care"]} {row["Reason"]}";
}
