using System.Text;
using Monitoring.Core;
using Monitoring.Core.Returns;
using Monitoring.Core.Validation;
using Monitoring.Files.Receipts;
using Monitoring.Files.Tests.Readers;

namespace Monitoring.Files.Tests.Fuzz;

/// <summary>What the fuzz has found, each as the smallest file that showed it.</summary>
public class FoundTests
{
    private const string Number = "9990000018";

    private static CheckedReturn Check(byte[] bytes, string name) => Pipeline.Check(TestFiles.Read(bytes, name), FuzzLaw.ContextOf("RJ7", new(2020, 1, 9), name));

    private static void IsNotSaid(IEnumerable<Finding> findings) => Assert.All(findings, finding => Assert.DoesNotContain(Number, $"{finding.Wrong} {finding.Value}".Replace(",", "", StringComparison.Ordinal), StringComparison.Ordinal));

    [Theory]
    [InlineData(Number)]
    [InlineData("9990000018.0")]
    public void An_NHS_number_among_the_beds_is_not_said_again(string typed)
    {
        var lines = File.ReadAllLines(TestFiles.PathOf("sample-data/broken/valid-invented-extract-2017.csv"));
        var beds = Array.IndexOf(lines[0].Split(','), "NHS DTOC beds");
        var cells = lines[1].Split(',');
        cells[beds] = typed;
        lines[1] = string.Join(',', cells);
        var found = Check(Encoding.UTF8.GetBytes(string.Join('\n', lines) + "\n"), "extract.csv");
        var finding = Assert.Single(found.Findings);
        Assert.Equal("DT-14", finding.Rule);
        Assert.EndsWith("The number is not repeated, because it could be an NHS number.", finding.Wrong, StringComparison.Ordinal);
        IsNotSaid(found.Findings);
    }

    [Theory]
    [InlineData("The sum is £9,990,000,018.00, not £0.00.", true)]
    [InlineData("The sum is 9,990,000,018.", true)]
    [InlineData("The sum is 19,990,000,018.", false)]
    [InlineData("The sum is 9,990,000,017.", false)]
    [InlineData("The sum is £9,990,000,018.25.", false)]
    [InlineData("The sum is 1,204.", false)]
    public void An_NHS_number_is_known_again_when_it_is_written_as_an_amount(string sentence, bool withheld)
    {
        var finding = CellRules.NotMoney.Found(sentence, value: "x");
        Assert.Equal(withheld, finding.Wrong != sentence);
    }

    [Fact]
    public void An_NHS_number_in_place_of_a_submission_is_not_said_again()
    {
        var list = Encoding.UTF8.GetString(FindingsCsv.Of([FuzzLaw.Answered[0]], FuzzLaw.Submission)).TrimEnd('\n');
        var answered = Check(Encoding.UTF8.GetBytes($"{list}The ward was closed\n"), "findings.csv");
        Assert.Equal(Outcome.Accepted, Receipt.OutcomeOf(answered));
        var found = Check(Encoding.UTF8.GetBytes($"{list.Replace(FuzzLaw.Submission, Number, StringComparison.Ordinal)}The ward was closed\n"), "findings.csv");
        Assert.Equal(["CELL-11"], found.Findings.Select(finding => finding.Rule));
        Assert.Empty(Receipt.PagesOf(found));
        IsNotSaid(found.Findings);
    }

    /// <summary>It was kept in the ledger as another text than was read, so that the slice had another digest from then on.</summary>
    [Fact]
    public void Half_of_a_pair_of_surrogates_becomes_the_sign_for_such() =>
        Assert.Equal(["1: a\uFFFDb|\U0001D4B3"], TestFiles.Lines(TestFiles.Read(TestFiles.Xlsx("<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>a_xD800_b</t></is></c><c r=\"B1\" t=\"inlineStr\"><is><t>_xD835__xDCB3_</t></is></c></row>"), "return.xlsx")));

    /// <summary>ExcelDataReader read the numbers of columns in the culture of the thread: some cultures have another sign for minus.</summary>
    [Fact]
    public void Odd_columns_of_a_workbook_are_the_same_in_every_culture()
    {
        var parts = FuzzZip.Read(TestFiles.Xlsx("<row r=\"1\"><c r=\"A1\"><v>1</v></c></row>"));
        var sheet = parts.Single(part => part.Name.EndsWith("sheet1.xml", StringComparison.Ordinal));
        sheet.Content = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(sheet.Content).Replace("<sheetData>", "<cols><col min=\"-1\" max=\"2147483648\" width=\"0\"/></cols><sheetData>", StringComparison.Ordinal));
        var bytes = FuzzZip.Of(parts, []);
        Cultures.Same(Said(), Said);

        string Said() => string.Join('\n', TestFiles.Read(bytes, "return.xlsx") is var file ? [.. file.Findings.Select(finding => finding.Wrong), .. file.Sheets.SelectMany(TestFiles.Lines)] : []);
    }

    /// <summary>The library that edits workbooks goes down a part call in call: the stack ended, and the host with it. If this comes back, the test run ends here.</summary>
    [Theory]
    [InlineData("xl/worksheets/sheet1.xml", "</sheetData>")]
    [InlineData("xl/workbook.xml", "</sheets>")]
    [InlineData("xl/styles.xml", "</cellXfs>")]
    public void A_workbook_nested_without_end_is_listed_and_not_marked(string name, string before)
    {
        var parts = FuzzZip.Read(TestFiles.Xlsx("<row r=\"1\"><c r=\"A1\"><v>1</v></c></row>"));
        var part = parts.Single(part => part.Name == name);
        var deep = string.Concat(Enumerable.Repeat("<x>", 100_000)) + string.Concat(Enumerable.Repeat("</x>", 100_000));
        part.Content = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(part.Content).Replace(before, deep + before, StringComparison.Ordinal));
        var bytes = FuzzZip.Of(parts, []);
        MarkedFile? marked = null;
        var thread = new Thread(() => marked = MarkedCopy.Of(FileKind.Xlsx, bytes, "return.xlsx", [CellRules.NotCount.Found("'x' is not a whole number.", "Return", 1, "A", "Days", "x")]), FuzzBounds.Stack);
        thread.Start();
        thread.Join();
        Assert.Equal("return-findings.xlsx", marked?.FileName);
    }

    [Theory]
    [InlineData("{\n  \"month\": \"2019-11\"\n}\n")]
    [InlineData("[\r\n\t{\"month\": \"2019-11\"}]")]
    public void JSON_is_known_by_its_beginning_however_it_is_spaced(string text) =>
        Assert.Equal("The file seems to be a JSON document, not a CSV, XLSX or XLS file.", TestFiles.Refused(FileRules.UnknownKind, TestFiles.Read(Encoding.UTF8.GetBytes(text), "return.csv")).Wrong);
}
