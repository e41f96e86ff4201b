using Monitoring.Core.Kernel;
using Monitoring.Core.Ledger;
using Monitoring.Core.Returns;
using Monitoring.Storage;

namespace Monitoring.App.Stages;

/// <summary>What a rebuild did.</summary>
/// <param name="Removed">Rows that belonged to no acceptance.</param>
public sealed record Rebuilt(int Acceptances, int Pages, int Removed);

/// <summary>
/// Makes tables, effects, figures, histories, statements, funds and summaries anew from <c>accepted/</c> and the ledger. It may run while the service runs: it adds before it removes, and writes
/// figures by the same rule as every other writer. What was right stays untouched. Accounts and issued statements are no projection: they stay, and where a rebuilt statement comes to another amount than was posted,
/// the difference is posted as always.
/// </summary>
public sealed class Rebuilding(Acceptances acceptances, VersionsTable versions, CaseFigureStore statements, FundStore funds, Computing computing, Charting charting, Stating stating, Funding funding, Publishing publishing, Summarising summarising, StatementPublishing statementPublishing)
{
    public async Task<Rebuilt> Rebuild(CancellationToken cancel)
    {
        var accepted = new Dictionary<PageRef, HashSet<ArrivalOrder>>();
        var orders = new List<ArrivalOrder>();
        await foreach (var acceptance in acceptances.All(cancel))
        {
            orders.Add(acceptance.Order);
            await versions.Put(acceptance, cancel);
            foreach (var page in acceptance.Pages.Select(page => new PageRef(acceptance.Collection, page.Page)))
                (accepted.TryGetValue(page, out var known) ? known : accepted[page] = []).Add(acceptance.Order);
        }
        var removed = 0;
        foreach (var collection in Collections.All)
        {
            foreach (var page in await versions.Pages(collection.Key, cancel))
                removed += await versions.RemoveOthers(collection.Key, page, accepted.GetValueOrDefault(new PageRef(collection.Key, page)) ?? [], cancel);
        }
        // In order of arrival, so that each effect is told once against what stood before.
        foreach (var order in orders)
            await computing.Compute(Acceptances.NameOf(order), cancel);
        await computing.ComputeAll(cancel);
        await charting.ChartAll(cancel);
        await stating.StateAll(cancel);
        await funding.FundAll(cancel);
        var years = new SortedSet<FinancialYear>();
        await foreach (var fund in funds.All(cancel))
            years.Add(fund.Year);
        foreach (var year in years)
            await funding.Gather(year, cancel);
        // Every one, not only those due: another build is another workbook of the same figures.
        await foreach (var statement in statements.All(cancel))
            await statementPublishing.Publish(statement, cancel);
        await foreach (var fund in funds.All(cancel))
            await publishing.Publish(fund.BlobName, cancel);
        await summarising.PublishAll(cancel);
        return new Rebuilt(orders.Count, accepted.Count, removed);
    }
}
