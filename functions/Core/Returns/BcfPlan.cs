using System.Globalization;
using Monitoring.Core.Kernel;
using Monitoring.Core.Ledger;

namespace Monitoring.Core.Returns;

/// <summary>How far a plan has come.</summary>
public enum PlanStatus { Draft, Submitted, Approved }

/// <summary>To what the amounts of a plan were rounded before they were written down.</summary>
public enum AmountsIn { Pounds, Thousands }

/// <summary>How staff and services of a scheme work together.</summary>
public enum JointWorking { PlacementOfStaff, MultiAgencyTeam, IntermediateCare, StructurallyIntegrated, SingleAssessment, JointCommissioning }

/// <summary>How the agreement treats the over- or underspend of a scheme.</summary>
public enum SchemeRisk
{
    /// <summary>Shared by the rule of the agreement.</summary>
    Shared,

    /// <summary>Borne by the host alone: a line of which the other partners' part is fixed (R5).</summary>
    Fixed,

    /// <summary>In the pool and outside the risk share (R11): borne by whoever commissions it.</summary>
    Outside,
}

/// <summary>Which side of the pool a printed total is about.</summary>
public enum PoolSide { Income, Expenditure }

/// <summary>A normalised answer to a national condition (domain note 2.3; recalled).</summary>
public enum ConditionAnswer { Yes, No, InProgress }

/// <summary>A line of a Better Care Fund plan. The lines of one board, year and version are one plan.</summary>
/// <param name="Hwb">Code of the authority whose health and wellbeing board it is.</param>
/// <param name="Year">The financial year that is planned.</param>
/// <param name="Version">1 for the first plan; a revision is a new version, and the old one stays.</param>
public abstract record PlanRow(string Hwb, FinancialYear Year, int Version);

/// <summary>The plan as a whole: one line.</summary>
/// <param name="EffectiveFrom">First day on which this version is the plan (domain note 1.4, rule 13).</param>
/// <param name="RevisionReason">Why this version replaces the one before.</param>
/// <param name="ApprovalReference">NHS England's approval of the plan or the revision.</param>
/// <param name="AgreementSigned">When the section 75 agreement was signed; null when it has not been.</param>
/// <param name="RiskShare">Rule by which over- and underspends are shared (domain note 4.2).</param>
/// <param name="ValuePerAdmission">Pounds for each non-elective admission avoided, 2015-16; null for the national default.</param>
/// <param name="ValueReason">Why it is not the default.</param>
/// <param name="DataSource">Where the actual non-elective admissions will be from.</param>
/// <param name="NationalShare">The board's share S of the national £1bn, 2015-16: performance fund and ring-fence together.</param>
/// <param name="OperationalTarget">Fall in non-elective admissions in the operational plans of the CCGs, per cent; a rise is below zero.</param>
/// <param name="Clawback">Whether what was earned and paid is taken back when performance falls away; null for the national default.</param>
/// <param name="OutOfHospitalMinimum">Ring-fence of NHS-commissioned out-of-hospital services in the NHS minimum, as the plan's template printed it.</param>
/// <param name="SocialCareMinimum">Ring-fence of adult social care in the NHS minimum, as the plan's template printed it.</param>
public sealed record Plan(
    string Hwb, FinancialYear Year, int Version, PlanStatus Status, DateOnly EffectiveFrom, string? RevisionReason, string? ApprovalReference, DateOnly? AgreementSigned, Section75? Arrangement,
    RiskShareRule? RiskShare, AmountsIn AmountsIn, Pence? OutOfHospitalMinimum, Pence? SocialCareMinimum, Pence? ValuePerAdmission, string? ValueReason, AdmissionsSource? DataSource, string? DataSourceText,
    Pence? NationalShare, decimal? OperationalTarget, bool? Clawback) : PlanRow(Hwb, Year, Version)
{
    /// <summary>Rule by which an underspend is dealt with, where it is not that of <see cref="RiskShare"/> (R7 to R10).</summary>
    public RiskShareRule? UnderspendRule { get; init; }

    /// <summary>Sum held back in a local risk share as contingency against excess non-elective admissions, 2016-17 (domain note 3.2).</summary>
    public Pence? RiskHeld { get; init; }

    /// <summary>Price of one non-elective admission above plan, for the risk share.</summary>
    public Pence? MarginalPrice { get; init; }

    /// <summary>When the section 75 agreement ends: a surplus is then shared by recurrent contributions (R10). Null while it runs on.</summary>
    public DateOnly? AgreementEnds { get; init; }
}

/// <summary>What a partner puts into the pool from one source.</summary>
/// <param name="Partner">Organisation code: ODS of an NHS body, three digits of a council, ONS of a district.</param>
/// <param name="Description">What tells two lines of the same partner and source apart.</param>
/// <param name="Minimum">What the partner must put in from this source, where it is known.</param>
/// <param name="Recurrent">Whether it comes every year: on ending, surpluses are shared by recurrent contributions (R10).</param>
/// <param name="Cap">The most that the partner can be asked for (R4).</param>
public sealed record PlanContribution(
    string Hwb, FinancialYear Year, int Version, string Partner, PartnerKind Kind, FundingSource Source, string? Description, Pence Amount, Pence? Minimum, bool Recurrent, Pence? Cap) : PlanRow(Hwb, Year, Version)
{
    /// <summary>Per cent of a variance that the partner bears by a split that the agreement fixes (R2), on one line of the partner; null where it fixes none.</summary>
    public decimal? AgreedShare { get; init; }
}

