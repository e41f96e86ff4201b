using System.Collections.Immutable;
using Monitoring.Core.Kernel;
using Monitoring.Core.Ledger;
using Monitoring.Core.Policy;

namespace Monitoring.Core.Figures.Funds;

/// <summary>A national total of the year with what it is made of (domain note 3.1): components must come to the total.</summary>
/// <param name="Printed">As published, pounds.</param>
/// <param name="Components">What the parts come to; null when no parts are known.</param>
public sealed record NationalTotal(string Name, decimal Printed, decimal? Components, Mark Mark, string Source, string Says);

/// <summary>A board in the national view.</summary>
/// <param name="Goals">Those that are due (<see cref="GoalCounts.Due"/>).</param>
public sealed record BoardInEngland(string Hwb, string Name, FigureStatus Status, Pence? PlannedIncome, Pence? Expenditure, Pence? PerformanceFund, Pence? PerformancePaid, int ChecksFailed, int GoalsOnTrack, int Goals);

/// <summary>A sum over boards, with how many boards it is of: what is not known is not in it, and is not zero.</summary>
/// <param name="Sum">Null when it is known of no board.</param>
/// <param name="Boards">Of so many boards it is known.</param>
/// <param name="Expected">So many there were.</param>
/// <param name="Says">The same in a sentence.</param>
public sealed record EnglandSum(string What, Pence? Sum, int Boards, int Expected, string Says);

/// <summary>The Better Care Fund of all boards that are known, for a year: gathered from their documents.</summary>
/// <param name="Expected">How many boards England had.</param>
/// <param name="ByWorking">Models of joint working over all boards.</param>
/// <param name="ByArrangement">Arrangements under section 75 over all boards.</param>
public sealed record EnglandFund(
    FundKey Key, string Name, FigureStatus Status, ImmutableArray<string> StatusReasons, ArrivalOrder LastAcceptance, DateTimeOffset AsAt, string Policy, string Reference, int Expected, ImmutableArray<BoardInEngland> Boards,
    ImmutableArray<NationalTotal> Totals, ImmutableArray<SchemeGroup> ByArrangement, ImmutableArray<SchemeGroup> ByWorking)
{
    /// <summary>What the boards come to, each sum with its coverage.</summary>
    public ImmutableArray<EnglandSum> Sums { get; init; } = [];

    /// <summary>Version of the form of this document.</summary>
    public string Schema { get; init; } = "fund-england/1";
}
