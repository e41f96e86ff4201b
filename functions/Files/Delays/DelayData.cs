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
/// A history as one table of data: one value in a row, for other programs. A value is exact and in the unit that stands beside it. Where there is none it is empty and the status says why; it is never zero for want of a number.
/// Who decided for an authority is not in it.
/// </summary>
public static class DelayData
{
    private const string DaysUnit = "days", BedsUnit = "people a day", RateUnit = "people a day per 100,000 adults";

    private static readonly CsvTable<(DelayHistory Of, Row Row)> Table = new CsvTable<(DelayHistory Of, Row Row)>(
        "One value of a history in a row: months, signals and limits of the charts, answers, years, comparisons and restatements. Where there is no value the cell is empty, and the status says why; it is never zero for want of a number.")
        .Always("body_code", "Code", "Of the authority or NHS body; ENG for England.", one => one.Of.Key.Body)
        .Always("body_name", "Name", "Of the body.", one => one.Of.Name)
        .Always("level", "Level", "england, region, authority or provider.", one => DelayWords.Of(one.Of.Level).ToLowerInvariant())
        .Always("period", "Period", "Month (2019-11), financial year (2019-20) or, of limits, the months from and to which they hold (2018-04/2019-11).", one => one.Row.Period)
        .Always("table", "Kind of row", "month, reason, signal, limit, answer, year, comparison, restatement or restated-cell.", one => one.Row.Table)
        .Always("id", "Figure", "Stable name of the figure within its kind.", one => one.Row.Id)
        .Text("item", "Of what", "Reason, attribution, group or cell that the figure is of, where there are several.", one => one.Row.Item)
        .Number("value", "Value", "Exact, in the unit beside it; empty where there is none.", one => one.Row.Value)
        .Always("unit", "Unit", "Of the value.", one => one.Row.Unit)
        .Always("status", "Status", "How far the value can be relied on; why there is none where there is none.", one => one.Row.Status)
        .Text("marks", "Marks", "Why the month is to be read with care: missing, incomplete, restated, first month after reorganisation.", one => one.Row.Marks)
        .Number("numerator", "Numerator", "Of a rate or an average.", one => one.Row.Numerator)
        .Number("denominator", "Denominator", "Of a rate or an average.", one => one.Row.Denominator)
        .Text("denominator_name", "What the denominator is", "In words.", one => one.Row.DenominatorName)
        .Text("note", "Note", "What a reader must know of the figure.", one => one.Row.Note)
        .Always("policy", "Rules", "Version of the rules that the figure was worked out by.", one => one.Of.Policy)
        .Always("reference", "Reference data", "Version of the reference data that the figure was worked out with.", one => one.Of.Reference)
        .Always("last_acceptance", "Last acceptance", "The last return that anything in the file comes from.", one => one.Of.LastAcceptance.Value)
        .Time("as_at", "As at", "When that return was received.", one => one.Of.AsAt);

    /// <summary>What each column is.</summary>
    public static CsvDescription Description => Table;

    public static ImmutableArray<string> Columns => Table.Names;

    /// <summary>With headings; lines end in a line feed. A text that a spreadsheet would take for a formula begins with an apostrophe.</summary>
    public static string Csv(DelayHistory history) => Table.Csv(Rows(history).Select(row => (history, row)));

    /// <param name="Status">Of the figure; why there is no value where there is none.</param>
    private sealed record Row(
        string Period, string Table, string Id, decimal? Value, string Unit, string Status, string? Item = null, string? Marks = null, decimal? Numerator = null, decimal? Denominator = null, string? DenominatorName = null, string? Note = null);

    private static IEnumerable<Row> Rows(DelayHistory history) =>
    [
        .. history.Months.SelectMany(Month), .. Chart("beds", history.Beds), .. history.SocialCareBeds is { } socialCare ? Chart("social-care-beds", socialCare) : [], .. history.Answers.SelectMany(Answer), .. history.Years.Select(Measure),
        .. history.Comparisons.SelectMany(Comparison), .. history.Changed.SelectMany(Restated),
    ];

