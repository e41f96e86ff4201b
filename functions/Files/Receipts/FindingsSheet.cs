using System.Collections.Immutable;
using System.Globalization;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using Monitoring.Core.Kernel;
using Monitoring.Core.Validation;
using Monitoring.Files.Workbooks;

namespace Monitoring.Files.Receipts;

/// <summary>The list of all findings as a sheet, each with a link to its cell, for the sender to work through.</summary>
internal sealed class FindingsSheet
{
    /// <summary>Widths count digits of the workbook's own font, which is the sender's and may be narrower than ours.</summary>
    private const double OfSendersFont = 0.88;

    internal const string Name = "Findings";

    /// <summary>A sheet holds more, but nobody works through them, and Excel opens at most 65,530 links.</summary>
    private const int MostRows = 60_000;

    /// <summary>The tallest row that there can be, in points.</summary>
    private const double Tallest = 409;

    private sealed record ListColumn(string Heading, double Width, Func<Finding, string?> Text, bool Link = false, bool Number = false);

    private readonly string _fileName;
    private readonly ImmutableArray<Finding> _findings;
    private readonly ImmutableArray<ListColumn> _columns;

    /// <summary>Sentences above the table.</summary>
    private readonly List<string> _sentences = [];

    private readonly bool _links;

    /// <param name="links">Whether the cells are in the same workbook.</param>
    /// <param name="remarks">What else there is to say: what was left out and why.</param>
    internal FindingsSheet(string fileName, ImmutableArray<Finding> findings, bool links, IEnumerable<string> remarks)
    {
        _fileName = fileName;
        _findings = findings;
        _links = links;
        _columns = Columns();
        _sentences.AddRange(Introduction());
        _sentences.AddRange(remarks);
        if (findings.Length > MostRows)
            _sentences.Add($"Listed here are the first {Words.Number(MostRows)} of {Words.Number(findings.Length)}; the file of findings that came with the receipt (.csv) has them all.");
    }

    /// <summary>The row of the table's headings, counted from 1.</summary>
    private uint HeadingRow => (uint)_sentences.Count + 3;

    /// <summary>Adds the sheet as the last of the workbook, under a name that is free, and opens the workbook on it.</summary>
    internal void AddTo(WorkbookPart workbook, WorkbookStyles styles)
    {
        var sheets = workbook.Workbook.Sheets ??= new Sheets();
        var names = sheets.Elements<Sheet>().Select(sheet => sheet.Name?.Value).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var name = Enumerable.Range(1, int.MaxValue).Select(number => number == 1 ? Name : FormattableString.Invariant($"{Name} {number}")).First(free => !names.Contains(free));
        var id = RelationshipIds.Free(workbook, "findings");
        Write(workbook.AddNewPart<WorksheetPart>(id), styles);

        sheets.Append(new Sheet { Name = name, SheetId = sheets.Elements<Sheet>().Select(sheet => sheet.SheetId?.Value ?? 0).DefaultIfEmpty(0u).Max() + 1, Id = id });
        var index = (uint)sheets.Elements<Sheet>().Count() - 1;
        var views = workbook.Workbook.BookViews ??= new BookViews();
        if (views.GetFirstChild<WorkbookView>() is not { } view)
            views.Append(view = new WorkbookView());
        view.ActiveTab = index;
        // The headings again on each printed page.
        var repeated = new DefinedName($"'{name}'!${HeadingRow}:${HeadingRow}") { Name = "_xlnm.Print_Titles", LocalSheetId = index };
        (workbook.Workbook.DefinedNames ??= new DefinedNames()).Append(repeated);
    }

