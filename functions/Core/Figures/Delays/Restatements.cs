using System.Collections.Immutable;
using Monitoring.Core.Kernel;
using Monitoring.Core.Ledger;
using Monitoring.Core.Returns;

namespace Monitoring.Core.Figures.Delays;

/// <summary>
/// What became of a month's figures after they were first known: for each acceptance that put other content in the place of what stood, totals, split and every cell, for each body. More returns of providers that had not
/// sent yet are no restatement; an edition of NHS England states the whole month, so whatever a later edition adds or leaves out is one.
/// </summary>
public static class Restatements
{
    /// <summary>The restatements of a month, in order of arrival; of one acceptance England first, then authorities and providers by code.</summary>
    /// <param name="lines">The rows of a slice that stands or once stood. A row that is not among them was zero.</param>
    public static ImmutableArray<Restatement> Of(ReportingMonth month, IReadOnlyCollection<PageVersion> versions, Func<StandingSlice, ImmutableArray<DelayedTransfersLine>> lines)
    {
        var found = ImmutableArray.CreateBuilder<Restatement>();
        var read = new Dictionary<(Place, string), Sums>();
        var before = StandingPage.Empty(month.ToString());
        // What was stated once and withdrawn is no news when it comes back: it is restated.
        var known = new HashSet<Place>();
        foreach (var version in versions.DistinctBy(version => version.Order).OrderBy(version => version.Order))
        {
            var after = before.With(version);
            known.UnionWith(Stated(before).Keys);
            found.AddRange(Between(month, before, after, version, known, Read));
            before = after;
        }
        return found.ToImmutable();

        Sums Read(StandingSlice slice)
        {
            var key = (slice.Place, slice.Version!.Digest);
            if (!read.TryGetValue(key, out var sums))
                read.Add(key, sums = new Sums(lines(slice)));
            return sums;
        }
    }

    /// <summary>What became of a month's total and split, in one sentence: <c>November 2018: 14 more for the NHS, 9 fewer for social care, 5 fewer for both; the total stays at 136,183.</c></summary>
    /// <param name="cells">How many cells moved, which is told where nobody's share did.</param>
    public static string Says(ReportingMonth month, long? was, long? now, ByAttribution<long?> splitWas, ByAttribution<long?> splitIs, int cells)
    {
        var moved = DelayedTransfers.Attributions
            .Select(attribution => (Who: Words.Responsible(attribution), By: (splitIs[attribution] ?? 0) - (splitWas[attribution] ?? 0)))
            .Where(part => part.By != 0)
            .Select(part => $"{Words.Number(long.Abs(part.By))} {(part.By > 0 ? "more" : "fewer")} for {part.Who}")
            .ToList();
        var total = (was, now) switch
        {
            ({ } before, { } after) when before == after => $"the total stays at {Words.Number(after)}",
            ({ } before, { } after) => $"the total goes from {Words.Number(before)} to {Words.Number(after)}",
            (null, { } after) => $"nothing stood before, and {Words.Days(after)} stand now",
            ({ } before, null) => $"{Words.Days(before)} stood before, and nothing stands now",
            _ => "nothing stood and nothing stands",
        };
        return $"{month.Name}: {(moved.Count == 0 ? $"{Words.Of(cells, "cell")} moved without moving who is responsible" : $"{string.Join(", ", moved)}")}; {total}.";
    }

