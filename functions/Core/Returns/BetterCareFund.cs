using System.Collections.Immutable;
using System.Globalization;
using Monitoring.Core.Kernel;
using Monitoring.Core.Policy;

namespace Monitoring.Core.Returns;

/// <summary>Where money in a Better Care Fund pool comes from (domain note on the Better Care Fund, 2.4 and 3.1).</summary>
public enum FundingSource
{
    /// <summary>NHS minimum contribution: the sum that the CCG or ICB must pool (NHS Act 2006, s223GA, later s223B).</summary>
    NhsMinimum,

    /// <summary>What the NHS pools above its minimum.</summary>
    AdditionalNhs,

    /// <summary>Disabled Facilities Grant (Local Government Act 2003, s31): by district where there are two tiers.</summary>
    DisabledFacilities,

    /// <summary>Social Care Capital Grant, 2015-16 only (name recalled; the rest of the 354m capital beside the Disabled Facilities Grant).</summary>
    SocialCareCapital,

    /// <summary>Improved Better Care Fund, from 2017-18; since 2025-26 the Local Authority Better Care Grant.</summary>
    ImprovedBetterCareFund,

    /// <summary>Winter pressures grant: 2018-19 beside the fund, 2019-20 in it.</summary>
    WinterPressures,

    /// <summary>Adult social care discharge funding paid to councils, 2022-23 to 2024-25.</summary>
    DischargeAuthority,

    /// <summary>Adult social care discharge funding paid to ICBs, 2022-23 to 2024-25.</summary>
    DischargeIcb,

    /// <summary>What councils pool above their grants.</summary>
    AdditionalAuthority,

    /// <summary>A correction between partners that may be below zero, such as an adjustment for non-elective admissions (domain note, M1).</summary>
    Adjustment,

    /// <summary>Anything else: a charity, income from charges, money carried forward.</summary>
    Other,
}

/// <summary>What kind of body a partner in a pool is.</summary>
public enum PartnerKind { Ccg, Icb, Council, District, Other }

/// <summary>Area of spend of a scheme (domain note 2.5; recalled).</summary>
public enum AreaOfSpend { SocialCare, Acute, CommunityHealth, MentalHealth, ContinuingCare, PrimaryCare, Other }

/// <summary>Who commissions a scheme (domain note 2.5; recalled).</summary>
public enum Commissioner { Authority, Nhs, Joint }

/// <summary>Unit of planned and delivered outputs (domain note 2.5; recalled).</summary>
public enum OutputUnit { HoursOfCare, Packages, Placements, Beds, Beneficiaries, Adaptations, Wtes }

/// <summary>Scheme types of the planning templates from 2019-20 on; recalled, none was read in a source. Earlier plans name a type in their own words: "Other", with the words as sub-type.</summary>
public enum SchemeType
{
    AssistiveTechnology, CareAct, Carers, CommunityBased, DisabledFacilities, Enablers, HighImpactChange, HomeCare, Housing, IntegratedCarePlanning, BedBasedIntermediateCare,
    HomeBasedIntermediateCare, Reablement, UrgentCommunityResponse, PersonalisedBudgeting, PersonalisedCareAtHome, Prevention, ResidentialPlacements, Workforce, Other,
}

/// <summary>How partners have arranged something under section 75 of the NHS Act 2006 (SI 2000/617; domain note 4.1).</summary>
public enum Section75
{
    /// <summary>Contributions go into one fund (regulation 7).</summary>
    PooledFund,

    /// <summary>One partner commissions for both.</summary>
    LeadCommissioning,

    /// <summary>One partner provides for both.</summary>
    IntegratedProvision,

    /// <summary>A Care Trust does both (NHS Act 2006, s77).</summary>
    CareTrust,
}

/// <summary>Who bears an overspend, and who keeps an underspend: the rules found in agreements, by their codes in the domain note (4.2).</summary>
public enum RiskShareRule
{
    /// <summary>In proportion to contributions.</summary>
    R1,

    /// <summary>In a fixed split.</summary>
    R2,

    /// <summary>Whoever commissions the line.</summary>
    R3,

    /// <summary>In proportion, up to each partner's maximum contribution.</summary>
    R4,

