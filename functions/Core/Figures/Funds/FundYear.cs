using System.Collections.Immutable;
using Monitoring.Core.Figures.Reimbursement;
using Monitoring.Core.Kernel;
using Monitoring.Core.Ledger;

namespace Monitoring.Core.Figures.Funds;

/// <summary>The figures of a board's fund for a financial year: one document.</summary>
/// <param name="Hwb">Code of the authority whose board it is; <see cref="Delays.Body.EnglandCode"/> for all boards together.</param>
public readonly record struct FundKey(string Hwb, FinancialYear Year)
{
    /// <summary>Stands before the year in names of documents and addresses of files.</summary>
    public const string Before = "bcf-";

    /// <summary>Where it stands in the container of figures, beside the months of the authority.</summary>
    public string BlobName => $"{Hwb}/{Before}{Year}.json";

    /// <summary>Reads a blob name back; null when it is not one of ours.</summary>
    public static FundKey? Parse(string blobName) =>
        blobName.Split('/') is [{ Length: > 0 } hwb, var file] && file.StartsWith(Before, StringComparison.Ordinal) && file.EndsWith(".json", StringComparison.Ordinal)
            && FinancialYear.TryRead(file[Before.Length..^5], out var year) && new FundKey(hwb, year) is var key && key.BlobName == blobName
            ? key : null;

    public override string ToString() => $"{Hwb} {Year}";
}

/// <summary>Something that was submitted beside what it comes to: shown side by side, and never put right.</summary>
/// <param name="What"><c>CCG sub-total of income, actual</c>.</param>
/// <param name="Where">Return and line: <c>Q2 2015-16, line 3</c>.</param>
/// <param name="Why">What explains the difference, or what it is called: <c>less than the rounding of three lines</c>. Null when the two agree.</param>
public sealed record FundComparison(string What, string Where, Pence Submitted, Pence? Recomputed, string? Why)
{
    /// <summary>Submitted less recomputed; null where nothing could be recomputed.</summary>
    public Pence? Difference => Recomputed is { } recomputed ? Submitted - recomputed : null;
}

/// <summary>What a fund's figures were made of.</summary>
/// <param name="Page">The year, quarter or month that it is of.</param>
/// <param name="Sender">Empty where several bodies report the page together, as they do delayed transfers.</param>
/// <param name="Submission">Of several, the last one.</param>
public sealed record FundInput(string Collection, string Page, string Sender, string Submission, DateTimeOffset At);

/// <summary>
/// The Better Care Fund of a health and wellbeing board in a financial year: what each partner paid in, spent, got and owes, and what performance released. One document; workbook, page and tests read the same.
/// </summary>
/// <param name="LastAcceptance">The last acceptance that anything in it comes from.</param>
/// <param name="AsAt">When that was received.</param>
/// <param name="Policy">Version of the rules.</param>
/// <param name="Reference">Version of the reference data.</param>
/// <param name="Plan">Null while there is no plan.</param>
/// <param name="Performance">The performance payment; null in years without one.</param>
/// <param name="Release">What the contingency of 2016-17 released; null in other years, or where nothing was held.</param>
/// <param name="Expectation">The delayed-transfer expectation of 2017-18; null in other years.</param>
/// <param name="Pool">Null while no return of a quarter arrived.</param>
/// <param name="RiskSharing">Null while there is no pool.</param>
/// <param name="Shunting">Null where neither delays nor spend of two years are known.</param>
/// <param name="Comparisons">As submitted and as recomputed.</param>
public sealed record FundYear(
    FundKey Key, string Name, FigureStatus Status, ImmutableArray<string> StatusReasons, ArrivalOrder LastAcceptance, DateTimeOffset AsAt, string Policy, string Reference,
    PlanPosition? Plan, PerformancePayment? Performance, ContingencyRelease? Release, DelayExpectation? Expectation, PoolPosition? Pool, RiskSharing? RiskSharing, SchemesOfYear? Schemes,
    ImmutableArray<MetricPosition> Metrics, ShuntingView? Shunting, ImmutableArray<FundComparison> Comparisons, ImmutableArray<SwitchInForce> Switches, ImmutableArray<FundInput> Inputs)
{
    /// <summary>Version of the form of this document.</summary>
    public string Schema { get; init; } = "fund/1";
}
