using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace Monitoring.Files.Tests.Fuzz;

/// <summary>A change to a file, made with random numbers of its own, so that the others of a case can be left out without changing it.</summary>
internal sealed record Mutation(Layer Layer, string Name, int Weight, Action<FuzzFile, Random> Change);

/// <summary>Changes of cells, lines and headings, and of the way in which a CSV is written.</summary>
internal static class TableMutations
{
    internal static readonly ImmutableArray<Mutation> OfCells =
    [
        Cell("cell odd", 10, (_, random) => FuzzValues.Any(random)),
        Cell("cell another number", 8, (cell, random) => int.TryParse(cell, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? (random.Next(4) == 0 ? random.Next(2_000) : number + random.Next(3)).ToString(CultureInfo.InvariantCulture) : cell),
        Rows("cell of another line", 8, (rows, random) =>
        {
            var (one, other) = (rows[random.Next(rows.Count)], rows[random.Next(rows.Count)]);
            if (int.Min(one.Count, other.Count) is > 0 and var both && random.Next(both) is var at)
                one[at] = other[at];
        }),
        Cell("cell blank", 3, (_, _) => ""),
        Cell("cell long", 1, (_, random) => FuzzValues.Long(random)),
        Cell("cell edited", 4, (cell, random) => Edited(cell, random)),
        Cell("cell doubled", 1, (cell, _) => cell + cell),
        Cell("cell upside down", 1, (cell, _) => new string([.. cell.Reverse()])),
        Row("cells swapped", 3, (row, random) => Swap(row, random.Next(row.Count), random.Next(row.Count))),
        Row("cell left out", 2, (row, random) => row.RemoveAt(random.Next(row.Count))),
        Row("cell put in", 2, (row, random) => row.Insert(random.Next(row.Count + 1), FuzzValues.Any(random))),
        Row("line cut short", 2, (row, random) =>
        {
            var left = random.Next(row.Count);
            row.RemoveRange(left, row.Count - left);
        }),
        Row("line blank", 1, (row, _) => row.Clear()),
        Row("many cells at the end", 1, (row, random) => row.AddRange(Enumerable.Repeat(random.Next(2) == 0 ? "" : "x", random.Next(1, 400)))),
        Rows("line twice", 4, (rows, random) => rows.Insert(random.Next(rows.Count + 1), [.. rows[random.Next(rows.Count)]])),
        Rows("line left out", 4, (rows, random) => rows.RemoveAt(random.Next(rows.Count))),
        Rows("lines swapped", 2, (rows, random) => Swap(rows, random.Next(rows.Count), random.Next(rows.Count))),
        Rows("lines many times", 1, (rows, random) => rows.AddRange(Enumerable.Repeat(rows[random.Next(rows.Count)], random.Next(1, 150)).Select(row => row.ToList()))),
        Rows("lines of nothing", 1, (rows, random) => rows.InsertRange(random.Next(rows.Count + 1), Enumerable.Range(0, random.Next(1, 40)).Select(_ => new List<string>()))),
        Rows("title above", 2, (rows, random) => rows.InsertRange(0, Enumerable.Range(0, random.Next(1, 34)).Select(i => new List<string> { i % 2 == 0 ? "Period:" : "", FuzzValues.Any(random) }))),
        Rows("total below", 2, (rows, random) => rows.Add([.. rows[^1].Select((_, i) => i == 0 ? "Total" : FuzzValues.Any(random))])),
        Rows("all blank below", 1, (rows, _) => rows.RemoveRange(1, rows.Count - 1)),
        new(Layer.Cells, "column odd", 3, (file, random) => OfColumn(file, random, (_, same) => same, FuzzValues.Any(random))),
        new(Layer.Cells, "column odd cell by cell", 2, (file, random) => OfColumn(file, random, (_, _) => FuzzValues.Any(random), "")),
        new(Layer.Cells, "column blank", 2, (file, random) => OfColumn(file, random, (_, _) => "", "")),
        new(Layer.Cells, "column left out", 3, (file, random) => EachRow(file, random, (row, at) => row.RemoveAt(at))),
        new(Layer.Cells, "column twice", 3, (file, random) => EachRow(file, random, (row, at) => row.Insert(at, row[at]))),
        new(Layer.Cells, "column put in", 2, (file, random) =>
        {
            var heading = FuzzValues.Heading(random);
            EachRow(file, random, (row, at) => row.Insert(at, heading.Length > 0 ? FuzzValues.Any(random) : ""));
            Headings(file.Tables[0]).ForEach(row => row[random.Next(row.Count)] = heading);
        }),
        new(Layer.Cells, "columns shuffled", 3, (file, random) =>
        {
            var table = file.Table(random);
            var order = Enumerable.Range(0, table.Rows.Select(row => row.Count).DefaultIfEmpty(0).Max()).ToArray();
            random.Shuffle(order);
            for (var i = 0; i < table.Rows.Count; i++)
                table.Rows[i] = [.. order.Select(at => at < table.Rows[i].Count ? table.Rows[i][at] : "")];
        }),
        Heading("heading other", 4, (_, random) => FuzzValues.Heading(random)),
        Heading("heading odd", 3, (_, random) => FuzzValues.Any(random)),
        Heading("heading edited", 4, Edited),
        Heading("heading in capitals", 2, (heading, random) => random.Next(2) == 0 ? heading.ToUpperInvariant() : heading.ToLowerInvariant()),
        Heading("heading in parts", 2, (heading, random) => heading.Replace(" ", random.Next(3) switch { 0 => "_", 1 => "  ", _ => "\n" }, StringComparison.Ordinal)),
        Rows("headings again", 2, (rows, random) => rows.Insert(random.Next(rows.Count + 1), [.. rows[0]])),
        Rows("headings left out", 1, (rows, _) => rows.RemoveAt(0)),
        Rows("headings below", 1, (rows, _) => Swap(rows, 0, rows.Count - 1)),
        new(Layer.Cells, "sheet named", 2, (file, random) => Replace(file, random, table => table with { Name = random.Next(3) == 0 ? "Lists" : FuzzValues.Any(random) })),
        new(Layer.Cells, "sheet twice", 1, (file, random) => file.Tables.Add(file.Table(random) with { Name = "Again" })),
        new(Layer.Cells, "sheet left out", 2, (file, random) =>
        {
            if (file.Tables.Count > 1)
                file.Tables.RemoveAt(random.Next(file.Tables.Count));
        }),
        new(Layer.Cells, "stamp", 1, (file, random) => file.Table(random).Rows.Add([$"Template {(random.Next(2) == 0 ? "delay-agreements" : "x")}, version {FuzzValues.Any(random)}"])),
        new(Layer.Cells, "spliced", 2, (file, random) =>
        {
            var other = FuzzSeeds.All[random.Next(FuzzSeeds.All.Length)];
            if (other.Tables.IsEmpty)
                return;
            var (rows, more) = (file.Table(random).Rows, other.Tables[0].Rows);
            rows.AddRange(more.Skip(random.Next(more.Count)).Take(100).Select(row => row.ToList()));
        }),
        new(Layer.Cells, "NHS number", 10, (file, random) =>
        {
            for (var times = random.Next(1, 3); times > 0; times--)
            {
                var (written, digits) = FuzzValues.NhsNumber(random);
                file.Planted.Add(digits);
                var rows = file.Table(random).Rows.Where(row => row.Count > 0).ToList();
                if (rows.Count == 0)
                    continue;
                var row = rows[random.Next(rows.Count)];
                if (random.Next(3) == 0)
                    row.Add(written);
                else
                    row[random.Next(row.Count)] = written;
            }
        }),
    ];

    internal static readonly ImmutableArray<Mutation> OfText =
    [
        Form("line ends", 3, (form, random) => form.LineEnd = random.Next(5) switch { 0 => "\r", 1 => "\n\r", 2 => "\u2028", 3 => "\n\n", _ => "\r\n" }),
        Form("separator", 2, (form, random) => form.Separator = random.Next(4) switch { 0 => ';', 1 => '\t', 2 => '|', _ => ' ' }),
        Form("all quoted", 2, (form, _) => form.QuoteAll = true),
        Form("never quoted", 2, (form, _) => form.NeverQuote = true),
        Form("hint", 1, (form, random) => form.Before = random.Next(2) == 0 ? "sep=,\r\n" : "sep=;\n"),
        Form("byte order mark", 3, (form, random) => form.Before = random.Next(3) == 0 ? "\uFEFF\uFEFF" : "\uFEFF"),
        Form("no last line end", 3, (form, _) => form.After = ""),
        Form("end", 2, (form, random) => form.After = random.Next(5) switch { 0 => "\n,,,\n,,,\n", 1 => "\n\"", 2 => "\u001A", 3 => new string('\n', 50), _ => ",x" }),
        Form("Windows-1252", 2, (form, _) => form.Encode = text => CodePagesEncodingProvider.Instance.GetEncoding(1252)!.GetBytes(text)),
        Form("UTF-16", 1, (form, random) => form.Encode = random.Next(2) == 0 ? Encoding.Unicode.GetBytes : text => [0xFE, 0xFF, .. Encoding.BigEndianUnicode.GetBytes(text)]),
        Form("UTF-32", 1, (form, _) => form.Encode = text => [0xFF, 0xFE, 0, 0, .. Encoding.UTF32.GetBytes(text)]),
        Form("UTF-7 or other old code", 1, (form, random) => form.Encode = text => CodePagesEncodingProvider.Instance.GetEncoding(random.Next(2) == 0 ? 850 : 37)!.GetBytes(text)),
    ];

    private static Mutation Form(string name, int weight, Action<CsvForm, Random> change) => new(Layer.Text, name, weight, (file, random) => change(file.Form, random));

    private static Mutation Rows(string name, int weight, Action<List<List<string>>, Random> change) => new(Layer.Cells, name, weight, (file, random) =>
    {
        var rows = file.Table(random).Rows;
        if (rows.Count > 0)
            change(rows, random);
    });

    private static Mutation Row(string name, int weight, Action<List<string>, Random> change) => Rows(name, weight, (rows, random) =>
    {
        var row = rows[random.Next(rows.Count)];
        if (row.Count > 0)
            change(row, random);
    });

    private static Mutation Cell(string name, int weight, Func<string, Random, string> change) => Row(name, weight, (row, random) =>
    {
        var at = random.Next(row.Count);
        row[at] = change(row[at], random);
    });

    /// <summary>Headings stand in the first line that fills most cells.</summary>
    private static Mutation Heading(string name, int weight, Func<string, Random, string> change) => new(Layer.Cells, name, weight, (file, random) =>
    {
        if (Headings(file.Table(random)) is not [var row, ..])
            return;
        var at = random.Next(row.Count);
        row[at] = change(row[at], random);
    });

    private static List<List<string>> Headings(FuzzTable table) => [.. table.Rows.Take(20).Where(row => row.Count > 0).OrderByDescending(row => row.Count(cell => cell.Length > 0)).Take(1)];

    private static void OfColumn(FuzzFile file, Random random, Func<string, string, string> change, string same)
    {
        var table = file.Table(random);
        var at = random.Next(int.Max(1, table.Rows.Select(row => row.Count).DefaultIfEmpty(0).Max()));
        foreach (var row in table.Rows.Skip(1).Where(row => row.Count > at))
            row[at] = change(row[at], same);
    }

    private static void EachRow(FuzzFile file, Random random, Action<List<string>, int> change)
    {
        var table = file.Table(random);
        var at = random.Next(int.Max(1, table.Rows.Select(row => row.Count).DefaultIfEmpty(0).Max()));
        foreach (var row in table.Rows.Where(row => row.Count > at))
            change(row, at);
    }

    private static void Replace(FuzzFile file, Random random, Func<FuzzTable, FuzzTable> change)
    {
        var at = random.Next(file.Tables.Count);
        file.Tables[at] = change(file.Tables[at]);
    }

    private static string Edited(string text, Random random)
    {
        var at = random.Next(text.Length + 1);
        var c = random.Next(3) == 0 ? (char)random.Next(1, 0x300) : (char)random.Next(0x20, 0x7F);
        return random.Next(3) switch
        {
            0 => text.Insert(at, c.ToString()),
            1 when text.Length > 0 => text.Remove(int.Min(at, text.Length - 1), 1),
            _ when text.Length > 0 => text.Remove(int.Min(at, text.Length - 1), 1).Insert(int.Min(at, text.Length - 1), c.ToString()),
            _ => c.ToString(),
        };
    }

    private static void Swap<T>(List<T> list, int one, int other) => (list[one], list[other]) = (list[other], list[one]);
}
