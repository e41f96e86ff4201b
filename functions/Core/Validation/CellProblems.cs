using System.Collections.Immutable;
using Monitoring.Core.Returns;

namespace Monitoring.Core.Validation;

/// <summary>
/// Cells in which nobody typed what is to be read: a formula whose result the file does not hold, and a formula that failed. They are about the workbook, not about what
/// a rule wants of the cell, and only those that a rule reads are told: an error in a sheet of notes refuses nothing.
/// </summary>
public static class CellProblems
{
    /// <summary>
    /// The text of a cell with a formula and no result. Programs write such files; Excel works the result out when it shows them, so the sender saw a figure.
    /// No typed cell has this text, because the space at its start is taken off every other; the parsers of numbers and dates take it for an error of the spreadsheet.
    /// </summary>
    public const string NoSavedResult = " #no saved result";

    /// <summary>Is a cell with this text a problem, whoever made the file? A CSV saved by a spreadsheet holds the same words.</summary>
    public static bool IsProblem(string cell) => cell == NoSavedResult || Error(cell) is not null;

    /// <summary>What is wrong with a cell before any rule asks about its content; null when nothing is.</summary>
    /// <param name="sheet">Name of the sheet; none in a CSV.</param>
    /// <param name="column">Counted from 0; may lie behind the last cell of the line.</param>
    /// <param name="heading">Heading of that column as typed, for the receipt.</param>
    public static Finding? In(string? sheet, SheetLine line, int column, string? heading = null)
    {
        if (column < 0 || column >= line.Cells.Length)
            return null;
        var cell = line.Cells[column];
        var letter = Finding.ColumnLetter(column);
        if (cell == NoSavedResult)
            return FileRules.Saved.Found($"The formula in {letter}{line.Line} has no saved result: Excel works it out when the file is opened, but the file itself does not hold it.", sheet, line.Line, letter, heading);
        return Error(cell) is { } why ? FileRules.NoError.Found($"{letter}{line.Line} shows {cell}: {why}.", sheet, line.Line, letter, heading, cell) : null;
    }

    /// <inheritdoc cref="In(string, SheetLine, int, string)"/>
    /// <param name="line">As a spreadsheet shows it; may be one that is empty.</param>
    public static Finding? In(Sheet sheet, int line, int column, string? heading = null) => LineOf(sheet, line) is { } found ? In(sheet.Name, found, column, heading) : null;

    /// <summary>The same findings, except that what any rule says of a cell with a problem gives way to the problem, said once: the rest follows from it.</summary>
    public static IEnumerable<Finding> InsteadOf(IEnumerable<Finding> findings, ImmutableArray<Sheet> sheets)
    {
        var said = new HashSet<(string?, int, string)>();
        foreach (var finding in findings)
        {
            if (finding is not { Line: { } line, Column: { } column } || sheets.FirstOrDefault(sheet => sheet.Name == finding.Sheet) is not { } sheet || In(sheet, line, IndexOf(column), finding.Heading) is not { } problem)
                yield return finding;
            else if (said.Add((finding.Sheet, line, column)))
                yield return problem;
        }
    }

    private static SheetLine? LineOf(Sheet sheet, int number)
    {
        int from = 0, to = sheet.Lines.Count - 1;
        while (from <= to)
        {
            var middle = (from + to) / 2;
            var line = sheet.Lines[middle];
            if (line.Line == number)
                return line;
            (from, to) = line.Line < number ? (middle + 1, to) : (from, middle - 1);
        }
        return null;
    }

    private static int IndexOf(string letters) => letters.Aggregate(0, (column, letter) => column * 26 + (letter - 'A' + 1)) - 1;

    /// <summary>The errors that Excel knows, in words; null for any other text. Excel writes them in capitals, whatever its language is when it saves: #n/a was typed.</summary>
    private static string? Error(string cell) => cell.Length == 0 || cell[0] != '#' ? null : cell switch
    {
        "#N/A" => "the formula looked something up and did not find it",
        "#REF!" => "the formula points to a cell that is not there any more",
        "#DIV/0!" => "the formula divides by nothing or by 0",
        "#VALUE!" => "the formula was given a text where it needs a number, or the other way round",
        "#NAME?" => "the formula has a name in it that Excel does not know",
        "#NUM!" => "the formula comes to no number that Excel can hold",
        "#NULL!" => "the formula joins areas that do not meet",
        "#GETTING_DATA" or "#BUSY!" or "#CONNECT!" or "#BLOCKED!" or "#EXTERNAL!" => "the formula was still waiting for other data when the file was saved",
        "#SPILL!" or "#CALC!" or "#FIELD!" or "#UNKNOWN!" or "#PYTHON!" => "the formula could not be worked out",
        _ => null,
    };
}
