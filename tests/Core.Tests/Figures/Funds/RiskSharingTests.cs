using Monitoring.Core.Figures;
using Monitoring.Core.Figures.Funds;
using Monitoring.Core.Kernel;
using Monitoring.Core.Policy;
using Monitoring.Core.Returns;
using static Monitoring.Core.Returns.RiskShareRule;

namespace Monitoring.Core.Tests.Figures.Funds;

/// <summary>Rules R1 to R11 (domain note on the Better Care Fund, 4.2) on cases worked by hand, and the published examples M5, M6 and M7.</summary>
public class RiskSharingTests
{
    /// <summary>
    /// £1,000: the council 608 hosts and brings 600, the CCG 10Q brings 400. Scheme 1 is the council's (300), scheme 2 the CCG's (500), scheme 3 is joint (200, NHS 60%).
    /// </summary>
    private static SmallFund Pool(decimal first, decimal second, decimal third, SchemeRisk? risk = null, decimal? councilCap = null, decimal? ccgCap = null, decimal? councilSplit = null, decimal? ccgSplit = null) => new SmallFund()
        .Contributes("608", PartnerKind.Council, 600, FundingSource.AdditionalAuthority, councilCap, councilSplit)
        .Contributes("10Q", PartnerKind.Ccg, 200, FundingSource.NhsMinimum, ccgCap, ccgSplit)
        .Contributes("10Q", PartnerKind.Ccg, 200, FundingSource.NhsMinimum, recurrent: false)
        .Scheme("1", Commissioner.Authority, 300, first, risk: risk)
        .Scheme("2", Commissioner.Nhs, 500, second, FundingSource.NhsMinimum)
        .Scheme("3", Commissioner.Joint, 200, third, nhs: 60);

