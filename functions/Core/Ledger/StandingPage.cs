using System.Collections.Immutable;
using Monitoring.Core.Kernel;
using Monitoring.Core.Policy;

namespace Monitoring.Core.Ledger;

/// <summary>A page of an acceptance, with whose view it is and where it stands in the order of arrival.</summary>
public sealed record PageVersion(ArrivalOrder Order, string Submission, string Sender, View View, DateTimeOffset ReceivedAt, AcceptedPage Content);

/// <summary>
/// What stands for one slice in one view.
/// </summary>
/// <param name="Version">The content that stands; null when it was withdrawn or never accepted.</param>
/// <param name="Since">The acceptance that brought about what stands: the first in the unbroken run of the same content, or the one that withdrew it.</param>
/// <param name="LedgerBlob">Where the lines of that acceptance are.</param>
/// <param name="RefusedSince">
/// A later return that held this slice and had it refused, so that what stands may be out of date. Only returns of which something of the page was accepted
/// are told of here; one refused whole leaves its receipt and nothing else.
/// </param>
/// <param name="SinceAt">When that acceptance was received.</param>
public sealed record StandingSlice(View View, Place Place, SliceVersion? Version, ArrivalOrder Since, DateTimeOffset SinceAt, string Submission, string? LedgerBlob, string? RefusedSince)
{
    /// <summary>The last acceptance that brought the same content: <see cref="Since"/>, unless it was sent again unchanged. What was refused confirms nothing.</summary>
    public ArrivalOrder Confirmed { get; init; } = Since;

    /// <summary>When that was received: so far the sender has said that what stands is so.</summary>
    public DateTimeOffset ConfirmedAt { get; init; } = SinceAt;

    /// <summary>Without what was only said once more.</summary>
    internal StandingSlice Unconfirmed => this with { Confirmed = Since, ConfirmedAt = SinceAt };
}

/// <summary>What happened to a slice through one acceptance.</summary>
public enum Change { New, Changed, Withdrawn }

/// <summary>One slice that an acceptance changed, with what stood before and what stands after it in the order of arrival.</summary>
public sealed record SliceEffect(Place Place, Change Change, StandingSlice? Before, StandingSlice After);

/// <summary>
/// What stands on a page of the ledger: a pure function of the acceptances and their order of arrival. However deliveries are duplicated, delayed or
/// reordered, the same acceptances give the same answer; there is no stored state that could have moved the wrong way.
/// </summary>
public sealed class StandingPage
{
    private readonly ImmutableSortedDictionary<(View View, Place Place), StandingSlice> _slices;
    private readonly PageVersion? _edition;

    private StandingPage(string page, ImmutableSortedDictionary<(View, Place), StandingSlice> slices, PageVersion? edition)
    {
        Page = page;
        _slices = slices;
        _edition = edition;
    }

    public string Page { get; }

    /// <summary>The last edition of NHS England that states the whole page, if there is one.</summary>
    public PageVersion? Edition => _edition;

    /// <summary>Every slice that any acceptance has touched, withdrawn ones included, by view, body and part.</summary>
    public IEnumerable<StandingSlice> Slices => _slices.Values;

    public static StandingPage Empty(string page) =>
        new(page, ImmutableSortedDictionary.Create<(View, Place), StandingSlice>(Comparer<(View View, Place Place)>.Create(
            (left, right) => left.View != right.View ? left.View.CompareTo(right.View) : left.Place.CompareTo(right.Place))), null);

    /// <summary>What stands after every acceptance given. They may be given in any order and more than once.</summary>
    public static StandingPage After(string page, IEnumerable<PageVersion> versions) =>
        InOrder(versions).Aggregate(Empty(page), (standing, version) => standing.With(version));

    /// <summary>What stood just before one acceptance, in the order of arrival.</summary>
    public static StandingPage Before(ArrivalOrder order, string page, IEnumerable<PageVersion> versions) =>
        After(page, versions.Where(version => version.Order < order));

    /// <summary>What stood as at a time: after the last acceptance received at or before it.</summary>
    public static StandingPage AsAt(DateTimeOffset time, string page, IEnumerable<PageVersion> versions) =>
        After(page, versions.Where(version => version.ReceivedAt <= time));

    /// <summary>
    /// Every content that was ever chosen for a place, in the order of arrival: one entry each time that it became another, withdrawals included. What is sent again unchanged is no new entry; what is sent again after something
    /// else is.
    /// </summary>
    public static IEnumerable<StandingSlice> Contents(string page, IEnumerable<PageVersion> versions)
    {
        var standing = Empty(page);
        var chosen = new Dictionary<Place, (View View, ArrivalOrder Since)>();
        foreach (var version in InOrder(versions))
        {
            standing = standing.With(version);
            foreach (var slice in standing.Chosen().GroupBy(slice => slice.Place, (_, views) => views.MaxBy(slice => slice.Since)!))
            {
                // A place of which only something refused is known has no content yet.
                if (chosen.TryGetValue(slice.Place, out var was) ? was == (slice.View, slice.Since) : slice.Version is null)
                    continue;
                chosen[slice.Place] = (slice.View, slice.Since);
                yield return slice;
            }
        }
    }

    private static IEnumerable<PageVersion> InOrder(IEnumerable<PageVersion> versions) => versions.DistinctBy(version => version.Order).OrderBy(version => version.Order);

