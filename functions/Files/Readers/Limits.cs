namespace Monitoring.Files.Readers;

/// <summary>
/// How much of a file is unpacked and kept. The largest published return is a month of England, 20,622 rows of 15 columns, which is
/// 309,330 cells and 32 MB of XML: each limit is far above that and far below what would trouble the host.
/// </summary>
internal static class Limits
{
    internal const int ArchiveEntries = 2_000;

    internal const long UnpackedBytes = 200L << 20;

    /// <summary>Cells kept in memory over all sheets.</summary>
    internal const int Cells = 2_000_000;

    /// <summary>Rows times columns that one sheet may span, empty ones with it: each of them is looked at.</summary>
    internal const long Span = 200_000_000;

    /// <summary>Rows and columns of an Excel sheet. A workbook that has more was not written by a spreadsheet.</summary>
    internal const int Rows = 1_048_576;

    internal const int Columns = 16_384;

    /// <summary>Characters that an Excel cell can hold. A longer field of a CSV is rows swallowed by a quotation mark that was never closed.</summary>
    internal const int CellCharacters = 32_767;
}
