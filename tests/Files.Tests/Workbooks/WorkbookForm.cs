using ClosedXML.Excel;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Validation;

namespace Monitoring.Files.Tests.Workbooks;

/// <summary>What holds of every workbook that is published, whatever it shows.</summary>
internal static class WorkbookForm
{
    public static void IsValidAndOpens(byte[] workbook)
    {
        using (var document = SpreadsheetDocument.Open(new MemoryStream(workbook), isEditable: false))
        {
            foreach (var version in new[] { FileFormatVersions.Office2013, FileFormatVersions.Office2019, FileFormatVersions.Microsoft365 })
                Assert.Empty(new OpenXmlValidator(version).Validate(document).Select(error => $"{version} {error.Part?.Uri} {error.Path?.XPath}: {error.Description}"));
        }
        using var reopened = new XLWorkbook(new MemoryStream(workbook));
        Assert.Equal("Cover", reopened.Worksheets.First().Name);
    }

    /// <summary>Government guidance on accessible spreadsheets: one table to a sheet from a known cell, nothing merged, no empty rows.</summary>
    public static void IsThatOfTheHouse(byte[] workbook)
    {
        using var reopened = new XLWorkbook(new MemoryStream(workbook));
        Assert.All(reopened.Worksheets, sheet =>
        {
            Assert.NotEmpty(sheet.Cell(1, 1).GetString());
            Assert.Empty(sheet.MergedRanges);
            Assert.InRange(sheet.Tables.Count(), sheet.Name == "Cover" ? 0 : 1, 1);
            Assert.All(Enumerable.Range(1, sheet.LastRowUsed().RowNumber()), row => Assert.False(sheet.Row(row).IsEmpty(), $"{sheet.Name}, row {row}"));
            Assert.Equal(XLPaperSize.A4Paper, sheet.PageSetup.PaperSize);
        });
    }
}
