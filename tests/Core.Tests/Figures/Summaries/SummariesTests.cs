using System.Collections.Immutable;
using System.Text;
using CsCheck;
using Monitoring.Core.Figures;
using Monitoring.Core.Figures.Delays;
using Monitoring.Core.Figures.Funds;
using Monitoring.Core.Figures.Reimbursement;
using Monitoring.Core.Figures.Summaries;
using Monitoring.Core.Kernel;
using Monitoring.Core.Policy;
using Monitoring.Core.Returns;
using Monitoring.Core.Tests.Figures.Funds;
using Monitoring.Core.Tests.Figures.Reimbursement;
using Monitoring.Core.Tests.Returns;
using Made = Monitoring.Core.Figures.Summaries.Summaries;

namespace Monitoring.Core.Tests.Figures.Summaries;

/// <summary>Period, year to date, year before and forecast, worked by hand; what is withheld; and that a summary of a period stays as it is when later periods arrive.</summary>
public class SummariesTests
{
    private const string Merton = "730";

    private static readonly PolicyBook Policy = PolicyBook.Current;

    /// <summary>Of Merton: NHS, social care and both in the months given.</summary>
    private static SummaryFacts Delays(params (string Month, int Nhs, int SocialCare, int Both)[] months)
    {
        var own = months.Select(one => new SmallMonth(one.Month).Add(SmallEngland.Return(one.Month, "RTG", (Merton, one.Nhs, one.SocialCare, one.Both))).Of(Merton)!);
        var england = months.Select(one => SmallEngland.Of(one.Month, (Merton, one.Nhs, one.SocialCare, one.Both)));
        return new SummaryFacts(Merton, null, [.. own], HistoriesTests.Body(HistoriesTests.Of(england), Merton), [], [], []);
    }

    private static Summary Of(SummaryFacts facts, string period, SummaryKind kind = SummaryKind.Authority) =>
        Made.Of(new(kind, facts.Code, SummaryPeriod.TryParse(period)!.Value), facts, Policy, ReferenceBook.Current)!;

    private static SummaryLine Line(Summary summary, string id) => summary.Lines.Single(line => line.Id == id);

    private static (string Month, int, int, int)[] Year(int nhs = 31) => [.. Enumerable.Range(0, 24).Select(i => ReportingMonth.Parse("2017-04").AddMonths(i)).Select(month => (month.ToString(), month.Month == 6 ? 60 : nhs, month.Days, 0))];

    [Fact]
    public void Days_are_added_up_and_rates_are_means_over_the_days_of_the_months()
    {
        // April 2018 to June 2018: NHS 31 + 31 + 60 = 122, social care one a day = 91; 213 in 91 days.
        var june = Of(Delays(Year()), "2018-06");
        Assert.Equal((90m, 213m, 90m, 213m), Values(Line(june, "delays.days.total")));
        Assert.Equal((30m, 91m, 30m, 91m), Values(Line(june, "delays.days.social-care")));
        // 213 / 91 x 365 for the year.
        Assert.Equal(213m / 91 * 365, Line(june, "delays.days.total").FullYear.Value);
        Assert.Equal((3m, 213m / 91), (Line(june, "delays.beds.total").Period.Value, Line(june, "delays.beds.total").YearToDate.Value));
        Assert.Equal((1m, 1m), (Line(june, "delays.beds.social-care").Period.Value, Line(june, "delays.beds.social-care").FullYear.Value));
        var quarter = Of(Delays(Year()), "2018-19-Q1");
        Assert.Equal((213m, 213m, 213m, 213m), Values(Line(quarter, "delays.days.total")));
        Assert.Equal(["2018-04", "2018-05", "2018-06"], quarter.Months.Select(month => month.Month.ToString()));
    }

    [Fact]
    public void At_the_end_of_the_year_the_forecast_is_the_outturn()
    {
        // 11 x 31 + 60 = 401 of the NHS, 365 of social care.
        var march = Of(Delays(Year()), "2019-03");
        Assert.Equal((62m, 766m, 62m, 766m), Values(Line(march, "delays.days.total")));
        Assert.Equal(766m, Line(march, "delays.days.total").FullYear.Value);
    }

