using System.Collections.Concurrent;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Storage.Blobs;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Monitoring.App.Hosting;
using Monitoring.App.Stages;
using Monitoring.Core.Figures;
using Monitoring.Core.Figures.Reimbursement;
using Monitoring.Core.Kernel;
using Monitoring.Core.Ledger;
using Monitoring.Core.Policy;
using Monitoring.Storage;

namespace Monitoring.App.Tests.Flow;

/// <summary>Issuing and posting on storage: many at once, interrupted at every request, before and after a month is closed. Today is 14 February 2020, and November 2019 is over.</summary>
public sealed class IssuingTests(AzuriteFixture azurite, ITestOutputHelper output)
{
    private static readonly StatementKey Key = MadeUpStatement.Key();

    /// <summary>One process: its stores and its stage, on an account of storage that others may use too.</summary>
    private sealed class Process
    {
        public Process(string connection, HttpPipelinePolicy? policy = null, Func<StatementKey, Task>? whileIssuing = null)
        {
            var address = new AccountAddress(connection);
            Accounts = new Accounts(address, address, address, policy is null ? [] : [policy]);
            (Statements, Postings, Issues, Closing, Unfinished, Notices) = (new(Accounts), new(Accounts), new(Accounts), new(Accounts), new(Accounts), new(Accounts));
            Issuing = new Issuing(Statements, Postings, Issues, Closing, Unfinished, Notices, new IssueWorkbooks(
                async (_, _, issued, _) =>
                {
                    if (whileIssuing is not null)
                        await whileIssuing(issued.Key);
                    return $"{issued.Key.BlobName}/{issued.Number}.xlsx";
                }, (_, _) => Task.CompletedTask), BusinessClock.With(TimeProvider.System, new DateOnly(2020, 2, 14)), Tally, NullLogger<Issuing>.Instance);
        }

        public Accounts Accounts { get; }
        public CaseFigureStore Statements { get; }
        public PostingsTable Postings { get; }
        public IssuedStore Issues { get; }
        public ClosingStore Closing { get; }
        public Unfinished Unfinished { get; }
        public NoticeStore Notices { get; }
        public Tally Tally { get; } = new();
        public Issuing Issuing { get; }

        public async Task<Account> Account(StatementKey key) => (await Postings.Find(key.Payee, key.Payer, default)).Account;

        public async Task<List<IssuedStatement>> Issued(StatementKey key)
        {
            var issued = new List<IssuedStatement>();
            await foreach (var one in Issues.Of(key, default))
                issued.Add(one);
            return issued;
        }

        public async Task<List<StatementKey>> Marks()
        {
            var marks = new List<StatementKey>();
            await foreach (var (statement, _) in Unfinished.Postings(default))
                marks.Add(statement);
            return marks;
        }

        /// <summary>What the sweep does about postings.</summary>
        public async Task Sweep()
        {
            await foreach (var (statement, mark) in Unfinished.Postings(default))
                await Issuing.Finish(statement, mark, default);
        }

        public Task<bool> Shut(string month) => Closing.Close(ReportingMonth.Parse(month), new ClosedMonth(ReportingMonth.Parse(month), new DateOnly(2020, 2, 14), "Cass"), default);
    }

    private async Task<(Process Process, string Connection)> Start()
    {
        var connection = azurite.NewConnectionString();
        var process = new Process(connection);
        await process.Accounts.CreateMissing(default);
        return (process, connection);
    }

