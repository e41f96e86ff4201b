using System.Collections.Immutable;
using System.Net;
using System.Net.Http.Json;
using System.Text;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Microsoft.Extensions.DependencyInjection;
using Monitoring.App.Doors;
using Monitoring.App.Hosting;
using Monitoring.App.Stages;
using Monitoring.Core.Figures.Reimbursement;
using Monitoring.Core.Kernel;
using Monitoring.Core.Ledger;
using Monitoring.Core.Returns;
using Monitoring.Core.Validation;
using Monitoring.Storage;

namespace Monitoring.App.Tests.Flow;

/// <summary>
/// Cases of June 2015 and 2016 that were reported in February 2020. The retention of the first is over after 31 March 2022, six years after the financial year 2015-16; that of the second a year later.
/// </summary>
public sealed class RetentionTests(AzuriteFixture azurite)
{
    private const string TooEarly = "2022-03-31", FirstOver = "2022-04-01", BothOver = "2023-04-01";

    private static readonly StatementKey June2015 = new("RJ7", "RJ7", "730", new ReportingMonth(2015, 6));

    private int _apps;

    /// <summary>Storage knows the second in which something arrived: within it the names of uploads say what came first, in whichever app.</summary>
    private Task<RunningApp> On(string connection, string today = RunningApp.Today, HttpPipelinePolicy? policy = null) => RunningApp.Stages(connection, today: today, uploads: 10 * _apps++, with: builder =>
    {
        if (policy is not null)
        {
            builder.Services.AddSingleton(policy);
            // One request after the other, so that the number of a request says which it is.
            builder.Services.AddSingleton(new Pace { SweepAfter = TimeSpan.Zero, NationalSettles = TimeSpan.Zero, Parallel = 1 });
        }
    });

    private async Task Delete(string connection, string today, HttpPipelinePolicy? policy = null)
    {
        await using var app = await On(connection, today, policy);
        await app.Get<Retaining>().DeleteExpired(default);
        await app.Get<NationalJob>().Run(default);
    }

    /// <summary>Both parties report a case and settle it, with a return that was refused and an answer to a warning.</summary>
    private async Task<string> Reported()
    {
        var connection = azurite.NewConnectionString();
        await using var app = await On(connection);
        await CaseReturns.SendCase(app);
        // The summary of the NHS body shows the case, too.
        await app.Get<NationalJob>().Run(default);
        return connection;
    }

    private async Task<Statement> Stated(string connection, StatementKey? key = null)
    {
        await using var app = await On(connection);
        return Json.Read<Statement>((await app.Get<CaseFigureStore>().Find(key ?? June2015, default))!.Content);
    }

    [Fact]
    public async Task Nothing_is_deleted_before_its_time()
    {
        var connection = await Reported();
        var before = await Everything(connection);
        await Delete(connection, TooEarly);
        Assert.Equal(before, await Everything(connection));
    }

    [Fact]
    public async Task When_the_time_is_over_no_row_is_left_anywhere_and_the_totals_stay()
    {
        var connection = await Reported();
        Assert.NotEmpty(await CaseReturns.Find(connection, CaseReturns.Content));
        var before = await Stated(connection);
        // Five days of the NHS body's at £155 can be required (SI 2014/2823 reg 10); it required four (Care Act 2014 Sch. 3 para 4), which both parties count.
        Assert.Equal(new StatementAmounts(null, Pence.FromPounds(775), Pence.FromPounds(620), Pence.FromPounds(620), default(Pence), Pence.FromPounds(620)), before.Amounts);
        await Delete(connection, FirstOver);

        Assert.Empty(await CaseReturns.Find(connection, CaseReturns.Content));
        // The reference stays as a key, with the tombstone, and in effects, which say that the slice was new or changed.
        Assert.All(await CaseReturns.Find(connection, CaseReturns.Case), found => Assert.Contains(found.Split('/')[0], new[] { "accepted", "table versions", "cases", "receipts" }));
        var after = await Stated(connection);
        Assert.Equal(before.Amounts, after.Amounts);
        // An account takes only what is not older than what it was told before.
        Assert.True(after.LastAcceptance >= before.LastAcceptance && after.AsAt >= before.AsAt);
        Assert.Empty(after.Cases);
        Assert.Equal((1, new DateOnly(2022, 4, 1)), (Assert.Single(after.Deleted).Cases, after.Deleted[0].DeletedOn));

        await using var app = await On(connection);
        var tombstone = Assert.Single(await app.Get<TombstoneStore>().Of("RJ7", default));
        Assert.Equal((CaseReturns.Case, new DateOnly(2015, 8, 1), new DateOnly(2022, 4, 1)), (tombstone.Case, tombstone.LastDay, tombstone.DeletedOn));
        // Seven lines of each party, and a decision of each.
        Assert.Equal(16, tombstone.Rows);
        // 4 to 8 June; on the 8th the authority says it was ready by 11 am.
        Assert.Equal([new TombstoneMonth("RJ7", "730", June2015.Month, 5, 1, before.Amounts) { WasDecided = true }], tombstone.Months);
        Assert.Empty(await app.Unfinished());
    }

