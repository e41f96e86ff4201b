using System.Collections.Immutable;
using Monitoring.Core.Figures.Reimbursement;
using Monitoring.Files.Workbooks;

namespace Monitoring.Files.Statements;

/// <summary>What one body may require of another for a month as a workbook, with every day and every working. It shows cases and is for the two parties alone.</summary>
public static class StatementWorkbook
{
    /// <summary>The same statement, account, issue and publication always give the same content. The bytes differ: the parts of a workbook have random names.</summary>
    /// <param name="issued">Null for a draft.</param>
    public static byte[] Write(Statement statement, Account account, IssuedStatement? issued, Publication publication)
    {
        ImmutableArray<SheetPlan> sheets = [new SheetPlan("Cover", "", statement.Title()) { Sentences = SheetPlan.Say(StatementWords.StatusLine(issued), $"{account.Postings.Length}") }];
        return Book.Write(statement.Title(), statement.Subject(), publication, sheets, new Marking("OFFICIAL-SENSITIVE", StatementWords.StatusLine(issued)));
    }
}
