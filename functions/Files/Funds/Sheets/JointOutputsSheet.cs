using Monitoring.Core.Figures.Funds;
using Monitoring.Files.Workbooks;

namespace Monitoring.Files.Funds.Sheets;

/// <summary>What one output costs, by arrangement and model, for each unit apart.</summary>
internal static class JointOutputsSheet
{
    private const string Table = "tblJointOutputs", Outputs = "Outputs delivered", Spend = "Spent to date";

    public static SheetPlan Of(IEnumerable<(string By, SchemeGroup Group)> groups) => new("Joint working outputs", "Unit costs by arrangement and by model, each unit apart", "Joint working: outputs and unit costs")
    {
        Sentences = SheetPlan.Say("Outputs of different units are never added, and the spend of schemes without outputs is in no unit cost."),
        Table = new TablePlan(Table,
            [new("By", Widest: 28), new("Group", Widest: 32), new("Unit", Widest: 34), new("Schemes", Number: true), new("Outputs planned", Number: true), new(Outputs, Number: true), new(Spend, Number: true), new("Planned unit cost", Number: true), new("Unit cost", Number: true)],
            [
                .. groups.SelectMany(pair => pair.Group.UnitCosts, (pair, one) => new[]
                {
                    Entry.Of(pair.By), Entry.Of(pair.Group.Group), Entry.Of(FundWords.Of(one.Unit)), Entry.Of(one.Schemes), FundSheet.Number(one.PlannedOutputs), FundSheet.Number(one.ActualOutputs), FundSheet.Money(one.ActualSpend),
                    FundSheet.Explained(one.PlannedUnitCost, Look.Money, FundWords.NotKnown),
                    FundSheet.Explained(one.UnitCost, Look.Money, FundWords.NotKnown, ($"{TablePlan.Here(Table, Spend)}/{TablePlan.Here(Table, Outputs)}", one is { ActualSpend: { } spend, ActualOutputs: { } outputs } && outputs != 0 ? spend.Pounds / outputs : null)),
                }),
            ]),
    };
}
