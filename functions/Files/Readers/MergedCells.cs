using ExcelDataReader;

namespace Monitoring.Files.Readers;

/// <summary>
/// The merged ranges of a sheet, followed from row to row. Only the first cell of a range is seen in a spreadsheet; what the
/// others still hold from before the merge is not what the sender sees, so it is not read.
/// </summary>
internal sealed class MergedCells(IEnumerable<CellRange> ranges)
{
    private readonly Queue<CellRange> _coming = new(ranges.OrderBy(range => range.FromRow));
    private readonly List<CellRange> _here = [];
    private int _row;

    /// <summary>Rows are counted from 0 and given in their order.</summary>
    internal void MoveTo(int row)
    {
        _row = row;
        while (_coming.TryPeek(out var next) && next.FromRow <= row)
            _here.Add(_coming.Dequeue());
        _here.RemoveAll(range => range.ToRow < row);
    }

    /// <summary>Whether a cell of this row, counted from 0, is hidden behind the first cell of its range.</summary>
    internal bool Covers(int column)
    {
        foreach (var range in _here)
        {
            if (column >= range.FromColumn && column <= range.ToColumn && (column != range.FromColumn || _row != range.FromRow))
                return true;
        }
        return false;
    }
}
