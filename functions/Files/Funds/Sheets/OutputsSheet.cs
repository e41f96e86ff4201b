using Monitoring.Core.Figures.Funds;
using Monitoring.Core.Kernel;
using Monitoring.Files.Workbooks;

namespace Monitoring.Files.Funds.Sheets;

/// <summary>What each scheme has done, what one output costs, and how much of a variance is volume and how much price.</summary>
internal static class OutputsSheet
{
    private const string Table = "tblOutputs", SpendPlanned = "Planned to date", Spend = "Spent to date", Planned = "Outputs planned", Actual = "Outputs delivered", PlannedCost = "Planned unit cost", Cost = "Unit cost", Variance = "Variance", Volume = "Of it volume", Price = "Of it price";

    public static SheetPlan Of(FundRows rows) => new("Scheme outputs", "Outputs and unit costs, and how much of a variance is volume and how much price", "Scheme outputs and unit costs")
    {
        Sentences = SheetPlan.Say("Unit cost is spend / outputs. Volume is what more or fewer outputs cost at the planned unit cost; price is what another unit cost makes for the outputs delivered. Together they are the variance, to the penny.",
            "Outputs of different units are never added."),
        Table = new TablePlan(Table,
            [
                new("Scheme", Widest: 10), new("Name", Widest: 30), new("Unit", Widest: 24), new("Outputs of the year", Number: true), new(Planned, Number: true), new(Actual, Number: true), new(SpendPlanned, Number: true), new(Spend, Number: true),
                new(PlannedCost, Number: true), new(Cost, Number: true), new(Variance, Number: true), new(Volume, Number: true), new(Price, Number: true),
            ],
            [.. rows.Schemes.Select(Row)], Frozen: 2)
        { ButtonsBelow = true },
    };

    private static Entry[] Row(SchemePosition scheme)
    {
        var (planned, actual) = (scheme.PlannedOutputs, scheme.ActualOutputs);
        var volume = actual is { } did && planned is { } meant && scheme.PlannedUnitCost is { } cost ? Rounding.HalfAwayFromZero((did - meant) * cost, 2) : (decimal?)null;
        return
        [
            Entry.Of(scheme.Scheme), Entry.Of(scheme.Name), Entry.Of(scheme.Unit is { } unit ? FundWords.Of(unit) : "no outputs"), FundSheet.Number(scheme.PlannedOutputsYear, None(scheme)), FundSheet.Number(planned, None(scheme)), FundSheet.Number(actual, None(scheme)),
            FundSheet.Money(scheme.PlannedToDate), FundSheet.Money(scheme.ActualToDate),
            FundSheet.Explained(scheme.PlannedUnitCost, Look.Money, None(scheme), ($"{Here(SpendPlanned)}/{Here(Planned)}", Divided(scheme.PlannedToDate, planned))),
            FundSheet.Explained(scheme.UnitCost, Look.Money, None(scheme), ($"{Here(Spend)}/{Here(Actual)}", Divided(scheme.ActualToDate, actual))),
            FundSheet.Explained(scheme.Variance, FundWords.NotKnown, ($"{Here(Spend)}-{Here(SpendPlanned)}", (scheme.ActualToDate - scheme.PlannedToDate)?.Pounds)),
            FundSheet.Explained(scheme.Volume, None(scheme), ($"ROUND(({Here(Actual)}-{Here(Planned)})*{Here(PlannedCost)},2)", volume)), FundSheet.Explained(scheme.Price, None(scheme), ($"{Here(Variance)}-{Here(Volume)}", (scheme.Variance - scheme.Volume)?.Pounds)),
        ];
    }

    private static string Here(string heading) => TablePlan.Here(Table, heading);

    private static string None(SchemePosition scheme) => scheme.Unit is null ? "no outputs" : FundWords.NotKnown;

    private static decimal? Divided(Pence? amount, decimal? by) => amount is { } pounds && by is { } number && number != 0 ? pounds.Pounds / number : null;
}
