using System.Globalization;
using System.Text;
using Monitoring.Core.Figures.Delays;
using Monitoring.Core.Kernel;
using Monitoring.Files.Receipts;

namespace Monitoring.Files.Charts;

/// <summary>
/// An XmR chart as SVG to stand in a page: readable at any width from 320 pixels, without colour, and without sight. Text keeps its size, because only the places along the axis of months are relative to the width.
/// </summary>
public static class XmrSvg
{
    private const int Top = 58, PlotHeight = 220, Right = 34, LegendLine = 20, LegendColumn = 148, FileWidth = 800, FileMargin = 16;

    private const string Chance = "3 4", Trial = "8 3 2 3";

    /// <summary>Characters of 13 pixels in a line that fits the narrowest chart, and in one that fits a file.</summary>
    private const int LineLength = 42, FileLineLength = 104;

    /// <summary>Of more months than these the marks are smaller, so that they do not hide each other.</summary>
    private const int Many = 36;

    /// <summary>Below this share of the highest value, what varies would be a flat line over a long empty space.</summary>
    private const decimal Flat = 0.25m;

    private const string Ink = "#212b32", Quiet = "#425563", Noise = "#768692", Grid = "#d8dde0", Concern = "#ed8b00", Improvement = "#005eb8", Neutral = "#330072", Target = "#006747";

    /// <summary>The chart.</summary>
    /// <remarks>It is as wide as what it stands in, at least 288 pixels.</remarks>
    /// <param name="title">What is drawn, and of whom: <c>People delayed a day, Derby</c>. Plain text.</param>
    /// <param name="unit">Of the values: <c>people delayed a day</c>.</param>
    /// <param name="restated">Months of which the figure was another one before: their points are ringed.</param>
    public static string Of(XmrChart chart, string title, string unit, IReadOnlySet<ReportingMonth>? restated = null) => new Drawing(chart, title, unit, restated ?? new HashSet<ReportingMonth>()).Svg();

    /// <summary>The same as a file of its own, 800 pixels wide, on white, to be opened by itself or to stand in a document as an image.</summary>
    public static string File(XmrChart chart, string title, string unit, IReadOnlySet<ReportingMonth>? restated = null) => new Drawing(chart, title, unit, restated ?? new HashSet<ReportingMonth>()).File();

    /// <summary>The mark of a signal by itself, large, to stand beside a sentence that says what it means.</summary>
    internal static string Shape(SignalMeaning meaning) => $"<svg class=\"shape\" viewBox=\"-9 -9 18 18\" width=\"64\" height=\"64\" aria-hidden=\"true\" focusable=\"false\">{Drawing.Marker(meaning)}</svg>";

    private sealed class Drawing
    {
        private readonly XmrChart _chart;
        private readonly string _title, _unit;
        private readonly IReadOnlySet<ReportingMonth> _restated;
        private readonly MonthAxis _axis;
        private readonly ValueAxis _values;
        private readonly Dictionary<ReportingMonth, XmrPoint> _points;
        private readonly bool _fromZero, _lowerBelowAxis;
        private readonly int _left;
        private readonly string _scale;

        internal Drawing(XmrChart chart, string title, string unit, IReadOnlySet<ReportingMonth> restated)
        {
            (_chart, _title, _unit, _restated) = (chart, title, unit, restated);
            _points = chart.Points.ToDictionary(point => point.Month);
            var values = chart.Points.Select(point => point.Value).OfType<decimal>().ToList();
            var drawn = values.Concat(chart.Phases.SelectMany(phase => (decimal?[])[phase.Mean, phase.Upper, phase.Lower]).OfType<decimal>()).ToList();
            if (chart.Settings.Target is { } target)
                drawn.Add(target);
            var counts = values.All(value => value >= 0);
            // No number of people is below zero: a limit that is there says nothing.
            _lowerBelowAxis = counts && chart.Phases.Any(phase => phase.Lower < 0);
            var (least, most) = drawn.Count == 0 ? (0, 1) : (drawn.Min(), drawn.Max());
            _fromZero = !(counts && least > 0 && most > least && most - least < Flat * most);
            least = _fromZero ? decimal.Min(0, counts ? 0 : least) : least;
            _values = new ValueAxis(least, most);
            _left = _values.Room;
            _axis = new MonthAxis(chart.Points.Length == 0 ? [] : MonthAxis.Between(chart.Points[0].Month, chart.Points[^1].Month), _left, Right);
            _scale = _axis.Months.Count > Many ? " transform=\"scale(.75)\"" : "";
        }

