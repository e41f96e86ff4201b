using System.Globalization;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using C = DocumentFormat.OpenXml.Drawing.Charts;
using Xdr = DocumentFormat.OpenXml.Drawing.Spreadsheet;

namespace Monitoring.Files.Tests.Workbooks;

/// <summary>The rules that <see cref="Accessibility"/> knows.</summary>
public enum AccessibilityRule
{
    /// <summary>One table to a sheet and marked up as one; the cover has none.</summary>
    OneTable,

    /// <summary>Headings of a table are texts, unique in it and not empty.</summary>
    Headings,

    /// <summary>Cell A1 says in words what the sheet is.</summary>
    HeadingInA1,

    NoMergedCells,

    /// <summary>Nobody who goes through a sheet cell by cell takes it to end where it does not.</summary>
    NoBlankRowsOrColumns,

    SheetNames,

    /// <summary>Title, author and language.</summary>
    Document,

    /// <summary>Headings of a table that is longer than a screen stay in sight.</summary>
    FrozenHeadings,

    /// <summary>Headings of a table that is longer than a page are printed on every page.</summary>
    PrintTitles,

    /// <summary>A4, landscape, one page wide.</summary>
    Paper,

    NothingHidden,

    /// <summary>A cell set off by a fill says in words what is the matter; no number is coloured by its format, and no rule colours cells.</summary>
    NotByColourAlone,

    /// <summary>A link has a text and leads to a cell that is there.</summary>
    Links,

    /// <summary>Notes stand in cells and not in comments, which are read out by few programs and printed by none.</summary>
    NotesInCells,

    /// <summary>Each chart has a title and, for those who do not see it, words.</summary>
    Charts,

    /// <summary>4.5 to 1 between the letters and what they stand on.</summary>
    Contrast,

    /// <summary>The first sheet is shown on opening, and each from cell A1.</summary>
    OpensAtTheTop,
}

/// <summary>
/// Checks a workbook against the Analysis Function's guidance on releasing statistics in spreadsheets, as far as a program can: <see href="https://analysisfunction.civilservice.gov.uk/policy-store/releasing-statistics-in-spreadsheets/"/>.
/// </summary>
internal sealed class Accessibility : IDisposable
{
    private const int SheetNameLength = 31, ScreenRows = 25;

    private const double LeastContrast = 4.5;

    private readonly OpenedWorkbook _workbook;
    private readonly List<(AccessibilityRule Rule, string Where)> _faults = [];

    private Accessibility(byte[] workbook) => _workbook = new OpenedWorkbook(workbook);

    /// <summary>Rules that the workbook breaks, each with the place where it does.</summary>
    public static IReadOnlyList<(AccessibilityRule Rule, string Where)> Faults(byte[] workbook)
    {
        using var check = new Accessibility(workbook);
        check.Check();
        return check._faults;
    }

    public void Dispose() => _workbook.Dispose();

    private void Check()
    {
        var properties = _workbook.Document.PackageProperties;
        Require(AccessibilityRule.Document, properties is { Title.Length: > 0, Creator.Length: > 0, Language: "en-GB" }, $"title '{properties.Title}', author '{properties.Creator}', language '{properties.Language}'");
        var names = _workbook.Sheets.Select(sheet => sheet.Sheet.Name!.Value!).ToList();
        foreach (var name in names)
            Require(AccessibilityRule.SheetNames, name.Trim() is { Length: > 0 and <= SheetNameLength } && names.Count(other => string.Equals(other, name, StringComparison.OrdinalIgnoreCase)) == 1, $"'{name}'");
        Require(AccessibilityRule.OpensAtTheTop, (_workbook.Part.Workbook.BookViews?.GetFirstChild<WorkbookView>()?.ActiveTab?.Value ?? 0) == 0, "another sheet is shown first");
        foreach (var (sheet, part) in _workbook.Sheets)
            Check(sheet, part, first: sheet == _workbook.Sheets[0].Sheet);
    }

