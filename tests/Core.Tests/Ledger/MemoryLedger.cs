using System.Collections.Immutable;
using System.Globalization;
using Monitoring.Core.Kernel;
using Monitoring.Core.Ledger;
using Monitoring.Core.Policy;
using Monitoring.Core.Returns;
using Monitoring.Core.Validation;

namespace Monitoring.Core.Tests.Ledger;

/// <summary>
/// The stages without storage: each return is checked, committed and compared with what stood when it arrived, one after the other. The nth arrives n minutes after noon of its day and is submission s0, s1 and so on.
/// </summary>
internal sealed class MemoryLedger(ReferenceBook? reference = null)
{
    private readonly List<(PageRef Page, PageVersion Version)> _versions = [];
    private readonly Dictionary<string, ILookup<Place, LedgerRow>> _ledger = [];
    private readonly Dictionary<(string Sender, string Submission), ImmutableArray<Finding>> _receipts = [];
    private int _number;

    internal ReferenceBook Reference => reference ?? ReferenceBook.Current;

    /// <summary>Checks a file, commits what is right of it, and tells what it changed, page by page.</summary>
    internal (CheckedReturn Found, ImmutableArray<PageEffect> Effects) Receive(FileContent file, string sender, string arrivedOn, string fileName = "")
    {
        var day = DateOnly.ParseExact(arrivedOn, "yyyy-MM-dd", CultureInfo.InvariantCulture);
        var found = Pipeline.Check(file, new CheckContext(sender, day, PolicyBook.Current, Reference, Mandates.Current)
        {
            FileName = fileName,
            Answered = _receipts.Where(receipt => receipt.Key.Sender == sender).ToDictionary(receipt => receipt.Key.Submission, receipt => receipt.Value),
        });
        var submission = string.Create(CultureInfo.InvariantCulture, $"s{_number++}");
        _receipts.Add((sender, submission), found.Findings);
        if (found.Accepted.IsEmpty)
            return (found, []);
        var at = new DateTimeOffset(day.ToDateTime(new TimeOnly(12, 0)), TimeSpan.Zero).AddMinutes(_number);
        var order = ArrivalOrder.Of(at, submission);
        var collection = found.Collection!;
        var own = new List<PageVersion>();
        foreach (var (page, text) in Acceptance.PagesOf(found, PolicyBook.Current, (page, _) => $"{submission}/{page}"))
        {
            _ledger[page.LedgerBlob] = LedgerText.Read(collection, text).ToLookup(row => row.Slice.Place);
            own.Add(new PageVersion(order, submission, sender, found.View!.Value, at, page));
        }
        _versions.AddRange(own.Select(version => (new PageRef(collection.Key, version.Content.Page), version)));
        return (found, [.. own.Select(version => EffectOf(collection, version))]);
    }

    /// <summary>What stands on a page now.</summary>
    internal StandingPage Standing(PageRef page) => StandingPage.After(page.Page, VersionsOf(page));

    internal ImmutableArray<LedgerRow> Rows(StandingSlice slice) => [.. _ledger[slice.LedgerBlob!][slice.Place]];

    internal IReadOnlyCollection<PageVersion> Versions(PageRef page) => [.. VersionsOf(page)];

    /// <summary>Every page of some collections, with what had arrived on it by then.</summary>
    internal IEnumerable<(PageRef Page, IReadOnlyList<PageVersion> Versions)> Pages(Func<string, bool> of, DateTimeOffset? until = null) =>
        _versions.Where(one => of(one.Page.Collection) && (until is null || one.Version.ReceivedAt < until)).GroupBy(one => one.Page, (page, versions) => (page, (IReadOnlyList<PageVersion>)[.. versions.Select(one => one.Version)]));

    private IEnumerable<PageVersion> VersionsOf(PageRef page) => _versions.Where(one => one.Page == page).Select(one => one.Version);

    private PageEffect EffectOf(Collection collection, PageVersion own)
    {
        var versions = VersionsOf(new PageRef(collection.Key, own.Content.Page)).ToList();
        var book = new StandingBook(page => StandingPage.After(page.Page, VersionsOf(page).Where(version => version.Order <= own.Order)), (_, slice) => Rows(slice), PolicyBook.Current, Reference);
        return Effect.Of(collection, own, versions, Rows, book);
    }
}
