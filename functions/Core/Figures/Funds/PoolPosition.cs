using System.Collections.Immutable;
using Monitoring.Core.Kernel;
using Monitoring.Core.Policy;
using Monitoring.Core.Returns;

namespace Monitoring.Core.Figures.Funds;

/// <summary>Plan, forecast and actual of the same thing; null is not known.</summary>
/// <param name="YearlyPlan">For the whole year.</param>
/// <param name="Planned">For the period.</param>
public sealed record PoolAmounts(Pence? YearlyPlan, Pence? Planned, Pence? Forecast, Pence? Actual)
{
    /// <summary>Actual less planned; null while one is not known.</summary>
    public Pence? Variance => Actual is { } actual && Planned is { } planned ? actual - planned : null;
}

/// <summary>A line of income or expenditure, of one partner and source.</summary>
/// <param name="Deducts">The amounts are taken off; here they have their sign already.</param>
/// <param name="Quarter">As the return has them: of the period that it covers.</param>
/// <param name="YearToDate">From 1 April to the end of the quarter; null where the return of a quarter is missing. A return lists all lines, so a line that a quarter does not have adds nothing.</param>
/// <param name="FullYearForecast">Actual, else forecast, else planned of the quarters reported, and for the others what is left of the yearly plan.</param>
public sealed record PoolLine(PoolSide Side, string Partner, string PartnerName, FundingSource Source, string SourceName, string? Description, bool Deducts, PoolAmounts Quarter, PoolAmounts YearToDate, Pence? FullYearForecast, int SourceLine)
{
    /// <summary>The earlier quarter whose return had the line last; null where the return of this quarter has it. Its year to date still counts, its amounts of this quarter are none.</summary>
    public FinancialQuarter? LastReported { get; init; }
}

/// <summary>What a partner was to pay in and did, from the start of the year to the end of the quarter.</summary>
/// <param name="Due">Cumulative: what had to be paid in by the end of the quarter, not what fell due in it.</param>
/// <param name="Received">Of that, what had been paid in by the same day.</param>
/// <param name="Outstanding">Due less received; below zero where more was paid than due. Null while one is not known.</param>
public sealed record ContributionDue(string Partner, string PartnerName, FundingSource Source, string? Description, Pence? Due, Pence? Received, Pence? Outstanding, DateOnly? NextInstalment, int SourceLine)
{
    /// <summary>As the source was called in the year.</summary>
    public string SourceName { get; init; } = BetterCareFund.Name(Source);

    /// <summary>The yearly plan in as many parts as the source is paid in (policy <c>fund-instalments.number</c>), the last with the remainder; empty without a yearly plan.</summary>
    public ImmutableArray<Pence> Instalments { get; init; } = [];
}

/// <summary>The pool in one quarter. All sums are made from lines; what the return prints is compared in <see cref="FundYear.Comparisons"/>.</summary>
/// <param name="Covers">What the amounts of the return are of: a quarter, or, at year end from 2017-18, the year.</param>
/// <param name="Opening">As submitted.</param>
/// <param name="Balance">Opening + income - expenditure, actual (domain note 2.4, check 4); null while one is not known.</param>
/// <param name="SubmittedClosing">As submitted.</param>
public sealed record PoolQuarter(
    FinancialQuarter Quarter, string Submission, string Host, string HostName, string? Manager, PoolPeriod Covers, PrintedUnit Unit, Pence? Opening, Pence? Balance, Pence? SubmittedClosing, PoolAmounts Income, PoolAmounts Expenditure,
    PoolAmounts IncomeToDate, PoolAmounts ExpenditureToDate, ImmutableArray<PoolLine> Lines, ImmutableArray<ContributionDue> Contributions, Pence? RiskPoolOpening, Pence? RiskPoolUsed, string? PreparedBy, DateOnly? PreparedOn,
    string? ApprovedBy, DateOnly? ApprovedOn, string? Comment)
{
    /// <summary>With what the period before this one closed, as that return has it; null while there is none.</summary>
    public Pence? PreviousClosing { get; init; }
}

