using Monitoring.Core.Figures.Funds;
using Monitoring.Files.Workbooks;

namespace Monitoring.Files.Funds.Sheets;

/// <summary>Schemes of one arrangement or model of joint working together: spend and outcomes.</summary>
internal static class JointWorkingSheet
{
    public const string Name = "Joint working";
    private const string Table = "tblJointWorking", Planned = "Planned to date", Actual = "Spent to date";

    public static SheetPlan Of(IEnumerable<(string By, SchemeGroup Group)> groups) => new(Name, "Spend and outcomes by arrangement under section 75 and by model of joint working", "Joint working")
    {
        Sentences = SheetPlan.Say("Spent and planned to date are of the schemes of which the spend is known. Each scheme is once in an arrangement and once in a model, so the two kinds of rows are never added to one another.", "Unit costs are on the sheet Joint working outputs."),
        Table = new TablePlan(Table,
            [new("By", Widest: 16), new("Group", Widest: 24), new("Schemes", Number: true), new("Year plan", Number: true), new("Spend known of", Number: true), new(Planned, Number: true), new(Actual, Number: true), new("Variance", Number: true), new("Part of the spend", Number: true), new("How its goals stand", Widest: 40)],
            [
                .. groups.Select(pair => new[]
                {
                    Entry.Of(pair.By), Entry.Of(pair.Group.Group), Entry.Of(pair.Group.Schemes), FundSheet.Money(pair.Group.Planned), Entry.Of(pair.Group.ActualOf), FundSheet.Money(pair.Group.PlannedToDate), FundSheet.Money(pair.Group.Actual),
                    FundSheet.Less(Table, Actual, pair.Group.Actual, Planned, pair.Group.PlannedToDate), FundSheet.PerCent(pair.Group.PercentOfSpend),
                    Entry.Of(pair.Group.Outcomes.IsEmpty ? "No scheme of it names a metric." : string.Join(" ", pair.Group.Outcomes)),
                }),
            ]),
    };
}
