using ClosedXML.Excel;
using Monitoring.Core;
using Monitoring.Core.Kernel;
using Monitoring.Core.Ledger;
using Monitoring.Core.Policy;
using Monitoring.Core.Returns;
using Monitoring.Core.Validation;
using Monitoring.Files.Templates;
using Monitoring.Files.Tests.Readers;

namespace Monitoring.Files.Tests.Templates;

public class DelayedTransfersFillingTests
{
    private static readonly ReportingMonth November = new(2019, 11);

    private static readonly string[] Authorities = ["702", "00KB"];

    private static readonly CheckContext Context = new("RJ7", new DateOnly(2020, 1, 9), PolicyBook.Current, ReferenceBook.Current, Mandates.Current);

    private static byte[] Filled => ReturnTemplate.Xlsx(DelayedTransfers.Collection, DelayedTransfersFilling.Of("RJ7", November, Authorities));

    [Fact]
    public void There_is_a_row_for_each_authority_type_of_care_and_reason_and_no_number_in_it()
    {
        using var workbook = new XLWorkbook(new MemoryStream(Filled));
        var rows = workbook.Worksheet("Return").RowsUsed().Skip(1).Select(row => row.Cells(1, 8).Select(cell => cell.GetString()).ToArray()).ToList();
        Assert.Equal(42, rows.Count);
        Assert.Equal(["2019-11", "RJ7", "702", "Acute", "A", "", "", ""], rows[0]);
        Assert.Equal(["2019-11", "RJ7", "00KB", "Non-Acute", "O", "", "", ""], rows[^1]);
        Assert.Equal("RJ7, November 2019", workbook.Worksheet("Notes").Cell("A2").GetString());
    }

    [Fact]
    public void Before_April_2017_there_are_patients_and_no_reason_O()
    {
        var lines = ReturnTemplate.Csv(DelayedTransfers.Collection, DelayedTransfersFilling.Of("RJ7", new ReportingMonth(2016, 10), ["702"])).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.EndsWith("NHS patients,Social care patients,Both patients", lines[0]);
        Assert.Equal(21, lines.Length);
        Assert.DoesNotContain(lines, line => line.Contains(",O,"));
    }

    [Fact]
    public void Filled_in_it_is_accepted()
    {
        using var filled = new MemoryStream();
        using (var workbook = new XLWorkbook(new MemoryStream(Filled)))
        {
            foreach (var cell in workbook.Worksheet("Return").RowsUsed().Skip(1).SelectMany(row => row.Cells(6, 8)))
                cell.SetValue(0);
            workbook.Worksheet("Return").Cell("F2").SetValue(12);
            workbook.SaveAs(filled);
        }
        Accepted(TestFiles.Read(filled.ToArray(), "return.xlsx"));
    }

    [Fact]
    public void Filled_in_as_CSV_it_is_accepted()
    {
        var csv = ReturnTemplate.Csv(DelayedTransfers.Collection, DelayedTransfersFilling.Of("RJ7", November, Authorities)).Replace(",,,\n", ",0,0,0\n", StringComparison.Ordinal).Replace("702,Acute,A,0", "702,Acute,A,12", StringComparison.Ordinal);
        Accepted(TestFiles.ReadCsv(csv));
    }

    private static void Accepted(FileContent file)
    {
        var found = Pipeline.Check(file, Context);
        Assert.Empty(found.Findings.Select(finding => finding.ToString()));
        Assert.Equal([12, 0], found.Accepted.OrderBy(slice => slice.Key.Authority != "702").Select(slice => slice.Total));
        Assert.Empty(found.Refused);
    }

    [Fact]
    public void Not_filled_in_a_blank_is_not_taken_as_zero()
    {
        var found = Pipeline.Check(TestFiles.Read(Filled, "return.xlsx"), Context);
        Assert.All(found.Findings, finding => Assert.Equal("DT-09", finding.Rule));
        Assert.NotEmpty(found.Findings);
    }

    /// <summary>The October return had 4 NHS and 1,204 social care days in one line, a blank beside them, and zeros in every other line, which the ledger does not keep.</summary>
    [Fact]
    public void What_was_sent_the_month_before_stands_beside_it_zeros_included()
    {
        var kept = new DelayedTransfersLine(DelayedTransfers.Slice(new(2019, 10), "RJ7", "702"), CareType.Acute, Reason.E, new(4, 1204, null), default, 6).Keep();
        var filling = TemplateFilling.Of(DelayedTransfers.Collection, [kept]);
        Assert.Equal("RJ7, November 2019", filling.Title);
        Assert.Equal(21, filling.Rows.Length);
        Assert.All(filling.Rows, row => Assert.Equal(("2019-11", 5), (row.Cells["month"], row.Cells.Count)));

        using var workbook = new XLWorkbook(new MemoryStream(ReturnTemplate.Xlsx(DelayedTransfers.Collection, filling)));
        var before = workbook.Worksheet("Last time");
        Assert.Equal(["Last time: Month", "Last time: Provider code"], before.Row(1).Cells(1, 2).Select(cell => cell.GetString()));
        Assert.Equal(["2019-10", "RJ7", "702", "Acute", "E", "4", "1204", ""], before.Row(7).Cells(1, 8).Select(cell => cell.GetString()));
        Assert.Equal(["Acute", "F", "0", "0", "0"], before.Row(8).Cells(4, 8).Select(cell => cell.GetString()));
        Assert.Equal(["Acute", "E", "", "", ""], workbook.Worksheet("Return").Row(7).Cells(4, 8).Select(cell => cell.GetString()));
    }

    [Fact]
    public void Nothing_kept_fills_nothing_in() => Assert.Equal(TemplateFilling.None, TemplateFilling.Of(DelayedTransfers.Collection, []));
}
