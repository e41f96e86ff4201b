using Monitoring.Core.Figures.Reimbursement;
using Monitoring.Core.Kernel;
using Monitoring.Files.Funds.Sheets;
using Monitoring.Files.Statements;
using Monitoring.Files.Statements.Sheets;
using Monitoring.Files.Workbooks;

namespace Monitoring.Files.Summaries.Sheets;

/// <summary>The sheets against the calculation that made each statement: an accountant's checks.</summary>
internal static class PayerChecksSheet
{
    public const string Name = "Reconciliation";

    private const string Table = "tblChecks", InSheets = "In the sheets", Calculated = "As calculated", Difference = "Difference";

    private sealed record Check(Statement Of, string What, string Formula, Pence Value, Pence Expected);

    public static SheetPlan Of(StatementRows rows)
    {
        var checks = rows.All.SelectMany(one => All(rows, one.Statement)).ToList();
        var differing = checks.Count(check => check.Value != check.Expected);
        return new(Name, "Checks that the sheets agree with the calculation, authority by authority", "Reconciliation")
        {
            Sentences = SheetPlan.Say(
                differing == 0 ? $"All {Words.Of(checks.Count, "check")} agree." : $"{Words.Number(differing)} of {Words.Of(checks.Count, "check")} {(differing == 1 ? "differs" : "differ")}.",
                "As calculated is the amount from the calculation itself; the other side is added up from the sheets."),
            Table = new TablePlan(Table, [new(PayersSheet.Authority, Widest: 34), new("Check", Widest: 50), new(InSheets, Number: true), new(Calculated, Number: true), new(Difference, Number: true), new("Result", Widest: 12)],
                [.. checks.Select(Row).DefaultIfEmpty([Entry.Of("All"), Entry.Of("There is no amount to check"), .. Enumerable.Repeat(Entry.Words("none"), 3), Entry.Of("")])], Filter: checks.Count > 20, Frozen: 1),
        };
    }

    private static IEnumerable<Check> All(StatementRows rows, Statement statement)
    {
        var here = TablePlan.Here(Table, PayersSheet.Authority);
        foreach (var (heading, of) in new (string, Func<StatementAmounts, Pence?>)[]
        {
            (CasesSheet.Computable, of => of.Computable), (CasesSheet.Required, of => of.Required), (CasesSheet.Due, of => of.Due), (CasesSheet.InDispute, of => of.InDispute), (CasesSheet.Paid, of => of.Paid),
        })
        {
            if (of(statement.Amounts) is { } expected && PayersSheet.Parts(rows, statement, heading, of, here) is (var formula, { } sum))
                yield return new(statement, $"{heading}: the parts = the statement", formula, sum, expected);
        }
        var cases = rows.Cases.Where(numbered => numbered.Of == statement).ToList();
        if (!rows.Days.IsEmpty && cases.Count > 0)
        {
            yield return new(statement, "Days: sum of all days = computable of the cases", FundSheet.SumIfs(DaysSheet.Table, DaysSheet.Amount, (PayersSheet.Authority, here)), StatementSheet.Sum(cases.Select(numbered => numbered.OfDays(_ => true))),
                StatementSheet.Sum(cases.Select(numbered => numbered.Stated.Amounts.Computable)));
        }
        if (statement.Year.FirstOrDefault(month => month.Month == statement.Key.Month) is { } thisMonth)
        {
            yield return new(statement, "Year to date: the row of this month = computable", FundSheet.SumIfs(YearSheet.Table, CasesSheet.Computable, (PayersSheet.Authority, here), (YearSheet.Month, FundSheet.Quoted(thisMonth.Month.Name))), thisMonth.Amounts.Computable,
                statement.Amounts.Computable);
        }
    }

    private static Entry[] Row(Check check) =>
    [
        Entry.Of(StatementRows.Named(check.Of)), Entry.Of(check.What), Entry.Money(check.Formula, check.Value), Entry.Money(check.Expected), Entry.Money($"{TablePlan.Here(Table, InSheets)}-{TablePlan.Here(Table, Calculated)}", check.Value - check.Expected),
        Entry.Calculated($"IF(ABS({TablePlan.Here(Table, Difference)})<0.005,\"agrees\",\"differs\")", check.Value == check.Expected ? "agrees" : "differs"),
    ];
}
