using Monitoring.Core.Figures;
using Monitoring.Core.Figures.Delays;
using Monitoring.Core.Returns;

namespace Monitoring.Files.Workbooks.Sheets;

/// <summary>Averages and rates with what they are divided by, as formulas.</summary>
internal static class RatesSheet
{
    public const string Table = "tblRates", Measure = "Measure", Value = "Value";

    private static readonly string MonthDays = $"MAX({TablePlan.Column(DelaysSheet.Table, DelaysSheet.CalendarDays)})";

    public static SheetPlan Of(DelayFigures figures)
    {
        var rates = figures.Figures.Where(figure => figure.Numerator is not null).ToList();
        return new SheetPlan("Rates", "Averages and rates with their numerators and denominators", $"{figures.Subject()}: averages and rates")
        {
            Sentences = SheetPlan.Say("Value = numerator / denominator x the number in \"For each\". Values are exact and only shown rounded."),
            Table = new TablePlan(Table,
                [new(Measure, Widest: 40), new("Numerator", Number: true), new("What it counts", Widest: 28), new("Denominator", Number: true), new("What it is", Widest: 32), new("For each", Number: true), new(Value, Number: true), new("Unit", Widest: 24), new("Status")],
                rates.Count == 0 ? [[Entry.Of("No average or rate can be worked out."), .. Enumerable.Repeat(Entry.Words(Phrases.NotCalculable), 7), Entry.Of(Phrases.NotCalculable)]] : [.. rates.Select(Row)]),
        };

        Entry[] Row(Figure figure)
        {
            var perDay = figure.Unit.StartsWith("people", StringComparison.Ordinal) && figure.Id.StartsWith("rate.", StringComparison.Ordinal);
            var days = figure.Id.StartsWith("beds.", StringComparison.Ordinal);
            return
            [
                Entry.Of(figure.Name),
                Numerator(figure, perDay),
                Entry.Of(perDay ? "average people a day" : "delayed days"),
                figure.Denominator is not { } denominator ? Entry.Words("not available") : days ? Entry.Calculated(MonthDays, denominator, Look.Whole) : Entry.Of(denominator, Look.Whole),
                Entry.Of(figure.DenominatorName ?? figure.Working.FirstOrDefault()?.Text),
                Entry.Of(days ? 1 : 100_000),
                figure.Value is { } value
                    ? Entry.Calculated($"{TablePlan.Here(Table, "Numerator")}/{TablePlan.Here(Table, "Denominator")}*{TablePlan.Here(Table, "For each")}", value, days ? Look.OneDecimal : Look.TwoDecimals)
                    : Entry.Words(Phrases.NotCalculable),
                Entry.Of(figure.Unit),
                Entry.Of(Phrases.Of(figure.Status)),
            ];
        }
    }

    /// <summary>The days that a figure starts from, over the calendar days where it is an average.</summary>
    private static Entry Numerator(Figure figure, bool perDay)
    {
        var look = perDay ? Look.OneDecimal : Look.Whole;
        string? of = figure.Id[(figure.Id.LastIndexOf('.') + 1)..] switch
        {
            "total" => DelaysSheet.Total,
            "nhs" => Phrases.Of(Attribution.Nhs),
            "social-care" => Phrases.Of(Attribution.SocialCare),
            "both" => Phrases.Of(Attribution.Both),
            _ => null,
        };
        return of is null
            ? Entry.Of(figure.Numerator!.Value, look)
            : Entry.Calculated(TablePlan.Sum(DelaysSheet.Table, of) + (perDay ? $"/{MonthDays}" : ""), figure.Numerator!.Value, look);
    }
}
