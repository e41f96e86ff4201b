using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Text;

namespace Monitoring.Files.Tests.Fuzz;

/// <summary>Changes of archives, of the records of an XLS, and of bytes, whatever they mean.</summary>
internal static class BinaryMutations
{
    internal static readonly ImmutableArray<Mutation> OfPackages =
    [
        Part("part left out", 4, (file, part, _) => file.Parts.Remove(part)),
        Part("part twice", 2, (file, part, random) => file.Parts.Insert(random.Next(file.Parts.Count + 1), new FuzzPart(part.Name, random.Next(2) == 0 ? part.Content : [.. "<x/>"u8]))),
        Part("part renamed", 3, (_, part, random) => part.Name = Name(part.Name, random)),
        Part("part empty", 2, (_, part, _) => part.Content = []),
        Part("part of another", 2, (file, part, random) => part.Content = file.Parts[random.Next(file.Parts.Count)].Content),
        Part("part of noise", 1, (_, part, random) => random.NextBytes(part.Content = new byte[random.Next(1, 2_000)])),
        Part("size untrue", 2, (_, part, random) => part.Size = Untrue(random)),
        Part("packed size untrue", 2, (_, part, random) => part.PackedSize = Untrue(random)),
        Part("check sum untrue", 2, (_, part, random) => part.Crc = (uint)random.Next()),
        Part("place untrue", 1, (_, part, random) => part.Offset = Untrue(random)),
        Part("encrypted", 1, (_, part, _) => part.Flags |= 1),
        Part("sizes behind the data", 3, (file, part, random) => (random.Next(2) == 0 ? file.Parts : [part]).ForEach(one => one.Flags |= 8)),
        Part("method", 2, (_, part, random) => part.Method = (ushort)(random.Next(5) switch { 0 => 9, 1 => 12, 2 => 14, 3 => 99, _ => 0 })),
        Part("stored", 1, (file, _, _) => file.Parts.ForEach(one => one.Method = 0)),
        Part("parts shuffled", 2, (file, _, random) => file.Parts = [.. file.Parts.OrderBy(_ => random.Next())]),
        Part("archive within", 1, (file, _, random) => file.Parts.Add(new FuzzPart(random.Next(2) == 0 ? "xl/embeddings/x.xlsx" : "xl/nested.zip", FuzzZip.Of(file.Parts, [])))),
        Part("many parts", 1, (file, _, random) => file.Parts.AddRange(Enumerable.Range(0, random.Next(4) == 0 ? 2_100 : random.Next(1, 60)).Select(i => new FuzzPart($"xl/media/{i}.png", [])))),
        Part("part of zeros", 1, (file, _, random) => file.Parts.Add(new FuzzPart(random.Next(2) == 0 ? "xl/media/zeros.bmp" : "xl/worksheets/zeros.xml", new byte[random.Next(8) == 0 ? 3_000_000 : 200_000]))),
        Part("other kinds of part", 2, (file, _, random) => file.Parts.Add(new FuzzPart(random.Next(6) switch { 0 => "xl/vbaProject.bin", 1 => "xl/comments1.xml", 2 => "_rels/x.rels", 3 => "xl/worksheets/_rels/sheet1.xml.rels", 4 => "mimetype", _ => "_xmlsignatures/origin.sigs" }, [.. "<x/>"u8]))),
        new(Layer.Package, "comment", 1, (file, random) => file.Comment = [.. Enumerable.Repeat((byte)'P', random.Next(1, 65_536))]),
    ];

