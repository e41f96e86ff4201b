using Monitoring.Core.Figures.Funds;
using Monitoring.Core.Kernel;
using Monitoring.Files.Workbooks;

namespace Monitoring.Files.Funds.Sheets;

/// <summary>Who bears the overspend or gets the underspend, by which rule, and how near each partner is to its maximum.</summary>
internal static class RiskShareSheet
{
    public const string Name = "Risk share", Table = "tblRiskShare", Who = "Who", Share = "Pays";
    private const string Contribution = "Contribution", Cap = "Maximum", None = "does not apply";

    public static SheetPlan Of(FundRows rows)
    {
        var sharing = rows.Year.RiskSharing!;
        var complete = sharing.Partners.All(partner => partner.Share is not null);
        return new(Name, "Who bears an overspend or gets an underspend, and by which rule", "Risk share")
        {
            Sentences = SheetPlan.Say(Sentences(sharing)),
            Table = new TablePlan(Table,
                [new(Who, Widest: 50), new("Host", Widest: 14), new(Contribution, Number: true), new("Percent of variance", Number: true), new(Share, Number: true), new(Cap, Number: true), new("Left under the maximum", Number: true)],
                [.. sharing.Partners.Select(Row), .. Others(sharing)],
                [
                    FundSheet.TotalLabel(complete), Entry.Of(""), FundSheet.Total(Table, Contribution, sharing.Partners.Select(partner => (Pence?)partner.Contribution)), Entry.Of(""),
                    FundSheet.Total(Table, Share, [.. sharing.Partners.Select(partner => partner.Share), .. OtherAmounts(sharing).Select(other => (Pence?)other.Amount)]), .. FundSheet.Blank(2),
                ]),
        };
    }

    private static IEnumerable<string> Sentences(RiskSharing sharing)
    {
        yield return FundSentences.Sharing(sharing);
        yield return $"Basis: {sharing.Basis}. Variance is what was or will be spent, less what was or will be paid in. Above zero a partner pays, below zero it gets.{(sharing.PercentOfPlan is { } percent ? $" It is {FundWords.PerCent(percent, 2)} of planned expenditure." : "")}";
        if (sharing.Pool is { } pool)
            yield return $"Money set aside for risk: {FundWords.Money(pool.Opening)} at the start of the year; used: {FundWords.Money(pool.Used)}; left: {FundWords.Money(pool.Remaining)}.";
        if (sharing.Needs is { } needs)
            yield return $"A decision is needed. {needs}";
        foreach (var note in sharing.Notes)
            yield return note;
    }

    private static Entry[] Row(PartnerShare partner) =>
    [
        Entry.Of(FundWords.Named(partner.Name, partner.Partner)), Entry.Of(partner.IsHost ? "Yes" : "No"), Entry.Money(partner.Contribution), FundSheet.PerCent(partner.Percent, None), FundSheet.Money(partner.Share, "not shared"),
        FundSheet.Money(partner.Cap, "none set"),
        FundSheet.Explained(partner.CapLeft, "no maximum", ($"{TablePlan.Here(Table, Cap)}-{TablePlan.Here(Table, Contribution)}-{TablePlan.Here(Table, Share)}", partner is { Cap: { } cap, Share: { } share } ? (cap - partner.Contribution - share).Pounds : null)),
    ];

    private static IEnumerable<Entry[]> Others(RiskSharing sharing) =>
        OtherAmounts(sharing).Select(other => new[] { Entry.Of(other.Who), Entry.Words(None), Entry.Words(None), Entry.Words(None), Entry.Money(other.Amount), Entry.Words(None), Entry.Words(None) });

    /// <summary>What no partner bears, so that the column comes to the variance.</summary>
    private static IEnumerable<(string Who, Pence Amount)> OtherAmounts(RiskSharing sharing)
    {
        if (sharing.Unallocated is { Number: not 0 } unallocated)
            yield return ("Not allocated: needs a decision", unallocated);
        if (sharing.CarriedForward is { Number: not 0 } carried)
            yield return ("Carried forward in the pool", carried);
        foreach (var met in sharing.Met)
            yield return ($"Met by {met.By}", met.Amount);
    }
}
