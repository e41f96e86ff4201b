using Monitoring.Core.Returns;
using Monitoring.Files.Workbooks;

namespace Monitoring.Files.Funds.Sheets;

/// <summary>What each partner was to pay in, by quarter and source, and what has come.</summary>
internal static class DueSheet
{
    public const string Name = "Contributions due", Table = "tblDue", Partner = "Partner", Due = "Due", Received = "Received", Outstanding = "Outstanding";

    public static SheetPlan Of(FundRows rows) => new(Name, "What was due from each partner and what has been received", "Contributions due and received")
    {
        Sentences = SheetPlan.Say("Outstanding is due less received: below zero where more was paid than due. What is outstanding in one quarter may have been paid in the next; the sheet Partners adds the quarters up."),
        Table = new TablePlan(Table,
            [new("Quarter", Widest: 12), new(Partner, Widest: 40), new("Source", Widest: 34), new("Line", Widest: 26), new(Due, Number: true), new(Received, Number: true), new(Outstanding, Number: true), new("Next instalment", Number: true), new("File line", Number: true)],
            [
                .. rows.Contributions.Select(row => new[]
                {
                    Entry.Of(row.Quarter.Quarter.Name), Entry.Of(row.Partner), Entry.Of(BetterCareFund.Name(row.Due.Source)), Entry.Of(row.Due.Description ?? FundWords.NotStated), FundSheet.Money(row.Due.Due), FundSheet.Money(row.Due.Received),
                    row.Due.Outstanding is { } outstanding && row.Due is { Due: { } due, Received: { } received } && due - received == outstanding ? FundSheet.Less(Table, Due, due, Received, received) : FundSheet.Money(row.Due.Outstanding),
                    Entry.Date(row.Due.NextInstalment, FundWords.NotGiven), Entry.Of(row.Due.SourceLine),
                }),
            ],
            [
                FundSheet.TotalLabel(rows.Contributions.All(row => row.Due.Outstanding is not null)), .. FundSheet.Blank(3), FundSheet.Total(Table, Due, rows.Contributions.Select(row => row.Due.Due)),
                FundSheet.Total(Table, Received, rows.Contributions.Select(row => row.Due.Received)), FundSheet.Total(Table, Outstanding, rows.Contributions.Select(row => row.Due.Outstanding)), .. FundSheet.Blank(2),
            ], Filter: rows.Contributions.Length > 12),
    };
}
