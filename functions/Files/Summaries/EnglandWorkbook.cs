using Monitoring.Core.Figures.Delays;
using Monitoring.Core.Figures.Summaries;
using Monitoring.Files.Funds;
using Monitoring.Files.Funds.Sheets;
using Monitoring.Files.Summaries.Sheets;
using Monitoring.Files.Workbooks;

namespace Monitoring.Files.Summaries;

/// <summary>The summary of England for a month or a quarter as a workbook, with every authority ranked and the national view of the fund. Its inputs, a thousand slices, are in the authorities' workbooks.</summary>
public static class EnglandWorkbook
{
    /// <inheritdoc cref="AuthorityWorkbook.Write(Summary, SummaryChanges, Publication)"/>
    public static byte[] Write(Summary summary, SummaryChanges changes, Publication publication)
    {
        var rows = new SummaryRows(summary, changes, publication);
        return SummaryBook.Write(rows, "Summary of England", "The delayed days of adults in hospitals in England by authority, provider, reason and who is responsible, and the Better Care Fund of all boards that are known, with the working of every figure.", Sheets(rows));
    }

    private static IEnumerable<PlannedSheet> Sheets(SummaryRows rows)
    {
        var planned = Planned(rows).ToList();
        return planned.Prepend(SummaryBook.Lines(rows, planned));
    }

    private static IEnumerable<PlannedSheet> Planned(SummaryRows rows) =>
    [
        .. SummaryBook.Head(rows), .. SummaryBook.OverTime(rows),
        new PlannedSheet(SummaryBook.Delays, LeagueSheet.Name, rows.Summary.Members.IsEmpty ? null : () => LeagueSheet.Of(rows), "no authority is known").Saying(rows.Subject),
        new PlannedSheet(SummaryBook.Delays, AuthoritiesSheet.Name, rows.Delays is { } months ? () => AuthoritiesSheet.Of(months) : null, SummaryBook.NoDelays).Saying(rows.Subject),
        new PlannedSheet(SummaryBook.Delays, AuthorityReasonsSheet.Name, rows.Delays is { } delays ? () => AuthorityReasonsSheet.Of(delays) : null, SummaryBook.NoDelays).Saying(rows.Subject),
        .. SummaryBook.OfPeriod(rows), .. SummaryBook.AfterDelays(rows), .. Fund(rows), .. SummaryBook.Workings(rows, inputs: false), .. SummaryBook.Last(rows),
    ];

    private static IEnumerable<PlannedSheet> Fund(SummaryRows rows) => rows.Summary.EnglandFund is not { } fund
        ? [new(SummaryBook.Fund, "Better Care Fund", null, rows.Period.Quarter is null ? "it is returned by quarter" : $"no board of {rows.Period.Year} is known")]
        : EnglandFundWorkbook.Sheets(fund).Where(one => one.Name != "Definitions").Select(one => new PlannedSheet(
            SummaryBook.Fund, one.Name == EnglandSumsSheet.Name ? "Fund" : one.Name, one.Sheet is { } sheet ? () => one.Name == EnglandSumsSheet.Name ? sheet with { Heading = "The fund of all boards" } : sheet : null, one.Without).Saying($"{fund.Name}, {fund.Key.Year}"));
}
