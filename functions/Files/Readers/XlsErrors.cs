using System.Buffers.Binary;

namespace Monitoring.Files.Readers;

/// <summary>
/// Finds the cells with an error in the sheets of an XLS: records BOOLERR and FORMULA of [MS-XLS] and its forerunner of 1995. A formula always has a result in this
/// format: a program that works none out writes 0 or an empty text, which nothing tells from a real one.
/// </summary>
internal static class XlsErrors
{
    private const int EndOfSheet = 0x000A, BeginOfSheet = 0x0809, Encrypted = 0x002F, SheetOfBook = 0x0085;
    private const int Formula = 0x0006, Formula3 = 0x0206, Formula4 = 0x0406, TruthOrError = 0x0205;
    private const byte OrdinarySheet = 0, ErrorResult = 2;

    /// <summary>Null when the workbook is encrypted.</summary>
    internal static FailedCells? Read(CompoundFile file)
    {
        var errors = new FailedCells();
        if ((file.Stream("Workbook") ?? file.Stream("Book")) is not { } book)
            return errors;
        var sheets = new List<uint>();
        foreach (var (id, start, length) in Records(book, 0))
        {
            var record = book.AsSpan(start, length);
            if (id == Encrypted)
                return null;
            if (id == SheetOfBook && length >= 6 && record[5] == OrdinarySheet)
                sheets.Add(BinaryPrimitives.ReadUInt32LittleEndian(record));
        }
        for (var index = 0; index < sheets.Count; index++)
        {
            foreach (var (id, start, length) in Records(book, sheets[index]))
            {
                var record = book.AsSpan(start, length);
                var code = id switch
                {
                    TruthOrError when length >= 8 && record[7] == 1 => record[6],
                    Formula or Formula3 or Formula4 when length >= 14 && record[12] == 0xFF && record[13] == 0xFF && record[6] == ErrorResult => record[8],
                    _ => -1,
                };
                if (code >= 0)
                    errors.Add(index, BinaryPrimitives.ReadUInt16LittleEndian(record) + 1, BinaryPrimitives.ReadUInt16LittleEndian(record[2..]), Text(code));
            }
        }
        return errors;
    }

    /// <summary>The records from one place to the end of that sheet; sheets within it, which charts are, are passed over.</summary>
    private static IEnumerable<(int Id, int Start, int Length)> Records(byte[] book, uint from)
    {
        var depth = 0;
        for (var at = (long)from; at + 4 <= book.Length;)
        {
            int id = BinaryPrimitives.ReadUInt16LittleEndian(book.AsSpan((int)at));
            int length = BinaryPrimitives.ReadUInt16LittleEndian(book.AsSpan((int)at + 2));
            var start = at + 4;
            at = start + length;
            if (at > book.Length)
                yield break;
            if (id == BeginOfSheet)
                depth++;
            else if (id == EndOfSheet && --depth <= 0)
                yield break;
            else if (depth == 1)
                yield return (id, (int)start, length);
        }
    }

    private static string Text(int code) => code switch
    {
        0x00 => "#NULL!",
        0x07 => "#DIV/0!",
        0x0F => "#VALUE!",
        0x17 => "#REF!",
        0x1D => "#NAME?",
        0x24 => "#NUM!",
        _ => "#N/A",
    };
}