    [Theory]
    [InlineData("2018-05", "May 2018 is not known")]
    [InlineData("2018-04", "April 2018 is not known")]
    public void A_sum_of_which_a_month_is_missing_is_not_known(string missing, string why)
    {
        var june = Of(Delays([.. Year().Where(month => month.Month != missing)]), "2018-06");
        var line = Line(june, "delays.days.total");
        Assert.Equal((90m, null, 213m), (line.Period.Value, line.YearToDate.Value, line.PriorYearToDate.Value));
        Assert.Equal((why, "the year to date is not known"), (line.YearToDate.Why, line.FullYear.Why));
    }

    [Fact]
    public void No_year_before_is_not_none() // the first month that is there
    {
        var line = Line(Of(Delays(Year()), "2017-04"), "delays.days.total");
        Assert.Equal((61m, 61m, null, null), Values(line));
        Assert.Equal("not known", line.PriorYear.Why);
    }

    [Fact]
    public void Without_a_forecast_there_is_none_and_the_switch_is_printed()
    {
        var supposed = Policy.Supposing(null, new SupposedAnswer("summary.forecast", "none"));
        var june = Made.Of(new(SummaryKind.Authority, Merton, SummaryPeriod.TryParse("2018-06")!.Value), Delays(Year()), supposed, ReferenceBook.Current)!;
        Assert.Equal((null, "no forecast is made"), (Line(june, "delays.days.total").FullYear.Value, Line(june, "delays.days.total").FullYear.Why));
        Assert.Contains(june.Switches, one => one is { Policy: "summary.forecast", Value: "none" });
        Assert.Contains(Of(Delays(Year()), "2018-06").Switches, one => one is { Policy: "summary.forecast", Value: "run-rate", Mark: Mark.Assumed });
    }

    [Theory]
    [InlineData("2018-06")]
    [InlineData("2018-19-Q1")]
    [InlineData("2017-12")]
    public void A_summary_stays_as_it_is_when_later_months_arrive(string period)
    {
        var last = SummaryPeriod.TryParse(period)!.Value.LastDay;
        var before = Of(Delays([.. Year().Where(month => ReportingMonth.Parse(month.Month).FirstDay <= last)]), period);
        var after = Of(Delays(Year()), period);
        Assert.Equal(Text(before), Text(after));
    }

    [Fact]
    public void That_a_later_month_is_wanting_is_no_news_of_an_earlier_one()
    {
        var months = Year()[..15];
        Assert.Equal(Text(Of(Delays(months), "2018-06")), Text(Of(Delays([.. months, ("2018-08", 1, 1, 1)]), "2018-06")));
    }

    /// <summary>Whatever arrives of later months, and whichever of them are wanting: as at the end of the period nothing of it was known.</summary>
    [Fact]
    public void No_later_month_is_in_a_summary() =>
        Gen.Select(Gen.Int[12, 20], Gen.Bool, Gen.Int[0, 400].Array[24], Gen.Bool.Array[24]).Sample(
            (number, isMonth, days, there) =>
            {
                var month = ReportingMonth.Parse("2017-04").AddMonths(number);
                var period = isMonth ? SummaryPeriod.Of(month) : SummaryPeriod.Of(FinancialQuarter.Of(month.FirstDay));
                (string Month, int, int, int)[] all = [.. Year().Select((one, at) => (one.Month, days[at], days[^(at + 1)], 0)).Where((one, at) => there[at] || period.Months.Contains(ReportingMonth.Parse(one.Month)))];
                var then = all.Where(one => ReportingMonth.Parse(one.Month).FirstDay <= period.LastDay).ToArray();
                Assert.Equal(Text(Of(Delays(then), period.ToString())), Text(Of(Delays(all), period.ToString())));
            },
            iter: 12);

    /// <summary>Domain note on delayed discharge, E11: Christchurch left Dorset on 1 April 2019, and its days went with it.</summary>
    [Fact]
    public void A_year_before_a_reorganisation_is_said_to_be_before_it()
    {
        var england = new[] { SmallEngland.Of("2018-04", ("809", 1_600, 200, 100)), SmallEngland.Of("2018-05", ("809", 1_500, 200, 100)), SmallEngland.Of("2019-04", ("809", 1_283, 213, 121)), SmallEngland.Of("2019-05", ("809", 1_200, 200, 100)) };
        var history = HistoriesTests.Body(HistoriesTests.Of(england), "809");
        var may = Of(new SummaryFacts("809", "Dorset", [new SmallMonth("2019-05").Add(SmallEngland.Return("2019-05", "RTG", ("809", 1_200, 200, 100))).Of("809")!], history, [], [], []), "2019-05");
        var line = Line(may, "delays.days.total");
        Assert.Equal(new SummaryAmount(1_800, "before the reorganisation of April 2019"), line.PriorYear);
        Assert.Equal(new SummaryAmount(3_700, "before the reorganisation of April 2019"), line.PriorYearToDate);
        Assert.Equal(new SummaryAmount(3_117, null), line.YearToDate);
        Assert.EndsWith(" A year before it was 1,800, before the reorganisation of April 2019: compare them with care.", may.Says[0], StringComparison.Ordinal);
    }