    [Theory]
    // Clause 5.3: proportions of contributions determine levels of responsibility. 60% and 40%.
    [InlineData(R1, 350, 550, 200, "608 60.00, 10Q 40.00; unallocated 0.00; carried forward 0.00; met 0.00")]
    [InlineData(R1, 300, 450, 150, "608 -60.00, 10Q -40.00; unallocated 0.00; carried forward 0.00; met 0.00")]
    // 60% of a penny is more of a penny than 40%; of 5p the parts are 3p and 2p.
    [InlineData(R1, 300.01, 500, 200, "608 0.01, 10Q 0.00; unallocated 0.00; carried forward 0.00; met 0.00")]
    [InlineData(R1, 300.05, 500, 200, "608 0.03, 10Q 0.02; unallocated 0.00; carried forward 0.00; met 0.00")]
    [InlineData(R1, 300, 500, 200, "608 0.00, 10Q 0.00; unallocated 0.00; carried forward 0.00; met 0.00")]
    // Each manage their own risks: 1 is the council's, 2 the CCG's, of 3 the CCG bears 60% (of 100 60, of -50 -30).
    [InlineData(R3, 350, 550, 200, "608 50.00, 10Q 50.00; unallocated 0.00; carried forward 0.00; met 0.00")]
    [InlineData(R3, 300, 500, 300, "608 40.00, 10Q 60.00; unallocated 0.00; carried forward 0.00; met 0.00")]
    [InlineData(R3, 300, 450, 150, "608 -20.00, 10Q -80.00; unallocated 0.00; carried forward 0.00; met 0.00")]
    [InlineData(R3, 400, 400, 200, "608 100.00, 10Q -100.00; unallocated 0.00; carried forward 0.00; met 0.00")]
    // Without a maximum R4 is R1.
    [InlineData(R4, 350, 550, 200, "608 60.00, 10Q 40.00; unallocated 0.00; carried forward 0.00; met 0.00")]
    [InlineData(R4, 300, 450, 150, "608 -60.00, 10Q -40.00; unallocated 0.00; carried forward 0.00; met 0.00")]
    // A fixed share leaves the other's contribution unchanged; nothing is fixed here.
    [InlineData(R5, 350, 550, 200, "608 60.00, 10Q 40.00; unallocated 0.00; carried forward 0.00; met 0.00")]
    // Waterfall: no risk pool, and the year is over, so that the whole overspend goes outside the pool. Of 150 overspent and 50 underspent 100 are left.
    [InlineData(R6, 450, 450, 200, "608 0.00, 10Q 0.00; unallocated 100.00; carried forward 0.00; met 0.00")]
    [InlineData(R6, 450, 350, 200, "608 0.00, 10Q 0.00; unallocated 0.00; carried forward 0.00; met 0.00")]
    // R6 is about overspends.
    [InlineData(R6, 300, 450, 150, "608 ?, 10Q ?; unallocated -100.00; carried forward 0.00; met 0.00")]
    // An underspend stays in the pool. Of an overspend the clause says nothing.
    [InlineData(R7, 300, 450, 150, "608 0.00, 10Q 0.00; unallocated 0.00; carried forward -100.00; met 0.00")]
    [InlineData(R7, 350, 550, 200, "608 ?, 10Q ?; unallocated 100.00; carried forward 0.00; met 0.00")]
    // The lead commissioner keeps it. In the second case the council's schemes were overspent by 100, of which the clause says nothing.
    [InlineData(R8, 300, 450, 150, "608 -20.00, 10Q -80.00; unallocated 0.00; carried forward 0.00; met 0.00")]
    [InlineData(R8, 400, 300, 200, "608 0.00, 10Q -200.00; unallocated 100.00; carried forward 0.00; met 0.00")]
    [InlineData(R8, 350, 550, 200, "608 ?, 10Q ?; unallocated 100.00; carried forward 0.00; met 0.00")]
    // Held as contingency while the partners cannot agree.
    [InlineData(R9, 300, 450, 150, "608 0.00, 10Q 0.00; unallocated -100.00; carried forward 0.00; met 0.00")]
    [InlineData(R9, 350, 550, 200, "608 ?, 10Q ?; unallocated 100.00; carried forward 0.00; met 0.00")]
    [InlineData(R9, 300, 500, 200, "608 0.00, 10Q 0.00; unallocated 0.00; carried forward 0.00; met 0.00")]
    // Carried forward while the agreement runs.
    [InlineData(R10, 300, 450, 150, "608 0.00, 10Q 0.00; unallocated 0.00; carried forward -100.00; met 0.00")]
    [InlineData(R10, 350, 550, 200, "608 ?, 10Q ?; unallocated 100.00; carried forward 0.00; met 0.00")]
    // Nothing is outside the share.
    [InlineData(R11, 350, 550, 200, "608 60.00, 10Q 40.00; unallocated 0.00; carried forward 0.00; met 0.00")]
    public void Each_rule(RiskShareRule rule, double first, double second, double third, string expected)
    {
        var sharing = Pool((decimal)first, (decimal)second, (decimal)third).Rule(rule).Share();
        Assert.Equal(expected, SmallFund.Told(sharing));
        Assert.Equal(rule, sharing.Rule);
        Assert.Equal(expected.Contains('?', StringComparison.Ordinal) || sharing.Unallocated != default(Pence), sharing.Needs is not null);
    }

    [Theory]
    // 50% each of excess cost.
    [InlineData(50, 50, 100, "608 50.00, 10Q 50.00; unallocated 0.00; carried forward 0.00; met 0.00")]
    [InlineData(50, 50, -100, "608 -50.00, 10Q -50.00; unallocated 0.00; carried forward 0.00; met 0.00")]
    [InlineData(51, 49, 100, "608 51.00, 10Q 49.00; unallocated 0.00; carried forward 0.00; met 0.00")]
    // Of a penny both claim half: the host's.
    [InlineData(50, 50, 0.01, "608 0.01, 10Q 0.00; unallocated 0.00; carried forward 0.00; met 0.00")]
    [InlineData(50, 50, -0.01, "608 -0.01, 10Q 0.00; unallocated 0.00; carried forward 0.00; met 0.00")]
    [InlineData(100, 0, 100, "608 100.00, 10Q 0.00; unallocated 0.00; carried forward 0.00; met 0.00")]
    // The agreed shares have to come to 100.
    [InlineData(50, 49, 100, "608 ?, 10Q ?; unallocated 100.00; carried forward 0.00; met 0.00")]
    public void R2_shares_by_the_agreed_split(double council, double ccg, double variance, string expected) =>
        Assert.Equal(expected, SmallFund.Told(Pool(300 + (decimal)variance, 500, 200, councilSplit: (decimal)council, ccgSplit: (decimal)ccg).Rule(R2).Share()));

