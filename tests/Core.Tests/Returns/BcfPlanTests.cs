using System.Collections.Immutable;
using CsCheck;
using Monitoring.Core.Kernel;
using Monitoring.Core.Ledger;
using Monitoring.Core.Policy;
using Monitoring.Core.Returns;
using Monitoring.Core.Tests.Ledger;
using Monitoring.Core.Validation;

namespace Monitoring.Core.Tests.Returns;

/// <summary>One line for each way in which a plan can break a rule: a plan that keeps it by a hair, and the same plan breaking it, it only.</summary>
public class BcfPlanTests
{
    private const string Note = "Domain note on the Better Care Fund, ";

    /// <param name="At">Sheet, line and heading: "Schemes 2 Expenditure".</param>
    /// <param name="Wrong">The whole sentence.</param>
    internal sealed record Case(string Source, Func<SmallPlan> Keeps, Func<SmallPlan> Breaks, string At, string Wrong)
    {
        public string ArrivedOn { get; init; } = "2015-01-09";
    }

    private static SmallPlan Of2015() => SmallPlan.Of2015();

    private static SmallPlan Of2025() => SmallPlan.Of2025();

    /// <summary>By rule, and how it is broken.</summary>
    internal static readonly Dictionary<string, Case> Cases = new()
    {
        ["BP-01 before-the-fund"] = new(Note + "3.1: from 2015-16",
            Of2015, () => Bare(Of2015()).SetAll("year", "2014-15"), "Plan 2 Year", "There was no Better Care Fund in 2014-15."),
        ["BP-02 year-without-plans"] = new("Policy statement 2020 to 2021: no plans submitted",
            Of2015, () => In2020("2020-21"), "Plan 2 Year", "No plans were sent in for 2020-21: each area kept its own.")
        { ArrivedOn = "2020-06-01" },
        ["BP-03 version-0"] = new(Note + "1.4, rule 13", Of2015, () => Of2015().SetAll("version", "0"), "Plan 2 Plan version", "The version is 0."),
        ["BP-04 above-the-range"] = new("Templates of 2015-17: 0 - 100,000,000",
            () => Of2015().Set("plan", 2, ("national-share", "100000000")), () => Of2015().Set("plan", 2, ("national-share", "100000000.01")),
            "Plan 2 Share of national pot", "£100,000,000.01 is above £100,000,000.00, the most that the template of 2015-16 takes."),
        ["BP-04 below-zero"] = new("Templates of 2015-17: 0 - 100,000,000",
            () => Of2015().Set("plan", 2, ("national-share", "0")), () => Of2015().Set("plan", 2, ("national-share", "(1.00)")), "Plan 2 Share of national pot", "-£1.00 is below zero."),
        ["BP-04 range-from-2017-18"] = new("Template of 2017-19: 0 - 1,000,000,000",
            () => Of2025().Set("schemes", 5, ("outputs", "1000000000")), () => Of2025().Set("schemes", 5, ("outputs", "1000000002")),
            "Schemes 5 Planned outputs", "1000000002 is above 1,000,000,000, the most that the template of 2025-26 takes.")
        { ArrivedOn = "2025-03-28" },
        ["BP-05 effective-after-the-year"] = new(Note + "1.4, rule 13",
            () => Of2015().Set("plan", 2, ("effective-from", "2016-03-31")), () => Of2015().Set("plan", 2, ("effective-from", "2016-04-01")), "Plan 2 Effective from", "1 April 2016 is after 2015-16 has ended."),
        ["BP-06 revision-without-reason"] = new(Note + "1.2, plan revision",
            () => SmallPlan.Of2015(version: "2"), () => SmallPlan.Of2015(version: "2").Set("plan", 2, ("revision-reason", "")), "Plan 2 Reason for revision", "Version 2 does not say why it replaces the one before."),
        ["BP-07 shares-of-110"] = new(Note + "3.4, F7",
            () => Of2015().Set("schemes", 5, ("nhs-share", "66.7"), ("la-share", "33.3")), () => Of2015().Set("schemes", 5, ("nhs-share", "60"), ("la-share", "50")), "Schemes 5 NHS %", "60% and 50% are 110%, not 100%."),
        ["BP-07 share-missing"] = new(Note + "3.4, F7", Of2015, () => Of2015().Set("schemes", 5, ("la-share", "")), "Schemes 5 LA %", "The scheme is joint, and the LA share is empty."),
        ["BP-07 shares-without-joint"] = new(Note + "3.4, F7",
            () => Of2015().Set("schemes", 2, ("nhs-share", "100"), ("la-share", "0")), () => Of2015().Set("schemes", 2, ("nhs-share", "60"), ("la-share", "40")),
            "Schemes 2 NHS %", "The commissioner is NHS alone, and shares are given for both."),
        ["BP-08 outputs-missing"] = new(Note + "3.4, F8", Of2025, () => Of2025().Set("schemes", 5, ("outputs", ""), ("unit", "")),
            "Schemes 5 Planned outputs", "'Home care or domiciliary care' is counted, and planned outputs are empty.")
        { ArrivedOn = "2025-03-28" },
        ["BP-08 unit-missing"] = new(Note + "3.4, F8", Of2015, () => Of2015().Set("schemes", 2, ("outputs", "12")), "Schemes 2 Output unit", "Planned outputs have no unit."),
        ["BP-09 home-care-in-beds"] = new(Note + "2.5: which unit is allowed depends on the type",
            () => Of2025().Set("schemes", 5, ("unit", "Packages")), () => Of2025().Set("schemes", 5, ("unit", "Number of beds")),
            "Schemes 5 Output unit", "'Home care or domiciliary care' is counted in hours of care and packages, not in number of beds.")
        { ArrivedOn = "2025-03-28" },
        ["BP-10 grant-from-a-ccg"] = new("Local Government Act 2003, s31: grants to councils",
            () => Of2015().Set("contributions", 2, ("partner", "E07000085"), ("partner-kind", "District")), () => Of2015().Set("contributions", 2, ("partner", "08R"), ("partner-kind", "CCG")),
            "Contributions 2 Source of funding", "'DFG' is money of councils, and 08R is entered as CCG."),
        ["BP-10 nhs-minimum-from-a-council"] = new("NHS Act 2006, s223GA",
            Of2015, () => Of2015().Set("contributions", 3, ("partner", "730"), ("partner-kind", "Council")),
            "Contributions 3 Source of funding", "'Minimum NHS contribution' is NHS money, and 730 is entered as Council."),
        ["BP-11 additional-below-zero"] = new(Note + "3.4, F11",
            () => Of2015().Add("contributions", ("partner", "730"), ("partner-kind", "Council"), ("source", "Additional LA contribution"), ("amount", "0"), ("recurrent", "No")),
            () => Of2015().Set("contributions", 4, ("amount", "600000")).Add("contributions", ("partner", "08R"), ("partner-kind", "CCG"), ("source", "Additional NHS contribution"), ("description", "Taken back"), ("amount", "-100000"), ("recurrent", "No")),
            "Contributions 5 Amount", "The additional contribution of 08R is -£100,000.00."),
        ["BP-12 ibcf-in-2015-16"] = new(Note + "3.1: iBCF from 2017-18",
            Of2015, () => Of2015().Set("contributions", 2, ("source", "iBCF")).Set("schemes", 4, ("source", "iBCF")), "Contributions 2 Source of funding", "'iBCF' was no source of funding in 2015-16."),
        ["BP-13 ccg-in-2025-26"] = new("Health and Care Act 2022, s14: CCGs to June 2022",
            Of2025, () => Of2025().Set("contributions", 4, ("partner", "36L"), ("partner-kind", "CCG")), "Contributions 4 Kind of partner", "There were no CCGs in 2025-26.")
        { ArrivedOn = "2025-03-28" },
        ["BP-14 above-its-maximum"] = new(Note + "4.2, R4",
            () => Of2015().Set("contributions", 3, ("cap", "8000000.00")), () => Of2015().Set("contributions", 3, ("cap", "7999999.99")),
            "Contributions 3 Amount", "£8,000,000.00 is £0.01 above the maximum contribution of £7,999,999.99."),
        ["BP-15 below-the-minimum"] = new(Note + "3.4, F1",
            () => Of2015().Set("contributions", 3, ("minimum", "8000000.00")), () => Of2015().Set("contributions", 3, ("minimum", "8000000.01")),
            "Contributions 3 Amount", "£8,000,000.00 is £0.01 short of the minimum of £8,000,000.01."),
        ["BP-15 more-than-the-minimum"] = new(Note + "3.4, F11: recorded separately from minimums",
            () => Of2015().Set("contributions", 3, ("minimum", "8000000.00")), () => Of2015().Set("contributions", 3, ("minimum", "7500000")),
            "Contributions 3 Amount", "£8,000,000.00 is £500,000.00 above the minimum of £7,500,000.00."),
        ["BP-16 not-met-without-a-date"] = new(Note + "2.3: with expected date and comment",
            () => Draft().Set("conditions", 4, ("answer", "No - In Progress"), ("expected", "2015-09-30"), ("comment", "Rota being agreed")),
            () => Draft().Set("conditions", 4, ("answer", "No - In Progress")), "National conditions 4 Expected by", "Condition 3 is not met, and there is no date by which it will be."),
        ["BP-16 not-met-without-a-comment"] = new(Note + "2.3: with expected date and comment",
            () => Draft().Set("conditions", 4, ("answer", "No"), ("expected", "2015-09-30"), ("comment", "Rota being agreed")),
            () => Draft().Set("conditions", 4, ("answer", "No"), ("expected", "2015-09-30")), "National conditions 4 Comment", "Condition 3 is not met, and there is no comment."),
        ["BP-17 answer-nearly"] = new(Note + "2.3",
            () => Of2015().Set("conditions", 4, ("answer", "YES")), () => Of2015().Set("conditions", 4, ("answer", "Nearly")), "National conditions 4 Answer", "'Nearly' is not Yes, No or No - In Progress."),
        ["BP-18 seventh-condition"] = new(Note + "2.3: six in 2015-16",
            Of2015, () => Of2015().Add("conditions", ("condition", "7"), ("condition-name", "Out-of-hospital services"), ("answer", "Yes")), "National conditions 8 Condition number", "2015-16 had no national condition 7."),
        ["BP-19 metric-of-another-year"] = new(Note + "2.6: falls from 2023-24",
            Of2015, () => Of2015().Add("metrics", ("metric", "Emergency admissions due to falls 65+ per 100,000"), ("period", "2015-16"), ("value", "2000")),
            "Metrics 10 Metric", "'Emergency admissions due to falls 65+ per 100,000' was no metric of 2015-16."),
        ["BP-20 period-of-half-a-year"] = new(Note + "2.6",
            () => Of2015().Set("metrics", 5, ("period", "2015/16")), () => Of2015().Set("metrics", 5, ("period", "H1 2015")), "Metrics 5 Period", "'H1 2015' is not a year, a quarter or a month that can be read."),
        ["BP-21 goal-of-the-next-year"] = new("House rule",
            () => Of2015().Set("metrics", 5, ("period", "2016-03")), () => Of2015().Set("metrics", 5, ("period", "2016-04")), "Metrics 5 Period", "2016-04 is not in 2015-16."),
        ["BP-22 not-its-fraction"] = new(Note + "M11: 1,140 / 1,304 = 87.42%",
            () => Of2015().Set("metrics", 3, ("value", "87.4")), () => Of2015().Set("metrics", 3, ("value", "87.5")), "Metrics 3 Planned value", "1140 / 1304 x 100 is 87.4, not 87.5."),
        ["BP-23 divided-by-nothing"] = new("Arithmetic",
            () => Of2015().Set("metrics", 3, ("value", "114000"), ("denominator", "1")), () => Of2015().Set("metrics", 3, ("denominator", "0")), "Metrics 3 Denominator", "Nothing can be divided by 0 people."),
        ["BP-24 value-without-reason"] = new(Note + "1.2: £1,490 from 18 August 2014, a local value with a reason",
            () => Of2015().Set("plan", 2, ("value-per-admission", "1490")), () => Of2015().Set("plan", 2, ("value-per-admission", "1552.15")),
            "Plan 2 Reason for value", "£1,552.15 for each admission is not the national £1,490.00, and there is no reason."),
        ["BP-25 quarter-of-no-payment"] = new(Note + "1.2: Q4 2014-15 to Q3 2015-16",
            Of2015, () => Of2015().Add("admissions", ("quarter", "2015-16-Q4"), ("baseline", "5000"), ("planned", "4900"), ("data-source", "MAR")),
            "Admissions 6 Quarter", "Q4 2015-16 is not one of the performance quarters, Q4 2014-15 to Q3 2015-16."),
        ["BP-25 after-its-end"] = new(Note + "1.2: removed for 2016-17",
            Of2025, () => Of2025().Set("plan", 2, ("value-per-admission", "1490.00")), "Plan 2 Value per admission", "There was no payment for performance in 2025-26, and so no value per admission.")
        { ArrivedOn = "2025-03-28" },
        ["BP-26 signed-tomorrow"] = new("House rule",
            () => Of2015().Set("sign-off", 2, ("signed-on", "2015-01-09")), () => Of2015().Set("sign-off", 2, ("signed-on", "2015-01-10")),
            "Sign-off 2 Signed on", "10 January 2015 is after 9 January 2015, when this file arrived."),
        ["BP-27 share-of-101"] = new("Arithmetic",
            () => Of2015().Set("schemes", 5, ("nhs-share", "100"), ("la-share", "0")), () => Of2015().Set("schemes", 5, ("nhs-share", "101"), ("la-share", "-1")), "Schemes 5 NHS %", "101% is not between 0 and 100."),
        ["BP-28 starts-next-year"] = new("House rule",
            () => Of2015().Set("schemes", 2, ("starts", "2016-03")), () => Of2015().Set("schemes", 2, ("starts", "2016-04")), "Schemes 2 First month", "April 2016 is after 2015-16 has ended."),
        ["BP-29 unknown-council"] = new("Organisations with their dates",
            Of2015, () => Of2015().Set("contributions", 2, ("partner", "799")), "Contributions 2 Partner code", "'799' is not known as Council in 2015-16."),
        ["BP-30 two-versions-mixed"] = new("House rule: a version stands by itself",
            Of2015, () => Of2015().Set("plan", 2, ("version", "2"), ("revision-reason", "Invented revision")), "Contributions 2 Plan version", "There is no line for 730, 2015-16, version 1 on the sheet 'Plan'."),
        ["BP-32 off-by-a-pound"] = new(Note + "2.4, check 5",
            () => Of2015().Total("Income", "CCG contributions", "8500000", "1", kind: "CCG"), () => Of2015().Total("Income", "CCG contributions", "8500001", "1", kind: "CCG"),
            "Printed totals 2 Total as printed", "'CCG contributions' is printed as £8,500,001.00; its 2 lines come to £8,500,000.00, £1.00 less."),
        ["BP-34 a-penny-unspent"] = new(Note + "3.4, F4: tolerance £0",
            Of2015, () => Of2015().Set("schemes", 3, ("expenditure", "2999999.99")), "Schemes 2 Expenditure",
            "Contributions are £10,500,000.00 and planned expenditure is £10,499,999.99: £0.01 too little is planned. 'Minimum NHS contribution' brings £8,000,000.00, and schemes spend £7,999,999.99 of it: £0.01 too little."),
        ["BP-34 thousands"] = new(Note + "3.4, F4: tolerance £1k for each of 3 + 4 components",
            () => Of2015().Set("plan", 2, ("amounts-in", "Thousands")).Set("schemes", 3, ("expenditure", "2998000")).Set("schemes", 4, ("expenditure", "1998000")).Set("schemes", 5, ("expenditure", "498000")),
            () => Of2015().Set("plan", 2, ("amounts-in", "Thousands")).Set("schemes", 3, ("expenditure", "2997000")).Set("schemes", 4, ("expenditure", "1998000")).Set("schemes", 5, ("expenditure", "497000")),
            "Schemes 2 Expenditure",
            "Contributions are £10,500,000.00 and planned expenditure is £10,492,000.00: £8,000.00 too little is planned. 'Additional NHS contribution' brings £500,000.00, and schemes spend £497,000.00 of it: £3,000.00 too little."),
        ["BP-35 ring-fence-missed"] = new(Note + "3.4, F5",
            () => Of2015().Set("plan", 2, ("out-of-hospital-minimum", "5000000")), () => Of2015().Set("plan", 2, ("out-of-hospital-minimum", "5000000.01")), "Plan 2 Out-of-hospital minimum",
            "£5,000,000.00 of the NHS minimum for NHS-commissioned out-of-hospital services is £0.01 short of the ring-fence of £5,000,000.01. Counted: scheme 1."),
        ["BP-36 ring-fence-missed"] = new(Note + "3.4, F6",
            () => Of2015().Set("plan", 2, ("social-care-minimum", "3000000")), () => Of2015().Set("plan", 2, ("social-care-minimum", "3100000")), "Plan 2 Social care minimum",
            "£3,000,000.00 of the NHS minimum for social care is £100,000.00 short of the ring-fence of £3,100,000.00. Counted: scheme 2."),
        ["BP-37 grant-spent-elsewhere"] = new(Note + "3.4, F1 to F3",
            Of2015, () => Of2015().Set("schemes", 4, ("expenditure", "1900000")).Set("schemes", 3, ("expenditure", "3100000")), "Schemes 2 Source of funding",
            "'Minimum NHS contribution' brings £8,000,000.00, and schemes spend £8,100,000.00 of it: £100,000.00 too much."),
        ["BP-39 quarter-without-a-goal"] = new(Note + "3.4, F9",
            Of2015, () => Of2015().Remove("metrics", 8), "Metrics 6 Period", "'Delayed transfers, days per 100,000' has no goal for 2015-16-Q3."),
        ["BP-40 agreement-not-signed"] = new(Note + "3.4, F10",
            Of2015, () => Of2015().Set("plan", 2, ("agreement-signed", "")), "Plan 2 Section 75 agreement signed", "The section 75 agreement is not signed, or its date is missing."),
        ["BP-40 condition-in-progress"] = new(Note + "3.4, F10", Of2015,
            () => Of2015().Set("conditions", 4, ("answer", "No - In Progress"), ("expected", "2015-09-30"), ("comment", "Rota being agreed")), "National conditions 4 Answer",
            "National condition 3 (7-day services) is answered 'No - In Progress', expected by 30 September 2015."),
        ["BP-40 condition-not-answered"] = new(Note + "3.4, F10, and 2.3", Of2015, () => Of2015().Remove("conditions", 7), "National conditions 2 Condition number",
            "National condition 6 (consequential impact on acute providers agreed) is not answered."),
        ["BP-42 section-151-missing"] = new("BCF 2025-26: the section 151 officer must also sign",
            Of2025, () => Of2025().Remove("sign-off", 5), "Sign-off 2 Signed as", "The signature of the section 151 officer is missing.")
        { ArrivedOn = "2025-03-28" },
        ["BP-42 delegated"] = new("BCF 2025-26: chief executives cannot delegate",
            () => Of2025().Set("sign-off", 2, ("delegated", "Yes")), () => Of2025().Set("sign-off", 4, ("delegated", "Yes")), "Sign-off 4 Delegated",
            "The chief executive of the council cannot delegate the approval of a plan for 2025-26.")
        { ArrivedOn = "2025-03-28" },
        ["BP-42 one-person-twice"] = new(Note + "3.4, F12: distinct",
            Of2025, () => Of2025().Set("sign-off", 5, ("signatory", "c. invented")), "Sign-off 5 Signed by",
            "c. invented has signed as chief executive of the council and section 151 officer.")
        { ArrivedOn = "2025-03-28" },
        ["BP-43 board-has-not-signed"] = new(Note + "2.1: sign-off is by the board",
            () => Of2015().Set("sign-off", 2, ("delegated", "Yes")), () => Of2015().Remove("sign-off", 2), "Plan 2 Status", "Nobody has signed for the health and wellbeing board."),
        ["BP-44 a-quarter-missing"] = new(Note + "1.3: four performance quarters",
            Of2015, () => Of2015().Remove("admissions", 5), "Plan 2 Plan version", "There are no non-elective admissions for Q3 2015-16."),
        ["BP-44 no-share"] = new(Note + "1.3: S", Of2015, () => Of2015().Set("plan", 2, ("national-share", "")), "Plan 2 Share of national pot", "The area's share of the national pot is not given."),
        ["BP-45 two-sources"] = new(Note + "1.4, rule 16",
            Of2015, () => Of2015().Set("admissions", 4, ("data-source", "SUS")), "Admissions 4 Data source", "The baseline of Q2 2015-16 is from SUS; actual admissions will be from MAR."),
        ["BP-46 a-rise"] = new(Note + "1.7, S7: plan above baseline, F = 0",
            () => Admissions("5050", "5200", "5100", "5249"), () => Admissions("5050", "5250", "5150", "5350"), "Admissions 5 Planned admissions",
            "20,800 admissions are planned against a baseline of 20,600: a rise of 200, and so no performance fund."),
        ["BP-47 weights-of-90"] = new(Note + "1.4, rule 3, and S8: 25% a quarter",
            () => Weights("25", "25", "25", "25"), () => Weights("25", "25", "25", "15"), "Admissions 5 Weight %", "The weights come to 90%, not 100%."),
        ["BP-47 a-weight-missing"] = new(Note + "1.4, rule 3",
            () => Weights("25", "25", "25", "25"), () => Weights("50", "50", "", ""), "Admissions 4 Weight %", "2 quarters of 4 have a weight."),
        ["BP-04 held-below-zero"] = new("Templates of 2015-17: 0 - 100,000,000",
            () => In2016().Set("plan", 2, ("risk-held", "0"), ("marginal-price", "1490")), () => In2016().Set("plan", 2, ("risk-held", "(1.00)"), ("marginal-price", "1490")), "Plan 2 Risk share held", "-£1.00 is below zero."),
        ["BP-19 scheme-to-move-a-metric-of-another-year"] = new(Note + "2.6: usual place of residence from 2021-22",
            () => Of2015().Set("schemes", 3, ("scheme-metric", "Still at home 91 days after reablement, %")), () => Of2015().Set("schemes", 3, ("scheme-metric", "Discharge to usual place of residence, %")),
            "Schemes 3 Metric to move", "'Discharge to usual place of residence, %' was no metric of 2015-16."),
        ["BP-27 agreed-share-of-101"] = new("Arithmetic",
            () => Split("100", "0"), () => Split("101", "0"), "Contributions 2 Agreed share %", "101% is not between 0 and 100."),
        ["BP-48 underspends-by-contribution"] = new(Note + "4.2: R7 to R10 are about underspends",
            () => Of2015().Set("plan", 2, ("underspend-rule", "R7")), () => Of2015().Set("plan", 2, ("underspend-rule", "R1")), "Plan 2 Underspend rule", "R1 is a rule for overspends, or for both."),
        ["BP-49 held-in-2015-16"] = new(Note + "3.2: the condition of 2016-17",
            () => In2016().Set("plan", 2, ("risk-held", "500000"), ("marginal-price", "1490")), () => Of2015().Set("plan", 2, ("risk-held", "500000")), "Plan 2 Risk share held", "£500,000.00 is given, and nothing is held against admissions in 2015-16."),
        ["BP-50 held-without-a-price"] = new(Note + "3.2: excess x marginal price",
            () => In2016().Set("plan", 2, ("risk-held", "500000"), ("marginal-price", "1490")), () => In2016().Set("plan", 2, ("risk-held", "500000")),
            "Plan 2 Price of excess admission", "£500,000.00 is held, and the price of an admission above plan is empty."),
        ["BP-50 price-without-a-sum"] = new(Note + "3.2: excess x marginal price",
            () => In2016().Set("plan", 2, ("risk-held", "500000"), ("marginal-price", "1490")), () => In2016().Set("plan", 2, ("marginal-price", "1490")),
            "Plan 2 Risk share held", "An admission above plan costs £1,490.00, and nothing is held against it."),
        ["BP-61 ended-before-the-year"] = new(Note + "4.2, R10",
            () => Of2015().Set("plan", 2, ("agreement-ends", "2015-04-01")), () => Of2015().Set("plan", 2, ("agreement-ends", "2015-03-31")), "Plan 2 Agreement ends", "The agreement ended on 31 March 2015, before 2015-16 begins."),
        ["BP-62 split-of-99"] = new(Note + "4.2, R2: e.g. 50:50",
            () => Split("50", "50"), () => Split("50", "49"), "Contributions 3 Agreed share %", "The agreed shares come to 99%, not 100%."),
        ["BP-62 split-twice"] = new(Note + "4.2, R2: one share for each partner",
            () => Split("40", "60"), () => Split("40", "30").Set("contributions", 4, ("agreed-share", "30")), "Contributions 4 Agreed share %", "08R has an agreed share on 2 lines."),
        ["BP-63 r2-without-a-split"] = new(Note + "4.2, R2",
            () => Split("50", "50").Set("plan", 2, ("risk-share", "R2")), () => Of2015().Set("plan", 2, ("risk-share", "R2")), "Plan 2 Risk share rule", "The rule is R2, a fixed split, and no partner has an agreed share."),
        ["BP-63 r4-without-a-maximum"] = new(Note + "4.2, R4",
            () => Of2015().Set("plan", 2, ("risk-share", "R4")).Set("contributions", 2, ("cap", "2100000")), () => Of2015().Set("plan", 2, ("risk-share", "R4")), "Plan 2 Risk share rule", "The rule is R4, up to a maximum, and no partner has a maximum contribution."),
        ["BP-63 r5-without-a-fixed-scheme"] = new(Note + "4.2, R5",
            () => Of2015().Set("plan", 2, ("risk-share", "R5")).Set("schemes", 4, ("risk", "Fixed")), () => Of2015().Set("plan", 2, ("risk-share", "R5")), "Plan 2 Risk share rule", "The rule is R5, fixed lines by the host, and no scheme is fixed."),
        ["BP-63 r11-of-the-whole-pool"] = new(Note + "4.2, R11",
            () => Of2015().Set("plan", 2, ("risk-share", "R11")).Set("schemes", 4, ("risk", "Outside")), () => Of2015().Set("plan", 2, ("risk-share", "R11")), "Plan 2 Risk share rule", "The rule is R11, only part of the pool, and no scheme is outside the share."),
        ["BP-63 overspends-without-a-rule"] = new(Note + "4.2: R7 to R10 are about underspends",
            () => Of2015().Set("plan", 2, ("risk-share", "R6")), () => Of2015().Set("plan", 2, ("risk-share", "R9")), "Plan 2 Risk share rule", "R9 says what becomes of an underspend: an overspend has no rule."),
        ["BP-64 fixed-under-r1"] = new(Note + "4.2, R5",
            () => Of2015().Set("plan", 2, ("risk-share", "R5")).Set("schemes", 4, ("risk", "Fixed")), () => Of2015().Set("schemes", 4, ("risk", "Fixed")), "Schemes 4 Risk", "Scheme 3 is marked as fixed, and the rule is R1."),
        ["BP-64 outside-without-a-rule"] = new(Note + "4.2, R11",
            () => Of2015().Set("schemes", 4, ("risk", "Shared")), () => Of2015().Set("plan", 2, ("risk-share", "")).Set("schemes", 4, ("risk", "Outside")), "Schemes 4 Risk", "Scheme 3 is marked as outside, and no rule is given."),
        ["BP-65 partly-fixed"] = new(Note + "4.2: by scheme",
            () => Of2015().Set("plan", 2, ("risk-share", "R5")).Set("schemes", 4, ("risk", "Fixed")), () => Of2015().Set("plan", 2, ("risk-share", "R5")).Set("schemes", 3, ("risk", "Fixed")).Set("schemes", 4, ("scheme", "2"), ("risk", "Shared")),
            "Schemes 4 Risk", "The lines of scheme 2 are marked as fixed and shared."),
        ["BP-66 two-maximums"] = new(Note + "4.2, R4",
            () => Of2015().Set("contributions", 3, ("cap", "8500000")).Set("contributions", 4, ("cap", "8500000")), () => Of2015().Set("contributions", 3, ("cap", "8500000")).Set("contributions", 4, ("cap", "600000")),
            "Contributions 4 Maximum contribution", "08R has maximum contributions of £8,500,000.00 and £600,000.00."),
    };

