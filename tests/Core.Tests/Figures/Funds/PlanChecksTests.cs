using Monitoring.Core.Figures.Funds;
using Monitoring.Core.Kernel;
using Monitoring.Core.Policy;
using Monitoring.Core.Returns;
using static Monitoring.Core.Figures.Funds.PlanCheckResult;
using static Monitoring.Core.Tests.Figures.Funds.PlannedBoard;

namespace Monitoring.Core.Tests.Figures.Funds;

/// <summary>Rules F1 to F12 of the domain note (3.4) and the growth of minimums: each with a plan that passes and one that fails, amounts by hand in pounds.</summary>
public class PlanChecksTests
{
    private const string Swl = "South West London (QWE)";

    /// <param name="Note">Paragraph of the domain note.</param>
    internal sealed record Case(string Note, Func<PlannedBoard> Plan, PlanCheckResult Result, decimal? Has, decimal? Needs, string Says)
    {
        public string? About { get; init; }
    }

    private static PlannedBoard Minimum(decimal pounds) => Of2015().Allocated(FundingSource.NhsMinimum, pounds);

    /// <summary>By rule, and what is the matter.</summary>
    internal static readonly Dictionary<string, Case> Cases = new()
    {
        ["F1 as-published"] = new("3.4, F1", () => Minimum(8_000_000), Passed, 8_000_000, 8_000_000, "£8,000,000.00 is planned from 'Minimum NHS contribution', the published amount."),
        ["F1 a-penny-short"] = new("3.4, F1", () => Minimum(8_000_000.01m), Failed, 8_000_000, 8_000_000.01m, "£8,000,000.00 is planned from 'Minimum NHS contribution', £0.01 below the published £8,000,000.01."),
        ["F1 more-than-the-minimum"] = new("3.4, F1 and F11", () => Minimum(7_500_000), Failed, 8_000_000, 7_500_000, "£8,000,000.00 is planned from 'Minimum NHS contribution', £500,000.00 above the published £7,500,000.00."),
        ["F1 only-recalled"] = new("7, U6", () => Of2015().Allocated(FundingSource.NhsMinimum, 9_000_000, mark: Mark.Recalled), CannotTell, 8_000_000, 9_000_000,
            "£8,000,000.00 is planned from 'Minimum NHS contribution'. The published amount is only recalled, £9,000,000.00: it is shown and not held against the plan."),
        ["F1 nothing-loaded"] = new("3.4, F1", Of2015, CannotTell, 8_000_000, null, "£8,000,000.00 is planned from 'Minimum NHS contribution'; no allocation is loaded for 2015-16."),
        ["F1 minimum-of-the-template"] = new("3.4, F1", () => Of2015().Set<PlanContribution>(line => line with { Minimum = Pence.FromPounds(8_100_000) }, line => line.Source == FundingSource.NhsMinimum), Failed, 8_000_000, 8_100_000,
            "£8,000,000.00 is planned from 'Minimum NHS contribution', £100,000.00 below the plan's own £8,100,000.00."),
        ["F1 in-thousands"] = new("3.4, F4: £1k for each component, here 2 schemes and 1 allocation",
            () => Minimum(8_003_000).Set<Plan>(plan => plan with { AmountsIn = AmountsIn.Thousands }), Passed, 8_000_000, 8_003_000,
            "£8,000,000.00 is planned from 'Minimum NHS contribution', £3,000.00 below the published £8,003,000.00: no more than rounding makes."),
        ["F1 of-one-group"] = new("3.4, F1: by contributing CCG", () => Of2015().Allocated(FundingSource.NhsMinimum, 6_000_000, "08R").Allocated(FundingSource.NhsMinimum, 2_000_000, "08X"), Failed, 8_000_000, 6_000_000,
            "08R brings £8,000,000.00 from 'Minimum NHS contribution', £2,000,000.00 above the published £6,000,000.00.")
        { About = "08R" },
        ["F1 of-a-group-that-is-not-named"] = new("3.4, F1: by contributing CCG", () => Of2015().Allocated(FundingSource.NhsMinimum, 6_000_000, "08R").Allocated(FundingSource.NhsMinimum, 2_000_000, "08X"), CannotTell, null, 2_000_000,
            "08X is not named as a contributor of 'Minimum NHS contribution': its £2,000,000.00 may stand in the line of another.")
        { About = "08X" },
        ["F1 who-alone-contributes"] = new("3.4, F1: by contributing ICB", () => Of2025().Allocated(FundingSource.NhsMinimum, 9_000_000), Passed, 9_000_000, 9_000_000,
            $"{Swl} brings £9,000,000.00 from 'Minimum NHS contribution', the published amount.")
        { About = Swl },
        ["F2 as-published"] = new("3.4, F2; called LA Better Care Grant from 2025-26, 3.1", () => Of2025().Allocated(FundingSource.ImprovedBetterCareFund, 3_000_000), Passed, 3_000_000, 3_000_000,
            "£3,000,000.00 is planned from 'LA Better Care Grant', the published amount.")
        { About = "LA Better Care Grant" },
        ["F2 a-pound-short"] = new("3.4, F2", () => Of2025().Allocated(FundingSource.ImprovedBetterCareFund, 3_000_001), Failed, 3_000_000, 3_000_001, "£3,000,000.00 is planned from 'LA Better Care Grant', £1.00 below the published £3,000,001.00.")
        { About = "LA Better Care Grant" },
        ["F2 no-grant-of-the-year"] = new("3.1: no iBCF before 2017-18", () => Of2015().Scheme("3", scheme => scheme with { Source = FundingSource.ImprovedBetterCareFund }), Failed, 2_000_000, null, "£2,000,000.00 is planned from 'iBCF', which was no source of funding in 2015-16.")
        { About = "iBCF" },
        ["F2 not-planned-at-all"] = new("3.1: social care capital in 2015-16", () => Of2015().Allocated(FundingSource.SocialCareCapital, 432_000), Failed, 0, 432_000, "£0.00 is planned from 'Social care capital grant', £432,000.00 below the published £432,000.00.")
        { About = "Social care capital grant" },
        ["F3 as-published"] = new("3.4, F3", () => Of2015().Allocated(FundingSource.DisabledFacilities, 2_000_000), Passed, 2_000_000, 2_000_000, "£2,000,000.00 is planned from 'DFG', the published amount."),
        ["F3 above"] = new("3.4, F3", () => Of2015().Allocated(FundingSource.DisabledFacilities, 1_900_000), Failed, 2_000_000, 1_900_000, "£2,000,000.00 is planned from 'DFG', £100,000.00 above the published £1,900,000.00."),
        ["F3 of-a-district"] = new("3.1: in two-tier areas DFG passes down to districts in full; 3.4, F3",
            () => Of2015().Set<PlanContribution>(line => line with { Partner = "E07000207", Kind = PartnerKind.District }, line => line.Source == FundingSource.DisabledFacilities)
                .Allocated(FundingSource.DisabledFacilities, 2_100_000, "E07000207").Allocated(FundingSource.DisabledFacilities, 300_000, "E07000208"), Failed, 2_000_000, 2_100_000,
            "Elmbridge (E07000207) brings £2,000,000.00 from 'DFG', £100,000.00 below the published £2,100,000.00.")
        { About = "Elmbridge (E07000207)" },
        ["F4 equal"] = new("3.4, F4", Of2015, Passed, 10_500_000, 10_500_000, "Contributions and planned expenditure are both £10,500,000.00."),
        ["F4 a-penny-unplanned"] = new("3.4, F4: tolerance £0", () => Of2015().Scheme("2", scheme => scheme with { Expenditure = Pence.FromPounds(2_999_999.99m) }), Failed, 10_500_000, 10_499_999.99m,
            "Contributions are £10,500,000.00 and planned expenditure is £10,499,999.99: £0.01 is not planned yet."),
        ["F4 too-much-planned"] = new("3.4, F4", () => Of2015().Scheme("2", scheme => scheme with { Expenditure = Pence.FromPounds(3_000_250) }), Failed, 10_500_000, 10_500_250,
            "Contributions are £10,500,000.00 and planned expenditure is £10,500,250.00: £250.00 more is planned than comes in."),
        ["F4 seven-thousand-of-seven-lines"] = new("3.4, F4: £1k for each of 3 + 4 components", () => Of2015().Set<Plan>(plan => plan with { AmountsIn = AmountsIn.Thousands }).Scheme("2", scheme => scheme with { Expenditure = Pence.FromPounds(2_993_000) }),
            Passed, 10_500_000, 10_493_000, "Contributions are £10,500,000.00 and planned expenditure is £10,493,000.00: £7,000.00 is not planned yet, no more than rounding makes."),
        ["F4 eight-thousand-of-seven-lines"] = new("3.4, F4: £1k for each of 3 + 4 components", () => Of2015().Set<Plan>(plan => plan with { AmountsIn = AmountsIn.Thousands }).Scheme("2", scheme => scheme with { Expenditure = Pence.FromPounds(2_992_000) }),
            Failed, 10_500_000, 10_492_000, "Contributions are £10,500,000.00 and planned expenditure is £10,492,000.00: £8,000.00 is not planned yet."),
        // Scheme 1, NHS, community health: 5.0m. Scheme 2 is commissioned by the LA and does not count.
        ["F5 to-the-penny"] = new("3.4, F5", () => OutOfHospital(5_000_000), Passed, 5_000_000, 5_000_000, "£5,000,000.00 of the NHS minimum is planned for NHS-commissioned out-of-hospital services, the published ring-fence to the penny."),
        ["F5 short"] = new("3.4, F5", () => OutOfHospital(5_250_000.50m), Failed, 5_000_000, 5_250_000.50m, "£5,000,000.00 of the NHS minimum is planned for NHS-commissioned out-of-hospital services, £250,000.50 short of the published ring-fence of £5,250,000.50."),
        // A joint line counts by its NHS share: 5,000,000 + 3,000,000 x 40% = 6,200,000.
        ["F5 joint-by-the-nhs-share"] = new("3.4, F5: commissioner share NHS", () => OutOfHospital(6_000_000).Scheme("2", scheme => scheme with { Commissioner = Commissioner.Joint, NhsShare = 40, AuthorityShare = 60 }), Passed, 6_200_000, 6_000_000,
            "£6,200,000.00 of the NHS minimum is planned for NHS-commissioned out-of-hospital services, £200,000.00 above the published ring-fence of £6,000,000.00."),
        ["F5 acute-does-not-count"] = new("3.4, F5: area of spend not acute", () => OutOfHospital(1).Scheme("1", scheme => scheme with { Area = AreaOfSpend.Acute }), Failed, 0, 1, "£0.00 of the NHS minimum is planned for NHS-commissioned out-of-hospital services, £1.00 short of the published ring-fence of £1.00."),
        // O = S - F = 5,000,000 - 721 x 1,490 = 3,925,710 (the admissions of vector S1).
        ["F5 what-performance-leaves"] = new("1.3: O = S - F", Of2015, Passed, 5_000_000, 3_925_710, "£5,000,000.00 of the NHS minimum is planned for NHS-commissioned out-of-hospital services, £1,074,290.00 above the performance scheme's ring-fence of £3,925,710.00."),
        ["F5 not-known"] = new("3.3", () => Of2015().Set<Plan>(plan => plan with { NationalShare = null }), CannotTell, 5_000_000, null, "£5,000,000.00 of the NHS minimum is planned for NHS-commissioned out-of-hospital services; its ring-fence in 2015-16 is not known."),
        ["F5 published-beside-its-own"] = new("3.3", () => OutOfHospital(4_000_000).Set<Plan>(plan => plan with { OutOfHospitalMinimum = Pence.FromPounds(3_900_000) }), Passed, 5_000_000, 4_000_000,
            "£5,000,000.00 of the NHS minimum is planned for NHS-commissioned out-of-hospital services, £1,000,000.00 above the published ring-fence of £4,000,000.00. The plan itself has a ring-fence of £3,900,000.00."),
        ["F6 above"] = new("3.4, F6", () => SocialCare(2_900_000), Passed, 3_000_000, 2_900_000, "£3,000,000.00 of the NHS minimum is planned for social care, £100,000.00 above the plan's own ring-fence of £2,900,000.00."),
        ["F6 short"] = new("3.4, F6", () => SocialCare(3_100_000), Failed, 3_000_000, 3_100_000, "£3,000,000.00 of the NHS minimum is planned for social care, £100,000.00 short of the plan's own ring-fence of £3,100,000.00."),
        ["F6 local-in-2015-16"] = new("2.3: social care services protected, by agreement", Of2015, NotAsked, 3_000_000, null, "£3,000,000.00 of the NHS minimum is planned for social care; in 2015-16 its minimum was for the area to agree, and the plan gives none."),
        ["F7 comes-to-100"] = new("3.4, F7", Of2015, Passed, null, null, "The shares of 1 joint line come to 100%."),
        ["F7 comes-to-99"] = new("3.4, F7", () => Of2015().Scheme("4", scheme => scheme with { NhsShare = 59 }), Failed, null, null, "59% and 40% are 99%, not 100%.") { About = "Scheme 4 (Invented hospital liaison of 730)" },
        ["F8 has-outputs"] = new("3.4, F8: from 2023-24, 2.5", Of2025, Passed, null, null, "3 lines of a type that is counted have outputs in a unit of the type."),
        ["F8 has-none"] = new("3.4, F8", () => Of2025().Scheme("4", scheme => scheme with { Outputs = null, Unit = null }), Failed, null, null, "'Home care or domiciliary care' is counted, and planned outputs are empty.") { About = "Scheme 4 (Invented home care of 730)" },
        ["F8 not-asked-in-2015-16"] = new("2.5: outputs from 2023-24", Of2015, NotAsked, null, null, "2015-16 asks for no outputs by scheme."),
        ["F9 every-month"] = new("3.4, F9", Of2025, Passed, null, null, "There is a goal for every month.") { About = "Average length of discharge delay, days" },
        ["F9 two-months-missing"] = new("3.4, F9", () => Of2025().Without<MetricGoal>(goal => goal is { Metric: "discharge-delay", Period: "2025-07" or "2026-01" }), Failed, null, null, "There is no goal for 2025-07 and 2026-01.") { About = "Average length of discharge delay, days" },
        ["F9 admissions-by-performance-quarter"] = new("3.4, F9, and 1.3", () => Of2015().Without<PlanAdmissions>(line => line.Quarter.Number == 4), Failed, null, null, "There is no goal for 2014-15-Q4.") { About = "Non-elective admissions per 100,000" },
        ["F10 signed"] = new("3.4, F10", Of2015, Passed, null, null, "The section 75 agreement was signed on 30 December 2014.") { About = "Section 75 agreement" },
        ["F10 not-signed"] = new("3.4, F10", () => Of2015().Set<Plan>(plan => plan with { AgreementSigned = null }), Failed, null, null, "The section 75 agreement is not signed, or its date is missing.") { About = "Section 75 agreement" },
        ["F10 met"] = new("3.4, F10, and 2.3", Of2015, Passed, null, null, "National condition 3 (7-day services) is met.") { About = "Condition 3" },
        ["F10 in-progress"] = new("3.4, F10, and 2.3", () => Of2015().Set<PlanCondition>(line => line with { Answer = "No - In Progress", Expected = new(2015, 9, 30) }, line => line.Number == 3), Failed, null, null,
            "National condition 3 (7-day services) is answered 'No - In Progress', expected by 30 September 2015.")
        { About = "Condition 3" },
        ["F10 not-answered"] = new("3.4, F10, and 2.3", () => Of2015().Without<PlanCondition>(line => line.Number == 6), Failed, null, null, "National condition 6 (consequential impact on acute providers agreed) is not answered.") { About = "Condition 6" },
        ["F11 apart"] = new("3.4, F11", Of2015, Passed, 500_000, 0, "1 additional contribution of £500,000.00 in all stands apart from minimums."),
        ["F11 below-zero"] = new("3.4, F11", () => Of2015().Set<PlanContribution>(line => line with { Amount = Pence.FromPounds(-20_000) }, line => line.Source == FundingSource.AdditionalNhs), Failed, -20_000, 0, "The additional contribution of 08R is -£20,000.00.") { About = "08R" },
        ["F11 mixed-with-the-minimum"] = new("3.4, F11: recorded separately", () => Of2015().Set<PlanContribution>(line => line with { Minimum = Pence.FromPounds(7_600_000) }, line => line.Source == FundingSource.NhsMinimum), Failed, 8_000_000, 7_600_000,
            "08R brings £8,000,000.00 as 'Minimum NHS contribution': the £400,000.00 above the minimum of £7,600,000.00 is an additional contribution.")
        { About = "08R" },
        ["F12 signed"] = new("3.4, F12, and 2.2", Of2025, Passed, null, null, "C. Invented signed on 21 March 2025.") { About = "Council chief executive" },
        ["F12 delegated"] = new("2.2: chief executives cannot delegate", () => Of2025().Set<PlanSignOff>(sign => sign with { Delegated = true }, sign => sign.Role == SignOffRole.CouncilChiefExecutive), Failed, null, null,
            "The chief executive of the council cannot delegate the approval of a plan for 2025-26.")
        { About = "Council chief executive" },
        ["F12 delegated-by-the-board"] = new("2.1: the board often signs under delegation", () => Of2025().Set<PlanSignOff>(sign => sign with { Delegated = true }, sign => sign.Role == SignOffRole.HwbChair), Passed, null, null,
            "A. Invented signed on 21 March 2025, under delegation.")
        { About = "HWB chair" },
        ["F12 section-151-missing"] = new("2.2: the section 151 officer must also sign", () => Of2025().Without<PlanSignOff>(sign => sign.Role == SignOffRole.Section151Officer), Failed, null, null, "The signature of the section 151 officer is missing.") { About = "Section 151 officer" },
        ["F12 one-person-twice"] = new("3.4, F12: distinct", () => Of2025().Set<PlanSignOff>(sign => sign with { Signatory = "C. INVENTED" }, sign => sign.Role == SignOffRole.Section151Officer), Failed, null, null,
            "C. INVENTED has signed as chief executive of the council and section 151 officer.")
        { About = "Different people" },
        // 3,000,000 x 1.039 = 3,117,000.
        ["G1 social-care"] = new("3.3: +3.9% on the 2024-25 baseline", () => Fenced(3_000_000, 3_117_000), Passed, 3_117_000, 3_117_000,
            "The ring-fence of social care of 2025-26 is £3,117,000.00 after £3,000,000.00 in 2024-25, a change of 3.90%; 3.9% was announced, which makes £3,117,000.00.")
        { About = "ring-fence of social care" },
        ["G1 social-care-short"] = new("3.3: +3.9% on the 2024-25 baseline", () => Fenced(3_000_000, 3_100_000), Failed, 3_100_000, 3_117_000,
            "The ring-fence of social care of 2025-26 is £3,100,000.00 after £3,000,000.00 in 2024-25, a change of 3.33%; 3.9% was announced, which makes £3,117,000.00.")
        { About = "ring-fence of social care" },
        ["G1 only-one-year-known"] = new("3.3", () => Of2025().Allocated(FundingSource.NhsMinimum, 3_117_000, fence: RingFence.SocialCare), CannotTell, 3_117_000, null, "Growth of 3.9% on 2024-25 was announced; the ring-fence of social care of 2024-25 is not known.")
        { About = "ring-fence of social care" },
        // 10,000,000 x 1.053 = 10,530,000; England's rate decides nothing about one board.
        ["G1 england's-rate"] = new("3.1: 2021-22 +5.3%", () => Grown(2021, 10_000_000, 10_500_000), CannotTell, 10_500_000, 10_530_000,
            "The NHS minimum of 2021-22 is £10,500,000.00 after £10,000,000.00 in 2020-21, a change of 5.00%; 5.3% was announced for England, which makes £10,530,000.00. A board's own growth may differ.")
        { About = "NHS minimum" },
        // 12,345,678 x 1.0566 = 13,044,443.37: a pound either way can come from whole pounds.
        ["G1 each-board-to-a-pound"] = new("3.1: 2022-23 +5.66%; NHS England: the contribution to each board", () => Grown(2022, 12_345_678, 13_044_444), Passed, 13_044_444, 13_044_443,
            "The NHS minimum of 2022-23 is £13,044,444.00 after £12,345,678.00 in 2021-22, a change of 5.66%; 5.66% was announced, which makes £13,044,443.00.")
        { About = "NHS minimum" },
        ["G1 each-board-two-pounds-off"] = new("3.1: 2022-23 +5.66%; NHS England: the contribution to each board", () => Grown(2022, 12_345_678, 13_044_445), Failed, 13_044_445, 13_044_443,
            "The NHS minimum of 2022-23 is £13,044,445.00 after £12,345,678.00 in 2021-22, a change of 5.66%; 5.66% was announced, which makes £13,044,443.00.")
        { About = "NHS minimum" },
        ["G1 no-growth-read"] = new("3.1", Of2015, NotAsked, null, null, "No growth of a minimum is known for 2015-16."),
    };