    [Fact]
    public void R2_without_a_split_needs_one()
    {
        var sharing = Pool(400, 500, 200).Rule(R2).Share();
        Assert.Equal("608 ?, 10Q ?; unallocated 100.00; carried forward 0.00; met 0.00", SmallFund.Told(sharing));
        Assert.Equal("The agreement shares by a fixed split, and the plan has no agreed shares. Enter them on the sheet 'Contributions'.", sharing.Needs);
        Assert.Equal("The plan has more than one agreed share of Oxfordshire. Decide which one holds.",
            Pool(400, 500, 200, councilSplit: 50, ccgSplit: 50).Contributes("608", PartnerKind.Council, 0, FundingSource.DisabledFacilities, agreed: 50).Rule(R2).Share().Needs);
    }

    [Theory]
    // The council's room is 50: of its 60 10 are left. 608 has contributed 600 and 10Q 400.
    [InlineData(650d, null, 100, "608 50.00, 10Q 40.00; unallocated 10.00; carried forward 0.00; met 0.00", 0d, null)]
    // Both maximums bind.
    [InlineData(650d, 420d, 100, "608 50.00, 10Q 20.00; unallocated 30.00; carried forward 0.00; met 0.00", 0d, 0d)]
    // Neither binds: 700 - 600 - 60, 450 - 400 - 40.
    [InlineData(700d, 450d, 100, "608 60.00, 10Q 40.00; unallocated 0.00; carried forward 0.00; met 0.00", 40d, 10d)]
    // Exactly at the maximum.
    [InlineData(660d, 440d, 100, "608 60.00, 10Q 40.00; unallocated 0.00; carried forward 0.00; met 0.00", 0d, 0d)]
    // A maximum below the contribution: no more can be asked for, and nothing is paid back.
    [InlineData(500d, null, 100, "608 0.00, 10Q 40.00; unallocated 60.00; carried forward 0.00; met 0.00", -100d, null)]
    // Of an underspend there is no maximum.
    [InlineData(600d, 400d, -100, "608 -60.00, 10Q -40.00; unallocated 0.00; carried forward 0.00; met 0.00", 60d, 40d)]
    public void R4_stops_at_the_maximum_contribution(double? council, double? ccg, double variance, string expected, double? councilLeft, double? ccgLeft)
    {
        var sharing = Pool(300 + (decimal)variance, 500, 200, councilCap: (decimal?)council, ccgCap: (decimal?)ccg).Rule(R4).Share();
        Assert.Equal(expected, SmallFund.Told(sharing));
        Assert.Equal([(decimal?)councilLeft, (decimal?)ccgLeft], sharing.Partners.Select(partner => partner.CapLeft?.Pounds));
    }

    [Fact]
    public void R4_says_what_is_above_the_maximum_and_who_decides()
    {
        var sharing = Pool(350, 550, 200, councilCap: 650).Rule(R4).Share();
        Assert.Equal("£10.00 of the overspend is above the maximum contributions: the partners' finance chiefs have to agree who bears it.", sharing.Needs);
        Assert.Contains("Oxfordshire: at most £650.00 in all, of which £600.00 is the contribution: £50.00 and not £60.00.", sharing.Steps.Select(step => step.Text));
        Assert.Equal("The plan has more than one maximum contribution of Oxfordshire. Decide which one holds.",
            Pool(350, 550, 200, councilCap: 650).Contributes("608", PartnerKind.Council, 0, FundingSource.DisabledFacilities, cap: 700).Rule(R4).Share().Needs);
    }