    [Fact]
    public async Task A_statement_is_issued_once_and_again_only_after_it_changed_and_an_issue_never_changes()
    {
        var (process, _) = await Start();
        await process.Statements.Put(Key, 1_300_00, 1);
        var first = (await process.Issuing.Issue(Key, "Ann", default)).Issued!;
        Assert.Equal((1, "Ann", FigureStatus.Final, new Pence(1_300_00)), (first.Number, first.By, first.Status, first.Amounts.Due!.Value));
        Assert.Equal((PostingKind.FirstIssue, new Pence(1_300_00)), (Assert.Single(first.Postings).Kind, first.Postings[0].Amount));
        var kept = await Bytes(process, 1);
        Assert.Equal(Json.Bytes(first), kept);
        Assert.Equal(new Pence(1_300_00), (await process.Notices.Find<StatementIssuedNotice>("statement-issued/2019-11/RJ7/RJ7-730/0001", default))!.Amounts.Due);

        var again = await process.Issuing.Issue(Key, "Bob", default);
        Assert.Null(again.Issued);
        Assert.Equal("Nothing in the statement for RJ7 from 730, 2019-11 has changed since issue 1 of 14 February 2020 by Ann: that issue stands.", again.Problem);

        await process.Statements.Put(Key, 1_430_00, 2);
        Assert.Equal(new Pence(130_00), (await process.Issuing.PostDifference(Key, default)).Posting!.Amount);
        var second = (await process.Issuing.Issue(Key, "Bob", default)).Issued!;
        // The difference was posted before; it stands in the issue that comes after it, and in no other.
        Assert.Equal((2, PostingKind.Revision, first.Postings[0].Key), (second.Number, Assert.Single(second.Postings).Kind, second.Postings[0].RefersTo));
        Assert.Equal(kept, await Bytes(process, 1));
        Assert.Equal([1, 2], (await process.Issued(Key)).Select(issued => issued.Number));
        Assert.Equal(1, await process.Closing.StatementsOf(Key.Month, default));
        Assert.Equal(new Pence(1_430_00), (await process.Account(Key)).Balance);
        Assert.Empty(await process.Marks());

        static async Task<byte[]> Bytes(Process process, int number) =>
            (await process.Accounts.Returns.GetBlobContainerClient(Containers.Statements).GetBlobClient(IssuedStore.NameOf(Key, number)).DownloadContentAsync()).Value.Content.ToArray();
    }

    [Fact]
    public async Task What_cannot_be_issued_is_refused_in_words_and_nothing_is_posted()
    {
        var (process, _) = await Start();
        Assert.Equal("There is no statement for RJ7 from 730, 2019-11.", (await process.Issuing.Issue(Key, "Ann", default)).Problem);
        await process.Statements.Put(Key, null, 1);
        Assert.StartsWith("Nobody has decided yet whether payment is required for RJ7 from 730, 2019-11", (await process.Issuing.Issue(Key, "Ann", default)).Problem, StringComparison.Ordinal);
        await process.Statements.Put(MadeUpStatement.Of(Key, 1_00, 2, FigureStatus.NotCalculable));
        Assert.Equal("The statement for RJ7 from 730, 2019-11 cannot be worked out: No rate is known for the authority.", (await process.Issuing.Issue(Key, "Ann", default)).Problem);
        await process.Statements.Put(MadeUpStatement.Of(Key, 1_00, 3) with { Hypothetical = "155 pounds a day" });
        Assert.Contains("supposition", (await process.Issuing.Issue(Key, "Ann", default)).Problem, StringComparison.Ordinal);
        await process.Statements.Put(Key, 1_00, 4);
        Assert.Equal("The statement for RJ7 from 730, 2019-11 has changed since you opened it.", (await process.Issuing.Issue(Key, "Ann", default, seen: Digest.Of(Json.Bytes(MadeUpStatement.Of(Key, null, 1))))).Problem);
        Assert.Empty((await process.Account(Key)).Postings);
        Assert.NotNull((await process.Issuing.Issue(Key, "Ann", default, seen: Digest.Of(Json.Bytes(MadeUpStatement.Of(Key, 1_00, 4))))).Issued);
    }

    [Fact]
    public async Task Nothing_is_posted_before_the_first_issue_and_what_is_undecided_again_stays_posted_and_is_said()
    {
        var (process, _) = await Start();
        await process.Statements.Put(Key, 100_00, 1);
        Assert.Null((await process.Issuing.PostDifference(Key, default)).Posting);
        await process.Issuing.Issue(Key, "Ann", default);
        await process.Statements.Put(Key, null, 2);
        var next = await process.Issuing.PostDifference(Key, default);
        Assert.Equal((null, "What is required for RJ7 from 730, 2019-11 is no longer decided: £100.00 stays posted until it is."), (next.Posting, next.Why));
        var notices = await Names(process, Containers.Notices, "undecided/2019-11/RJ7/RJ7-730/");
        Assert.Single(notices);
        await process.Statements.Put(Key, 60_00, 3);
        Assert.Equal(new Pence(-40_00), (await process.Issuing.PostDifference(Key, default)).Posting!.Amount);
    }

