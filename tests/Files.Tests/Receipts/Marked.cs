using ClosedXML.Excel;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using DocumentFormat.OpenXml.Validation;
using Monitoring.Core.Returns;
using Monitoring.Files.Receipts;
using Monitoring.Files.Tests.Readers;
using Sheet = DocumentFormat.OpenXml.Spreadsheet.Sheet;

namespace Monitoring.Files.Tests.Receipts;

/// <summary>Looks into a marked copy. Every one that a test makes goes through <see cref="Of"/>, which first asks whether Excel would open it.</summary>
internal static class Marked
{
    internal const string Red = "FFF7C9C7", Amber = "FFFFE9A8";

    internal static MarkedFile Of(FileKind kind, byte[] original, string name, System.Collections.Immutable.ImmutableArray<Core.Validation.Finding> findings)
    {
        var marked = MarkedCopy.Of(kind, original, name, findings);
        Assert.NotNull(marked);
        Assert.Empty(Errors(marked.Content).Except(kind == FileKind.Xlsx ? Errors(original) : []));
        return marked;
    }

    internal static MarkedFile Of(byte[] original, string name) => Of(TestFiles.Read(original, name).Kind, original, name, Submissions.Check(original, name).Findings);

    internal static List<string> Errors(byte[] workbook)
    {
        try
        {
            using var document = SpreadsheetDocument.Open(new MemoryStream(workbook), isEditable: false);
            return [.. new OpenXmlValidator(FileFormatVersions.Microsoft365).Validate(document).Select(error => $"{error.Part?.Uri} {error.Path?.XPath}: {error.Description}")];
        }
        catch (Exception exception) when (exception is InvalidOperationException or FileFormatException)
        {
            return []; // an original that cannot be opened; of a copy, what follows shows it
        }
    }

    /// <summary>Cells of a sheet in the colour of a mark, as <c>F5 red</c>.</summary>
    internal static IEnumerable<string> Coloured(byte[] workbook, string sheet)
    {
        using var document = SpreadsheetDocument.Open(new MemoryStream(workbook), isEditable: false);
        var styles = document.WorkbookPart!.WorkbookStylesPart!.Stylesheet;
        foreach (var cell in PartOf(document, sheet).Worksheet.Descendants<Cell>())
        {
            var format = (CellFormat)styles.CellFormats!.ElementAt((int)(cell.StyleIndex?.Value ?? 0));
            var colour = ((Fill)styles.Fills!.ElementAt((int)(format.FillId?.Value ?? 0))).PatternFill?.ForegroundColor?.Rgb?.Value;
            if (colour is Red or Amber)
                yield return $"{cell.CellReference} {(colour == Red ? "red" : "amber")}";
        }
    }

    internal static Dictionary<string, string> Notes(byte[] workbook, string sheet)
    {
        using var document = SpreadsheetDocument.Open(new MemoryStream(workbook), isEditable: false);
        return PartOf(document, sheet).WorksheetCommentsPart?.Comments.CommentList!.Elements<Comment>().ToDictionary(comment => comment.Reference!.Value!, comment => comment.CommentText!.InnerText) ?? [];
    }

    /// <summary>The list of findings, its headings first; none of the sentences above.</summary>
    internal static List<string[]> Table(byte[] workbook, string name = "Findings")
    {
        using var book = new XLWorkbook(new MemoryStream(workbook));
        return [.. book.Worksheet(name).RowsUsed().Select(row => row.Cells(1, 10).Select(cell => cell.GetString()).ToArray()).SkipWhile(row => row[0] != "Severity")];
    }

    internal static string Sentences(byte[] workbook)
    {
        using var book = new XLWorkbook(new MemoryStream(workbook));
        return string.Join('\n', book.Worksheet("Findings").RowsUsed().Select(row => row.Cell(1).GetString()).TakeWhile(text => text != "Severity"));
    }

    internal static WorksheetPart PartOf(SpreadsheetDocument document, string sheet) =>
        (WorksheetPart)document.WorkbookPart!.GetPartById(document.WorkbookPart.Workbook.Descendants<Sheet>().Single(one => one.Name == sheet).Id!.Value!);
}
