using ClosedXML.Excel;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Validation;
using Monitoring.Core;
using Monitoring.Core.Kernel;
using Monitoring.Core.Policy;
using Monitoring.Core.Returns;
using Monitoring.Core.Validation;
using Monitoring.Files.Readers;
using Monitoring.Files.Templates;

namespace Monitoring.Files.Tests.Templates;

public class ReturnTemplateTests
{
    private static readonly ReportingMonth November = new(2019, 11);

    private static readonly string[] Authorities = ["702", "00KB"];

    private const long MaxBytes = 25_000_000;

    public static TheoryData<string> Forms => ["empty", "filled", "before April 2017"];

    private static byte[] Of(string form) => form switch
    {
        "empty" => ReturnTemplate.Xlsx(DelayedTransfers.Template),
        "filled" => ReturnTemplate.Xlsx(DelayedTransfers.Template, "RJ7", November, Authorities),
        _ => ReturnTemplate.Xlsx(DelayedTransfers.Template, "RJ7", new ReportingMonth(2016, 10), Authorities),
    };

    [Theory]
    [MemberData(nameof(Forms))]
    public void The_file_is_valid_and_says_how_to_fill_it_in(string form)
    {
        using (var document = SpreadsheetDocument.Open(new MemoryStream(Of(form)), isEditable: false))
            Assert.Empty(new OpenXmlValidator(FileFormatVersions.Microsoft365).Validate(document).Select(error => $"{error.Part?.Uri} {error.Path?.XPath}: {error.Description}"));
        using var workbook = new XLWorkbook(new MemoryStream(Of(form)));
        Assert.Equal("Return", workbook.Worksheets.First().Name);
        Assert.Equal("Month", workbook.Worksheet("Return").Cell("A1").GetString());
        Assert.Contains(workbook.Worksheet("Notes").CellsUsed(), cell => cell.GetString().StartsWith("Write 0 where there was no delay.", StringComparison.Ordinal));
        Assert.Equal(XLWorksheetVisibility.Hidden, workbook.Worksheet("Lists").Visibility);
    }

    [Fact]
    public void There_is_a_row_for_each_authority_type_of_care_and_reason_and_no_number_in_it()
    {
        using var workbook = new XLWorkbook(new MemoryStream(Of("filled")));
        var rows = workbook.Worksheet("Return").RowsUsed().Skip(1).Select(row => row.Cells(1, 8).Select(cell => cell.GetString()).ToArray()).ToList();
        Assert.Equal(42, rows.Count);
        Assert.Equal(["2019-11", "RJ7", "702", "Acute", "A", "", "", ""], rows[0]);
        Assert.Equal(["2019-11", "RJ7", "00KB", "Non-Acute", "O", "", "", ""], rows[^1]);
    }

    [Fact]
    public void Before_April_2017_there_are_patients_and_no_reason_O()
    {
        var lines = ReturnTemplate.Csv(DelayedTransfers.Template, "RJ7", new ReportingMonth(2016, 10), ["702"]).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.EndsWith("NHS patients,Social care patients,Both patients", lines[0]);
        Assert.Equal(21, lines.Length);
        Assert.DoesNotContain(lines, line => line.Contains(",O,"));
    }

    [Fact]
    public void Numbers_must_be_whole_and_care_and_reason_are_chosen_from_a_list()
    {
        using var workbook = new XLWorkbook(new MemoryStream(Of("filled")));
        var rules = workbook.Worksheet("Return").DataValidations.ToList();
        Assert.Equal(2, rules.Count(rule => rule.AllowedValues == XLAllowedValues.List));
        var whole = Assert.Single(rules, rule => rule.AllowedValues == XLAllowedValues.WholeNumber);
        Assert.Equal((XLOperator.EqualOrGreaterThan, "0"), (whole.Operator, whole.MinValue));
    }

    [Fact]
    public void Filled_in_it_is_accepted()
    {
        using var filled = new MemoryStream();
        using (var workbook = new XLWorkbook(new MemoryStream(Of("filled"))))
        {
            foreach (var cell in workbook.Worksheet("Return").RowsUsed().Skip(1).SelectMany(row => row.Cells(6, 8)))
                cell.SetValue(0);
            workbook.Worksheet("Return").Cell("F2").SetValue(12);
            workbook.SaveAs(filled);
        }
        filled.Position = 0;
        Accepted(ReturnFile.Read(filled, "return.xlsx", MaxBytes));
    }

    [Fact]
    public void Filled_in_as_CSV_it_is_accepted()
    {
        var csv = ReturnTemplate.Csv(DelayedTransfers.Template, "RJ7", November, Authorities).Replace(",,,\n", ",0,0,0\n", StringComparison.Ordinal).Replace("Acute,A,0", "Acute,A,12", StringComparison.Ordinal);
        var first = csv.IndexOf("Non-Acute,A,12", StringComparison.Ordinal);
        csv = csv[..first] + csv[first..].Replace("A,12", "A,0", StringComparison.Ordinal);
        Accepted(ReturnFile.Read(new MemoryStream(System.Text.Encoding.UTF8.GetBytes(csv)), "return.csv", MaxBytes));
    }

    private static void Accepted(FileContent file)
    {
        var found = Pipeline.Check(file, new CheckContext("RJ7", new DateOnly(2020, 1, 9), PolicyBook.Current, ReferenceBook.Current, Mandates.Current));
        Assert.Empty(found.Findings.Select(finding => finding.ToString()));
        Assert.Equal([12, 0], found.Accepted.OrderBy(slice => slice.Key.Authority != "702").Select(slice => slice.Total));
        Assert.Empty(found.Refused);
    }

    [Fact]
    public void Not_filled_in_a_blank_is_not_taken_as_zero()
    {
        var found = Pipeline.Check(ReturnFile.Read(new MemoryStream(Of("filled")), "return.xlsx", MaxBytes), new CheckContext("RJ7", new DateOnly(2020, 1, 9), PolicyBook.Current, ReferenceBook.Current, Mandates.Current));
        Assert.All(found.Findings, finding => Assert.Equal("DT-09", finding.Rule));
        Assert.NotEmpty(found.Findings);
    }
}
