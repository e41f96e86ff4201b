using System.Collections.Immutable;
using System.Globalization;
using Monitoring.Core.Figures.Reimbursement;
using Monitoring.Core.Kernel;

namespace Monitoring.Files.Statements;

/// <summary>
/// What was posted about a statement as lines that a ledger can load: two for each posting in the payee's books and two in the payer's, debits equal to credits in each. No case is named.
/// </summary>
public static class Journal
{
    public static readonly ImmutableArray<string> Columns =
        ["books_of", "role", "date", "financial_year", "period", "account_code", "cost_centre", "debit", "credit", "reference", "description", "account_name", "codes"];

    /// <summary>Said on every line until a body has put in its own codes.</summary>
    private const string Invented = "example codes: replace by your own";

    /// <summary>
    /// With headings; lines end in a line feed. A text that a spreadsheet would take for a formula begins with an apostrophe. Amounts are pounds; one that goes the other way stands on the other side and is never below zero.
    /// </summary>
    /// <param name="issued">Of an issue the lines of its own postings, so that no later journal has them again; null gives everything that was posted about the statement so far.</param>
    public static string Csv(Statement statement, Account account, IssuedStatement? issued)
    {
        var postings = issued?.Postings ?? [.. account.Postings.Where(posting => posting.About == statement.Key)];
        return string.Concat(postings.Where(posting => posting.Amount != default).SelectMany(posting => Lines(statement, posting)).Select(line => CsvText.Line(line)).Prepend(CsvText.Line(Columns)).Select(line => line + "\n"));
    }

    private static IEnumerable<string?[]> Lines(Statement statement, Posting posting)
    {
        var about = statement.Key.IsRecovery ? "recovery" : "reimbursement";
        foreach (var (role, party) in new[] { ("payee", statement.Payee), ("payer", statement.Payer) })
        {
            foreach (var side in new[] { "debit", "credit" })
            {
                var code = LedgerCodes.Current[role, about, side];
                var debit = side == "debit" == posting.Amount > default(Pence);
                var amount = Math.Abs(posting.Amount.Pounds).ToString("0.00", CultureInfo.InvariantCulture);
                yield return
                [
                    Harmless(party.Code), role, London.DateOf(posting.At).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
                    posting.PostedTo.FinancialYear, PeriodOf(posting.PostedTo), code.Account, code.CostCentre, debit ? amount : "", debit ? "" : amount,
                    Harmless(posting.Key), Harmless(Description(statement, posting)), code.Name, Invented,
                ];
            }
        }
    }

    /// <summary>The month of the financial year, as ledgers number them: April is 01.</summary>
    private static string PeriodOf(ReportingMonth month) => ((month.Month + 8) % 12 + 1).ToString("00", CultureInfo.InvariantCulture);

    private static string Description(Statement statement, Posting posting) =>
        $"{(statement.Key.IsRecovery ? "Recovery of payments for delayed discharges" : "Delayed discharges")}, {posting.About.Month.Name}: {statement.Payee.Name} from {statement.Payer.Name}, {StatementWords.Of(posting.Kind)}";

    private static string Harmless(string text) => text is ['=' or '+' or '-' or '@' or '\t' or '\r', ..] ? "'" + text : text;
}
