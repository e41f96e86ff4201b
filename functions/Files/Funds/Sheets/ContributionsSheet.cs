using Monitoring.Core.Kernel;
using Monitoring.Core.Returns;
using Monitoring.Files.Workbooks;

namespace Monitoring.Files.Funds.Sheets;

/// <summary>What each partner puts in, by source.</summary>
internal static class ContributionsSheet
{
    public const string Name = "Plan by partner", Table = "tblContributions", Partner = "Partner", Amount = "Amount";
    private const string Minimum = "Minimum";

    public static SheetPlan Of(FundRows rows) => new(Name, "Contributions of the plan, partner by partner", "Contributions of the plan by partner")
    {
        Sentences = SheetPlan.Say("Minimum is what the partner must put in from the source. Maximum is the most that it can be asked for when the pool is overspent."),
        Table = new TablePlan(Table,
            [
                new(Partner, Widest: 40), new("Kind", Widest: 12), new("Source", Widest: 32), new("Line", Widest: 28), new(Amount, Number: true), new(Minimum, Number: true), new("Above the minimum", Number: true), new("Every year", Widest: 10), new("Maximum", Number: true),
                new("File line", Number: true),
            ],
            [
                .. rows.Year.Plan!.Contributions.Select(one => new[]
                {
                    Entry.Of(FundWords.Named(one.Name, one.Partner)), Entry.Of(FundWords.Of(one.Kind)), Entry.Of(one.SourceName), Entry.Of(one.Description ?? FundWords.NotStated), Entry.Money(one.Amount),
                    FundSheet.Money(one.Minimum, "none known"), FundSheet.Less(Table, Amount, one.Amount, Minimum, one.Minimum, "no minimum"), Entry.Of(one.Recurrent ? "Yes" : "No"), FundSheet.Money(one.Cap, "none set"), Entry.Of(one.SourceLine),
                }),
            ],
            [Entry.Of("Total"), .. FundSheet.Blank(3), FundSheet.Total(Table, Amount, rows.Year.Plan.Contributions.Select(one => (Pence?)one.Amount)), .. FundSheet.Blank(5)]),
    };
}