/// <summary>What a scheme spends from one source.</summary>
/// <param name="SubType">Sub-type, or the plan's own words for the type.</param>
/// <param name="NhsShare">Per cent commissioned by the NHS; given for joint schemes.</param>
/// <param name="AuthorityShare">Per cent commissioned by the local authority; given for joint schemes.</param>
/// <param name="IsNew">New, as against existing.</param>
/// <param name="Outputs">Planned outputs of the year, in <paramref name="Unit"/>.</param>
/// <param name="Starts">First month of the scheme; null for the first of the year.</param>
public sealed record PlanScheme(
    string Hwb, FinancialYear Year, int Version, string Scheme, string Name, string? Description, SchemeType Type, string? SubType, AreaOfSpend Area, Commissioner Commissioner, decimal? NhsShare, decimal? AuthorityShare,
    string? Provider, FundingSource Source, Pence Expenditure, bool IsNew, decimal? Outputs, OutputUnit? Unit, Section75? Arrangement, JointWorking? Working, ReportingMonth? Starts) : PlanRow(Hwb, Year, Version)
{
    /// <summary>How the agreement treats its over- or underspend; null for shared.</summary>
    public SchemeRisk? Risk { get; init; }

    /// <summary>Its money is not committed yet: it can be reduced to meet an overspend (R6).</summary>
    public bool? IsUncommitted { get; init; }

    /// <summary>Key of the metric that it is meant to move; null where none was named.</summary>
    public string? Metric { get; init; }
}

/// <summary>The goal of a metric for one period.</summary>
/// <param name="Metric">Key of the metric (<see cref="Policy.Metrics"/>).</param>
/// <param name="Definition">What is measured, where the metric is chosen locally.</param>
/// <param name="Period"><c>2015-16</c>, <c>2015-16-Q1</c> or <c>2015-04</c>.</param>
/// <param name="Value">The goal in the metric's own unit.</param>
/// <param name="Numerator">People, admissions or days planned.</param>
/// <param name="Denominator">Population, or people counted, that it is divided by.</param>
public sealed record MetricGoal(
    string Hwb, FinancialYear Year, int Version, string Metric, string? Definition, string Period, decimal Value, decimal? Numerator, decimal? Denominator) : PlanRow(Hwb, Year, Version);

/// <summary>Non-elective admissions of one performance quarter, 2015-16 (domain note 1.3 and 1.6).</summary>
/// <param name="Quarter">The performance quarter, i = 1 being Q4 2014-15.</param>
/// <param name="Baseline">Admissions in the same quarter a year before, B_i.</param>
/// <param name="Planned">Admissions planned, P_i.</param>
/// <param name="DataSource">Where the baseline is from.</param>
/// <param name="Weight">Per cent of the performance fund, where the area profiles it by weights of its own.</param>
public sealed record PlanAdmissions(
    string Hwb, FinancialYear Year, int Version, FinancialQuarter Quarter, int Baseline, int Planned, AdmissionsSource DataSource, string? DataSourceText, decimal? Weight) : PlanRow(Hwb, Year, Version);

/// <summary>The answer to a national condition.</summary>
/// <param name="Answer">As it was written.</param>
/// <param name="Expected">When it will be met, or was.</param>
public sealed record PlanCondition(string Hwb, FinancialYear Year, int Version, int Number, string Name, string Answer, DateOnly? Expected, string? Comment) : PlanRow(Hwb, Year, Version)
{
    /// <summary>Yes, No or No - In Progress; null when it is none of them.</summary>
    public ConditionAnswer? Normalised => Layout.Normal(Answer) switch
    {
        "yes" or "y" or "met" => ConditionAnswer.Yes,
        "no" or "n" or "not met" => ConditionAnswer.No,
        "no in progress" or "in progress" => ConditionAnswer.InProgress,
        _ => null,
    };
}

/// <summary>Who approved the plan.</summary>
/// <param name="Organisation">Code of the body for which they sign.</param>
/// <param name="Delegated">Somebody else signed for them.</param>
public sealed record PlanSignOff(string Hwb, FinancialYear Year, int Version, SignOffRole Role, string Organisation, string Signatory, DateOnly SignedOn, bool Delegated) : PlanRow(Hwb, Year, Version);

/// <summary>A total as the plan's own document prints it, kept beside the one that its lines make.</summary>
/// <param name="Kind">Of the partners of one kind only; null for all. Income only.</param>
/// <param name="Source">From one source only; null for all.</param>
/// <param name="Nearest">Printed to the nearest so many pounds: 1, 1,000, 100,000,000.</param>
public sealed record PrintedTotal(string Hwb, FinancialYear Year, int Version, PoolSide Side, string Label, PartnerKind? Kind, FundingSource? Source, Pence Printed, int Nearest) : PlanRow(Hwb, Year, Version);