    private static IEnumerable<Restatement> Between(ReportingMonth month, StandingPage before, StandingPage after, PageVersion version, HashSet<Place> known, Func<StandingSlice, Sums> read)
    {
        var (was, now) = (Stated(before), Stated(after));
        var changed = was.Keys.Union(now.Keys)
            .Where(place => was.GetValueOrDefault(place)?.Version!.Digest != now.GetValueOrDefault(place)?.Version!.Digest)
            .Where(place => known.Contains(place) || before.Edition is not null)
            .Order().ToList();
        if (changed.Count == 0)
            yield break;
        var cells = changed.SelectMany(place => Cells(place, was.GetValueOrDefault(place), now.GetValueOrDefault(place), read)).ToList();
        // The same numbers from another view, or a cell that was not given and is zero now in no row: nothing that anybody reads is another.
        if (cells.Count == 0)
            yield break;
        var bodies = cells.Select(cell => cell.Authority).Distinct().Order(StringComparer.Ordinal)
            .Concat(cells.Select(cell => cell.Provider).Distinct().Order(StringComparer.Ordinal))
            .Prepend(Body.EnglandCode);
        foreach (var body in bodies)
        {
            var own = body == Body.EnglandCode ? cells : [.. cells.Where(cell => cell.Authority == body || cell.Provider == body)];
            var (splitWas, splitIs) = (Split(was.Values.Where(slice => Of(slice.Place, body)), read), Split(now.Values.Where(slice => Of(slice.Place, body)), read));
            var (totalWas, totalIs) = (Sum(splitWas), Sum(splitIs));
            yield return new(body, month, version.Order, version.ReceivedAt, version.Submission, totalWas, totalIs, splitWas, splitIs, [.. own], Says(month, totalWas, totalIs, splitWas, splitIs, own.Count));
        }
    }

    private static bool Of(Place place, string body) => body == Body.EnglandCode || place.Authority == body || place.Provider == body;

    private static Dictionary<Place, StandingSlice> Stated(StandingPage page) => page.Chosen().Where(slice => slice.Version is not null).DistinctBy(slice => slice.Place).ToDictionary(slice => slice.Place);

    private static IEnumerable<RestatedCell> Cells(Place place, StandingSlice? was, StandingSlice? now, Func<StandingSlice, Sums> read)
    {
        var (old, current) = (was is null ? null : read(was), now is null ? null : read(now));
        return
            from key in (old?.Cells.Keys ?? []).Union(current?.Cells.Keys ?? []).OrderBy(key => key.Care).ThenBy(key => key.Reason).ThenBy(key => key.Attribution)
            let before = old?.Of(key)
            let after = current?.Of(key)
            where before != after
            select new RestatedCell(place.Provider, place.Authority, key.Care, key.Reason, key.Attribution, before, after);
    }

    /// <summary>Null when no slice of the body is stated.</summary>
    private static ByAttribution<long?> Split(IEnumerable<StandingSlice> slices, Func<StandingSlice, Sums> read)
    {
        var all = slices.Select(read).ToList();
        return all.Count == 0 ? new(null, null, null) : new(Days(Attribution.Nhs), Days(Attribution.SocialCare), Days(Attribution.Both));

        long? Days(Attribution attribution) => all.Sum(sums => sums.Days[attribution]);
    }

    private static long? Sum(ByAttribution<long?> split) => split.Nhs + split.SocialCare + split.Both;

    /// <summary>The rows of a slice, added up.</summary>
    private sealed class Sums
    {
        internal Sums(IEnumerable<DelayedTransfersLine> lines)
        {
            var cells = new Dictionary<(CareType, Reason, Attribution), long?>();
            foreach (var line in lines)
            {
                // What cannot be attributed so is printed as nought, NA or not at all: none of it is news.
                foreach (var attribution in DelayedTransfers.Attributions.Where(attribution => DelayedTransfers.Of(line.Reason).Allows(attribution)))
                    cells[(line.Care, line.Reason, attribution)] = line.Days[attribution];
            }
            Cells = cells;
            Days = new(Sum(Attribution.Nhs), Sum(Attribution.SocialCare), Sum(Attribution.Both));

            long Sum(Attribution attribution) => cells.Where(cell => cell.Key.Item3 == attribution).Sum(cell => cell.Value ?? 0);
        }

        internal IReadOnlyDictionary<(CareType Care, Reason Reason, Attribution Attribution), long?> Cells { get; }

        internal ByAttribution<long> Days { get; }

        /// <summary>A row that the ledger does not keep is one of zeros.</summary>
        internal long? Of((CareType, Reason, Attribution) key) => Cells.TryGetValue(key, out var days) ? days : 0;
    }
}