    private ImmutableArray<ListColumn> Columns()
    {
        var columns = ImmutableArray.CreateBuilder<ListColumn>();
        columns.Add(new("Severity", 12, FindingWords.SeverityOf));
        if (_findings.Any(finding => finding.Sheet is not null))
            columns.Add(new("Sheet", Fitting(finding => finding.Sheet, 10, 26), finding => finding.Sheet));
        columns.Add(new("Cell", 11, finding => FindingWords.CellOf(finding) ?? (finding.Line is { } line ? $"line {line.ToString(CultureInfo.InvariantCulture)}" : null), Link: true));
        columns.Add(new("Line", 9, finding => finding.Line?.ToString(CultureInfo.InvariantCulture), Number: true));
        columns.Add(new("Column", 11, finding => finding.Column));
        columns.Add(new("Heading", Fitting(finding => finding.Heading, 14, 30), finding => finding.Heading));
        columns.Add(new("Value", Fitting(finding => finding.Value, 12, 30), finding => finding.Value));
        columns.Add(new("What is wrong", 54, finding => finding.Wrong));
        columns.Add(new("What to do", 54, finding => finding.Fix));
        columns.Add(new("Rule", 11, finding => finding.Rule));
        return columns.ToImmutable();
    }

    private double Fitting(Func<Finding, string?> text, double narrowest, double widest) =>
        Math.Clamp(_findings.Take(2_000).Select(finding => TextWidth.Of(text(finding) ?? "")).DefaultIfEmpty(0).Max() + HouseStyle.Padding, narrowest, widest);

    private IEnumerable<string> Introduction()
    {
        var mistakes = _findings.Count(finding => finding.Severity == Severity.Error);
        var warnings = _findings.Length - mistakes;
        yield return (mistakes, warnings) switch
        {
            ( > 0, > 0) => $"{Words.Of(mistakes, "mistake")} and {Words.Of(warnings, "warning")}.",
            ( > 0, _) => $"{Words.Of(mistakes, "mistake")}.",
            _ => $"{Words.Of(warnings, "warning")}, and no mistake.",
        };
        if (mistakes > 0)
            yield return "Mistakes: put each one right in your own file, as the column 'What to do' says, save it, and send the whole file again.";
        if (warnings > 0)
            yield return "Warnings: look at each one. Where the figure is right, nothing need be done.";
        if (_links)
            yield return $"In the sheet, {(mistakes > 0 ? "a cell with a mistake is light red" : "")}{(mistakes > 0 && warnings > 0 ? " and " : "")}{(warnings > 0 ? "a cell with a warning is light amber" : "")}, with a note that says what is wrong. The links in the column 'Cell' lead there.";
    }