    [Fact]
    public async Task What_was_issued_stays_as_amounts_and_the_deleted_workbook_says_when_it_was_deleted()
    {
        var connection = await Reported();
        IssuedStatement issued;
        await using (var app = await On(connection))
            issued = (await app.Get<Issuing>().Issue(June2015, "Ann", default)).Issued!;
        await Delete(connection, FirstOver);
        Assert.Empty(await CaseReturns.Find(connection, CaseReturns.Content));

        await using var later = await RunningApp.Start(connection, today: "2022-05-01");
        Assert.Equal(Pence.FromPounds(620), (await later.Statement(June2015))!.Amounts.Due);
        Assert.Equal(Json.Bytes(issued), Json.Bytes(await later.Get<IssuedStore>().Find(June2015, 1, default)));
        // The totals come to what was posted: nothing is to be posted about it.
        Assert.Equal([(PostingKind.FirstIssue, Pence.FromPounds(620))], (await later.Get<PostingsTable>().Find("RJ7", "730", default)).Account.Postings.Select(posting => (posting.Kind, posting.Amount)));

        using var http = new HttpClient { BaseAddress = later.Control.Address };
        foreach (var (file, what) in new[] { (issued.Workbook, "workbook"), (Path.ChangeExtension(issued.Workbook, "csv"), "journal") })
        {
            using var gone = await http.GetAsync(new Uri($"statements/{file}", UriKind.Relative));
            Assert.Equal(HttpStatusCode.Gone, gone.StatusCode);
            Assert.Equal(
                new Refusal(
                    $"The {what} of issue 1 of 14 February 2020 was deleted on 1 April 2022, with the rows of cases that it showed: the time for keeping them was over.",
                    "The amounts stay: £620.00 was due by that issue. /statements/RJ7/RJ7/730/2015-06 shows what was issued and posted, and its latest workbook has the totals."),
                await gone.Content.ReadFromJsonAsync<Refusal>(Json.Options));
        }
        using var never = await http.GetAsync(new Uri("statements/RJ7/RJ7/730/2015-06/abcdef.xlsx", UriKind.Relative));
        Assert.Equal(HttpStatusCode.NotFound, never.StatusCode);
        using var latest = await http.GetAsync(new Uri("statements/RJ7/RJ7/730/2015-06/latest.xlsx", UriKind.Relative));
        Assert.Equal(HttpStatusCode.OK, latest.StatusCode);
    }

