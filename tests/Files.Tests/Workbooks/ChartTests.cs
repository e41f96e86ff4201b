using System.Globalization;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using Monitoring.Files.Workbooks;
using A = DocumentFormat.OpenXml.Drawing;
using C = DocumentFormat.OpenXml.Drawing.Charts;
using Xdr = DocumentFormat.OpenXml.Drawing.Spreadsheet;

namespace Monitoring.Files.Tests.Workbooks;

public class ChartTests : EveryWorkbook<ChartTests>, IWorkbooks
{
    private const string Kinds = "charts of every kind";

    public static IReadOnlyDictionary<string, Func<byte[]>> All { get; } = new Dictionary<string, Func<byte[]>> { [Kinds] = ChartSheets.Write };

    [Fact]
    public void Each_sheet_has_its_charts_with_their_titles_and_words()
    {
        using var workbook = new OpenedWorkbook(Workbook(Kinds));
        Assert.All(ChartSheets.All.Zip(workbook.Sheets), pair =>
        {
            var (plan, drawings) = (pair.First, pair.Second.Part.DrawingsPart);
            Assert.Equal(plan.Charts.Select(chart => (chart.Title, chart.Alternative)), Charts(drawings).Select(chart => (Title(chart.Space), chart.Frame.Description!.Value!)));
            Assert.Equal(plan.Charts.Select(chart => chart.Title), Charts(drawings).Select(chart => chart.Frame.Title!.Value!));
        });
    }

    [Theory]
    [InlineData("Over months", 0, "Month", "B", "D", "G", "E", "H", "F", "I", "J", "C")]
    [InlineData("Reasons", 0, "Reason", "B", "C", "D")]
    [InlineData("Fund", 1, "Source", "B", "D")]
    [InlineData("Payment", 0, "Quarter", "C", "B", "D")]
    [InlineData("League", 0, "Authority", "B", "C")]
    [InlineData("Wide", 0, "Area", "AD", "AE")]
    public void Series_are_the_columns_that_the_plan_names(string sheet, int chart, string category, params string[] columns)
    {
        var plan = ChartSheets.All.Single(plan => plan.Name == sheet);
        var space = Space(sheet, chart);
        var (first, rows) = (Series(space)[0].Descendants<C.Values>().Single().Descendants<C.Formula>().Single().Text, plan.Charts[chart].Rows ?? plan.Table!.Rows.Length);
        var top = OpenedWorkbook.Area(first[(first.IndexOf('!') + 1)..]).Top;
        Assert.Equal(columns.Select(column => $"'{sheet}'!${column}${top}:${column}${top + rows - 1}"), Series(space).Select(series => series.Descendants<C.Values>().Single().Descendants<C.Formula>().Single().Text));
        Assert.All(Series(space), series => Assert.Equal($"'{sheet}'!$A${top}:$A${top + rows - 1}", series.Descendants<C.CategoryAxisData>().Single().Descendants<C.Formula>().Single().Text));
        Assert.Equal(category, string.Concat(space.Descendants<C.PlotArea>().Single().Elements().Single(axis => axis is C.CategoryAxis or C.DateAxis).GetFirstChild<C.Title>()!.Descendants<A.Text>().Select(text => text.Text)));
    }

    /// <summary>36 rows of dates make an axis on which every month has a place; the one that is not given has no point.</summary>
    [Fact]
    public void A_month_without_a_value_is_a_gap()
    {
        var space = Space("Over months", 0);
        Assert.Single(space.Descendants<C.DateAxis>());
        var missing = (uint)Enumerable.Range(0, 36).Single(index => new Core.Kernel.ReportingMonth(2016, 4).AddMonths(index) == ChartSheets.Missing);
        Assert.DoesNotContain(missing, Points(Series(space)[0]));
        Assert.Contains(missing - 1, Points(Series(space)[0]));
        Assert.Equal(35, Points(Series(space)[0]).Count);
    }

