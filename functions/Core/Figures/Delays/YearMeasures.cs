using System.Collections.Immutable;
using Monitoring.Core.Kernel;
using Monitoring.Core.Policy;
using Monitoring.Core.Returns;

namespace Monitoring.Core.Figures.Delays;

/// <summary>Measures over a financial year (domain note on delayed discharge, 3.6). What each counted in which year is policy, and always said.</summary>
internal static class YearMeasures
{
    private const int Year = 12;

    /// <summary>ASCOF 2C, parts 1 to 3, where there are adults, and LG Inform 8499, for every year that has a month.</summary>
    internal static ImmutableArray<YearMeasure> Of(ImmutableArray<HistoryMonth> months, HistoryLevel level, PolicyBook policy) =>
    [
        .. from year in months.GroupBy(month => FinancialYear.Of(month.Month.FirstDay)).OrderBy(year => year.Key)
           let known = year.Where(month => month.Days is not null).ToList()
           where known.Count > 0
           from measure in OfYear(year.Key, known, level, policy)
           select measure,
    ];

    private static IEnumerable<YearMeasure> OfYear(FinancialYear year, List<HistoryMonth> known, HistoryLevel level, PolicyBook policy)
    {
        if (level != HistoryLevel.Provider)
        {
            foreach (var part in (int[])[1, 2, 3])
            {
                if (policy.On(year.LastDay, $"ascof.2c-{part}") is { Value: not "none" } row)
                    yield return Ascof(part, year, known, row, policy.On(year.LastDay, "ascof.2c-basis"));
            }
        }
        yield return new(
            "lg-inform.8499", "LG Inform 8499, average number of people delayed a day, social care", year, known.Count, (decimal)known.Sum(month => month.SocialCare!.Value) / known.Sum(month => month.Month.Days), "people a day",
            "delayed days attributed to social care alone; days attributed to both are left out", Status(known), Why(known), "LG Inform metric type 8499: social care days / days in the month, excludes both");
    }

    private static YearMeasure Ascof(int part, FinancialYear year, List<HistoryMonth> known, PolicyRow counts, PolicyRow basis)
    {
        var attributions = counts.Value.Split(';').Select(key => DelayedTransfers.Attributions.Single(attribution => DelayedTransfers.Key(attribution) == key)).ToList();
        var what = $"delayed days attributed to {string.Join(" and ", attributions.Select(Words.Responsible))}{(attributions.Count == DelayedTransfers.Attributions.Length ? ", which is all" : "")}";
        var measure = new YearMeasure($"ascof.2c-{part}", $"ASCOF 2C({part})", year, known.Count, null, "people a day per 100,000 adults", what, FigureStatus.NotCalculable, null, $"{counts.Source} [{counts.Mark}]");
        if (basis.Value == "snapshot")
            return measure with { Numerator = $"patients at the snapshot; not the {what}", Why = $"ASCOF 2C({part}) of {year} averaged patients at midnight on the last Thursday of each month; these months hold days.", Source = $"{basis.Source} [{basis.Mark}]" };
        // The estimate is one for the whole year, so that the adults of the last month are those of all; a month without a rate is left to its reason.
        if (known[^1].Adults is not { } adults)
            return measure with { Why = $"There is no number of adults for {known[^1].Month.Name}." };
        var days = known.Sum(month => attributions.Sum(attribution => Days(month, attribution)));
        return measure with { Value = (decimal)days / known.Sum(month => month.Month.Days) / adults * 100_000m, Status = Status(known), Why = Why(known) };
    }

    private static long Days(HistoryMonth month, Attribution attribution) => attribution switch
    {
        Attribution.Nhs => month.Nhs!.Value,
        Attribution.SocialCare => month.SocialCare!.Value,
        _ => month.Both!.Value,
    };

    private static FigureStatus Status(List<HistoryMonth> known) =>
        known.Count < Year || known.Exists(month => month.Status == FigureStatus.Incomplete) ? FigureStatus.Incomplete : FigureStatus.Provisional;

    private static string? Why(List<HistoryMonth> known) => known.Count < Year ? $"From {known.Count} of 12 months: the others are missing or still to come."
        : known.Exists(month => month.Status == FigureStatus.Incomplete) ? $"{string.Join(" and ", known.Where(month => month.Status == FigureStatus.Incomplete).Select(month => month.Month.Name))} {(known.Count(month => month.Status == FigureStatus.Incomplete) == 1 ? "is" : "are")} incomplete." : null;
}
