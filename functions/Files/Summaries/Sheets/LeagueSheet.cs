using Monitoring.Core.Figures.Summaries;
using Monitoring.Core.Kernel;
using Monitoring.Files.Workbooks;
using Monitoring.Files.Workbooks.Sheets;

namespace Monitoring.Files.Summaries.Sheets;

/// <summary>Every authority by its rate, the lowest first, with England among them and those that are absent at the end.</summary>
internal static class LeagueSheet
{
    public const string Name = "League";

    private const string Table = "tblLeague", Authority = "Authority", Rate = "People delayed a day per 100,000 adults", England = "England", Others = "Authorities", Id = "delays.rate.total";

    public static SheetPlan Of(SummaryRows rows)
    {
        var england = rows.Summary.Lines.FirstOrDefault(line => line.Id == Id)?.Period.Value;
        var members = rows.Summary.Members.Select(member => (Member: (SummaryMember?)member, member.Name, Rate: member.Lines.FirstOrDefault(line => line.Id == Id)?.Period.Value))
            .Concat(england is { } rate ? [(null, England, (decimal?)rate)] : [])
            .OrderBy(one => one.Rate is null).ThenBy(one => one.Rate).ThenBy(one => one.Name, StringComparer.Ordinal).ToList();
        var known = members.Where(one => one is { Member: not null, Rate: not null }).ToList();
        return new(Name, "Every authority by its rate, the lowest first, with those that are absent, and a chart", "Authorities by people delayed a day per 100,000 adults")
        {
            Sentences = SheetPlan.Say(
            [
                $"{Finding()}.", $"{Words.Number(known.Count)} of {Words.Number(rows.Summary.Members.Length)} {(rows.Summary.Members.Length == 1 ? "authority" : "authorities")} have a rate; the others stand at the end, with why. Absent is not zero.",
                rows.Period.Quarter is null ? "Rank 1 is the lowest rate. Ranks move by chance from month to month." : "The rate is of the quarter. Rank and quartile are those of its last month, and move by chance from month to month.",
            ]),
            Table = new TablePlan(Table,
                [new("Rank", Number: true), new(Authority, Widest: 32), new("Region", Widest: 26), new("Quartile", Number: true), new(Rate, Number: true), new(England, Number: true), new(Others, Number: true), new("Notes", Widest: 26)],
                [.. members.Select(Row)], Filter: true, Frozen: 2)
            { ButtonsBelow = true },
            ChartsApart = true,
            Charts = known.Count == 0 ? [] : [ChartPlan.League(Finding(), $"Columns of people delayed a day per 100,000 adults of {Words.Number(known.Count)} authorities, the lowest first, with England among them. {Finding()}.", Rate, Authority, England, Others, upright: true) with { Format = "0", Rows = members.Count(one => one.Rate is not null) }],
        };

        string Finding() => known.Count == 0 ? "No authority has a rate"
            : $"Rates run from {Words.Number(known[0].Rate!.Value, 1)} ({known[0].Name}) to {Words.Number(known[^1].Rate!.Value, 1)} ({known[^1].Name}){(england is { } of ? $"; England has {Words.Number(of, 1)}" : "")}";

        Entry[] Row((SummaryMember? Member, string Name, decimal? Rate) one)
        {
            var here = TablePlan.Here(Table, Rate);
            return
            [
                one.Member is null ? Entry.Words("none") : Number(one.Member.Rank, "not ranked"), Entry.Of(one.Name), Entry.Of(one.Member?.Region), one.Member is null ? Entry.Words("none") : Number(one.Member.Quartile, "not ranked"),
                one.Rate is { } rate ? Entry.Of(rate, Look.TwoDecimals) : Entry.Words("no rate"),
                one is { Member: null, Rate: { } own } ? Entry.Calculated(here, own, Look.TwoDecimals) : Entry.Point(null, Look.TwoDecimals), one is { Member: not null, Rate: { } other } ? Entry.Calculated(here, other, Look.TwoDecimals) : Entry.Point(null, Look.TwoDecimals),
                Entry.Of(string.Join(" ", new[] { one.Member?.Absent }.OfType<string>().Concat(one.Member?.SmallNumbers ?? []).Select(note => $"{Phrases.Capital(note).TrimEnd('.')}."))),
            ];
        }

        static Entry Number(int? number, string words) => number is { } known ? Entry.Of(known) : Entry.Words(words);
    }
}
