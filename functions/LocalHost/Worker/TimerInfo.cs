namespace Microsoft.Azure.Functions.Worker;

/// <summary>What a timer's function is told about the run. Emulates the worker's type of the same name.</summary>
public class TimerInfo
{
    /// <summary>The times of the schedule; null when the timer is not monitored.</summary>
    public ScheduleStatus? ScheduleStatus { get; set; }

    /// <summary>Whether this run makes up for one that was missed.</summary>
    public bool IsPastDue { get; set; }
}

/// <summary>The times of a timer's schedule, in UTC.</summary>
public class ScheduleStatus
{
    /// <summary>The last time at which the schedule came due.</summary>
    public DateTime Last { get; set; }

    /// <summary>The next time at which it comes due.</summary>
    public DateTime Next { get; set; }

    /// <summary>When this status was last written.</summary>
    public DateTime LastUpdated { get; set; }
}