    private static PlannedBoard OutOfHospital(decimal pounds) => Of2015().Allocated(FundingSource.NhsMinimum, pounds, fence: RingFence.OutOfHospital);

    private static PlannedBoard SocialCare(decimal pounds) => Of2025().Set<Plan>(plan => plan with { SocialCareMinimum = Pence.FromPounds(pounds) });

    private static PlannedBoard Fenced(decimal before, decimal now) =>
        Of2025().Allocated(FundingSource.NhsMinimum, before, fence: RingFence.SocialCare, year: new(2024)).Allocated(FundingSource.NhsMinimum, now, fence: RingFence.SocialCare);

    private static PlannedBoard Grown(int year, decimal before, decimal now) =>
        Of2025().In(new(year)).Allocated(FundingSource.NhsMinimum, before, year: new(year - 1)).Allocated(FundingSource.NhsMinimum, now);

    public static TheoryData<string> Names => [.. Cases.Keys];

    [Theory, MemberData(nameof(Names))]
    public void A_rule_says_how_it_comes_out_with_its_headroom(string name)
    {
        var (_, plan, result, has, needs, says) = Cases[name];
        var check = plan().Check(name.Split(' ')[0], Cases[name].About);
        Assert.Equal((result, has, needs, has - needs, says), (check.Result, check.Has?.Pounds, check.Needs?.Pounds, check.Headroom?.Pounds, check.Says));
        Assert.True(check.Source.Length > 20);
    }

