using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Azure.Storage.Blobs;
using Monitoring.App.Doors;
using Monitoring.App.Local;
using Monitoring.App.Stages;
using Monitoring.Core.Figures.Reimbursement;
using Monitoring.Core.Kernel;
using Monitoring.Core.Ledger;
using Monitoring.Core.Returns;
using Monitoring.Core.Validation;
using Monitoring.Files.Readers;
using Monitoring.Files.Statements;
using Monitoring.Storage;

namespace Monitoring.App.Tests.Flow;

/// <summary>Reimbursement from the upload of notices to the workbook of a statement.</summary>
public sealed class StatementFlowTests(AzuriteFixture azurite)
{
    private static readonly ReportingMonth June = new(2015, 6), July = new(2015, 7);
    private static readonly StatementKey Merton = new("RJ7", "RJ7", "730", June);

    /// <summary>Notices of 1 and 2 June 2015, relevant day 3 June: the days from 4 June count, at £155 in London (SI 2014/2823 reg 10).</summary>
    private static readonly DateOnly Monday = new(2015, 6, 1);

    private static byte[] Sample(string name) => File.ReadAllBytes(RepositoryFolder.Of($"sample-data/returns/{name}"));

    /// <summary>A case that is ready at a time of a day of June 2015.</summary>
    private static string Case(string nhsBody, string reference, int day, int hour, string authority = "730", string more = "") =>
        SmallCases.Case(nhsBody, reference, authority, Monday, new DateTime(2015, 6, day, hour, 0, 0), more);

    private static async Task SendSample(RunningApp app)
    {
        await app.Send("730", Sample("730/invented-730-delay-notices-2015-06.csv"), "730-notices.csv");
        await app.Send("RJ7", Sample("RJ7/invented-RJ7-delay-notices-2015-06.csv"), "RJ7-notices.csv");
        await app.Send("RJ7", Sample("RJ7/invented-RJ7-reimbursement-decisions-2015-06.csv"), "RJ7-decisions.csv");
        await app.Send("730", Sample("730/invented-730-reimbursement-decisions-2015-06.csv"), "730-decisions.csv");
        await app.Finish();
    }

    /// <summary>Example E20 of the reimbursement rules: 5 days in the NHS body's view, 4 in the authority's, one fact between them.</summary>
    [Fact]
    public async Task From_the_returns_of_both_parties_to_a_statement_and_its_workbook()
    {
        await using var app = await RunningApp.Start(azurite.NewConnectionString());
        await SendSample(app);

        var statement = (await app.Statement(Merton))!;
        Assert.Equal(
            new StatementAmounts(null, Pence.FromPounds(775), Pence.FromPounds(775), Pence.FromPounds(620), Pence.FromPounds(155), Pence.FromPounds(620)), statement.Amounts);
        var stated = Assert.Single(statement.Cases, one => one.Case == "D-15-0412");
        Assert.Equal(
            [(4, DayStanding.Agreed), (5, DayStanding.Agreed), (6, DayStanding.Agreed), (7, DayStanding.Agreed), (8, DayStanding.OnlyNhsBody)],
            stated.Days.Where(day => day.Standing is not DayStanding.AgreedNot).Select(day => (day.Date.Day, day.Standing)));

        using var http = new HttpClient { BaseAddress = app.Control.Address };
        using var workbook = await http.GetAsync(Uri("statements/RJ7/RJ7/730/2015-06/latest.xlsx"));
        Assert.Equal(ContentTypes.Workbook, workbook.Content.Headers.ContentType!.ToString());
        var sheets = ReturnFile.Read(new MemoryStream(await workbook.Content.ReadAsByteArrayAsync()), "s.xlsx", 10_000_000).Sheets;
        Assert.Contains(sheets.SelectMany(sheet => sheet.Lines).SelectMany(line => line.Cells), cell => cell.Contains("D-15-0412", StringComparison.Ordinal));
        var pointer = (await http.GetFromJsonAsync<LatestStatement>(Uri("statements/RJ7/RJ7/730/2015-06/latest.json"), Json.Options))!;
        using var version = await http.GetAsync(Uri($"statements/{pointer.Workbook}"));
        Assert.Equal(HttpStatusCode.OK, version.StatusCode);
        Assert.StartsWith(string.Join(',', Journal.Columns), await http.GetStringAsync(Uri("statements/RJ7/RJ7/730/2015-06/latest.csv")), StringComparison.Ordinal);

        var page = await http.GetStringAsync(Uri("statements/RJ7/RJ7/730/2015-06?as=page"));
        Assert.Contains("Merton", page, StringComparison.Ordinal);
        Assert.Contains("href=\"/statements/RJ7/RJ7/730/2015-06/latest.xlsx\"", page, StringComparison.Ordinal);
        Assert.Contains("href=\"/statements/RJ7/RJ7/730/2015-06\"", await http.GetStringAsync(Uri("statements?as=page")), StringComparison.Ordinal);
    }

