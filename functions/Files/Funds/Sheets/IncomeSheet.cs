using Monitoring.Core.Figures.Funds;
using Monitoring.Core.Kernel;
using Monitoring.Core.Returns;
using Monitoring.Files.Workbooks;

namespace Monitoring.Files.Funds.Sheets;

/// <summary>Income or expenditure line by line: the year to date beside its plan, and the full-year forecast.</summary>
internal static class IncomeSheet
{
    public const string IncomeName = "Income", ExpenditureName = "Expenditure", IncomeTable = "tblIncome", ExpenditureTable = "tblExpenditure", Partner = "Partner", Actual = "Actual to date", FullYear = "Full-year forecast",
        Source = "Source", Year = "Year plan", Planned = "Planned to date";
    private const string Variance = "Variance to date";

    public static SheetPlan Of(FundRows rows, PoolSide side)
    {
        var (name, table) = side == PoolSide.Income ? (IncomeName, IncomeTable) : (ExpenditureName, ExpenditureTable);
        var lines = rows.ToDate(side).ToList();
        return new(name, side == PoolSide.Income ? "The income of the pool to date, by partner and source, and the full-year forecast" : "The expenditure of the pool to date, by partner and source, and the full-year forecast", $"{name} to date")
        {
            Sentences = SheetPlan.Say(
                $"To {Words.Date(rows.Last!.Quarter.LastDay)}, from the start of the year. The partner is the one that {(side == PoolSide.Income ? "pays in" : "commissions")}. A line that is taken off is below zero.",
                "Variance is actual less planned. The forecast is what is actual, then forecast, then planned.", $"Each quarter by itself is on the sheet {LinesByQuarterSheet.Name}."),
            Table = new TablePlan(table,
                [
                    new(Partner, Widest: 34), new(Source, Widest: 28), new("Line", Widest: 26), new(Year, Number: true), new(Planned, Number: true), new(Actual, Number: true), new(Variance, Number: true), new(FullYear, Number: true),
                    new("File line", Number: true),
                ],
                [.. lines.Select(row => Row(table, row))],
                [
                    FundSheet.TotalLabel(lines.All(row => row.Line.YearToDate.Actual is not null)), .. FundSheet.Blank(2), Total(Year, line => line.YearToDate.YearlyPlan), Total(Planned, line => line.YearToDate.Planned),
                    Total(Actual, line => line.YearToDate.Actual), Total(Variance, line => line.YearToDate.Variance), Total(FullYear, line => line.FullYearForecast), Entry.Of(""),
                ], Filter: lines.Count > 12),
        };

        Entry Total(string heading, Func<PoolLine, Pence?> amount) => FundSheet.Total(table, heading, lines.Select(row => amount(row.Line)));
    }

    private static Entry[] Row(string table, LineRow row)
    {
        var (line, toDate) = (row.Line, row.Line.YearToDate);
        return
        [
            Entry.Of(row.Partner), Entry.Of(line.SourceName), Entry.Of(line.Description ?? (line.Deducts ? "taken off" : FundWords.NotStated)), FundSheet.Money(toDate.YearlyPlan), FundSheet.Money(toDate.Planned), FundSheet.Money(toDate.Actual),
            FundSheet.Less(table, Actual, toDate.Actual, Planned, toDate.Planned), FundSheet.Money(line.FullYearForecast), Entry.Of(line.SourceLine),
        ];
    }
}
