using Monitoring.Core.Figures.Summaries;
using Monitoring.Files.Workbooks;
using Monitoring.Files.Workbooks.Sheets;

namespace Monitoring.Files.Summaries.Sheets;

/// <summary>One page: the summary in words, and its figures in the columns of finance.</summary>
internal static class LinesSheet
{
    public const string Name = "Summary", Table = "tblLines", Measure = "Measure", YearToDate = "Year to date", PriorYear = "Same period last year", PriorYearToDate = "Last year to date", FullYear = "Full year";

    /// <summary>Longer reasons stand in the notes.</summary>
    private const int Short = 14;

    /// <param name="sheets">Names of the sheets that there are: where a figure is worked out on one of them, the row leads there.</param>
    public static SheetPlan Of(SummaryRows rows, IReadOnlySet<string> sheets)
    {
        var formulas = new LineFormulas(rows);
        return new(Name, "The period on one page, in words and figures", "Summary")
        {
            Sentences = SheetPlan.Say([
                .. rows.Summary.Says,
                $"Year to date is from 1 April {rows.Period.Year.FirstDay.Year} to the end of the period. Full year is a forecast until the year is over. {(rows.Summary.Lines.Any(line => line.Unit == Pounds) ? $"The same in thousands of pounds is on the sheet {ThousandsSheet.Name}." : "")}".TrimEnd(),
            ]),
            Table = new TablePlan(Table,
                [new("Section", Widest: 14), new(Measure, Widest: 30), new("Unit", Widest: 14), .. Columns(rows).Select(heading => new ColumnPlan(heading, Number: true)), new("Notes", Widest: 40), new("Worked out on", Widest: 14)],
                [.. rows.Summary.Lines.Select(Row).DefaultIfEmpty([Entry.Of("All"), Entry.Of("No figure can be shown"), Entry.Of(""), .. Enumerable.Repeat(Entry.Words("not known"), 5), Entry.Of(string.Join(" ", rows.Summary.StatusReasons)), Entry.Of("")])], Frozen: 2),
            OnePage = true,
        };

        Entry[] Row(SummaryLine line) =>
        [
            Entry.Of(line.Section), Entry.Of(line.Name), Entry.Of(line.Unit),
            .. Amounts(line).Select((amount, index) => Amount(line.Unit, amount, formulas.Of(line, index))),
            Entry.Of(Notes(line)), sheets.Contains(line.From) ? Entry.LinkInTable(line.From) : Entry.Of(line.From),
        ];
    }

    public const string Pounds = "pounds";

    /// <summary>Headings of the five amounts, the period first.</summary>
    public static string[] Columns(SummaryRows rows) => [rows.Period.Name, YearToDate, PriorYear, PriorYearToDate, FullYear];

    public static Look LookOf(string unit) => unit switch
    {
        Pounds => Look.Money,
        "days" or "cases" => Look.Whole,
        _ when unit.Contains("100,000", StringComparison.Ordinal) => Look.TwoDecimals,
        _ => Look.OneDecimal,
    };

    /// <summary>The amount, with its formula where one gives it; in words where there is none.</summary>
    public static Entry Amount(string unit, SummaryAmount amount, string? formula = null) => amount.Value is not { } value ? Entry.Words(amount.Why is { Length: <= Short } why ? why : "see notes")
        : formula is null ? Entry.Of(value, LookOf(unit)) : Entry.Calculated(formula, value, LookOf(unit));

    /// <summary>The amounts of a line in the order of <see cref="Columns"/>.</summary>
    public static IEnumerable<SummaryAmount> Amounts(SummaryLine line) => [line.Period, line.YearToDate, line.PriorYear, line.PriorYearToDate, line.FullYear];

    /// <summary>What a reader must know of the amounts of a line, and why there are none, each thing once.</summary>
    public static string Notes(SummaryLine line) => string.Join(" ",
        from pair in Amounts(line).Zip((string[])["Period", YearToDate, PriorYear, PriorYearToDate, FullYear], (amount, heading) => (Amount: amount, Heading: heading))
        where pair.Amount.Why is { } why && (pair.Amount.Value is not null || why.Length > Short)
        group pair.Heading by pair.Amount.Why into same
        let names = same.Select((heading, index) => index == 0 ? heading : char.ToLowerInvariant(heading[0]) + heading[1..]).ToList()
        select $"{Phrases.List(names)}: {same.Key}.");
}
