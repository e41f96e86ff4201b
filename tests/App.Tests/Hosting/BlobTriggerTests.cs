using System.Collections.Concurrent;
using System.Text.Json;
using Azure.Storage.Queues;
using Monitoring.LocalHost;
using Monitoring.LocalHost.Blobs;

namespace Monitoring.App.Tests.Hosting;

public class BlobTriggerTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task A_new_blob_is_delivered_once_and_again_when_overwritten()
    {
        await using var host = await RunningHost.StartAsync(azurite.NewConnectionString(), [typeof(Read)]);
        await host.QuietAsync();
        await host.PutAsync("first", "E06000014/2019/nov file.csv", "one");
        await host.QuietAsync();
        await host.QuietAsync();
        Assert.Equal(["E06000014/2019/nov file.csv=one"], host.Seen.Words);

        await host.PutAsync("first", "E06000014/2019/nov file.csv", "two");
        await host.QuietAsync();
        Assert.Equal(["E06000014/2019/nov file.csv=one", "E06000014/2019/nov file.csv=two"], host.Seen.Words);
        Assert.Equal(2, host.Control.Counts.Delivered);
    }

    [Fact]
    public async Task Quiet_waits_for_what_functions_start()
    {
        await using var host = await RunningHost.StartAsync(azurite.NewConnectionString(), [typeof(Read), typeof(Pass)]);
        host.Seen.OnRun = (words, cancelled) => Task.Delay(words.StartsWith("passing", StringComparison.Ordinal) ? 150 : 0, cancelled);
        await host.QuietAsync();
        for (var i = 0; i < 20; i++)
            await host.PutAsync("zeroth", $"{i}");
        await host.QuietAsync();
        Assert.Equal(20, host.Seen.Words.Count(w => w.EndsWith("=passed", StringComparison.Ordinal)));
        Assert.Equal(40, host.Control.Counts.Delivered);
    }

    [Fact]
    public async Task No_more_run_at_once_than_allowed()
    {
        await using var host = await RunningHost.StartAsync(azurite.NewConnectionString(), [typeof(Read)], o => o.MaxParallel = 2);
        var (running, most, two, all) = (0, new ConcurrentBag<int>(), new TaskCompletionSource(), new TaskCompletionSource());
        host.Seen.OnRun = async (_, cancelled) =>
        {
            var now = Interlocked.Increment(ref running);
            most.Add(now);
            if (now == 2)
                two.TrySetResult();
            // None ends before two run and all are there to be begun.
            await all.Task.WaitAsync(cancelled);
            await Task.Delay(30, cancelled);
            Interlocked.Decrement(ref running);
        };
        await host.QuietAsync();
        for (var i = 0; i < 12; i++)
            await host.PutAsync("first", $"{i}");
        await two.Task;
        all.SetResult();
        await host.QuietAsync();
        Assert.Equal(12, host.Seen.Words.Count);
        Assert.Equal(2, most.Max());
    }

    [Fact]
    public async Task Five_attempts_in_about_a_second_then_a_message_of_the_hosts_shape()
    {
        var connection = azurite.NewConnectionString();
        await using var host = await RunningHost.StartAsync(connection, [typeof(Read)]);
        var failures = new List<FunctionFailure>();
        host.Control.Failed += failures.Add;
        host.Seen.OnRun = (_, _) => throw new InvalidOperationException("broken on purpose");
        await host.QuietAsync();
        await host.PutAsync("first", "sender/é & <1>.csv");
        await host.QuietAsync();

        Assert.Equal([1, 2, 3, 4, 5], failures.Select(f => f.Attempt));
        Assert.Equal([false, false, false, false, true], failures.Select(f => f.GivenUp));
        Assert.Equal(new DeliveryCounts(0, 0, 5, 1, 0, 0, 0, 0), host.Control.Counts);

        var etag = (await host.Blobs.GetBlobContainerClient("first").GetBlobClient("sender/é & <1>.csv").GetPropertiesAsync()).Value.ETag;
        var queue = new QueueClient(connection, "webjobs-blobtrigger-poison", new QueueClientOptions { MessageEncoding = QueueMessageEncoding.Base64 });
        var message = Assert.Single((await queue.ReceiveMessagesAsync(32)).Value);
        Assert.Equal(
            $$"""{"Type":"BlobTrigger","FunctionId":"Host.Functions.ReadBlob","BlobType":"BlockBlob","ContainerName":"first","BlobName":"sender/é & <1>.csv","ETag":{{JsonSerializer.Serialize(etag.ToString("H")).Replace("\\u0022", "\\\"")}}}""",
            message.Body.ToString());
    }

    [Fact]
    public async Task A_blob_deleted_before_its_turn_is_no_failure()
    {
        await using var host = await RunningHost.StartAsync(azurite.NewConnectionString(), [typeof(Read)], o => o.MaxParallel = 1);
        var (entered, release) = (new TaskCompletionSource(), new TaskCompletionSource());
        host.Seen.OnRun = (_, _) =>
        {
            entered.TrySetResult();
            return release.Task;
        };
        await host.QuietAsync();
        await host.PutAsync("first", "a");
        await entered.Task;
        var before = host.Control.UnderWay;
        await host.PutAsync("first", "b");
        // Until the host has seen it.
        while (host.Control.UnderWay == before)
            await Task.Delay(20);
        await host.Blobs.GetBlobContainerClient("first").DeleteBlobAsync("b");
        release.SetResult();
        await host.QuietAsync();
        Assert.Equal(["a=x"], host.Seen.Words);
        Assert.Equal((1, 1, 0), (host.Control.Counts.Delivered, host.Control.Counts.Vanished, host.Control.Counts.FailedAttempts));
    }

    [Fact]
    public async Task Without_a_journal_everything_comes_again_after_a_restart()
    {
        var connection = azurite.NewConnectionString();
        var seen = new Seen();
        for (var i = 0; i < 2; i++)
        {
            await using var host = await RunningHost.StartAsync(connection, [typeof(Read)], seen: seen);
            await host.QuietAsync();
            if (i == 0)
                await host.PutAsync("first", "a");
            await host.QuietAsync();
        }

        Assert.Equal(["a=x", "a=x"], seen.Words);
    }

    [Fact]
    public async Task With_a_journal_only_unfinished_deliveries_come_again()
    {
        using var folder = new TemporaryFolder();
        var journal = Path.Combine(folder.Path, "deliveries.jsonl");
        var connection = azurite.NewConnectionString();
        var seen = new Seen();
        await using (var host = await RunningHost.StartAsync(connection, [typeof(Read)], o => o.JournalFile = journal, seen: seen))
        {
            await host.QuietAsync();
            await host.PutAsync("first", "done");
            await host.PutAsync("first", "cut");
            await host.QuietAsync();
        }

        // The process was killed while it wrote the second line.
        var lines = await File.ReadAllLinesAsync(journal);
        Assert.Equal(2, lines.Length);
        var (done, cut) = (lines.Single(l => l.Contains("done")), lines.Single(l => l.Contains("cut")));
        await File.WriteAllTextAsync(journal, $"{done}\n{cut[..20]}");

        seen.Words.Clear();
        await using (var host = await RunningHost.StartAsync(connection, [typeof(Read)], o => o.JournalFile = journal, seen: seen))
            await host.QuietAsync();
        await using (var host = await RunningHost.StartAsync(connection, [typeof(Read)], o => o.JournalFile = journal, seen: seen))
            await host.QuietAsync();
        Assert.Equal(["cut=x"], seen.Words);
    }

    [Fact]
    public async Task A_journal_in_use_is_said_in_plain_words()
    {
        using var folder = new TemporaryFolder();
        var journal = Path.Combine(folder.Path, "deliveries.jsonl");
        await using var host = await RunningHost.StartAsync(azurite.NewConnectionString(), [typeof(Read)], o => o.JournalFile = journal);
        var e = await Assert.ThrowsAsync<LocalHostException>(() => RunningHost.StartAsync(azurite.NewConnectionString(), [typeof(Read)], o => o.JournalFile = journal));
        Assert.Contains("Is another copy of the app running", e.Message);
    }

    [Fact]
    public async Task A_container_deleted_under_the_host_is_made_again()
    {
        await using var host = await RunningHost.StartAsync(azurite.NewConnectionString(), [typeof(Read)]);
        await host.QuietAsync();
        await host.Blobs.DeleteBlobContainerAsync("first");
        await host.QuietAsync();
        await host.PutAsync("first", "a");
        await host.QuietAsync();
        Assert.Equal(["a=x"], host.Seen.Words);
    }

    [Fact]
    public async Task Stopping_lets_a_running_function_finish()
    {
        var seen = new Seen();
        var entered = new TaskCompletionSource();
        seen.OnRun = async (_, cancelled) =>
        {
            entered.SetResult();
            await Task.Delay(500, cancelled);
            seen.Words.Enqueue("finished");
        };
        await using (var host = await RunningHost.StartAsync(azurite.NewConnectionString(), [typeof(Read)], seen: seen))
        {
            await host.QuietAsync();
            await host.PutAsync("first", "a");
            await entered.Task;
        }

        Assert.Equal(["a=x", "finished"], seen.Words);
    }

    [Fact]
    public async Task A_function_that_does_not_end_is_cancelled_when_the_time_is_over()
    {
        var seen = new Seen();
        var entered = new TaskCompletionSource();
        var poisoned = -1;
        seen.OnRun = (_, cancelled) =>
        {
            entered.SetResult();
            return Task.Delay(Timeout.Infinite, cancelled);
        };
        await using (var host = await RunningHost.StartAsync(azurite.NewConnectionString(), [typeof(Read)], o => o.ShutdownGrace = TimeSpan.FromMilliseconds(200), seen: seen))
        {
            await host.QuietAsync();
            await host.PutAsync("first", "a");
            await entered.Task;
            host.Control.Failed += _ => poisoned = 1;
        }

        Assert.Equal(-1, poisoned);
    }
}
