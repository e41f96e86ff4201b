namespace Monitoring.LocalHost;

/// <summary>
/// The work that is under way: deliveries waiting, delayed or running, and timers running. What is quiet, and when it is
/// safe to stop, follows from it.
/// </summary>
internal sealed class Activity : IDisposable
{
    private readonly Lock _lock = new();
    private readonly CancellationTokenSource _stopping = new();
    private readonly CancellationTokenSource _abandoning = new();
    private TaskCompletionSource _idle = Completed();
    private State _state;

    /// <summary>Called after any piece of work has ended: there may be something new to see.</summary>
    public event Action? Ended;

    /// <summary>Nothing new is begun any more, and what only waits ends.</summary>
    public CancellationToken Stopping => _stopping.Token;

    /// <summary>What functions are given: cancelled when the time to finish is over.</summary>
    public CancellationToken Abandoning => _abandoning.Token;

    /// <summary>Two equal states with nothing pending mean that nothing happened in between.</summary>
    public State Now
    {
        get
        {
            lock (_lock)
                return _state;
        }
    }

    /// <summary>Counts a piece of work as under way until the result is disposed of.</summary>
    public IDisposable Begin()
    {
        lock (_lock)
        {
            if (_state.Pending == 0)
                _idle = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _state = new State(_state.Pending + 1, _state.Changes + 1);
        }

        return new Work(this);
    }

    /// <summary>Lets running functions finish for the given time, then cancels them.</summary>
    public async Task StopAsync(TimeSpan grace)
    {
        await _stopping.CancelAsync();
        if (await IsIdleWithinAsync(grace))
            return;

        await _abandoning.CancelAsync();
        await IsIdleWithinAsync(TimeSpan.FromSeconds(1));
    }

    public void Dispose()
    {
        _stopping.Dispose();
        _abandoning.Dispose();
    }

    private async Task<bool> IsIdleWithinAsync(TimeSpan time)
    {
        Task idle;
        lock (_lock)
            idle = _idle.Task;
        return await Task.WhenAny(idle, Task.Delay(time)) == idle;
    }

    private void End()
    {
        lock (_lock)
        {
            _state = new State(_state.Pending - 1, _state.Changes + 1);
            if (_state.Pending == 0)
                _idle.SetResult();
        }

        Ended?.Invoke();
    }

    private static TaskCompletionSource Completed()
    {
        var source = new TaskCompletionSource();
        source.SetResult();
        return source;
    }

    public readonly record struct State(int Pending, long Changes);

    private sealed class Work(Activity activity) : IDisposable
    {
        private Activity? _activity = activity;

        public void Dispose() => Interlocked.Exchange(ref _activity, null)?.End();
    }
}
