using System.Collections.Immutable;
using Monitoring.Core.Figures.Delays;
using Monitoring.Core.Kernel;
using Monitoring.Core.Returns;

namespace Monitoring.Files.Readers;

/// <summary>What published files say, in the form in which figures are reconciled with them.</summary>
public static class Witnesses
{
    /// <summary>A council workbook: England and every council on its three splits. Null when the workbook does not say of which month it is.</summary>
    public static PublishedDelays? Of(CouncilWorkbookContent workbook)
    {
        if (workbook.Month is not { } month)
            return null;
        var on = workbook.Revised ?? workbook.Published;
        var lines = workbook.Councils.Select(line => (line.Code, Line: line)).ToList();
        if (workbook.England is { } england)
            lines.Insert(0, (Body.EnglandCode, england));
        return new PublishedDelays(
            month, $"NHS England, council workbook of {month.Name}, {Dated(workbook.Revised, workbook.Published)}", on,
            [.. lines.SelectMany(line => Numbers(line.Code, line.Line.Name, line.Line.ByCare, line.Line.ByAttribution, line.Line.ByReason))]);
    }

    /// <summary>The months of the time series: England's three splits and every cell.</summary>
    public static ImmutableArray<PublishedDelays> Of(EnglandSeriesContent series) =>
    [
        .. series.Months.Select(month => new PublishedDelays(
            month.Month, $"NHS England, time series, {Dated(series.Revised, series.Published)}", series.Revised ?? series.Published,
            [
                .. Numbers(Body.EnglandCode, Body.England.Name, month.ByCare, month.ByAttribution, month.ByReason),
                .. month.Cells.OrderBy(cell => cell.Key.Care).ThenBy(cell => cell.Key.Reason).ThenBy(cell => cell.Key.Attribution)
                    .Select(cell => new PublishedNumber(Body.EnglandCode, Body.England.Name, Reconciliations.Cell(cell.Key.Care, cell.Key.Reason, cell.Key.Attribution), cell.Value)),
            ])),
    ];

    /// <summary>The months of the tidied table: England and every council by type of care and organisation. The table does not say when a workbook was published.</summary>
    public static ImmutableArray<PublishedDelays> Of(CouncilMonthsContent months) =>
    [
        .. months.Rows.GroupBy(row => row.Month).OrderBy(month => month.Key).Select(month => new PublishedDelays(
            month.Key, $"NHS England, council workbook of {month.Key.Name}, tidied", null,
            [.. month.SelectMany(row => Numbers(row.IsEngland ? Body.EnglandCode : row.Code, row.Name, row.ByCare, row.ByAttribution, null))])),
    ];

    private static string Dated(DateOnly? revised, DateOnly? published) => (revised, published) switch
    {
        ({ } date, _) => $"revised {Words.Date(date)}",
        (_, { } date) => $"published {Words.Date(date)}",
        _ => "without a date",
    };

    private static IEnumerable<PublishedNumber> Numbers(string code, string name, Split<CareType>? care, Split<Attribution>? attribution, Split<Reason>? reason)
    {
        // A dash under every part with a total of nought is a council that was not reported, and not one without delays.
        var parts = (care?.Days.Values ?? []).Concat(attribution?.Days.Values ?? []).Concat(reason?.Days.Values ?? []);
        var reported = parts.Any(days => days is not null);
        yield return new(code, name, "days.total", reported ? (care?.Total ?? attribution?.Total ?? reason?.Total) : null);
        foreach (var (part, days) in (care?.Days ?? ImmutableDictionary<CareType, int?>.Empty).OrderBy(pair => pair.Key))
            yield return new(code, name, $"days.{DelayedTransfers.Key(part)}", days);
        foreach (var (part, days) in (attribution?.Days ?? ImmutableDictionary<Attribution, int?>.Empty).OrderBy(pair => pair.Key))
            yield return new(code, name, $"days.{DelayedTransfers.Key(part)}", days);
        foreach (var (part, days) in (reason?.Days ?? ImmutableDictionary<Reason, int?>.Empty).OrderBy(pair => pair.Key))
            yield return new(code, name, $"days.reason.{DelayedTransfers.Of(part).Code}", days);
    }
}
