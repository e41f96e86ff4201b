using System.Collections.Immutable;
using Monitoring.Core.Policy;
using Monitoring.Core.Returns;

namespace Monitoring.Core.Figures.Funds;

/// <summary>Whether a goal is being met.</summary>
public enum MetricTrack
{
    OnTrack,
    NotOnTrack,

    /// <summary>The goal, the actual, or the direction of good is not known: the reason says which.</summary>
    CannotTell,

    /// <summary>Its period is not over by what has been returned: it is judged when it is.</summary>
    NotDueYet,
}

/// <summary>A metric in a period: goal, actual, and whether it is on track.</summary>
/// <param name="Metric">Key (<see cref="Metrics"/>).</param>
/// <param name="Period"><c>2025-26</c>, <c>2025-26-Q1</c> or <c>2025-04</c>.</param>
/// <param name="Goal">In the metric's unit, from the plan in force.</param>
/// <param name="Actual">Computed where the inputs exist (a figure with numerator, denominator and working), else as given; not calculable with its reason when there is neither.</param>
/// <param name="Given">As the board's return has it.</param>
/// <param name="Population">The estimate that was used; null when it has none.</param>
/// <param name="BoardSays">As the board sees it; null when it has not said.</param>
/// <param name="Why">The reason in words, with the figures that are compared; then what the board says where it differs from what the figures say.</param>
public sealed record MetricPosition(
    string Metric, string Name, string Period, decimal? Goal, Figure Actual, decimal? Given, string? Population, MetricDirection Direction, MetricTrack Track, MetricOutlook? BoardSays, string Why, Mark Mark, string Source)
{
    /// <summary>Decimals to which value and goal are shown and compared; the figure keeps its exact value.</summary>
    public int Places { get; init; }

    /// <summary>What was planned as a number of admissions, people or days; null where the plan does not say it.</summary>
    public decimal? GoalCount { get; init; }

    /// <summary>What is measured, where the board chose it.</summary>
    public string? Definition { get; init; }
}

/// <summary>How many goals there are, and how they stand: the one count of goals, whoever shows it. A period for which nothing was planned is no goal, whatever was returned of it.</summary>
/// <param name="CannotTell">Their period is over, and actual or direction is not known.</param>
/// <param name="NotDueYet">Their period is not over by what has been returned: they are no part of <see cref="Due"/>.</param>
public sealed record GoalCounts(int OnTrack, int NotOnTrack, int CannotTell, int NotDueYet)
{
    /// <summary>Goals that can be asked about: all but those that are not due yet.</summary>
    public int Due => OnTrack + NotOnTrack + CannotTell;

    public static GoalCounts Of(IEnumerable<MetricPosition> metrics)
    {
        var goals = metrics.Where(metric => metric.IsGoal).CountBy(metric => metric.Track).ToDictionary();
        return new(Of(MetricTrack.OnTrack), Of(MetricTrack.NotOnTrack), Of(MetricTrack.CannotTell), Of(MetricTrack.NotDueYet));

        int Of(MetricTrack track) => goals.GetValueOrDefault(track);
    }
}

/// <summary>Which positions are goals.</summary>
public static class MetricGoals
{
    extension(MetricPosition position)
    {
        /// <summary>A value, or a number, was planned for the period: without one there is nothing to judge.</summary>
        public bool IsGoal => position.Goal is not null || position.GoalCount is not null;
    }
}
