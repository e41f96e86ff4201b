using Monitoring.Core.Kernel;

namespace Monitoring.Core.Returns;

/// <summary>The unit in which the source printed its amounts. The amounts of a return are in pounds whatever it was; how far they may be rounded, this says.</summary>
public enum PrintedUnit { Pounds, Thousands, Millions }

/// <summary>What the amounts of a quarter's return are of. Where income and expenditure were asked for at year end only, those of the fourth quarter are of the whole year.</summary>
public enum PoolPeriod { Quarter, Year }

/// <summary>What money that was not released is used for (domain note 1.4, rule 10; list recalled).</summary>
public enum UnreleasedUse { Acute, Community, MentalHealth, SocialCare, Other, NotYetDecided }

/// <summary>Whether a goal will be met, as the board sees it.</summary>
public enum MetricOutlook { OnTrack, NotOnTrack, NoData }

/// <summary>What a printed sub-total adds up.</summary>
public enum PoolTotal
{
    Income,
    Expenditure,

    /// <summary>Income less expenditure.</summary>
    Balance,
}

/// <summary>Which of the amounts of a line.</summary>
public enum PoolMeasure { YearlyPlan, Planned, Forecast, Actual }

/// <summary>One line of a health and wellbeing board's return for a quarter on its pooled fund (National Health Service Act 2006, s75; NHS Bodies and Local Authorities Partnership Arrangements Regulations 2000, reg 7). All amounts are in pounds.</summary>
/// <param name="Hwb">The board, by the code of its authority.</param>
public abstract record PooledFundRow(FinancialQuarter Quarter, string Hwb);

/// <summary>The fund itself: one line.</summary>
/// <param name="Host">Code of the partner that is responsible for accounts and audit (reg 7(4)).</param>
/// <param name="Manager">The pool manager, by post.</param>
/// <param name="Covers">What the amounts of the whole return are of.</param>
/// <param name="Opening">Balance at the start of that period; below zero when the pool is overspent.</param>
/// <param name="Closing">Balance at its end as submitted: kept as it is, beside what it comes to.</param>
/// <param name="RiskShare">The rule of the agreement that is in force.</param>
/// <param name="RiskPoolOpening">Money set aside for risk, at the start of the period.</param>
/// <param name="RiskPoolUsed">Of that, used in the period.</param>
/// <param name="Unit">What the source printed.</param>
public sealed record PooledFundAccount(
    FinancialQuarter Quarter, string Hwb, string Host, string? Manager, PoolPeriod Covers, Pence? Opening, Pence? Closing, RiskShareRule? RiskShare, Pence? RiskPoolOpening, Pence? RiskPoolUsed,
    string? PreparedBy, DateOnly? PreparedOn, string? ApprovedBy, DateOnly? ApprovedOn, PrintedUnit Unit, string? Comment)
    : PooledFundRow(Quarter, Hwb);

/// <summary>Money that comes in or goes out.</summary>
/// <param name="Partner">Code of the partner that pays in; of an expenditure, of the partner that commissions.</param>
/// <param name="Description">Which of several lines of the same partner and source.</param>
/// <param name="Deducts">
/// The amounts of this line are taken off in every sum. Templates took 0 and more only, so adjustments were printed without a sign and look like additions
/// (Nottingham City, Q2 2015-16: 10,711 + 916 - 153 = 11,474, domain note 5 M1); the sign is therefore a column and never part of an amount.
/// </param>
/// <param name="YearlyPlan">For the whole year.</param>
/// <param name="Planned">For the period that the return covers.</param>
/// <param name="Actual">Null while it is not known: never zero.</param>
public abstract record PooledFundLine(
    FinancialQuarter Quarter, string Hwb, string Partner, FundingSource Source, string? Description, bool Deducts, Pence? YearlyPlan, Pence? Planned, Pence? Forecast, Pence? Actual, string? Comment)
    : PooledFundRow(Quarter, Hwb)
{
    /// <summary>An amount as it counts in sums, in pounds.</summary>
    public decimal? Counts(PoolMeasure measure) => Of(measure) is { } amount ? Deducts ? -amount.Pounds : amount.Pounds : null;

    /// <summary>An amount as it was given.</summary>
    public Pence? Of(PoolMeasure measure) => measure switch
    {
        PoolMeasure.YearlyPlan => YearlyPlan,
        PoolMeasure.Planned => Planned,
        PoolMeasure.Forecast => Forecast,
        _ => Actual,
    };

    /// <summary>Whether it is the same line in another return.</summary>
    internal bool IsSameLine(PooledFundLine other) =>
        GetType() == other.GetType() && (Partner, Source, Description, Deducts) == (other.Partner, other.Source, other.Description, other.Deducts);
}

