using System.Collections.Immutable;
using Monitoring.Core.Figures;
using Monitoring.Core.Figures.Funds;
using Monitoring.Core.Kernel;
using Monitoring.Core.Ledger;
using Monitoring.Core.Policy;
using Monitoring.Core.Returns;
using static Monitoring.Core.Tests.Figures.Funds.SmallPool;

namespace Monitoring.Core.Tests.Figures.Funds;

/// <summary>Schemes by hand (domain note on the Better Care Fund 2.5): unit cost, price and volume, spend against time, and groups. Everything is invented.</summary>
public class SchemePositionsTests
{
    internal static readonly FinancialYear Year = FinancialYear.Parse("2024-25");

    internal static PlanScheme Line(string id, decimal pounds, decimal? outputs = null, OutputUnit? unit = OutputUnit.Packages, string? name = null, FundingSource source = FundingSource.NhsMinimum, Section75? arrangement = null, JointWorking? working = null,
        string? starts = null, string? metric = null) =>
        new(City, Year, 1, id, name ?? $"Scheme {id}", null, SchemeType.Reablement, null, AreaOfSpend.SocialCare, Commissioner.Authority, null, null, null, source, Pence.FromPounds(pounds), false, outputs, outputs is null ? null : unit,
            arrangement, working, starts is null ? null : ReportingMonth.Parse(starts))
        { Metric = metric };

    internal static FundFacts With(IEnumerable<PlanRow> plan, SmallPool? quarter = null, Section75? arrangement = null)
    {
        var at = new DateTimeOffset(2024, 6, 10, 0, 0, 0, default);
        PlanRow[] rows = [new Plan(City, Year, 1, PlanStatus.Approved, Year.FirstDay, null, null, null, arrangement, null, AmountsIn.Pounds, null, null, null, null, null, null, null, null, null), .. plan];
        return FundFacts.Empty(City) with
        {
            Plans = [new(BcfPlan.Slice(City, Year, 1), City, "plan", ArrivalOrder.Of(at, "plan"), at, [.. rows.Select(row => new Sourced<PlanRow>(row, 2))])],
            Quarters = quarter is null ? [] : [quarter.Sent],
        };
    }

    internal static SchemesOfYear Schemes(FundFacts facts, params ImmutableArray<MetricPosition> metrics) => SchemePositions.Of(facts, Year, PolicyBook.Current, ReferenceBook.Current, metrics)!;

    private static SchemePosition One(IEnumerable<PlanRow> plan, SmallPool? quarter = null, Section75? arrangement = null) => Schemes(With(plan, quarter, arrangement)).Schemes[0];

    [Fact]
    public void Without_plan_and_return_there_are_no_schemes() => Assert.Null(SchemePositions.Of(FundFacts.Empty(City), Year, PolicyBook.Current, ReferenceBook.Current, []));

    /// <summary>
    /// 400 packages for £100,000 a year; by September £50,000 for 200 was planned and £54,000 for 180 spent. Unit costs 250 and 300; volume (180 - 200) x 250 = -5,000, price (300 - 250) x 180 = 9,000, together the 4,000 of
    /// the variance.
    /// </summary>
    [Fact]
    public void A_variance_is_volume_and_price()
    {
        var scheme = One([Line("1", 100_000, 400)], new SmallPool("2024-25-Q2").Scheme("1", "Scheme 1", 50_000, 54_000, 200, 180));
        Assert.Equal((250m, 300m), (scheme.PlannedUnitCost, scheme.UnitCost));
        Assert.Equal((P(4_000), P(-5_000), P(9_000)), (scheme.Variance, scheme.Volume, scheme.Price));
        Assert.Equal((54m, 50m, P(100_000), 400m), (scheme.SpentPercent, scheme.ExpectedPercent, scheme.PlannedYear, scheme.PlannedOutputsYear));
        Assert.Equal([250m, 300m, -5_000m, 9_000m], scheme.Steps.Select(step => step.Amount));
        Assert.Equal("Unit cost: £54,000.00 / 180 packages", scheme.Steps[1].Text);
        Assert.Empty(scheme.Flags);
    }

    /// <summary>(2 - 3) x 100 / 3 = -33.333..: volume is rounded, and price is the rest.</summary>
    [Fact]
    public void The_rounding_of_the_split_is_left_to_its_end()
    {
        var scheme = One([Line("1", 400)], new SmallPool("2024-25-Q2").Scheme("1", "Scheme 1", 100, 100, 3, 2));
        Assert.Equal((P(0), P(-33.33m), P(33.33m)), (scheme.Variance, scheme.Volume, scheme.Price));
    }