    private static SmallPlan Draft() => Of2015().Set("plan", 2, ("status", "Draft"));

    /// <summary>Without what is about its own year.</summary>
    private static SmallPlan Bare(SmallPlan plan)
    {
        plan.Clear("admissions").Set("plan", 2, ("status", "Draft"), ("data-source", ""), ("national-share", ""));
        return plan.Clear("metrics");
    }

    /// <summary>A draft with one line of each sheet, for years that had little else in common.</summary>
    private static SmallPlan In2020(string year)
    {
        var plan = Bare(Of2015()).SetAll("year", year).Set("plan", 2, ("effective-from", "2020-03-01"));
        return plan.Remove("conditions", 7).Remove("conditions", 6);
    }

    /// <summary>A draft of 2016-17, the year in which a sum could be held; its goals are those that its year had.</summary>
    private static SmallPlan In2016() => Bare(Of2015()).Goal("Delayed transfers, days per 100,000", "2016-17-Q1", "850.5").SetAll("year", "2016-17");

    private static SmallPlan Split(string council, string ccg) => Of2015().Set("contributions", 2, ("agreed-share", council)).Set("contributions", 3, ("agreed-share", ccg));

    private static SmallPlan Admissions(params string[] planned)
    {
        var plan = Of2015();
        for (var i = 0; i < 4; i++)
            plan.Set("admissions", i + 2, ("planned", planned[i]));
        return plan;
    }

