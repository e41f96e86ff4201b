using System.Collections.Immutable;
using Monitoring.Core;
using Monitoring.Core.Figures;
using Monitoring.Core.Figures.Delays;
using Monitoring.Core.Figures.Summaries;
using Monitoring.Core.Kernel;
using Monitoring.Core.Ledger;
using Monitoring.Core.Policy;
using Monitoring.Core.Returns;
using Monitoring.Core.Validation;
using Monitoring.Files.Summaries;
using Monitoring.Files.Workbooks;

namespace Monitoring.Files.Tests.Workbooks;

/// <summary>Figures to draw: of the real November 2019, of an invented month with patients and without a population estimate, and spoilt ones.</summary>
internal static class Months
{
    public static readonly Publication Publication = new("5f1d0c9a8e7b", "0.1.0", new DateTimeOffset(2020, 1, 9, 9, 30, 0, TimeSpan.Zero), "2019-11/1");

    private static readonly Lazy<ImmutableArray<DelayFigures>> November = new(() => FiguresOf("sample-data/returns/X24/MSitDT-2019-11.csv"));
    private static readonly Lazy<ImmutableArray<DelayFigures>> October2012 = new(() => FiguresOf("sample-data/eras/invented-extract-2012-10.csv"));

    public static string Root => RepositoryFolder.Root;

    public static DelayFigures Derby => November.Value.Single(figures => figures.Body.Code == "507");

    public static DelayFigures England => November.Value.Single(figures => figures.Body.Code == Body.EnglandCode);

    /// <summary>With patients at the snapshot, without a rate.</summary>
    public static DelayFigures InventedAuthority => October2012.Value.First(figures => figures.Body.Code != Body.EnglandCode);

    public static DelayFigures InventedEngland => October2012.Value.Single(figures => figures.Body.Code == Body.EnglandCode);

    /// <summary>A return that holds no number for acute care, reason A, NHS.</summary>
    public static DelayFigures WithOneCellNotGiven => Derby with
    {
        Status = FigureStatus.Incomplete,
        StatusReasons = ["1 cell of the returns holds no number of days."],
        Cells = Derby.Cells.SetItem(0, Derby.Cells[0] with { Days = Derby.Cells[0].Days with { Nhs = new Total(0, 1) } }),
    };

    /// <summary>Every return was withdrawn.</summary>
    public static DelayFigures WithNothingStanding => Derby with
    {
        Status = FigureStatus.NotCalculable,
        StatusReasons = ["Nothing stands for this month."],
        Inputs = [],
        Providers = [],
        Cells = [.. Derby.Cells.Select(cell => cell with { Days = default })],
        Figures = [new Figure("days.total", "Delayed days", null, "days", FigureStatus.NotCalculable, Working: [new Step("Nothing stands for this month.")])],
    };

    public static byte[] Write(DelayFigures figures) => Write(figures, Publication);

    /// <summary>The summary of a month of which delays are all that is known.</summary>
    public static byte[] Write(DelayFigures figures, Publication publication)
    {
        var kind = figures.Body.Code == Body.EnglandCode ? SummaryKind.England : SummaryKind.Authority;
        var facts = new SummaryFacts(figures.Body.Code, figures.Body.Name, [figures], null, [], [], []);
        var summary = Core.Figures.Summaries.Summaries.Of(new SummaryKey(kind, figures.Body.Code, SummaryPeriod.Of(figures.Month)), facts, PolicyBook.Current, publication.Reference)!;
        var first = new SummaryChanges(null, null, [], []);
        return kind == SummaryKind.England ? EnglandWorkbook.Write(summary, first, publication) : AuthorityWorkbook.Write(summary, first, publication);
    }

    private static ImmutableArray<DelayFigures> FiguresOf(string path)
    {
        var context = new CheckContext("X24", new DateOnly(2020, 1, 9), PolicyBook.Current, ReferenceBook.Current, Mandates.Current);
        var lines = File.ReadAllLines(Path.Combine(Root, path)).Index().Where(line => line.Item.Length > 0).Select(line => new SheetLine(line.Index + 1, CsvText.Read(line.Item).First()));
        var checkedReturn = Pipeline.Check(new FileContent(FileKind.Csv, [new Sheet(null, [.. lines])], []), context);
        var month = Assert.Single(Acceptance.PagesOf(checkedReturn, PolicyBook.Current, (_, _) => "ledger")).Page;
        var version = new PageVersion(new ArrivalOrder("20200109T093000000Z-submission"), "submission", "X24", View.NhsEngland, default, month);
        var standing = StandingPage.After(month.Page, [version]);
        var bySlice = checkedReturn.Accepted.ToDictionary(slice => slice.Key.Place, slice => slice.Rows.Select(DelayedTransfersLine.Of).ToImmutableArray());
        return [.. Pipeline.Touched(DelayedTransfers.CollectionKey, version, [version]).Select(key => Pipeline.Figures(key, standing, slice => bySlice[slice.Place], _ => [], PolicyBook.Current, ReferenceBook.Current)!)];
    }
}
