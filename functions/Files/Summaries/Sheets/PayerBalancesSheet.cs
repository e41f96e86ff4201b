using Monitoring.Core.Figures.Reimbursement;
using Monitoring.Core.Kernel;
using Monitoring.Files.Statements;
using Monitoring.Files.Statements.Sheets;
using Monitoring.Files.Workbooks;

namespace Monitoring.Files.Summaries.Sheets;

/// <summary>What the NHS body and each authority say of the account between them, side by side.</summary>
internal static class PayerBalancesSheet
{
    public const string Name = "Balances";

    private const string Table = "tblBalances", Invoiced = "Invoiced", Paid = "Paid", Balance = "Balance", TheirInvoiced = "Invoiced, authority says", TheirPaid = "Paid, authority says", TheirBalance = "Balance, authority says", Difference = "Difference", Accrual = "Accrual",
        Undecided = "Undecided", InDispute = "In dispute";

    public static SheetPlan Of(StatementRows rows) => new(Name, "What each party says of the account, authority by authority", "Balances by authority")
    {
        Sentences = SheetPlan.Say(
            $"At {Words.Date(rows.All[0].Statement.Balances.At)}, as each party reports. Balance is what is invoiced and not paid; the difference is ours less theirs, and the sheet Differences names what it is made of.",
            "Accrual is required and not yet invoiced. Undecided is computable for days on which nobody has decided whether payment is required: it is in no account."),
        Table = new TablePlan(Table,
            [
                new(PayersSheet.Authority, Widest: 34), new(Invoiced, Number: true), new(Paid, Number: true), new(Balance, Number: true), new(TheirInvoiced, Number: true), new(TheirPaid, Number: true), new(TheirBalance, Number: true), new(Difference, Number: true),
                new(Accrual, Number: true), new(Undecided, Number: true), new(InDispute, Number: true),
            ],
            [.. rows.All.Select(one => Row(one.Statement))],
            [
                Entry.Of("Total known"), Total(rows, Invoiced, balances => balances.PayeeInvoiced), Total(rows, Paid, balances => balances.PayeePaid), Total(rows, Balance, balances => balances.PayeeBalance), Total(rows, TheirInvoiced, balances => balances.PayerInvoiced),
                Total(rows, TheirPaid, balances => balances.PayerPaid), Total(rows, TheirBalance, balances => balances.PayerBalance), Total(rows, Difference, balances => balances.PayeeBalance - balances.PayerBalance), Total(rows, Accrual, balances => balances.Accrual),
                Total(rows, Undecided, balances => balances.Undecided), Total(rows, InDispute, balances => balances.InDispute),
            ], Frozen: 1)
        { ButtonsBelow = true },
    };

    private static Entry[] Row(Statement statement)
    {
        var balances = statement.Balances;
        return
        [
            Entry.Of(StatementRows.Named(statement)), Entry.Money(balances.PayeeInvoiced), Entry.Money(balances.PayeePaid), Entry.Money($"{Here(Invoiced)}-{Here(Paid)}", balances.PayeeBalance),
            Entry.Money(balances.PayerInvoiced, StatementWords.NotReported), Entry.Money(balances.PayerPaid, StatementWords.NotReported),
            balances.PayerBalance is { } theirs ? Entry.Money($"{Here(TheirInvoiced)}-{Here(TheirPaid)}", theirs) : Entry.Words(StatementWords.NotReported),
            balances.PayerBalance is { } other ? Entry.Money($"{Here(Balance)}-{Here(TheirBalance)}", balances.PayeeBalance - other) : Entry.Words(StatementWords.NotKnown),
            Entry.Money(balances.Accrual, StatementWords.NotKnown), Entry.Money(balances.Undecided), Entry.Money(balances.InDispute),
        ];
    }

    private static string Here(string heading) => TablePlan.Here(Table, heading);

    private static Entry Total(StatementRows rows, string heading, Func<AgreementOfBalances, Pence?> of) => StatementSheet.Total(Table, heading, rows.All.Select(one => of(one.Statement.Balances)));
}
