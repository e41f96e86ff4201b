using System.Collections.Immutable;
using Monitoring.Core.Kernel;
using Monitoring.Core.Returns;

namespace Monitoring.Core.Figures.Delays;

/// <summary>The bodies of one level beside England, for one count of Discharge Ready Date.</summary>
/// <param name="Months">Months that are compared: those that have England.</param>
/// <param name="NotGiven">Body-months that are there without the count: in no sum, and not zero.</param>
/// <param name="Short">England less the bodies together; null where either is not known.</param>
/// <param name="Says">Why they differ, or that they must not.</param>
public sealed record LevelSum(BodyLevel Level, string Count, int Months, int Bodies, int NotGiven, decimal? Together, decimal? England, decimal? Short, string Says);

/// <summary>
/// Whether what the levels say of the same patients fits together. This is a check and no figure: a sum over authorities is not England, and no output prints it as if it were.
/// </summary>
public static class DischargeLevels
{
    /// <summary>Regions, integrated care boards, providers and authorities beside England, for discharges and bed days. A level of which nobody is there is left out.</summary>
    public static ImmutableArray<LevelSum> Of(IReadOnlyCollection<DischargeFigures> figures)
    {
        var months = figures.Where(month => month is { Level: BodyLevel.England, Ready: not null }).Select(month => month.Key.Month).ToHashSet();
        return
        [
            .. from count in (string[])["discharges", "bed days"]
               let england = figures.Where(month => month.Level == BodyLevel.England && months.Contains(month.Key.Month)).Aggregate(months.Count == 0 ? null : (decimal?)0, (sum, month) => sum + Value(month, count))
               from level in (BodyLevel[])[BodyLevel.Region, BodyLevel.Icb, BodyLevel.Provider, BodyLevel.Authority]
               let own = figures.Where(month => month.Level == level && month.Ready is not null && months.Contains(month.Key.Month)).ToList()
               where own.Count > 0
               select Sum(level, count, months.Count, own, england),
        ];
    }

    private static LevelSum Sum(BodyLevel level, string count, int months, List<DischargeFigures> own, decimal? england)
    {
        var values = own.Select(month => Value(month, count)).ToList();
        var (bodies, notGiven) = (own.Select(month => month.Key.Body).Distinct().Count(), values.Count(value => value is null));
        var together = notGiven == values.Count ? null : values.Sum();
        return new(level, count, months, bodies, notGiven, together, england, england - together, Says(level, count, bodies, notGiven, together, england));
    }

    private static decimal? Value(DischargeFigures month, string count)
    {
        var measures = month.Ready!.Measures;
        return count == "bed days" ? Given(DischargeMeasure.BedDays) : Given(DischargeMeasure.Discharges) ?? Given(DischargeMeasure.AcceptableDischarges);

        decimal? Given(DischargeMeasure measure) => measures.FirstOrDefault(one => one.Measure == measure)?.Value;
    }

    private static string Says(BodyLevel level, string count, int bodies, int notGiven, decimal? together, decimal? england)
    {
        var who = Words.Of(bodies, level switch { BodyLevel.Region => "region", BodyLevel.Icb => "integrated care board", BodyLevel.Provider => "provider", _ => "authority" });
        who = level == BodyLevel.Authority && bodies != 1 ? $"{Words.Number(bodies)} authorities" : who;
        var missing = notGiven == 0 ? "" : $" {Words.Of(notGiven, "figure")} of theirs {(notGiven == 1 ? "is" : "are")} not given, and in no sum.";
        if (together is not { } sum || england is not { } whole)
            return $"{who}: {count} cannot be compared with England, because {(england is null ? "England's" : "theirs")} are not given.{missing}";
        var gap = whole - sum;
        if (gap == 0)
            return $"{who} {(bodies == 1 ? "has" : "together have")} {Number(sum)} {count}: exactly England's.{missing}";
        var told = $"{who} {(bodies == 1 ? "has" : "together have")} {Number(sum)} {count}, {Number(decimal.Abs(gap))} {(gap > 0 ? "fewer" : "more")} than England's {Number(whole)}";
        return level switch
        {
            BodyLevel.Authority when gap > 0 => $"{told}. That is by design: authorities count residents discharged by trusts with acceptable data only, and are never summed to England.{missing}",
            BodyLevel.Provider when gap > 0 => $"{told}: not every provider is published by itself in every month.{missing}",
            _ => $"{told}. They should be equal: an edition of England or of one of them may have been revised. Compare the dates of the editions.{missing}",
        };
    }

    private static string Number(decimal value) => Words.Number((long)value);
}