/// <summary>
/// The memorandum account of the pool (domain note 4.1; recalled): gross contributions by partner, expenditure by who commissioned it, what is left and whose it is.
/// </summary>
/// <param name="To">The last quarter that is in it.</param>
/// <param name="Opening">At the start of the year; null when it was not given.</param>
/// <param name="Closing">Opening + contributions - expenditure; null while one is not known.</param>
/// <param name="Partners">Each partner's part; the shares sum to the closing balance to the penny.</param>
public sealed record MemorandumAccount(FinancialQuarter To, Pence? Opening, ImmutableArray<MemorandumPartner> Partners, Pence? Contributions, Pence? Expenditure, Pence? Closing, ImmutableArray<string> Notes)
{
    /// <summary>Of <see cref="Contributions"/>, what is from the source 'Other': charges, charities, money carried forward.</summary>
    public Pence? OtherIncome { get; init; }

    /// <summary>Of <see cref="Closing"/>, what stays in the pool by the rule of the agreement and is nobody's share; null where the rule leaves it to a decision.</summary>
    public Pence? CarriedForward { get; init; }
}

/// <param name="Contributed">Paid into the pool in the year to date, net of what was taken off.</param>
/// <param name="Spent">Commissioned by the partner.</param>
/// <param name="ShareOfClosing">Of the surplus (above zero) or deficit: by the rule of the agreement; null where the rule leaves it to a decision.</param>
public sealed record MemorandumPartner(string Partner, string Name, Pence? Contributed, Pence? Spent, Pence? ShareOfClosing)
{
    /// <summary>Paid in before anything was taken off.</summary>
    public Pence? Gross { get; init; }

    /// <summary>What was taken off, below zero: <see cref="Gross"/> and this are <see cref="Contributed"/>.</summary>
    public Pence? TakenOff { get; init; }
}

/// <summary>The pool of a year: the quarters reported, the account, and the outturn or forecast.</summary>
/// <param name="Missing">Quarters that are over and of which there is no return. A quarter is over when a later one was reported; none is missing where a return covers the year.</param>
/// <param name="Income">Of the year: yearly plan, planned and actual to <see cref="To"/>, and as forecast the full-year forecast.</param>
/// <param name="Expenditure">Of the year, in the same way.</param>
public sealed record PoolPosition(ImmutableArray<PoolQuarter> Quarters, ImmutableArray<FinancialQuarter> Missing, MemorandumAccount? Account, PoolAmounts Income, PoolAmounts Expenditure, ImmutableArray<string> Notes)
{
    /// <summary>The last quarter of which an actual is known; the last one reported while there is none.</summary>
    public FinancialQuarter To => ToOf(Quarters);

    /// <summary>The year is over, and its return has actuals: what is left is an outturn. Until then it is a forecast.</summary>
    public bool IsOutturn => To.Number == 4 && Income.Actual is not null && Expenditure.Actual is not null;

    /// <summary>Full-year forecast of income less that of expenditure: above zero an underspend. Null while one is not known.</summary>
    public Pence? ForecastUnderspend => Income.Forecast - Expenditure.Forecast;

    /// <summary>Of that, what lines of income take off over the year, below zero: a shortfall of the performance payment, met first from underspends (domain note 5, M1).</summary>
    public Pence? ForecastTakenOff { get; init; }

    /// <inheritdoc cref="To"/>
    internal static FinancialQuarter ToOf(ImmutableArray<PoolQuarter> quarters) => (quarters.LastOrDefault(quarter => quarter.Income.Actual is not null || quarter.Expenditure.Actual is not null) ?? quarters[^1]).Quarter;
}

