namespace Monitoring.Files.Tests.Fuzz;

/// <summary>
/// What a file of the size of these may cost at most, whatever is in it. They are no measure of speed: each is far above what was ever measured, so that a busy machine
/// breaks none, and far below what a loop without end, or memory that grows with a number written in the file, would come to.
/// </summary>
internal static class FuzzBounds
{
    /// <summary>For one case, all of the way and mostly twice. Measured over 225,000 cases: 9 s on a machine at several times its load, most of all for a sheet with a stray cell in its last row.</summary>
    internal static readonly TimeSpan Longest = TimeSpan.FromSeconds(120);

    /// <summary>Allocated by one case in all, in MB of 2^20 bytes. Measured: 522, for the same sheet read three times over; no case by itself holds so much at once.</summary>
    internal const int MostAllocated = 2_000;

    /// <summary>Memory that the process held during the run at most, beyond what it held before, in MB: of as many cases at a time as there are processors. Measured: 272 with two.</summary>
    internal const int MostHeld = 1_000;

    /// <summary>Stack of the thread on which a case runs, in bytes: no more than the host has on any system, so that nesting that only a deep stack survives is found.</summary>
    internal const int Stack = 1 << 20;
}
