using System.Globalization;
using System.Text;
using Monitoring.Files.Receipts;
using Monitoring.Files.Workbooks;

namespace Monitoring.Files.Funds;

/// <summary>Tables of the workbook on a page: both say the same, since it is the same table.</summary>
internal static class FundTables
{
    /// <param name="columns">Which columns, by their headings; all when none is named.</param>
    public static string Html(SheetPlan sheet, string caption, params ReadOnlySpan<string> columns)
    {
        var table = sheet.Table!;
        int[] shown = columns.IsEmpty ? [.. Enumerable.Range(0, table.Columns.Length)] : [.. columns.ToArray().Select(heading => table.Columns.IndexOf(table.Columns.Single(column => column.Heading == heading)))];
        var rows = table.Totals is { } totals && totals.Any(entry => entry.Number is not null) ? table.Rows.Append(totals) : table.Rows;
        return PageTable.Of(caption, [.. shown.Select(index => new TableColumn(table.Columns[index].Heading, table.Columns[index].Number))], rows.Select(row => (IReadOnlyList<string>)[.. shown.Select(index => Cell(row[index]))]));
    }

    /// <summary>What the sheet says above its table.</summary>
    public static string Sentences(SheetPlan sheet) => string.Concat(sheet.Sentences.Select(sentence => $"<p>{Receipts.Html.Text(sentence.Text)}</p>\n"));

    /// <summary>A part that opens when somebody asks for it.</summary>
    public static string Details(string summary, string html) => $"<details>\n<summary>{Receipts.Html.Text(summary)}</summary>\n{html}</details>\n";

    /// <summary>The steps of workings, each figure apart; nothing where there are none.</summary>
    public static string Working(IEnumerable<StepRow> steps)
    {
        var html = new StringBuilder();
        foreach (var figure in steps.GroupBy(step => step.About))
        {
            html.Append(Details($"How it was worked out: {figure.Key}", PageTable.Of(figure.Key, [new("Step", true), new("What was done"), new("Amount", true), new("Source")], figure.Select(row => (IReadOnlyList<string>)
            [
                row.Number.ToString(CultureInfo.InvariantCulture), Receipts.Html.Text(row.Step.Text), row.Step.Amount is { } amount ? FundWords.Number(amount) : Quiet("in words"), row.Step.Source is { } source ? Receipts.Html.Text(source) : Quiet("by arithmetic"),
            ]))));
        }
        return html.ToString();
    }

    private static string Cell(Entry entry) => entry.Look switch
    {
        Look.Words or Look.NotAllowed => Quiet(entry.Shown),
        Look.Attention => $"<strong>{Receipts.Html.Text(entry.Shown)}</strong>",
        _ when entry.Number is null => $"<bdi>{Receipts.Html.Text(entry.Shown)}</bdi>",
        _ => Receipts.Html.Text(entry.Shown),
    };

    private static string Quiet(string words) => $"<span class=\"quiet\">{Receipts.Html.Text(words)}</span>";
}