    private static SmallPlan Weights(params string[] weights)
    {
        var plan = Of2015();
        for (var i = 0; i < 4; i++)
            plan.Set("admissions", i + 2, ("weight", weights[i]));
        return plan;
    }

    public static TheoryData<string> Names => [.. Cases.Keys];

    private static string RuleOf(string name) => name.Split(' ')[0];

    [Theory, MemberData(nameof(Names))]
    public void A_plan_that_keeps_the_rule_by_a_hair_has_no_findings(string name) =>
        Assert.Empty(Cases[name].Keeps().File.Check("730", Cases[name].ArrivedOn).Findings.Where(finding => finding.Rule == RuleOf(name) || finding.Severity == Severity.Error));

    [Theory, MemberData(nameof(Names))]
    public void A_plan_that_breaks_it_breaks_it_only_and_is_told_where_and_how(string name)
    {
        var found = Cases[name].Breaks().File.Check("730", Cases[name].ArrivedOn);
        Assert.Equal([RuleOf(name)], found.Findings.Select(finding => finding.Rule).Distinct());
        Assert.Contains((Cases[name].At, Cases[name].Wrong), found.Findings.Select(finding => ($"{finding.Sheet} {finding.Line} {finding.Heading}", finding.Wrong)));
        Assert.Equal(found.Findings[0].Severity == Severity.Warning, !found.Accepted.IsEmpty);
    }