    [Fact]
    public void Every_rule_has_a_case_that_passes_and_one_that_fails() => Assert.All(PlanRules.All, rule =>
        Assert.Equal([Passed, Failed], Cases.Where(one => one.Key.Split(' ')[0] == rule.Id).Select(one => one.Value.Result).Where(result => result is Passed or Failed).Distinct().Order()));

    /// <summary>Domain note 3.4 names twelve rules; the growth of minimums is from 3.1 and 3.3.</summary>
    [Fact]
    public void A_rule_has_a_title_for_tables_and_a_sentence_beside_it() => Assert.All(PlanRules.All, rule =>
    {
        Assert.InRange(rule.Title.Split(' ').Length, 1, 6);
        Assert.EndsWith(".", rule.Asks, StringComparison.Ordinal);
        Assert.Single(PlanRules.All, other => other.Title == rule.Title);
    });

    [Fact]
    public void The_rules_are_those_of_the_note() => Assert.Equal([.. Enumerable.Range(1, 12).Select(number => $"F{number}"), "G1"], PlanRules.All.Select(rule => rule.Id));

    /// <summary>A small plan as it was assured: with its allocations loaded nothing fails and nothing is left open but what no publication says.</summary>
    [Fact]
    public void A_plan_that_keeps_everything_fails_nothing() => Assert.DoesNotContain(
        Of2025().Allocated(FundingSource.NhsMinimum, 9_000_000).Allocated(FundingSource.ImprovedBetterCareFund, 3_000_000).Allocated(FundingSource.DisabledFacilities, 2_200_000).Position().Checks, check => check.Result == Failed);

