using System.Globalization;
using System.Xml.Linq;
using Monitoring.Core.Figures.Delays;
using Monitoring.Core.Kernel;
using Monitoring.Core.Policy;
using Monitoring.Files.Charts;

namespace Monitoring.Files.Tests.Charts;

/// <summary>The structure of a chart: what is said without sight, what tells signals apart without colour, and that labels stay apart at any width.</summary>
public class XmrSvgTests
{
    private const string Title = "People delayed a day, Derby";
    private const string Unit = "people delayed a day";

    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";
    private static readonly ReportingMonth First = new(2017, 4);
    private static readonly XmrSettings Usual = XmrCharts.Settings(new(2019, 11, 1), MetricDirection.Lower, PolicyBook.Current);

    // Domain note on delayed discharge 7, E27: points 11 to 18 and 20 shift, 19 is outside.
    private static readonly decimal?[] E27 = [50, 52, 49, 51, 50, 53, 48, 51, 50, 49, 52, 51, 54, 55, 53, 54, 56, 54, 57, 55];

    private static XmrChart Chart(IEnumerable<decimal?> values, XmrSettings? settings = null, params SeriesBreak[] breaks) =>
        XmrCharts.Of([.. values.Select((value, i) => new SeriesPoint(First.AddMonths(i), value))], settings ?? Usual, breaks, Unit);

    private static XElement Drawn(XmrChart chart, params IEnumerable<ReportingMonth> restated) => XElement.Parse(XmrSvg.Of(chart, Title, Unit, restated.ToHashSet()));

    private static List<XElement> OfClass(XElement svg, string name) => [.. svg.Descendants().Where(element => ((string?)element.Attribute("class"))?.Split(' ').Contains(name) == true)];

    /// <summary>Marks among the months; the legend has one more of each.</summary>
    private static int Marks(XElement svg, string name) => OfClass(svg, name).Count - 1;

    private static decimal Place(XElement element, string attribute) => decimal.Parse(((string)element.Attribute(attribute)!).TrimEnd('%'), CultureInfo.InvariantCulture);

    [Fact]
    public void Without_sight_the_title_and_the_finding_are_read()
    {
        var chart = Chart(E27, Usual with { Baseline = 12 });
        var svg = Drawn(chart, First);
        Assert.Equal("img", (string?)svg.Attribute("role"));
        var ids = ((string)svg.Attribute("aria-labelledby")!).Split(' ');
        Assert.Equal([Title, $"{string.Join(' ', chart.Says)} Restated: April 2017. The axis begins at 40, not at zero."], ids.Select(id => svg.Elements().Single(element => (string?)element.Attribute("id") == id).Value));
    }

    [Theory]
    [InlineData(MetricDirection.Lower, "xmr-concern", "Signal: concern")]
    [InlineData(MetricDirection.Higher, "xmr-improvement", "Signal: improved")]
    [InlineData(MetricDirection.NotKnown, "xmr-neutral", "Signal: a change")]
    public void Each_kind_of_signal_has_a_shape_and_words_of_its_own(MetricDirection direction, string mark, string words)
    {
        var svg = Drawn(Chart(E27, Usual with { Baseline = 12, Direction = direction }));
        Assert.Equal((10, 10), (Marks(svg, mark), Marks(svg, "xmr-noise")));
        Assert.All(((string[])["xmr-concern", "xmr-improvement", "xmr-neutral"]).Where(other => other != mark), other => Assert.Empty(OfClass(svg, other)));
        Assert.Contains(svg.Descendants(Svg + "text"), text => text.Value == words);
        // Told apart by shape: three, four and four corners, and no two paths are the same.
        Assert.Equal(3, ((MetricDirection[])[MetricDirection.Lower, MetricDirection.Higher, MetricDirection.NotKnown]).Select(one => OfClass(Drawn(Chart(E27, Usual with { Baseline = 12, Direction = one })), one switch { MetricDirection.Lower => "xmr-concern", MetricDirection.Higher => "xmr-improvement", _ => "xmr-neutral" })[0].Attribute("d")!.Value).Distinct().Count());
    }

