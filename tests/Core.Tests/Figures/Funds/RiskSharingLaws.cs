using CsCheck;
using Monitoring.Core.Figures.Funds;
using Monitoring.Core.Kernel;
using Monitoring.Core.Returns;
using static Monitoring.Core.Returns.RiskShareRule;

namespace Monitoring.Core.Tests.Figures.Funds;

/// <summary>What holds of every pool, whatever the rule.</summary>
public class RiskSharingLaws
{
    private sealed record Line(Commissioner Commissioner, int Planned, int Outturn, int Nhs, SchemeRisk? Risk, bool Uncommitted, bool IsKnown);

    private sealed record Partner(int Contribution, int? Cap, bool Recurrent);

    private sealed record Made(Partner[] Partners, int[] Split, Line[] Lines, RiskShareRule? Rule, RiskShareRule? Underspend, bool Ends, bool Forecast, int? RiskPool, int HostAt)
    {
        private static readonly string[] Codes = ["608", "10Q", "10N", "99N"];

        public SmallFund Fund(RiskShareRule? rule = null, bool marks = true, bool split = true)
        {
            var fund = new SmallFund().Rule(rule ?? Rule, rule is null ? Underspend : null, Ends ? new DateOnly(2020, 3, 31) : null);
            for (var i = 0; i < Partners.Length; i++)
                fund.Contributes(Codes[i], i == 0 ? PartnerKind.Council : PartnerKind.Ccg, Partners[i].Contribution / 100m, i == 0 ? FundingSource.AdditionalAuthority : FundingSource.NhsMinimum, Partners[i].Cap / 100m, split && Split.Length > 0 ? Split[i] : null, Partners[i].Recurrent);
            for (var i = 0; i < Lines.Length; i++)
            {
                var (line, joint) = (Lines[i], Lines[i].Commissioner == Commissioner.Joint);
                fund.Scheme($"{i}", line.Commissioner, line.Planned / 100m, line.IsKnown ? line.Outturn / 100m : null, line.Commissioner == Commissioner.Nhs ? FundingSource.NhsMinimum : FundingSource.AdditionalAuthority, joint ? line.Nhs : null,
                    marks ? line.Risk : null, line.Uncommitted, line.Outturn / 300m is var spent ? decimal.Round(spent, 2) : 0);
            }
            fund.Account(account => account with { Host = Codes[HostAt % Partners.Length], RiskPoolOpening = RiskPool is { } pool ? new Pence(pool) : null });
            return Forecast ? fund.Forecast() : fund;
        }
    }

    private static readonly Gen<Line> Lines =
        from commissioner in Gen.Enum<Commissioner>()
        from planned in Gen.Int[0, 50_000]
        from outturn in Gen.OneOf(Gen.Int[0, 60_000], Gen.Const(planned))
        from nhs in Gen.Int[0, 100]
        from risk in Gen.OneOf<SchemeRisk?>(null, SchemeRisk.Shared, SchemeRisk.Fixed, SchemeRisk.Outside)
        from uncommitted in Gen.Bool
        from known in Gen.Int[0, 9]
        select new Line(commissioner, planned, outturn, nhs, risk, uncommitted, known > 0);

    private static readonly Gen<Partner> Partners =
        from contribution in Gen.Int[0, 90_000]
        from cap in Gen.OneOf(Gen.Int[0, 120_000].Select(cap => (int?)cap), Gen.Const(default(int?)))
        from recurrent in Gen.Bool
        select new Partner(contribution, cap, recurrent);

    /// <summary>Per cents that mostly come to 100; none where the agreement has no split.</summary>
    private static Gen<int[]> Split(int partners) => Gen.OneOf(
        Gen.Const(Array.Empty<int>()),
        Gen.Int[0, 100].Array[partners - 1].Select(cuts => (int[])[.. cuts.Order().Append(100).Zip(cuts.Order().Prepend(0), (to, from) => to - from)]),
        Gen.Int[0, 60].Array[partners]);

    private static readonly Gen<Made> Any =
        from partners in Partners.Array[2, 4]
        from split in Split(partners.Length)
        from lines in Lines.Array[1, 5]
        from rule in Gen.OneOf(Gen.Enum<RiskShareRule>().Select(rule => (RiskShareRule?)rule), Gen.Const(default(RiskShareRule?)))
        from underspend in Gen.OneOf<RiskShareRule?>(null, null, R7, R8, R9, R10)
        from ends in Gen.Bool
        from forecast in Gen.Bool
        from pool in Gen.OneOf(Gen.Int[0, 30_000].Select(pool => (int?)pool), Gen.Const(default(int?)))
        from host in Gen.Int[0, 3]
        select new Made(partners, split, lines, rule, underspend, ends, forecast, pool, host);

    private static readonly Gen<Made> Known = Any.Select(made => made with { Lines = [.. made.Lines.Select(line => line with { IsKnown = true })] });

    [Fact]
    public void Everything_comes_to_the_variance_to_the_penny() => Any.Sample(made =>
    {
        var sharing = made.Fund().Share();
        if (sharing.Variance is not { } variance)
            return;
        Assert.Equal(variance, SmallFund.Sum(sharing.Partners.Select(partner => partner.Share ?? default)) + sharing.Unallocated!.Value + sharing.CarriedForward!.Value + SmallFund.Sum(sharing.Met.Select(met => met.Amount)));
        // What is left over needs a decision, and nothing else does.
        Assert.True(sharing.Unallocated == default(Pence) || sharing.Needs is not null);
    }, iter: 2_000);

