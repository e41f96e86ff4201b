using Monitoring.Core.Figures.Funds;

namespace Monitoring.App.Stages;

/// <summary>Which kind of figures a blob holds, its name says; each kind has a workbook of its own. Histories of delays and discharges have none: they are shown as pages.</summary>
public sealed class FigurePublishing(Publishing months, FundPublishing funds)
{
    /// <summary>Publishes what one blob of figures is the source of. Figures that gather others wait for the national job.</summary>
    public Task Publish(string figuresBlob, CancellationToken cancel) =>
        FundKey.Parse(figuresBlob) is { } fund ? funds.PublishBoard(fund, cancel) : months.PublishAuthority(figuresBlob, cancel);
}
