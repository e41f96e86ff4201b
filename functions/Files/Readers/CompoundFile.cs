using System.Buffers.Binary;
using System.Text;

namespace Monitoring.Files.Readers;

/// <summary>
/// The compound file (OLE2) that an XLS file and an encrypted XLSX file are: a small file system of named streams, [MS-CFB].
/// Read only as far as to tell what it holds and to fetch the workbook. Every chain is bounded by the size of the file, so a
/// hostile one cannot send us in circles.
/// </summary>
internal sealed class CompoundFile
{
    private const int EntrySize = 128;
    private const uint LastSector = 0xFFFFFFFA;
    private const byte TypeStream = 2, TypeRoot = 5;

    private readonly byte[] _bytes;
    private readonly int _sectorSize, _miniSectorSize;
    private readonly uint _miniCutOff, _miniStart;
    private readonly List<uint> _fat;
    private readonly List<(string Name, byte Type, uint Start, long Size)> _entries = [];

    private CompoundFile(byte[] bytes)
    {
        _bytes = bytes;
        _sectorSize = 1 << U16(30);
        _miniSectorSize = 1 << U16(32);
        _miniCutOff = U32(56);
        _miniStart = U32(60);
        _fat = Fat();
        ReadDirectory(Chain(U32(48)));
    }

    internal static ReadOnlySpan<byte> Magic => [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];

    /// <summary>Null when there is no directory to be found.</summary>
    internal static CompoundFile? Open(byte[] bytes)
    {
        if (bytes.Length < 512 || BinaryPrimitives.ReadUInt16LittleEndian(bytes.AsSpan(30)) is not (9 or 12) || BinaryPrimitives.ReadUInt16LittleEndian(bytes.AsSpan(32)) != 6)
            return null;
        var file = new CompoundFile(bytes);
        return file._entries.Count == 0 ? null : file;
    }

    internal bool Has(string stream) => _entries.Exists(entry => entry.Type == TypeStream && entry.Name.Equals(stream, StringComparison.OrdinalIgnoreCase));

    /// <summary>The content of a stream, as far as it is there; null when there is no such stream.</summary>
    internal byte[]? Stream(string name)
    {
        var entry = _entries.Find(entry => entry.Type == TypeStream && entry.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
        if (entry.Name is null)
            return null;
        var content = entry.Size < _miniCutOff ? MiniChain(entry.Start) : Chain(entry.Start);
        return content.Length > entry.Size ? content[..(int)entry.Size] : content;
    }

    /// <summary>
    /// Keeps the root and the streams directly in it, which stand in a binary tree of siblings. Streams deeper down belong to
    /// embedded objects: a workbook with a Word document in it is still a workbook.
    /// </summary>
    private void ReadDirectory(byte[] directory)
    {
        if (directory.Length < EntrySize || directory[66] != TypeRoot)
            return;
        var count = directory.Length / EntrySize;
        var waiting = new Stack<uint>([Keep(directory, 0).Child]);
        var seen = new HashSet<uint>();
        while (waiting.TryPop(out var index))
        {
            if (index >= count || !seen.Add(index))
                continue;
            var (_, left, right) = Keep(directory, (int)index);
            waiting.Push(left);
            waiting.Push(right);
        }
    }

    private (uint Child, uint Left, uint Right) Keep(byte[] directory, int index)
    {
        var entry = directory.AsSpan(index * EntrySize, EntrySize);
        int length = BinaryPrimitives.ReadUInt16LittleEndian(entry[64..]);
        if (length is >= 2 and <= 64)
            _entries.Add((Encoding.Unicode.GetString(entry[..(length - 2)]), entry[66], Number(entry, 116), Number(entry, 120)));
        return (Number(entry, 76), Number(entry, 68), Number(entry, 72));

        static uint Number(ReadOnlySpan<byte> entry, int at) => BinaryPrimitives.ReadUInt32LittleEndian(entry[at..]);
    }

    private List<uint> Fat()
    {
        var fat = new List<uint>();
        for (var i = 0; i < 109; i++)
            AddFatSector(fat, U32(76 + i * 4));
        var sector = U32(68);
        for (var seen = 0; sector < LastSector && seen < _bytes.Length / _sectorSize && Sector(sector, out var at); seen++)
        {
            for (var i = 0; i < _sectorSize - 4; i += 4)
                AddFatSector(fat, U32(at + i));
            sector = U32(at + _sectorSize - 4);
        }
        return fat;
    }

    private void AddFatSector(List<uint> fat, uint sector)
    {
        // A list of the sectors of the file needs no more entries than the file has sectors.
        if (sector >= LastSector || fat.Count > _bytes.Length / _sectorSize || !Sector(sector, out var at))
            return;
        for (var i = 0; i < _sectorSize; i += 4)
            fat.Add(U32(at + i));
    }

    private byte[] Chain(uint sector)
    {
        using var content = new MemoryStream();
        for (var seen = 0; sector < LastSector && seen <= _fat.Count && Sector(sector, out var at); seen++)
        {
            content.Write(_bytes, at, _sectorSize);
            sector = sector < _fat.Count ? _fat[(int)sector] : LastSector;
        }
        return content.ToArray();
    }

    /// <summary>Small streams stand in the root's own stream, in sectors of 64 bytes with a list of their own.</summary>
    private byte[] MiniChain(uint sector)
    {
        var root = Chain(_entries.Find(entry => entry.Type == TypeRoot).Start);
        var list = Chain(_miniStart);
        using var content = new MemoryStream();
        for (var seen = 0; seen <= list.Length / 4 && (sector + 1L) * _miniSectorSize <= root.Length; seen++)
        {
            content.Write(root, (int)sector * _miniSectorSize, _miniSectorSize);
            sector = sector * 4L + 4 <= list.Length ? BinaryPrimitives.ReadUInt32LittleEndian(list.AsSpan((int)sector * 4)) : LastSector;
        }
        return content.ToArray();
    }

    /// <summary>Where a sector begins; false when the file does not reach that far.</summary>
    private bool Sector(uint sector, out int at)
    {
        var start = (sector + 1L) * _sectorSize;
        at = start + _sectorSize <= _bytes.Length ? (int)start : 0;
        return at > 0;
    }

    private int U16(int at) => BinaryPrimitives.ReadUInt16LittleEndian(_bytes.AsSpan(at));

    private uint U32(int at) => BinaryPrimitives.ReadUInt32LittleEndian(_bytes.AsSpan(at));
}
