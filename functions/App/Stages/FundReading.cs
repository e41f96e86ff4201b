using System.Collections.Concurrent;
using System.Collections.Immutable;
using Monitoring.Core.Figures;
using Monitoring.Core.Figures.Funds;
using Monitoring.Core.Kernel;
using Monitoring.Core.Ledger;
using Monitoring.Core.Policy;
using Monitoring.Core.Returns;
using Monitoring.Storage;

namespace Monitoring.App.Stages;

/// <summary>Reads all that is known about the funds of boards.</summary>
public sealed class FundReading(VersionsTable versions, LedgerReading reading, FundDelayReading delays, Books books)
{
    private static readonly ImmutableArray<Collection> Own = [.. Collections.All.Where(collection => Dependencies.IsOfFund(collection.Key))];
    private static readonly ImmutableArray<Collection> Made = [.. Collections.All.Where(collection => FundBook.IsMadeOf(collection.Key))];

    /// <summary>The boards that have a fund, with the last year of each. Where no plan and no quarterly return was ever accepted, which is quickly told, there are none.</summary>
    public async Task<IReadOnlyDictionary<string, FinancialYear>> LastYears(CancellationToken cancel)
    {
        var any = false;
        foreach (var collection in Own)
            any = any || (await versions.Pages(collection.Key, cancel)).Count > 0;
        return any ? (await Book(Own, cancel)).LastYears : ImmutableDictionary<string, FinancialYear>.Empty;
    }

    /// <summary>All that is known about some boards now.</summary>
    public async Task<IReadOnlyDictionary<string, FundFacts>> Facts(IReadOnlyCollection<string> boards, CancellationToken cancel)
    {
        var book = await Book(Made, cancel);
        var known = boards.Where(book.LastYears.ContainsKey).ToList();
        var needed = known.SelectMany(book.Needs).ToLookup(one => one.Collection, one => one.Slice);
        var rows = new Dictionary<string, Func<StandingSlice, ImmutableArray<LedgerRow>>>();
        // A list of activity or allocations is of many boards: it is read once for all of them.
        foreach (var collection in needed)
            rows.Add(collection.Key, await reading.Rows(Collections.Of(collection.Key), collection, cancel));
        var delayed = await delays.Of(known, book.Shows, cancel);
        return known.ToDictionary(board => board, board => book.Facts(board, (collection, slice) => rows[collection](slice), delayed[board]));
    }

    /// <summary>The boards that the lists of allocations of a year name, by the source of funding that the list is of: those of every list that ever arrived.</summary>
    public async Task<ILookup<Place, string>> Allocated(string year, IReadOnlyCollection<Place> sources, CancellationToken cancel)
    {
        var lists = StandingPage.Contents(year, await versions.Of(Allocations.CollectionKey, year, cancel)).Where(slice => slice.Version is not null && sources.Contains(slice.Place)).ToList();
        var rows = await reading.Rows(Allocations.Collection, lists, cancel);
        return lists.SelectMany(slice => rows(slice), (slice, row) => (slice.Place, Allocations.Collection.RowOf(row).Hwb)).Distinct().ToLookup(one => one.Place, one => one.Hwb);
    }

    private async Task<FundBook> Book(IEnumerable<Collection> collections, CancellationToken cancel)
    {
        var pages = new List<(PageRef, IReadOnlyList<PageVersion>)>();
        foreach (var collection in collections)
            pages.AddRange(await versions.Of(collection.Key, cancel));
        return new FundBook(pages, PolicyBook.Current, (await books.Now(cancel)).Reference);
    }
}
