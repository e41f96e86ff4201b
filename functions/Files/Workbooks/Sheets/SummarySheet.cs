using System.Collections.Immutable;
using Monitoring.Core.Figures;
using Monitoring.Core.Figures.Delays;
using Monitoring.Core.Kernel;
using Monitoring.Core.Returns;

namespace Monitoring.Files.Workbooks.Sheets;

/// <summary>The month in a few sentences, with the headline figures.</summary>
internal static class SummarySheet
{
    private const string Table = "tblSummary";

    public static SheetPlan Of(DelayFigures figures) => new("Summary", "The month in a few sentences, and the headline figures", $"{figures.Subject()}: summary")
    {
        Sentences = SheetPlan.Say(Sentences(figures)),
        Table = new TablePlan(Table, [new("Measure", Widest: 70), new("Value", Number: true), new("Unit", Widest: 34), new("Share of delayed days", Number: true), new("Status")], [.. Rows(figures)]),
    };

    private static IEnumerable<string> Sentences(DelayFigures figures)
    {
        if (!figures.Calculable())
        {
            yield return $"There are no figures for {figures.Subject()}: {string.Join(" ", figures.StatusReasons)}";
            yield break;
        }
        var (month, name, total) = (figures.Month, figures.Body.Name, figures.TotalDays());
        var about = figures.IsEngland() ? $"In {month.Name} people in England" : $"In {month.Name} people for whom {name} was responsible";
        yield return total == 0
            ? $"{about} spent no delayed days in hospital, as far as providers reported."
            : $"{about} spent {Words.Days(total)} in hospital after they were ready to leave: on average {Words.Number((decimal)total / month.Days, 1)} people a day ({Words.Number(total)} days / {month.Days} calendar days).";
        if (figures.Find("rate.beds.total") is { } rate)
        {
            yield return rate is { Value: { } value, Denominator: { } adults }
                ? $"That is {Words.Number(value, 2)} people a day for every 100,000 adults ({Words.Number(adults, 0)} adults; {rate.DenominatorName})."
                : $"There is no rate. {string.Join(" ", rate.Working.Select(step => step.Text))}";
        }
        if (total > 0)
        {
            yield return $"{Phrases.List([.. DelayedTransfers.Attributions.Select(attribution => Responsible(attribution, OfAttribution(figures, attribution), total))])}.";
            yield return $"{ReasonsChart.LargestReason(figures)} ({Phrases.Percent(ReasonsChart.ByDays(figures)[0].Days.All.Sum(), total)}).";
            var providers = figures.Providers.Where(provider => provider.Total.Days > 0).OrderByDescending(provider => provider.Total.Days).Take(3).ToList();
            yield return $"Most delayed days by provider: {string.Join("; ", providers.Select(provider => $"{provider.Name} {Words.Number(provider.Total.Days)}"))}.";
        }
        if (figures.IsEngland())
        {
            foreach (var sentence in AcrossEngland(figures))
                yield return sentence;
        }
        yield return $"These figures are {Phrases.Of(figures.Status)}. {string.Join(" ", figures.StatusReasons)}";
    }

    private static IEnumerable<string> AcrossEngland(DelayFigures figures)
    {
        var outside = figures.Authorities.Where(authority => authority.OutsideEngland).Sum(authority => authority.Days.Total.Days);
        yield return $"Of all days {Words.Number(outside)} were of residents of Wales, Scotland and outside Great Britain, who are part of England's total and of no rank.";
        var ranked = figures.Authorities.Where(authority => authority.BedsPer100000 is not null).OrderBy(authority => authority.BedsPer100000).ToList();
        if (ranked.Count > 1)
            yield return $"Among {Words.Number(ranked.Count)} authorities the rate runs from {Words.Number(ranked[0].BedsPer100000!.Value, 2)} ({ranked[0].Days.Name}) to {Words.Number(ranked[^1].BedsPer100000!.Value, 2)} ({ranked[^1].Days.Name}) people a day per 100,000 adults.";
    }

    private static string Responsible(Attribution attribution, long days, long total) => attribution switch
    {
        Attribution.Nhs => $"The NHS was responsible for {Words.Days(days)} ({Phrases.Percent(days, total)})",
        Attribution.SocialCare => $"social care for {Words.Number(days)} ({Phrases.Percent(days, total)})",
        _ => $"both together for {Words.Number(days)} ({Phrases.Percent(days, total)})",
    };

    private static long OfAttribution(DelayFigures figures, Attribution attribution) => figures.Cells.Sum(cell => cell.Days[attribution].Days);

    private static IEnumerable<Entry[]> Rows(DelayFigures figures)
    {
        var total = figures.TotalDays();
        if (!figures.Calculable())
        {
            foreach (var figure in figures.Figures)
                yield return [Entry.Of(figure.Name), Entry.Words(Phrases.NotCalculable), Entry.Of(figure.Unit), Entry.Words(Phrases.NotCalculable), Entry.Of(Phrases.Of(figure.Status))];
            yield break;
        }
        yield return Sum("Delayed days", DelaysSheet.Total, total);
        foreach (var attribution in DelayedTransfers.Attributions)
            yield return Sum($"Delayed days, {(attribution == Attribution.Nhs ? "NHS" : Phrases.Of(attribution).ToLowerInvariant())}", Phrases.Of(attribution), OfAttribution(figures, attribution));
        foreach (var care in DelayedTransfers.CareTypes)
        {
            var days = figures.Cells.Where(cell => cell.Care == care).Sum(cell => Phrases.Days(cell.Days));
            yield return Days($"Delayed days, {Phrases.Of(care).ToLowerInvariant()} care", TablePlan.Lookup(DelaysSheet.Table, DelaysSheet.Total, "Type of care", Phrases.Of(care)), days);
        }
        if (figures.Find("patients.total") is { Value: { } patients } snapshot)
            yield return [Entry.Of(snapshot.Name), Entry.Calculated(TablePlan.Sum("tblPatients", ReasonsSheet.Total), patients, Look.Whole), Entry.Of(snapshot.Unit), Entry.Of(""), Entry.Of(Phrases.Of(snapshot.Status))];
        foreach (var figure in figures.Figures.Where(figure => figure.Id is "beds.total" || figure.Id.StartsWith("rate.", StringComparison.Ordinal)))
        {
            yield return
            [
                Entry.Of(figure.Name),
                figure.Value is { } value
                    ? Entry.Calculated(TablePlan.Lookup(RatesSheet.Table, RatesSheet.Value, RatesSheet.Measure, figure.Name), value, figure.Id == "beds.total" ? Look.OneDecimal : Look.TwoDecimals)
                    : Entry.Words(Phrases.NotCalculable),
                Entry.Of(figure.Unit), Entry.Of(""), Entry.Of(Phrases.Of(figure.Status)),
            ];
        }

        Entry[] Sum(string measure, string column, long days) => Days(measure, TablePlan.Sum(DelaysSheet.Table, column), days);

        Entry[] Days(string measure, string formula, long days) =>
        [
            Entry.Of(measure), Entry.Calculated(formula, days, Look.Whole), Entry.Of("days"),
            Entry.Share(TablePlan.Here(Table, "Value"), TablePlan.Sum(DelaysSheet.Table, DelaysSheet.Total), days, total),
            Entry.Of(Phrases.Of(figures.Status)),
        ];
    }

}