    [Theory]
    [InlineData("50000", "54000", "200", "0")]
    [InlineData("50000", "54000", "0", "180")]
    [InlineData("50000", "54000", null, "180")]
    [InlineData("50000", null, "200", "180")]
    [InlineData(null, "54000", "200", "180")]
    // A slip, of which the quotient would be more than a number holds.
    [InlineData("50000", "54000", "0.0000000000000000000000001", "180")]
    [InlineData("50000", "54000", "200", "0.0000000000000000000000001")]
    public void Without_outputs_there_is_neither_unit_cost_nor_split(string? planned, string? actual, string? plannedOutputs, string? outputs)
    {
        var scheme = One([Line("1", 100_000)], new SmallPool("2024-25-Q2").Scheme("1", "Scheme 1", Of(planned), Of(actual), Of(plannedOutputs), Of(outputs)));
        Assert.Equal((null, null), (scheme.Volume, scheme.Price));
        Assert.Equal(Of(actual) is null || Of(outputs) < 1, scheme.UnitCost is null);
    }

    [Fact]
    public void Until_a_return_arrives_the_unit_cost_is_that_of_the_year()
    {
        var scheme = One([Line("1", 100_000, 400)]);
        Assert.Equal((250m, null, null, null), (scheme.PlannedUnitCost, scheme.UnitCost, scheme.To, scheme.ExpectedPercent));
        Assert.Empty(scheme.Flags);
    }

    /// <summary>Domain note 2.5; ten percentage points are assumed (policy fund-scheme.most-apart).</summary>
    [Theory]
    [InlineData("2024-25-Q2", null, 60_000, "50", null)]
    [InlineData("2024-25-Q2", null, 60_001, "50", "60.0% of the year's plan is spent where 50.0% of its time is over.")]
    [InlineData("2024-25-Q2", null, 39_999, "50", "40.0% of the year's plan is spent where 50.0% of its time is over.")]
    [InlineData("2024-25-Q3", "2024-10", 45_000, "50", null)]
    [InlineData("2024-25-Q2", "2024-10", 10_001, "0", "10.0% of the year's plan is spent where 0.0% of its time is over.")]
    [InlineData("2024-25-Q4", "2024-10", 95_000, "100", null)]
    public void Spend_stands_against_the_time_that_is_over(string quarter, string? starts, int spent, string elapsed, string? flag)
    {
        var scheme = One([Line("1", 100_000, starts: starts)], new SmallPool(quarter).Scheme("1", "Scheme 1", null, spent));
        Assert.Equal((Of(elapsed), spent / 1_000m), (scheme.ExpectedPercent, scheme.SpentPercent));
        Assert.Equal(flag is null ? [] : [flag], scheme.Flags);
    }

    [Fact]
    public void A_scheme_is_all_its_lines()
    {
        var scheme = One([Line("1", 60, 6), Line("1", 40, 4, source: FundingSource.ImprovedBetterCareFund, starts: "2024-10")]);
        Assert.Equal((P(100), 10m, 10m), (scheme.PlannedYear, scheme.PlannedOutputsYear, scheme.PlannedUnitCost));
        Assert.Equal([FundingSource.NhsMinimum, FundingSource.ImprovedBetterCareFund], scheme.Sources);
    }

    [Fact]
    public void Outputs_of_different_units_are_never_added()
    {
        var scheme = One([Line("1", 60, 6), Line("1", 40, 4, OutputUnit.Beds)]);
        Assert.Equal((null, null), (scheme.PlannedOutputsYear, scheme.PlannedUnitCost));
        Assert.Equal(["Its lines are counted in packages and number of beds: its outputs of the year are not added."], scheme.Flags);
    }

