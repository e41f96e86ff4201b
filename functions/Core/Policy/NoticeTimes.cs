using System.Collections.Immutable;
using System.Globalization;
using Monitoring.Core.Kernel;

namespace Monitoring.Core.Policy;

/// <summary>Which of the two notices of a delayed discharge: <c>assessment</c>, <c>discharge</c> in the policy table.</summary>
public enum NoticeKind
{
    /// <summary>Act of 2003 s. 2; Care Act 2014 Sch. 3 para 1.</summary>
    Assessment,

    /// <summary>Act of 2003 s. 5(3); Care Act 2014 Sch. 3 para 2(1)(b).</summary>
    Discharge,
}

/// <summary>When a notice counts as given, and why not when it was sent.</summary>
/// <param name="Given">When it was given, by the clocks in London.</param>
/// <param name="Day">The day on which it is treated as given.</param>
/// <param name="CutOff">The last time of the day at which it would still have counted that day.</param>
/// <param name="AfterCutOff">It was given later than that. False on a day on which no notice counts at any time.</param>
/// <param name="Skipped">Sundays and public holidays that were passed over, the day of giving among them if it was one.</param>
/// <param name="HolidayInDoubt">A day that decides it is 25 December, 26 December or 1 January on a Saturday: whether it was a public holiday is not certain (domain note 1.6).</param>
public sealed record TreatedAsGiven(DateTime Given, DateOnly Day, TimeOnly CutOff, bool AfterCutOff, ImmutableArray<DateOnly> Skipped, bool HolidayInDoubt)
{
    public bool SameDay => Day == DateOnly.FromDateTime(Given);

    /// <summary><c>because it was given after 14:00</c>; empty when it counts on the day itself.</summary>
    public string Because => string.Join(" and because ", new[]
    {
        AfterCutOff ? $"it was given after {CutOff.ToString("HH:mm", CultureInfo.InvariantCulture)}" : null,
        Skipped.IsEmpty ? null : $"{string.Join(" and ", Skipped.Select(day => $"{Words.Date(day)} is a {(day.DayOfWeek == DayOfWeek.Sunday ? "Sunday" : "public holiday")}"))}",
    }.OfType<string>()) is { Length: > 0 } because ? $"because {because}" : "";
}

/// <summary>
/// The clocks and limits of notices, from the policy rows of the regime: SI 2003/2277 regs 5 and 10, SI 2014/2823 regs 5 and 11 (domain note 1.6 and 2.4).
/// </summary>
public static class NoticeTimes
{
    private const string Yes = "yes";

    /// <summary>The name of a notice in the policy table.</summary>
    public static string PolicyName(NoticeKind kind) => kind == NoticeKind.Assessment ? "assessment" : "discharge";

    /// <summary>When a notice is treated as given; null on a date without a scheme.</summary>
    /// <param name="given">By the clocks in London. Exactly at the cut-off is in time: "after 2 pm" is later than that.</param>
    /// <param name="regimeOn">The date whose clocks apply, where it is not that of giving: in a case that straddles two regimes, that of the assessment notice (domain note 2.7).</param>
    public static TreatedAsGiven? Of(NoticeKind kind, DateTime given, PolicyBook policy, ReferenceBook reference, DateOnly? regimeOn = null)
    {
        var day = DateOnly.FromDateTime(given);
        var on = regimeOn ?? day;
        if (CutOff(kind, day, on, policy) is not { } cutOff)
            return null;
        var skips = policy.TryOn(on, "notice.skips-holidays") is { Value: Yes };
        var skipped = ImmutableArray.CreateBuilder<DateOnly>();
        var doubt = false;
        // What is given on a Sunday or holiday moves for that reason; its time of day then says nothing more.
        var late = !Passed(day) && TimeOnly.FromDateTime(given) > cutOff;
        if (late)
            day = day.AddDays(1);
        while (Passed(day))
        {
            skipped.Add(day);
            day = day.AddDays(1);
        }
        return new TreatedAsGiven(given, day, cutOff, late, skipped.ToImmutable(), doubt);

        bool Passed(DateOnly date)
        {
            doubt |= skips && IsInDoubt(date);
            return skips && IsSundayOrHoliday(date, policy, reference);
        }
    }

    /// <summary>First day on which an assessment notice may be given before an expected admission; null without a scheme.</summary>
    public static DateOnly? Earliest(DateOnly expectedAdmission, DateOnly regimeOn, PolicyBook policy) =>
        Days(policy.TryOn(regimeOn, "notice.earliest", "assessment")) is { } days ? Before(expectedAdmission, days) : null;

    /// <summary>Last day on which a discharge notice may count as given for a proposed date of discharge; null without a scheme.</summary>
    public static DateOnly? Latest(DateOnly proposedDischarge, DateOnly regimeOn, PolicyBook policy) =>
        Days(policy.TryOn(regimeOn, "notice.latest", "discharge")) is { } days ? Before(proposedDischarge, days) : null;

