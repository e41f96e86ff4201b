using System.Text.Json;
using System.Text.Json.Serialization;
using Monitoring.Core.Kernel;

namespace Monitoring.Core.Figures.Summaries;

/// <summary>What a summary is of: a month, or a quarter of a financial year.</summary>
[JsonConverter(typeof(SummaryPeriodJson))]
public readonly record struct SummaryPeriod : IComparable<SummaryPeriod>
{
    private SummaryPeriod(ReportingMonth? month, FinancialQuarter? quarter) => (Month, Quarter) = (month, quarter);

    /// <summary>Null of a quarter.</summary>
    public ReportingMonth? Month { get; }

    /// <summary>Null of a month.</summary>
    public FinancialQuarter? Quarter { get; }

    public DateOnly FirstDay => Month?.FirstDay ?? Quarter!.Value.FirstDay;

    public DateOnly LastDay => Month?.LastDay ?? Quarter!.Value.LastDay;

    public FinancialYear Year => FinancialYear.Of(FirstDay);

    /// <summary>The months in it, the first one first.</summary>
    public IEnumerable<ReportingMonth> Months => From(ReportingMonth.Of(FirstDay));

    /// <summary>The months from April to its end.</summary>
    public IEnumerable<ReportingMonth> MonthsToDate => From(ReportingMonth.Of(Year.FirstDay));

    /// <summary>The last quarter that is over by its end: the return of a later one tells of days after it. In April and May that is one of the year before.</summary>
    public FinancialQuarter LastReturned => Quarter ?? (FinancialQuarter.Of(FirstDay) is var own && own.LastDay == LastDay ? own : own.Add(-1));

    /// <summary>The same a year before.</summary>
    public SummaryPeriod YearBefore => Month is { } month ? Of(month.AddMonths(-12)) : Of(Quarter!.Value.Add(-4));

    /// <summary>In words: <c>November 2019</c>, <c>Q3 2019-20</c>.</summary>
    public string Name => Month?.Name ?? Quarter!.Value.Name;

    public static SummaryPeriod Of(ReportingMonth month) => new(month, null);

    public static SummaryPeriod Of(FinancialQuarter quarter) => new(null, quarter);

    /// <summary>Reads <c>2019-11</c> and <c>2019-20-Q3</c>, and nothing else: for our own keys and files.</summary>
    public static SummaryPeriod? TryParse(string text) =>
        ReportingMonth.TryParse(text, out var month) ? Of(month)
        : FinancialQuarter.TryRead(text, out var quarter) && quarter.ToString() == text ? Of(quarter)
        : null;

    /// <summary>By the last day; a quarter comes after its months.</summary>
    public int CompareTo(SummaryPeriod other) => (LastDay, Quarter is not null).CompareTo((other.LastDay, other.Quarter is not null));

    /// <summary>The form used in paths and files: <c>2019-11</c>, <c>2019-20-Q3</c>.</summary>
    public override string ToString() => Month?.ToString() ?? Quarter?.ToString() ?? "";

    private IEnumerable<ReportingMonth> From(ReportingMonth first)
    {
        var last = ReportingMonth.Of(LastDay);
        for (var month = first; month <= last; month = month.AddMonths(1))
            yield return month;
    }
}

internal sealed class SummaryPeriodJson : JsonConverter<SummaryPeriod>
{
    public override SummaryPeriod Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        SummaryPeriod.TryParse(reader.GetString() ?? "") ?? throw new JsonException("A period has the form 2019-11 or 2019-20-Q3.");

    public override void Write(Utf8JsonWriter writer, SummaryPeriod value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
}
