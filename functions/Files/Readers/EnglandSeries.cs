using System.Collections.Immutable;
using System.Globalization;
using Monitoring.Core.Kernel;
using Monitoring.Core.Returns;
using Monitoring.Core.Validation;

namespace Monitoring.Files.Readers;

/// <summary>England's delayed days of one month in the time series, by provider: the whole of what providers in England reported.</summary>
/// <param name="Cells">The same by type of care, reason and responsible organisation at once.</param>
public sealed record EnglandMonth(
    ReportingMonth Month, Split<CareType>? ByCare, Split<Attribution>? ByAttribution, Split<Reason>? ByReason,
    IReadOnlyDictionary<(CareType Care, Reason Reason, Attribution Attribution), int?> Cells);

/// <summary>The published time series. With an error among the findings what could be read is still there.</summary>
public sealed record EnglandSeriesContent(
    string? PublishedText, DateOnly? Published, string? RevisedText, DateOnly? Revised, ImmutableArray<EnglandMonth> Months, ImmutableArray<Finding> Findings);

/// <summary>Reads the time series of NHS England, August 2010 to February 2020 in the revision of 10 September 2020: a witness, never a source of figures.</summary>
public static class EnglandSeries
{
    private const long MaxBytes = 20L << 20;

    private static readonly IReadOnlyDictionary<(CareType, Reason, Attribution), int?> NoCells = ImmutableDictionary<(CareType, Reason, Attribution), int?>.Empty;

    /// <summary>Does not throw for bad content; a failure of the stream escapes.</summary>
    public static EnglandSeriesContent Read(Stream xls)
    {
        var file = ReturnFile.Read(xls, "england-time-series.xls", MaxBytes);
        var findings = new List<Finding>(file.Findings);
        if (file.Sheets.IsEmpty)
            return new EnglandSeriesContent(null, null, null, null, [], [.. findings]);

        var months = new SortedDictionary<ReportingMonth, EnglandMonth>();
        var care = Sheet(file, "Delayed Days by type", "Period", findings);
        Add<CareType>(care, months, (month, split) => month with { ByCare = split });
        Add<Attribution>(Sheet(file, "Delayed Days by responsible org", "Period", findings), months, (month, split) => month with { ByAttribution = split });
        Add<Reason>(Sheet(file, "Delayed Days by reason", "Period", findings), months, (month, split) => month with { ByReason = split });
        AddCells(file, findings, months);
        foreach (var month in months.Values.Where(month => month.ByCare is null || month.ByAttribution is null || month.ByReason is null || month.Cells.Count == 0))
            findings.Add(PublishedRules.Rows.Found($"{month.Month.Name} is not on every sheet."));

        var (published, revised) = (care?.Title("Published"), care?.Title("Revised"));
        return new EnglandSeriesContent(published, Dates.Read(published ?? "").Value, revised, Dates.Read(revised ?? "").Value, [.. months.Values], [.. findings]);
    }

    private static PublishedSheet? Sheet(FileContent file, string name, string period, List<Finding> findings)
    {
        if (file.Sheets.FirstOrDefault(sheet => Layout.Normal(sheet.Name!) == Layout.Normal(name)) is { } sheet)
            return PublishedSheet.Find(sheet, findings, "Year", period);
        findings.Add(PublishedRules.Sheets.Found($"The workbook has no sheet '{name}'."));
        return null;
    }

    private static void Add<TPart>(PublishedSheet? sheet, SortedDictionary<ReportingMonth, EnglandMonth> months, Func<EnglandMonth, Split<TPart>, EnglandMonth> with) where TPart : struct, Enum
    {
        if (sheet is null)
            return;
        var columns = sheet.Columns<TPart>("Year", "Period");
        foreach (var (month, line) in Months(sheet, "Period"))
            months[month] = with(Of(months, month), sheet.Split(line, columns));
    }

    /// <summary>The sheet of everything has its labels on three lines: type of care, reason, organisation; each holds until the next one to its right.</summary>
    private static void AddCells(FileContent file, List<Finding> findings, SortedDictionary<ReportingMonth, EnglandMonth> months)
    {
        if (Sheet(file, "Delayed Days", "Period Name", findings) is not { } sheet)
            return;
        var above = file.Sheets.Single(other => other.Name == sheet.Name).Lines.Where(line => line.Line <= sheet.HeadingLine).TakeLast(3).ToList();
        var columns = new List<(int Index, (CareType, Reason, Attribution) Key)>();
        CareType? care = null;
        Reason? reason = null;
        for (var i = 0; i < above.Max(line => line.Cells.Length); i++)
        {
            care = Label(above[0], i, care);
            reason = Label(above[1], i, reason);
            if (SplitLabels.Find<Attribution>(PublishedSheet.Cell(above[^1], i)) is { } attribution && care is not null && reason is not null)
                columns.Add((i, (care.Value, reason.Value, attribution)));
        }
        foreach (var (month, line) in Months(sheet, "Period Name"))
            months[month] = Of(months, month) with { Cells = columns.ToDictionary(column => column.Key, column => sheet.Days(line, column.Index)) };

        TPart? Label<TPart>(SheetLine line, int index, TPart? held) where TPart : struct, Enum
        {
            var text = PublishedSheet.Cell(line, index);
            if (text.Length == 0 || Layout.Normal(text) == "total")
                return held;
            if (SplitLabels.Find<TPart>(text) is { } part)
                return part;
            sheet.Unknown(line.Line, index, text, SplitLabels.Expected<TPart>());
            return null;
        }
    }

    private static EnglandMonth Of(SortedDictionary<ReportingMonth, EnglandMonth> months, ReportingMonth month) =>
        months.GetValueOrDefault(month) ?? new EnglandMonth(month, null, null, null, NoCells);

    /// <summary>The rows that begin with a financial year and the name of a month: <c>2010-11</c>, <c>August</c>. Notes do not.</summary>
    private static IEnumerable<(ReportingMonth Month, SheetLine Line)> Months(PublishedSheet sheet, string period)
    {
        var (year, name) = (sheet.Index("Year"), sheet.Index(period));
        foreach (var line in sheet.Lines)
        {
            var text = PublishedSheet.Cell(line, year);
            if (text.Length != 7 || text[4] != '-' || !int.TryParse(text.AsSpan(0, 4), NumberStyles.None, CultureInfo.InvariantCulture, out var start))
                continue;
            // The name of a month alone: January to March belong to the calendar year in which the financial year ends.
            if (!ReportingMonth.TryRead($"{PublishedSheet.Cell(line, name)} {start}", out var month))
                sheet.Unknown(line.Line, name, PublishedSheet.Cell(line, name), "the names of the months");
            else
                yield return (month.Month >= 4 ? month : month.AddMonths(12), line);
        }
    }
}
