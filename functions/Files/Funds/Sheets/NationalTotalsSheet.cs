using Monitoring.Core.Figures.Funds;
using Monitoring.Core.Kernel;
using Monitoring.Files.Workbooks;
using Monitoring.Files.Workbooks.Sheets;

namespace Monitoring.Files.Funds.Sheets;

/// <summary>National totals as they were published, beside what their parts come to.</summary>
internal static class NationalTotalsSheet
{
    private const string Table = "tblNational", Printed = "As published", Parts = "Its parts come to";

    public static SheetPlan Of(EnglandFund england) => new("National totals", "Published totals of the year beside what their parts come to", "National totals")
    {
        Sentences = SheetPlan.Say("Published totals are rounded and sometimes misprinted: a difference is shown with what explains it, and nothing is put right."),
        Table = new TablePlan(Table, [new("Total", Widest: 28), new(Printed, Number: true), new(Parts, Number: true), new("Difference", Number: true), new("In words", Widest: 46), new("How sure", Widest: 18), new("Source", Widest: 26)],
        [
            .. england.Totals.Select(total => new[]
            {
                Entry.Of(total.Name), Entry.Of(total.Printed, Look.Money), total.Components is { } parts ? Entry.Of(parts, Look.Money) : Entry.Words("no parts known"),
                total.Components is { } known ? Entry.Calculated($"{TablePlan.Here(Table, Printed)}-{TablePlan.Here(Table, Parts)}", total.Printed - known, Look.Money) : Entry.Words("nothing to compare"), Entry.Of(total.Says), Entry.Of(Phrases.Of(total.Mark)), Entry.Of(total.Source),
            }),
        ]),
    };
}
