using System.Globalization;
using System.Text;
using Monitoring.Core.Kernel;
using Monitoring.Files.Receipts;

namespace Monitoring.Files.Charts;

/// <summary>A value with what it lies between.</summary>
/// <param name="Value">Shown as a diamond; null where it is not known.</param>
/// <param name="Middle">Shown as a stroke across the line, such as the median of a group; null without one.</param>
/// <param name="Says">The row in words.</param>
internal sealed record RangeRow(string Label, decimal? Value, decimal? Lower, decimal? Upper, decimal? Middle, string Says);

/// <summary>Values with intervals or ranges, one below the other on one scale. Labels stand above their lines, so that the lines have the whole width at 320 pixels too.</summary>
internal static class RangesSvg
{
    private const int Top = 24, RowHeight = 44, Left = 14, Right = 14;

    /// <param name="title">Plain text.</param>
    /// <param name="zero">What zero means; null where the axis need not hold it.</param>
    internal static string Of(string title, string unit, IReadOnlyList<RangeRow> rows, string? zero)
    {
        var drawn = rows.SelectMany(row => (decimal?[])[row.Value, row.Lower, row.Upper, row.Middle]).OfType<decimal>().Append(0).ToList();
        var values = new ValueAxis(drawn.Min(), drawn.Max());
        var (height, id) = (rows.Count * RowHeight, $"ranges-{Digest.Short(Digest.Of($"{title}\n{string.Join('\n', rows.Select(row => row.Says))}"))}");
        var svg = new StringBuilder();
        svg.Append(CultureInfo.InvariantCulture, $"<svg class=\"chart ranges\" xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" aria-labelledby=\"{id}-title {id}-desc\" width=\"100%\" height=\"{Top + height + 28}\" style=\"box-sizing:border-box;overflow:visible;padding:0 {Right}px 0 {Left}px\">\n");
        svg.Append(CultureInfo.InvariantCulture, $"<title id=\"{id}-title\">{Html.Text(title)}</title>\n<desc id=\"{id}-desc\">{Html.Text(string.Join(' ', rows.Select(row => row.Says)))}</desc>\n<style>{MonthAxis.Style}</style>\n<text x=\"{-Left}\" y=\"14\">{Html.Text(unit)}</text>\n<g transform=\"translate(0 {Top})\">\n");
        foreach (var tick in values.Ticks())
        {
            var axis = zero is not null && tick == 0;
            svg.Append(CultureInfo.InvariantCulture, $"<line x1=\"{values.X(tick)}\" x2=\"{values.X(tick)}\" y1=\"0\" y2=\"{height + 4}\" stroke=\"{(axis ? "#212b32" : "#d8dde0")}\" stroke-width=\"{(axis ? "2" : "1")}\"/><text x=\"{values.X(tick)}\" y=\"{height + 20}\" text-anchor=\"middle\">{values.Tick(tick)}</text>\n");
        }
        foreach (var (row, i) in rows.Select((row, i) => (row, i)))
        {
            svg.Append(CultureInfo.InvariantCulture, $"<g class=\"range\" transform=\"translate(0 {i * RowHeight})\"><title>{Html.Text(row.Says)}</title><text x=\"0\" y=\"16\" stroke=\"#fff\" stroke-width=\"4\" style=\"paint-order:stroke;stroke:#fff\">{Html.Text(row.Label)}</text>");
            if (row is { Lower: { } lower, Upper: { } upper })
                svg.Append(CultureInfo.InvariantCulture, $"<line x1=\"{values.X(lower)}\" x2=\"{values.X(upper)}\" y1=\"30\" y2=\"30\" stroke=\"#425563\" stroke-width=\"3\"/>{Stroke(values, lower, 5)}{Stroke(values, upper, 5)}");
            if (row.Middle is { } middle)
                svg.Append(Stroke(values, middle, 9));
            if (row.Value is { } value)
                svg.Append(CultureInfo.InvariantCulture, $"<svg x=\"{values.X(value)}\" y=\"30\" overflow=\"visible\"><path class=\"value\" d=\"M0-7L7 0L0 7L-7 0Z\" fill=\"#005eb8\" stroke=\"#212b32\"/></svg>");
            svg.Append("</g>\n");
        }
        return svg.Append("</g>\n</svg>\n").ToString();
    }

    private static string Stroke(ValueAxis values, decimal at, int half) => string.Create(CultureInfo.InvariantCulture, $"<line x1=\"{values.X(at)}\" x2=\"{values.X(at)}\" y1=\"{30 - half}\" y2=\"{30 + half}\" stroke=\"#212b32\" stroke-width=\"2\"/>");
}
