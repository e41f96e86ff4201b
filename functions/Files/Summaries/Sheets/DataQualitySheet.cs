using System.Collections.Immutable;
using Monitoring.Core.Figures;
using Monitoring.Core.Figures.Delays;
using Monitoring.Core.Kernel;
using Monitoring.Core.Policy;
using Monitoring.Core.Returns;
using Monitoring.Files.Workbooks;
using Monitoring.Files.Workbooks.Sheets;

namespace Monitoring.Files.Summaries.Sheets;

/// <summary>What a reader should know before relying on the figures.</summary>
internal static class DataQualitySheet
{
    public const string Name = "Data quality";

    public static SheetPlan Of(DelayMonths months, ReferenceBook reference)
    {
        var rows = months.Rows(figures => Rows(figures, reference), (_, row) => row);
        return new SheetPlan(Name, "Status, notes, cells without a number" + (months.IsEngland ? ", authorities without a row" : ""), "Quality of the data of delays")
        {
            Sentences = SheetPlan.Say("A cell in which nothing was given adds nothing to a total and is never taken as zero."),
            Table = new TablePlan("tblDataQuality", [.. months.Column, new("Kind"), new("About", Widest: 50), new("In words", Widest: 95)], rows, Filter: rows.Length > 20),
        };
    }

    /// <summary>Councils that existed in the month and for which no provider reported anything, in the order of their names.</summary>
    private static ImmutableArray<Authority> Absent(DelayFigures figures, ReferenceBook reference)
    {
        var present = figures.Authorities.Select(authority => authority.Days.Code).ToHashSet(StringComparer.Ordinal);
        return
        [
            .. reference.Authorities.Where(authority => authority.On(figures.Month.FirstDay) && !authority.Value.OutsideEngland && !present.Contains(authority.Value.Code))
                .Select(authority => authority.Value).OrderBy(authority => authority.Name, StringComparer.Ordinal),
        ];
    }

    private static IEnumerable<Entry[]> Rows(DelayFigures figures, ReferenceBook reference) =>
    [
        .. figures.StatusReasons.Select(reason => Row("Status", figures.Body.Name, $"{Phrases.Capital(Phrases.Of(figures.Status))}. {reason}")),
        .. figures.Notes.Select(note => Row("Note", figures.Body.Name, note)),
        .. figures.Notes.IsEmpty ? [Row("Note", figures.Body.Name, "None: no return was withdrawn or refused, and no provider's own return differs.")] : Array.Empty<Entry[]>(),
        .. Warnings(figures, reference),
        .. Cells(figures),
        .. figures.Providers.Where(provider => provider.Total.NotGiven > 0).Select(provider => Row("Not given", $"{provider.Name} ({provider.Code})", $"{Words.Of(provider.Total.NotGiven, "cell")} without a number.")),
        .. figures.Authorities.Where(authority => authority.Days.Total.NotGiven > 0).Select(authority => Row("Not given", $"{authority.Days.Name} ({authority.Days.Code})", $"{Words.Of(authority.Days.Total.NotGiven, "cell")} without a number. There is no rate: it would be too low.")),
        .. figures.IsEngland() ? Coverage(figures, Absent(figures, reference)) : [],
    ];

    private static IEnumerable<Entry[]> Coverage(DelayFigures figures, ImmutableArray<Authority> absent)
    {
        var councils = figures.Authorities.Count(authority => !authority.OutsideEngland);
        yield return Row("Coverage", "England", $"Of {Words.Of(councils + absent.Length, "council")} in existence in {figures.Month.Name}, {Words.Number(councils)} have a row.");
        foreach (var authority in absent)
        {
            yield return Row("Coverage", $"{authority.Name} ({authority.Code})", authority.Code == ReferenceBook.IslesOfScilly
                ? "No row: its residents are counted in Cornwall, in the days as in the number of adults."
                : "No row: no provider reported a delay for it. Absent is not zero.");
        }
    }

    /// <summary>
    /// Warnings that were accepted with the returns, each rule of a provider in one row unless the answers differ; with the sender's explanation, or that there is none.
    /// </summary>
    private static IEnumerable<Entry[]> Warnings(DelayFigures figures, ReferenceBook reference) =>
        from warning in figures.Warnings
        group warning by (warning.Warning.Rule, Provider: warning.Place.Provider, warning.Explanation?.Text, warning.Explanation?.By) into same
        let lines = same.Select(warning => warning.Warning.Line).OfType<int>().Distinct().Order().ToList()
        select Row("Warning", $"{reference.Provider(same.Key.Provider)?.Name ?? same.Key.Provider} ({same.Key.Provider})",
            $"Rule {same.Key.Rule} ('{same.First().Title.TrimEnd('.')}') does not hold in {Words.Of(same.Count(), "place")}. {(lines.Count is > 0 and <= 10 ? $"{(lines.Count == 1 ? "Line" : "Lines")} {string.Join(", ", lines)} of submission {same.First().Submission}. " : "")}" +
            (same.Key.Text is { } text ? $"Explained{(same.Key.By is { } by ? $" by {by}" : "")}: {text}" : "Nobody has explained it."));

    private static IEnumerable<Entry[]> Cells(DelayFigures figures)
    {
        var days = NotGiven(figures, "delayed days", cell => cell.Days).ToList();
        if (days.Count == 0 && figures.Calculable())
            yield return Row("Not given", "Delayed days", "None: every cell of the returns holds a number.");
        foreach (var row in days)
            yield return row;
        foreach (var row in NotGiven(figures, "patients", cell => cell.Patients ?? default))
            yield return row;
    }

    private static IEnumerable<Entry[]> NotGiven(DelayFigures figures, string what, Func<DelayCell, ByAttribution<Total>> numbers) =>
        from cell in figures.Cells
        from attribution in DelayedTransfers.Attributions
        let total = numbers(cell)[attribution]
        where total.NotGiven > 0
        select Row("Not given", $"{Phrases.Of(cell.Care)}, {DelayedTransfers.Of(cell.Reason).Heading}, {(attribution == Attribution.Nhs ? "NHS" : Phrases.Of(attribution).ToLowerInvariant())}",
            $"{Words.Of(total.NotGiven, "return")} without a number of {what}; the others add up to {Words.Number(total.Days)}.");

    private static Entry[] Row(string kind, string about, string words) => [Entry.Of(kind), Entry.Of(about), Entry.Of(words)];
}
