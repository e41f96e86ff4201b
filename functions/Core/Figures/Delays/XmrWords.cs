using Monitoring.Core.Kernel;
using Monitoring.Core.Policy;

namespace Monitoring.Core.Figures.Delays;

/// <summary>What a chart says, in sentences that a board can act on.</summary>
internal static class XmrWords
{
    internal static string Number(decimal value) => value == 0 ? "0" : Words.Number(value, decimal.Abs(value) >= 100 ? 0 : decimal.Abs(value) >= 10 ? 1 : 2);

    /// <summary>What the limits say of a target: whether it is met whatever chance does, missed whatever chance does, or now and then.</summary>
    internal static string? Assurance(XmrSettings settings, decimal upper, decimal lower) => (settings.Target, settings.Direction) switch
    {
        ({ } target, MetricDirection.Lower) when target > upper => $"The target of {Number(target)} lies above the upper limit of {Number(upper)}: it is met as long as nothing changes.",
        ({ } target, MetricDirection.Lower) when target < lower => $"The target of {Number(target)} lies below the lower limit of {Number(lower)}: it is missed as long as nothing changes.",
        ({ } target, MetricDirection.Higher) when target > upper => $"The target of {Number(target)} lies above the upper limit of {Number(upper)}: it is missed as long as nothing changes.",
        ({ } target, MetricDirection.Higher) when target < lower => $"The target of {Number(target)} lies below the lower limit of {Number(lower)}: it is met as long as nothing changes.",
        ({ } target, MetricDirection.Lower or MetricDirection.Higher) => $"The target of {Number(target)} lies between the limits of {Number(decimal.Max(0, lower))} and {Number(upper)}: some months meet it and some miss it by chance.",
        _ => null,
    };

    /// <summary>The state of the last month first, then what is to be known of the series.</summary>
    /// <param name="since">First month of the last phase, where the chart is a part of a longer one.</param>
    internal static IEnumerable<string> Of(XmrChart chart, string unit, ReportingMonth? since = null)
    {
        if (chart.Last is not { } last)
        {
            yield return "No month has a figure: there is nothing to say.";
            yield break;
        }
        var phase = chart.Phases[last.Phase];
        yield return $"{last.Month.Name}: {Number(last.Value!.Value)} {unit}{Now(chart, last, phase, since ?? phase.From)}";
        if (phase.Upper is not null && RunToNow(chart, last, phase) is { } run && run.Count >= chart.Settings.Least)
            yield return $"{(last.Signal == Signal.Shift ? "" : $"Each of the {Words.Of(run.Count, "month")} from {run[0].Month.Name} lies {(run[0].Value > phase.Mean ? "above" : "below")} the mean of {Number(phase.Mean!.Value)}. ")}"
                + $"If you know what changed about {run[0].Month.Name}, record the month and the reason: the limits then start anew there.";
        if (last.Signal == Signal.None && phase.Upper is not null && Latest(chart, last) is { } before)
            yield return $"The latest signal was {Of(before.Meaning)}, {before.Month.Name} with {Number(before.Value!.Value)}: {before.Says}.";
        if (chart.Points[^1].Value is null)
            yield return Unknown(chart.Points[^1].Month);
        var gaps = chart.Points.Where(point => point.Value is null && point.Month < last.Month).Select(point => point.Month.Name).ToList();
        if (gaps.Count > 0)
            yield return $"{(gaps.Count > 3 ? $"{Words.Of(gaps.Count, "month")} between {gaps[0]} and {gaps[^1]} are" : $"{string.Join(" and ", gaps)} {(gaps.Count == 1 ? "is" : "are")}")} missing: a gap in the chart, and no run is counted across it.";
        foreach (var start in chart.Phases.Skip(1))
            yield return $"The limits start anew in {start.From.Name}: {start.Why}.";
        if (phase.Assurance is { } assurance)
            yield return assurance;
    }

    internal static string Unknown(ReportingMonth month) => $"Nothing is known of {month.Name}: it is missing, and not zero.";

    /// <summary>What the last figure is, after it: no signal of a small series stands without the warning.</summary>
    private static string Now(XmrChart chart, XmrPoint last, XmrPhase phase, ReportingMonth since)
    {
        if (phase.Upper is null)
            return $". {Words.Of(phase.Points, "month")} {(phase.Points == 1 ? "has" : "have")} figures since {since.Name}: too few to tell a signal from noise.";
        var care = chart.IsSmall ? $" {Care(phase)}" : "";
        return last.Signal == Signal.None ? $". It lies within what chance makes of {Number(phase.Mean!.Value)}, {Within(phase)}: noise, which needs no explanation of its own.{care}{(phase.Trial ? $" {Few(chart, phase)}" : "")}"
            : $", {last.Says}.{care}{(phase.Trial ? $" {Few(chart, phase)} It may be chance: wait for more months." : chart.IsSmall ? "" : $" {Meant(last.Meaning)}")}";
    }

    private static string Few(XmrChart chart, XmrPhase phase) => $"These are trial limits: {Words.Of(phase.Points, "month")} {(phase.Points == 1 ? "is" : "are")} few, and {chart.Settings.Least} are needed.";

    private static string Care(XmrPhase phase) => $"Small numbers: with {Number(phase.Mean!.Value)} on average one patient moves the chart, and a signal may be one patient's.";

    private static string Within(XmrPhase phase) => $"between {Number(decimal.Max(0, phase.Lower!.Value))} and {Number(phase.Upper!.Value)}";

    /// <summary>The points up to the last one that lie without a gap on its side of the mean of its phase.</summary>
    private static List<XmrPoint> RunToNow(XmrChart chart, XmrPoint last, XmrPhase phase)
    {
        var side = decimal.Sign(last.Value!.Value - phase.Mean!.Value);
        var run = chart.Points.Where(point => point.Month <= last.Month).Reverse().TakeWhile(point => point.Phase == last.Phase && point.Value is { } value && side != 0 && decimal.Sign(value - phase.Mean.Value) == side).Reverse().ToList();
        var gap = run.FindLastIndex(point => point.Month != last.Month && run.TrueForAll(other => other.Month != point.Month.AddMonths(1)));
        return run[(gap + 1)..];
    }

    /// <summary>The latest signal before a month, in the same phase.</summary>
    private static XmrPoint? Latest(XmrChart chart, XmrPoint last) => chart.Points.LastOrDefault(point => point.Phase == last.Phase && point.Month < last.Month && point.Signal != Signal.None);

    private static string Of(SignalMeaning meaning) => meaning switch
    {
        SignalMeaning.Concern => "one of concern",
        SignalMeaning.Improvement => "an improvement",
        _ => "a change",
    };

    private static string Meant(SignalMeaning meaning) => meaning switch
    {
        SignalMeaning.Concern => "Chance seldom does this: something made it worse. Ask what.",
        SignalMeaning.Improvement => "Chance seldom does this: something made it better. Find out what, and keep it.",
        _ => "Chance seldom does this: something changed.",
    };
}
