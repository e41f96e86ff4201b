namespace Monitoring.Files.Tests.Fuzz;

/// <summary>What a mutation changes, in the order in which mutations are made: a file is taken apart no deeper than the first of them needs.</summary>
internal enum Layer { Cells, Text, Records, Xml, Package, Bytes }

/// <summary>A sheet as rows of text; the first row is the first line of the file.</summary>
internal sealed record FuzzTable(string Name, List<List<string>> Rows);

/// <summary>An entry of a ZIP archive, with everything that a header can say wrongly of it.</summary>
internal sealed class FuzzPart(string name, byte[] content)
{
    internal string Name { get; set; } = name;

    internal byte[] Content { get; set; } = content;

    internal ushort Flags { get; set; }

    /// <summary>8 is deflate, 0 is stored; another one is written into the headers alone.</summary>
    internal ushort Method { get; set; } = 8;

    internal uint? Crc { get; set; }

    internal uint? PackedSize { get; set; }

    internal uint? Size { get; set; }

    internal uint? Offset { get; set; }
}

/// <summary>A record of an XLS. The length is that of the data unless another one is stated.</summary>
internal sealed class FuzzRecord(ushort id, byte[] data)
{
    internal ushort Id { get; set; } = id;

    internal byte[] Data { get; set; } = data;

    internal ushort? Length { get; set; }
}

/// <summary>A file in the making: tables, then the records or parts made of them, then bytes.</summary>
internal sealed class FuzzFile(string name)
{
    internal string Name { get; set; } = name;

    internal List<FuzzTable> Tables { get; set; } = [];

    internal List<FuzzPart> Parts { get; set; } = [];

    internal List<FuzzRecord> Records { get; set; } = [];

    internal CsvForm Form { get; } = new();

    internal byte[] Bytes { get; set; } = [];

    /// <summary>What stands behind the archive's directory.</summary>
    internal byte[] Comment { get; set; } = [];

    /// <summary>The digits of NHS numbers put into it: none of them may be said again.</summary>
    internal List<string> Planted { get; } = [];

    internal FuzzTable Table(Random random) => Tables[random.Next(Tables.Count)];
}

/// <summary>How a CSV is written.</summary>
internal sealed class CsvForm
{
    internal string LineEnd { get; set; } = "\n";

    internal char Separator { get; set; } = ',';

    internal bool QuoteAll { get; set; }

    internal bool NeverQuote { get; set; }

    internal string Before { get; set; } = "";

    internal string After { get; set; } = "\n";

    internal Func<string, byte[]> Encode { get; set; } = System.Text.Encoding.UTF8.GetBytes;
}
