using System.Collections.Immutable;
using Monitoring.Core.Figures;
using Monitoring.Core.Figures.Funds;
using Monitoring.Core.Kernel;
using Monitoring.Core.Ledger;
using Monitoring.Core.Policy;
using Monitoring.Core.Returns;
using Monitoring.Core.Tests.Ledger;
using Monitoring.Core.Tests.Returns;

namespace Monitoring.Core.Tests.Figures.Funds;

/// <summary>What is known of a fund, from every acceptance in the order of arrival.</summary>
public sealed class FundBookTests
{
    private const string Derby = "507", Merton = "730";
    private static readonly DateTimeOffset Start = new(2016, 1, 4, 9, 0, 0, TimeSpan.Zero);

    private readonly Dictionary<(string Blob, Place Place), ImmutableArray<LedgerRow>> _rows = [];

    [Fact]
    public void A_history_has_every_content_once_for_each_time_that_it_came()
    {
        // A, A again, B, A, withdrawn: by its content each is a number of admissions.
        var versions = new[] { 100, 100, 120, 100 }.Select((admissions, index) => Quarter(index, "2015-16-Q1", Merton, admissions)).ToList();
        var before = Book([new(new(PooledFund.CollectionKey, "2015-16-Q1"), versions)]);
        Assert.Equal([100, 120, 100], Facts(before).QuarterHistory.Select(Admissions));
        Assert.Equal(versions[3].Order, Assert.Single(Facts(before).Quarters).Order);

        var after = Book([new(new(PooledFund.CollectionKey, "2015-16-Q1"), [.. versions.AsEnumerable().Reverse(), Version(4, "2015-16-Q1", Merton, [], new Coverage(false, [Merton]))])]);
        Assert.Equal([100, 120, 100, null], Facts(after).QuarterHistory.Select(Admissions));
        Assert.Empty(Facts(after).Quarters);
        // A board from which all was withdrawn still has figures, which say so.
        Assert.Equal([Merton], after.Boards);
    }

    /// <summary>The fund began on 1 April 2015 (policy bcf.plan); the payment of 2015-16 hangs on the quarter before (policy performance-payment.first-quarter).</summary>
    [Theory]
    [InlineData("pooled-fund", "2014-15-Q3", null)]
    [InlineData("pooled-fund", "2014-15-Q4", "2015-16")]
    [InlineData("pooled-fund", "2015-16-Q4", "2015-16")]
    [InlineData("pooled-fund", "2016-17-Q1", "2016-17")]
    [InlineData("bcf-plan", "2017-18", "2017-18")]
    [InlineData("activity", "2015-04", null)]
    public void A_page_is_in_the_figures_of_one_year(string collection, string page, string? year) =>
        Assert.Equal(year, FundYears.YearOf(collection, page, PolicyBook.Current)?.ToString());

    [Theory]
    [InlineData("2014-12", "")]
    [InlineData("2015-01", "2015-16")]
    [InlineData("2015-12", "2015-16")]
    [InlineData("2016-03", "2015-16")]
    [InlineData("2016-04", "2016-17")]
    public void A_month_of_activity_is_in_its_year_and_in_that_of_the_payment_that_hangs_on_it(string month, string years) =>
        Assert.Equal(years, string.Join(' ', FundYears.YearsOf(Activity.CollectionKey, month, PolicyBook.Current).Where(year => year >= new FinancialYear(2015))));

    [Fact]
    public void Months_are_shown_from_the_year_before_the_first_to_the_end_of_the_last()
    {
        var book = Book([new(new(PooledFund.CollectionKey, "2014-15-Q4"), [Quarter(0, "2014-15-Q4", Merton, 100)]), new(new(PooledFund.CollectionKey, "2016-17-Q1"), [Quarter(1, "2016-17-Q1", Merton, null)])]);
        Assert.Equal(new FinancialYear(2016), book.LastYears[Merton]);
        Assert.Equal([false, true, true, false], new[] { "2014-03", "2014-04", "2017-03", "2017-04" }.Select(month => book.Shows(Merton, ReportingMonth.Parse(month))));
        Assert.False(book.Shows(Derby, ReportingMonth.Parse("2015-04")));
    }

