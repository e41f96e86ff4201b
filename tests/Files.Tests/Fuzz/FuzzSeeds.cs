using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Monitoring.Core;
using Monitoring.Core.Returns;
using Monitoring.Files.Receipts;
using Monitoring.Files.Templates;
using Monitoring.Files.Tests.Readers;

namespace Monitoring.Files.Tests.Fuzz;

/// <summary>A file from which cases are made, and who sends it when.</summary>
/// <param name="Tables">Its sheets, where it can be read: they can be written again in another form.</param>
internal sealed record FuzzSeed(string Path, string Sender, DateOnly ArrivedOn, byte[] Bytes, ImmutableArray<FuzzTable> Tables)
{
    internal string FileName => System.IO.Path.GetFileName(Path);

    internal string Ending => System.IO.Path.GetExtension(Path).ToLowerInvariant();

    internal List<FuzzTable> CopyOfTables() => [.. Tables.Select(table => table with { Rows = [.. table.Rows.Select(row => row.ToList())] })];
}

/// <summary>
/// Where the cases come from: every small sample, right and broken, of every collection and layout; the templates as they are made now; the beginning of the large
/// published files; a workbook of the older kind as LibreOffice writes it, and one as the Department published it.
/// </summary>
internal static class FuzzSeeds
{
    /// <summary>Rows left of a published month: enough for whole slices, few enough for thousands of cases.</summary>
    private const int RowsLeft = 120;

    private const int SmallBytes = 40_000;

    private static readonly string[] Folders = ["sample-data/broken", "sample-data/eras", "sample-data/template", "sample-data/returns", "sample-data/reference/extracts"];

    private static readonly string[] Endings = [".csv", ".xlsx", ".xls"];

    private static readonly (string Begins, string Sender, DateOnly ArrivedOn)[] Sent = File.Exists(TestFiles.PathOf("sample-data/broken/sent.csv"))
        ? [.. File.ReadLines(TestFiles.PathOf("sample-data/broken/sent.csv")).Skip(1).Select(line => line.Split(',')).Where(cells => cells.Length >= 3).Select(cells => (cells[0], cells[1], Day(cells[2])))]
        : [];

    internal static ImmutableArray<FuzzSeed> All { get; } = [.. Samples(), .. Templates(), .. Answers(), .. Older()];

    private static IEnumerable<FuzzSeed> Samples() =>
        from folder in Folders
        from path in Directory.EnumerateFiles(TestFiles.PathOf(folder), "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
        where Endings.Contains(Path.GetExtension(path))
        let name = Path.GetRelativePath(TestFiles.PathOf(""), path).Replace('\\', '/')
        let sent = SentBy(name)
        select Of(name, sent.Sender, sent.ArrivedOn, Small(path));

    /// <summary>Whole if it is small; else its first rows.</summary>
    private static byte[] Small(string path)
    {
        var bytes = File.ReadAllBytes(path);
        if (bytes.Length <= SmallBytes)
            return bytes;
        var at = 0;
        for (var rows = 0; rows <= RowsLeft; rows++)
            at += bytes.AsSpan(at).IndexOf((byte)'\n') + 1;
        return bytes[..at];
    }

    private static IEnumerable<FuzzSeed> Templates()
    {
        foreach (var collection in Collections.All)
        {
            var examples = collection.Tables.Select(table => new FilledRow(table.Key, table.Template.Columns.ToDictionary(column => column.Field, column => column.Example)));
            yield return Of($"template-{collection.Key}.xlsx", "RJ7", new(2020, 1, 9), ReturnTemplate.Xlsx(collection, new TemplateFilling { Rows = [.. examples] }));
        }
        yield return Of("template-prefilled.xlsx", "RJ7", new(2020, 1, 9), ReturnTemplate.Xlsx(DelayedTransfers.Collection, DelayedTransfersFilling.Of("RJ7", new(2019, 11), ["730"])));
    }

    /// <summary>A list of findings with the warnings answered.</summary>
    private static IEnumerable<FuzzSeed> Answers()
    {
        var list = Encoding.UTF8.GetString(FindingsCsv.Of(FuzzLaw.Answered.RemoveAt(2), FuzzLaw.Submission));
        var answered = string.Join('\n', list.TrimEnd('\n').Split('\n').Select((line, i) => i == 0 ? line : line + "The ward was closed"));
        yield return Of("answers.csv", "RJ7", new(2020, 1, 9), Encoding.UTF8.GetBytes(answered));
    }

    private static IEnumerable<FuzzSeed> Older() =>
    [
        Of("invented-template.xls", "RJ7", new(2020, 1, 9), TestFiles.Bytes("tests/Files.Tests/Fuzz/invented-template.xls")),
        Of("April_11.xls", "X24", new(2020, 1, 9), TestFiles.Bytes("sample-data/reference/council-workbooks/April_11.xls")),
    ];

    private static FuzzSeed Of(string path, string sender, DateOnly arrivedOn, byte[] bytes)
    {
        (sender, arrivedOn) = Accepted(path, sender, arrivedOn, bytes);
        var tables = bytes.Length > SmallBytes ? [] : TestFiles.Read(bytes, Path.GetFileName(path)).Sheets.Where(sheet => sheet.Lines.Count > 0);
        return new FuzzSeed(path, sender, arrivedOn, bytes, [.. tables.Select(sheet => new FuzzTable(sheet.Name ?? "Return", Rows(sheet)))]);
    }

    /// <summary>The sender and day as given if they may send it; else the first of some others of whom anything of it would be accepted.</summary>
    private static (string, DateOnly) Accepted(string path, string sender, DateOnly arrivedOn, byte[] bytes)
    {
        var file = TestFiles.Read(bytes, Path.GetFileName(path));
        var tried =
            from day in new[] { arrivedOn, new(2026, 11, 20) }
            from other in new[] { sender, "X24", "RJ7", "730", "KEEPER" }
            where !Pipeline.Check(file, FuzzLaw.ContextOf(other, day, Path.GetFileName(path))).Accepted.IsEmpty
            select (other, day);
        return tried.FirstOrDefault((sender, arrivedOn));
    }

    private static List<List<string>> Rows(Sheet sheet)
    {
        var rows = Enumerable.Range(0, sheet.Lines[^1].Line).Select(_ => new List<string>()).ToList();
        foreach (var line in sheet.Lines)
            rows[line.Line - 1].AddRange(line.Cells);
        return rows;
    }

    /// <summary>As a sample is sent: its own line in sent.csv, the name of a file that is one of a series, and else the provider of most of them.</summary>
    private static (string Sender, DateOnly ArrivedOn) SentBy(string path)
    {
        var name = Path.GetFileName(path);
        if (path.Contains("/extracts/", StringComparison.Ordinal) || path.Contains("/X24/", StringComparison.Ordinal))
            return ("X24", new(2020, 1, 9));
        if (name.Split('-', 6) is [{ Length: 1 }, var sender, { Length: 4 } year, { Length: 2 } month, { Length: 2 } day, _])
            return (sender, Day($"{year}-{month}-{day}"));
        return Sent.Where(line => name.StartsWith(line.Begins, StringComparison.Ordinal)).OrderByDescending(line => line.Begins.Length).Select(line => (line.Sender, line.ArrivedOn)).FirstOrDefault(("RJ7", new(2020, 1, 9)));
    }

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
