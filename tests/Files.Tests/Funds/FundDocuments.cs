using System.Collections.Immutable;
using Monitoring.Core.Figures;
using Monitoring.Core.Figures.Delays;
using Monitoring.Core.Figures.Funds;
using Monitoring.Core.Figures.Reimbursement;
using Monitoring.Core.Kernel;
using Monitoring.Core.Ledger;
using Monitoring.Core.Policy;
using Monitoring.Core.Returns;
using Monitoring.Files.Workbooks;

namespace Monitoring.Files.Tests.Funds;

/// <summary>
/// Years of an invented board, made by hand: what each figure is, is said here and not worked out, so that what workbook, page and data show can be compared with it. The performance payment is vector S2 of the domain note with a
/// payment agreed otherwise in one quarter; the pool has the adjustment and the sub-total of example M1.
/// </summary>
internal static class FundDocuments
{
    public static readonly Publication Publication = new("3b9d52aa10ce", "0.1.0", new DateTimeOffset(2016, 2, 26, 11, 45, 0, TimeSpan.Zero), "bcf-2015-16/4");

    private const string Ccg = "99X", CcgName = "NHS Exampleshire CCG", Council = "998", CouncilName = "Exampleshire", Note = "Domain note on the Better Care Fund";
    private static readonly ArrivalOrder Last = new("20160226T114500000Z-q3");
    private static readonly FinancialYear Y2015 = new(2015), Y2016 = new(2016), Y2017 = new(2017), Y2025 = new(2025);

    private static readonly (string Partner, string Name, FundingSource Source, string? Description, bool Deducts, long Year, long Quarter)[] IncomeLines =
    [
        (Ccg, CcgName, FundingSource.NhsMinimum, null, false, 21422000, 5355500), (Ccg, CcgName, FundingSource.AdditionalNhs, "Community beds", false, 1832000, 458000), (Ccg, CcgName, FundingSource.Adjustment, "NEL adjustment", true, -1024000, -256000),
        (Council, CouncilName, FundingSource.DisabledFacilities, null, false, 1014000, 253500), (Council, CouncilName, FundingSource.SocialCareCapital, null, false, 864000, 216000), (Council, CouncilName, FundingSource.AdditionalAuthority, null, false, 716000, 179000),
    ];

    private static readonly (string Partner, string Name, FundingSource Source, string? Description, long Year, long Quarter, long[] Actual)[] ExpenditureLines =
    [
        (Ccg, CcgName, FundingSource.NhsMinimum, "Community services", 14832000, 3708000, [380000000, 365000050, 379000000]), (Council, CouncilName, FundingSource.NhsMinimum, "Reablement and home care", 7398000, 1849500, [186000000, 190000000, 191249900]),
        (Council, CouncilName, FundingSource.DisabledFacilities, "Adaptations", 1014000, 253500, [20000000, 24000000, 25000000]), (Council, CouncilName, FundingSource.AdditionalAuthority, "Equipment", 1580000, 395000, [35000000, 36000000, 40000000]),
    ];

    /// <summary>All that a year can have: payment by performance, a pool of three quarters, checks that fail, an overspend that is shared.</summary>
    public static FundYear Of2015 { get; } = new(
        new FundKey(Council, Y2015), CouncilName, FigureStatus.Provisional, ["The return of Q4 2015-16 has not arrived."], Last, new DateTimeOffset(2016, 2, 26, 11, 45, 0, TimeSpan.Zero), "<policy>", "<reference>",
        Plan2015(), Payment(), null, null, Pool2015(), Overspend(), Schemes2015(), Metrics2015(), Bearing(),
        [
            new FundComparison("Income, actual: sub-total of NHS Exampleshire CCG", "Q2 2015-16, line 14", Pounds(6069500), Pounds(5557500), "fits if 'Adjustment', £256,000.00, is a deduction printed without its sign"),
            new FundComparison("Income, actual: sub-total of Exampleshire", "Q2 2015-16, line 15", Pounds(648500), Pounds(648500), null),
            new FundComparison("Expenditure, actual: total", "Q2 2015-16, line 16", Pounds(6149000), new Pence(615000050), "can come from rounding: 4 amounts may be off by £4,000 in all"),
            new FundComparison("Closing balance", "Q3 2015-16, line 2", Pounds(15500), new Pence(550050), "not explained"),
            new FundComparison("Closing balance", "Q1 2015-16, line 2", Pounds(462000), null, "not known: the opening balance or part of it is missing"),
        ],
        [
            new SwitchInForce("performance-payment.clawback", "no", "What was paid is not taken back when performance falls away.", Mark.Assumed, $"{Note} 1.4 rule 9"),
            new SwitchInForce("performance-payment.weights-form", "ratio", "Where the plan spreads the fund by weights, what is earned is the part of the planned reduction that was reached.", Mark.Assumed, $"{Note} 1.4 rule 5"),
            new SwitchInForce("performance-payment.cap-at-share", "yes", "The performance fund is at most the board's share of the national £1 billion.", Mark.Derived, $"{Note} 1.3"),
        ],
        [
            new FundInput("bcf-plan", "2015-16", "998", "20150109T100000000Z-p1", At(2015, 1, 9, 10)), new FundInput("pooled-fund", "2014-15-Q4", "998", "20150522T090000000Z-q4", At(2015, 5, 22, 9)),
            new FundInput("pooled-fund", "2015-16-Q1", "998", "20150828T090000000Z-q1", At(2015, 8, 28, 9)), new FundInput("pooled-fund", "2015-16-Q2", "998", "20151127T090000000Z-q2", At(2015, 11, 27, 9)),
            new FundInput("pooled-fund", "2015-16-Q3", "998", "20160226T114500000Z-q3", At(2016, 2, 26, 11)),
        ]);

