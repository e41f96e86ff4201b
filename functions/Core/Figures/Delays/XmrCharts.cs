using System.Collections.Immutable;
using System.Globalization;
using Monitoring.Core.Kernel;
using Monitoring.Core.Policy;

namespace Monitoring.Core.Figures.Delays;

/// <summary>A month from which a chart's limits start anew because the body, or what is counted, is another: whoever draws the chart cannot choose it.</summary>
public readonly record struct SeriesBreak(ReportingMonth From, string Why);

/// <summary>
/// XmR charts as NHS Making Data Count draws them (domain note 6.2, read in NHSRplotthedots): the mean of a phase, limits of 2.66 times its average moving range on either side, and four rules of which the first that matches is told.
/// </summary>
public static class XmrCharts
{
    /// <summary>Limits lie so many average moving ranges from the mean: 3 / 1.128.</summary>
    private const decimal ToLimit = 2.66m;

    /// <summary>Moving ranges so many times their average are screened out: the upper limit of the range chart.</summary>
    private const decimal ToScreen = 3.267m;

    /// <summary>How charts are drawn on a date, as the policy has it: without target and rebases.</summary>
    public static XmrSettings Settings(DateOnly on, MetricDirection direction, PolicyBook policy) => new(
        policy.On(on, "xmr.screening").Value == "on", Number(policy, on, "xmr.run-length"), null, Number(policy, on, "xmr.least-points"), direction, null, [])
    { Small = decimal.Parse(policy.On(on, "xmr.small-mean").Value, CultureInfo.InvariantCulture) };

    /// <summary>
    /// The chart of a series.
    /// </summary>
    /// <param name="points">In order of months, no month twice. A missing month may be there without a value or not be there at all: it is a gap either way.</param>
    /// <param name="breaks">Where the body or what is counted changes.</param>
    /// <param name="unit">What a value is, for the sentences: <c>people delayed a day</c>.</param>
    public static XmrChart Of(IReadOnlyList<SeriesPoint> points, XmrSettings settings, IReadOnlyCollection<SeriesBreak> breaks, string unit)
    {
        var starts = Starts(points, settings, breaks);
        var phases = ImmutableArray.CreateBuilder<XmrPhase>();
        var drawn = ImmutableArray.CreateBuilder<XmrPoint>();
        for (var i = 0; i < starts.Count; i++)
        {
            var own = points.Where(point => point.Month >= starts[i].From && (i + 1 == starts.Count || point.Month < starts[i + 1].From)).ToList();
            var phase = Phase(own, starts[i].Why, settings);
            phases.Add(phase);
            drawn.AddRange(Drawn(own, phase, i, settings));
        }
        var chart = new XmrChart(settings, phases.ToImmutable(), drawn.ToImmutable(), []);
        return chart with { Says = [.. XmrWords.Of(chart, unit)] };
    }

    /// <summary>Where phases begin: the first month, breaks, and recorded rebases. Of two reasons for one month both are told.</summary>
    private static List<(ReportingMonth From, string Why)> Starts(IReadOnlyList<SeriesPoint> points, XmrSettings settings, IReadOnlyCollection<SeriesBreak> breaks)
    {
        if (points.Count == 0)
            return [];
        var (first, last) = (points[0].Month, points[^1].Month);
        var recorded = settings.Rebases.Select(rebase => (rebase.From, Why: $"{rebase.Reason} (limits start anew from {rebase.From.Name}, decided by {rebase.By} on {Words.Date(rebase.DecidedOn)})"));
        return
        [
            (first, "first month"),
            .. breaks.Select(change => (change.From, change.Why)).Concat(recorded)
                .Where(start => start.From > first && start.From <= last)
                // From the first point on: of a change in a gap, and another one before the gap ends, there are no points.
                .GroupBy(start => points.First(point => point.Month >= start.From).Month)
                .OrderBy(start => start.Key)
                .Select(start => (start.Key, string.Join("; ", start.OrderBy(one => one.From).Select(one => one.Why)))),
        ];
    }

