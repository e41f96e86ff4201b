using System.Collections.Immutable;
using Monitoring.Core.Kernel;
using Monitoring.Core.Returns;
using Monitoring.Core.Tests.Ledger;
using Monitoring.Core.Validation;

namespace Monitoring.Core.Tests.Returns;

/// <summary>
/// A small return written on a template of one of the collections, line by line, right in every cell until a test changes one. Each table is a sheet with its headings on line 1.
/// </summary>
internal sealed class SmallFile
{
    private readonly Collection _collection;
    private readonly Dictionary<string, List<string[]>> _tables = [];

    internal SmallFile(Collection collection) => _collection = collection;

    private ReturnTable Table(string? key) => key is null ? _collection.Tables[0] : _collection.Tables.Single(table => table.Key == key);

    private List<string[]> Lines(string? key)
    {
        var table = Table(key);
        if (!_tables.TryGetValue(table.Key, out var lines))
            _tables.Add(table.Key, lines = [[.. table.Template.Columns.Select(column => column.Heading)]]);
        return lines;
    }

    /// <summary>Adds a line: the examples of the columns where nothing else is said, by field.</summary>
    internal SmallFile Row(params (string Field, string Typed)[] cells) => RowOf(null, cells);

    /// <summary>Adds a line to one of several tables.</summary>
    internal SmallFile RowOf(string? table, params (string Field, string Typed)[] cells)
    {
        var columns = Table(table).Template.Columns;
        foreach (var (field, _) in cells)
            Assert.Contains(columns, column => column.Field == field);
        Lines(table).Add([.. columns.Select(column => cells.FirstOrDefault(cell => cell.Field == column.Field, (Field: "", Typed: column.Example)).Typed)]);
        return this;
    }

    /// <summary>A table that is there with its headings and nothing below them.</summary>
    internal SmallFile Empty(string table)
    {
        _ = Lines(table);
        return this;
    }

    /// <summary>Changes one cell; the line is as a spreadsheet shows it, 2 being the first below the headings.</summary>
    internal SmallFile Cell(int line, string field, string typed, string? table = null)
    {
        var at = Table(table).Template.Columns.Select(column => column.Field).ToList().IndexOf(field);
        Lines(table)[line - 1][at] = typed;
        return this;
    }

    /// <summary>As a reader gives it: one sheet without a name for one table, else a sheet for each.</summary>
    internal FileContent Content => new(
        _collection.Tables.Count == 1 ? FileKind.Csv : FileKind.Xlsx,
        [.. _collection.Tables.Where(table => _tables.ContainsKey(table.Key)).Select(table => new Sheet(_collection.Tables.Count == 1 ? null : table.Title, [.. _tables[table.Key].Select((cells, i) => new SheetLine(i + 1, [.. cells]))]))],
        []);

    /// <summary>The same as comma-separated text, for samples.</summary>
    internal string Csv => string.Concat(_tables.Single().Value.Select(cells => CsvText.Line(cells) + "\n"));

    internal CheckedReturn Check(string sender, string arrivedOn, string fileName = "") => new MemoryLedger().Receive(Content, sender, arrivedOn, fileName).Found;
}

/// <summary>A small return with who sends it and when.</summary>
internal sealed record Sent(SmallFile File, string Sender, string ArrivedOn)
{
    internal CheckedReturn Check() => File.Check(Sender, ArrivedOn);

    /// <summary>What is told with the effect of the last of several returns. Each of them is right by itself, and nothing is told with the effects of those before.</summary>
    internal static List<Finding> Told(IEnumerable<Sent> before, Sent last)
    {
        var ledger = new MemoryLedger();
        foreach (var sent in before)
            Assert.Empty(Received(sent));
        return Received(last);

        List<Finding> Received(Sent sent)
        {
            var (found, effects) = ledger.Receive(sent.File.Content, sent.Sender, sent.ArrivedOn);
            Assert.Empty(found.Findings);
            return [.. effects.SelectMany(page => page.Findings)];
        }
    }
}
