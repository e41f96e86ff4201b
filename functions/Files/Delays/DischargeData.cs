using System.Collections.Immutable;
using System.Globalization;
using Monitoring.Core.Figures;
using Monitoring.Core.Figures.Delays;
using Monitoring.Core.Kernel;
using Monitoring.Core.Returns;
using Monitoring.Files.Data;
using Monitoring.Files.Workbooks.Sheets;

namespace Monitoring.Files.Delays;

/// <summary>
/// Discharge delays of a body as one table of data, a month or all of them: one value in a row, with what it covers beside it. A value is exact and in its unit. Where there is none it is empty and the status says why; it is never
/// zero for want of a number. Values of different phases are not of one series.
/// </summary>
public static class DischargeData
{
    private static readonly CsvTable<(Whose Of, Row Row)> Table = new CsvTable<(Whose Of, Row Row)>(
        "One value in a row: figures of a month, or all months of the measures that have a chart with the sums of years. Where there is no value the cell is empty, and the status says why; it is never zero for want of a number. Values of different phases are not of one series.")
        .Always("body_code", "Code", "Of the authority, board or NHS body; ENG for England.", one => one.Of.Body)
        .Always("body_name", "Name", "Of the body.", one => one.Of.Name)
        .Always("level", "Level", "england, region, icb, authority or provider.", one => one.Of.Level.ToString().ToLowerInvariant())
        .Always("period", "Period", "Month (2024-05), financial year (2024-25) or, of a weekly snapshot, its day (2024-05-05).", one => one.Row.Period)
        .Always("table", "Kind of row", "ready, ready-as-sent and length-of-delay of the Discharge Ready Date; acute and its groups, acute-weekly of the acute report; series and year of all months together.", one => one.Row.Table)
        .Always("id", "Figure", "Stable name of the figure.", one => one.Row.Id)
        .Text("item", "Of what", "The figure in words, or the length of delay that it is of.", one => one.Row.Item)
        .Number("value", "Value", "Exact, in the unit beside it; empty where there is none.", one => one.Row.Value)
        .Always("unit", "Unit", "Of the value.", one => one.Row.Unit)
        .Number("coverage", "Coverage", "Share of discharges at trusts whose data were acceptable, from 0 to 1, where the figure has one.", one => one.Row.Coverage)
        .Text("phase", "Phase", "Of the specification that the value was counted by: of months together its number from 1, of a month its name.", one => one.Row.Phase)
        .Number("days_with_a_figure", "Days with a figure", "That an average of the month is made of.", one => one.Row.Days)
        .Number("days_without", "Days without", "Of the month, for which no figure was given.", one => one.Row.DaysMissing)
        .Always("status", "Status", "How far the value can be relied on; why there is none where there is none.", one => one.Row.Status)
        .Text("note", "Note", "What a reader must know of the figure.", one => one.Row.Note);

    /// <summary>What each column is.</summary>
    public static CsvDescription Description => Table;

    public static ImmutableArray<string> Columns => Table.Names;

    private const string Missing = DelayWords.NotGiven;

    /// <summary>A month: with headings; lines end in a line feed.</summary>
    public static string Csv(DischargeFigures figures) => Csv(new(figures.Key.Body, figures.Name, figures.Level), Rows(figures));

    /// <summary>All months of the measures that have a chart, with the sums of years.</summary>
    public static string Csv(DischargeSeries series) => Csv(new(series.Body, series.Name, series.Level), [.. series.Lines.SelectMany(Rows), .. series.Years.SelectMany(Rows)]);

    private sealed record Row(string Period, string Table, string Id, string? Item, decimal? Value, string Unit, string Status)
    {
        public decimal? Coverage { get; init; }

        public string? Phase { get; init; }

        public int? Days { get; init; }

        public int? DaysMissing { get; init; }

        public string? Note { get; init; }
    }

    private sealed record Whose(string Body, string Name, BodyLevel Level);

    private static string Csv(Whose of, IEnumerable<Row> rows) => Table.Csv(rows.Select(row => (of, row)));

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
}
