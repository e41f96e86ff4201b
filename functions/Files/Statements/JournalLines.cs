using System.Globalization;
using Monitoring.Core.Kernel;
using Monitoring.Files.Data;

namespace Monitoring.Files.Statements;

/// <summary>Entries of journals as lines that a ledger can load: a debit and a credit of the same amount in the books of each body that an entry is about.</summary>
internal static class JournalLines
{
    /// <summary>Said on every line until a body has put in its own codes.</summary>
    private const string Invented = "example codes: replace by your own", Own = "codes as mapped";

    public static readonly CsvTable<JournalLine> Table = new CsvTable<JournalLine>(
        "One line of a journal in a row. Within an entry the debits of a body's books are its credits. Amounts are pounds; one that goes the other way stands on the other side and is never below zero. An amount that is not known is empty on both sides, and the description says why. No case is named.")
        .Always("books_of", "Books of", "Code of the body in whose books the line stands.", line => line.Books)
        .Always("role", "Role", "Of that body: payee or payer of a statement, partner or host of a pooled fund.", line => line.Role)
        .Date("date", "Date", "Of the entry.", line => line.Date)
        .Always("financial_year", "Financial year", "In whose books it stands.", line => line.Year)
        .Always("period", "Period", "Month of the financial year, as ledgers number them: April is 01.", line => line.Period)
        .Text("account_code", "Account", "From ledger-codes.csv; empty where that has none.", line => line.Code?.Account)
        .Text("cost_centre", "Cost centre", "From ledger-codes.csv; empty where that has none.", line => line.Code?.CostCentre)
        .Pounds("debit", "Debit", "Pounds.", line => line.IsDebit ? line.Size : null)
        .Pounds("credit", "Credit", "Pounds.", line => line.IsDebit ? null : line.Size)
        .Always("reference", "Reference", "Of the entry: the lines that have it belong together.", line => line.Reference)
        .Always("description", "Description", "What the entry is about.", line => line.Description)
        .Text("account_name", "Name of the account", "From ledger-codes.csv; empty where that has none.", line => line.Code?.Name)
        .Always("codes", "Codes", "Whether the codes are examples, mapped, or missing.", Codes);

    /// <summary>The month of the financial year, as ledgers number them: April is 01.</summary>
    public static string PeriodOf(ReportingMonth month) => ((month.Month + 8) % 12 + 1).ToString("00", CultureInfo.InvariantCulture);

    /// <summary>Debit and credit of an amount in a body's books.</summary>
    public static IEnumerable<JournalLine> Pair(LedgerCodes codes, string books, string role, string about, DateOnly date, ReportingMonth month, Pence? amount, string reference, string description) =>
        from side in (string[])["debit", "credit"]
        select new JournalLine(books, role, about, side, date, month.FinancialYear.ToString(), PeriodOf(month), codes.Find(role, about, side), amount, reference, description);

    private static string Codes(JournalLine line) =>
        line.Code is not { } code ? $"no code: put a row for {line.Role}, {line.About}, {line.Side} into ledger-codes.csv"
        : code.IsExample ? Invented : Own;
}

/// <param name="About">What the entry is about, as <c>ledger-codes.csv</c> names it.</param>
/// <param name="Side"><c>debit</c> or <c>credit</c> of an amount above zero; of one below zero they change places.</param>
/// <param name="Code">Null where the table has none.</param>
/// <param name="Amount">Null where it is not known.</param>
internal sealed record JournalLine(string Books, string Role, string About, string Side, DateOnly Date, string Year, string Period, LedgerCode? Code, Pence? Amount, string Reference, string Description)
{
    public bool IsDebit => Side == "debit" == Amount > default(Pence);

    /// <summary>Without its sign, which the side shows.</summary>
    public Pence? Size => Amount < default(Pence) ? -Amount : Amount;
}