/// <summary>
/// The Better Care Fund plan of a health and wellbeing board for a year (slice: board x year x version). Which sources, metrics, conditions and signatures a year has is policy data;
/// the tables are the same in every year, and what a year does not have is left empty.
/// </summary>
public static class BcfPlan
{
    /// <summary>As in mandates, ledger and addresses.</summary>
    public const string CollectionKey = "bcf-plan";

    internal static readonly Column<string> Hwb = new("hwb", "HWB code", Kinds.Code, "Code of the authority whose health and wellbeing board it is: three digits, or the ONS code") { Example = "730" };
    internal static readonly Column<FinancialYear> Year = new("year", "Year", Kinds.Year, "The financial year that is planned") { Example = "2015-16" };
    internal static readonly Column<int> Version = new("version", "Plan version", Kinds.Count, "1 for the first plan, 2 for its first revision") { Example = "1" };

    internal static readonly Column<PlanStatus> Status = new("status", "Status", BetterCareFund.StatusKind, "How far the plan has come") { Example = "Submitted" };
    internal static readonly Column<DateOnly> EffectiveFrom = new("effective-from", "Effective from", Kinds.Date, "First day on which this version is the plan") { Example = "2015-01-09" };
    internal static readonly Column<string> RevisionReason = new("revision-reason", "Reason for revision", Kinds.Text, "Why this version replaces the one before") { MayBeBlank = true };
    internal static readonly Column<string> ApprovalReference = new("approval-reference", "Approval reference", Kinds.Text, "NHS England's reference for the approval of the plan or its revision") { MayBeBlank = true };
    internal static readonly Column<DateOnly> AgreementSigned = new("agreement-signed", "Section 75 agreement signed", Kinds.Date, "Date of signature; empty if it is not signed yet") { MayBeBlank = true, Example = "2014-12-30" };
    internal static readonly Column<Section75> Arrangement = new("section-75", "Section 75 arrangement", BetterCareFund.Section75Kind, "How the partners have arranged it under section 75") { MayBeBlank = true, Example = "Pooled fund" };
    internal static readonly Column<RiskShareRule> RiskShare = new("risk-share", "Risk share rule", BetterCareFund.RiskShareKind, "R1 in proportion to contributions, R2 fixed split, R3 whoever commissions, R4 in proportion up to a maximum; R5 to R11 as in the guide") { MayBeBlank = true, Example = "R1" };
    internal static readonly Column<AmountsIn> Amounts = new("amounts-in", "Amounts rounded to", BetterCareFund.AmountsInKind, "Whether the amounts were rounded to thousands before they were written here; they are always written in pounds") { Example = "Pounds" };
    internal static readonly Column<Pence> OutOfHospitalMinimum = new("out-of-hospital-minimum", "Out-of-hospital minimum", Kinds.Money, "Ring-fence of NHS-commissioned out-of-hospital services, as the national template prints it") { MayBeBlank = true };
    internal static readonly Column<Pence> SocialCareMinimum = new("social-care-minimum", "Social care minimum", Kinds.Money, "Ring-fence of adult social care in the NHS minimum, as the national template prints it") { MayBeBlank = true };
    internal static readonly Column<Pence> ValuePerAdmission = new("value-per-admission", "Value per admission", Kinds.Money, "2015-16 only: pounds for each non-elective admission avoided; empty for the national value") { MayBeBlank = true, Example = "1490.00" };
    internal static readonly Column<string> ValueReason = new("value-reason", "Reason for value", Kinds.Text, "Why the value per admission is not the national one") { MayBeBlank = true };
    internal static readonly Column<AdmissionsSource> DataSource = new("data-source", "Data source", BetterCareFund.AdmissionsSourceKind, "Where non-elective admissions are from") { Example = "MAR" };
    internal static readonly Column<AdmissionsSource> PlanDataSource = new("data-source", "Data source", BetterCareFund.AdmissionsSourceKind, "2015-16 only: where the actual non-elective admissions will be from") { MayBeBlank = true, Example = "MAR" };
    internal static readonly Column<string> DataSourceText = new("data-source-text", "Other data source", Kinds.Text, "Which, where the data source is Other") { MayBeBlank = true };
    internal static readonly Column<Pence> NationalShare = new("national-share", "Share of national pot", Kinds.Money, "2015-16 only: performance fund and ring-fence together") { MayBeBlank = true, Example = "5000000.00" };
    internal static readonly Column<decimal> OperationalTarget = new("operational-target", "Operational plan target %", Kinds.Percent, "2015-16 only: fall in non-elective admissions in the operational plans of the CCGs; a rise with a minus") { MayBeBlank = true, Example = "3.0" };
    internal static readonly Column<bool> Clawback = new("clawback", "Clawback", Kinds.YesNo, "Whether payments are taken back when performance falls away; empty for the national rule") { MayBeBlank = true };