    [Fact]
    public void No_line_joins_two_phases()
    {
        var series = Series(Space("Over months", 0));
        foreach (var (first, second) in new[] { (1, 2), (3, 4), (5, 6) })
        {
            Assert.Equal(24, Points(series[first]).Count);
            Assert.Equal(12, Points(series[second]).Count);
            Assert.Empty(Points(series[first]).Intersect(Points(series[second])));
        }
        Assert.Equal([2u, 4u, 6u], Space("Over months", 0).Descendants<C.LegendEntry>().Select(entry => entry.Index!.Val!.Value));
    }

    [Fact]
    public void A_signal_is_a_mark_of_its_own_without_a_line()
    {
        var signal = Series(Space("Over months", 0))[^1];
        Assert.Equal([14u, 33u], Points(signal));
        Assert.NotNull(signal.GetFirstChild<C.ChartShapeProperties>()!.GetFirstChild<A.Outline>()!.GetFirstChild<A.NoFill>());
        Assert.Equal(C.MarkerStyleValues.Diamond, signal.GetFirstChild<C.Marker>()!.Symbol!.Val!.Value);
        Assert.Equal("Signal", signal.GetFirstChild<C.SeriesText>()!.Descendants<C.NumericValue>().Single().Text);
    }

    [Fact]
    public void The_readers_own_bar_is_a_series_of_its_own_with_its_name_and_value()
    {
        var own = Series(Space("Authorities", 0))[0];
        Assert.Equal([49u], Points(own));
        Assert.Equal((true, true), (own.GetFirstChild<C.DataLabels>()!.GetFirstChild<C.ShowCategoryName>()!.Val!.Value, own.GetFirstChild<C.DataLabels>()!.GetFirstChild<C.ShowValue>()!.Val!.Value));
        Assert.DoesNotContain(49u, Points(Series(Space("Authorities", 0))[1]));
    }

    [Fact]
    public void Bars_with_values_below_zero_have_zero_on_their_axis_and_do_not_begin_there() => Assert.Empty(Space("Changes", 0).Descendants<C.MinAxisValue>());

    [Fact]
    public void A_line_may_begin_above_zero_where_its_axis_says_so() => Assert.Empty(Space("Over months", 1).Descendants<C.MinAxisValue>());

    [Fact]
    public void Charts_on_one_sheet_stand_clear_of_each_other()
    {
        using var workbook = new OpenedWorkbook(Workbook(Kinds));
        foreach (var (sheet, part) in workbook.Sheets.Where(sheet => sheet.Part.DrawingsPart is not null))
        {
            var heights = part.Worksheet.Descendants<Row>().Where(row => row.Height is not null).ToDictionary(row => (int)row.RowIndex!.Value, row => row.Height!.Value);
            var anchors = part.DrawingsPart!.WorksheetDrawing.Elements<Xdr.OneCellAnchor>().Select(anchor => (Row: int.Parse(anchor.FromMarker!.RowId!.Text, CultureInfo.InvariantCulture), Points: anchor.Extent!.Cy!.Value / 12_700.0)).ToList();
            Assert.All(anchors.Zip(anchors.Skip(1)), pair =>
                Assert.True(Enumerable.Range(pair.First.Row + 1, pair.Second.Row - pair.First.Row).Sum(row => heights.GetValueOrDefault(row, 15)) >= pair.First.Points, sheet.Name!.Value));
        }
    }

    [Fact]
    public void Words_are_not_drawn_as_zero()
    {
        var plan = ChartSheets.Fund;
        var spoilt = plan with { Table = plan.Table! with { Rows = plan.Table.Rows.SetItem(0, [Entry.Of("Minimum NHS contribution"), Entry.Words("not given"), Entry.Of(1), Entry.Of(1)]) } };
        Assert.Contains("'not given' in it would be drawn as zero", Assert.Throws<InvalidOperationException>(() => Book.Write("", "", Months.Publication, [spoilt])).Message);
    }

