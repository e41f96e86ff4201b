namespace Monitoring.LocalHost.Blobs;

/// <summary>What the deliveries of blobs came to since the host started.</summary>
/// <param name="Delivered">Deliveries that a function took without failing.</param>
/// <param name="Vanished">Deliveries whose blob was gone when their turn came: the host drops those without a run.</param>
/// <param name="FailedAttempts">Runs that threw, of which a delivery has at most five.</param>
/// <param name="Poisoned">Deliveries given up after the fifth attempt.</param>
/// <param name="Duplicated">Deliveries made twice by <see cref="DeliveryFaults"/>.</param>
/// <param name="Delayed">Deliveries held back by <see cref="DeliveryFaults"/>.</param>
/// <param name="Reordered">Deliveries that <see cref="DeliveryFaults"/> let others overtake.</param>
/// <param name="Dropped">Deliveries that <see cref="DeliveryFaults"/> never made.</param>
public sealed record DeliveryCounts(
    int Delivered, int Vanished, int FailedAttempts, int Poisoned, int Duplicated, int Delayed, int Reordered, int Dropped);

/// <summary>The counters behind <see cref="DeliveryCounts"/>.</summary>
internal sealed class DeliveryTally
{
    private int _delivered, _vanished, _failedAttempts, _poisoned, _duplicated, _delayed, _reordered, _dropped;

    public void Delivered() => Interlocked.Increment(ref _delivered);

    public void Vanished() => Interlocked.Increment(ref _vanished);

    public void FailedAttempt() => Interlocked.Increment(ref _failedAttempts);

    public void Poisoned() => Interlocked.Increment(ref _poisoned);

    public void Duplicated() => Interlocked.Increment(ref _duplicated);

    public void Delayed() => Interlocked.Increment(ref _delayed);

    public void Reordered() => Interlocked.Increment(ref _reordered);

    public void Dropped() => Interlocked.Increment(ref _dropped);

    public DeliveryCounts Counts => new(
        Volatile.Read(ref _delivered),
        Volatile.Read(ref _vanished),
        Volatile.Read(ref _failedAttempts),
        Volatile.Read(ref _poisoned),
        Volatile.Read(ref _duplicated),
        Volatile.Read(ref _delayed),
        Volatile.Read(ref _reordered),
        Volatile.Read(ref _dropped));
}
