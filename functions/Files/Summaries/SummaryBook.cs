using System.Collections.Immutable;
using Monitoring.Core.Figures.Delays;
using Monitoring.Core.Figures.Summaries;
using Monitoring.Core.Kernel;
using Monitoring.Core.Policy;
using Monitoring.Files.Funds.Sheets;
using Monitoring.Files.Summaries.Sheets;
using Monitoring.Files.Workbooks;

namespace Monitoring.Files.Summaries;

/// <summary>What the workbooks of summaries have in common: a cover, the contents by parts, and after them the sheets that have something in them.</summary>
internal static class SummaryBook
{
    public const string NoDelays = "no figures of delayed transfers stand for the period", NoHistory = "no history of delays is known";

    // Parts of the workbook, each with the colour of its tabs: of the NHS identity. Those of the fund have their own.
    public static readonly (string Name, string Colour)
        Answers = ("What it comes to", "#005EB8"), Delays = ("Delays", "#00A499"), Reimbursement = ("Reimbursement", "#8A1538"), Fund = ("The fund", "#007F3B"), Evidence = ("Evidence", "#7C2855"), Working = ("How it was worked out", "#768692");

    /// <param name="title">Of the document, and cell A1 of the cover.</param>
    /// <param name="about">What the workbook tells, in a sentence.</param>
    /// <param name="planned">All that the workbook can have, in order. What is left out is named in the contents, with why.</param>
    /// <param name="marking">In the header of every page.</param>
    public static byte[] Write(SummaryRows rows, string title, string about, IEnumerable<PlannedSheet> planned, string marking = "OFFICIAL")
    {
        var all = planned.ToList();
        List<(string Part, SheetPlan Sheet)> sheets = [.. from one in all where one.Sheet is not null select (one.Part.Name, one.Sheet!() with { Name = one.Name, TabColour = one.Part.Colour })];
        var contents = ContentsSheet.Of(sheets, all.Where(one => one.Sheet is null).Select(one => (one.Name, one.Without)));
        ImmutableArray<SheetPlan> book = [SummaryCoverSheet.Of(rows, title, about), contents with { Sentences = [Entry.Of(rows.Subject, Look.Strong), .. contents.Sentences] }, .. sheets.Select(one => one.Sheet)];
        return Book.Write($"{title}: {rows.Subject}", rows.Subject, rows.Publication, book, new Marking(marking, rows.Summary.Signed is { } signed ? $"Signed by {signed.By} on {Words.Date(signed.On)}" : "Draft - not signed"));
    }

    /// <summary>The one page, which leads to the other sheets that there are.</summary>
    public static PlannedSheet Lines(SummaryRows rows, IEnumerable<PlannedSheet> others)
    {
        var names = others.Where(one => one.Sheet is not null).Select(one => one.Name).ToHashSet(StringComparer.Ordinal);
        return new PlannedSheet(Answers, LinesSheet.Name, () => LinesSheet.Of(rows, names), "").Saying(rows.Subject);
    }

    /// <summary>What stands beside the one page.</summary>
    public static IEnumerable<PlannedSheet> Head(SummaryRows rows) => Saying(rows,
    [
        new(Answers, ThousandsSheet.Name, rows.Summary.Lines.Any(line => line.Unit == LinesSheet.Pounds) ? () => ThousandsSheet.Of(rows) : null, "no figure is an amount of money"),
        new(Answers, ChangesSheet.Name, rows.Changes.Version is null ? null : () => ChangesSheet.Of(rows), "there is no version before this one"),
    ]);

    /// <summary>Charts of the history.</summary>
    public static IEnumerable<PlannedSheet> OverTime(SummaryRows rows)
    {
        var isKnown = rows.History.Any(month => month.Days is not null);
        return Saying(rows,
        [
            new(Delays, OverTimeSheet.Name, isKnown ? () => OverTimeSheet.Of(rows) : null, NoHistory), new(Delays, AttributionSheet.Name, isKnown ? () => AttributionSheet.Of(rows) : null, NoHistory),
        ]);
    }

    /// <summary>Delays of the months of the period.</summary>
    public static IEnumerable<PlannedSheet> OfPeriod(SummaryRows rows)
    {
        var months = rows.Delays;
        return Saying(rows,
        [
            Of(ReasonsRankedSheet.Name, ReasonsRankedSheet.Of), Of(DelaysSheet.Name, DelaysSheet.Of), Of(ReasonsSheet.Name, ReasonsSheet.Days),
            months is null || months.Cells.Any(cell => cell.Patients is not null) ? Of(ReasonsSheet.PatientsName, ReasonsSheet.Patients) : new(Delays, ReasonsSheet.PatientsName, null, "patients on a day are not collected any more"),
            Of(ProvidersSheet.Name, ProvidersSheet.Of), Of(RatesSheet.Name, RatesSheet.Of),
        ]);

        PlannedSheet Of(string name, Func<DelayMonths, SheetPlan> sheet) => new(Delays, name, months is null ? null : () => sheet(months), NoDelays);
    }

    /// <summary>Every month, what was restated, and what followed delayed transfers.</summary>
    public static IEnumerable<PlannedSheet> AfterDelays(SummaryRows rows) => Saying(rows,
    [
        new(Delays, MonthsSheet.Name, rows.History.Count == 0 ? null : () => MonthsSheet.Of(rows), NoHistory),
        new(Delays, RestatementsSheet.Name, rows.Summary.Delays is { Changed.IsEmpty: false } ? () => RestatementsSheet.Of(rows) : null, "no month was restated"),
        new(Delays, DischargesSheet.Name, rows.Summary.Discharges.IsEmpty ? null : () => DischargesSheet.Of(rows), "no figures of discharges stand for the period"),
    ]);

    /// <summary>How the delays of the period were worked out.</summary>
    /// <param name="inputs">The returns are listed: not those of England, which are a thousand.</param>
    public static IEnumerable<PlannedSheet> Workings(SummaryRows rows, bool inputs = true)
    {
        var months = rows.Delays;
        return Saying(rows,
        [
            Of(DataQualitySheet.Name, all => DataQualitySheet.Of(all, rows.Publication.Reference)), Of(ReconciliationSheet.Name, ReconciliationSheet.Of),
            .. inputs ? [Of(InputsSheet.Name, InputsSheet.Of)] : Array.Empty<PlannedSheet>(), Of(WorkingSheet.Name, WorkingSheet.Of),
        ]);

        PlannedSheet Of(string name, Func<DelayMonths, SheetPlan> sheet) => new(Working, name, months is null ? null : () => sheet(months), NoDelays);
    }

    /// <summary>Words, rules and documents.</summary>
    public static IEnumerable<PlannedSheet> Last(SummaryRows rows) => Saying(rows,
    [
        new(Working, RulesSheet.Name, () => DefinitionsSheet.Of(rows, PolicyBook.Current), ""),
        new(Working, DocumentsSheet.Name, rows.Summary.Sources.IsEmpty ? null : () => DocumentsSheet.Of(rows), "the documents are not listed"),
    ]);

    private static IEnumerable<PlannedSheet> Saying(SummaryRows rows, IEnumerable<PlannedSheet> sheets) => sheets.Select(sheet => sheet.Saying(rows.Subject));
}
