using System.Collections.Immutable;
using Monitoring.Core.Kernel;
using Monitoring.Core.Returns;
using static Monitoring.Files.Tests.Figures.FundFiles;

namespace Monitoring.Files.Tests.Figures;

/// <summary>A scheme of an invented board: what is planned for it, and what it has cost and done by the end of each quarter.</summary>
/// <param name="Nhs">Code of the NHS partner that commissions it, or a part of it; null where the council does alone.</param>
/// <param name="NhsShare">Per cent that the NHS commissions: 0, 100, or of a joint scheme what lies between.</param>
/// <param name="Planned">From 1 April to the end of each quarter.</param>
internal sealed record MadeScheme(string Id, string Name, string? Nhs, decimal NhsShare, FundingSource Source, decimal[] Planned, decimal[] Actual, OutputUnit? Unit = null, decimal[]? PlannedOutputs = null, decimal[]? ActualOutputs = null)
{
    internal Commissioner Commissioner => NhsShare switch { 0 => Commissioner.Authority, 100 => Commissioner.Nhs, _ => Commissioner.Joint };

    internal bool IsJoint => NhsShare is > 0 and < 100;

    /// <summary>What one of the two sides bears of an amount; the shares of the sample leave no part of a penny.</summary>
    internal decimal Of(decimal amount, bool nhs) => amount * (nhs ? NhsShare : 100 - NhsShare) / 100;

    internal static decimal[] Quarters(decimal year) => [year / 4, year / 2, year * 3 / 4, year];
}

/// <summary>Returns of a pooled fund, made from schemes and contributions so that lines, schemes and balances tell of the same money.</summary>
internal static class MadePool
{
    internal static PooledFundAccount Account(FinancialQuarter quarter, string hwb, Pence? opening, Pence? closing, RiskShareRule rule, DateOnly on, PrintedUnit unit = PrintedUnit.Pounds, PoolPeriod covers = PoolPeriod.Quarter, string? comment = null) => new(
        quarter, hwb, hwb, "Head of integrated commissioning (invented)", covers, opening, closing, rule, null, null, "Partnership accountant (invented)", on.AddDays(-9), "Chair of the health and wellbeing board (invented)", on.AddDays(-2), unit, comment);

    internal static PooledFundIncome Income(FinancialQuarter quarter, string hwb, string partner, FundingSource source, decimal year, decimal planned, decimal actual, decimal? due = null, decimal? received = null, DateOnly? next = null, string? what = null, bool deducts = false) => new(
        quarter, hwb, partner, source, what, deducts, P(year), P(planned), P(actual), P(actual), due is { } d ? P(d) : null, received is { } r ? P(r) : null, next, null);

    /// <summary>Lines of expenditure by partner and source: what each of them commissioned in the quarter.</summary>
    internal static IEnumerable<PooledFundExpenditure> Expenditure(FinancialQuarter quarter, string hwb, IEnumerable<MadeScheme> schemes) =>
        from scheme in schemes
        from nhs in new[] { true, false }
        where scheme.Of(1, nhs) > 0
        group (scheme, nhs) by (Partner: nhs ? scheme.Nhs! : hwb, scheme.Source) into line
        select new PooledFundExpenditure(
            quarter, hwb, line.Key.Partner, line.Key.Source, null, false,
            P(line.Sum(part => part.scheme.Of(part.scheme.Planned[^1], part.nhs))), P(line.Sum(part => part.scheme.Of(In(part.scheme.Planned, quarter), part.nhs))),
            P(line.Sum(part => part.scheme.Of(In(part.scheme.Actual, quarter), part.nhs))), P(line.Sum(part => part.scheme.Of(In(part.scheme.Actual, quarter), part.nhs))), null);

    internal static IEnumerable<PooledFundScheme> Schemes(FinancialQuarter quarter, string hwb, IEnumerable<MadeScheme> schemes) =>
        from scheme in schemes
        let to = quarter.Number - 1
        select new PooledFundScheme(
            quarter, hwb, scheme.Id, scheme.Name, scheme.Commissioner, scheme.IsJoint ? scheme.NhsShare : null, scheme.IsJoint ? 100 - scheme.NhsShare : null, P(scheme.Planned[to]), P(scheme.Actual[to]),
            // In the last quarter the outturn; before, what was spent and what is planned for the rest.
            P(scheme.Actual[to] + scheme.Planned[^1] - scheme.Planned[to]), scheme.PlannedOutputs?[to], scheme.ActualOutputs?[to], scheme.Unit, null);

    internal static IEnumerable<PooledFundCondition> Conditions(FinancialQuarter quarter, string hwb, int conditions, int? inProgress = null) => Enumerable.Range(1, conditions).Select(number => number == inProgress
        ? new PooledFundCondition(quarter, hwb, number, ConditionAnswer.InProgress, quarter.Year.LastDay, "Two of five services do not run at weekends yet (invented)")
        : new PooledFundCondition(quarter, hwb, number, ConditionAnswer.Yes, null, null));

    /// <summary>What came or went in a quarter, of amounts since 1 April.</summary>
    internal static decimal In(decimal[] sinceApril, FinancialQuarter quarter) => sinceApril[quarter.Number - 1] - (quarter.Number == 1 ? 0 : sinceApril[quarter.Number - 2]);
}

/// <summary>Buckinghamshire (612), 2015-16 to 2017-18: a county with four districts and two clinical commissioning groups.</summary>
internal static class Buckinghamshire
{
    private const string Hwb = "612", Vale = "10Y", Chiltern = "10H";

    /// <summary>Residents of all ages, aged 18 and over and 65 and over: ONS mid-2015, and mid-2016 for 2017-18.</summary>
    private static readonly (int All, int Adults, int Older) Mid2015 = (528_400, 407_757, 96_121), Mid2016 = (534_720, 412_515, 98_063);

    private static readonly (string Code, string Name)[] Districts = [("E07000004", "Aylesbury Vale District Council"), ("E07000005", "Chiltern District Council"), ("E07000006", "South Bucks District Council"), ("E07000007", "Wycombe District Council")];

