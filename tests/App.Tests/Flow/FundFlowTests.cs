using System.Net;
using System.Net.Http.Json;
using System.Text;
using Monitoring.App.Doors;
using Monitoring.App.Local;
using Monitoring.App.Stages;
using Monitoring.Core.Figures;
using Monitoring.Core.Figures.Delays;
using Monitoring.Core.Figures.Funds;
using Monitoring.Core.Kernel;
using Monitoring.Core.Ledger;
using Monitoring.Core.Policy;
using Monitoring.Core.Returns;
using Monitoring.Core.Validation;
using Monitoring.Files.Readers;
using Monitoring.Storage;

namespace Monitoring.App.Tests.Flow;

/// <summary>The Better Care Fund from plans and quarterly returns to figures, workbooks and pages.</summary>
public sealed class FundFlowTests(AzuriteFixture azurite)
{
    private static readonly FundKey Merton = new("730", new FinancialYear(2015)), England = new(Body.EnglandCode, new FinancialYear(2015));

    /// <summary>The plan, and the returns of the four performance quarters with the admissions of a test vector.</summary>
    private static IEnumerable<(string Name, byte[] Content)> Returns(params int[] admissions) =>
        SmallFund.PerformanceQuarters.Select((quarter, index) => ($"{quarter}.xlsx", SmallFund.Quarter("730", quarter, admissions[index]))).Prepend(("plan.xlsx", SmallFund.Plan("730")));

    private static async Task SendAll(RunningApp app, IEnumerable<(string Name, byte[] Content)> returns)
    {
        foreach (var (name, content) in returns)
            Assert.Empty((await app.Send("730", content, name)).Findings.Where(finding => finding.Severity == Severity.Error));
    }

