using Monitoring.Core.Figures.Delays;
using Monitoring.Core.Figures.Summaries;
using Monitoring.Core.Kernel;
using Monitoring.Files.Funds;
using Monitoring.Files.Workbooks;

namespace Monitoring.Files.Summaries;

/// <summary>A summary with what its sheets need to show it: the months of its period, the fund's rows, what its version changed, and where it is published.</summary>
internal sealed class SummaryRows(Summary summary, SummaryChanges changes, Publication publication)
{
    public Summary Summary => summary;

    public SummaryChanges Changes => changes;

    public Publication Publication => publication;

    public SummaryPeriod Period => summary.Key.Period;

    /// <summary><c>Derby, November 2019</c>.</summary>
    public string Subject { get; } = $"{summary.Name}, {summary.Key.Period.Name}";

    /// <summary>Delays of the months of the period; null where there are none.</summary>
    public DelayMonths? Delays { get; } = summary.Months.IsEmpty ? null : new DelayMonths(summary.Key.Period, summary.Months);

    /// <summary>The fund of the year; null where there is none.</summary>
    public FundRows? Fund { get; } = summary.Fund is { } fund ? new FundRows(fund) : null;

    /// <summary>Months of the history, to the end of the period.</summary>
    public IReadOnlyList<HistoryMonth> History { get; } = summary.Delays?.Months is { } months ? months : [];

    /// <summary>What the inputs come to: anybody who has the list of documents with their digests comes to the same.</summary>
    public string FingerprintOfInputs { get; } = Digest.Of(string.Concat(summary.Sources.Select(source => $"{source.Document} {source.Digest}\n")));

    public string Status => summary.Signed is { } signed ? $"Signed by {signed.By} on {Words.Date(signed.On)}" : "Draft - not signed";
}