    [Theory]
    // Scheme 1 is fixed: its 50 are the host's, the other 50 are 30 and 20.
    [InlineData(350, 550, null, "608", "608 80.00, 10Q 20.00; unallocated 0.00; carried forward 0.00; met 0.00")]
    [InlineData(250, 450, null, "608", "608 -80.00, 10Q -20.00; unallocated 0.00; carried forward 0.00; met 0.00")]
    // With a split, the other 50 are 25 each.
    [InlineData(350, 550, 50d, "608", "608 75.00, 10Q 25.00; unallocated 0.00; carried forward 0.00; met 0.00")]
    // The CCG hosts: the fixed line is the CCG's, whoever commissions it.
    [InlineData(350, 550, null, "10Q", "10Q 70.00, 608 30.00; unallocated 0.00; carried forward 0.00; met 0.00")]
    // The fixed line is overspent and the rest underspent.
    [InlineData(400, 400, null, "608", "608 40.00, 10Q -40.00; unallocated 0.00; carried forward 0.00; met 0.00")]
    public void R5_leaves_fixed_schemes_to_the_host(double first, double second, double? split, string host, string expected) => Assert.Equal(expected, SmallFund.Told(
        Pool((decimal)first, (decimal)second, 200, SchemeRisk.Fixed, councilSplit: (decimal?)split, ccgSplit: 100 - (decimal?)split).Rule(R5).Account(account => account with { Host = host }).Share()));

    [Theory]
    // Of 100 the risk pool meets 30; 70 are left outside the pool.
    [InlineData(30d, null, 400, "608 0.00, 10Q 0.00; unallocated 70.00; carried forward 0.00; met 30.00")]
    // What returns say was used is how it was met, and not taken off before.
    [InlineData(30d, 30d, 400, "608 0.00, 10Q 0.00; unallocated 70.00; carried forward 0.00; met 30.00")]
    [InlineData(150d, null, 400, "608 0.00, 10Q 0.00; unallocated 0.00; carried forward 0.00; met 100.00")]
    // Nothing to meet: the risk pool stays as it is.
    [InlineData(150d, null, 300, "608 0.00, 10Q 0.00; unallocated 0.00; carried forward 0.00; met 0.00")]
    public void R6_takes_from_the_risk_pool(double? opening, double? used, double first, string expected) => Assert.Equal(expected, SmallFund.Told(
        Pool((decimal)first, 500, 200).Rule(R6).Account(account => account with { RiskPoolOpening = Money(opening), RiskPoolUsed = Money(used) }).Share()));

    [Fact]
    public void R6_in_order()
    {
        // Forecast: 450 over (scheme 1), 50 under (scheme 2), so 400 to meet. Risk pool 100. Scheme 4 is uncommitted: 300 forecast, 120 spent, so 180 can still be taken. 120 are left.
        var fund = Pool(750, 450, 200).Contributes("608", PartnerKind.Council, 300, FundingSource.AdditionalAuthority).Scheme("4", Commissioner.Authority, 300, 300, uncommitted: true, spent: 120)
            .Rule(R6).Account(account => account with { RiskPoolOpening = new Pence(100_00) }).Forecast();
        var sharing = fund.Share();
        Assert.Equal("608 0.00, 10Q 0.00; unallocated 120.00; carried forward 0.00; met 280.00", SmallFund.Told(sharing));
        Assert.Equal([new MetBy("Risk pool", new Pence(100_00)), new MetBy("Uncommitted schemes", new Pence(180_00))], sharing.Met);
        Assert.Equal("£120.00 is left outside the pool: the partners have to decide who bears it.", sharing.Needs);
        Assert.Equal(
        [
            "R6, underspends first, then the risk pool, then uncommitted schemes, then outside the pool. Overspend of £400.00: in this order until nothing is left.",
            "1. Underspends: lines are overspent by £450.00 and underspent by £50.00. Left £400.00.",
            "2. Risk pool: £100.00 at the start of the year. It meets £100.00; left £300.00.",
            "3. Uncommitted schemes: £180.00 can still be taken from them. They meet £180.00; left £120.00.",
            "4. Outside the pool: £120.00.",
        ], sharing.Steps.Skip(1).Select(step => step.Text));
        Assert.All(sharing.Steps.Skip(1), step => Assert.Contains("https://www.markettransfer.info/clause/over-and-underspends/_1", step.Source, StringComparison.Ordinal));
    }

    [Fact]
    public void R6_may_be_read_as_from_what_returns_leave_in_the_risk_pool()
    {
        var fund = Pool(400, 500, 200).Rule(R6).Account(account => account with { RiskPoolOpening = new Pence(80_00), RiskPoolUsed = new Pence(50_00) });
        Assert.Equal("608 0.00, 10Q 0.00; unallocated 20.00; carried forward 0.00; met 80.00", SmallFund.Told(fund.Share()));
        Assert.Equal(new RiskPool(new Pence(80_00), new Pence(50_00), new Pence(30_00)), fund.Share().Pool);
        Assert.Equal("608 0.00, 10Q 0.00; unallocated 70.00; carried forward 0.00; met 30.00", SmallFund.Told(fund.Share(PolicyBook.Current.Supposing(null, new SupposedAnswer("fund-risk.pool-available", "remaining")))));
    }

