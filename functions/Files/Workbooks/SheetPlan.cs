using System.Collections.Immutable;

namespace Monitoring.Files.Workbooks;

/// <summary>
/// A sheet before it is drawn: what it says, in order. Sheets know figures and no file format; <see cref="Book"/> knows the format and no figures.
/// </summary>
/// <param name="Name">Of the tab.</param>
/// <param name="About">What is on it, for the list of contents.</param>
/// <param name="Heading">Cell A1.</param>
internal sealed record SheetPlan(string Name, string About, string Heading)
{
    /// <summary>Sentences between the heading and the table.</summary>
    public ImmutableArray<Entry> Sentences { get; init; } = [];

    public TablePlan? Table { get; init; }

    /// <summary>Below the table: lines to sign on.</summary>
    public ImmutableArray<Entry> Below { get; init; } = [];

    /// <summary>Drawn beside the table or below it, from its columns, one below the other.</summary>
    public ImmutableArray<ChartPlan> Charts { get; init; } = [];

    /// <summary>Charts are printed on a page of their own, after the table: beside one so wide both would be too small to read.</summary>
    public bool ChartsApart { get; init; }

    /// <summary>Printed on one page, however much is on it: a summary that runs over is none.</summary>
    public bool OnePage { get; init; }

    /// <summary>In place of a table: labels with what belongs to them, for the cover.</summary>
    public ImmutableArray<(Entry Label, Entry Value)> Pairs { get; init; } = [];

    /// <summary>Colour of the tab, <c>#005EB8</c>: sheets of one colour belong together. None unless given.</summary>
    public string? TabColour { get; init; }

    public static ImmutableArray<Entry> Say(params IEnumerable<string> sentences) => [.. sentences.Select(sentence => Entry.Of(sentence, Look.Sentence))];
}

/// <summary>The one table of a sheet.</summary>
/// <param name="Name">By which formulas refer to it.</param>
/// <param name="Totals">The row below, one entry for each column; none when nothing is summed.</param>
/// <param name="Filter">Buttons to filter by: for long tables.</param>
/// <param name="Frozen">Columns that stay in sight when scrolling sideways.</param>
internal sealed record TablePlan(string Name, ImmutableArray<ColumnPlan> Columns, ImmutableArray<Entry[]> Rows, Entry[]? Totals = null, bool Filter = false, int Frozen = 0)
{
    /// <summary>The filter's buttons stand below the headings and not beside them: of a table with so many columns that their width would make the print too small to read.</summary>
    public bool ButtonsBelow { get; init; }

    /// <summary>Room that a heading leaves beside it.</summary>
    public double ButtonWidth => Filter && !ButtonsBelow ? HouseStyle.FilterButton : 0;

    /// <summary>Refers to a whole column: <c>SUM(tblReasons[Total])</c>.</summary>
    public static string Column(string table, string heading) =>
        // A heading with a character that means something in a reference stands in brackets of its own.
        heading.All(c => char.IsAsciiLetterOrDigit(c) || c == ' ') ? $"{table}[{heading}]" : $"{table}[[{heading}]]";

    /// <summary>Refers to a column in the same row.</summary>
    public static string Here(string table, string heading) => $"{table}[[#This Row],[{heading}]]";

    /// <summary>Refers to neighbouring columns in the same row.</summary>
    public static string Here(string table, string first, string last) => $"{table}[[#This Row],[{first}]:[{last}]]";

    public static string Sum(string table, string heading) => $"SUM({Column(table, heading)})";

    /// <summary>The total of a column, below it: as a spreadsheet writes it itself, so that it follows a filter.</summary>
    public static Entry Total(string table, string heading, decimal value, Look look = Look.Whole) =>
        Entry.Calculated($"SUBTOTAL(109,{Column(table, heading)})", value, look);

    /// <summary>The value in the row that a text names.</summary>
    public static string Lookup(string table, string heading, string keyHeading, string key) =>
        $"INDEX({Column(table, heading)},MATCH(\"{key.Replace("\"", "\"\"", StringComparison.Ordinal)}\",{Column(table, keyHeading)},0))";
}

/// <param name="Heading">Unique in its table; without brackets, apostrophes and line breaks, since formulas name it.</param>
/// <param name="Widest">In digits; longer texts are wrapped.</param>
internal sealed record ColumnPlan(string Heading, bool Number = false, double Widest = 60);
