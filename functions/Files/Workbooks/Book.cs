using System.Collections.Immutable;
using System.Globalization;
using ClosedXML.Excel;

namespace Monitoring.Files.Workbooks;

/// <summary>
/// Draws sheets into a workbook: A4 landscape, one page wide, headings of the table repeated on every page and kept in sight. Charts and the
/// values of formulas are put in afterwards by <see cref="Finishing"/>, since ClosedXML can do neither.
/// </summary>
internal static class Book
{
    /// <summary>A screen's width of text, in digits: how wide sentences run where no table is wider.</summary>
    private const double ReadingWidth = 105;

    /// <param name="title">Of the document.</param>
    /// <param name="subject">Body and month, at the foot of every page.</param>
    /// <param name="marking">In the header and footer of every page.</param>
    public static byte[] Write(string title, string subject, Publication publication, ImmutableArray<SheetPlan> plans, Marking? marking = null)
    {
        using var workbook = new XLWorkbook(XLEventTracking.Disabled);
        HouseStyle.Base(workbook.Style);
        workbook.Properties.Title = title;
        workbook.Properties.Subject = subject;
        workbook.Properties.Author = "Monitoring";
        workbook.Properties.LastModifiedBy = "Monitoring";
        workbook.Properties.Created = publication.AsAt.UtcDateTime;
        workbook.Properties.Modified = publication.AsAt.UtcDateTime;
        var drawn = plans.Select(plan => Draw(workbook, plan, subject, marking ?? Marking.OfFigures)).ToList();
        foreach (var sheet in drawn)
            SetLinks(workbook.Worksheet(sheet.Plan.Name), sheet, drawn);
        using var stream = new MemoryStream();
        workbook.SaveAs(stream);
        Finishing.Apply(stream, drawn);
        return stream.ToArray();
    }

    private static DrawnSheet Draw(XLWorkbook workbook, SheetPlan plan, string subject, Marking marking)
    {
        var sheet = workbook.AddWorksheet(plan.Name);
        if (plan.TabColour is { } colour)
            sheet.SetTabColor(XLColor.FromHtml(colour));
        var drawn = new DrawnSheet(plan);
        var widths = plan.Table is { } wide ? Widths(wide) : plan.Pairs.IsEmpty ? [ReadingWidth] : PairWidths(plan.Pairs);
        for (var column = 0; column < widths.Length; column++)
            sheet.Column(column + 1).Width = widths[column];

        Put(sheet, drawn, 1, 1, Entry.Of(plan.Heading, Look.Heading));
        SetHeight(sheet, drawn, 1, HouseStyle.HeadingHeight);
        var row = 2;
        foreach (var sentence in plan.Sentences)
            row = Say(sheet, drawn, sentence, widths, row);
        if (plan.Sentences.Length > 0)
            SetHeight(sheet, drawn, row - 1, HouseStyle.LineHeight * 1.7); // room before the table, without an empty row
        foreach (var (label, value) in plan.Pairs)
        {
            var lines = Lines(value, widths[1]);
            Put(sheet, drawn, row, 1, label, HouseStyle.Of(label.Look, lines));
            Put(sheet, drawn, row, 2, value, HouseStyle.Of(value.Look, lines));
            SetHeight(sheet, drawn, row, 4 + HouseStyle.LineHeight * lines);
            row++;
        }
        if (plan.Table is { } table)
            row = DrawTable(sheet, drawn, table, widths, row) + 1;
        foreach (var line in plan.Below)
        {
            SetHeight(sheet, drawn, row, HouseStyle.LineHeight * 2.4); // room to write, without an empty row
            Put(sheet, drawn, row++, 1, line);
        }
        drawn.LastRow = row - 1;
        Page(sheet, drawn, subject, marking);
        if (plan is { ChartsApart: true, Charts.IsEmpty: false })
            PrintApart(sheet, drawn, widths.Length);
        return drawn;
    }