    [Fact]
    public void A_count_that_was_corrected_stands_as_corrected_and_is_remembered_as_it_was()
    {
        var month = "2015-05";
        var book = Book(
        [
            new(new(PooledFund.CollectionKey, "2015-16-Q1"), [Quarter(0, "2015-16-Q1", Merton, null)]),
            new(new(Activity.CollectionKey, month), [Count(1, month, Merton, 400), Count(2, month, Merton, 410), Count(3, month, Derby, 900)]),
        ]);
        Assert.Equal([(Merton, 410m)], Facts(book).Activity.Select(one => (one.Row.Body, one.Row.Value)));
        Assert.Equal([400m, 410m], Facts(book).ActivityHistory.Select(one => one.Row.Value));
        Assert.Equal("X24", Assert.Single(Facts(book).Activity).Sender);
        // No fund is made by what is counted for everybody.
        Assert.Equal([Merton], book.Boards);
    }

    /// <summary>Whoever may look at workbooks may see funds: nothing about a single case can be in them.</summary>
    [Fact]
    public void No_fund_is_made_of_cases() => Assert.All(Collections.All.Where(collection => Dependencies.HasFunds(collection.Key)), collection => Assert.False(collection.IsCaseLevel));

    [Fact]
    public void Figures_of_which_nothing_is_left_say_so_and_have_no_amounts()
    {
        var key = new FundKey(Merton, new FinancialYear(2015));
        var empty = Assert.Single(FundYears.Of(FundFacts.Empty(Merton), PolicyBook.Current, ReferenceBook.Current, [key, key with { Hwb = Derby }]));
        Assert.Equal((key, FigureStatus.NotCalculable, "Merton"), (empty.Key, empty.Status, empty.Name));
        Assert.Null(empty.Plan ?? (object?)empty.Pool ?? empty.RiskSharing);
        Assert.Empty(FundYears.Of(FundFacts.Empty(Merton), PolicyBook.Current, ReferenceBook.Current, []));
    }

    [Fact]
    public void Figures_say_what_is_wanting_and_whose_acceptance_changed_them_last()
    {
        var facts = Facts(Book(
        [
            new(new(PooledFund.CollectionKey, "2015-16-Q1"), [Quarter(1, "2015-16-Q1", Merton, 100)]), new(new(PooledFund.CollectionKey, "2015-16-Q3"), [Quarter(2, "2015-16-Q3", Merton, 100), Quarter(3, "2015-16-Q3", Merton, 100)]),
        ]));
        var year = Assert.Single(FundYears.Of(facts, PolicyBook.Current, ReferenceBook.Current, []));
        Assert.Equal(FigureStatus.Incomplete, year.Status);
        Assert.Contains("There is no plan for 2015-16: what is compared with it cannot be worked out, and the performance payment cannot either.", year.StatusReasons);
        Assert.Contains("The return of Q2 2015-16 is missing.", year.StatusReasons);
        // Said once.
        Assert.Single(year.StatusReasons, reason => reason.Contains("no plan", StringComparison.Ordinal));
        // The third said again what stood.
        Assert.Equal(facts.Quarters[^1].Order, year.LastAcceptance);
        Assert.EndsWith("s002", year.LastAcceptance.Value, StringComparison.Ordinal);
        Assert.Equal(["2015-16-Q1", "2015-16-Q3"], year.Inputs.Select(input => input.Page));
        Assert.Equal(Json.Bytes(year), Json.Bytes(Json.Read<FundYear>(Json.Bytes(year))));
    }

