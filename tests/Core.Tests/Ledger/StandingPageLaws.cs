using System.Collections.Immutable;
using CsCheck;
using Monitoring.Core.Ledger;
using Monitoring.Core.Policy;
using Monitoring.Core.Returns;

namespace Monitoring.Core.Tests.Ledger;

/// <summary>What holds of every sequence of acceptances: editions and single returns of NHS England, returns of providers, refused slices among them.</summary>
public class StandingPageLaws
{
    private static readonly Gen<Arrival[]> Any = Arrivals.Sequence(Arrivals.OfAnyone);

    [Fact]
    public void The_order_of_giving_does_not_matter() => Any.SelectMany(arrivals => Gen.Shuffle(Enumerable.Range(0, arrivals.Length).ToArray()).Select(order => (arrivals, order))).Sample((arrivals, order) =>
    {
        var month = new Arrivals(arrivals);
        Assert.Equal(Arrivals.Describe(month.Standing), Arrivals.Describe(StandingPage.After(Arrivals.Page, order.Select(index => month.Versions[index]))));
    });

    [Fact]
    public void Giving_one_twice_does_not_matter() => Gen.Select(Any, Gen.Int[0, 6]).Sample((arrivals, again) =>
    {
        var month = new Arrivals(arrivals);
        Assert.Equal(Arrivals.Describe(month.Standing), Arrivals.Describe(StandingPage.After(Arrivals.Page, [.. month.Versions, month.Versions[again % arrivals.Length]])));
    });

    [Fact]
    public void The_same_again_changes_nothing() => Any.Sample(arrivals =>
    {
        var last = arrivals[^1] with { Says = [.. arrivals[^1].Says.Where(said => !said.IsRefused)] };
        var month = new Arrivals([.. arrivals[..^1], last, last]);
        var before = StandingPage.After(Arrivals.Page, month.Versions[..^1]);
        Assert.Empty(StandingPage.Difference(before, month.Standing, month.Versions[^1].View));
        Assert.Empty(StandingPage.PlacesTouched(before, month.Standing, month.Standing));
        Assert.Empty(Pipeline.Touched(DelayedTransfers.CollectionKey, month.Versions[^1], month.Versions));
    });

    [Fact]
    public void An_edition_sent_again_touches_no_place_and_confirms_each()
    {
        Said a = new("RJ7", "507", 3), b = new("RTH", "211", 8);
        var month = new Arrivals(Arrival.OfProvider(a), Arrival.Edition(a, b), Arrival.Edition(a, b));
        var before = StandingPage.After(Arrivals.Page, month.Versions[..^1]);
        Assert.Empty(StandingPage.PlacesTouched(before, month.Standing, month.Standing));
        Assert.Equal([a.Place, b.Place], StandingPage.PlacesConfirmed(before, month.Standing));
        Assert.Equal([(View.NhsEngland, "s1", Arrivals.At(2)), (View.NhsEngland, "s1", Arrivals.At(2)), (View.Provider, "s0", Arrivals.At(0))], month.Standing.Slices.Select(slice => (slice.View, slice.Submission, slice.ConfirmedAt)).Order());
        // Only of notices does a statement hang on it.
        Assert.Empty(Pipeline.PlacesTouched(DelayedTransfers.CollectionKey, month.Versions[^1], month.Versions));
        Assert.Equal([a.Place, b.Place], Pipeline.PlacesTouched(DelayNotices.Collection.Key, month.Versions[^1], month.Versions));
    }

    [Fact]
    public void A_then_B_then_A_ends_with_A_and_the_third_is_a_version_of_its_own()
    {
        Said a = new("RJ7", "507", 3), b = new("RJ7", "507", 8);
        var month = new Arrivals(Arrival.OfProvider(a), Arrival.OfProvider(b), Arrival.OfProvider(a));
        var slice = Assert.Single(month.Standing.Slices);
        Assert.Equal((3L, "s2", Arrivals.At(2)), (slice.Version?.Total, slice.Submission, slice.SinceAt));
        Assert.Equal(Change.Changed, Assert.Single(StandingPage.Difference(StandingPage.Before(month.Versions[2].Order, Arrivals.Page, month.Versions), month.Standing, View.Provider)).Change);
    }

    [Fact]
    public void As_at_a_time_is_what_the_acceptances_up_to_then_give() => Gen.Select(Any, Gen.Int[0, 6]).Sample((arrivals, number) =>
    {
        var month = new Arrivals(arrivals);
        var last = number % arrivals.Length;
        var prefix = Arrivals.Describe(StandingPage.After(Arrivals.Page, month.Versions[..(last + 1)]));
        Assert.Equal(prefix, Arrivals.Describe(StandingPage.AsAt(Arrivals.At(last), Arrivals.Page, month.Versions)));
        Assert.Equal(prefix, Arrivals.Describe(StandingPage.AsAt(Arrivals.At(last).AddSeconds(59), Arrivals.Page, month.Versions)));
        Assert.Equal(last == 0 ? "edition " : Arrivals.Describe(StandingPage.After(Arrivals.Page, month.Versions[..last])), Arrivals.Describe(StandingPage.AsAt(Arrivals.At(last).AddTicks(-1), Arrivals.Page, month.Versions)));
        Assert.Equal(Arrivals.Describe(StandingPage.AsAt(Arrivals.At(last).AddTicks(-1), Arrivals.Page, month.Versions)), Arrivals.Describe(StandingPage.Before(month.Versions[last].Order, Arrivals.Page, month.Versions)));
    });

