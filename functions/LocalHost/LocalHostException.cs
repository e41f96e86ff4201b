namespace Monitoring.LocalHost;

/// <summary>
/// Something outside the program stands in the way of running it on this machine: a port is taken, Node is missing, a
/// function is declared wrongly. The message says what, and what to do; print it without the stack and end.
/// </summary>
public sealed class LocalHostException(string message, Exception? cause = null) : Exception(message, cause);
