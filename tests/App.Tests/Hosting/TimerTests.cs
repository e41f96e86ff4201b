using System.Net;
using Monitoring.LocalHost;

namespace Monitoring.App.Tests.Hosting;

public class TimerTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task The_admin_endpoint_answers_202_and_runs_the_timer()
    {
        await using var host = await RunningHost.StartAsync(azurite.NewConnectionString(), [typeof(Chase)], o => o.TimersEnabled = false, new SetTime("2019-12-13T12:00:00Z"));
        using var answer = await host.Client.PostAsync("admin/functions/chase", null);
        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        await host.QuietAsync();
        Assert.Equal(["chase, next 2019-12-16 07:00", "disposed"], host.Seen.Words);
    }

    [Fact]
    public async Task The_admin_endpoint_says_what_it_cannot_run()
    {
        await using var host = await RunningHost.StartAsync(azurite.NewConnectionString(), [typeof(Read), typeof(Web)]);
        await Answers("Nobody", HttpStatusCode.NotFound, "There is no function Nobody.");
        await Answers("ReadBlob", HttpStatusCode.BadRequest, "ReadBlob is started by a blob: put one into the container first.");
        await Answers("Echo", HttpStatusCode.BadRequest, "Echo is started by a request to its own route.");

        async Task Answers(string name, HttpStatusCode status, string words)
        {
            using var answer = await host.Client.PostAsync($"admin/functions/{name}", null);
            Assert.Equal((status, words), (answer.StatusCode, await answer.Content.ReadAsStringAsync()));
        }
    }

    [Fact]
    public async Task The_clock_runs_a_timer_when_it_is_due()
    {
        var time = new SetTime("2019-12-13T06:59:59Z");
        await using var host = await RunningHost.StartAsync(azurite.NewConnectionString(), [typeof(Chase)], time: time);
        await Task.Delay(100);
        await host.QuietAsync();
        Assert.Empty(host.Seen.Words);

        time.Set("2019-12-13T07:00:01Z");
        await Until(() => host.Seen.Words.Count == 2);
        Assert.Equal(["chase, next 2019-12-16 07:00", "disposed"], host.Seen.Words);

        // Several occurrences passed by a jump of the clock are one run.
        time.Set("2019-12-19T09:00:00Z");
        await Until(() => host.Seen.Words.Count == 4);
        await Task.Delay(600);
        Assert.Equal(4, host.Seen.Words.Count);
    }

    [Fact]
    public async Task A_timer_may_run_at_start()
    {
        await using var host = await RunningHost.StartAsync(azurite.NewConnectionString(), [typeof(AtStart)]);
        await Until(() => !host.Seen.Words.IsEmpty);
        Assert.Equal(["at start, not monitored"], host.Seen.Words);
    }

    [Fact]
    public async Task Timers_can_be_switched_off()
    {
        await using var host = await RunningHost.StartAsync(azurite.NewConnectionString(), [typeof(AtStart)], o => o.TimersEnabled = false);
        await Task.Delay(200);
        await host.QuietAsync();
        Assert.Empty(host.Seen.Words);
    }

    [Fact]
    public async Task A_test_hears_what_a_timer_threw()
    {
        await using var host = await RunningHost.StartAsync(azurite.NewConnectionString(), [typeof(Chase)], o => o.TimersEnabled = false);
        var failures = new List<FunctionFailure>();
        host.Control.Failed += failures.Add;
        host.Seen.OnRun = (_, _) => throw new InvalidOperationException("broken on purpose");
        await Assert.ThrowsAsync<InvalidOperationException>(() => host.Control.RunTimerAsync("Chase"));
        await Assert.ThrowsAsync<ArgumentException>(() => host.Control.RunTimerAsync("Nobody"));
        Assert.Equal(["Chase"], failures.Select(f => f.Function));
    }

    private static async Task Until(Func<bool> holds)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (!holds())
            await Task.Delay(20, limit.Token);
    }

    private sealed class SetTime(string now) : TimeProvider
    {
        private DateTimeOffset _now = DateTimeOffset.Parse(now);

        public void Set(string now) => _now = DateTimeOffset.Parse(now);

        public override DateTimeOffset GetUtcNow() => _now;
    }
}
