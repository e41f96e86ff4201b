using System.Collections.Immutable;
using Monitoring.Core.Kernel;
using Monitoring.Core.Policy;

namespace Monitoring.Files.Receipts;

/// <summary>What the sender still owes on the day on which the page is looked at.</summary>
internal static class ReceiptDue
{
    internal static string Of(ImmutableArray<Owed> due) => due.IsEmpty ? "" : string.Concat(
        "<section aria-labelledby=\"due\">\n<h2 id=\"due\">What is still due from you</h2>\n",
        PageTable.Of(Words.Of(due.Length, "return"), [new("For"), new("Return"), new("Was due on"), new("Days late", true), new("Why it is expected")],
            due.Select(owed => (IReadOnlyList<string>)[Html.Text(owed.Month.Name), Html.Text(owed.Collection), Html.Text(Words.Date(owed.DueOn)), Words.Number(owed.DaysLate), Html.Text(owed.Why)])),
        "</section>\n");
}
