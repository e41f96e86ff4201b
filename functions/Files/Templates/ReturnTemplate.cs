using System.Collections.Immutable;
using System.Globalization;
using ClosedXML.Excel;
using Monitoring.Core.Kernel;
using Monitoring.Core.Policy;
using Monitoring.Core.Returns;
using Monitoring.Files.Workbooks;

namespace Monitoring.Files.Templates;

/// <summary>
/// The form in which a body sends its own return: an empty table with the headings of a layout or, given who reports what for whom, with a row
/// for each authority, type of care and reason in which only the numbers are missing.
/// </summary>
public static class ReturnTemplate
{
    /// <summary>Rows that the drop-downs and the check of numbers reach.</summary>
    private const int LastRow = 5_000;

    private const string ReturnSheet = "Return", NotesSheet = "Notes", ListsSheet = Core.Validation.HiddenParts.ListsSheet;

    /// <summary>A workbook with the sheets Return and Notes. Codes and months are kept as text, so that 00KB and 2019-11 stay what they are.</summary>
    /// <param name="authorities">Codes of the authorities reported for. Rows are filled in when provider, month and at least one authority are given.</param>
    public static byte[] Xlsx(Layout layout, string? provider = null, ReportingMonth? month = null, IReadOnlyCollection<string>? authorities = null)
    {
        var columns = Columns(layout, month);
        var rows = Rows(columns, provider, month, authorities).ToList();
        using var workbook = new XLWorkbook(XLEventTracking.Disabled);
        HouseStyle.Base(workbook.Style);
        workbook.Properties.Title = $"Return: {layout.Title}";
        workbook.Properties.Author = "Monitoring";
        // No clock: the same template is the same file.
        workbook.Properties.Created = workbook.Properties.Modified = (month ?? DelayedTransfers.Last).FirstDay.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc);
        DrawReturn(workbook.AddWorksheet(ReturnSheet), columns, rows);
        DrawNotes(workbook.AddWorksheet(NotesSheet), layout, columns, month);
        var lists = workbook.AddWorksheet(ListsSheet);
        AddRules(workbook.Worksheet(ReturnSheet), lists, columns, month);
        lists.Hide();
        using var stream = new MemoryStream();
        workbook.SaveAs(stream);
        Finishing.Apply(stream, []);
        return stream.ToArray();
    }

    /// <summary>The same as comma-separated text, without notes and checks; lines end in a line feed.</summary>
    /// <inheritdoc cref="Xlsx" path="/param"/>
    public static string Csv(Layout layout, string? provider = null, ReportingMonth? month = null, IReadOnlyCollection<string>? authorities = null)
    {
        var columns = Columns(layout, month);
        return string.Concat(Rows(columns, provider, month, authorities).Select(cells => CsvText.Line(cells))
            .Prepend(CsvText.Line(columns.Select(column => column.Heading))).Select(line => line + "\n"));
    }

    /// <summary>Columns that are not collected in the month are left out: nobody should wonder what belongs there.</summary>
    private static ImmutableArray<Column> Columns(Layout layout, ReportingMonth? month) =>
        month is { } on && PolicyBook.Current.TryOn(on.LastDay, "delayed-transfers.snapshot") is not { Value: "yes" }
            ? [.. layout.Columns.Where(column => !column.Optional)]
            : layout.Columns;

    private static bool IsNumber(Column column) => column.Field.EndsWith("-days", StringComparison.Ordinal) || column.Field.EndsWith("-patients", StringComparison.Ordinal);

    private static IEnumerable<string[]> Rows(ImmutableArray<Column> columns, string? provider, ReportingMonth? month, IReadOnlyCollection<string>? authorities)
    {
        if (provider is null || month is not { } reported || authorities is null)
            return [];
        return
            from authority in authorities
            from place in Places(reported)
            select columns.Select(column => column.Field switch
            {
                "month" => reported.ToString(),
                "provider" => provider,
                "authority" => authority,
                "care" => DelayedTransfers.Name(place.Care),
                "reason" => place.Reason.ToString(),
                _ => "", // a number that the sender has to give: nothing is not zero
            }).ToArray();
    }

    private static void DrawReturn(IXLWorksheet sheet, ImmutableArray<Column> columns, List<string[]> rows)
    {
        for (var column = 0; column < columns.Length; column++)
        {
            var number = IsNumber(columns[column]);
            var cell = sheet.Cell(1, column + 1);
            cell.SetValue(columns[column].Heading);
            cell.Style = HouseStyle.Of(number ? Look.TableHeadNumber : Look.TableHead);
            sheet.Column(column + 1).Width = TextWidth.Of(columns[column].Heading, bold: true) + HouseStyle.Padding + 2;
            // Text also in the rows still to be filled: a spreadsheet would make a number of 007 and a date of 2019-11.
            sheet.Column(column + 1).Style.NumberFormat.Format = number ? "0" : "@";
            for (var row = 0; row < rows.Count; row++)
            {
                var filled = sheet.Cell(row + 2, column + 1);
                if (rows[row][column].Length > 0)
                    filled.SetValue(rows[row][column]);
                filled.Style = HouseStyle.Of(number ? Look.Whole : Look.Code);
            }
        }
        sheet.Row(1).Height = HouseStyle.LineHeight + 6;
        sheet.SheetView.Freeze(1, 0);
        var page = sheet.PageSetup;
        HouseStyle.Paper(page);
        page.FitToPages(1, 0);
        page.SetRowsToRepeatAtTop(1, 1);
    }

    private static void DrawNotes(IXLWorksheet sheet, Layout layout, ImmutableArray<Column> columns, ReportingMonth? month)
    {
        var row = 1;
        Put(1, $"How to fill in the {layout.Title}", Look.Heading);
        sheet.Row(1).Height = HouseStyle.HeadingHeight;
        row = 2;
        foreach (var sentence in Sentences(month))
            Put(1, sentence, Look.Sentence, next: true);
        foreach (var column in columns)
        {
            Put(1, column.Heading, Look.Label);
            Put(2, column.Optional ? $"{column.About}. May be left out." : $"{column.About}.", Look.Text, next: true);
        }
        foreach (var reason in Reasons(month))
        {
            Put(1, $"Reason {reason.Code}", Look.Label);
            Put(2, $"{reason.Label}. {Attributions(reason)}", Look.Text, next: true);
        }
        sheet.Column(1).Width = 26;
        sheet.Column(2).Width = 100;
        sheet.ShowGridLines = false;
        HouseStyle.Paper(sheet.PageSetup);
        sheet.PageSetup.FitToPages(1, 0);

        void Put(int column, string text, Look look, bool next = false)
        {
            sheet.Cell(row, column).SetValue(text);
            sheet.Cell(row, column).Style = HouseStyle.Of(look);
            if (next)
                sheet.Row(row++).Height = 4 + HouseStyle.LineHeight * (look == Look.Text ? TextWidth.Lines(text, 97) : 1);
        }
    }

    private static IEnumerable<string> Sentences(ReportingMonth? month) =>
    [
        "Fill in the sheet Return and save the file as it is, or as CSV. Do not change the headings in its first line.",
        $"For each provider and authority there is one row for every type of care and reason: {Number(month, CareType.Acute)} for Acute, {Number(month, CareType.NonAcute)} for Non-Acute.",
        "Write 0 where there was no delay. A cell left empty is not taken as 0: the figure is then marked incomplete.",
        "The letters and codes are text: 00KB and 007 keep their zeros.",
    ];

    private static string Number(ReportingMonth? month, CareType care) => Places(month).Count(place => place.Care == care).ToString(CultureInfo.InvariantCulture);

    private static IEnumerable<ReasonDefinition> Reasons(ReportingMonth? month) => Places(month).Select(place => place.Reason).Distinct().Select(DelayedTransfers.Of);

    /// <summary>A template for no month in particular has the rows of the last month that was collected.</summary>
    private static IEnumerable<(CareType Care, Reason Reason)> Places(ReportingMonth? month) => DelayedTransfers.Places(month ?? DelayedTransfers.Last, PolicyBook.Current);

    private static string Attributions(ReasonDefinition reason) => reason switch
    {
        { SocialCare: true, Both: true } => "NHS, social care or both.",
        { SocialCare: true } => "NHS or social care, never both.",
        _ => "NHS only.",
    } + (reason.Reason == Reason.O ? " From April 2017, for Non-Acute only." : "");

    private static void AddRules(IXLWorksheet sheet, IXLWorksheet lists, ImmutableArray<Column> columns, ReportingMonth? month)
    {
        for (var column = 0; column < columns.Length; column++)
        {
            var range = sheet.Range(2, column + 1, LastRow, column + 1);
            if (IsNumber(columns[column]))
            {
                var rule = range.SetDataValidation();
                rule.WholeNumber.EqualOrGreaterThan(0);
                Say(rule, "A whole number", "Write a whole number, 0 where there was no delay.");
            }
            else if (columns[column].Field is "care" or "reason")
            {
                var values = columns[column].Field == "care" ? DelayedTransfers.CareTypes.Select(DelayedTransfers.Name).ToList() : [.. Reasons(month).Select(reason => reason.Code)];
                for (var row = 0; row < values.Count; row++)
                    lists.Cell(row + 1, column + 1).SetValue(values[row]);
                var rule = range.SetDataValidation();
                rule.List(lists.Range(1, column + 1, values.Count, column + 1), inCellDropdown: true);
                Say(rule, columns[column].Heading, $"Choose one of: {string.Join(", ", values)}.");
            }
        }
    }

    private static void Say(IXLDataValidation rule, string title, string message)
    {
        rule.IgnoreBlanks = true;
        rule.ErrorStyle = XLErrorStyle.Stop;
        rule.ErrorTitle = title;
        rule.ErrorMessage = message;
        rule.ShowErrorMessage = true;
    }
}