    [Fact]
    public void A_missing_month_is_a_gap_with_a_mark_whether_it_is_there_without_a_value_or_not_there_at_all()
    {
        var values = Enumerable.Range(0, 14).Select(i => i == 5 ? null : (decimal?)(10 + i % 3)).ToList();
        var without = XmrCharts.Of([.. values.Select((value, i) => new SeriesPoint(First.AddMonths(i), value)).Where(point => point.Value is not null)], Usual, [], Unit);
        Assert.All([Drawn(Chart(values)), Drawn(without)], svg =>
        {
            Assert.Equal((1, 13), (Marks(svg, "xmr-missing"), Marks(svg, "xmr-noise")));
            // 14 months have 13 steps from one to the next; two of them touch the gap.
            Assert.Equal(11, OfClass(svg, "xmr-line").Count);
            Assert.Contains(svg.Descendants(Svg + "title"), title => title.Value == "September 2017: missing, not zero");
            Assert.Contains(svg.Descendants(Svg + "text"), text => text.Value == "Missing month");
        });
    }

    [Fact]
    public void A_restated_month_is_ringed_and_others_are_not()
    {
        var svg = Drawn(Chart(E27), First.AddMonths(3), First.AddMonths(400));
        Assert.Equal(1, Marks(svg, "xmr-restated"));
        Assert.Contains(svg.Descendants(Svg + "title"), title => title.Value.StartsWith("July 2017: 51", StringComparison.Ordinal) && title.Value.EndsWith(", restated", StringComparison.Ordinal));
        Assert.Empty(OfClass(Drawn(Chart(E27)), "xmr-restated"));
    }

    [Fact]
    public void A_change_is_a_line_with_a_letter_and_its_reason_and_each_phase_has_limits_of_its_own()
    {
        const string why = "Bournemouth, Christchurch and Poole took over from Bournemouth and Poole, and from a part of Dorset";
        var svg = Drawn(Chart(Enumerable.Range(0, 26).Select(i => (decimal?)(i < 13 ? 20 + i % 3 : 38 + i % 4)), null, new SeriesBreak(First.AddMonths(13), why)));
        Assert.Equal((1, 2, 4), (OfClass(svg, "xmr-change").Count, OfClass(svg, "xmr-mean").Count, OfClass(svg, "xmr-limit").Count));
        Assert.Equal(50m, Place(OfClass(svg, "xmr-change")[0], "x1"));
        Assert.Equal([(0m, 50m), (50m, 100m)], OfClass(svg, "xmr-mean").Select(mean => (Place(mean, "x1"), Place(mean, "x2"))));
        // Not joined across the change: 25 steps less one.
        Assert.Equal(24, OfClass(svg, "xmr-line").Count);
        Assert.Contains($"A  May 2018: {why}", string.Join(' ', svg.Elements(Svg + "text").Select(text => text.Value)));
        Assert.All(svg.Descendants(Svg + "text"), text => Assert.True(text.Value.Length <= 42, text.Value));
    }

    [Theory]
    [InlineData(0, 12, true)] // noughts are months with nobody delayed
    [InlineData(30, 60, true)]
    [InlineData(5_000, 5_060, false)] // from zero, all of it would be one flat line
    public void The_axis_begins_at_zero_unless_that_hides_everything_and_says_so(int low, int high, bool fromZero)
    {
        var svg = Drawn(Chart(Enumerable.Range(0, 20).Select(i => (decimal?)(i % 2 == 0 ? low : high))));
        Assert.Equal(!fromZero, svg.Elements(Svg + "text").Any(text => text.Value.StartsWith("The axis begins at", StringComparison.Ordinal)));
        Assert.Equal(fromZero, svg.Descendants(Svg + "text").Any(text => text.Value == "0"));
    }

    [Fact]
    public void A_lower_limit_below_zero_is_not_drawn_and_says_so()
    {
        var svg = Drawn(Chart(Enumerable.Range(0, 20).Select(i => (decimal?)(i % 2 * 10))));
        Assert.Single(OfClass(svg, "xmr-limit"));
        Assert.Contains(svg.Elements(Svg + "text"), text => text.Value == "A lower limit below zero is not drawn.");
    }

