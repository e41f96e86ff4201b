using Monitoring.Core.Figures.Reimbursement;
using Monitoring.Files.Receipts;

namespace Monitoring.Files.Statements;

/// <summary>A statement as a page: complete in itself, without scripts, and loading nothing from anywhere. It shows cases and is for the two parties alone.</summary>
public static class StatementPage
{
    /// <param name="issued">The last issue of it; null for a draft.</param>
    /// <param name="mayIssue">Whoever looks may issue it: a form is shown, which posts to <c>/statements/{nhsBody}/{payee}/{payer}/{month}/issue</c>.</param>
    /// <param name="downloads">Files that go with it: what to call each, and where it is.</param>
    public static string Html(Statement statement, Account account, IssuedStatement? issued, bool mayIssue = false, IReadOnlyList<(string Text, string Href)>? downloads = null) =>
        Page.Of(statement.Title(), "Statement", $"<h1>{Receipts.Html.Text(statement.Title())}</h1>{account.Postings.Length}{mayIssue}{downloads?.Count}", Receipts.Html.Text(StatementWords.StatusLine(issued)));
}