    [Fact]
    public async Task After_closing_a_first_issue_is_late_and_a_correction_lands_in_the_first_open_month_with_a_reference_back()
    {
        var (process, _) = await Start();
        var late = MadeUpStatement.Key("729");
        await process.Statements.Put(Key, 100_00, 1);
        await process.Statements.Put(late, 50_00, 1);
        var first = (await process.Issuing.Issue(Key, "Ann", default)).Issued!;
        Assert.True(await process.Shut("2019-11"));
        Assert.True(await process.Shut("2019-12"));

        var issued = (await process.Issuing.Issue(late, "Ann", default)).Issued!;
        Assert.Equal((FigureStatus.FinalLate, PostingKind.LateIssue, "2019-11"), (issued.Status, issued.Postings[0].Kind, issued.Postings[0].PostedTo.ToString()));

        await process.Statements.Put(Key, 70_00, 2);
        var correction = (await process.Issuing.PostDifference(Key, default)).Posting!;
        Assert.Equal((PostingKind.Correction, "2020-01", new Pence(-30_00), first.Postings[0].Key), (correction.Kind, correction.PostedTo.ToString(), correction.Amount, correction.RefersTo));
        var said = (await process.Notices.Find<RestatementNotice>("restatement/2019-11/RJ7/RJ7-730/0002", default))!;
        Assert.Equal("£70.00 is due for RJ7 from 730, 2019-11 instead of £100.00. The difference of -£30.00 is posted to January 2020, because November 2019 is closed.", said.InWords);
        Assert.Equal(FigureStatus.Final, (await process.Issuing.Issue(Key, "Ann", default)).Issued!.Status);

        await process.Statements.Put(late, 55_00, 2);
        await process.Issuing.PostDifference(late, default);
        Assert.Equal(FigureStatus.FinalLate, (await process.Issuing.Issue(late, "Ann", default)).Issued!.Status);
        Assert.Equal(new Pence(100_00), (await process.Account(Key)).PostedTo(Key.Month).Aggregate(default(Pence), (sum, posting) => sum + posting.Amount));
    }

    [Fact]
    public async Task Two_processes_that_issue_on_one_account_at_once_both_end_in_it_and_one_has_to_read_again()
    {
        var (process, connection) = await Start();
        StatementKey[] keys = [.. Enumerable.Range(1, 8).Select(month => MadeUpStatement.Key(month: $"2019-{month:00}"))];
        foreach (var key in keys)
            await process.Statements.Put(key, key.Month.Month * 100, 1);
        // Each has read the account when the last of them has: only then may any of them post.
        var (waiting, all) = (keys.Length, new TaskCompletionSource());
        Task Meet(StatementKey key)
        {
            if (Interlocked.Decrement(ref waiting) == 0)
                all.SetResult();
            return all.Task;
        }
        Process[] processes = [new(connection, whileIssuing: Meet), new(connection, whileIssuing: Meet)];
        var answers = await Task.WhenAll(keys.Select((key, i) => processes[i % 2].Issuing.Issue(key, "Ann", default)));

        Assert.All(answers, answer => Assert.NotNull(answer.Issued));
        Assert.True(processes.Sum(one => one.Tally.PostedMeanwhile.Value) >= keys.Length - 1);
        var account = await process.Account(keys[0]);
        Assert.Equal(Enumerable.Range(1, keys.Length), account.Postings.Select(posting => posting.Number));
        Assert.Equal(new Pence(keys.Sum(key => key.Month.Month * 100)), account.Balance);
        Assert.All(keys, key => Assert.Equal(new Pence(key.Month.Month * 100), account.Posted(key)));
        Assert.Empty(await process.Marks());
    }