    /// <summary>Domain note U7: the lines counted are shown, each with what counts of it.</summary>
    [Fact]
    public void The_lines_that_a_ring_fence_counts_are_shown()
    {
        var check = OutOfHospital(1).Scheme("2", scheme => scheme with { Commissioner = Commissioner.Joint, NhsShare = 33.335m, AuthorityShare = 66.665m }).Check("F5");
        Assert.Equal([new("1", "Invented community teams of 730", Pence.FromPounds(5_000_000), 2), new("2", "Invented reablement of 730", Pence.FromPounds(1_000_050), 3)], check.Counted);
        Assert.Equal(check.Counted.Sum(line => line.Counts.Number), check.Has?.Number);
        Assert.EndsWith("Counted are lines commissioned by the NHS or jointly, for any area of spend but acute, and of joint lines the NHS share", check.Source);
        Assert.Equal(Mark.Recalled, check.Mark);
    }

    /// <summary>Domain note U7: the filter is configuration. Here joint lines count whole, and lines of the LA too.</summary>
    [Fact]
    public void Another_filter_is_rows_of_policy()
    {
        var other = PolicyBook.Current.With(
            Row("bcf.ring-fence-commissioners", "out-of-hospital", new(2015, 4, 1), null, "authority nhs joint"), Row("bcf.ring-fence-areas", "out-of-hospital", new(2015, 4, 1), null, "social-care community-health"));
        Assert.Equal((5_000_000m, 8_000_000m), (OutOfHospital(1).Check("F5").Has!.Value.Pounds, OutOfHospital(1).Check("F5", policy: other).Has!.Value.Pounds));
    }

