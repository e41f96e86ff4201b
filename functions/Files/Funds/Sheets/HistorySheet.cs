using Monitoring.Core.Figures.Funds;
using Monitoring.Files.Workbooks;
using Monitoring.Files.Workbooks.Sheets;

namespace Monitoring.Files.Funds.Sheets;

/// <summary>What became known when and what it settled; then what returns and calculation say about each quarter.</summary>
internal static class HistorySheet
{
    public const string Name = "Performance history", Arrival = "Arrival";

    public static SheetPlan Of(FundRows rows) => new(Name, "What became known when and what it settled, and what is said about each quarter", "Performance payment: what became known when")
    {
        Sentences = SheetPlan.Say("Plans and returns stand in the order in which they arrived. A quarter is settled once, as soon as its admissions and those of the quarters before are known and a plan is in force; what arrives later is taken in by the next quarter.",
            "Reasons and comments are the board's own words."),
        Table = new TablePlan("tblHistory", [new("Kind", Widest: 26), new("About", Widest: 40), new("Received", Widest: 32), new("What is said", Widest: 76)],
        [
            .. rows.Year.Performance!.Replay.Select(one => new[] { Entry.Of(Arrival), Entry.Of(one.What), Entry.Of(Phrases.LondonTime(one.At)), Entry.Of(one.Says) }),
            .. Lines(rows.Year.Performance).Select(line => new[] { Entry.Of(line.Kind), Entry.Of(line.Quarter), Entry.Of("no arrival of its own"), Entry.Of(line.Text) }),
        ]),
    };

    public static IEnumerable<(string Quarter, string Kind, string Text)> Lines(PerformancePayment performance)
    {
        foreach (var note in performance.Notes)
            yield return ("All quarters", "Note", note);
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
