using Monitoring.Core.Figures.Funds;
using Monitoring.Files.Workbooks;

namespace Monitoring.Files.Funds.Sheets;

/// <summary>Each goal with what was reached, what that is made of, and whether it is on track.</summary>
internal static class MetricsSheet
{
    public const string Name = "Metrics";
    private const string Table = "tblMetrics", Numerator = "Numerator", Denominator = "Denominator";

    /// <param name="which">Which metrics and periods; all when it is not said.</param>
    public static SheetPlan Of(FundRows rows, Func<MetricPosition, bool>? which = null) => new(Name, "Goals, what was reached and what that is made of, and whether it is on track", "Metrics")
    {
        Sentences = SheetPlan.Say(
        [
            .. FundSentences.Goals(rows), "A rate is worked out where its parts are known, and else taken as the board gives it. Where it cannot be, a count is compared with a count. Equal to the goal is on track. Numbers are compared to the decimals with which the metric is published.",
            $"Units, populations and sources are on the sheet {RulesSheet.Name}.",
        ]),
        Table = new TablePlan(Table,
            [
                new("Metric", Widest: 38), new("Period", Widest: 14), new(Numerator, Number: true), new(Denominator, Number: true), new("Actual", Number: true), new("Goal", Number: true), new("Goal as a count", Number: true), new("Better is", Widest: 10), new("On track", Widest: 14),
                new("The board says", Widest: 14), new("Why", Widest: 46),
            ],
            [.. rows.Year.Metrics.Where(which ?? (_ => true)).Select(Row)], Filter: rows.Year.Metrics.Length > 12)
        { ButtonsBelow = true },
    };

    private static Entry[] Row(MetricPosition metric)
    {
        var look = LookOf(metric);
        var (numerator, denominator) = (metric.Actual.Numerator, metric.Actual.Denominator);
        var rate = numerator is { } part && denominator is { } whole && whole != 0 ? part / whole : (decimal?)null;
        var formula = $"{TablePlan.Here(Table, Numerator)}/{TablePlan.Here(Table, Denominator)}";
        return
        [
            Entry.Of(FundWords.Named(metric)), Entry.Of(FundWords.Period(metric.Period)), FundSheet.Number(numerator), FundSheet.Number(denominator),
            FundSheet.Explained(metric.Actual.Value, look, FundWords.NotCalculable, (formula, rate), ($"{formula}*100", rate * 100), ($"{formula}*1000", rate * 1000), ($"{formula}*100000", rate * 100000)),
            metric.Goal is { } goal ? Entry.Of(goal, look) : Entry.Words("no goal"), FundSheet.Number(metric.GoalCount, "none given"),
            Entry.Of(FundWords.Of(metric.Direction)), FundSheet.Flag(FundWords.Of(metric.Track), metric.Track is MetricTrack.NotOnTrack or MetricTrack.CannotTell), Entry.Of(FundWords.Of(metric.BoardSays)),
            Entry.Of(metric.Why),
        ];
    }

    /// <summary>To as many decimals as the metric is published with.</summary>
    public static Look LookOf(MetricPosition metric) => metric.Places switch
    {
        0 => Look.Whole,
        1 => Look.OneDecimal,
        _ => Look.TwoDecimals,
    };
}
