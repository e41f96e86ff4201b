using System.Collections.Immutable;
using Monitoring.Core.Figures.Delays;
using Monitoring.Core.Returns;
using Monitoring.Files.Workbooks;
using Monitoring.Files.Workbooks.Sheets;

namespace Monitoring.Files.Summaries.Sheets;

/// <summary>Who reported the delays.</summary>
internal static class ProvidersSheet
{
    public const string Name = "Providers", Table = "tblProviders", Total = "Total";

    private static readonly ImmutableArray<(CareType Care, Attribution Attribution)> Places =
        [.. from care in DelayedTransfers.CareTypes from attribution in DelayedTransfers.Attributions select (care, attribution)];

    public static SheetPlan Of(DelayMonths months)
    {
        ImmutableArray<DelayPart> all = [.. months.All.SelectMany(month => month.Providers)];
        var whole = all.Sum(provider => provider.Total.Days);
        return new SheetPlan(Name, "Delayed days by provider", "Delayed days by provider")
        {
            Sentences = SheetPlan.Say([months.IsEngland
                ? "The hospitals and services in which people were delayed, for residents of every authority. A provider with zeros reported that there was no delay."
                : $"The hospitals and services in which people were delayed for whom {months.Name} was responsible, wherever the hospital is. A provider with zeros reported that there was no delay.", .. months.Says()]),
            Table = all.IsEmpty
                ? new TablePlan(Table, [new("Provider")], [[Entry.Of($"No provider's return stands for {months.Time}.")]])
                : new TablePlan(Table,
                    [
                        .. months.Column, new("Code"), new("Provider", Widest: 52),
                        .. Places.Select(place => new ColumnPlan(Phrases.Heading(place.Care, place.Attribution), Number: true)),
                        new(Total, Number: true), new("Share", Number: true),
                    ],
                    months.Rows(figures => figures.Providers, (_, provider) => Row(provider)),
                    [
                        months.TotalLabel, .. months.Blank, Entry.Of(""),
                        .. Places.Select(place => TablePlan.Total(Table, Phrases.Heading(place.Care, place.Attribution), all.Sum(provider => At(provider, place).Days))),
                        TablePlan.Total(Table, Total, whole),
                        Entry.Share(TablePlan.Sum(Table, Total), TablePlan.Sum(Table, Total), whole, whole),
                    ],
                    Filter: all.Length > 10, Frozen: months.Column.Length + 2),
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