    [Fact]
    public void Every_rule_of_a_plan_by_itself_has_a_case() =>
        Assert.Equal(BcfPlan.Collection.RowRules.Cast<Rule>().Concat(BcfPlan.Collection.SliceRules).Select(rule => rule.Id).Order(), Cases.Keys.Select(RuleOf).Distinct().Order());

    [Fact]
    public void The_small_plans_keep_every_rule()
    {
        Assert.Empty(Of2015().File.Check("730", "2015-01-09").Findings);
        Assert.Empty(Of2025().File.Check("730", "2025-03-28").Findings);
    }

    /// <summary>Domain note M1, Nottingham City, Q2 2015-16: 10,711 + 916 - 153 = 11,474 with the 153 printed without its sign; 507 + 432 + 358 = 1,297, printed 1,296.</summary>
    [Fact]
    public void M1_a_deduction_printed_without_its_sign_and_a_thousand_of_hidden_pounds()
    {
        var plan = Of2015().Clear("contributions").Set("plan", 2, ("amounts-in", "Thousands"))
            .Contribution("08R", "CCG", "CCG minimum", "10711000").Contribution("08R", "CCG", "Other CCG", "916000").Contribution("08R", "CCG", "NEL adjustment", "153000")
            .Contribution("730", "Council", "DFG", "507000").Contribution("730", "Council", "Social care capital", "432000").Contribution("730", "Council", "Additional LA contribution", "358000")
            .Total("Income", "CCG sub-total", "11474000", "1000", kind: "CCG").Total("Income", "Council sub-total", "1296000", "1000", kind: "Council");
        Assert.Equal(
        [
            "'CCG sub-total' is printed as £11,474,000.00; its 3 lines come to £11,780,000.00, £306,000.00 more. It would fit if 'Adjustment', £153,000.00, were a deduction printed without its sign.",
            "'Council sub-total' is printed as £1,296,000.00; its 3 lines come to £1,297,000.00, £1,000.00 more. So small a difference can come from rounding each line.",
        ], PrintedTotals(plan));

        plan.Set("contributions", 4, ("amount", "-153000"));
        Assert.StartsWith("'Council sub-total'", Assert.Single(PrintedTotals(plan)));
    }

