using Monitoring.Files.Workbooks;
using Monitoring.Files.Workbooks.Sheets;

namespace Monitoring.Files.Funds.Sheets;

/// <summary>What the metrics are counted in, by which population they are divided, and where their definitions are from.</summary>
internal static class MetricSourcesSheet
{
    public static SheetPlan Of(FundRows rows) => new("Metric sources", "Units, populations and sources of the metrics, beside what the board gives", "Metrics: units, populations and sources")
    {
        Sentences = SheetPlan.Say("What the board gives is its own return's number, kept beside the one that is worked out."),
        Table = new TablePlan("tblMetricSources",
            [new("Metric", Widest: 44), new("Period", Widest: 14), new("Unit", Widest: 22), new("As the board gives it", Number: true), new("Divided by", Widest: 32), new("Population estimate", Widest: 24), new("How sure", Widest: 30), new("Source", Widest: 44)],
            [
                .. rows.Year.Metrics.Select(metric => new[]
                {
                    Entry.Of(FundWords.Named(metric)), Entry.Of(FundWords.Period(metric.Period)), Entry.Of(FundWords.UnitOf(metric)), metric.Given is { } given ? Entry.Of(given, MetricsSheet.LookOf(metric)) : Entry.Words(FundWords.NotGiven),
                    Entry.Of(metric.Actual.DenominatorName ?? "nothing, or not known"), Entry.Of(metric.Population ?? "none is used"), Entry.Of(Phrases.Of(metric.Mark)), Entry.Of(metric.Source),
                }),
            ], Filter: rows.Year.Metrics.Length > 12),
    };
}
