using System.Buffers;
using System.Text;
using System.Text.Unicode;
using Monitoring.Core.Kernel;
using Monitoring.Core.Validation;

namespace Monitoring.Files.Readers;

/// <summary>Finds out in which encoding a text file is written, without ever putting U+FFFD in the place of a letter.</summary>
internal static class CsvEncoding
{
    /// <summary>Control characters that have no place in a table. Tab, line feed and carriage return have.</summary>
    private static readonly SearchValues<byte> Controls = SearchValues.Create(
        [.. Enumerable.Range(0, 0x20).Where(value => value is not ('\t' or '\r' or '\n')).Select(value => (byte)value), 0x7F]);

    /// <summary>The five bytes to which Windows-1252 gives no letter.</summary>
    private static readonly SearchValues<byte> NoLetter = SearchValues.Create([0x81, 0x8D, 0x8F, 0x90, 0x9D]);

    private static readonly Encoding Windows1252 = Codepages.Get(1252);

    /// <summary>The text in UTF-8 without byte order mark, and a warning about it; or why it is refused.</summary>
    internal readonly record struct Decoded(ReadOnlyMemory<byte> Text, Finding? Warning, Finding? Refusal);

    internal static Decoded Decode(byte[] bytes)
    {
        if (IsUtf16(bytes))
            return new(default, null, FileRules.Utf16.Found("The file is Unicode text of two or four bytes a letter (UTF-16 or UTF-32), not UTF-8."));
        var skip = bytes.AsSpan().StartsWith(Encoding.UTF8.Preamble) ? Encoding.UTF8.Preamble.Length : 0;
        var text = bytes.AsMemory(skip);
        var control = IndexOfControl(text.Span);
        if (control >= 0)
            return new(default, null, Refused(text.Span, control, "a control character"));
        return Utf8.IsValid(text.Span) ? new(text, Lost(text.Span), null) : Other(text);
    }

    /// <summary>Also without byte order mark: text in our alphabet has a NUL in every second byte then.</summary>
    internal static bool IsUtf16(ReadOnlySpan<byte> bytes)
    {
        if (bytes.StartsWith(Encoding.Unicode.Preamble) || bytes.StartsWith(Encoding.BigEndianUnicode.Preamble) || bytes.StartsWith(Encoding.UTF32.Preamble))
            return true;
        var start = bytes[..int.Min(bytes.Length & ~1, 512)];
        int even = 0, odd = 0;
        for (var i = 0; i < start.Length; i += 2)
        {
            even += start[i] == 0 ? 1 : 0;
            odd += start[i + 1] == 0 ? 1 : 0;
        }
        // Four fifths of one side and next to none of the other: a few letters outside Latin-1 do not hide it, noise does not look like it.
        var pairs = start.Length / 2;
        return pairs >= 4 && int.Max(even, odd) * 5 >= pairs * 4 && int.Min(even, odd) * 20 <= pairs;
    }

    internal static int IndexOfControl(ReadOnlySpan<byte> bytes) => bytes.IndexOfAny(Controls);

    private static Decoded Other(ReadOnlyMemory<byte> text)
    {
        var (first, letters, cutOff) = FirstInvalid(text.Span);
        // A letter of two bytes or more of which only the beginning is there, at the very end of a file whose other letters are right.
        if (cutOff && letters > 0)
            return new(default, null, FileRules.CutOff.Found("The file ends in the middle of a letter.", line: LineOf(text.Span, first)));
        var none = text.Span.IndexOfAny(NoLetter);
        if (none >= 0)
            return new(default, null, Refused(text.Span, none, "a byte that stands for no letter in UTF-8 or in Windows-1252"));
        var cell = Windows1252.GetString(Around(text.Span, first));
        var warning = FileRules.Windows1252.Found(
            $"The file is not in UTF-8 and was read as Windows-1252, the older encoding of Excel. The first place where it matters is on line {LineOf(text.Span, first)}: '{cell}'.",
            line: LineOf(text.Span, first), value: cell);
        return new(Encoding.Convert(Windows1252, Encoding.UTF8, text.ToArray()), warning, null);
    }

    private static (int Index, int LettersBefore, bool CutOff) FirstInvalid(ReadOnlySpan<byte> text)
    {
        int at = 0, letters = 0;
        while (true)
        {
            var next = text[at..].IndexOfAnyInRange((byte)0x80, (byte)0xFF);
            if (next < 0)
                return (text.Length - 1, letters, false);
            at += next;
            var status = Rune.DecodeFromUtf8(text[at..], out _, out var length);
            if (status != OperationStatus.Done)
                return (at, letters, status == OperationStatus.NeedMoreData);
            at += length;
            letters++;
        }
    }

    /// <summary>A file that holds U+FFFD lost those letters before it reached us, most often by being opened as UTF-8 when it was not.</summary>
    private static Finding? Lost(ReadOnlySpan<byte> text)
    {
        var at = text.IndexOf("\uFFFD"u8);
        if (at < 0)
            return null;
        // The cell is not quoted: it has not been screened for patient data.
        return FileRules.Windows1252.Found($"Line {LineOf(text, at)} holds the sign \uFFFD: letters were lost before the file was sent.", line: LineOf(text, at));
    }

    private static Finding Refused(ReadOnlySpan<byte> text, int at, string what) =>
        FileRules.Text.Found($"Line {Words.Number(LineOf(text, at))} holds {what} (0x{text[at]:X2}), which no text has.", line: LineOf(text, at));

    /// <summary>The cell around a place, as well as it can be told before the columns are known.</summary>
    private static ReadOnlySpan<byte> Around(ReadOnlySpan<byte> text, int at)
    {
        var ends = "\",;\t|\r\n"u8;
        var before = text[int.Max(0, at - 40)..at];
        var after = text[at..int.Min(text.Length, at + 40)];
        var end = after.IndexOfAny(ends);
        return text[(at - before.Length + before.LastIndexOfAny(ends) + 1)..(at + (end < 0 ? after.Length : end))].Trim((byte)' ');
    }

    /// <summary>The line as a spreadsheet shows it: a line break between quotation marks does not make a new one.</summary>
    private static int LineOf(ReadOnlySpan<byte> text, int at)
    {
        var line = 1;
        var quoted = false;
        for (var i = 0; i < at; i++)
        {
            if (text[i] == '"')
                quoted = !quoted;
            else if (!quoted && (text[i] == '\n' || (text[i] == '\r' && text[i + 1] != '\n')))
                line++;
        }
        return line;
    }
}