    /// <summary>Fixed lines by the host, variable ones by R1 or R2.</summary>
    R5,

    /// <summary>Underspends, then the risk pool, then uncommitted schemes, then outside the pool.</summary>
    R6,

    /// <summary>Underspend stays in the pool.</summary>
    R7,

    /// <summary>Underspend is kept by the lead commissioner.</summary>
    R8,

    /// <summary>Underspend is held as contingency.</summary>
    R9,

    /// <summary>Surplus is carried forward, and on ending shared in proportion to recurrent contributions.</summary>
    R10,

    /// <summary>Only part of the pool is shared.</summary>
    R11,
}

/// <summary>Where numbers of non-elective admissions are from (domain note 1.6, rule 16; recalled).</summary>
public enum AdmissionsSource
{
    /// <summary>Monthly Activity Return.</summary>
    Mar,

    /// <summary>Secondary Uses Service.</summary>
    Sus,

    Other,
}

/// <summary>Who signs a plan (domain note 2.1 and 2.2).</summary>
public enum SignOffRole { HwbChair, NhsChiefExecutive, CouncilChiefExecutive, Section151Officer, Other }

/// <summary>Lists and dated settings of the Better Care Fund that plans, allocations and pooled funds share.</summary>
public static class BetterCareFund
{
    public static readonly Kind<FundingSource> SourceKind = Kinds.Of<FundingSource>("a source of funding",
        new(FundingSource.NhsMinimum, "Minimum NHS contribution", "NHS minimum contribution", "NHS minimum", "Minimum CCG contribution", "CCG minimum contribution", "CCG minimum"),
        new(FundingSource.AdditionalNhs, "Additional NHS contribution", "Additional CCG contribution", "Additional ICB contribution", "Other CCG"),
        new(FundingSource.DisabledFacilities, "DFG", "Disabled Facilities Grant"),
        new(FundingSource.SocialCareCapital, "Social care capital grant", "Social care capital"),
        new(FundingSource.ImprovedBetterCareFund, "iBCF", "Improved Better Care Fund", "LA Better Care Grant", "Local Authority Better Care Grant"),
        new(FundingSource.WinterPressures, "Winter pressures grant", "Winter pressures"),
        new(FundingSource.DischargeAuthority, "Discharge funding (LA)", "Local authority discharge funding", "LA discharge funding"),
        new(FundingSource.DischargeIcb, "Discharge funding (ICB)", "ICB discharge funding"),
        new(FundingSource.AdditionalAuthority, "Additional LA contribution", "Additional local authority contribution"),
        new(FundingSource.Adjustment, "Adjustment", "NEL adjustment"),
        new(FundingSource.Other, "Other"));

    public static readonly Kind<PartnerKind> PartnerKindKind = Kinds.Of<PartnerKind>("a kind of partner",
        new(PartnerKind.Ccg, "CCG", "Clinical commissioning group"), new(PartnerKind.Icb, "ICB", "Integrated care board"),
        new(PartnerKind.Council, "Council", "Local authority", "LA", "County", "Unitary authority"), new(PartnerKind.District, "District", "District council"), new(PartnerKind.Other, "Other"));

    public static readonly Kind<AreaOfSpend> AreaKind = Kinds.Of<AreaOfSpend>("an area of spend",
        new(AreaOfSpend.SocialCare, "Social care"), new(AreaOfSpend.Acute, "Acute"), new(AreaOfSpend.CommunityHealth, "Community health"), new(AreaOfSpend.MentalHealth, "Mental health"),
        new(AreaOfSpend.ContinuingCare, "Continuing care"), new(AreaOfSpend.PrimaryCare, "Primary care"), new(AreaOfSpend.Other, "Other"));

    public static readonly Kind<Commissioner> CommissionerKind = Kinds.Of<Commissioner>("LA, NHS or Joint",
        new(Commissioner.Authority, "LA", "Local authority", "Council"), new(Commissioner.Nhs, "NHS", "CCG", "ICB"), new(Commissioner.Joint, "Joint"));

