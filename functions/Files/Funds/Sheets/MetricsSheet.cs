using Monitoring.Core.Figures.Funds;
using Monitoring.Core.Policy;
using Monitoring.Files.Workbooks;
using Monitoring.Files.Workbooks.Sheets;

namespace Monitoring.Files.Funds.Sheets;

/// <summary>Each goal with what was reached, what that is made of, and whether it is on track.</summary>
internal static class MetricsSheet
{
    public const string Name = "Metrics";
    private const string Table = "tblMetrics", Numerator = "Numerator", Denominator = "Denominator";

    public static SheetPlan Of(FundRows rows) => new(Name, "Goals, what was reached, and what that is made of", "Metrics")
    {
        Sentences = SheetPlan.Say([.. FundSentences.Fails(rows).Skip(rows.Checks.IsEmpty ? 0 : 1), "A rate is worked out where its parts are known, and else taken as the board gives it. Equal to the goal is on track. Numbers are compared to the decimals with which the metric is published."]),
        Table = new TablePlan(Table,
            [
                new("Metric", Widest: 34), new("Period", Widest: 14), new("Goal", Number: true), new("Actual", Number: true), new("Unit", Widest: 18), new("As the board gives it", Number: true), new(Numerator, Number: true), new(Denominator, Number: true), new("Population", Widest: 24),
                new("Better is", Widest: 10), new("On track", Widest: 14), new("The board says", Widest: 14), new("Why", Widest: 44), new("How sure", Widest: 22), new("Source", Widest: 30),
            ],
            [.. rows.Year.Metrics.Select(Row)], Filter: rows.Year.Metrics.Length > 12)
        { ButtonsBelow = true },
    };

    private static Entry[] Row(MetricPosition metric)
    {
        var look = metric.Places switch { 0 => Look.Whole, 1 => Look.OneDecimal, _ => Look.TwoDecimals };
        var (numerator, denominator) = (metric.Actual.Numerator, metric.Actual.Denominator);
        var rate = numerator is { } part && denominator is { } whole && whole != 0 ? part / whole : (decimal?)null;
        var formula = $"{TablePlan.Here(Table, Numerator)}/{TablePlan.Here(Table, Denominator)}";
        return
        [
            Entry.Of(metric.Definition is { } definition ? $"{metric.Name}: {definition}" : metric.Name), Entry.Of(FundWords.Period(metric.Period)), Value(metric.Goal, look, "no goal"),
            FundSheet.Explained(metric.Actual.Value, look, FundWords.NotCalculable, (formula, rate), ($"{formula}*100", rate * 100), ($"{formula}*1000", rate * 1000), ($"{formula}*100000", rate * 100000)),
            Entry.Of(metric.Actual.Unit), Value(metric.Given, look, FundWords.NotGiven), FundSheet.Number(numerator, FundWords.NotKnown), FundSheet.Number(denominator, FundWords.NotKnown),
            Entry.Of(metric.Population ?? (metric.Actual.DenominatorName ?? "none is used")), Entry.Of(FundWords.Of(metric.Direction)), FundSheet.Flag(FundWords.Of(metric.Track), metric.Track != MetricTrack.OnTrack), Entry.Of(FundWords.Of(metric.BoardSays)),
            Entry.Of(metric.Why), Entry.Of(Phrases.Of(metric.Mark)), Entry.Of(metric.Source),
        ];
    }

    private static Entry Value(decimal? value, Look look, string words) => value is { } known ? Entry.Of(known, look) : Entry.Words(words);
}