    [Fact]
    public void The_first_sentence_says_how_many_and_what_a_year_before()
    {
        var says = Of(Delays([.. Year(), ("2019-04", 20, 4, 0)]), "2019-04").Says;
        // A year before: 31 + 30 = 61; 24 is 61% fewer (37 / 61 = 60.66%).
        Assert.Equal("Merton had 24 days of delayed transfers in April 2019: 0.8 people delayed on an average day. That is 61% fewer than the 61 a year before.", says[0]);
    }

    [Fact]
    public void Of_a_month_without_figures_there_is_no_summary()
    {
        Assert.Null(Made.Of(new(SummaryKind.Authority, Merton, SummaryPeriod.TryParse("2016-06")!.Value), Delays(Year()), Policy, ReferenceBook.Current));
        Assert.Equal(["2018-02", "2018-03"], Made.PeriodsOf(SummaryKind.Authority, Delays(("2018-02", 1, 1, 1), ("2018-03", 1, 1, 1))).Select(period => period.ToString()));
        Assert.Equal(["2018-01", "2018-02", "2018-03", "2017-18-Q4"], Made.PeriodsOf(SummaryKind.Authority, Delays(("2018-01", 1, 1, 1), ("2018-02", 1, 1, 1), ("2018-03", 1, 1, 1))).Select(period => period.ToString()));
    }

    [Fact]
    public void Small_numbers_of_cases_are_withheld_with_a_second_one_beside_them()
    {
        // Five cases of one NHS body and two of another: the two are withheld, and so are the five, since the total less the five would be the two.
        var statements = Cases("A", 5).Concat(Cases("B", 2)).ToImmutableArray();
        var facts = new SummaryFacts(Merton, "Merton", [.. Delays(("2016-06", 1, 1, 1)).Months], null, statements, [], []);
        var june = Of(facts, "2016-06");
        Assert.All(june.Reimbursement, one => Assert.Equal((null, null, null, null), (one.Cases, one.Days, one.Amounts, one.YearToDate)));
        Assert.Equal(7 * 2 * 155m, Line(june, "reimbursement.computable").Period.Value);

        // Alone, the two are the total: it is withheld as well.
        var few = Of(facts with { Statements = [.. Cases("B", 2)] }, "2016-06");
        Assert.Equal((null, "withheld: fewer than 5 cases"), (Line(few, "reimbursement.computable").Period.Value, Line(few, "reimbursement.computable").Period.Why));
        Assert.Contains("Reimbursement of the period is withheld: so few cases could be recognised. The two parties have it in their statements.", few.Says);

        // Two bodies with enough each are shown.
        var many = Of(facts with { Statements = [.. Cases("A", 5), .. Cases("B", 6)] }, "2016-06");
        Assert.Equal([(5, 10), (6, 12)], many.Reimbursement.Select(one => (one.Cases!.Value, one.Days!.Value)));
    }

    [Fact]
    public void Reasons_of_a_statement_name_cases_and_only_its_party_is_told_them()
    {
        var facts = new SummaryFacts(Merton, "Merton", [.. Delays(("2016-06", 1, 1, 1)).Months], null, [Cases("A", 5).Single() with { Status = FigureStatus.Incomplete, StatusReasons = ["5 cases, A0 among them: nobody has decided."] }], [], []);
        var june = Of(facts, "2016-06");
        Assert.Equal(FigureStatus.Incomplete, june.Status);
        Assert.Contains("The statement of Trust A for June 2016 is not complete: the two parties have the reasons in it.", june.StatusReasons);
        Assert.DoesNotContain("A0", Text(june), StringComparison.Ordinal);
    }

    [Fact]
    public void A_party_sees_all_of_it()
    {
        var statements = Cases("A", 2).Select(statement => statement with { Key = statement.Key with { NhsBody = "RJ7", Payee = "RJ7" } }).ToImmutableArray();
        var summary = Of(new SummaryFacts("RJ7", "St George's", [], null, statements, [], []), "2016-06", SummaryKind.NhsBody);
        Assert.Equal(2 * 2 * 155m, summary.Members.Single().Lines.Single(line => line.Id == "reimbursement.computable").Period.Value);
        Assert.Equal(2, summary.Members.Single().Statement!.Cases.Length);
    }

