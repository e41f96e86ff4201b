using System.Collections.Immutable;
using Monitoring.Core.Figures.Funds;
using Monitoring.Core.Kernel;
using Monitoring.Core.Policy;
using Monitoring.Core.Returns;

namespace Monitoring.Files.Funds;

/// <summary>Words for what a fund's figures hold as values.</summary>
internal static class FundWords
{
    public const string NotKnown = "not known", NotCalculable = "not calculable", NotGiven = "not given", NotSettled = "not settled", None = "none", YearOnly = "year only", NotStated = "not stated", NotAsked = "not asked";

    /// <summary><c>Better Care Fund: Exampleshire, 2015-16</c>.</summary>
    public static string Title(this FundYear year) => $"Better Care Fund: {year.Subject()}";

    public static string Subject(this FundYear year) => $"{year.Name}, {year.Key.Year}";

    /// <summary>A name with its code: what rows of different sheets are matched by. Codes alone are not used, since a spreadsheet takes some of them for numbers.</summary>
    public static string Named(string name, string code) => name == code ? code : $"{name} ({code})";

    public static string Of(PlanCheckResult result) => result switch
    {
        PlanCheckResult.Passed => "Passed",
        PlanCheckResult.Failed => "Failed",
        PlanCheckResult.CannotTell => "Cannot tell",
        _ => "Not asked",
    };

    public static string Of(MetricTrack track) => track switch
    {
        MetricTrack.OnTrack => "On track",
        MetricTrack.NotOnTrack => "Not on track",
        MetricTrack.NotDueYet => "Not due yet",
        _ => "Cannot tell",
    };

    public static string Of(MetricDirection direction) => direction switch
    {
        MetricDirection.Lower => "lower",
        MetricDirection.Higher => "higher",
        _ => NotKnown,
    };

    public static string Of(MetricOutlook? outlook) => outlook is { } said ? BetterCareFund.OutlookKind.Write(said) : NotGiven;

    public static string Of(EarningForm form) => form == EarningForm.Ratio ? "part reached of the planned reduction" : "admissions avoided x cost";

    public static string Of(AdmissionsSource source) => BetterCareFund.AdmissionsSourceKind.Write(source);

    public static string Of(UnreleasedUse use) => BetterCareFund.UseKind.Write(use);

    /// <summary>In a few words, for a column.</summary>
    public static string Of(PaymentLimit limit) => limit switch
    {
        PaymentLimit.Maximum => "maximum",
        PaymentLimit.Floor => "floor: nothing",
        PaymentLimit.NoReductionPlanned => "none planned yet",
        PaymentLimit.NoFund => "no fund",
        PaymentLimit.TakenBack => "taken back",
        _ => "what was earned",
    };

    public static string MeaningOf(PaymentLimit limit) => limit switch
    {
        PaymentLimit.Maximum => "More was achieved than was planned so far: the maximum of the quarter is paid, and the rest counts in later quarters.",
        PaymentLimit.Floor => "No more was earned than had been paid before: nothing is paid.",
        PaymentLimit.NoReductionPlanned => "The plan foresaw no reduction up to this quarter: nothing new is earned.",
        PaymentLimit.NoFund => "The plan is above the baseline: there is no performance fund.",
        PaymentLimit.TakenBack => "Performance fell back and the agreement lets what was paid be taken back.",
        _ => "What was earned is paid: no floor and no maximum comes in.",
    };

    public static string Of(RiskShareRule rule) => rule switch
    {
        RiskShareRule.R1 => "in proportion to contributions",
        RiskShareRule.R2 => "in the fixed split of the agreement",
        RiskShareRule.R3 => "by whoever commissions the line",
        RiskShareRule.R4 => "in proportion to contributions, up to each partner's maximum",
        RiskShareRule.R5 => "fixed lines by the host, the others in proportion or in the fixed split",
        RiskShareRule.R6 => "first from underspends, then the risk pool, then uncommitted schemes, and last outside the pool",
        RiskShareRule.R7 => "an underspend stays in the pool",
        RiskShareRule.R8 => "an underspend is kept by whoever leads the commissioning",
        RiskShareRule.R9 => "an underspend is held as contingency",
        RiskShareRule.R10 => "a surplus is carried forward while the agreement runs, then shared in proportion to recurrent contributions",
        _ => "only part of the pool is shared; the rest by whoever commissions it",
    };

