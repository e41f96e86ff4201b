using System.Collections.Concurrent;
using System.Net;
using System.Text;
using Azure.Storage.Blobs;
using Microsoft.Extensions.Logging;
using Monitoring.App.Local;
using Monitoring.App.Stages;
using Monitoring.Core.Kernel;
using Monitoring.Core.Returns;
using Monitoring.Core.Validation;
using Monitoring.Files.Readers;
using Monitoring.Storage;

namespace Monitoring.App.Tests.Flow;

/// <summary>What is reported of single cases stays with the cases and their two parties.</summary>
public sealed class CasePrivacyTests(AzuriteFixture azurite)
{
    /// <summary>What a row says.</summary>
    private static readonly string[] WithTheCases = [$"{Containers.Cases}/", $"{Containers.CaseFigures}/", $"{Containers.CasePublished}/", $"{Containers.Receipts}/RJ7/", $"{Containers.Receipts}/730/"];

    /// <summary>
    /// The reference of a case, which is printed on notices and never made from an NHS number: it is the key of a slice, so the commits and the table made from them hold it.
    /// </summary>
    private static readonly string[] AsKeys = [$"{Containers.Accepted}/", $"table {VersionsTable.Name}"];

    [Fact]
    public async Task What_is_said_of_a_case_is_nowhere_but_with_the_cases_and_its_two_parties()
    {
        var logs = new Lines();
        await using var app = await RunningApp.Start(azurite.NewConnectionString(), with: builder => builder.Logging.SetMinimumLevel(LogLevel.Trace).AddProvider(logs).AddFilter<Lines>(null, LogLevel.Trace));
        await app.Send("X24", Edition.Small.Extract());
        await app.Send("730", CaseReturns.Notices(comment: $"our {CaseReturns.Content}", arranged: "10:45"));
        var receipt = await app.Send("RJ7", CaseReturns.InPart(), $"{CaseReturns.Case} {CaseReturns.Content}.csv");
        Assert.Contains(receipt.Findings, finding => finding.Value?.Contains(CaseReturns.Content, StringComparison.Ordinal) == true);
        await app.Send("RJ7", CaseReturns.Notices(comment: $"changed {CaseReturns.Content}"));
        await app.Send("RJ7", CaseReturns.Decision());
        await app.Send("730", CaseReturns.Decision(amount: "465.00", paid: ""));
        Assert.Equal(Outcome.Refused, (await app.Send("RJ7", CaseReturns.Refused())).Outcome);
        await Explain(app, receipt);
        // A delivery that was given up, and a list of findings of a submission that nobody knows.
        var queue = app.Get<Accounts>().InboxQueues.GetQueueClient(Sweeping.PoisonQueue);
        await queue.CreateIfNotExistsAsync();
        await queue.SendMessageAsync($$"""{"Type":"BlobTrigger","FunctionId":"Host.Functions.ReceiveReturn","BlobType":"BlockBlob","ContainerName":"inbox","BlobName":"RJ7/gone/{{CaseReturns.Case}}.csv","ETag":"\"0x1\""}""");
        await app.Send("RJ7", Encoding.UTF8.GetBytes($"Submission,Rule,Line,Column,Your explanation,Value\nnobody-12345678,DN-07,2,,A {CaseReturns.Content},{CaseReturns.Content}\n"));
        foreach (var timer in new[] { "ChaseReturns", "ClosePeriods", "DeleteExpiredCases" })
            await app.Control.RunTimerAsync(timer);
        await app.Finish();
        Assert.Equal(0, app.Control.Counts.Poisoned);

        var contents = await CaseReturns.Find(app.Connection, CaseReturns.Content);
        Assert.All(WithTheCases, place => Assert.Contains(contents, found => found.StartsWith(place, StringComparison.Ordinal)));
        // The sender's own name of a file stands in its commit.
        Assert.DoesNotContain(contents, found => !Array.Exists(WithTheCases, place => found.StartsWith(place, StringComparison.Ordinal)) && !found.StartsWith($"{Containers.Accepted}/", StringComparison.Ordinal));
        Assert.Single(contents, found => found.StartsWith($"{Containers.Accepted}/", StringComparison.Ordinal));
        var references = await CaseReturns.Find(app.Connection, CaseReturns.Case);
        Assert.DoesNotContain(references, found => !WithTheCases.Concat(AsKeys).Any(place => found.StartsWith(place, StringComparison.Ordinal)));

        Assert.NotEmpty(logs.Written);
        Assert.DoesNotContain(logs.Written, line => line.Contains(CaseReturns.Case, StringComparison.OrdinalIgnoreCase) || line.Contains(CaseReturns.Content, StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task Uploads_that_hold_cases_lie_with_the_cases_and_others_do_not()
    {
        await using var app = await RunningApp.Stages(azurite.NewConnectionString());
        var notices = await CaseReturns.Send(app, "RJ7", CaseReturns.Notices());
        var refused = await CaseReturns.Send(app, "RJ7", CaseReturns.Refused());
        var edition = await CaseReturns.Send(app, "X24", Edition.Small.Extract());
        foreach (var path in new[] { notices, refused })
        {
            var receipt = await app.Receipt(path);
            Assert.Equal($"cases/uploads/RJ7/{receipt.Sha256}", receipt.Kept);
            Assert.True(await app.Get<Accounts>().Cases.GetBlobContainerClient(Containers.Cases).GetBlobClient($"uploads/RJ7/{receipt.Sha256}").ExistsAsync());
        }
        Assert.StartsWith("returns/X24/", (await app.Receipt(edition)).Kept, StringComparison.Ordinal);
        await foreach (var acceptance in app.Get<Acceptances>().All(default))
            Assert.StartsWith(Collections.Of(acceptance.Collection).IsCaseLevel ? "cases/uploads/" : "returns/", acceptance.ReturnBlob, StringComparison.Ordinal);
    }

    /// <summary>As in Azure, where the account of the returns keeps versions of what was deleted, and the account of the cases keeps none.</summary>
    [Fact]
    public async Task In_three_accounts_each_holds_its_own_containers_and_nothing_of_a_case_is_in_the_account_that_keeps_versions()
    {
        var (returns, cases, inbox) = (azurite.NewConnectionString(), azurite.NewConnectionString(), azurite.NewConnectionString());
        await using var app = await RunningApp.Start(returns, inbox: inbox, cases: cases);
        await app.Send("X24", Edition.Small.Extract());
        await app.Send("730", CaseReturns.Notices(comment: $"our {CaseReturns.Content}", arranged: "10:45"));
        await app.Send("RJ7", CaseReturns.Notices(comment: CaseReturns.Content));
        await app.Finish();

        Assert.Equal(Containers.InReturnsAccount.Order(), await ContainersOf(returns));
        Assert.Equal(Containers.InCasesAccount.Order(), await ContainersOf(cases));
        Assert.Equal([Containers.Inbox], await ContainersOf(inbox));
        Assert.Empty(await CaseReturns.Find(returns, CaseReturns.Content));
        Assert.Empty(await CaseReturns.Find(inbox, CaseReturns.Content));
        foreach (var container in new[] { Containers.Cases, Containers.CaseFigures, Containers.CasePublished })
            Assert.Contains(await CaseReturns.Find(cases, container == Containers.Cases ? CaseReturns.Content : CaseReturns.Case), found => found.StartsWith($"{container}/", StringComparison.Ordinal));

        // A statement given up is reported where its blob lies, and is driven again from there.
        var statement = (await CaseReturns.Find(cases, CaseReturns.Case)).First(found => found.StartsWith($"{Containers.CaseFigures}/", StringComparison.Ordinal))[(Containers.CaseFigures.Length + 1)..];
        var queue = app.Get<Accounts>().CasesQueues.GetQueueClient(Sweeping.PoisonQueue);
        await queue.CreateIfNotExistsAsync();
        await queue.SendMessageAsync($$"""{"Type":"BlobTrigger","FunctionId":"Host.Functions.PublishStatement","BlobType":"BlockBlob","ContainerName":"{{Containers.CaseFigures}}","BlobName":"{{statement}}","ETag":"\"0x1\""}""");
        await app.Get<Sweeping>().Sweep(default);
        Assert.Empty((await queue.PeekMessagesAsync(32)).Value);

        static async Task<List<string>> ContainersOf(string connection)
        {
            var names = new List<string>();
            await foreach (var container in new BlobServiceClient(connection).GetBlobContainersAsync())
                names.Add(container.Name);
            return [.. names.Order()];
        }
    }

    /// <summary>An immutability policy refuses to write over and to delete: so nothing may.</summary>
    [Fact]
    public async Task Write_once_containers_are_only_ever_added_to()
    {
        await using var app = await RunningApp.Start(azurite.NewConnectionString());
        await app.Send("X24", Edition.Small.Extract());
        await app.Send("RJ7", CaseReturns.Notices());
        await app.Finish();
        var before = await Marks();
        Assert.NotEmpty(before);
        await app.Send("X24", Edition.Small.Extract());
        await app.Send("X24", Edition.Small.Without("RJ7", "723").Extract());
        await app.Get<Rebuilding>().Rebuild(default);
        await app.Control.RunTimerAsync("DeleteExpiredCases");
        await app.Finish();
        var after = await Marks();
        Assert.All(before, blob => Assert.Equal(blob.Value, after[blob.Key]));

        async Task<Dictionary<string, string>> Marks()
        {
            var marks = new Dictionary<string, string>();
            foreach (var container in Containers.WriteOnce)
            {
                await foreach (var blob in app.Get<Accounts>().Returns.GetBlobContainerClient(container).GetBlobsAsync())
                    marks[$"{container}/{blob.Name}"] = blob.Properties.ETag!.Value.ToString();
            }
            return marks;
        }
    }

    [Fact]
    public async Task No_door_gives_anything_of_a_case_to_somebody_else()
    {
        await using var app = await RunningApp.Start(azurite.NewConnectionString());
        var receipt = await app.Send("RJ7", CaseReturns.InPart());
        await app.Send("RJ7", CaseReturns.Decision());
        await app.Finish();
        using var http = new HttpClient { BaseAddress = app.Control.Address };

        // Who may read every workbook that is published is not among the parties for that.
        const string reader = "Ann; sender=RTG; role=Workbooks.Read", party = "Bob; sender=RJ7; role=Returns.Submit", other = "Cat; sender=RTG; role=Returns.Submit";
        Assert.Equal(HttpStatusCode.OK, (await Get("published", reader)).Status);
        foreach (var path in new[]
                 {
                     "published", "published?below=case", "published?below=cases", "home", "published/cases/RJ7/2015-06/latest.json", "published/case-published/RJ7/2015-06/latest.xlsx", "figures/RJ7/2015-06", "figures/730/2015-06",
                     $"receipts/RJ7/{receipt.Submission}", $"receipts/RJ7/{receipt.Submission}/{Receiving.FindingsFile}", "receipts/RJ7", "statements", "statements/RJ7/RJ7/730/2015-06", "statements/RJ7/RJ7/730/2015-06/latest.xlsx",
                     "templates/delay-notices.csv?after=RJ7&sender=RJ7", "templates/delay-notices.xlsx?after=RJ7&sender=RJ7", "templates/reimbursement-decisions.csv?after=2015-06&sender=RJ7",
                 })
        {
            foreach (var who in new[] { reader, other })
            {
                var (_, body) = await Get(path, who);
                Assert.DoesNotContain(CaseReturns.Content, body, StringComparison.OrdinalIgnoreCase);
                Assert.DoesNotContain(CaseReturns.Case, body, StringComparison.OrdinalIgnoreCase);
            }
        }
        foreach (var path in new[] { $"receipts/RJ7/{receipt.Submission}", "templates/delay-notices.csv?after=RJ7&sender=RJ7", "statements/RJ7/RJ7/730/2015-06" })
            Assert.Equal(HttpStatusCode.Forbidden, (await Get(path, other)).Status);

        Assert.Contains(CaseReturns.Content, (await Get($"receipts/RJ7/{receipt.Submission}", party)).Body, StringComparison.Ordinal);
        Assert.Contains(CaseReturns.Case, (await Get("statements/RJ7/RJ7/730/2015-06", party)).Body, StringComparison.Ordinal);
        // A template of a return about cases has no line of the last one in it, not even for its own sender.
        foreach (var file in new[] { "delay-notices.csv?after=RJ7", "reimbursement-decisions.csv?after=2015-06" })
        {
            var (status, template) = await Get($"templates/{file}&sender=RJ7", party);
            Assert.Equal((HttpStatusCode.OK, false), (status, template.Contains(CaseReturns.Case, StringComparison.Ordinal)));
        }

        async Task<(HttpStatusCode Status, string Body)> Get(string path, string who)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, path);
            request.Headers.Add(DevelopmentSignIn.Header, who);
            using var answer = await http.SendAsync(request);
            return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
        }
    }

    /// <summary>Sends the list of findings back, which quotes the return, with an answer to a warning.</summary>
    private static async Task Explain(RunningApp app, Receipt receipt)
    {
        var list = (await app.Get<ReceiptStore>().FindFile(receipt.Sender, receipt.Submission, Receiving.FindingsFile, default))!;
        var lines = ReturnFile.Read(new MemoryStream(list), "findings.csv", 1_000_000).Sheets[0].Lines;
        var answer = Array.IndexOf(lines[0].Cells, Explanations.ExplanationHeading);
        var warning = lines.ToList().FindIndex(line => line.Cells.Contains("warning", StringComparer.OrdinalIgnoreCase));
        var filled = lines.Select((line, i) => CsvText.Line(lines[0].Cells.Select((_, column) => i == warning && column == answer ? $"Right: a {CaseReturns.Content}" : column < line.Cells.Length ? line.Cells[column] : "")));
        var answered = await app.Send(receipt.Sender, Encoding.UTF8.GetBytes(string.Join('\n', filled)), "findings.csv");
        Assert.Equal((Outcome.Accepted, Explanations.CollectionKey), (answered.Outcome, answered.Collection));
        Assert.StartsWith("cases/uploads/", answered.Kept, StringComparison.Ordinal);
    }

    /// <summary>Every line that is logged, whoever logs it.</summary>
    private sealed class Lines : ILoggerProvider
    {
        public ConcurrentQueue<string> Written { get; } = [];

        public ILogger CreateLogger(string categoryName) => new Logger(categoryName, Written);

        public void Dispose()
        {
        }

        private sealed class Logger(string category, ConcurrentQueue<string> written) : ILogger
        {
            public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

            public bool IsEnabled(LogLevel logLevel) => true;

            public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) => written.Enqueue($"{category}: {formatter(state, exception)} {exception}");
        }
    }
}
