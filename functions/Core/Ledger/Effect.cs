using System.Collections.Immutable;
using Monitoring.Core.Figures;
using Monitoring.Core.Kernel;
using Monitoring.Core.Returns;

namespace Monitoring.Core.Ledger;

/// <summary>A cell before and after. Null: nothing was given, or the slice was not reported.</summary>
public sealed record CellChange(CareType Care, Reason Reason, Attribution Attribution, int? Before, int? After);

/// <summary>A slice before and after.</summary>
/// <param name="Cells">Every cell of days that differs; for a new slice none, since all of it is new.</param>
public sealed record SliceChange(string Provider, string Authority, Change Change, long? DaysBefore, long? DaysAfter, ImmutableArray<CellChange> Cells);

/// <summary>What an acceptance changed in a month.</summary>
/// <param name="Unchanged">Slices that it brings and that stood with the same content already.</param>
/// <param name="Figures">The figures that depend on what changed.</param>
public sealed record MonthEffect(ReportingMonth Month, int New, int Changed, int Withdrawn, int Unchanged, ImmutableArray<SliceChange> Slices, ImmutableArray<string> Figures)
{
    public string InWords => New + Changed + Withdrawn == 0
        ? $"nothing changed: all {Words.Of(Unchanged, "pair")} stood with the same content already."
        : $"{New} new, {Changed} changed, {Withdrawn} withdrawn, {Unchanged} unchanged pairs; {Words.Of(Figures.Length, "figures document")} recomputed.";
}

/// <summary>
/// What a submission changed, at its own place in the order of arrival: compared with what stood just before it, whatever has come since.
/// </summary>
public sealed record Effect(string Submission, ImmutableArray<MonthEffect> Months)
{
    /// <summary>The effect of one acceptance on one month. <paramref name="lines"/> gives the ledger lines of a standing slice.</summary>
    public static MonthEffect Of(MonthVersion acceptance, IReadOnlyCollection<MonthVersion> versions, Func<StandingSlice, ImmutableArray<LedgerLine>> lines)
    {
        var before = StandingMonth.Before(acceptance.Order, acceptance.Content.Month, versions);
        var after = before.With(acceptance);
        var slices = StandingMonth.Difference(before, after, acceptance.View);
        return new MonthEffect(
            acceptance.Content.Month,
            slices.Count(slice => slice.Change == Change.New), slices.Count(slice => slice.Change == Change.Changed), slices.Count(slice => slice.Change == Change.Withdrawn),
            acceptance.Content.Slices.Length - slices.Count(slice => slice.Change != Change.Withdrawn),
            [.. slices.Select(slice => ChangeOf(slice, lines))],
            [.. Dependencies.Of(before, after, after).Select(figure => figure.ToString())]);
    }

    private static SliceChange ChangeOf(SliceEffect slice, Func<StandingSlice, ImmutableArray<LedgerLine>> lines) => new(
        slice.Place.Provider, slice.Place.Authority, slice.Change, slice.Before?.Version?.Days, slice.After.Version?.Days,
        slice.Change == Change.New ? [] : [.. Cells(slice.Before!, slice.After, lines)]);

    private static IEnumerable<CellChange> Cells(StandingSlice before, StandingSlice after, Func<StandingSlice, ImmutableArray<LedgerLine>> lines)
    {
        var was = lines(before).ToDictionary(line => (line.Care, line.Reason), line => line.Days);
        var now = after.Version is null ? [] : lines(after).ToDictionary(line => (line.Care, line.Reason), line => line.Days);
        return
            from place in was.Keys.Union(now.Keys).Order()
            from attribution in DelayedTransfers.Attributions
            let old = was.TryGetValue(place, out var days) ? days[attribution] : 0
            let current = after.Version is null ? null : now.TryGetValue(place, out var later) ? later[attribution] : 0
            where old != current && (after.Version is not null || old != 0)
            select new CellChange(place.Care, place.Reason, attribution, old, current);
    }
}
