namespace Monitoring.Core.Validation;

/// <summary>An error refuses what it stands in (the slice, or the file); a warning is accepted and carried along with the figure.</summary>
public enum Severity { Error, Warning }

/// <summary>What a rule looks at, in the order in which rules are asked.</summary>
public enum RuleScope { File, Heading, Row, AcrossRows, Reference, Standing }

/// <summary>
/// One thing wrong at one place, in words for the person who sent the file.
/// </summary>
/// <param name="Rule">Id of the rule, as in the catalogue: <c>DT-07</c>.</param>
/// <param name="Wrong">What is wrong here, with the value.</param>
/// <param name="Fix">What to do.</param>
/// <param name="Sheet">Name of the sheet; none in a CSV.</param>
/// <param name="Line">Line as a spreadsheet shows it, the first line of the file being 1; none for the file as a whole.</param>
/// <param name="Column">Column letter as a spreadsheet shows it.</param>
/// <param name="Heading">Heading of that column as typed.</param>
/// <param name="Value">The value as typed.</param>
public sealed record Finding(
    string Rule, Severity Severity, string Wrong, string Fix,
    string? Sheet = null, int? Line = null, string? Column = null, string? Heading = null, string? Value = null)
{
    /// <summary>The column letter of a position counted from 0: A, B, ... Z, AA.</summary>
    public static string ColumnLetter(int index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        var letters = "";
        for (var rest = index + 1; rest > 0; rest = (rest - 1) / 26)
            letters = (char)('A' + (rest - 1) % 26) + letters;
        return letters;
    }
}