    private static IEnumerable<Row> Month(HistoryMonth month)
    {
        var (status, period) = (Phrases.Of(month.Status), month.Month.ToString());
        var missing = month.Days is null ? DelayWords.Missing : DelayWords.NotKnown;
        var noRate = month.Days is null ? DelayWords.Missing : month.Adults is null ? DelayWords.NoEstimate : "not whole";
        var rows = new List<Row>
        {
            Of("days", month.Days, DaysUnit, missing), Of("days.acute", month.Acute, DaysUnit, missing), Of("days.nhs", month.Nhs, DaysUnit, missing), Of("days.social-care", month.SocialCare, DaysUnit, missing), Of("days.both", month.Both, DaysUnit, missing),
            Of("beds", month.Beds, BedsUnit, missing) with { Numerator = month.Days, Denominator = month.Beds is null ? null : month.Month.Days, DenominatorName = month.Beds is null ? null : "days of the month" },
            Of("rate", month.Per100000, RateUnit, noRate) with { Numerator = month.Beds, Denominator = month.Adults, DenominatorName = month.Denominator },
            Of("rate.social-care", month.SocialCarePer100000, RateUnit, noRate) with { Numerator = (decimal?)month.SocialCare / month.Month.Days, Denominator = month.Adults, DenominatorName = month.Denominator },
            Of("rank", month.Rank, "rank, 1 the lowest rate", DelayWords.NotRanked) with { Denominator = month.RankedOf, DenominatorName = month.RankedOf is null ? null : "authorities with a rate" },
            Of("quartile", month.Quartile, "quartile of 4, 1 the lowest rates", DelayWords.NotRanked),
            Of("agreed", month.Agreed, DaysUnit, "not answered"), Of("disputed", month.Disputed, DaysUnit, "not answered"),
        };
        rows.AddRange(month.ByReason.OrderBy(reason => reason.Key, StringComparer.Ordinal).Select(reason => Of($"reason.{reason.Key}", reason.Value, DaysUnit, missing) with { Table = "reason", Item = DelayWords.Reason(reason.Key) }));
        var note = string.Join(" ", month.Notes.Concat(month.SmallNumbers.Select(small => $"{Phrases.Capital(small)}.")));
        return rows.Select(row => row with { Marks = string.Join("; ", month.Marks.Select(DelayWords.Of)), Note = note });

        Row Of(string id, decimal? value, string unit, string without) => new(period, "month", id, value, unit, value is null ? without : status);
    }

    private static IEnumerable<Row> Chart(string id, XmrChart chart) =>
    [
        .. chart.Points.Where(point => point.Signal != Signal.None).Select(point => new Row(point.Month.ToString(), "signal", id, point.Value, BedsUnit, DelayWords.Of(point.Meaning), Item: Code(point.Signal), Note: point.Says)),
        .. chart.Phases.SelectMany(phase => ((string Item, decimal? Value)[])[("mean", phase.Mean), ("lower", phase.Lower), ("upper", phase.Upper), ("average-moving-range", phase.AverageMovingRange)],
            (phase, limit) => new Row($"{phase.From}/{phase.To}", "limit", id, limit.Value, BedsUnit, limit.Value is null ? "too few months" : phase.Trial ? "trial limits" : "limits", limit.Item, Numerator: phase.Points, DenominatorName: null, Note: phase.Why)),
    ];

    private static string Code(Signal signal) => signal switch
    {
        Signal.Outside => "outside",
        Signal.Trend => "trend",
        Signal.TwoInThree => "two-in-three",
        _ => "shift",
    };

    private static IEnumerable<Row> Answer(AnsweredDays answer) =>
        from one in ((string Id, long Days)[])[("agreed", answer.Agreed), ("disputed", answer.Disputed)]
        select new Row(answer.Month.ToString(), "answer", one.Id, one.Days, DaysUnit, "answered", DelayWords.Of(answer.Attribution), Denominator: answer.Reported, DenominatorName: answer.Reported is null ? null : "days reported");

    private static Row Measure(YearMeasure measure) =>
        new(measure.Year.ToString(), "year", measure.Id, measure.Value, measure.Unit, Phrases.Of(measure.Status), measure.Name, Numerator: null, Denominator: measure.Months, DenominatorName: "months known of 12", Note: $"{Phrases.Capital(measure.Numerator)}.{(measure.Why is { } why ? $" {why}" : "")} {measure.Source}");

    private static IEnumerable<Row> Comparison(HistoryComparison comparison) =>
        from one in ((string Id, decimal? Value)[])[("own", comparison.Own), ("median", comparison.Median), ("lowest", comparison.Lowest), ("highest", comparison.Highest)]
        select new Row(comparison.Month.ToString(), "comparison", one.Id, one.Value, RateUnit, one.Value is null ? DelayWords.NotKnown : $"mean of {Words.Of(comparison.Months, "month")}", comparison.Group, Denominator: comparison.Bodies, DenominatorName: "bodies compared with");

    private static IEnumerable<Row> Restated(Restatement one)
    {
        var at = one.At.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        foreach (var (id, was, now) in DelayedTransfers.Attributions.Select(attribution => ($"days.{DelayedTransfers.Key(attribution)}", one.SplitWas[attribution], one.SplitIs[attribution])).Prepend(("days", one.Was, one.Is)))
        {
            yield return Of("restatement", $"{id}.was", was, $"{one.Body} at {at}");
            yield return Of("restatement", $"{id}.is", now, $"{one.Body} at {at}");
        }
        foreach (var cell in one.Cells)
        {
            var item = $"{cell.Provider}/{cell.Authority}/{DelayedTransfers.Key(cell.Care)}/{DelayedTransfers.Of(cell.Reason).Code}/{DelayedTransfers.Key(cell.Attribution)} at {at}";
            yield return Of("restated-cell", "was", cell.Was, item);
            yield return Of("restated-cell", "is", cell.Is, item);
        }

        Row Of(string table, string id, long? value, string item) => new(one.Month.ToString(), table, id, value, DaysUnit, value is null ? DelayWords.NotGiven : "restated", item, Note: table == "restatement" ? one.Says : null);
    }
}
