using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Monitoring.Core.Figures.Reimbursement;
using Monitoring.Core.Kernel;

namespace Monitoring.Files.Receipts;

/// <summary>What the days of each case come to, as the sender reports it, with the first thing that is wrong.</summary>
internal static class ReceiptCases
{
    /// <summary>Cases of a table; the rest are in the JSON.</summary>
    private const int Shown = 50;

    internal static string Of(ImmutableArray<ReceivedCase>? received)
    {
        if (received is not { IsEmpty: false } cases)
            return "";
        var html = new StringBuilder("<section aria-labelledby=\"cases\">\n<h2 id=\"cases\">The days of each case</h2>\n");
        html.Append("<p>As you report them. What the other party says of the same days, and what is due, stands in the statements.</p>\n");
        html.Append(PageTable.Of(
            cases.Length > Shown ? $"The first {Shown} of {Words.Of(cases.Length, "case")}" : Words.Of(cases.Length, "case"),
            [new("Case"), new("Days counted", true), new("Amount", true), new("What to look at first"), new("Statements")],
            cases.Take(Shown).Select(one => (IReadOnlyList<string>)
            [
                Html.Text(one.Case), Words.Number(one.DaysCounted), Html.Text(one.Amount.ToString()),
                one.Problem is { } problem ? Html.Text(problem) : "<span class=\"quiet\">nothing</span>",
                one.Statements.IsEmpty ? "<span class=\"quiet\">none yet</span>" : string.Join("<br />", one.Statements.Select(address => Link(one, address))),
            ])));
        if (cases.Length > Shown)
            html.Append(CultureInfo.InvariantCulture, $"<p class=\"more\">And {Words.Of(cases.Length - Shown, "more case")}; all of them, with every day, are in the receipt as JSON.</p>\n");
        return html.Append("</section>\n").ToString();
    }

    private static string Link(ReceivedCase received, string address) =>
        StatementKey.Parse($"{address["/statements/".Length..]}.json") is { } key
            ? $"<a href=\"{Html.Text(address)}\" aria-label=\"{Html.Text($"Statement of {key.Month.Name} with the case {received.Case}")}\">{Html.Text(key.Month.Name)}</a>" : "";
}
