using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Monitoring.LocalHost.Blobs;

/// <summary>How likely each fault is, from 0 to 1, and how long a delay can be.</summary>
public sealed record FaultRates
{
    /// <summary>A delivery is made twice, the second time later.</summary>
    public double Duplicate { get; init; } = 0.2;

    /// <summary>A delivery is held back.</summary>
    public double Delay { get; init; } = 0.2;

    /// <summary>A delivery comes after those found together with it.</summary>
    public double Reorder { get; init; } = 0.2;

    /// <summary>A delivery never comes.</summary>
    public double Drop { get; init; } = 0.1;

    /// <summary>The longest that a delivery, or its duplicate, is held back.</summary>
    public TimeSpan LongestDelay { get; init; } = TimeSpan.FromMilliseconds(500);
}

/// <summary>
/// Makes deliveries as bad as a distributed host may make them. What happens to a delivery follows from the seed, the
/// function, the blob's name and how often that blob was written, not from the clock, so a seed repeats its faults as
/// far as timing allows.
/// </summary>
public sealed class DeliveryFaults(int seed, FaultRates? rates = null)
{
    private readonly FaultRates _rates = rates ?? new();

    /// <summary>What happens to one delivery.</summary>
    /// <param name="function">The function that would get it.</param>
    /// <param name="blob">Container and name.</param>
    /// <param name="version">1 for the first time that this blob was seen, 2 after it was overwritten, and so on.</param>
    public DeliveryFate Fate(string function, string blob, int version)
    {
        // string.GetHashCode differs in each process; a seed must not.
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{seed}\n{function}\n{blob}\n{version}"));
        var random = new Random(BinaryPrimitives.ReadInt32LittleEndian(hash));

        // All five numbers are always drawn, so that changing one rate leaves the other faults as they were.
        var (drop, duplicate, delay, reorder) = (random.NextDouble(), random.NextDouble(), random.NextDouble(), random.NextDouble());
        var (first, second) = (random.NextDouble() * _rates.LongestDelay, random.NextDouble() * _rates.LongestDelay);
        if (drop < _rates.Drop)
            return new DeliveryFate(Dropped: true, Reordered: false, Delay: TimeSpan.Zero, DuplicateAfter: null);

        return new DeliveryFate(
            Dropped: false,
            Reordered: reorder < _rates.Reorder,
            Delay: delay < _rates.Delay ? first : TimeSpan.Zero,
            DuplicateAfter: duplicate < _rates.Duplicate ? second : null);
    }
}

/// <summary>What happens to one delivery.</summary>
/// <param name="Dropped">It never comes.</param>
/// <param name="Reordered">It comes after those found together with it.</param>
/// <param name="Delay">How long it is held back.</param>
/// <param name="DuplicateAfter">When not null, it comes once more after this time.</param>
public sealed record DeliveryFate(bool Dropped, bool Reordered, TimeSpan Delay, TimeSpan? DuplicateAfter)
{
    /// <summary>Delivered once, at once.</summary>
    public static readonly DeliveryFate Faultless = new(false, false, TimeSpan.Zero, null);
}
