using System.Reflection;
using System.Text;
using Monitoring.Core.Kernel;

namespace Monitoring.Core.Policy;

/// <summary>
/// An embedded table: comma-separated, headings in the first line, reviewed like code. A table that does not hold together is
/// our own fault and throws when it is loaded, never later.
/// </summary>
internal sealed class Table
{
    private readonly Dictionary<string, int> _columns;

    private Table(string name, string text)
    {
        var records = CsvText.Read(text).ToList();
        _columns = records[0].Select((heading, index) => (heading, index)).ToDictionary(column => column.heading, column => column.index);
        Name = name;
        Rows = [.. records.Skip(1).Select(cells => new Row(this, cells))];
        if (records.FirstOrDefault(cells => cells.Length != _columns.Count) is { } odd)
            throw new FormatException($"{name}: '{string.Join(',', odd)}' has {odd.Length} cells where {_columns.Count} are expected.");
        Digest = Kernel.Digest.Of(text.ReplaceLineEndings("\n"));
    }

    public string Name { get; }

    public string Digest { get; }

    public IReadOnlyList<Row> Rows { get; }

    public static Table Embedded(string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream($"tables/{name}.csv")
            ?? throw new FormatException($"No table {name} is embedded.");
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return new Table(name, reader.ReadToEnd());
    }

    /// <summary>One more line, as it would stand in the table.</summary>
    public Row Line(string line) =>
        CsvText.Read(line).Single() is var cells && cells.Length == _columns.Count ? new(this, cells) : throw new FormatException($"{Name}: '{line}' has {cells.Length} cells where {_columns.Count} are expected.");

    internal sealed record Row(Table Table, string[] Cells)
    {
        public string this[string column] => Cells[Table._columns[column]];

        /// <summary>The cell, or null when it is empty.</summary>
        public string? Optional(string column) => this[column] is { Length: > 0 } text ? text : null;

        public DateOnly Date(string column) => DateOnly.ParseExact(this[column], "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

        public DateOnly? OptionalDate(string column) => Optional(column) is null ? null : Date(column);

        public Effective<T> Effective<T>(T value) => new(value, Date("from"), OptionalDate("to"), Date("recorded"));
    }
}