    /// <summary>
    /// A case under the Act of 2003, where payment is due without a decision (s. 6(2)): notices of Wednesday 1 and Thursday 2 June 2011, relevant day 3 June, and five days to 8 June at £120 (SI 2003/2277 regs 6 and 7).
    /// It was reported for June by mistake: with the notices of Monday 1 and Tuesday 2 August nothing is due for June, and what was posted is taken back. It is kept a year after it arrived, to 13 February 2021.
    /// </summary>
    [Fact]
    public async Task A_statement_that_was_issued_is_emptied_and_never_deleted()
    {
        StatementKey june = June2015 with { Month = new ReportingMonth(2011, 6) }, august = june with { Month = new ReportingMonth(2011, 8) };
        var connection = azurite.NewConnectionString();
        await using (var app = await On(connection))
        {
            await CaseReturns.Send(app, "RJ7", CaseReturns.Notices(year: 2011));
            Assert.Equal(Pence.FromPounds(600), (await app.Get<Issuing>().Issue(june, "Ann", default)).Issued!.Amounts.Due);
            await CaseReturns.Send(app, "RJ7", CaseReturns.Notices(year: 2011, month: 8));
            await CaseReturns.Send(app, "RJ7", CaseReturns.Decision(year: 2011, month: 8, amount: "600.00", paid: "600.00"));
        }
        // Whether or not the rows are there.
        foreach (var (today, cases) in new[] { ("2021-02-13", 1), ("2021-02-14", 0) })
        {
            await Delete(connection, today);
            var emptied = await Stated(connection, june);
            Assert.Equal(new StatementAmounts(null, default, default(Pence), default(Pence), default(Pence), null), emptied.Amounts);
            Assert.Contains("Nothing stands for this statement any more: what was reported for it before was corrected.", emptied.Notes);
            var moved = await Stated(connection, august);
            Assert.Equal((Pence.FromPounds(600), cases, 1 - cases), (moved.Amounts.Due, moved.Cases.Length, moved.Deleted.Length));
            await using var app = await On(connection, today);
            Assert.Equal([Pence.FromPounds(600), Pence.FromPounds(-600)], (await app.Get<PostingsTable>().Find("RJ7", "730", default)).Account.Postings.Select(posting => posting.Amount));
            Assert.NotNull(await app.Get<IssuedStore>().Find(june, 1, default));
        }
        Assert.Empty(await CaseReturns.Find(connection, CaseReturns.Content));
    }

    [Fact]
    public async Task Deleted_is_not_the_same_as_no_rows()
    {
        var connection = await Reported();
        await Delete(connection, FirstOver);
        await using var app = await On(connection);
        var slices = (await app.Get<LedgerReading>().Page(new PageRef("delay-notices", "RJ7"), default)).Slices.ToList();
        Assert.Equal(2, slices.Count);
        var rows = await app.Get<LedgerReading>().Rows(DelayNotices.Collection, slices, default);
        var left = await app.Get<LedgerReading>().RowsLeft(DelayNotices.Collection, slices, default);
        Assert.All(slices, slice => Assert.Throws<InvalidOperationException>(() => rows(slice)));
        Assert.All(slices, slice => Assert.Null(left(slice)));

        // Without the tombstone nobody could tell what the rows came to: that is a fault, and no statement of nothing.
        await foreach (var blob in Container(app, Containers.Cases).GetBlobsAsync(new Azure.Storage.Blobs.Models.GetBlobsOptions { Prefix = "tombstones/" }))
            await Container(app, Containers.Cases).DeleteBlobAsync(blob.Name);
        await Assert.ThrowsAsync<InvalidDataException>(() => app.Get<CaseReading>().Of("RJ7", default));
    }

    [Fact]
    public async Task Doing_it_again_changes_nothing()
    {
        var connection = await Reported();
        await Delete(connection, FirstOver);
        var once = await Everything(connection);
        await Delete(connection, FirstOver);
        Assert.Equal(once, await Everything(connection));
        // Everything is made anew from the commits and what is left of the ledger, and comes out the same.
        await using (var app = await On(connection, FirstOver))
            await app.Get<Rebuilding>().Rebuild(default);
        Assert.Equal(once, await Everything(connection));
    }

