using System.Diagnostics;
using Azure.Core;
using Azure.Core.Pipeline;
using Microsoft.Extensions.Options;

namespace Monitoring.LocalHost;

/// <summary>On which side of a storage request a <see cref="CrashPolicy"/> ends the process.</summary>
public enum CrashMoment
{
    /// <summary>Storage never sees the request.</summary>
    BeforeSending,

    /// <summary>Storage has done what was asked, and nobody hears of it.</summary>
    AfterAnswer,
}

/// <summary>
/// Counts the storage requests of the functions, and ends the process at the Nth as a power cut would: nothing is
/// flushed, no <c>finally</c> runs. Tests use it to show that every point of interruption ends in the same state. The
/// host's own listing of containers is not counted, so N means the same in each run.
/// </summary>
/// <remarks>One instance for all clients: add it with <c>options.AddPolicy(crash, HttpPipelinePosition.PerRetry)</c>.</remarks>
public sealed class CrashPolicy(int? atRequest, CrashMoment moment) : HttpPipelinePolicy
{
    private int _requests;

    public CrashPolicy(IOptions<LocalHostOptions> options)
        : this(options.Value.CrashAtStorageRequest, options.Value.CrashMoment)
    {
    }

    /// <summary>The requests so far.</summary>
    public int Requests => Volatile.Read(ref _requests);

    public override void Process(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
    {
        var crash = IsDue();
        if (crash && moment == CrashMoment.BeforeSending)
            End();

        ProcessNext(message, pipeline);
        if (crash)
            End();
    }

    public override async ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
    {
        var crash = IsDue();
        if (crash && moment == CrashMoment.BeforeSending)
            End();

        await ProcessNextAsync(message, pipeline);
        if (crash)
            End();
    }

    private bool IsDue() => Interlocked.Increment(ref _requests) == atRequest;

    private static void End()
    {
        using var self = System.Diagnostics.Process.GetCurrentProcess();
        self.Kill();

        // The signal may take a moment to arrive; until then this request must go no further.
        Thread.Sleep(Timeout.Infinite);
    }
}