    [Theory]
    [InlineData("bcf-plan", "2015-16", "730", "730")]
    [InlineData("pooled-fund", "2016-17-Q1", "730", "730")]
    // A trust's own count is no board's; a board's is its own while it has a fund.
    [InlineData("activity", "2015-05", "RJ7", "")]
    [InlineData("activity", "2015-05", "730", "730")]
    [InlineData("activity", "2018-05", "730", "")]
    [InlineData("delayed-transfers", "2016-05", "RJ7 x 730", "730")]
    [InlineData("delayed-transfers", "2017-05", "RJ7 x 730", "")]
    [InlineData("delayed-transfers", "2016-05", "RJ7 x 512", "")]
    // Judged on November 2017 by the place among all councils: whosever days these are, they reach every board whose fund was not over.
    [InlineData("delayed-transfers", "2017-11", "RJ7 x 512", "507")]
    [InlineData("discharge-ready", "2018-01", "507", "507")]
    // The list of the year after is what the expectation of 2017-18 put at risk.
    [InlineData("allocations", "2017-18", "dfg", "730")]
    [InlineData("allocations", "2018-19", "dfg", "")]
    [InlineData("delay-notices", "RJ7", "RJ7", "")]
    public void Boards_depend_on(string collection, string page, string body, string boards)
    {
        var years = new Dictionary<string, FinancialYear> { [Merton] = new(2016), [Derby] = new(2017) };
        Assert.Equal(boards.Split(' ', StringSplitOptions.RemoveEmptyEntries), Dependencies.BoardsOf(collection, page, [body.Split(" x ") is [var first, var second] ? new Place(first, second) : new Place(body, "")], years, _ => [Merton, "512"], PolicyBook.Current, ReferenceBook.Current));
        Assert.Empty(Dependencies.BoardsOf(collection, page, [], years, _ => [Merton], PolicyBook.Current, ReferenceBook.Current));
    }

    /// <summary>Of what keepers send, two sets are in the books that figures are worked out with; the others make no figure anew.</summary>
    [Fact]
    public void Only_organisations_and_estimates_change_every_figure()
    {
        Assert.Equal(["allocations", "mandates", "neighbours", "organisations", "population"], Collections.All.Where(collection => collection.IsReference).Select(collection => collection.Key).Order());
        Assert.Equal(["organisations", "population"], Collections.All.Where(Dependencies.ChangesBooks).Select(collection => collection.Key).Order());
        Assert.Equal(["mandates", "organisations", "population"], ReferenceSets.Made.Select(collection => collection.Key).Order());
    }

    /// <summary>
    /// Rule 13 on what the app remembers: Q4 2014-15 was settled by the first plan with 4,950 admissions, (5,000 - 4,950) x 1,490 = 74,500; then the plan was revised, Q1 was settled by the revision, (50 + 100) x 1,490 - 74,500 = 149,000,
    /// and Q4 was corrected to 4,960. By what stands alone Q4 would be 40 x 1,490 = 59,600.
    /// </summary>
    [Fact]
    public void A_payment_is_replayed_from_what_was_known_when()
    {
        var ledger = new MemoryLedger();
        Send(SmallPlan.Of2015().File.Content, "2015-01-09");
        Send(Admitted("2014-15-Q4", 4950), "2015-05-28");
        Send(SmallPlan.Of2015(version: "2").Set("plan", 2, ("effective-from", "2015-06-01"), ("approval-reference", "INVENTED-1")).Set("admissions", 2, ("planned", "4850")).File.Content, "2015-06-18");
        Send(Admitted("2015-16-Q1", 5100), "2015-08-28");
        Assert.Equal([(1, 4950, 74_500), (2, 5100, 149_000)], Settled(ledger.Facts(Merton)));
        Send(Admitted("2014-15-Q4", 4960), "2015-09-10");

        var facts = ledger.Facts(Merton);
        Assert.Equal([(1, 4950, 74_500), (2, 5100, 149_000)], Settled(facts));
        var payment = Assert.Single(FundYears.Of(facts, PolicyBook.Current, ReferenceBook.Current, [])).Performance!;
        Assert.Equal((4960m, null), (payment.Quarters[0].CorrectedActual, payment.Quarters[1].CorrectedActual));
        Assert.Equal(5, payment.Replay.Length);
        Assert.Equal([(1, 4950, 74_500)], Settled(ledger.Facts(Merton, until: new(2015, 6, 1, 0, 0, 0, TimeSpan.Zero))));
        Assert.Equal((1, 4960, 59_600), Settled(facts with { PlanHistory = [], QuarterHistory = [] })[0]);

        void Send(FileContent file, string on) => Assert.NotEmpty(ledger.Receive(file, Merton, on).Found.Accepted);

        static FileContent Admitted(string quarter, int admissions)
        {
            var of = FinancialQuarter.Parse(quarter);
            return FundLedger.Content<PooledFundRow>(PooledFund.Collection,
            [
                new PooledFundAccount(of, Merton, Merton, null, PoolPeriod.Quarter, default(Pence), null, null, null, null, null, null, null, null, PrintedUnit.Pounds, null),
                new PooledFundPerformance(of, Merton, admissions, AdmissionsSource.Mar, null, null, null, null, null, null, null, null),
            ]);
        }

        static List<(int?, int, int)> Settled(FundFacts facts) =>
            [.. PerformancePayments.Of(facts, new FinancialYear(2015), PolicyBook.Current, ReferenceBook.Current)!.Quarters.Where(quarter => quarter.Suggested is not null).Select(quarter => (quarter.PlanVersion, (int)quarter.Actual!.Value, (int)quarter.Suggested!.Value.Pounds))];
    }

