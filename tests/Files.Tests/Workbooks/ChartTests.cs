using System.Globalization;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using Monitoring.Files.Workbooks;
using C = DocumentFormat.OpenXml.Drawing.Charts;
using Xdr = DocumentFormat.OpenXml.Drawing.Spreadsheet;

namespace Monitoring.Files.Tests.Workbooks;

public class ChartTests
{
    private static readonly Lazy<byte[]> Workbook = new(ChartSheets.Write);

    [Fact]
    public void Charts_of_every_kind_are_valid_and_open() => WorkbookForm.IsValidAndOpens(Workbook.Value);
}
