using System.Collections.Immutable;
using Monitoring.Core.Figures;
using Monitoring.Core.Figures.Delays;
using Monitoring.Core.Kernel;
using Monitoring.Core.Returns;
using Monitoring.Files.Data;
using Monitoring.Files.Workbooks.Sheets;

namespace Monitoring.Files.Workbooks;

/// <summary>
/// Figures as one table of data: one value in a row, for other programs. Rows are figures, cells (type of care x reason x attribution),
/// providers and, for England, authorities, each under its own code. A value is exact; it is empty when nothing was given, when it cannot be
/// worked out, or when the combination is not allowed, and the status says which. It is never zero for want of a number.
/// </summary>
public static class TidyData
{
    private static readonly CsvTable<(DelayFigures Of, Row Row)> Table = new CsvTable<(DelayFigures Of, Row Row)>(
        "One figure in a row. Where there is no value the cell is empty, and the status says whether nothing was given, it cannot be worked out, or the combination is not allowed. It is never zero for want of a number.")
        .Always("body_code", "Code", "Of the authority; ENG for England.", one => one.Row.Body?.Code ?? one.Of.Body.Code)
        .Always("body_name", "Name", "Of the body.", one => one.Row.Body?.Name ?? one.Of.Body.Name)
        .Text("ons_code", "ONS code", "Of the body, where it has one.", one => one.Row.Body is { } body ? body.Ons : one.Of.Body.OnsCode)
        .Month("month", "Month", "In which the delayed days lie.", one => one.Of.Month)
        .Always("table", "Kind of row", "figure, cell (type of care, reason and who is responsible), provider or authority.", one => one.Row.Table)
        .Always("id", "Figure", "Stable name of the figure, the same in every month.", one => one.Row.Id)
        .Text("care", "Type of care", "acute or non-acute, where the figure is of one.", one => one.Row.Care)
        .Text("reason", "Reason", "Code of the reason for the delay, where the figure is of one.", one => one.Row.Reason)
        .Text("attribution", "Responsible", "Who is responsible for the delay, where the figure is of one.", one => one.Row.Attribution)
        .Text("provider_code", "Provider", "ODS code of the NHS body, where the figure is of one.", one => one.Row.Provider)
        .Number("value", "Value", "Exact, in the unit beside it; empty where there is none.", one => one.Row.Value)
        .Always("unit", "Unit", "Of the value.", one => one.Row.Unit)
        .Always("status", "Status", "How far the value can be relied on; why there is none where there is none.", one => one.Row.Status)
        .Number("numerator", "Numerator", "Of a rate.", one => one.Row.Numerator)
        .Number("denominator", "Denominator", "Of a rate.", one => one.Row.Denominator)
        .Text("denominator_name", "What the denominator is", "Of a rate: which people, by which estimate.", one => one.Row.DenominatorName)
        .Always("policy", "Rules", "Version of the rules that the figure was worked out by.", one => one.Of.Policy)
        .Always("reference", "Reference data", "Version of the reference data that the figure was worked out with.", one => one.Of.Reference)
        .Always("last_acceptance", "Last acceptance", "The last return that anything in the file comes from.", one => one.Of.LastAcceptance.Value);

    /// <summary>What each column is.</summary>
    public static CsvDescription Description => Table;

    public static ImmutableArray<string> Columns => Table.Names;

    /// <summary>With headings; lines end in a line feed. A text that a spreadsheet would take for a formula begins with an apostrophe.</summary>
    public static string Csv(DelayFigures figures) => Table.Csv(Rows(figures).Select(row => (figures, row)));

    private sealed record Row(
        string Table, string Id, decimal? Value, string Unit, string Status,
        string? Care = null, string? Reason = null, string? Attribution = null, string? Provider = null,
        decimal? Numerator = null, decimal? Denominator = null, string? DenominatorName = null, (string Code, string Name, string? Ons)? Body = null);