    /// <summary>Domain note U6: what is only recalled decides nothing, unless the switch says so.</summary>
    [Fact]
    public void Recalled_allocations_decide_when_the_switch_says_so()
    {
        var fund = Of2015().Allocated(FundingSource.NhsMinimum, 9_000_000, mark: Mark.Recalled);
        var used = fund.Check("F1", policy: PolicyBook.Current.Supposing(null, new SupposedAnswer("bcf.unverified-allocations", "use")));
        Assert.Equal((CannotTell, Failed, -1_000_000m), (fund.Check("F1").Result, used.Result, used.Headroom!.Value.Pounds));
    }

    /// <summary>Allocations template: a line for the board as a whole, and lines of bodies that are parts of it.</summary>
    [Fact]
    public void The_parts_of_an_allocation_are_not_added_to_the_whole()
    {
        var fund = Of2015().Allocated(FundingSource.NhsMinimum, 8_000_000).Allocated(FundingSource.NhsMinimum, 8_000_000, "08R");
        Assert.Equal((8_000_000m, Passed, Passed), (fund.Check("F1").Needs!.Value.Pounds, fund.Check("F1").Result, fund.Check("F1", "08R").Result));
    }

    /// <summary>Domain note 3.1 and 3.4, F3: Surrey has eleven districts, and a plan with one line for the county says nothing about what each gets. In Merton there is one tier.</summary>
    [Fact]
    public void Where_there_are_two_tiers_each_district_is_asked_for()
    {
        var surrey = Of2015().Set<PlanRow>(row => row with { Hwb = "805" });
        var position = PlanChecks.Of(surrey.Facts with { Hwb = "805" }, surrey.Year, PolicyBook.Current, ReferenceBook.Current)!;
        Assert.Equal([(null, CannotTell), ("Districts", CannotTell)], position.Checks.Where(check => check.Rule == "F3").Select(check => (check.About, check.Result)));
        Assert.Equal("Surrey has 11 districts, and neither the plan nor a publication says what each gets.", position.Checks.Last(check => check.Rule == "F3").Says);
        Assert.Null(Assert.Single(Of2015().Checks("F3")).About);
    }