    [Fact]
    public async Task Two_people_who_issue_the_same_statement_at_once_make_one_issue()
    {
        var (process, connection) = await Start();
        await process.Statements.Put(Key, 100_00, 1);
        var (waiting, both) = (2, new TaskCompletionSource());
        Task Meet(StatementKey key)
        {
            if (Interlocked.Decrement(ref waiting) == 0)
                both.SetResult();
            return both.Task;
        }
        Process[] processes = [new(connection, whileIssuing: Meet), new(connection, whileIssuing: Meet)];
        var answers = await Task.WhenAll(processes[0].Issuing.Issue(Key, "Ann", default), processes[1].Issuing.Issue(Key, "Bob", default));
        var issued = Assert.Single(answers, answer => answer.Issued is not null).Issued!;
        Assert.EndsWith($"by {issued.By}: that issue stands.", Assert.Single(answers, answer => answer.Issued is null).Problem, StringComparison.Ordinal);
        Assert.Single(await process.Issued(Key));
        Assert.Single((await process.Account(Key)).Postings);
    }

    [Fact]
    public async Task The_same_computation_is_posted_once_however_many_deliver_it_and_in_the_end_the_account_is_what_stands()
    {
        var (process, connection) = await Start();
        StatementKey[] keys = [.. Enumerable.Range(1, 4).Select(month => MadeUpStatement.Key(month: $"2019-{month:00}"))];
        foreach (var key in keys)
        {
            await process.Statements.Put(key, 0, 1);
            await process.Issuing.Issue(key, "Ann", default);
        }
        Process[] processes = [new(connection), new(connection), new(connection)];
        var posted = new ConcurrentBag<Posting>();
        // A, B, A, B, ...: each version is written and delivered to every process at once; deliveries of earlier ones are still under way.
        var deliveries = new List<Task>();
        for (var version = 2; version < 8; version++)
        {
            foreach (var key in keys)
                await process.Statements.Put(key, version % 2 == 0 ? 130_00 : 260_00, version);
            deliveries.AddRange(processes.SelectMany(one => keys.Select(key => Task.Run(() => Deliver(one, key)))));
        }
        await Task.WhenAll(deliveries);

        var account = await process.Account(keys[0]);
        Assert.All(keys, key => Assert.Equal(new Pence(260_00), account.Posted(key)));
        Assert.Equal(keys.Length + posted.Count, account.Postings.Length);
        Assert.Equal(account.Postings.Length, account.Postings.Select(posting => (posting.About, posting.Key)).Distinct().Count());
        Assert.DoesNotContain(account.Postings.Skip(keys.Length), posting => posting.Amount == default);
        Assert.Equal(account.Postings.Length - keys.Length, (await Names(process, Containers.Notices, "restatement/")).Count);
        output.WriteLine($"{posted.Count} differences posted of {deliveries.Count} deliveries; {processes.Sum(one => one.Tally.PostedMeanwhile.Value)} had to read again.");

        async Task Deliver(Process one, StatementKey key)
        {
            if ((await one.Issuing.PostDifference(key, default)).Posting is { } posting)
                posted.Add(posting);
        }
    }

    [Fact]
    public async Task A_statement_that_changes_while_it_is_being_issued_is_brought_up_to_date_afterwards()
    {
        var (process, connection) = await Start();
        await process.Statements.Put(Key, 100_00, 1);
        // Whoever writes the document finds nothing issued yet.
        var other = new Process(connection, whileIssuing: async key =>
        {
            await process.Statements.Put(key, 130_00, 2);
            Assert.Null((await process.Issuing.PostDifference(key, default)).Posting);
        });
        var issued = (await other.Issuing.Issue(Key, "Ann", default)).Issued!;
        Assert.Equal(new Pence(100_00), issued.Amounts.Due);
        Assert.Equal([100_00L, 30_00], (await process.Account(Key)).Postings.Select(posting => posting.Amount.Number));
    }

