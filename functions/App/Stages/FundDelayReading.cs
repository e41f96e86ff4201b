using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Collections.Immutable;
using Azure;
using Monitoring.App.Hosting;
using Monitoring.Core.Figures;
using Monitoring.Core.Figures.Delays;
using Monitoring.Core.Figures.Funds;
using Monitoring.Core.Kernel;
using Monitoring.Core.Policy;
using Monitoring.Core.Returns;
using Monitoring.Storage;

namespace Monitoring.App.Stages;

/// <summary>
/// Delayed days of authorities, month by month, as their figures have them, with the authority's rank from the figures of England where it decides anything. What was read of a document is kept by the mark of its content, since the funds of many boards
/// ask for the same months.
/// </summary>
public sealed class FundDelayReading(FigureStore figures, Pace pace)
{
    /// <summary>About as many as there are authorities and months; a few hundred bytes each.</summary>
    private const int MostKept = 25_000;

    private readonly ConcurrentDictionary<(FigureKey Figure, ETag ETag), FundDelays> _delays = new();
    private readonly ConcurrentDictionary<(FigureKey Figure, ETag ETag), Ranks> _ranks = new();

    /// <param name="ByAuthority">Place by the rate of people delayed, the fewest first.</param>
    private sealed record Ranks(FrozenDictionary<string, int> ByAuthority);

    /// <summary>The delays of some authorities in the months that are wanted of each.</summary>
    public async Task<ILookup<string, FundDelays>> Of(IReadOnlyCollection<string> authorities, Func<string, ReportingMonth, bool> wanted, CancellationToken cancel)
    {
        var found = new ConcurrentBag<(string Authority, FundDelays Delays)>();
        await Parallel.ForEachAsync(authorities, Options(cancel), async (authority, token) =>
        {
            await foreach (var (figure, etag) in figures.Of(authority, token))
            {
                if (wanted(authority, figure.Month) && await Delays(figure, etag, token) is { } delays)
                    found.Add((authority, delays));
            }
        });
        var months = found.Select(one => one.Delays.Month).Where(month => DelayExpectations.Ranks(month, PolicyBook.Current)).ToHashSet();
        var ranks = new ConcurrentDictionary<ReportingMonth, Ranks>();
        if (months.Count > 0)
        {
            var england = new List<(FigureKey Figure, ETag ETag)>();
            await foreach (var one in figures.Of(Body.EnglandCode, cancel))
                england.Add(one);
            await Parallel.ForEachAsync(england.Where(one => months.Contains(one.Figure.Month)), Options(cancel), async (one, token) =>
            {
                if (await RanksOf(one.Figure, one.ETag, token) is { } ranked)
                    ranks[one.Figure.Month] = ranked;
            });
        }
        return found.ToLookup(one => one.Authority, one => ranks.TryGetValue(one.Delays.Month, out var ranked) && ranked.ByAuthority.TryGetValue(one.Authority, out var rank)
            ? one.Delays with { Rank = rank, Of = ranked.ByAuthority.Count } : one.Delays);
    }

    private async Task<FundDelays?> Delays(FigureKey figure, ETag etag, CancellationToken cancel)
    {
        if (_delays.TryGetValue((figure, etag), out var kept))
            return kept;
        if (await figures.Find(figure, cancel) is not { } stored)
            return null;
        var read = Json.Read<DelayFigures>(stored.Content);
        return Keep(_delays, (figure, stored.ETag), new FundDelays(figure.Month, Days("nhs"), Days("social-care"), Days("both"), Days("total"), Value("rate.beds.total"), null, null, read.Status)
        {
            Last = new FundSource(DelayedTransfers.CollectionKey, figure.Month.ToString(), "", read.LastAcceptance.Submission, read.LastAcceptance, read.AsAt),
        });

        long? Days(string of) => (long?)Value($"days.{of}");

        decimal? Value(string id) => read.Figures.FirstOrDefault(one => one.Id == id)?.Value;
    }

    private async Task<Ranks?> RanksOf(FigureKey figure, ETag etag, CancellationToken cancel)
    {
        if (_ranks.TryGetValue((figure, etag), out var kept))
            return kept;
        return await figures.Find(figure, cancel) is { } stored
            ? Keep(_ranks, (figure, stored.ETag), new Ranks(Json.Read<DelayFigures>(stored.Content).Authorities.Where(one => one.Rank is not null).ToFrozenDictionary(one => one.Days.Code, one => one.Rank!.Value)))
            : null;
    }

    private static TKept Keep<TKept>(ConcurrentDictionary<(FigureKey, ETag), TKept> all, (FigureKey, ETag) key, TKept kept)
    {
        if (all.Count >= MostKept)
            all.Clear();
        return all[key] = kept;
    }

    private ParallelOptions Options(CancellationToken cancel) => new() { MaxDegreeOfParallelism = pace.Parallel, CancellationToken = cancel };
}