    private static XmrPhase Phase(List<SeriesPoint> points, string why, XmrSettings settings)
    {
        var basis = (settings.Baseline is { } fixedAfter ? points.Where(point => point.Value is not null).Take(fixedAfter) : points.Where(point => point.Value is not null)).ToList();
        var (from, to) = (points[0].Month, points[^1].Month);
        var trial = basis.Count < settings.Least;
        if (basis.Count < 2)
            return new(from, to, why, basis.Count, null, null, null, null, null, null, 0, trial, null);
        // From the first value, so that the mean of equal values is that value to the last digit: a point would else lie beside its own mean.
        var mean = basis[0].Value!.Value + basis.Average(point => point.Value!.Value - basis[0].Value!.Value);
        var ranges = basis.Zip(basis.Skip(1)).Where(pair => pair.First.Month.AddMonths(1) == pair.Second.Month).Select(pair => decimal.Abs(pair.Second.Value!.Value - pair.First.Value!.Value)).ToList();
        if (ranges.Count == 0)
            return new(from, to, why, basis.Count, mean, null, null, null, null, null, 0, trial, null);
        var average = ranges.Average();
        // Screened once, not until nothing is left to screen. When all ranges are equal none is larger than its average.
        var kept = settings.Screened && average > 0 ? ranges.Where(range => range < ToScreen * average).ToList() : ranges;
        average = kept.Average();
        var (limit, near) = (ToLimit * average, ToLimit * average * 2 / 3);
        var (upper, lower) = (mean + limit, mean - limit);
        return new(from, to, why, basis.Count, mean, average, upper, lower, mean + near, mean - near, ranges.Count - kept.Count, trial, XmrWords.Assurance(settings, upper, lower));
    }

    private static IEnumerable<XmrPoint> Drawn(List<SeriesPoint> points, XmrPhase phase, int number, XmrSettings settings)
    {
        // A gap ends every run: the months on either side of it are not consecutive.
        var stretches = new List<List<SeriesPoint>>();
        foreach (var point in points)
        {
            if (point.Value is null)
                continue;
            if (stretches.Count == 0 || stretches[^1][^1].Month.AddMonths(1) != point.Month)
                stretches.Add([]);
            stretches[^1].Add(point);
        }
        var told = stretches.SelectMany(stretch => Told(stretch, phase, settings)).ToDictionary(told => told.Month);
        return points.Select(point => point.Value is null ? new XmrPoint(point.Month, null, number, Signal.None, SignalMeaning.None, null)
            : told[point.Month] is var (_, signal, high, says) && signal != Signal.None ? new XmrPoint(point.Month, point.Value, number, signal, Meaning(high, settings.Direction), says)
            : new XmrPoint(point.Month, point.Value, number, Signal.None, SignalMeaning.None, null));
    }

    private static IEnumerable<(ReportingMonth Month, Signal Signal, bool High, string Says)> Told(List<SeriesPoint> stretch, XmrPhase phase, XmrSettings settings)
    {
        var values = stretch.Select(point => point.Value!.Value).ToList();
        var sides = phase.Mean is { } mean ? values.Select(value => decimal.Sign(value - mean)).ToList() : [.. values.Select(_ => 0)];
        var close = values.Select(value => phase.Upper is { } upper && value <= upper && value >= phase.Lower && (value > phase.NearUpper || value < phase.NearLower)).ToList();
        var trends = XmrRules.Trend(values, settings.RunLength);
        var pairs = XmrRules.TwoInThree(close, sides);
        var shifts = XmrRules.Shift(sides, settings.RunLength);
        for (var i = 0; i < values.Count; i++)
        {
            if (values[i] > phase.Upper)
                yield return (stretch[i].Month, Signal.Outside, true, $"above the upper limit of {XmrWords.Number(phase.Upper!.Value)}");
            else if (values[i] < phase.Lower)
                yield return (stretch[i].Month, Signal.Outside, false, $"below the lower limit of {XmrWords.Number(phase.Lower!.Value)}");
            else if (trends[i] is { } trend)
                yield return (stretch[i].Month, Signal.Trend, trend.Direction > 0, $"one of {Words.Of(trend.Last - trend.First + 1, "month")} in a row, {stretch[trend.First].Month.Name} to {stretch[trend.Last].Month.Name}, each {(trend.Direction > 0 ? "higher" : "lower")} than the one before");
            else if (pairs[i])
                yield return (stretch[i].Month, Signal.TwoInThree, sides[i] > 0, $"one of two in three months in a row that lie close to the {(sides[i] > 0 ? "upper" : "lower")} limit");
            else if (shifts[i] is { } shift)
                yield return (stretch[i].Month, Signal.Shift, sides[i] > 0, $"one of {Words.Of(shift.Last - shift.First + 1, "month")} in a row, {stretch[shift.First].Month.Name} to {stretch[shift.Last].Month.Name}, {(sides[i] > 0 ? "above" : "below")} the mean of {XmrWords.Number(phase.Mean!.Value)}");
            else
                yield return (stretch[i].Month, Signal.None, false, "");
        }
    }

