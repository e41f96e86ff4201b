using Monitoring.Core.Figures.Reimbursement;
using Monitoring.Core.Kernel;
using Monitoring.Files.Workbooks;

namespace Monitoring.Files.Statements.Sheets;

/// <summary>What is left of cases whose rows were deleted.</summary>
internal static class DeletedSheet
{
    public const string Name = "Deleted", Table = "tblDeleted";

    public static SheetPlan Of(StatementRows rows) => new(Name, "What is left of cases whose rows were deleted", rows.Heading("deleted cases"))
    {
        Sentences = SheetPlan.Say("The rows of these cases were deleted when their retention ended. Their totals are part of the amounts; their days can no longer be shown."),
        Table = rows.Table(new TablePlan(Table,
            [
                new("Deleted on", Number: true), new("Cases", Number: true), new("Days", Number: true), new("Days in dispute", Number: true), new(CasesSheet.Computable, Number: true), new(CasesSheet.Required, Number: true),
                new(CasesSheet.Due, Number: true), new(CasesSheet.InDispute, Number: true), new(CasesSheet.Paid, Number: true),
            ],
            [.. rows.All.SelectMany(one => one.Statement.Deleted).Select(Row)]), rows.All.SelectMany(one => one.Statement.Deleted, (one, _) => one.Statement)),
    };

    private static Entry[] Row(DeletedCases deleted) =>
    [
        Entry.Date(deleted.DeletedOn), Entry.Of(deleted.Cases), Entry.Of(deleted.Days), Entry.Of(deleted.DisputedDays), Entry.Money(deleted.Amounts.Computable), Entry.Money(deleted.Amounts.Required, StatementWords.NotDecided),
        Entry.Money(deleted.Amounts.Due, StatementWords.NotDecided), Entry.Money(deleted.Amounts.InDispute, StatementWords.NotDecided), Entry.Money(deleted.Amounts.Paid, StatementWords.NotKnown),
    ];
}
