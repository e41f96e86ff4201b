using Monitoring.Core.Figures.Delays;
using Monitoring.Core.Figures.Summaries;
using Monitoring.Core.Kernel;
using Monitoring.Files.Delays;
using Monitoring.Files.Workbooks;
using Monitoring.Files.Workbooks.Sheets;

namespace Monitoring.Files.Summaries.Sheets;

/// <summary>Every month of the history to the end of the period: the numbers that the charts over time and the year to date are made of.</summary>
internal static class MonthsSheet
{
    public const string Name = "Every month", Table = "tblMonths", Month = "Month", Days = "Delayed days", Nhs = "NHS", SocialCare = "Social care", Both = "Both", CalendarDays = "Calendar days", People = "People delayed a day", Rate = "Per 100,000 adults";

    private const string Adults = "Adults";

    public static SheetPlan Of(SummaryRows rows)
    {
        // An NHS body has no population of its own, and so neither rate nor rank.
        var ranked = rows.Summary.Key.Kind != SummaryKind.NhsBody;
        return new(Name, $"Delayed days of every month to the end of the period, with averages{(ranked ? ", rates and ranks" : "")}", "Delays of every month")
        {
            Sentences = SheetPlan.Say($"A month that is missing is a gap and never zero. People delayed a day are delayed days divided by the calendar days of the month.{(ranked ? " Rank 1 is the lowest rate of the authorities present in the month." : "")}"),
            Table = new TablePlan(Table,
                [
                    new(Month, Number: true), new(Days, Number: true), new(Nhs, Number: true), new(SocialCare, Number: true), new(Both, Number: true), new(CalendarDays, Number: true), new(People, Number: true),
                    .. ranked ? [new(Adults, Number: true), new(Rate, Number: true), new("Rank", Number: true), new("Ranked", Number: true), new("Quartile", Number: true)] : Array.Empty<ColumnPlan>(),
                    new("Figures", Widest: 14), new("Notes", Widest: 40),
                ],
                [.. rows.History.Select(month => Row(month, ranked))], Filter: true, Frozen: 1)
            { ButtonsBelow = true },
        };
    }

    private static Entry[] Row(HistoryMonth month, bool ranked) =>
    [
        Entry.Month(month.Month), Number(month.Days), Number(month.Nhs), Number(month.SocialCare), Number(month.Both), Entry.Of(month.Month.Days),
        month.Beds is { } beds ? Calculated($"{TablePlan.Here(Table, Days)}/{TablePlan.Here(Table, CalendarDays)}", beds, (decimal?)month.Days / month.Month.Days, Look.OneDecimal) : Entry.Words(DelayWords.Missing),
        .. ranked ? Ranked(month) : [],
        Entry.Of(Phrases.Of(month.Status)),
        Entry.Of(string.Join(" ", month.Marks.Select(mark => $"{Phrases.Capital(DelayWords.Of(mark))}.").Concat(month.Notes).Concat(month.SmallNumbers.Select(small => $"{Phrases.Capital(small)}.")))),
    ];

    private static Entry[] Ranked(HistoryMonth month) =>
    [
        month.Adults is { } adults ? Entry.Of(adults) : Entry.Words("no estimate"),
        month.Per100000 is { } rate ? Calculated($"{TablePlan.Here(Table, People)}/{TablePlan.Here(Table, Adults)}*100000", rate, month.Beds / month.Adults * 100_000, Look.TwoDecimals) : Entry.Words("no rate"),
        Number(month.Rank, DelayWords.NotRanked), Number(month.RankedOf, DelayWords.NotRanked), Number(month.Quartile, DelayWords.NotRanked),
    ];

    private static Entry Number(long? number, string words = DelayWords.Missing) => number is { } known ? Entry.Of(known) : Entry.Words(words);

    /// <summary>By the formula where that gives it.</summary>
    private static Entry Calculated(string formula, decimal value, decimal? comes, Look look) => comes is { } same && decimal.Abs(same - value) < 0.000000001m ? Entry.Calculated(formula, value, look) : Entry.Of(value, look);
}