    private static readonly FinancialYear Y2015 = new(2015), Y2016 = new(2016), Y2017 = new(2017);

    private static readonly string[] Conditions = ["Plans jointly agreed", "Social care services protected", "7-day services", "Data sharing with the NHS number", "Joint assessment with an accountable professional", "Consequential impact on acute providers agreed", "NHS-commissioned out-of-hospital services or a local risk share", "Local action plan for delayed transfers"];

    private static readonly string[] Conditions2017 = ["Plan jointly agreed", "NHS contribution to social care maintained in line with inflation", "Investment in NHS-commissioned out-of-hospital services", "Managing transfers of care"];

    // 2015-16

    private static readonly decimal[] Grants2015 = [610_000, 330_000, 290_000, 550_000], Grants2016 = [700_000, 370_000, 330_000, 630_000], Grants2017 = [760_000, 400_000, 360_000, 690_000];

    private static readonly MadeScheme[] Schemes2015 =
    [
        new("1", "Integrated locality teams (invented)", Chiltern, 100, FundingSource.NhsMinimum, MadeScheme.Quarters(7_900_000), [1_962_310.40m, 3_951_877.15m, 5_960_402.90m, 7_981_255.65m]),
        new("2", "Reablement at home (invented)", null, 0, FundingSource.NhsMinimum, MadeScheme.Quarters(5_200_000), [1_310_500m, 2_652_000m, 4_010_750.50m, 5_405_330.25m], OutputUnit.Packages, [325, 650, 975, 1_300], [318, 655, 1_001, 1_342]),
        new("3", "Bed-based intermediate care (invented)", Chiltern, 60, FundingSource.NhsMinimum, MadeScheme.Quarters(4_100_000), [1_025_000m, 2_081_400m, 3_158_220m, 4_243_910.10m], OutputUnit.Placements, [102, 205, 307, 410], [99, 207, 314, 421]),
        new("4", "Seven-day discharge team (invented)", Vale, 100, FundingSource.NhsMinimum, MadeScheme.Quarters(3_000_000), [731_000m, 1_468_300m, 2_190_000m, 2_935_640m]),
        new("5", "Social care protected (invented)", null, 0, FundingSource.NhsMinimum, MadeScheme.Quarters(6_000_000), MadeScheme.Quarters(6_000_000)),
        new("6", "Payment for performance and its reserve (invented)", Vale, 100, FundingSource.NhsMinimum, MadeScheme.Quarters(2_500_000), [0m, 500_000m, 1_000_000m, 2_273_520m]),
        new("7", "Support for carers (invented)", Chiltern, 50, FundingSource.AdditionalNhs, MadeScheme.Quarters(500_000), [118_000m, 240_500m, 371_000m, 498_750.50m], OutputUnit.Beneficiaries, [312, 625, 937, 1_250], [300, 611, 940, 1_263]),
        new("8", "Telecare and equipment (invented)", null, 0, FundingSource.SocialCareCapital, MadeScheme.Quarters(1_020_000), [240_000m, 498_000m, 760_500m, 1_012_415.75m], OutputUnit.Beneficiaries, [600, 1_200, 1_800, 2_400], [560, 1_180, 1_790, 2_377]),
        new("9", "Single point of access (invented)", Chiltern, 40, FundingSource.AdditionalAuthority, [0m, 260_000m, 520_000m, 780_000m], [0m, 250_000m, 512_500m, 779_300m]),
        new("10", "Home adaptations (invented)", null, 0, FundingSource.DisabledFacilities, MadeScheme.Quarters(1_780_000), [431_000m, 880_000m, 1_322_000m, 1_771_908.30m], OutputUnit.Adaptations, [89, 178, 267, 356], [84, 176, 262, 351]),
    ];

    private static readonly (string Partner, FundingSource Source, decimal Year)[] Income2015 =
    [
        (Vale, FundingSource.NhsMinimum, 11_420_000), (Chiltern, FundingSource.NhsMinimum, 17_280_000), (Chiltern, FundingSource.AdditionalNhs, 500_000), (Hwb, FundingSource.SocialCareCapital, 1_020_000),
        (Hwb, FundingSource.AdditionalAuthority, 780_000), .. Districts.Select((district, at) => (district.Code, FundingSource.DisabledFacilities, Grants2015[at])),
    ];

    internal static IEnumerable<PlanRow> Plan2015(int version)
    {
        var (hwb, year, first) = (Hwb, Y2015, version == 1);
        yield return new Plan(hwb, year, version, PlanStatus.Approved, first ? Day("2015-01-09") : Day("2015-07-01"),
            first ? null : "The target of version 1 was more than two percentage points above the operational plans of the groups (invented)", first ? "INV-2015-007" : "INV-2015-031", first ? null : Day("2015-03-27"), Section75.PooledFund,
            RiskShareRule.R1, AmountsIn.Pounds, P(7_000_000), P(9_850_000), null, null, AdmissionsSource.Mar, null, P(8_150_000), 1.2m, null);
        foreach (var (partner, source, amount) in Income2015)
            yield return new PlanContribution(hwb, year, version, partner, Kind(partner), source, null, P(amount), source is FundingSource.AdditionalNhs or FundingSource.AdditionalAuthority ? null : P(amount), source is not (FundingSource.AdditionalNhs or FundingSource.AdditionalAuthority), null);
        foreach (var row in PlannedSchemes(year, version, Schemes2015, Grants2015, [122, 66, 58, 110]))
            yield return row;
        foreach (var row in Goals(year, version, Mid2015, delayed: [2_700, 2_650, 2_650, 2_600], admissions: null, residential: 540, reablement: (1_150, 1_320)))
            yield return row;
        var (baseline, planned) = (new[] { 11_240, 11_385, 11_190, 11_530 }, first ? new[] { 10_950, 11_010, 10_760, 11_035 } : [10_950, 11_170, 10_910, 11_185]);
        for (var at = 0; at < 4; at++)
            yield return new PlanAdmissions(hwb, year, version, FinancialQuarter.Parse("2014-15-Q4").Add(at), baseline[at], planned[at], AdmissionsSource.Mar, null, null);
        for (var number = 1; number <= 6; number++)
        {
            var open = first && number == 3;
            yield return new PlanCondition(hwb, year, version, number, Conditions[number - 1], open ? "No - In Progress" : "Yes", open ? Day("2015-06-30") : null, open ? "Two of five services do not run at weekends yet (invented)" : null);
        }
        yield return new PlanSignOff(hwb, year, version, SignOffRole.HwbChair, hwb, "A. Invented", first ? Day("2014-12-18") : Day("2015-06-11"), false);
        yield return new PlanSignOff(hwb, year, version, SignOffRole.NhsChiefExecutive, Chiltern, "B. Invented", first ? Day("2014-12-19") : Day("2015-06-12"), true);
        yield return new PrintedTotal(hwb, year, version, PoolSide.Income, "CCG contributions", PartnerKind.Ccg, null, P(29_200_000), 1);
        yield return new PrintedTotal(hwb, year, version, PoolSide.Expenditure, "Total expenditure", null, null, P(32_780_000), 1);
    }

