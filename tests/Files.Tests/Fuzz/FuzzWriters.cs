using System.Buffers.Binary;
using System.Globalization;
using System.IO.Compression;
using System.Security;
using System.Text;
using Monitoring.Core.Validation;

namespace Monitoring.Files.Tests.Fuzz;

/// <summary>Writes tables as CSV, and takes the form at its word even where the result is wrong.</summary>
internal static class FuzzCsv
{
    internal static byte[] Of(FuzzTable table, CsvForm form)
    {
        var lines = table.Rows.Select(row => string.Join(form.Separator, row.Select(cell => Quoted(cell, form))));
        return form.Encode(form.Before + string.Join(form.LineEnd, lines) + form.After);
    }

    private static string Quoted(string cell, CsvForm form) =>
        !form.NeverQuote && (form.QuoteAll || cell.AsSpan().IndexOfAny("\",\r\n") >= 0) ? $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : cell;
}

/// <summary>Writes tables as the parts of an XLSX, in one of the several ways in which programs write cells.</summary>
internal static class FuzzXlsx
{
    internal const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private const string Office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private const string Package = "http://schemas.openxmlformats.org/package/2006";
    private const string Content = "application/vnd.openxmlformats-officedocument.spreadsheetml";

    internal static List<FuzzPart> Of(List<FuzzTable> tables, Random random)
    {
        var (references, shared, numbers) = (random.Next(4) > 0, random.Next(2) == 0, random.Next(3) > 0);
        var strings = new Dictionary<string, int>(StringComparer.Ordinal);
        var sheets = tables.Select(table => Sheet(table)).ToList();
        List<FuzzPart> parts =
        [
            Part("[Content_Types].xml", $"<Types xmlns=\"{Package}/content-types\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Default Extension=\"xml\" ContentType=\"application/xml\"/><Override PartName=\"/xl/workbook.xml\" ContentType=\"{Content}.sheet.main+xml\"/><Override PartName=\"/xl/styles.xml\" ContentType=\"{Content}.styles+xml\"/>{string.Concat(tables.Select((_, i) => $"<Override PartName=\"/xl/worksheets/sheet{i + 1}.xml\" ContentType=\"{Content}.worksheet+xml\"/>"))}{(shared ? $"<Override PartName=\"/xl/sharedStrings.xml\" ContentType=\"{Content}.sharedStrings+xml\"/>" : "")}</Types>"),
            Part("_rels/.rels", $"<Relationships xmlns=\"{Package}/relationships\"><Relationship Id=\"rId1\" Type=\"{Office}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"),
            Part("xl/workbook.xml", $"<workbook xmlns=\"{Main}\" xmlns:r=\"{Office}\"><sheets>{string.Concat(tables.Select((table, i) => $"<sheet name=\"{Text(table.Name)}\" sheetId=\"{i + 1}\" r:id=\"rId{i + 1}\"/>"))}</sheets></workbook>"),
            Part("xl/_rels/workbook.xml.rels", $"<Relationships xmlns=\"{Package}/relationships\">{string.Concat(tables.Select((_, i) => $"<Relationship Id=\"rId{i + 1}\" Type=\"{Office}/worksheet\" Target=\"worksheets/sheet{i + 1}.xml\"/>"))}<Relationship Id=\"rId901\" Type=\"{Office}/styles\" Target=\"styles.xml\"/>{(shared ? $"<Relationship Id=\"rId902\" Type=\"{Office}/sharedStrings\" Target=\"sharedStrings.xml\"/>" : "")}</Relationships>"),
            Part("xl/styles.xml", $"<styleSheet xmlns=\"{Main}\"><numFmts count=\"1\"><numFmt numFmtId=\"170\" formatCode=\"[h]:mm\"/></numFmts><fonts count=\"1\"><font><sz val=\"11\"/><name val=\"Calibri\"/></font></fonts><fills count=\"2\"><fill><patternFill patternType=\"none\"/></fill><fill><patternFill patternType=\"gray125\"/></fill></fills><borders count=\"1\"><border/></borders><cellStyleXfs count=\"1\"><xf/></cellStyleXfs><cellXfs count=\"5\"><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/><xf numFmtId=\"22\"/><xf numFmtId=\"20\"/><xf numFmtId=\"170\"/></cellXfs></styleSheet>"),
            .. sheets.Select((sheet, i) => Part($"xl/worksheets/sheet{i + 1}.xml", sheet)),
        ];
        if (shared)
            parts.Add(Part("xl/sharedStrings.xml", $"<sst xmlns=\"{Main}\" count=\"{strings.Count}\" uniqueCount=\"{strings.Count}\">{string.Concat(strings.Keys.Select(text => $"<si><t xml:space=\"preserve\">{Text(text)}</t></si>"))}</sst>"));
        return parts;

        string Sheet(FuzzTable table)
        {
            var xml = new StringBuilder($"<worksheet xmlns=\"{Main}\"><sheetData>");
            for (var row = 0; row < table.Rows.Count; row++)
            {
                if (table.Rows[row].Count == 0)
                    continue;
                xml.Append(CultureInfo.InvariantCulture, $"<row r=\"{row + 1}\">");
                for (var column = 0; column < table.Rows[row].Count; column++)
                {
                    if (table.Rows[row][column] is { Length: > 0 } cell)
                        xml.Append(Cell(cell, references ? $" r=\"{Finding.ColumnLetter(column)}{row + 1}\"" : ""));
                    else if (!references)
                        xml.Append("<c/>");
                }
                xml.Append("</row>");
            }
            return xml.Append("</sheetData></worksheet>").ToString();
        }

        string Cell(string text, string at)
        {
            if (text[0] == '#')
                return $"<c{at} t=\"e\"><v>{Text(text)}</v></c>";
            if (text[0] == '=' && text.Length > 1)
                return $"<c{at}><f>{Text(text[1..])}</f>{(text.Length % 2 == 0 ? "<v>0</v>" : "")}</c>";
            if (numbers && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number))
                return $"<c{at}><v>{text}</v></c>";
            if (numbers && DateTime.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) && date.Year > 1900)
                return $"<c{at} s=\"1\"><v>{date.ToOADate().ToString(CultureInfo.InvariantCulture)}</v></c>";
            if (!shared)
                return $"<c{at} t=\"inlineStr\"><is><t xml:space=\"preserve\">{Text(text)}</t></is></c>";
            if (!strings.TryGetValue(text, out var index))
                strings.Add(text, index = strings.Count);
            return $"<c{at} t=\"s\"><v>{index}</v></c>";
        }
    }

    private static FuzzPart Part(string name, string xml) => new(name, Encoding.UTF8.GetBytes(xml));

    /// <summary>What XML cannot hold is written as Excel writes it.</summary>
    private static string Text(string text)
    {
        var written = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            if (c is '\t' or '\n' || (c >= ' ' && !char.IsSurrogate(c) && c < '\uFFFE'))
                written.Append(c);
            else
                written.Append(CultureInfo.InvariantCulture, $"_x{(int)c:X4}_");
        }
        return SecurityElement.Escape(written.ToString());
    }
}