    [Theory]
    // The agreement ends on the last day of the year: by recurrent contributions, 600 and 200 of 800. It ends the day after: it runs.
    [InlineData("2020-03-31", "608 -75.00, 10Q -25.00; unallocated 0.00; carried forward 0.00; met 0.00")]
    [InlineData("2019-09-30", "608 -75.00, 10Q -25.00; unallocated 0.00; carried forward 0.00; met 0.00")]
    [InlineData("2020-04-01", "608 0.00, 10Q 0.00; unallocated 0.00; carried forward -100.00; met 0.00")]
    public void R10_shares_by_recurrent_contributions_when_the_agreement_has_ended(string ends, string expected) =>
        Assert.Equal(expected, SmallFund.Told(Pool(300, 450, 150).Rule(R1, R10, DateOnly.Parse(ends, System.Globalization.CultureInfo.InvariantCulture)).Share()));

    [Theory]
    // Scheme 1 is outside: its 50 are the council's. To the shared part the council contributes 600 - 300, the CCG 400: of the other 50 3/7 and 4/7.
    [InlineData(350, 550, null, "by-source", "608 71.43, 10Q 28.57; unallocated 0.00; carried forward 0.00; met 0.00")]
    [InlineData(250, 450, null, "by-source", "608 -71.43, 10Q -28.57; unallocated 0.00; carried forward 0.00; met 0.00")]
    // All contributions count: 50 and 30, 20.
    [InlineData(350, 550, null, "all", "608 80.00, 10Q 20.00; unallocated 0.00; carried forward 0.00; met 0.00")]
    [InlineData(350, 550, 50d, "by-source", "608 75.00, 10Q 25.00; unallocated 0.00; carried forward 0.00; met 0.00")]
    public void R11_shares_only_a_part(double first, double second, double? split, string reading, string expected)
    {
        var book = PolicyBook.Current.Supposing(null, new SupposedAnswer("fund-risk.outside-contributions", reading));
        Assert.Equal(expected, SmallFund.Told(Pool((decimal)first, (decimal)second, 200, SchemeRisk.Outside, councilSplit: (decimal?)split, ccgSplit: 100 - (decimal?)split).Rule(R11).Share(book)));
    }

    [Fact]
    public void R11_does_not_guess_whose_money_an_outside_scheme_spends()
    {
        // 700 of the council's own money are planned outside the share, and 600 contributed.
        var sharing = Pool(350, 550, 200).Scheme("4", Commissioner.Authority, 700, 720, risk: SchemeRisk.Outside).Contributes("10Q", PartnerKind.Ccg, 700, FundingSource.AdditionalNhs).Rule(R11).Share();
        Assert.Equal("608 20.00, 10Q ?; unallocated 100.00; carried forward 0.00; met 0.00", SmallFund.Told(sharing));
        Assert.Equal("Schemes outside the share are planned to spend more of a source than is contributed from it: the contributions to the shared part cannot be told.", sharing.Needs);
    }

    [Theory]
    // An underspend has a rule of its own, an overspend the other.
    [InlineData(R1, R7, 300, 450, R7, "608 0.00, 10Q 0.00; unallocated 0.00; carried forward -50.00; met 0.00")]
    [InlineData(R1, R7, 350, 500, R1, "608 30.00, 10Q 20.00; unallocated 0.00; carried forward 0.00; met 0.00")]
    [InlineData(R6, R8, 300, 450, R8, "608 0.00, 10Q -50.00; unallocated 0.00; carried forward 0.00; met 0.00")]
    public void Underspends_may_have_a_rule_of_their_own(RiskShareRule rule, RiskShareRule underspend, double first, double second, RiskShareRule applied, string expected)
    {
        var sharing = Pool((decimal)first, (decimal)second, 200).Rule(rule, underspend).Share();
        Assert.Equal((applied, expected), (sharing.Rule!.Value, SmallFund.Told(sharing)));
    }

