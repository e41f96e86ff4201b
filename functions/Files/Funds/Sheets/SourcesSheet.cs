using Monitoring.Core.Kernel;
using Monitoring.Files.Workbooks;
using Monitoring.Files.Workbooks.Sheets;

namespace Monitoring.Files.Funds.Sheets;

/// <summary>Where the money of the plan comes from, beside what was published.</summary>
internal static class SourcesSheet
{
    public const string Name = "Plan by source", Table = "tblSources", Expenditure = "Expenditure";
    private const string Income = "Income", Allocated = "Published allocation";

    public static SheetPlan Of(FundRows rows)
    {
        var plan = rows.Year.Plan!;
        return new(Name, "Income and expenditure of the plan by source, with published allocations", "Plan by source of funding")
        {
            Sentences = SheetPlan.Say(
                plan.Income == plan.Expenditure ? $"The plan has income and expenditure of {plan.Income}." : $"The plan has income of {plan.Income} and expenditure of {plan.Expenditure}.",
                "An allocation that is only recalled, and was not read in its publication, is shown and used in no check."),
            Table = new TablePlan(Table,
                [new("Source", Widest: 40), new("In the year", Widest: 18), new(Income, Number: true), new(Expenditure, Number: true), new("Income less expenditure", Number: true), new(Allocated, Number: true), new("How sure", Widest: 44)],
                [
                    .. plan.Sources.Select(one => new[]
                    {
                        Entry.Of(one.Name), Entry.Of(State(one.State)), Entry.Money(one.Income), Entry.Money(one.Expenditure), FundSheet.Less(Table, Income, one.Income, Expenditure, one.Expenditure), FundSheet.Money(one.Allocated, "not loaded"),
                        Entry.Of(one.AllocatedMark is { } mark ? Phrases.Of(mark) : "no publication is loaded"),
                    }),
                ],
                [
                    Entry.Of("Total"), Entry.Of(""), FundSheet.Total(Table, Income, plan.Sources.Select(one => (Pence?)one.Income)), FundSheet.Total(Table, Expenditure, plan.Sources.Select(one => (Pence?)one.Expenditure)),
                    FundSheet.Total(Table, "Income less expenditure", plan.Sources.Select(one => (Pence?)(one.Income - one.Expenditure))), FundSheet.Total(Table, Allocated, plan.Sources.Select(one => one.Allocated)), Entry.Of(""),
                ]),
        };
    }

    public static string State(string? state) => state switch
    {
        "mandatory" => "must be pooled",
        "allowed" => "may be pooled",
        "none" => "not in the year",
        _ => FundWords.NotKnown,
    };
}
