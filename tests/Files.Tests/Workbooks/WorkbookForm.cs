using ClosedXML.Excel;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using DocumentFormat.OpenXml.Validation;

namespace Monitoring.Files.Tests.Workbooks;

/// <summary>What holds of every workbook that is published, whatever it shows. <see cref="EveryWorkbook{T}"/> has the tests.</summary>
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

    public static void IsAccessible(byte[] workbook) => Assert.Empty(Accessibility.Faults(workbook).Select(fault => $"{fault.Rule}: {fault.Where}"));

    /// <summary>Functions that are worked out anew whenever anything changes, or that read what is not in the file.</summary>
    private static readonly string[] Volatile = ["NOW(", "TODAY(", "RAND(", "RANDBETWEEN(", "OFFSET(", "INDIRECT(", "CELL(", "INFO(", "WEBSERVICE(", "RTD("];

    /// <summary>What a formula comes to depends on the file alone: no volatile function, no other file, no program in it. Each formula has its value beside it.</summary>
    public static IReadOnlyList<string> LooseEnds(byte[] workbook)
    {
        using var opened = new OpenedWorkbook(workbook);
        var ends = new List<string>();
        if (opened.Part.VbaProjectPart is not null)
            ends.Add("a program");
        if (opened.Part.ExternalWorkbookParts.Any() || opened.Part.GetPartsOfType<ConnectionsPart>().Any())
            ends.Add("a link to another file");
        foreach (var (sheet, part) in opened.Sheets)
        {
            foreach (var cell in part.Worksheet.Descendants<Cell>().Where(cell => cell.CellFormula is not null))
            {
                // Texts in a formula are not part of what it does.
                var formula = string.Concat(cell.CellFormula!.Text.Split('"').Where((_, index) => index % 2 == 0));
                ends.AddRange(Volatile.Where(name => formula.Contains(name, StringComparison.OrdinalIgnoreCase)).Select(name => $"{sheet.Name}!{cell.CellReference}: {name})"));
                if (formula.Contains(".xls", StringComparison.OrdinalIgnoreCase) || formula.Contains("[1]", StringComparison.Ordinal))
                    ends.Add($"{sheet.Name}!{cell.CellReference}: another file");
                if (cell.CellValue is null)
                    ends.Add($"{sheet.Name}!{cell.CellReference}: no value");
            }
        }
        return ends;
    }
}
