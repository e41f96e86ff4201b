using System.Collections.Immutable;
using System.Globalization;
using Monitoring.Core.Kernel;
using Monitoring.Core.Policy;
using Monitoring.Core.Returns;

namespace Monitoring.Core.Figures.Funds;

/// <summary>A source of funding in a year.</summary>
/// <param name="Name">As the year called it: iBCF, from 2025-26 LA Better Care Grant.</param>
/// <param name="State"><c>mandatory</c>, <c>allowed</c> or <c>none</c>.</param>
public sealed record RequiredSource(FundingSource Source, string Name, string State, Mark Mark, string Rests);

/// <summary>A national condition of a year.</summary>
public sealed record RequiredCondition(int Number, string Name, Mark Mark, string Rests);

/// <summary>Who must approve a plan of the year.</summary>
/// <param name="InPerson">Nobody may sign for them.</param>
public sealed record RequiredSignature(SignOffRole Role, string Name, bool InPerson, Mark Mark, string Rests);

/// <summary>A part of the NHS minimum that the year keeps for something.</summary>
/// <param name="Minimum"><c>none</c>; <c>local</c>, an amount that the area agrees; or <c>published</c> for each board.</param>
/// <param name="Counts">Which lines count towards it, in words.</param>
public sealed record RequiredRingFence(RingFence RingFence, string Minimum, string Counts, Mark Mark, string Rests);

/// <summary>By how much a minimum grew on the year before.</summary>
/// <param name="RingFence">The part of the NHS minimum that grew; null for the minimum itself.</param>
/// <param name="EachBoard">The rate is known to be every board's own, and not only England's.</param>
public sealed record MinimumGrowth(RingFence? RingFence, decimal Percent, bool EachBoard, Mark Mark, string Rests);

/// <summary>A metric for which the year asks for goals.</summary>
/// <param name="Grain"><c>year</c>, <c>quarter</c>, <c>month</c>, <c>any</c>, or <c>admissions</c> where goals stand on the sheet of that name.</param>
public sealed record RequiredMetric(string Metric, string Name, string Grain, Mark Mark, string Rests);

/// <summary>
/// What the Better Care Fund asks of a plan in a year (domain note 2.2, 2.3, 2.6 and 3.1 to 3.4): all of it rows of policy, each with how sure it is and where it stands (<c>Rests</c>). A new year is new rows.
/// </summary>
/// <param name="Sources">Every source of funding; also those that the year does not have.</param>
/// <param name="Growth">Of the minimums whose growth was read; no row for the others.</param>
public sealed record PlanningRequirements(
    FinancialYear Year, ImmutableArray<RequiredSource> Sources, ImmutableArray<RequiredCondition> Conditions, ImmutableArray<RequiredSignature> Signatures, ImmutableArray<RequiredRingFence> RingFences,
    ImmutableArray<MinimumGrowth> Growth, ImmutableArray<RequiredMetric> Metrics)
{
    /// <summary>What a year asks; null for a year without the fund.</summary>
    public static PlanningRequirements? Of(FinancialYear year, PolicyBook policy) =>
        policy.TryOn(year.FirstDay, "bcf.plan") is not { Value: not "none" } ? null : new(year,
            [.. from source in Enum.GetValues<FundingSource>()
                let row = BetterCareFund.Row(policy, "bcf.source", year, source)
                where row is not null
                select new RequiredSource(source, BetterCareFund.Name(source, year, policy), row.Value, row.Mark, row.Source)],
            [.. from condition in BcfPlanRules.ConditionsOf(policy, year)
                select new RequiredCondition(condition.Number, condition.Row.Value, condition.Row.Mark, condition.Row.Source)],
            [.. from role in Enum.GetValues<SignOffRole>()
                let row = BetterCareFund.Row(policy, "bcf.sign-off", year, role)
                where row is { Value: "required" or "in-person" }
                select new RequiredSignature(role, BcfPlanRules.SignOffName(role), row.Value == "in-person", row.Mark, row.Source)],
            [.. from fence in Enum.GetValues<RingFence>()
                let row = BetterCareFund.Row(policy, "bcf.ring-fence", year, fence)
                let filter = Returns.RingFences.FilterOf(fence, year, policy)
                where row is { Value: not "none" } && filter is not null
                select new RequiredRingFence(fence, row.Value, filter.Says, filter.Mark > row.Mark ? filter.Mark : row.Mark, $"{row.Source}; {filter.Source}")],
            [.. from fence in Enum.GetValues<RingFence>().Select(fence => (RingFence?)fence).Prepend(null)
                let growth = GrowthOf(fence, year, policy)
                where growth is not null
                select growth],
            [.. from key in policy.Metrics.All.Select(metric => metric.Key)
                let metric = policy.Metrics.On(year.FirstDay, key)
                where metric is not null
                select new RequiredMetric(key, metric.Name, BcfPlanRules.Grain(policy, year, key)!, metric.GoalsMark, metric.Source)]);

    /// <summary>The growth of a minimum on the year before, as announced; null where none was read.</summary>
    internal static MinimumGrowth? GrowthOf(RingFence? fence, FinancialYear year, PolicyBook policy) =>
        policy.TryOn(year.FirstDay, "bcf.minimum-growth", fence is { } part ? BetterCareFund.KeyOf(part) : BetterCareFund.KeyOf(FundingSource.NhsMinimum)) is { Value: not "none" } row
            ? new(fence, decimal.Parse(row.Value, CultureInfo.InvariantCulture), row.Unit.Contains("each board", StringComparison.Ordinal), row.Mark, row.Source) : null;
}
