using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Monitoring.Core.Figures.Reimbursement;
using Monitoring.Core.Kernel;
using Monitoring.Core.Ledger;
using Monitoring.Core.Returns;

namespace Monitoring.Core.Figures.Delays;

/// <summary>What a history is about.</summary>
public enum HistoryLevel { England, Region, Authority, Provider }

/// <summary>The history document of a body: <c>figures/{body}/delays.json</c>.</summary>
/// <param name="Body">Code of the authority or provider, ENG, or <c>region-</c> and the name of a region in lower case with dashes.</param>
public readonly record struct HistoryKey(string Body)
{
    private const string File = "delays.json";

    [JsonIgnore]
    public string BlobName => $"{Body}/{File}";

    /// <summary>Reads a blob name back; null when it is not one of ours.</summary>
    public static HistoryKey? Parse(string blobName) => blobName.Split('/') is [{ Length: > 0 } body, File] ? new HistoryKey(body) : null;

    public override string ToString() => $"{Body}, delays";
}

/// <summary>Why a month of a history is to be read with care.</summary>
public enum MonthMark
{
    /// <summary>Nothing stands: the point is a gap.</summary>
    Missing,

    /// <summary>Something that belongs to it is known to be missing.</summary>
    Incomplete,

    /// <summary>The figure was another one before.</summary>
    Restated,

    /// <summary>First month of the body as it is now: before it, the figures of those it succeeded.</summary>
    Reorganised,
}

/// <summary>A month of a history.</summary>
/// <param name="Beds">Delayed days / days of the month.</param>
/// <param name="Per100000">Average number delayed a day for each 100,000 adults; null without an estimate, which <paramref name="Denominator"/> names.</param>
/// <param name="ByReason">Days by reason code, in the order of the codes: the same document in every process.</param>
/// <param name="Agreed">Days that the authority agreed to, where it answered.</param>
/// <param name="Quartile">1 the lowest rates, over the authorities that are present.</param>
/// <param name="From">Codes of the bodies whose figures it is made of: the body itself, or those it succeeded.</param>
public sealed record HistoryMonth(
    ReportingMonth Month, FigureStatus Status, long? Days, long? Acute, long? Nhs, long? SocialCare, long? Both, decimal? Beds, decimal? Per100000, decimal? SocialCarePer100000, string? Denominator, ImmutableSortedDictionary<string, long> ByReason,
    long? Agreed, long? Disputed, int? Rank, int? Quartile, int? RankedOf, ImmutableArray<string> SmallNumbers, ImmutableArray<MonthMark> Marks, ImmutableArray<string> Notes, ImmutableArray<string> From)
{
    /// <summary>The number of adults that the rates are of; null without an estimate.</summary>
    public int? Adults { get; init; }

    /// <summary>Of a provider, which has no figures of its own: when the last return arrived that England's figures of the month rest on. Null for others, and where the month is missing.</summary>
    public DateTimeOffset? AsAt { get; init; }
}

/// <summary>Who decided for an authority, and when.</summary>
public readonly record struct AgreementDecision(string By, DateOnly On);

/// <summary>What authorities answered to the reported days of a month, for one attribution. What is neither agreed nor disputed was not looked at yet. The reported days stay as they are.</summary>
/// <param name="Reported">Days that the history has for the month and attribution; null where the month is missing.</param>
/// <param name="Decisions">By whom and when, the latest first; told to the two parties only, so of a region and of England there are none.</param>
public sealed record AnsweredDays(ReportingMonth Month, Attribution Attribution, long? Reported, long Agreed, long Disputed, ImmutableArray<AgreementDecision> Decisions);

/// <summary>What a body has set itself to reach, from a plan of its board.</summary>
/// <param name="Beds">People delayed a day on average, at most.</param>
/// <param name="Source">Where it stands: <c>Better Care Fund plan 2017-19</c>.</param>
public sealed record DelayTarget(string Body, ReportingMonth From, ReportingMonth To, decimal Beds, string Source);

/// <summary>A measure over a financial year: ASCOF 2C and what LG Inform 8499 averages.</summary>
/// <param name="Numerator">In words: which days it counts. The parts of 2C changed their meaning, so it is always said.</param>
public sealed record YearMeasure(string Id, string Name, FinancialYear Year, int Months, decimal? Value, string Unit, string Numerator, FigureStatus Status, string? Why, string Source);

/// <summary>A body beside others like it.</summary>
/// <param name="Group">Neighbours by a named model, region, or England.</param>
/// <param name="Median">Of the group's rates, without the body.</param>
public sealed record HistoryComparison(string Group, ReportingMonth Month, int Bodies, decimal? Own, decimal? Median, decimal? Lowest, decimal? Highest, string Says)
{
    /// <summary>How many months up to <see cref="Month"/> the rates are the mean of: 1 for the month alone.</summary>
    public int Months { get; init; } = 1;
}

/// <summary>Delays of one body over time: charts, mix, comparison, restatements.</summary>
/// <param name="Months">Every month from the first that is known to the last, those in between that are missing too.</param>
/// <param name="Beds">Chart of DTOC beds.</param>
/// <param name="SocialCareBeds">Chart of the beds attributed to social care alone (LG Inform 8499); null where there are none.</param>
/// <param name="Says">What a board should know, most important first.</param>
/// <param name="Changed">Restatements of its months, the latest first.</param>
public sealed record DelayHistory(
    HistoryKey Key, HistoryLevel Level, string Name, FigureStatus Status, ArrivalOrder LastAcceptance, DateTimeOffset AsAt, string Policy, string Reference, ImmutableArray<HistoryMonth> Months, XmrChart Beds, XmrChart? SocialCareBeds,
    ImmutableArray<YearMeasure> Years, ImmutableArray<HistoryComparison> Comparisons, ImmutableArray<string> Says, ImmutableArray<Restatement> Changed)
{
    /// <summary>Version of the form of this document.</summary>
    public string Schema { get; init; } = "history/1";

    /// <summary>What authorities answered to reported days, by month and attribution.</summary>
    public ImmutableArray<AnsweredDays> Answers { get; init; } = [];

    /// <summary>Answers to open questions that the charts hang on, as they were in force in the last month.</summary>
    public ImmutableArray<SwitchInForce> Switches { get; init; } = [];
}
