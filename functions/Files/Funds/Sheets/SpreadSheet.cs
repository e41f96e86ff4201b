using Monitoring.Core.Figures.Funds;
using Monitoring.Files.Workbooks;

namespace Monitoring.Files.Funds.Sheets;

/// <summary>How each version of the plan spreads the fund over the quarters.</summary>
internal static class SpreadSheet
{
    public const string Name = "Performance plan", Table = "tblSpread", Version = "Version", Quarter = "Quarter", Planned = "Planned reduction so far", Most = "Maximum payment so far";

    public static SheetPlan Of(FundRows rows) => new(Name, "How each version of the plan spreads the fund over the quarters", "Plan of the performance payment, by version and quarter")
    {
        Sentences = SheetPlan.Say("Both amounts are of the quarter and those before it. Without weights of its own a plan gives each quarter what it planned to avoid in it."),
        Table = new TablePlan(Table, [new(Version, Number: true), new(Quarter, Widest: 16), new(Planned, Number: true), new(Most, Number: true), new("Spread", Widest: 50)], [.. rows.Year.Performance!.Terms.SelectMany(terms => Rows(rows.Year.Performance, terms))]),
    };

    private static IEnumerable<Entry[]> Rows(PerformancePayment performance, PerformanceTerms terms) =>
        performance.Quarters.Take(terms.PlannedCumulative.Length).Select((quarter, i) => new[]
        {
            Entry.Of(terms.Version), Entry.Of(quarter.Quarter.Name), FundSheet.Number(terms.PlannedCumulative[i]), Entry.Of(terms.MaximumCumulative[i], Look.Money),
            Entry.Of(terms.ByWeights ? "by the weights of the plan" : "by the reduction that the plan puts in each quarter"),
        });
}
