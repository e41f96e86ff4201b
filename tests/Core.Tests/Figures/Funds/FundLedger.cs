using System.Collections.Immutable;
using Monitoring.Core.Figures.Funds;
using Monitoring.Core.Kernel;
using Monitoring.Core.Policy;
using Monitoring.Core.Returns;
using Monitoring.Core.Tests.Ledger;
using Monitoring.Core.Validation;

namespace Monitoring.Core.Tests.Figures.Funds;

/// <summary>What the app makes of a ledger: the book of its funds, and all that is then known of a board.</summary>
internal static class FundLedger
{
    extension(MemoryLedger ledger)
    {
        /// <summary>All that is known of a board; of an earlier moment what had arrived by then.</summary>
        internal FundFacts Facts(string hwb, IEnumerable<FundDelays>? delays = null, DateTimeOffset? until = null) =>
            new FundBook(ledger.Pages(FundBook.IsMadeOf, until), PolicyBook.Current, ledger.Reference).Facts(hwb, (_, slice) => ledger.Rows(slice), delays ?? []);
    }

    /// <summary>Rows as a file has them: a sheet for each table, with the headings of the template. Of two rows with one key the first.</summary>
    internal static FileContent Content<TRow>(Collection<TRow> collection, IEnumerable<TRow> rows) where TRow : class
    {
        var lines = (
            from row in rows
            let table = collection.Parts.Length == 1 ? collection.Parts[0] : collection.Parts.Single(part => part.Holds(row))
            let cells = table.Fields.Zip(table.Write(row), (field, text) => (field.Column.Field, Text: text)).ToDictionary(cell => cell.Field, cell => cell.Text)
            select (table, Line: table.Template.Columns.Select(column => cells.GetValueOrDefault(column.Field, "")).ToArray(), Key: string.Join('|', table.RowKey.Select(field => cells.GetValueOrDefault(field, "")))))
            .DistinctBy(line => (line.table.Key, line.Key)).ToLookup(line => line.table, line => line.Line);
        return new(
            collection.Parts.Length == 1 ? FileKind.Csv : FileKind.Xlsx,
            [.. collection.Parts.Where(lines.Contains).Select(table => new Sheet(
                collection.Parts.Length == 1 ? null : table.Title, [.. lines[table].Prepend([.. table.Template.Columns.Select(column => column.Heading)]).Select((cells, i) => new SheetLine(i + 1, cells))]))],
            ImmutableArray<Finding>.Empty);
    }
}