    private static IEnumerable<Row> Rows(DelayFigures figures)
    {
        var status = Phrases.Of(figures.Status);
        foreach (var figure in figures.Figures)
        {
            yield return new("figure", figure.Id, figure.Value, figure.Unit, Phrases.Of(figure.Status),
                Numerator: figure.Numerator, Denominator: figure.Denominator, DenominatorName: figure.DenominatorName);
        }
        foreach (var cell in figures.Cells)
        {
            foreach (var row in Cells(cell, "days", cell.Days, status).Concat(cell.Patients is { } patients ? Cells(cell, "patients", patients, status) : []))
                yield return figures.Calculable() ? row : row with { Value = null, Status = Phrases.NotCalculable };
        }
        foreach (var provider in figures.Providers)
        {
            foreach (var row in Parts(provider, "provider", status))
                yield return row with { Provider = provider.Code };
        }
        foreach (var authority in figures.Authorities)
        {
            var body = (authority.Days.Code, authority.Days.Name, authority.OnsCode);
            foreach (var row in Parts(authority.Days, "authority", status).Concat(Authority(authority, status, figures.Month)))
                yield return row with { Body = body };
        }
    }

    private static IEnumerable<Row> Cells(DelayCell cell, string unit, ByAttribution<Total> numbers, string status)
    {
        var reason = DelayedTransfers.Of(cell.Reason);
        foreach (var attribution in DelayedTransfers.Attributions)
        {
            var row = Days("cell", $"{unit}.{DelayedTransfers.Key(cell.Care)}.{reason.Code}.{DelayedTransfers.Key(attribution)}", numbers[attribution], status) with
            {
                Unit = unit,
                Care = DelayedTransfers.Key(cell.Care),
                Reason = reason.Code,
                Attribution = DelayedTransfers.Key(attribution),
            };
            yield return reason.Allows(attribution) || numbers[attribution].Days != 0 ? row : row with { Value = null, Status = "not allowed" };
        }
    }

    private static IEnumerable<Row> Parts(DelayPart part, string table, string status)
    {
        foreach (var care in DelayedTransfers.CareTypes)
        {
            foreach (var attribution in DelayedTransfers.Attributions)
            {
                yield return Days(table, $"days.{DelayedTransfers.Key(care)}.{DelayedTransfers.Key(attribution)}", (care == CareType.Acute ? part.Acute : part.NonAcute)[attribution], status) with
                {
                    Care = DelayedTransfers.Key(care),
                    Attribution = DelayedTransfers.Key(attribution),
                };
            }
        }
        yield return Days(table, "days.total", part.Total, status);
    }

    private static IEnumerable<Row> Authority(AuthorityDelays authority, string status, ReportingMonth month)
    {
        foreach (var (reason, total) in DelayedTransfers.Reasons.Zip(authority.ByReason))
            yield return Days("authority", $"days.reason.{reason.Code}", total, status) with { Reason = reason.Code };
        var people = (decimal)authority.Days.Total.Days / month.Days;
        yield return new Row("authority", "rate.beds.total", authority.BedsPer100000, "people a day per 100,000 adults", authority.BedsPer100000 is null ? Phrases.NotCalculable : status,
            Numerator: people, Denominator: authority.Adults, DenominatorName: authority.Adults is null ? null : "adults aged 18 and over");
        if (authority is { Rank: { } rank, Quartile: { } quartile })
        {
            yield return new Row("authority", "rate.beds.rank", rank, "rank", status);
            yield return new Row("authority", "rate.beds.quartile", quartile, "quartile", status);
        }
    }

    private static Row Days(string table, string id, Total total, string status) => total switch
    {
        { Days: 0, NotGiven: > 0 } => new Row(table, id, null, "days", "not given"),
        { NotGiven: > 0 } => new Row(table, id, total.Days, "days", Phrases.Of(FigureStatus.Incomplete)),
        _ => new Row(table, id, total.Days, "days", status),
    };
}
