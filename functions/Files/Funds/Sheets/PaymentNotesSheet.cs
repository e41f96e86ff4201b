using Monitoring.Core.Figures.Funds;
using Monitoring.Files.Workbooks;
using Monitoring.Files.Workbooks.Sheets;

namespace Monitoring.Files.Funds.Sheets;

/// <summary>What was said about the quarters in words: where actuals are from, why another payment was agreed, what was decided.</summary>
internal static class PaymentNotesSheet
{
    public static SheetPlan Of(FundRows rows) => new("Performance notes", "What the returns and the calculation say about each quarter", "Performance payment: notes")
    {
        Sentences = SheetPlan.Say("Reasons and comments are the board's own words."),
        Table = new TablePlan("tblPaymentNotes", [new("Quarter", Widest: 14), new("Kind", Widest: 30), new("What is said", Widest: 96)], [.. Lines(rows.Year.Performance!).Select(line => new[] { Entry.Of(line.Quarter), Entry.Of(line.Kind), Entry.Of(line.Text) })]),
    };

    public static IEnumerable<(string Quarter, string Kind, string Text)> Lines(PerformancePayment performance)
    {
        foreach (var note in performance.Notes)
            yield return ("All", "Note", note);
        foreach (var quarter in performance.Quarters)
        {
            if (quarter.ActualFrom is { } from)
                yield return (quarter.Quarter.Name, "Admissions from", from);
            if (quarter.SettledAt is { } at)
                yield return (quarter.Quarter.Name, "Settled", $"When the last of what it rests on arrived: {Phrases.LondonTime(at)}.");
            if (quarter.CorrectedActual is { } corrected)
                yield return (quarter.Quarter.Name, "Corrected since", $"Admissions are now known as {FundWords.Number(corrected)}. The quarter stays as it was settled; the next one to be settled takes the difference in.");
            if (quarter.Limit is { } limit)
                yield return (quarter.Quarter.Name, "What decided", FundWords.MeaningOf(limit));
            foreach (var note in quarter.Notes)
                yield return (quarter.Quarter.Name, "Note", note);
            if (quarter.Reason is { } reason)
                yield return (quarter.Quarter.Name, "Reason for what was agreed", reason);
            if (quarter.Comment is { } comment)
                yield return (quarter.Quarter.Name, "Comment", comment);
        }
    }
}