    /// <summary>A revision in between, weights, actuals that are not there yet, and a pool of which a return is missing.</summary>
    public static FundYear Revised { get; } = Of2015 with
    {
        Status = FigureStatus.Incomplete,
        StatusReasons = ["The return of Q2 2015-16 is missing."],
        Performance = RevisedPayment(),
        Pool = Pool2015() with
        {
            Quarters = [Pool2015().Quarters[0], WithoutYearToDate(Pool2015().Quarters[2])],
            Missing = [Y2015.Quarter(2)],
            Account = null,
            Income = new(Pounds(24824000), null, null, null),
            Expenditure = new(Pounds(24824000), null, null, null),
            Notes = ["Year to date is not known: the return of Q2 2015-16 is missing."],
        },
        RiskSharing = new RiskSharing("forecast of 2015-16, all lines", null, RiskShareRule.R1,
            [new PartnerShare(Council, CouncilName, true, Pounds(2594000), null, null, null, null), new PartnerShare(Ccg, CcgName, false, Pounds(22230000), null, null, null, null)], null, null, null, null, FigureStatus.NotCalculable,
            ["The variance is not known: the return of Q2 2015-16 is missing."], []),
        Comparisons = [],
    };

    /// <summary>2016-17: a sum held against admissions above plan, three quarters in.</summary>
    public static FundYear Of2016 { get; } = new(
        new FundKey(Council, Y2016), CouncilName, FigureStatus.Provisional, ["2016-17 is not closed."], new("20170526T100000000Z-y6"), At(2017, 5, 26, 10), "<policy>", "<reference>", null, null,
        new ContingencyRelease(Pounds(900000), new Pence(104300),
            [
                new ExcessQuarter(Y2016.Quarter(1), 5100, 5224, 124, new Pence(12933200)), new ExcessQuarter(Y2016.Quarter(2), 5000, 4950, 0, default(Pence)), new ExcessQuarter(Y2016.Quarter(3), 5200, 5310.5m, 110.5m, new Pence(11525150)),
                new ExcessQuarter(Y2016.Quarter(4), 5300, 5500, 200, new Pence(20860000)),
            ],
            new Pence(45318350), new Pence(45318350), new Pence(44681650), FigureStatus.Provisional, [],
            [new Step("124 above plan in Q1 2016-17 x £1,043.00", 129332m, $"{Note} 3.2"), new Step("Sum held less the cost of the excess", 446816.50m, $"{Note} 3.2")]),
        null, null, null, null, [], null, [], [new SwitchInForce("fund-release.excess", "each-quarter", "Admissions below plan in one quarter do not make up for those above plan in another.", Mark.Assumed, $"{Note} 3.2")],
        [new FundInput("bcf-plan", "2016-17", "998", "20160321T100000000Z-p6", At(2016, 3, 21, 10))]);

    /// <summary>2017-18: the delayed-transfer expectation, beside a pool that was reported once, at year end, with an underspend that stays in it.</summary>
    public static FundYear Of2017 { get; } = new(
        new FundKey(Council, Y2017), CouncilName, FigureStatus.Final, [], new("20180531T090000000Z-y7"), At(2018, 5, 31, 9), "<policy>", "<reference>", null, null, null,
        new DelayExpectation(51m, 16.83m, 85m,
            [
                new ExpectationCriterion("September 2017 reached", false, "85.0 delayed days a day in September 2017, 16.83 expected.", $"{Note} 3.2"), new ExpectationCriterion("November better than the November before", true, "60.2 delayed days a day, 66.4 in November 2016.", $"{Note} 3.2"),
                new ExpectationCriterion("November better than February 2017", false, "60.2 delayed days a day, 51.0 in February 2017.", $"{Note} 3.2"), new ExpectationCriterion("Not in the worst quarter", true, "Rank 98 of 151 in November 2017.", $"{Note} 3.2"),
                new ExpectationCriterion("The fifth criterion", null, "It is not known what it was.", $"{Note} 3.2"),
            ],
            Pounds(9100001), 33m, new Pence(300300033), FigureStatus.Provisional, ["Ministers withdrew nothing in 2017-18."], [new Step("33% of the published iBCF of 2018-19, £9,100,001.00", 3003000.33m, $"{Note} 3.2")]),
        YearEnd2017(),
        new RiskSharing("outturn of 2017-18, all lines", Pounds(-250000), RiskShareRule.R7,
            [new PartnerShare(Council, CouncilName, true, Pounds(11000000), null, default(Pence), Pounds(11500000), Pounds(500000)), new PartnerShare(Ccg, CcgName, false, Pounds(14000000), null, default(Pence), null, null)],
            null, Pounds(-250000), new RiskPool(Pounds(300000), default(Pence), Pounds(300000)), null, FigureStatus.Final, [], [new Step("The underspend stays in the pool", -250000m, $"{Note} 4.2 R7")]),
        null, [], null, [], [], [new FundInput("pooled-fund", "2017-18-Q4", "998", "20180531T090000000Z-y7", At(2018, 5, 31, 9))]);

