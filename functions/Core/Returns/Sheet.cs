using System.Collections.Immutable;
using Monitoring.Core.Validation;

namespace Monitoring.Core.Returns;

/// <summary>
/// One line of an uploaded sheet as text, cell by cell. Numbers of a workbook come as round-trip text in the invariant culture (<c>0.166666667</c>, <c>5</c>),
/// dates as <c>2019-11-01</c> (with time of day where it has one or its format shows one: midnight is <c>2019-11-01 00:00:00</c>), truth values as TRUE and FALSE, errors as shown (<c>#N/A</c>), a formula
/// whose result the file does not hold as <see cref="Validation.CellProblems.NoSavedResult"/>. An empty cell is the empty string.
/// </summary>
/// <param name="Line">The line that a spreadsheet shows, 1 being the first. A quoted line break does not make a new line.</param>
public sealed record SheetLine(int Line, string[] Cells);

/// <summary>A sheet with its lines in order; empty lines are left out, their numbers are not used again. A CSV is one sheet without a name.</summary>
public sealed record Sheet(string? Name, IReadOnlyList<SheetLine> Lines, bool Hidden = false)
{
    /// <summary>Hidden so that Excel does not even offer to show it ("very hidden"): only a program does that, and only a program undoes it.</summary>
    public bool HiddenByProgram { get; init; }

    /// <summary>Numbers of the lines that hold something and are hidden, by hand or by a filter, in order. They stand in <see cref="Lines"/> like the others.</summary>
    public ImmutableArray<int> HiddenLines { get; init; } = [];

    /// <summary>Hidden columns, counted from 0, in order. They are read like the others.</summary>
    public ImmutableArray<int> HiddenColumns { get; init; } = [];
}

/// <summary>What a file was found to be.</summary>
public enum FileKind { Unknown, Csv, Xlsx, Xls }

/// <summary>
/// A file taken apart into sheets of text, with what was found on the way. With an error among the findings there are no sheets.
/// Nothing about bad content is ever thrown.
/// </summary>
public sealed record FileContent(FileKind Kind, ImmutableArray<Sheet> Sheets, ImmutableArray<Finding> Findings);
