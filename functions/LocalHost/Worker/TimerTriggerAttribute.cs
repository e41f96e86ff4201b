namespace Microsoft.Azure.Functions.Worker;

/// <summary>Starts a function by the clock. Emulates the worker's attribute of the same name.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class TimerTriggerAttribute(string schedule) : Attribute
{
    /// <summary>A six-field NCRONTAB expression, seconds first, in UTC.</summary>
    public string Schedule { get; } = schedule;

    /// <summary>Whether the host keeps the schedule's status. Without it <see cref="TimerInfo.ScheduleStatus"/> is null.</summary>
    public bool UseMonitor { get; set; } = true;

    /// <summary>Whether the function also runs once when the host starts.</summary>
    public bool RunOnStartup { get; set; }
}
