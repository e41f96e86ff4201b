using System.Globalization;
using System.Text;
using Monitoring.Core.Kernel;
using Monitoring.Core.Validation;

namespace Monitoring.Files.Receipts;

/// <summary>All findings of a receipt as a comma-separated file, however many there are: one line for each.</summary>
public static class FindingsCsv
{
    private static readonly string[] Headings = ["Severity", "Rule", "Sheet", "Cell", "Line", "Column", "Heading", "Value", "What is wrong", "What to do"];

    /// <summary>UTF-8 with a byte order mark, without which Excel takes it for Windows-1252. A text that a spreadsheet would take for a formula begins with an apostrophe.</summary>
    public static byte[] Of(IEnumerable<Finding> findings)
    {
        var text = new StringBuilder("\uFEFF").Append(CsvText.Line(Headings)).Append('\n');
        foreach (var finding in findings)
            text.Append(CsvText.Line(Cells(finding).Select(Harmless))).Append('\n');
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private static string?[] Cells(Finding finding) =>
    [
        FindingWords.SeverityOf(finding), finding.Rule, finding.Sheet, FindingWords.CellOf(finding), finding.Line?.ToString(CultureInfo.InvariantCulture), finding.Column,
        finding.Heading, finding.Value, finding.Wrong, finding.Fix,
    ];

    private static string? Harmless(string? text) => FindingWords.LooksLikeFormula(text) ? "'" + text : text;
}
