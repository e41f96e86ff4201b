using System.Globalization;
using Monitoring.Core.Policy;

namespace Monitoring.Core.Figures.Funds;

/// <summary>What would have followed from an improvement under the scheme of December 2013.</summary>
public enum SupersededBand
{
    /// <summary>The area would have used the money that was held back by its own contingency plan.</summary>
    Reached,

    /// <summary>The area might have had to write a recovery plan, reviewed by peers; without agreement NHS England would have directed how the money was used.</summary>
    NotReached,

    /// <summary>No improvement was planned, so there is nothing to compare with.</summary>
    CannotTell,
}

/// <summary>An improvement beside the one that was planned.</summary>
/// <param name="Achievement">Achieved over planned, in per cent, exact; null when no improvement was planned.</param>
/// <param name="Threshold">Per cent from which the money would have been released.</param>
public sealed record SupersededAchievement(decimal? Achievement, decimal Threshold, SupersededBand Band);

/// <summary>
/// The performance scheme that was announced in December 2013 and replaced in July 2014 (domain note 1.1). It never paid: ministers dropped the withdrawal of money in February 2014. It is kept as history, for each metric by
/// itself, and is in no figure of a board. Its 70% is a threshold of achievement and no weighting of metrics.
/// </summary>
public static class SupersededScheme
{
    /// <summary>The band of a metric; null on a date on which the scheme was not announced, or was replaced.</summary>
    /// <param name="planned">Improvement planned, above zero in the direction of good.</param>
    /// <param name="achieved">Improvement achieved, in the same unit; below zero when it got worse.</param>
    public static SupersededAchievement? Band(decimal planned, decimal achieved, DateOnly on, PolicyBook policy)
    {
        if (policy.TryOn(on, "performance-payment.superseded-threshold") is not { Value: not "none" } row)
            return null;
        var threshold = decimal.Parse(row.Value, CultureInfo.InvariantCulture);
        return planned <= 0 ? new(null, threshold, SupersededBand.CannotTell)
            : new(achieved * 100 / planned, threshold, achieved * 100 >= threshold * planned ? SupersededBand.Reached : SupersededBand.NotReached);
    }
}
