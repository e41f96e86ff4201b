using System.Diagnostics;
using System.Globalization;

namespace Monitoring.LocalHost.Emulator;

/// <summary>
/// A folder of Azurite's data, which only one Azurite may use at a time. When an app is killed, its Azurite takes a moment
/// to save and end; the next one waits for that instead of reading half-written files.
/// </summary>
internal static class AzuriteData
{
    /// <summary>The variable by which run.mjs is told where to note its process id while it runs.</summary>
    public const string PidFileVariable = "MONITORING_AZURITE_PID_FILE";

    // An Azurite whose app was killed has ended after five seconds at the latest: see run.mjs.
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(10);

    public static string PidFile(string folder) => Path.Combine(folder, "azurite.pid");

    /// <exception cref="LocalHostException">Another Azurite keeps using the folder.</exception>
    public static async Task WaitUntilFreeAsync(string folder, TimeSpan limit, CancellationToken cancelled)
    {
        limit = limit < LongestWait ? limit : LongestWait;
        var started = Stopwatch.GetTimestamp();
        while (Owner(folder) is { } owner)
        {
            if (Stopwatch.GetElapsedTime(started) > limit)
                throw new LocalHostException($"Another Azurite (process {owner}) uses the data in {folder}. End the app that runs it, or choose another folder.");
            await Task.Delay(50, cancelled);
        }
    }

    private static int? Owner(string folder)
    {
        try
        {
            var noted = File.ReadAllText(PidFile(folder));
            using var process = Process.GetProcessById(int.Parse(noted, NumberStyles.None, CultureInfo.InvariantCulture));

            // A note left by a power cut may name a number that something else has now. Newer versions of Node are called
            // MainThread on Linux.
            return !process.HasExited && process.ProcessName is "node" or "MainThread" ? process.Id : null;
        }
        catch (Exception e) when (e is IOException or FormatException or ArgumentException or InvalidOperationException)
        {
            return null;
        }
    }
}
