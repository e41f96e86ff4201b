using System.Globalization;
using Monitoring.Core.Validation;

namespace Monitoring.Files.Receipts;

/// <summary>How receipts speak of a finding.</summary>
internal static class FindingWords
{
    internal static string SeverityOf(Finding finding) => SeverityOf(finding.Severity);

    internal static string SeverityOf(Severity severity) => severity == Severity.Error ? "Mistake" : "Warning";

    /// <summary><c>F46</c>; null when the finding is about a line or the file.</summary>
    internal static string? CellOf(Finding finding) =>
        finding is { Line: { } line, Column: { } column } ? column + line.ToString(CultureInfo.InvariantCulture) : null;

    /// <summary><c>Sheet Return, line 46, column F (NHS days)</c>; "The file as a whole" where a finding names no place.</summary>
    internal static string PlaceOf(Finding finding)
    {
        var place = string.Join(", ", new[]
        {
            finding.Sheet is { } sheet ? $"sheet {sheet}" : null,
            finding.Line is { } line ? string.Create(CultureInfo.InvariantCulture, $"line {line}") : null,
            finding is { Column: { } column, Heading: { Length: > 0 } heading } ? $"column {column} ({heading})" : finding.Column is { } letter ? $"column {letter}" : null,
        }.OfType<string>());
        return place.Length == 0 ? "The file as a whole" : char.ToUpperInvariant(place[0]) + place[1..];
    }

    /// <summary>Whether a spreadsheet would work it out instead of showing it.</summary>
    internal static bool LooksLikeFormula(string? text) => text is ['=' or '+' or '-' or '@' or '\t' or '\r', ..];
}
