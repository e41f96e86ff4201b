using System.Buffers;
using System.IO.Compression;
using Monitoring.Core.Kernel;
using Monitoring.Core.Validation;

namespace Monitoring.Files.Readers;

/// <summary>The ZIP archive that an XLSX file is, looked at before any library unpacks it.</summary>
internal sealed class Archive : IDisposable
{
    private readonly ZipArchive _zip;

    private Archive(ZipArchive zip) => _zip = zip;

    /// <summary>Null when the directory at the end of the archive cannot be read.</summary>
    internal static Archive? Open(byte[] bytes)
    {
        ZipArchive? zip = null;
        try
        {
            zip = new ZipArchive(new MemoryStream(bytes, writable: false), ZipArchiveMode.Read);
            // Reads the directory, which the constructor need not have done.
            _ = zip.Entries.Count;
            return new Archive(zip);
        }
        catch (InvalidDataException)
        {
            zip?.Dispose();
            return null;
        }
    }

    internal bool Has(string part) => _zip.Entries.Any(entry => Part(entry).Equals(part, StringComparison.OrdinalIgnoreCase));

    /// <summary>Null when there is no such part.</summary>
    internal Stream? OpenPart(string part) => _zip.Entries.FirstOrDefault(entry => Part(entry).Equals(part, StringComparison.OrdinalIgnoreCase))?.Open();

    /// <summary>
    /// Unpacks every entry into nothing and counts, because the sizes in an archive's directory can lie.
    /// Returns why the archive is refused, and else which parts may hold a cell with an error.
    /// </summary>
    internal (Finding? Refusal, IReadOnlySet<string> WithErrors) Check()
    {
        var withErrors = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        if (_zip.Entries.Count > Limits.ArchiveEntries)
            return (FileRules.Expands.Found($"The workbook consists of {Words.Number(_zip.Entries.Count)} parts; at most {Words.Number(Limits.ArchiveEntries)} are unpacked."), withErrors);

        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var buffer = new byte[1 << 16];
        var unpacked = 0L;
        foreach (var entry in _zip.Entries)
        {
            var part = Part(entry);
            if (part.Split('/').Contains(".."))
                return (FileRules.Expands.Found($"A part of the workbook is named '{part}', which points out of the workbook.", value: part), withErrors);
            // Of two parts with one name, one reader would show what another one does not.
            if (!names.Add(part))
                return (FileRules.Damaged.Found($"Two parts of the workbook have the same name, '{part}'.", value: part), withErrors);
            var mark = new ErrorMark();
            using var stream = entry.Open();
            for (int read; (read = stream.Read(buffer)) > 0;)
            {
                unpacked += read;
                if (unpacked > Limits.UnpackedBytes)
                    return (FileRules.Expands.Found($"The workbook unpacks to more than {Limits.UnpackedBytes >> 20} MB."), withErrors);
                mark.Look(buffer.AsSpan(0, read));
            }
            if (mark.Seen)
                withErrors.Add(part);
        }
        return (null, withErrors);
    }

    public void Dispose() => _zip.Dispose();

    /// <summary>Some programs write backslashes, which Excel accepts.</summary>
    private static string Part(ZipArchiveEntry entry) => entry.FullName.Replace('\\', '/');

    /// <summary>Looks for <c>t="e"</c>, the mark of an error, in pieces of a part: few sheets have one, and only those are read for it.</summary>
    private struct ErrorMark
    {
        private static readonly SearchValues<string> Marks = SearchValues.Create(["t=\"e\"", "t='e'"], StringComparison.Ordinal);

        private string _end;

        internal bool Seen { get; private set; }

        internal void Look(ReadOnlySpan<byte> piece)
        {
            if (Seen)
                return;
            var start = _end + System.Text.Encoding.Latin1.GetString(piece[..int.Min(piece.Length, 4)]);
            Seen = start.AsSpan().ContainsAny(Marks) || piece.IndexOf("t=\"e\""u8) >= 0 || piece.IndexOf("t='e'"u8) >= 0;
            _end = System.Text.Encoding.Latin1.GetString(piece[int.Max(0, piece.Length - 4)..]);
        }
    }
}
