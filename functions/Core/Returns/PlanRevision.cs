using System.Collections.Immutable;
using System.Globalization;
using Monitoring.Core.Policy;

namespace Monitoring.Core.Returns;

/// <summary>A revision of planned admissions beside the plan before it: no change was expected where that was near the operational plans (guidance of March 2015; domain note 1.2, and 1.4, rule 13).</summary>
/// <param name="Earlier">Number of the version before.</param>
/// <param name="ChangesAdmissions">The revision gives planned admissions, and others than before.</param>
/// <param name="Fall">Of the version before, planned fall in per cent of the baseline; null without a baseline.</param>
/// <param name="OperationalTarget">Fall in the operational plans of the CCGs, per cent; null when neither version gives it.</param>
/// <param name="Within">Percentage points within which no change was expected.</param>
internal sealed record PlanRevision(int Earlier, bool ChangesAdmissions, decimal? Fall, decimal? OperationalTarget, decimal Within, string Source)
{
    /// <summary>Percentage points between the version before and the operational plans; null where one is not known.</summary>
    public decimal? Apart => Fall - OperationalTarget is { } difference ? decimal.Abs(difference) : null;

    public bool IsWithin => Apart <= Within;

    /// <summary>Null where there is no earlier version, or no gate in the year.</summary>
    public static PlanRevision? Of(ImmutableArray<PlanRow> earlier, ImmutableArray<PlanRow> revised, PolicyBook policy)
    {
        if (earlier.IsDefaultOrEmpty || revised.OfType<Plan>().FirstOrDefault() is not { } plan || policy.TryOn(plan.Year.FirstDay, "performance-payment.revision-gate") is not { Value: not "none" } row)
            return null;
        var (before, now) = (earlier.OfType<PlanAdmissions>().ToList(), revised.OfType<PlanAdmissions>().ToList());
        return new(
            earlier[0].Version, now.Count > 0 && !Planned(before).SequenceEqual(Planned(now)), BcfPlanRules.PlannedFall(before), plan.OperationalTarget ?? earlier.OfType<Plan>().FirstOrDefault()?.OperationalTarget,
            decimal.Parse(row.Value, CultureInfo.InvariantCulture), row.Source);
    }

    private static IEnumerable<(Kernel.FinancialQuarter, int)> Planned(IEnumerable<PlanAdmissions> lines) => lines.Select(line => (line.Quarter, line.Planned)).Order();
}