    private void Check(Sheet sheet, WorksheetPart part, bool first)
    {
        var name = sheet.Name!.Value!;
        var worksheet = part.Worksheet;
        var cells = OpenedWorkbook.Cells(part);
        var tables = part.TableDefinitionParts.Select(table => table.Table).ToList();
        Require(AccessibilityRule.OneTable, tables.Count == (first ? 0 : 1), $"{name}: {tables.Count} tables");
        foreach (var table in tables)
            Headings(name, table, cells);
        Require(AccessibilityRule.HeadingInA1, cells.TryGetValue((1, 1), out var heading) && OpenedWorkbook.IsText(heading) && _workbook.Text(heading).Trim().Length > 0, name);
        Require(AccessibilityRule.NoMergedCells, !worksheet.Descendants<MergeCell>().Any(), name);
        Blanks(name, cells);
        View(name, worksheet, tables.FirstOrDefault(), first);
        Print(sheet, part, tables.FirstOrDefault());
        Hidden(sheet, worksheet);
        Require(AccessibilityRule.NotByColourAlone, !worksheet.Descendants<ConditionalFormatting>().Any(), $"{name}: a rule colours cells");
        foreach (var cell in cells.Values)
            Look(name, cell);
        Links(name, worksheet, cells);
        Require(AccessibilityRule.NotesInCells, part.WorksheetCommentsPart is null, name);
        Charts(name, part);
    }

    private void Headings(string sheet, Table table, Dictionary<(int Row, int Column), Cell> cells)
    {
        var (top, left, _, right) = OpenedWorkbook.Area(table.Reference!.Value!);
        var shown = Enumerable.Range(left, right - left + 1).Select(column => cells.TryGetValue((top, column), out var cell) && OpenedWorkbook.IsText(cell) ? _workbook.Text(cell).Trim() : "").ToList();
        Require(AccessibilityRule.Headings, shown.All(heading => heading.Length > 0) && shown.Distinct(StringComparer.OrdinalIgnoreCase).Count() == shown.Count, $"{sheet}: {string.Join(" | ", shown)}");
        Require(AccessibilityRule.Headings, shown.SequenceEqual(table.TableColumns!.Elements<TableColumn>().Select(column => column.Name!.Value!.Trim())) && table.HeaderRowCount?.Value != 0, $"{sheet}: the table's columns are not named as its first row says");
    }

    private void Blanks(string sheet, Dictionary<(int Row, int Column), Cell> cells)
    {
        var used = cells.Where(cell => _workbook.Text(cell.Value).Length > 0).Select(cell => cell.Key).ToList();
        foreach (var row in Missing(used.Select(place => place.Row)))
            Require(AccessibilityRule.NoBlankRowsOrColumns, false, $"{sheet}: row {row}");
        foreach (var column in Missing(used.Select(place => place.Column)))
            Require(AccessibilityRule.NoBlankRowsOrColumns, false, $"{sheet}: column {column}");

        static IEnumerable<int> Missing(IEnumerable<int> numbers)
        {
            var there = numbers.ToHashSet();
            return Enumerable.Range(1, there.DefaultIfEmpty(0).Max()).Where(number => !there.Contains(number));
        }
    }

    private void View(string sheet, Worksheet worksheet, Table? table, bool first)
    {
        var view = worksheet.SheetViews?.GetFirstChild<SheetView>();
        var selections = view?.Elements<Selection>().ToList() ?? [];
        Require(AccessibilityRule.OpensAtTheTop, selections.All(selection => (selection.ActiveCell?.Value ?? "A1") == "A1") && (view?.TopLeftCell?.Value ?? "A1") == "A1" && (first || view?.TabSelected?.Value is not true), $"{sheet}: the cursor is not in A1, or the sheet is selected");
        if (table is null || Rows(table) <= ScreenRows)
            return;
        var pane = view?.GetFirstChild<Pane>();
        Require(AccessibilityRule.FrozenHeadings, pane?.State?.Value == PaneStateValues.Frozen && pane.VerticalSplit?.Value is { } rows && (int)rows == OpenedWorkbook.Area(table.Reference!.Value!).Top, sheet);
    }