    /// <summary>Two areas to print, each on pages of its own: the table, and the charts beside it.</summary>
    private static void PrintApart(IXLWorksheet sheet, DrawnSheet drawn, int columns)
    {
        const double Width = 9, Centimetres = 1.75; // of a column under the charts
        var (row, under) = (drawn.Beside, (int)Math.Ceiling((drawn.Plan.Charts.Max(chart => chart.Width) + 0.5) / Centimetres));
        for (var column = columns + 1; column <= columns + under; column++)
            sheet.Column(column).Width = Width;
        foreach (var chart in drawn.Plan.Charts)
            row = drawn.RowBelow(row, drawn.Height(chart));
        sheet.PageSetup.PrintAreas.Add(1, 1, drawn.LastRow, columns);
        sheet.PageSetup.PrintAreas.Add(drawn.Beside + 1, columns + 1, row, columns + under);
    }

    private static void SetHeight(IXLWorksheet sheet, DrawnSheet drawn, int row, double points)
    {
        sheet.Row(row).Height = points;
        drawn.Heights[row] = points;
    }

    /// <summary>The row after the last line of a sentence. Cells are not merged and a wrapped cell would be as narrow as its column, so a sentence runs over the empty cells to its right, line by line.</summary>
    private static int Say(IXLWorksheet sheet, DrawnSheet drawn, Entry sentence, double[] widths, int row)
    {
        // A larger letter takes more room.
        var scale = sentence.Look == Look.Stamp ? HouseStyle.FontSize / HouseStyle.HeadingSize : 1;
        foreach (var line in TextWidth.Broken(sentence.Text!, (Math.Max(widths.Sum(), ReadingWidth) - 3) * scale, sentence.Look is Look.Strong or Look.Stamp))
        {
            SetHeight(sheet, drawn, row, HouseStyle.LineHeight / scale + 2);
            Put(sheet, drawn, row++, 1, Entry.Of(line, sentence.Look), HouseStyle.Of(sentence.Look, lines: 2));
        }
        return row;
    }

    /// <summary>Links to a row of another sheet: where that is, is known once all are drawn.</summary>
    private static void SetLinks(IXLWorksheet sheet, DrawnSheet drawn, List<DrawnSheet> sheets)
    {
        foreach (var ((row, column), entry) in drawn.Links)
        {
            var target = sheets.First(other => other.Plan.Name == entry.LinkTo);
            var cell = sheet.Cell(row, column);
            var style = cell.Style;
            cell.Hyperlink = new XLHyperlink($"'{entry.LinkTo}'!A{(target.HeadingRow + 1 + entry.LinkRow!.Value).ToString(CultureInfo.InvariantCulture)}", $"To its row on the sheet {entry.LinkTo}");
            cell.Style = style;
        }
    }

    /// <summary>The last row of the table.</summary>
    private static int DrawTable(IXLWorksheet sheet, DrawnSheet drawn, TablePlan table, double[] widths, int headingRow)
    {
        drawn.HeadingRow = headingRow;
        for (var column = 0; column < table.Columns.Length; column++)
            Put(sheet, drawn, headingRow, column + 1, Entry.Of(table.Columns[column].Heading, table.Columns[column].Number ? Look.TableHeadNumber : Look.TableHead),
                table.ButtonsBelow ? HouseStyle.Of(table.Columns[column].Number ? Look.TableHeadNumber : Look.TableHead, lines: 2) : null);
        var buttons = table is { Filter: true, ButtonsBelow: true } ? 1 : 0;
        SetHeight(sheet, drawn, headingRow, 5 + HouseStyle.LineHeight * (buttons + table.Columns.Select((column, index) => HeadingLines(column, widths[index], table.ButtonWidth)).Max()));

        var row = headingRow;
        foreach (var entries in table.Rows)
        {
            row++;
            var lines = entries.Select((entry, column) => Lines(entry, widths[column])).Max();
            for (var column = 0; column < entries.Length; column++)
                Put(sheet, drawn, row, column + 1, entries[column], HouseStyle.Of(entries[column].Look, lines));
            SetHeight(sheet, drawn, row, 4 + HouseStyle.LineHeight * lines);
        }
        var range = sheet.Range(headingRow, 1, row, table.Columns.Length).CreateTable(table.Name);
        range.Theme = XLTableTheme.None; // LibreOffice draws no table styles, so the cells have their own
        range.ShowAutoFilter = table.Filter;
        if (table.Totals is { } totals)
            DrawTotals(sheet, drawn, table, range, totals, row + 1);
        if (drawn.Freezes)
            sheet.SheetView.Freeze(headingRow, table.Frozen);
        return table.Totals is null ? row : row + 1;
    }

