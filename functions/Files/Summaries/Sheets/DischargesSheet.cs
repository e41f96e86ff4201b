using Monitoring.Core.Figures;
using Monitoring.Core.Figures.Delays;
using Monitoring.Core.Kernel;
using Monitoring.Core.Returns;
using Monitoring.Files.Workbooks;
using Monitoring.Files.Workbooks.Sheets;

namespace Monitoring.Files.Summaries.Sheets;

/// <summary>The two collections that followed delayed transfers of care, each figure with its coverage.</summary>
internal static class DischargesSheet
{
    public const string Name = "Discharges";

    private const string NotGiven = "not given", Ready = "Discharge Ready Date", Acute = "Acute report";

    public static SheetPlan Of(SummaryRows rows) => new(Name, "Discharge Ready Date and the acute report, month by month, each figure with its coverage", Name)
    {
        Sentences = SheetPlan.Say(rows.Summary.Discharges.SelectMany(month => month.Notes).Distinct().Append("No figure is to be read without its coverage. Weeks and days are never added up over a break of the specification.")),
        Table = new TablePlan("tblDischarges", [new("Month", Number: true), new("Collection", Widest: 24), new("Figure", Widest: 60), new("Value", Number: true), new("Unit", Widest: 18), new("Coverage", Number: true), new("Notes", Widest: 66)],
            [.. rows.Summary.Discharges.SelectMany(month => Rows(month).Select(row => (Entry[])[Entry.Month(month.Key.Month), .. row]))], Filter: true),
    };

    private static IEnumerable<Entry[]> Rows(DischargeFigures month)
    {
        if (month.Ready is { } ready)
        {
            yield return Row(Ready, ready.AverageDelay, ready.Coverage, ready.CoverageWarning ?? ready.CoverageSays);
            yield return Row(Ready, ready.DelayedShare, ready.Coverage, ready.Identity);
            foreach (var measure in ready.Measures)
            {
                var look = measure.Measure is DischargeMeasure.AcceptableShare or DischargeMeasure.AcceptableProvidersShare or DischargeMeasure.SameDayShare or DischargeMeasure.DelayedShare ? Look.Percent
                    : measure.Measure is DischargeMeasure.AverageOfAll or DischargeMeasure.AverageOfDelayed ? Look.TwoDecimals : Look.Whole;
                yield return Row(Ready, measure.Name, measure.Value, look, look == Look.Percent ? "share" : look == Look.TwoDecimals ? "days" : "count", measure.Coverage, measure.Says);
            }
        }
        if (month.Acute is { } acute)
        {
            if (acute.RemainingADay is { } remaining)
                yield return Row(Acute, remaining, null, acute.Specification);
            if (acute.RemainingShare is { } share)
                yield return Row(Acute, share, null, acute.Specification);
            foreach (var measure in acute.Measures)
                yield return Row(Acute, measure.Name, measure.AverageADay, Look.OneDecimal, "average a day", measure.Days + measure.DaysMissing == 0 ? null : (decimal)measure.Days / (measure.Days + measure.DaysMissing), measure.Says);
            foreach (var week in acute.Weekly)
                yield return Row(Acute, $"{week.Name}, on {Words.Date(week.Date)}", week.Value, Look.Whole, "on that day", null, null);
        }
    }

    private static Entry[] Row(string collection, Figure figure, decimal? coverage, string? notes) => Row(
        collection, figure.Name, figure.Value, figure.Unit == "share" ? Look.Percent : figure.Unit == "days" ? Look.TwoDecimals : Look.OneDecimal, figure.Unit, coverage,
        string.Join(" ", new[] { notes, figure.Value is null ? figure.Working.LastOrDefault()?.Text : null }.OfType<string>()));

    private static Entry[] Row(string collection, string name, decimal? value, Look look, string unit, decimal? coverage, string? notes) =>
    [
        Entry.Of(collection), Entry.Of(name), value is { } known ? Entry.Of(known, look) : Entry.Words(NotGiven), Entry.Of(unit), coverage is { } share ? Entry.Of(share, Look.Percent) : Entry.Words(NotGiven), Entry.Of(notes),
    ];
}