    /// <summary>Domain note 3.1: Surrey Heath 5,501 to 5,379 (-2.2178%), Birmingham CrossCity 48,806 to 47,736 (-2.1924%), in thousands (M10): change over the year before, to two places.</summary>
    [Theory]
    [InlineData(5_501_000, 5_379_000, "-2.22%")]
    [InlineData(48_806_000, 47_736_000, "-2.19%")]
    public void M10_changes_are_printed_to_two_places(long before, long now, string change)
    {
        var announced = PolicyBook.Current.With(Row("bcf.minimum-growth", "nhs-minimum", new(2016, 4, 1), new(2017, 3, 31), "1", "per cent, England"));
        Assert.Contains($"a change of {change};", Grown(2016, before, now).Check("G1", "NHS minimum", announced).Says);
    }

    [Fact]
    public void Sources_have_their_state_amounts_and_allocation_with_its_mark()
    {
        var position = Of2025().Allocated(FundingSource.NhsMinimum, 9_000_000).Allocated(FundingSource.DisabledFacilities, 2_300_000, mark: Mark.Recalled).Position();
        Assert.Equal(
        [
            (FundingSource.NhsMinimum, "mandatory", 9_000_000m, 9_000_000m, 9_000_000m, Mark.Verified), (FundingSource.AdditionalNhs, "allowed", 0, 0, null, null),
            (FundingSource.DisabledFacilities, "mandatory", 2_200_000, 2_200_000, 2_300_000, Mark.Recalled), (FundingSource.ImprovedBetterCareFund, "mandatory", 3_000_000, 3_000_000, null, null),
            (FundingSource.AdditionalAuthority, "allowed", 0, 0, null, null), (FundingSource.Adjustment, "allowed", 0, 0, null, null), (FundingSource.Other, "allowed", 0, 0, null, null),
        ], position.Sources.Select(source => (source.Source, source.State!, source.Income.Pounds, source.Expenditure.Pounds, source.Allocated?.Pounds, source.AllocatedMark)));
        Assert.Equal((14_200_000m, 14_200_000m, new DateOnly(2025, 3, 20)), (position.Income.Pounds, position.Expenditure.Pounds, position.AgreementSigned));
        Assert.Equal([("730", "Merton", 2), ("730", "Merton", 3), ("QWE", "South West London", 4)], position.Contributions.Select(line => (line.Partner, line.Name, line.SourceLine)));
    }

