using Monitoring.Core.Figures.Delays;
using Monitoring.Core.Returns;

namespace Monitoring.Files.Workbooks.Sheets;

/// <summary>Type of care by attribution, added up from the sheet of reasons.</summary>
internal static class DelaysSheet
{
    public const string Table = "tblDelays", Total = "Total", CalendarDays = "Calendar days";

    private const string Average = "Average people a day";

    public static SheetPlan Of(DelayFigures figures)
    {
        var whole = figures.TotalDays();
        return new SheetPlan("Delays", "Delayed days by type of care and who is responsible", $"{figures.Subject()}: delayed days by type of care and who is responsible")
        {
            Sentences = SheetPlan.Say("Added up from the sheet Reasons. Average people a day are delayed days divided by the calendar days of the month (DTOC beds)."),
            Table = new TablePlan(Table,
            [
                new("Type of care"), .. DelayedTransfers.Attributions.Select(attribution => new ColumnPlan(Phrases.Of(attribution), Number: true)),
                new(Total, Number: true), new("Share", Number: true), new(CalendarDays, Number: true), new(Average, Number: true),
            ],
            [.. DelayedTransfers.CareTypes.Select(Row)],
            figures.Calculable() ? Totals() : null),
        };

        long Days(CareType care, Attribution attribution) => figures.Cells.Where(cell => cell.Care == care).Sum(cell => cell.Days[attribution].Days);

        Entry[] Row(CareType care)
        {
            if (!figures.Calculable())
                return [Entry.Of(Phrases.Of(care)), .. Enumerable.Repeat(Entry.Words(Phrases.NotCalculable), 5), Entry.Of(figures.Month.Days), Entry.Words(Phrases.NotCalculable)];
            var days = DelayedTransfers.Attributions.Sum(attribution => Days(care, attribution));
            return
            [
                Entry.Of(Phrases.Of(care)),
                .. DelayedTransfers.Attributions.Select(attribution => Entry.Calculated(TablePlan.Sum(ReasonsSheet.Table, Phrases.Heading(care, attribution)), Days(care, attribution), Look.Whole)),
                Entry.Calculated($"SUM({TablePlan.Here(Table, Phrases.Of(Attribution.Nhs), Phrases.Of(Attribution.Both))})", days, Look.Whole),
                Entry.Share(TablePlan.Here(Table, Total), TablePlan.Sum(Table, Total), days, whole),
                Entry.Of(figures.Month.Days),
                Entry.Calculated($"{TablePlan.Here(Table, Total)}/{TablePlan.Here(Table, CalendarDays)}", (decimal)days / figures.Month.Days, Look.OneDecimal),
            ];
        }

        Entry[] Totals() =>
        [
            Entry.Of("Total"),
            .. DelayedTransfers.Attributions.Select(attribution => TablePlan.Total(Table, Phrases.Of(attribution), DelayedTransfers.CareTypes.Sum(care => Days(care, attribution)))),
            TablePlan.Total(Table, Total, whole),
            Entry.Share(TablePlan.Sum(Table, Total), TablePlan.Sum(Table, Total), whole, whole),
            Entry.Calculated($"MAX({TablePlan.Column(Table, CalendarDays)})", figures.Month.Days, Look.Whole),
            TablePlan.Total(Table, Average, (decimal)whole / figures.Month.Days, Look.OneDecimal),
        ];
    }
}