    private void Write(WorksheetPart part, WorkbookStyles styles)
    {
        var rows = _findings.Take(MostRows).ToList();
        var last = FormattableString.Invariant($"{Finding.ColumnLetter(_columns.Length - 1)}{HeadingRow + (uint)rows.Count}");
        using var writer = OpenXmlWriter.Create(part);
        writer.WriteStartElement(new Worksheet());
        writer.WriteElement(new SheetProperties(new PageSetupProperties { FitToPage = true }));
        writer.WriteElement(new SheetViews(new SheetView(
            new Pane { VerticalSplit = HeadingRow, TopLeftCell = Mark.Reference(1, HeadingRow + 1), ActivePane = PaneValues.BottomLeft, State = PaneStateValues.Frozen },
            new Selection { Pane = PaneValues.BottomLeft, ActiveCell = Mark.Reference(1, HeadingRow + 1), SequenceOfReferences = new ListValue<StringValue> { InnerText = Mark.Reference(1, HeadingRow + 1) } })
        { WorkbookViewId = 0, TabSelected = true, ShowGridLines = false }));
        writer.WriteElement(new Columns(_columns.Select((column, index) => new Column { Min = (uint)index + 1, Max = (uint)index + 1, Width = column.Width, CustomWidth = true })));
        writer.WriteStartElement(new SheetData());
        WriteRow(1, HouseStyle.HeadingHeight, [CellString.Cell("A1", $"Findings in {_fileName}", styles.Of(AddedLook.Heading))]);
        foreach (var (index, sentence) in _sentences.Index())
            WriteRow((uint)index + 2, HouseStyle.LineHeight + 4, [CellString.Cell(Mark.Reference(1, (uint)index + 2), sentence, styles.Of(AddedLook.Sentence))]);
        WriteRow((uint)_sentences.Count + 2, 6, []);
        WriteRow(HeadingRow, HouseStyle.LineHeight + 8, _columns.Select((column, index) => CellString.Cell(Mark.Reference(index + 1, HeadingRow), column.Heading, styles.Of(AddedLook.TableHead))));
        foreach (var (index, finding) in rows.Index())
            WriteRow(HeadingRow + 1 + (uint)index, HeightOf(finding), _columns.Select((column, place) => CellOf(column, finding, Mark.Reference(place + 1, HeadingRow + 1 + (uint)index), styles)));
        writer.WriteEndElement();
        writer.WriteElement(new AutoFilter { Reference = $"{Mark.Reference(1, HeadingRow)}:{last}" });
        WriteLinks(writer, rows);
        writer.WriteElement(new PageMargins { Left = 0.5, Right = 0.5, Top = 0.75, Bottom = 0.75, Header = 0.3, Footer = 0.3 });
        writer.WriteElement(new PageSetup { PaperSize = 9, Orientation = OrientationValues.Landscape, FitToWidth = 1, FitToHeight = 0 });
        writer.WriteElement(new HeaderFooter(new OddFooter("&LFindings&RPage &P of &N")));
        writer.WriteElement(new IgnoredErrors(new IgnoredError { SequenceOfReferences = new ListValue<StringValue> { InnerText = $"A1:{last}" }, NumberStoredAsText = true }));
        writer.WriteEndElement();

        void WriteRow(uint row, double height, IEnumerable<Cell> cells)
        {
            writer.WriteStartElement(new Row { RowIndex = row, Height = height, CustomHeight = true });
            foreach (var cell in cells)
                writer.WriteElement(cell);
            writer.WriteEndElement();
        }
    }

    private void WriteLinks(OpenXmlWriter writer, List<Finding> rows)
    {
        var column = _columns.Select((one, index) => (one, index)).First(pair => pair.one.Link).index + 1;
        var links = rows.Index().Where(row => IsLink(row.Item)).Select(row => new Hyperlink
        {
            Reference = Mark.Reference(column, HeadingRow + 1 + (uint)row.Index),
            Location = $"'{row.Item.Sheet!.Replace("'", "''", StringComparison.Ordinal)}'!{FindingWords.CellOf(row.Item) ?? FormattableString.Invariant($"{row.Item.Line}:{row.Item.Line}")}",
        }).ToList();
        if (links.Count > 0)
            writer.WriteElement(new Hyperlinks(links));
    }

    private bool IsLink(Finding finding) => _links && finding is { Sheet: not null, Line: not null };

    private double HeightOf(Finding finding) => Math.Min(Tallest,
        5 + HouseStyle.LineHeight * _columns.Max(column => TextWidth.Lines(column.Text(finding) ?? "", column.Width * OfSendersFont - HouseStyle.Padding)));

    private Cell CellOf(ListColumn column, Finding finding, string reference, WorkbookStyles styles)
    {
        var text = column.Text(finding) ?? "";
        if (column.Number && text.Length > 0)
            return new Cell(new CellValue(text)) { CellReference = reference, StyleIndex = styles.Of(AddedLook.Number) };
        var look = column.Heading == "Severity" ? finding.Severity == Severity.Error ? AddedLook.Mistake : AddedLook.Warning
            : column.Link && IsLink(finding) ? AddedLook.Link : AddedLook.Text;
        return text.Length == 0 ? new Cell { CellReference = reference, StyleIndex = styles.Of(look) } : CellString.Cell(reference, text, styles.Of(look));
    }
}
