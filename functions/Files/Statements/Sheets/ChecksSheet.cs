using Monitoring.Core.Figures.Reimbursement;
using Monitoring.Core.Kernel;
using Monitoring.Files.Workbooks;

namespace Monitoring.Files.Statements.Sheets;

/// <summary>The sheets against the calculation that made the statement: an accountant's checks.</summary>
internal static class ChecksSheet
{
    private const string Table = "tblChecks", Here = "In the sheets", Calculated = "As calculated", Difference = "Difference";

    private sealed record Check(string Name, string Formula, Pence Value, Pence Expected);

    public static SheetPlan Of(StatementRows rows)
    {
        var checks = All(rows).ToList();
        var differing = checks.Count(check => check.Value != check.Expected);
        return new("Reconciliation", "Checks that the sheets agree with each other and with the calculation", rows.Heading("reconciliation"))
        {
            Sentences = SheetPlan.Say(
                (differing == 0 ? $"All {checks.Count} checks agree." : $"{differing} of {checks.Count} checks differ.") + " As calculated is the amount from the calculation itself; the other side is added up from the sheets."),
            Table = new TablePlan(Table, [new("Check", Widest: 80), new(Here, Number: true), new(Calculated, Number: true), new(Difference, Number: true), new("Result", Widest: 14)], [.. checks.Select(Row)]),
        };
    }

    private static IEnumerable<Check> All(StatementRows rows)
    {
        var statement = rows.Statement;
        foreach (var (heading, amount) in new (string, Func<StatementAmounts, Pence?>)[]
        {
            (CasesSheet.Computable, of => of.Computable), (CasesSheet.Required, of => of.Required), (CasesSheet.Due, of => of.Due), (CasesSheet.InDispute, of => of.InDispute), (CasesSheet.Paid, of => of.Paid),
        })
        {
            if (amount(statement.Amounts) is { } expected && SummarySheet.Parts(rows, heading, amount) is (var formula, { } sum))
                yield return new($"{heading}: the parts = the statement", formula, sum, expected);
        }
        if (statement.Amounts is { Due: { } due, InDispute: { } disputed, Required: { } required } && SummarySheet.Parts(rows, CasesSheet.Due, of => of.Due).Sum == due && SummarySheet.Parts(rows, CasesSheet.InDispute, of => of.InDispute).Sum == disputed)
            yield return new("Due and in dispute together = required", $"{SummarySheet.Parts(rows, CasesSheet.Due, of => of.Due).Formula}+{SummarySheet.Parts(rows, CasesSheet.InDispute, of => of.InDispute).Formula}", due + disputed, required);
        if (!rows.Days.IsEmpty && !statement.Key.IsRecovery)
            yield return new("Days: sum of all days = computable of the cases", TablePlan.Sum(DaysSheet.Table, DaysSheet.Amount), StatementSheet.Sum(rows.Cases.Select(numbered => numbered.OfDays(_ => true))), StatementSheet.Sum(rows.Cases.Select(numbered => numbered.Stated.Amounts.Computable)));
        foreach (var numbered in rows.Days.IsEmpty || statement.Key.IsRecovery ? [] : rows.Cases)
        {
            yield return new($"Case {numbered.Stated.Case}: its days = its computable amount", $"SUMIFS({TablePlan.Column(DaysSheet.Table, DaysSheet.Amount)},{TablePlan.Column(DaysSheet.Table, DaysSheet.CaseNumber)},{numbered.Number})",
                numbered.OfDays(_ => true), numbered.Stated.Amounts.Computable);
        }
        if (statement.Year.FirstOrDefault(month => month.Month == statement.Key.Month) is { } thisMonth)
            yield return new("Year to date: the row of this month = computable", TablePlan.Lookup(YearSheet.Table, CasesSheet.Computable, YearSheet.Month, thisMonth.Month.Name), thisMonth.Amounts.Computable, statement.Amounts.Computable);
    }

    private static Entry[] Row(Check check) =>
    [
        Entry.Of(check.Name), Entry.Money(check.Formula, check.Value), Entry.Money(check.Expected),
        Entry.Money($"{TablePlan.Here(Table, Here)}-{TablePlan.Here(Table, Calculated)}", check.Value - check.Expected),
        Entry.Calculated($"IF(ABS({TablePlan.Here(Table, Difference)})<0.005,\"agrees\",\"differs\")", check.Value == check.Expected ? "agrees" : "differs"),
    ];
}
