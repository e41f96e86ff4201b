using System.Collections.Concurrent;
using System.Collections.Immutable;
using Monitoring.Core;
using Monitoring.Core.Figures;
using Monitoring.Core.Figures.Delays;
using Monitoring.Core.Kernel;
using Monitoring.Core.Ledger;
using Monitoring.Core.Policy;
using Monitoring.Core.Returns;
using Monitoring.Core.Validation;
using Monitoring.Files.Readers;
using Monitoring.Files.Tests.Readers;

namespace Monitoring.Files.Tests.Reconciliation;

/// <summary>A file of a month taken all the way by the steps of the app: bytes, sheets, checked return, acceptance, what stands, figures.</summary>
internal sealed class PublishedMonth
{
    internal const string November2019 = "sample-data/returns/X24/MSitDT-2019-11.csv";
    internal const string April2018 = "sample-data/reference/extracts/MSitDT-2018-04.csv";
    internal const string April2019 = "sample-data/reference/extracts/MSitDT-2019-04.csv";

    private static readonly ConcurrentDictionary<string, Lazy<PublishedMonth>> Read = [];

    private readonly ImmutableArray<DelayedTransfersLine> _ledger;
    private readonly ILookup<Place, DelayedTransfersLine> _lines;

    private PublishedMonth(string path, string sender)
    {
        using var stream = File.OpenRead(TestFiles.PathOf(path));
        var context = new CheckContext(sender, new DateOnly(2020, 5, 14), PolicyBook.Current, ReferenceBook.Current, Mandates.Current);
        Found = Pipeline.Check(ReturnFile.Read(stream, Path.GetFileName(path), TestFiles.MaxBytes), context);
        var (page, text) = Assert.Single(Acceptance.PagesOf(Found, PolicyBook.Current, (_, _) => "ledger"));
        _ledger = [.. LedgerText.Read(DelayedTransfers.Collection, text).Select(DelayedTransfersLine.Of)];
        _lines = _ledger.ToLookup(line => line.Slice.Place);
        Month = ReportingMonth.Parse(page.Page);
        var at = new DateTimeOffset(2020, 5, 14, 12, 0, 0, TimeSpan.Zero);
        Standing = StandingPage.After(page.Page, [new PageVersion(ArrivalOrder.Of(at, "s"), "s", sender, Found.View!.Value, at, page)]);
    }

    /// <summary>Each file is read once for all tests.</summary>
    internal static PublishedMonth Of(string path, string sender = "X24") => Read.GetOrAdd(path, new Lazy<PublishedMonth>(() => new PublishedMonth(path, sender))).Value;

    internal CheckedReturn Found { get; }

    internal ReportingMonth Month { get; }

    internal StandingPage Standing { get; }

    internal IEnumerable<DelayedTransfersLine> Ledger => _ledger;

    internal DelayFigures? Figures(string body) => Pipeline.Figures(new FigureKey(body, Month), Standing, slice => [.. _lines[slice.Place]], _ => [], PolicyBook.Current, ReferenceBook.Current);

    internal DelayFigures England => Figures(Body.EnglandCode)!;
}