    /// <summary>What stands after one more acceptance, which must be later than every one before.</summary>
    public StandingPage With(PageVersion version)
    {
        var (content, view) = (version.Content, version.View);
        var slices = _slices.ToBuilder();
        var mentioned = new HashSet<Place>(content.Refused);
        foreach (var brought in content.Slices)
        {
            var place = brought.Place;
            mentioned.Add(place);
            if (slices.TryGetValue((view, place), out var standing) && standing.Version?.Digest == brought.Digest)
                slices[(view, place)] = standing with { RefusedSince = null, Confirmed = version.Order, ConfirmedAt = version.ReceivedAt };
            else
                slices[(view, place)] = new StandingSlice(view, place, brought, version.Order, version.ReceivedAt, version.Submission, content.LedgerBlob, null);
        }
        foreach (var place in content.Refused)
        {
            slices[(view, place)] = slices.TryGetValue((view, place), out var standing)
                ? standing with { RefusedSince = version.Submission }
                : new StandingSlice(view, place, null, version.Order, version.ReceivedAt, version.Submission, null, version.Submission);
        }
        foreach (var ((otherView, place), standing) in _slices)
        {
            // Withdrawn too is what was only ever refused: nothing stood for it, and the sender no longer says that anything should.
            if (otherView == view && (standing.Version ?? (object?)standing.RefusedSince) is not null && content.Coverage.Covers(place.Body) && !mentioned.Contains(place))
                slices[(view, place)] = new StandingSlice(view, place, null, version.Order, version.ReceivedAt, version.Submission, null, null);
        }
        var edition = view == View.NhsEngland && content.Coverage.Whole ? version : _edition;
        return new StandingPage(Page, slices.ToImmutable(), edition);
    }

    /// <summary>
    /// What figures are made of: NHS England's view of a slice where it has stated the slice or the whole page, else what others say. One view is
    /// never mixed into the other.
    /// </summary>
    public IEnumerable<StandingSlice> Chosen() =>
        from slice in _slices.Values
        where slice.View == View.NhsEngland || !Decides(slice.Place)
        select slice;

    /// <summary>The provider's own view of a slice that NHS England's view decides: shown beside the figure, never in it.</summary>
    public IEnumerable<(StandingSlice Provider, StandingSlice? NhsEngland)> Compared() =>
        from slice in _slices.Values
        where slice.View == View.Provider && slice.Version is not null && Decides(slice.Place)
        select (slice, _slices.GetValueOrDefault((View.NhsEngland, slice.Place)));

    /// <summary>
    /// Whether NHS England's view decides a slice: it has stated it, or has stated the whole page without it. A slice that it only ever had refused is not stated.
    /// </summary>
    private bool Decides(Place place) =>
        _slices.TryGetValue((View.NhsEngland, place), out var stated) ? stated.Version is not null || stated.RefusedSince is null : _edition is not null;

    /// <summary>The slices that differ between two states, in order.</summary>
    public static ImmutableArray<SliceEffect> Difference(StandingPage before, StandingPage after, View view)
    {
        var effects = ImmutableArray.CreateBuilder<SliceEffect>();
        foreach (var ((otherView, place), standing) in after._slices)
        {
            if (otherView != view)
                continue;
            var was = before._slices.GetValueOrDefault((view, place));
            if (was?.Version?.Digest == standing.Version?.Digest)
                continue;
            effects.Add(new SliceEffect(place, was?.Version is null ? Change.New : standing.Version is null ? Change.Withdrawn : Change.Changed, was, standing));
        }
        return effects.ToImmutable();
    }

    /// <summary>
    /// The places of which one acceptance can have changed what is shown: those of whose slices anything differs between the states before and after it, shown or
    /// not (what an edition hides today, a later one may bring out again); and, with the first edition of a page, every place for which somebody else has spoken.
    /// What is only said once more touches nothing: see <see cref="PlacesConfirmed"/>.
    /// </summary>
    /// <remarks>
    /// That it is asked of the slices and not of the figures is what makes late deliveries safe: each slice's state depends only on its own state before, so an
    /// acceptance that changes nothing of a slice at its own place changes nothing of it later either.
    /// </remarks>
    /// <param name="all">All that stands now, later acceptances included.</param>
    public static ImmutableSortedSet<Place> PlacesTouched(StandingPage before, StandingPage after, StandingPage all)
    {
        var (was, now) = (Unconfirmed(before), Unconfirmed(after));
        var changed = was.Except(now).Concat(now.Except(was));
        var newlyDecided = before._edition is null && after._edition is not null ? after._slices.Values.Concat(all._slices.Values).Where(slice => slice.View != View.NhsEngland) : [];
        return [.. changed.Concat(newlyDecided).Select(slice => slice.Place)];

        static HashSet<StandingSlice> Unconfirmed(StandingPage page) => [.. page._slices.Values.Select(slice => slice.Unconfirmed)];
    }

    /// <summary>The places of which one acceptance said again what stood: no figure of a month hangs on that, but how far the report of an open case reaches does.</summary>
    public static ImmutableSortedSet<Place> PlacesConfirmed(StandingPage before, StandingPage after) =>
        [.. after._slices.Where(slice => before._slices.TryGetValue(slice.Key, out var was) && was.Since == slice.Value.Since && was.Confirmed != slice.Value.Confirmed).Select(slice => slice.Value.Place)];
}
