using System.Globalization;
using Monitoring.Core.Kernel;

namespace Monitoring.Core.Policy;

/// <summary>When a return is due, from the policy table: by working days after the month, or by the publisher's second Thursday.</summary>
public static class DueDates
{
    /// <summary>
    /// The due date of a month's return, or null where none was collected. <paramref name="appliesTo"/> names collection and kind of sender:
    /// <c>delayed-transfers/provider</c>.
    /// </summary>
    public static DateOnly? Of(ReportingMonth month, string appliesTo, PolicyBook policy, WorkingDays workingDays)
    {
        var rule = policy.On(month.LastDay, "return-due", appliesTo).Value.Split(' ');
        return rule[0] switch
        {
            "none" => null,
            "working-day" => workingDays.After(month.LastDay, int.Parse(rule[1], CultureInfo.InvariantCulture)),
            "second-thursday" => SecondThursday(month.AddMonths(int.Parse(rule[1], CultureInfo.InvariantCulture))),
            _ => throw new FormatException($"return-due: '{rule[0]}' is not a rule."),
        };
    }

    private static DateOnly SecondThursday(ReportingMonth month)
    {
        var first = month.FirstDay;
        return first.AddDays((DayOfWeek.Thursday - first.DayOfWeek + 7) % 7 + 7);
    }
}
