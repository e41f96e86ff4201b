using System.Globalization;
using System.Text;
using Monitoring.Core.Kernel;
using Monitoring.Core.Ledger;
using Monitoring.Core.Returns;
using Monitoring.Core.Validation;

namespace Monitoring.Files.Receipts;

/// <summary>What of the file counts, and what that changed.</summary>
internal static class ReceiptChanges
{
    /// <summary>Rows of a table of differences; the rest are counted.</summary>
    private const int Shown = 50;

    internal static string Taken(Receipt receipt)
    {
        if (receipt.Months.IsEmpty)
            return "";
        var html = new StringBuilder("<section aria-labelledby=\"taken\">\n<h2 id=\"taken\">What was taken</h2>\n");
        html.Append("<p>A pair is one provider and one authority. It is taken whole or not at all.</p>\n");
        html.Append(PageTable.Of("What was taken, by month",
            [new("Month"), new("Pairs taken", true), new("Pairs refused", true), new("Delayed days taken", true)],
            receipt.Months.Select(month => (IReadOnlyList<string>)[Html.Text(month.Month.Name), Words.Number(month.Slices), Words.Number(month.Refused), Words.Number(month.Days)])));
        if (!receipt.RefusedSlices.IsEmpty)
        {
            html.Append("<p>Refused, so that what stood for them before still stands:</p>\n<ul class=\"pairs\">\n");
            foreach (var slice in receipt.RefusedSlices.Take(Shown))
                html.Append(CultureInfo.InvariantCulture, $"<li>provider {Html.Text(slice.Provider)}, authority {Html.Text(slice.Authority)}, {Html.Text(slice.Month.Name)}</li>\n");
            html.Append("</ul>\n");
            if (receipt.RefusedSlices.Length > Shown)
                html.Append(CultureInfo.InvariantCulture, $"<p class=\"more\">And {Words.Number(receipt.RefusedSlices.Length - Shown)} more.</p>\n");
        }
        return html.Append("</section>\n").ToString();
    }

    internal static string Changed(Receipt receipt, Effect? effect)
    {
        var html = new StringBuilder("<section aria-labelledby=\"changed\">\n<h2 id=\"changed\">What it changed</h2>\n");
        if (receipt.Outcome == Outcome.Refused)
            html.Append("<p>Nothing. Whatever stood before still stands.</p>\n");
        else if (effect is null)
            html.Append("<p>This is being worked out. Open this page again in a minute.</p>\n");
        else if (effect.Months.IsEmpty)
            html.Append("<p>Nothing: all of it stood with the same content already.</p>\n");
        else
        {
            foreach (var month in effect.Months)
                html.Append(Month(month));
        }
        return html.Append("</section>\n").ToString();
    }

    private static string Month(MonthEffect month)
    {
        var html = new StringBuilder();
        html.Append(CultureInfo.InvariantCulture, $"<h3>{Html.Text(month.Month.Name)}</h3>\n<p>{Html.Text(char.ToUpperInvariant(month.InWords[0]) + month.InWords[1..])}</p>\n");
        if (!month.Slices.IsEmpty)
        {
            html.Append(PageTable.Of(
                month.Slices.Length > Shown ? $"The first {Shown} of {Words.Number(month.Slices.Length)} pairs that changed" : "Pairs that changed",
                [new("Provider"), new("Authority"), new("Change"), new("Days before", true), new("Days now", true)],
                month.Slices.Take(Shown).Select(slice => (IReadOnlyList<string>)[Html.Text(slice.Provider), Html.Text(slice.Authority), slice.Change.ToString(), Number(slice.DaysBefore, "not reported"), Number(slice.DaysAfter, "not reported")]),
                rowHeads: 2));
            if (month.Slices.Length > Shown)
                html.Append(CultureInfo.InvariantCulture, $"<p class=\"more\">And {Words.Number(month.Slices.Length - Shown)} more pairs.</p>\n");
        }
        var cells = month.Slices.SelectMany(slice => slice.Cells, (slice, cell) => (slice, cell)).ToList();
        if (cells.Count > 0)
        {
            html.Append(PageTable.Of(
                cells.Count > Shown ? $"The first {Shown} of {Words.Number(cells.Count)} numbers that differ" : "Numbers that differ",
                [new("Provider"), new("Authority"), new("Care"), new("Reason"), new("Responsible"), new("Before", true), new("Now", true)],
                cells.Take(Shown).Select(change => (IReadOnlyList<string>)
                [
                    Html.Text(change.slice.Provider), Html.Text(change.slice.Authority), DelayedTransfers.Name(change.cell.Care),
                    Html.Text($"{DelayedTransfers.Of(change.cell.Reason).Code}: {DelayedTransfers.Of(change.cell.Reason).Label}"), DelayedTransfers.Name(change.cell.Attribution),
                    Number(change.cell.Before, "none given"), Number(change.cell.After, "none given"),
                ]), rowHeads: 2));
            if (cells.Count > Shown)
                html.Append(CultureInfo.InvariantCulture, $"<p class=\"more\">And {Words.Number(cells.Count - Shown)} more numbers.</p>\n");
        }
        return html.ToString();
    }


    /// <summary>Nothing given is never shown as zero.</summary>
    private static string Number(long? number, string absent) => number is { } given ? Words.Number(given) : $"<span class=\"quiet\">{absent}</span>";
}