    /// <summary>2025-26: headline metrics and outputs, and no pool yet.</summary>
    public static FundYear Of2025 { get; } = new(
        new FundKey(Council, Y2025), CouncilName, FigureStatus.Incomplete, ["No return of a quarter has arrived."], new("20250331T160000000Z-p8"), At(2025, 3, 31, 16), "<policy>", "<reference>",
        Plan2015() with
        {
            Versions = [new PlanVersion(1, PlanStatus.Submitted, new DateOnly(2025, 4, 1), null, null, "20250331T160000000Z-p8", At(2025, 3, 31, 16), true)],
            Sources = [new SourceOfPlan(FundingSource.ImprovedBetterCareFund, "LA Better Care Grant", "mandatory", Pounds(9871234), Pounds(9871234), Pounds(9871234), Mark.Verified)],
            Contributions = [new PlannedContribution(Council, CouncilName, PartnerKind.Council, FundingSource.ImprovedBetterCareFund, null, Pounds(9871234), Pounds(9871234), true, null, 3)],
            Income = Pounds(9871234),
            Expenditure = Pounds(9871234),
            Checks = [new PlanCheck("F12", "Signatures", "Section 151 officer", PlanCheckResult.Failed, null, null, null, "Nobody signed as section 151 officer: have the officer sign in person.", Mark.Verified, "North Yorkshire, 14 March 2025", [])],
        },
        null, null, null, null, null, null,
        [
            Metric("emergency-admissions65", "Emergency admissions 65+ per 100,000", "2025-04", 1850m, new Figure("m", "m", 100000m * 612 / 33114, "per 100,000", FigureStatus.Provisional, 612, 33114, "people aged 65 and over"), 1849m, "ONS mid-2023", MetricDirection.Lower, MetricTrack.OnTrack,
                "1,848.2 is not above the goal of 1,850.0.", 1),
            Metric("discharge-delay", "Average length of discharge delay, days", "2025-04", 0.6m, new Figure("m", "m", 0.735m, "days", FigureStatus.Provisional), null, null, MetricDirection.Lower, MetricTrack.NotOnTrack, "0.74 is above the goal of 0.60.", 2),
            Metric("long-term-admissions65", "Long-term admissions 65+ to residential and nursing care per 100,000", "2025-26-Q1", 140m, new Figure("m", "m", null, "per 100,000", FigureStatus.NotCalculable), null, "ONS mid-2023", MetricDirection.Lower, MetricTrack.CannotTell,
                "No activity of June 2025 has arrived.", 1),
        ],
        null, [], [], [new FundInput("bcf-plan", "2025-26", "998", "20250331T160000000Z-p8", At(2025, 3, 31, 16))]);

    /// <summary>Nothing is known but that there is a board.</summary>
    public static FundYear Empty { get; } = new(
        new FundKey(Council, Y2016), CouncilName, FigureStatus.NotCalculable, ["Nothing has arrived."], new("20160101T000000000Z-x"), At(2016, 1, 1, 0), "<policy>", "<reference>", null, null, null, null, null, null, null, [], null, [], [], []);

    public static EnglandFund England { get; } = new(
        new FundKey(Body.EnglandCode, Y2015), "England", FigureStatus.Incomplete, ["2 of 152 boards are known."], Last, At(2016, 2, 26, 11), "<policy>", "<reference>", 152,
        [
            new BoardInEngland(Council, CouncilName, FigureStatus.Provisional, Pounds(24824000), new Pence(1776249950), Pounds(1074290), Pounds(968500), 2, 1, 3),
            new BoardInEngland("997", "Northbridge", FigureStatus.NotCalculable, null, null, null, null, 0, 0, 0),
        ],
        [
            new NationalTotal("Minimum of 2015-16", 3800000000m, 3784000000m, Mark.Verified, $"{Note} 5 M14", "130 + 300 + 354 + 1,100 million come to 1,884 million, printed as 1.9 billion; with 1.9 billion new money the total is printed as 3.8 billion."),
            new NationalTotal("Payment for performance", 253000000m, null, Mark.Verified, $"{Note} 5 M2", "No parts are published."),
        ],
        Schemes2015().ByArrangement, Schemes2015().ByWorking)
    {
        Sums = [new EnglandSum("Planned income", Pounds(24824000), 1, 152, "Planned income is known of 1 of 152 boards: £24,824,000.00."), new EnglandSum("Expenditure", null, 0, 152, "Expenditure is known of no board.")],
    };

    public static Pence Pounds(long pounds) => new(pounds * 100);

    private static DateTimeOffset At(int year, int month, int day, int hour) => new(year, month, day, hour, 0, 0, TimeSpan.Zero);