    [Fact]
    public void Where_the_agreement_names_no_rule_nothing_is_shared()
    {
        var sharing = Pool(350, 550, 200).Share();
        Assert.Equal("608 ?, 10Q ?; unallocated 100.00; carried forward 0.00; met 0.00", SmallFund.Told(sharing));
        Assert.Equal("Neither the plan nor a return names a rule for an overspend: the partners have to decide who bears £100.00.", sharing.Needs);
        Assert.Null(sharing.Rule);
        // Nothing to share needs no rule.
        Assert.Equal(("608 0.00, 10Q 0.00; unallocated 0.00; carried forward 0.00; met 0.00", null), (SmallFund.Told(Pool(300, 500, 200).Share()), Pool(300, 500, 200).Share().Needs));
    }

    [Fact]
    public void What_arrived_last_names_the_rule()
    {
        var returnLast = Pool(350, 550, 200).Rule(R1).Account(account => account with { RiskShare = R3 }).Share();
        Assert.Equal((R3, "The plan names R1 and the return of Q4 2019-20 R3: the return of Q4 2019-20 arrived later and is followed."), (returnLast.Rule!.Value, returnLast.Notes[0]));
        var planLast = Pool(350, 550, 200).Rule(R1).Account(account => account with { RiskShare = R3 }, returnFirst: true).Share();
        Assert.Equal((R1, "The return of Q4 2019-20 names R3 and the plan R1: the plan arrived later and is followed."), (planLast.Rule!.Value, planLast.Notes[0]));
        Assert.Empty(Pool(350, 550, 200).Rule(R1).Account(account => account with { RiskShare = R1 }).Share().Notes);
    }

    [Fact]
    public void Income_other_than_planned_is_in_the_variance_and_told()
    {
        // 10 more are paid in: of 100 overspent 90 are left. Nobody's line explains the -10.
        Assert.Equal(new Pence(90_00), Pool(350, 550, 200).Rule(R1).PaysMore(10).Share().Variance);
        Assert.Contains("Income of £1,010.00 is £10.00 above the planned contributions of £1,000.00: the difference is part of the variance.", Pool(350, 550, 200).Rule(R1).PaysMore(10).Share().Notes);
        var own = Pool(350, 550, 200).Rule(R3).PaysMore(10).Share();
        Assert.Equal("608 50.00, 10Q 50.00; unallocated -10.00; carried forward 0.00; met 0.00", SmallFund.Told(own));
        Assert.Equal("-£10.00 of the variance is of no line that somebody commissions: income other than planned, or spend outside schemes. R3 says nothing of it: decide who bears it.", own.Needs);
    }

    [Fact]
    public void R3_goes_by_lines_of_expenditure_where_a_scheme_is_not_known()
    {
        var fund = Pool(350, 550, 200).Scheme("4", Commissioner.Joint, 0, null, nhs: 50).Spends("608", 400, 430).Spends("10Q", 600, 670).Rule(R3);
        Assert.Equal("608 30.00, 10Q 70.00; unallocated 0.00; carried forward 0.00; met 0.00", SmallFund.Told(fund.Share()));
        // Without the plan of a line it cannot be told, and is not guessed.
        var open = Pool(350, 550, 200).Scheme("4", Commissioner.Joint, 0, null, nhs: 50).Spends("608", 400, 430).Spends("10Q", null, 670).Rule(R3).Share();
        Assert.Equal("608 ?, 10Q ?; unallocated 100.00; carried forward 0.00; met 0.00", SmallFund.Told(open));
        Assert.Equal("It cannot be told whose lines were over or under their plan: what was spent on scheme 4 (Invented 4) is not known, and lines of expenditure do not say it either.", open.Needs);
    }

    [Fact]
    public void The_part_of_the_NHS_is_shared_by_its_partners()
    {
        // A second CCG brings 100: of the NHS's 50 the two bear 40 and 10.
        var sharing = Pool(350, 550, 200).Contributes("10N", PartnerKind.Ccg, 100, FundingSource.NhsMinimum).Scheme("5", Commissioner.Authority, 100, 100).Rule(R3).Share();
        Assert.Equal("608 50.00, 10N 10.00, 10Q 40.00; unallocated 0.00; carried forward 0.00; met 0.00", SmallFund.Told(sharing));
    }

