using System.Collections.Immutable;
using System.Globalization;
using Monitoring.Core.Figures;
using Monitoring.Core.Figures.Delays;
using Monitoring.Core.Kernel;
using Monitoring.Core.Returns;
using Monitoring.Files.Workbooks.Sheets;

namespace Monitoring.Files.Delays;

/// <summary>
/// Discharge delays of a body as one table of data, a month or all of them: one value in a row, with what it covers beside it. A value is exact and in its unit. Where there is none it is empty and the status says why; it is never
/// zero for want of a number. Values of different phases are not of one series.
/// </summary>
public static class DischargeData
{
    public static readonly ImmutableArray<string> Columns = ["body_code", "body_name", "level", "period", "table", "id", "item", "value", "unit", "coverage", "phase", "days_with_a_figure", "days_without", "status", "note"];

    private const string Missing = DelayWords.NotGiven;

    /// <summary>A month: with headings; lines end in a line feed.</summary>
    public static string Csv(DischargeFigures figures) => Csv(figures.Key.Body, figures.Name, figures.Level, Rows(figures));

    /// <summary>All months of the measures that have a chart, with the sums of years.</summary>
    public static string Csv(DischargeSeries series) => Csv(series.Body, series.Name, series.Level, [.. series.Lines.SelectMany(Rows), .. series.Years.SelectMany(Rows)]);

    private sealed record Row(string Period, string Table, string Id, string? Item, decimal? Value, string Unit, string Status)
    {
        public decimal? Coverage { get; init; }

        public string? Phase { get; init; }

        public int? Days { get; init; }

        public int? DaysMissing { get; init; }

        public string? Note { get; init; }
    }

    private static string Csv(string body, string name, BodyLevel level, IEnumerable<Row> rows) => string.Concat(rows
        .Select(row => CsvText.Line(
        [
            Text(body), Text(name), level.ToString().ToLowerInvariant(), row.Period, row.Table, row.Id, Text(row.Item), Number(row.Value), row.Unit, Number(row.Coverage), Text(row.Phase), Number(row.Days), Number(row.DaysMissing), row.Status, Text(row.Note),
        ]))
        .Prepend(CsvText.Line(Columns)).Select(line => line + "\n"));

    private static IEnumerable<Row> Rows(DischargeFigures figures)
    {
        var (month, status) = (figures.Key.Month.ToString(), Phrases.Of(figures.Status));
        if (figures.Ready is { } ready)
        {
            foreach (var figure in new[] { ready.AverageDelay, ready.DelayedShare })
                yield return new(month, "ready", figure.Id, figure.Name, figure.Value, figure.Unit, figure.Value is null ? Missing : status) { Coverage = ready.Coverage, Note = ready.CoverageWarning };
            foreach (var measure in ready.Measures)
                yield return new(month, "ready-as-sent", $"ready.{measure.Measure}", measure.Name, measure.Value, Unit(measure.Measure), measure.Value is null ? Missing : status) { Coverage = measure.Coverage, Note = measure.Says };
            foreach (var bucket in ready.Buckets)
            {
                yield return new(month, "length-of-delay", "ready.bucket.discharges", bucket.Name, bucket.Discharges, "discharges", bucket.Discharges is null ? Missing : status) { Coverage = ready.Coverage };
                yield return new(month, "length-of-delay", "ready.bucket.bed-days", bucket.Name, bucket.BedDays, "days", bucket.BedDays is null ? Missing : status) { Coverage = ready.Coverage };
            }
        }
        if (figures.Acute is { } acute)
        {
            foreach (var measure in acute.Measures)
                yield return new(month, $"acute-{measure.Group.ToString().ToLowerInvariant()}", $"acute.{measure.Metric}", measure.Name, measure.AverageADay, "a day, average", measure.AverageADay is null ? Missing : status) { Phase = acute.Specification, Days = measure.Days, DaysMissing = measure.DaysMissing, Note = measure.Says };
            foreach (var snapshot in acute.Weekly)
                yield return new(snapshot.Date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), "acute-weekly", $"acute.{snapshot.Metric}", snapshot.Name, snapshot.Value, "bed days, a snapshot: never added", snapshot.Value is null ? Missing : status) { Phase = acute.Specification };
        }
    }

    private static IEnumerable<Row> Rows(DischargeLine line)
    {
        var coverage = line.Coverage.ToDictionary(point => point.Month, point => point.Value);
        return line.Points.Select(point => new Row(point.Month.ToString(), "series", line.Id, line.Name, point.Value, line.Unit, point.Value is null ? Missing : "given")
        {
            Coverage = coverage.GetValueOrDefault(point.Month),
            Phase = line.Breaks.IsEmpty ? null : $"{1 + line.Breaks.Count(change => change.From <= point.Month)}",
            Note = line.Breaks.Where(change => change.From == point.Month).Select(change => change.Why).FirstOrDefault(),
        });
    }

    private static IEnumerable<Row> Rows(ReadyYear year)
    {
        var status = Phrases.Of(year.Status);
        (string Id, decimal? Value, string Unit)[] sums =
            [("discharges", year.Discharges, "discharges"), ("delayed", year.Delayed, "discharges"), ("bed-days", year.BedDays, "days"), ("average-of-all", year.AverageOfAll, "days"), ("average-of-delayed", year.AverageOfDelayed, "days"), ("delayed-share", year.DelayedShare, "share")];
        return sums.Select(sum => new Row($"{year.Year}", "year", $"ready.year.{sum.Id}", null, sum.Value, sum.Unit, sum.Value is null ? Missing : status) { Note = year.Says });
    }

    private static string Unit(DischargeMeasure measure) => measure switch
    {
        DischargeMeasure.AcceptableShare or DischargeMeasure.AcceptableProvidersShare or DischargeMeasure.SameDayShare or DischargeMeasure.DelayedShare => "share",
        DischargeMeasure.AverageOfAll or DischargeMeasure.AverageOfDelayed => "days",
        _ => "as counted",
    };

    /// <summary>A text that a spreadsheet would take for a formula begins with an apostrophe.</summary>
    private static string? Text(string? text) => text is ['=' or '+' or '-' or '@' or '\t' or '\r', ..] ? "'" + text : text;

    private static string? Number(decimal? number) => number?.ToString("0.############################", CultureInfo.InvariantCulture);
}