    /// <summary>A reader takes one day and finds the notice, when it counts as given, the relevant day and the provision: in the statement and in the receipt alike.</summary>
    [Fact]
    public async Task From_a_day_the_JSON_leads_to_the_notice_the_deemed_time_the_relevant_day_and_the_provision()
    {
        await using var app = await RunningApp.Start(azurite.NewConnectionString());
        await app.Send("730", Sample("730/invented-730-delay-notices-2015-06.csv"), "730-notices.csv");
        var receipt = await app.Send("RJ7", Sample("RJ7/invented-RJ7-delay-notices-2015-06.csv"), "RJ7-notices.csv");
        await app.Finish();
        using var http = new HttpClient { BaseAddress = app.Control.Address };

        using var answer = JsonDocument.Parse(await http.GetStringAsync(Uri($"receipts/RJ7/{receipt.Submission}")));
        var received = Assert.Single(answer.RootElement.GetProperty("cases").EnumerateArray());
        Assert.Equal(("D-15-0412", 5, 77500), (received.GetProperty("case").GetString(), received.GetProperty("daysCounted").GetInt32(), received.GetProperty("amount").GetInt32()));
        Assert.False(received.TryGetProperty("problem", out _));
        var decided = received.GetProperty("decided");
        Walk(decided, decided.GetProperty("days").EnumerateArray().Single(day => day.GetProperty("date").GetString() == "2015-06-04"));

        var address = Assert.Single(received.GetProperty("statements").EnumerateArray()).GetString()!;
        Assert.Equal("/statements/RJ7/RJ7/730/2015-06", address);
        using var statement = JsonDocument.Parse(await http.GetStringAsync(Uri(address[1..])));
        var stated = statement.RootElement.GetProperty("statement").GetProperty("cases").EnumerateArray().Single(one => one.GetProperty("case").GetString() == "D-15-0412");
        Walk(stated.GetProperty("nhsBodyView"), stated.GetProperty("days").EnumerateArray().Single(day => day.GetProperty("date").GetString() == "2015-06-04").GetProperty("nhsBody"));

        // On the page the same case stands in a sentence's width.
        var page = WebUtility.HtmlDecode(await http.GetStringAsync(Uri($"receipts/RJ7/{receipt.Submission}?as=page")));
        Assert.Contains("The days of each case", page, StringComparison.Ordinal);
        Assert.Contains("£775.00", page, StringComparison.Ordinal);
        Assert.Contains("href=\"/statements/RJ7/RJ7/730/2015-06\"", page, StringComparison.Ordinal);

        static void Walk(JsonElement view, JsonElement day)
        {
            Assert.True(day.GetProperty("counts").GetBoolean());
            Assert.Equal(15500, day.GetProperty("rate").GetInt32());
            Assert.NotEqual("", day.GetProperty("fact").GetString());
            Assert.Matches("Care Act 2014|SI 2014/2823", day.GetProperty("provision").GetString());
            var period = Numbered(view, "periods", day.GetProperty("period").GetInt32());
            Assert.Equal("2015-06-03", period.GetProperty("relevantDay").GetString());
            // Given at 13:59, by 14:00: it counts on that day. SI 2014/2823 reg 11.
            var assessment = Numbered(view, "notices", period.GetProperty("assessment").GetInt32());
            Assert.Equal(("AN-0412", "13:59:00", "2015-06-01"), (assessment.GetProperty("reference").GetString(), assessment.GetProperty("given").GetProperty("time").GetString(), assessment.GetProperty("countsFrom").GetString()));
            Assert.NotEqual("", assessment.GetProperty("countsProvision").GetString());
            var discharge = Numbered(view, "notices", period.GetProperty("discharge").GetInt32());
            Assert.Equal(("DN-0412", "2015-06-02", "2015-06-03"), (discharge.GetProperty("reference").GetString(), discharge.GetProperty("countsFrom").GetString(), discharge.GetProperty("proposed").GetString()));
        }

        static JsonElement Numbered(JsonElement view, string what, int number) => view.GetProperty(what).EnumerateArray().Single(one => one.GetProperty("number").GetInt32() == number);
    }