    [Fact]
    public async Task A_file_with_other_cases_waits_for_the_last_of_them()
    {
        var connection = azurite.NewConnectionString();
        string upload;
        await using (var app = await On(connection))
        {
            var receipt = await app.Receipt(await CaseReturns.Send(app, "RJ7", CaseReturns.Both()));
            Assert.Equal(2, Assert.Single(receipt.Pages).Slices);
            upload = receipt.Kept;
            // Nobody decides on days that could be required: such a case is held (policy cases.hold).
            await CaseReturns.Send(app, "RJ7", CaseReturns.Decision());
            await CaseReturns.Send(app, "RJ7", CaseReturns.Decision(CaseReturns.Later, 2016));
        }
        await Delete(connection, FirstOver);
        await using (var app = await On(connection))
        {
            var facts = await app.Get<CaseReading>().Of("RJ7", default);
            Assert.Equal((CaseReturns.Later, CaseReturns.Case), (Assert.Single(facts.Counted.Cases).Case, Assert.Single(facts.Counted.Deleted).Case));
            Assert.Equal(7, facts.Counted.Cases[0].Lines.Length);
        }
        Assert.Contains(upload, await CaseReturns.Find(connection, CaseReturns.Content));
        await Delete(connection, BothOver);
        Assert.Empty(await CaseReturns.Find(connection, CaseReturns.Content));
    }

    /// <summary>The NHS body counts five days, £775.</summary>
    [Theory]
    [InlineData(null, null, null, Hold.Undecided)] // Care Act 2014 Sch. 3 para 4: it may require payment, and has not said whether it does
    [InlineData("620.00", "", null, Hold.Unpaid)] // nobody disputes anything: all that it requires is due
    [InlineData("620.00", "155.00", null, Hold.Unpaid)]
    [InlineData("775.00", "775.00", "10:45", Hold.Disputed)] // the authority was ready by 11 am on the last day (SI 2014/2823 reg 9(4)), and has agreed to no amount
    public async Task A_claim_that_is_not_settled_is_held_and_reported(string? sought, string? paid, string? readyInTheirView, Hold hold)
    {
        var connection = azurite.NewConnectionString();
        await using (var app = await On(connection))
        {
            await CaseReturns.Send(app, "RJ7", CaseReturns.Notices());
            if (readyInTheirView is not null)
                await CaseReturns.Send(app, "730", CaseReturns.Notices(arranged: readyInTheirView));
            if (sought is not null)
                await CaseReturns.Send(app, "RJ7", CaseReturns.Decision(amount: sought, paid: paid!));
        }
        await Delete(connection, BothOver);
        await using (var app = await On(connection))
        {
            Assert.Empty(await app.Get<TombstoneStore>().Of("RJ7", default));
            var held = Assert.Single((await app.Get<TombstoneStore>().FindReport<RetentionReport>("RJ7", default))!.Held);
            Assert.Equal((CaseReturns.Case, new DateOnly(2022, 3, 31), hold), (held.Case, held.KeptTo, Assert.Single(held.Holds)));
            Assert.Equal([new RetentionCount("RJ7", 0, 1)], (await app.Get<NoticeStore>().Find<RetentionNotice>(Retaining.NameOf(DateOnly.Parse(BothOver)), default))!.NhsBodies);
            Assert.All((await app.Get<CaseReading>().Of("RJ7", default)).Counted.Cases, view => Assert.Equal(7, view.Lines.Length));
        }
    }

    [Fact]
    public async Task What_was_refused_or_only_explained_goes_as_well()
    {
        var connection = await Reported();
        await using (var app = await On(connection))
        {
            await CaseReturns.Send(app, "RJ7", CaseReturns.Refused());
            var warned = await app.Receipt(await CaseReturns.Send(app, "RJ7", CaseReturns.Notices(comment: "third")));
            var warning = warned.Findings.First(finding => finding.Severity == Severity.Warning && finding.Line is not null);
            await CaseReturns.Send(app, "RJ7", Encoding.UTF8.GetBytes($"Submission,Rule,Line,Column,Your explanation,Explained by\n{warned.Submission},{warning.Rule},{warning.Line},,A {CaseReturns.Content},\n"));
            Assert.Single(await app.Get<LedgerReading>().Explanations(warned.Submission, default));
        }
        // Nothing says of which year a refused return was: it is kept from the year in which it arrived, 2019-20.
        await Delete(connection, FirstOver);
        Assert.All(await CaseReturns.Find(connection, CaseReturns.Content), found => Assert.Matches("^(cases/uploads/RJ7|receipts/RJ7)/", found));
        await Delete(connection, "2026-04-01");
        Assert.Empty(await CaseReturns.Find(connection, CaseReturns.Content));
    }

