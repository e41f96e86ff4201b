using System.Diagnostics;
using Azure.Storage.Blobs.Models;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Monitoring.LocalHost.Functions;

namespace Monitoring.LocalHost.Blobs;

/// <summary>
/// Looks at the containers of the blob triggers, round after round, and starts a delivery for each blob whose ETag it has
/// not seen. It looks again soon after any work has ended, for one function's output is the next one's trigger.
/// </summary>
internal sealed partial class BlobWatch
{
    private static readonly TimeSpan ShortestGap = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan GapAfterError = TimeSpan.FromSeconds(1);

    private readonly LocalHostOptions _options;
    private readonly Activity _activity;
    private readonly BlobDelivery _delivery;
    private readonly DeliveryJournal _journal;
    private readonly DeliveryTally _tally;
    private readonly ILogger _log;
    private readonly DeliveryFaults? _faults;
    private readonly IReadOnlyList<Watched> _containers;
    private readonly Dictionary<(string Function, string Blob), string> _seen;
    private readonly Dictionary<(string Function, string Blob), int> _versions = [];
    private readonly SemaphoreSlim _wake = new(0);
    private readonly Lock _lock = new();
    private List<TaskCompletionSource> _waiting = [];
    private bool _errorTold;
    private bool _ended;

    public BlobWatch(
        FunctionSet functions,
        StorageConnections storage,
        IOptions<LocalHostOptions> options,
        Activity activity,
        BlobDelivery delivery,
        DeliveryJournal journal,
        DeliveryTally tally,
        ILogger<BlobWatch> log)
    {
        _options = options.Value;
        _activity = activity;
        _delivery = delivery;
        _journal = journal;
        _tally = tally;
        _log = log;
        _faults = _options.FaultSeed is { } seed ? new DeliveryFaults(seed, _options.FaultRates) : null;
        _seen = new(journal.Finished);
        _containers =
        [
            .. from function in functions.All
               let trigger = function.Trigger as BlobTrigger
               where trigger is not null
               group function by (trigger.Connection, trigger.Container) into same
               select new Watched(storage.Open(same.Key.Connection), same.Key.Container, [.. same]),
        ];
        activity.Ended += Wake;
    }

    /// <summary>Looks until the host stops. Errors of storage are told once, and tried again.</summary>
    public async Task RunAsync()
    {
        try
        {
            while (true)
            {
                var gap = await RoundAsync();

                // However large the containers are, storage has most of the time for the functions.
                await Task.Delay(gap, _activity.Stopping);
                await _wake.WaitAsync(_options.PollInterval, _activity.Stopping);
            }
        }
        catch (OperationCanceledException) when (_activity.Stopping.IsCancellationRequested)
        {
        }
        finally
        {
            foreach (var waiter in TakeWaiting(last: true))
                waiter.TrySetException(new InvalidOperationException("The local host has stopped."));
        }
    }

    /// <summary>Completes when nothing is under way and a round begun after that has found nothing new.</summary>
    public Task WhenQuietAsync(CancellationToken cancelled)
    {
        var waiter = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_lock)
        {
            if (_ended)
                throw new InvalidOperationException("The local host has stopped.");
            _waiting.Add(waiter);
        }