    /// <summary>Vector S2: B = 5,000, 5,200, 5,100, 5,300; c = £1,490; F = £1,074,290. In the third quarter £250,000 was agreed where £298,000 was suggested; the fourth takes the difference in.</summary>
    private static PerformancePayment Payment() => new(
        [
            new PerformanceTerms(1, new DateOnly(2015, 1, 9), At(2015, 1, 9, 10), "20150109T100000000Z-p1", 1490m, null, Pounds(5000000), 20600m, 721m, 3.5m, 1074290m, 3925710m, [175m, 357m, 535m, 721m], [260750m, 531930m, 797150m, 1074290m], false,
                EarningForm.PerAdmission, null, [new Step("Baseline less plan of the year", 721m, $"{Note} 1.3"), new Step("721 x £1,490.00", 1074290m, $"{Note} 1.4 rule 1")]),
        ],
        [
            Quarter(0, 5000, 4825, 4950, 175m, 260750m, 260750_00, 50m, 50m, 74500m, 74500_00, null, 74500_00, 186250_00, 186250_00, PaymentLimit.None),
            Quarter(1, 5200, 5018, 5100, 357m, 531930m, 271180_00, 100m, 150m, 223500m, 149000_00, null, 149000_00, 122180_00, 308430_00, PaymentLimit.None) with { PaidBefore = new Pence(74500_00) },
            Quarter(2, 5100, 4922, 4900, 535m, 797150m, 265220_00, 200m, 350m, 521500m, 298000_00, 250000_00, 250000_00, 15220_00, 323650_00, PaymentLimit.None) with
            {
                PaidBefore = new Pence(223500_00), Reason = "Winter schemes began in November.", SubmittedSuggested = new Pence(298000_00),
            },
            Quarter(3, 5300, 5114, 5000, 721m, 1074290m, 277140_00, 300m, 650m, 968500m, 495000_00, null, 495000_00, -217860_00, 105790_00, PaymentLimit.None) with
            {
                PaidBefore = new Pence(473500_00), AgreedUnreleased = new Pence(105790_00), Use = UnreleasedUse.Community, Comment = "Agreed by the board on 10 February 2016.",
            },
        ],
        Pounds(1074290), Pounds(5000000), Pounds(3925710), Pounds(968500), Pounds(105790), null, false, FigureStatus.Provisional, [],
        [
            new PerformanceEvent(new("20150109T100000000Z-p1"), At(2015, 1, 9, 10), "20150109T100000000Z-p1", "Plan version 1", "The fund is £1,074,290.00."),
            new PerformanceEvent(new("20150522T090000000Z-q4"), At(2015, 5, 22, 9), "20150522T090000000Z-q4", "Admissions of Q4 2014-15", "Q4 2014-15 settled at £74,500.00."),
            new PerformanceEvent(new("20150828T090000000Z-q1"), At(2015, 8, 28, 9), "20150828T090000000Z-q1", "Admissions of Q1 2015-16", "Q1 2015-16 settled at £149,000.00."),
        ]);

    private static PerformanceQuarter Quarter(
        int index, int baseline, int planned, int actual, decimal d, decimal m, long most, decimal against, decimal r, decimal e, long suggested, long? agreed, long paid, long unreleased, long unreleasedCumulative, PaymentLimit limit, int version = 1)
    {
        var quarter = Y2015.Quarter(1).Add(index - 1);
        return new(
            quarter, new ReportingMonth[] { new(2015, 5), new(2015, 8), new(2015, 11), new(2016, 2) }[index], version, baseline, planned, actual, $"return of {quarter.Name}", AdmissionsSource.Mar, d, m, new Pence(most), against, r, e, new Pence(suggested), null,
            agreed is { } known ? new Pence(known) : null, null, new Pence(paid), new Pence(unreleased), new Pence(unreleasedCumulative), null, null, limit, FigureStatus.Provisional, null, [],
            [new Step($"{against} fewer admissions than in the baseline, {r} so far", r, $"{Note} 1.4 rule 4"), new Step("Earned so far", e, $"{Note} 1.4 rule 5")]);
    }

    /// <summary>Version 2 halves the ambition and spreads the fund by weights (F = £536,400; 25% a quarter); the second quarter is settled by it, the other two are not known.</summary>
    private static PerformancePayment RevisedPayment()
    {
        var first = Payment();
        var revised = new PerformanceTerms(2, new DateOnly(2015, 6, 1), At(2015, 6, 1, 9), "20150601T090000000Z-p2", 1490m, null, null, 20600m, 360m, 100m * 360 / 20600, 536400m, null, [100m, 200m, 280m, 360m], [134100m, 268200m, 402300m, 536400m], true,
            EarningForm.Ratio, new RevisionGate(2.4m, 2m, null, "The target was 2.4 percentage points from the operational plans: a change needs NHS England's approval, and no reference is given."), []);
        // 150 of the 200 planned: three quarters of 268,200, less 74,500 paid before.
        var second = Quarter(1, 5200, 5100, 5100, 200m, 268200m, 134100_00, 100m, 150m, 201150m, 126650_00, null, 126650_00, 7450_00, 67050_00, PaymentLimit.None, version: 2) with { PaidBefore = new Pence(74500_00), CorrectedActual = 5096m };
        return first with
        {
            Terms = [first.Terms[0], revised],
            Quarters = [first.Quarters[0], second, Unknown(2, 5100, 5020), Unknown(3, 5300, 5220)],
            Fund = Pounds(536400),
            Share = null,
            RingFence = null,
            Paid = Pounds(201150),
            Unreleased = null,
            Unabsorbed = new Pence(12345),
            Status = FigureStatus.Incomplete,
            Notes = ["The actual of Q2 2015-16 is not known, so it and the quarter after it cannot be worked out."],
        };

        static PerformanceQuarter Unknown(int index, int baseline, int planned) => new(
            Y2015.Quarter(1).Add(index - 1), null, 2, baseline, planned, null, null, null, new[] { 100m, 200m, 280m, 360m }[index], new[] { 134100m, 268200m, 402300m, 536400m }[index], new Pence(134100_00), null, null, null, null, null, null, null, null, null, null, null, null, null,
            FigureStatus.NotCalculable, null, [], []);
    }