/// <summary>Reads and writes ZIP archives entry by entry, the headers as the entries have them, whether or not they are true.</summary>
internal static class FuzzZip
{
    private static readonly uint[] Table = [.. Enumerable.Range(0, 256).Select(start => Enumerable.Range(0, 8).Aggregate((uint)start, (crc, _) => (crc & 1) == 1 ? (crc >> 1) ^ 0xEDB88320 : crc >> 1))];

    internal static List<FuzzPart> Read(byte[] bytes)
    {
        using var zip = new ZipArchive(new MemoryStream(bytes), ZipArchiveMode.Read);
        return [.. zip.Entries.Select(entry =>
        {
            using var from = entry.Open();
            var content = new MemoryStream();
            from.CopyTo(content);
            return new FuzzPart(entry.FullName, content.ToArray());
        })];
    }

    internal static byte[] Of(List<FuzzPart> parts, byte[] comment)
    {
        var (file, directory) = (new MemoryStream(), new MemoryStream());
        foreach (var part in parts)
        {
            var at = (uint)file.Length;
            var name = Encoding.UTF8.GetBytes(part.Name.Length > 60_000 ? part.Name[..60_000] : part.Name);
            var packed = part.Method == 8 ? Deflated(part.Content) : part.Content;
            var streamed = (part.Flags & 8) != 0;
            var (crc, packedSize, size) = (part.Crc ?? Crc(part.Content), part.PackedSize ?? (uint)packed.Length, part.Size ?? (uint)part.Content.Length);
            Write(file, [0x50, 0x4B, 3, 4]);
            Header(file, part, streamed ? 0 : crc, streamed ? 0 : packedSize, streamed ? 0 : size, name.Length);
            file.Write(name);
            file.Write(packed);
            if (streamed)
            {
                Write(file, [0x50, 0x4B, 7, 8]);
                U32(file, crc);
                U32(file, packedSize);
                U32(file, size);
            }
            Write(directory, [0x50, 0x4B, 1, 2, 20, 0]);
            Header(directory, part, crc, packedSize, size, name.Length);
            directory.Write(new byte[10]);
            U32(directory, part.Offset ?? at);
            directory.Write(name);
        }
        var start = (uint)file.Length;
        directory.WriteTo(file);
        Write(file, [0x50, 0x4B, 5, 6, 0, 0, 0, 0]);
        U16(file, (ushort)parts.Count);
        U16(file, (ushort)parts.Count);
        U32(file, (uint)directory.Length);
        U32(file, start);
        U16(file, (ushort)comment.Length);
        file.Write(comment);
        return file.ToArray();
    }

