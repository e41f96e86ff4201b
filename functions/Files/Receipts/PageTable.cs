using System.Globalization;
using System.Text;

namespace Monitoring.Files.Receipts;

/// <param name="Number">Set to the right.</param>
internal sealed record TableColumn(string Heading, bool Number = false);

/// <summary>
/// A table that becomes a list of small cards where the page is narrow. The roles say again what the elements say already, because browsers forget that
/// a table is one when it is laid out otherwise.
/// </summary>
internal static class PageTable
{
    /// <param name="rows">Cells as HTML, one for each column.</param>
    /// <param name="rowHeads">Columns, from the first, that name the row.</param>
    internal static string Of(string caption, IReadOnlyList<TableColumn> columns, IEnumerable<IReadOnlyList<string>> rows, int rowHeads = 1)
    {
        var html = new StringBuilder();
        html.Append(CultureInfo.InvariantCulture, $"<table role=\"table\">\n<caption>{Html.Text(caption)}</caption>\n<thead role=\"rowgroup\">\n<tr role=\"row\">");
        foreach (var column in columns)
            html.Append(CultureInfo.InvariantCulture, $"<th role=\"columnheader\" scope=\"col\"{ClassOf(column)}>{Heading(column)}</th>");
        html.Append("</tr>\n</thead>\n<tbody role=\"rowgroup\">\n");
        foreach (var row in rows)
        {
            html.Append("<tr role=\"row\">");
            for (var i = 0; i < columns.Count; i++)
            {
                var label = $"<span class=\"label\" aria-hidden=\"true\">{Html.Text(columns[i].Heading)} </span>";
                html.Append(i < rowHeads
                    ? $"<th role=\"rowheader\" scope=\"row\"{ClassOf(columns[i])}>{label}<span class=\"cell\">{row[i]}</span></th>"
                    : $"<td role=\"cell\"{ClassOf(columns[i], isEmpty: row[i].Length == 0)}>{label}<span class=\"cell\">{row[i]}</span></td>");
            }
            html.Append("</tr>\n");
        }
        return html.Append("</tbody>\n</table>\n").ToString();
    }

    /// <summary>A quarter is not broken at its hyphen.</summary>
    private static string Heading(TableColumn column) => column.Heading is { Length: <= 12 } && column.Heading.Any(char.IsAsciiDigit) ? $"<span class=\"day\">{Html.Text(column.Heading)}</span>" : Html.Text(column.Heading);

    /// <param name="isEmpty">Of a total row: on a card there would be a label without anything beside it.</param>
    private static string ClassOf(TableColumn column, bool isEmpty = false) => (column.Number, isEmpty) switch
    {
        (true, true) => " class=\"number none\"",
        (true, false) => " class=\"number\"",
        (false, true) => " class=\"none\"",
        _ => "",
    };
}