    private static int Rows(Table table)
    {
        var (top, _, bottom, _) = OpenedWorkbook.Area(table.Reference!.Value!);
        return bottom - top;
    }

    private void Print(Sheet sheet, WorksheetPart part, Table? table)
    {
        var setup = part.Worksheet.GetFirstChild<PageSetup>();
        var fitted = part.Worksheet.SheetProperties?.PageSetupProperties?.FitToPage?.Value == true;
        Require(AccessibilityRule.Paper, fitted && setup is { PaperSize.Value: 9 } && setup.Orientation?.Value == OrientationValues.Landscape && (setup.FitToWidth?.Value ?? 1) == 1, sheet.Name!.Value!);
        if (table is null || (setup?.FitToHeight?.Value ?? 1) == 1 || Rows(table) <= ScreenRows)
            return;
        var index = (uint)_workbook.Sheets.Select(other => other.Sheet).ToList().IndexOf(sheet);
        var titles = _workbook.Part.Workbook.DefinedNames?.Elements<DefinedName>().FirstOrDefault(name => name.Name == "_xlnm.Print_Titles" && name.LocalSheetId?.Value == index)?.Text;
        var row = OpenedWorkbook.Area(table.Reference!.Value!).Top.ToString(CultureInfo.InvariantCulture);
        Require(AccessibilityRule.PrintTitles, titles?.EndsWith($"!${row}:${row}", StringComparison.Ordinal) == true, $"{sheet.Name}: '{titles}' for headings in row {row}");
    }

    private void Hidden(Sheet sheet, Worksheet worksheet)
    {
        Require(AccessibilityRule.NothingHidden, sheet.State?.Value is null || sheet.State.Value == SheetStateValues.Visible, $"{sheet.Name} is hidden");
        Require(AccessibilityRule.NothingHidden, worksheet.Descendants<Row>().All(row => row.Hidden?.Value is not true && row.Height?.Value is not 0.0), $"{sheet.Name}: a row is hidden");
        Require(AccessibilityRule.NothingHidden, worksheet.Descendants<Column>().All(column => column.Hidden?.Value is not true && column.Width?.Value is not 0.0), $"{sheet.Name}: a column is hidden");
    }

    /// <summary>Without a rule that says what a fill means to the eye, a filled cell has to hold words: a heading, or what is the matter with the row.</summary>
    private void Look(string sheet, Cell cell)
    {
        var format = _workbook.Styles.CellFormats!.Elements<CellFormat>().ElementAt((int)(cell.StyleIndex?.Value ?? 0));
        var fill = FillOf(format);
        var text = _workbook.Text(cell);
        Require(AccessibilityRule.NotByColourAlone, fill is null || (OpenedWorkbook.IsText(cell) && text.Any(char.IsLetter)), $"{sheet}!{cell.CellReference}: filled, and says '{text}'");
        var code = _workbook.Styles.NumberingFormats?.Elements<NumberingFormat>().FirstOrDefault(number => number.NumberFormatId?.Value == format.NumberFormatId?.Value)?.FormatCode?.Value ?? "";
        Require(AccessibilityRule.NotByColourAlone, !ColourCodes.Any(colour => code.Contains(colour, StringComparison.OrdinalIgnoreCase)), $"{sheet}!{cell.CellReference}: the format {code} colours numbers");
        if (text.Length == 0)
            return;
        var letters = Rgb(_workbook.Styles.Fonts!.Elements<Font>().ElementAt((int)(format.FontId?.Value ?? 0)).Color) ?? Black;
        var contrast = Contrast(letters, fill ?? White);
        Require(AccessibilityRule.Contrast, contrast >= LeastContrast, string.Create(CultureInfo.InvariantCulture, $"{sheet}!{cell.CellReference}: {contrast:0.0} to 1"));
    }