    /// <summary>The quarter before the fund began: it has admissions and conditions, and no money yet.</summary>
    internal static IEnumerable<PooledFundRow> Before =>
    [
        MadePool.Account(FinancialQuarter.Parse("2014-15-Q4"), Hwb, null, null, RiskShareRule.R1, Day("2015-05-28"), comment: "The fund began on 1 April 2015 (invented)"),
        new PooledFundPerformance(FinancialQuarter.Parse("2014-15-Q4"), Hwb, 11_150, AdmissionsSource.Mar, null, P(134_100), P(134_100), null, P(298_000), P(298_000), UnreleasedUse.Acute, "Admissions began to fall in March (invented)"),
        .. MadePool.Conditions(FinancialQuarter.Parse("2014-15-Q4"), Hwb, 6, inProgress: 3),
    ];

    internal static IEnumerable<PooledFundRow> Pool2015(int number)
    {
        var quarter = Y2015.Quarter(number);
        var (opening, closing) = Balances2015(number);
        yield return MadePool.Account(quarter, Hwb, P(opening), P(closing), RiskShareRule.R1, Sent(number, 2015), number == 2 ? PrintedUnit.Thousands : PrintedUnit.Pounds);
        foreach (var (partner, source, year) in Income2015)
        {
            // Wycombe pays late in the first quarter, Chiltern early; whether the capital grant of the third had come was not known.
            var (due, received) = (year / 4 * number, (number, partner, source) switch
            {
                (1, "E07000007", _) => 100_000m,
                (1, Chiltern, FundingSource.AdditionalNhs) => 150_000m,
                (3, Hwb, FundingSource.SocialCareCapital) => (decimal?)null,
                _ => year / 4 * number,
            });
            yield return MadePool.Income(quarter, Hwb, partner, source, year, year / 4, year / 4, due, received, number < 4 ? quarter.LastDay.AddDays(15) : null);
        }
        if (number == 4)
            yield return MadePool.Income(quarter, Hwb, Chiltern, FundingSource.Adjustment, 0, 0, 226_480, what: "Funds not released for performance (invented)", deducts: true);
        foreach (var row in MadePool.Expenditure(quarter, Hwb, Schemes2015).Cast<PooledFundRow>().Concat(MadePool.Schemes(quarter, Hwb, Schemes2015)))
            yield return row;
        foreach (var (of, partner, amount) in number switch
        {
            // Four kinds of difference: none that can be explained, one of rounding, one digit misprinted, a deduction printed without its sign.
            1 => new (PoolTotal, string?, decimal)[] { (PoolTotal.Income, null, 8_195_000m), (PoolTotal.Expenditure, null, Spent(1) + 12_345m) },
            2 => [(PoolTotal.Income, Hwb, 449_000m), (PoolTotal.Income, Vale, 2_855_000m)],
            3 => [(PoolTotal.Income, null, 8_105_000m)],
            _ => [(PoolTotal.Income, Chiltern, 4_671_480m), (PoolTotal.Expenditure, null, Spent(4))],
        })
            yield return new PooledFundSubTotal(quarter, Hwb, of, partner, PoolMeasure.Actual, P(amount));
        if (number < 4)
            yield return number switch
            {
                1 => new PooledFundPerformance(quarter, Hwb, 11_190, AdmissionsSource.Mar, null, P(290_550), P(275_000), "The partners hold back 15,550 until the count of May is final (invented)", P(45_350), P(45_350), UnreleasedUse.Community, null),
                2 => new PooledFundPerformance(quarter, Hwb, 10_870, AdmissionsSource.Mar, null, P(492_350), P(492_350), null, null, P(0), null, "More than the maximum of the quarter: the two quarters before are caught up (invented)"),
                // The count was late: what the groups' activity comes to is used.
                _ => new PooledFundPerformance(quarter, Hwb, null, null, null, null, null, null, null, null, UnreleasedUse.NotYetDecided, "The board's own count of the quarter is late (invented)"),
            };
        foreach (var row in Metrics(quarter, (2_700m, 2_650m, 2_650m, 2_600m), number == 4))
            yield return row;
        foreach (var row in MadePool.Conditions(quarter, Hwb, 6, number == 1 ? 3 : null))
            yield return row;
    }

    private static decimal Spent(int number) => Schemes2015.Sum(scheme => MadePool.In(scheme.Actual, Y2015.Quarter(number)));

    /// <summary>A board's own balances. That of the second quarter is rounded to the thousand, and the third opens with it.</summary>
    private static (decimal Opening, decimal Closing) Balances2015(int number)
    {
        var opening = number == 1 ? 0 : Balances2015(number - 1).Closing;
        var closing = opening + 8_195_000 - (number == 4 ? 226_480 : 0) - Spent(number);
        return (opening, number == 2 ? Math.Round(closing / 1_000, MidpointRounding.AwayFromZero) * 1_000 : closing);
    }