    [Fact]
    public void Under_R4_nobody_is_asked_for_more_than_the_maximum() => Known.Sample(made => Assert.All(made.Fund(R4).Share().Partners, partner =>
    {
        if (partner is { Share: { Number: > 0 } share, Cap: { } cap })
            Assert.True(partner.Contribution + share <= cap);
    }));

    [Fact]
    public void R4_without_maximums_is_R1() => Known.Select(made => made with { Partners = [.. made.Partners.Select(partner => partner with { Cap = null })] }).Sample(made =>
        Assert.Equal(SmallFund.Told(made.Fund(R1).Share()), SmallFund.Told(made.Fund(R4).Share())));

    [Fact]
    public void R5_with_nothing_fixed_and_R11_with_nothing_outside_are_R1() => Known.Sample(made =>
    {
        var all = Shares(made.Fund(R1, marks: false, split: false).Share());
        Assert.Equal(all, Shares(made.Fund(R5, marks: false, split: false).Share()));
        Assert.Equal(all, Shares(made.Fund(R11, marks: false, split: false).Share()));
    });

    [Fact]
    public void R2_with_the_exact_proportions_is_R1() => Known.Where(made => made.Split.Sum() == 100).Sample(made =>
    {
        var exact = made with { Partners = [.. made.Partners.Zip(made.Split, (partner, percent) => partner with { Contribution = percent * 700 })] };
        Assert.Equal(SmallFund.Told(exact.Fund(R1).Share()), SmallFund.Told(exact.Fund(R2).Share()));
    });

    [Fact]
    public void R3_is_what_each_partner_commissions_and_the_risk_pool_of_R6_is_not_overdrawn() => Known.Sample(made =>
    {
        var council = made.Fund(R3).Share().Partners.Single(partner => partner.Partner == "608").Share!.Value.Number;
        var exact = made.Lines.Sum(line => (line.Outturn - line.Planned) * (line.Commissioner switch { Commissioner.Authority => 1m, Commissioner.Nhs => 0m, _ => (100 - line.Nhs) / 100m }));
        Assert.True(decimal.Abs(council - exact) < made.Lines.Length);

        var waterfall = made.Fund(R6).Share();
        Assert.DoesNotContain(waterfall.Partners, partner => partner.Share is { Number: not 0 });
        Assert.True(SmallFund.Sum(waterfall.Met.Where(met => met.By == "Risk pool").Select(met => met.Amount)).Number <= (made.RiskPool ?? 0));
        Assert.All(waterfall.Met, met => Assert.True(met.Amount.Number > 0));
    });

    [Fact]
    public void An_underspend_is_the_mirror_of_an_overspend() => Known.Sample(made =>
    {
        var mirrored = made with { Lines = [.. made.Lines.Select(line => line with { Outturn = 2 * line.Planned - line.Outturn })] };
        // What is paid in beside the schemes would have to be mirrored, too.
        var even = made.Lines.Sum(line => line.Planned) - made.Partners.Sum(partner => partner.Contribution);
        foreach (var rule in new[] { R1, R2, R3, R5, R11 })
        {
            var (over, under) = (Balanced(made, even).Fund(rule).Share(), Balanced(mirrored, even).Fund(rule).Share());
            Assert.Equal(over.Partners.Select(partner => -partner.Share), under.Partners.Select(partner => partner.Share));
            Assert.Equal(-over.Unallocated, under.Unallocated);
        }

        static Made Balanced(Made made, int short_) => short_ >= 0
            ? made with { Partners = [made.Partners[0] with { Contribution = made.Partners[0].Contribution + short_ }, .. made.Partners[1..]] }
            : made with { Lines = [.. made.Lines, new(Commissioner.Authority, -short_, -short_, 0, null, false, true)] };
    });

    [Fact]
    public void The_account_shares_its_closing_balance_to_the_penny_or_says_why_not() => Gen.Select(Any, Gen.Int[-50_000, 50_000]).Sample((made, opening) =>
    {
        var sharing = made.Fund().Share();
        if (sharing.Variance is not { } variance)
            return;
        var account = new MemorandumAccount(new FinancialYear(2019).Quarter(4), new Pence(opening), [.. sharing.Partners.Select(partner => new MemorandumPartner(partner.Partner, partner.Name, null, null, null))], null, null, new Pence(opening) - variance, []);
        var shared = MemorandumShares.Of(account, sharing);
        if (shared.CarriedForward is { } carried)
            Assert.Equal(account.Closing, SmallFund.Sum(shared.Partners.Select(partner => partner.ShareOfClosing!.Value)) + carried);
        else
            Assert.NotEmpty(shared.Notes);
        Assert.Equal(shared.CarriedForward is null, shared.Partners.All(partner => partner.ShareOfClosing is null));
    });

    private static string Shares(RiskSharing sharing) => $"{SmallFund.Told(sharing)} {string.Join(' ', sharing.Partners.Select(partner => (partner.Percent, partner.Weight, partner.Contribution)))}";
}
