using System.Globalization;
using System.Text;
using Monitoring.Core.Figures.Reimbursement;
using Monitoring.Core.Kernel;
using Monitoring.Files.Receipts;

namespace Monitoring.Files.Statements;

/// <summary>A statement in a list of those that somebody may see.</summary>
/// <param name="Issued">Its last issue; null for a draft.</param>
/// <param name="Address">Where it is: <c>/statements/RJ7/RJ7/730/2015-06</c>.</param>
public sealed record StatementEntry(StatementKey Statement, Party Payee, Party Payer, IssuedStatement? Issued, StatementAmounts Amounts, string Address);

/// <summary>The statements that somebody may see, month by month. No case is named.</summary>
public static class StatementsPage
{
    public static string Html(IReadOnlyList<StatementEntry> entries)
    {
        var main = new StringBuilder("<h1>Statements of reimbursement</h1>\n<p>What one body may require of another for delayed discharges. You see the statements in which your organisation is a party. <a href=\"/closing\">Which months are closed</a></p>\n");
        if (entries.Count == 0)
            main.Append("<p>There are none. A statement is made as soon as notices, or decisions on reimbursement, are received.</p>\n");
        foreach (var month in entries.GroupBy(entry => entry.Statement.Month))
        {
            main.Append(CultureInfo.InvariantCulture, $"<section aria-labelledby=\"m{month.Key}\">\n<h2 id=\"m{month.Key}\">{month.Key.Name}</h2>\n");
            main.Append(PageTable.Of(
                Words.Of(month.Count(), "statement"),
                [new("Payee"), new("Payer"), new("Computable", true), new("Required", true), new("Due", true), new("In dispute", true), new("Paid", true), new("Status"), new("Statement")],
                month.Select(entry => (IReadOnlyList<string>)
                [
                    Name(entry.Payee, entry.Statement.IsRecovery ? $"recovery; cases of {entry.Statement.NhsBody}" : null), Name(entry.Payer, null), entry.Amounts.Computable.ToString(),
                    Amount(entry.Amounts.Required, StatementWords.NotDecided), Amount(entry.Amounts.Due, StatementWords.NotDecided), Amount(entry.Amounts.InDispute, StatementWords.NotDecided), Amount(entry.Amounts.Paid, StatementWords.NotKnown),
                    Receipts.Html.Text(StatementWords.StatusLine(entry.Issued)),
                    $"<a href=\"{Receipts.Html.Text(entry.Address)}\" aria-label=\"Open: {Receipts.Html.Text($"{entry.Payee.Name} from {entry.Payer.Name}, {month.Key.Name}")}\">Open</a> <a href=\"{Receipts.Html.Text(entry.Address)}/latest.xlsx\" aria-label=\"Excel: {Receipts.Html.Text($"{entry.Payee.Name} from {entry.Payer.Name}, {month.Key.Name}")}\">Excel</a>",
                ]), rowHeads: 2));
            main.Append("</section>\n");
        }
        return Page.Of("Statements of reimbursement", "Statements of reimbursement", main.ToString(), "For the people of the two parties only.");
    }

    private static string Name(Party party, string? more) => Receipts.Html.Text(more is null ? $"{party.Name} ({party.Code})" : $"{party.Name} ({party.Code}), {more}");

    /// <summary>Nothing known is never shown as zero.</summary>
    private static string Amount(Pence? amount, string absent) => amount is { } known ? known.ToString() : $"<span class=\"quiet\">{absent}</span>";
}
