using Monitoring.Files.Workbooks;

namespace Monitoring.Files.Funds.Sheets;

/// <summary>What somebody has to answer or decide.</summary>
internal static class OpenQuestionsSheet
{
    public const string Name = "Open questions";

    public static SheetPlan Of(FundRows rows) => new(Name, "What somebody has to answer or decide", "Open questions")
    {
        Sentences = SheetPlan.Say("What is missing, fails, or needs a decision. A corrected return or a revised plan closes a question; nothing else has to be done."),
        Table = new TablePlan("tblQuestions", [new("Number", Number: true), new("Question", Widest: 110), new("Worked out on", Widest: 30)],
            [.. FundSentences.Open(rows).Select((one, index) => new[] { Entry.Of(index + 1), Entry.Of(one.Question), Entry.Of(one.About) })]),
    };
}
