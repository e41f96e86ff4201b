using Monitoring.Core.Kernel;
using Monitoring.Core.Policy;

namespace Monitoring.Core.Figures.Delays;

/// <summary>A history as far as a month: for what is told of that month, and stays as it is when later ones arrive.</summary>
public static class HistoryTo
{
    private const string Unit = "people delayed a day";

    /// <summary>
    /// Months, answers and restatements to the end of a month, with limits of the points to then. Comparisons, measures of years that were not over, and sentences belong to the last month of the whole history and are left out; so is
    /// the target, which <see cref="Histories"/> chooses for that month. Null where the history begins later.
    /// </summary>
    public static DelayHistory? To(this DelayHistory history, ReportingMonth last, PolicyBook policy)
    {
        var months = history.Months.Where(month => month.Month <= last).ToList();
        if (months.Count == 0)
            return null;
        var beds = Chart(history.Beds, Unit);
        return history with
        {
            Status = Histories.StatusOf([.. months]),
            Months = [.. months],
            Beds = beds,
            SocialCareBeds = history.SocialCareBeds is { } socialCare ? Chart(socialCare, $"{Unit}, social care alone") : null,
            Years = [.. history.Years.Where(measure => measure.Year.LastDay <= last.LastDay)],
            Comparisons = [],
            Says = beds.Says,
            Changed = [.. history.Changed.Where(restated => restated.Month <= last)],
            Answers = [.. history.Answers.Where(answer => answer.Month <= last)],
            Switches = Switches.On(months[^1].Month.LastDay, Switches.OfCharts, policy),
        };

        XmrChart Chart(XmrChart whole, string unit)
        {
            var settings = XmrCharts.Settings(last.LastDay, whole.Settings.Direction, policy) with { Baseline = whole.Settings.Baseline };
            // Reasons of breaks and of recorded rebases stand with the phases that they begin.
            var breaks = whole.Phases.Skip(1).Where(phase => phase.From <= last).Select(phase => new SeriesBreak(phase.From, phase.Why)).ToList();
            var chart = XmrCharts.Of([.. whole.Points.Where(point => point.Month <= last).Select(point => new SeriesPoint(point.Month, point.Value))], settings, breaks, unit);
            return chart with { Settings = settings with { Rebases = [.. whole.Settings.Rebases.Where(rebase => rebase.From <= last)] } };
        }
    }
}
