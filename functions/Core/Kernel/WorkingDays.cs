namespace Monitoring.Core.Kernel;

/// <summary>Monday to Friday without the bank holidays of England. Used for due dates and chasing, never for counting delayed days.</summary>
public sealed class WorkingDays(IEnumerable<DateOnly> bankHolidays)
{
    private readonly HashSet<DateOnly> _holidays = [.. bankHolidays];

    public bool IsWorkingDay(DateOnly date) => date.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday) && !_holidays.Contains(date);

    /// <summary>The nth working day after a date: 1 is the next working day. A number below 1 is a fault of the caller.</summary>
    public DateOnly After(DateOnly date, int number)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(number, 1);
        while (number > 0)
        {
            date = date.AddDays(1);
            if (IsWorkingDay(date))
                number--;
        }
        return date;
    }
}