        internal string Svg()
        {
            var (legend, height) = Legend(LineLength);
            var id = Id;
            var svg = new StringBuilder();
            svg.Append(CultureInfo.InvariantCulture, $"<svg class=\"chart xmr\" xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" aria-labelledby=\"{id}-title {id}-desc\" width=\"100%\" height=\"{height}\" style=\"box-sizing:border-box;overflow:visible;padding:0 {Right}px 0 {_left}px\">\n");
            svg.Append(CultureInfo.InvariantCulture, $"<title id=\"{id}-title\">{Html.Text(_title)}</title>\n<desc id=\"{id}-desc\">{Html.Text(string.Join(' ', Description()))}</desc>\n<style>{MonthAxis.Style}</style>\n");
            return svg.Append(Content()).Append(legend).Append("</svg>\n").ToString();
        }

        /// <summary>Places in percent are of an inner picture, so that nothing hangs on padding, which some programs leave out.</summary>
        internal string File()
        {
            var (legend, height) = Legend(FileLineLength);
            var (id, whole) = (Id, height + 2 * FileMargin);
            var svg = new StringBuilder();
            svg.Append(CultureInfo.InvariantCulture, $"<svg class=\"chart xmr\" xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" aria-labelledby=\"{id}-title {id}-desc\" width=\"{FileWidth}\" height=\"{whole}\" viewBox=\"0 0 {FileWidth} {whole}\">\n");
            svg.Append(CultureInfo.InvariantCulture, $"<title id=\"{id}-title\">{Html.Text(_title)}</title>\n<desc id=\"{id}-desc\">{Html.Text(string.Join(' ', Description()))}</desc>\n<style>{MonthAxis.FileStyle}</style>\n<rect width=\"100%\" height=\"100%\" fill=\"#fff\"/>\n");
            svg.Append(CultureInfo.InvariantCulture, $"<svg x=\"{_left + FileMargin}\" y=\"{FileMargin}\" width=\"{FileWidth - _left - Right - 2 * FileMargin}\" height=\"{height}\" overflow=\"visible\">\n");
            return svg.Append(Content()).Append(legend).Append("</svg>\n</svg>\n").ToString();
        }

        private string Id => $"xmr-{Digest.Short(Digest.Of(string.Join('\n', _chart.Says.Append(_title).Append(_unit))))}";

        private string Content()
        {
            var svg = new StringBuilder();
            svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{-_left}\" y=\"14\">{Html.Text(Shortened(_unit))}</text>\n");
            // Places in percent are of what the padding leaves: the months have all of it at any width, and the margins stay as wide as their text.
            svg.Append(CultureInfo.InvariantCulture, $"<g transform=\"translate(0 {Top})\">\n");
            if (_chart.Points.All(point => point.Value is null))
                svg.Append(CultureInfo.InvariantCulture, $"<text x=\"50%\" y=\"{PlotHeight / 2}\" text-anchor=\"middle\">No month has a figure.</text>\n");
            Axis(svg);
            Phases(svg);
            Line(svg);
            Points(svg);
            _axis.Draw(svg, PlotHeight);
            return svg.Append("</g>\n").ToString();
        }

        private IEnumerable<string> Description()
        {
            foreach (var says in _chart.Says)
                yield return says;
            var restated = _restated.Where(_points.ContainsKey).Order().Select(month => month.Name).ToList();
            if (restated.Count > 0)
                yield return $"Restated: {string.Join(", ", restated)}.";
            foreach (var note in Notes())
                yield return note;
        }

        private IEnumerable<string> Notes()
        {
            if (!_fromZero)
                yield return $"The axis begins at {_values.Tick(_values.Lowest)}, not at zero.";
            if (_lowerBelowAxis)
                yield return "A lower limit below zero is not drawn.";
        }

        private string Y(decimal value) => _values.Y(value, PlotHeight);

        private string X(ReportingMonth month) => _axis.X(month);

        private int Index(ReportingMonth month) => _axis.Index(month);

        private void Axis(StringBuilder svg)
        {
            foreach (var tick in _values.Ticks())
                svg.Append(CultureInfo.InvariantCulture, $"<line x1=\"0\" x2=\"100%\" y1=\"{Y(tick)}\" y2=\"{Y(tick)}\" stroke=\"{(tick == _values.Lowest ? Quiet : Grid)}\"/><text x=\"-8\" y=\"{Y(tick)}\" dy=\"4\" text-anchor=\"end\">{_values.Tick(tick)}</text>\n");
            if (_chart.Settings.Target is { } target)
                svg.Append(CultureInfo.InvariantCulture, $"<line class=\"xmr-target\" x1=\"0\" x2=\"100%\" y1=\"{Y(target)}\" y2=\"{Y(target)}\" stroke=\"{Target}\" stroke-width=\"2\" stroke-dasharray=\"12 4 2 4\"/>\n");
        }

