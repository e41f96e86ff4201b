using Monitoring.Core.Kernel;
using Monitoring.Core.Policy;

namespace Monitoring.Core.Figures.Delays;

/// <summary>What a chart says, in sentences that a board can act on.</summary>
internal static class XmrWords
{
    internal static string Number(decimal value) => Words.Number(value, decimal.Abs(value) >= 100 ? 0 : decimal.Abs(value) >= 10 ? 1 : 2);

    /// <summary>What the limits say of a target: whether it is met whatever chance does, missed whatever chance does, or now and then.</summary>
    internal static string? Assurance(XmrSettings settings, decimal upper, decimal lower) => (settings.Target, settings.Direction) switch
    {
        ({ } target, MetricDirection.Lower) when target > upper => $"The target of {Number(target)} lies above the upper limit of {Number(upper)}: it is met as long as nothing changes.",
        ({ } target, MetricDirection.Lower) when target < lower => $"The target of {Number(target)} lies below the lower limit of {Number(lower)}: it is missed as long as nothing changes.",
        ({ } target, MetricDirection.Higher) when target > upper => $"The target of {Number(target)} lies above the upper limit of {Number(upper)}: it is missed as long as nothing changes.",
        ({ } target, MetricDirection.Higher) when target < lower => $"The target of {Number(target)} lies below the lower limit of {Number(lower)}: it is met as long as nothing changes.",
        ({ } target, MetricDirection.Lower or MetricDirection.Higher) => $"The target of {Number(target)} lies between the limits of {Number(lower)} and {Number(upper)}: some months meet it and some miss it by chance.",
        _ => null,
    };

    internal static IEnumerable<string> Of(XmrChart chart, string unit)
    {
        if (chart.Points.LastOrDefault(point => point.Value is not null) is not { } last)
        {
            yield return "No month has a figure: there is nothing to say.";
            yield break;
        }
        var phase = chart.Phases[last.Phase];
        var trial = phase.Trial ? $" These are trial limits: {Words.Of(phase.Points, "month")} {(phase.Points == 1 ? "is" : "are")} few, and {chart.Settings.Least} are needed." : "";
        yield return phase.Upper is null ? $"{last.Month.Name}: {Number(last.Value!.Value)} {unit}. {Words.Of(phase.Points, "month")} {(phase.Points == 1 ? "has" : "have")} figures since {phase.From.Name}: too few to tell a signal from noise."
            : last.Signal == Signal.None ? $"{last.Month.Name}: {Number(last.Value!.Value)} {unit}. It lies within what chance makes of {Number(phase.Mean!.Value)}, {Within(phase)}: noise, which needs no explanation of its own.{trial}"
            : $"{last.Month.Name}: {Number(last.Value!.Value)} {unit}, {last.Says}. {Meant(last.Meaning)}{trial}";
        if (last.Signal == Signal.None && phase.Upper is not null && Latest(chart, last) is { } before)
            yield return $"The last signal was {before.Month.Name} with {Number(before.Value!.Value)}: {before.Says}. {Meant(before.Meaning)}";
        if (chart.Points[^1].Value is null)
            yield return $"Nothing is known of {chart.Points[^1].Month.Name}: it is missing, and not zero.";
        var gaps = chart.Points.Where(point => point.Value is null && point.Month < last.Month).Select(point => point.Month.Name).ToList();
        if (gaps.Count > 0)
            yield return $"{(gaps.Count > 3 ? $"{Words.Of(gaps.Count, "month")} between {gaps[0]} and {gaps[^1]} are" : $"{string.Join(" and ", gaps)} {(gaps.Count == 1 ? "is" : "are")}")} missing: a gap in the chart, and no run is counted across it.";
        foreach (var start in chart.Phases.Skip(1))
            yield return $"The limits start anew in {start.From.Name}: {start.Why}.";
        if (phase.Assurance is { } assurance)
            yield return assurance;
    }

    private static string Within(XmrPhase phase) => $"between {Number(decimal.Max(0, phase.Lower!.Value))} and {Number(phase.Upper!.Value)}";

    /// <summary>The latest signal before a month, in the same phase.</summary>
    private static XmrPoint? Latest(XmrChart chart, XmrPoint last) => chart.Points.LastOrDefault(point => point.Phase == last.Phase && point.Month < last.Month && point.Signal != Signal.None);

    private static string Meant(SignalMeaning meaning) => meaning switch
    {
        SignalMeaning.Concern => "This is a signal and not chance: something made it worse. Ask what.",
        SignalMeaning.Improvement => "This is a signal and not chance: something made it better. Find out what, and keep it.",
        _ => "This is a signal and not chance: something changed.",
    };
}
