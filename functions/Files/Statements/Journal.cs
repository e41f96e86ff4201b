using System.Collections.Immutable;
using Monitoring.Core.Figures.Reimbursement;
using Monitoring.Core.Kernel;
using Monitoring.Files.Data;

namespace Monitoring.Files.Statements;

/// <summary>
/// What was posted about a statement as lines that a ledger can load: two for each posting in the payee's books and two in the payer's, debits equal to credits in each. No case is named.
/// </summary>
public static class Journal
{
    /// <summary>What each column is.</summary>
    public static CsvDescription Description => JournalLines.Table;

    public static ImmutableArray<string> Columns => JournalLines.Table.Names;

    /// <summary>
    /// With headings; lines end in a line feed. A text that a spreadsheet would take for a formula begins with an apostrophe. Amounts are pounds; one that goes the other way stands on the other side and is never below zero.
    /// </summary>
    /// <param name="issued">Of an issue the lines of its own postings, so that no later journal has them again; null gives everything that was posted about the statement so far.</param>
    public static string Csv(Statement statement, Account account, IssuedStatement? issued)
    {
        var postings = issued?.Postings ?? [.. account.Postings.Where(posting => posting.About == statement.Key)];
        return JournalLines.Table.Csv(postings.Where(posting => posting.Amount != default).SelectMany(posting => Lines(statement, posting)));
    }

    private static IEnumerable<JournalLine> Lines(Statement statement, Posting posting) =>
        from one in ((string Role, Party Party)[])[("payee", statement.Payee), ("payer", statement.Payer)]
        from line in JournalLines.Pair(
            LedgerCodes.Current, one.Party.Code, one.Role, statement.Key.IsRecovery ? "recovery" : "reimbursement", London.DateOf(posting.At), posting.PostedTo, posting.Amount, posting.Key, About(statement, posting))
        select line;

    private static string About(Statement statement, Posting posting) =>
        $"{(statement.Key.IsRecovery ? "Recovery of payments for delayed discharges" : "Delayed discharges")}, {posting.About.Month.Name}: {statement.Payee.Name} from {statement.Payer.Name}, {StatementWords.Of(posting.Kind)}";
}