    [Fact]
    public async Task From_a_plan_and_the_returns_of_its_quarters_to_figures_workbook_page_and_data()
    {
        await using var app = await RunningApp.Start(azurite.NewConnectionString());
        // S2 of the domain note: a slow start, and most of it caught up.
        var returns = Returns(4950, 5100, 4900, 5000).ToList();
        await SendAll(app, returns.SkipLast(1));
        var last = await app.Send("730", returns[^1].Content, returns[^1].Name);
        await app.Finish();

        var year = (await app.Fund("730", "2015-16"))!;
        Assert.Equal(("Merton", Merton), (year.Name, year.Key));
        Assert.Equal(
            [("bcf-plan", "2015-16"), .. SmallFund.PerformanceQuarters.Select(quarter => ("pooled-fund", quarter))],
            year.Inputs.Select(input => (input.Collection, input.Page)));
        Assert.All(year.Inputs, input => Assert.Equal("730", input.Sender));
        Assert.EndsWith(last.Submission, year.LastAcceptance.Value, StringComparison.Ordinal);
        Assert.Equal([74_500, 149_000, 298_000, 447_000], year.Performance!.Quarters.Select(quarter => quarter.Suggested!.Value.Pounds));
        // The quarter before the fund began makes no year of its own.
        Assert.Null(await app.Fund("730", "2014-15"));

        using var http = new HttpClient { BaseAddress = app.Control.Address };
        var json = (await http.GetFromJsonAsync<FundYear>(Uri("funds/730/2015-16?as=json"), Json.Options))!;
        Assert.Equal(Json.Bytes(year), Json.Bytes(json));
        Assert.Contains("Merton", await http.GetStringAsync(Uri("funds/730/2015-16?as=page")), StringComparison.Ordinal);
        Assert.Contains("href=\"/funds/730/2015-16", await http.GetStringAsync(Uri("funds?as=page")), StringComparison.Ordinal);
        Assert.Contains("href=\"/funds\"", await http.GetStringAsync(Uri("home?as=page")), StringComparison.Ordinal);
        foreach (var address in new[] { "funds/730/2015-16?as=workbook", "funds/730/2015-16/latest.xlsx", "published/authority/730/bcf-2015-16/latest.xlsx", "funds/ENG/2015-16/latest.xlsx", "published/england/ENG/bcf-2015-16/latest.xlsx" })
        {
            using var workbook = await http.GetAsync(Uri(address));
            Assert.Equal((HttpStatusCode.OK, ContentTypes.Workbook), (workbook.StatusCode, workbook.Content.Headers.ContentType?.ToString()));
            Assert.NotEmpty(ReturnFile.Read(new MemoryStream(await workbook.Content.ReadAsByteArrayAsync()), "w.xlsx", 10_000_000).Sheets);
        }
        var pointer = (await http.GetFromJsonAsync<Latest>(Uri("funds/730/2015-16/latest.json"), Json.Options))!;
        Assert.Equal(HttpStatusCode.OK, (await http.GetAsync(Uri($"published/{pointer.Workbook}"))).StatusCode);
        Assert.Equal(Digest.Of(Json.Bytes(year)), pointer.Figures);
        Assert.Contains("730", await http.GetStringAsync(Uri("funds/730/2015-16?as=csv")), StringComparison.Ordinal);
        foreach (var data in new[] { pointer.Data, PublishedStore.JournalOf(pointer.Data) })
        {
            // Every heading of the file is described beside it.
            var headings = (await http.GetStringAsync(Uri($"published/{data}"))).Split('\n')[0].Split(',');
            var described = await http.GetStringAsync(Uri($"published/{PublishedStore.DescriptionOf(data)}"));
            Assert.All(headings, heading => Assert.Contains($"\"name\": \"{heading}\"", described, StringComparison.Ordinal));
        }
        Assert.Contains("730", await http.GetStringAsync(Uri("funds/730/2015-16/latest-journal.csv")), StringComparison.Ordinal);

        // England's figures gather the boards that are known; whoever asks for them knows how many are not.
        var england = (await http.GetFromJsonAsync<EnglandFund>(Uri("funds/ENG/2015-16?as=json"), Json.Options))!;
        Assert.Equal(("730", year.LastAcceptance), (Assert.Single(england.Boards).Hwb, england.LastAcceptance));
        Assert.Contains("England", await http.GetStringAsync(Uri("funds/ENG/2015-16?as=page")), StringComparison.Ordinal);

        // The receipt leads to the figures that were made of the return.
        var receipt = (await http.GetFromJsonAsync<ReceiptAndEffect>(Uri($"receipts/730/{last.Submission}"), Json.Options))!;
        Assert.Equal(("Merton", "/funds/730/2015-16"), Assert.Single(receipt.Funds!.Value) is var made ? (made.Name, made.Address) : default);
        Assert.Contains("href=\"/funds/730/2015-16\"", await http.GetStringAsync(Uri($"receipts/730/{last.Submission}?as=page")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task However_deliveries_are_repeated_and_reordered_the_figures_are_those_of_a_clean_run()
    {
        (string Name, byte[] Content)[] sent = [.. Returns(4825, 5018, 5300, 5500), ("plan-2.xlsx", SmallFund.Plan("730", 2, "2015-05-01", [4825, 5018, 5000, 5200])), ("again.xlsx", SmallFund.Quarter("730", "2014-15-Q4", 4825))];
        await using var stages = await RunningApp.Stages(azurite.NewConnectionString());
        var uploads = await Upload(stages);
        await using (var app = await RunningApp.Start(stages.Connection))
            await app.Finish();
        var clean = await StoredState.Of(stages.Connection);
        Assert.Contains("figures/730/bcf-2015-16.json", clean.Keys);
        Assert.Contains("figures/ENG/bcf-2015-16.json", clean.Keys);

        await using var faulty = await RunningApp.Stages(azurite.NewConnectionString());
        await Upload(faulty);
        await using (var app = await RunningApp.Start(faulty.Connection, seed: 3))
            await app.Finish();
        Assert.Null(StoredState.Difference(clean, await StoredState.Of(faulty.Connection)));

        // The last one is dealt with first, and every one twice.
        await using var backwards = await RunningApp.Stages(azurite.NewConnectionString());
        foreach (var path in await Upload(backwards))
            await backwards.Get<Receiving>().Receive(path.Blob, default);
        var orders = new List<ArrivalOrder>();
        await foreach (var acceptance in backwards.Get<Acceptances>().All(default))
            orders.Add(acceptance.Order);
        foreach (var order in orders.AsEnumerable().Reverse().Concat(orders))
            await backwards.Get<Computing>().Compute(Acceptances.NameOf(order), default);
        await backwards.Get<Publishing>().Publish(Merton.BlobName, default);
        await backwards.Get<NationalJob>().Run(default);
        Assert.Empty(await backwards.Unfinished());
        Assert.Null(StoredState.Difference(clean, await StoredState.Of(backwards.Connection)));
        Assert.Equal(uploads.Count, orders.Count);

        async Task<List<InboxPath>> Upload(RunningApp app)
        {
            var paths = new List<InboxPath>();
            foreach (var (name, content) in sent)
                paths.Add(await app.Upload("730", content, name));
            return paths;
        }
    }

    /// <summary>
    /// Rule 13 of the domain note: what was paid by the first plan stays. The second has 100 fewer admissions in each of the last two quarters, so up to Q2 at most (175 + 182 + 100) x £1,490 = £680,930.00 is paid; of that
    /// £531,930.00 was.
    /// </summary>
    [Fact]
    public async Task A_plan_that_is_revised_after_payments_changes_those_to_come()
    {
        await using var app = await RunningApp.Start(azurite.NewConnectionString());
        await SendAll(app, Returns(4825, 5018, 4950, 5300).Take(3));
        await SendAll(app, [("plan-2.xlsx", SmallFund.Plan("730", 2, "2015-09-01", [4825, 5018, 5000, 5200])), ("q2.xlsx", SmallFund.Quarter("730", "2015-16-Q2", 4950))]);
        await app.Finish();
        var payment = (await app.Fund("730", "2015-16"))!.Performance!;
        Assert.Equal([Pence.FromPounds(260_750), Pence.FromPounds(271_180), Pence.FromPounds(149_000), null], payment.Quarters.Select(quarter => quarter.Suggested));
        Assert.Equal(Pence.FromPounds(557 * 1_490), payment.Fund);
    }

    [Fact]
    public async Task What_is_sent_again_unchanged_writes_nothing_and_what_comes_back_is_another_content()
    {
        await using var app = await RunningApp.Start(azurite.NewConnectionString());
        var (first, other) = (SmallFund.Quarter("730", "2015-16-Q1", 5018), SmallFund.Quarter("730", "2015-16-Q1", 5020));
        await app.Send("730", first, "a.xlsx");
        await app.Finish();
        var (written, workbooks) = (app.Tally.FundsWritten.Value, app.Tally.WorkbooksWritten.Value);
        await app.Send("730", first, "again.xlsx");
        await app.Finish();
        Assert.Equal((written, workbooks), (app.Tally.FundsWritten.Value, app.Tally.WorkbooksWritten.Value));

        await app.Send("730", other, "b.xlsx");
        await app.Send("730", first, "c.xlsx");
        var facts = (await app.Get<FundReading>().Facts(["730"], default))["730"];
        Assert.Equal([5018, 5020, 5018], facts.QuarterHistory.Select(content => content.The<PooledFundPerformance>()!.Row.Admissions));
        Assert.Equal(5018, Assert.Single(facts.Quarters).The<PooledFundPerformance>()!.Row.Admissions);
    }

    /// <summary>No return of a board withdraws another by itself today; an edition that covers the board does.</summary>
    [Fact]
    public async Task A_return_that_is_withdrawn_leaves_figures_that_say_so_and_no_amounts()
    {
        await using var app = await RunningApp.Start(azurite.NewConnectionString());
        await app.Send("730", SmallFund.Quarter("730", "2015-16-Q1", 5018), "q1.xlsx");
        await app.Finish();
        var standing = (await app.Get<VersionsTable>().Of(PooledFund.CollectionKey, "2015-16-Q1", default)).Single();
        var order = ArrivalOrder.Of(app.Get<TimeProvider>().GetUtcNow().AddMinutes(1), "upload-900-withdrawal");
        await app.Get<Unfinished>().MarkCompute(order, default);
        await app.Get<Acceptances>().Commit(new Acceptance(
            order, "upload-900-withdrawal", "730", View.Authority, PooledFund.CollectionKey, "withdrawal", "returns/none", "", standing.ReceivedAt.AddMinutes(1), "pooled-fund", PolicyBook.Current.Version, ReferenceBook.Current.Version,
            [standing.Content with { Slices = [], Coverage = new Coverage(false, ["730"]) }]), default);
        await app.Finish();

        var year = (await app.Fund("730", "2015-16"))!;
        Assert.Equal((FigureStatus.NotCalculable, order), (year.Status, year.LastAcceptance));
        Assert.Equal("Nothing stands for 2015-16: what was sent has been withdrawn.", Assert.Single(year.StatusReasons));
        Assert.Empty(year.Inputs);
        Assert.Null(year.Pool);
    }

    [Fact]
    public async Task Activity_of_a_group_reaches_a_board_once_its_share_is_known_and_counts_from_elsewhere_do_not()
    {
        await using var app = await RunningApp.Start(azurite.NewConnectionString());
        await app.Send("730", SmallFund.Plan("730"), "plan.xlsx");
        await app.Send("X24", SmallFund.Admissions(("08R", "CCG", "2015-01", 1600), ("08R", "CCG", "2014-03", 9), ("RJ7", "Trust", "2015-01", 700), ("730", "HWB", "2015-02", 1500)), "activity.csv");
        Assert.Equal([("730", 1500m)], await Activity());
        var before = app.Tally.FundsWritten.Value;
        await app.Send("X24", SmallFund.Admissions(("RJ7", "Trust", "2015-03", 700)), "trust.csv");
        Assert.Equal(before, app.Tally.FundsWritten.Value);

        // The first share of the group: the whole of it is Merton's.
        await app.Send("KEEPER", SmallFund.Organisations("08R", "730"), "organisations.xlsx");
        Assert.Equal([("08R", 1600m), ("730", 1500m)], await Activity());
        var year = (await app.Fund("730", "2015-16"))!;
        Assert.Equal(["activity", "activity"], year.Inputs.Where(input => input.Collection == "activity").Select(input => input.Collection));
        Assert.Equal((await app.Get<Books>().Now(default)).Reference.VersionOf(FundYears.MadeWith, "mid-2014"), year.Reference);

        // From now on what is counted for the group is worked into the board's figures as it arrives.
        var receipt = await app.Send("X24", SmallFund.Admissions(("08R", "CCG", "2015-02", 1610)), "february.csv");
        Assert.Equal(3, (await Activity()).Count);
        using var http = new HttpClient { BaseAddress = app.Control.Address };
        var answer = (await http.GetFromJsonAsync<ReceiptAndEffect>(Uri($"receipts/X24/{receipt.Submission}"), Json.Options))!;
        Assert.Equal("/funds/730/2015-16", Assert.Single(answer.Funds!.Value).Address);

        async Task<List<(string, decimal)>> Activity() => [.. (await app.Get<FundReading>().Facts(["730"], default))["730"].Activity.Select(one => (one.Row.Body, one.Row.Value)).Order()];
    }

    [Fact]
    public async Task A_list_of_allocations_reaches_the_boards_that_it_names_and_those_that_it_named_before()
    {
        await using var app = await RunningApp.Start(azurite.NewConnectionString());
        await app.Send("730", SmallFund.Plan("730"), "730.xlsx");
        await app.Send("512", SmallFund.Plan("512"), "512.xlsx");
        await app.Finish();
        await app.Send("KEEPER", Allocations(("730", "2000000")), "allocations.csv");
        await app.Finish();
        Assert.Equal((1, 0), (await Allocated("730"), await Allocated("512")));
        var untouched = (await app.Fund("512", "2015-16"))!.LastAcceptance;

        await app.Send("KEEPER", Allocations(("512", "2000000")), "other.csv");
        await app.Finish();
        Assert.Equal((0, 1), (await Allocated("730"), await Allocated("512")));
        Assert.NotEqual(untouched, (await app.Fund("512", "2015-16"))!.LastAcceptance);

        async Task<int> Allocated(string hwb) => (await app.Fund(hwb, "2015-16"))!.Inputs.Count(input => input.Collection == "allocations");
    }

    /// <summary>November 2017 is the month on which the expectation of 2017-18 is judged, by the place among all councils (domain note 3.2).</summary>
    [Fact]
    public async Task Delays_are_shown_with_a_fund_and_make_none()
    {
        var november = new Edition(new ReportingMonth(2017, 11), Edition.Small.Pairs);
        await using var app = await RunningApp.Start(azurite.NewConnectionString());
        await app.Send("X24", november.Extract(), "2017-11.csv");
        await app.Finish();
        Assert.Equal(0, app.Tally.FundsWritten.Value);

        await app.Send("507", SmallFund.Quarter("507", "2017-18-Q3"), "q3.xlsx");
        await app.Send("730", SmallFund.Quarter("730", "2015-16-Q3"), "q3.xlsx");
        await app.Finish();
        var facts = await app.Get<FundReading>().Facts(["507", "730"], default);
        var delays = Assert.Single(facts["507"].Delays);
        Assert.Equal((november.Total("507"), november.Month), (delays.All, delays.Month));
        var england = (await app.Figures(Body.EnglandCode, "2017-11"))!.Authorities.Single(authority => authority.Days.Code == "507");
        Assert.Equal((england.BedsPer100000, england.Rank, 4), (delays.Per100000, delays.Rank, delays.Of));
        // Its fund was over long before.
        Assert.Empty(facts["730"].Delays);

        // Others' days move its place, which is in its figures.
        var (merton, derby) = (await app.Get<FundStore>().Find(Merton, default), (await app.Fund("507", "2017-18"))!);
        await app.Send("X24", november.With("RTG", "506", CareType.Acute, Reason.E, Attribution.SocialCare, 9_000).With("RJ7", "730", CareType.Acute, Reason.E, Attribution.SocialCare, 9_000).With("RJ7", "723", CareType.Acute, Reason.E, Attribution.SocialCare, 9_000).Extract(), "again.csv");
        await app.Finish();
        Assert.Equal("Place 1 of 4 in November 2017, by delayed days for each 100,000 adults, the fewest first.", Place((await app.Fund("507", "2017-18"))!));
        Assert.NotEqual(Place(derby), Place((await app.Fund("507", "2017-18"))!));
        Assert.Equal(merton!.Content, (await app.Get<FundStore>().Find(Merton, default))!.Content);

        static string Place(FundYear year) => year.Expectation!.Criteria.Single(criterion => criterion.Name == "Not in the worst quarter of councils").Says;
    }

    [Fact]
    public async Task The_sweep_finishes_what_was_begun()
    {
        await using var app = await RunningApp.Stages(azurite.NewConnectionString());
        await app.Get<Receiving>().Receive((await app.Upload("730", SmallFund.Plan("730"), "plan.xlsx")).Blob, default);
        // The process died after it had set the mark of the board.
        await foreach (var acceptance in app.Get<Acceptances>().All(default))
        {
            await app.Get<VersionsTable>().Put(acceptance, default);
            await app.Get<Unfinished>().MarkFund("730", default);
            await app.Get<Unfinished>().ClearCompute(acceptance.Order, default);
        }
        await app.Get<Sweeping>().Sweep(default);
        Assert.Empty(await app.Unfinished());
        Assert.NotNull(await app.Fund("730", "2015-16"));
        foreach (var key in new[] { Merton, England })
            Assert.NotNull(await app.Get<PublishedStore>().FindLatest(PublishedStore.FolderOf(key.BlobName), default));

        // It died between the marks of a document and the document, and between the document and what is made of it.
        await app.Get<Unfinished>().MarkGather(Merton, "what was never written", default);
        await app.Get<Unfinished>().MarkPublish(new FundKey("512", new FinancialYear(2015)).BlobName, "what was never written", default);
        await app.Get<Sweeping>().Sweep(default);
        Assert.Empty(await app.Unfinished());

        // What was right stays untouched.
        var written = app.Tally.FundsWritten.Value;
        var rebuilt = await app.Get<Rebuilding>().Rebuild(default);
        Assert.Equal((1, 0, written), (rebuilt.Acceptances, rebuilt.Removed, app.Tally.FundsWritten.Value));
        Assert.Empty(await app.Unfinished());
    }

    /// <summary>Whoever may look at workbooks may see funds, and nobody else.</summary>
    [Fact]
    public async Task Who_may_see_funds()
    {
        const string Nobody = "nobody", Sender = "Ann; sender=730; role=Returns.Submit", Reader = "Bob; role=Workbooks.Read";
        await using var app = await RunningApp.Start(azurite.NewConnectionString());
        using var http = new HttpClient { BaseAddress = app.Control.Address };
        (string Path, string Caller, HttpStatusCode Expected)[] asked =
        [
            ("funds", Nobody, HttpStatusCode.Unauthorized), ("funds", Sender, HttpStatusCode.Forbidden), ("funds", Reader, HttpStatusCode.OK),
            ("funds/730/2015-16", Sender, HttpStatusCode.Forbidden), ("funds/730/2015-16", Reader, HttpStatusCode.NotFound), ("funds/730/2015", Reader, HttpStatusCode.NotFound),
            ("funds/730/2015-16/latest.xlsx", Nobody, HttpStatusCode.Unauthorized), ("funds/730/2015-16/latest.xlsx", Reader, HttpStatusCode.NotFound), ("funds/730/2015-16/..%2F..%2Fa.xlsx", Reader, HttpStatusCode.NotFound),
        ];
        foreach (var (path, caller, expected) in asked)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, Uri(path));
            request.Headers.Add(DevelopmentSignIn.Header, caller);
            using var answer = await http.SendAsync(request);
            Assert.Equal((path, caller, expected), (path, caller, answer.StatusCode));
        }
    }

    private static byte[] Allocations(params (string Hwb, string Amount)[] rows) => Encoding.UTF8.GetBytes(string.Concat(
        rows.Select(row => $"2015-16,DFG,{row.Hwb},,,{row.Amount},V,No,Invented list\n").Prepend("Year,Source of funding,HWB code,Contributing body,Ring-fence,Amount,Status,Complete list,Publication\n")));

    private static Uri Uri(string path) => new(path, UriKind.Relative);
}