    internal static readonly Column<RiskShareRule> UnderspendRule = new("underspend-rule", "Underspend rule", BetterCareFund.RiskShareKind, "If underspends have a rule of their own: R7 stays in the pool, R8 kept by whoever commissions, R9 held, R10 carried forward") { MayBeBlank = true };
    internal static readonly Column<Pence> RiskHeld = new("risk-held", "Risk share held", Kinds.Money, "2016-17 only: what is held back against non-elective admissions above plan") { MayBeBlank = true };
    internal static readonly Column<Pence> MarginalPrice = new("marginal-price", "Price of excess admission", Kinds.Money, "2016-17 only: pounds for each non-elective admission above plan") { MayBeBlank = true };
    internal static readonly Column<DateOnly> AgreementEnds = new("agreement-ends", "Agreement ends", Kinds.Date, "If the section 75 agreement ends: when") { MayBeBlank = true };

    internal static readonly Column<string> Partner = new("partner", "Partner code", Kinds.Code, "Code of the organisation that contributes") { Example = "730" };
    internal static readonly Column<PartnerKind> Kind = new("partner-kind", "Kind of partner", BetterCareFund.PartnerKindKind, "CCG, ICB, Council, District or Other") { Example = "Council" };
    internal static readonly Column<FundingSource> Source = new("source", "Source of funding", BetterCareFund.SourceKind, "Where the money is from") { Example = "DFG" };
    internal static readonly Column<string> Description = new("description", "Description", Kinds.Text, "What it is, where the other columns do not say it") { MayBeBlank = true };
    internal static readonly Column<Pence> Amount = new("amount", "Amount", Kinds.Money, "Planned contribution for the year, in pounds") { Example = "2000000.00" };
    internal static readonly Column<Pence> Minimum = new("minimum", "Minimum required", Kinds.Money, "What must be contributed from this source, if known") { MayBeBlank = true };
    internal static readonly Column<bool> Recurrent = new("recurrent", "Recurrent", Kinds.YesNo, "Whether it comes every year") { Example = "Yes" };
    internal static readonly Column<Pence> Cap = new("cap", "Maximum contribution", Kinds.Money, "The most that the partner can be asked for, if the agreement has a maximum") { MayBeBlank = true };

    internal static readonly Column<decimal> AgreedShare = new("agreed-share", "Agreed share %", Kinds.Percent, "If the agreement fixes a split of over- and underspends: per cent that this partner bears, on one of its lines") { MayBeBlank = true };

    internal static readonly Column<string> Scheme = new("scheme", "Scheme ID", Kinds.Code, "Your own number of the scheme; the same in returns") { Example = "3" };
    internal static readonly Column<string> SchemeName = new("scheme-name", "Scheme name", Kinds.Text, "Name of the scheme") { Example = "Home adaptations" };
    internal static readonly Column<SchemeType> Type = new("scheme-type", "Scheme type", BetterCareFund.SchemeTypeKind, "The nearest type of the list") { Example = "DFG related schemes" };
    internal static readonly Column<string> SubType = new("sub-type", "Sub-type", Kinds.Text, "Sub-type, or the type in your own words") { MayBeBlank = true };
    internal static readonly Column<AreaOfSpend> Area = new("area", "Area of spend", BetterCareFund.AreaKind, "What the money is spent on") { Example = "Social care" };
    internal static readonly Column<Commissioner> Commissioner = new("commissioner", "Commissioner", BetterCareFund.CommissionerKind, "LA, NHS or Joint") { Example = "LA" };
    internal static readonly Column<decimal> NhsShare = new("nhs-share", "NHS %", Kinds.Percent, "Of a joint scheme: per cent commissioned by the NHS") { MayBeBlank = true };
    internal static readonly Column<decimal> AuthorityShare = new("la-share", "LA %", Kinds.Percent, "Of a joint scheme: per cent commissioned by the local authority") { MayBeBlank = true };
    internal static readonly Column<string> Provider = new("provider", "Provider", Kinds.Text, "Who provides it") { MayBeBlank = true, Example = "Local authority" };
    internal static readonly Column<Pence> Expenditure = new("expenditure", "Expenditure", Kinds.Money, "Planned spend of the year from this source, in pounds") { Example = "2000000.00" };
    internal static readonly Column<bool> IsNew = new("new", "New or existing", Kinds.Of<bool>("New or Existing", new(true, "New"), new(false, "Existing")), "Whether the scheme is new this year") { Example = "Existing" };
    internal static readonly Column<decimal> Outputs = new("outputs", "Planned outputs", Kinds.Number, "Planned outputs of the year") { MayBeBlank = true, Example = "250" };
    internal static readonly Column<OutputUnit> Unit = new("unit", "Output unit", BetterCareFund.UnitKind, "What the outputs are counted in") { MayBeBlank = true, Example = "Number of adaptations or people supported" };
    internal static readonly Column<JointWorking> Working = new("joint-working", "Model of joint working", BetterCareFund.WorkingKind, "How the partners work together in it") { MayBeBlank = true };
    internal static readonly Column<ReportingMonth> Starts = new("starts", "First month", Kinds.Month, "First month of the scheme; empty if it runs from April") { MayBeBlank = true };

