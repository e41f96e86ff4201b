using Monitoring.Core.Returns;
using Monitoring.Files.Workbooks;

namespace Monitoring.Files.Funds.Sheets;

/// <summary>Income or expenditure of each quarter, line by line: plan, forecast, actual and variance.</summary>
internal static class IncomeByQuarterSheet
{
    public const string Quarter = "Quarter", Planned = "Planned", Forecast = "Forecast", Actual = "Actual";

    public static string NameOf(PoolSide side) => side == PoolSide.Income ? "Income by quarter" : "Expenditure by quarter";

    public static string TableOf(PoolSide side) => side == PoolSide.Income ? "tblIncomeByQuarter" : "tblExpenditureByQuarter";

    public static SheetPlan Of(FundRows rows, PoolSide side)
    {
        var (name, table, lines) = (NameOf(side), TableOf(side), rows.Lines(side));
        return new(name, "Plan, forecast, actual and variance of each quarter, line by line", name)
        {
            Sentences = SheetPlan.Say(
                "As each return has it. Where a return covers the year its amounts are of the year. Variance is actual less planned.",
                "A line that an earlier return had, and this one has not, says when it was there last; it adds nothing to the quarter."),
            Table = new TablePlan(table,
                [
                    new(Quarter, Widest: 12), new("Partner", Widest: 34), new("Source", Widest: 28), new("Line", Widest: 26), new(Planned, Number: true), new(Forecast, Number: true), new(Actual, Number: true), new("Variance", Number: true),
                    new("File line", Number: true),
                ],
                [.. lines.Select(row => Row(table, row))], Filter: lines.Length > 12),
        };
    }

    private static Entry[] Row(string table, LineRow row)
    {
        var (line, amounts) = (row.Line, row.Line.Quarter);
        var absent = line.LastReported is { } last ? $"last in {last.Name}" : FundWords.NotKnown;
        return
        [
            Entry.Of(row.Quarter.Quarter.Name), Entry.Of(row.Partner), Entry.Of(line.SourceName), Entry.Of(line.Description ?? (line.Deducts ? "taken off" : FundWords.NotStated)), FundSheet.Money(amounts.Planned, absent),
            FundSheet.Money(amounts.Forecast, absent), FundSheet.Money(amounts.Actual, absent), FundSheet.Less(table, Actual, amounts.Actual, Planned, amounts.Planned, absent), Entry.Of(line.SourceLine),
        ];
    }
}
