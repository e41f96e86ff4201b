using Monitoring.Core.Figures.Summaries;
using Monitoring.Core.Kernel;
using Monitoring.Files.Funds;
using Monitoring.Files.Workbooks;
using Monitoring.Files.Workbooks.Sheets;

namespace Monitoring.Files.Summaries.Sheets;

/// <summary>What is wanting of which board, and why.</summary>
internal static class BoardQualitySheet
{
    public const string Name = "Data quality";

    public static SheetPlan Of(SummaryRows rows)
    {
        var members = rows.Summary.Members;
        var wanting = members.Where(member => Wanting(member).Any()).ToList();
        return new(Name, "What is wanting of which board, and why", "Quality of the data")
        {
            Sentences = SheetPlan.Say(
            [
                wanting.Count == 0 ? "Nothing is wanting of any board." : $"Something is wanting of {(wanting.Count == members.Length ? "every board" : $"{Words.Number(wanting.Count)} of {Words.Of(members.Length, "board")}")}: {Phrases.List([.. wanting.Select(member => member.Name)])}.",
                "What is absent is in no sum and is not zero.", .. rows.Summary.StatusReasons,
            ]),
            Table = new TablePlan("tblQualityOfBoards", [BoardSheet.Column, new("Figures", Widest: 16), new("Known to", Widest: 14), new("What is wanting", Widest: 90)],
                [.. members.SelectMany(member => Wanting(member).DefaultIfEmpty("Nothing"), (member, what) => (Entry[])[Entry.Of(member.Named()), Entry.Of(Phrases.Of(member.Status)), Entry.Of(member.Fund?.To ?? "no return"), Entry.Of(what)])]),
        };
    }

    private static IEnumerable<string> Wanting(SummaryMember member)
    {
        if (member.Absent is { } absent)
            yield return $"{Phrases.Capital(absent).TrimEnd('.')}.";
        if (member.Fund is { } fund)
        {
            List<string> unknown =
            [
                .. new[] { (fund.Income is null, "income of the pool"), (fund.Expenditure is null, "expenditure of the pool"), (fund.Income is { Actual: null }, "actual income to date"), (fund.Expenditure is { Actual: null }, "actual expenditure to date") }
                    .Where(one => one.Item1).Select(one => one.Item2),
            ];
            if (unknown.Count > 0)
                yield return $"Not known: {Phrases.List(unknown)}.";
            if (fund.Conditions.Count(one => one.Normalised is null) is > 0 and var open)
                yield return $"{Words.Of(open, "national condition")} without an answer.";
            if (fund.Goals.Count(goal => goal.Track == Core.Figures.Funds.MetricTrack.CannotTell) is > 0 and var untold)
                yield return $"{Words.Of(untold, "goal")} of which it cannot be told whether {(untold == 1 ? "it is" : "they are")} on track: the sheet {GoalBoardsSheet.Name} says why.";
        }
        foreach (var why in member.Lines.Where(line => line.Period.Value is null && line.Id.EndsWith("days.total", StringComparison.Ordinal)).Select(line => line.Period.Why ?? FundWords.NotKnown))
            yield return $"Delayed days: {why.TrimEnd('.')}.";
    }
}