    internal static readonly Column<SchemeRisk> Risk = new("risk", "Risk", BetterCareFund.RiskKind, "Shared, Fixed where the host bears it alone, or Outside the risk share; empty for shared") { MayBeBlank = true };
    internal static readonly Column<bool> IsUncommitted = new("uncommitted", "Uncommitted", Kinds.YesNo, "Yes if its money is not committed yet and can be reduced to meet an overspend") { MayBeBlank = true };
    internal static readonly Column<string> SchemeMetric = new("scheme-metric", "Metric to move", BetterCareFund.MetricKind, "The metric that it is meant to move, if one was named") { MayBeBlank = true };

    internal static readonly Column<string> Metric = new("metric", "Metric", BetterCareFund.MetricKind, "Which metric the goal is for") { Example = "Still at home 91 days after reablement, %" };
    internal static readonly Column<string> Definition = new("definition", "What is measured", Kinds.Text, "For patient experience and the local metric: what is counted, and from which survey or data") { MayBeBlank = true };
    internal static readonly Column<string> Period = new("period", "Period", Kinds.Text, "The year, quarter or month that the goal is for: 2015-16, 2015-16-Q1 or 2015-04") { Example = "2015-16" };
    internal static readonly Column<decimal> Value = new("value", "Planned value", Kinds.Number, "The goal, in the metric's own unit") { Example = "87.4" };
    internal static readonly Column<decimal> Numerator = new("numerator", "Numerator", Kinds.Number, "People, admissions or days planned") { MayBeBlank = true, Example = "1140" };
    internal static readonly Column<decimal> Denominator = new("denominator", "Denominator", Kinds.Number, "The number that it is divided by") { MayBeBlank = true, Example = "1304" };

    internal static readonly Column<FinancialQuarter> Quarter = new("quarter", "Quarter", Kinds.Quarter, "Performance quarter: Q4 2014-15, then Q1 to Q3 2015-16") { Example = "2014-15-Q4" };
    internal static readonly Column<int> Baseline = new("baseline", "Baseline admissions", Kinds.Count, "Non-elective admissions in the same quarter a year before") { Example = "5000" };
    internal static readonly Column<int> Planned = new("planned", "Planned admissions", Kinds.Count, "Non-elective admissions planned for the quarter") { Example = "4825" };
    internal static readonly Column<decimal> Weight = new("weight", "Weight %", Kinds.Percent, "Only where the performance fund is spread by local weights: per cent of it for this quarter") { MayBeBlank = true };

    internal static readonly Column<int> Number = new("condition", "Condition number", Kinds.Count, "Number of the national condition in the year") { Example = "1" };
    internal static readonly Column<string> ConditionName = new("condition-name", "Condition", Kinds.Text, "What the condition is, in short") { Example = "Plan jointly agreed" };
    internal static readonly Column<string> Answer = new("answer", "Answer", Kinds.Text with { Words = "Yes, No or No - In Progress", Choices = ["Yes", "No", "No - In Progress"] }, "Whether the condition is met") { Example = "Yes" };
    internal static readonly Column<DateOnly> Expected = new("expected", "Expected by", Kinds.Date, "If it is not met: when it will be") { MayBeBlank = true };
    internal static readonly Column<string> Comment = new("comment", "Comment", Kinds.Text, "If it is not met: what is missing and what is being done") { MayBeBlank = true };

    internal static readonly Column<SignOffRole> Role = new("role", "Signed as", BetterCareFund.SignOffKind, "The office in which the person signs") { Example = "Council chief executive" };
    internal static readonly Column<string> Organisation = new("organisation", "Organisation code", Kinds.Code, "Code of the organisation that they sign for") { Example = "730" };
    internal static readonly Column<string> Signatory = new("signatory", "Signed by", Kinds.Text, "Name of the person who signed") { Example = "A. Invented" };
    internal static readonly Column<DateOnly> SignedOn = new("signed-on", "Signed on", Kinds.Date, "Date of the signature") { Example = "2014-12-19" };
    internal static readonly Column<bool> Delegated = new("delegated", "Delegated", Kinds.YesNo, "Whether somebody else signed for them") { Example = "No" };

    internal static readonly Column<PoolSide> Side = new("side", "Income or expenditure", BetterCareFund.SideKind, "Which side of the pool the total is of") { Example = "Income" };
    internal static readonly Column<string> Label = new("label", "Total of", Kinds.Text, "What the document calls it") { Example = "Council contributions" };
    internal static readonly Column<PartnerKind> OfKind = new("of-kind", "Only partners of kind", BetterCareFund.PartnerKindKind, "Of income: if it is the total of one kind of partner") { MayBeBlank = true, Example = "Council" };
    internal static readonly Column<FundingSource> OfSource = new("of-source", "Only source", BetterCareFund.SourceKind, "If it is the total of one source") { MayBeBlank = true };
    internal static readonly Column<Pence> Printed = new("printed", "Total as printed", Kinds.Money, "The total as the document prints it, in pounds") { Example = "2000000.00" };
    internal static readonly Column<int> Nearest = new("nearest", "Printed to nearest", Kinds.Count, "1 if it is printed to the pound, 1000 if to the thousand, 1000000 if to the million") { Example = "1" };