    [Theory, InlineData(true), InlineData(false)]
    public async Task Nobody_posts_to_a_month_who_looked_before_it_was_closed(bool accountIsNew)
    {
        await using var app = await RunningApp.Stages(azurite.NewConnectionString());
        var process = new Process(app.Connection);
        await process.Statements.Put(Key, 100_00, 1);
        await process.Statements.Put(MadeUpStatement.Key("729"), 50_00, 1);
        await process.Issuing.Issue(MadeUpStatement.Key("729"), "Ann", default);
        if (!accountIsNew)
        {
            await process.Statements.Put(MadeUpStatement.Key(month: "2019-10"), 1_00, 1);
            await process.Issuing.Issue(MadeUpStatement.Key(month: "2019-10"), "Ann", default);
        }
        var closed = false;
        var other = new Process(app.Connection, whileIssuing: async key =>
        {
            if (!closed)
                Assert.NotNull((await app.Get<Closers>().Close(key.Month, "Cass", default)).Closed);
            closed = true;
        });
        var issued = (await other.Issuing.Issue(Key, "Ann", default)).Issued!;
        Assert.Equal((PostingKind.LateIssue, FigureStatus.FinalLate), (Assert.Single(issued.Postings).Kind, issued.Status));
        Assert.Equal(1, other.Tally.PostedMeanwhile.Value);
    }

    /// <summary>However far closing came, nobody posts to the month from an account read before, once the sweep has been there; and a month that was not closed is left open.</summary>
    [Theory, InlineData(true), InlineData(false)]
    public async Task A_closing_cut_off_at_any_request_is_finished_by_the_sweep(bool afterAnswer)
    {
        await using var app = await RunningApp.Stages(azurite.NewConnectionString());
        var process = new Process(app.Connection);
        var (open, untouched, done) = (0, 0, false);
        for (var request = 1; !done; request++)
        {
            Assert.True(request < 100, "Closing must come to an end.");
            var key = MadeUpStatement.Key(month: new ReportingMonth(2010, 12).AddMonths(request).ToString());
            await process.Statements.Put(key, 100_00, 1);
            await process.Issuing.Issue(key, "Ann", default);
            var before = await process.Postings.Find(key.Payee, key.Payer, default);
            await using (var doomed = await RunningApp.Stages(app.Connection, with: builder => builder.Services.AddSingleton<HttpPipelinePolicy>(new PowerCut(request, afterAnswer, allowsPreparation: true))))
            {
                try
                {
                    await doomed.Get<Closers>().Close(key.Month, "Cass", default);
                    done = true;
                }
                catch (PowerCutException)
                {
                }
            }
            var closed = (await process.Closing.Closed(default)).Contains(key.Month);
            var touched = (await process.Postings.Find(key.Payee, key.Payer, default)).ETag != before.ETag;
            Assert.False(touched && !closed);
            (open, untouched) = (open + (closed ? 0 : 1), untouched + (closed && !touched ? 1 : 0));
            await app.Get<Sweeping>().Sweep(default);
            Assert.Empty(await app.Unfinished());
            Assert.Equal(closed, (await process.Closing.Closed(default)).Contains(key.Month));
            Assert.Equal(closed, await process.Notices.Find<ClosedMonth>($"closed/{key.Month}", default) is not null);
            var posting = before.Account.Next(new Computation(key, new Pence(1), new ArrivalOrder("later")), issue: false, new HashSet<ReportingMonth>(), "Ann", DateTimeOffset.UnixEpoch).Posting;
            Assert.Equal(!closed, await process.Postings.Add(before, posting, null, default));
        }
        output.WriteLine($"Cut off before the month was closed {open} times, and after it before the account was told {untouched} times.");
        Assert.True(open > 0 && untouched > 0);
    }

    [Theory, InlineData(true), InlineData(false)]
    public async Task An_issue_cut_off_at_any_request_is_finished_by_the_sweep_or_by_issuing_again(bool afterAnswer)
    {
        var (process, connection) = await Start();
        var (cut, done) = (0, false);
        for (var request = 1; !done; request++)
        {
            Assert.True(request < 100, "Issuing must come to an end.");
            var key = MadeUpStatement.Key($"A{request:000}");
            await process.Statements.Put(key, 100_00, 1);
            var doomed = new Process(connection, new PowerCut(request, afterAnswer));
            try
            {
                await doomed.Issuing.Issue(key, "Ann", default);
                done = true;
            }
            catch (PowerCutException)
            {
                cut++;
            }
            await process.Sweep();
            var again = await process.Issuing.Issue(key, "Bob", default);
            var issued = Assert.Single(await process.Issued(key));
            Assert.Equal(again.Issued is null ? "Ann" : "Bob", issued.By);
            Assert.Equal(Json.Bytes((await process.Postings.Find(key.Payee, key.Payer, default)).LastIssue(key)), Json.Bytes(issued));
            Assert.Equal(issued.Postings, (await process.Account(key)).Postings);
            Assert.Equal(new Pence(100_00), (await process.Account(key)).Balance);
            Assert.NotNull(await process.Notices.Find<StatementIssuedNotice>($"statement-issued/2019-11/RJ7/RJ7-{key.Payer}/0001", default));
            Assert.Empty(await process.Marks());
        }
        output.WriteLine($"Cut off at each of {cut} requests, {(afterAnswer ? "after" : "before")} storage answered.");
        Assert.True(cut >= 10);
    }

