using System.Text;
using Azure.Storage.Blobs;
using Monitoring.App.Stages;
using Monitoring.Core.Policy;
using Monitoring.Storage;

namespace Monitoring.App.Tests.Flow;

/// <summary>What the timers leave behind.</summary>
public sealed class TimerTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task Chasing_names_who_owes_what_since_when_as_json_and_as_a_sheet()
    {
        await using var app = await RunningApp.Start(azurite.NewConnectionString());
        await app.Send("X24", Edition.Small.Extract());
        await app.Send("RJ7", new Edition(Edition.November, ("RJ7", "730"), ("RJ7", "723")).Template());
        await app.Control.RunTimerAsync("ChaseReturns");

        // 14 February 2020: December's edition was due on the second Thursday, 13 February; a provider's own on the tenth working day of January.
        var owed = (await app.Get<NoticeStore>().Find<OwedNotice>("overdue/2020-02-14", default))!.Owed;
        Assert.Equal(
            [("X24", "2019-12", new DateOnly(2020, 2, 13), 1), ("RJ7", "2019-12", new DateOnly(2020, 1, 15), 30)],
            owed.Select(one => (one.Sender, one.Month.ToString(), one.DueOn, one.DaysLate)));
        var sheet = await Text(app, "overdue/2020-02-14.csv");
        Assert.Contains("X24,NHS England,delayed-transfers,2019-12,2020-02-13,1,", sheet, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_month_without_a_statement_is_not_closed_and_the_notice_says_what_is_wanting()
    {
        await using var app = await RunningApp.Start(azurite.NewConnectionString());
        await app.Send("X24", Edition.Small.Extract());
        await app.Control.RunTimerAsync("ClosePeriods");
        var proposal = (await app.Get<NoticeStore>().Find<ClosingProposal>("closing/2019-11", default))!;
        Assert.False(proposal.Ready);
        Assert.Equal(["No statement has been issued for this month."], proposal.Wanting);

        await app.Get<Accounts>().Returns.GetBlobContainerClient(Containers.Statements).UploadBlobAsync("2019-11/a-statement.json", new BinaryData("{}"));
        await app.Control.RunTimerAsync("ClosePeriods");
        proposal = (await app.Get<NoticeStore>().Find<ClosingProposal>("closing/2019-11", default))!;
        Assert.True(proposal.Ready);
        // The policy switch is off: a named person closes.
        Assert.Equal("to be closed by a named person", proposal.Rule);
        Assert.DoesNotContain(Edition.November, await app.Get<ClosingStore>().Closed(default));
    }

    [Fact]
    public async Task The_admin_endpoint_runs_a_timer_at_once()
    {
        await using var app = await RunningApp.Start(azurite.NewConnectionString());
        using var http = new HttpClient { BaseAddress = app.Control.Address };
        using var answer = await http.PostAsync(new Uri("admin/functions/ChaseReturns", UriKind.Relative), new StringContent("{}", Encoding.UTF8, "application/json"));
        Assert.Equal(System.Net.HttpStatusCode.Accepted, answer.StatusCode);
        await app.Control.WhenQuietAsync();
        Assert.NotNull(await app.Get<NoticeStore>().Find<OwedNotice>("overdue/2020-02-14", default));
    }

    [Fact]
    public async Task Deliveries_given_up_are_driven_again_by_the_sweep()
    {
        await using var app = await RunningApp.Stages(azurite.NewConnectionString());
        var path = await app.Upload("X24", Edition.Small.Extract());
        var queue = app.Get<Accounts>().ReturnsQueues.GetQueueClient(Sweeping.PoisonQueue);
        await queue.CreateIfNotExistsAsync();
        await queue.SendMessageAsync($$"""{"Type":"BlobTrigger","FunctionId":"Host.Functions.ReceiveReturn","BlobType":"BlockBlob","ContainerName":"inbox","BlobName":"{{path.Blob}}","ETag":"\"0x1\""}""");
        await app.Get<Sweeping>().Sweep(default);
        Assert.Equal(Edition.Small.Total(), await app.Days("ENG"));
        Assert.Empty(await app.Unfinished());
        Assert.Empty((await queue.PeekMessagesAsync(32)).Value);
    }

    private static async Task<string> Text(RunningApp app, string notice) =>
        (await app.Get<Accounts>().Returns.GetBlobContainerClient(Containers.Notices).GetBlobClient(notice).DownloadContentAsync()).Value.Content.ToString();
}
