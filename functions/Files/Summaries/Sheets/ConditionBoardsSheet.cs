using Monitoring.Core.Figures.Funds;
using Monitoring.Core.Figures.Summaries;
using Monitoring.Core.Kernel;
using Monitoring.Core.Returns;
using Monitoring.Files.Funds;
using Monitoring.Files.Funds.Sheets;
using Monitoring.Files.Workbooks;
using Monitoring.Files.Workbooks.Sheets;

namespace Monitoring.Files.Summaries.Sheets;

/// <summary>What each board answers to each national condition: the boards of one condition stand together.</summary>
internal static class ConditionBoardsSheet
{
    public const string Name = "Conditions by board", Table = "tblConditionsOfBoards", Answer = "Answer";

    public static SheetPlan Of(SummaryRows rows)
    {
        var all = rows.Summary.Members.SelectMany(member => member.Fund?.Conditions ?? [], (member, condition) => (Member: member, Condition: condition)).OrderBy(one => one.Condition.Number).ThenBy(one => one.Member.Code, StringComparer.Ordinal).ToList();
        var open = all.Where(one => one.Condition.Normalised != ConditionAnswer.Yes).ToList();
        return new(Name, "What each board answers to each national condition", "National conditions, board by board")
        {
            Sentences = SheetPlan.Say(open.Count == 0 ? "Every condition is answered Yes by every board that answered." : $"{Words.Of(open.Count, "answer")} of {Words.Number(all.Count)} {(open.Count == 1 ? "is" : "are")} not Yes.", "A condition that is not answered is not met, and not refused either: it is not known."),
            Table = new TablePlan(Table,
                [new("No", Number: true), new("Condition", Widest: 40), BoardSheet.Column, new(Answer, Widest: 22), new("As written", Widest: 20), new("Expected by", Number: true), new("Comment", Widest: 40), new("Source and how sure", Widest: 34)],
                [.. all.Select(one => Row(one.Member, one.Condition))], Filter: all.Count > 12, Frozen: 3)
            { ButtonsBelow = true },
        };
    }

    private static Entry[] Row(SummaryMember member, ConditionOfPlan one) =>
    [
        Entry.Of(one.Number), Entry.Of(Phrases.Capital(one.Name)), Entry.Of(member.Named()), FundSheet.Flag(one.Answer is not null && one.Normalised is null ? "Not understood" : FundWords.Of(one.Normalised), one.Normalised != ConditionAnswer.Yes),
        Entry.Of(one.Answer ?? FundWords.NotGiven), Entry.Date(one.Expected, one.Normalised == ConditionAnswer.Yes ? "none needed" : FundWords.NotGiven), Entry.Of(one.Comment ?? FundWords.None), Entry.Of($"{one.Source}. {Phrases.Of(one.Mark)}"),
    ];
}