    [Fact]
    public async Task A_return_that_comes_again_is_deleted_again_and_one_with_something_new_counts()
    {
        var connection = await Reported();
        await Delete(connection, FirstOver);
        var after = await Stated(connection);
        // With the content that stands already it changes nothing, and its rows have no time left.
        await using (var app = await On(connection, FirstOver))
            await CaseReturns.Send(app, "RJ7", CaseReturns.Decision(), "the-same-again.csv");
        Assert.Equal(after.Amounts, (await Stated(connection)).Amounts);
        await Delete(connection, "2022-04-03");
        Assert.Empty(await CaseReturns.Find(connection, CaseReturns.Content));

        await using (var app = await On(connection, "2022-04-10"))
        {
            await CaseReturns.Send(app, "RJ7", CaseReturns.Decision(amount: "465.00", paid: "465.00"), "corrected.csv");
            await CaseReturns.Send(app, "RJ7", CaseReturns.Notices(comment: $"late {CaseReturns.Content}", arranged: "10:30"), "again.csv");
        }
        // Ready by 11 am on 8 June: four days, of which three are sought. Of the authority nothing stands any more, so it disputes nothing.
        var anew = await Stated(connection);
        Assert.Equal((Pence.FromPounds(620), Pence.FromPounds(465), 1, 0), (anew.Amounts.Computable, anew.Amounts.Due, anew.Cases.Length, anew.Deleted.Length));
        // What arrived late is kept a year.
        await Delete(connection, "2023-04-10");
        Assert.Equal(anew.Amounts, (await Stated(connection)).Amounts);
        Assert.NotEmpty(await CaseReturns.Find(connection, CaseReturns.Content));
        await Delete(connection, "2023-04-11");
        Assert.Equal((anew.Amounts, 1), ((await Stated(connection)).Amounts, (await Stated(connection)).Deleted.Length));
        Assert.Empty(await CaseReturns.Find(connection, CaseReturns.Content));
    }

    [Fact]
    public async Task A_decision_alone_about_a_deleted_case_changes_no_amount_and_goes_after_a_year()
    {
        var connection = await Reported();
        await Delete(connection, FirstOver);
        var deleted = await Stated(connection);
        await using (var app = await On(connection, "2022-04-10"))
            await CaseReturns.Send(app, "RJ7", CaseReturns.Decision(amount: "465.00", paid: "465.00"), "late.csv");
        foreach (var today in new[] { "2022-04-10", "2023-04-10" })
        {
            await Delete(connection, today);
            var waiting = await Stated(connection);
            Assert.Equal((deleted.Amounts, 1), (waiting.Amounts, waiting.Deleted.Length));
            Assert.Contains(waiting.Notes, note => note.StartsWith($"Case {CaseReturns.Case}: something arrived about it on 10 April 2022, after its rows were deleted.", StringComparison.Ordinal));
            Assert.NotEmpty(await CaseReturns.Find(connection, CaseReturns.Content));
        }
        await Delete(connection, "2023-04-11");
        var after = await Stated(connection);
        Assert.Equal(deleted.Amounts, after.Amounts);
        Assert.DoesNotContain(after.Notes, note => note.Contains(CaseReturns.Case, StringComparison.Ordinal));
        Assert.Empty(await CaseReturns.Find(connection, CaseReturns.Content));
    }

