using System.Globalization;
using System.Text;
using Monitoring.Core.Kernel;
using Monitoring.Files.Receipts;

namespace Monitoring.Files.Charts;

/// <summary>A line over months.</summary>
/// <param name="Dashes">As SVG has them; empty for a line without gaps. Lines are told apart by this, and by colour too.</param>
/// <param name="Dots">Each value is marked: for what was observed.</param>
internal sealed record ChartLine(string Name, IReadOnlyList<decimal?> Values, string Colour, string Dashes, bool Dots);

/// <summary>A few lines over the same months, with the month that something started. Readable from 320 pixels.</summary>
internal static class LinesSvg
{
    private const int Top = 44, PlotHeight = 220, Right = 34, LegendLine = 20;

    /// <param name="title">Plain text.</param>
    /// <param name="months">Each month from the first to the last; at least one.</param>
    /// <param name="starts">First month of what started; null where it is not shown.</param>
    internal static string Of(string title, string description, string unit, IReadOnlyList<ReportingMonth> months, IReadOnlyList<ChartLine> lines, ReportingMonth? starts)
    {
        var drawn = lines.SelectMany(line => line.Values).OfType<decimal>().DefaultIfEmpty(1).ToList();
        var values = new ValueAxis(decimal.Min(0, drawn.Min()), drawn.Max());
        var left = values.Room;
        var axis = new MonthAxis(months, left, Right);
        var shown = lines.Where(line => line.Values.Any(value => value is not null)).ToList();
        var id = $"lines-{Digest.Short(Digest.Of($"{title}\n{description}"))}";
        var svg = new StringBuilder();
        svg.Append(CultureInfo.InvariantCulture, $"<svg class=\"chart lines\" xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" aria-labelledby=\"{id}-title {id}-desc\" width=\"100%\" height=\"{Top + PlotHeight + 36 + shown.Count * LegendLine}\" style=\"box-sizing:border-box;overflow:visible;padding:0 {Right}px 0 {left}px\">\n");
        svg.Append(CultureInfo.InvariantCulture, $"<title id=\"{id}-title\">{Html.Text(title)}</title>\n<desc id=\"{id}-desc\">{Html.Text(description)}</desc>\n<style>{MonthAxis.Style}</style>\n<text x=\"{-left}\" y=\"14\">{Html.Text(unit)}</text>\n<g transform=\"translate(0 {Top})\">\n");
        foreach (var tick in values.Ticks())
            svg.Append(CultureInfo.InvariantCulture, $"<line x1=\"0\" x2=\"100%\" y1=\"{values.Y(tick, PlotHeight)}\" y2=\"{values.Y(tick, PlotHeight)}\" stroke=\"{(tick == values.Lowest ? "#425563" : "#d8dde0")}\"/><text x=\"-8\" y=\"{values.Y(tick, PlotHeight)}\" dy=\"4\" text-anchor=\"end\">{values.Tick(tick)}</text>\n");
        if (starts is { } start && start >= months[0] && start <= months[^1])
        {
            var index = axis.Index(start);
            svg.Append(CultureInfo.InvariantCulture, $"<line class=\"start\" x1=\"{axis.Percent(index)}\" x2=\"{axis.Percent(index)}\" y1=\"-6\" y2=\"{PlotHeight}\" stroke=\"#212b32\" stroke-width=\"1.5\"/><text x=\"{axis.Percent(index)}\" y=\"-11\" text-anchor=\"{(index * 4 < months.Count ? "start" : index * 4 > months.Count * 3 ? "end" : "middle")}\" font-weight=\"700\">Starts {Html.Text(start.Name)}</text>\n");
        }
        foreach (var line in shown)
            Draw(svg, axis, values, line, unit);
        axis.Draw(svg, PlotHeight);
        svg.Append("</g>\n");
        foreach (var (line, i) in shown.Select((line, i) => (line, i)))
            svg.Append(CultureInfo.InvariantCulture, $"<g class=\"legend\" transform=\"translate({-left} {Top + PlotHeight + 48 + i * LegendLine})\"><line x1=\"0\" x2=\"32\" y1=\"-4\" y2=\"-4\" {Pen(line)}/>{(line.Dots ? $"<circle cx=\"16\" cy=\"-4\" r=\"3\" fill=\"{line.Colour}\"/>" : "")}<text x=\"40\">{Html.Text(line.Name)}</text></g>\n");
        return svg.Append("</svg>\n").ToString();
    }

    /// <summary>Piece by piece, since places are in percent: dashes go by pieces, so each is drawn from month to month. Nothing is drawn across a gap.</summary>
    private static void Draw(StringBuilder svg, MonthAxis axis, ValueAxis values, ChartLine line, string unit)
    {
        for (var i = 0; i + 1 < axis.Months.Count; i++)
        {
            if (line.Values[i] is { } one && line.Values[i + 1] is { } other)
                svg.Append(CultureInfo.InvariantCulture, $"<line x1=\"{axis.X(axis.Months[i])}\" x2=\"{axis.X(axis.Months[i + 1])}\" y1=\"{values.Y(one, PlotHeight)}\" y2=\"{values.Y(other, PlotHeight)}\" {Pen(line)}/>\n");
        }
        if (!line.Dots)
            return;
        foreach (var (month, value) in axis.Months.Zip(line.Values))
        {
            if (value is { } known)
                svg.Append(CultureInfo.InvariantCulture, $"<svg x=\"{axis.X(month)}\" y=\"{values.Y(known, PlotHeight)}\" overflow=\"visible\"><title>{Html.Text($"{month.Name}, {line.Name}: {Words.Number(known, values.Places)} {unit}")}</title><circle class=\"observed\" r=\"{(axis.Months.Count > 36 ? "2" : "3")}\" fill=\"{line.Colour}\"/></svg>\n");
        }
    }

    private static string Pen(ChartLine line) => $"stroke=\"{line.Colour}\" stroke-width=\"2\"{(line.Dashes.Length == 0 ? "" : $" stroke-dasharray=\"{line.Dashes}\"")}";
}
