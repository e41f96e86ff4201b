using System.Collections.Immutable;
using ClosedXML.Excel;
using Monitoring.Core.Kernel;
using Monitoring.Core.Returns;
using Monitoring.Core.Validation;
using Monitoring.Files.Workbooks;

namespace Monitoring.Files.Templates;

/// <summary>
/// The form in which a body sends its own return, made from the same columns by which it is read: a sheet for each table, instructions, drop-downs and prompts, and the
/// <see cref="TemplateStamp"/> of its version. Reading one back needs no special case: whatever is not a table has headings that no layout has.
/// </summary>
public static class ReturnTemplate
{
    /// <summary>Lines that the drop-downs, prompts and checks reach at least, and so many below those that are filled in.</summary>
    private const int LastLine = 5_000, LinesBelow = 1_000;

    private const string NotesSheet = "Notes", LastTime = "Last time";

    private const int LongestSheetName = 31;

    /// <summary>No clock: the same template is the same file, whenever it is made.</summary>
    private static readonly DateTime Made = new(2015, 4, 1, 0, 0, 0, DateTimeKind.Utc);

    /// <summary>
    /// A workbook with a sheet for each table, the sheet Notes and, where prior values are known, a sheet 'Last time' beside each table. The values to choose from stand on a sheet that
    /// only a program can show.
    /// </summary>
    public static byte[] Xlsx(Collection collection, TemplateFilling? filling = null)
    {
        filling ??= TemplateFilling.None;
        var tables = collection.Tables.Select(table => new Form(table, Columns(table, filling), [.. filling.Rows.Where(row => row.Table == table.Key)], !collection.IsCaseLevel)).ToList();
        using var workbook = new XLWorkbook(XLEventTracking.Disabled);
        HouseStyle.Base(workbook.Style);
        workbook.Properties.Title = filling.Title is null ? $"Return: {collection.Title}" : $"Return: {collection.Title}. {filling.Title}";
        workbook.Properties.Subject = TemplateStamp.Of(collection);
        workbook.Properties.Author = workbook.Properties.LastModifiedBy = "Monitoring";
        workbook.Properties.Created = workbook.Properties.Modified = Made;
        foreach (var form in tables)
            Draw(workbook.AddWorksheet(form.Table.Title), form, prior: false);
        TemplateNotes.Draw(workbook.AddWorksheet(NotesSheet), collection, filling, [.. tables.Select(form => (form.Table, form.Columns))], tables.Any(form => form.HasPrior));
        foreach (var form in tables.Where(form => form.HasPrior))
            Draw(workbook.AddWorksheet(PriorName(form.Table, tables.Count)), form, prior: true);
        AddChecks(workbook, tables);
        using var stream = new MemoryStream();
        workbook.SaveAs(stream);
        Finishing.Apply(stream, [], [.. tables.Select(form => (form.Table.Title, $"A1:{Finding.ColumnLetter(form.Columns.Length - 1)}{form.LastLine}"))]);
        return stream.ToArray();
    }

    /// <summary>Why there is no CSV of a template, in words; null when there is one.</summary>
    public static string? NoCsv(Collection collection) => collection.Tables.Count == 1 ? null
        : $"A CSV holds one table, and a return of {collection.Title} has {Words.Number(collection.Tables.Count)}: {string.Join(", ", collection.Tables.Select(table => table.Title))}. Take the workbook.";

    /// <summary>
    /// The table as comma-separated text, without notes and checks; lines end in a line feed. Texts stand as they are, so that they are read back as they were: a program that runs cells which
    /// begin with an equals sign should be given the workbook.
    /// </summary>
    public static string Csv(Collection collection, TemplateFilling? filling = null)
    {
        if (NoCsv(collection) is { } why)
            throw new ArgumentException(why, nameof(collection));
        filling ??= TemplateFilling.None;
        var columns = Columns(collection.Tables[0], filling);
        return string.Concat(filling.Rows.Select(row => columns.Select(column => row.Cells.GetValueOrDefault(column.Column.Field, "")))
            .Prepend(columns.Select(column => column.Column.Heading)).Select(cells => CsvText.Line(cells) + "\n"));
    }

    /// <summary>A table as it is drawn.</summary>
    /// <param name="MayHavePrior">Columns that tell who a person is may stand in the table that declares them, and nowhere else.</param>
    private sealed record Form(ReturnTable Table, ImmutableArray<TemplateColumn> Columns, ImmutableArray<FilledRow> Rows, bool MayHavePrior)
    {
        public bool HasPrior => MayHavePrior && Rows.Any(row => row.Before.Count > 0);

