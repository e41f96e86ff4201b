using Monitoring.Core.Figures.Delays;
using Monitoring.Core.Kernel;
using Monitoring.Files.Delays;
using Monitoring.Files.Workbooks;
using Monitoring.Files.Workbooks.Sheets;

namespace Monitoring.Files.Summaries.Sheets;

/// <summary>What authorities answered to the days that the NHS body reported, month by month.</summary>
internal static class AnswersSheet
{
    public const string Name = "Agreements";

    private const string Table = "tblAnswers", Reported = "Days reported", Agreed = "Agreed", Disputed = "Disputed", Open = "Not answered";

    public static SheetPlan Of(SummaryRows rows)
    {
        var answers = rows.Summary.Delays!.Answers.OrderByDescending(answer => answer.Month).ThenBy(answer => answer.Attribution).ToList();
        return new(Name, "What authorities agreed to and disputed of the days reported, month by month", "Agreements of authorities")
        {
            Sentences = SheetPlan.Say("The latest month first. What is neither agreed nor disputed nobody has answered yet. The reported days stay as they are until they are reported again."),
            Table = new TablePlan(Table,
                [new("Month", Number: true), new("Responsible", Widest: 14), new(Reported, Number: true), new(Agreed, Number: true), new(Disputed, Number: true), new(Open, Number: true), new("Decided by", Widest: 60)], [.. answers.Select(Row)],
                Filter: answers.Count > 20),
        };
    }

    private static Entry[] Row(AnsweredDays answer) =>
    [
        Entry.Month(answer.Month), Entry.Of(DelayWords.Of(answer.Attribution)), answer.Reported is { } reported ? Entry.Of(reported) : Entry.Words(DelayWords.Missing), Entry.Of(answer.Agreed), Entry.Of(answer.Disputed),
        answer.Reported is { } all ? Entry.Calculated($"{TablePlan.Here(Table, Reported)}-{TablePlan.Here(Table, Agreed)}-{TablePlan.Here(Table, Disputed)}", all - answer.Agreed - answer.Disputed, Look.Whole) : Entry.Words(DelayWords.NotKnown),
        Entry.Of(answer.Decisions.IsEmpty ? "not named" : Phrases.List([.. answer.Decisions.Select(decision => $"{decision.By} on {Words.Date(decision.On)}")])),
    ];
}
