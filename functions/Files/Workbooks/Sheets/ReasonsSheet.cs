using System.Collections.Immutable;
using Monitoring.Core.Figures.Delays;
using Monitoring.Core.Returns;

namespace Monitoring.Files.Workbooks.Sheets;

/// <summary>Every cell of the figures: reason by type of care and attribution. The other sheets add up from here.</summary>
internal static class ReasonsSheet
{
    public const string Table = "tblReasons", Total = "Total";

    private static readonly ImmutableArray<(CareType Care, Attribution Attribution)> Places =
        [.. from care in DelayedTransfers.CareTypes from attribution in DelayedTransfers.Attributions select (care, attribution)];

    public static SheetPlan Days(DelayFigures figures) => Of(figures, "Reasons", Table, cell => cell.Days, "Delayed days", "Delayed days by reason, type of care and who is responsible");

    /// <summary>Patients at the snapshot; only where the month's return had them.</summary>
    public static SheetPlan Patients(DelayFigures figures) =>
        Of(figures, "Patients", "tblPatients", cell => cell.Patients ?? default, "Patients", "Patients delayed at midnight on the last Thursday, by reason, type of care and who is responsible");

    private static SheetPlan Of(DelayFigures figures, string name, string table, Func<DelayCell, ByAttribution<Total>> numbers, string counted, string heading)
    {
        var cells = figures.Cells.ToDictionary(cell => (cell.Care, cell.Reason), numbers);
        var whole = cells.Values.Sum(Phrases.Days);
        var notGiven = cells.Values.Sum(Phrases.NotGiven);
        var reasons = DelayedTransfers.Reasons.Where(reason => DelayedTransfers.CareTypes.Any(care => cells.ContainsKey((care, reason.Reason)))).ToList();
        var nonAcuteOnly = reasons.Where(reason => DelayedTransfers.CareTypes.Any(care => !cells.ContainsKey((care, reason.Reason)))).ToList();
        return new SheetPlan(name, $"{heading}: the numbers that the other sheets add up", $"{figures.Subject()}: {char.ToLowerInvariant(heading[0])}{heading[1..]}")
        {
            Sentences = SheetPlan.Say(
            [
                "Shaded cells are combinations that the return does not allow: further non-acute NHS care and housing are always the NHS's; residential home, choice and disputes are never both's.",
                .. nonAcuteOnly.Select(reason => $"Reason {reason.Code} is used for non-acute care only."),
                .. notGiven > 0 ? ["\"Not given\" is not zero: a return holds no number there. The last column counts such cells; see Data quality."] : Array.Empty<string>(),
            ]),
            Table = new TablePlan(table,
            [
                new("Code"), new("Reason", Widest: 48),
                .. Places.Select(place => new ColumnPlan(Phrases.Heading(place.Care, place.Attribution), Number: true)),
                new(Total, Number: true), new("Share", Number: true),
                .. notGiven > 0 ? [new ColumnPlan("Cells not given", Number: true)] : Array.Empty<ColumnPlan>(),
            ],
            [.. reasons.Select(Row)],
            figures.Calculable() ? Totals() : null, Frozen: 2),
        };

        Entry[] Row(ReasonDefinition reason)
        {
            var here = DelayedTransfers.CareTypes.Select(care => cells.GetValueOrDefault((care, reason.Reason))).ToList();
            var days = here.Sum(Phrases.Days);
            return
            [
                Entry.Of(reason.Code, Look.Code), Entry.Of(reason.Label),
                .. Places.Select(place => Cell(reason, place.Care, place.Attribution)),
                .. figures.Calculable()
                    ? new[]
                    {
                        Entry.Calculated($"SUM({TablePlan.Here(table, Phrases.Heading(Places[0].Care, Places[0].Attribution), Phrases.Heading(Places[^1].Care, Places[^1].Attribution))})", days, Look.Whole),
                        Entry.Share(TablePlan.Here(table, Total), TablePlan.Sum(table, Total), days, whole),
                    }
                    : [Entry.Words(Phrases.NotCalculable), Entry.Words(Phrases.NotCalculable)],
                .. notGiven > 0 ? [Entry.Of(here.Sum(Phrases.NotGiven))] : Array.Empty<Entry>(),
            ];
        }

        Entry Cell(ReasonDefinition reason, CareType care, Attribution attribution)
        {
            if (!cells.TryGetValue((care, reason.Reason), out var found))
                return Entry.Of("not used", Look.NotAllowed);
            if (!reason.Allows(attribution) && found[attribution].Days == 0)
                return Entry.Of("not allowed", Look.NotAllowed);
            return figures.Calculable() ? Entry.Days(found[attribution]) : Entry.Words(Phrases.NotCalculable);
        }

        Entry[] Totals() =>
        [
            Entry.Of("Total"), Entry.Of(counted),
            .. Places.Select(place => TablePlan.Total(table, Phrases.Heading(place.Care, place.Attribution), cells.Where(cell => cell.Key.Care == place.Care).Sum(cell => cell.Value[place.Attribution].Days))),
            TablePlan.Total(table, Total, whole),
            Entry.Share(TablePlan.Sum(table, Total), TablePlan.Sum(table, Total), whole, whole),
            .. notGiven > 0 ? [TablePlan.Total(table, "Cells not given", notGiven)] : Array.Empty<Entry>(),
        ];
    }
}