    public static string Of(Section75 arrangement) => BetterCareFund.Section75Kind.Write(arrangement);

    public static string Of(JointWorking working) => BetterCareFund.WorkingKind.Write(working);

    public static string Of(Commissioner commissioner) => commissioner == Commissioner.Authority ? "Local authority" : BetterCareFund.CommissionerKind.Write(commissioner);

    public static string Of(PlanStatus status) => BetterCareFund.StatusKind.Write(status);

    public static string Of(AreaOfSpend area) => BetterCareFund.AreaKind.Write(area);

    public static string Of(SchemeType type) => BetterCareFund.SchemeTypeKind.Write(type);

    public static string Of(OutputUnit unit) => BetterCareFund.UnitKind.Write(unit);

    public static string Of(SignOffRole role) => BetterCareFund.SignOffKind.Write(role);

    public static string Of(PartnerKind kind) => BetterCareFund.PartnerKindKind.Write(kind);

    public static string Of(ConditionAnswer? answer) => answer is { } said ? BetterCareFund.AnswerKind.Write(said) : NotGiven;

    public static string Of(PoolPeriod covers) => covers == PoolPeriod.Year ? "the year" : "the quarter";

    public static string Of(PrintedUnit unit) => unit switch
    {
        PrintedUnit.Thousands => "thousands of pounds",
        PrintedUnit.Millions => "millions of pounds",
        _ => "pounds",
    };

    /// <summary>A metric by its name, with what is measured where the board chose it.</summary>
    public static string Named(MetricPosition metric) => metric.Definition is { } definition ? $"{metric.Name}: {definition}" : metric.Name;

    /// <summary>A metric chosen locally has the unit of its own definition.</summary>
    public static string UnitOf(MetricPosition metric) => metric.Actual.Unit.Length == 0 ? "as the board defines it" : metric.Actual.Unit;

    public static string Metric(string key) => Metrics.Current.Find(key)?.Name ?? key;

    /// <summary><c>2025-26</c>, <c>Q1 2025-26</c>, <c>April 2025</c>; what cannot be read stays as it is.</summary>
    public static string Period(string period) =>
        FinancialQuarter.TryRead(period, out var quarter) ? quarter.Name
        : FinancialYear.TryRead(period, out _) ? period
        : ReportingMonth.TryRead(period, out var month) ? month.Name : period;

    /// <summary><c>12 of £100.00</c>; <c>11 of £33.33, the last of £33.37</c>.</summary>
    public static string Instalments(ImmutableArray<Pence> parts) => parts switch
    {
        [] => NotKnown,
        [var one] => $"1 of {one}",
        [var first, .., var last] when first == last => $"{Words.Number(parts.Length)} of {first}",
        [var first, .., var last] => $"{Words.Number(parts.Length - 1)} of {first}, the last of {last}",
    };

    /// <summary>An exact number of pounds in a sentence: rounded for display, half away from zero.</summary>
    public static string Pounds(decimal pounds) => Pence.FromPounds(Rounding.HalfAwayFromZero(pounds, 2)).ToString();

    public static string PerCent(decimal? percent, int places = 1) => percent is { } known ? $"{Words.Number(known, places)}%" : NotKnown;

    /// <summary>A number with as many decimals as it has, up to six: <c>5,000</c>, <c>4,862.5</c>.</summary>
    public static string Number(decimal number) => Rounding.HalfAwayFromZero(number, 6).ToString("#,0.######", System.Globalization.CultureInfo.InvariantCulture);

    public static string Money(Pence? amount, string words = NotKnown) => amount?.ToString() ?? words;
}
