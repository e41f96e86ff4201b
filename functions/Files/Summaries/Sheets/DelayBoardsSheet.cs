using Monitoring.Core.Figures.Summaries;
using Monitoring.Core.Kernel;
using Monitoring.Files.Delays;
using Monitoring.Files.Workbooks;
using Monitoring.Files.Workbooks.Sheets;

namespace Monitoring.Files.Summaries.Sheets;

/// <summary>The delays of each board, the lowest rate first, with rank and quartile among all authorities, and a chart.</summary>
internal static class DelayBoardsSheet
{
    public const string Name = "Delays by board";

    private const string Table = "tblDelaysOfBoards", Rate = "People delayed a day per 100,000 adults", Days = "Delayed days", DaysId = "delays.days.total", BedsId = "delays.beds.total", RateId = "delays.rate.total";

    public static bool Any(SummaryRows rows) => rows.Summary.Members.Any(member => ValueOf(member, DaysId) is not null);

    public static SheetPlan Of(SummaryRows rows)
    {
        var members = rows.Summary.Members.OrderBy(member => ValueOf(member, RateId) is null).ThenBy(member => ValueOf(member, RateId)).ThenBy(member => member.Code, StringComparer.Ordinal).ToList();
        var known = members.Where(member => ValueOf(member, RateId) is not null).ToList();
        return new(Name, "Delays of each board: days, rate, rank and quartile, with a chart", "Delays, board by board")
        {
            Sentences = SheetPlan.Say($"{Finding()}.", "The lowest rate stands first. Rank and quartile are those of the last month of the quarter, among all authorities of England that have a rate; 1 is the lowest. Ranks move by chance from month to month. An empty rate is not known: the notes say why."),
            Table = new TablePlan(Table,
                [
                    BoardSheet.Column, new(Days, Number: true), new("Year to date", Number: true), new("Same quarter last year", Number: true), new("People delayed a day", Number: true), new(Rate, Number: true), new("Rank", Number: true), new("Ranked", Number: true),
                    new("Quartile", Number: true), new("Notes", Widest: 44),
                ],
                [.. members.Select(Row)],
                [
                    Entry.Of(members.All(member => ValueOf(member, DaysId) is not null) ? "Total" : "Total known"), TablePlan.Total(Table, Days, members.Sum(member => ValueOf(member, DaysId) ?? 0)),
                    TablePlan.Total(Table, "Year to date", members.Sum(member => LineOf(member, DaysId)?.YearToDate.Value ?? 0)), TablePlan.Total(Table, "Same quarter last year", members.Sum(member => LineOf(member, DaysId)?.PriorYear.Value ?? 0)),
                    .. Enumerable.Repeat(Entry.Of(""), 6),
                ]),
            Charts = known.Count == 0 ? [] : [ChartPlan.Beside(Finding(), $"Bars of people delayed a day per 100,000 adults, by board, the lowest first. {Finding()}.", Rate, BoardSheet.Board, [Rate]) with { Format = "0.0", Below = true, Width = 25, Rows = known.Count }],
        };

        string Finding() => known switch
        {
            [] => "No board has a rate",
            [var one] => $"{one.Name} has {Words.Number(ValueOf(one, RateId)!.Value, 1)} people delayed a day per 100,000 adults",
            [var first, .., var last] => $"Rates run from {Words.Number(ValueOf(first, RateId)!.Value, 1)} ({first.Name}) to {Words.Number(ValueOf(last, RateId)!.Value, 1)} ({last.Name})",
        };
    }

    private static Entry[] Row(SummaryMember member)
    {
        var days = LineOf(member, DaysId);
        return
        [
            Entry.Of(member.Named()), Amount(days?.Period, Look.Whole), Amount(days?.YearToDate, Look.Whole), Amount(days?.PriorYear, Look.Whole), Amount(LineOf(member, BedsId)?.Period, Look.OneDecimal), Entry.Point(ValueOf(member, RateId), Look.TwoDecimals),
            Number(member.Rank), Number(member.RankedOf), Number(member.Quartile),
            Entry.Of(string.Join(" ", new[] { Why(member) }.OfType<string>().Concat(member.SmallNumbers).Select(note => $"{Phrases.Capital(note).TrimEnd('.')}.").DefaultIfEmpty("None"))),
        ];
    }

    private static string? Why(SummaryMember member) => LineOf(member, DaysId) is not { } days ? DelayWords.Missing : days.Period.Value is null ? days.Period.Why : ValueOf(member, RateId) is null ? LineOf(member, RateId)?.Period.Why ?? DelayWords.NoEstimate : days.Period.Why;

    private static SummaryLine? LineOf(SummaryMember member, string id) => member.Lines.FirstOrDefault(line => line.Id == id);

    private static decimal? ValueOf(SummaryMember member, string id) => LineOf(member, id)?.Period.Value;

    private static Entry Amount(SummaryAmount? amount, Look look) => amount?.Value is { } value ? Entry.Of(value, look) : Entry.Words(DelayWords.NotKnown);

    private static Entry Number(int? number) => number is { } known ? Entry.Of(known) : Entry.Words(DelayWords.NotRanked);
}