    private static readonly string[] ColourCodes = ["[red]", "[green]", "[blue]", "[yellow]", "[magenta]", "[cyan]", "[color"];

    private static readonly (int Red, int Green, int Blue) Black = (0, 0, 0), White = (255, 255, 255);

    private (int Red, int Green, int Blue)? FillOf(CellFormat format)
    {
        var pattern = _workbook.Styles.Fills!.Elements<Fill>().ElementAt((int)(format.FillId?.Value ?? 0)).PatternFill;
        return pattern?.PatternType?.Value is { } type && type != PatternValues.None ? Rgb(pattern.ForegroundColor) ?? Black : null;
    }

    /// <summary>A colour of the theme or of the palette is not looked up: the workbooks name theirs, and what does not is taken for black.</summary>
    private static (int Red, int Green, int Blue)? Rgb(ColorType? colour) => colour?.Rgb?.Value is { Length: 8 } value
        ? (Convert.ToInt32(value[2..4], 16), Convert.ToInt32(value[4..6], 16), Convert.ToInt32(value[6..], 16))
        : null;

    /// <summary>As WCAG 2 defines it.</summary>
    private static double Contrast((int Red, int Green, int Blue) one, (int Red, int Green, int Blue) other)
    {
        var (lighter, darker) = (Math.Max(Luminance(one), Luminance(other)), Math.Min(Luminance(one), Luminance(other)));
        return (lighter + 0.05) / (darker + 0.05);

        static double Luminance((int Red, int Green, int Blue) colour) => 0.2126 * Linear(colour.Red) + 0.7152 * Linear(colour.Green) + 0.0722 * Linear(colour.Blue);

        static double Linear(int channel) => channel / 255.0 is var part && part <= 0.04045 ? part / 12.92 : Math.Pow((part + 0.055) / 1.055, 2.4);
    }

    private void Links(string sheet, Worksheet worksheet, Dictionary<(int Row, int Column), Cell> cells)
    {
        foreach (var link in worksheet.Descendants<Hyperlink>())
        {
            var worded = cells.TryGetValue(OpenedWorkbook.Place(link.Reference!.Value!.Split(':')[0]), out var cell) && _workbook.Text(cell).Trim().Length > 0;
            Require(AccessibilityRule.Links, worded, $"{sheet}!{link.Reference}: no text");
            if (link.Location?.Value is not { } location)
                continue;
            var (name, place) = (location[..location.LastIndexOf('!')].Trim('\'').Replace("''", "'", StringComparison.Ordinal), location[(location.LastIndexOf('!') + 1)..]);
            var there = _workbook.Sheets.FirstOrDefault(other => other.Sheet.Name == name).Part is { } target && OpenedWorkbook.Cells(target).TryGetValue(OpenedWorkbook.Place(place), out var reached) && _workbook.Text(reached).Length > 0;
            Require(AccessibilityRule.Links, there, $"{sheet}!{link.Reference}: leads to {location}, where nothing is");
        }
    }

    private void Charts(string sheet, WorksheetPart part)
    {
        if (part.DrawingsPart is not { } drawings)
            return;
        Require(AccessibilityRule.Charts, drawings.WorksheetDrawing.Descendants<Xdr.NonVisualDrawingProperties>().All(frame => frame.Description?.Value is { Length: > 20 }), $"{sheet}: a chart without words for those who do not see it");
        Require(AccessibilityRule.Charts, drawings.ChartParts.All(chart => chart.ChartSpace.GetFirstChild<C.Chart>()!.Title?.InnerText is { Length: > 0 }), $"{sheet}: a chart without a title");
    }

    private void Require(AccessibilityRule rule, bool holds, string where)
    {
        if (!holds)
            _faults.Add((rule, where));
    }
}