    public static readonly Kind<OutputUnit> UnitKind = Kinds.Of<OutputUnit>("a unit of outputs",
        new(OutputUnit.HoursOfCare, "Hours of care"), new(OutputUnit.Packages, "Packages"), new(OutputUnit.Placements, "Number of placements", "Placements"), new(OutputUnit.Beds, "Number of beds", "Beds"),
        new(OutputUnit.Beneficiaries, "Number of beneficiaries", "Beneficiaries"), new(OutputUnit.Adaptations, "Number of adaptations or people supported", "Number of adaptations funded/people supported", "Adaptations"),
        new(OutputUnit.Wtes, "WTEs gained", "WTE's gained", "WTEs"));

    public static readonly Kind<SchemeType> SchemeTypeKind = Kinds.Of<SchemeType>("a scheme type",
        new(SchemeType.AssistiveTechnology, "Assistive technologies and equipment"), new(SchemeType.CareAct, "Care Act implementation related duties"), new(SchemeType.Carers, "Carers services"),
        new(SchemeType.CommunityBased, "Community based schemes"), new(SchemeType.DisabledFacilities, "DFG related schemes"), new(SchemeType.Enablers, "Enablers for integration"),
        new(SchemeType.HighImpactChange, "High impact change model for managing transfer of care"), new(SchemeType.HomeCare, "Home care or domiciliary care"), new(SchemeType.Housing, "Housing related schemes"),
        new(SchemeType.IntegratedCarePlanning, "Integrated care planning and navigation"), new(SchemeType.BedBasedIntermediateCare, "Bed based intermediate care services"),
        new(SchemeType.HomeBasedIntermediateCare, "Home-based intermediate care services"), new(SchemeType.Reablement, "Reablement in a person's own home"), new(SchemeType.UrgentCommunityResponse, "Urgent community response"),
        new(SchemeType.PersonalisedBudgeting, "Personalised budgeting and commissioning"), new(SchemeType.PersonalisedCareAtHome, "Personalised care at home"), new(SchemeType.Prevention, "Prevention / early intervention"),
        new(SchemeType.ResidentialPlacements, "Residential placements"), new(SchemeType.Workforce, "Workforce recruitment and retention"), new(SchemeType.Other, "Other"));

    public static readonly Kind<Section75> Section75Kind = Kinds.Of<Section75>("an arrangement under section 75",
        new(Section75.PooledFund, "Pooled fund", "Pooled budget"), new(Section75.LeadCommissioning, "Lead commissioning"), new(Section75.IntegratedProvision, "Integrated provision"), new(Section75.CareTrust, "Care Trust"));

    public static readonly Kind<JointWorking> WorkingKind = Kinds.Of<JointWorking>("a model of joint working",
        new(JointWorking.PlacementOfStaff, "Placement of staff"), new(JointWorking.MultiAgencyTeam, "Multi-agency team"), new(JointWorking.IntermediateCare, "Intermediate care"),
        new(JointWorking.StructurallyIntegrated, "Structurally integrated service"), new(JointWorking.SingleAssessment, "Single assessment"), new(JointWorking.JointCommissioning, "Joint commissioning"));

    public static readonly Kind<SchemeRisk> RiskKind = Kinds.Of<SchemeRisk>("Shared, Fixed or Outside", new(SchemeRisk.Shared, "Shared"), new(SchemeRisk.Fixed, "Fixed"), new(SchemeRisk.Outside, "Outside"));

    public static readonly Kind<PlanStatus> StatusKind = Kinds.Of<PlanStatus>("Draft, Submitted or Approved", new(PlanStatus.Draft, "Draft"), new(PlanStatus.Submitted, "Submitted"), new(PlanStatus.Approved, "Approved", "Assured"));

    public static readonly Kind<AmountsIn> AmountsInKind = Kinds.Of<AmountsIn>("Pounds or Thousands", new(AmountsIn.Pounds, "Pounds", "£"), new(AmountsIn.Thousands, "Thousands", "£k", "£000"));

    public static readonly Kind<PoolSide> SideKind = Kinds.Of<PoolSide>("Income or Expenditure", new(PoolSide.Income, "Income"), new(PoolSide.Expenditure, "Expenditure", "Spend"));

