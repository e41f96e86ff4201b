using System.Collections.Immutable;
using Monitoring.Core.Figures.Delays;
using Monitoring.Core.Returns;

namespace Monitoring.Files.Workbooks.Sheets;

/// <summary>Who reported the delays.</summary>
internal static class ProvidersSheet
{
    public const string Table = "tblProviders", Total = "Total";

    private static readonly ImmutableArray<(CareType Care, Attribution Attribution)> Places =
        [.. from care in DelayedTransfers.CareTypes from attribution in DelayedTransfers.Attributions select (care, attribution)];

    public static SheetPlan Of(DelayFigures figures)
    {
        var whole = figures.Providers.Sum(provider => provider.Total.Days);
        return new SheetPlan("Providers", "Delayed days by provider", $"{figures.Subject()}: delayed days by provider")
        {
            Sentences = SheetPlan.Say(figures.IsEngland()
                ? "The hospitals and services in which people were delayed, for residents of every authority. A provider with zeros reported that there was no delay."
                : $"The hospitals and services in which people were delayed for whom {figures.Body.Name} was responsible, wherever the hospital is. A provider with zeros reported that there was no delay."),
            Table = figures.Providers.IsEmpty
                ? new TablePlan(Table, [new("Provider")], [[Entry.Of("No provider's return stands for this month.")]])
                : new TablePlan(Table,
                    [
                        new("Code"), new("Provider", Widest: 52),
                        .. Places.Select(place => new ColumnPlan(Phrases.Heading(place.Care, place.Attribution), Number: true)),
                        new(Total, Number: true), new("Share", Number: true),
                    ],
                    [.. figures.Providers.Select(Row)],
                    [
                        Entry.Of("Total"), Entry.Of(""),
                        .. Places.Select(place => TablePlan.Total(Table, Phrases.Heading(place.Care, place.Attribution), figures.Providers.Sum(provider => At(provider, place).Days))),
                        TablePlan.Total(Table, Total, whole),
                        Entry.Share(TablePlan.Sum(Table, Total), TablePlan.Sum(Table, Total), whole, whole),
                    ],
                    Filter: figures.Providers.Length > 10, Frozen: 2),
        };

        Entry[] Row(DelayPart provider) =>
        [
            Entry.Of(provider.Code, Look.Code), Entry.Of(provider.Name),
            .. Places.Select(place => Entry.Days(At(provider, place))),
            Entry.Calculated($"SUM({TablePlan.Here(Table, Phrases.Heading(Places[0].Care, Places[0].Attribution), Phrases.Heading(Places[^1].Care, Places[^1].Attribution))})", provider.Total.Days, Look.Whole),
            Entry.Share(TablePlan.Here(Table, Total), TablePlan.Sum(Table, Total), provider.Total.Days, whole),
        ];
    }

    private static Total At(DelayPart part, (CareType Care, Attribution Attribution) place) =>
        (place.Care == CareType.Acute ? part.Acute : part.NonAcute)[place.Attribution];
}