    [Theory, InlineData(true), InlineData(false)]
    public async Task A_correction_cut_off_at_any_request_is_finished_by_the_sweep_or_by_the_next_delivery(bool afterAnswer)
    {
        var (process, connection) = await Start();
        var (cut, done) = (0, false);
        for (var request = 1; !done; request++)
        {
            Assert.True(request < 100, "Posting must come to an end.");
            var key = MadeUpStatement.Key($"A{request:000}");
            await process.Statements.Put(key, 100_00, 1);
            await process.Issuing.Issue(key, "Ann", default);
            await process.Statements.Put(key, 130_00, 2);
            try
            {
                await new Process(connection, new PowerCut(request, afterAnswer)).Issuing.PostDifference(key, default);
                done = true;
            }
            catch (PowerCutException)
            {
                cut++;
            }
            await process.Sweep();
            await process.Issuing.PostDifference(key, default);
            Assert.Equal([100_00L, 30_00], (await process.Account(key)).Postings.Select(posting => posting.Amount.Number));
            Assert.NotNull(await process.Notices.Find<RestatementNotice>($"restatement/2019-11/RJ7/RJ7-{key.Payer}/0002", default));
            Assert.Empty(await process.Marks());
        }
        Assert.True(cut >= 6);
    }

    [Fact]
    public async Task An_account_that_does_not_add_up_to_its_head_is_not_read()
    {
        var (process, _) = await Start();
        await process.Statements.Put(Key, 100_00, 1);
        await process.Issuing.Issue(Key, "Ann", default);
        var table = process.Accounts.Tables.GetTableClient(PostingsTable.Name);
        await foreach (var row in table.QueryAsync<Azure.Data.Tables.TableEntity>())
        {
            if (row.TryGetValue("Amount", out _))
                await table.UpdateEntityAsync(new Azure.Data.Tables.TableEntity(row) { ["Amount"] = 100_01L }, row.ETag);
        }
        var failure = await Assert.ThrowsAsync<InvalidDataException>(() => process.Postings.Find("RJ7", "730", default));
        Assert.Equal("The account of RJ7 with 730 has 1 postings that come to £100.01; its head says 1 and £100.00.", failure.Message);
    }

    private static async Task<List<string>> Names(Process process, string container, string prefix)
    {
        var names = new List<string>();
        await foreach (var blob in process.Accounts.Returns.GetBlobContainerClient(container).GetBlobsAsync(new Azure.Storage.Blobs.Models.GetBlobsOptions { Prefix = prefix }))
            names.Add(blob.Name);
        return names;
    }

    private sealed class PowerCutException : Exception;

    /// <summary>From the Nth request on nothing reaches storage, or its answer reaches nobody.</summary>
    /// <param name="allowsPreparation">Making what is missing comes before the first request.</param>
    private sealed class PowerCut(int atRequest, bool afterAnswer, bool allowsPreparation = false) : HttpPipelinePolicy
    {
        private int _requests;

        public override void Process(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline) => throw new NotSupportedException();

        public override async ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
        {
            if (allowsPreparation && (message.Request.Uri.Query.Contains("restype=container", StringComparison.Ordinal) && message.Request.Method == RequestMethod.Put || message.Request.Uri.Path.EndsWith("Tables", StringComparison.Ordinal)))
            {
                await ProcessNextAsync(message, pipeline);
                return;
            }
            var request = Interlocked.Increment(ref _requests);
            if (request > atRequest || (request == atRequest && !afterAnswer))
                throw new PowerCutException();
            await ProcessNextAsync(message, pipeline);
            if (request == atRequest)
                throw new PowerCutException();
        }
    }
}