    public static readonly Kind<PrintedUnit> PrintedUnitKind = Kinds.Of<PrintedUnit>("Pounds, Thousands or Millions",
        new(PrintedUnit.Pounds, "Pounds", "GBP"), new(PrintedUnit.Thousands, "Thousands", "£000", "000s", "£k"), new(PrintedUnit.Millions, "Millions", "£m", "£ million"));

    public static readonly Kind<PoolPeriod> PeriodKind = Kinds.Of<PoolPeriod>("Quarter or Year", new(PoolPeriod.Quarter, "Quarter"), new(PoolPeriod.Year, "Year"));

    public static readonly Kind<PoolTotal> TotalKind = Kinds.Of<PoolTotal>("Income, Expenditure or Balance",
        new(PoolTotal.Income, "Income"), new(PoolTotal.Expenditure, "Expenditure"), new(PoolTotal.Balance, "Balance"));

    public static readonly Kind<PoolMeasure> MeasureKind = Kinds.Of<PoolMeasure>("Yearly plan, Planned, Forecast or Actual",
        new(PoolMeasure.YearlyPlan, "Yearly plan"), new(PoolMeasure.Planned, "Planned"), new(PoolMeasure.Forecast, "Forecast"), new(PoolMeasure.Actual, "Actual"));

    public static readonly Kind<UnreleasedUse> UseKind = Kinds.Of<UnreleasedUse>("what the money is used for",
        new(UnreleasedUse.Acute, "Acute care", "Acute"), new(UnreleasedUse.Community, "Community care", "Community"), new(UnreleasedUse.MentalHealth, "Mental health care", "Mental health"),
        new(UnreleasedUse.SocialCare, "Social care"), new(UnreleasedUse.Other, "Other"), new(UnreleasedUse.NotYetDecided, "Not yet decided"));

    public static readonly Kind<MetricOutlook> OutlookKind = Kinds.Of<MetricOutlook>("On track, Not on track or Data not available",
        new(MetricOutlook.OnTrack, "On track"), new(MetricOutlook.NotOnTrack, "Not on track"), new(MetricOutlook.NoData, "Data not available"));

    public static readonly Kind<ConditionAnswer> AnswerKind = Kinds.Of<ConditionAnswer>("Yes, No, or No - In Progress",
        new(ConditionAnswer.Yes, "Yes"), new(ConditionAnswer.No, "No"), new(ConditionAnswer.InProgress, "No - In Progress", "In progress"));

    public static readonly Kind<RiskShareRule> RiskShareKind = Kinds.Of<RiskShareRule>("a risk-share rule, R1 to R11",
        [.. Enum.GetValues<RiskShareRule>().Select(rule => new Choice<RiskShareRule>(rule, rule.ToString()))]);

    /// <summary>The metrics of every year: which of them a year has goals for, the tables say.</summary>
    public static readonly Kind<string> MetricKind = Kinds.Of("a metric", [.. Metrics.Current.All.Select(MetricChoice)]);

    public static readonly Kind<AdmissionsSource> AdmissionsSourceKind = Kinds.Of<AdmissionsSource>("MAR, SUS or Other",
        new(AdmissionsSource.Mar, "MAR", "Monthly Activity Return"), new(AdmissionsSource.Sus, "SUS", "Secondary Uses Service"), new(AdmissionsSource.Other, "Other"));

    public static readonly Kind<SignOffRole> SignOffKind = Kinds.Of<SignOffRole>("who signs",
        new(SignOffRole.HwbChair, "HWB chair", "Chair of the health and wellbeing board"), new(SignOffRole.NhsChiefExecutive, "CCG or ICB chief executive", "CCG/ICB accountable officer", "Accountable officer", "ICB chief executive"),
        new(SignOffRole.CouncilChiefExecutive, "Council chief executive"), new(SignOffRole.Section151Officer, "Section 151 officer", "s151 officer"), new(SignOffRole.Other, "Other"));

    /// <summary>More people, admissions or days than England has: a number above it is a slip, counts as not given, and cannot be divided safely.</summary>
    internal const decimal MostCounted = 1_000_000_000_000m;

    /// <summary>Pounds that no fund has: what is worked out to more comes of a slip, and is not calculable.</summary>
    internal const decimal MostPounds = 1_000_000_000_000m;

