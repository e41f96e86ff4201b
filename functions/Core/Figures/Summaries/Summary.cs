using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Monitoring.Core.Figures.Delays;
using Monitoring.Core.Figures.Evidence;
using Monitoring.Core.Figures.Funds;
using Monitoring.Core.Figures.Reimbursement;
using Monitoring.Core.Kernel;
using Monitoring.Core.Ledger;

namespace Monitoring.Core.Figures.Summaries;

/// <summary>Whom a summary is about, and so who reads it.</summary>
public enum SummaryKind
{
    /// <summary>An authority and its health and wellbeing board.</summary>
    Authority,

    /// <summary>An integrated care board: its health and wellbeing boards.</summary>
    Icb,

    /// <summary>An NHS body and every authority that it may charge. It shows cases, so it is for that body alone.</summary>
    NhsBody,

    /// <summary>Every authority, ranked, with what is absent.</summary>
    England,
}

/// <summary>One summary: of a body, for a month or a quarter.</summary>
/// <param name="Code">Authority, integrated care board or NHS body; <c>ENG</c> for England.</param>
public readonly record struct SummaryKey(SummaryKind Kind, string Code, SummaryPeriod Period)
{
    private static readonly ImmutableArray<(SummaryKind Kind, string Folder)> Folders = [(SummaryKind.Authority, "authority"), (SummaryKind.Icb, "icb"), (SummaryKind.NhsBody, "nhs-body"), (SummaryKind.England, "england")];

    /// <summary>Where its versions are published: <c>authority/507/2019-11</c>, <c>icb/QWO/2023-24-Q2</c>.</summary>
    [JsonIgnore]
    public string Folder => $"{FolderOf(Kind)}/{Code}/{Period}";

    /// <summary>The folder of all summaries of a kind, which is the audience.</summary>
    public static string FolderOf(SummaryKind kind) => Folders.Single(one => one.Kind == kind).Folder;

    /// <summary>The kind whose summaries are in a folder; null when it is none of theirs.</summary>
    public static SummaryKind? KindOf(string folder) => Folders.FirstOrDefault(one => one.Folder == folder) is { Folder: not null } found ? found.Kind : null;

    /// <summary>Reads a folder back; null when it is not one of ours.</summary>
    public static SummaryKey? Parse(string folder) =>
        folder.Split('/') is [var audience, { Length: > 0 } code, var text] && KindOf(audience) is { } kind && SummaryPeriod.TryParse(text) is { } period ? new SummaryKey(kind, code, period) : null;

    public override string ToString() => $"{Code} {Period}";
}

/// <summary>A value, or why there is none: never zero for want of a number.</summary>
/// <param name="Value">Exact; pounds where the unit is pounds.</param>
/// <param name="Why">Where there is no value, why, in a few words: <c>no figures for April 2019</c>. With a value, what a reader must know of it; null when there is nothing.</param>
public sealed record SummaryAmount(decimal? Value, string? Why)
{
    public static SummaryAmount Of(decimal? value, string why) => new(value, value is null ? why : null);

    public static SummaryAmount None(string why) => new(null, why);
}

/// <summary>
/// A figure as finance reads it: the period beside the year to date, the same of the year before, and the full-year forecast. What a column means for a figure that is no sum (a rate, a rank) <see cref="How"/> says.
/// </summary>
/// <param name="Id">Stable name: <c>delays.days.total</c>, <c>reimbursement.required</c>, <c>fund.income</c>.</param>
/// <param name="Section">Under which it stands: <c>Delays</c>, <c>Reimbursement</c>, <c>Performance payment</c>, <c>Pooled fund</c>, <c>Goals</c>.</param>
/// <param name="Unit"><c>days</c>, <c>people a day</c>, <c>per 100,000 adults</c>, <c>pounds</c>.</param>
/// <param name="PriorYear">The same period of the year before.</param>
/// <param name="PriorYearToDate">To the same period of the year before.</param>
/// <param name="FullYear">Forecast, or outturn once the year is over.</param>
/// <param name="How">How year to date and forecast are made, in a sentence.</param>
/// <param name="From">Where the figure is worked out: name of the sheet or document.</param>
public sealed record SummaryLine(
    string Id, string Section, string Name, string Unit, SummaryAmount Period, SummaryAmount YearToDate, SummaryAmount PriorYear, SummaryAmount PriorYearToDate, SummaryAmount FullYear, string How, string From);

/// <summary>What one NHS body may require of an authority, in totals: no case is named, and numbers under the policy's least are withheld with another one beside them, so that no sum gives them away (DESIGN 8).</summary>
/// <param name="Cases">Null where withheld.</param>
/// <param name="Days">Counted in the NHS body's view; null where withheld.</param>
/// <param name="Amounts">Null where withheld: the daily rate would give the days away.</param>
/// <param name="Withheld">Why, in words; null where nothing is.</param>
public sealed record ReimbursementOf(string NhsBody, string Name, FigureStatus Status, int? Cases, int? Days, StatementAmounts? Amounts, StatementAmounts? YearToDate, string? Withheld);

