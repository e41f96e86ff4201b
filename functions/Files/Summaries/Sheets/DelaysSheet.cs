using Monitoring.Core.Figures.Delays;
using Monitoring.Core.Returns;
using Monitoring.Files.Workbooks;
using Monitoring.Files.Workbooks.Sheets;

namespace Monitoring.Files.Summaries.Sheets;

/// <summary>Type of care by attribution, added up from the sheet of reasons.</summary>
internal static class DelaysSheet
{
    public const string Name = "Delays", Table = "tblDelays", Total = "Total", CalendarDays = "Calendar days";

    private const string Average = "Average people a day", Care = "Type of care";

    public static SheetPlan Of(DelayMonths months)
    {
        var whole = months.TotalDays;
        return new SheetPlan(Name, "Delayed days by type of care and who is responsible", "Delayed days by type of care and who is responsible")
        {
            Sentences = SheetPlan.Say([$"Added up from the sheet {ReasonsSheet.Name}. Average people a day are delayed days divided by calendar days (DTOC beds).", .. months.Says()]),
            Table = new TablePlan(Table,
            [
                .. months.Column, new(Care), .. DelayedTransfers.Attributions.Select(attribution => new ColumnPlan(Phrases.Of(attribution), Number: true)),
                new(Total, Number: true), new("Share", Number: true), new(CalendarDays, Number: true), new(Average, Number: true),
            ],
            months.Rows(_ => DelayedTransfers.CareTypes, Row),
            months.Calculable ? Totals() : null),
        };

        Entry[] Row(DelayFigures figures, CareType care)
        {
            // Of a quarter only the days of months that are known are days to divide by.
            var calendarDays = months.IsQuarter && !figures.Calculable() ? Entry.Words(Phrases.NotCalculable) : Entry.Of(figures.Month.Days);
            if (!figures.Calculable())
                return [Entry.Of(Phrases.Of(care)), .. Enumerable.Repeat(Entry.Words(Phrases.NotCalculable), 5), calendarDays, Entry.Words(Phrases.NotCalculable)];
            var days = DelayedTransfers.Attributions.Sum(attribution => Of(figures, care, attribution));
            return
            [
                Entry.Of(Phrases.Of(care)),
                .. DelayedTransfers.Attributions.Select(attribution => Entry.Calculated(months.Sum(ReasonsSheet.Table, Phrases.Heading(care, attribution), Table), Of(figures, care, attribution), Look.Whole)),
                Entry.Calculated($"SUM({TablePlan.Here(Table, Phrases.Of(Attribution.Nhs), Phrases.Of(Attribution.Both))})", days, Look.Whole),
                Entry.Share(TablePlan.Here(Table, Total), TablePlan.Sum(Table, Total), days, whole),
                calendarDays,
                Entry.Calculated($"{TablePlan.Here(Table, Total)}/{TablePlan.Here(Table, CalendarDays)}", (decimal)days / figures.Month.Days, Look.OneDecimal),
            ];
        }

        Entry[] Totals() =>
        [
            months.TotalLabel, .. months.Blank,
            .. DelayedTransfers.Attributions.Select(attribution => TablePlan.Total(Table, Phrases.Of(attribution), DelayedTransfers.CareTypes.Sum(care => months.Days(care, attribution)))),
            TablePlan.Total(Table, Total, whole),
            Entry.Share(TablePlan.Sum(Table, Total), TablePlan.Sum(Table, Total), whole, whole),
            Entry.Calculated(DaysOfPeriod, months.CalendarDays, Look.Whole),
            Entry.Calculated($"{TablePlan.Sum(Table, Total)}/{DaysOfPeriod}", (decimal)whole / months.CalendarDays, Look.OneDecimal),
        ];
    }

    /// <summary>The formula of the calendar days of the month of a row.</summary>
    /// <param name="here">The table of the row.</param>
    public static string DaysOfMonth(DelayMonths months, string here) => months.IsQuarter ? months.Find(Table, CalendarDays, Care, Phrases.Of(CareType.Acute), here) : $"MAX({TablePlan.Column(Table, CalendarDays)})";

    /// <summary>The formula of the calendar days of all months that are known: each month has a row for each type of care.</summary>
    public static string DaysOfPeriod { get; } = $"SUMIFS({TablePlan.Column(Table, CalendarDays)},{TablePlan.Column(Table, Care)},\"{Phrases.Of(CareType.Acute)}\")";

    private static long Of(DelayFigures figures, CareType care, Attribution attribution) => figures.Cells.Where(cell => cell.Care == care).Sum(cell => cell.Days[attribution].Days);
}
