namespace Monitoring.Files.Readers;

/// <summary>
/// How much of a file is unpacked, looked at and kept. What is above a limit is refused with a finding that names the limit, never cut short. The largest published return
/// is a month of England, 20,622 rows of 15 columns, which is 309,330 cells and 32 MB of XML as a workbook: each default is far above that and far below what would
/// trouble the host. The size of the upload itself is policy (upload.max-megabytes), because senders plan by it.
/// </summary>
public sealed record Limits
{
    /// <summary>Rows and columns of an Excel sheet. A workbook that claims more was not written by a spreadsheet, whatever is configured.</summary>
    internal const int SheetRows = 1_048_576, SheetColumns = 16_384;

    private readonly int _parts = 2_000, _unpackedMegabytes = 200, _rows = SheetRows, _columns = SheetColumns, _cells = 2_000_000, _spanMillions = 200, _cellCharacters = 32_767;

    public static Limits Default { get; } = new();

    /// <summary>Parts in the archive that an XLSX is. A workbook has about ten, and one or two more for each sheet and picture; 2,000 is a workbook of hundreds of sheets.</summary>
    public int Parts { get => _parts; init => _parts = Positive(value, nameof(Parts)); }

    /// <summary>What all parts of an XLSX come to when unpacked, in MB of 2^20 bytes: six times the month of England. Packing makes honest XML many times smaller and a made-up part a thousand times, so the size of the upload bounds nothing.</summary>
    public int UnpackedMegabytes { get => _unpackedMegabytes; init => _unpackedMegabytes = Positive(value, nameof(UnpackedMegabytes)); }

    /// <summary>Lines of one sheet, down to its last. The default is what a spreadsheet can hold: more comes only of a CSV that no spreadsheet opens whole.</summary>
    public int Rows { get => _rows; init => _rows = Positive(value, nameof(Rows)); }

    /// <summary>Columns of one sheet, up to its last. The default is what a spreadsheet can hold.</summary>
    public int Columns { get => _columns; init => _columns = Positive(value, nameof(Columns)); }

    /// <summary>Cells kept in memory over all sheets: six times the month of England.</summary>
    public int Cells { get => _cells; init => _cells = Positive(value, nameof(Cells)); }

    /// <summary>Rows times columns that one sheet of a workbook may span, empty ones with it, in millions: each of them is looked at. A stray cell in the last row of a sheet is below it; one in the last row and column is not.</summary>
    public int SpanMillions { get => _spanMillions; init => _spanMillions = Positive(value, nameof(SpanMillions)); }

    /// <summary>Characters of one cell. The default is what an Excel cell can hold; a longer field of a CSV is rows swallowed by a quotation mark that was never closed.</summary>
    public int CellCharacters { get => _cellCharacters; init => _cellCharacters = Positive(value, nameof(CellCharacters)); }

    private static int Positive(int value, string name)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(value, name);
        return value;
    }
}
