using Monitoring.Core.Figures.Funds;
using Monitoring.Core.Figures.Summaries;
using Monitoring.Core.Kernel;
using Monitoring.Files.Funds;
using Monitoring.Files.Funds.Sheets;
using Monitoring.Files.Workbooks;

namespace Monitoring.Files.Summaries.Sheets;

/// <summary>The headline metrics of each board with goal and actual: the boards of one metric and period stand together.</summary>
internal static class GoalBoardsSheet
{
    public const string Name = "Metrics by board", Table = "tblGoalsOfBoards", Track = "On track";

    public static SheetPlan Of(SummaryRows rows)
    {
        var all = rows.Summary.Members.SelectMany(member => member.Fund?.Goals ?? [], (member, metric) => (Member: member, Metric: metric)).ToList();
        var order = all.Select(one => one.Metric.Metric).Distinct().ToList();
        var sorted = all.OrderBy(one => order.IndexOf(one.Metric.Metric)).ThenBy(one => one.Metric.Period, StringComparer.Ordinal).ThenBy(one => one.Member.Code, StringComparer.Ordinal).ToList();
        var counts = GoalCounts.Of(all.Select(one => one.Metric));
        return new(Name, "Headline metrics of each board: goal, what was reached, and whether it is on track", "Metrics, board by board")
        {
            Sentences = SheetPlan.Say($"Of {Words.Of(counts.Due, "goal")} that can be asked about {Words.Number(counts.OnTrack)} {(counts.OnTrack == 1 ? "is" : "are")} on track, {Words.Number(counts.NotOnTrack)} not, and of {Words.Number(counts.CannotTell)} it cannot be told.",
                "Better is says which way is good. How each actual is made is in the board's own workbook of the fund."),
            Table = new TablePlan(Table,
                [
                    new("Metric", Widest: 38), new("Period", Widest: 14), BoardSheet.Column, new("Goal", Number: true), new("Actual", Number: true), new("Actual less goal", Number: true), new("Unit", Widest: 22), new("Better is", Widest: 10), new(Track, Widest: 14), new("Why", Widest: 44),
                ],
                [.. sorted.Select(one => Row(one.Member, one.Metric))], Filter: sorted.Count > 12, Frozen: 3)
            { ButtonsBelow = true },
        };
    }

    private static Entry[] Row(SummaryMember member, MetricPosition metric)
    {
        var look = MetricsSheet.LookOf(metric);
        return
        [
            Entry.Of(FundWords.Named(metric)), Entry.Of(FundWords.Period(metric.Period)), Entry.Of(member.Named()), metric.Goal is { } goal ? Entry.Of(goal, look) : Entry.Words("no goal"),
            metric.Actual.Value is { } actual ? Entry.Of(actual, look) : Entry.Words(FundWords.NotCalculable),
            metric is { Goal: { } aim, Actual.Value: { } reached } ? Entry.Calculated($"{TablePlan.Here(Table, "Actual")}-{TablePlan.Here(Table, "Goal")}", reached - aim, look) : Entry.Words("none"),
            Entry.Of(FundWords.UnitOf(metric)), Entry.Of(FundWords.Of(metric.Direction)), FundSheet.Flag(FundWords.Of(metric.Track), metric.Track is MetricTrack.NotOnTrack or MetricTrack.CannotTell), Entry.Of(metric.Why),
        ];
    }
}
