using Monitoring.Core.Figures.Reimbursement;
using Monitoring.Core.Kernel;
using Monitoring.Files.Workbooks;

namespace Monitoring.Files.Statements.Sheets;

/// <summary>The months of the financial year so far.</summary>
internal static class YearSheet
{
    public const string Table = "tblYear", Month = "Month";
    private const string Days = "Days that count", Disputed = "Days in dispute", Ceiling = "Notional ceiling";

    public static SheetPlan Of(StatementRows rows) => new("Year to date", "The months of the financial year so far, with totals", rows.Heading($"financial year {rows.Month.FinancialYear} to date"))
    {
        Sentences = SheetPlan.Say("Each month as it stands now. What is not decided or not known is part of no total."),
        Table = rows.Table(new TablePlan(Table,
            [
                new(Month, Widest: 18), new(Days, Number: true), new(Disputed, Number: true), new(Ceiling, Number: true), new(CasesSheet.Computable, Number: true),
                new(CasesSheet.Required, Number: true), new(CasesSheet.Due, Number: true), new(CasesSheet.InDispute, Number: true), new(CasesSheet.Paid, Number: true),
            ],
            [.. All(rows).Select(Row)],
            [
                Entry.Of("Year to date"), TablePlan.Total(Table, Days, All(rows).Sum(month => month.Days)), TablePlan.Total(Table, Disputed, All(rows).Sum(month => month.DisputedDays)),
                Total(rows, Ceiling, amounts => amounts.NotionalCeiling), Total(rows, CasesSheet.Computable, amounts => amounts.Computable), Total(rows, CasesSheet.Required, amounts => amounts.Required),
                Total(rows, CasesSheet.Due, amounts => amounts.Due), Total(rows, CasesSheet.InDispute, amounts => amounts.InDispute), Total(rows, CasesSheet.Paid, amounts => amounts.Paid),
            ]), rows.Years.SelectMany(one => one.Year, (one, _) => one.Named)),
    };

    private static IEnumerable<MonthOfYear> All(StatementRows rows) => rows.Years.SelectMany(one => one.Year);

    private static Entry[] Row(MonthOfYear month) =>
    [
        Entry.Of(month.Month.Name), Entry.Of(month.Days), Entry.Of(month.DisputedDays), Entry.Money(month.Amounts.NotionalCeiling, "not given"), Entry.Money(month.Amounts.Computable),
        Entry.Money(month.Amounts.Required, StatementWords.NotDecided), Entry.Money(month.Amounts.Due, StatementWords.NotDecided), Entry.Money(month.Amounts.InDispute, StatementWords.NotDecided),
        Entry.Money(month.Amounts.Paid, StatementWords.NotKnown),
    ];

    private static Entry Total(StatementRows rows, string heading, Func<StatementAmounts, Pence?> amount) => StatementSheet.Total(Table, heading, All(rows).Select(month => amount(month.Amounts)));
}
