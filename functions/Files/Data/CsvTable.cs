using System.Collections.Immutable;
using System.Globalization;
using Monitoring.Core.Kernel;

namespace Monitoring.Files.Data;

/// <summary>Columns with what stands in them: a file of comma-separated values and its description from one list.</summary>
/// <typeparam name="TRow">What one row is made of.</typeparam>
internal sealed class CsvTable<TRow> : CsvDescription
{
    private readonly ImmutableArray<(CsvColumn Column, Func<TRow, string?> Cell)> _cells;

    /// <param name="about">What one row is, and what an empty cell means.</param>
    public CsvTable(string about) : this(about, [])
    {
    }

    private CsvTable(string about, ImmutableArray<(CsvColumn Column, Func<TRow, string?> Cell)> cells) : base(about, [.. cells.Select(one => one.Column)]) => _cells = cells;

    /// <summary>With headings; lines end in a line feed.</summary>
    public string Csv(IEnumerable<TRow> rows) => string.Concat(rows.Select(row => CsvText.Line(_cells.Select(one => one.Cell(row)))).Prepend(CsvText.Line(Names)).Select(line => line + "\n"));

    /// <summary>A column more. A text that a spreadsheet would take for a formula begins with an apostrophe.</summary>
    public CsvTable<TRow> Text(string name, string title, string description, Func<TRow, string?> cell) => With(new(name, title, CsvDatatype.String, description, Required: false), row => Harmless(cell(row)));

    /// <summary>As <see cref="Text"/>; no cell is empty.</summary>
    public CsvTable<TRow> Always(string name, string title, string description, Func<TRow, string> cell) => With(new(name, title, CsvDatatype.String, description, Required: true), row => Harmless(cell(row)));

    /// <summary>Every digit that there is, without the zeros that a division leaves at the end.</summary>
    public CsvTable<TRow> Number(string name, string title, string description, Func<TRow, decimal?> cell) =>
        With(new(name, title, CsvDatatype.Decimal, description, Required: false), row => cell(row)?.ToString("0.############################", CultureInfo.InvariantCulture));

    /// <summary>Pounds with their pence.</summary>
    public CsvTable<TRow> Pounds(string name, string title, string description, Func<TRow, Pence?> cell) =>
        With(new(name, title, CsvDatatype.Decimal, description, Required: false), row => cell(row)?.Pounds.ToString("0.00", CultureInfo.InvariantCulture));

    public CsvTable<TRow> Date(string name, string title, string description, Func<TRow, DateOnly> cell) =>
        With(new(name, title, CsvDatatype.Date, description, Required: true), row => cell(row).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));

    public CsvTable<TRow> Time(string name, string title, string description, Func<TRow, DateTimeOffset> cell) =>
        With(new(name, title, CsvDatatype.DateTime, description, Required: true), row => cell(row).UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));

    public CsvTable<TRow> Month(string name, string title, string description, Func<TRow, ReportingMonth> cell) => With(new(name, title, CsvDatatype.GYearMonth, description, Required: true), row => cell(row).ToString());

    private CsvTable<TRow> With(CsvColumn column, Func<TRow, string?> cell) => new(About, _cells.Add((column, cell)));

    private static string? Harmless(string? text) => text is ['=' or '+' or '-' or '@' or '\t' or '\r', ..] ? "'" + text : text;
}