    private static IEnumerable<PooledFundRow> Metrics(FinancialQuarter quarter, (decimal, decimal, decimal, decimal) delayed, bool atYearEnd)
    {
        var goal = quarter.Number switch { 1 => delayed.Item1, 2 => delayed.Item2, 3 => delayed.Item3, _ => delayed.Item4 };
        // Rates are told by the board for its own use; where the days and an estimate are there, they are worked out again.
        yield return new PooledFundMetric(quarter, Hwb, "delayed-days", Rate(goal, Mid2015.Adults, 100_000), null, MetricOutlook.NotOnTrack, "Worked out from the monthly return (invented)");
        yield return new PooledFundMetric(quarter, Hwb, "patient-experience", 72, quarter.Number == 1 ? null : 71.4m + quarter.Number / 5m, quarter.Number == 1 ? MetricOutlook.NoData : MetricOutlook.OnTrack, null);
        if (atYearEnd)
            yield return new PooledFundMetric(quarter, Hwb, "local-metric", 67, 66.2m, MetricOutlook.NotOnTrack, null);
    }

    // 2016-17

    private static readonly MadeScheme[] Schemes2016 =
    [
        new("1", "Integrated locality teams (invented)", Chiltern, 100, FundingSource.NhsMinimum, MadeScheme.Quarters(8_200_000), [2_060_000m, 4_125_300m, 6_210_450.20m, 9_153_377.90m]),
        new("2", "Reablement at home (invented)", null, 0, FundingSource.NhsMinimum, MadeScheme.Quarters(5_300_000), [1_330_000m, 2_671_250m, 4_003_800m, 5_390_112.40m], OutputUnit.Packages, [331, 662, 993, 1_325], [330, 668, 1_002, 1_347]),
        new("3", "Bed-based intermediate care (invented)", Chiltern, 60, FundingSource.NhsMinimum, MadeScheme.Quarters(4_200_000), [1_050_000m, 2_110_000m, 3_170_500m, 4_262_750.50m], OutputUnit.Placements, [105, 210, 315, 420], [104, 212, 318, 433]),
        new("4", "Held against excess admissions (invented)", Vale, 100, FundingSource.NhsMinimum, MadeScheme.Quarters(1_200_000), [0m, 0m, 0m, 491_878.80m]),
        new("5", "Social care protected (invented)", null, 0, FundingSource.NhsMinimum, MadeScheme.Quarters(6_100_000), MadeScheme.Quarters(6_100_000)),
        new("6", "Community nursing at night (invented)", Vale, 100, FundingSource.NhsMinimum, MadeScheme.Quarters(3_620_000), [905_000m, 1_812_000m, 2_720_000m, 3_655_040m]),
        new("9", "Single point of access (invented)", Chiltern, 40, FundingSource.AdditionalAuthority, MadeScheme.Quarters(600_000), [150_000m, 301_000m, 452_000m, 605_500m]),
        new("10", "Home adaptations (invented)", null, 0, FundingSource.DisabledFacilities, MadeScheme.Quarters(2_030_000), [500_000m, 1_010_000m, 1_523_000m, 2_043_650.35m], OutputUnit.Adaptations, [101, 203, 304, 406], [99, 200, 301, 402]),
    ];

    private static readonly (string Partner, FundingSource Source, decimal Year, decimal? Cap)[] Income2016 =
    [
        (Vale, FundingSource.NhsMinimum, 11_380_000, 11_450_000), (Chiltern, FundingSource.NhsMinimum, 17_240_000, 17_400_000), (Hwb, FundingSource.AdditionalAuthority, 600_000, 640_000),
        .. Districts.Select((district, at) => (district.Code, FundingSource.DisabledFacilities, Grants2016[at], (decimal?)null)),
    ];

    internal static IEnumerable<PlanRow> Plan2016
    {
        get
        {
            yield return new Plan(Hwb, Y2016, 1, PlanStatus.Submitted, Day("2016-04-01"), null, null, Day("2016-04-29"), Section75.PooledFund, RiskShareRule.R4, AmountsIn.Pounds, P(8_150_000), P(11_500_000), null, null, null, null, null, null, null)
            {
                RiskHeld = P(1_200_000),
                MarginalPrice = P(1_043),
            };
            foreach (var (partner, source, amount, cap) in Income2016)
                yield return new PlanContribution(Hwb, Y2016, 1, partner, Kind(partner), source, null, P(amount), source == FundingSource.AdditionalAuthority ? null : P(amount), source != FundingSource.AdditionalAuthority, cap is { } most ? P(most) : null);
            foreach (var row in PlannedSchemes(Y2016, 1, Schemes2016, Grants2016, [140, 74, 66, 126]))
                yield return row;
            foreach (var row in Goals(Y2016, 1, Mid2015, delayed: [3_700, 3_600, 3_500, 3_400], admissions: [11_050, 10_800, 11_200, 11_250], residential: 535, reablement: (1_180, 1_340)))
                yield return row;
            for (var number = 1; number <= 8; number++)
                yield return new PlanCondition(Hwb, Y2016, 1, number, Conditions[number - 1], number == 8 ? "No - In Progress" : "Yes", number == 8 ? Day("2016-09-30") : null, number == 8 ? "The action plan is with the trust (invented)" : null);
            yield return new PlanSignOff(Hwb, Y2016, 1, SignOffRole.HwbChair, Hwb, "A. Invented", Day("2016-04-28"), true);
        }
    }

