using System.Collections.Immutable;
using Monitoring.Core.Figures.Delays;
using Monitoring.Core.Kernel;
using Monitoring.Core.Policy;

namespace Monitoring.Core.Figures.Summaries;

/// <summary>Delays of a month as a summary adds them up; null is not known.</summary>
public sealed record DelayMonth(ReportingMonth Month, long? Days, long? Nhs, long? SocialCare, long? Both, decimal? Per100000, decimal? SocialCarePer100000)
{
    /// <summary>The first month of the body as it is now: figures of the months before are of another area, or of those that it succeeded.</summary>
    public bool IsReorganised { get; init; }

    public static DelayMonth Of(HistoryMonth month) =>
        new(month.Month, month.Days, month.Nhs, month.SocialCare, month.Both, month.Per100000, month.SocialCarePer100000) { IsReorganised = month.Marks.Contains(MonthMark.Reorganised) };

    public static DelayMonth Of(DelayFigures figures)
    {
        return new(figures.Month, Days("days.total"), Days("days.nhs"), Days("days.social-care"), Days("days.both"), Value("rate.beds.total"), Value("rate.beds.social-care"));

        long? Days(string id) => (long?)Value(id);

        decimal? Value(string id) => figures.Figures.FirstOrDefault(figure => figure.Id == id)?.Value;
    }
}

/// <summary>Delayed transfers in the conventions of finance. Days are added up; people delayed a day and rates are means over calendar days. A sum of which a month is missing is not known: never the sum of the others.</summary>
internal static class DelayLines
{
    internal const string Section = "Delays", Sheet = "Delays over time";

    /// <summary>What the names of rates by population begin with.</summary>
    internal const string Rates = "delays.rate.";

    private const string ADay = "people a day", Rate = "people a day per 100,000 adults";

    /// <param name="months">Of the body, whatever is known.</param>
    internal static IEnumerable<SummaryLine> Of(IEnumerable<DelayMonth> months, SummaryPeriod period, PolicyBook policy)
    {
        var all = months.ToList();
        var known = all.GroupBy(month => month.Month).ToDictionary(group => group.Key, group => group.First());
        var reorganised = all.Where(month => month.IsReorganised).Select(month => month.Month).Distinct().Order().ToList();
        if (!period.Months.Any(known.ContainsKey))
            return [];
        var forecasts = policy.On(period.LastDay, "summary.forecast").Value == "run-rate";
        return
        [
            Sum("delays.days.total", "Delayed days", month => month.Days), Sum("delays.days.nhs", "Delayed days, NHS", month => month.Nhs),
            Sum("delays.days.social-care", "Delayed days, social care", month => month.SocialCare), Sum("delays.days.both", "Delayed days, both", month => month.Both),
            Mean("delays.beds.total", "People delayed a day", ADay, month => (decimal?)month.Days / month.Month.Days), Mean("delays.beds.social-care", "People delayed a day, social care", ADay, month => (decimal?)month.SocialCare / month.Month.Days),
            Mean("delays.rate.total", "People delayed a day per 100,000 adults", Rate, month => month.Per100000), Mean("delays.rate.social-care", "People delayed a day per 100,000 adults, social care", Rate, month => month.SocialCarePer100000),
        ];

        SummaryLine Sum(string id, string name, Func<DelayMonth, long?> of)
        {
            return Line(id, name, "days", over => Over(over, months => months.Sum(month => of(month)!.Value), of), toDate => forecasts
                ? toDate / Days(period.MonthsToDate) * Days(SummaryPeriod.Of(period.Year.Quarter(4)).MonthsToDate) : null,
                forecasts ? "Year to date: days added up. Forecast: days a day so far, for every day of the year; the sum once the year is over." : "Year to date: days added up.");
        }

        SummaryLine Mean(string id, string name, string unit, Func<DelayMonth, decimal?> of) =>
            Line(id, name, unit, over => Over(over, months => months.Sum(month => of(month)!.Value * month.Month.Days) / months.Sum(month => month.Month.Days), month => of(month)), toDate => forecasts ? toDate : null,
                forecasts ? "Mean over the days of the months. Forecast: the mean so far." : "Mean over the days of the months.");

        SummaryLine Line(string id, string name, string unit, Func<IEnumerable<ReportingMonth>, SummaryAmount> over, Func<decimal, decimal?> forecast, string how)
        {
            var toDate = over(period.MonthsToDate);
            var isOver = period.LastDay == period.Year.LastDay;
            return new(id, Section, name, unit, over(period.Months), toDate, over(period.YearBefore.Months), over(period.YearBefore.MonthsToDate),
                toDate.Value is not { } value ? SummaryAmount.None("the year to date is not known") : isOver ? new(value, null) : SummaryAmount.Of(forecast(value), "no forecast is made"), how, Sheet);
        }

        SummaryAmount Over<TValue>(IEnumerable<ReportingMonth> over, Func<IReadOnlyList<DelayMonth>, decimal> value, Func<DelayMonth, TValue?> of) where TValue : struct
        {
            var wanted = over.ToList();
            var missing = wanted.Where(month => !known.TryGetValue(month, out var found) || of(found) is null).ToList();
            return missing.Count == 0 ? new(value([.. wanted.Select(month => known[month])]), Before(wanted))
                : SummaryAmount.None(missing.Count == wanted.Count ? "not known" : $"{Words.Months(missing)} {(missing.Count == 1 ? "is" : "are")} not known");
        }

        // What is read beside the period, or added up with it, was of another body.
        string? Before(List<ReportingMonth> over) => reorganised.Where(month => month > over[0] && month.FirstDay <= period.LastDay).ToList() is not [.., var last] ? null
            : $"{(over[^1] < last ? "before" : "in part before")} the reorganisation of {last.Name}";

        static decimal Days(IEnumerable<ReportingMonth> months) => months.Sum(month => month.Days);
    }
}