    /// <summary>Domain note M8, M9 and M14: what reconciles, and the misprint of 294 for 394.</summary>
    [Theory]
    [InlineData("3913", "1", true, "3519", "394")]
    [InlineData("3900", "100", true, "3519", "394")]
    [InlineData("3900", "100", false, "3519", "294")]
    [InlineData("6698", "1", true, "4048", "2077", "573")]
    [InlineData("1900", "100", true, "130", "300", "354", "1100")]
    public void National_compositions_come_to_their_printed_totals(string total, string nearest, bool fits, params string[] parts)
    {
        var plan = Of2015().Clear("contributions");
        for (var i = 0; i < parts.Length; i++)
            plan.Add("contributions", ("partner", "730"), ("partner-kind", "Other"), ("source", "Other"), ("description", $"Part {i}"), ("amount", parts[i]), ("recurrent", "Yes"));
        plan.Total("Income", "All", total, nearest);
        Assert.Equal(fits, PrintedTotals(plan).Count == 0);
    }

    /// <summary>Domain note M8: DFG printed as 294 where 394 comes to the total. Which of the digits that would fit was misprinted, the plan alone does not say; of a pound in eight million every last digit would fit, and nothing is said.</summary>
    [Theory]
    [InlineData("3913", "3519", "294", "'All' is printed as £3,913.00; its 2 lines come to £3,813.00, £100.00 less. It fits if one digit is misprinted, of the total, 'Part 0' or 'Part 1'.")]
    [InlineData("8500001", "8000000", "500000", "'All' is printed as £8,500,001.00; its 2 lines come to £8,500,000.00, £1.00 less.")]
    public void M8_a_misprint_of_one_digit_is_suggested(string total, string one, string other, string wrong)
    {
        var plan = Of2015().Clear("contributions");
        foreach (var (amount, i) in new[] { one, other }.Select((amount, i) => (amount, i)))
            plan.Add("contributions", ("partner", "730"), ("partner-kind", "Other"), ("source", "Other"), ("description", $"Part {i}"), ("amount", amount), ("recurrent", "Yes"));
        Assert.Equal(wrong, Assert.Single(PrintedTotals(plan.Total("Income", "All", total, "1"))));
    }

    private static List<string> PrintedTotals(SmallPlan plan) => [.. plan.File.Check("730", "2015-01-09").Findings.Where(finding => finding.Rule == "BP-32").Select(finding => finding.Wrong)];

    /// <summary>Domain note 2.3: what was written is kept, and what it means.</summary>
    [Theory]
    [InlineData("Yes", ConditionAnswer.Yes)]
    [InlineData("No - In Progress", ConditionAnswer.InProgress)]
    [InlineData("no – in progress", ConditionAnswer.InProgress)]
    [InlineData("NO", ConditionAnswer.No)]
    [InlineData("Not applicable", null)]
    public void An_answer_is_kept_as_written_and_normalised(string written, ConditionAnswer? answer) =>
        Assert.Equal((written, answer), (new PlanCondition("730", new(2015), 1, 1, "Plan jointly agreed", written, null, null).Answer, new PlanCondition("730", new(2015), 1, 1, "Plan jointly agreed", written, null, null).Normalised));

    /// <summary>A joint scheme counts by the NHS share, an acute one and one of the council not at all (domain note 3.4, F5; the filter is recalled).</summary>
    [Fact]
    public void Out_of_hospital_counts_joint_schemes_by_their_nhs_share()
    {
        var plan = Of2015().Set("schemes", 2, ("commissioner", "Joint"), ("nhs-share", "60"), ("la-share", "40")).Set("plan", 2, ("out-of-hospital-minimum", "3000000"));
        Assert.Empty(plan.File.Check("730", "2015-01-09").Findings);
        Assert.Equal("BP-35", Assert.Single(plan.Set("plan", 2, ("out-of-hospital-minimum", "3000000.01")).File.Check("730", "2015-01-09").Findings).Rule);
        Assert.Equal("£0.00 of the NHS minimum for NHS-commissioned out-of-hospital services is £3,000,000.01 short of the ring-fence of £3,000,000.01. No scheme was counted.",
            plan.Set("schemes", 2, ("area", "Acute")).File.Check("730", "2015-01-09").Findings.Single(finding => finding.Rule == "BP-35").Wrong);
    }