    [Fact]
    public void A_column_that_is_not_there_is_not_drawn()
    {
        var spoilt = ChartSheets.Fund with { Charts = [ChartPlan.Beside("Nothing", "Nothing at all.", "£", "Source", ["Estimate"])] };
        Assert.Contains("has no column Estimate", Assert.Throws<InvalidOperationException>(() => Book.Write("", "", Months.Publication, [spoilt])).Message);
    }

    /// <summary>The check of charts itself: a value, a range, an axis and a look that are wrong are found.</summary>
    [Theory]
    [InlineData("is '999' in the chart and '", "<c:v>120</c:v>", "<c:v>999</c:v>")]
    [InlineData("is not where the column has its values", "'Reasons'!$B$3:$B$10", "'Reasons'!$B$4:$B$10")]
    [InlineData("is not in the sheet's table", "'Reasons'!$C$3:$C$10", "'Reasons'!$F$3:$F$10")]
    [InlineData("the axes do not cross each other", "<c:crossAx val=\"12\"", "<c:crossAx val=\"13\"")]
    [InlineData("the axes are not those that the chart names", "<c:axId val=\"12\" />", "<c:axId val=\"14\" />")]
    [InlineData("bars do not begin at zero", "<c:min val=\"0\" />", "")]
    [InlineData("what is missing is not a gap", "dispBlanksAs val=\"gap\"", "dispBlanksAs val=\"zero\"")]
    [InlineData("two series look the same", "00A499", "003087")]
    public void What_is_wrong_with_a_chart_is_found(string fault, string right, string wrong)
    {
        using var stream = new MemoryStream();
        stream.Write(Workbook(Kinds));
        using (var document = SpreadsheetDocument.Open(stream, isEditable: true))
        {
            var (part, text) = document.WorkbookPart!.WorksheetParts.SelectMany(sheet => sheet.DrawingsPart?.ChartParts ?? []).Select(chart => (chart, Text(chart))).Single(chart => chart.Item2.Contains("Patient or family choice is the largest reason", StringComparison.Ordinal));
            Assert.Contains(right, text);
            var at = text.IndexOf(right, StringComparison.Ordinal);
            using var writer = new StreamWriter(part.GetStream(FileMode.Create));
            writer.Write(string.Concat(text.AsSpan(0, at), wrong, text.AsSpan(at + right.Length)));
        }
        Assert.Contains(ChartFaults.Of(stream.ToArray()), found => found.Contains(fault, StringComparison.Ordinal));
    }

    private static string Text(OpenXmlPart part)
    {
        using var reader = new StreamReader(part.GetStream());
        return reader.ReadToEnd();
    }

    private static C.ChartSpace Space(string sheet, int chart)
    {
        var workbook = new OpenedWorkbook(Workbook(Kinds));
        return Charts(workbook.Sheets.Single(found => found.Sheet.Name == sheet).Part.DrawingsPart).ElementAt(chart).Space;
    }

    /// <summary>In the order of their frames.</summary>
    private static IEnumerable<(C.ChartSpace Space, Xdr.NonVisualDrawingProperties Frame)> Charts(DrawingsPart? drawings) => drawings is null ? [] : drawings.WorksheetDrawing.Elements<Xdr.OneCellAnchor>()
        .Select(anchor => (((DocumentFormat.OpenXml.Packaging.ChartPart)drawings.GetPartById(anchor.Descendants<C.ChartReference>().Single().Id!.Value!)).ChartSpace, anchor.Descendants<Xdr.NonVisualDrawingProperties>().Single()));

    private static string Title(C.ChartSpace space) => string.Join(' ', space.GetFirstChild<C.Chart>()!.Title!.Descendants<A.Text>().Select(line => line.Text));

    private static List<DocumentFormat.OpenXml.OpenXmlElement> Series(C.ChartSpace space) => [.. space.Descendants().Where(element => element is C.BarChartSeries or C.LineChartSeries)];

    private static List<uint> Points(DocumentFormat.OpenXml.OpenXmlElement series) => [.. series.Descendants<C.Values>().Single().Descendants<C.NumericPoint>().Select(point => point.Index!.Value)];
}
