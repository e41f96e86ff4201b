using System.Collections.Immutable;
using Monitoring.Files.Workbooks;

namespace Monitoring.Files.Funds.Sheets;

/// <summary>Income and expenditure line by line: plan, forecast, actual and variance of each quarter, year to date, and the full-year forecast.</summary>
internal static class IncomeSheet
{
    public const string IncomeName = "Income", ExpenditureName = "Expenditure", IncomeTable = "tblIncome", ExpenditureTable = "tblExpenditure", Quarter = "Quarter", Partner = "Partner", Planned = "Planned", Forecast = "Forecast", Actual = "Actual",
        ActualToDate = "Actual to date", FullYear = "Full-year forecast";
    private const string PlannedToDate = "Planned to date";

    public static SheetPlan Income(FundRows rows) => Of(IncomeName, "What was paid into the pool, by partner and source", IncomeTable, rows.Income, "The partner is the one that pays in.");

    public static SheetPlan Expenditure(FundRows rows) => Of(ExpenditureName, "What was spent, by partner and source", ExpenditureTable, rows.Expenditure, "The partner is the one that commissions.");

    private static SheetPlan Of(string name, string about, string table, ImmutableArray<LineRow> lines, string who) => new(name, about, name)
    {
        Sentences = SheetPlan.Say($"{who} A line that is taken off is below zero. Variance is actual less planned.", "Each quarter has a row for each line. To date is from the start of the year to the end of that quarter; columns to date are not to be added over quarters."),
        Table = new TablePlan(table,
            [
                new(Quarter, Widest: 12), new(Partner, Widest: 26), new("Source", Widest: 22), new("Line", Widest: 20), new("Year plan", Number: true), new(Planned, Number: true), new(Forecast, Number: true), new(Actual, Number: true), new("Variance", Number: true),
                new(PlannedToDate, Number: true), new(ActualToDate, Number: true), new("Variance to date", Number: true), new(FullYear, Number: true), new("File line", Number: true),
            ],
            [.. lines.Select(row => Row(table, row))], Filter: lines.Length > 12)
        { ButtonsBelow = true },
    };

    private static Entry[] Row(string table, LineRow row)
    {
        var (line, quarter, toDate) = (row.Line, row.Line.Quarter, row.Line.YearToDate);
        var absent = line.LastReported is { } last ? $"last in {last.Name}" : FundWords.NotKnown;
        return
        [
            Entry.Of(row.Quarter.Quarter.Name), Entry.Of(row.Partner), Entry.Of(line.SourceName), Entry.Of(line.Description ?? (line.Deducts ? "taken off" : FundWords.NotStated)),
            FundSheet.Money(quarter.YearlyPlan, absent), FundSheet.Money(quarter.Planned, absent), FundSheet.Money(quarter.Forecast, absent), FundSheet.Money(quarter.Actual, absent),
            FundSheet.Less(table, Actual, quarter.Actual, Planned, quarter.Planned, absent),
            FundSheet.Money(toDate.Planned), FundSheet.Money(toDate.Actual), FundSheet.Less(table, ActualToDate, toDate.Actual, PlannedToDate, toDate.Planned),
            FundSheet.Money(line.FullYearForecast), Entry.Of(line.SourceLine),
        ];
    }
}
