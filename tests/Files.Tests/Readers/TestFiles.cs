using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using Monitoring.Core.Returns;
using Monitoring.Core.Validation;
using Monitoring.Files.Readers;

namespace Monitoring.Files.Tests.Readers;

/// <summary>Files of the repository, and small files made for a test.</summary>
internal static class TestFiles
{
    internal const long MaxBytes = 50L << 20;

    internal static string PathOf(string path) => Path.Combine(RepositoryFolder.Root, path);

    internal static byte[] Bytes(string path) => File.ReadAllBytes(PathOf(path));

    internal static FileContent Read(byte[] bytes, string name, long maxBytes = MaxBytes) => ReturnFile.Read(new MemoryStream(bytes), name, maxBytes);

    internal static FileContent ReadCsv(string text) => Read(Encoding.UTF8.GetBytes(text), "return.csv");

    internal static FileContent ReadPath(string path)
    {
        using var stream = File.OpenRead(PathOf(path));
        return ReturnFile.Read(stream, Path.GetFileName(path), MaxBytes);
    }

    /// <summary>The one sheet of a file without findings, as <c>line: cell|cell</c>.</summary>
    internal static IEnumerable<string> Lines(FileContent content)
    {
        Assert.Empty(content.Findings);
        return Lines(Assert.Single(content.Sheets));
    }

    internal static IEnumerable<string> Lines(Sheet sheet) => sheet.Lines.Select(line => $"{line.Line}: {string.Join('|', line.Cells)}");

    /// <summary>The one finding of a refused file.</summary>
    internal static Finding Refused(Rule rule, FileContent content)
    {
        var finding = Assert.Single(content.Findings);
        Assert.Equal(rule.Id, finding.Rule);
        Assert.Equal(Severity.Error, finding.Severity);
        Assert.Equal(rule.Fix, finding.Fix);
        Assert.Empty(content.Sheets);
        return finding;
    }

    internal static byte[] Zip(params IEnumerable<(string Name, string Content)> parts)
    {
        var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, content) in parts)
            {
                using var writer = new StreamWriter(zip.CreateEntry(name).Open());
                writer.Write(content);
            }
        }
        return bytes.ToArray();
    }

    /// <summary>A workbook of one sheet, written as XML by hand to hold what no library would write. Style 1 is a date, 2 a date and time, 3 a time of day, 4 a duration.</summary>
    internal static byte[] Xlsx(string sheetData, params IEnumerable<(string Name, string Content)> more)
    {
        const string main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
        const string office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
        const string package = "http://schemas.openxmlformats.org/package/2006";
        return Zip(
        [
            ("[Content_Types].xml", $"<Types xmlns=\"{package}/content-types\"><Default Extension=\"xml\" ContentType=\"application/xml\"/></Types>"),
            ("_rels/.rels", $"<Relationships xmlns=\"{package}/relationships\"><Relationship Id=\"rId1\" Type=\"{office}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"),
            ("xl/_rels/workbook.xml.rels", $"<Relationships xmlns=\"{package}/relationships\"><Relationship Id=\"rId1\" Type=\"{office}/worksheet\" Target=\"worksheets/sheet1.xml\"/><Relationship Id=\"rId2\" Type=\"{office}/styles\" Target=\"styles.xml\"/></Relationships>"),
            ("xl/workbook.xml", $"<workbook xmlns=\"{main}\" xmlns:r=\"{office}\"><sheets><sheet name=\"Return\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>"),
            ("xl/styles.xml", $"<styleSheet xmlns=\"{main}\"><numFmts count=\"1\"><numFmt numFmtId=\"170\" formatCode=\"[h]:mm\"/></numFmts><cellXfs count=\"5\"><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/><xf numFmtId=\"22\"/><xf numFmtId=\"20\"/><xf numFmtId=\"170\"/></cellXfs></styleSheet>"),
            ("xl/worksheets/sheet1.xml", $"<worksheet xmlns=\"{main}\"><sheetData>{sheetData}</sheetData></worksheet>"),
            .. more,
        ]);
    }

    /// <summary>The same archive with one part more, or another one in its place.</summary>
    internal static byte[] WithPart(byte[] xlsx, string name, byte[] content)
    {
        var bytes = new MemoryStream();
        bytes.Write(xlsx);
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Update, leaveOpen: true))
        {
            zip.GetEntry(name)?.Delete();
            using var stream = zip.CreateEntry(name).Open();
            stream.Write(content);
        }
        return bytes.ToArray();
    }

    /// <summary>The same workbook with its sheet renamed.</summary>
    internal static byte[] Named(byte[] xlsx, string name)
    {
        using var zip = new ZipArchive(new MemoryStream(xlsx));
        return Zip(zip.Entries.Select(entry => (entry.FullName, new StreamReader(entry.Open()).ReadToEnd().Replace("name=\"Return\"", $"name=\"{name}\"", StringComparison.Ordinal))).ToList());
    }

    /// <summary>A compound file (OLE2) of one FAT sector and a directory, with empty streams of the given names; each is the right sibling of the one before.</summary>
    internal static byte[] Compound(params string[] streams)
    {
        var directorySectors = (streams.Length + 1 + 3) / 4;
        var bytes = new byte[512 * (2 + directorySectors)];
        bytes.AsSpan(512).Fill(0xFF);
        ReadOnlySpan<byte> magic = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];
        magic.CopyTo(bytes);
        U16(24, 0x3E); U16(26, 3); U16(28, 0xFFFE); U16(30, 9); U16(32, 6);
        U32(44, 1); U32(48, 1); U32(56, 4096); U32(60, 0xFFFFFFFE); U32(68, 0xFFFFFFFE);
        for (var i = 0; i < 109; i++)
            U32(76 + i * 4, i == 0 ? 0u : 0xFFFFFFFF);
        U32(512, 0xFFFFFFFD);
        for (var i = 1; i <= directorySectors; i++)
            U32(512 + i * 4, i == directorySectors ? 0xFFFFFFFE : (uint)i + 1);
        bytes.AsSpan(1024).Clear();
        Entry(0, "Root Entry", 5, right: 0xFFFFFFFF, child: 1);
        for (var i = 0; i < streams.Length; i++)
            Entry(i + 1, streams[i], 2, right: i + 1 < streams.Length ? (uint)i + 2 : 0xFFFFFFFF, child: 0xFFFFFFFF);
        return bytes;

        void Entry(int index, string name, byte type, uint right, uint child)
        {
            var at = 1024 + index * 128;
            Encoding.Unicode.GetBytes(name).CopyTo(bytes, at);
            U16(at + 64, (ushort)((name.Length + 1) * 2));
            bytes[at + 66] = type;
            U32(at + 68, 0xFFFFFFFF); U32(at + 72, right); U32(at + 76, child); U32(at + 116, 0xFFFFFFFE);
        }
        void U16(int at, ushort value) => BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(at), value);
        void U32(int at, uint value) => BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(at), value);
    }
}
