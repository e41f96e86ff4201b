using System.Collections.Immutable;
using System.Text;
using Monitoring.Core;
using Monitoring.Core.Ledger;
using Monitoring.Core.Policy;
using Monitoring.Core.Returns;
using Monitoring.Core.Validation;
using Monitoring.Files.Tests.Readers;

namespace Monitoring.Files.Tests.Fuzz;

/// <summary>A ledger in which every right sample stands, and what an acceptance on top of it would change.</summary>
internal sealed class FuzzLedger
{
    private static readonly Lazy<FuzzLedger> Samples = new(OfSamples);

    private readonly FuzzLedger? _before;
    private readonly Dictionary<PageRef, List<PageVersion>> _versions = [];
    private readonly Dictionary<string, ILookup<Place, LedgerRow>> _rows = [];
    private int _submissions;

    private FuzzLedger(FuzzLedger? before)
    {
        _before = before;
        _submissions = before?._submissions ?? 0;
    }

    /// <summary>Commits what was accepted and tells what it changed. Throws on ledger lines that do not read back.</summary>
    internal static Effect EffectOf(CheckedReturn found, string sender)
    {
        var ledger = new FuzzLedger(Samples.Value);
        var own = ledger.Commit(found, sender);
        return new Effect(own[0].Submission, [.. own.Select(version => ledger.Of(found.Collection!, version))]);
    }

    private static FuzzLedger OfSamples()
    {
        var ledger = new FuzzLedger(null);
        foreach (var seed in FuzzSeeds.All)
        {
            var found = Pipeline.Check(TestFiles.Read(seed.Bytes, seed.FileName), FuzzLaw.ContextOf(seed.Sender, seed.ArrivedOn, seed.FileName));
            if (!found.Accepted.IsEmpty)
                ledger.Commit(found, seed.Sender);
        }
        return ledger;
    }

    private List<PageVersion> Commit(CheckedReturn found, string sender)
    {
        var submission = $"s{++_submissions:00000}";
        var at = new DateTimeOffset(2026, 11, 20, 0, 0, 0, TimeSpan.Zero).AddMinutes(_submissions);
        var own = new List<PageVersion>();
        foreach (var (page, text) in Acceptance.PagesOf(found, PolicyBook.Current, (page, _) => $"{submission}/{page}"))
        {
            // As it is stored: what UTF-8 cannot hold would come back as something else.
            ImmutableArray<LedgerRow> read = [.. LedgerText.Read(found.Collection!, Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text)))];
            var written = found.Accepted.Where(slice => slice.Key.Page == page.Page).SelectMany(slice => slice.Rows).ToList();
            if (!written.Select(Text).SequenceEqual(read.Select(Text)))
                throw new FormatException($"The ledger of {page.Page} does not read back as it was written.");
            foreach (var slice in found.Accepted.Where(slice => slice.Key.Page == page.Page))
            {
                if (LedgerText.DigestOf(read.Where(row => row.Slice == slice.Key)) != slice.Digest)
                    throw new FormatException($"The slice {slice.Key} reads back with another digest.");
            }
            _rows[page.LedgerBlob] = read.ToLookup(row => row.Slice.Place);
            own.Add(new PageVersion(ArrivalOrder.Of(at, submission), submission, sender, found.View!.Value, at, page));
        }
        foreach (var version in own)
        {
            var page = new PageRef(found.Collection!.Key, version.Content.Page);
            if (!_versions.TryGetValue(page, out var versions))
                _versions.Add(page, versions = []);
            versions.Add(version);
        }
        return own;
    }

    private static string Text(LedgerRow row) => $"{row.Slice} {row.Table} {row.SourceLine} {string.Join('\u0001', row.Cells)}";

    private PageEffect Of(Collection collection, PageVersion own)
    {
        var book = new StandingBook(page => StandingPage.After(page.Page, VersionsOf(page)), (_, slice) => Rows(slice), PolicyBook.Current, ReferenceBook.Current);
        return Effect.Of(collection, own, [.. VersionsOf(new PageRef(collection.Key, own.Content.Page))], Rows, book);
    }

    private IEnumerable<PageVersion> VersionsOf(PageRef page) => [.. _before?.VersionsOf(page) ?? [], .. _versions.GetValueOrDefault(page) ?? []];

    private ImmutableArray<LedgerRow> Rows(StandingSlice slice) => [.. (_rows.GetValueOrDefault(slice.LedgerBlob!) ?? _before!._rows[slice.LedgerBlob!])[slice.Place]];
}
