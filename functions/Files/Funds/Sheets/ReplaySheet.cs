using Monitoring.Files.Workbooks;
using Monitoring.Files.Workbooks.Sheets;

namespace Monitoring.Files.Funds.Sheets;

/// <summary>What became known when, and what it settled.</summary>
internal static class ReplaySheet
{
    public static SheetPlan Of(FundRows rows) => new("Performance replay", "What became known when, and what each event settled", "Performance payment: what became known when")
    {
        Sentences = SheetPlan.Say("Plans and returns in the order in which they arrived. A quarter is settled once, as soon as its admissions and those of the quarters before are known and a plan is in force; what arrives later is taken in by the next quarter."),
        Table = new TablePlan("tblReplay", [new("Step", Number: true), new("Received", Widest: 34), new("What", Widest: 44), new("What followed", Widest: 66), new("Submission", Widest: 40)],
            [.. rows.Year.Performance!.Replay.Select((one, index) => new[] { Entry.Of(index + 1), Entry.Of(Phrases.LondonTime(one.At)), Entry.Of(one.What), Entry.Of(one.Says), Entry.Of(one.Submission) })]),
    };
}