    [Fact]
    public void A_draft_is_not_asked_for_what_is_still_to_come() =>
        Assert.Empty(Of2025().Set("plan", 2, ("status", "Draft"), ("agreement-signed", "")).Remove("sign-off", 5).Remove("sign-off", 2).Remove("metrics", 5).File.Check("730", "2025-03-28").Findings);

    [Fact]
    public void A_board_that_there_was_not_is_refused_by_the_rule_common_to_all() =>
        Assert.Equal(["REF-01"], Of2015().SetAll("hwb", "799").Set("contributions", 2, ("partner", "730")).File.Check("730", "2015-01-09").Findings.Select(finding => finding.Rule).Distinct());

    /// <summary>Whatever a sender writes ends in a finding.</summary>
    [Fact]
    public void Amounts_and_numbers_that_nobody_means_are_findings()
    {
        const string huge = "92233720368547758.07";
        var found = Of2015().Set("contributions", 2, ("amount", huge)).Set("contributions", 3, ("amount", huge)).Set("schemes", 2, ("expenditure", huge), ("outputs", "79228162514264337593543950335")).Set("schemes", 5, ("nhs-share", "79228162514264337593543950335"), ("la-share", "79228162514264337593543950335"))
            .Set("metrics", 2, ("numerator", "79228162514264337593543950335"), ("denominator", "0.0000000000000000000000000001"), ("value", "-79228162514264337593543950335"))
            .Set("plan", 2, ("operational-target", "79228162514264337593543950335"), ("social-care-minimum", huge))
            .Set("admissions", 2, ("baseline", "2147483647"), ("planned", "2147483647"), ("weight", "79228162514264337593543950335"))
            .Total("Income", "All", huge, "2147483647").File.Check("730", "2015-01-09");
        Assert.Empty(found.Accepted);
        Assert.ProperSuperset(new HashSet<string> { "BP-04", "BP-23", "BP-27" }, found.Findings.Select(finding => finding.Rule).ToHashSet());
    }

    /// <summary>An adjustment may be below zero, as far as the template goes above it.</summary>
    [Theory]
    [InlineData("(100000000.00)", 0)]
    [InlineData("(100000000.01)", 1)]
    [InlineData("(92233720368547758.07)", 1)]
    public void An_adjustment_is_in_the_range_of_the_template(string amount, int findings) => Assert.Equal(findings, Of2015()
        .Contribution("730", "Council", "Adjustment", amount).File.Check("730", "2015-01-09").Findings.Count(finding => finding.Rule == "BP-04" && finding.Wrong.Contains("is below -£100,000,000.00, as far as the template of 2015-16 goes.", StringComparison.Ordinal)));

    // Standing rules: the returns in their order, and what the last of them is told.

    private static readonly (string Field, string Typed)[] NhsMinimum = [("year", "2015-16"), ("source", "Minimum NHS contribution"), ("hwb", "730"), ("amount", "8000000"), ("status", "V"), ("complete", "No"), ("publication", "Invented list")];

    internal static SmallFile Allocated(params (string Field, string Typed)[][] lines)
    {
        var file = new SmallFile(Allocations.Collection);
        foreach (var line in lines)
            file.Row([.. NhsMinimum.Where(cell => line.All(other => other.Field != cell.Field)), .. line]);
        return file;
    }

    /// <param name="Before">Sender, arrival and file of each return that came before.</param>
    internal sealed record Comparison(string Source, ImmutableArray<(string Sender, string ArrivedOn, Func<SmallFile> File)> Before, Func<SmallFile> Keeps, Func<SmallFile> Breaks, string At, string Wrong);

    private static (string, string, Func<SmallFile>) From(string sender, string arrivedOn, Func<SmallFile> file) => (sender, arrivedOn, file);

    private static SmallPlan Revision() => SmallPlan.Of2015(version: "2").Set("plan", 2, ("effective-from", "2015-03-27"));

    private static SmallFile Plan2016(Func<SmallPlan, SmallPlan> change)
    {
        var plan = change(Bare(Of2015()).SetAll("year", "2016-17").Add("metrics", ("year", "2016-17"), ("metric", "Local metric"), ("period", "2016-17"), ("value", "12")));
        return plan.Set("plan", 2, ("effective-from", "2016-03-21")).File;
    }