    [Fact]
    public void What_one_authority_recovers_from_another_is_not_the_NHS_body_s()
    {
        var own = Cases("RJ7", 2).Single();
        var recovery = own with { Key = new("RJ7", Merton, "820", own.Key.Month), Payee = new Party(Merton, "Merton"), Payer = new Party("820", "Shire") };
        var summary = Of(new SummaryFacts("RJ7", "St George's", [], null, [own, recovery], [], []), "2016-06", SummaryKind.NhsBody);
        Assert.Equal([Merton], summary.Members.Select(member => member.Code));
        Assert.Equal(2 * 2 * 155m, Line(summary, "reimbursement.computable").Period.Value);
    }

    [Fact]
    public void An_authority_charged_in_earlier_months_only_is_in_the_year_to_date()
    {
        var june = Cases("RJ7", 2).Single();
        var may = june with { Key = new("RJ7", "RJ7", "820", ReportingMonth.Parse("2016-05")), Payer = new Party("820", "Shire"), Status = FigureStatus.Incomplete, StatusReasons = ["2 cases wait."], Amounts = june.Amounts with { Paid = null } };
        var summary = Of(new SummaryFacts("RJ7", "St George's", [], null, [may, june with { Status = FigureStatus.Incomplete, StatusReasons = ["1 case waits."] }], [], []), "2016-06", SummaryKind.NhsBody);
        Assert.Equal((2 * 2 * 155m, 2 * 2 * 2 * 155m), (Line(summary, "reimbursement.computable").Period.Value, Line(summary, "reimbursement.computable").YearToDate.Value));
        Assert.Equal([(Merton, true, false), ("820", false, true)], summary.Members.Select(member => (member.Code, member.Statement is not null, member.Earlier is not null)));
        // The month itself comes first, and every other one is named.
        Assert.Equal(["1 case waits.", "Shire, May 2016: 2 cases wait."], summary.StatusReasons);
        Assert.StartsWith("not known of Shire, May 2016", Line(summary, "reimbursement.paid").YearToDate.Why);
    }

    [Fact]
    public void An_NHS_body_with_delays_alone_is_as_at_their_arrival_and_has_no_rates()
    {
        var england = new[] { "2018-04", "2018-05", "2018-06" }.Select((month, number) => SmallEngland.Of(month, (Merton, 60, 30, 0)) with { AsAt = new DateTimeOffset(2018, 7 + number, 12, 8, 30, 0, TimeSpan.Zero) });
        var history = HistoriesTests.Body(HistoriesTests.Of(england), "RTG");
        var answered = history with { Answers = [.. history.Months.Select(month => new AnsweredDays(month.Month, Attribution.Nhs, 60, 60, 0, []))] };
        var may = Of(new SummaryFacts("RTG", "Derby and Burton", [], answered, [], [], []), "2018-05", SummaryKind.NhsBody);
        Assert.Equal((FigureStatus.Provisional, new DateTimeOffset(2018, 8, 12, 8, 30, 0, TimeSpan.Zero)), (may.Status, may.AsAt));
        Assert.Equal(90m, Line(may, "delays.days.total").Period.Value);
        Assert.DoesNotContain(may.Lines, line => line.Unit.Contains("100,000", StringComparison.Ordinal));
    }

    [Fact]
    public void A_quarter_of_the_pool_shows_what_was_returned_to_then()
    {
        var pool = SmallPool.Facts(
            new SmallPool("2015-16-Q1").In(SmallPool.Ccg, FundingSource.NhsMinimum, 100, 90, 400).Out(SmallPool.City, FundingSource.NhsMinimum, 80, 85, 400),
            new SmallPool("2015-16-Q2").In(SmallPool.Ccg, FundingSource.NhsMinimum, 110, 90, 400).Out(SmallPool.City, FundingSource.NhsMinimum, 95, 85, 400));
        var facts = new SummaryFacts(SmallPool.City, "Nottingham City", [], null, [], [pool], []);
        var (first, second) = (Of(facts, "2015-16-Q1"), Of(facts, "2015-16-Q2"));
        Assert.Equal((100m, 100m), (Line(first, "fund.income").Period.Value, Line(first, "fund.income").YearToDate.Value));
        Assert.Equal((110m, 210m, 175m), (Line(second, "fund.income").Period.Value, Line(second, "fund.income").YearToDate.Value, Line(second, "fund.expenditure").YearToDate.Value));
        Assert.Equal(("no return of Q2 2014-15", "no return of Q2 2014-15"), (Line(second, "fund.income").PriorYear.Why, Line(second, "fund.income").PriorYearToDate.Why));
        Assert.Equal(Text(Of(facts with { Funds = [pool.To(FinancialQuarter.Parse("2015-16-Q1"))] }, "2015-16-Q1")), Text(first));
    }