    private static void Header(Stream to, FuzzPart part, uint crc, uint packed, uint size, int name)
    {
        U16(to, 20);
        U16(to, (ushort)(part.Flags | 0x800));
        U16(to, part.Method);
        U32(to, 0x00210000);
        U32(to, crc);
        U32(to, packed);
        U32(to, size);
        U16(to, (ushort)name);
        U16(to, 0);
    }

    private static byte[] Deflated(byte[] content)
    {
        var packed = new MemoryStream();
        using (var deflate = new DeflateStream(packed, CompressionLevel.Fastest, leaveOpen: true))
            deflate.Write(content);
        return packed.ToArray();
    }

    private static uint Crc(byte[] content) => ~content.Aggregate(0xFFFFFFFF, (crc, one) => Table[(crc ^ one) & 0xFF] ^ (crc >> 8));

    private static void Write(Stream to, ReadOnlySpan<byte> bytes) => to.Write(bytes);

    private static void U16(Stream to, ushort value)
    {
        Span<byte> bytes = stackalloc byte[2];
        BinaryPrimitives.WriteUInt16LittleEndian(bytes, value);
        to.Write(bytes);
    }

    private static void U32(Stream to, uint value)
    {
        Span<byte> bytes = stackalloc byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, value);
        to.Write(bytes);
    }
}

/// <summary>Writes tables as the records of an XLS of 1997, and records as the stream of a compound file; reads the records of a compound file back.</summary>
internal static class FuzzXls
{
    internal const ushort Begin = 0x0809, End = 0x000A, SheetOfBook = 0x0085;
    private const int Sector = 512;

