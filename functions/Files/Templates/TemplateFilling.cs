using System.Collections.Immutable;
using Monitoring.Core.Kernel;
using Monitoring.Core.Ledger;
using Monitoring.Core.Returns;
using Monitoring.Core.Validation;

namespace Monitoring.Files.Templates;

/// <summary>A line of a template that is filled in as far as it is known.</summary>
/// <param name="Table">Key of the table that it belongs to.</param>
/// <param name="Cells">What stands in it, by field, written as the ledger writes it. A field that is not among them is left empty: nothing is not zero.</param>
public sealed record FilledRow(string Table, IReadOnlyDictionary<string, string> Cells)
{
    /// <summary>The same line as it was sent the time before, by field: shown beside the table, never in it.</summary>
    public IReadOnlyDictionary<string, string> Before { get; init; } = ImmutableDictionary<string, string>.Empty;
}

/// <summary>What a template has in it when it is handed out: for whom and for which period, and the lines that are known already.</summary>
public sealed record TemplateFilling
{
    /// <summary>An empty template.</summary>
    public static readonly TemplateFilling None = new();

    /// <summary>For whom and for which period: "RJ7, November 2019".</summary>
    public string? Title { get; init; }

    public ImmutableArray<FilledRow> Rows { get; init; } = [];

    /// <summary>Fields of columns that are not asked for this time. Only a column that may be left out of a file can be.</summary>
    public ImmutableArray<string> Without { get; init; } = [];

    /// <summary>What the sender should know of this filling, besides what every template says.</summary>
    public ImmutableArray<string> Notes { get; init; } = [];

    /// <summary>
    /// The return that comes after one that stands: a line for each of its lines, its period moved on by the length of the period (a month, a quarter, a year).
    /// <para>
    /// Carried over is what says which line is meant: the table's key, codes of organisations and plans, and names that every line must have. Everything that is an answer is left
    /// empty: counts, amounts, dates, times, choices and comments. They stand on a sheet of their own, 'Last time', in the same lines as in the table and under headings that are no headings
    /// of the return. So a prior value is seen while filling in, and a template sent back untouched brings none: its empty cells are found, and nothing old is taken for news.
    /// A name is left empty too where nothing else of a line would be: otherwise nobody would have said it again.
    /// </para>
    /// <para>Nothing is carried over of a return about single cases: it follows no other, and what it says of a person does not go round in templates.</para>
    /// </summary>
    /// <param name="rows">What stands of one sender for one period, as the ledger keeps it.</param>
    public static TemplateFilling Of(Collection collection, IEnumerable<LedgerRow> rows)
    {
        if (collection.IsCaseLevel)
            return None;
        var kept = rows.ToList();
        // The ledger keeps no lines of zeros of delayed transfers, but the template asks for every one.
        if (collection.Key == DelayedTransfers.CollectionKey)
            return DelayedTransfersFilling.After(kept);
        var pages = kept.Select(row => row.Slice.Page).Distinct().ToList();
        var bodies = kept.Select(row => row.Slice.Body).Where(body => !pages.Contains(body)).Distinct().ToList();
        return new TemplateFilling
        {
            Title = pages is [var page] ? Named(bodies is [var body] ? [body] : [], collection.NameOf(NextPeriod.After(page)?.Page ?? page)) : null,
            Rows = [.. from row in kept
                       let table = collection.Tables.FirstOrDefault(table => table.Key == row.Table)
                       where table is not null
                       select Next(collection, table, row)],
        };
    }

    private static string Named(IEnumerable<string> body, string page) => string.Join(", ", body.Append(page));

