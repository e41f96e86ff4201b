using System.Collections.Immutable;
using System.Globalization;
using Monitoring.Core.Figures.Delays;
using Monitoring.Core.Kernel;
using Monitoring.Core.Returns;
using Monitoring.Files.Workbooks;
using Monitoring.Files.Workbooks.Sheets;

namespace Monitoring.Files.Summaries.Sheets;

/// <summary>Every authority with its days, rate and rank; those outside England last and without a rank.</summary>
internal static class AuthoritiesSheet
{
    public const string Name = "Authorities", Table = "tblAuthorities", Code = "Code", Total = "Total", Rate = "Rate per 100,000 adults", Rank = "Rank", Quartile = "Quartile";

    private const string Average = "Average people a day", Adults = "Adults";

    public static SheetPlan Of(DelayMonths months)
    {
        ImmutableArray<AuthorityDelays> all = [.. months.All.SelectMany(month => month.Authorities)];
        return new SheetPlan(Name, "Every authority: days, average people a day, rate, rank and quartile", "Delayed days by authority")
        {
            Sentences = SheetPlan.Say(
            [
                $"Rate: average people a day per 100,000 adults ({Estimate(months)}). Rank 1 is the lowest rate{(months.IsQuarter ? " of the month" : "")}; quartile 1 holds the lowest quarter.",
                $"Residents of Wales, Scotland and outside Great Britain stand last: part of England's total, without rate or rank. Authorities without a row are named in {DataQualitySheet.Name}.", .. months.Says(),
            ]),
            Table = all.IsEmpty
                ? new TablePlan(Table, [new("Authority")], [[Entry.Of($"Nothing stands for {months.Time}.")]])
                : new TablePlan(Table,
                [
                    .. months.Column, new(Code), new("Authority", Widest: 34), new("ONS code"), new("Region", Widest: 26),
                    .. DelayedTransfers.CareTypes.Select(care => new ColumnPlan(Phrases.Of(care), Number: true)),
                    .. DelayedTransfers.Attributions.Select(attribution => new ColumnPlan(Phrases.Of(attribution), Number: true)),
                    new(Total, Number: true), new(Average, Number: true), new(Adults, Number: true), new(Rate, Number: true), new(Rank, Number: true), new(Quartile, Number: true),
                    new("Small number", Widest: 30),
                ],
                months.Rows(InOrder, Row), Totals(), Filter: true, Frozen: months.Column.Length + 2),
        };

        Entry[] Row(DelayFigures figures, AuthorityDelays authority)
        {
            var part = authority.Days;
            return
            [
                Entry.Of(part.Code, Look.Code), Entry.Of(part.Name), Entry.Of(authority.OnsCode, Look.Code), Entry.Of(authority.Region),
                .. DelayedTransfers.CareTypes.Select(care => Entry.Days(In(part, care))),
                .. DelayedTransfers.Attributions.Select(attribution => Entry.Days(part.Of(attribution))),
                Entry.Calculated($"SUM({TablePlan.Here(Table, Phrases.Of(CareType.Acute), Phrases.Of(CareType.NonAcute))})", part.Total.Days, Look.Whole),
                Entry.Calculated($"{TablePlan.Here(Table, Total)}/{DelaysSheet.DaysOfMonth(months, Table)}", (decimal)part.Total.Days / figures.Month.Days, Look.OneDecimal),
                authority.Adults is { } adults ? Entry.Of(adults) : Entry.Words(authority.OutsideEngland ? "not in England" : "not available"),
                .. authority is { BedsPer100000: { } rate, Rank: { } rank, Quartile: { } quartile }
                    ?
                    [
                        Entry.Calculated($"{TablePlan.Here(Table, Average)}/{TablePlan.Here(Table, Adults)}*100000", rate, Look.TwoDecimals),
                        Entry.Calculated(RankHere(months), rank, Look.Whole),
                        Entry.Calculated($"INT(({TablePlan.Here(Table, Rank)}-1)*4/{Ranked(months)})+1", quartile, Look.Whole),
                    ]
                    : (Entry[])[Entry.Words(authority.OutsideEngland ? "no rate" : Phrases.NotCalculable), Entry.Words("not ranked"), Entry.Words("not ranked")],
                Entry.Of(Phrases.Capital(Phrases.List(authority.SmallNumbers))),
            ];
        }

        Entry[] Totals() =>
        [
            months.TotalLabel, .. months.Blank, Entry.Of(""), Entry.Of(""), Entry.Of(""),
            .. DelayedTransfers.CareTypes.Select(care => TablePlan.Total(Table, Phrases.Of(care), all.Sum(authority => In(authority.Days, care).Days))),
            .. DelayedTransfers.Attributions.Select(attribution => TablePlan.Total(Table, Phrases.Of(attribution), all.Sum(authority => authority.Days.Of(attribution).Days))),
            TablePlan.Total(Table, Total, all.Sum(authority => authority.Days.Total.Days)),
            Entry.Calculated($"{TablePlan.Sum(Table, Total)}/{DelaysSheet.DaysOfPeriod}", (decimal)all.Sum(authority => authority.Days.Total.Days) / months.CalendarDays, Look.OneDecimal),
            // Adults are not summed: authorities without a row would be missing from England's number, which Rates has.
            Entry.Of(""), Entry.Of(""), Entry.Of(""), Entry.Of(""), Entry.Of(""),
        ];
    }

    // Within a month each authority stands against those of the same month; a word counts as larger than any number.
    private static string RankHere(DelayMonths months) => months.IsQuarter
        ? $"SUMPRODUCT(({TablePlan.Column(Table, DelayMonths.Month)}={TablePlan.Here(Table, DelayMonths.Month)})*({TablePlan.Column(Table, Rate)}<{TablePlan.Here(Table, Rate)}))+1"
        : $"RANK({TablePlan.Here(Table, Rate)},{TablePlan.Column(Table, Rate)},1)";

    private static string Ranked(DelayMonths months) => months.IsQuarter
        ? $"SUMPRODUCT(({TablePlan.Column(Table, DelayMonths.Month)}={TablePlan.Here(Table, DelayMonths.Month)})*ISNUMBER({TablePlan.Column(Table, Rate)}))"
        : $"COUNT({TablePlan.Column(Table, Rate)})";

    /// <summary>By name; outside England last.</summary>
    public static IEnumerable<AuthorityDelays> InOrder(DelayFigures figures) =>
        figures.Authorities.OrderBy(authority => authority.OutsideEngland).ThenBy(authority => authority.Days.Name, StringComparer.Ordinal).ThenBy(authority => authority.Days.Code, StringComparer.Ordinal);

    private static Total In(DelayPart part, CareType care)
    {
        var days = care == CareType.Acute ? part.Acute : part.NonAcute;
        return days.Nhs + days.SocialCare + days.Both;
    }

    private static string Estimate(DelayMonths months) =>
        months.All.Select(month => month.Find("rate.beds.total")?.DenominatorName).OfType<string>().Distinct().ToList() is { Count: > 0 } estimates ? Phrases.List(estimates) : "no estimate is set, so there is no rate";
}