    [Fact]
    public void What_stands_of_a_slice_is_what_its_own_story_says() => Any.Sample(arrivals =>
    {
        var month = new Arrivals(arrivals);
        var standing = month.Standing.Slices.ToDictionary(slice => (slice.View, slice.Place));
        var places =
            from view in (View[])[View.NhsEngland, View.Provider]
            from place in arrivals.SelectMany(arrival => arrival.Says).Select(said => said.Place).Distinct()
            select (view, place);
        Assert.All(places, key =>
        {
            var told = Story(arrivals, key.view, key.place);
            Assert.Equal(told is not null, standing.TryGetValue(key, out var slice));
            Assert.Equal(told, slice is null ? null : (slice.Version?.Total, slice.Submission, slice.RefusedSince, slice.ConfirmedAt));
            Assert.Equal(slice?.ConfirmedAt, slice is null ? null : month.Versions.Single(version => version.Order == slice.Confirmed).ReceivedAt);
        });
    });

    /// <summary>
    /// The story of one slice in one view, told from the acceptances alone: what it says now, since when in an unbroken run, whether it was refused since, and when it was said for the last time.
    /// </summary>
    private static (long? Days, string Since, string? RefusedSince, DateTimeOffset Confirmed)? Story(Arrival[] arrivals, View view, Place place)
    {
        (long? Days, string Since, string? RefusedSince, DateTimeOffset Confirmed)? now = null;
        for (var number = 0; number < arrivals.Length; number++)
        {
            var arrival = arrivals[number];
            if (view != (arrival.Kind == Kind.ProviderReturn ? View.Provider : View.NhsEngland))
                continue;
            var said = arrival.Says.Where(said => said.Place == place).ToList();
            if (said.Count == 0)
            {
                var speaksForIt = arrival.Kind == Kind.Edition || arrival.Says.Any(other => other.Provider == place.Provider);
                // Also a slice that was only ever refused: its sender no longer says that there should be one.
                if (speaksForIt && (now is { Days: not null } || now is { RefusedSince: not null }))
                    now = (null, $"s{number}", null, Arrivals.At(number));
            }
            else if (said[0].IsRefused)
                now = (now?.Days, now?.Since ?? $"s{number}", $"s{number}", now?.Confirmed ?? Arrivals.At(number));
            else
                now = (said[0].Days, now is { Days: { } days } && days == said[0].Days ? now.Value.Since : $"s{number}", null, Arrivals.At(number));
        }
        return now;
    }

    [Fact]
    public void A_refused_slice_is_neither_replaced_nor_withdrawn() => Any.Sample(arrivals =>
    {
        var month = new Arrivals(arrivals);
        var (last, view) = (arrivals[^1], month.Versions[^1].View);
        var before = StandingPage.After(Arrivals.Page, month.Versions[..^1]);
        Assert.All(last.Says.Where(said => said.IsRefused), said =>
            Assert.Equal(Of(before, view, said.Place)?.Version, Of(month.Standing, view, said.Place)?.Version));
    });

    [Fact]
    public void One_view_is_never_mixed_into_the_other() => Any.Sample(arrivals =>
    {
        var chosen = new Arrivals(arrivals).Standing.Chosen().Where(slice => slice.Version is not null).ToList();
        Assert.Equal(chosen.Count, chosen.Select(slice => slice.Place).Distinct().Count());
    });

    [Fact]
    public void A_providers_own_content_is_used_or_shown_beside_but_never_lost() => Any.Sample(arrivals =>
    {
        var standing = new Arrivals(arrivals).Standing;
        var own = standing.Slices.Where(slice => slice.View == View.Provider && slice.Version is not null).ToList();
        Assert.Equal(own, standing.Chosen().Where(slice => slice.View == View.Provider && slice.Version is not null).Concat(standing.Compared().Select(pair => pair.Provider)).OrderBy(slice => slice.Place));
    });

    private static StandingSlice? Of(StandingPage standing, View view, Place place) => standing.Slices.SingleOrDefault(slice => slice.View == view && slice.Place == place);
}

public class CoverageTests
{
    private static readonly Said Derby = new("RJ7", "507", 3), Sheffield = new("RJ7", "211", 8), OfAnother = new("RTH", "507", 8);

    public static TheoryData<string> Names => [.. Cases.Keys];

