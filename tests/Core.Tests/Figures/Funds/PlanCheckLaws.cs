using CsCheck;
using Monitoring.Core.Figures.Funds;
using Monitoring.Core.Kernel;
using Monitoring.Core.Policy;
using Monitoring.Core.Returns;

namespace Monitoring.Core.Tests.Figures.Funds;

/// <summary>What holds of the checks of every plan, also of plans that no board would send.</summary>
public class PlanCheckLaws
{
    /// <summary>Schemes of any source, area and commissioner, and minimums of three groups, with the ring-fences of any size.</summary>
    private static readonly Gen<PlannedBoard> Any = Gen.Select(
        Gen.Select(Gen.Int[0, 10], Gen.Int[0, 6], Gen.Int[0, 2], Gen.Int[0, 100], Gen.Long[0, 10_000_000_000]).Array[1, 8], Gen.Long[0, 10_000_000_000].Array[3], Gen.Long[0, 20_000_000_000], Gen.Long[0, 20_000_000_000],
        (schemes, minimums, outOfHospital, socialCare) => schemes.Select((scheme, i) => (scheme, i)).Aggregate(
            minimums.Select((minimum, i) => (minimum, Body: $"0{i}X")).Aggregate(
                PlannedBoard.Of2015().Without<PlanScheme>().Allocated(FundingSource.NhsMinimum, outOfHospital / 100m, fence: RingFence.OutOfHospital).Allocated(FundingSource.NhsMinimum, socialCare / 100m, fence: RingFence.SocialCare),
                (fund, part) => fund.Allocated(FundingSource.NhsMinimum, part.minimum / 100m, part.Body)
                    .Add(new PlanContribution("730", new(2015), 1, part.Body, PartnerKind.Ccg, FundingSource.NhsMinimum, null, new Pence(part.minimum), null, true, null))),
            (fund, one) => fund.Add(Scheme(one.i, (FundingSource)one.scheme.Item1, (AreaOfSpend)one.scheme.Item2, (Commissioner)one.scheme.Item3, one.scheme.Item4, one.scheme.Item5))));

    private static PlanScheme Scheme(int id, FundingSource source, AreaOfSpend area, Commissioner commissioner, int nhs, long pence) => new(
        "730", new(2015), 1, $"{id}", $"Invented {id}", null, SchemeType.Other, null, area, commissioner, commissioner == Commissioner.Joint ? nhs : null, commissioner == Commissioner.Joint ? 100 - nhs : null, null, source, new Pence(pence), false,
        null, null, null, null, null);

    [Fact]
    public void Headroom_is_what_the_plan_has_less_what_it_needs() => Any.Sample(fund => Assert.All(fund.Position().Checks, check =>
        Assert.Equal(check.Has is { } has && check.Needs is { } needs ? has - needs : null, check.Headroom)));

    /// <summary>Domain note 3.4, F5 and F6: enough and more passes, less fails.</summary>
    [Fact]
    public void A_ring_fence_fails_exactly_below_zero_headroom() => Any.Sample(fund => Assert.All(["F5", "F6"], rule =>
        Assert.Equal(fund.Check(rule).Headroom < default(Pence) ? PlanCheckResult.Failed : PlanCheckResult.Passed, fund.Check(rule).Result)));

    /// <summary>Domain note 3.4, F1: by contributing CCG or ICB, and in total.</summary>
    [Fact]
    public void What_all_groups_need_is_what_the_plan_needs() => Any.Sample(fund =>
    {
        var bodies = fund.Checks("F1").Where(check => check.Needs is not null).ToLookup(check => check.About is null);
        Assert.Equal(Assert.Single(bodies[true]).Needs!.Value.Number, bodies[false].Sum(check => check.Needs!.Value.Number));
    });

    /// <summary>What each group brings is its part, so that all groups pass; the sum of what they bring is the income from the minimum.</summary>
    [Fact]
    public void What_all_groups_have_is_the_income_from_the_minimum() => Any.Sample(fund =>
        Assert.Equal(fund.Position().Sources.Single(source => source.Source == FundingSource.NhsMinimum).Income.Number, fund.Checks("F1").Where(check => check.About is not null).Sum(check => check.Has?.Number ?? 0)));

    /// <summary>A pound more on a line moves the rules that count it by a pound, or by the share that counts, and no other ring-fence; the balance falls by a pound.</summary>
    [Fact]
    public void A_pound_more_on_a_line_moves_the_rules_that_count_it() => Any.Sample(fund =>
    {
        // Shares are whole per cents, so that a pound's share is whole pence.
        var line = fund.Plan.Of<PlanScheme>().First().Row;
        var more = fund.Scheme(line.Scheme, scheme => scheme with { Expenditure = scheme.Expenditure + new Pence(100) });
        var (isMinimum, isJoint) = (line.Source == FundingSource.NhsMinimum, line.Commissioner == Commissioner.Joint);
        long outOfHospital = !isMinimum || line.Area == AreaOfSpend.Acute || line.Commissioner == Commissioner.Authority ? 0 : isJoint ? (long)line.NhsShare! : 100;
        Assert.Equal(outOfHospital, Moved("F5"));
        Assert.Equal(isMinimum && line.Area == AreaOfSpend.SocialCare ? 100 : 0, Moved("F6"));
        Assert.Equal(isMinimum ? 100 : 0, Moved("F1"));
        Assert.Equal(-100, Moved("F4"));

        long Moved(string rule) => more.Check(rule).Headroom!.Value.Number - fund.Check(rule).Headroom!.Value.Number;
    });

    /// <summary>Domain note U7: the counted lines are the whole of what a ring-fence has.</summary>
    [Fact]
    public void The_counted_lines_come_to_what_is_counted() => Any.Sample(fund => Assert.All(["F5", "F6"], rule => Assert.Equal(fund.Check(rule).Has!.Value.Number, fund.Check(rule).Counted.Sum(line => line.Counts.Number))));

    /// <summary>Domain note U6: an allocation that is only recalled moves no result but its own to "cannot tell".</summary>
    [Fact]
    public void What_is_recalled_fails_nothing() => Any.Sample(fund =>
    {
        var recalled = fund with { Facts = fund.Facts with { Allocations = [.. fund.Facts.Allocations.Select(one => one with { Row = one.Row with { Status = Mark.Recalled } })] } };
        Assert.All(recalled.Checks("F1").Concat(recalled.Checks("F6")), check => Assert.NotEqual(PlanCheckResult.Failed, check.Result));
    });
}
