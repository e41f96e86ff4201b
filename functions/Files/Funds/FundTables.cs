using System.Globalization;
using System.Text;
using Monitoring.Files.Receipts;
using Monitoring.Files.Workbooks;

namespace Monitoring.Files.Funds;

/// <summary>Tables of the workbook on a page: both say the same, since it is the same table.</summary>
internal static class FundTables
{
    /// <summary>Workings that stand side by side; more are put together.</summary>
    private const int MostOpen = 6;

    /// <param name="columns">Which columns, by their headings; all when none is named.</param>
    public static string Html(SheetPlan sheet, string caption, params ReadOnlySpan<string> columns) => Html(sheet, caption, _ => true, columns);

    /// <param name="which">Which rows, by their first cell.</param>
    /// <param name="columns">Which columns, by their headings; all when none is named.</param>
    public static string Html(SheetPlan sheet, string caption, Func<string, bool> which, params ReadOnlySpan<string> columns)
    {
        var table = sheet.Table!;
        int[] shown = columns.IsEmpty ? [.. Enumerable.Range(0, table.Columns.Length)] : [.. columns.ToArray().Select(heading => table.Columns.IndexOf(table.Columns.Single(column => column.Heading == heading)))];
        var rows = table.Rows.Where(row => which(row[0].Shown)).Select(row => (IReadOnlyList<string>)[.. shown.Select(index => Cell(row[index]))]);
        if (table.Totals is { } totals && totals.Any(entry => entry.Number is not null))
            rows = rows.Append([.. shown.Select(index => totals[index].Shown.Length == 0 ? "" : $"<strong>{Cell(totals[index])}</strong>")]);
        return PageTable.Of(caption, [.. shown.Select(index => new TableColumn(table.Columns[index].Heading, table.Columns[index].Number))], rows);
    }

    /// <summary>What the sheet says above its table, without what leads to other sheets.</summary>
    public static string Sentences(SheetPlan sheet) => string.Concat(sheet.Sentences.Where(sentence => !sentence.Text!.Contains(" sheet", StringComparison.Ordinal)).Select(sentence => $"<p>{Receipts.Html.Text(sentence.Text)}</p>\n"));

    /// <summary>A part that opens when somebody asks for it.</summary>
    public static string Details(string summary, string html) => $"<details>\n<summary>{Receipts.Html.Text(summary)}</summary>\n{html}</details>\n";

    /// <summary>The steps of workings, each figure apart; nothing where there are none.</summary>
    public static string Working(IEnumerable<StepRow> steps)
    {
        var html = new StringBuilder();
        var figures = steps.GroupBy(step => step.About).ToList();
        foreach (var figure in figures)
        {
            html.Append(Details($"How it was worked out: {figure.Key}", PageTable.Of(figure.Key, [new("Step", true), new("What was done"), new("Amount", true), new("Source")], figure.Select(row => (IReadOnlyList<string>)
            [
                row.Number.ToString(CultureInfo.InvariantCulture), Receipts.Html.Text(row.Step.Text), row.Step.Amount is { } amount ? FundWords.Number(amount) : Quiet("in words"), row.Step.Source is { } source ? Receipts.Html.Text(source) : Quiet("by arithmetic"),
            ]))));
        }
        // More would be a wall of links to pass by.
        return figures.Count > MostOpen ? Details($"How {Core.Kernel.Words.Of(figures.Count, "figure")} were worked out", html.ToString()) : html.ToString();
    }

    private static string Cell(Entry entry) => entry.Look switch
    {
        Look.Words or Look.NotAllowed => Quiet(entry.Shown),
        Look.Attention => $"<strong>{Receipts.Html.Text(entry.Shown)}</strong>",
        _ when entry.Number is null => $"<bdi>{Receipts.Html.Text(entry.Shown)}</bdi>",
        _ => $"<span class=\"amount\">{Receipts.Html.Text(entry.Shown)}</span>",
    };

    private static string Quiet(string words) => $"<span class=\"quiet\">{Receipts.Html.Text(words)}</span>";
}
