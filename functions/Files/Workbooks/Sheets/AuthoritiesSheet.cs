using System.Collections.Immutable;
using System.Globalization;
using Monitoring.Core.Figures.Delays;
using Monitoring.Core.Kernel;
using Monitoring.Core.Returns;

namespace Monitoring.Files.Workbooks.Sheets;

/// <summary>Every authority with its days, rate and rank; those outside England last and without a rank.</summary>
internal static class AuthoritiesSheet
{
    public const string Table = "tblAuthorities", Code = "Code", Total = "Total", Rate = "Rate per 100,000 adults";

    private const string Average = "Average people a day", Adults = "Adults", Rank = "Rank", Quartile = "Quartile";

    public static SheetPlan Of(DelayFigures figures)
    {
        var authorities = InOrder(figures).ToList();
        var monthDays = $"MAX({TablePlan.Column(DelaysSheet.Table, DelaysSheet.CalendarDays)})";
        return new SheetPlan("Authorities", "Every authority: days, average people a day, rate, rank and quartile", $"{figures.Subject()}: delayed days by authority")
        {
            Sentences = SheetPlan.Say(
                $"Rate: average people a day per 100,000 adults ({Estimate(figures)}). Rank 1 is the lowest rate; quartile 1 holds the lowest quarter.",
                "Residents of Wales, Scotland and outside Great Britain stand last: part of England's total, without rate or rank. Authorities without a row are named in Data quality."),
            Table = authorities.Count == 0
                ? new TablePlan(Table, [new("Authority")], [[Entry.Of("Nothing stands for this month.")]])
                : new TablePlan(Table,
                [
                    new(Code), new("Authority", Widest: 34), new("ONS code"), new("Region", Widest: 26),
                    .. DelayedTransfers.CareTypes.Select(care => new ColumnPlan(Phrases.Of(care), Number: true)),
                    .. DelayedTransfers.Attributions.Select(attribution => new ColumnPlan(Phrases.Of(attribution), Number: true)),
                    new(Total, Number: true), new(Average, Number: true), new(Adults, Number: true), new(Rate, Number: true), new(Rank, Number: true), new(Quartile, Number: true),
                    new("Small number", Widest: 30),
                ],
                [.. authorities.Select(Row)], Totals(), Filter: true, Frozen: 2),
        };

        Entry[] Row(AuthorityDelays authority)
        {
            var part = authority.Days;
            return
            [
                Entry.Of(part.Code, Look.Code), Entry.Of(part.Name), Entry.Of(authority.OnsCode, Look.Code), Entry.Of(authority.Region),
                .. DelayedTransfers.CareTypes.Select(care => Entry.Days(In(part, care))),
                .. DelayedTransfers.Attributions.Select(attribution => Entry.Days(part.Of(attribution))),
                Entry.Calculated($"SUM({TablePlan.Here(Table, Phrases.Of(CareType.Acute), Phrases.Of(CareType.NonAcute))})", part.Total.Days, Look.Whole),
                Entry.Calculated($"{TablePlan.Here(Table, Total)}/{monthDays}", (decimal)part.Total.Days / figures.Month.Days, Look.OneDecimal),
                authority.Adults is { } adults ? Entry.Of(adults) : Entry.Words(authority.OutsideEngland ? "not in England" : "not available"),
                .. authority is { BedsPer100000: { } rate, Rank: { } rank, Quartile: { } quartile }
                    ?
                    [
                        Entry.Calculated($"{TablePlan.Here(Table, Average)}/{TablePlan.Here(Table, Adults)}*100000", rate, Look.TwoDecimals),
                        Entry.Calculated($"RANK({TablePlan.Here(Table, Rate)},{TablePlan.Column(Table, Rate)},1)", rank, Look.Whole),
                        Entry.Calculated($"INT(({TablePlan.Here(Table, Rank)}-1)*4/COUNT({TablePlan.Column(Table, Rate)}))+1", quartile, Look.Whole),
                    ]
                    : (Entry[])[Entry.Words(authority.OutsideEngland ? "no rate" : Phrases.NotCalculable), Entry.Words("not ranked"), Entry.Words("not ranked")],
                Entry.Of(Phrases.Capital(Phrases.List(authority.SmallNumbers))),
            ];
        }

        Entry[] Totals() =>
        [
            Entry.Of("Total"), Entry.Of(""), Entry.Of(""), Entry.Of(""),
            .. DelayedTransfers.CareTypes.Select(care => TablePlan.Total(Table, Phrases.Of(care), authorities.Sum(authority => In(authority.Days, care).Days))),
            .. DelayedTransfers.Attributions.Select(attribution => TablePlan.Total(Table, Phrases.Of(attribution), authorities.Sum(authority => authority.Days.Of(attribution).Days))),
            TablePlan.Total(Table, Total, authorities.Sum(authority => authority.Days.Total.Days)),
            TablePlan.Total(Table, Average, (decimal)authorities.Sum(authority => authority.Days.Total.Days) / figures.Month.Days, Look.OneDecimal),
            // Adults are not summed: authorities without a row would be missing from England's number, which Rates has.
            Entry.Of(""), Entry.Of(""), Entry.Of(""), Entry.Of(""), Entry.Of(""),
        ];
    }

    /// <summary>By name; outside England last.</summary>
    public static IEnumerable<AuthorityDelays> InOrder(DelayFigures figures) =>
        figures.Authorities.OrderBy(authority => authority.OutsideEngland).ThenBy(authority => authority.Days.Name, StringComparer.Ordinal).ThenBy(authority => authority.Days.Code, StringComparer.Ordinal);

    private static Total In(DelayPart part, CareType care)
    {
        var days = care == CareType.Acute ? part.Acute : part.NonAcute;
        return days.Nhs + days.SocialCare + days.Both;
    }

    private static string Estimate(DelayFigures figures) => figures.Find("rate.beds.total")?.DenominatorName ?? "no estimate is set, so there is no rate";
}
