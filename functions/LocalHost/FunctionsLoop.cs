using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Monitoring.LocalHost.Blobs;
using Monitoring.LocalHost.Timers;

namespace Monitoring.LocalHost;

/// <summary>
/// Starts the triggers when everything else of the app has started, and ends them before anything else ends, giving
/// running functions time to finish.
/// </summary>
internal sealed class FunctionsLoop(
    BlobWatch watch, TimerClock clock, TimeProvider time, Activity activity, IOptions<LocalHostOptions> options)
    : IHostedLifecycleService
{
    private Task _loops = Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancelled)
    {
        var now = time.GetUtcNow();
        _loops = Task.WhenAll(
            Task.Run(watch.RunAsync, CancellationToken.None), Task.Run(() => clock.RunAsync(now), CancellationToken.None));
        return Task.CompletedTask;
    }

    public async Task StoppingAsync(CancellationToken cancelled)
    {
        await activity.StopAsync(options.Value.ShutdownGrace);
        await _loops.WaitAsync(cancelled);
    }

    public Task StartingAsync(CancellationToken cancelled) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancelled) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancelled) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancelled) => Task.CompletedTask;
}
