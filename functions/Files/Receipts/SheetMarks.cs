using System.Globalization;
using DocumentFormat.OpenXml.Spreadsheet;
using Monitoring.Core.Validation;

namespace Monitoring.Files.Receipts;

/// <summary>Colours cells of one sheet. Rows and cells that a file leaves out because they are empty are put in.</summary>
internal sealed class SheetMarks
{
    private readonly SheetData _data;
    private readonly Worksheet _worksheet;
    private readonly WorkbookStyles _styles;
    private readonly MergedAreas _merged;
    private readonly Dictionary<uint, Row> _rows = [];
    private readonly Dictionary<(uint Line, int Column), uint> _before = [];

    internal SheetMarks(Worksheet worksheet, WorkbookStyles styles)
    {
        _worksheet = worksheet;
        _styles = styles;
        _merged = new MergedAreas(worksheet);
        _data = worksheet.GetFirstChild<SheetData>() ?? throw new InvalidDataException("A sheet without data.");
        var line = 0u;
        foreach (var row in _data.Elements<Row>())
        {
            // A row may leave its number out: it is then the one after the row before.
            line = row.RowIndex?.Value ?? line + 1;
            row.RowIndex = line;
            _rows[line] = row;
        }
    }

    /// <summary>Returns the cell at which a note belongs, for each mark; marks that come to lie on one cell, since cells are merged, share it.</summary>
    internal List<(uint Line, int Column, Mark Mark)> Apply(IEnumerable<Mark> marks)
    {
        var places = new List<(uint Line, int Column, Mark Mark)>();
        var coloured = new Dictionary<(uint Line, int Column), Severity>();
        var next = _data.GetFirstChild<Row>();
        foreach (var mark in marks.OrderBy(mark => mark.Line))
        {
            var row = RowAt(mark.Line, ref next);
            var columns = mark.Column > 0 ? [mark.Column] : Filled(row);
            places.Add(Shown(mark.Line, columns[0], mark));
            foreach (var column in columns)
            {
                var (line, shown, _) = Shown(mark.Line, column, mark);
                // A mistake is not painted over by a warning about the same cell.
                if (coloured.TryGetValue((line, shown), out var before) && before <= mark.Severity)
                    continue;
                coloured[(line, shown)] = mark.Severity;
                var cell = CellAt(line == mark.Line ? row : RowAt(line, ref next), line, shown, out var inherited);
                cell.StyleIndex = _styles.Marked(inherited, mark.Severity);
            }
        }
        return places;
    }

    /// <summary>Of merged cells only the first is seen.</summary>
    private (uint Line, int Column, Mark Mark) Shown(uint line, int column, Mark mark)
    {
        var (first, left) = _merged.SeenFor(line, column);
        return (first, left, mark);
    }

    private Row RowAt(uint line, ref Row? next)
    {
        if (_rows.TryGetValue(line, out var row))
            return row;
        if (next is { RowIndex.Value: var passed } && passed > line)
            next = _data.GetFirstChild<Row>();
        while (next is not null && next.RowIndex!.Value < line)
            next = next.NextSibling<Row>();
        row = _rows[line] = new Row { RowIndex = line };
        if (next is null)
            _data.Append(row);
        else
            _data.InsertBefore(row, next);
        // Rows to come are looked for from here on.
        next = row;
        return row;
    }

    /// <param name="inherited">The format that the cell has, or an absent one takes from its row or column.</param>
    private Cell CellAt(Row row, uint line, int column, out uint inherited)
    {
        Cell? next = null;
        var at = 0;
        foreach (var cell in row.Elements<Cell>())
        {
            at = cell.CellReference?.Value is { } reference ? Mark.ColumnOf(reference) : at + 1;
            // Cells may leave their place out as long as none is missing between them.
            cell.CellReference ??= Mark.Reference(at, line);
            if (at == column)
            {
                inherited = Earlier(cell, line, column);
                return cell;
            }
            if (at > column)
            {
                next = cell;
                break;
            }
        }
        var added = new Cell { CellReference = Mark.Reference(column, line) };
        inherited = row is { CustomFormat.Value: true, StyleIndex.Value: var own } ? own : StyleOfColumn(column);
        _before[(line, column)] = inherited;
        if (next is null)
            row.Append(added);
        else
            row.InsertBefore(added, next);
        // The hint which columns a row spans is wrong now, and may be left out.
        row.Spans = null;
        return added;
    }

    /// <summary>A cell marked as a warning and then as a mistake takes its own format as the start both times.</summary>
    private uint Earlier(Cell cell, uint line, int column)
    {
        if (_before.TryGetValue((line, column), out var style))
            return style;
        return _before[(line, column)] = cell.StyleIndex?.Value ?? 0;
    }

    private uint StyleOfColumn(int column) =>
        _worksheet.Elements<Columns>().SelectMany(columns => columns.Elements<Column>()).FirstOrDefault(one => one.Min! <= column && one.Max! >= column)?.Style?.Value ?? 0;

    /// <summary>The columns of a row with something in them; the first column where there is nothing.</summary>
    private static List<int> Filled(Row row)
    {
        var columns = new List<int>();
        var at = 0;
        foreach (var cell in row.Elements<Cell>())
        {
            at = cell.CellReference?.Value is { } reference ? Mark.ColumnOf(reference) : at + 1;
            if (cell.CellValue is not null || cell.InlineString is not null || cell.CellFormula is not null)
                columns.Add(at);
        }
        return columns.Count > 0 ? columns : [1];
    }
}

/// <summary>The merged areas of a sheet.</summary>
internal sealed class MergedAreas
{
    /// <summary>Of more areas none is looked at: no return has them, and looking would take longer than marking.</summary>
    private const int Most = 2_000;

    private readonly List<(uint Top, int Left, uint Bottom, int Right)> _areas = [];

    internal MergedAreas(Worksheet worksheet)
    {
        var merged = worksheet.Elements<MergeCells>().SelectMany(areas => areas.Elements<MergeCell>()).Take(Most + 1).ToList();
        if (merged.Count > Most)
            return;
        foreach (var area in merged)
        {
            if (area.Reference?.Value?.Split(':') is [var first, var last] && LineOf(first) is { } top && LineOf(last) is { } bottom)
                _areas.Add((top, Mark.ColumnOf(first), bottom, Mark.ColumnOf(last)));
        }
    }

    internal (uint Line, int Column) SeenFor(uint line, int column)
    {
        foreach (var (top, left, bottom, right) in _areas)
        {
            if (line >= top && line <= bottom && column >= left && column <= right)
                return (top, left);
        }
        return (line, column);
    }

    private static uint? LineOf(string reference) =>
        uint.TryParse(reference.AsSpan().TrimStart("ABCDEFGHIJKLMNOPQRSTUVWXYZ"), NumberStyles.None, CultureInfo.InvariantCulture, out var line) ? line : null;
}
