using Monitoring.Core.Figures.Reimbursement;
using Monitoring.Files.Workbooks;

namespace Monitoring.Files.Statements.Sheets;

/// <summary>Sums that one authority paid and another turned out to owe.</summary>
internal static class RecoveriesSheet
{
    public const string Name = "Recoveries", Table = "tblRecoveries", Paid = "Paid to the NHS body";

    public static SheetPlan Of(StatementRows rows) => new(Name, "What one authority paid and recovers from the one that is responsible", rows.Heading("recoveries"))
    {
        Sentences = SheetPlan.Say(rows.IsRecovery
            ? "Recovered is what was actually paid, at the rate of the authority that paid it. It cannot be more, and there is nothing to recover while no payment is known."
            : "For information: another authority is responsible for days of these cases, or was notified in the place of this one. These sums have a statement of their own and are part of no amount of this one."),
        Table = rows.Table(new TablePlan(Table,
            [new("Case", Widest: 14), new("Decided on", Number: true), new("Days", Number: true), new(Paid, Number: true), new("Provision", Widest: 40), new("Line", Number: true)],
            [
                .. All(rows).Select(one => new[]
                {
                    Entry.Of(one.Case), Entry.Date(one.DecidedOn), Entry.Of(one.Days), Entry.Money(one.Paid, StatementWords.NotKnown), Entry.Of(one.Provision), Entry.Of(one.SourceLine),
                }),
            ],
            [
                Entry.Of("Total"), Entry.Of(""), TablePlan.Total(Table, "Days", All(rows).Sum(one => one.Days)), StatementSheet.Total(Table, Paid, All(rows).Select(one => one.Paid)), .. StatementSheet.Blank(2),
            ]), rows.All.SelectMany(one => one.Statement.Recoveries, (one, _) => one.Statement)),
    };

    private static IEnumerable<Recovery> All(StatementRows rows) => rows.All.SelectMany(one => one.Statement.Recoveries);
}
