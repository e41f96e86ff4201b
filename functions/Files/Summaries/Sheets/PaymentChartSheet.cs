using Monitoring.Core.Figures.Funds;
using Monitoring.Core.Kernel;
using Monitoring.Files.Funds;
using Monitoring.Files.Funds.Sheets;
using Monitoring.Files.Workbooks;
using Monitoring.Files.Workbooks.Sheets;

namespace Monitoring.Files.Summaries.Sheets;

/// <summary>What performance earned by each quarter against what was planned, under the fund, as a table and a chart.</summary>
internal static class PaymentChartSheet
{
    public const string Name = "Performance so far";

    private const string Table = "tblPaymentSoFar", Quarter = "Quarter", Planned = "Planned (cumulative)", Earned = "Earned (cumulative)", Paid = "Paid (cumulative)", Fund = "Performance fund";

    public static SheetPlan Of(FundRows rows)
    {
        var performance = rows.Year.Performance!;
        return new(Name, "What performance earned by each quarter, against the plan and under the fund, with a chart", "Performance payment, quarter by quarter")
        {
            Sentences = SheetPlan.Say($"{Finding(performance)}.", $"From the sheet {PaymentSheet.Name}. Planned is the most that the plan pays by the quarter if it is met; nothing is paid beyond the fund."),
            Table = new TablePlan(Table, [new(Quarter), new(Planned, Number: true), new(Earned, Number: true), new(Paid, Number: true), new(Fund, Number: true), new("Figures", Widest: 22)],
            [
                .. performance.Quarters.Select((quarter, index) => (Entry[])
                [
                    Entry.Of(quarter.Quarter.Name), Line(quarter, PaymentSheet.Most, quarter.MaximumCumulative), Line(quarter, PaymentSheet.Earned, quarter.EarnedCumulative),
                    Line(quarter, PaymentSheet.SoFar, FundRows.Sum(performance.Quarters.Take(index + 1).Select(one => one.Paid))?.Pounds),
                    performance.Fund is { } fund ? Entry.Money(TablePlan.Lookup(PaymentSheet.Table, PaymentSheet.Year, PaymentSheet.Line, PaymentSheet.Fund), fund) : Entry.Point(null, Look.Money),
                    Entry.Of(quarter.EarnedCumulative is null ? FundWords.NotSettled : Phrases.Of(quarter.Status)),
                ]),
            ]),
            Charts = performance.Quarters.All(quarter => quarter.MaximumCumulative is null && quarter.EarnedCumulative is null) ? []
                : [ChartPlan.Cumulative(Finding(performance).Split(';')[0], Alternative(performance), "Pounds, cumulative", Quarter, Planned, Earned, performance.Fund is null ? null : Fund) with { Format = "£#,##0", Below = true, Width = 24 }],
        };
    }

    private static Entry Line(PerformanceQuarter quarter, string line, decimal? value) => value is { } known ? Entry.Calculated(TablePlan.Lookup(PaymentSheet.Table, quarter.Quarter.Name, PaymentSheet.Line, line), known, Look.Money) : Entry.Point(null, Look.Money);

    /// <summary>As a sentence without its full stop.</summary>
    private static string Finding(PerformancePayment performance) => performance.Quarters.LastOrDefault(quarter => quarter.EarnedCumulative is not null) is { EarnedCumulative: { } earned } last
        ? $"Earned {Pounds(earned)} by {last.Quarter.Name}{(last.MaximumCumulative is { } planned ? $" of {Pounds(planned)} planned" : "")}{(performance.Fund is { } fund ? $"; the fund is {fund}" : "")}"
        : $"Nothing is settled yet{(performance.Fund is { } most ? $"; the fund is {most}" : "")}";

    private static string Alternative(PerformancePayment performance) => "Line chart of the performance payment by quarter: planned, earned and the fund, cumulative. "
        + string.Join("; ", performance.Quarters.Select(quarter => $"{quarter.Quarter.Name}: planned {(quarter.MaximumCumulative is { } planned ? Pounds(planned) : FundWords.NotKnown)}, earned {(quarter.EarnedCumulative is { } earned ? Pounds(earned) : FundWords.NotKnown)}")) + ".";

    private static string Pounds(decimal pounds) => Pence.FromPounds(Rounding.HalfAwayFromZero(pounds, 2)).ToString();
}
