using System.Globalization;
using System.Text;
using Monitoring.Core.Figures.Summaries;
using Monitoring.Core.Kernel;
using Monitoring.Files.Receipts;

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
        main.Append(CultureInfo.InvariantCulture, $"<p>{(summary.Signed is { } signed ? $"Signed by {Receipts.Html.Text(signed.By)} on {Words.Date(signed.On)}." : "Draft: nobody has signed these figures.")} Made of what had been received by {Words.Date(London.DateOf(summary.AsAt))}.</p>\n");
        main.Append("<ul>\n");
        foreach (var sentence in summary.Says)
            main.Append(CultureInfo.InvariantCulture, $"<li>{Receipts.Html.Text(sentence)}</li>\n");
        main.Append("</ul>\n<ul>\n");
        foreach (var (text, href) in downloads)
            main.Append(CultureInfo.InvariantCulture, $"<li><a href=\"{Receipts.Html.Text(href)}\">{Receipts.Html.Text(text)}</a></li>\n");
        main.Append("</ul>\n");
        foreach (var section in summary.Lines.GroupBy(line => line.Section))
        {
            var id = new string([.. section.Key.Where(char.IsAsciiLetter)]);
            main.Append(CultureInfo.InvariantCulture, $"<section aria-labelledby=\"{id}\">\n<h2 id=\"{id}\">{Receipts.Html.Text(section.Key)}</h2>\n");
            main.Append(PageTable.Of(section.Key, [new("Figure"), new("Unit"), new(period.Name, true), new("Year to date", true), new(period.YearBefore.Name, true), new("Last year to date", true), new("Full year", true)],
                section.Select(line => (IReadOnlyList<string>)[Receipts.Html.Text(line.Name), Receipts.Html.Text(line.Unit), .. Core.Figures.Summaries.Summaries.Columns(line).Select(column => Amount(line.Unit, column.Amount))])));
            main.Append("</section>\n");
        }
        return Page.Of(title, title, main.ToString(), $"Policy {Receipts.Html.Text(summary.Policy)}, reference data {Receipts.Html.Text(summary.Reference)}.");
    }

    /// <summary>Nothing known is never shown as zero: why there is no number stands in its place.</summary>
    private static string Amount(string unit, SummaryAmount amount) => amount switch
    {
        { Value: { } value } => $"{(unit == "pounds" ? Pence.FromPounds(value).ToString() : unit == "days" ? Words.Number(value, 0) : Words.Number(value, 1))}{(amount.Why is { } why ? $" <span class=\"quiet\">{Receipts.Html.Text(why)}</span>" : "")}",
        _ => $"<span class=\"quiet\">{Receipts.Html.Text(amount.Why ?? "not known")}</span>",
    };
}