        private void Phases(StringBuilder svg)
        {
            var letters = new List<decimal>();
            for (var i = 0; i < _chart.Phases.Length; i++)
            {
                var phase = _chart.Phases[i];
                var (from, to) = (_axis.Percent(Index(phase.From)), _axis.Percent(Index(phase.To) + 1));
                if (phase.Mean is { } mean)
                    svg.Append(CultureInfo.InvariantCulture, $"<line class=\"xmr-mean\" x1=\"{from}\" x2=\"{to}\" y1=\"{Y(mean)}\" y2=\"{Y(mean)}\" stroke=\"{Ink}\" stroke-width=\"1.5\" stroke-dasharray=\"10 4\"/>\n");
                foreach (var limit in ((decimal?[])[phase.Upper, phase.Lower]).OfType<decimal>().Where(limit => limit >= _values.Lowest))
                    svg.Append(CultureInfo.InvariantCulture, $"<line class=\"xmr-limit\" x1=\"{from}\" x2=\"{to}\" y1=\"{Y(limit)}\" y2=\"{Y(limit)}\" stroke=\"{Quiet}\" stroke-width=\"1.5\" stroke-dasharray=\"{(phase.Trial ? Trial : Chance)}\"/>\n");
                if (i == 0)
                    continue;
                // Letters of changes that are close to each other stand on different lines.
                var place = (decimal)Index(phase.From) / _axis.Months.Count * (MonthAxis.Narrow - _left - Right);
                var row = letters.Count(other => place - other < 16) % 2;
                letters.Add(place);
                svg.Append(CultureInfo.InvariantCulture, $"<line class=\"xmr-change\" x1=\"{from}\" x2=\"{from}\" y1=\"{-6 - 12 * row}\" y2=\"{PlotHeight}\" stroke=\"{Ink}\" stroke-width=\"1.5\"/><text x=\"{from}\" y=\"{-9 - 12 * row}\" text-anchor=\"middle\" font-weight=\"700\">{Letter(i)}</text>\n");
            }
        }

        private static char Letter(int change) => (char)('A' + (change - 1) % 26);

        /// <summary>From each month to the next one that follows it directly and is in the same phase: nothing is drawn across a gap or a change.</summary>
        private void Line(StringBuilder svg)
        {
            foreach (var (point, next) in _chart.Points.Zip(_chart.Points.Skip(1)))
            {
                if (point.Value is { } one && next.Value is { } other && point.Phase == next.Phase && point.Month.AddMonths(1) == next.Month)
                    svg.Append(CultureInfo.InvariantCulture, $"<line class=\"xmr-line\" x1=\"{X(point.Month)}\" x2=\"{X(next.Month)}\" y1=\"{Y(one)}\" y2=\"{Y(other)}\" stroke=\"{Noise}\" stroke-width=\"1.5\"/>\n");
            }
        }

        private void Points(StringBuilder svg)
        {
            foreach (var month in _axis.Months)
            {
                var point = _points.GetValueOrDefault(month);
                if (point?.Value is not { } value)
                {
                    svg.Append(CultureInfo.InvariantCulture, $"<svg x=\"{X(month)}\" y=\"{PlotHeight}\" overflow=\"visible\"><title>{Html.Text(month.Name)}: missing, not zero</title>{Missing}</svg>\n");
                    continue;
                }
                var ring = _restated.Contains(month);
                var says = $"{month.Name}: {Words.Number(value, _values.Places)}{(point.Says is { } signal ? $", {signal}" : "")}{(ring ? ", restated" : "")}";
                svg.Append(CultureInfo.InvariantCulture, $"<svg x=\"{X(month)}\" y=\"{Y(value)}\" overflow=\"visible\"><title>{Html.Text(says)}</title><g{_scale}>{(ring ? Ring : "")}{Marker(point.Meaning)}</g></svg>\n");
            }
        }

        private const string Ring = $"<circle class=\"xmr-restated\" r=\"9\" fill=\"none\" stroke=\"{Ink}\" stroke-width=\"1.5\"/>";

        private const string Missing = $"<path class=\"xmr-missing\" d=\"M-4-4l8 8m0-8l-8 8\" stroke=\"{Ink}\" stroke-width=\"2\" fill=\"none\"/>";

