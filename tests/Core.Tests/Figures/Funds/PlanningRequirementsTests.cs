using Monitoring.Core.Figures.Funds;
using Monitoring.Core.Kernel;
using Monitoring.Core.Policy;
using Monitoring.Core.Returns;
using static Monitoring.Core.Returns.FundingSource;
using static Monitoring.Core.Tests.Figures.Funds.PlanChecksTests;

namespace Monitoring.Core.Tests.Figures.Funds;

/// <summary>What each year of the fund asks, as the domain note lists it (2.2, 2.3, 3.1 and 3.3).</summary>
public class PlanningRequirementsTests
{
    private static readonly PolicyBook Book = PolicyBook.Current;

    private static PlanningRequirements Of(int year, PolicyBook? policy = null) => PlanningRequirements.Of(new(year), policy ?? Book)!;

    public static TheoryData<int> Years => [.. Enumerable.Range(2015, 11)];

    /// <summary>Domain note 3.1, by year: the columns of the table that hold an amount. Winter pressures of 2018-19 were not mandatory to pool.</summary>
    [Theory]
    [InlineData(2015, NhsMinimum, DisabledFacilities, SocialCareCapital)]
    [InlineData(2016, NhsMinimum, DisabledFacilities)]
    [InlineData(2017, NhsMinimum, DisabledFacilities, ImprovedBetterCareFund)]
    [InlineData(2018, NhsMinimum, DisabledFacilities, ImprovedBetterCareFund)]
    [InlineData(2019, NhsMinimum, DisabledFacilities, ImprovedBetterCareFund, WinterPressures)]
    [InlineData(2020, NhsMinimum, DisabledFacilities, ImprovedBetterCareFund)]
    [InlineData(2021, NhsMinimum, DisabledFacilities, ImprovedBetterCareFund)]
    [InlineData(2022, NhsMinimum, DisabledFacilities, ImprovedBetterCareFund, DischargeAuthority, DischargeIcb)]
    [InlineData(2023, NhsMinimum, DisabledFacilities, ImprovedBetterCareFund, DischargeAuthority, DischargeIcb)]
    [InlineData(2024, NhsMinimum, DisabledFacilities, ImprovedBetterCareFund, DischargeAuthority, DischargeIcb)]
    [InlineData(2025, NhsMinimum, DisabledFacilities, ImprovedBetterCareFund)]
    public void Every_year_has_its_mandatory_sources(int year, params FundingSource[] sources) => Assert.Equal(sources, Of(year).Sources.Where(source => source.State == "mandatory").Select(source => source.Source));

    [Theory, MemberData(nameof(Years))]
    public void Every_source_has_a_state_in_every_year(int year) => Assert.Equal(Enum.GetValues<FundingSource>(), Of(year).Sources.Select(source => source.Source));

    [Theory]
    [InlineData(2018, "allowed")]
    [InlineData(2019, "mandatory")]
    public void Winter_pressures_were_beside_the_fund_and_then_in_it(int year, string state) => Assert.Equal(state, Of(year).Sources.Single(source => source.Source == WinterPressures).State);

    [Theory]
    [InlineData(2024, "iBCF")]
    [InlineData(2025, "LA Better Care Grant")]
    public void The_grant_to_councils_has_the_name_of_its_year(int year, string name) => Assert.Equal(name, Of(year).Sources.Single(source => source.Source == ImprovedBetterCareFund).Name);

    /// <summary>Domain note 2.3, by year, with its marks.</summary>
    public static TheoryData<int, (string Name, Mark Mark)[]> Conditions
    {
        get
        {
            (string, Mark)[] six =
            [
                ("plan jointly agreed", Mark.Verified), ("social care services protected", Mark.Verified), ("7-day services", Mark.Verified), ("data sharing with the NHS number", Mark.Verified),
                ("joint assessment with an accountable professional", Mark.Verified), ("consequential impact on acute providers agreed", Mark.Verified),
            ];
            (string, Mark)[] Four(Mark read) =>
            [
                ("plan jointly agreed", read), ("NHS contribution to social care maintained in line with inflation", read), ("investment in NHS-commissioned out-of-hospital services", Mark.Recalled), ("managing transfers of care", Mark.Recalled),
            ];
            (string, Mark)[] objectives =
            [
                ("plan jointly agreed", Mark.Recalled), ("objective: people independent at home for longer", Mark.Recalled), ("objective: right care in the right place at the right time", Mark.Recalled),
                ("social care and out-of-hospital services maintained", Mark.Recalled),
            ];
            return new()
            {
                { 2015, six },
                { 2016, [.. six, ("NHS-commissioned out-of-hospital services or a local risk share", Mark.Verified), ("local action plan for delayed transfers", Mark.Verified)] },
                { 2017, Four(Mark.Verified) }, { 2018, Four(Mark.Verified) }, { 2019, Four(Mark.Recalled) }, { 2020, Four(Mark.Recalled) }, { 2021, Four(Mark.Recalled) },
                { 2022, [.. Four(Mark.Recalled)[..3], ("two policy objectives: independent at home; right care, right place, right time", Mark.Verified)] },
                { 2023, objectives }, { 2024, objectives },
                {
                    2025,
                    [
                        ("plan jointly agreed", Mark.Verified), ("objectives implemented", Mark.Verified), ("grant and funding conditions, with the NHS minimum contribution to social care", Mark.Verified), ("oversight and support", Mark.Recalled),
                    ]
                },
            };
        }
    }

