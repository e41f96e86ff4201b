using System.Diagnostics.CodeAnalysis;
using NCrontab;

namespace Monitoring.LocalHost.Timers;

/// <summary>A six-field NCRONTAB expression, seconds first, read in UTC.</summary>
internal sealed class CronSchedule
{
    private readonly CrontabSchedule _schedule;

    private CronSchedule(CrontabSchedule schedule) => _schedule = schedule;

    public static bool TryParse(string expression, [NotNullWhen(true)] out CronSchedule? schedule)
    {
        var parsed = CrontabSchedule.TryParse(expression, new CrontabSchedule.ParseOptions { IncludingSeconds = true });
        schedule = parsed is null ? null : new CronSchedule(parsed);
        return schedule is not null;
    }

    /// <exception cref="FormatException">The expression is not one.</exception>
    public static CronSchedule Parse(string expression) =>
        TryParse(expression, out var schedule) ? schedule : throw new FormatException($"\"{expression}\" is not a six-field NCRONTAB expression.");

    /// <summary>The first time strictly after the given one.</summary>
    public DateTimeOffset After(DateTimeOffset instant) =>
        new(DateTime.SpecifyKind(_schedule.GetNextOccurrence(instant.UtcDateTime), DateTimeKind.Utc));
}
