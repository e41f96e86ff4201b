using System.Diagnostics;

namespace Monitoring.Bench.Contenders;

/// <summary>Takes the time of something, and what all threads of this process take and .NET allocates meanwhile.</summary>
internal sealed class Timed
{
    private readonly long _allocated = GC.GetTotalAllocatedBytes(precise: true);
    private readonly TimeSpan _cpu = Environment.CpuUsage.TotalTime;
    private readonly Stopwatch _watch = Stopwatch.StartNew();

    public double AllocatedMb => (GC.GetTotalAllocatedBytes(precise: true) - _allocated) / 1e6;

    /// <summary>The time until now.</summary>
    public Measure Taken(string name) => new(name, _watch.Elapsed.TotalMilliseconds, (Environment.CpuUsage.TotalTime - _cpu).TotalMilliseconds);
}
