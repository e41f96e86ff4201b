using System.Collections.Immutable;
using Monitoring.Core.Figures;
using Monitoring.Core.Figures.Delays;
using Monitoring.Core.Kernel;
using Monitoring.Core.Returns;
using Monitoring.Core.Validation;
using Monitoring.Files.Receipts;
using Monitoring.Storage;

namespace Monitoring.App.Stages;

/// <summary>Where the histories and discharge documents are that are made of a return: for its receipt. Nothing is stored, since it follows from the return.</summary>
public sealed class ReceivedDelays(VersionsTable versions, HistoryStore histories, DischargeStore discharges, Books books)
{
    /// <summary>A return of more bodies than these is about England: its lists are asked for by address.</summary>
    private const int Most = 20;

    /// <summary>The documents of the bodies that the return is about, as far as they are there, England's where it is about many; null of a return from which none are made.</summary>
    public async Task<ImmutableArray<ReceivedDelay>?> Of(Receipt receipt, CancellationToken cancel)
    {
        // A list of neighbours is of all authorities, and a plan has pages of its own.
        if (receipt.Collection is not { } collection || collection is Neighbours.CollectionKey or BcfPlan.CollectionKey || !receipt.Pages.Any(page => Dependencies.HasDischarges(collection) || Dependencies.HasHistories(collection, page.Page)))
            return null;
        var reference = (await books.Now(cancel)).Reference;
        var found = ImmutableArray.CreateBuilder<ReceivedDelay>();
        var told = new HashSet<string>();
        foreach (var page in receipt.Pages.Where(page => page.Slices > 0))
        {
            if ((await versions.Of(collection, page.Page, cancel)).FirstOrDefault(version => version.Submission == receipt.Submission) is not { } own)
                continue;
            var bodies = own.Content.Slices.Select(slice => slice.Place).Select(place => Dependencies.HasDischarges(collection) || collection == Rebases.CollectionKey ? place.Body : place.Authority).Distinct().Order(StringComparer.Ordinal).ToList();
            foreach (var body in bodies.Count > Most ? [Body.EnglandCode] : bodies)
            {
                if (!Dependencies.HasDischarges(collection))
                {
                    if (told.Add(body) && await histories.Has(new HistoryKey(body), cancel))
                        found.Add(new ReceivedDelay(body, $"{(body == Body.EnglandCode ? Body.England.Name : reference.AuthorityPeriods(body).LastOrDefault()?.Value.Name ?? body)}, delays over time", $"/delays/{body}"));
                }
                else if (new DischargeKey(body, ReportingMonth.Parse(page.Page)) is var key && await discharges.Find(key, cancel) is { } stored)
                    found.Add(new ReceivedDelay(body, $"{Json.Read<DischargeFigures>(stored.Content).Name}, discharges of {key.Month.Name}", $"/discharges/{body}/{key.Month}"));
            }
        }
        return found.ToImmutable();
    }
}
