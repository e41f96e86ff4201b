using System.Globalization;
using ClosedXML.Excel;
using Monitoring.Core.Figures.Summaries;
using Monitoring.Core.Kernel;
using Monitoring.Files.Workbooks;

namespace Monitoring.Files.Summaries;

#pragma warning disable MA0048 // Temporary: until the workbooks of summaries are there.

/// <summary>Temporary.</summary>
public static class AuthorityWorkbook
{
    public static byte[] Write(Summary summary, SummaryChanges changes, Publication publication) => TemporaryWorkbook.Write(summary, changes);
}

/// <summary>Temporary.</summary>
public static class EnglandWorkbook
{
    public static byte[] Write(Summary summary, SummaryChanges changes, Publication publication) => TemporaryWorkbook.Write(summary, changes);
}

/// <summary>Temporary.</summary>
public static class IcbWorkbook
{
    public static byte[] Write(Summary summary, SummaryChanges changes, Publication publication) => TemporaryWorkbook.Write(summary, changes);
}

/// <summary>Temporary.</summary>
public static class NhsBodyWorkbook
{
    public static byte[] Write(Summary summary, SummaryChanges changes, Publication publication) => TemporaryWorkbook.Write(summary, changes);
}

/// <summary>Temporary.</summary>
public static class SummaryData
{
    public static string Csv(Summary summary) => string.Concat(summary.Lines.SelectMany(line => Core.Figures.Summaries.Summaries.Columns(line).Select(column =>
        CsvText.Line([summary.Key.Code, summary.Key.Period.ToString(), line.Id, column.Name, column.Amount.Value?.ToString(CultureInfo.InvariantCulture), column.Amount.Why]) + "\n")).Prepend("body_code,period,id,column,value,why\n"));
}

/// <summary>Temporary.</summary>
internal static class TemporaryWorkbook
{
    internal static byte[] Write(Summary summary, SummaryChanges changes)
    {
        using var book = new XLWorkbook();
        var sheet = book.AddWorksheet("Summary");
        var row = 1;
        foreach (var line in summary.Lines)
            sheet.Cell(row++, 1).Value = $"{line.Name}: {line.Period.Value}";
        sheet.Cell(row, 1).Value = $"{changes.Lines.Length} changes since {changes.Version}";
        using var content = new MemoryStream();
        book.SaveAs(content);
        return content.ToArray();
    }
}