/// <summary>A scheme of the plan with what it has cost and done (domain note 2.5).</summary>
/// <param name="Sources">Where its money comes from, as its lines in the plan have them.</param>
/// <param name="Arrangement">Of the scheme, else of the plan as a whole; null when neither says, or its lines disagree.</param>
/// <param name="PlannedToDate">From 1 April to the end of <paramref name="To"/>, like every amount and number of outputs "to date".</param>
/// <param name="PlannedUnitCost">Of what was planned to date; of the year while no return has it.</param>
/// <param name="UnitCost">Exact pounds for each output; null when there are no outputs.</param>
/// <param name="Volume">(actual outputs - planned outputs) x planned unit cost, pounds, exact until rounded with <paramref name="Price"/> so that both sum to the variance.</param>
/// <param name="Price">(actual unit cost - planned unit cost) x actual outputs.</param>
/// <param name="SpentPercent">Spend to date of the yearly plan.</param>
/// <param name="ExpectedPercent">Elapsed part of the scheme's time in the year, in months.</param>
/// <param name="To">The last return that has schemes; null while there is none.</param>
/// <param name="Flags">In words: spend far from the elapsed part, outputs without spend.</param>
public sealed record SchemePosition(
    string Scheme, string Name, SchemeType? Type, AreaOfSpend? Area, Commissioner? Commissioner, ImmutableArray<FundingSource> Sources, Section75? Arrangement, JointWorking? Working, string? Metric, Pence? PlannedYear, Pence? PlannedToDate, Pence? ActualToDate,
    Pence? Forecast, decimal? PlannedOutputsYear, decimal? PlannedOutputs, decimal? ActualOutputs, OutputUnit? Unit, decimal? PlannedUnitCost, decimal? UnitCost, Pence? Variance, Pence? Volume, Pence? Price, decimal? SpentPercent,
    decimal? ExpectedPercent, FinancialQuarter? To, ImmutableArray<string> Flags, ImmutableArray<Step> Steps)
{
    /// <summary><see cref="Sources"/> as they were called in the year.</summary>
    public ImmutableArray<string> SourceNames { get; init; } = [.. Sources.Select(BetterCareFund.Name)];
}

/// <summary>Schemes of the same arrangement or model of joint working together: spend, output, unit cost and outcome (section 75 flexibilities).</summary>
/// <param name="Group"><c>Multi-agency team</c>, <c>Lead commissioning</c>, <c>Not stated</c>.</param>
/// <param name="Planned">For the year, of the schemes that have a plan.</param>
/// <param name="Actual">To date, of the schemes of which it is known (<see cref="SchemeGroup.ActualOf"/>).</param>
/// <param name="PercentOfSpend">Of the actual spend of all groups.</param>
/// <param name="UnitCosts">One for each unit of output: outputs of different units are never added.</param>
/// <param name="Outcomes">How the metrics that its schemes are to move stand, in words.</param>
public sealed record SchemeGroup(string Group, int Schemes, Pence? Planned, Pence? Actual, decimal? PercentOfSpend, ImmutableArray<GroupUnitCost> UnitCosts, ImmutableArray<string> Outcomes)
{
    /// <summary>Planned to date, of the schemes of which the actual is known as well: what <see cref="Actual"/> may be compared with. Null where one of them has no plan to date.</summary>
    public Pence? PlannedToDate { get; init; }

    /// <summary>Of how many schemes the actual spend is known.</summary>
    public int ActualOf { get; init; }
}

/// <summary>What one output costs in a group, of one unit. A scheme of which spend or outputs are not known is in neither sum.</summary>
/// <param name="Schemes">How many schemes are counted in the unit.</param>
/// <param name="PlannedUnitCost">Planned spend to date over planned outputs to date, pounds; null without such outputs.</param>
/// <param name="UnitCost">Actual spend to date over actual outputs to date, pounds; null without outputs.</param>
public sealed record GroupUnitCost(OutputUnit Unit, int Schemes, decimal? PlannedOutputs, decimal? ActualOutputs, Pence? ActualSpend, decimal? PlannedUnitCost, decimal? UnitCost);

/// <summary>The schemes of a year.</summary>
/// <param name="ByArrangement">By flexibility of section 75.</param>
/// <param name="ByWorking">By model of joint working.</param>
/// <param name="Twice">The same money in two schemes or pools, in words.</param>
public sealed record SchemesOfYear(ImmutableArray<SchemePosition> Schemes, ImmutableArray<SchemeGroup> ByArrangement, ImmutableArray<SchemeGroup> ByWorking, ImmutableArray<string> Twice);
