using System.Collections.Immutable;

namespace Monitoring.Core.Figures.Delays;

/// <summary>Months of a chart that are one signal: a whole trend or shift, or consecutive months outside the same limit or close to it.</summary>
/// <param name="Points">In order of months. Of a run the months that an earlier rule tells are left out.</param>
public sealed record XmrEpisode(ImmutableArray<XmrPoint> Points)
{
    public XmrPoint First => Points[0];

    public XmrPoint Last => Points[^1];
}

/// <summary>Parts of a chart, for pages that show what is now before what was.</summary>
public static class XmrWindow
{
    /// <summary>
    /// The end of a chart with the limits that the whole of it has. Limits start anew for a recorded reason only: limits of the last so many months would move every month, and with them what is a signal.
    /// </summary>
    /// <param name="months">How many, from the last backwards, missing ones among them.</param>
    /// <param name="unit">As for the whole chart.</param>
    public static XmrChart Recent(this XmrChart chart, int months, string unit)
    {
        if (chart.Points.IsEmpty || chart.Points[0].Month.AddMonths(months) > chart.Points[^1].Month)
            return chart;
        var first = chart.Points[^1].Month.AddMonths(1 - months);
        var before = chart.Phases.Count(phase => phase.To < first);
        var recent = chart with
        {
            Phases = [.. chart.Phases.Skip(before).Select(phase => phase.From < first ? phase with { From = first } : phase)],
            Points = [.. chart.Points.Where(point => point.Month >= first).Select(point => point with { Phase = point.Phase - before })],
        };
        // Whatever stands before the window is not seen in it, and a start of the limits at its edge is no line.
        return recent with { Says = [.. XmrWords.Of(recent, unit, chart.Last is { } last ? chart.Phases[last.Phase].From : first)] };
    }

    /// <summary>The signals of a chart, the first first.</summary>
    public static ImmutableArray<XmrEpisode> Episodes(this XmrChart chart)
    {
        var episodes = new List<List<XmrPoint>>();
        foreach (var point in chart.Points.Where(point => point.Signal != Signal.None))
        {
            // What is said of a run names its months, so it is the same for each of them and for no other run.
            var open = episodes.FindLast(episode => episode[^1] is var last && (last.Phase, last.Signal, last.Says) == (point.Phase, point.Signal, point.Says)
                && (point.Signal is Signal.Trend or Signal.Shift || last.Month.AddMonths(1) == point.Month));
            if (open is null)
                episodes.Add([point]);
            else
                open.Add(point);
        }
        return [.. episodes.Select(episode => new XmrEpisode([.. episode]))];
    }
}