        Wake();
        return waiter.Task.WaitAsync(cancelled);
    }

    private void Wake()
    {
        // One waiting signal is enough: it stands for whatever happened since the last round began.
        lock (_lock)
        {
            if (_wake.CurrentCount == 0)
                _wake.Release();
        }
    }

    private List<TaskCompletionSource> TakeWaiting(bool last = false)
    {
        lock (_lock)
        {
            _ended |= last;
            var waiting = _waiting;
            _waiting = [];
            return waiting;
        }
    }

    /// <returns>How long to leave storage alone.</returns>
    private async Task<TimeSpan> RoundAsync()
    {
        // Whoever begins to wait during this round may have written after its listing: only the next can answer them.
        var waiting = TakeWaiting();
        var before = _activity.Now;
        var started = Stopwatch.GetTimestamp();
        var found = new List<Delivery>();
        var listed = true;
        foreach (var container in _containers)
            listed &= await LookAsync(container, found);

        Start(found);
        if (listed && before.Pending == 0 && _activity.Now == before)
        {
            foreach (var waiter in waiting)
                waiter.TrySetResult();
        }
        else
        {
            lock (_lock)
                _waiting.AddRange(waiting);
        }

        if (!listed)
            return GapAfterError;

        // With more waiting than can run, finding still more has no hurry.
        var took = Stopwatch.GetElapsedTime(started);
        var gap = _activity.Now.Pending > 2 * _options.MaxParallel ? 4 * took : took;
        return gap < ShortestGap ? ShortestGap : gap;
    }

    private async Task<bool> LookAsync(Watched container, List<Delivery> found)
    {
        var client = container.Storage.Watch.GetBlobContainerClient(container.Name);
        try
        {
            if (!container.Exists)
                await client.CreateIfNotExistsAsync(cancellationToken: _activity.Stopping);

            container.Exists = true;
            await foreach (var blob in client.GetBlobsAsync(cancellationToken: _activity.Stopping))
                Add(container, blob, found);

            if (_errorTold)
                WatchingAgain(_log);
            _errorTold = false;
            return true;
        }
        catch (Exception e) when (!_activity.Stopping.IsCancellationRequested)
        {
            // Refused, timed out, or answered wrongly: all of it may pass, and the watch must not end by it.
            // A container deleted under the host (tests do that) is made again in the next round.
            container.Exists = false;
            if (!_errorTold)
                CannotList(_log, client.Uri, e.Message.Split('\n')[0]);
            _errorTold = true;
            return false;
        }
    }

    private void Add(Watched container, BlobItem blob, List<Delivery> found)
    {
        var etag = blob.Properties.ETag?.ToString("H") ?? "";
        var path = $"{container.Name}/{blob.Name}";
        foreach (var function in container.Functions)
        {
            var key = (function.Name, path);
            lock (_lock)
            {
                if (_seen.TryGetValue(key, out var last) && last == etag)
                    continue;
                _seen[key] = etag;
            }

            found.Add(new Delivery(function, (BlobTrigger)function.Trigger!, container.Storage, blob.Name, etag));
        }
    }

    private void Start(List<Delivery> found)
    {
        var fates = found.ConvertAll(d => (Delivery: d, Fate: FateOf(d)));

        // A stable order: those that others may overtake go to the end of what was found together.
        foreach (var (delivery, fate) in fates.OrderBy(f => f.Fate.Reordered))
        {
            if (fate.Dropped)
            {
                _tally.Dropped();
                _journal.Finish(delivery.Function.Name, delivery.Path, delivery.ETag);
                continue;
            }

            if (fate.Reordered)
                _tally.Reordered();
            if (fate.Delay > TimeSpan.Zero)
                _tally.Delayed();
            Begin(delivery, fate.Delay);
            if (fate.DuplicateAfter is { } later)
            {
                _tally.Duplicated();
                Begin(delivery, later);
            }
        }
    }

    private DeliveryFate FateOf(Delivery delivery)
    {
        if (_faults is null)
            return DeliveryFate.Faultless;

        var key = (delivery.Function.Name, delivery.Path);
        var version = _versions[key] = _versions.GetValueOrDefault(key) + 1;
        return _faults.Fate(key.Name, key.Path, version);
    }

    private void Begin(Delivery delivery, TimeSpan delay)
    {
        var work = _activity.Begin();
        _ = RunDeliveryAsync();

        async Task RunDeliveryAsync()
        {
            using (work)
            {
                try
                {
                    await Task.Delay(delay, _activity.Stopping);
                    if (await _delivery.DeliverAsync(delivery) == DeliveryEnd.Finished)
                        _journal.Finish(delivery.Function.Name, delivery.Path, delivery.ETag);
                    else
                        Forget(delivery);
                }
                catch (OperationCanceledException) when (_activity.Stopping.IsCancellationRequested)
                {
                }
                catch (Exception e)
                {
                    // Nothing awaits this task: an error of the host's own must not vanish.
                    DeliveryBroke(_log, delivery.Path, e);
                    Forget(delivery);
                }
            }
        }
    }

    private void Forget(Delivery delivery)
    {
        lock (_lock)
            _seen.Remove((delivery.Function.Name, delivery.Path));
    }

    [LoggerMessage(LogLevel.Warning, "Storage cannot be read at {Container}: {Reason} Trying again every second.")]
    private static partial void CannotList(ILogger log, Uri container, string reason);

    [LoggerMessage(LogLevel.Information, "Storage can be read again.")]
    private static partial void WatchingAgain(ILogger log);

    [LoggerMessage(LogLevel.Error, "The delivery of {Blob} broke inside the local host; it will be made again.")]
    private static partial void DeliveryBroke(ILogger log, string blob, Exception cause);

    private sealed class Watched(StorageConnection storage, string name, IReadOnlyList<FunctionDescription> functions)
    {
        public StorageConnection Storage => storage;

        public string Name => name;

        public IReadOnlyList<FunctionDescription> Functions => functions;

        public bool Exists { get; set; }
    }
}
