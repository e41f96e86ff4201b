using Monitoring.Core.Kernel;
using Monitoring.Core.Policy;
using Monitoring.Core.Returns;
using Monitoring.Files.Workbooks;

namespace Monitoring.Files.Statements.Sheets;

/// <summary>What each party reports to have decided, invoiced and paid.</summary>
internal static class DecisionsSheet
{
    public const string Name = "Decisions", Table = "tblDecisions", Sought = "Sought", Waived = "Waived", Paid = "Paid";
    private const string By = "Reported by";

    public static SheetPlan Of(StatementRows rows) => new(Name, "What each party reports as decided, invoiced and paid", rows.Heading("decisions, invoices and payments"))
    {
        Sentences = SheetPlan.Say("One row for each case and party. An empty amount in a return is not yet decided: it is shown as such and is never zero."),
        Table = rows.Table(new TablePlan(Table,
            [
                new(DaysSheet.CaseNumber, Number: true), new("Case", Widest: 14), new(By, Widest: 10), new("Days claimed", Number: true), new(Sought, Number: true), new(Waived, Number: true), new("Why waived", Widest: 19),
                new("Disputed", Number: true), new("Fact disputed", Widest: 19), new("Agreed", Number: true), new("Decided by", Widest: 14), new("Decided on", Number: true),
                new("Invoice", Widest: 12), new("Invoice date", Number: true), new(Paid, Number: true), new("Paid on", Number: true), new("Comment", Widest: 19), new("Line", Number: true),
            ],
            [.. rows.Decisions.Select(Row)], Frozen: 3)
        { ButtonsBelow = true }, rows.Decisions.Select(row => row.Case.Of)),
    };

    /// <summary>What the NHS body reports of the case in the same row of the sheet Cases, added up.</summary>
    public static string Sum(string heading) =>
        $"SUMIFS({TablePlan.Column(Table, heading)},{TablePlan.Column(Table, DaysSheet.CaseNumber)},{TablePlan.Here(CasesSheet.Table, DaysSheet.CaseNumber)},{TablePlan.Column(Table, By)},\"{StatementWords.Of(View.Provider)}\")";

    private static Entry[] Row(DecisionRow row)
    {
        var decision = row.Stated.Decision;
        return
        [
            Entry.Of(row.Case.Number), Entry.Of(row.Case.Stated.Case), Entry.Of(StatementWords.Of(row.Stated.View)), Entry.Of(decision.Days), Entry.Money(decision.Sought), Undecided(decision.Waived), Entry.Of(decision.WhyWaived),
            Undecided(decision.Disputed), Entry.Of(decision.DisputedFact), Undecided(decision.Agreed), Entry.Of(decision.By), Entry.Date(decision.On),
            Entry.Of(decision.Invoice), Entry.Date(decision.InvoicedOn, "none"), Entry.Money(decision.Paid, StatementWords.NotKnown), Entry.Date(decision.PaidOn, "none"), Entry.Of(decision.Comment), Entry.Of(row.Stated.SourceLine),
        ];
    }

    private static Entry Undecided(Pence? amount) => Entry.Money(amount, StatementWords.NotDecided);
}
