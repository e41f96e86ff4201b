using Monitoring.Core.Returns;
using Monitoring.Files.Workbooks;

namespace Monitoring.Files.Funds.Sheets;

/// <summary>What each partner was to pay in, by quarter and source, and what has come.</summary>
internal static class DueSheet
{
    public const string Name = "Contributions due", Table = "tblDue", Quarter = "Quarter", Partner = "Partner", Due = "Due", Received = "Received", Outstanding = "Outstanding";

    public static SheetPlan Of(FundRows rows) => new(Name, "What was due from each partner and what has been received", "Contributions due and received")
    {
        Sentences = SheetPlan.Say("As each return has it at the end of its quarter: what had to be paid in by then, and what had been. Outstanding is due less received, below zero where more was paid than due.", "The sheet Partners has the last quarter with actuals."),
        Table = new TablePlan(Table,
            [new(Quarter, Widest: 12), new(Partner, Widest: 40), new("Source", Widest: 34), new("Line", Widest: 26), new(Due, Number: true), new(Received, Number: true), new(Outstanding, Number: true), new("Next instalment", Number: true), new("Instalments of the year", Widest: 34), new("File line", Number: true)],
            [
                .. rows.Contributions.Select(row => new[]
                {
                    Entry.Of(row.Quarter.Quarter.Name), Entry.Of(row.Partner), Entry.Of(row.Due.SourceName), Entry.Of(row.Due.Description ?? FundWords.NotStated), FundSheet.Money(row.Due.Due), FundSheet.Money(row.Due.Received),
                    row.Due.Outstanding is { } outstanding && row.Due is { Due: { } due, Received: { } received } && due - received == outstanding ? FundSheet.Less(Table, Due, due, Received, received) : FundSheet.Money(row.Due.Outstanding),
                    Entry.Date(row.Due.NextInstalment, FundWords.NotGiven), Entry.Of(FundWords.Instalments(row.Due.Instalments)), Entry.Of(row.Due.SourceLine),
                }),
            ], Filter: rows.Contributions.Length > 12),
    };
}