    internal static IEnumerable<PooledFundRow> Pool2016(int number)
    {
        var quarter = Y2016.Quarter(number);
        decimal Left(int to) => Income2016.Sum(line => line.Year) / 4 * to - (to == 0 ? 0 : Schemes2016.Sum(scheme => scheme.Actual[to - 1]));
        yield return MadePool.Account(quarter, Hwb, P(Left(number - 1)), P(Left(number)), RiskShareRule.R4, Sent(number, 2016));
        foreach (var (partner, source, year, _) in Income2016)
            yield return MadePool.Income(quarter, Hwb, partner, source, year, year / 4, year / 4, year / 4 * number, year / 4 * number, number < 4 ? quarter.LastDay.AddDays(15) : null);
        foreach (var row in MadePool.Expenditure(quarter, Hwb, Schemes2016).Cast<PooledFundRow>().Concat(MadePool.Schemes(quarter, Hwb, Schemes2016)))
            yield return row;
        foreach (var row in Metrics(quarter, (3_700m, 3_600m, 3_500m, 3_400m), number == 4).Concat(MadePool.Conditions(quarter, Hwb, 8)))
            yield return row;
    }

    // 2017-18

    private static readonly (string Partner, FundingSource Source, decimal Year, decimal? Agreed)[] Income2017 =
    [
        (Vale, FundingSource.NhsMinimum, 11_590_000, 22.5m), (Chiltern, FundingSource.NhsMinimum, 17_550_000, 37.5m), (Hwb, FundingSource.ImprovedBetterCareFund, 2_480_000, 40m), (Hwb, FundingSource.AdditionalAuthority, 300_000, null),
        .. Districts.Select((district, at) => (district.Code, FundingSource.DisabledFacilities, Grants2017[at], (decimal?)null)),
    ];

    /// <summary>Told of at year end only.</summary>
    private static readonly MadeScheme[] Schemes2017 =
    [
        OfYear("1", "Integrated locality teams (invented)", Chiltern, 100, FundingSource.NhsMinimum, 8_400_000, 8_464_105.30m),
        OfYear("2", "Reablement at home (invented)", null, 0, FundingSource.NhsMinimum, 5_450_000, 5_426_000),
        OfYear("3", "Bed-based intermediate care (invented)", Chiltern, 60, FundingSource.NhsMinimum, 4_300_000, 4_310_000),
        OfYear("5", "Social care protected (invented)", null, 0, FundingSource.NhsMinimum, 6_250_000, 6_250_000),
        OfYear("6", "Community nursing at night (invented)", Vale, 100, FundingSource.NhsMinimum, 4_740_000, 4_752_310.07m),
        OfYear("9", "Single point of access (invented)", Chiltern, 40, FundingSource.AdditionalAuthority, 300_000, 300_000),
        OfYear("10", "Home adaptations (invented)", null, 0, FundingSource.DisabledFacilities, 2_210_000, 2_228_000),
        OfYear("11", "Home care after hospital (invented)", null, 0, FundingSource.ImprovedBetterCareFund, 2_480_000, 2_480_000),
    ];

    private static MadeScheme OfYear(string id, string name, string? nhs, decimal share, FundingSource source, decimal planned, decimal actual) => new(id, name, nhs, share, source, [0, 0, 0, planned], [0, 0, 0, actual]);

    internal static IEnumerable<PlanRow> Plan2017
    {
        get
        {
            yield return new Plan(Hwb, Y2017, 1, PlanStatus.Submitted, Day("2017-04-01"), null, null, Day("2017-08-30"), Section75.PooledFund, RiskShareRule.R2, AmountsIn.Pounds, P(8_300_000), P(11_700_000), null, null, null, null, null, null, null)
            {
                UnderspendRule = RiskShareRule.R7,
            };
            foreach (var (partner, source, amount, agreed) in Income2017)
                yield return new PlanContribution(Hwb, Y2017, 1, partner, Kind(partner), source, null, P(amount), null, true, null) { AgreedShare = agreed };
            foreach (var row in PlannedSchemes(Y2017, 1, Schemes2017, Grants2017, null))
                yield return row;
            foreach (var row in Goals(Y2017, 1, Mid2016, delayed: null, admissions: [11_300, 11_000, 11_500, 11_400], residential: 530, reablement: (1_200, 1_350)))
                yield return row;
            decimal[] beds = [45, 44, 42, 40, 38, 36, 36, 36, 36, 36, 36, 36];
            for (var at = 0; at < 12; at++)
                yield return new MetricGoal(Hwb, Y2017, 1, "delayed-beds", null, ReportingMonth.Of(Y2017.FirstDay.AddMonths(at)).ToString(), beds[at], null, null);
            for (var number = 1; number <= 4; number++)
                yield return new PlanCondition(Hwb, Y2017, 1, number, Conditions2017[number - 1], "Yes", null, null);
            yield return new PlanSignOff(Hwb, Y2017, 1, SignOffRole.HwbChair, Hwb, "A. Invented", Day("2017-09-07"), false);
        }
    }

    /// <summary>Income and expenditure were asked for at year end only: the amounts are of the year.</summary>
    internal static IEnumerable<PooledFundRow> Pool2017
    {
        get
        {
            var quarter = Y2017.Quarter(4);
            yield return MadePool.Account(quarter, Hwb, P(0), P(Income2017.Sum(line => line.Year) - Schemes2017.Sum(scheme => scheme.Actual[3])), RiskShareRule.R2, Day("2018-05-31"), covers: PoolPeriod.Year);
            foreach (var (partner, source, year, _) in Income2017)
                yield return MadePool.Income(quarter, Hwb, partner, source, year, year, year, year, year);
            foreach (var row in MadePool.Expenditure(quarter, Hwb, Schemes2017).Cast<PooledFundRow>().Concat(MadePool.Schemes(quarter, Hwb, Schemes2017)))
                yield return row;
            foreach (var row in MadePool.Conditions(quarter, Hwb, 4))
                yield return row;
        }
    }

    internal static IEnumerable<Allocation> Grant2018 => [new(new FinancialYear(2018), FundingSource.ImprovedBetterCareFund, Hwb, null, null, P(3_105_222), Core.Policy.Mark.Verified, false, "Invented for the sample: stands for the published list")];

    // Activity

