using Monitoring.Core.Figures.Reimbursement;
using Monitoring.Core.Kernel;
using Monitoring.Files.Workbooks;

namespace Monitoring.Files.Statements.Sheets;

/// <summary>The page that the finance officers of both parties sign: what each says of the account, and where they differ.</summary>
internal static class BalancesSheet
{
    private const string Table = "tblBalances", Item = "Item", Payee = "Payee", Payer = "Payer", Invoiced = "Invoiced", Paid = "Paid", Differences = "tblDifferences";
    private const string SignHere = "Name ____________________   Post ____________________   Signature ____________________   Date ___________";

    public static SheetPlan Of(StatementRows rows) => new("Agreement of balances", "What each party says of the account, for both to sign", rows.Heading("agreement of balances"))
    {
        Sentences = SheetPlan.Say(Sentences(rows)),
        Table = new TablePlan(Table,
            [new(Item, Widest: 30), new(Payee, Number: true), new(Payer, Number: true), new("Difference", Number: true), new("What it is", Widest: 66)],
            [.. Rows(rows.Statement.Balances)]),
        Below =
        [
            Entry.Of($"For {rows.Statement.Payee.Name}, payee", Look.Strong), Entry.Of(SignHere, Look.Sentence),
            Entry.Of($"For {rows.Statement.Payer.Name}, payer", Look.Strong), Entry.Of(SignHere, Look.Sentence),
        ],
    };

    public static SheetPlan ByName(StatementRows rows) => new("Differences", "Where the accounts of the two parties differ, one by one", rows.Heading("differences between the accounts"))
    {
        Sentences = SheetPlan.Say("What has to be cleared before the balances agree: each line on which the parties report different things."),
        Table = rows.Table(new TablePlan(Differences,
            [new("Case", Widest: 14), new("Month", Widest: 16), new("What", Widest: 30), new("Payee says", Widest: 34), new("Payer says", Widest: 34), new("Amount", Number: true)],
            [
                .. All(rows).Select(one => new[]
                {
                    Entry.Of(one.Case), Entry.Of(one.Month.Name), Entry.Of(one.What), Entry.Of(one.PayeeSays), Entry.Of(one.PayerSays), Entry.Money(one.Amount),
                }),
            ],
            [Entry.Of("Total"), .. StatementSheet.Blank(4), TablePlan.Total(Differences, "Amount", StatementSheet.Sum(All(rows).Select(one => one.Amount)).Pounds, Look.Money)]),
            rows.All.SelectMany(one => one.Statement.Balances.Differences, (one, _) => one.Statement)),
    };

    private static IEnumerable<BalanceDifference> All(StatementRows rows) => rows.All.SelectMany(one => one.Statement.Balances.Differences);

    private static IEnumerable<string> Sentences(StatementRows rows)
    {
        var balances = rows.Statement.Balances;
        yield return $"Balances at {Words.Date(balances.At)} between {rows.Statement.Payee.Name} (payee) and {rows.Statement.Payer.Name} (payer), as each reports them.";
        yield return balances.Differences.IsEmpty
            ? balances.PayerInvoiced is null ? "The payer has reported nothing of invoices and payments, so nothing can be compared." : "No difference was found."
            : $"{Words.Of(balances.Differences.Length, "difference")}: see the sheet Differences.";
        if (balances.Accrual is null)
            yield return $"What is not yet invoiced cannot be said: {balances.Undecided} is computable for days on which nobody has decided whether payment is required.";
    }

    private static IEnumerable<Entry[]> Rows(AgreementOfBalances balances)
    {
        yield return Line(Invoiced, balances.PayeeInvoiced, balances.PayerInvoiced, "Invoices sent, as the payee says; invoices received, as the payer says.");
        yield return Line(Paid, balances.PayeePaid, balances.PayerPaid, "Payments received, as the payee says; payments made, as the payer says.");
        yield return Line("Balance", balances.PayeeBalance, balances.PayerBalance, "Invoiced and not paid: the receivable of the payee and the payable of the payer.", BalanceOf(Payee), BalanceOf(Payer));
        yield return Same("Accrual", balances.Accrual, "Required for days to this date and not yet invoiced: the payee accrues it as income and the payer as expenditure. It rests on the statement.", StatementWords.NotKnown);
        yield return Same("Undecided", balances.Undecided, "Computable for days on which nobody has decided whether payment is required. It is in no account.", StatementWords.NotKnown);
        yield return Same("In dispute", balances.InDispute, "Required and contested: the part that the payer may have to provide for.", StatementWords.NotKnown);
    }

    private static Entry[] Line(string item, Pence payee, Pence? payer, string about, string? payeeFormula = null, string? payerFormula = null) =>
    [
        Entry.Of(item), payeeFormula is { } one ? Entry.Money(one, payee) : Entry.Money(payee),
        payer is not { } said ? Entry.Words(StatementWords.NotReported) : payerFormula is { } other ? Entry.Money(other, said) : Entry.Money(said),
        payer is { } known ? Entry.Money($"{TablePlan.Here(Table, Payee)}-{TablePlan.Here(Table, Payer)}", payee - known) : Entry.Words(StatementWords.NotKnown),
        Entry.Of(about),
    ];

    /// <summary>What neither party reports: it follows from the statement and is the same for both.</summary>
    private static Entry[] Same(string item, Pence? amount, string about, string words) => amount is { } known
        ? [Entry.Of(item), Entry.Money(known), Entry.Money(TablePlan.Here(Table, Payee), known), Entry.Money($"{TablePlan.Here(Table, Payee)}-{TablePlan.Here(Table, Payer)}", default), Entry.Of(about)]
        : [Entry.Of(item), Entry.Words(words), Entry.Words(words), Entry.Words(words), Entry.Of(about)];

    private static string BalanceOf(string party) => $"{TablePlan.Lookup(Table, party, Item, Invoiced)}-{TablePlan.Lookup(Table, party, Item, Paid)}";
}