    [Fact]
    public void Fixed_or_outside_schemes_of_which_nothing_is_known_leave_the_rule_open()
    {
        var sharing = Pool(350, 550, 200).Scheme("4", Commissioner.Authority, 0, null, risk: SchemeRisk.Fixed).Rule(R5).Share();
        Assert.Equal("Scheme 4 (Invented 4) is fixed, and what was spent on it is not known: it cannot be told what is the host's.", sharing.Needs);
        Assert.Equal("608 ?, 10Q ?; unallocated 100.00; carried forward 0.00; met 0.00", SmallFund.Told(sharing));
        Assert.Equal(FigureStatus.Incomplete, sharing.Status);
    }

    [Fact]
    public void Marks_that_the_rule_does_not_know_are_told() => Assert.Equal(
        ["The plan marks schemes as fixed, and the rule is R1, which knows no fixed lines: the mark is not used."], Pool(350, 550, 200, SchemeRisk.Fixed).Rule(R1).Share().Notes);

    [Fact]
    public void What_is_not_known_is_not_zero()
    {
        var sharing = Pool(350, 550, 200).Spends("608", 400, 430).Spends("10Q", 600, null).Rule(R1).Share();
        Assert.Null(sharing.Variance);
        Assert.All(sharing.Partners, partner => Assert.Null(partner.Share));
        Assert.Equal(FigureStatus.NotCalculable, sharing.Status);
        Assert.StartsWith("The variance cannot be calculated: the actual for the year is not known of expenditure of ", Assert.Single(sharing.Notes), StringComparison.Ordinal);
        Assert.Null(RiskSharings.Of(FundFacts.Empty("608"), new(2019), null, PolicyBook.Current, ReferenceBook.Current));
    }

    [Fact]
    public void Nothing_contributed_or_less_leaves_no_proportion()
    {
        var none = new SmallFund().Contributes("608", PartnerKind.Council, 0, FundingSource.Other).Contributes("10Q", PartnerKind.Ccg, 0, FundingSource.Other).Scheme("1", Commissioner.Authority, 0, 100).Rule(R1).Share();
        Assert.Equal("No contributions are planned: nothing can be shared in proportion to them. Decide the shares.", none.Needs);
        var below = Pool(350, 550, 200).Contributes("10N", PartnerKind.Ccg, -10, FundingSource.Adjustment).Rule(R1).Share();
        Assert.Contains("are below zero: nothing can be shared in proportion to them. Decide the shares.", below.Needs, StringComparison.Ordinal);
    }

    [Fact]
    public void Until_the_year_is_over_the_forecast_is_shared()
    {
        Assert.Equal("outturn: actual income and expenditure of 2019-20, by the return of Q4 2019-20", Pool(350, 550, 200).Rule(R1).Share().Basis);
        var forecast = Pool(350, 550, 200).Rule(R1).Forecast().Share();
        Assert.Equal("forecast: income and expenditure of 2019-20 as forecast in the return of Q1 2019-20, actual where it is known", forecast.Basis);
        Assert.Equal("608 60.00, 10Q 40.00; unallocated 0.00; carried forward 0.00; met 0.00", SmallFund.Told(forecast));
    }

    [Fact]
    public void Without_a_plan_contributions_are_those_that_the_return_has_for_the_year()
    {
        var sharing = Pool(350, 550, 200).WithoutPlan().Account(account => account with { RiskShare = R1 }).Share();
        Assert.Equal("608 60.00, 10Q 40.00; unallocated 0.00; carried forward 0.00; met 0.00", SmallFund.Told(sharing));
        Assert.Contains("There is no plan of 2019-20: contributions are the yearly plans of the return of Q4 2019-20.", sharing.Notes);
    }

