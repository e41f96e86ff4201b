using System.Globalization;
using ClosedXML.Excel;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using Monitoring.Core.Figures.Funds;
using Monitoring.Core.Kernel;
using Monitoring.Core.Policy;
using Monitoring.Files.Funds;
using Monitoring.Files.Tests.Workbooks;

namespace Monitoring.Files.Tests.Funds;

public class FundWorkbookTests
{
    private static readonly Dictionary<string, Func<byte[]>> Workbooks = new()
    {
        ["2015-16"] = () => Write(FundDocuments.Of2015),
        ["2015-16 revised"] = () => Write(FundDocuments.Revised),
        ["2016-17"] = () => Write(FundDocuments.Of2016),
        ["2017-18"] = () => Write(FundDocuments.Of2017),
        ["2025-26"] = () => Write(FundDocuments.Of2025),
        ["empty"] = () => Write(FundDocuments.Empty),
    };

    public static TheoryData<string> Names => [.. Workbooks.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void The_file_is_valid_and_opens(string name) => WorkbookForm.IsValidAndOpens(Workbooks[name]());

    [Theory]
    [MemberData(nameof(Names))]
    public void Each_sheet_has_a_heading_and_at_most_one_table_without_empty_rows_or_merged_cells(string name) => WorkbookForm.IsThatOfTheHouse(Workbooks[name]());

    [Fact]
    public async Task Every_formula_comes_to_the_value_in_the_file()
    {
        byte[][] written = [.. Workbooks.Values.Select(write => write())];
        var (spoilt, cell) = LibreOffice.WithOneWrongValue(written[0], "Performance payment");
        var recalculated = await LibreOffice.RecalculateAsync([.. written, spoilt]);
        foreach (var (file, again) in written.Zip(recalculated))
            Assert.Empty(LibreOffice.Differences(file, again));
        // The planted value is found, and with it only what is worked out from that cell.
        Assert.Contains(LibreOffice.Differences(spoilt, recalculated[^1]), difference => difference.StartsWith($"{cell}: 12345 in the file", StringComparison.Ordinal));
    }

    private static byte[] Write(FundYear year) => FundWorkbook.Write(year, FundDocuments.Publication);
}
