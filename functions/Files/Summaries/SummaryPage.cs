using System.Globalization;
using System.Text;
using Monitoring.Core.Figures.Summaries;
using Monitoring.Core.Kernel;
using Monitoring.Files.Delays;
using Monitoring.Files.Receipts;
using Monitoring.Files.Workbooks.Sheets;

namespace Monitoring.Files.Summaries;

/// <summary>A summary in words and figures. No case is in it: an NHS body's cases are in its workbook.</summary>
public static class SummaryPage
{
    /// <param name="downloads">Links, each with its text.</param>
    public static string Html(Summary summary, IEnumerable<(string Text, string Href)> downloads)
    {
        var (title, period) = ($"{summary.Name}, {summary.Key.Period.Name}", summary.Key.Period);
        var main = new StringBuilder();
        main.Append(CultureInfo.InvariantCulture, $"<h1>{Receipts.Html.Text(title)}</h1>\n");
        main.Append(CultureInfo.InvariantCulture, $"<p><strong>{(summary.Signed is { } signed ? $"Signed by {Receipts.Html.Text(signed.By)} on {Words.Date(signed.On)}." : "Draft: nobody has signed these figures.")}{(HasSource(summary) ? $" Figures: {Phrases.Of(summary.Status)}." : "")}</strong> {(HasSource(summary) ? $"Made of what had been received by {Words.Date(London.DateOf(summary.AsAt))}." : "Made of England's figures of the period alone: no return of its own counts here.")}</p>\n");
        main.Append(PageSection.List(summary.Says));
        if (!summary.StatusReasons.IsEmpty)
            main.Append(PageSection.Details($"Why the figures are {Phrases.Of(summary.Status)}", PageSection.List(summary.StatusReasons)));
        main.Append(PageSection.Downloads([.. downloads]));
        foreach (var section in summary.Lines.GroupBy(line => line.Section))
        {
            var id = new string([.. section.Key.Where(char.IsAsciiLetter)]);
            main.Append(CultureInfo.InvariantCulture, $"<section aria-labelledby=\"{id}\">\n<h2 id=\"{id}\">{Receipts.Html.Text(section.Key)}</h2>\n");
            main.Append(PageTable.Of($"{section.Key}, {period.Name}", [new("Figure"), new("Unit"), new(period.Name, true), new("Year to date", true), new(period.YearBefore.Name, true), new("Last year to date", true), new("Full-year forecast", true)],
                section.Select(line => (IReadOnlyList<string>)[Receipts.Html.Text(line.Name), Receipts.Html.Text(line.Unit), .. Core.Figures.Summaries.Summaries.Columns(line).Select(column => Amount(line.Unit, column.Amount))])));
            main.Append("</section>\n");
        }
        return Page.Of(title, "Summary", main.ToString(), $"Policy {Receipts.Html.Text(summary.Policy)}{(summary.Reference.Length == 0 ? "" : $", reference data {Receipts.Html.Text(summary.Reference)}")}.");
    }

    /// <summary>Of an NHS body without statements there is only what England's figures say of it.</summary>
    private static bool HasSource(Summary summary) => summary.LastAcceptance.Value.Length > 0;

    /// <summary>Nothing known is never shown as zero: why there is no number stands in its place.</summary>
    private static string Amount(string unit, SummaryAmount amount) => amount switch
    {
        { Value: { } value } => $"{(unit == "pounds" ? Pence.FromPounds(value).ToString() : unit == "days" ? Words.Number(value, 0) : Words.Number(value, 1))}{(amount.Why is { } why ? $" <span class=\"quiet\">{Receipts.Html.Text(why)}</span>" : "")}",
        _ => $"<span class=\"quiet\">{Receipts.Html.Text(amount.Why ?? "not known")}</span>",
    };
}