    [Fact]
    public void What_does_not_fit_is_flagged()
    {
        var schemes = Schemes(With(
            [Line("1", 60, 6, name: "Home care"), Line("2", 40), Line("3", 40)],
            new SmallPool("2024-25-Q2").Scheme("1", "Home care hours", 30, 30, 3, 3, OutputUnit.HoursOfCare).Scheme("3", "Scheme 3", 20, 20, 2, 0).Scheme("9", "Unplanned", 1, 0, 1, 7))).Schemes;
        Assert.Equal(
            [
                "1: The plan calls it 'Home care', the return 'Home care hours'.", "1: The plan counts its outputs in packages, the return in hours of care.",
                "2: The return of Q2 2024-25 does not have it.",
                "3: £20.00 is spent, and nothing was delivered.",
                "9: Scheme 9 is not in the plan in force.", "9: 7 packages were delivered, and nothing was spent.",
            ],
            schemes.SelectMany(scheme => scheme.Flags, (scheme, flag) => $"{scheme.Scheme}: {flag}"));
    }

    [Fact]
    public void The_last_return_with_schemes_counts()
    {
        var facts = With([Line("1", 100)], new SmallPool("2024-25-Q1").Scheme("1", "Scheme 1", 25, 20));
        facts = facts with { Quarters = [.. facts.Quarters, new SmallPool("2024-25-Q2").Sent] };
        Assert.Equal(("2024-25-Q1", P(20)), (Schemes(facts).Schemes[0].To.ToString(), Schemes(facts).Schemes[0].ActualToDate));
    }

    [Fact]
    public void A_scheme_has_its_own_arrangement_else_that_of_the_plan()
    {
        Assert.Equal(Section75.LeadCommissioning, One([Line("1", 1, arrangement: Section75.LeadCommissioning)], arrangement: Section75.PooledFund).Arrangement);
        Assert.Equal(Section75.PooledFund, One([Line("1", 1)], arrangement: Section75.PooledFund).Arrangement);
        Assert.Null(One([Line("1", 1)]).Arrangement);
        var divided = One([Line("1", 1, arrangement: Section75.LeadCommissioning), Line("1", 1, arrangement: Section75.CareTrust, source: FundingSource.Other)], arrangement: Section75.PooledFund);
        Assert.Null(divided.Arrangement);
        Assert.Equal(["Its lines in the plan state several arrangements under section 75."], divided.Flags);
    }

    [Fact]
    public void The_same_money_twice_is_told()
    {
        var year = Year;
        PlanContribution Brings(string description, decimal pounds) => new(City, year, 1, City, PartnerKind.Council, FundingSource.DisabledFacilities, description, Pence.FromPounds(pounds), null, true, null);
        var twice = Schemes(With(
            [Line("1", 60, name: "Step-down beds"), Line("4", 60, name: "step down beds"), Line("5", 61, name: "Step-down beds"), Line("6", 60, name: "Other beds"), Brings("a", 5), Brings("b", 5), Brings("c", 6)],
            new SmallPool("2024-25-Q2").Scheme("1", "Scheme", 1, 2).Scheme("4", "scheme", 1, 2).Scheme("5", "Scheme", 1, 3))).Twice;
        Assert.Equal(
            [
                "'Step-down beds' with £60.00 from 'Minimum NHS contribution' stands in the plan as schemes 1 and 4.",
                "'Scheme' with £2.00 spent stands in the return as schemes 1 and 4.",
                "£5.00 of Nottingham from 'DFG' stands in the plan on 2 lines.",
            ],
            twice);
        Assert.Empty(Schemes(With([Line("1", 60), Line("1", 60, source: FundingSource.Other)])).Twice);
    }

