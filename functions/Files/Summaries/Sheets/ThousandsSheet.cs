using Monitoring.Core.Kernel;
using Monitoring.Files.Workbooks;

namespace Monitoring.Files.Summaries.Sheets;

/// <summary>The amounts of money of the summary in thousands of pounds.</summary>
internal static class ThousandsSheet
{
    public const string Name = "Summary in £000";

    private const string Table = "tblThousands";

    public static SheetPlan Of(SummaryRows rows) => new(Name, "The amounts of money in thousands of pounds", Name)
    {
        Sentences = SheetPlan.Say($"Each amount of the sheet {LinesSheet.Name}, rounded to a thousand pounds. Rounded amounts need not add up: add up those in pounds."),
        Table = new TablePlan(Table, [new("Section", Widest: 24), new(LinesSheet.Measure, Widest: 60), .. LinesSheet.Columns(rows).Select(heading => new ColumnPlan(heading, Number: true))],
        [
            .. rows.Summary.Lines.Where(line => line.Unit == LinesSheet.Pounds).Select(line => (Entry[])
            [
                Entry.Of(line.Section), Entry.Of(line.Name),
                .. LinesSheet.Amounts(line).Zip(LinesSheet.Columns(rows), (amount, heading) => amount.Value is { } value
                    ? Entry.Calculated($"ROUND({TablePlan.Lookup(LinesSheet.Table, heading, LinesSheet.Measure, line.Name)}/1000,0)", Rounding.HalfAwayFromZero(value / 1000, 0), Look.Whole) : LinesSheet.Amount(line.Unit, amount)),
            ]),
        ]),
    };
}
