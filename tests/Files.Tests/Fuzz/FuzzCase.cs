using System.Collections.Immutable;
using System.Globalization;

namespace Monitoring.Files.Tests.Fuzz;

/// <summary>An upload as a case makes it.</summary>
/// <param name="Planted">The digits of NHS numbers that were put into it.</param>
/// <param name="Tampered">It may be no workbook that a spreadsheet would write or open: its XML, parts, records or bytes were changed.</param>
internal sealed record FuzzUpload(string Name, string Sender, DateOnly ArrivedOn, byte[] Bytes, ImmutableArray<string> Planted, bool Tampered);

/// <summary>
/// One case: a seed, the form in which it is written, and some mutations of it, all of them decided by one number. The same number is the same case as long as the
/// seeds and the lists of mutations stay as they are.
/// </summary>
internal sealed class FuzzCase
{
    private const int MostMutations = 6;

    private static readonly string[] Senders = ["X24", "RJ7", "730", "KEEPER"];

    private static readonly ImmutableArray<Mutation> OfCsv = [.. TableMutations.OfCells, .. TableMutations.OfText, .. BinaryMutations.OfBytes];
    private static readonly ImmutableArray<Mutation> OfXlsx = [.. TableMutations.OfCells, .. XmlMutations.All, .. BinaryMutations.OfPackages, .. BinaryMutations.OfBytes];
    private static readonly ImmutableArray<Mutation> OfXls = [.. TableMutations.OfCells, .. BinaryMutations.OfRecords, .. BinaryMutations.OfBytes];

    private readonly int _number;
    private readonly FuzzSeed _seed;

    /// <summary>Whether the seed is written anew from its tables.</summary>
    private readonly bool _fromTables;

    private readonly string _sender;

    internal FuzzCase(int number)
    {
        _number = number;
        var random = Numbers(0);
        _seed = FuzzSeeds.All[random.Next(FuzzSeeds.All.Length)];
        // A workbook of a hundred kilobytes now and then.
        if (_seed.Bytes.Length > 50_000 && random.Next(4) > 0)
            _seed = FuzzSeeds.All[random.Next(FuzzSeeds.All.Length)];
        _fromTables = !_seed.Tables.IsEmpty && (_seed.Ending == ".csv" || random.Next(2) == 0);
        Ending = !_fromTables ? _seed.Ending : random.Next(20) switch
        {
            < 15 when _seed.Tables.Length == 1 => ".csv",
            < 18 => ".xlsx",
            _ => ".xls",
        };
        _sender = random.Next(4) == 0 ? Senders[random.Next(Senders.Length)] : _seed.Sender;
        Mutations = Chosen(random);
    }

    /// <summary>The kind of file that it sets out from; a mutation may name it otherwise.</summary>
    internal string Ending { get; }

    /// <summary>In the order in which they are made.</summary>
    internal ImmutableArray<Mutation> Mutations { get; }

    private Random Numbers(int stream) => new((int)(Mixed(((ulong)(uint)_number << 32) | (uint)stream) >> 33));

    private ImmutableArray<Mutation> Chosen(Random random)
    {
        // Without tables cells are out of reach; without a form there is nothing to be said about text.
        var possible = (Ending switch { ".csv" => OfCsv, ".xlsx" => OfXlsx, _ => OfXls })
            .Where(mutation => _fromTables || mutation.Layer is not (Layer.Cells or Layer.Text))
            .Where(mutation => mutation.Layer != Layer.Records || _fromTables || _seed.Tables.Length > 0).ToList();
        // Bytes least, or few files would open; each layer has its turn however many mutations it has.
        var layers = possible.Select(mutation => mutation.Layer).Distinct().SelectMany(layer => Enumerable.Repeat(layer, layer switch { Layer.Cells => 8, Layer.Text => 2, Layer.Bytes => 1, _ => 4 })).ToList();
        var count = 1;
        while (count < MostMutations && random.Next(2) == 0)
            count++;
        return [.. Enumerable.Range(0, count).Select(_ => layers[random.Next(layers.Count)]).Order().Select(layer => Weighed([.. possible.Where(mutation => mutation.Layer == layer)], random))];
    }

    private static Mutation Weighed(List<Mutation> mutations, Random random)
    {
        var left = random.Next(mutations.Sum(mutation => mutation.Weight));
        return mutations.First(mutation => (left -= mutation.Weight) < 0);
    }

    /// <summary>The upload, with all mutations of the case or with those of the given places.</summary>
    internal FuzzUpload Build(IReadOnlyCollection<int>? only = null)
    {
        var file = new FuzzFile(_fromTables ? Path.ChangeExtension(_seed.FileName, Ending) : _seed.FileName) { Tables = _fromTables ? _seed.CopyOfTables() : [], Bytes = _seed.Bytes };
        var here = Mutations.Index().Where(mutation => only is null || only.Contains(mutation.Index)).ToLookup(mutation => mutation.Item.Layer);
        Make(Layer.Cells);
        Make(Layer.Text);
        var form = Numbers(int.MaxValue);
        if (Ending == ".csv" && _fromTables)
            file.Bytes = FuzzCsv.Of(file.Tables[0], file.Form);
        else if (Ending == ".xls" && (_fromTables || here.Contains(Layer.Records)))
        {
            file.Records = _fromTables ? FuzzXls.Of(file.Tables, form) : FuzzXls.Read(file.Bytes);
            Make(Layer.Records);
            file.Bytes = FuzzXls.Compound(file.Records, form.Next(4) > 0);
        }
        else if (Ending == ".xlsx" && (_fromTables || here.Contains(Layer.Xml) || here.Contains(Layer.Package)) && (_fromTables || !_seed.Tables.IsEmpty))
        {
            file.Parts = _fromTables ? FuzzXlsx.Of(file.Tables, form) : FuzzZip.Read(file.Bytes);
            Make(Layer.Xml);
            Make(Layer.Package);
            file.Bytes = FuzzZip.Of(file.Parts, file.Comment);
        }
        Make(Layer.Bytes);
        return new FuzzUpload(file.Name, _sender, _seed.ArrivedOn, file.Bytes, [.. file.Planted], here.Any(layer => layer.Key is not (Layer.Cells or Layer.Text)));

        void Make(Layer layer)
        {
            foreach (var (index, mutation) in here[layer])
                mutation.Change(file, Numbers(index + 1));
        }
    }

    /// <summary>The smallest set of mutations that still breaks the law in the same way, found by leaving out one after the other.</summary>
    internal ImmutableArray<int> Shrunk(Func<FuzzUpload, bool> breaks)
    {
        ImmutableArray<int> left = [.. Enumerable.Range(0, Mutations.Length)];
        for (var i = 0; i < left.Length;)
        {
            var fewer = left.RemoveAt(i);
            if (breaks(Build(fewer)))
                left = fewer;
            else
                i++;
        }
        return left;
    }

    internal string Words(IEnumerable<int> of) => string.Create(CultureInfo.InvariantCulture, $"case {_number}: {_seed.Path}{(_fromTables ? $" written as {Ending}" : "")}, from {_sender}; {string.Join("; ", of.Select(index => $"{Mutations[index].Layer}: {Mutations[index].Name}"))}");

    /// <summary>SplitMix64: neighbouring numbers give numbers that have nothing in common.</summary>
    private static ulong Mixed(ulong number)
    {
        unchecked
        {
            number += 0x9E3779B97F4A7C15;
            number = (number ^ (number >> 30)) * 0xBF58476D1CE4E5B9;
            number = (number ^ (number >> 27)) * 0x94D049BB133111EB;
            return number ^ (number >> 31);
        }
    }
}
