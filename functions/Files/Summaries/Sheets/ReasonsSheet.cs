using System.Collections.Immutable;
using Monitoring.Core.Figures.Delays;
using Monitoring.Core.Returns;
using Monitoring.Files.Workbooks;
using Monitoring.Files.Workbooks.Sheets;

namespace Monitoring.Files.Summaries.Sheets;

/// <summary>Every cell of the figures: reason by type of care and attribution. The other sheets add up from here.</summary>
internal static class ReasonsSheet
{
    public const string Name = "Reasons", Table = "tblReasons", Total = "Total", PatientsName = "Patients";

    private static readonly ImmutableArray<(CareType Care, Attribution Attribution)> Places =
        [.. from care in DelayedTransfers.CareTypes from attribution in DelayedTransfers.Attributions select (care, attribution)];

    public static SheetPlan Days(DelayMonths months) => Of(months, Name, Table, cell => cell.Days, "Delayed days", "Delayed days by reason, type of care and who is responsible");

    /// <summary>Patients at the snapshot; only where the months' returns had them.</summary>
    public static SheetPlan Patients(DelayMonths months) =>
        Of(months, PatientsName, "tblPatients", cell => cell.Patients ?? default, "Patients", "Patients delayed at midnight on the last Thursday, by reason, type of care and who is responsible");

    private static SheetPlan Of(DelayMonths months, string name, string table, Func<DelayCell, ByAttribution<Total>> numbers, string counted, string heading)
    {
        var cells = months.All.ToDictionary(month => month.Month, month => month.Cells.ToDictionary(cell => (cell.Care, cell.Reason), numbers));
        var all = cells.Values.SelectMany(month => month).ToList();
        var whole = all.Sum(cell => Phrases.Days(cell.Value));
        var notGiven = all.Sum(cell => Phrases.NotGiven(cell.Value));
        var nonAcuteOnly = DelayedTransfers.Reasons.Where(reason => all.Any(cell => cell.Key.Reason == reason.Reason) && cells.Values.Any(month => IsUsed(month, reason) && DelayedTransfers.CareTypes.Any(care => !month.ContainsKey((care, reason.Reason))))).ToList();
        // Patients of different days are different counts: they are not added up over months.
        var totals = months.Calculable && (!months.IsQuarter || table == Table);
        return new SheetPlan(name, $"{heading}: the numbers that the other sheets add up", heading)
        {
            Sentences = SheetPlan.Say(
            [
                "Shaded cells are combinations that the return does not allow: further non-acute NHS care and housing are always the NHS's; residential home, choice and disputes are never both's.",
                .. nonAcuteOnly.Select(reason => $"Reason {reason.Code} is used for non-acute care only."),
                .. notGiven > 0 ? [$"\"Not given\" is not zero: a return holds no number there. The last column counts such cells; see {DataQualitySheet.Name}."] : Array.Empty<string>(),
                .. totals ? months.Says() : months.IsQuarter ? ["Each row is of one month. Patients of different days are not added up."] : [],
            ]),
            Table = new TablePlan(table,
            [
                .. months.Column, new("Code"), new("Reason", Widest: 48),
                .. Places.Select(place => new ColumnPlan(Phrases.Heading(place.Care, place.Attribution), Number: true)),
                new(Total, Number: true), new("Share", Number: true),
                .. notGiven > 0 ? [new ColumnPlan("Cells not given", Number: true)] : Array.Empty<ColumnPlan>(),
            ],
            months.Rows(figures => DelayedTransfers.Reasons.Where(reason => IsUsed(cells[figures.Month], reason)), Row),
            totals ? Totals() : null, Filter: months.IsQuarter, Frozen: months.Column.Length + 2),
        };

        static bool IsUsed(Dictionary<(CareType, Reason), ByAttribution<Total>> month, ReasonDefinition reason) => DelayedTransfers.CareTypes.Any(care => month.ContainsKey((care, reason.Reason)));

        Entry[] Row(DelayFigures figures, ReasonDefinition reason)
        {
            var here = DelayedTransfers.CareTypes.Select(care => cells[figures.Month].GetValueOrDefault((care, reason.Reason))).ToList();
            var (days, of) = (here.Sum(Phrases.Days), totals ? whole : cells[figures.Month].Values.Sum(Phrases.Days));
            return
            [
                Entry.Of(reason.Code, Look.Code), Entry.Of(reason.Label),
                .. Places.Select(place => Cell(figures, reason, place.Care, place.Attribution)),
                .. figures.Calculable()
                    ? new[]
                    {
                        Entry.Calculated($"SUM({TablePlan.Here(table, Phrases.Heading(Places[0].Care, Places[0].Attribution), Phrases.Heading(Places[^1].Care, Places[^1].Attribution))})", days, Look.Whole),
                        Entry.Share(TablePlan.Here(table, Total), totals ? TablePlan.Sum(table, Total) : months.Sum(table, Total, table), days, of),
                    }
                    : [Entry.Words(Phrases.NotCalculable), Entry.Words(Phrases.NotCalculable)],
                .. notGiven > 0 ? [Entry.Of(here.Sum(Phrases.NotGiven))] : Array.Empty<Entry>(),
            ];
        }

        Entry Cell(DelayFigures figures, ReasonDefinition reason, CareType care, Attribution attribution)
        {
            if (!cells[figures.Month].TryGetValue((care, reason.Reason), out var found))
                return Entry.Of("not used", Look.NotAllowed);
            if (!reason.Allows(attribution) && found[attribution].Days == 0)
                return Entry.Of("not allowed", Look.NotAllowed);
            return figures.Calculable() ? Entry.Days(found[attribution]) : Entry.Words(Phrases.NotCalculable);
        }

        Entry[] Totals() =>
        [
            months.TotalLabel, .. months.Blank, Entry.Of(counted),
            .. Places.Select(place => TablePlan.Total(table, Phrases.Heading(place.Care, place.Attribution), all.Where(cell => cell.Key.Care == place.Care).Sum(cell => cell.Value[place.Attribution].Days))),
            TablePlan.Total(table, Total, whole),
            Entry.Share(TablePlan.Sum(table, Total), TablePlan.Sum(table, Total), whole, whole),
            .. notGiven > 0 ? [TablePlan.Total(table, "Cells not given", notGiven)] : Array.Empty<Entry>(),
        ];
    }
}