    private static PlanPosition Plan2015() => new(
        [
            new PlanVersion(1, PlanStatus.Submitted, new DateOnly(2015, 1, 9), null, null, "20150109T100000000Z-p1", At(2015, 1, 9, 10), false),
            new PlanVersion(2, PlanStatus.Approved, new DateOnly(2015, 6, 1), "Fewer admissions avoided than the first plan had hoped.", "NHSE-0615-998", "20150601T090000000Z-p2", At(2015, 6, 1, 9), true),
        ],
        Pounds(24824000), Pounds(24824000),
        [
            new SourceOfPlan(FundingSource.NhsMinimum, "Minimum NHS contribution", "mandatory", Pounds(21422000), Pounds(21422000), Pounds(21422000), Mark.Verified),
            new SourceOfPlan(FundingSource.AdditionalNhs, "Additional NHS contribution", "allowed", Pounds(1832000), Pounds(1832000), null, null),
            new SourceOfPlan(FundingSource.Adjustment, "Adjustment", "allowed", Pounds(-1024000), Pounds(-1024000), null, null),
            new SourceOfPlan(FundingSource.DisabledFacilities, "DFG", "mandatory", Pounds(1014000), Pounds(1014000), Pounds(1020000), Mark.Recalled),
            new SourceOfPlan(FundingSource.SocialCareCapital, "Social care capital grant", "mandatory", Pounds(864000), Pounds(864000), null, null),
            new SourceOfPlan(FundingSource.AdditionalAuthority, "Additional LA contribution", "allowed", Pounds(716000), Pounds(716000), null, null),
        ],
        [
            new PlannedContribution(Ccg, CcgName, PartnerKind.Ccg, FundingSource.NhsMinimum, null, Pounds(21422000), Pounds(21422000), true, null, 4), new PlannedContribution(Ccg, CcgName, PartnerKind.Ccg, FundingSource.AdditionalNhs, "Community beds", Pounds(1832000), null, false, Pounds(2000000), 5),
            new PlannedContribution(Ccg, CcgName, PartnerKind.Ccg, FundingSource.Adjustment, "NEL adjustment", Pounds(-1024000), null, false, null, 6),
            new PlannedContribution(Council, CouncilName, PartnerKind.Council, FundingSource.DisabledFacilities, null, Pounds(1014000), Pounds(1014000), true, null, 7), new PlannedContribution(Council, CouncilName, PartnerKind.Council, FundingSource.SocialCareCapital, null, Pounds(864000), null, true, null, 8),
            new PlannedContribution(Council, CouncilName, PartnerKind.Council, FundingSource.AdditionalAuthority, null, Pounds(716000), null, false, null, 9),
        ],
        [
            new ConditionOfPlan(1, "plan jointly agreed", "Yes", ConditionAnswer.Yes, null, null, Mark.Verified, $"{Note} 2.3"),
            new ConditionOfPlan(3, "7-day services", "No - In Progress", ConditionAnswer.InProgress, new DateOnly(2015, 10, 1), "Hospital social work from October.", Mark.Verified, $"{Note} 2.3"),
            new ConditionOfPlan(4, "data sharing with the NHS number", "mostly", null, null, null, Mark.Verified, $"{Note} 2.3"), new ConditionOfPlan(6, "consequential impact on acute providers agreed", null, null, null, null, Mark.Verified, $"{Note} 2.3"),
        ],
        [new PlanSignOff(Council, Y2015, 2, SignOffRole.HwbChair, Council, "A. Chair", new DateOnly(2015, 5, 28), false), new PlanSignOff(Council, Y2015, 2, SignOffRole.NhsChiefExecutive, Ccg, "B. Officer", new DateOnly(2015, 5, 29), true)],
        new DateOnly(2015, 3, 30),
        [
            new PlanCheck("F1", "NHS minimum spent", CcgName, PlanCheckResult.Passed, Pounds(21422000), Pounds(21422000), default(Pence), "All of the NHS minimum is spent: £21,422,000.00.", Mark.Verified, $"{Note} 3.4", []),
            new PlanCheck("F3", "DFG spent as allocated", null, PlanCheckResult.CannotTell, Pounds(1014000), null, null, "The allocation of £1,020,000.00 is only recalled, so the plan is not judged by it.", Mark.Verified, $"{Note} 3.4 and U6", []),
            new PlanCheck("F4", "Income and expenditure agree", null, PlanCheckResult.Passed, Pounds(24824000), Pounds(24824000), default(Pence), "Income and expenditure agree.", Mark.Verified, $"{Note} 3.4", []),
            new PlanCheck("F5", "Out-of-hospital services", null, PlanCheckResult.Failed, Pounds(5900000), Pounds(6087000), Pounds(-187000), "Short by £187,000.00: plan more NHS-commissioned services outside hospital.", Mark.Recalled, $"{Note} 3.4",
                [new CountedLine("3", "Rapid response, nights", Pounds(4500000), 22), new CountedLine("7", "Community beds", Pounds(1400000), 26)]),
            new PlanCheck("F6", "Social care", null, PlanCheckResult.Passed, Pounds(7400000), Pounds(7000000), Pounds(400000), "£400,000.00 more than the minimum.", Mark.Recalled, $"{Note} 3.4", [new CountedLine("1", "Reablement at home", Pounds(7400000), 20)]),
            new PlanCheck("F10", "Agreement and conditions", null, PlanCheckResult.Failed, null, null, null, "Condition 3 is in progress, 4 is not understood and 6 is not answered: answer each with Yes or No.", Mark.Verified, $"{Note} 3.4", []),
            new PlanCheck("F12", "Signatures", null, PlanCheckResult.NotAsked, null, null, null, "2015-16 asks only for the chair's.", Mark.Verified, $"{Note} 3.4", []),
        ]);

