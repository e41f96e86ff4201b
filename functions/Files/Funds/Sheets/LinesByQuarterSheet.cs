using Monitoring.Core.Returns;
using Monitoring.Files.Workbooks;

namespace Monitoring.Files.Funds.Sheets;

/// <summary>Income and expenditure of each quarter, line by line: plan, forecast, actual and variance.</summary>
internal static class LinesByQuarterSheet
{
    public const string Name = "Lines by quarter", Table = "tblLinesByQuarter", Side = "Side", Quarter = "Quarter", Planned = "Planned", Forecast = "Forecast", Actual = "Actual";

    public static SheetPlan Of(FundRows rows) => new(Name, "Plan, forecast, actual and variance of each quarter, line by line", Name)
    {
        Sentences = SheetPlan.Say(
            "As each return has it. Where a return covers the year its amounts are of the year. Variance is actual less planned.",
            "A line that an earlier return had, and this one has not, says when it was there last; it adds nothing to the quarter."),
        Table = new TablePlan(Table,
            [
                new(Side, Widest: 12), new(Quarter, Widest: 12), new("Partner", Widest: 34), new("Source", Widest: 28), new("Line", Widest: 26), new(Planned, Number: true), new(Forecast, Number: true), new(Actual, Number: true),
                new("Variance", Number: true), new("File line", Number: true),
            ],
            [.. rows.Lines(PoolSide.Income).Concat(rows.Lines(PoolSide.Expenditure)).Select(Row)], Filter: rows.Lines(PoolSide.Income).Length + rows.Lines(PoolSide.Expenditure).Length > 12),
    };

    public static string NameOf(PoolSide side) => BetterCareFund.SideKind.Write(side);

    private static Entry[] Row(LineRow row)
    {
        var (line, amounts) = (row.Line, row.Line.Quarter);
        var absent = line.LastReported is { } last ? $"last in {last.Name}" : FundWords.NotKnown;
        return
        [
            Entry.Of(NameOf(line.Side)), Entry.Of(row.Quarter.Quarter.Name), Entry.Of(row.Partner), Entry.Of(line.SourceName), Entry.Of(line.Description ?? (line.Deducts ? "taken off" : FundWords.NotStated)), FundSheet.Money(amounts.Planned, absent),
            FundSheet.Money(amounts.Forecast, absent), FundSheet.Money(amounts.Actual, absent), FundSheet.Less(Table, Actual, amounts.Actual, Planned, amounts.Planned, absent), Entry.Of(line.SourceLine),
        ];
    }
}
