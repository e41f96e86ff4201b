using System.Collections.Immutable;
using Monitoring.Core.Figures.Delays;
using Monitoring.Core.Figures.Summaries;
using Monitoring.Core.Kernel;
using Monitoring.Core.Returns;
using Monitoring.Files.Workbooks;
using Monitoring.Files.Workbooks.Sheets;

namespace Monitoring.Files.Summaries;

/// <summary>
/// The months of a period that there are, as the sheets of delays show them. Of a month each table is of that month. Of a quarter each row says in its first column which month it is of, sums are made over all rows,
/// and formulas that stay within a month find their rows by that column.
/// </summary>
/// <param name="months">The first one first; at least one.</param>
internal sealed class DelayMonths(SummaryPeriod period, ImmutableArray<DelayFigures> months)
{
    public const string Month = "Month";

    public SummaryPeriod Period => period;

    public ImmutableArray<DelayFigures> All => months;

    public DelayFigures Last => months[^1];

    /// <summary>Rows say which month they are of.</summary>
    public bool IsQuarter => period.Quarter is not null;

    public bool IsEngland => Last.IsEngland();

    public string Name => Last.Body.Name;

    /// <summary><c>the month</c> or <c>the quarter</c>.</summary>
    public string Time => IsQuarter ? "the quarter" : "the month";

    /// <summary>Something stands in one month at least.</summary>
    public bool Calculable => months.Any(Phrases.Calculable);

    public long TotalDays => months.Sum(Phrases.TotalDays);

    /// <summary>Of the months that have figures.</summary>
    public int CalendarDays => Known.Sum(month => month.Month.Days);

    /// <summary>Months that have figures.</summary>
    public IEnumerable<DelayFigures> Known => months.Where(Phrases.Calculable);

    /// <summary>Every cell of the months that are known.</summary>
    public IEnumerable<DelayCell> Cells => months.SelectMany(month => month.Cells);

    /// <summary>What a sum over the period leaves out; none of a month.</summary>
    public IEnumerable<string> Says()
    {
        if (!IsQuarter)
            yield break;
        var without = period.Months.Except(Known.Select(month => month.Month)).ToList();
        yield return without.Count == 0
            ? "Each row is of one month. Totals are of the quarter."
            : $"Each row is of one month. Nothing stands of {Words.Months(without)}: totals are of the other months, and not of the quarter.";
    }

    /// <summary>The column that says which month a row is of; none of a month.</summary>
    public ColumnPlan[] Column => IsQuarter ? [new ColumnPlan(Month, Number: true)] : [];

    /// <summary>Its cell.</summary>
    public Entry[] Cell(DelayFigures month) => IsQuarter ? [Entry.Month(month.Month)] : [];

    /// <summary>Its cell, empty: in a row of totals, whose label stands in the first column.</summary>
    public Entry[] Blank => IsQuarter ? [Entry.Of("")] : [];

    /// <summary>Says so when a total leaves a month out.</summary>
    public Entry TotalLabel => Entry.Of(!IsQuarter || Known.Count() == period.Months.Count() ? "Total" : "Total known");

    /// <summary>The formula that adds up a column of another table over the month of the row.</summary>
    /// <param name="here">The table of the row.</param>
    public string Sum(string table, string heading, string here) => IsQuarter ? $"SUMIFS({TablePlan.Column(table, heading)},{TablePlan.Column(table, Month)},{TablePlan.Here(here, Month)})" : TablePlan.Sum(table, heading);

    /// <summary>The same over the rows of a month that have a text in a column.</summary>
    public string Find(string table, string heading, string keyHeading, string key, string here) => IsQuarter
        ? $"SUMIFS({TablePlan.Column(table, heading)},{TablePlan.Column(table, Month)},{TablePlan.Here(here, Month)},{TablePlan.Column(table, keyHeading)},\"{key.Replace("\"", "\"\"", StringComparison.Ordinal)}\")"
        : TablePlan.Lookup(table, heading, keyHeading, key);

    /// <summary>Rows of each month, one after the other.</summary>
    public ImmutableArray<Entry[]> Rows<TRow>(Func<DelayFigures, IEnumerable<TRow>> rows, Func<DelayFigures, TRow, Entry[]> row) =>
        [.. months.SelectMany(month => rows(month).Select(one => (Entry[])[.. Cell(month), .. row(month, one)]))];

    /// <summary>Days of a type of care and attribution in all months.</summary>
    public long Days(CareType care, Attribution attribution) => Cells.Where(cell => cell.Care == care).Sum(cell => cell.Days[attribution].Days);
}