    /// <summary>Given at 15:00 on the day before, it counts as given on the proposed day itself: less than one day before (SI 2014/2823 regs 5 and 11).</summary>
    [Fact]
    public async Task The_receipt_says_which_notice_is_not_valid_and_what_would_have_made_it_so()
    {
        await using var app = await RunningApp.Start(azurite.NewConnectionString());
        var late = Case("RJ7", "D-15-0500", 8, 13).Replace("Discharge notice,2015-06-02 10:00", "Discharge notice,2015-06-02 15:00", StringComparison.Ordinal);
        var receipt = await app.Send("RJ7", SmallCases.Notices(late));
        using var http = new HttpClient { BaseAddress = app.Control.Address };

        var received = Assert.Single((await http.GetFromJsonAsync<ReceiptAndEffect>(Uri($"receipts/RJ7/{receipt.Submission}"), Json.Options))!.Cases!.Value);
        Assert.Equal((0, default), (received.DaysCounted, received.Amount));
        Assert.Contains("3 June 2015", received.Problem!, StringComparison.Ordinal);
        Assert.Contains("14:00", received.Problem!, StringComparison.Ordinal);
        Assert.Contains("14:00", await http.GetStringAsync(Uri($"receipts/RJ7/{receipt.Submission}?as=page")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_NHS_bodies_have_statements_of_their_own_with_one_authority()
    {
        await using var app = await RunningApp.Start(azurite.NewConnectionString());
        await app.Send("RJ7", SmallCases.Notices(Case("RJ7", "D-15-0412", 8, 13)));
        await app.Send("RTG", SmallCases.Notices(Case("RTG", "D-15-0412", 6, 13)));
        await app.Send("730", SmallCases.Notices(Case("RJ7", "D-15-0412", 8, 13), Case("RTG", "D-15-0412", 6, 13)));
        await app.Finish();

        // The same reference in two NHS bodies is two cases.
        Assert.Equal(Pence.FromPounds(5 * 155), (await app.Statement(Merton))!.Amounts.Computable);
        Assert.Equal(Pence.FromPounds(3 * 155), (await app.Statement(new("RTG", "RTG", "730", June)))!.Amounts.Computable);
        Assert.All((await app.Statement(Merton))!.Cases, one => Assert.Equal("RJ7", one.AuthorityView!.NhsBody));
    }

    [Fact]
    public async Task A_correction_after_the_issue_is_posted_as_its_difference_and_what_was_issued_stays()
    {
        await using var app = await RunningApp.Start(azurite.NewConnectionString());
        await app.Send("RJ7", SmallCases.Notices(Case("RJ7", "D-15-0412", 8, 13)));
        await app.Send("730", SmallCases.Notices(Case("RJ7", "D-15-0412", 8, 13)));
        await app.Send("RJ7", SmallCases.Decisions(SmallCases.Decision("2015-06", "RJ7", "730", "D-15-0412", 5, 775)));
        await app.Finish();
        var issued = (await app.Get<Issuing>().Issue(Merton, "Ann Example", default)).Issued!;
        await app.Finish();
        var first = await app.Get<CasePublishedStore>().Find(issued.Workbook[(issued.Workbook.StartsWith(Containers.CasePublished, StringComparison.Ordinal) ? Containers.CasePublished.Length + 1 : 0)..], default);
        Assert.NotNull(first);
        Assert.Equal(Pence.FromPounds(775), (await Account(app)).Posted(Merton));

        // Both find that the patient was ready a day earlier.
        await app.Send("RJ7", SmallCases.Notices(Case("RJ7", "D-15-0412", 7, 13)));
        await app.Send("730", SmallCases.Notices(Case("RJ7", "D-15-0412", 7, 13)));
        await app.Finish();

        var statement = (await app.Statement(Merton))!;
        Assert.Equal((Pence.FromPounds(620), Pence.FromPounds(620)), (statement.Amounts.Computable, statement.Amounts.Due!.Value));
        var account = await Account(app);
        Assert.Equal(Pence.FromPounds(620), account.Posted(Merton));
        Assert.Equal(first, await app.Get<CasePublishedStore>().Find(issued.Workbook, default));
        // The workbook that is shown has what was posted since.
        var pointer = (await app.Get<CasePublishedStore>().FindLatest(Merton, default))!.Value.Latest;
        Assert.NotEqual(issued.Workbook, pointer.Workbook);
        var (shown, last) = await app.Get<StatementAccounts>().Of(Merton, default);
        Assert.Equal(StatementAccounts.DigestOf(shown, last), pointer.Account);
        Assert.Equal(Digest.Of((await app.Get<CaseFigureStore>().Find(Merton, default))!.Content), pointer.Figures);

        // The same returns once more change nothing of the account.
        var postings = account.Postings.Length;
        await app.Send("RJ7", SmallCases.Notices(Case("RJ7", "D-15-0412", 7, 13)));
        await app.Get<Rebuilding>().Rebuild(default);
        await app.Finish();
        Assert.Equal(postings, (await Account(app)).Postings.Length);
    }

    [Fact]
    public async Task A_statement_whose_case_moved_to_another_month_stays_and_says_that_nothing_is_due_by_it()
    {
        await using var app = await RunningApp.Start(azurite.NewConnectionString());
        await app.Send("RJ7", SmallCases.Notices(Case("RJ7", "D-15-0412", 8, 13)));
        await app.Send("730", SmallCases.Notices(Case("RJ7", "D-15-0412", 8, 13)));
        await app.Send("RJ7", SmallCases.Decisions(SmallCases.Decision("2015-06", "RJ7", "730", "D-15-0412", 5, 775)));
        await app.Finish();
        Assert.NotNull((await app.Get<Issuing>().Issue(Merton, "Ann Example", default)).Issued);

        // It was July: Monday 6 July, ready on Monday 13 July at 13:00, so that 9 to 13 July count. The decision goes with it.
        var july = SmallCases.Case("RJ7", "D-15-0413", "730", new(2015, 7, 6), new(2015, 7, 13, 13, 0, 0));
        var before = (await app.Statement(Merton))!;
        await app.Send("RJ7", SmallCases.Notices(july));
        await app.Send("RJ7", SmallCases.Notices(SmallCases.Case("RJ7", "D-15-0412", "730", new(2015, 7, 6), new(2015, 7, 13, 13, 0, 0))));
        await app.Send("730", SmallCases.Notices(SmallCases.Case("RJ7", "D-15-0412", "730", new(2015, 7, 6), new(2015, 7, 13, 13, 0, 0))));
        await app.Finish();

        Assert.Equal(Pence.FromPounds(2 * 775), (await app.Statement(Merton with { Month = July }))!.Amounts.Computable);
        var after = (await app.Statement(Merton))!;
        Assert.Equal(default, after.Amounts.Computable);
        Assert.True(after.Amounts.Due is null or { Number: 0 });
        Assert.True(after.LastAcceptance > before.LastAcceptance);
    }

    /// <summary>
    /// Example E23: Merton (730) was notified and paid; on 20 July 2015 it turns out that Enfield (723) is responsible. What was paid is recovered, for the same days (SI 2014/2823 reg 12).
    /// </summary>
    [Fact]
    public async Task What_an_authority_paid_for_another_has_a_statement_between_the_two()
    {
        await using var app = await RunningApp.Start(azurite.NewConnectionString());
        var other = SmallCases.Other("RJ7", "D-15-0412", "730", new(2015, 7, 20, 12, 0, 0), "723");
        await app.Send("RJ7", SmallCases.Notices(Case("RJ7", "D-15-0412", 8, 13, more: other)));
        await app.Send("730", SmallCases.Notices(Case("RJ7", "D-15-0412", 8, 13, more: other)));
        await app.Send("RJ7", SmallCases.Decisions(SmallCases.Decision("2015-06", "RJ7", "730", "D-15-0412", 5, 775, agreed: 775, paid: 775)));
        await app.Finish();

        Assert.Equal(Pence.FromPounds(775), (await app.Statement(Merton))!.Amounts.Due);
        var between = new StatementKey("RJ7", "730", "723", June);
        var recovery = (await app.Statement(between))!;
        Assert.True(between.IsRecovery);
        Assert.Equal(Pence.FromPounds(775), recovery.Amounts.Required);
        Assert.Equal("SI 2014/2823 reg 12", Assert.Single(recovery.Recoveries).Provision);

        foreach (var (caller, expected) in new[] { ("Ann; sender=730", HttpStatusCode.OK), ("Ann; sender=723", HttpStatusCode.OK), ("Ann; sender=RJ7", HttpStatusCode.OK), ("Ann; sender=RTG", HttpStatusCode.Forbidden), ("Ann; sender=507; role=Workbooks.Read", HttpStatusCode.Forbidden) })
        {
            using var answer = await As(app, caller, "statements/RJ7/730/723/2015-06/latest.xlsx");
            Assert.Equal(expected, answer.StatusCode);
        }
        // Who recovers is paid on an account between the two authorities.
        Assert.NotNull((await app.Get<Issuing>().Issue(between, "Ann Example", default)).Issued);
        Assert.Equal(Pence.FromPounds(775), (await app.Get<PostingsTable>().Find("730", "723", default)).Account.Posted(between));
        Assert.Empty((await Account(app)).Postings);
    }

    /// <summary>Acute days attributed to social care, at £155 a day, beside what follows from the notices.</summary>
    [Fact]
    public async Task Delayed_transfers_of_a_provider_with_cases_give_the_notional_ceiling()
    {
        await using var app = await RunningApp.Start(azurite.NewConnectionString());
        var edition = Edition.Small;
        await app.Send("X24", edition.Extract());
        Assert.Equal(0, app.Tally.StatementsWritten.Value);
        // Monday 4 November 2019, ready on Monday 11 November at 13:00: 7 to 11 November count.
        var november = new StatementKey("RJ7", "RJ7", "730", Edition.November);
        await app.Send("RJ7", SmallCases.Notices(SmallCases.Case("RJ7", "D-19-0001", "730", new(2019, 11, 4), new(2019, 11, 11, 13, 0, 0))));
        await app.Finish();
        Assert.Equal((Ceiling(edition), Pence.FromPounds(775)), ((await app.Statement(november))!.Amounts.NotionalCeiling, (await app.Statement(november))!.Amounts.Computable));

        var corrected = edition.With("RJ7", "730", CareType.Acute, Reason.E, Attribution.SocialCare, 41);
        await app.Send("X24", corrected.Extract());
        await app.Finish();
        Assert.NotEqual(Ceiling(edition), Ceiling(corrected));
        Assert.Equal(Ceiling(corrected), (await app.Statement(november))!.Amounts.NotionalCeiling);
        // A correction of another provider changes no statement.
        var written = app.Tally.StatementsWritten.Value;
        await app.Send("X24", corrected.With("RTG", "507", CareType.Acute, Reason.E, Attribution.SocialCare, 40).Extract());
        await app.Finish();
        Assert.Equal(written, app.Tally.StatementsWritten.Value);

        static Pence Ceiling(Edition edition) =>
            Pence.FromPounds(155) * DelayedTransfers.Reasons.Where(reason => reason.Reason != Reason.O).Sum(reason => (long)edition.Days("RJ7", "730", CareType.Acute, reason.Reason, Attribution.SocialCare));
    }

    [Fact]
    public async Task Rebuilding_makes_the_same_statements_and_touches_no_account()
    {
        await using var app = await RunningApp.Start(azurite.NewConnectionString());
        await SendSample(app);
        Assert.NotNull((await app.Get<Issuing>().Issue(Merton, "Ann Example", default)).Issued);
        await app.Finish();
        var (before, account) = (await StoredState.Of(app.Connection), await Account(app));
        Assert.Equal(Pence.FromPounds(620), account.Posted(Merton));

        await app.Get<Accounts>().Tables.GetTableClient(VersionsTable.Name).DeleteAsync();
        await app.Get<Accounts>().Tables.CreateTableAsync(VersionsTable.Name);
        var documents = app.Get<Accounts>().Cases.GetBlobContainerClient(Containers.CaseFigures);
        await foreach (var blob in documents.GetBlobsAsync())
            await documents.DeleteBlobAsync(blob.Name);
        await app.Get<Rebuilding>().Rebuild(default);
        await app.Finish();

        Assert.Null(StoredState.Difference(before, await StoredState.Of(app.Connection)));
        Assert.Equal(account.Postings.AsEnumerable(), (await Account(app)).Postings);
        // Once more with nothing lost: nothing is written.
        var written = app.Tally.StatementsWritten.Value;
        await app.Get<Rebuilding>().Rebuild(default);
        Assert.Equal(written, app.Tally.StatementsWritten.Value);
    }

    [Fact]
    public async Task Deliveries_duplicated_delayed_reordered_and_dropped_end_in_the_same_statements()
    {
        var clean = await Faulty(null);
        foreach (var seed in Enumerable.Range(1, 4))
        {
            var difference = StoredState.Difference(clean, await Faulty(seed));
            Assert.True(difference is null, $"seed {seed}: {difference}");
        }
    }

    /// <summary>Corrections, a repetition, both views, two NHS bodies, decisions before and after: after an issue, with deliveries that go wrong.</summary>
    private async Task<SortedDictionary<string, string>> Faulty(int? seed)
    {
        await using var stages = await RunningApp.Stages(azurite.NewConnectionString());
        // All uploads by one app, whose upload ids sort in the order of the calls: storage tells times to the second.
        await stages.Upload("RJ7", SmallCases.Notices(Case("RJ7", "C-1", 8, 13)));
        await stages.Upload("730", SmallCases.Notices(Case("RJ7", "C-1", 8, 13)));
        await stages.Upload("RJ7", SmallCases.Decisions(SmallCases.Decision("2015-06", "RJ7", "730", "C-1", 5, 775)));
        await using (var first = await RunningApp.Start(stages.Connection))
        {
            await first.Finish();
            Assert.NotNull((await first.Get<Issuing>().Issue(Merton, "Ann Example", default)).Issued);
            await first.Finish();
        }
        await stages.Upload("RJ7", SmallCases.Notices(Case("RJ7", "C-1", 7, 13), Case("RJ7", "C-2", 6, 10)), "second.csv");
        await stages.Upload("RTG", SmallCases.Notices(Case("RTG", "C-1", 6, 13)), "second.csv");
        await stages.Upload("730", SmallCases.Notices(Case("RJ7", "C-1", 6, 13), Case("RTG", "C-1", 6, 9)), "second.csv");
        await stages.Upload("RJ7", SmallCases.Notices(Case("RJ7", "C-1", 8, 13)), "third.csv");
        await stages.Upload("RJ7", SmallCases.Decisions(SmallCases.Decision("2015-06", "RJ7", "730", "C-2", 2, 310)), "fourth.csv");
        await stages.Upload("730", SmallCases.Notices(Case("RJ7", "C-1", 7, 13), Case("RJ7", "C-2", 6, 10)), "fifth.csv");
        await using var app = await RunningApp.Start(stages.Connection, seed);
        await app.Finish();
        Assert.Equal(0, app.Control.Counts.Poisoned);

        // The account says what the statement says, and the pointer names a workbook of just that.
        var statement = (await app.Statement(Merton))!;
        Assert.Equal(statement.Amounts.Due, (await Account(app)).Posted(Merton));
        await foreach (var key in app.Get<CaseFigureStore>().All(default))
        {
            var pointer = (await app.Get<CasePublishedStore>().FindLatest(key, default))!.Value.Latest;
            var (account, issued) = await app.Get<StatementAccounts>().Of(key, default);
            Assert.Equal((Digest.Of((await app.Get<CaseFigureStore>().Find(key, default))!.Content), StatementAccounts.DigestOf(account, issued)), (pointer.Figures, pointer.Account));
            Assert.True(await app.Get<CasePublishedStore>().Has(pointer.Workbook, default));
            Assert.True(await app.Get<CasePublishedStore>().Has(pointer.Journal, default));
        }
        return await StoredState.Of(stages.Connection);
    }

    /// <summary>A document that is created late, by somebody who had read less, is emptied all the same.</summary>
    [Fact]
    public async Task Whoever_creates_a_statement_from_an_old_reading_looks_again()
    {
        await using var app = await RunningApp.Stages(azurite.NewConnectionString());
        var first = await app.Upload("RJ7", SmallCases.Notices(Case("RJ7", "C-1", 8, 13)));
        await app.Get<Receiving>().Receive(first.Blob, default);
        await ComputeAll(app);
        var june = (await app.Get<CaseFigureStore>().Find(Merton, default))!;

        // The case moves to July, and somebody who had read before creates the statement of June.
        var second = await app.Upload("RJ7", SmallCases.Notices(SmallCases.Case("RJ7", "C-1", "730", new(2015, 7, 6), new(2015, 7, 13, 13, 0, 0))), "second.csv");
        await app.Get<Receiving>().Receive(second.Blob, default);
        var documents = app.Get<Accounts>().Cases.GetBlobContainerClient(Containers.CaseFigures);
        await documents.DeleteBlobAsync(Merton.BlobName);
        await ComputeAll(app);
        Assert.Null(await app.Statement(Merton));
        await app.Get<CaseFigureStore>().Replace(Merton, june.Content, null, default);
        await app.Get<Stating>().State("RJ7", default);

        var emptied = (await app.Statement(Merton))!;
        Assert.Empty(emptied.Cases);
        Assert.Equal((default, default(Pence), default(Pence)), (emptied.Amounts.Computable, emptied.Amounts.Required!.Value, emptied.Amounts.Due!.Value));
        Assert.Contains(emptied.Notes, note => note.StartsWith("Nothing stands for this statement any more", StringComparison.Ordinal));
        // It stays as it is from then on.
        Assert.Equal(0, await app.Get<Stating>().State("RJ7", default));
    }

    [Theory]
    [InlineData("statements/RJ7/RJ7/730/2015-06", "nobody", HttpStatusCode.Unauthorized)]
    [InlineData("statements/RJ7/RJ7/730/2015-06", "Ann; sender=RTG; role=Returns.Submit; role=Workbooks.Read; role=Reference.Keep", HttpStatusCode.Forbidden)]
    [InlineData("statements/RJ7/RJ7/730/2015-06", "Ann; sender=X24; role=Workbooks.Read", HttpStatusCode.Forbidden)]
    [InlineData("statements/RJ7/RJ7/730/2015-06", "Ann; sender=723; role=Returns.Submit", HttpStatusCode.Forbidden)]
    [InlineData("statements/RJ7/RJ7/730/2015-06", "Ann; sender=RJ7", HttpStatusCode.OK)]
    [InlineData("statements/RJ7/RJ7/730/2015-06", "Ann; sender=730", HttpStatusCode.OK)]
    // Merton by its ONS code.
    [InlineData("statements/RJ7/RJ7/730/2015-06", "Ann; sender=E09000024", HttpStatusCode.OK)]
    [InlineData("statements/RJ7/RJ7/730/2015-06?as=page", "Ann; sender=RTG; role=Workbooks.Read", HttpStatusCode.Forbidden)]
    [InlineData("statements/RJ7/RJ7/730/2015-06/latest.xlsx", "nobody", HttpStatusCode.Unauthorized)]
    [InlineData("statements/RJ7/RJ7/730/2015-06/latest.xlsx", "Ann; sender=RTG; role=Workbooks.Read", HttpStatusCode.Forbidden)]
    [InlineData("statements/RJ7/RJ7/730/2015-06/latest.xlsx", "Ann; sender=730", HttpStatusCode.OK)]
    [InlineData("statements/RJ7/RJ7/730/2015-06/latest.csv", "Ann; sender=RTG; role=Workbooks.Read", HttpStatusCode.Forbidden)]
    [InlineData("statements/RJ7/RJ7/730/2015-06/latest.csv", "Ann; sender=RJ7", HttpStatusCode.OK)]
    [InlineData("statements/RJ7/RJ7/730/2015-06/latest.json", "Ann; sender=RTG; role=Workbooks.Read", HttpStatusCode.Forbidden)]
    [InlineData("statements/RJ7/RJ7/730/2015-06/latest.json", "Ann; sender=RJ7", HttpStatusCode.OK)]
    [InlineData("statements/RJ7/RJ7/730/2015-06/000000000000.xlsx", "Ann; sender=RJ7", HttpStatusCode.NotFound)]
    [InlineData("statements/RJ7/RJ7/730/2015-06/..%2Flatest.json", "Ann; sender=RJ7", HttpStatusCode.NotFound)]
    [InlineData("statements/RJ7/RJ7/730/2015-07", "Ann; sender=RJ7", HttpStatusCode.NotFound)]
    // Who is no party does not learn that there is none.
    [InlineData("statements/RJ7/RJ7/723/2015-06", "Ann; sender=RTG", HttpStatusCode.Forbidden)]
    [InlineData("statements/RJ7/RJ7/730/June", "Ann; sender=RJ7", HttpStatusCode.NotFound)]
    [InlineData("statements", "nobody", HttpStatusCode.Unauthorized)]
    public async Task Only_the_parties_see_a_statement(string path, string caller, HttpStatusCode expected)
    {
        await using var app = await RunningApp.Start(azurite.NewConnectionString());
        await app.Send("RJ7", SmallCases.Notices(Case("RJ7", "D-15-0412", 8, 13)));
        await app.Finish();
        using var answer = await As(app, caller, path);
        Assert.Equal(expected, answer.StatusCode);
        // Whoever asks for a page is refused on a page.
        if (path.EndsWith("?as=page", StringComparison.Ordinal))
            Assert.Equal("text/html", answer.Content.Headers.ContentType!.MediaType);
        else if ((int)expected >= 400)
        {
            var refusal = (await answer.Content.ReadFromJsonAsync<Refusal>(Json.Options))!;
            Assert.EndsWith(".", refusal.Problem, StringComparison.Ordinal);
            Assert.EndsWith(".", refusal.WhatToDo, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Lists_and_the_first_page_name_to_each_caller_only_their_own_statements()
    {
        await using var app = await RunningApp.Start(azurite.NewConnectionString());
        await app.Send("RJ7", SmallCases.Notices(Case("RJ7", "D-15-0412", 8, 13)));
        await app.Send("RTG", SmallCases.Notices(Case("RTG", "D-15-0800", 6, 13, authority: "507")));
        await app.Finish();

        Assert.Equal([Merton], await List("Ann; sender=RJ7"));
        Assert.Equal([Merton], await List("Ann; sender=730"));
        Assert.Equal([new StatementKey("RTG", "RTG", "507", June)], await List("Ann; sender=507"));
        Assert.Empty(await List("Ann; sender=X24; role=Workbooks.Read; role=Returns.Submit"));
        Assert.Contains("1 statement in which", await Text("Ann; sender=730", "home"), StringComparison.Ordinal);
        Assert.DoesNotContain("/statements", await Text("Ann; sender=X24; role=Workbooks.Read", "home"), StringComparison.Ordinal);
        Assert.DoesNotContain("/statements", await Text("nobody", "home"), StringComparison.Ordinal);
        // A list names no case.
        Assert.DoesNotContain("D-15", await Text("Ann; sender=RJ7", "statements") + await Text("Ann; sender=RJ7", "statements?as=page"), StringComparison.Ordinal);

        async Task<StatementKey[]> List(string caller)
        {
            using var answer = await As(app, caller, "statements");
            return [.. (await answer.Content.ReadFromJsonAsync<StatementEntry[]>(Json.Options))!.Select(entry => entry.Statement)];
        }

        async Task<string> Text(string caller, string path)
        {
            using var answer = await As(app, caller, path);
            return await answer.Content.ReadAsStringAsync();
        }
    }

    [Fact]
    public async Task No_case_stands_in_what_others_can_see()
    {
        await using var app = await RunningApp.Start(azurite.NewConnectionString());
        await app.Send("X24", Edition.Small.Extract());
        await SendSample(app);
        Assert.NotNull((await app.Get<Issuing>().Issue(Merton, "Ann Example", default)).Issued);
        await app.Finish();

        var blobs = new BlobServiceClient(app.Connection);
        foreach (var container in new[] { Containers.Figures, Containers.Published, Containers.Notices, Containers.Statements, Containers.Closed })
        {
            await foreach (var blob in blobs.GetBlobContainerClient(container).GetBlobsAsync())
            {
                Assert.DoesNotContain("D-15", blob.Name, StringComparison.Ordinal);
                var content = (await blobs.GetBlobContainerClient(container).GetBlobClient(blob.Name).DownloadContentAsync()).Value.Content;
                var text = blob.Name.EndsWith(".xlsx", StringComparison.Ordinal)
                    ? string.Join('\n', ReturnFile.Read(content.ToStream(), "w.xlsx", 10_000_000).Sheets.SelectMany(sheet => sheet.Lines).SelectMany(line => line.Cells))
                    : content.ToString();
                Assert.DoesNotContain("D-15-04", text, StringComparison.Ordinal);
            }
        }
    }

    private static async Task ComputeAll(RunningApp app)
    {
        var marks = new List<string>();
        await foreach (var mark in app.Get<Unfinished>().Compute(default))
            marks.Add(mark.Key);
        foreach (var mark in marks)
            await app.Get<Computing>().Compute(Acceptances.NameOf(new ArrivalOrder(mark)), default);
    }

    private static async Task<Account> Account(RunningApp app) => (await app.Get<PostingsTable>().Find("RJ7", "730", default)).Account;

    private static async Task<HttpResponseMessage> As(RunningApp app, string caller, string path)
    {
        using var http = new HttpClient { BaseAddress = app.Control.Address };
        using var request = new HttpRequestMessage(HttpMethod.Get, Uri(path));
        request.Headers.Add(DevelopmentSignIn.Header, caller);
        return await http.SendAsync(request);
    }

    private static Uri Uri(string path) => new(path, UriKind.Relative);
}