    internal static readonly ImmutableArray<Mutation> OfRecords =
    [
        Record("record left out", 4, (records, at, _) => records.RemoveAt(at)),
        Record("record twice", 4, (records, at, random) => records.Insert(random.Next(records.Count + 1), new FuzzRecord(records[at].Id, records[at].Data))),
        Record("records swapped", 3, (records, at, random) =>
        {
            var other = random.Next(records.Count);
            (records[at], records[other]) = (records[other], records[at]);
        }),
        Record("record of another id", 4, (records, at, random) => records[at].Id = random.Next(3) == 0 ? (ushort)random.Next(0x10000) : records[random.Next(records.Count)].Id),
        Record("length untrue", 3, (records, at, random) => records[at].Length = (ushort)(random.Next(4) switch { 0 => 0, 1 => 0xFFFF, 2 => int.Min(records[at].Data.Length, 0xFFFE) + 1, _ => random.Next(0x10000) })),
        Record("data cut short", 4, (records, at, random) => records[at].Data = records[at].Data[..random.Next(records[at].Data.Length + 1)]),
        Record("data longer", 3, (records, at, random) => records[at].Data = [.. records[at].Data, .. new byte[random.Next(1, 9_000)]]),
        Record("data changed", 8, (records, at, random) => Changed(records, at, random)),
        Record("data changed in many", 3, (records, _, random) =>
        {
            for (var i = random.Next(2, 12); i > 0; i--)
                Changed(records, random.Next(records.Count), random);
        }),
        Record("of noise", 1, (records, at, random) => random.NextBytes(records[at].Data)),
        Put("row put in", 0x0208, random => Ints(random, 8)),
        Put("cell put in", 0x0203, random => [.. Ints(random, 3), .. BitConverter.GetBytes(random.Next(6) switch { 0 => double.NaN, 1 => double.PositiveInfinity, 2 => 1e308, 3 => -1, 4 => 43770.75, _ => 1e-320 })]),
        Put("number in short put in", 0x027E, random => [.. Ints(random, 3), .. BitConverter.GetBytes(random.Next())]),
        Put("several numbers put in", 0x00BD, random => Ints(random, random.Next(2, 20))),
        Put("several blanks put in", 0x00BE, random => Ints(random, random.Next(2, 20))),
        Put("text by number put in", 0x00FD, random => [.. Ints(random, 3), .. BitConverter.GetBytes(random.Next(2) == 0 ? random.Next() : random.Next(50))]),
        Put("texts put in", 0x00FC, random => [.. BitConverter.GetBytes(random.Next()), .. BitConverter.GetBytes(random.Next(2) == 0 ? int.MaxValue : random.Next(100)), .. Ints(random, random.Next(30))]),
        Put("formula put in", 0x0006, random => [.. Ints(random, 3), (byte)random.Next(4), 0, (byte)random.Next(64), 0, 0, 0, 0xFF, 0xFF, .. Ints(random, 4)]),
        Put("text of a formula put in", 0x0207, random => Ints(random, random.Next(1, 20))),
        Put("continuation put in", 0x003C, random => Ints(random, random.Next(20))),
        Put("merged cells put in", 0x00E5, random => Ints(random, random.Next(1, 40))),
        Put("extent put in", 0x0200, random => random.Next(2) == 0 ? [0, 0, 0, 0, 0xFF, 0xFF, 0xFF, 0xFF, 0, 0, 0xFF, 0xFF, 0, 0] : [.. Ints(random, 7)]),
        Put("password put in", 0x002F, random => Ints(random, random.Next(1, 30))),
        Put("format put in", 0x041E, random => Ints(random, random.Next(1, 20))),
        Put("style put in", 0x00E0, random => Ints(random, 10)),
        Put("code page put in", 0x0042, random => Ints(random, 1)),
        Put("date system put in", 0x0022, random => Ints(random, 1)),
        Put("sheet put in", FuzzXls.SheetOfBook, random => [.. BitConverter.GetBytes(random.Next(2) == 0 ? random.Next() : random.Next(2_000)), 0, 0, .. Ints(random, 4)]),
        Put("begin put in", FuzzXls.Begin, random => Ints(random, 8)),
        Put("end put in", FuzzXls.End, _ => []),
        Put("column put in", 0x007D, random => Ints(random, 6)),
    ];