    /// <summary>Months of calendar year 2015. Two quarters come to what the returns say, one does not, and of one there is no return.</summary>
    internal static IEnumerable<ActivityCount> Admissions2015 => Admissions(new ReportingMonth(2015, 1),
        (Vale, [1_470, 1_440, 1_540, 1_480, 1_490, 1_480, 1_470, 1_450, 1_480, 1_430, 1_440, 1_480]), (Chiltern, [2_600, 2_500, 2_740, 2_620, 2_650, 2_630, 2_540, 2_500, 2_540, 2_610, 2_640, 2_700]));

    internal static IEnumerable<ActivityCount> Admissions2016 => Admissions(new ReportingMonth(2016, 4),
        (Vale, [1_480, 1_490, 1_480, 1_500, 1_480, 1_495, 1_490, 1_500, 1_510, 1_470, 1_420, 1_490]), (Chiltern, [2_620, 2_650, 2_630, 2_460, 2_440, 2_470, 2_680, 2_700, 2_750, 2_720, 2_630, 2_740]));

    /// <summary>Admissions to homes in each month of 2015-16, and the people discharged into reablement from October to December.</summary>
    internal static IEnumerable<ActivityCount> Counts2015
    {
        get
        {
            int[] homes = [44, 46, 43, 47, 45, 42, 48, 46, 49, 51, 44, 47];
            for (var at = 0; at < 12; at++)
                yield return new ActivityCount(new ReportingMonth(2015, 4).AddMonths(at), Hwb, ActivityBody.Hwb, "residential-admissions", homes[at], null, AdmissionsSource.Other, "Adult social care return (invented)", ActivityStatus.Final);
            foreach (var (month, home, discharged) in new[] { (10, 372, 431), (11, 361, 418), (12, 398, 452) })
                yield return new ActivityCount(new ReportingMonth(2015, month), Hwb, ActivityBody.Hwb, "reablement", home, discharged, AdmissionsSource.Other, "Adult social care return (invented)", ActivityStatus.Final);
        }
    }

    private static IEnumerable<ActivityCount> Admissions(ReportingMonth first, params (string Ccg, int[] Months)[] counts) =>
        from one in counts
        from at in Enumerable.Range(0, one.Months.Length)
        select new ActivityCount(first.AddMonths(at), one.Ccg, ActivityBody.Ccg, "non-elective-admissions", one.Months[at], null, AdmissionsSource.Mar, null, ActivityStatus.Final);

    // Parts of plans

    private static PartnerKind Kind(string partner) => partner is Vale or Chiltern ? PartnerKind.Ccg : partner == Hwb ? PartnerKind.Council : PartnerKind.District;

    private static DateOnly Sent(int quarter, int year) =>
        Day(year == 2015 ? new[] { "2015-08-28", "2015-11-27", "2016-02-26", "2016-05-27" }[quarter - 1] : new[] { "2016-08-26", "2016-11-25", "2017-02-24", "2017-05-31" }[quarter - 1]);

    private static IEnumerable<PlanRow> PlannedSchemes(FinancialYear year, int version, IEnumerable<MadeScheme> schemes, decimal[] grants, int[]? adaptations)
    {
        foreach (var scheme in schemes)
        {
            var (type, area, arrangement, working, metric) = scheme.Id switch
            {
                "1" => (SchemeType.IntegratedCarePlanning, AreaOfSpend.CommunityHealth, Section75.PooledFund, JointWorking.MultiAgencyTeam, "non-elective-admissions"),
                "2" => (SchemeType.Reablement, AreaOfSpend.SocialCare, Section75.LeadCommissioning, JointWorking.IntermediateCare, "reablement"),
                "3" => (SchemeType.BedBasedIntermediateCare, AreaOfSpend.CommunityHealth, Section75.PooledFund, JointWorking.IntermediateCare, year.Start < 2017 ? "delayed-days" : "delayed-beds"),
                "4" when year.Start == 2015 => (SchemeType.HighImpactChange, AreaOfSpend.Acute, Section75.IntegratedProvision, JointWorking.PlacementOfStaff, "delayed-days"),
                "5" => (SchemeType.CommunityBased, AreaOfSpend.SocialCare, Section75.PooledFund, JointWorking.JointCommissioning, null),
                "6" when year.Start > 2015 => (SchemeType.UrgentCommunityResponse, AreaOfSpend.CommunityHealth, Section75.LeadCommissioning, JointWorking.MultiAgencyTeam, "non-elective-admissions"),
                "7" => (SchemeType.Carers, AreaOfSpend.SocialCare, Section75.PooledFund, JointWorking.JointCommissioning, (string?)null),
                "8" => (SchemeType.AssistiveTechnology, AreaOfSpend.SocialCare, Section75.LeadCommissioning, JointWorking.JointCommissioning, "residential-admissions"),
                "9" => (SchemeType.Enablers, AreaOfSpend.SocialCare, Section75.IntegratedProvision, JointWorking.SingleAssessment, null),
                "10" => (SchemeType.DisabledFacilities, AreaOfSpend.SocialCare, (Section75?)Section75.LeadCommissioning, (JointWorking?)null, "residential-admissions"),
                "11" => (SchemeType.HomeCare, AreaOfSpend.SocialCare, Section75.PooledFund, JointWorking.JointCommissioning, "delayed-beds"),
                _ => (SchemeType.Other, AreaOfSpend.Other, null, null, "non-elective-admissions"),
            };
            foreach (var (provider, amount, outputs) in scheme.Id == "10"
                ? Districts.Select((district, at) => ((string?)district.Name, grants[at], adaptations is null ? (decimal?)null : adaptations[at]))
                : [(null, scheme.Planned[^1], scheme.PlannedOutputs?[^1])])
                yield return new PlanScheme(Hwb, year, version, scheme.Id, scheme.Name, null, type, type == SchemeType.Other ? "Held back by the groups (invented)" : null, area, scheme.Commissioner, scheme.IsJoint ? scheme.NhsShare : null,
                    scheme.IsJoint ? 100 - scheme.NhsShare : null, provider, scheme.Source, P(amount), scheme.Id == "9", outputs, outputs is null ? null : scheme.Unit, arrangement, working, year.Start == 2015 && scheme.Id == "9" ? new ReportingMonth(2015, 7) : null)
                {
                    Metric = metric,
                    IsUncommitted = type == SchemeType.Other ? true : null,
                };
        }
    }