    private static PoolPosition Pool2015()
    {
        ImmutableArray<PoolQuarter> quarters = [PoolQuarter(0), PoolQuarter(1), PoolQuarter(2)];
        var (income, spent) = (IncomeToDate(2), SpentToDate(2));
        return new(
            quarters, [],
            new MemorandumAccount(Y2015.Quarter(3), Pounds(100000),
                [
                    new MemorandumPartner(Council, CouncilName, Pounds(1945500), new Pence(747249900), Pounds(575)) { Gross = Pounds(1945500), TakenOff = default(Pence) },
                    new MemorandumPartner(Ccg, CcgName, Pounds(16672500), new Pence(1124000050), new Pence(492550)) { Gross = Pounds(17440500), TakenOff = Pounds(-768000) },
                ],
                income, spent, Pounds(100000) + income - spent, ["The form of the account is recalled."]),
            new PoolAmounts(Pounds(24824000), Pounds(18618000), Pounds(24824000), income), new PoolAmounts(Pounds(24824000), Pounds(18618000), new Pence(2542400001), spent), [])
        { ForecastTakenOff = Pounds(-1024000) };
    }

    private static Pence IncomeToDate(int index) => Pounds(IncomeLines.Sum(line => line.Quarter) * (index + 1));

    private static Pence SpentToDate(int index) => new(ExpenditureLines.Sum(line => line.Actual.Take(index + 1).Sum()));

    private static PoolQuarter PoolQuarter(int index)
    {
        var quarter = Y2015.Quarter(index + 1);
        var opening = Pounds(100000) + (index == 0 ? default : IncomeToDate(index - 1) - SpentToDate(index - 1));
        var (income, spent) = (Pounds(IncomeLines.Sum(line => line.Quarter)), new Pence(ExpenditureLines.Sum(line => line.Actual[index])));
        return new(
            quarter, $"q{quarter}", Council, CouncilName, "Head of Joint Commissioning", PoolPeriod.Quarter, PrintedUnit.Thousands, opening, opening + income - spent, index == 2 ? Pounds(15500) : opening + income - spent,
            new PoolAmounts(Pounds(24824000), Pounds(6206000), Pounds(6206000), income), new PoolAmounts(Pounds(24824000), Pounds(6206000), Pounds(6206000), spent),
            new PoolAmounts(Pounds(24824000), Pounds(6206000 * (index + 1)), Pounds(6206000 * (index + 1)), IncomeToDate(index)), new PoolAmounts(Pounds(24824000), Pounds(6206000 * (index + 1)), Pounds(6206000 * (index + 1)), SpentToDate(index)),
            [
                .. IncomeLines.Select((line, i) => new PoolLine(PoolSide.Income, line.Partner, line.Name, line.Source, BetterCareFund.Name(line.Source), line.Description, line.Deducts, Same(Pounds(line.Year), Pounds(line.Quarter)), Same(Pounds(line.Year), Pounds(line.Quarter * (index + 1))), Pounds(line.Year), 4 + i)),
                .. ExpenditureLines.Select((line, i) => new PoolLine(PoolSide.Expenditure, line.Partner, line.Name, line.Source, BetterCareFund.Name(line.Source), line.Description, false,
                    new PoolAmounts(Pounds(line.Year), Pounds(line.Quarter), Pounds(line.Quarter), new Pence(line.Actual[index])), new PoolAmounts(Pounds(line.Year), Pounds(line.Quarter * (index + 1)), Pounds(line.Quarter * (index + 1)), new Pence(line.Actual.Take(index + 1).Sum())),
                    i == 0 ? Pounds(line.Year) + new Pence(60000001) : Pounds(line.Year), 10 + i)),
            ],
            [
                new ContributionDue(Ccg, CcgName, FundingSource.NhsMinimum, null, Pounds(5355500 * (index + 1)), Pounds(5355500 * (index + 1) - (index == 2 ? 355500 : 0)), Pounds(index == 2 ? 355500 : 0), index < 3 ? quarter.Add(1).FirstDay : null, 4)
                {
                    Instalments = [Pounds(5355500), Pounds(5355500), Pounds(5355500), Pounds(5355500)],
                },
                new ContributionDue(Council, CouncilName, FundingSource.DisabledFacilities, null, Pounds(253500 * (index + 1)), index == 2 ? null : Pounds(253500 * (index + 1)), index == 2 ? null : default(Pence), null, 7),
            ],
            null, null, "C. Accountant", new DateOnly(2016, 2, 20), index == 2 ? "D. Treasurer" : null, index == 2 ? new DateOnly(2016, 2, 25) : null, null);

        static PoolAmounts Same(Pence year, Pence amount) => new(year, amount, amount, amount);
    }