    internal static readonly Dictionary<string, Comparison> Comparisons = new()
    {
        ["BP-51 below-the-minimum"] = new(Note + "3.4, F1", [From("KEEPER", "2015-01-05", () => Allocated([("amount", "8000000")]))],
            () => Of2015().File, () => Of2015().Set("contributions", 3, ("amount", "7900000")).Set("schemes", 3, ("expenditure", "2900000")).File,
            "Schemes 2 Expenditure", "£7,900,000.00 is planned from 'Minimum NHS contribution', £100,000.00 below the published £8,000,000.00."),
        ["BP-51 one-group-short"] = new(Note + "3.4, F1: by contributing CCG", [From("KEEPER", "2015-01-05", () => Allocated([("body", "08R"), ("amount", "6000000")], [("body", "08X"), ("amount", "2000000")]))],
            () => Two("6000000", "2000000").File, () => Two("5500000", "2500000").File,
            "Contributions 3 Amount", "08R brings £5,500,000.00 from 'Minimum NHS contribution', £500,000.00 below the published £6,000,000.00."),
        ["BP-52 below-the-grant"] = new(Note + "3.4, F2", [From("KEEPER", "2025-03-20", () => Allocated([("year", "2025-26"), ("source", "LA Better Care Grant"), ("amount", "3000001")]))],
            () => Of2025().Set("contributions", 3, ("amount", "3000001")).Set("schemes", 5, ("expenditure", "3000001")).File, () => Of2025().File,
            "Schemes 5 Expenditure", "£3,000,000.00 is planned from 'iBCF', £1.00 below the published £3,000,001.00."),
        ["BP-53 above-the-grant"] = new(Note + "3.4, F3", [From("KEEPER", "2015-01-05", () => Allocated([("source", "DFG"), ("amount", "1900000")]))],
            () => Of2015().Set("contributions", 2, ("amount", "1900000")).Set("schemes", 4, ("expenditure", "1900000")).File, () => Of2015().File,
            "Schemes 4 Expenditure", "£2,000,000.00 is planned from 'DFG', £100,000.00 above the published £1,900,000.00."),
        ["BP-54 capital-grant-left-out"] = new(Note + "3.1: social care capital in 2015-16", [From("KEEPER", "2015-01-05", () => Allocated([("source", "Social care capital grant"), ("amount", "432000")]))],
            () => Of2015().Contribution("730", "Council", "Social care capital", "432000").Add("schemes", ("scheme", "5"), ("scheme-name", "Invented equipment"), ("scheme-type", "Other"), ("area", "Social care"), ("commissioner", "LA"), ("source", "Social care capital"), ("expenditure", "432000"), ("new", "New")).File,
            () => Of2015().File, "Plan 2 Plan version", "£0.00 is planned from 'Social care capital grant', £432,000.00 below the published £432,000.00."),
        ["BP-55 ring-fence-missed"] = new(Note + "3.4, F5", [From("KEEPER", "2015-01-05", () => Allocated([("amount", "8000000")], [("ring-fence", "Out-of-hospital minimum"), ("amount", "5500000")]))],
            () => Of2015().Set("schemes", 2, ("expenditure", "5500000")).Set("schemes", 3, ("expenditure", "2500000")).File, () => Of2015().File,
            "Plan 2 Out-of-hospital minimum", "£5,000,000.00 of the NHS minimum for NHS-commissioned out-of-hospital services is £500,000.00 short of the ring-fence of £5,500,000.00. Counted: scheme 1."),
        ["BP-56 another-ring-fence"] = new(Note + "3.4, F6", [From("KEEPER", "2015-01-05", () => Allocated([("amount", "8000000")], [("ring-fence", "ASC minimum"), ("amount", "3000000")]))],
            () => Of2015().Set("plan", 2, ("social-care-minimum", "3000000")).File, () => Of2015().Set("plan", 2, ("social-care-minimum", "2900000")).File,
            "Plan 2 Social care minimum", "The plan has a ring-fence of £2,900,000.00 for social care; the published one is £3,000,000.00."),
        ["BP-57 no-change-was-expected"] = new("Operationalisation guidance, March 2015: within two percentage points", [From("730", "2015-01-09", () => Of2015().Set("plan", 2, ("operational-target", "1.5")).File)],
            // A fall of 721 of 20,600 is exactly 3.5%.
            () => Revision().Set("plan", 2, ("operational-target", "1.49"), ("approval-reference", "Invented 1")).Set("admissions", 2, ("planned", "4900")).File,
            () => Revision().Set("plan", 2, ("operational-target", "1.5"), ("approval-reference", "Invented 1")).Set("admissions", 2, ("planned", "4900")).File,
            "Plan 2 Operational plan target %", "The plan aimed at a fall of 3.50%, within 2.0 percentage points of the 1.50% of the operational plans: no change was expected."),
        ["BP-57 change-without-approval"] = new(Note + "1.4, rule 13: otherwise an approval reference", [From("730", "2015-01-09", () => Of2015().File)],
            () => Revision().Set("plan", 2, ("operational-target", "1.0"), ("approval-reference", "Invented 1")).Set("admissions", 2, ("planned", "4900")).File,
            () => Revision().Set("plan", 2, ("operational-target", "1.0")).Set("admissions", 2, ("planned", "4900")).File,
            "Plan 2 Approval reference", "Planned admissions differ from version 1, and there is no approval reference."),
        ["BP-58 before-version-1"] = new(Note + "1.4, rule 13: versions with effective dates", [From("730", "2015-01-09", () => Of2015().File)],
            () => Revision().Set("plan", 2, ("effective-from", "2015-01-09")).File, () => Revision().Set("plan", 2, ("effective-from", "2015-01-08")).File,
            "Plan 2 Effective from", "Version 2 takes effect on 8 January 2015, before version 1 on 9 January 2015."),
        ["BP-59 pounds-for-pence"] = new(Note + "2.4, check 7: 100 or more times the prior period", [From("730", "2015-01-09", () => Of2015().Set("contributions", 4, ("amount", "100000")).Set("schemes", 5, ("expenditure", "100000")).File)],
            () => Plan2016(plan => plan.Set("contributions", 4, ("amount", "9999999.99")).Set("schemes", 5, ("expenditure", "9999999.99"))), () => Plan2016(plan => plan.Set("contributions", 4, ("amount", "10000000")).Set("schemes", 5, ("expenditure", "10000000"))),
            "Contributions 4 Amount", "'Additional NHS contribution' brings £10,000,000.00; in 2015-16 it was £100,000.00."),
        ["BP-60 in-the-plan-of-a-neighbour"] = new(Note + "6: the same money in several plans", [From("729", "2015-01-08", () => SmallPlan.Of2015("729").File)],
            () => Of2015().File, () => Of2015().Set("schemes", 4, ("scheme-name", "Invented  ADAPTATIONS of 729")).File,
            "Schemes 4 Scheme name", "'Invented  ADAPTATIONS of 729' with £2,000,000.00 from 'DFG' is also in the plan of 729."),
    };

    private static SmallPlan Two(string first, string second) =>
        Of2015().Set("contributions", 3, ("amount", first)).Contribution("08X", "CCG", "Minimum NHS contribution", second);

    public static TheoryData<string> Compared => [.. Comparisons.Keys];

    internal static string ArrivesOn(Func<SmallFile> file) => file().Content.Sheets[0].Lines[1].Cells[1] switch { "2025-26" => "2025-03-28", "2016-17" => "2016-03-21", _ => "2015-03-27" };

    private static List<Finding> Told(Comparison comparison, Func<SmallFile> last)
    {
        var ledger = new MemoryLedger();
        foreach (var (sender, arrivedOn, file) in comparison.Before)
        {
            var (found, effects) = ledger.Receive(file().Content, sender, arrivedOn);
            Assert.Empty(found.Findings);
            Assert.Empty(effects.SelectMany(page => page.Findings));
        }
        var (checkedLast, told) = ledger.Receive(last().Content, "730", ArrivesOn(last));
        Assert.Empty(checkedLast.Findings);
        return [.. told.SelectMany(page => page.Findings)];
    }

    [Theory, MemberData(nameof(Compared))]
    public void A_plan_that_agrees_with_what_stands_is_told_nothing(string name) => Assert.Empty(Told(Comparisons[name], Comparisons[name].Keeps));

    [Theory, MemberData(nameof(Compared))]
    public void A_plan_that_differs_from_what_stands_is_told_how(string name)
    {
        var told = Told(Comparisons[name], Comparisons[name].Breaks);
        Assert.Equal([RuleOf(name)], told.Select(finding => finding.Rule).Distinct());
        Assert.Contains((Comparisons[name].At, Comparisons[name].Wrong), told.Select(finding => ($"{finding.Sheet} {finding.Line} {finding.Heading}", finding.Wrong)));
    }

    [Fact]
    public void Every_standing_rule_has_a_case() => Assert.Equal(BcfPlan.Collection.StandingRules.Select(rule => rule.Id).Order(), Comparisons.Keys.Select(RuleOf).Distinct().Order());

    /// <summary>Domain note U6: what is recalled is used in no check until it is confirmed.</summary>
    [Fact]
    public void A_recalled_allocation_is_compared_with_nothing()
    {
        var ledger = new MemoryLedger();
        ledger.Receive(Allocated([("amount", "9000000"), ("status", "R")]).Content, "KEEPER", "2015-01-05");
        Assert.Empty(ledger.Receive(Of2015().File.Content, "730", "2015-01-09").Effects.SelectMany(page => page.Findings));
    }

    // The round trip: a row, the template's cells, the same row.

    private static readonly Gen<string> Line = Gen.Char["abc XYZ,;'\"\u00e9=-1"].Array[1, 12].Select(chars => new string(chars).Trim()).Where(text => text.Length > 0 && text[0] is not ('=' or '-'));
    private static readonly Gen<string?> MaybeLine = Gen.OneOf(Line.Select(text => (string?)text), Gen.Const((string?)null));
    private static readonly Gen<Pence> Money = Gen.Long[-10_000_000_000, 10_000_000_000].Select(number => new Pence(number));
    private static readonly Gen<decimal> Decimals = Gen.Long[-1_000_000_000, 1_000_000_000].Select(Gen.Int[0, 6], (number, places) => number / Power(places));
    private static readonly Gen<FinancialYear> Years = Gen.Int[2015, 2026].Select(start => new FinancialYear(start));
    private static readonly Gen<DateOnly> Days = Gen.Int[0, 4_000].Select(new DateOnly(2014, 1, 1).AddDays);

    private static decimal Power(int places) => places == 0 ? 1m : 10m * Power(places - 1);