    private static readonly ReturnTable<PlanRow> PlanTable = Table<Plan>("plan", "Plan", "One line for the plan as a whole.", false, [Version.Field],
        [
            Fields.Of(Status, (Plan row) => row.Status), Fields.Of(EffectiveFrom, (Plan row) => row.EffectiveFrom), Fields.MaybeText(RevisionReason, (Plan row) => row.RevisionReason),
            Fields.MaybeText(ApprovalReference, (Plan row) => row.ApprovalReference), Fields.Maybe(AgreementSigned, (Plan row) => row.AgreementSigned), Fields.Maybe(Arrangement, (Plan row) => row.Arrangement),
            Fields.Maybe(RiskShare, (Plan row) => row.RiskShare), Fields.Of(Amounts, (Plan row) => row.AmountsIn), Fields.Maybe(OutOfHospitalMinimum, (Plan row) => row.OutOfHospitalMinimum),
            Fields.Maybe(SocialCareMinimum, (Plan row) => row.SocialCareMinimum), Fields.Maybe(ValuePerAdmission, (Plan row) => row.ValuePerAdmission), Fields.MaybeText(ValueReason, (Plan row) => row.ValueReason),
            Fields.Maybe(PlanDataSource, (Plan row) => row.DataSource), Fields.MaybeText(DataSourceText, (Plan row) => row.DataSourceText), Fields.Maybe(NationalShare, (Plan row) => row.NationalShare),
            Fields.Maybe(OperationalTarget, (Plan row) => row.OperationalTarget), Fields.Maybe(Clawback, (Plan row) => row.Clawback), Fields.Maybe(UnderspendRule, (Plan row) => row.UnderspendRule),
            Fields.Maybe(RiskHeld, (Plan row) => row.RiskHeld), Fields.Maybe(MarginalPrice, (Plan row) => row.MarginalPrice), Fields.Maybe(AgreementEnds, (Plan row) => row.AgreementEnds),
        ],
        (cells, hwb, year, version) => new(hwb, year, version, cells.The(Status), cells.The(EffectiveFrom), cells.MaybeText(RevisionReason), cells.MaybeText(ApprovalReference), cells.Maybe(AgreementSigned),
            cells.Maybe(Arrangement), cells.Maybe(RiskShare), cells.The(Amounts), cells.Maybe(OutOfHospitalMinimum), cells.Maybe(SocialCareMinimum), cells.Maybe(ValuePerAdmission), cells.MaybeText(ValueReason),
            cells.Maybe(PlanDataSource), cells.MaybeText(DataSourceText), cells.Maybe(NationalShare), cells.Maybe(OperationalTarget), cells.Maybe(Clawback))
        {
            UnderspendRule = cells.Maybe(UnderspendRule),
            RiskHeld = cells.Maybe(RiskHeld),
            MarginalPrice = cells.Maybe(MarginalPrice),
            AgreementEnds = cells.Maybe(AgreementEnds),
        });

    private static readonly ReturnTable<PlanRow> ContributionsTable = Table<PlanContribution>("contributions", "Contributions", "One line for each partner and source of funding.", false, [Partner.Field, Source.Field, Description.Field],
        [
            Fields.Of(Partner, (PlanContribution row) => row.Partner), Fields.Of(Kind, (PlanContribution row) => row.Kind), Fields.Of(Source, (PlanContribution row) => row.Source),
            Fields.MaybeText(Description, (PlanContribution row) => row.Description), Fields.Of(Amount, (PlanContribution row) => row.Amount), Fields.Maybe(Minimum, (PlanContribution row) => row.Minimum),
            Fields.Of(Recurrent, (PlanContribution row) => row.Recurrent), Fields.Maybe(Cap, (PlanContribution row) => row.Cap), Fields.Maybe(AgreedShare, (PlanContribution row) => row.AgreedShare),
        ],
        (cells, hwb, year, version) => new(hwb, year, version, cells.Authority(Partner, year.FirstDay)!, cells.The(Kind), cells.The(Source), cells.MaybeText(Description), cells.The(Amount), cells.Maybe(Minimum), cells.The(Recurrent), cells.Maybe(Cap))
        {
            AgreedShare = cells.Maybe(AgreedShare),
        });

