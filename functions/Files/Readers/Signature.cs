using System.Buffers;
using System.Collections.Immutable;
using System.Text;
using Monitoring.Core.Returns;
using Monitoring.Core.Validation;

namespace Monitoring.Files.Readers;

/// <summary>Tells from its bytes what a file is: names are often wrong, and a CSV reader makes nonsense of a workbook without complaint.</summary>
internal static class Signature
{
    private static readonly SearchValues<byte> White = SearchValues.Create(" \t\r\n\0"u8);

    private static readonly ImmutableArray<(byte[] Start, string What)> Binary =
    [
        ([.. "%PDF"u8], "a PDF document"),
        ([0x89, .. "PNG"u8], "a picture (PNG)"),
        ([0xFF, 0xD8, 0xFF], "a picture (JPEG)"),
        ([.. "GIF8"u8], "a picture (GIF)"),
        ([.. "II*\0"u8], "a picture (TIFF)"),
        ([.. "MM\0*"u8], "a picture (TIFF)"),
        ([0x1F, 0x8B], "a compressed file (gzip)"),
        ([.. "7z"u8, 0xBC, 0xAF], "a compressed file (7z)"),
        ([.. "Rar!"u8], "a compressed file (RAR)"),
        ([.. "{\\rtf"u8], "a text document (RTF)"),
        ([.. "PAR1"u8], "a Parquet file"),
        ([.. "SQLite format 3"u8], "a database (SQLite)"),
        // BIFF 2 to 8 without the compound file around it, as some old programs write.
        ([0x09, 0x00, 0x04, 0x00], "an Excel file of version 2"),
        ([0x09, 0x02, 0x06, 0x00], "an Excel file of version 3"),
        ([0x09, 0x04, 0x06, 0x00], "an Excel file of version 4"),
        ([0x09, 0x08, 0x08, 0x00], "a part of an Excel file of version 5"),
        ([0x09, 0x08, 0x10, 0x00], "a part of an Excel file of version 97"),
    ];

    private static readonly ImmutableArray<(string Part, string What)> Packages =
    [
        ("xl/workbook.bin", "a binary Excel workbook (.xlsb)"),
        ("word/document.xml", "a Word document (.docx)"),
        ("ppt/presentation.xml", "a PowerPoint presentation (.pptx)"),
    ];

    private static readonly ImmutableArray<(string Stream, string What)> Compounds =
    [
        ("WordDocument", "a Word document (.doc)"),
        ("PowerPoint Document", "a PowerPoint presentation (.ppt)"),
        ("__properties_version1.0", "an Outlook message (.msg)"),
    ];

    /// <summary>No bytes, or nothing but white space, with or without a byte order mark; also the same in UTF-16.</summary>
    internal static bool IsBlank(ReadOnlySpan<byte> bytes)
    {
        var rest = bytes.StartsWith(Encoding.UTF8.Preamble) ? bytes[3..]
            : bytes.StartsWith(Encoding.Unicode.Preamble) || bytes.StartsWith(Encoding.BigEndianUnicode.Preamble) ? bytes[2..]
            : bytes;
        return !rest.ContainsAnyExcept(White);
    }

    /// <summary>The kind of a file that is not blank, or why it is refused.</summary>
    internal static (FileKind Kind, Finding? Refusal) Of(byte[] bytes, FileName name)
    {
        ReadOnlySpan<byte> span = bytes;
        if (span.StartsWith("PK\x03\x04"u8) || span.StartsWith("PK\x05\x06"u8))
            return OfArchive(bytes, name);
        if (span.StartsWith(CompoundFile.Magic))
            return OfCompound(bytes, name);
        foreach (var (start, what) in Binary)
        {
            if (span.StartsWith(start))
                return Unknown(what);
        }
        if (Markup(span) is { } markup)
            return Unknown(markup);
        // Noise under the name of a workbook is refused as what it is; under the name of a CSV the reader of CSV says where the noise is.
        if (name.Says != FileKind.Csv && !CsvEncoding.IsUtf16(span) && CsvEncoding.IndexOfControl(span) >= 0)
            return Unknown("neither text nor a workbook");
        return (FileKind.Csv, null);
    }

    private static (FileKind, Finding?) OfArchive(byte[] bytes, FileName name)
    {
        var archive = Archive.Open(bytes);
        if (archive is null)
            return (name.Says ?? FileKind.Unknown, FileRules.Damaged.Found("The file begins like an Excel workbook, but its end is missing or damaged."));
        using (archive)
        {
            if (archive.Has("xl/workbook.xml"))
                return (FileKind.Xlsx, null);
            foreach (var (part, what) in Packages)
            {
                if (archive.Has(part))
                    return Unknown(what);
            }
            return Unknown(archive.Has("content.xml") && archive.Has("mimetype") ? "an OpenDocument file (.ods, .odt)" : "a ZIP archive without a workbook in it");
        }
    }

    private static (FileKind, Finding?) OfCompound(byte[] bytes, FileName name)
    {
        if (CompoundFile.Open(bytes) is not { } compound)
            return (name.Says ?? FileKind.Unknown, FileRules.Damaged.Found("The file begins like an Excel workbook of the older kind (.xls), but its directory is missing or damaged."));
        if (compound.Has("EncryptedPackage"))
            return (name.Says ?? FileKind.Unknown, FileRules.Protected.Found("The file is encrypted: it opens only with a password."));
        foreach (var (stream, what) in Compounds)
        {
            if (compound.Has(stream))
                return Unknown(what);
        }
        return compound.Has("Workbook") || compound.Has("Book") ? (FileKind.Xls, null) : Unknown("an Office file without a workbook in it");
    }

    private static string? Markup(ReadOnlySpan<byte> bytes)
    {
        var start = Encoding.Latin1.GetString(bytes[..int.Min(bytes.Length, 4096)]).TrimStart('\u00EF', '\u00BB', '\u00BF', ' ', '\t', '\r', '\n').ToLowerInvariant();
        if (start.StartsWith("mime-version:", StringComparison.Ordinal))
            return "a web archive (MHT)";
        if (start is ['{' or '[', .. var rest] && rest.AsSpan().TrimStart() is [var next, ..] && next == (start[0] == '{' ? '"' : '{'))
            return "a JSON document";
        if (start.Length < 2 || start[0] != '<' || !(char.IsAsciiLetter(start[1]) || start[1] is '!' or '?'))
            return null;
        if (start.Contains("urn:schemas-microsoft-com:office:spreadsheet", StringComparison.Ordinal))
            return "an XML spreadsheet of 2003";
        // Many systems export a web page under the name .xls; Excel opens it with a warning that people have learnt to click away.
        return start.Contains("<html", StringComparison.Ordinal) || start.Contains("<table", StringComparison.Ordinal) || start.Contains("<!doctype html", StringComparison.Ordinal)
            ? "a web page (HTML)"
            : "an XML document";
    }

    private static (FileKind, Finding?) Unknown(string what) => (FileKind.Unknown, FileRules.UnknownKind.Found($"The file seems to be {what}, not a CSV, XLSX or XLS file."));
}
