using System.Collections.Immutable;
using Monitoring.Core.Kernel;
using Monitoring.Core.Policy;
using Monitoring.Core.Returns;

namespace Monitoring.Core.Figures.Reimbursement;

/// <summary>
/// The law of a case, and which date's rows of it apply to a day: a case that straddles 1 April 2015 keeps its own law (domain note 2.7), and then that law is the one of its last day in force.
/// </summary>
internal sealed class CaseLaw
{
    private readonly bool _byDay;

    public CaseLaw(NoticeCase stay, PolicyBook policy, ReferenceBook reference)
    {
        (Policy, Reference) = (policy, reference);
        // A notice that was given under no law has no effect, and chooses no law.
        var effective = stay.Notices.Where(notice => On(notice.Line.When.Date) != Regime.None).ToList();
        var first = effective.Find(notice => notice.Kind == NoticeKind.Assessment) ?? effective.FirstOrDefault();
        Regime = first is null ? Regime.None : On(first.Line.When.Date);
        _byDay = first is not null && Is("reimbursement.straddle-2015", "by-day", first.Line.When.Date);
    }

    public PolicyBook Policy { get; }

    public ReferenceBook Reference { get; }

    /// <summary>That of the first assessment notice, else of the first notice.</summary>
    public Regime Regime { get; }

    /// <summary>The law in force on a date.</summary>
    public Regime On(DateOnly date) => RegimeOf(Policy.TryOn(date, "reimbursement.regime"));

    /// <summary>The law by which a notice of a date is judged, and the days that follow from it; none when none was in force.</summary>
    public Regime ForNoticeOf(DateOnly date) => On(date) is var own && own == Regime.None ? Regime.None : _byDay ? own : Regime;

    /// <summary>The date whose rows apply to a day under a law: the day itself while the law is in force, else the last day on which it was.</summary>
    public DateOnly AsOf(DateOnly day, Regime regime)
    {
        if (On(day) == regime)
            return day;
        var spans = Policy.Rows.Where(row => row.Policy == "reimbursement.regime" && RegimeOf(row) == regime).OrderBy(row => row.From).ToList();
        return spans.FindLast(row => row.From <= day) is { } passed ? passed.To ?? day : spans.FirstOrDefault()?.From ?? day;
    }

    /// <summary>The last day on which any law was in force, before a day on which none is.</summary>
    public DateOnly LastDayOfLawBefore(DateOnly day)
    {
        DateOnly? last = null;
        foreach (var row in Policy.Rows)
        {
            if (row.Policy == "reimbursement.regime" && RegimeOf(row) != Regime.None && row.To is { } to && to < day && !(last > to))
                last = to;
        }
        return last ?? DateOnly.MinValue;
    }

    /// <summary>A day may cost something under a law: there is one, and its rules on payment have begun.</summary>
    public bool Pays(DateOnly day, Regime regime) => Policy.TryOn(AsOf(day, regime), "reimbursement.payment") is { Value: not "none" };

    /// <summary>A switch has this answer on a day.</summary>
    public bool Is(string name, string value, DateOnly day) => Policy.TryOn(day, name)?.Value == value;

    public bool IsSundayOrHoliday(DateOnly day) => NoticeTimes.IsSundayOrHoliday(day, Policy, Reference);

    public DailyRate? RateOf(string authority, DateOnly day, Regime regime) => regime == Regime.None ? null : DailyRates.Current.On(AsOf(day, regime), authority, Policy);

    public bool IsOutsideEngland(string authority, DateOnly day) => Reference.AuthorityOn(DelayNotices.Known(day), authority) is { OutsideEngland: true };

    private static Regime RegimeOf(PolicyRow? row) => row?.Value switch
    {
        "act-2003" => Regime.Act2003,
        "act-2014" => Regime.Act2014,
        _ => Regime.None,
    };
}

/// <summary>A number of days before or after a date, which stops at the ends of the calendar.</summary>
internal static class Calendar
{
    public static DateOnly After(this DateOnly date, int days) => DateOnly.FromDayNumber((int)Math.Clamp((long)date.DayNumber + days, DateOnly.MinValue.DayNumber, DateOnly.MaxValue.DayNumber));

    /// <summary><c>Sunday 12 June 2005</c>.</summary>
    public static string Named(this DateOnly date) => $"{date.DayOfWeek} {Words.Date(date)}";
}