    private static Gen<T> Any<T>() where T : struct, Enum => Gen.Int[0, Enum.GetValues<T>().Length - 1].Select(i => Enum.GetValues<T>()[i]);

    private static Gen<T?> Maybe<T>(Gen<T> gen) where T : struct => Gen.OneOf(gen.Select(value => (T?)value), Gen.Const((T?)null));

    /// <summary>Lines of every table, of a board that existed in every year.</summary>
    public static readonly Gen<PlanRow> Rows = Gen.OneOf<PlanRow>(
        Gen.Select(Years, Gen.Int[1, 9], Days, MaybeLine, Maybe(Money), Maybe(Decimals), Gen.Bool, (year, version, day, text, money, number, flag) => (PlanRow)new Plan(
            "730", year, version, flag ? PlanStatus.Draft : PlanStatus.Approved, day, text, text, flag ? day : null, flag ? Section75.CareTrust : null, flag ? RiskShareRule.R10 : null, flag ? AmountsIn.Pounds : AmountsIn.Thousands,
            money, money, money, text, flag ? AdmissionsSource.Sus : null, text, money, number, flag ? null : flag)
        { UnderspendRule = flag ? RiskShareRule.R7 : null, RiskHeld = money, MarginalPrice = money, AgreementEnds = flag ? day : null }),
        Gen.Select(Any<PartnerKind>(), Any<FundingSource>(), MaybeLine, Money, Maybe(Money), Gen.Bool, (kind, source, text, money, maybe, flag) => (PlanRow)new PlanContribution("730", new(2019), 2, "08R", kind, source, text, money, maybe, flag, maybe) { AgreedShare = flag ? 50 : null }),
        Gen.Select(Any<SchemeType>(), Any<AreaOfSpend>(), Any<Commissioner>(), Any<FundingSource>(), Line, MaybeLine, Maybe(Decimals), Maybe(Any<OutputUnit>()), (type, area, by, source, name, text, number, unit) => (PlanRow)new PlanScheme(
            "730", new(2023), 1, "S-1", name, text, type, text, area, by, number, number, text, source, new Pence(123456), number is null, number, unit, unit is null ? null : Section75.LeadCommissioning, unit is null ? JointWorking.SingleAssessment : null, unit is null ? null : new ReportingMonth(2023, 6))
        { Risk = unit is null ? null : SchemeRisk.Fixed, IsUncommitted = unit is null ? null : true, Metric = unit is null ? null : "reablement" }),
        Gen.Select(Gen.Int[0, Metrics.Current.All.Length - 1].Select(i => Metrics.Current.All[i].Key), MaybeLine, Gen.Int[0, 2].Select(i => new[] { "2015-16", "2015-16-Q3", "2015-12" }[i]), Decimals, Maybe(Decimals), (metric, text, period, value, number) => (PlanRow)new MetricGoal("730", new(2015), 1, metric, text, period, value, number, number)),
        Gen.Select(Gen.Int[1, 4], Gen.Int[0, 100_000], Any<AdmissionsSource>(), MaybeLine, Maybe(Decimals), (quarter, count, source, text, weight) => (PlanRow)new PlanAdmissions("730", new(2015), 1, new FinancialQuarter(new(2014), quarter), count, count + 1, source, text, weight)),
        Gen.Select(Gen.Int[1, 8], Line, Line, Maybe(Days), MaybeLine, (number, name, answer, day, text) => (PlanRow)new PlanCondition("730", new(2016), 1, number, name, answer, day, text)),
        Gen.Select(Any<SignOffRole>(), Line, Days, Gen.Bool, (role, name, day, flag) => (PlanRow)new PlanSignOff("730", new(2025), 1, role, "730", name, day, flag)),
        Gen.Select(Any<PoolSide>(), Line, Maybe(Any<PartnerKind>()), Maybe(Any<FundingSource>()), Money, Gen.Int[0, 1_000_000], (side, label, kind, source, money, nearest) => (PlanRow)new PrintedTotal("730", new(2015), 1, side, label, kind, source, money, nearest)));

    [Fact]
    public void A_row_read_back_from_the_ledger_is_the_row() =>
        Rows.Sample(row => Assert.Equal(row, BcfPlan.Collection.RowOf(BcfPlan.Collection.Keep(BcfPlan.Slice(row.Hwb, row.Year, row.Version), row, 1))));

    [Fact]
    public void A_plan_read_from_a_file_and_kept_is_the_plan()
    {
        var ledger = new MemoryLedger();
        var found = ledger.Receive(Of2015().Total("Income", "All", "10500000", "1").File.Content, "730", "2015-01-09").Found;
        var slice = Assert.Single(found.Accepted);
        Assert.Equal(new SliceKey("2015-16", "730", "1"), slice.Key);
        var standing = Assert.Single(ledger.Standing(new PageRef("bcf-plan", "2015-16")).Slices);
        Assert.Equal(View.Authority, standing.View);
        var rows = ledger.Rows(standing).Select(BcfPlan.Collection.RowOf).ToList();
        Assert.Equal([1, 3, 4, 8, 4, 6, 3, 1], new[] { typeof(Plan), typeof(PlanContribution), typeof(PlanScheme), typeof(MetricGoal), typeof(PlanAdmissions), typeof(PlanCondition), typeof(PlanSignOff), typeof(PrintedTotal) }.Select(type => rows.Count(row => row.GetType() == type)));
        Assert.Equal(new PlanContribution("730", new(2015), 1, "08R", PartnerKind.Ccg, FundingSource.NhsMinimum, null, new Pence(800_000_000), null, true, null), rows.OfType<PlanContribution>().ElementAt(1));
        Assert.Equal(new PlanAdmissions("730", new(2015), 1, new FinancialQuarter(new(2014), 4), 5000, 4825, AdmissionsSource.Mar, null, null), rows.OfType<PlanAdmissions>().First());
    }

    /// <summary>The ONS code and the three digits are one board.</summary>
    [Fact]
    public void A_board_may_be_named_by_its_ons_code() => Assert.Equal(new SliceKey("2015-16", "730", "1"), Assert.Single(Of2015().SetAll("hwb", "E09000024").File.Check("730", "2015-01-09").Accepted).Key);

    /// <summary>Every list that policy rows know has a row for each of its values: nothing is asked of a source or a type in vain.</summary>
    [Fact]
    public void Policy_rows_are_there_for_every_value_of_every_list()
    {
        var year = new FinancialYear(2025);
        Assert.All(Enum.GetValues<FundingSource>(), source => Assert.NotNull(BetterCareFund.StateOf(PolicyBook.Current, year, source)));
        Assert.All(Enum.GetValues<SchemeType>(), type => Assert.NotNull(PolicyBook.Current.TryOn(year.FirstDay, "bcf.scheme-unit", BetterCareFund.KeyOf(type))));
        Assert.All(Enum.GetValues<SignOffRole>(), role => Assert.NotNull(PolicyBook.Current.TryOn(year.FirstDay, "bcf.sign-off", BetterCareFund.KeyOf(role))));
        Assert.All(Enum.GetValues<AmountsIn>(), amounts => Assert.NotNull(PolicyBook.Current.TryOn(year.FirstDay, "bcf.rounding", BetterCareFund.KeyOf(amounts))));
        Assert.All(PolicyBook.Current.Rows.Where(row => row.Policy == "bcf.scheme-unit" && row.Value != "none").SelectMany(row => row.Value.Split(' ')), unit => Assert.Contains(unit, Enum.GetValues<OutputUnit>().Select(BetterCareFund.KeyOf)));
    }
}
