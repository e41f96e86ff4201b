using Monitoring.Core.Figures.Funds;
using Monitoring.Core.Kernel;
using Monitoring.Core.Returns;
using Monitoring.Files.Workbooks;
using Monitoring.Files.Workbooks.Sheets;

namespace Monitoring.Files.Funds.Sheets;

/// <summary>The pool quarter by quarter, added up from its lines.</summary>
internal static class PoolSheet
{
    public const string Name = "Pool", Table = "tblPool";
    public const string Quarter = "Quarter", Balance = "Balance", Income = "Income", Expenditure = "Expenditure", IncomePlanned = "Income planned", ExpenditurePlanned = "Expenditure planned";
    private const string Opening = "Opening balance", Submitted = "Balance as submitted";

    public static SheetPlan Of(FundRows rows) => new(Name, "The pool quarter by quarter, with its balance", "Pool")
    {
        Sentences = SheetPlan.Say(Sentences(rows)),
        Table = new TablePlan(Table,
            [
                new(Quarter, Widest: 12), new("Covers", Widest: 12), new(Opening, Number: true), new(IncomePlanned, Number: true), new("Income forecast", Number: true), new(Income, Number: true),
                new(ExpenditurePlanned, Number: true), new("Expenditure forecast", Number: true), new(Expenditure, Number: true), new(Balance, Number: true), new(Submitted, Number: true), new("Difference", Number: true),
            ],
            [.. rows.Quarters.Select(quarter => Row(rows, quarter))])
        { ButtonsBelow = true },
    };

    private static IEnumerable<string> Sentences(FundRows rows)
    {
        yield return $"Sums are made from the lines on the sheet {LinesByQuarterSheet.Name}.";
        yield return "Balance is opening balance and income, less expenditure. What the return prints as its closing balance stands beside it and is not put right.";
        var pool = rows.Year.Pool!;
        if (!pool.Missing.IsEmpty)
            yield return $"No return has arrived of {Phrases.List([.. pool.Missing.Select(quarter => quarter.Name)])}: what depends on it is not known.";
        if (pool is { ForecastUnderspend: { } under, ForecastTakenOff: { Number: not 0 } takenOff })
            yield return $"For the whole year an {(under < default(Pence) ? $"overspend of {-under}" : $"underspend of {under}")} {(pool.IsOutturn ? "is left" : "is forecast")}, after {-takenOff} that lines of income take off.";
        foreach (var note in pool.Notes)
            yield return note;
    }

    private static Entry[] Row(FundRows rows, PoolQuarter quarter)
    {
        return
        [
            Entry.Of(quarter.Quarter.Name), Entry.Of(FundWords.Of(quarter.Covers)), FundSheet.Money(quarter.Opening, FundWords.NotGiven),
            Sum(PoolSide.Income, LinesByQuarterSheet.Planned, quarter.Income.Planned, of => of.Planned), Sum(PoolSide.Income, LinesByQuarterSheet.Forecast, quarter.Income.Forecast, of => of.Forecast),
            Sum(PoolSide.Income, LinesByQuarterSheet.Actual, quarter.Income.Actual, of => of.Actual),
            Sum(PoolSide.Expenditure, LinesByQuarterSheet.Planned, quarter.Expenditure.Planned, of => of.Planned), Sum(PoolSide.Expenditure, LinesByQuarterSheet.Forecast, quarter.Expenditure.Forecast, of => of.Forecast),
            Sum(PoolSide.Expenditure, LinesByQuarterSheet.Actual, quarter.Expenditure.Actual, of => of.Actual),
            FundSheet.Explained(quarter.Balance, FundWords.NotKnown,
                ($"{TablePlan.Here(Table, Opening)}+{TablePlan.Here(Table, Income)}-{TablePlan.Here(Table, Expenditure)}", quarter is { Opening: { } opening, Income.Actual: { } income, Expenditure.Actual: { } spent } ? (opening + income - spent).Pounds : null)),
            FundSheet.Money(quarter.SubmittedClosing, FundWords.NotGiven), FundSheet.Less(Table, Submitted, quarter.SubmittedClosing, Balance, quarter.Balance, "nothing to compare"),
        ];

        Entry Sum(PoolSide side, string heading, Pence? amount, Func<PoolAmounts, Pence?> measure) => FundSheet.Explained(amount, FundWords.NotKnown,
            (FundSheet.SumIfs(LinesByQuarterSheet.Table, heading, (LinesByQuarterSheet.Side, FundSheet.Quoted(LinesByQuarterSheet.NameOf(side))), (LinesByQuarterSheet.Quarter, TablePlan.Here(Table, Quarter))), FundRows.Sum(rows.Lines(side).Where(row => row.Quarter == quarter && row.Line.LastReported is null).Select(row => measure(row.Line.Quarter)))?.Pounds));
    }
}
