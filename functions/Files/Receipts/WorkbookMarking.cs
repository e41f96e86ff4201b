using System.Collections.Immutable;
using System.Text;
using System.Text.RegularExpressions;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using Monitoring.Core.Kernel;
using Monitoring.Core.Validation;

namespace Monitoring.Files.Receipts;

/// <summary>
/// Puts colours, notes and the list of findings into a workbook, part by part: only parts that change are read and written, and all others stay byte for byte.
/// (ClosedXML loses values of formulas, and refuses many files that Excel opens.)
/// </summary>
internal static partial class WorkbookMarking
{
    /// <summary>With more notes Excel takes long to open a file and to scroll in it.</summary>
    internal const int MostNotes = 2_000;

    /// <summary>The workbook marked, and whether it holds macros, which are kept.</summary>
    internal static (byte[] Content, bool Macros) Mark(byte[] original, string fileName, ImmutableArray<Finding> findings)
    {
        var (stream, repaired) = PackageRepair.Of(original);
        using var _ = stream;
        var rewritten = false;
        bool macros;
        var settings = new OpenSettings
        {
            AutoSave = false,
            RelationshipErrorHandlerFactory = RelationshipErrorHandler.CreateRewriterFactory((_, _, _) =>
            {
                rewritten = true;
                return "about:blank";
            }),
        };
        using (var document = SpreadsheetDocument.Open(stream, isEditable: true, settings))
        {
            var workbook = document.WorkbookPart ?? throw new InvalidDataException("The package holds no workbook.");
            macros = document.DocumentType == SpreadsheetDocumentType.MacroEnabledWorkbook;
            // A signature vouches for the file as it was.
            if (document.DigitalSignatureOriginPart is { } signature)
                document.DeletePart(signature);
            var styles = new WorkbookStyles(workbook);
            var remarks = MarkCells(workbook, styles, findings);
            if (repaired)
                remarks.Add("Your file refers to pictures or drawings that are not in it; these references are left out of this copy.");
            if (rewritten)
                remarks.Add("Some links in your file lead to no valid address; they lead nowhere in this copy.");
            AddFindings(workbook, styles, new FindingsSheet(fileName, findings, links: true, remarks));
        }
        return (PackageRepair.Undated(stream), macros);
    }

    /// <summary>The findings alone.</summary>
    internal static byte[] Plain(string fileName, ImmutableArray<Finding> findings, string reason)
    {
        using var stream = new MemoryStream();
        using (var document = SpreadsheetDocument.Create(stream, SpreadsheetDocumentType.Workbook, autoSave: false))
        {
            var workbook = LinesWorkbook.AddWorkbook(document);
            workbook.Workbook = new Workbook();
            AddFindings(workbook, new WorkbookStyles(workbook), new FindingsSheet(fileName, findings, links: false, [reason]));
        }
        return PackageRepair.Undated(stream);
    }

    private static void AddFindings(WorkbookPart workbook, WorkbookStyles styles, FindingsSheet sheet)
    {
        foreach (var part in workbook.Parts.Select(part => part.OpenXmlPart).Where(part => part is WorksheetPart or ChartsheetPart))
            Deselect(part);
        sheet.AddTo(workbook, styles);
        styles.Save();
        workbook.Workbook.Save();
    }

    /// <summary>Colours all cells, puts notes on as many as may have one, and returns what is to be said about the rest.</summary>
    private static List<string> MarkCells(WorkbookPart workbook, WorkbookStyles styles, ImmutableArray<Finding> findings)
    {
        var marks = Receipts.Mark.Of(findings);
        var (allowed, unnoted, conversations) = (MostNotes, 0, 0);
        foreach (var sheet in marks.GroupBy(mark => mark.Sheet))
        {
            if (PartOf(workbook, sheet.Key) is not { } part)
                continue;
            var places = new SheetMarks(part.Worksheet, styles).Apply(sheet);
            // Mistakes first, then as the sender reads the sheet.
            var notes = places
                .GroupBy(place => (place.Line, place.Column), (place, here) => (Place: place, Findings: here.SelectMany(one => one.Mark.Findings).ToList()))
                .OrderBy(note => note.Findings.Min(finding => finding.Severity)).ThenBy(note => note.Place)
                .Select(note => new Note(note.Place.Line, note.Place.Column, note.Findings)).ToList();
            var taken = notes.Take(allowed).ToList();
            if (taken.Count > 0)
                conversations += SheetNotes.Add(part, taken);
            allowed -= taken.Count;
            unnoted += notes.Count - taken.Count;
            part.Worksheet.Save();
        }
        var remarks = new List<string>();
        if (unnoted > 0)
            remarks.Add($"Notes stop after {Words.Number(MostNotes)} cells, mistakes first, because Excel gets slow with more: {Words.Of(unnoted, "other cell")} have the colour only. All of them are listed here.");
        if (conversations > 0)
            remarks.Add($"{Words.Of(conversations, "cell")} with a conversation of comments got the colour but no note.");
        return remarks;
    }

    private static WorksheetPart? PartOf(WorkbookPart workbook, string name) =>
        workbook.Workbook.Sheets?.Elements<Sheet>().FirstOrDefault(sheet => sheet.Name?.Value == name)?.Id?.Value is { } id ? workbook.GetPartById(id) as WorksheetPart : null;

    /// <summary>
    /// The workbook opens on the list of findings, so no other sheet may be selected: with two, whatever is typed goes into both. Done in the bytes, in place,
    /// as a sheet without findings need not be read for it.
    /// </summary>
    private static void Deselect(OpenXmlPart sheet)
    {
        using var stream = sheet.GetStream(FileMode.Open, FileAccess.ReadWrite);
        var start = new byte[int.Min((int)long.Min(stream.Length, int.MaxValue), SelectionWithin)];
        stream.ReadExactly(start);
        foreach (var value in Selected().Matches(Encoding.Latin1.GetString(start)).Select(match => match.Groups[1]))
        {
            stream.Position = value.Index;
            stream.Write(Encoding.ASCII.GetBytes(value.Length == 1 ? "0" : "0\"   "));
        }
    }

    /// <summary>The views of a sheet stand before its columns and cells.</summary>
    private const int SelectionWithin = 1 << 16;

    [GeneratedRegex("\\btabSelected\\s*=\\s*\"(1|true\")")]
    private static partial Regex Selected();
}
