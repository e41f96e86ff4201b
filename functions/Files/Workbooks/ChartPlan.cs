using System.Collections.Immutable;

namespace Monitoring.Files.Workbooks;

/// <summary>What the values of a chart are drawn as.</summary>
internal enum ChartForm
{
    /// <summary>Lying, the first name at the top: for long names.</summary>
    Bars,

    /// <summary>Standing, the first name at the left: for months and quarters.</summary>
    Columns,

    Lines,
}

/// <summary>How the bars of one name stand to each other.</summary>
internal enum BarGroup
{
    /// <summary>On end, so that their sum is seen.</summary>
    Stacked,

    /// <summary>Next to each other, to be compared.</summary>
    Beside,

    /// <summary>In one place: of each name only one series has a value.</summary>
    Instead,
}

/// <summary>
/// What a series looks like. Each is told from the others it may stand with by pattern, dash or mark and not by its colour alone, and has a contrast of 3 to 1 at least against white.
/// </summary>
internal enum SeriesLook
{
    // Bars. Solid ones and patterns take turns, so that neighbours differ in grey.
    Solid, Light, Hatched, Bright, Chequered, Striped,

    /// <summary>The many beside which one stands out.</summary>
    Others,

    // Lines. Those of the first row have marks at their points.
    Measured, Planned, Forecast, Further,
    Mean, UpperLimit, LowerLimit, Target, Cap,

    /// <summary>No line: a large red diamond at each point that has a value.</summary>
    Signal,
}

/// <param name="Heading">Of the column that has the values.</param>
/// <param name="Named">In the legend. The columns in which a line goes on after a break are not named again.</param>
internal sealed record SeriesPlan(string Heading, SeriesLook Look, bool Named = true);

/// <summary>
/// A native, editable chart over columns of the sheet's table, which it names by their headings. The cells of its series are numbers or empty: an empty one leaves a gap. Words would be drawn as zero, so a
/// column with words cannot be drawn; the words stand in a column beside it. A column of dates as category makes an axis of months, on which each month needs its row, and any other an axis of names.
/// </summary>
internal sealed record ChartPlan
{
    private ChartPlan(ChartForm form, string title, string alternative, string valueAxis, string category, ImmutableArray<SeriesPlan> series) =>
        (Form, Title, Alternative, ValueAxis, Category, CategoryAxis, Series) = (form, title, alternative, valueAxis, category, category, series);

    public ChartForm Form { get; }

    public BarGroup Group { get; private init; }

    /// <summary>States the finding.</summary>
    public string Title { get; }

    /// <summary>The same in words for someone who does not see it: what kind of chart, of what, and what it shows.</summary>
    public string Alternative { get; }

    /// <summary>What the values are, with their unit.</summary>
    public string ValueAxis { get; }

    /// <summary>Heading of the column that names the bars or dates the points.</summary>
    public string Category { get; }

    /// <summary>What the names are; their heading unless given.</summary>
    public string CategoryAxis { get; init; }

    public ImmutableArray<SeriesPlan> Series { get; }

    /// <summary>Number format of the axis of values.</summary>
    public string Format { get; init; } = "#,##0";

    /// <summary>Of the axis of a line; bars always begin there. Where it does not, say so in <see cref="ValueAxis"/>.</summary>
    public bool FromZero { get; init; } = true;

    /// <summary>Draws the first rows of the table only; all of them when null.</summary>
    public int? Rows { get; init; }

    /// <summary>Below the table and not beside it: for wide tables.</summary>
    public bool Below { get; init; }

    /// <summary>Name and value are written at the bars of this series, which stand out among many.</summary>
    public string? Labelled { get; private init; }

    /// <summary>Centimetres.</summary>
    public double Width { get; init; } = 21;

    /// <summary>Centimetres. Many lying bars make it higher by themselves.</summary>
    public double Height { get; init; } = 12;

    /// <summary>Centimetres, when so many rows are drawn: lying bars need room for their names.</summary>
    public double ShownHeight(int rows) => Form == ChartForm.Bars ? Math.Max(Height, 4 + rows * (Group == BarGroup.Beside ? 0.32 * Series.Length + 0.25 : 0.55)) : Height;

    /// <summary>Parts of a whole, on end: days by reason and who is responsible.</summary>
    /// <param name="series">Headings of the parts, first to last; six at most, better three.</param>
    /// <param name="upright">Columns instead of bars.</param>
    public static ChartPlan Stacked(string title, string alternative, string valueAxis, string category, ImmutableArray<string> series, bool upright = false) =>
        new(upright ? ChartForm.Columns : ChartForm.Bars, title, alternative, valueAxis, category, Painted(series)) { Group = BarGroup.Stacked };