    private static FilledRow Next(Collection collection, ReturnTable table, LedgerRow row)
    {
        var before = new Dictionary<string, string>();
        foreach (var column in table.Template.Columns)
        {
            if (collection.LedgerFields.IndexOf(column.Field) is >= 0 and var at && row.Cells[at].Length > 0)
                before.Add(column.Field, row.Cells[at]);
        }
        var next = NextPeriod.After(row.Slice.Page) ?? NextPeriod.Longest(table.Template.Columns);
        var asks = table.Template.Columns.Any(column => IsAnswer(table, column) && !IsName(column) && column is { MayBeBlank: false, Optional: false });
        var cells = table.Template.Columns
            .Where(column => before.ContainsKey(column.Field))
            .Select(column => (column.Field, Text: !IsAnswer(table, column) || (IsName(column) && asks) ? CarriedOver(column, before[column.Field], next) : null))
            .Where(cell => cell.Text is not null)
            .ToDictionary(cell => cell.Field, cell => cell.Text!);
        return new FilledRow(table.Key, cells) { Before = before };
    }

    private static bool IsPeriod(Column column) => column.Kind is Kind<ReportingMonth> or Kind<FinancialQuarter> or Kind<FinancialYear>;

    /// <summary>Something that has to be said anew each time, and not only which line is meant. What a cell is, the rule says that it breaks when it is something else.</summary>
    private static bool IsAnswer(ReturnTable table, Column column) =>
        !IsPeriod(column) && !IsCode(column) && (column.Kind.Unreadable == CellRules.NotDate || column.Kind.Unreadable == CellRules.NotTime || !table.RowKey.Contains(column.Field));

    private static bool IsCode(Column column) => column.Kind.Unreadable == CellRules.NotCode && column.Kind.Choices.IsEmpty;

    private static bool IsName(Column column) => column.Kind.Unreadable == CellRules.TextTooLong && column.Kind.Choices.IsEmpty && !column.MayBeBlank;

    private static string? CarriedOver(Column column, string text, NextPeriod? next) => IsPeriod(column) ? next?.Of(text) : text;

    /// <summary>How a period is moved on.</summary>
    /// <param name="Months">The length of the period that the return is kept by.</param>
    /// <param name="Page">The page after it, when the page is a period.</param>
    /// <param name="FirstDay">On which that begins.</param>
    private sealed record NextPeriod(int Months, string? Page = null, DateOnly? FirstDay = null)
    {
        private const int Quarter = 3, Year = 12;

        /// <summary>The last year of which a following one is asked for; what comes later is a slip of the hand.</summary>
        private const int LastYear = 2199;

        /// <summary>Null when a page is not a period, or when there is none after it.</summary>
        public static NextPeriod? After(string page)
        {
            if (ReportingMonth.TryParse(page, out var month) && month.Year <= LastYear)
                return new(1, month.AddMonths(1).ToString(), month.AddMonths(1).FirstDay);
            if (FinancialQuarter.TryRead(page, out var quarter) && quarter.Year.Start < LastYear)
                return new(Quarter, quarter.Add(1).ToString(), quarter.Add(1).FirstDay);
            if (FinancialYear.TryRead(page, out var year) && year.Start < LastYear)
                return new(Year, year.AddYears(1).ToString(), year.AddYears(1).FirstDay);
            return null;
        }

        /// <summary>For a return that is not kept by period: the longest that its lines name.</summary>
        public static NextPeriod? Longest(IEnumerable<Column> columns) =>
            columns.Max(column => column.Kind switch { Kind<FinancialYear> => Year, Kind<FinancialQuarter> => Quarter, Kind<ReportingMonth> => 1, _ => 0 }) is > 0 and var months ? new(months) : null;

        /// <summary>A period that stands in a cell, moved on; one that is longer than the return's own becomes the one in which the next return lies.</summary>
        public string? Of(string text)
        {
            if (ReportingMonth.TryParse(text, out var month))
                return month.Year <= LastYear ? month.AddMonths(Months).ToString() : null;
            if (FinancialQuarter.TryRead(text, out var quarter))
                return Months >= Quarter ? quarter.Add(Months / Quarter).ToString() : FirstDay is { } day ? FinancialQuarter.Of(day).ToString() : null;
            if (FinancialYear.TryRead(text, out var year))
                return Months >= Year ? year.AddYears(Months / Year).ToString() : FirstDay is { } day ? FinancialYear.Of(day).ToString() : null;
            return null;
        }
    }
}