/// <summary>A body in a summary that gathers several: a board of an integrated care board, an authority of England, an authority that an NHS body may charge.</summary>
/// <param name="Lines">Its own figures, with the same names as <see cref="Summary.Lines"/> has.</param>
/// <param name="Rank">1 is the lowest rate of people delayed, over the <paramref name="RankedOf"/> bodies that are present; null without one.</param>
/// <param name="Fund">Null where there is none for the year.</param>
/// <param name="Absent">What is wanting of it, in words; null when nothing is.</param>
public sealed record SummaryMember(string Code, string Name, string? Region, FigureStatus Status, ImmutableArray<SummaryLine> Lines, int? Rank, int? Quartile, int? RankedOf, FundHeadlines? Fund, string? Absent)
{
    /// <summary>Why rate and rank are to be read with care, in words.</summary>
    public ImmutableArray<string> SmallNumbers { get; init; } = [];

    /// <summary>The statement that the NHS body has for this authority and month, with cases; only in the summary of that NHS body.</summary>
    public Statement? Statement { get; init; }

    /// <summary>Where there is no <see cref="Statement"/>, what the last one of the financial year has of its months; null beside one.</summary>
    public ImmutableArray<MonthOfYear>? Earlier { get; init; }

    /// <summary>The account between the two with every posting to the end of the period; null where nothing was posted, and beside no <see cref="Statement"/>.</summary>
    public Account? Account { get; init; }
}

/// <summary>How a board's fund stands, for those who look at several.</summary>
/// <param name="Conditions">National conditions: met, not met, not answered.</param>
/// <param name="Goals">Headline metrics of the year with goal and actual.</param>
/// <param name="Headroom">Checks of the plan with amounts: what there is to spare, or short.</param>
public sealed record FundHeadlines(
    string Year, FigureStatus Status, string? To, PoolAmounts? Income, PoolAmounts? Expenditure, Pence? ForecastUnderspend, Pence? PerformanceFund, Pence? PerformancePaid, ImmutableArray<ConditionOfPlan> Conditions,
    ImmutableArray<MetricPosition> Goals, ImmutableArray<PlanCheck> Headroom);

/// <summary>A document that a summary was made of.</summary>
/// <param name="Document">Its name in storage: <c>figures/507/2019-11.json</c>.</param>
public sealed record SummarySource(string Document, string Digest);

/// <summary>
/// Everything that a body is told about a month or a quarter, from documents that are made already: nothing is worked out here that they work out. One document; workbook, tidy data and tests read the same.
/// </summary>
/// <param name="LastAcceptance">The last acceptance that anything in it comes from.</param>
/// <param name="AsAt">When that was received.</param>
/// <param name="Says">The summary in words, most important first.</param>
/// <param name="Lines">The summary in figures.</param>
/// <param name="Months">Delays of the months in the period that there are.</param>
/// <param name="Delays">Delays over time to the end of the period: later months are not in it, so that a summary does not change when they arrive. Null where there is no history.</param>
/// <param name="Reimbursement">By NHS body; empty where nothing was required.</param>
/// <param name="Fund">The Better Care Fund of the year; null where there is none.</param>
/// <param name="Discharges">Discharge Ready Date and the acute report in the period, month by month.</param>
/// <param name="Evidence">What changed after schemes of the year's plan that say when they began, beside their region; only of a quarter of an authority. The series are not repeated in the questions.</param>
/// <param name="Members">Bodies that it gathers; empty of an authority.</param>
public sealed record Summary(
    SummaryKey Key, string Name, FigureStatus Status, ImmutableArray<string> StatusReasons, ArrivalOrder LastAcceptance, DateTimeOffset AsAt, string Policy, string Reference,
    ImmutableArray<string> Says, ImmutableArray<SummaryLine> Lines, ImmutableArray<DelayFigures> Months, DelayHistory? Delays, ImmutableArray<ReimbursementOf> Reimbursement, FundYear? Fund,
    ImmutableArray<DischargeFigures> Discharges, ImmutableArray<EvidenceAnswer> Evidence, ImmutableArray<SummaryMember> Members, ImmutableArray<SwitchInForce> Switches, ImmutableArray<SummarySource> Sources)
{
    /// <summary>Version of the form of this document.</summary>
    public string Schema { get; init; } = "summary/1";

    /// <summary>The national view of the fund; only in that of England.</summary>
    public EnglandFund? EnglandFund { get; init; }

    /// <summary>Schemes about which the same could be asked, and is not: those that began last.</summary>
    public int EvidenceLeftOut { get; init; }

    /// <summary>Who signed the figures, where somebody did.</summary>
    public SummarySignature? Signed { get; init; }
}

/// <summary>Who approved a summary's figures, and when.</summary>
public sealed record SummarySignature(string By, DateOnly On);

/// <summary>A figure that is another one than in the version published before.</summary>
/// <param name="Id">Of the line, with the column: <c>delays.days.total, year to date</c>.</param>
public sealed record SummaryChange(string Id, string Section, string Name, string Column, string Unit, SummaryAmount Before, SummaryAmount Now);

/// <summary>What a version of a summary changed, against the version that the pointer named before it.</summary>
/// <param name="Version">Of the one before; null for the first.</param>
/// <param name="Sources">Documents that are other ones than before.</param>
public sealed record SummaryChanges(string? Version, DateTimeOffset? AsAt, ImmutableArray<SummaryChange> Lines, ImmutableArray<string> Sources);
