using System.Collections.Frozen;

namespace Monitoring.Files.Readers;

/// <summary>
/// Cells of a workbook that show an error such as <c>#N/A</c>, or hold a formula without its result. ExcelDataReader 3.6.0 gives nothing for them, and
/// nothing is what an empty cell gives: a broken lookup would pass for a figure that was left out.
/// </summary>
internal sealed class FailedCells
{
    private static readonly IReadOnlyDictionary<(int Line, int Column), string> NoCells = FrozenDictionary<(int, int), string>.Empty;

    private readonly Dictionary<int, Dictionary<(int Line, int Column), string>> _byIndex = [];
    private readonly Dictionary<string, Dictionary<(int Line, int Column), string>> _byName = [];

    internal static FailedCells None { get; } = new();

    internal void Add(int sheet, int line, int column, string shown) => Cells(_byIndex, sheet)[(line, column)] = shown;

    internal void Add(string sheet, int line, int column, string shown) => Cells(_byName, sheet)[(line, column)] = shown;

    /// <summary>What such cells of a sheet show, by line, counted from 1, and column, counted from 0.</summary>
    internal IReadOnlyDictionary<(int Line, int Column), string> Of(int index, string name) =>
        _byName.TryGetValue(name, out var cells) || _byIndex.TryGetValue(index, out cells) ? cells : NoCells;

    private static Dictionary<(int Line, int Column), string> Cells<TKey>(Dictionary<TKey, Dictionary<(int Line, int Column), string>> sheets, TKey sheet) where TKey : notnull
    {
        if (!sheets.TryGetValue(sheet, out var cells))
            sheets[sheet] = cells = [];
        return cells;
    }
}