    /// <summary>A metric as it may be written: by its name, by a name that it had in other years, or by its key.</summary>
    internal static Choice<string> MetricChoice(Metric metric) => new(metric.Key, metric.Name, [metric.Key, .. Metrics.Current.Rows.Where(row => row.Key == metric.Key).Select(row => row.Name)]);

    /// <summary>The policy row of something listed, in a financial year; null before 2010 and where the list knows nothing of it.</summary>
    internal static PolicyRow? Row<T>(PolicyBook policy, string name, FinancialYear year, T listed) where T : struct, Enum => policy.TryOn(year.FirstDay, name, KeyOf(listed));

    /// <summary>Whether a source is <c>mandatory</c>, <c>allowed</c> or <c>none</c> in a year; nothing where the tables do not say.</summary>
    public static string? StateOf(PolicyBook policy, FinancialYear year, FundingSource source) => Row(policy, "bcf.source", year, source)?.Value;

    /// <summary>As policy rows name it: <c>nhs-minimum</c>.</summary>
    public static string KeyOf<T>(T listed) where T : struct, Enum =>
        string.Concat(listed.ToString().Select((c, i) => i > 0 && char.IsAsciiLetterUpper(c) ? $"-{char.ToLowerInvariant(c)}" : char.ToLowerInvariant(c).ToString()));

    /// <summary>As the templates call it.</summary>
    public static string Name(FundingSource source) => SourceKind.Write(source);

    /// <summary>As it was called in a year (policy <c>bcf.name</c>), else as the templates call it.</summary>
    public static string Name(FundingSource source, FinancialYear year, PolicyBook policy) => Row(policy, "bcf.name", year, source)?.Value ?? Name(source);

    /// <summary>Money that the NHS brings, as against grants to councils: NHS Act 2006 s223GA; Local Government Act 2003 s31.</summary>
    public static bool IsNhs(FundingSource source) => source is FundingSource.NhsMinimum or FundingSource.AdditionalNhs or FundingSource.DischargeIcb;

    /// <summary>Money that a council or a district brings.</summary>
    public static bool IsAuthority(FundingSource source) =>
        source is FundingSource.DisabledFacilities or FundingSource.SocialCareCapital or FundingSource.ImprovedBetterCareFund or FundingSource.WinterPressures or FundingSource.DischargeAuthority or FundingSource.AdditionalAuthority;

    /// <summary>
    /// Whether two numbers were counted in the same place: baseline and actual must have been (domain note 1.4, rule 16). Two other sources are the same unless both are named, and differently.
    /// </summary>
    internal static bool IsSameSource(AdmissionsSource one, string? oneName, AdmissionsSource other, string? otherName) =>
        one == other && (one != AdmissionsSource.Other || oneName is null || otherName is null || Layout.Normal(oneName) == Layout.Normal(otherName));

    /// <summary>A source in a sentence: <c>MAR</c>, <c>Other (hospital system)</c>.</summary>
    internal static string SourceInWords(AdmissionsSource source, string? name) => name is null ? AdmissionsSourceKind.Write(source) : $"{AdmissionsSourceKind.Write(source)} ({name})";

    /// <summary>Pounds and pence of a sum that need not fit an amount.</summary>
    internal static string Pounds(decimal pounds) => pounds.ToString("£#,0.00;-£#,0.00", CultureInfo.InvariantCulture);

    /// <summary>Several things in a sentence: "A, B and C".</summary>
    internal static string List(IEnumerable<string> things)
    {
        var all = things.ToList();
        return all.Count < 2 ? string.Concat(all) : $"{string.Join(", ", all.SkipLast(1))} and {all[^1]}";
    }

    /// <summary>
    /// The code of the authority whose health and wellbeing board it is, and the finding where there was none in that year. Null only when year or code cannot be read.
    /// </summary>
    internal static string? Hwb(Cells cells, Column<string> hwb, Column<FinancialYear> year)
    {
        if (cells.Maybe(year) is not { } on || cells.Authority(hwb, on.FirstDay) is not { } code)
            return null;
        if (cells.Context.Reference.AuthorityOn(on.FirstDay, code) is null)
            cells.Found(Validation.CellRules.UnknownAuthority, hwb, $"'{code}' is not the code of an authority in {on}.");
        return code;
    }
}
