using System.Collections.Immutable;
using Monitoring.Core.Figures;
using Monitoring.Core.Figures.Funds;
using Monitoring.Core.Kernel;
using Monitoring.Core.Policy;
using Monitoring.Core.Returns;
using static Monitoring.Core.Returns.RiskShareRule;

namespace Monitoring.Core.Tests.Figures.Funds;

/// <summary>Each partner's share of what is left in the pool (domain note on the Better Care Fund, 4.1).</summary>
public class MemorandumSharesTests
{
    /// <summary>£1,000 of which the council brings 600 and spends all; what is left over is what was not spent, and what there was at the start.</summary>
    private static MemorandumAccount Account(RiskShareRule? rule, decimal outturn, decimal opening = 0, RiskShareRule? underspend = null, decimal? cap = null)
    {
        var fund = new SmallFund()
            .Contributes("608", PartnerKind.Council, 600, FundingSource.AdditionalAuthority, cap).Contributes("10Q", PartnerKind.Ccg, 400, FundingSource.NhsMinimum)
            .Scheme("1", Commissioner.Authority, 300, 300).Scheme("2", Commissioner.Nhs, 700, outturn - 300)
            .Rule(rule, underspend).Account(account => account with { Opening = Pence.FromPounds(opening) });
        return MemorandumShares.Of(PoolPositions.Of(fund.Facts, fund.Year, PolicyBook.Current, ReferenceBook.Current)!.Account!, fund.Share());
    }

    private static string Told(MemorandumAccount account) => string.Join(", ", account.Partners.OrderByDescending(partner => partner.Partner).Select(partner => $"{partner.Partner} {partner.ShareOfClosing?.ToString() ?? "?"}"));

    [Theory]
    // A surplus of 100 by contributions, and a deficit.
    [InlineData(R1, 900, 0, "608 £60.00, 10Q £40.00")]
    [InlineData(R1, 1100, 0, "608 -£60.00, 10Q -£40.00")]
    // Whoever commissions it keeps it.
    [InlineData(R3, 900, 0, "608 £0.00, 10Q £100.00")]
    // With 50 from the year before the surplus is 150, by contributions.
    [InlineData(R1, 900, 50, "608 £90.00, 10Q £60.00")]
    // Whose the 50 are, R3 does not say.
    [InlineData(R3, 900, 50, "608 ?, 10Q ?")]
    // Overspent by 20 and still 30 left: the rule is about the 20.
    [InlineData(R1, 1020, 50, "608 ?, 10Q ?")]
    [InlineData(R9, 900, 0, "608 ?, 10Q ?")]
    [InlineData(null, 900, 0, "608 ?, 10Q ?")]
    // Nothing is left.
    [InlineData(R1, 1000, 0, "608 £0.00, 10Q £0.00")]
    public void Shares_of_the_closing_balance(RiskShareRule? rule, double outturn, double opening, string expected) => Assert.Equal(expected, Told(Account(rule, (decimal)outturn, (decimal)opening)));

    [Fact]
    public void What_stays_in_the_pool_is_nobodys_share()
    {
        var account = Account(R1, 900, underspend: R7);
        Assert.Equal(("608 £0.00, 10Q £0.00", new Pence(100_00)), (Told(account), account.CarriedForward));
        Assert.Contains("The surplus of £100.00 stays in the pool by the rule of the agreement: it is no partner's share.", account.Notes);
    }

    [Fact]
    public void While_a_decision_is_open_nothing_is_shared()
    {
        var account = Account(R4, 1100, cap: 650);
        Assert.Equal("608 ?, 10Q ?", Told(account));
        Assert.Null(account.CarriedForward);
        Assert.Contains("The deficit of £100.00 is not shared out while a decision is open. £10.00 of the overspend is above the maximum contributions: the partners' finance chiefs have to agree who bears it.", account.Notes);
    }

    [Fact]
    public void A_balance_that_is_not_known_has_no_shares()
    {
        var sharing = new RiskSharing("", new Pence(1), R1, [new("608", "Oxfordshire", true, new Pence(1), 100, new Pence(1), null, null)], default(Pence), default(Pence), null, null, FigureStatus.Provisional, [], []);
        var account = MemorandumShares.Of(new(new FinancialYear(2019).Quarter(4), null, [new("608", "Oxfordshire", null, null, new Pence(7))], null, null, null, ["Nothing is known."]), sharing);
        Assert.Null(account.Partners[0].ShareOfClosing);
        Assert.Equal(["Nothing is known."], account.Notes);
    }
}