    [Fact]
    public void A_month_of_the_pool_shows_the_quarters_that_are_over()
    {
        var pool = SmallPool.Facts(new SmallPool("2014-15-Q4").In(SmallPool.Ccg, FundingSource.NhsMinimum, 60, 70, 300), new SmallPool("2015-16-Q1").In(SmallPool.Ccg, FundingSource.NhsMinimum, 100, 90, 400));
        ImmutableArray<DelayFigures> months = [.. new[] { "2015-05", "2015-06" }.Select(month => new SmallMonth(month).Add(SmallEngland.Return(month, "RTG", (SmallPool.City, 1, 1, 1))).Of(SmallPool.City)!)];
        var facts = new SummaryFacts(SmallPool.City, "Nottingham City", months, null, [], [pool], []);
        // June is in the return of the quarter, and later than May.
        Assert.Equal(Text(Of(facts with { Funds = [pool.To(FinancialQuarter.Parse("2014-15-Q4"))] }, "2015-05")), Text(Of(facts, "2015-05")));
        Assert.Equal((null, 100m), (Line(Of(facts, "2015-06"), "fund.income").Period.Value, Line(Of(facts, "2015-06"), "fund.income").YearToDate.Value));
    }

    [Fact]
    public void Boards_of_an_integrated_care_board_are_added_up_with_how_many_they_are()
    {
        var pool = SmallPool.Facts(new SmallPool("2015-16-Q1").In(SmallPool.Ccg, FundingSource.NhsMinimum, 100, 90, 400).Out(SmallPool.City, FundingSource.NhsMinimum, 80, 85, 400));
        var facts = new SummaryFacts("QT1", "Nottingham and Nottinghamshire ICB", [], null, [], [pool], []) { Boards = [(SmallPool.City, "Nottingham City"), ("511", "Nottinghamshire")] };
        var summary = Of(facts, "2015-16-Q1", SummaryKind.Icb);
        Assert.Equal(new SummaryAmount(100, "of 1 of 2 boards"), Line(summary, "fund.income").YearToDate);
        Assert.Equal([null, "neither plan nor return of 2015-16 has arrived"], summary.Members.Select(member => member.Absent));
        Assert.Contains("1 board of 2 has a plan or a return; wanting: Nottinghamshire.", summary.Says);
        Assert.Contains("Boards have spent £80.00 to date (of 1 of 2 boards), planned were £85.00.", summary.Says);

        // Planned is what both boards come to, spent what one has told.
        var other = pool with { Hwb = "511", Quarters = [SmallPool.Facts(new SmallPool("2015-16-Q1").In(SmallPool.Ccg, FundingSource.NhsMinimum, 100, 90, 400).Out(SmallPool.City, FundingSource.NhsMinimum, null, 15, 400)).Quarters[0] with { Slice = PooledFund.Slice(FinancialQuarter.Parse("2015-16-Q1"), "511") }] };
        Assert.Contains("Boards have spent £80.00 to date (of 1 of 2 boards), planned were £100.00.", Of(facts with { Funds = [pool, other] }, "2015-16-Q1", SummaryKind.Icb).Says);
    }

    [Fact]
    public void England_lists_every_authority_and_who_is_absent()
    {
        var england = SmallEngland.Of("2018-06", (Merton, 60, 30, 0), ("507", 31, 0, 0));
        var summary = Of(new SummaryFacts("ENG", null, [england], null, [], [], []), "2018-06", SummaryKind.England);
        Assert.Equal(ReferenceBook.Current.Authorities.Count(authority => authority.On(new(2018, 6, 30)) && !authority.Value.OutsideEngland), summary.Members.Length);
        Assert.Equal(90m, summary.Members.Single(member => member.Code == Merton).Lines.Single(line => line.Id == "delays.days.total").Period.Value);
        Assert.Equal(2, summary.Members.Count(member => member.Absent is null));
        Assert.All(summary.Members.Where(member => member.Absent is not null), member => Assert.Empty(member.Lines));
        Assert.Equal(121m, Line(summary, "delays.days.total").Period.Value);
    }

