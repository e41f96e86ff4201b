using System.Collections.Immutable;
using Monitoring.Core.Figures;
using Monitoring.Core.Figures.Funds;
using Monitoring.Core.Kernel;
using Monitoring.Core.Policy;
using Monitoring.Core.Returns;
using Monitoring.Core.Validation;
using Monitoring.Files.Receipts;
using Monitoring.Storage;

namespace Monitoring.App.Stages;

/// <summary>Where the figures are that are made of a return about the Better Care Fund: for its receipt. Nothing is stored, since it follows from the return.</summary>
public sealed class ReceivedFunds(VersionsTable versions, FundReading reading, FundStore funds, Books books)
{
    /// <summary>The figures of the years that the return is about, of each board that it is about, as far as they are there; null of any other return.</summary>
    public async Task<ImmutableArray<ReceivedFund>?> Of(Receipt receipt, CancellationToken cancel)
    {
        if (receipt.Collection is not { } collection || !(Dependencies.IsOfFund(collection) || collection == Activity.CollectionKey))
            return null;
        var (boards, (reference, _)) = (await reading.LastYears(cancel), await books.Now(cancel));
        var keys = new HashSet<FundKey>();
        foreach (var page in receipt.Pages.Where(page => page.Slices > 0))
        {
            if ((await versions.Of(collection, page.Page, cancel)).FirstOrDefault(version => version.Submission == receipt.Submission) is not { } own)
                continue;
            var places = own.Content.Slices.Select(slice => slice.Place).ToList();
            foreach (var year in FundYears.YearsOf(collection, page.Page, PolicyBook.Current))
                keys.UnionWith(Dependencies.BoardsOf(collection, page.Page, places, boards, _ => [], PolicyBook.Current, reference).Select(board => new FundKey(board, year)));
        }
        var found = ImmutableArray.CreateBuilder<ReceivedFund>();
        foreach (var key in keys.OrderBy(key => key.Year).ThenBy(key => key.Hwb, StringComparer.Ordinal))
        {
            if (await funds.Find(key, cancel) is { } stored)
                found.Add(new ReceivedFund(key.Hwb, Json.Read<FundYear>(stored.Content).Name, key.Year, $"/funds/{key.Hwb}/{key.Year}"));
        }
        return found.ToImmutable();
    }
}