        public int LastLine => Math.Max(ReturnTemplate.LastLine, Rows.Length + LinesBelow);
    }

    private static ImmutableArray<TemplateColumn> Columns(ReturnTable table, TemplateFilling filling) =>
        [.. table.Template.Columns.Where(column => !column.Optional || !filling.Without.Contains(column.Field)).Select(column => new TemplateColumn(column))];

    private static string PriorName(ReturnTable table, int tables)
    {
        var name = tables == 1 ? LastTime : $"{LastTime}, {table.Title}";
        return name.Length <= LongestSheetName ? name : name[..LongestSheetName].TrimEnd();
    }

    /// <param name="prior">The sheet of prior values in place of the table: grey, locked, under headings that are not those of the return.</param>
    private static void Draw(IXLWorksheet sheet, Form form, bool prior)
    {
        var widths = new double[form.Columns.Length];
        var headLines = 1;
        for (var at = 0; at < form.Columns.Length; at++)
        {
            var column = form.Columns[at];
            var heading = prior ? $"{LastTime}: {column.Column.Heading}" : column.Column.Heading;
            widths[at] = column.Width(heading, form.Rows.Select(row => Cell(row, column, prior)));
            sheet.Column(at + 1).Width = widths[at];
            if (!prior)
                column.Prepare(sheet.Column(at + 1));
            var cell = sheet.Cell(1, at + 1);
            cell.SetValue(heading);
            cell.Style = HouseStyle.Of(prior ? Look.Label : column.HeadLook, lines: 2);
            if (prior && column.IsNumber)
                cell.Style.Alignment.Horizontal = XLAlignmentHorizontalValues.Right;
            headLines = Math.Max(headLines, TextWidth.Lines(heading, widths[at] - HouseStyle.Padding, bold: true));
        }
        sheet.Row(1).Height = HouseStyle.LineHeight * headLines + 6;
        for (var line = 0; line < form.Rows.Length; line++)
        {
            var row = form.Rows[line];
            if (prior && row.Before.Count == 0)
                continue;
            var lines = form.Columns.Select((column, at) => column.Lines(Cell(row, column, prior), widths[at])).Max();
            for (var at = 0; at < form.Columns.Length; at++)
                form.Columns[at].Put(sheet.Cell(line + 2, at + 1), Cell(row, form.Columns[at], prior), lines, prior);
            if (lines > 1)
                sheet.Row(line + 2).Height = HouseStyle.LineHeight * lines + 4;
        }
        sheet.SheetView.Freeze(1, 0);
        HouseStyle.Paper(sheet.PageSetup);
        sheet.PageSetup.FitToPages(1, 0);
        sheet.PageSetup.SetRowsToRepeatAtTop(1, 1);
        sheet.PageSetup.Footer.Right.AddText("Page &P of &N");
        if (prior)
            sheet.Protect().AllowElement(XLSheetProtectionElements.FormatColumns);
    }

    private static string Cell(FilledRow row, TemplateColumn column, bool prior) => (prior ? row.Before : row.Cells).GetValueOrDefault(column.Column.Field, "");

    private static void AddChecks(XLWorkbook workbook, List<Form> tables)
    {
        IXLWorksheet? sheet = null;
        var lists = new Dictionary<string, IXLRange>();
        foreach (var form in tables)
        {
            for (var at = 0; at < form.Columns.Length; at++)
            {
                var choices = form.Columns[at].Column.Kind.Choices;
                IXLRange? list = null;
                if (!choices.IsEmpty && !lists.TryGetValue(string.Join('\n', choices), out list))
                {
                    sheet ??= workbook.AddWorksheet(HiddenParts.ListsSheet);
                    lists.Add(string.Join('\n', choices), list = List(sheet, lists.Count + 1, choices));
                }
                form.Columns[at].AddCheck(workbook.Worksheet(form.Table.Title).Range(2, at + 1, form.LastLine, at + 1).SetDataValidation(), list);
            }
        }
        if (sheet is not null)
            sheet.Visibility = XLWorksheetVisibility.VeryHidden;
    }

    private static IXLRange List(IXLWorksheet sheet, int column, ImmutableArray<string> choices)
    {
        for (var line = 0; line < choices.Length; line++)
        {
            sheet.Cell(line + 1, column).SetValue(choices[line]);
            sheet.Cell(line + 1, column).Style.NumberFormat.Format = "@";
        }
        return sheet.Range(1, column, choices.Length, column);
    }
}