    [Fact]
    public void The_national_view_of_the_fund_is_that_of_the_quarter()
    {
        ImmutableArray<DelayFigures> months = [.. new[] { "2015-04", "2015-05", "2015-06" }.Select(month => SmallEngland.Of(month, (Merton, 1, 1, 1)))];
        var pool = SmallPool.Facts(
            new SmallPool("2015-16-Q1").In(SmallPool.Ccg, FundingSource.NhsMinimum, 100, 90, 400).Out(SmallPool.City, FundingSource.NhsMinimum, 80, 85, 400),
            new SmallPool("2015-16-Q2").In(SmallPool.Ccg, FundingSource.NhsMinimum, 110, 90, 400).Out(SmallPool.City, FundingSource.NhsMinimum, 95, 85, 400));
        var facts = new SummaryFacts("ENG", null, months, null, [], [pool], []);
        var first = Of(facts, "2015-16-Q1", SummaryKind.England);
        Assert.Equal(Pence.FromPounds(80), first.EnglandFund!.Sums.Single(sum => sum.What == "Expenditure to date").Sum);
        Assert.Equal(Text(Of(facts with { Funds = [pool.To(FinancialQuarter.Parse("2015-16-Q1"))] }, "2015-16-Q1", SummaryKind.England)), Text(first));
        Assert.Null(Of(facts, "2015-06", SummaryKind.England).EnglandFund);
        // A quarter of the fund alone is none of England's: its summaries are of delays, with the fund beside them.
        Assert.Equal(["2015-04", "2015-05", "2015-06", "2015-16-Q1"], Made.PeriodsOf(SummaryKind.England, facts).Select(period => period.ToString()));
    }

    [Fact]
    public void What_changed_is_told_by_column()
    {
        var (before, now) = (Of(Delays(Year()), "2018-06"), Of(Delays([.. Year().Select(month => month.Month == "2018-05" ? (month.Month, 41, 31, 0) : month)]), "2018-06"));
        var changes = Made.ChangesOf((before, "abc"), now);
        Assert.Equal("abc", changes.Version);
        var line = changes.Lines.Single(change => change.Id == "delays.days.total, year to date");
        Assert.Equal((213m, 223m), (line.Before.Value, line.Now.Value));
        Assert.DoesNotContain(changes.Lines, change => change.Id == "delays.days.total, period");
        Assert.Empty(Made.ChangesOf((now, "abc"), now).Lines);
        Assert.Null(Made.ChangesOf(null, now).Version);
    }

    [Theory]
    [InlineData("2019-11", "2019-11-01", "2019-11-30", "2018-11", "November 2019")]
    [InlineData("2019-20-Q4", "2020-01-01", "2020-03-31", "2018-19-Q4", "Q4 2019-20")]
    public void Periods_are_read_as_they_are_written(string text, string first, string last, string before, string name)
    {
        var period = SummaryPeriod.TryParse(text)!.Value;
        Assert.Equal((text, first, last, before, name), (period.ToString(), $"{period.FirstDay:yyyy-MM-dd}", $"{period.LastDay:yyyy-MM-dd}", period.YearBefore.ToString(), period.Name));
        var key = new SummaryKey(SummaryKind.Authority, Merton, period);
        Assert.Equal(key, SummaryKey.Parse(key.Folder));
    }

    [Theory]
    [InlineData("2019-13")]
    [InlineData("2019-20")]
    [InlineData("Q4 2019-20")]
    [InlineData("bcf-2015-16")]
    public void Nothing_else_is_a_period(string text) => Assert.Null(SummaryPeriod.TryParse(text));

    /// <summary>Statements of a payee with so many cases of two days each in June 2016.</summary>
    private static ImmutableArray<Statement> Cases(string payee, int number) => [StatedCases.Of(payee, "2016-06", number)];

    private static (decimal? Period, decimal? ToDate, decimal? Before, decimal? ToDateBefore) Values(SummaryLine line) => (line.Period.Value, line.YearToDate.Value, line.PriorYear.Value, line.PriorYearToDate.Value);

    private static string Text(Summary summary) => Encoding.UTF8.GetString(Json.Bytes(summary));
}
