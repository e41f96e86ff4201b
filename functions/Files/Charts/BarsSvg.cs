using System.Globalization;
using System.Text;
using Monitoring.Core.Kernel;
using Monitoring.Files.Receipts;

namespace Monitoring.Files.Charts;

/// <summary>One of the rows of bars in a picture.</summary>
/// <param name="Values">One for each month; null where it is missing.</param>
internal sealed record BarRow(string Name, IReadOnlyList<decimal?> Values);

/// <summary>
/// What a whole is made of, month by month: a row of bars for each part, one above the other on one scale, so that each part is seen from its own ground and no colour is needed to tell them apart. Readable from 320 pixels.
/// </summary>
internal static class BarsSvg
{
    private const int Top = 36, PlotHeight = 64, Labels = 30, Right = 12;

    /// <param name="title">Plain text.</param>
    /// <param name="description">What it shows, for who cannot see it.</param>
    /// <param name="unit">Of the values.</param>
    /// <param name="months">Each month from the first to the last; at least one.</param>
    internal static string Of(string title, string description, string unit, IReadOnlyList<ReportingMonth> months, IReadOnlyList<BarRow> rows)
    {
        var values = new ValueAxis(0, rows.SelectMany(row => row.Values).OfType<decimal>().DefaultIfEmpty(1).Max());
        var left = values.Room;
        var axis = new MonthAxis(months, left, Right);
        var id = $"bars-{Digest.Short(Digest.Of($"{title}\n{description}"))}";
        var height = rows.Count * (Top + PlotHeight) + Labels;
        var svg = new StringBuilder();
        svg.Append(CultureInfo.InvariantCulture, $"<svg class=\"chart bars\" xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" aria-labelledby=\"{id}-title {id}-desc\" width=\"100%\" height=\"{height}\" style=\"box-sizing:border-box;overflow:visible;padding:0 {Right}px 0 {left}px\">\n");
        svg.Append(CultureInfo.InvariantCulture, $"<title id=\"{id}-title\">{Html.Text(title)}</title>\n<desc id=\"{id}-desc\">{Html.Text(description)}</desc>\n<style>{MonthAxis.Style}</style>\n");
        foreach (var (row, i) in rows.Select((row, i) => (row, i)))
        {
            svg.Append(CultureInfo.InvariantCulture, $"<g transform=\"translate(0 {i * (Top + PlotHeight) + Top})\"><text x=\"{-left}\" y=\"-13\" font-weight=\"700\">{Html.Text(row.Name)}</text>\n");
            foreach (var tick in new[] { values.Lowest, values.Highest })
                svg.Append(CultureInfo.InvariantCulture, $"<line x1=\"0\" x2=\"100%\" y1=\"{values.Y(tick, PlotHeight)}\" y2=\"{values.Y(tick, PlotHeight)}\" stroke=\"{(tick == values.Lowest ? "#425563" : "#d8dde0")}\"/><text x=\"-8\" y=\"{values.Y(tick, PlotHeight)}\" dy=\"4\" text-anchor=\"end\">{values.Tick(tick)}</text>\n");
            foreach (var (month, value) in months.Zip(row.Values))
                svg.Append(value is { } known ? Bar(axis, values, row, month, known, unit) : $"<svg x=\"{axis.X(month)}\" y=\"{PlotHeight}\" overflow=\"visible\"><title>{Html.Text(month.Name)}: missing, not zero</title><path class=\"missing\" d=\"M-3-8l6 6m0-6l-6 6\" stroke=\"#212b32\" stroke-width=\"1.5\" fill=\"none\"/></svg>\n");
            if (i == rows.Count - 1)
                axis.Draw(svg, PlotHeight);
            svg.Append("</g>\n");
        }
        return svg.Append("</svg>\n").ToString();
    }

    private static string Bar(MonthAxis axis, ValueAxis values, BarRow row, ReportingMonth month, decimal value, string unit)
    {
        var (index, top) = (axis.Index(month), values.Y(value, PlotHeight));
        // A year of months fills the width; a few of them are no wider than those.
        var width = 0.76m * decimal.Min(1, axis.Months.Count / 12m);
        return string.Create(CultureInfo.InvariantCulture, $"<svg x=\"{axis.Percent(index + (1 - width) / 2)}\" y=\"{top}\" width=\"{axis.Percent(width)}\" height=\"{ValueAxis.Number(PlotHeight - decimal.Parse(top, CultureInfo.InvariantCulture))}\"><title>{Html.Text($"{month.Name}, {row.Name}: {Words.Number(value, values.Places)} {unit}")}</title><rect class=\"bar\" width=\"100%\" height=\"100%\" fill=\"#005eb8\"/></svg>\n");
    }
}
