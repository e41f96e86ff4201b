using System.Reflection;

namespace Monitoring.LocalHost;

/// <summary>How the local host runs. Set in code, or in the configuration's section <c>LocalHost</c>.</summary>
public sealed class LocalHostOptions
{
    /// <summary>The name of the configuration's section.</summary>
    public const string Section = "LocalHost";

    /// <summary>The port on 127.0.0.1. 0 takes any free port; <see cref="LocalHostControl.Address"/> tells which.</summary>
    public int Port { get; set; } = 7071;

    /// <summary>Where the functions are declared; the program's own assembly when null.</summary>
    public Assembly? FunctionsAssembly { get; set; }

    /// <summary>The classes to take functions from, instead of a whole assembly. For tests.</summary>
    public IReadOnlyList<Type>? FunctionTypes { get; set; }

    /// <summary>The pause between two looks at the containers.</summary>
    public TimeSpan PollInterval { get; set; } = TimeSpan.FromMilliseconds(200);

    /// <summary>How many blob deliveries run at once.</summary>
    public int MaxParallel { get; set; } = Math.Min(4, 2 * Environment.ProcessorCount);

    /// <summary>Whether timers run by the clock. When not, only the admin endpoint and <see cref="LocalHostControl"/> run them.</summary>
    public bool TimersEnabled { get; set; } = true;

    /// <summary>With a seed, deliveries are made faulty: see <see cref="Blobs.DeliveryFaults"/>.</summary>
    public int? FaultSeed { get; set; }

    /// <summary>The probabilities of the faults, and the longest delay. Used only with <see cref="FaultSeed"/>.</summary>
    public Blobs.FaultRates FaultRates { get; set; } = new();

    /// <summary>Where finished deliveries are remembered over a restart; in memory only when null.</summary>
    public string? JournalFile { get; set; }

    /// <summary>How long running functions may take to finish when the host stops.</summary>
    public TimeSpan ShutdownGrace { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Ends the process at this storage request of the functions (1 is the first). For tests; see <see cref="CrashPolicy"/>.</summary>
    public int? CrashAtStorageRequest { get; set; }

    /// <summary>On which side of the request the process ends.</summary>
    public CrashMoment CrashMoment { get; set; }

    /// <summary>The host.json that names the prefix of routes; the one beside the program when null.</summary>
    public string? HostJsonFile { get; set; }

    /// <summary>Takes the line that the host prints when it has started; null prints to the console.</summary>
    public Action<string>? Announce { get; set; }
}