    [Theory, MemberData(nameof(Conditions))]
    public void Every_year_has_its_conditions_with_their_marks(int year, (string Name, Mark Mark)[] conditions)
    {
        Assert.Equal(conditions, Of(year).Conditions.Select(condition => (condition.Name, condition.Mark)));
        Assert.Equal(Enumerable.Range(1, conditions.Length), Of(year).Conditions.Select(condition => condition.Number));
    }

    /// <summary>Domain note 2.1 and 2.2: the board signs, if under delegation; from 2025-26 chief executives in person and the section 151 officer.</summary>
    [Theory, MemberData(nameof(Years))]
    public void Every_year_says_who_signs(int year) => Assert.Equal(
        year < 2025 ? [(SignOffRole.HwbChair, false)] : [(SignOffRole.HwbChair, false), (SignOffRole.NhsChiefExecutive, true), (SignOffRole.CouncilChiefExecutive, true), (SignOffRole.Section151Officer, true)],
        Of(year).Signatures.Select(signature => (signature.Role, signature.InPerson)));

    /// <summary>Domain note 2.2: no plans were sent in for 2020-21.</summary>
    [Theory, MemberData(nameof(Years))]
    public void Plans_were_sent_in_but_for_2020_21(int year) => Assert.Equal(year == 2020 ? "local" : "submitted", Book.On(new FinancialYear(year).FirstDay, "bcf.plan").Value);

    /// <summary>Domain note 2.6: no goals were asked for in 2020-21, three headline metrics in 2025-26.</summary>
    [Theory]
    [InlineData(2020)]
    [InlineData(2025, "emergency-admissions65", "discharge-delay", "long-term-admissions65")]
    public void Years_have_their_metrics(int year, params string[] metrics) => Assert.Equal(metrics.Order(), Of(year).Metrics.Select(metric => metric.Metric).Order());

    /// <summary>Domain note 3.1 and 3.3: +5.3%, three times +5.66%, and +3.9% of social care.</summary>
    [Theory]
    [InlineData(2020)]
    [InlineData(2021, "NHS minimum 5.3 England")]
    [InlineData(2022, "NHS minimum 5.66 each board")]
    [InlineData(2023, "NHS minimum 5.66 England")]
    [InlineData(2024, "NHS minimum 5.66 England")]
    [InlineData(2025, "SocialCare 3.9 each board")]
    public void Growth_of_minimums_is_what_was_read(int year, params string[] growth) => Assert.Equal(
        growth, Of(year).Growth.Select(one => FormattableString.Invariant($"{one.RingFence?.ToString() ?? "NHS minimum"} {one.Percent} {(one.EachBoard ? "each board" : "England")}")));

    [Fact]
    public void Before_the_fund_nothing_was_asked() => Assert.Null(PlanningRequirements.Of(new(2014), Book));

    /// <summary>A new framework is rows: an invented 2027-28 drops a condition, adds a signature and a growth, and loads a total. No other year is touched.</summary>
    [Fact]
    public void An_invented_2027_28_is_rows_and_no_closed_year_changes()
    {
        DateOnly from = new(2027, 4, 1), to = new(2028, 3, 31);
        var next = Book.With(
            Row("bcf.condition", "4", from, to, "none"), Row("bcf.condition", "3", from, to, "an invented condition"), Row("bcf.sign-off", "other", from, to, "required"), Row("bcf.source", "winter-pressures", from, to, "mandatory"),
            Row("bcf.minimum-growth", "social-care", from, to, "4.25", "per cent, each board"), Row("bcf.national-total", "nhs-minimum", from, to, "6100", "GBP m"));
        var invented = Of(2027, next);
        Assert.Equal(["plan jointly agreed", "objectives implemented", "an invented condition"], invented.Conditions.Select(condition => condition.Name));
        Assert.Contains(invented.Signatures, signature => signature.Role == SignOffRole.Other);
        Assert.Equal("mandatory", invented.Sources.Single(source => source.Source == WinterPressures).State);
        Assert.Equal(4.25m, Assert.Single(invented.Growth).Percent);
        Assert.Equal(6_100_000_000m, Assert.Single(NationalTotals.Of(new(2027), next)).Printed);

        Assert.All(Enumerable.Range(2015, 11), year =>
        {
            Assert.Equal(Json(Of(year)), Json(Of(year, next)));
            Assert.Equal(NationalTotals.Of(new(year), Book), NationalTotals.Of(new(year), next));
        });
        var closed = PlannedBoard.Of2025().Allocated(NhsMinimum, 3_000_000, fence: RingFence.SocialCare);
        Assert.Equal(Json(closed.Position()), Json(closed.Position(next)));
        // 3,000,000 x 1.0425 = 3,127,500.
        var check = closed.In(new(2027)).Allocated(NhsMinimum, 3_000_000, fence: RingFence.SocialCare, year: new(2026)).Allocated(NhsMinimum, 3_127_500, fence: RingFence.SocialCare).Check("G1", "ring-fence of social care", next);
        Assert.Equal((PlanCheckResult.Passed, 3_127_500m), (check.Result, check.Needs!.Value.Pounds));
    }

    private static string Json<T>(T value) => System.Text.Json.JsonSerializer.Serialize(value);
}