    /// <summary>Things to compare, next to each other.</summary>
    /// <param name="series">Headings, first to last; six at most.</param>
    /// <param name="upright">Columns instead of bars.</param>
    public static ChartPlan Beside(string title, string alternative, string valueAxis, string category, ImmutableArray<string> series, bool upright = false) =>
        new(upright ? ChartForm.Columns : ChartForm.Bars, title, alternative, valueAxis, category, Painted(series)) { Group = BarGroup.Beside };

    /// <summary>What was planned, is expected and has happened, next to each other.</summary>
    /// <param name="forecast">Null where there is none.</param>
    /// <param name="upright">Columns instead of bars.</param>
    public static ChartPlan PlanAndActual(string title, string alternative, string valueAxis, string category, string plan, string? forecast, string actual, bool upright = false) =>
        new(upright ? ChartForm.Columns : ChartForm.Bars, title, alternative, valueAxis, category,
        [
            new(plan, SeriesLook.Hatched), .. forecast is null ? [] : (ImmutableArray<SeriesPlan>)[new(forecast, SeriesLook.Light)], new(actual, SeriesLook.Solid),
        ]) { Group = BarGroup.Beside };

    /// <summary>A ranking in which one bar is the reader's own: a series of its own, darker, named in the legend and labelled with its name and value.</summary>
    /// <param name="own">Heading of the column that has a value in the reader's row only.</param>
    /// <param name="others">Heading of the column that has the values of all the others.</param>
    /// <param name="upright">Columns instead of bars: for a hundred and more, which then bear no names.</param>
    public static ChartPlan League(string title, string alternative, string valueAxis, string category, string own, string others, bool upright = false) =>
        new(upright ? ChartForm.Columns : ChartForm.Bars, title, alternative, valueAxis, category, [new(own, SeriesLook.Solid), new(others, SeriesLook.Others)]) { Group = BarGroup.Instead, Labelled = own };

    /// <summary>Lines with marks.</summary>
    /// <param name="series">Headings, four at most.</param>
    public static ChartPlan Lines(string title, string alternative, string valueAxis, string category, ImmutableArray<string> series) =>
        new(ChartForm.Lines, title, alternative, valueAxis, category, [.. series.Select((heading, order) => new SeriesPlan(heading, LineLooks[order]))]);

    /// <summary>What has come together by each month or quarter against what was planned, under what it cannot exceed.</summary>
    /// <param name="cap">Null where there is none.</param>
    public static ChartPlan Cumulative(string title, string alternative, string valueAxis, string category, string plan, string actual, string? cap) =>
        new(ChartForm.Lines, title, alternative, valueAxis, category,
        [
            new(actual, SeriesLook.Measured), new(plan, SeriesLook.Planned), .. cap is null ? [] : (ImmutableArray<SeriesPlan>)[new(cap, SeriesLook.Cap)],
        ]);

    /// <summary>
    /// Values over months with the mean and the natural process limits of each phase, and their signals. Of mean and limits each phase has other columns than the one before it, so that no line joins
    /// them; two columns in turn are enough for any number of phases.
    /// </summary>
    /// <param name="mean">Headings: of the first phase, of the second, and so on.</param>
    /// <param name="upper">As <paramref name="mean"/>.</param>
    /// <param name="lower">As <paramref name="mean"/>; none where no limit is above zero.</param>
    /// <param name="signal">Heading of the column that repeats the value where it is a signal and is empty elsewhere; null where there is none.</param>
    /// <param name="target">Null where there is none.</param>
    public static ChartPlan Xmr(string title, string alternative, string valueAxis, string month, string value, ImmutableArray<string> mean, ImmutableArray<string> upper, ImmutableArray<string> lower, string? signal, string? target = null) =>
        new(ChartForm.Lines, title, alternative, valueAxis, month,
        [
            new(value, SeriesLook.Measured),
            .. Phases(mean, SeriesLook.Mean), .. Phases(upper, SeriesLook.UpperLimit), .. Phases(lower, SeriesLook.LowerLimit),
            .. target is null ? [] : (ImmutableArray<SeriesPlan>)[new(target, SeriesLook.Target)],
            // The last is drawn over the others.
            .. signal is null ? [] : (ImmutableArray<SeriesPlan>)[new(signal, SeriesLook.Signal)],
        ]) { Height = 13 };

    private static readonly ImmutableArray<SeriesLook> BarLooks = [SeriesLook.Solid, SeriesLook.Light, SeriesLook.Hatched, SeriesLook.Bright, SeriesLook.Chequered, SeriesLook.Striped];

    private static readonly ImmutableArray<SeriesLook> LineLooks = [SeriesLook.Measured, SeriesLook.Planned, SeriesLook.Forecast, SeriesLook.Further];

    private static ImmutableArray<SeriesPlan> Painted(ImmutableArray<string> series) => [.. series.Select((heading, order) => new SeriesPlan(heading, BarLooks[order]))];

    private static IEnumerable<SeriesPlan> Phases(ImmutableArray<string> headings, SeriesLook look) => headings.Distinct().Select((heading, phase) => new SeriesPlan(heading, look, Named: phase == 0));
}