    /// <summary>Two schemes of multi-agency teams in packages, one in beds, one that states nothing.</summary>
    [Fact]
    public void Schemes_are_compared_by_model_of_joint_working()
    {
        var schemes = Schemes(
            With(
                [
                    Line("1", 1_000, 10, working: JointWorking.MultiAgencyTeam, metric: "reablement"), Line("2", 2_000, 20, working: JointWorking.MultiAgencyTeam),
                    Line("3", 500, 5, OutputUnit.Beds, working: JointWorking.MultiAgencyTeam, metric: "reablement"), Line("4", 300), Line("5", 700, working: JointWorking.PlacementOfStaff),
                ],
                new SmallPool("2024-25-Q2").Scheme("1", "Scheme 1", 500, 600, 5, 5).Scheme("2", "Scheme 2", 1_000, 1_000, 10, 15).Scheme("3", "Scheme 3", 250, 400, 2, 0, OutputUnit.Beds).Scheme("4", "Scheme 4", null, 500, null, 9)),
            Goal("reablement", MetricTrack.OnTrack), Goal("reablement", MetricTrack.NotOnTrack), Goal("reablement", MetricTrack.OnTrack), Goal("falls", MetricTrack.NotOnTrack));
        Assert.Equal(["Placement of staff", "Multi-agency team", "Not stated"], schemes.ByWorking.Select(group => group.Group));
        var teams = schemes.ByWorking[1];
        Assert.Equal((3, P(3_500), P(1_750), P(2_000), 3, 80m), (teams.Schemes, teams.Planned, teams.PlannedToDate, teams.Actual, teams.ActualOf, teams.PercentOfSpend));
        Assert.Equal(
            [
                new GroupUnitCost(OutputUnit.Packages, 2, 15, 20, P(1_600), 100, 80),
                new GroupUnitCost(OutputUnit.Beds, 1, 2, 0, P(400), 125, null),
            ],
            teams.UnitCosts);
        Assert.Equal(["Reablement: on track for 2 goals and not on track for 1 goal.", "1 scheme names no metric."], teams.Outcomes.Select(outcome => outcome.Replace("Metric reablement (2 schemes)", "Reablement", StringComparison.Ordinal)));
        var none = schemes.ByWorking[2];
        Assert.Equal((P(300), null, P(500), 20m), (none.Planned, none.PlannedToDate, none.Actual, none.PercentOfSpend));
        Assert.Equal([new GroupUnitCost(OutputUnit.Packages, 1, null, 9, P(500), null, 500m / 9)], none.UnitCosts);
        var staff = schemes.ByWorking[0];
        Assert.Equal((P(700), null, 0, null), (staff.Planned, staff.Actual, staff.ActualOf, staff.PercentOfSpend));
        Assert.Equal("Not stated", Assert.Single(schemes.ByArrangement).Group);
    }

    /// <summary>Over boards spend and outputs are added, and each board's own metrics are the outcome of its own schemes.</summary>
    [Fact]
    public void Schemes_are_compared_over_boards()
    {
        var plan = new[] { Line("1", 1_000, 10, arrangement: Section75.LeadCommissioning, metric: "reablement") };
        SchemesOfBoard Board(decimal spent, decimal outputs, MetricTrack track) =>
            new(Schemes(With(plan, new SmallPool("2024-25-Q4").Scheme("1", "Scheme 1", 1_000, spent, 10, outputs))).Schemes, [Goal("reablement", track)]);
        var group = Assert.Single(SchemeGroups.ByArrangement([Board(1_200, 10, MetricTrack.OnTrack), Board(800, 10, MetricTrack.CannotTell), new([One([Line("2", 5, arrangement: Section75.LeadCommissioning)])], [Goal("reablement", MetricTrack.NotOnTrack)])]));
        Assert.Equal(("Lead commissioning", 3, P(2_005), P(2_000), 2), (group.Group, group.Schemes, group.Planned, group.Actual, group.ActualOf));
        Assert.Equal([new GroupUnitCost(OutputUnit.Packages, 2, 20, 20, P(2_000), 100, 100)], group.UnitCosts);
        Assert.Equal(["Metric reablement (2 schemes): on track for 1 goal and cannot be told for 1 goal.", "1 scheme names no metric."], group.Outcomes);
    }

    [Fact]
    public void A_metric_of_which_nothing_is_known_says_so() => Assert.Equal(
        [$"{Metrics.Current.Find("reablement")!.Name} (1 scheme): no goal is known."], Schemes(With([Line("1", 1, metric: "reablement")])).ByWorking[0].Outcomes);

    [Fact]
    public void Every_arrangement_and_model_has_its_words()
    {
        Assert.Equal(["Pooled fund", "Lead commissioning", "Integrated provision", "Care Trust"], Enum.GetValues<Section75>().Select(one => BetterCareFund.Section75Kind.Write(one)));
        Assert.Equal(
            ["Placement of staff", "Multi-agency team", "Intermediate care", "Structurally integrated service", "Single assessment", "Joint commissioning"], Enum.GetValues<JointWorking>().Select(one => BetterCareFund.WorkingKind.Write(one)));
    }

    private static MetricPosition Goal(string metric, MetricTrack track) =>
        new(metric, $"Metric {metric}", "2024-25", 1, new Figure(metric, metric, 1, "%", FigureStatus.Provisional), null, null, MetricDirection.Higher, track, null, "invented", Mark.Assumed, "invented");

    private static decimal? Of(string? number) => number is null ? null : decimal.Parse(number, System.Globalization.CultureInfo.InvariantCulture);
}