    [Fact]
    public async Task Interrupted_at_any_request_it_is_finished_by_the_next_run()
    {
        var reported = await Reported();
        var clean = await Copy(reported);
        var counting = new Interruption(int.MaxValue, before: true);
        await Delete(clean, FirstOver, counting);
        var expected = await Everything(clean);
        var amounts = (await Stated(reported)).Amounts;
        Assert.InRange(counting.Requests, 50, 2000);

        // Where it writes or deletes, on one side of the request or the other.
        Assert.NotEmpty(counting.Writes);
        foreach (var (at, number) in counting.Writes.Select((at, number) => (at, number)).Where(write => write.number % 5 == 0))
        {
            var connection = await Copy(reported);
            await Assert.ThrowsAnyAsync<Exception>(() => Delete(connection, FirstOver, new Interruption(at, before: number % 2 == 0)));
            // However far it got, the statement says the same as soon as it is made.
            await using (var app = await On(connection, FirstOver))
                await app.Get<Stating>().State("RJ7", default);
            Assert.Equal(amounts, (await Stated(connection)).Amounts);
            await Delete(connection, FirstOver);
            Assert.Equal(expected, await Everything(connection));
        }
    }

    /// <summary>Fails a storage request as a broken connection does, and every one after it.</summary>
    private sealed class Interruption(int at, bool before) : HttpPipelinePolicy
    {
        private readonly Lock _lock = new();
        private readonly List<int> _writes = [];
        private int _requests;

        public int Requests
        {
            get
            {
                lock (_lock)
                    return _requests;
            }
        }

        /// <summary>Those that change something.</summary>
        public ImmutableArray<int> Writes
        {
            get
            {
                lock (_lock)
                    return [.. _writes];
            }
        }

        public override void Process(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline) => ProcessNext(message, pipeline);

        public override async ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
        {
            var number = Count(message.Request);
            if (number >= at && before)
                throw new InvalidOperationException("Interrupted.");
            await ProcessNextAsync(message, pipeline);
            if (number >= at)
                throw new InvalidOperationException("Interrupted.");
        }

        private int Count(Request request)
        {
            // Making what is missing comes before the run.
            var creating = request.Uri.Query.Contains("restype=container", StringComparison.Ordinal) && request.Method == RequestMethod.Put;
            if (creating || request.Uri.Path.EndsWith("Tables", StringComparison.Ordinal))
                return 0;
            lock (_lock)
            {
                _requests++;
                if (request.Method != RequestMethod.Get && request.Method != RequestMethod.Head)
                    _writes.Add(_requests);
                return _requests;
            }
        }
    }

    private static BlobContainerClient Container(RunningApp app, string name) => app.Get<Accounts>().Returns.GetBlobContainerClient(name);

    /// <summary>Every blob and row of an account as text. Of workbooks the names, since two of the same content differ in bytes.</summary>
    private static async Task<SortedDictionary<string, string>> Everything(string connection)
    {
        var state = await StoredState.Tables(connection);
        var blobs = new BlobServiceClient(connection);
        await foreach (var container in blobs.GetBlobContainersAsync())
        {
            await foreach (var blob in blobs.GetBlobContainerClient(container.Name).GetBlobsAsync())
                state[$"{container.Name}/{blob.Name}"] = blob.Name.EndsWith(".xlsx", StringComparison.Ordinal) ? "a workbook" : await StoredState.Text(blobs.GetBlobContainerClient(container.Name).GetBlobClient(blob.Name));
        }
        return state;
    }

    /// <summary>The same account once more.</summary>
    private async Task<string> Copy(string from)
    {
        var to = azurite.NewConnectionString();
        var (source, target) = (new BlobServiceClient(from), new BlobServiceClient(to));
        await foreach (var container in source.GetBlobContainersAsync())
        {
            await target.CreateBlobContainerAsync(container.Name);
            await foreach (var blob in source.GetBlobContainerClient(container.Name).GetBlobsAsync())
                await target.GetBlobContainerClient(container.Name).UploadBlobAsync(blob.Name, (await source.GetBlobContainerClient(container.Name).GetBlobClient(blob.Name).DownloadContentAsync()).Value.Content);
        }
        await foreach (var table in new TableServiceClient(from).QueryAsync())
        {
            await new TableServiceClient(to).CreateTableIfNotExistsAsync(table.Name);
            await foreach (var row in new TableClient(from, table.Name).QueryAsync<TableEntity>())
                await new TableClient(to, table.Name).AddEntityAsync(row);
        }
        return to;
    }
}