        internal static string Marker(SignalMeaning meaning) => meaning switch
        {
            SignalMeaning.Concern => $"<path class=\"xmr-concern\" d=\"M0-7L6.5 5H-6.5Z\" fill=\"{Concern}\" stroke=\"{Ink}\"/>",
            SignalMeaning.Improvement => $"<path class=\"xmr-improvement\" d=\"M0-7L7 0L0 7L-7 0Z\" fill=\"{Improvement}\" stroke=\"{Ink}\"/>",
            SignalMeaning.Neutral => $"<path class=\"xmr-neutral\" d=\"M-5-5H5V5H-5Z\" fill=\"{Neutral}\" stroke=\"{Ink}\"/>",
            _ => $"<circle class=\"xmr-noise\" r=\"3\" fill=\"{Noise}\"/>",
        };

        /// <summary>What the marks mean, in two columns, then changes and notes in lines of their own. With the height of the whole picture.</summary>
        private (string Svg, int Height) Legend(int lineLength)
        {
            var entries = new List<(string Mark, string Words)>();
            var meanings = _chart.Points.Where(point => point.Value is not null).Select(point => point.Meaning).ToHashSet();
            if (meanings.Contains(SignalMeaning.Concern))
                entries.Add((Marker(SignalMeaning.Concern), "Signal: concern"));
            if (meanings.Contains(SignalMeaning.Improvement))
                entries.Add((Marker(SignalMeaning.Improvement), "Signal: improved"));
            if (meanings.Contains(SignalMeaning.Neutral))
                entries.Add((Marker(SignalMeaning.Neutral), "Signal: a change"));
            if (meanings.Contains(SignalMeaning.None))
                entries.Add((Marker(SignalMeaning.None), _chart.Phases.Any(phase => phase.Upper is not null) ? "Noise: no signal" : "Month"));
            if (_chart.Phases.Any(phase => phase.Mean is not null))
                entries.Add((Dashes(Ink, "10 4"), "Mean"));
            if (_chart.Phases.Any(phase => phase is { Upper: not null, Trial: false }))
                entries.Add((Dashes(Quiet, Chance), "Limits of chance"));
            if (_chart.Phases.Any(phase => phase is { Upper: not null, Trial: true }))
                entries.Add((Dashes(Quiet, Trial), "Trial limits"));
            if (_chart.Settings.Target is not null)
                entries.Add((Dashes(Target, "12 4 2 4"), "Target"));
            if (_restated.Any(month => _points.GetValueOrDefault(month)?.Value is not null))
                entries.Add((Ring.Replace("r=\"9\"", "r=\"7\"", StringComparison.Ordinal), "Restated month"));
            if (_axis.Months.Any(month => _points.GetValueOrDefault(month)?.Value is null))
                entries.Add((Missing, "Missing month"));

            var svg = new StringBuilder();
            var y = Top + PlotHeight + 50;
            foreach (var (entry, i) in entries.Select((entry, i) => (entry, i)))
                svg.Append(CultureInfo.InvariantCulture, $"<g class=\"xmr-legend\" transform=\"translate({i % 2 * LegendColumn - _left} {y + i / 2 * LegendLine})\"><g transform=\"translate(12 -4)\">{entry.Mark}</g><text x=\"30\">{entry.Words}</text></g>\n");
            y += (entries.Count + 1) / 2 * LegendLine + 6;
            var changes = _chart.Phases.Skip(1).Select((phase, i) => $"{Letter(i + 1)}  {phase.From.Name}: {phase.Why}");
            foreach (var line in changes.Concat(Notes()).SelectMany(text => Wrapped(text, lineLength)))
            {
                svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{-_left}\" y=\"{y}\">{Html.Text(line)}</text>\n");
                y += LegendLine - 2;
            }
            return (svg.ToString(), y);
        }

        private static string Dashes(string colour, string dashes) => $"<line x1=\"-12\" x2=\"12\" y1=\"0\" y2=\"0\" stroke=\"{colour}\" stroke-width=\"2\" stroke-dasharray=\"{dashes}\"/>";

        private static string Shortened(string text) => text.Length <= LineLength ? text : $"{text[..(LineLength - 1)].TrimEnd()}…";

        private static IEnumerable<string> Wrapped(string text, int lineLength)
        {
            var line = new StringBuilder();
            foreach (var word in text.Split(' '))
            {
                if (line.Length > 0 && line.Length + 1 + word.Length > lineLength)
                {
                    yield return line.ToString();
                    line.Clear();
                }
                if (line.Length > 0)
                    line.Append(' ');
                line.Append(word);
            }
            yield return line.ToString();
        }
    }
}