    private static readonly ReturnTable<PlanRow> SchemesTable = Table<PlanScheme>("schemes", "Schemes", "One line for each scheme and source of funding.", false, [Scheme.Field, Source.Field, Area.Field, Provider.Field],
        [
            Fields.Of(Scheme, (PlanScheme row) => row.Scheme), Fields.Of(SchemeName, (PlanScheme row) => row.Name), Fields.MaybeText(Description, (PlanScheme row) => row.Description),
            Fields.Of(Type, (PlanScheme row) => row.Type), Fields.MaybeText(SubType, (PlanScheme row) => row.SubType), Fields.Of(Area, (PlanScheme row) => row.Area),
            Fields.Of(Commissioner, (PlanScheme row) => row.Commissioner), Fields.Maybe(NhsShare, (PlanScheme row) => row.NhsShare), Fields.Maybe(AuthorityShare, (PlanScheme row) => row.AuthorityShare),
            Fields.MaybeText(Provider, (PlanScheme row) => row.Provider), Fields.Of(Source, (PlanScheme row) => row.Source), Fields.Of(Expenditure, (PlanScheme row) => row.Expenditure),
            Fields.Of(IsNew, (PlanScheme row) => row.IsNew), Fields.Maybe(Outputs, (PlanScheme row) => row.Outputs), Fields.Maybe(Unit, (PlanScheme row) => row.Unit),
            Fields.Maybe(Arrangement, (PlanScheme row) => row.Arrangement), Fields.Maybe(Working, (PlanScheme row) => row.Working), Fields.Maybe(Starts, (PlanScheme row) => row.Starts),
            Fields.Maybe(Risk, (PlanScheme row) => row.Risk), Fields.Maybe(IsUncommitted, (PlanScheme row) => row.IsUncommitted), Fields.MaybeText(SchemeMetric, (PlanScheme row) => row.Metric),
        ],
        (cells, hwb, year, version) => new(hwb, year, version, cells.The(Scheme), cells.The(SchemeName), cells.MaybeText(Description), cells.The(Type), cells.MaybeText(SubType), cells.The(Area), cells.The(Commissioner),
            cells.Maybe(NhsShare), cells.Maybe(AuthorityShare), cells.MaybeText(Provider), cells.The(Source), cells.The(Expenditure), cells.The(IsNew), cells.Maybe(Outputs), cells.Maybe(Unit),
            cells.Maybe(Arrangement), cells.Maybe(Working), cells.Maybe(Starts))
        {
            Risk = cells.Maybe(Risk),
            IsUncommitted = cells.Maybe(IsUncommitted),
            Metric = cells.MaybeText(SchemeMetric),
        });

    private static readonly ReturnTable<PlanRow> MetricsTable = Table<MetricGoal>("metrics", "Metrics", "One line for each metric and period; none where the year had no metrics.", true, [Metric.Field, Definition.Field, Period.Field],
        [
            Fields.Of(Metric, (MetricGoal row) => row.Metric), Fields.MaybeText(Definition, (MetricGoal row) => row.Definition), Fields.Of(Period, (MetricGoal row) => row.Period),
            Fields.Of(Value, (MetricGoal row) => row.Value), Fields.Maybe(Numerator, (MetricGoal row) => row.Numerator), Fields.Maybe(Denominator, (MetricGoal row) => row.Denominator),
        ],
        (cells, hwb, year, version) => new(hwb, year, version, cells.The(Metric), cells.MaybeText(Definition), PlanPeriod.Canonical(cells.The(Period)), cells.The(Value), cells.Maybe(Numerator), cells.Maybe(Denominator)));

    private static readonly ReturnTable<PlanRow> AdmissionsTable = Table<PlanAdmissions>("admissions", "Admissions", "2015-16 only: one line for each of the four performance quarters.", true, [Quarter.Field],
        [
            Fields.Of(Quarter, (PlanAdmissions row) => row.Quarter), Fields.Of(Baseline, (PlanAdmissions row) => row.Baseline), Fields.Of(Planned, (PlanAdmissions row) => row.Planned),
            Fields.Of(DataSource, (PlanAdmissions row) => row.DataSource), Fields.MaybeText(DataSourceText, (PlanAdmissions row) => row.DataSourceText), Fields.Maybe(Weight, (PlanAdmissions row) => row.Weight),
        ],
        (cells, hwb, year, version) => new(hwb, year, version, cells.The(Quarter), cells.The(Baseline), cells.The(Planned), cells.The(DataSource), cells.MaybeText(DataSourceText), cells.Maybe(Weight)));

    private static readonly ReturnTable<PlanRow> ConditionsTable = Table<PlanCondition>("conditions", "National conditions", "One line for each national condition of the year.", false, [Number.Field],
        [
            Fields.Of(Number, (PlanCondition row) => row.Number), Fields.Of(ConditionName, (PlanCondition row) => row.Name), Fields.Of(Answer, (PlanCondition row) => row.Answer),
            Fields.Maybe(Expected, (PlanCondition row) => row.Expected), Fields.MaybeText(Comment, (PlanCondition row) => row.Comment),
        ],
        (cells, hwb, year, version) => new(hwb, year, version, cells.The(Number), cells.The(ConditionName), cells.The(Answer), cells.Maybe(Expected), cells.MaybeText(Comment)));

    private static readonly ReturnTable<PlanRow> SignOffTable = Table<PlanSignOff>("sign-off", "Sign-off", "One line for each person who approved the plan.", false, [Role.Field, Organisation.Field],
        [
            Fields.Of(Role, (PlanSignOff row) => row.Role), Fields.Of(Organisation, (PlanSignOff row) => row.Organisation), Fields.Of(Signatory, (PlanSignOff row) => row.Signatory),
            Fields.Of(SignedOn, (PlanSignOff row) => row.SignedOn), Fields.Of(Delegated, (PlanSignOff row) => row.Delegated),
        ],
        (cells, hwb, year, version) => new(hwb, year, version, cells.The(Role), cells.Authority(Organisation, year.FirstDay)!, cells.The(Signatory), cells.The(SignedOn), cells.The(Delegated)));

