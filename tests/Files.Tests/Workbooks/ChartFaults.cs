using System.Globalization;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using C = DocumentFormat.OpenXml.Drawing.Charts;
using Xdr = DocumentFormat.OpenXml.Drawing.Spreadsheet;

namespace Monitoring.Files.Tests.Workbooks;

/// <summary>
/// Checks the charts of a workbook for what validators do not see: values in the chart that are not those of its cells, words that are drawn as zero, axes that are not there, frames that cover each other.
/// </summary>
internal static class ChartFaults
{
    public static List<string> Of(byte[] file)
    {
        using var workbook = new OpenedWorkbook(file);
        return [.. workbook.Sheets.Where(sheet => sheet.Part.DrawingsPart is not null).SelectMany(sheet => OfSheet(workbook, sheet.Sheet.Name!.Value!, sheet.Part).ToList())];
    }

    private static IEnumerable<string> OfSheet(OpenedWorkbook workbook, string sheet, WorksheetPart part)
    {
        var drawings = part.DrawingsPart!;
        var frames = drawings.WorksheetDrawing.Elements<Xdr.OneCellAnchor>().ToList();
        if (frames.Count != drawings.ChartParts.Count())
            yield return $"{sheet}: {frames.Count} frames for {drawings.ChartParts.Count()} charts";
        var properties = drawings.WorksheetDrawing.Descendants<Xdr.NonVisualDrawingProperties>().ToList();
        if (properties.Select(frame => frame.Id!.Value).Distinct().Count() != frames.Count || properties.Select(frame => frame.Name!.Value).Distinct().Count() != frames.Count)
            yield return $"{sheet}: frames share a number or a name";
        var cells = OpenedWorkbook.Cells(part);
        var table = OpenedWorkbook.Area(part.TableDefinitionParts.Single().Table.Reference!.Value!);
        if (frames.Any(frame => int.Parse(frame.FromMarker!.ColumnId!.Text, CultureInfo.InvariantCulture) < table.Right && int.Parse(frame.FromMarker.RowId!.Text, CultureInfo.InvariantCulture) < table.Bottom))
            yield return $"{sheet}: a chart covers the table";
        foreach (var chart in drawings.ChartParts.Select(chart => chart.ChartSpace))
        {
            foreach (var fault in OfChart(workbook, sheet, cells, table, chart))
                yield return $"{sheet}, {chart.Descendants<C.Title>().First().InnerText}: {fault}";
        }
    }

    private static IEnumerable<string> OfChart(OpenedWorkbook workbook, string sheet, Dictionary<(int Row, int Column), Cell> cells, (int Top, int Left, int Bottom, int Right) table, C.ChartSpace chart)
    {
        var plot = chart.Descendants<C.PlotArea>().Single();
        var group = plot.Elements().Single(element => element is C.BarChart or C.LineChart);
        var axes = plot.Elements().Where(element => element is C.CategoryAxis or C.DateAxis or C.ValueAxis).ToList();
        var ids = axes.Select(axis => axis.GetFirstChild<C.AxisId>()!.Val!.Value).ToList();
        if (axes.Count != 2 || ids.Distinct().Count() != 2 || !ids.SequenceEqual(group.Elements<C.AxisId>().Select(id => id.Val!.Value)))
            yield return "the axes are not those that the chart names";
        if (!axes.Select(axis => axis.GetFirstChild<C.CrossingAxis>()!.Val!.Value).Reverse().SequenceEqual(ids))
            yield return "the axes do not cross each other";
        if (axes.Any(axis => axis.GetFirstChild<C.Title>()?.InnerText is not { Length: > 0 }))
            yield return "an axis has no title";
        if (chart.Descendants<C.DisplayBlanksAs>().Single().Val?.Value != C.DisplayBlanksAsValues.Gap)
            yield return "what is missing is not a gap";
        if (chart.GetFirstChild<C.Date1904>()?.Val?.Value != false || chart.GetFirstChild<C.EditingLanguage>()?.Val?.Value != "en-GB")
            yield return "the language or the first day is not told";
        var values = chart.Descendants<C.Values>().SelectMany(series => series.Descendants<C.NumericValue>()).Select(value => double.Parse(value.Text, CultureInfo.InvariantCulture)).ToList();
        if (group is C.BarChart && values.All(value => value >= 0) && axes[1].Descendants<C.MinAxisValue>().SingleOrDefault()?.Val?.Value != 0)
            yield return "bars do not begin at zero";
        var series = group.Elements().Where(element => element is C.BarChartSeries or C.LineChartSeries).ToList();
        var looks = series.Where(one => Named(chart, one)).Select(one => one.GetFirstChild<C.ChartShapeProperties>()!.OuterXml + one.GetFirstChild<C.Marker>()?.OuterXml).ToList();
        if (looks.Distinct().Count() != looks.Count)
            yield return "two series look the same";
        foreach (var (formula, cache) in chart.Descendants<C.Formula>().Select(formula => (formula.Text, (OpenXmlElement)formula.Parent!)))
        {
            if (OfRange(workbook, sheet, cells, table, formula, cache) is { } fault)
                yield return fault;
        }
    }

