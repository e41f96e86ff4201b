namespace Monitoring.LocalHost;

/// <summary>A run of a function that threw.</summary>
/// <param name="Function">Its name.</param>
/// <param name="Blob">Container and name of the blob, or null for a timer or a request.</param>
/// <param name="Attempt">Which attempt at this delivery it was, from 1.</param>
/// <param name="GivenUp">Whether no further attempt follows.</param>
/// <param name="Cause">What it threw.</param>
public sealed record FunctionFailure(string Function, string? Blob, int Attempt, bool GivenUp, Exception Cause);

/// <summary>Where failures are told: to the log, and to whoever listens by <see cref="LocalHostControl.Failed"/>.</summary>
internal sealed class FailureReport
{
    public event Action<FunctionFailure>? Failed;

    public void Tell(FunctionFailure failure) => Failed?.Invoke(failure);
}