    internal static readonly ImmutableArray<Mutation> OfBytes =
    [
        Bytes("bytes changed", 8, (bytes, random) =>
        {
            for (var changes = random.Next(1, 8); changes > 0; changes--)
                bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            return bytes;
        }),
        Bytes("a bit changed", 5, (bytes, random) =>
        {
            bytes[random.Next(bytes.Length)] ^= (byte)(1 << random.Next(8));
            return bytes;
        }),
        Bytes("bytes put in", 3, (bytes, random) => random.Next(bytes.Length) is var at ? [.. bytes[..at], .. Noise(random), .. bytes[at..]] : bytes),
        Bytes("bytes left out", 3, (bytes, random) => random.Next(bytes.Length) is var at ? [.. bytes[..at], .. bytes[int.Min(bytes.Length, at + random.Next(1, 200))..]] : bytes),
        Bytes("bytes twice", 2, (bytes, random) => random.Next(bytes.Length) is var at ? [.. bytes[..at], .. bytes[at..int.Min(bytes.Length, at + 500)], .. bytes[at..]] : bytes),
        Bytes("cut off", 3, (bytes, random) => bytes[..random.Next(bytes.Length)]),
        Bytes("beginning cut off", 1, (bytes, random) => bytes[random.Next(bytes.Length)..]),
        Bytes("spliced with another file", 2, (bytes, random) => FuzzSeeds.All[random.Next(FuzzSeeds.All.Length)].Bytes is var other ? [.. bytes[..random.Next(bytes.Length)], .. other.AsSpan(random.Next(other.Length))] : bytes),
        Bytes("something in front", 1, (bytes, random) => [.. Noise(random), .. bytes]),
        Bytes("something behind", 1, (bytes, random) => [.. bytes, .. Noise(random)]),
        Bytes("nothing", 1, (_, random) => new byte[random.Next(3)]),
        Bytes("begins as another kind", 1, (bytes, random) =>
        {
            byte[][] starts = [[.. "PK\x03\x04"u8], [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1], [.. "%PDF"u8], [0xEF, 0xBB, 0xBF], [0xFF, 0xFE], [.. "<html>"u8], [.. "{\""u8], [9, 8, 16, 0]];
            var start = starts[random.Next(starts.Length)];
            start.AsSpan(0, int.Min(start.Length, bytes.Length)).CopyTo(bytes);
            return bytes;
        }),
        Bytes("a number of four bytes", 4, (bytes, random) =>
        {
            if (bytes.Length >= 4)
                BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(random.Next(2) == 0 ? random.Next(bytes.Length - 3) : random.Next(int.Min(bytes.Length - 3, 1_600))), Untrue(random));
            return bytes;
        }),
        new(Layer.Bytes, "file named", 3, (file, random) => file.Name = Name(random)),
    ];

    private static Mutation Part(string name, int weight, Action<FuzzFile, FuzzPart, Random> change) => new(Layer.Package, name, weight, (file, random) =>
    {
        if (file.Parts.Count > 0)
            change(file, file.Parts[random.Next(file.Parts.Count)], random);
    });

    private static Mutation Record(string name, int weight, Action<List<FuzzRecord>, int, Random> change) => new(Layer.Records, name, weight, (file, random) =>
    {
        if (file.Records.Count > 0)
            change(file.Records, random.Next(file.Records.Count), random);
    });

    private static Mutation Put(string name, ushort id, Func<Random, byte[]> data) => Record(name, 1, (records, at, random) => records.Insert(at, new FuzzRecord(id, data(random))));

    private static Mutation Bytes(string name, int weight, Func<byte[], Random, byte[]> change) => new(Layer.Bytes, name, weight, (file, random) =>
    {
        if (file.Bytes.Length > 0)
            file.Bytes = change([.. file.Bytes], random);
    });

    private static void Changed(List<FuzzRecord> records, int at, Random random)
    {
        byte[] data = [.. records[at].Data];
        if (data.Length > 0)
            data[random.Next(2) == 0 ? random.Next(int.Min(data.Length, 8)) : random.Next(data.Length)] = (byte)(random.Next(3) switch { 0 => 0xFF, 1 => 0, _ => random.Next(256) });
        records[at].Data = data;
    }

    /// <summary>Numbers of two bytes, mostly small, sometimes as large as they can be.</summary>
    private static byte[] Ints(Random random, int count) => [.. Enumerable.Range(0, count).SelectMany(_ => BitConverter.GetBytes((ushort)(random.Next(6) switch { 0 => 0xFFFF, 1 => random.Next(0x10000), _ => random.Next(12) })))];

    private static uint Untrue(Random random) => random.Next(6) switch { 0 => 0, 1 => 0xFFFFFFFF, 2 => 0x7FFFFFFF, 3 => 0xFFFFFFFE, 4 => (uint)random.Next(2_000), _ => (uint)random.Next() };

    private static byte[] Noise(Random random)
    {
        var noise = new byte[random.Next(1, 80)];
        random.NextBytes(noise);
        return noise;
    }

    private static string Name(string part, Random random) => random.Next(9) switch
    {
        0 => part.ToUpperInvariant(),
        1 => part.Replace('/', '\\'),
        2 => "../" + part,
        3 => "/" + part,
        4 => part + "/",
        5 => "",
        6 => part.Replace("xl/", "xl/../xl/", StringComparison.Ordinal),
        7 => "é\u0000" + part,
        _ => part + "x",
    };

    private static string Name(Random random)
    {
        string[] endings = [".csv", ".xlsx", ".xls", ".xlsm", ".txt", ".CSV", "", ".", ".pdf", ".xlsb"];
        string[] names = ["return", "Return (1)", "retürn", "a.b.c", "", " ", "CON", new string('n', 200), "=x", "<b>"];
        return names[random.Next(names.Length)] + endings[random.Next(endings.Length)];
    }
}