    private static IEnumerable<PlanRow> Goals(FinancialYear year, int version, (int All, int Adults, int Older) people, decimal[]? delayed, decimal[]? admissions, int residential, (int Home, int Discharged) reablement)
    {
        yield return new MetricGoal(Hwb, year, version, "residential-admissions", null, year.ToString(), Rate(residential, people.Older, 100_000), residential, people.Older);
        yield return new MetricGoal(Hwb, year, version, "reablement", null, year.ToString(), Rate(reablement.Home, reablement.Discharged, 100), reablement.Home, reablement.Discharged);
        for (var at = 0; at < 4; at++)
        {
            if (delayed is not null)
                yield return new MetricGoal(Hwb, year, version, "delayed-days", null, year.Quarter(at + 1).ToString(), Rate(delayed[at], people.Adults, 100_000), delayed[at], people.Adults);
            if (admissions is not null)
                yield return new MetricGoal(Hwb, year, version, "non-elective-admissions", null, year.Quarter(at + 1).ToString(), Rate(admissions[at], people.All, 100_000), admissions[at], people.All);
        }
        if (year.Start > 2016)
            yield break;
        yield return new MetricGoal(Hwb, year, version, "patient-experience", "People who say that they were involved in their care plan (invented survey)", year.ToString(), 72, null, null);
        yield return new MetricGoal(Hwb, year, version, "local-metric", "Estimated dementia diagnosis, % (invented)", year.ToString(), 67, null, null);
    }
}

/// <summary>Merton (730), 2025-26: one integrated care board, three headline metrics and the signatures that cannot be delegated.</summary>
internal static class Merton
{
    private const string Hwb = "730", Icb = "QWE";

    /// <summary>Residents aged 65 and over by the invented estimate of mid-2024.</summary>
    private const int Older = 27_699;

    private static readonly FinancialYear Year = new(2025);

    private static readonly (MadeScheme Scheme, SchemeType Type, AreaOfSpend Area, Section75 Arrangement, JointWorking? Working, string? Metric)[] Schemes =
    [
        (new("A1", "Reablement at home (invented)", null, 0, FundingSource.NhsMinimum, [780_000m, 3_120_000m], [770_000m], OutputUnit.Packages, [260, 1_040], [251]), SchemeType.Reablement, AreaOfSpend.SocialCare, Section75.LeadCommissioning, JointWorking.IntermediateCare, "long-term-admissions65"),
        (new("A2", "Discharge to assess beds (invented)", Icb, 100, FundingSource.NhsMinimum, [612_500m, 2_450_000m], [640_000m], OutputUnit.Placements, [61, 245], [66]), SchemeType.BedBasedIntermediateCare, AreaOfSpend.CommunityHealth, Section75.PooledFund, JointWorking.IntermediateCare, "discharge-delay"),
        (new("A3", "Urgent community response (invented)", Icb, 100, FundingSource.NhsMinimum, [1_450_000m, 5_800_000m], [1_483_700.40m]), SchemeType.UrgentCommunityResponse, AreaOfSpend.CommunityHealth, Section75.PooledFund, JointWorking.MultiAgencyTeam, "emergency-admissions65"),
        (new("A4", "Home care maintained (invented)", null, 0, FundingSource.NhsMinimum, [1_092_875m, 4_371_500m], [1_083_500m], OutputUnit.HoursOfCare, [45_500, 182_000], [44_980]), SchemeType.HomeCare, AreaOfSpend.SocialCare, Section75.PooledFund, JointWorking.JointCommissioning, "long-term-admissions65"),
        (new("A5", "Community mental health (invented)", Icb, 70, FundingSource.NhsMinimum, [625_000m, 2_500_000m], [625_000m]), SchemeType.CommunityBased, AreaOfSpend.MentalHealth, Section75.IntegratedProvision, JointWorking.StructurallyIntegrated, null),
        (new("A6", "Residential placements (invented)", null, 0, FundingSource.ImprovedBetterCareFund, [995_805m, 3_983_220m], [1_012_660.15m], OutputUnit.Placements, [16, 62], [17]), SchemeType.ResidentialPlacements, AreaOfSpend.SocialCare, Section75.PooledFund, null, null),
        (new("A7", "Home care after hospital (invented)", null, 0, FundingSource.ImprovedBetterCareFund, [500_000m, 2_000_000m], [500_000m], OutputUnit.HoursOfCare, [20_000, 80_000], [19_640]), SchemeType.HomeCare, AreaOfSpend.SocialCare, Section75.PooledFund, JointWorking.JointCommissioning, "discharge-delay"),
        (new("A8", "Home adaptations (invented)", null, 0, FundingSource.DisabledFacilities, [425_577.50m, 1_702_310m], [310_000m], OutputUnit.Adaptations, [37, 150], [25]), SchemeType.DisabledFacilities, AreaOfSpend.SocialCare, Section75.LeadCommissioning, null, "long-term-admissions65"),
        (new("A9", "Support for carers (invented)", Icb, 50, FundingSource.AdditionalAuthority, [62_500m, 250_000m], [61_250m], OutputUnit.Beneficiaries, [125, 500], [130]), SchemeType.Carers, AreaOfSpend.SocialCare, Section75.PooledFund, JointWorking.SingleAssessment, null),
    ];

    private static readonly (string Partner, FundingSource Source, decimal Year)[] Income =
        [(Icb, FundingSource.NhsMinimum, 18_241_500), (Hwb, FundingSource.ImprovedBetterCareFund, 5_983_220), (Hwb, FundingSource.DisabledFacilities, 1_702_310), (Hwb, FundingSource.AdditionalAuthority, 250_000)];

