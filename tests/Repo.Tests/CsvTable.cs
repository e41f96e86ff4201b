using System.Globalization;
using System.Text;

namespace Monitoring.Repo.Tests;

/// <summary>
/// A CSV file as rows by heading, read without the reader under test. Quoted cells may hold commas and doubled quotes,
/// not line ends.
/// </summary>
internal static class CsvTable
{
    public static List<Dictionary<string, string>> Read(string path, int headingsOnLine = 1)
    {
        var lines = File.ReadLines(Repository.At(path)).Skip(headingsOnLine - 1).Where(line => line.Length > 0).Select(Cells);
        using var rows = lines.GetEnumerator();
        Assert.True(rows.MoveNext(), $"{path} is empty");
        var headings = rows.Current;
        var read = new List<Dictionary<string, string>>();
        while (rows.MoveNext())
        {
            Assert.Equal(headings.Count, rows.Current.Count);
            read.Add(headings.Zip(rows.Current).ToDictionary(cell => cell.First, cell => cell.Second));
        }
        return read;
    }

    public static int Number(this Dictionary<string, string> row, string column) =>
        row[column].Length == 0 ? 0 : int.Parse(row[column], NumberStyles.None, CultureInfo.InvariantCulture);

    /// <summary>A date, or null for an empty cell.</summary>
    public static DateOnly? Date(this Dictionary<string, string> row, string column) =>
        row[column].Length == 0 ? null : DateOnly.ParseExact(row[column], "yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static List<string> Cells(string line)
    {
        var cells = new List<string>();
        var cell = new StringBuilder();
        var quoted = false;
        for (var i = 0; i < line.Length; i++)
        {
            if (line[i] == '"' && quoted && i + 1 < line.Length && line[i + 1] == '"')
                cell.Append(line[i++]);
            else if (line[i] == '"')
                quoted = !quoted;
            else if (line[i] == ',' && !quoted)
            {
                cells.Add(cell.ToString());
                cell.Clear();
            }
            else
                cell.Append(line[i]);
        }
        cells.Add(cell.ToString());
        return cells;
    }
}
