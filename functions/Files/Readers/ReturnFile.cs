using System.Globalization;
using Monitoring.Core.Kernel;
using Monitoring.Core.Returns;
using Monitoring.Core.Validation;

namespace Monitoring.Files.Readers;

/// <summary>Takes an uploaded file apart into sheets of text, whatever it turns out to be.</summary>
public static class ReturnFile
{
    /// <summary>
    /// Reads a file from its start. What is wrong with the content is in the findings, and nothing about it is ever thrown;
    /// a failure of <paramref name="content"/> itself (the disk, the network) is not the sender's and escapes.
    /// The whole file is held in memory, so that the two cannot be confused; <paramref name="maxBytes"/> bounds that.
    /// </summary>
    /// <param name="content">Seekable; left open.</param>
    /// <param name="fileName">As the sender named it. Only its ending is used, to be compared with the content.</param>
    /// <param name="maxBytes">A file of more bytes is refused unread (FILE-02).</param>
    /// <param name="limits">How much of it is unpacked and kept (FILE-08, FILE-21).</param>
    public static FileContent Read(Stream content, string fileName, long maxBytes, Limits limits) => Read(content, fileName, maxBytes, limits, _ => true);

    /// <summary>The same within <see cref="Limits.Default"/>.</summary>
    /// <inheritdoc cref="Read(Stream, string, long, Limits)"/>
    public static FileContent Read(Stream content, string fileName, long maxBytes) => Read(content, fileName, maxBytes, Limits.Default);

    /// <inheritdoc cref="Read(Stream, string, long, Limits)"/>
    /// <param name="wanted">Sheets of a workbook by name: the others are passed over unread.</param>
    internal static FileContent Read(Stream content, string fileName, long maxBytes, Limits limits, Func<string, bool> wanted)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(maxBytes, Array.MaxLength);
        content.Position = 0;
        if (content.Length > maxBytes)
            return Refused(FileKind.Unknown, FileRules.TooLarge.Found($"The file has {Megabytes(content.Length)} MB; at most {Megabytes(maxBytes)} MB are read."));

        var bytes = new byte[content.Length];
        content.ReadExactly(bytes);
        return Take(bytes, FileName.Of(fileName), limits, wanted);
    }

    internal static FileContent Refused(FileKind kind, Finding finding) => new(kind, [], [finding]);

    private static FileContent Take(byte[] bytes, FileName name, Limits limits, Func<string, bool> wanted)
    {
        if (Signature.IsBlank(bytes))
            return Refused(FileKind.Unknown, FileRules.Empty.Found(bytes.Length == 0 ? "The file is empty: it has 0 bytes." : $"The file holds nothing but {Words.Of(bytes.Length, "byte")} of white space."));
        var culture = Thread.CurrentThread.CurrentCulture;
        try
        {
            // The libraries read some numbers of a workbook, such as widths and places of columns, in the culture of the machine.
            Thread.CurrentThread.CurrentCulture = CultureInfo.InvariantCulture;
            var (kind, refusal) = Signature.Of(bytes, name);
            refusal ??= Differs(kind, name);
            if (refusal is not null)
                return Refused(kind, refusal);
            return kind == FileKind.Csv ? CsvFile.Read(bytes, limits) : WorkbookFile.Read(bytes, kind, limits, wanted);
        }
        catch (Exception exception)
        {
            // The file is all in memory: whatever is thrown here comes of its content, and a sender is owed an answer about it.
            // The type of the exception is the most that helps them when they ask us.
            return Refused(name.Says ?? FileKind.Unknown, FileRules.Damaged.Found($"The file cannot be read to its end; it seems to be damaged ({exception.GetType().Name})."));
        }
        finally
        {
            Thread.CurrentThread.CurrentCulture = culture;
        }
    }

    private static Finding? Differs(FileKind kind, FileName name) =>
        name.Ending.Length == 0 || name.Says == kind ? null : FileRules.NameDiffers.Found($"The file is {FileName.Words(kind)}, but its name ends in {name.Ending}.", value: name.Full);

    /// <summary>With one decimal, rounded up: what is above a limit never reads as equal to it.</summary>
    private static string Megabytes(long bytes) => Words.Number(decimal.Ceiling(bytes * 10m / (1 << 20)) / 10, 1);
}