    private static bool Named(C.ChartSpace chart, OpenXmlElement series) =>
        !chart.Descendants<C.LegendEntry>().Any(entry => entry.Index!.Val!.Value == series.GetFirstChild<C.Order>()!.Val!.Value);

    /// <summary>The cells that a chart names are those of the table, and hold what the chart holds.</summary>
    private static string? OfRange(OpenedWorkbook workbook, string sheet, Dictionary<(int Row, int Column), Cell> cells, (int Top, int Left, int Bottom, int Right) table, string formula, OpenXmlElement cache)
    {
        var (name, range) = (formula[..formula.LastIndexOf('!')].Trim('\'').Replace("''", "'", StringComparison.Ordinal), OpenedWorkbook.Area(formula[(formula.LastIndexOf('!') + 1)..]));
        if (name != sheet || range.Left != range.Right || range.Left > table.Right || range.Top < table.Top || range.Bottom > table.Bottom)
            return $"{formula} is not in the sheet's table";
        var isHeading = cache.Parent is C.SeriesText;
        if (isHeading ? range != (table.Top, range.Left, table.Top, range.Left) : range.Top != table.Top + 1)
            return $"{formula} is not where the column has its {(isHeading ? "heading" : "values")}";
        var points = cache.Descendants().Where(element => element is C.StringPoint or C.NumericPoint).ToDictionary(point => (int)(point is C.StringPoint text ? text.Index!.Value : ((C.NumericPoint)point).Index!.Value), point => point.InnerText);
        if (cache.Descendants<C.PointCount>().Single().Val!.Value != range.Bottom - range.Top + 1)
            return $"{formula} does not count its points";
        for (var row = range.Top; row <= range.Bottom; row++)
        {
            var cell = cells.GetValueOrDefault((row, range.Left));
            var (held, drawn) = (cell is null ? "" : workbook.Text(cell), points.GetValueOrDefault(row - range.Top, ""));
            if (cache is C.NumberReference && held.Length > 0 && OpenedWorkbook.IsText(cell!))
                return $"'{held}' in row {row} of {formula} is drawn as zero";
            if (held != drawn && !(cache is C.NumberReference && held.Length > 0 && drawn.Length > 0 && Math.Abs(double.Parse(held, CultureInfo.InvariantCulture) - double.Parse(drawn, CultureInfo.InvariantCulture)) < 1e-9)
                && !(cache is C.StringReference && cell is not null && !OpenedWorkbook.IsText(cell)))
                return $"row {row} of {formula} is '{drawn}' in the chart and '{held}' in its cell";
        }
        return null;
    }
}