    private static int Number(PolicyBook policy, DateOnly on, string name) => int.Parse(policy.On(on, name).Value, CultureInfo.InvariantCulture);

    private static SignalMeaning Meaning(bool high, MetricDirection direction) => direction switch
    {
        MetricDirection.Lower => high ? SignalMeaning.Concern : SignalMeaning.Improvement,
        MetricDirection.Higher => high ? SignalMeaning.Improvement : SignalMeaning.Concern,
        _ => SignalMeaning.Neutral,
    };
}

/// <summary>A run of consecutive points, by their places.</summary>
/// <param name="Direction">Above zero rising, or above the mean; below zero falling, or below it.</param>
public readonly record struct Run(int First, int Last, int Direction);

/// <summary>The rules on runs (domain note 6.2, rules 2 to 4), over consecutive points.</summary>
public static class XmrRules
{
    /// <summary>Rule 4: so many points or more on one side of the mean, all of them flagged. A point on the mean breaks the run.</summary>
    /// <param name="sides">1 above the mean, -1 below, 0 on it.</param>
    public static Run?[] Shift(IReadOnlyList<int> sides, int length)
    {
        var flagged = new Run?[sides.Count];
        for (var first = 0; first < sides.Count;)
        {
            var last = first;
            while (last + 1 < sides.Count && sides[last + 1] == sides[first])
                last++;
            if (sides[first] != 0 && last - first + 1 >= length)
                Array.Fill(flagged, new Run(first, last, sides[first]), first, last - first + 1);
            first = last + 1;
        }
        return flagged;
    }

    /// <summary>Rule 2: so many consecutive points or more strictly rising or falling, all of them flagged. Equal neighbours break it.</summary>
    public static Run?[] Trend(IReadOnlyList<decimal> values, int length)
    {
        var flagged = new Run?[values.Count];
        for (var first = 0; first + 1 < values.Count;)
        {
            var direction = decimal.Sign(values[first + 1] - values[first]);
            var last = first + 1;
            while (last + 1 < values.Count && decimal.Sign(values[last + 1] - values[last]) == direction)
                last++;
            // The turning point is the last of one run and the first of the next; it is told with the first.
            for (var i = first; direction != 0 && last - first + 1 >= length && i <= last; i++)
                flagged[i] ??= new Run(first, last, direction);
            first = last;
        }
        return flagged;
    }

    /// <summary>Rule 3: within three consecutive points on one side of the mean at least two close to a limit; the close ones are flagged.</summary>
    public static bool[] TwoInThree(IReadOnlyList<bool> close, IReadOnlyList<int> sides)
    {
        var flagged = new bool[close.Count];
        for (var i = 0; i + 2 < close.Count; i++)
        {
            if (sides[i] == 0 || sides[i] != sides[i + 1] || sides[i] != sides[i + 2] || (close[i] ? 1 : 0) + (close[i + 1] ? 1 : 0) + (close[i + 2] ? 1 : 0) < 2)
                continue;
            for (var j = i; j <= i + 2; j++)
                flagged[j] |= close[j];
        }
        return flagged;
    }
}