    private static readonly string[] Conditions = ["Plans jointly agreed", "Objectives implemented", "Grant and funding conditions complied with", "Oversight and support complied with"];

    internal static IEnumerable<PlanRow> Plan
    {
        get
        {
            yield return new Plan(Hwb, Year, 1, PlanStatus.Submitted, Day("2025-04-01"), null, null, Day("2025-03-26"), Section75.PooledFund, RiskShareRule.R3, AmountsIn.Pounds, P(5_190_000), P(7_490_000), null, null, null, null, null, null, null);
            foreach (var (partner, source, amount) in Income)
                yield return new PlanContribution(Hwb, Year, 1, partner, partner == Icb ? PartnerKind.Icb : PartnerKind.Council, source, null, P(amount), source is FundingSource.AdditionalAuthority or FundingSource.DisabledFacilities ? null : P(amount), true, null);
            foreach (var (scheme, type, area, arrangement, working, metric) in Schemes)
                yield return new PlanScheme(Hwb, Year, 1, scheme.Id, scheme.Name, null, type, null, area, scheme.Commissioner, scheme.IsJoint ? scheme.NhsShare : null, scheme.IsJoint ? 100 - scheme.NhsShare : null, null, scheme.Source,
                    P(scheme.Planned[^1]), scheme.Id == "A7", scheme.PlannedOutputs?[^1], scheme.Unit, arrangement, working, null)
                {
                    Metric = metric,
                };
            int[] admissions = [565, 565, 560, 560, 555, 560, 575, 590, 610, 615, 580, 590];
            for (var at = 0; at < 12; at++)
            {
                var month = ReportingMonth.Of(Year.FirstDay.AddMonths(at)).ToString();
                yield return new MetricGoal(Hwb, Year, 1, "emergency-admissions65", null, month, Rate(admissions[at], Older, 100_000), admissions[at], Older);
                yield return new MetricGoal(Hwb, Year, 1, "discharge-delay", null, month, 0.65m, null, null);
            }
            for (var at = 1; at <= 4; at++)
                yield return new MetricGoal(Hwb, Year, 1, "long-term-admissions65", null, Year.Quarter(at).ToString(), Rate(30, Older, 100_000), 30, Older);
            for (var number = 1; number <= 4; number++)
                yield return new PlanCondition(Hwb, Year, 1, number, Conditions[number - 1], "Yes", null, null);
            foreach (var (role, organisation, name) in new[]
            {
                (SignOffRole.NhsChiefExecutive, Icb, "C. Invented"), (SignOffRole.CouncilChiefExecutive, Hwb, "D. Invented"), (SignOffRole.Section151Officer, Hwb, "E. Invented"), (SignOffRole.HwbChair, Hwb, "F. Invented"),
            })
                yield return new PlanSignOff(Hwb, Year, 1, role, organisation, name, Day("2025-03-27"), false);
        }
    }

    internal static IEnumerable<PooledFundRow> Pool
    {
        get
        {
            var (quarter, schemes) = (Year.Quarter(1), Schemes.Select(scheme => scheme.Scheme).ToList());
            yield return MadePool.Account(quarter, Hwb, P(0), P(Income.Sum(line => line.Year) / 4 - schemes.Sum(scheme => scheme.Actual[0])), RiskShareRule.R3, Day("2025-08-15"));
            foreach (var (partner, source, year) in Income)
                yield return MadePool.Income(quarter, Hwb, partner, source, year, year / 4, year / 4, year / 4, partner == Icb ? 4_500_000 : year / 4, Day("2025-07-15"));
            foreach (var row in MadePool.Expenditure(quarter, Hwb, schemes).Cast<PooledFundRow>().Concat(MadePool.Schemes(quarter, Hwb, schemes)))
                yield return row;
            yield return new PooledFundMetric(quarter, Hwb, "emergency-admissions65", null, null, MetricOutlook.OnTrack, "Worked out from the monthly counts (invented)");
            yield return new PooledFundMetric(quarter, Hwb, "discharge-delay", 0.65m, 0.61m, MetricOutlook.OnTrack, null);
            yield return new PooledFundMetric(quarter, Hwb, "long-term-admissions65", Rate(30, Older, 100_000), Rate(28, Older, 100_000), MetricOutlook.OnTrack, null);
            foreach (var row in MadePool.Conditions(quarter, Hwb, 4))
                yield return row;
        }
    }

    internal static IEnumerable<Allocation> Allocated
    {
        get
        {
            const string publication = "Invented for the sample: stands for the published list";
            yield return new(Year, FundingSource.NhsMinimum, Hwb, Icb, null, P(18_241_500), Core.Policy.Mark.Verified, false, publication);
            yield return new(Year, FundingSource.NhsMinimum, Hwb, null, RingFence.OutOfHospital, P(5_190_000), Core.Policy.Mark.Verified, false, publication);
            yield return new(Year, FundingSource.NhsMinimum, Hwb, null, RingFence.SocialCare, P(7_490_000), Core.Policy.Mark.Verified, false, publication);
            yield return new(Year, FundingSource.ImprovedBetterCareFund, Hwb, null, null, P(5_983_220), Core.Policy.Mark.Verified, false, publication);
            yield return new(Year, FundingSource.DisabledFacilities, Hwb, null, null, P(1_702_310), Core.Policy.Mark.Recalled, false, "Invented for the sample: stands for a figure that somebody remembers");
        }
    }

    internal static IEnumerable<ActivityCount> Admissions
    {
        get
        {
            foreach (var (metric, months) in new[] { ("emergency-admissions65", new[] { 560, 548, 571 }), ("long-term-admissions65", [9, 11, 8]) })
            {
                for (var at = 0; at < 3; at++)
                    yield return new ActivityCount(new ReportingMonth(2025, 4).AddMonths(at), Hwb, ActivityBody.Hwb, metric, months[at], null, AdmissionsSource.Sus, null, ActivityStatus.Provisional);
            }
        }
    }
}