    private static FundBook Book(List<KeyValuePair<PageRef, List<PageVersion>>> pages) =>
        new(pages.Select(page => (page.Key, (IReadOnlyList<PageVersion>)page.Value)), PolicyBook.Current, ReferenceBook.Current);

    private FundFacts Facts(FundBook book)
    {
        Assert.All(book.Needs(Merton), one => Assert.True(_rows.ContainsKey((one.Slice.LedgerBlob!, one.Slice.Place))));
        return book.Facts(Merton, (_, slice) => _rows[(slice.LedgerBlob!, slice.Place)], []);
    }

    private static int? Admissions(FundReturn<PooledFundRow> content) => content.The<PooledFundPerformance>()?.Row.Admissions;

    private PageVersion Quarter(int number, string quarter, string hwb, int? admissions)
    {
        var of = FinancialQuarter.Parse(quarter);
        PooledFundRow[] rows =
        [
            new PooledFundAccount(of, hwb, hwb, null, PoolPeriod.Quarter, default(Pence), null, null, null, null, null, null, null, null, PrintedUnit.Pounds, null),
            .. admissions is { } counted ? new PooledFundRow[] { new PooledFundPerformance(of, hwb, counted, AdmissionsSource.Mar, null, null, null, null, null, null, null, null) } : [],
        ];
        return Version(number, quarter, hwb, [(PooledFund.Slice(of, hwb), [.. rows.Select((row, index) => PooledFund.Collection.Keep(PooledFund.Slice(of, hwb), row, index + 2))])], Coverage.SlicesOnly);
    }

    private PageVersion Count(int number, string month, string hwb, int value)
    {
        var row = new ActivityCount(ReportingMonth.Parse(month), hwb, ActivityBody.Hwb, "non-elective-admissions", value, null, AdmissionsSource.Mar, null, ActivityStatus.Final);
        var slice = Activity.Slice(row.Month, hwb, row.Metric);
        return Version(number, month, "X24", [(slice, [Activity.Collection.Keep(slice, row, 2)])], Coverage.SlicesOnly, View.NhsEngland);
    }

    private PageVersion Version(int number, string page, string sender, List<(SliceKey Slice, ImmutableArray<LedgerRow> Rows)> slices, Coverage coverage, View view = View.Authority)
    {
        var (submission, blob) = ($"s{number:000}", $"blob-{number}");
        foreach (var (slice, rows) in slices)
            _rows[(blob, slice.Place)] = rows;
        var at = Start.AddMinutes(number);
        return new PageVersion(ArrivalOrder.Of(at, submission), submission, sender, view, at, new AcceptedPage(
            page, blob, coverage, [.. slices.Select(slice => SliceContent.Of(slice.Slice, slice.Rows, [2], slice.Rows.Length)).Select(content => new SliceVersion(content.Key.Body, content.Key.Part, content.Digest, 2, 2, content.Total))], []));
    }
}