/// <summary>Income of the pool.</summary>
/// <param name="Due">What was to be paid in by the end of the period.</param>
/// <param name="Received">What was.</param>
/// <param name="NextInstalment">When the next instalment is due.</param>
public sealed record PooledFundIncome(
    FinancialQuarter Quarter, string Hwb, string Partner, FundingSource Source, string? Description, bool Deducts, Pence? YearlyPlan, Pence? Planned, Pence? Forecast, Pence? Actual,
    Pence? Due, Pence? Received, DateOnly? NextInstalment, string? Comment)
    : PooledFundLine(Quarter, Hwb, Partner, Source, Description, Deducts, YearlyPlan, Planned, Forecast, Actual, Comment);

/// <summary>Expenditure from the pool.</summary>
public sealed record PooledFundExpenditure(
    FinancialQuarter Quarter, string Hwb, string Partner, FundingSource Source, string? Description, bool Deducts, Pence? YearlyPlan, Pence? Planned, Pence? Forecast, Pence? Actual, string? Comment)
    : PooledFundLine(Quarter, Hwb, Partner, Source, Description, Deducts, YearlyPlan, Planned, Forecast, Actual, Comment);

/// <summary>A sub-total as it was printed: shown beside what its lines come to, and never put right.</summary>
/// <param name="Partner">Of one partner's lines; null of all.</param>
public sealed record PooledFundSubTotal(FinancialQuarter Quarter, string Hwb, PoolTotal Of, string? Partner, PoolMeasure Measure, Pence Amount) : PooledFundRow(Quarter, Hwb);

/// <summary>What a scheme has cost and done since the year began.</summary>
/// <param name="Scheme">Its number in the plan.</param>
/// <param name="Name">Its name in the plan.</param>
/// <param name="PlannedSpend">From 1 April to the end of the quarter.</param>
/// <param name="PlannedOutputs">In the same time, in <paramref name="OutputUnit"/>s.</param>
/// <param name="NhsShare">Per cent that the NHS bears, of a joint scheme.</param>
/// <param name="AuthorityShare">Per cent that the authority bears, of a joint scheme.</param>
public sealed record PooledFundScheme(
    FinancialQuarter Quarter, string Hwb, string Scheme, string Name, Commissioner Commissioner, decimal? NhsShare, decimal? AuthorityShare,
    Pence? PlannedSpend, Pence? ActualSpend, Pence? ForecastSpend, decimal? PlannedOutputs, decimal? ActualOutputs, OutputUnit? OutputUnit, string? Comment)
    : PooledFundRow(Quarter, Hwb);

/// <summary>The performance payment for a quarter of the calendar year 2015: what a return states beside what is prefilled or follows (domain note 1.5).</summary>
/// <param name="Admissions">Actual non-elective admissions, general and acute; null while not known.</param>
/// <param name="Source">Where they were counted: must be where the baseline was.</param>
/// <param name="Suggested">The payment that the template suggested.</param>
/// <param name="Agreed">The payment that was agreed locally.</param>
/// <param name="Reason">Why the two differ.</param>
/// <param name="SuggestedUnreleased">What the template said was not released.</param>
/// <param name="AgreedUnreleased">What was agreed to be not released.</param>
public sealed record PooledFundPerformance(
    FinancialQuarter Quarter, string Hwb, int? Admissions, AdmissionsSource? Source, string? SourceName, Pence? Suggested, Pence? Agreed, string? Reason,
    Pence? SuggestedUnreleased, Pence? AgreedUnreleased, UnreleasedUse? Use, string? Comment)
    : PooledFundRow(Quarter, Hwb);

/// <summary>A metric in the quarter, in the unit of its goal.</summary>
/// <param name="Metric">Key of the metric (<see cref="Policy.Metrics"/>).</param>
public sealed record PooledFundMetric(FinancialQuarter Quarter, string Hwb, string Metric, decimal? Planned, decimal? Actual, MetricOutlook Outlook, string? Comment) : PooledFundRow(Quarter, Hwb);

/// <summary>A national condition of the year (domain note 2.3).</summary>
/// <param name="Number">As the year's guidance numbers it.</param>
/// <param name="On">When it will be met, if it is not.</param>
public sealed record PooledFundCondition(FinancialQuarter Quarter, string Hwb, int Number, ConditionAnswer Answer, DateOnly? On, string? Comment) : PooledFundRow(Quarter, Hwb);