    /// <summary>A label of eight characters is at most 58 pixels wide at 13 pixels; the widest window in which the few labels are shown alone is the narrowest for all of them.</summary>
    [Fact]
    public void Labels_of_months_never_overlap_from_320_to_1100_pixels() => Assert.All([1, 2, 5, 12, 13, 24, 36, 60, 61, 115, 240], months =>
    {
        var svg = Drawn(Chart(Enumerable.Range(0, months).Select(i => (decimal?)(100_000 + i % 7 * 9_000))));
        // padding:0 34px 0 72px: right and left of the months.
        var margins = ((string)svg.Attribute("style")!).Split("padding:")[1].Split(' ').Sum(part => int.Parse(part.Replace("px", "", StringComparison.Ordinal), CultureInfo.InvariantCulture));
        var labels = OfClass(svg, "month").Select(label => (IsWide: label.Attribute("class")!.Value.Contains("wide", StringComparison.Ordinal), At: Place(label.Element(Svg + "text")!, "x"))).ToList();
        Assert.NotEmpty(labels);
        foreach (var window in (int[])[320, 500, 759, 760, 1_100])
        {
            // What our pages take for their margins.
            var width = window - (window <= 640 ? 32 : 48) - margins;
            var shown = labels.Where(label => !label.IsWide || window >= 760).Select(label => label.At * width / 100).ToList();
            Assert.NotEmpty(shown);
            Assert.All(shown.Zip(shown.Skip(1)), pair => Assert.True(pair.Second - pair.First >= 58, $"{months} months at {window}: {pair.Second - pair.First}"));
        }
    });

    /// <summary>Columns of the legend are 148 pixels apart and their words begin 30 pixels in: 17 characters of 7 pixels fit, and two columns into the narrowest chart.</summary>
    [Fact]
    public void The_legend_fits_the_narrowest_chart() => Assert.All(((MetricDirection[])[MetricDirection.Lower, MetricDirection.Higher, MetricDirection.NotKnown]), direction =>
    {
        var entries = OfClass(Drawn(Chart([.. E27, null, 20, 21, 22], Usual with { Direction = direction, Target = 10 }), First), "xmr-legend");
        Assert.InRange(entries.Count, 6, 8);
        Assert.All(entries, entry => Assert.InRange(entry.Element(Svg + "text")!.Value.Length, 1, 17));
        Assert.Equal(entries.Count, entries.Select(entry => entry.Attribute("transform")!.Value).Distinct().Count());
    });

    /// <summary>Thirteen months and four after a change: whichever phase has trial limits, the legend has both kinds, and they look different without colour.</summary>
    [Theory]
    [InlineData(13, 17)]
    [InlineData(4, 17)]
    public void Limits_and_trial_limits_are_told_apart_whichever_phase_they_are_of(int change, int months)
    {
        var svg = Drawn(Chart(Enumerable.Range(0, months).Select(i => (decimal?)(20 + i % 3)), null, new SeriesBreak(First.AddMonths(change), "another area")));
        Assert.Equal(["Limits of chance", "Trial limits"], OfClass(svg, "xmr-legend").Select(entry => entry.Element(Svg + "text")!.Value).Where(words => words.EndsWith("limits", StringComparison.Ordinal) || words.StartsWith("Limits", StringComparison.Ordinal)));
        Assert.Equal(2, OfClass(svg, "xmr-limit").Select(limit => (string?)limit.Attribute("stroke-dasharray")).Distinct().Count());
    }

    /// <summary>What cannot be told from noise is not called noise.</summary>
    [Fact]
    public void Without_limits_no_month_is_called_noise() => Assert.Equal(["Month"], OfClass(Drawn(Chart([20])), "xmr-legend").Select(entry => entry.Element(Svg + "text")!.Value));

    [Fact]
    public void What_somebody_wrote_is_text_and_never_a_part_of_the_picture()
    {
        const string evil = "<script>alert('x')</script> & \"more\"";
        var svg = XElement.Parse(XmrSvg.Of(Chart(E27, null, new SeriesBreak(First.AddMonths(8), evil)), evil, evil));
        Assert.Empty(svg.Descendants(Svg + "script"));
        Assert.Equal(evil, svg.Element(Svg + "title")!.Value);
    }

    [Fact]
    public void A_chart_without_a_month_is_a_picture_that_says_so() => Assert.Contains("No month has a figure", Drawn(Chart([])).Element(Svg + "desc")!.Value);
}
