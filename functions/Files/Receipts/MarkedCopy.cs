using System.Collections.Immutable;
using System.Globalization;
using Monitoring.Core.Returns;
using Monitoring.Core.Validation;
using Monitoring.Files.Readers;

namespace Monitoring.Files.Receipts;

/// <summary>
/// The sender's own file back, with a colour and a note on every cell that something is wrong with, and a sheet that lists it all.
/// The same file and findings give the same bytes. Nothing about a file is ever thrown: what cannot be marked comes back as a plain list.
/// </summary>
public static class MarkedCopy
{
    /// <summary>A comma-separated file with more findings is another kind of file, or was exported wrongly: marking each cell would help nobody.</summary>
    public const int MostFindingsOfCsv = 5_000;

    /// <summary>Levels of elements in a part. Excel and LibreOffice write some thirty, in drawings; a stack of one megabyte holds some thousands.</summary>
    private const int DeepestNesting = 256;

    /// <summary>
    /// A workbook (XLSX, XLSM) is edited and otherwise left as it is; a CSV becomes a workbook of its lines, every cell a text; for an XLS, and for
    /// whatever cannot be opened, there is a workbook of the findings alone, which says so.
    /// </summary>
    /// <param name="fileName">As the sender named it.</param>
    /// <param name="limits">Those within which the file was read; the defaults when none are given.</param>
    /// <returns>Null when there is nothing to mark, and for a CSV with more than <see cref="MostFindingsOfCsv"/> findings: <see cref="FindingsCsv"/> has them all.</returns>
    public static MarkedFile? Of(FileKind kind, byte[] original, string fileName, ImmutableArray<Finding> findings, Limits? limits = null)
    {
        limits ??= Limits.Default;
        if (findings.IsEmpty || (kind == FileKind.Csv && findings.Length > MostFindingsOfCsv))
            return null;
        var culture = Thread.CurrentThread.CurrentCulture;
        try
        {
            // As when it was read: what a library makes of a number must not hang on the machine.
            Thread.CurrentThread.CurrentCulture = CultureInfo.InvariantCulture;
            return kind switch
            {
                FileKind.Xlsx => OfWorkbook(original, fileName, findings, limits),
                FileKind.Csv => OfLines(original, fileName, findings, limits),
                FileKind.Xls => Plain(fileName, findings, "A workbook of the older kind .xls cannot be marked. Save yours as .xlsx and the next receipt has the marks in it."),
                _ => Plain(fileName, findings, "The file could not be opened as a CSV or a workbook, so there is nothing to put marks in."),
            };
        }
        catch (Exception)
        {
            // All of it is in memory, so whatever is thrown comes of the file: parts that contradict each other, or that no library knows.
            // The sender is owed the list even so.
            return Plain(fileName, findings, "Your file could not be marked: something in it is unusual. Everything that was found is listed here.");
        }
        finally
        {
            Thread.CurrentThread.CurrentCulture = culture;
        }
    }

    private static MarkedFile OfWorkbook(byte[] original, string fileName, ImmutableArray<Finding> findings, Limits limits)
    {
        using (var archive = Archive.Open(original))
        {
            // The same limits as for reading: a small file can unpack to more than the machine has.
            if (archive is null || archive.Check(limits).Refusal is not null)
                return Plain(fileName, findings, "Your file could not be opened, so there is nothing to put marks in.");
            if (archive.NestsDeeperThan(DeepestNesting))
                return Plain(fileName, findings, "Your file could not be marked: something in it is nested deeper than any spreadsheet program does. Everything that was found is listed here.");
        }
        var (content, macros) = WorkbookMarking.Mark(original, fileName, findings);
        var ending = Path.GetExtension(fileName).ToLowerInvariant() is { Length: > 0 } own ? own : macros ? ".xlsm" : ".xlsx";
        return new MarkedFile($"{Path.GetFileNameWithoutExtension(fileName)}-marked{ending}", ending == ".xlsm" ? MarkedFile.Xlsm : MarkedFile.Xlsx, content);
    }

    private static MarkedFile OfLines(byte[] original, string fileName, ImmutableArray<Finding> findings, Limits limits)
    {
        var content = ReturnFile.Read(new MemoryStream(original, writable: false), fileName, original.Length, limits);
        if (content.Sheets is not [var sheet])
            return Plain(fileName, findings, "The file could not be taken apart into lines and columns, so there is nothing to put marks in.");
        if (!LinesWorkbook.Holds(sheet))
            return Plain(fileName, findings, "The file is too large for a marked copy. Everything that was found is listed here with its line and column.");
        var here = findings.Select(finding => finding with { Sheet = finding.Line is null ? null : LinesWorkbook.SheetName }).ToImmutableArray();
        return new MarkedFile(NameOf(fileName, "marked"), MarkedFile.Xlsx, WorkbookMarking.Mark(LinesWorkbook.Of(sheet, here), fileName, here).Content);
    }

    private static MarkedFile Plain(string fileName, ImmutableArray<Finding> findings, string reason) =>
        new(NameOf(fileName, "findings"), MarkedFile.Xlsx, WorkbookMarking.Plain(fileName, findings, reason));

    private static string NameOf(string fileName, string word) => $"{Path.GetFileNameWithoutExtension(fileName)}-{word}.xlsx";
}
