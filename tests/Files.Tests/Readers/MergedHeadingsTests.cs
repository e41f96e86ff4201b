using ClosedXML.Excel;
using Monitoring.Core;
using Monitoring.Core.Policy;
using Monitoring.Core.Returns;
using Monitoring.Core.Validation;

namespace Monitoring.Files.Tests.Readers;

/// <summary>Headings over two lines, as people lay them out.</summary>
public class MergedHeadingsTests
{
    private static readonly string[] Names = ["Month", "Provider code", "Authority code", "Type of care", "Reason", "NHS days", "Social care days", "Both days"];

    /// <summary>The rows of the valid template, whose headings a test lays out above them.</summary>
    private static IEnumerable<string[]> Rows => TestFiles.ReadPath("sample-data/broken/valid-invented-template.xlsx").Sheets[0].Lines.Skip(1).Select(line => line.Cells);

    private static byte[] Book(int firstRow, Action<IXLWorksheet> headings, Action<IXLWorksheet>? more = null)
    {
        using var book = new XLWorkbook();
        var sheet = book.AddWorksheet("Return");
        headings(sheet);
        var row = firstRow;
        foreach (var cells in Rows)
        {
            for (var i = 0; i < cells.Length; i++)
            {
                if (i >= 5)
                    sheet.Cell(row, i + 1).SetValue(int.Parse(cells[i], System.Globalization.CultureInfo.InvariantCulture));
                else
                    sheet.Cell(row, i + 1).SetValue(cells[i]);
            }
            row++;
        }
        more?.Invoke(sheet);
        var bytes = new MemoryStream();
        book.SaveAs(bytes);
        return bytes.ToArray();
    }

    private static CheckedReturn Check(byte[] book) => Pipeline.Check(
        TestFiles.Read(book, "return.xlsx"), new CheckContext("RJ7", new DateOnly(2020, 1, 9), PolicyBook.Current, ReferenceBook.Current, Mandates.Current));

    private static void Accepted(byte[] book)
    {
        var found = Check(book);
        Assert.Empty(found.Findings);
        Assert.Equal(("730", 100L), (Assert.Single(found.Accepted).Key.Authority, found.Accepted[0].Total));
    }

    private static void Down(IXLWorksheet sheet, int from, int to, params int[] columns)
    {
        foreach (var column in columns)
        {
            sheet.Cell(from, column).SetValue(Names[column - 1]);
            sheet.Range(from, column, to, column).Merge();
        }
    }

    [Fact]
    public void A_heading_merged_down_is_found_on_the_line_of_the_others() => Accepted(Book(3, sheet =>
    {
        Down(sheet, 1, 2, 1, 2, 3, 4, 5);
        sheet.Cell(1, 6).SetValue("Delayed days");
        sheet.Range(1, 6, 1, 8).Merge();
        for (var column = 6; column <= 8; column++)
            sheet.Cell(2, column).SetValue(Names[column - 1]);
    }));

    [Fact]
    public void One_heading_merged_down_beside_a_line_of_headings_is_found() => Accepted(Book(6, sheet =>
    {
        sheet.Cell(1, 1).SetValue("Delayed transfers of care");
        sheet.Range(1, 1, 1, 8).Merge();
        sheet.Cell(2, 1).SetValue("Month reported");
        sheet.Cell(2, 2).SetValue("November 2019");
        Down(sheet, 4, 5, 8);
        for (var column = 1; column <= 7; column++)
            sheet.Cell(5, column).SetValue(Names[column - 1]);
    }));

    [Fact]
    public void Blocks_that_begin_on_different_lines_meet_on_the_last() => Accepted(Book(4, sheet =>
    {
        Down(sheet, 1, 3, 1, 2, 3);
        sheet.Cell(1, 4).SetValue("Where and why");
        sheet.Range(1, 4, 1, 5).Merge();
        sheet.Cell(1, 6).SetValue("Days");
        sheet.Range(1, 6, 1, 8).Merge();
        Down(sheet, 2, 3, 4, 5);
        for (var column = 6; column <= 8; column++)
            sheet.Cell(3, column).SetValue(Names[column - 1]);
    }));

    [Fact]
    public void Headings_that_are_all_merged_down_stand_there_once() => Accepted(Book(3, sheet => Down(sheet, 1, 2, 1, 2, 3, 4, 5, 6, 7, 8)));

    [Fact]
    public void Headings_above_the_real_ones_merged_over_several_columns_are_titles() => Accepted(Book(3, sheet =>
    {
        sheet.Cell(1, 1).SetValue("Who");
        sheet.Range(1, 1, 1, 3).Merge();
        sheet.Cell(1, 6).SetValue("Delayed Days");
        sheet.Range(1, 6, 1, 8).Merge();
        for (var column = 1; column <= 8; column++)
            sheet.Cell(2, column).SetValue(Names[column - 1]);
    }));

    /// <summary>The words below a merged heading do not say enough by themselves: the receipt says which headings are known and which are missing.</summary>
    [Fact]
    public void Headings_split_over_two_lines_are_told()
    {
        var found = Check(Book(3, sheet =>
        {
            Down(sheet, 1, 2, 1, 2, 3, 4, 5);
            sheet.Cell(1, 6).SetValue("Delayed days");
            sheet.Range(1, 6, 1, 8).Merge();
            foreach (var (column, name) in new[] { (6, "NHS"), (7, "Social care"), (8, "Both") })
                sheet.Cell(2, column).SetValue(name);
        }));
        Assert.Empty(found.Accepted);
        Assert.Equal(["NHS days", "Social care days", "Both days"], found.Findings.Where(finding => finding.Rule == "HEAD-02").Select(finding => finding.Heading));
        Assert.Equal(["Delayed days"], found.Findings.Where(finding => finding.Rule == "HEAD-03").Select(finding => finding.Value));
    }

    [Fact]
    public void Rows_merged_down_below_the_headings_stay_as_they_are()
    {
        var book = Book(2, sheet =>
        {
            for (var column = 1; column <= 8; column++)
                sheet.Cell(1, column).SetValue(Names[column - 1]);
        }, sheet =>
        {
            sheet.Range(2, 2, 12, 2).Merge();
            // Even where the figures have not been filled in yet.
            sheet.Range(13, 3, 14, 3).Merge();
            sheet.Range(13, 6, 14, 8).Clear(XLClearOptions.Contents);
        });
        var lines = TestFiles.Read(book, "return.xlsx").Sheets[0].Lines;
        Assert.Equal(["Provider code", "RJ7", "", "", "", "", "", "", "", "", "", "", "RJ7"], lines.Take(13).Select(line => line.Cells[1]));
        Assert.Equal(["730", "", "730"], lines.Skip(12).Take(3).Select(line => line.Cells[2]));
        Assert.Contains(Check(book).Findings, finding => finding is { Rule: "DT-02", Line: 3, Column: "B" });
    }
}