    [Fact]
    public void An_answer_to_a_condition_that_the_year_has_not_is_shown_behind_the_others()
    {
        var position = Of2015().Add(new PlanCondition("730", new(2015), 1, 7, "Out of hospital", "Yes", null, null)).Position();
        Assert.Equal([1, 2, 3, 4, 5, 6, 7], position.Conditions.Select(condition => condition.Number));
        Assert.Equal(("Out of hospital", ConditionAnswer.Yes, Mark.Assumed), (position.Conditions[^1].Name, position.Conditions[^1].Normalised!.Value, position.Conditions[^1].Mark));
    }

    /// <summary>Domain note 1.4, rule 13: versions are kept with their dates, and the last that has taken effect by the end of the year is in force.</summary>
    [Fact]
    public void Versions_are_listed_and_the_one_in_force_is_checked()
    {
        var first = Of2015();
        var second = first.Plan with { Slice = BcfPlan.Slice("730", new(2015), 2), Submission = "s1", Rows = [.. first.Plan.Rows.Select(line => line with { Row = line.Row is Plan plan ? plan with { Version = 2, EffectiveFrom = new(2015, 6, 1), RevisionReason = "Invented", AgreementSigned = null } : line.Row with { Version = 2 } })] };
        var position = PlanChecks.Of(first.Facts with { Plans = [first.Plan, second] }, new(2015), PolicyBook.Current, ReferenceBook.Current)!;
        Assert.Equal([(1, false), (2, true)], position.Versions.Select(version => (version.Version, version.InForce)));
        Assert.Null(position.AgreementSigned);
    }

    [Fact]
    public void Without_a_plan_there_is_no_position()
    {
        Assert.Null(PlanChecks.Of(FundFacts.Empty("730"), new(2015), PolicyBook.Current, ReferenceBook.Current));
        Assert.Null(PlanChecks.Of(Of2015().Without<Plan>().Facts, new(2015), PolicyBook.Current, ReferenceBook.Current));
        // The fund began with 2015-16.
        Assert.Null(PlanChecks.Of(Of2015().In(new(2014)).Facts, new(2014), PolicyBook.Current, ReferenceBook.Current));
    }

    internal static PolicyRow Row(string policy, string appliesTo, DateOnly from, DateOnly? to, string value, string unit = "") => new(policy, appliesTo, from, to, new(2026, 11, 23), value, unit, Mark.Verified, "Invented for a test of a new year");
}