    private static PoolQuarter WithoutYearToDate(PoolQuarter quarter) => quarter with
    {
        IncomeToDate = new(Pounds(24824000), null, null, null),
        ExpenditureToDate = new(Pounds(24824000), null, null, null),
        Lines = [.. quarter.Lines.Select(line => line with { YearToDate = new(line.YearToDate.YearlyPlan, null, null, null), FullYearForecast = null })],
    };

    /// <summary>£600,000.01 over, by contributions of £22,230,000 and £2,594,000 (largest remainder: 89.5504% and 10.4496%).</summary>
    private static RiskSharing Overspend() => new(
        "forecast of 2015-16, all lines", new Pence(60000001), RiskShareRule.R4,
        [
            new PartnerShare(Council, CouncilName, true, Pounds(2594000), 100m * 2594000 / 24824000, new Pence(6269739), null, null),
            new PartnerShare(Ccg, CcgName, false, Pounds(22230000), 100m * 22230000 / 24824000, new Pence(50000000), Pounds(22730000), default(Pence)),
        ],
        new Pence(3730262), null, new RiskPool(Pounds(50000), null, null), "Decide who bears £37,302.62, which is above the maximum of NHS Exampleshire CCG.", FigureStatus.Provisional, ["The plan's rule is R4."],
        [new Step("Variance: expenditure of £25,424,000.01 less income of £24,824,000.00", 600000.01m, $"{Note} 4.2: V = X - C"), new Step("NHS Exampleshire CCG up to its maximum of £22,730,000.00", 500000m, $"{Note} 4.2 R4")])
    { PercentOfPlan = 100m * 600000.01m / 24824000m };

    private static SchemesOfYear Schemes2015() => new(
        [
            new SchemePosition("1", "Reablement at home", SchemeType.Reablement, AreaOfSpend.SocialCare, Commissioner.Authority, [FundingSource.NhsMinimum], Section75.LeadCommissioning, JointWorking.IntermediateCare, "reablement", Pounds(7400000), Pounds(5550000), new Pence(567249900),
                Pounds(7500000), 4000m, 3000m, 2850m, OutputUnit.Packages, 1850m, 5672499m / 2850, new Pence(12249900), Pounds(-277500), new Pence(12249900 + 27750000), 100m * 5672499 / 7400000, 75m, Y2015.Quarter(3), [],
                [new Step("£5,672,499.00 / 2,850 packages", 5672499m / 2850, $"{Note} 2.5")]),
            new SchemePosition("3", "Rapid response, nights", SchemeType.UrgentCommunityResponse, AreaOfSpend.CommunityHealth, Commissioner.Nhs, [FundingSource.NhsMinimum, FundingSource.AdditionalNhs], Section75.PooledFund, JointWorking.MultiAgencyTeam, "non-elective-admissions",
                Pounds(4500000), Pounds(3375000), Pounds(1100000), Pounds(3200000), null, null, null, null, null, null, Pounds(-2275000), null, null, 100m * 1100000 / 4500000, 75m, Y2015.Quarter(3),
                ["24.4% of the year's plan is spent where 75.0% of the year is over."], []),
            new SchemePosition("9", "Falls pathway", null, null, null, [], null, null, null, Pounds(300000), null, null, null, 200m, null, null, OutputUnit.Beneficiaries, 1500m, null, null, null, null, null, null, null, [], []),
        ],
        [
            new SchemeGroup("Lead commissioning", 1, Pounds(7400000), new Pence(567249900), 100m * 5672499 / 6772499, [new GroupUnitCost(OutputUnit.Packages, 1, 3000m, 2850m, new Pence(567249900), 1850m, 5672499m / 2850)], ["Still at home 91 days after reablement, %: on track."]) { ActualOf = 1, PlannedToDate = Pounds(5550000) },
            new SchemeGroup("Pooled fund", 1, Pounds(4500000), Pounds(1100000), 100m * 1100000 / 6772499, [], ["Non-elective admissions per 100,000: not on track."]) { ActualOf = 1, PlannedToDate = Pounds(3375000) }, new SchemeGroup("Not stated", 1, Pounds(300000), null, null, [], []),
        ],
        [
            new SchemeGroup("Intermediate care", 1, Pounds(7400000), new Pence(567249900), 100m * 5672499 / 6772499, [new GroupUnitCost(OutputUnit.Packages, 1, 3000m, 2850m, new Pence(567249900), 1850m, 5672499m / 2850)], []) { ActualOf = 1, PlannedToDate = Pounds(5550000) },
            new SchemeGroup("Multi-agency team", 1, Pounds(4500000), Pounds(1100000), 100m * 1100000 / 6772499, [], []) { ActualOf = 1, PlannedToDate = Pounds(3375000) }, new SchemeGroup("Not stated", 1, Pounds(300000), null, null, [], []),
        ],
        ["Scheme 3 and scheme 7 have the same name, source and amount: £1,400,000.00 may be the same money."]);

