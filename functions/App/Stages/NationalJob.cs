namespace Monitoring.App.Stages;

/// <summary>What compares or gathers bodies is made and published when changes have settled: one change of an edition or a list is hundreds for England.</summary>
public sealed class NationalJob(Charting charting, Funding funding, Publishing publishing, Summarising summarising)
{
    public async Task Run(CancellationToken cancel)
    {
        await charting.ChartSettled(cancel);
        await funding.GatherSettled(cancel);
        await publishing.PublishNational(cancel);
        await summarising.PublishSettled(cancel);
    }
}