    /// <summary>
    /// The last moment at which a discharge notice for a proposed date could be given, by the clocks in London: the cut-off of the last day on which a notice can count as given, Sundays and public holidays left out
    /// where they are skipped. Null without a scheme.
    /// </summary>
    public static DateTime? LatestMoment(DateOnly proposedDischarge, DateOnly regimeOn, PolicyBook policy, ReferenceBook reference)
    {
        if (Latest(proposedDischarge, regimeOn, policy) is not { } day)
            return null;
        while (day > DateOnly.MinValue && NoNoticeCounts(day, regimeOn, policy, reference))
            day = day.AddDays(-1);
        return CutOff(NoticeKind.Discharge, day, regimeOn, policy) is { } cutOff ? day.ToDateTime(cutOff) : null;
    }

    /// <summary>A Sunday or public holiday, where the law skips them.</summary>
    public static bool NoNoticeCounts(DateOnly date, DateOnly regimeOn, PolicyBook policy, ReferenceBook reference) =>
        policy.TryOn(regimeOn, "notice.skips-holidays") is { Value: Yes } && IsSundayOrHoliday(date, policy, reference);

    /// <summary>
    /// The day on which the minimum period after an assessment notice ends: two days, beginning with the day after (SI 2003/2277 reg 6, SI 2014/2823 reg 8). Days that are Sundays or public holidays did not count
    /// towards them up to 31 March 2005 (Act of 2003 s. 5(8)), each day judged by its own date. Null without a scheme.
    /// </summary>
    /// <param name="countsFrom">The day on which the assessment notice is treated as given.</param>
    /// <param name="regimeOn">The date whose rule applies to a day: the day itself, unless its case follows an older law.</param>
    /// <param name="skipped">Called with each day that does not count.</param>
    public static DateOnly? MinimumEnds(DateOnly countsFrom, Func<DateOnly, DateOnly> regimeOn, PolicyBook policy, ReferenceBook reference, Action<DateOnly> skipped)
    {
        if (MinimumDays(regimeOn(countsFrom), policy) is not { } left)
            return null;
        var day = countsFrom;
        while (left > 0)
        {
            day = day.AddDays(1);
            if (policy.TryOn(regimeOn(day), "notice.minimum-period-skips-holidays") is { Value: Yes } && IsSundayOrHoliday(day, policy, reference))
                skipped(day);
            else
                left--;
        }
        return day;
    }

    public static bool IsSundayOrHoliday(DateOnly date, PolicyBook policy, ReferenceBook reference) => date.DayOfWeek == DayOfWeek.Sunday || IsPublicHoliday(date, policy, reference);

    /// <summary>
    /// A public holiday in England and Wales (SI 2003/2277 reg 2): the published bank holidays, and by the switch <c>public-holiday.saturday-christmas</c> also 25 and 26 December on a Saturday.
    /// Of a date outside the years of the table it is not known, and no.
    /// </summary>
    public static bool IsPublicHoliday(DateOnly date, PolicyBook policy, ReferenceBook reference) =>
        reference.BankHolidays.Contains(date) || (IsChristmas(date) && date.DayOfWeek == DayOfWeek.Saturday && policy.TryOn(date, "public-holiday.saturday-christmas") is { Value: Yes });

    /// <summary>A Saturday of which it is not certain whether it was a public holiday, since the published list has only its substitute.</summary>
    public static bool IsInDoubt(DateOnly date) => date.DayOfWeek == DayOfWeek.Saturday && (IsChristmas(date) || date is { Month: 1, Day: 1 });

    /// <summary>So many days before a date; not before the calendar begins.</summary>
    private static DateOnly Before(DateOnly date, int days) => date.DayNumber < days ? DateOnly.MinValue : date.AddDays(-days);

    private static bool IsChristmas(DateOnly date) => date is { Month: 12, Day: 25 or 26 };

    private static TimeOnly? CutOff(NoticeKind kind, DateOnly day, DateOnly regimeOn, PolicyBook policy) =>
        policy.TryOn(regimeOn, "notice.cut-off", kind == NoticeKind.Discharge && day.DayOfWeek == DayOfWeek.Friday ? "discharge-friday" : PolicyName(kind)) is { Unit: "clock" } row
            ? TimeOnly.ParseExact(row.Value, "HH:mm", CultureInfo.InvariantCulture) : null;

    /// <summary>Days of the minimum period. Where the words of the law can be read in two ways, its row names the switch that answers.</summary>
    private static int? MinimumDays(DateOnly regimeOn, PolicyBook policy) => policy.TryOn(regimeOn, "notice.minimum-period") switch
    {
        { Unit: "policy" } row => int.Parse(policy.On(regimeOn, row.Value).Value, CultureInfo.InvariantCulture),
        var row => Days(row),
    };

    private static int? Days(PolicyRow? row) => row is { Unit: "days" } ? int.Parse(row.Value, CultureInfo.InvariantCulture) : null;
}
