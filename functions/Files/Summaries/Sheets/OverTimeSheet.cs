using System.Collections.Immutable;
using Monitoring.Core.Figures.Delays;
using Monitoring.Core.Kernel;
using Monitoring.Files.Delays;
using Monitoring.Files.Workbooks;
using Monitoring.Files.Workbooks.Sheets;

namespace Monitoring.Files.Summaries.Sheets;

/// <summary>People delayed a day over time with the limits of chance and the months that stand out, as a table and a chart.</summary>
internal static class OverTimeSheet
{
    public const string Name = "Delays over time", Table = "tblOverTime";

    private const string Month = "Month", People = "People delayed a day", Signal = "Signal", Target = "Target", Mean = "Mean", Upper = "Upper limit", Lower = "Lower limit";

    /// <summary>Limits are worked out from all months; so many are shown, which fit a page beside the chart.</summary>
    public const int Shown = 36;

    public static SheetPlan Of(SummaryRows rows)
    {
        var chart = rows.Summary.Delays!.Beds;
        ImmutableArray<XmrPoint> points = [.. chart.Points.TakeLast(Shown)];
        // A phase has other columns than the one before it, so that no line joins the two.
        var phases = points.Select(point => point.Phase).Distinct().ToList();
        ImmutableArray<string> endings = phases.Count > 1 ? ["", ", next phase"] : [""];
        var lower = chart.Phases.Where((_, phase) => phases.Contains(phase)).Any(phase => phase.Lower > 0);
        var target = chart.Settings.Target;
        // Of too few months there is neither: the legend would name lines that nobody sees.
        var (mean, upper) = (Any(phase => phase.Mean), Any(phase => phase.Upper));
        var hasSignal = points.Any(point => point is { Signal: not Core.Figures.Delays.Signal.None, Value: not null });
        return new(Name, "People delayed a day over time, with what chance explains and what it does not", "Delays over time")
        {
            Sentences = SheetPlan.Say(Sentences(chart)),
            Table = new TablePlan(Table,
                [
                    new(Month, Number: true), new(People, Number: true), new(Signal, Number: true), .. endings.SelectMany(ending => Limits(ending).Select(heading => new ColumnPlan(heading, Number: true))),
                    .. target is null ? Array.Empty<ColumnPlan>() : [new ColumnPlan(Target, Number: true)], new("In words", Widest: 26),
                ],
                [.. points.Select(Row)]),
            Charts = chart.Last is not { } last || points.All(point => point.Value is null) ? [] :
            [
                ChartPlan.Xmr(Title(chart, last), Alternative(rows, chart, points), DelayWords.Unit, Month, People, mean ? InTurn(Mean) : [], upper ? InTurn(Upper) : [], lower ? InTurn(Lower) : [], hasSignal ? Signal : null, target is null ? null : Target) with { Format = "0" },
            ],
        };

        bool Any(Func<XmrPhase, decimal?> of) => chart.Phases.Where((_, phase) => phases.Contains(phase)).Any(phase => of(phase) is not null);

        IEnumerable<string> Limits(string ending) => lower ? [Mean + ending, Upper + ending, Lower + ending] : [Mean + ending, Upper + ending];

        ImmutableArray<string> InTurn(string heading) => [.. endings.Select(ending => heading + ending)];

        Entry[] Row(XmrPoint point)
        {
            var phase = chart.Phases.ElementAtOrDefault(point.Phase);
            return
            [
                Entry.Month(point.Month),
                point.Value is { } value ? Entry.Calculated($"SUMIFS({TablePlan.Column(MonthsSheet.Table, MonthsSheet.People)},{TablePlan.Column(MonthsSheet.Table, MonthsSheet.Month)},{TablePlan.Here(Table, Month)})", value, Look.OneDecimal) : Entry.Point(null, Look.OneDecimal),
                point is { Signal: not Core.Figures.Delays.Signal.None, Value: { } signal } ? Entry.Calculated(TablePlan.Here(Table, People), signal, Look.OneDecimal) : Entry.Point(null, Look.OneDecimal),
                .. endings.SelectMany((_, column) => phases.IndexOf(point.Phase) % endings.Length == column
                    ? lower ? [Limit(phase?.Mean), Limit(phase?.Upper), Limit(phase?.Lower)] : [Limit(phase?.Mean), Limit(phase?.Upper)]
                    : Enumerable.Repeat(Entry.Point(null, Look.OneDecimal), lower ? 3 : 2)),
                .. target is { } goal ? [Entry.Of(goal, Look.OneDecimal)] : Array.Empty<Entry>(),
                Entry.Of(InWords(chart, point)),
            ];
        }

        static Entry Limit(decimal? value) => Entry.Point(value, Look.OneDecimal);
    }

    private static IEnumerable<string> Sentences(XmrChart chart)
    {
        foreach (var says in chart.Says.Take(3))
            yield return says;
        foreach (var phase in chart.Phases.Skip(1))
            yield return $"Limits start anew in {phase.From.Name}: {phase.Why.TrimEnd('.')}.";
        yield return $"Between the limits is what chance explains. Mean and limits are worked out from all months known{(chart.Points.Length > Shown ? $"; the last {Shown} are shown here, the others on the sheet {MonthsSheet.Name}" : "")}. A month without a figure is a gap.";
    }

    private static string InWords(XmrChart chart, XmrPoint point) =>
        point.Value is null ? "Missing: not known, and not zero"
        : point.Signal == Core.Figures.Delays.Signal.None ? chart.Phases.ElementAtOrDefault(point.Phase)?.Upper is null ? "Too few months to tell a signal from noise" : "No signal"
        : $"{Phrases.Capital(DelayWords.Of(point.Meaning))}{(point.Says is { } says ? $". {Phrases.Capital(says)}" : "")}";

    private static string Title(XmrChart chart, XmrPoint last) =>
        $"{Words.Number(last.Value!.Value, 1)} people delayed a day in {last.Month.Name}{(chart.Phases.ElementAtOrDefault(last.Phase)?.Mean is { } mean ? $", mean {Words.Number(mean, 1)}" : "")}: {InBrief(chart, last)}";

    private static string InBrief(XmrChart chart, XmrPoint last) => last.Meaning switch
    {
        SignalMeaning.Concern => "a signal of concern",
        SignalMeaning.Improvement => "a signal of improvement",
        SignalMeaning.Neutral => "a signal of change",
        _ => chart.Phases.ElementAtOrDefault(last.Phase)?.Upper is null ? "too few months to tell a signal" : "no signal",
    };

    private static string Alternative(SummaryRows rows, XmrChart chart, ImmutableArray<XmrPoint> points)
    {
        var signals = points.Where(point => point.Signal != Core.Figures.Delays.Signal.None).Select(point => point.Month).ToList();
        var missing = points.Where(point => point.Value is null).Select(point => point.Month).ToList();
        return $"Line chart of people delayed a day, {rows.Summary.Name}, {points[0].Month.Name} to {points[^1].Month.Name}, with mean and limits. {string.Join(" ", chart.Says.Take(1))} "
            + (signals.Count == 0 ? "No month has a signal." : $"{Words.Of(signals.Count, "signal")}: {Words.Months(signals)}.") + (missing.Count == 0 ? "" : $" Without a figure: {Words.Months(missing)}.");
    }
}