    [Fact]
    public void The_working_quotes_the_rule_its_formula_and_its_source()
    {
        var sharing = Pool(350, 550, 200).Rule(R1).Share();
        Assert.Equal(
        [
            ("Variance, outturn: expenditure of £1,100.00 less income of £1,000.00 is £100.00.", 100m),
            ("R1, in proportion to contributions. Overspend of £100.00: variance x contribution / all contributions, to the penny by the largest remainder, ties to the host.", 100m),
            ("Oxfordshire: £100.00 x £600.00 / £1,000.00 = £60.00.", 60m),
            ("10Q: £100.00 x £400.00 / £1,000.00 = £40.00.", 40m),
        ], sharing.Steps.Select(step => (step.Text, step.Amount!.Value)));
        Assert.All(sharing.Steps.Skip(1), step => Assert.Contains("https://lawinsider.com/clause/pooled-fund-arrangements/_1", step.Source, StringComparison.Ordinal));
        Assert.Equal([60m, 40m], sharing.Partners.Select(partner => partner.Percent!.Value));
    }

    /// <summary>Domain note 5, M5: Oxfordshire's older people's pool of 2013-14, £99m and £96m, shared in proportion; published as 51% and 49%.</summary>
    [Fact]
    public void M5_the_exact_split_and_the_published_one_differ_by_2_307_pounds_69()
    {
        var exact = Oxfordshire(null, null).Rule(R1).Share();
        Assert.Equal("608 507692.31, 10Q 492307.69; unallocated 0.00; carried forward 0.00; met 0.00", SmallFund.Told(exact));
        Assert.Equal([50.769m, 49.231m], exact.Partners.Select(partner => decimal.Round(partner.Percent!.Value, 3)));
        Assert.Equal("608 510000.00, 10Q 490000.00; unallocated 0.00; carried forward 0.00; met 0.00", SmallFund.Told(Oxfordshire(51, 49).Rule(R2).Share()));

        static SmallFund Oxfordshire(decimal? council, decimal? ccg) => new SmallFund(year: "2015-16")
            .Contributes("608", PartnerKind.Council, 99_000_000, FundingSource.AdditionalAuthority, agreed: council)
            .Contributes("10Q", PartnerKind.Ccg, 96_000_000, FundingSource.NhsMinimum, agreed: ccg)
            .Scheme("1", Commissioner.Joint, 195_000_000, 196_000_000, nhs: 50);
    }

    /// <summary>Domain note 5, M6: Oldham 2018-19: revised pool £133.462m, adverse variance £8.812m, of which the council £4.325m. How the lines divide the pool is invented; the partner's share and the percentage follow.</summary>
    [Fact]
    public void M6_the_other_partners_share_follows()
    {
        var sharing = new SmallFund("307", "2018-19")
            .Contributes("307", PartnerKind.Council, 60_000_000, FundingSource.AdditionalAuthority).Contributes("00Y", PartnerKind.Ccg, 73_462_000, FundingSource.NhsMinimum)
            .Spends("307", 60_000_000, 64_325_000).Spends("00Y", 73_462_000, 133_462_000 + 8_812_000 - 64_325_000)
            .Scheme("1", Commissioner.Joint, 133_462_000, null, nhs: 50).Rule(R3).Share();
        Assert.Equal(new Pence(881_200_000), sharing.Variance);
        Assert.Equal("307 4325000.00, 00Y 4487000.00; unallocated 0.00; carried forward 0.00; met 0.00", SmallFund.Told(sharing));
        Assert.Equal(6.60m, decimal.Round(sharing.PercentOfPlan!.Value, 2));
    }

    /// <summary>Domain note 5, M7: Wirral, forecast of 2022-23: £8.2m over, all on services that the ICB commissions; the ICB bears all of it. What the pool is apart from that is invented.</summary>
    [Fact]
    public void M7_whoever_commissions_bears_it()
    {
        var sharing = new SmallFund("319", "2022-23")
            .Contributes("319", PartnerKind.Council, 40_000_000, FundingSource.AdditionalAuthority).Contributes("QYG", PartnerKind.Icb, 60_000_000, FundingSource.NhsMinimum)
            .Spends("319", 40_000_000, 40_000_000).Spends("QYG", 60_000_000, 68_200_000).Rule(R3).Forecast().Share();
        Assert.Equal("319 0.00, QYG 8200000.00; unallocated 0.00; carried forward 0.00; met 0.00", SmallFund.Told(sharing));
        Assert.StartsWith("forecast", sharing.Basis, StringComparison.Ordinal);
    }

    private static Pence? Money(double? pounds) => pounds is { } amount ? Pence.FromPounds((decimal)amount) : null;
}
