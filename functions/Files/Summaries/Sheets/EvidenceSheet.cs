using Monitoring.Core.Figures.Evidence;
using Monitoring.Core.Kernel;
using Monitoring.Files.Workbooks;

namespace Monitoring.Files.Summaries.Sheets;

/// <summary>What changed after schemes started, where somebody asked: with what it does not show.</summary>
internal static class EvidenceSheet
{
    public const string Name = "Evidence";

    public static SheetPlan Of(SummaryRows rows) => new(Name, "What changed after schemes started, against comparators, or that it cannot be told", Name)
    {
        Sentences = SheetPlan.Say("One row for each question that was asked. An estimate without its interval says nothing: between lower and upper lies what the data allow. A delay avoided is no outcome for a person."),
        Table = new TablePlan("tblEvidence",
            [
                new("Scheme", Widest: 18), new("From", Number: true), new("Answer", Widest: 16), new("In words", Widest: 48), new("Estimate", Number: true), new("Lower", Number: true), new("Upper", Number: true),
                new("Days avoided", Number: true), new("Pounds a day avoided", Number: true), new("What it does not show, and why it cannot be told", Widest: 54),
            ],
            [.. rows.Summary.Evidence.Select(Row)]),
    };

    private static Entry[] Row(EvidenceAnswer answer)
    {
        // What cannot be told has no number to be quoted.
        var estimate = answer.Verdict == Verdict.CannotTell ? null : answer.Estimates.FirstOrDefault();
        return
        [
            Entry.Of(answer.Question.Scheme), Entry.Month(answer.Question.Starts), Entry.Of(Of(answer.Verdict)), Entry.Of(string.Join(" ", answer.Says)),
            Number(estimate?.Value, Look.TwoDecimals), Number(estimate?.Lower, Look.TwoDecimals), Number(estimate?.Upper, Look.TwoDecimals),
            Number(answer.DaysAvoided?.Value, Look.Whole), Number(answer.CostPerDay?.Value, Look.Money), Entry.Of(string.Join(" ", answer.Reasons.Concat(answer.DoesNotShow))),
        ];
    }

    private static string Of(Verdict verdict) => verdict switch
    {
        Verdict.Improved => "An improvement was seen",
        Verdict.Worsened => "Things were worse",
        Verdict.NoChangeSeen => "No change was seen",
        _ => "It cannot be told",
    };

    private static Entry Number(double? value, Look look) => value is { } known ? Entry.Of(Rounding.HalfAwayFromZero((decimal)known, 6), look) : Entry.Words("not told");
}