    private static void DrawTotals(IXLWorksheet sheet, DrawnSheet drawn, TablePlan table, IXLTable range, Entry[] totals, int row)
    {
        range.ShowTotalsRow = true;
        for (var column = 0; column < totals.Length; column++)
        {
            var (field, entry) = (range.Field(column), totals[column]);
            if (entry.Formula is not { } formula)
                field.TotalsRowLabel = entry.Text;
            else if (formula == TablePlan.Total(table.Name, table.Columns[column].Heading, 0).Formula)
                field.TotalsRowFunction = XLTotalsRowFunction.Sum;
            else
                field.TotalsRowFormulaA1 = formula;
            // ClosedXML writes SUBTOTAL(109,[Days]), which LibreOffice does not understand: the cell gets the whole reference.
            Put(sheet, drawn, row, column + 1, entry, HouseStyle.OfTotal(entry.Look));
        }
        SetHeight(sheet, drawn, row, 5 + HouseStyle.LineHeight);
    }

    private static void Put(IXLWorksheet sheet, DrawnSheet drawn, int row, int column, Entry entry, IXLStyle? style = null)
    {
        var cell = sheet.Cell(row, column);
        if (entry.Formula is { } formula)
        {
            cell.FormulaA1 = formula;
            drawn.Values.Add((row, column), entry);
        }
        else if (entry.Number is { } number)
            cell.SetValue(number);
        else if (entry.Text is { Length: > 0 } text)
            cell.SetValue(text);
        if (entry is { LinkTo: not null, LinkRow: not null })
            drawn.Links.Add((row, column), entry);
        else if (entry.LinkTo is { } sheetName)
            cell.Hyperlink = new XLHyperlink($"'{sheetName}'!A1", $"To the sheet {sheetName}");
        // A link brings a look of its own, so the style comes last.
        cell.Style = entry is { Look: Look.Text, Formula: null, Text: ['=' or '+' or '-' or '@', ..] } ? HouseStyle.OfQuoted() : style ?? HouseStyle.Of(entry.Look);
    }

    private static double[] Widths(TablePlan table) => [.. table.Columns.Select((column, index) =>
    {
        var texts = table.Rows.Select(row => TextWidth.Of(row[index].Shown))
            .Append(table.Totals is { } totals ? TextWidth.Of(totals[index].Shown, bold: true) : 0).Max();
        // A heading may take several lines but no word of it is broken, and its column is not made wide for its sake alone.
        // A year such as 2015-16 stays beside the quarter before it: programs break it after its hyphen where there is room for no more.
        var longestWord = column.Heading.StartsWith('Q') && column.Heading.Contains('-') ? TextWidth.Of(column.Heading, bold: true) : column.Heading.Split(' ').Max(word => TextWidth.Of(word, bold: true));
        var heading = Math.Max(longestWord, TextWidth.Of(column.Heading, bold: true) / 2.6) + table.ButtonWidth;
        // A link is not wrapped: it would run over the edge of the table, and be cut there in print.
        var links = table.Rows.Where(row => row[index].Look == Look.LinkInTable).Select(row => TextWidth.Of(row[index].Shown)).DefaultIfEmpty(0).Max();
        return Math.Max(column.Number ? texts : Math.Max(Math.Min(texts, column.Widest), links), heading) + HouseStyle.Padding;
    })];

    private static double[] PairWidths(ImmutableArray<(Entry Label, Entry Value)> pairs) =>
        [pairs.Max(pair => TextWidth.Of(pair.Label.Shown, bold: true)) + HouseStyle.Padding, ReadingWidth];

    private static int HeadingLines(ColumnPlan column, double width, double button) =>
        TextWidth.Lines(column.Heading, width - HouseStyle.Padding + 0.4 - button, bold: true);

    private static int Lines(Entry entry, double width) =>
        entry.Look is Look.Text or Look.Label or Look.Attention && entry.Text is { Length: > 0 } text ? TextWidth.Lines(text, width - HouseStyle.Padding + 0.4, entry.Look is Look.Label or Look.Attention) : 1;

