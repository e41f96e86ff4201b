using System.Buffers;
using System.IO.Compression;
using System.Text;
using System.Xml;
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
    /// Returns why the archive is refused, and else which parts may hold a cell with a formula or an error.
    /// </summary>
    internal (Finding? Refusal, IReadOnlySet<string> WithFormulas) Check(Limits limits)
    {
        var withFormulas = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        if (_zip.Entries.Count > limits.Parts)
            return (FileRules.Expands.Found($"The workbook consists of {Words.Number(_zip.Entries.Count)} parts; at most {Words.Number(limits.Parts)} are unpacked."), withFormulas);

        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var buffer = new byte[1 << 16];
        var unpacked = 0L;
        foreach (var entry in _zip.Entries)
        {
            var part = Part(entry);
            if (part.Split('/').Contains(".."))
                return (FileRules.Expands.Found($"A part of the workbook is named '{part}', which points out of the workbook.", value: part), withFormulas);
            // Of two parts with one name, one reader would show what another one does not.
            if (!names.Add(part))
                return (FileRules.Damaged.Found($"Two parts of the workbook have the same name, '{part}'.", value: part), withFormulas);
            var marks = new Marks(part);
            using var stream = entry.Open();
            for (int read; (read = stream.Read(buffer)) > 0;)
            {
                unpacked += read;
                if (unpacked > (long)limits.UnpackedMegabytes << 20)
                    return (FileRules.Expands.Found($"The workbook unpacks to more than {Words.Number(limits.UnpackedMegabytes)} MB."), withFormulas);
                marks.Look(buffer.AsSpan(0, read));
                // Before any library parses the part: entities of a declaration can name files of this machine, or grow without end.
                if (marks.DocumentType)
                    return (FileRules.DocumentType.Found($"The part '{part}' of the workbook has a document type declaration (<!DOCTYPE).", value: part), withFormulas);
            }
            if (marks.Formulas)
                withFormulas.Add(part);
        }
        return (null, withFormulas);
    }

    /// <summary>
    /// Whether the elements of any part stand in one another deeper than stated. A library that makes a tree of such a part goes down it call in call and comes to the end of the
    /// stack, which takes the host with it: nothing catches that.
    /// </summary>
    internal bool NestsDeeperThan(int levels) => _zip.Entries.Any(entry => NestsDeeperThan(entry, levels));

    private static bool NestsDeeperThan(ZipArchiveEntry entry, int levels)
    {
        try
        {
            // More lenient than any library, so as to come at least as far.
            using var xml = XmlReader.Create(entry.Open(), new() { DtdProcessing = DtdProcessing.Ignore, XmlResolver = null, CheckCharacters = false, CloseInput = true });
            while (xml.Read())
            {
                if (xml.Depth > levels)
                    return true;
            }
            return false;
        }
        catch (Exception exception) when (exception is XmlException or InvalidDataException)
        {
            // A picture, or a part that breaks off here for everybody.
            return false;
        }
    }

    public void Dispose() => _zip.Dispose();

    /// <summary>Some programs write backslashes, which Excel accepts.</summary>
    private static string Part(ZipArchiveEntry entry) => entry.FullName.Replace('\\', '/');

    /// <summary>
    /// Looks for signs in pieces of a part: those of a formula or an error, since few sheets have one and only those are read for it, and that of a document type.
    /// Zero bytes are passed over, so that the signs are found in UTF-16 and UTF-32 too.
    /// </summary>
    private struct Marks(string part)
    {
        private const string Declaration = "<!DOCTYPE";

        private static readonly SearchValues<string> OfFormulas = SearchValues.Create(["t=\"e\"", "t='e'", "<f>", "<f ", "<f/", ":f>", ":f ", ":f/"], StringComparison.Ordinal);

        // Pictures and embedded files are not parsed; a drawing (SVG) among them may well have a document type.
        private readonly bool _parsed = !part.StartsWith("xl/media/", StringComparison.OrdinalIgnoreCase) && !part.StartsWith("xl/embeddings/", StringComparison.OrdinalIgnoreCase);

        private string _end = "";

        internal bool Formulas { get; private set; }

        internal bool DocumentType { get; private set; }

        internal void Look(ReadOnlySpan<byte> piece)
        {
            if (!_parsed)
                return;
            var text = Encoding.Latin1.GetString(piece);
            if (text.Contains('\0', StringComparison.Ordinal))
                text = text.Replace("\0", "", StringComparison.Ordinal);
            text = _end + text;
            Formulas = Formulas || text.AsSpan().ContainsAny(OfFormulas);
            DocumentType = DocumentType || text.Contains(Declaration, StringComparison.Ordinal);
            _end = text[int.Max(0, text.Length - Declaration.Length + 1)..];
        }
    }
}
