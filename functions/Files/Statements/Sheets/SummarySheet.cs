using Monitoring.Core.Figures.Reimbursement;
using Monitoring.Core.Kernel;
using Monitoring.Files.Workbooks;
using Monitoring.Files.Workbooks.Sheets;

namespace Monitoring.Files.Statements.Sheets;

/// <summary>The statement in a few sentences, and its amounts kept apart.</summary>
internal static class SummarySheet
{
    public const string Table = "tblSummary", Amount = "Amount", Value = "Pounds";

    public static SheetPlan Of(StatementRows rows) => new("Summary", "The month in a few sentences, and the amounts kept apart", rows.Heading("summary"))
    {
        Sentences = SheetPlan.Say([.. StatementSentences.Of(rows.Statement), "The amounts below are different things. They are never added to one another, and none stands in for another."]),
        Table = new TablePlan(Table, [new(Amount, Widest: 30), new(Value, Number: true), new("What it is", Widest: 70), new("Worked out on", Widest: 16)], [.. Rows(rows)]),
    };

    /// <summary>The formula that adds up an amount over the sheets that hold parts of it, with what that comes to; none where no sheet does.</summary>
    public static (string Formula, Pence? Sum) Parts(StatementRows rows, string heading, Func<StatementAmounts, Pence?> amount)
    {
        var statement = rows.Statement;
        var parts = new List<(string Formula, IEnumerable<Pence?> Amounts)>();
        // What is recovered is what was paid, and not what the days come to.
        if (statement.Key.IsRecovery && heading is (CasesSheet.Computable or CasesSheet.Required or CasesSheet.Due) && !statement.Recoveries.IsEmpty)
            parts.Add((TablePlan.Sum(RecoveriesSheet.Table, RecoveriesSheet.Paid), statement.Recoveries.Select(one => one.Paid)));
        else if (!rows.Cases.IsEmpty)
            parts.Add((TablePlan.Sum(CasesSheet.Table, heading), rows.Cases.Select(numbered => heading == CasesSheet.Computable ? numbered.OfDays(_ => true) : amount(numbered.Stated.Amounts))));
        if (!statement.Deleted.IsEmpty)
            parts.Add((TablePlan.Sum(DeletedSheet.Table, heading), statement.Deleted.Select(deleted => amount(deleted.Amounts))));
        return parts.Count == 0 ? ("", null) : (string.Join('+', parts.Select(part => part.Formula)), StatementSheet.Sum(parts.SelectMany(part => part.Amounts).OfType<Pence>()));
    }

    private static IEnumerable<Entry[]> Rows(StatementRows rows)
    {
        var (amounts, workedOut) = (rows.Statement.Amounts, rows.Statement.Key.IsRecovery && !rows.Statement.Recoveries.IsEmpty ? RecoveriesSheet.Name : rows.Cases.IsEmpty ? "Working" : CasesSheet.Name);
        if (!rows.Statement.Key.IsRecovery)
            yield return [Entry.Of(AmountWords.Ceiling), Entry.Money(amounts.NotionalCeiling, "not given"), Entry.Of(AmountWords.CeilingMeans), Entry.Link(rows.Statement.Working.IsEmpty ? "" : "Working", "Working", rows.Statement.Working.IsEmpty ? null : 0)];
        yield return Sum(AmountWords.Computable, CasesSheet.Computable, of => of.Computable, AmountWords.ComputableMeans(rows.Statement), "none");
        yield return Sum(AmountWords.Required, CasesSheet.Required, of => of.Required, AmountWords.RequiredMeans(rows.Statement), StatementWords.NotDecided);
        yield return Sum(AmountWords.Due, CasesSheet.Due, of => of.Due, AmountWords.DueMeans(rows.Statement), StatementWords.NotDecided);
        yield return Sum(AmountWords.InDispute, CasesSheet.InDispute, of => of.InDispute, AmountWords.InDisputeMeans, StatementWords.NotDecided);
        yield return Sum(AmountWords.Paid, CasesSheet.Paid, of => of.Paid, AmountWords.PaidMeans, StatementWords.NotKnown);
        yield return
        [
            Entry.Of(AmountWords.Unpaid),
            StatementSheet.Explained($"{Find(AmountWords.Required)}-N({Find(AmountWords.Paid)})", amounts.Unpaid, amounts.Unpaid, StatementWords.NotDecided),
            Entry.Of(AmountWords.UnpaidMeans), Entry.Of("this sheet"),
        ];

        Entry[] Sum(string name, string heading, Func<StatementAmounts, Pence?> amount, string about, string words)
        {
            var (formula, sum) = Parts(rows, heading, amount);
            return [Entry.Of(name), StatementSheet.Explained(formula, sum, amount(amounts), words), Entry.Of(about), Entry.Link(workedOut, workedOut, workedOut == "Working" && rows.Statement.Working.IsEmpty ? null : 0)];
        }
    }

    private static string Find(string amount) => TablePlan.Lookup(Table, Value, Amount, amount);
}