    internal static List<FuzzRecord> Of(List<FuzzTable> tables, Random random)
    {
        var numbers = random.Next(3) > 0;
        List<FuzzRecord> records = [new(Begin, Bof(0x0005)), new(0x0042, [0xB0, 0x04])];
        var places = tables.Select(table => new FuzzRecord(SheetOfBook, [0, 0, 0, 0, 0, 0, (byte)int.Min(table.Name.Length, 31), 1, .. Encoding.Unicode.GetBytes(table.Name.Length > 31 ? table.Name[..31] : table.Name)])).ToList();
        records.AddRange(places);
        records.Add(new(End, []));
        var at = records.Sum(record => record.Data.Length + 4);
        foreach (var (table, place) in tables.Zip(places))
        {
            BinaryPrimitives.WriteInt32LittleEndian(place.Data, at);
            List<FuzzRecord> sheet = [new(Begin, Bof(0x0010)), new(0x0200, Dimensions(table))];
            for (var row = 0; row < table.Rows.Count; row++)
            {
                for (var column = 0; column < table.Rows[row].Count; column++)
                {
                    if (table.Rows[row][column].Length > 0)
                        sheet.Add(Cell(table.Rows[row][column], row, column));
                }
            }
            sheet.Add(new(End, []));
            records.AddRange(sheet);
            at += sheet.Sum(record => record.Data.Length + 4);
        }
        return records;

        FuzzRecord Cell(string text, int row, int column)
        {
            byte[] head = [.. Two(row), .. Two(column), 0, 0];
            if (text[0] == '#')
                return new(0x0205, [.. head, 0x2A, 1]);
            if (numbers && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number))
                return new(0x0203, [.. head, .. BitConverter.GetBytes(number)]);
            var kept = text.Length > 2_000 ? text[..2_000] : text;
            return new(0x0204, [.. head, .. Two(kept.Length), 1, .. Encoding.Unicode.GetBytes(kept)]);
        }
    }

    private static byte[] Two(int number) => BitConverter.GetBytes(unchecked((ushort)number));

    private static byte[] Bof(ushort type) => [0, 6, .. Two(type), 0xBB, 0x0D, 0xCC, 0x07, 0, 0, 0, 0, 6, 0, 0, 0];

    private static byte[] Dimensions(FuzzTable table)
    {
        var data = new byte[14];
        BinaryPrimitives.WriteInt32LittleEndian(data.AsSpan(4), table.Rows.Count);
        BinaryPrimitives.WriteUInt16LittleEndian(data.AsSpan(10), (ushort)int.Min(ushort.MaxValue, table.Rows.Select(row => row.Count).DefaultIfEmpty(0).Max()));
        return data;
    }

    /// <summary>One FAT for up to 109 sectors of it, the directory in its first sector, then the stream, never a small one.</summary>
    /// <param name="placed">The places of the sheets are worked out anew, so that a record more or less does not hide them all.</param>
    internal static byte[] Compound(List<FuzzRecord> records, bool placed)
    {
        if (placed)
            Place(records);
        var stream = new MemoryStream();
        Span<byte> head = stackalloc byte[4];
        foreach (var record in records)
        {
            BinaryPrimitives.WriteUInt16LittleEndian(head, record.Id);
            BinaryPrimitives.WriteUInt16LittleEndian(head[2..], record.Length ?? (ushort)int.Min(record.Data.Length, ushort.MaxValue));
            stream.Write(head);
            stream.Write(record.Data);
        }
        var length = (int)long.Max(stream.Length, 4096);
        var sectors = (length + Sector - 1) / Sector;
        var fats = 1;
        while (fats * (Sector / 4) < sectors + 1 + fats)
            fats++;
        fats = int.Min(fats, 109);
        var bytes = new byte[Sector * (1 + fats + 1 + sectors)];
        ReadOnlySpan<byte> magic = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];
        magic.CopyTo(bytes);
        U16(24, 0x3E);
        U16(26, 3);
        U16(28, 0xFFFE);
        U16(30, 9);
        U16(32, 6);
        U32(44, (uint)fats);
        U32(48, (uint)fats);
        U32(56, 4096);
        U32(60, 0xFFFFFFFE);
        U32(68, 0xFFFFFFFE);
        for (var i = 0; i < 109; i++)
            U32(76 + i * 4, i < fats ? (uint)i : 0xFFFFFFFF);
        for (var i = 0; i < fats * (Sector / 4); i++)
            U32(Sector + i * 4, i < fats ? 0xFFFFFFFD : i == fats || i == fats + sectors ? 0xFFFFFFFE : i > fats + sectors ? 0xFFFFFFFF : (uint)i + 1);
        var directory = Sector * (1 + fats);
        Entry(0, "Root Entry", 5, 1, 0xFFFFFFFE, 0);
        Entry(1, "Workbook", 2, 0xFFFFFFFF, (uint)fats + 1, (uint)length);
        stream.ToArray().CopyTo(bytes, Sector * (1 + fats + 1));
        return bytes;

        void Entry(int index, string name, byte type, uint child, uint start, uint size)
        {
            var at = directory + index * 128;
            Encoding.Unicode.GetBytes(name).CopyTo(bytes, at);
            U16(at + 64, (ushort)((name.Length + 1) * 2));
            bytes[at + 66] = type;
            U32(at + 68, 0xFFFFFFFF);
            U32(at + 72, 0xFFFFFFFF);
            U32(at + 76, child);
            U32(at + 116, start);
            U32(at + 120, size);
        }
        void U16(int at, ushort value) => BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(at), value);
        void U32(int at, uint value) => BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(at), value);
    }

    private static void Place(List<FuzzRecord> records)
    {
        var (at, depth) = (0, 0);
        var places = new List<int>();
        foreach (var record in records)
        {
            if (record.Id == Begin && depth++ == 0)
                places.Add(at);
            else if (record.Id == End)
                depth--;
            at += 4 + record.Data.Length;
        }
        foreach (var (record, place) in records.Where(record => record.Id == SheetOfBook && record.Data.Length >= 4).Zip(places.Skip(1)))
        {
            // The data may be shared with the seed, or with the same record elsewhere.
            record.Data = [.. record.Data];
            BinaryPrimitives.WriteInt32LittleEndian(record.Data, place);
        }
    }

    /// <summary>The records of a file of our own seeds: its first FAT sectors and the stream "Workbook", which is no small one.</summary>
    internal static List<FuzzRecord> Read(byte[] file)
    {
        var directory = At(U32(48));
        var entry = Enumerable.Range(0, 16).Select(index => directory + index * 128).First(at => Encoding.Unicode.GetString(file, at, 16) == "Workbook");
        var (sector, left) = (U32(entry + 116), (int)U32(entry + 120));
        var stream = new MemoryStream();
        for (; left > 0; left -= Sector, sector = U32(At(U32(76 + (int)sector / 128 * 4)) + (int)sector % 128 * 4))
            stream.Write(file, At(sector), int.Min(Sector, left));
        var (bytes, records) = (stream.ToArray(), new List<FuzzRecord>());
        for (var at = 0; at + 4 <= bytes.Length;)
        {
            var length = BinaryPrimitives.ReadUInt16LittleEndian(bytes.AsSpan(at + 2));
            records.Add(new(BinaryPrimitives.ReadUInt16LittleEndian(bytes.AsSpan(at)), bytes[(at + 4)..int.Min(at + 4 + length, bytes.Length)]));
            at += 4 + length;
        }
        return records;

        uint U32(int at) => BinaryPrimitives.ReadUInt32LittleEndian(file.AsSpan(at));
        static int At(uint sector) => Sector * ((int)sector + 1);
    }
}
