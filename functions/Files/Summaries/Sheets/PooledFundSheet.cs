using Monitoring.Core.Kernel;
using Monitoring.Core.Returns;
using Monitoring.Files.Funds;
using Monitoring.Files.Funds.Sheets;
using Monitoring.Files.Workbooks;

namespace Monitoring.Files.Summaries.Sheets;

/// <summary>The pool by source: the plan of the year, what is forecast for it and what has happened, as a table and a chart.</summary>
internal static class PooledFundSheet
{
    public const string Name = "Pooled fund";

    private const string Table = "tblPooledFund", Line = "Income or expenditure", Source = "Source", Plan = "Year plan", Forecast = "Full-year forecast", Actual = "Actual to date";

    public static SheetPlan Of(FundRows rows)
    {
        var lines = ((PoolSide[])[PoolSide.Income, PoolSide.Expenditure]).SelectMany(side => rows.ToDate(side).GroupBy(row => row.Line.SourceName), (side, group) => (Side: side, Source: group.Key, Rows: group.ToList())).ToList();
        return new(Name, "Income and expenditure by source: plan, forecast and actual, with a chart", "Pooled fund by source")
        {
            Sentences = SheetPlan.Say($"{Finding(rows)}.", $"Actual is to {Words.Date(rows.Last!.Quarter.LastDay)}, from the start of the year. Added up from the sheets {IncomeSheet.IncomeName} and {IncomeSheet.ExpenditureName}. A source of which a line is not known has no amount here."),
            Table = new TablePlan(Table, [new(Line, Widest: 52), new(Source, Widest: 44), new(Plan, Number: true), new(Forecast, Number: true), new(Actual, Number: true), new("Spent or paid in, % of plan", Number: true)], [.. lines.Select(Row)]),
            Charts = [ChartPlan.PlanAndActual(Title(rows), Alternative(), "Pounds", Line, Plan, Forecast, Actual) with { Format = "£#,##0", Below = true, Width = 26 }],
        };

        Entry[] Row((PoolSide Side, string Source, List<LineRow> Rows) one)
        {
            var (table, plan, actual) = (one.Side == PoolSide.Income ? IncomeSheet.IncomeTable : IncomeSheet.ExpenditureTable, Of(one.Rows, row => row.Line.YearToDate.YearlyPlan), Of(one.Rows, row => row.Line.YearToDate.Actual));
            return
            [
                Entry.Of(Named(one)), Entry.Of(one.Source), Sum(table, IncomeSheet.Year, plan), Sum(table, IncomeSheet.FullYear, Of(one.Rows, row => row.Line.FullYearForecast)), Sum(table, IncomeSheet.Actual, actual),
                plan is { Number: not 0 } planned && actual is { } known ? Entry.Calculated($"{TablePlan.Here(Table, Actual)}/{TablePlan.Here(Table, Plan)}", known.Pounds / planned.Pounds, Look.Percent) : Entry.Words(FundWords.NotKnown),
            ];
        }

        static Entry Sum(string table, string heading, Pence? amount) => amount is { } known ? Entry.Money(FundSheet.SumIfs(table, heading, (IncomeSheet.Source, TablePlan.Here(Table, Source))), known) : Entry.Point(null, Look.Money);

        string Alternative() => "Bar chart of income and expenditure by source: plan of the year, full-year forecast and actual to date. "
            + string.Join("; ", lines.Select(one => $"{Named(one)}: plan {Of(one.Rows, row => row.Line.YearToDate.YearlyPlan)?.ToString() ?? FundWords.NotKnown}, forecast {Of(one.Rows, row => row.Line.FullYearForecast)?.ToString() ?? FundWords.NotKnown}, actual {Of(one.Rows, row => row.Line.YearToDate.Actual)?.ToString() ?? FundWords.NotKnown}")) + ".";
    }

    private static string Named((PoolSide Side, string Source, List<LineRow> Rows) one) => $"{LinesByQuarterSheet.NameOf(one.Side)}: {one.Source}";

    private static Pence? Of(List<LineRow> rows, Func<LineRow, Pence?> amount) => FundRows.Sum(rows.Select(amount));

    /// <summary>Shorter than the finding: a title is one line.</summary>
    private static string Title(FundRows rows) => rows.Year.Pool is { Expenditure: { Actual: { } spent, YearlyPlan: { Number: not 0 } plan } expenditure } pool
        ? $"Spent {PerCent(spent, plan)} of the year's plan by {pool.To.Name}{(expenditure.Forecast is { } forecast ? $"; {(pool.IsOutturn ? "outturn" : "forecast")} {PerCent(forecast, plan)}" : "")}" : "What the pool spent to date is not known";

    private static string PerCent(Pence part, Pence whole) => $"{Words.Number(part.Pounds / whole.Pounds * 100, 1)}%";

    /// <summary>As a sentence without its full stop.</summary>
    private static string Finding(FundRows rows) => rows.Year.Pool is { Expenditure: { Actual: { } spent, YearlyPlan: { } plan } expenditure } pool
        ? $"Spent {spent} by {pool.To.Name} of {plan} planned for the year{(expenditure.Forecast is { } forecast ? $"; {forecast} is {(pool.IsOutturn ? "the outturn" : "forecast")}" : "")}"
        : "What the pool spent to date is not known";
}
