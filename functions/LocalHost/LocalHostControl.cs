using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Monitoring.LocalHost.Blobs;
using Monitoring.LocalHost.Functions;
using Monitoring.LocalHost.Timers;

namespace Monitoring.LocalHost;

/// <summary>What tests and the sample run may ask of a running local host. A singleton of its services.</summary>
public sealed class LocalHostControl
{
    private readonly IServer _server;
    private readonly FunctionSet _functions;
    private readonly BlobWatch _watch;
    private readonly TimerRuns _timers;
    private readonly DeliveryTally _tally;
    private readonly FailureReport _failures;
    private readonly Activity _activity;

    internal LocalHostControl(
        IServer server, FunctionSet functions, BlobWatch watch, TimerRuns timers, DeliveryTally tally, FailureReport failures, Activity activity)
    {
        _server = server;
        _functions = functions;
        _watch = watch;
        _timers = timers;
        _tally = tally;
        _failures = failures;
        _activity = activity;
    }

    /// <summary>Called for each run that threw, on the thread of that run: return soon.</summary>
    public event Action<FunctionFailure>? Failed
    {
        add => _failures.Failed += value;
        remove => _failures.Failed -= value;
    }

    /// <summary>Where HTTP functions and the admin endpoints are served.</summary>
    /// <exception cref="InvalidOperationException">The host has not started.</exception>
    public Uri Address => _server.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault() is { } address
        ? new Uri(address)
        : throw new InvalidOperationException("The local host has not started yet.");

    /// <summary>The functions that are run.</summary>
    public IReadOnlyList<FunctionDescription> Functions => _functions.All;

    /// <summary>What the deliveries of blobs came to so far.</summary>
    public DeliveryCounts Counts => _tally.Counts;

    /// <summary>How many deliveries wait, are held back or run, and how many timers run.</summary>
    public int UnderWay => _activity.Now.Pending;

    /// <summary>
    /// Completes when no delivery is waiting, delayed or running, no timer runs, and a look at all containers begun after
    /// that found nothing new. Requests are not waited for: await their answers first.
    /// </summary>
    /// <exception cref="InvalidOperationException">The host stopped before it was quiet.</exception>
    public Task WhenQuietAsync(CancellationToken cancelled = default) => _watch.WhenQuietAsync(cancelled);

    /// <summary>Runs a timer now, whether or not timers run by the clock, and waits for its end.</summary>
    /// <exception cref="ArgumentException">There is no timer of that name.</exception>
    /// <exception cref="Exception">What the function threw.</exception>
    public Task RunTimerAsync(string name, CancellationToken cancelled = default) =>
        _functions.Find(name) is { Trigger: TimerTrigger } timer
            ? _timers.RunAsync(timer, due: null).WaitAsync(cancelled)
            : throw new ArgumentException($"There is no timer {name}.", nameof(name));
}
