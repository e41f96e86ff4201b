using System.Globalization;
using DocumentFormat.OpenXml.Spreadsheet;

namespace Monitoring.Files.Receipts;

/// <summary>Where the box of a note lies. A box is pinned to the columns and rows that it spans, so its size depends on theirs.</summary>
internal sealed class NoteGrid
{
    private const int LastColumn = 16_384;

    private const uint LastLine = 1_048_576;

    /// <summary>Pixels between the cell and the left and upper edge of the box.</summary>
    private const int Gap = 15, Drop = 4;

    private readonly List<(uint Min, uint Max, int Width)> _columns = [];
    private readonly Dictionary<uint, int> _rows = [];
    private readonly int _width = 64, _height = 20;

    internal NoteGrid(Worksheet worksheet)
    {
        if (worksheet.GetFirstChild<SheetFormatProperties>() is { } usual)
        {
            _height = PixelsOfHeight(usual.DefaultRowHeight?.Value ?? 15);
            if (usual.DefaultColumnWidth?.Value is { } width)
                _width = PixelsOfWidth(width);
        }
        foreach (var column in worksheet.Elements<Columns>().SelectMany(columns => columns.Elements<Column>()))
            _columns.Add((column.Min?.Value ?? 0, column.Max?.Value ?? 0, column.Hidden?.Value == true ? 0 : column.Width?.Value is { } width ? PixelsOfWidth(width) : _width));
        foreach (var row in worksheet.Elements<SheetData>().SelectMany(data => data.Elements<Row>()))
        {
            if (row.Hidden?.Value == true)
                _rows[row.RowIndex!.Value] = 0;
            else if (row.Height?.Value is { } height)
                _rows[row.RowIndex!.Value] = PixelsOfHeight(height);
        }
    }

    /// <summary>Left column and pixels, top row and pixels, right, bottom, counted from 0: to the right of the cell, from the row above it.</summary>
    internal string Anchor(uint line, int column, int width, int height)
    {
        var left = int.Min(column, LastColumn - 1);
        var top = line < 2 ? 0 : line - 2;
        var (right, over) = Span(left, width + Gap, index => index < LastColumn - 1, WidthOf);
        var (bottom, below) = Span(top, height + Drop, index => index < LastLine - 1, HeightOf);
        return string.Create(CultureInfo.InvariantCulture, $"{left}, {Gap}, {top}, {Drop}, {right}, {over}, {bottom}, {below}");
    }

    private static (long Index, int Over) Span(long from, int pixels, Func<long, bool> hasNext, Func<long, int> size)
    {
        for (; hasNext(from) && pixels >= size(from); from++)
            pixels -= size(from);
        return (from, pixels);
    }

    private int WidthOf(long index)
    {
        foreach (var (min, max, width) in _columns)
        {
            if (index + 1 >= min && index + 1 <= max)
                return width;
        }
        return _width;
    }

    private int HeightOf(long index) => _rows.GetValueOrDefault((uint)index + 1, _height);

    /// <summary>Widths count in digits of the standard font, of 7 pixels.</summary>
    private static int PixelsOfWidth(double digits) => (int)(Math.Clamp(digits, 0, 255) * 7);

    private static int PixelsOfHeight(double points) => (int)(Math.Clamp(points, 0, 409) * 4 / 3);
}
