using System.Collections.Immutable;
using Monitoring.Core.Figures.Delays;
using Monitoring.Core.Kernel;
using Monitoring.Files.Workbooks;
using Monitoring.Files.Workbooks.Sheets;

namespace Monitoring.Files.Summaries.Sheets;

/// <summary>Who is responsible for delayed days, month by month, as a table and a chart.</summary>
internal static class AttributionSheet
{
    public const string Name = "Responsible over time";

    private const string Table = "tblAttribution", Month = "Month";

    private static readonly ImmutableArray<string> Parts = [MonthsSheet.Nhs, MonthsSheet.SocialCare, MonthsSheet.Both];

    public static SheetPlan Of(SummaryRows rows)
    {
        ImmutableArray<HistoryMonth> months = [.. rows.History.TakeLast(OverTimeSheet.Shown)];
        return new(Name, "Delayed days by who is responsible, month by month, with a chart", "Who is responsible, over time")
        {
            Sentences = SheetPlan.Say($"{Finding(months)}.", $"Days of the NHS, of social care, and of both together, which is a count of its own. From the sheet {MonthsSheet.Name}."),
            Table = new TablePlan(Table, [new(Month, Number: true), .. Parts.Select(part => new ColumnPlan(part, Number: true)), new("All", Number: true), new("In words", Widest: 30)], [.. months.Select(Row)]),
            Charts = months.All(month => month.Days is null or 0) ? [] : [ChartPlan.Stacked(Finding(months), Alternative(rows, months), "Delayed days in the month", Month, Parts, upright: true)],
        };

        static Entry[] Row(HistoryMonth month) =>
        [
            Entry.Month(month.Month), Part(month.Nhs, MonthsSheet.Nhs), Part(month.SocialCare, MonthsSheet.SocialCare), Part(month.Both, MonthsSheet.Both),
            month is { Nhs: { } nhs, SocialCare: { } socialCare, Both: { } both } ? Entry.Calculated($"SUM({TablePlan.Here(Table, Parts[0], Parts[^1])})", nhs + socialCare + both, Look.Whole) : Entry.Words("missing"),
            Entry.Of(month.Days is null ? "Missing: not known, and not zero" : month.Marks.Contains(MonthMark.Restated) ? "Restated" : ""),
        ];

        static Entry Part(long? days, string heading) => days is { } known
            ? Entry.Calculated($"SUMIFS({TablePlan.Column(MonthsSheet.Table, heading)},{TablePlan.Column(MonthsSheet.Table, MonthsSheet.Month)},{TablePlan.Here(Table, Month)})", known, Look.Whole) : Entry.Point(null, Look.Whole);
    }

    /// <summary>As a sentence without its full stop.</summary>
    private static string Finding(ImmutableArray<HistoryMonth> months)
    {
        if (months.LastOrDefault(month => month is { Days: > 0, Nhs: not null, SocialCare: not null, Both: not null }) is not { } last)
            return "No month has delayed days whose responsibility is known";
        var largest = ((string Name, long Days)[])[("The NHS", last.Nhs!.Value), ("Social care", last.SocialCare!.Value), ("Both together", last.Both!.Value)] is var parts ? parts.MaxBy(part => part.Days) : default;
        return $"{largest.Name} {(largest.Name.StartsWith("Both", StringComparison.Ordinal) ? "answer" : "answers")} for most days in {last.Month.Name}: {Words.Number(largest.Days)} of {Words.Days(last.Days!.Value)} ({Phrases.Percent(largest.Days, last.Days.Value)})";
    }

    private static string Alternative(SummaryRows rows, ImmutableArray<HistoryMonth> months) =>
        $"Columns of delayed days of {rows.Summary.Name} by month, {months[0].Month.Name} to {months[^1].Month.Name}, each made up of NHS, social care and both. {Finding(months)}.";
}