    private static readonly Dictionary<string, (Arrival First, Arrival Second, string[] Stands)> Cases = new()
    {
        ["an edition withdraws what it leaves out"] = (Arrival.Edition(Derby, Sheffield, OfAnother), Arrival.Edition(Derby), ["NhsEngland RJ7 507 3"]),
        ["a return of NHS England withdraws only for its provider"] = (Arrival.Edition(Derby, Sheffield, OfAnother), Arrival.OfNhsEngland(Derby), ["NhsEngland RJ7 507 3", "NhsEngland RTH 507 8"]),
        ["a provider's return withdraws only its own"] = (Arrival.OfProvider(Derby, Sheffield), Arrival.OfProvider(OfAnother), ["Provider RJ7 211 8", "Provider RJ7 507 3", "Provider RTH 507 8"]),
        ["a provider's return withdraws what it leaves out of its own"] = (Arrival.OfProvider(Derby, Sheffield), Arrival.OfProvider(Derby), ["Provider RJ7 507 3"]),
        ["a provider's return withdraws nothing of the edition"] = (Arrival.Edition(Derby, Sheffield), Arrival.OfProvider(Derby), ["NhsEngland RJ7 211 8", "NhsEngland RJ7 507 3", "Provider RJ7 507 3"]),
        ["an edition withdraws nothing of a provider"] = (Arrival.OfProvider(Derby, Sheffield), Arrival.Edition(OfAnother), ["NhsEngland RTH 507 8", "Provider RJ7 211 8", "Provider RJ7 507 3"]),
        ["a refused slice is not left out"] = (Arrival.Edition(Derby, Sheffield), Arrival.Edition(Derby, Said.Refused("RJ7", "211")), ["NhsEngland RJ7 211 8", "NhsEngland RJ7 507 3"]),
        ["a refused slice of a provider speaks for that provider"] = (Arrival.OfNhsEngland(Derby, Sheffield, OfAnother), Arrival.OfNhsEngland(OfAnother, Said.Refused("RJ7", "211")), ["NhsEngland RJ7 211 8", "NhsEngland RTH 507 8"]),
    };

    [Theory, MemberData(nameof(Names))]
    public void What_a_return_leaves_out_is_withdrawn_as_far_as_it_speaks(string name)
    {
        var (first, second, stands) = Cases[name];
        Assert.Equal(stands, new Arrivals(first, second).Standing.Slices
            .Where(slice => slice.Version is not null).Select(slice => $"{slice.View} {slice.Place.Provider} {slice.Place.Authority} {slice.Version!.Total}"));
    }
}

public class PrecedenceTests
{
    private static readonly Said Published = new("RJ7", "507", 8), Own = new("RJ7", "507", 3), OwnAlone = new("RJ7", "211", 3);

    private static string Chosen(params Arrival[] arrivals) =>
        string.Join(", ", new Arrivals(arrivals).Standing.Chosen().Select(slice => $"{slice.View} {slice.Place.Authority} {slice.Version?.Total.ToString() ?? "none"}"));

    [Fact]
    public void A_provider_alone_speaks_for_itself() => Assert.Equal("Provider 507 3", Chosen(Arrival.OfProvider(Own)));

    [Fact]
    public void NHS_Englands_edition_goes_before_a_providers_return_whichever_came_first()
    {
        Assert.Equal("NhsEngland 507 8", Chosen(Arrival.Edition(Published), Arrival.OfProvider(Own)));
        Assert.Equal("NhsEngland 507 8", Chosen(Arrival.OfProvider(Own), Arrival.Edition(Published)));
    }

    [Fact]
    public void An_edition_decides_also_what_it_does_not_have() => Assert.Equal("NhsEngland 507 8", Chosen(Arrival.Edition(Published), Arrival.OfProvider(Own, OwnAlone)));

    [Fact]
    public void A_single_return_of_NHS_England_decides_only_what_it_has() => Assert.Equal("NhsEngland 507 8, Provider 211 3", Chosen(Arrival.OfNhsEngland(Published), Arrival.OfProvider(Own, OwnAlone)));

    [Fact]
    public void What_NHS_England_only_ever_had_refused_it_has_not_stated() =>
        Assert.Equal("NhsEngland 211 none, NhsEngland 507 8, Provider 211 3", Chosen(Arrival.Edition(Published, Said.Refused("RJ7", "211")), Arrival.OfProvider(Own, OwnAlone)));

    [Fact]
    public void The_two_views_of_a_slice_stand_side_by_side()
    {
        var pair = Assert.Single(new Arrivals(Arrival.Edition(Published), Arrival.OfProvider(Own)).Standing.Compared());
        Assert.Equal((3L, 8L), (pair.Provider.Version?.Total, pair.NhsEngland?.Version?.Total));
        Assert.Null(Assert.Single(new Arrivals(Arrival.Edition(Published), Arrival.OfProvider(OwnAlone)).Standing.Compared()).NhsEngland);
    }
}
