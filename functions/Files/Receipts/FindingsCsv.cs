using System.Globalization;
using System.Text;
using Monitoring.Core.Kernel;
using Monitoring.Core.Returns;
using Monitoring.Core.Validation;

namespace Monitoring.Files.Receipts;

/// <summary>All findings of a receipt as a comma-separated file, however many there are: one line for each.</summary>
public static class FindingsCsv
{
    private static readonly string[] Headings = ["Severity", "Rule", "Sheet", "Cell", "Line", "Column", "Heading", "Value", "What is wrong", "What to do"];

    /// <summary>UTF-8 with a byte order mark, without which Excel takes it for Windows-1252. A text that a spreadsheet would take for a formula begins with an apostrophe.</summary>
    /// <param name="submission">
    /// The submission that they are about. Where there are warnings, the list has an empty column for the sender's explanations and can be sent back as it is; mistakes are corrected, not explained.
    /// </param>
    public static byte[] Of(IReadOnlyCollection<Finding> findings, string submission)
    {
        var answerable = findings.Any(finding => finding.Severity == Severity.Warning);
        var text = new StringBuilder("\uFEFF").Append(CsvText.Line(answerable ? [.. Headings, Explanations.SubmissionHeading, Explanations.ExplanationHeading] : Headings)).Append('\n');
        foreach (var finding in findings)
            text.Append(CsvText.Line(answerable ? Cells(finding).Select(Harmless).Append(submission).Append("") : Cells(finding).Select(Harmless))).Append('\n');
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private static string?[] Cells(Finding finding) =>
    [
        FindingWords.SeverityOf(finding), finding.Rule, finding.Sheet, FindingWords.CellOf(finding), finding.Line?.ToString(CultureInfo.InvariantCulture), finding.Column,
        finding.Heading, finding.Value, finding.Wrong, finding.Fix,
    ];

    private static string? Harmless(string? text) => FindingWords.LooksLikeFormula(text) ? "'" + text : text;
}
