using System.Collections.Immutable;
using Monitoring.Core.Figures.Reimbursement;
using Monitoring.Core.Kernel;
using Monitoring.Storage;

namespace Monitoring.App.Stages;

/// <summary>What accounts and issues say of a statement: as its page and its workbook show it.</summary>
public sealed class StatementAccounts(PostingsTable postings)
{
    /// <summary>
    /// The postings about a statement with those about others that stand in the books of its month, and its last issue. No posting about the cases of another NHS body is among them: a recovery is seen by the NHS body
    /// whose cases it is about.
    /// </summary>
    public async Task<(Account Account, IssuedStatement? Issued)> Of(StatementKey statement, CancellationToken cancel)
    {
        var stored = await postings.Find(statement.Payee, statement.Payer, cancel);
        return (Shown(statement, stored.Account), stored.LastIssue(statement));
    }

    /// <summary>What a reader of the statement may see of the account.</summary>
    public static Account Shown(StatementKey statement, Account account) =>
        account with { Postings = [.. account.Postings.Where(posting => posting.About == statement || (posting.PostedTo == statement.Month && posting.About.NhsBody == statement.NhsBody))] };

    /// <summary>With the document, all that a workbook is made of.</summary>
    public static string DigestOf(Account account, IssuedStatement? issued) => Digest.Of([.. Json.Bytes(account), .. Json.Bytes(issued?.Number)]);
}
