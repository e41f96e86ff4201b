using Monitoring.Core.Figures.Funds;
using Monitoring.Files.Workbooks;
using Monitoring.Files.Workbooks.Sheets;

namespace Monitoring.Files.Funds.Sheets;

/// <summary>What each version of the plan makes of the performance fund.</summary>
internal static class TermsSheet
{
    public const string Name = "Performance terms", Table = "tblTerms", Version = "Version", Value = "Cost per admission", Fund = "Fund";
    private const string Baseline = "Baseline", Planned = "Planned", Reduction = "Reduction", Share = "Fund and ring-fence";

    public static SheetPlan Of(FundRows rows) => new(Name, "What each version of the plan makes of the fund", "Terms of the performance payment, by version of the plan")
    {
        Sentences = SheetPlan.Say(["A revision changes what can be earned from then on; what was paid by the version before stays a fact. Fund is reduction x cost, not below zero and not above the board's share of the national £1 billion.",
            .. rows.Year.Performance!.Terms.Where(terms => terms.ValueReason is not null).Select(terms => $"Version {terms.Version}, cost of one admission: {terms.ValueReason}"),
            .. rows.Year.Performance!.Terms.Select(terms => terms.Gate?.Says is { } says ? $"Version {terms.Version}: {says}" : null).OfType<string>()]),
        Table = new TablePlan(Table,
            [
                new(Version, Number: true), new("In effect from", Number: true), new(Value, Number: true), new(Baseline, Number: true), new(Planned, Number: true), new(Reduction, Number: true), new("Reduction of baseline", Number: true),
                new(Fund, Number: true), new(Share, Number: true), new("Ring-fence", Number: true), new("Earned by", Widest: 24),
            ],
            [.. rows.Year.Performance!.Terms.Select(Row)]),
    };

    private static Entry[] Row(PerformanceTerms terms)
    {
        var (reduction, planned) = (terms.Reduction, terms.BaselineTotal - terms.Reduction);
        var fund = Math.Max(0, reduction) * terms.ValuePerAdmission;
        return
        [
            Entry.Of(terms.Version), Entry.Date(terms.EffectiveFrom), Entry.Of(terms.ValuePerAdmission, Look.Money), FundSheet.Number(terms.BaselineTotal), FundSheet.Number(planned),
            FundSheet.Explained(reduction, FundSheet.Count(reduction), "", ($"{Here(Baseline)}-{Here(Planned)}", terms.BaselineTotal - planned)),
            FundSheet.PerCent(terms.TargetPercent, FundWords.NotCalculable, $"{Here(Reduction)}/{Here(Baseline)}", terms.BaselineTotal == 0 ? null : reduction / terms.BaselineTotal),
            FundSheet.Explained(terms.Fund, Look.Money, "", terms.Share is { } share ? ($"MIN({Here(Share)},MAX(0,{Here(Reduction)})*{Here(Value)})", Math.Min(share.Pounds, fund)) : ("", null), ($"MAX(0,{Here(Reduction)})*{Here(Value)}", fund)),
            FundSheet.Money(terms.Share, FundWords.NotGiven), FundSheet.Explained(terms.RingFence, Look.Money, FundWords.NotKnown, ($"{Here(Share)}-{Here(Fund)}", terms.Share?.Pounds - terms.Fund)),
            Entry.Of($"{FundWords.Of(terms.Form)}{(terms.ByWeights ? "; spread by the weights of the plan" : "")}"),
        ];
    }

    private static string Here(string heading) => TablePlan.Here(Table, heading);
}
