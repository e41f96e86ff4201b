using Monitoring.Core.Figures;
using Monitoring.Core.Figures.Delays;
using Monitoring.Core.Returns;
using Monitoring.Files.Workbooks;
using Monitoring.Files.Workbooks.Sheets;

namespace Monitoring.Files.Summaries.Sheets;

/// <summary>Averages and rates with what they are divided by, as formulas.</summary>
internal static class RatesSheet
{
    public const string Name = "Rates", Table = "tblRates", Measure = "Measure", Value = "Value";

    public static SheetPlan Of(DelayMonths months)
    {
        var rows = months.Rows(figures => figures.Figures.Where(figure => figure.Numerator is not null), (_, figure) => Row(figure));
        return new SheetPlan(Name, "Averages and rates with their numerators and denominators", "Averages and rates")
        {
            Sentences = SheetPlan.Say(
            [
                "Value = numerator / denominator x the number in \"For each\". Values are exact and only shown rounded.",
                .. months.IsQuarter ? [$"Each row is of one month. Those of the quarter are on the sheet {LinesSheet.Name}."] : Array.Empty<string>(),
            ]),
            Table = new TablePlan(Table,
                [.. months.Column, new(Measure, Widest: 40), new("Numerator", Number: true), new("What it counts", Widest: 28), new("Denominator", Number: true), new("What it is", Widest: 32), new("For each", Number: true), new(Value, Number: true), new("Unit", Widest: 24), new("Status")],
                rows.IsEmpty ? [[.. months.Cell(months.Last), Entry.Of("No average or rate can be worked out."), .. Enumerable.Repeat(Entry.Words(Phrases.NotCalculable), 7), Entry.Of(Phrases.NotCalculable)]] : rows),
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
                figure.Denominator is not { } denominator ? Entry.Words("not available") : days ? Entry.Calculated(DelaysSheet.DaysOfMonth(months, Table), denominator, Look.Whole) : Entry.Of(denominator, Look.Whole),
                Entry.Of(figure.DenominatorName ?? figure.Working.FirstOrDefault()?.Text),
                Entry.Of(days ? 1 : 100_000),
                figure.Value is { } value
                    ? Entry.Calculated($"{TablePlan.Here(Table, "Numerator")}/{TablePlan.Here(Table, "Denominator")}*{TablePlan.Here(Table, "For each")}", value, days ? Look.OneDecimal : Look.TwoDecimals)
                    : Entry.Words(Phrases.NotCalculable),
                Entry.Of(figure.Unit),
                Entry.Of(Phrases.Of(figure.Status)),
            ];
        }

        // The days that a figure starts from, over the calendar days where it is an average.
        Entry Numerator(Figure figure, bool perDay)
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
                : Entry.Calculated(months.Sum(DelaysSheet.Table, of, Table) + (perDay ? $"/{DelaysSheet.DaysOfMonth(months, Table)}" : ""), figure.Numerator!.Value, look);
        }
    }
}