    private static readonly ReturnTable<PlanRow> TotalsTable = Table<PrintedTotal>("totals", "Printed totals", "One line for each total that the plan's document prints; leave the sheet empty if it prints none.", true, [Side.Field, Label.Field],
        [
            Fields.Of(Side, (PrintedTotal row) => row.Side), Fields.Of(Label, (PrintedTotal row) => row.Label), Fields.Maybe(OfKind, (PrintedTotal row) => row.Kind), Fields.Maybe(OfSource, (PrintedTotal row) => row.Source),
            Fields.Of(Printed, (PrintedTotal row) => row.Printed), Fields.Of(Nearest, (PrintedTotal row) => row.Nearest),
        ],
        (cells, hwb, year, version) => new(hwb, year, version, cells.The(Side), cells.The(Label), cells.Maybe(OfKind), cells.Maybe(OfSource), cells.The(Printed), cells.The(Nearest)));

    public static readonly Collection<PlanRow> Collection = new()
    {
        Key = CollectionKey,
        Title = "Better Care Fund plan",
        About = "Sent by the council for its health and wellbeing board, once for a year and again for each revision: what the partners put into the pool, what it is spent on, the goals, the national conditions and who approved it.",
        TemplateVersion = 2,
        SliceNoun = "plan",
        Parts = [PlanTable, ContributionsTable, SchemesTable, MetricsTable, AdmissionsTable, ConditionsTable, SignOffTable, TotalsTable],
        On = row => row.Year.FirstDay,
        PageName = page => page,
        ReportsFor = (row, _) => (Hwb.Field, row.Hwb),
        RowRules = BcfPlanRules.OfRows(),
        SliceRules = BcfPlanRules.OfPlans(),
        StandingRules = BcfPlanStanding.Rules(),
    };

    /// <summary>The slice of a plan.</summary>
    public static SliceKey Slice(string hwb, FinancialYear year, int version) => new(year.ToString(), hwb, version.ToString(CultureInfo.InvariantCulture));

    /// <summary>The version of a plan whose slice it is; null for a slice that is none.</summary>
    internal static int? VersionOf(string part) => int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? version : null;

    /// <summary>A table of the plan: board, year and version, then its own columns.</summary>
    private static ReturnTable<PlanRow> Table<T>(string key, string title, string about, bool optional, string[] rowKey, Field<T>[] fields, Func<Cells, string, FinancialYear, int, T> read) where T : PlanRow => new()
    {
        Key = key,
        Title = title,
        Name = $"sheet '{title}' of the plan template",
        About = about,
        Optional = optional,
        RowKey = [.. rowKey],
        Holds = row => row is T,
        Fields =
        [
            Fields.Of(Hwb, (PlanRow row) => row.Hwb), Fields.Of(Year, (PlanRow row) => row.Year), Fields.Of(Version, (PlanRow row) => row.Version),
            .. fields.Select(field => new Field<PlanRow>(field.Column, row => field.Text((T)row))),
        ],
        Slice = cells => BetterCareFund.Hwb(cells, Hwb, Year) is { } hwb && cells.Maybe(Year) is { } year && cells.Maybe(Version) is { } version ? Slice(hwb, year, version) : null,
        Read = cells => read(cells, cells.Authority(Hwb, cells.The(Year).FirstDay)!, cells.The(Year), cells.The(Version)),
    };
}

/// <summary>The period of a goal: a year, a quarter or a month.</summary>
/// <param name="Grain"><c>year</c>, <c>quarter</c> or <c>month</c>, as policy rows have it.</param>
internal readonly record struct PlanPeriod(string Grain, DateOnly FirstDay, DateOnly LastDay, string Text)
{
    internal static PlanPeriod? Read(string typed) =>
        FinancialQuarter.TryRead(typed, out var quarter) ? new("quarter", quarter.FirstDay, quarter.LastDay, quarter.ToString())
        : FinancialYear.TryRead(typed, out var year) ? new("year", year.FirstDay, year.LastDay, year.ToString())
        : ReportingMonth.TryRead(typed, out var month) ? new("month", month.FirstDay, month.LastDay, month.ToString())
        : null;

    /// <summary>As it is kept, so that 2015/16 and 2015-16 are one period; what is none stays as typed, and a rule tells of it.</summary>
    internal static string Canonical(string typed) => Read(typed)?.Text ?? typed;

    /// <summary>The periods of a year that goals of a grain are needed for; none where any period will do.</summary>
    internal static IEnumerable<string> Of(FinancialYear year, string grain) => grain switch
    {
        "year" => [year.ToString()],
        "quarter" => year.Quarters.Select(quarter => quarter.ToString()),
        "month" => Enumerable.Range(0, 12).Select(i => ReportingMonth.Of(year.FirstDay.AddMonths(i)).ToString()),
        _ => [],
    };
}