    private static ImmutableArray<MetricPosition> Metrics2015() =>
    [
        Metric("non-elective-admissions", "Non-elective admissions per 100,000", "2015-16-Q2", 2300m, new Figure("m", "m", 100000m * 4900 / 211342, "per 100,000", FigureStatus.Provisional, 4900, 211342, "people of all ages", [new Step("4,900 / 211,342 x 100,000", 100000m * 4900 / 211342, "ONS")]), 2319m,
            "ONS mid-2015", MetricDirection.Lower, MetricTrack.NotOnTrack, "2,318.5 is above the goal of 2,300.0.", 1) with { BoardSays = MetricOutlook.OnTrack },
        Metric("reablement", "Still at home 91 days after reablement, %", "2015-16", 87m, new Figure("m", "m", 100m * 1140 / 1304, "%", FigureStatus.Provisional, 1140, 1304, "people discharged into reablement"), null, null, MetricDirection.Higher, MetricTrack.OnTrack, "87.4 is not below the goal of 87.0.", 1),
        Metric("local-metric", "Local metric", "2015-16", null, new Figure("m", "m", null, "as given", FigureStatus.NotCalculable), null, null, MetricDirection.NotKnown, MetricTrack.CannotTell, "The plan sets no goal, and it is not known which way is better.", 1) with { Definition = "injuries from falls" },
    ];

    private static MetricPosition Metric(string key, string name, string period, decimal? goal, Figure actual, decimal? given, string? population, MetricDirection direction, MetricTrack track, string why, int places) =>
        new(key, name, period, goal, actual, given, population, direction, track, null, why, Mark.Verified, $"{Note} 2.6") { Places = places };

    private static ShuntingView Bearing() => new(
        [
            new ShuntingYear(new FinancialYear(2014), 12, 3100, 1900, 210, 5210, 62m, 38m, null, null, null, null, null),
            new ShuntingYear(Y2015, 9, 2400, 1850, 160, 4410, 100m * 2400 / 4250, 100m * 1850 / 4250, new Pence(1124000050), new Pence(747249900), new Pence(1871249950), 100m * 1124000050 / 1871249950, 100m * 747249900 / 1871249950) { SpendBy = SpendBy.Partners },
        ],
        ["In April to December social care's part of delayed days rose from 38.0% to 43.5%, while delayed days did not fall: 16.0 a day in both years."], FigureStatus.Provisional);

    private static PoolPosition YearEnd2017()
    {
        var quarter = Y2017.Quarter(4);
        PoolAmounts income = new(Pounds(25000000), Pounds(25000000), null, Pounds(25000000)), spent = new(Pounds(25000000), Pounds(25000000), null, Pounds(24750000));
        PoolLine Line(PoolSide side, string partner, string name, FundingSource source, long year, long actual, int line) =>
            new(side, partner, name, source, BetterCareFund.Name(source), null, false, new(Pounds(year), Pounds(year), null, Pounds(actual)), new(Pounds(year), Pounds(year), null, Pounds(actual)), Pounds(actual), line);
        return new(
            [
                new PoolQuarter(quarter, "y7", Council, CouncilName, null, PoolPeriod.Year, PrintedUnit.Pounds, null, null, null, income, spent, income, spent,
                    [
                        Line(PoolSide.Income, Ccg, CcgName, FundingSource.NhsMinimum, 14000000, 14000000, 4), Line(PoolSide.Income, Council, CouncilName, FundingSource.ImprovedBetterCareFund, 11000000, 11000000, 5),
                        Line(PoolSide.Expenditure, Ccg, CcgName, FundingSource.NhsMinimum, 14000000, 13900000, 6), Line(PoolSide.Expenditure, Council, CouncilName, FundingSource.ImprovedBetterCareFund, 11000000, 10850000, 7),
                    ],
                    [], null, null, null, null, null, null, null),
            ],
            [], new MemorandumAccount(quarter, null, [new MemorandumPartner(Council, CouncilName, Pounds(11000000), Pounds(10850000), null), new MemorandumPartner(Ccg, CcgName, Pounds(14000000), Pounds(13900000), null)], Pounds(25000000), Pounds(24750000), null,
                ["What was in the pool on 1 April 2017 is not known: the return has no opening balance."]),
            income with { Forecast = Pounds(25000000) }, spent with { Forecast = Pounds(24750000) }, ["The return covers the year."]);
    }
}
