using System.Globalization;
using Monitoring.Core.Validation;

namespace Monitoring.Files.Receipts;

/// <summary>Everything found at one place of a sheet.</summary>
/// <param name="Line">Counted from 1.</param>
/// <param name="Column">Counted from 1; 0 when the findings are about the line.</param>
internal sealed record Mark(string Sheet, uint Line, int Column, IReadOnlyList<Finding> Findings)
{
    private const uint Lines = 1_048_576;

    private const int Columns = 16_384;

    internal Severity Severity => Findings.Any(finding => finding.Severity == Severity.Error) ? Severity.Error : Severity.Warning;

    /// <summary>The places of a workbook that findings name, those with mistakes first; findings about the file have none.</summary>
    internal static List<Mark> Of(IEnumerable<Finding> findings) =>
    [
        .. from finding in findings
           where finding is { Sheet: not null, Line: >= 1 and <= (int)Lines }
           let column = ColumnOf(finding.Column)
           where column <= Columns
           group finding by (finding.Sheet, finding.Line, Column: column) into place
           let mark = new Mark(place.Key.Sheet!, (uint)place.Key.Line!.Value, place.Key.Column, [.. place])
           orderby mark.Severity
           select mark,
    ];

    /// <summary>The column of a letter or of a reference such as <c>AB12</c>; 0 when there is none.</summary>
    internal static int ColumnOf(string? letters)
    {
        var column = 0;
        foreach (var c in letters ?? "")
        {
            if (!char.IsAsciiLetterUpper(c) || column > Columns)
                break;
            column = column * 26 + (c - 'A' + 1);
        }
        return column;
    }

    internal static string Reference(int column, uint line) => Finding.ColumnLetter(column - 1) + line.ToString(CultureInfo.InvariantCulture);
}
