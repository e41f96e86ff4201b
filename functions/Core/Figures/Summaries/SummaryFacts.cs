using System.Collections.Immutable;
using Monitoring.Core.Figures.Delays;
using Monitoring.Core.Figures.Evidence;
using Monitoring.Core.Figures.Funds;
using Monitoring.Core.Figures.Reimbursement;

namespace Monitoring.Core.Figures.Summaries;

/// <summary>The documents of a body, as they stand, from which its summaries are made. More may be in them than a period needs: what is later is left out when the summary is made.</summary>
/// <param name="Name">Of the body, as it is called; null to take that of its documents.</param>
/// <param name="Months">Figures of months: of an authority its own, of England those of England.</param>
/// <param name="Delays">Its history, or that of the NHS body as a provider; null while there is none.</param>
/// <param name="Statements">Of an authority those in which it pays, of an NHS body those of its cases.</param>
/// <param name="Funds">What is known of pooled funds: of an authority its board's, of an integrated care board those of all its boards, of England those of every board. A period shows what its returns and those before it say.</param>
/// <param name="Sources">The documents that were read, with their digests.</param>
public sealed record SummaryFacts(
    string Code, string? Name, ImmutableArray<DelayFigures> Months, DelayHistory? Delays, ImmutableArray<Statement> Statements, ImmutableArray<FundFacts> Funds, ImmutableArray<SummarySource> Sources)
{
    public ImmutableArray<DischargeFigures> Discharges { get; init; } = [];

    /// <summary>Of a quarter: answers from months to its end.</summary>
    public ImmutableArray<EvidenceAnswer> Evidence { get; init; } = [];

    /// <summary>How many schemes more could be asked about.</summary>
    public int EvidenceLeftOut { get; init; }

    /// <summary>Of an NHS body, with those that it may charge.</summary>
    public ImmutableArray<Account> Accounts { get; init; } = [];

    /// <summary>Histories of the boards of an integrated care board, or of the authorities that an NHS body may charge.</summary>
    public ImmutableArray<DelayHistory> Others { get; init; } = [];

    /// <summary>Codes of the boards of an integrated care board with their names, by the period's last day.</summary>
    public ImmutableArray<(string Code, string Name)> Boards { get; init; } = [];
}