    private static void Page(IXLWorksheet sheet, DrawnSheet drawn, string subject, Marking marking)
    {
        sheet.ShowGridLines = false;
        var page = sheet.PageSetup;
        HouseStyle.Paper(page);
        page.Header.Center.AddText(marking.Header).SetBold();
        // In headers and footers an ampersand begins a code unless it is doubled.
        // Names of bodies and of who signed are long: beside each other they would run into one another.
        page.Footer.Left.AddText(Escaped(subject));
        page.Footer.Left.AddNewLine();
        page.Footer.Left.AddText(Escaped(marking.Footer));
        page.Footer.Right.AddText("Page ");
        page.Footer.Right.AddText(XLHFPredefinedText.PageNumber);
        page.Footer.Right.AddText(" of ");
        page.Footer.Right.AddText(XLHFPredefinedText.NumberOfPages);
        // A chart would be cut where the page ends, unless it stands beside the beginning of a table of several pages; and a cover that runs over by two lines is not a cover.
        if ((drawn.ChartsFillPage && !drawn.Plan.ChartsApart) || drawn.Plan.OnePage || !drawn.Plan.Pairs.IsEmpty)
            page.FitToPages(1, 1);
        else
        {
            page.FitToPages(1, 0);
            if (drawn.HeadingRow > 0)
                page.SetRowsToRepeatAtTop(drawn.HeadingRow, drawn.HeadingRow);
        }
    }

    private static string Escaped(string text) => text.Replace("&", "&&", StringComparison.Ordinal);
}

/// <summary>What every page says about itself.</summary>
/// <param name="Header">How it is to be handled: <c>OFFICIAL-SENSITIVE</c> where cases are shown.</param>
/// <param name="Footer">Whether it may be relied on.</param>
internal sealed record Marking(string Header, string Footer)
{
    public static readonly Marking OfFigures = new("OFFICIAL", "Draft - not signed");
}

/// <summary>A sheet after it was drawn: where its table begins, and what its formulas come to.</summary>
internal sealed class DrawnSheet(SheetPlan plan)
{
    public SheetPlan Plan { get; } = plan;

    /// <summary>Row of the table's headings; 0 without a table.</summary>
    public int HeadingRow { get; set; }

    public int LastRow { get; set; }

    /// <summary>Of rows with a height of their own, in points.</summary>
    public Dictionary<int, double> Heights { get; } = [];

    /// <summary>Headings stay in sight, but not of a short table with charts beside it: they would take the room that the charts need.</summary>
    public bool Freezes => Plan.Charts.IsEmpty || Plan.Table!.Rows.Length > LongTable;

    /// <summary>Table and charts are printed on one page together: all but a table too long to be read so small.</summary>
    public bool ChartsFillPage => !Plan.Charts.IsEmpty && (Plan.Table!.Rows.Length <= PageTable || Plan.Charts.Any(chart => chart.Below));

    /// <summary>Rows of a table that do not fit a screen, and a page.</summary>
    private const int LongTable = 25, PageTable = 60;

    /// <summary>Points; a plain row is one whose height nobody set.</summary>
    private const double PointsInCentimetre = 72 / 2.54, PlainRow = 15;

    /// <summary>The row in which charts beside the table begin, from 0. Where rows stay fixed they begin below them, since they would be cut off where those end.</summary>
    public int Beside => Freezes ? HeadingRow : HeadingRow - 1;

    /// <summary>How high a chart is drawn, in centimetres.</summary>
    public double Height(ChartPlan chart) => chart.ShownHeight(chart.Rows is { } rows ? Math.Min(rows, Plan.Table!.Rows.Length) : Plan.Table!.Rows.Length);

    /// <summary>The first row that is clear of a chart, from 0.</summary>
    /// <param name="row">The row in which the chart begins, from 0.</param>
    /// <param name="height">Of the chart, in centimetres.</param>
    public int RowBelow(int row, double height)
    {
        for (var left = height * PointsInCentimetre; left > 0; row++)
            left -= Heights.GetValueOrDefault(row + 1, PlainRow);
        return row + 1;
    }

    public Dictionary<(int Row, int Column), Entry> Values { get; } = [];

    /// <summary>Cells that lead to a row of another sheet.</summary>
    public Dictionary<(int Row, int Column), Entry> Links { get; } = [];
}
