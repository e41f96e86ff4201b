using System.Collections.Immutable;
using CsCheck;
using Monitoring.Core.Kernel;
using Monitoring.Core.Ledger;
using Monitoring.Core.Policy;
using Monitoring.Core.Returns;
using Monitoring.Core.Validation;

namespace Monitoring.Core.Tests.Ledger;

/// <summary>What a made-up acceptance says of one slice: a number of days (0 being a reported zero), or that it was refused.</summary>
internal readonly record struct Said(string Provider, string Authority, int? Days)
{
    internal static Said Refused(string provider, string authority) => new(provider, authority, null);

    internal bool IsRefused => Days is null;

    internal Place Place => new(Provider, Authority);
}

internal enum Kind { Edition, NhsEnglandReturn, ProviderReturn }

/// <summary>A made-up acceptance: who sends, and what it says.</summary>
internal sealed record Arrival(Kind Kind, ImmutableArray<Said> Says)
{
    internal static Arrival Edition(params ImmutableArray<Said> says) => new(Kind.Edition, says);

    internal static Arrival OfNhsEngland(params ImmutableArray<Said> says) => new(Kind.NhsEnglandReturn, says);

    internal static Arrival OfProvider(params ImmutableArray<Said> says) => new(Kind.ProviderReturn, says);

    public override string ToString() => $"{Kind} [{string.Join(", ", Says.Select(said => $"{said.Provider}x{said.Authority}={(said.IsRefused ? "refused" : said.Days)}"))}]";
}

/// <summary>
/// A month of made-up acceptances, the nth of which arrives n minutes after noon. They go the way of real ones: what is accepted becomes ledger text and months
/// of an acceptance, and lines are read back from that text.
/// </summary>
internal sealed class Arrivals
{
    internal static readonly ReportingMonth Month = new(2019, 11);

    internal static string Page => Month.ToString();

    private static readonly DateTimeOffset Noon = new(2020, 1, 9, 12, 0, 0, TimeSpan.Zero);

    private readonly Dictionary<string, ILookup<Place, LedgerRow>> _ledger = [];

    internal Arrivals(params IEnumerable<Arrival> arrivals) => Versions = [.. arrivals.Select(Accept)];

    internal ImmutableArray<PageVersion> Versions { get; }

    internal StandingPage Standing => StandingPage.After(Page, Versions);

    internal static DateTimeOffset At(int number) => Noon.AddMinutes(number);

    internal ImmutableArray<LedgerRow> Rows(StandingSlice slice) => [.. _ledger[slice.LedgerBlob!][slice.Place]];

    internal ImmutableArray<DelayedTransfersLine> Lines(StandingSlice slice) => [.. Rows(slice).Select(DelayedTransfersLine.Of)];

    internal PageEffect EffectOf(int number) => Effect.Of(DelayedTransfers.Collection, Versions[number], Versions, Rows, new StandingBook(_ => StandingPage.After(Page, Versions[..(number + 1)]), (_, slice) => Rows(slice), PolicyBook.Current, ReferenceBook.Current));

    /// <summary>The first submission is s0.</summary>
    private PageVersion Accept(Arrival arrival, int number)
    {
        var accepted = arrival.Says.Where(said => !said.IsRefused).Select(said => Content(said, number)).OrderBy(slice => slice.Key).ToImmutableArray();
        var refused = arrival.Says.Where(said => said.IsRefused).Select(said => Key(said)).ToImmutableArray();
        var view = arrival.Kind == Kind.ProviderReturn ? View.Provider : View.NhsEngland;
        var checkedReturn = new CheckedReturn(arrival.Kind == Kind.Edition ? DelayedTransfers.Extract2017 : DelayedTransfers.Template, 0, accepted, refused, []) { Collection = DelayedTransfers.Collection, View = view };
        var (page, text) = Assert.Single(Acceptance.PagesOf(checkedReturn, PolicyBook.Current, (_, _) => $"s{number}"));
        _ledger[page.LedgerBlob] = LedgerText.Read(DelayedTransfers.Collection, text).ToLookup(row => row.Slice.Place);
        return new PageVersion(ArrivalOrder.Of(At(number), $"s{number}"), $"s{number}", view == View.NhsEngland ? "X24" : arrival.Says[0].Provider, view, At(number), page);
    }

    private static SliceKey Key(Said said) => DelayedTransfers.Slice(Month, said.Provider, said.Authority);

    /// <summary>All days stand under acute, reason A: to the NHS what is even, to social care the odd one.</summary>
    private static SliceContent Content(Said said, int number)
    {
        var days = said.Days!.Value;
        ImmutableArray<LedgerRow> rows = days == 0 ? [] : [new DelayedTransfersLine(Key(said), CareType.Acute, Reason.A, new(days - days % 2, days % 2, 0), new(null, null, null), 2).Keep()];
        // Where it stands in its file is different every time.
        return SliceContent.Of(Key(said), rows, [number * 100 + 2, number * 100 + 22], days);
    }

    /// <summary>Everything about a state that can be asked for.</summary>
    internal static string Describe(StandingPage standing) => string.Join('\n', standing.Slices.Select(slice => slice.ToString()).Prepend($"edition {standing.Edition?.Submission}"));

    private static readonly string[] Providers = ["RJ7", "RTH"];

    private static readonly string[] Authorities = ["507", "211", "809"];

    /// <summary>Nothing, a content of two or zero, or refused: few, so that the same content often comes again.</summary>
    private static readonly Gen<int> Contents = Gen.Frequency((3, Gen.Const(-2)), (1, Gen.Const(-1)), (1, Gen.Const(0)), (2, Gen.Const(3)), (2, Gen.Const(8)));

    private static Gen<ImmutableArray<Said>> Say(string[] providers)
    {
        var places = providers.SelectMany(provider => Authorities, (provider, authority) => (provider, authority)).ToArray();
        return Contents.Array[places.Length]
            .Where(contents => contents.Any(content => content >= 0)) // else nothing is accepted and there is no acceptance
            .Select(contents => places.Zip(contents).Where(pair => pair.Second > -2).Select(pair => new Said(pair.First.provider, pair.First.authority, pair.Second < 0 ? null : pair.Second)).ToImmutableArray());
    }

    internal static readonly Gen<Arrival> OfNhsEnglandOnly = Gen.OneOf(
        Say(Providers).Select(says => new Arrival(Kind.Edition, says)),
        Say(["RJ7"]).Select(says => new Arrival(Kind.NhsEnglandReturn, says)));

    internal static readonly Gen<Arrival> OfProviders = Gen.OneOf(Providers).SelectMany(provider => Say([provider]).Select(says => new Arrival(Kind.ProviderReturn, says)));

    internal static readonly Gen<Arrival> OfAnyone = Gen.OneOf(OfNhsEnglandOnly, OfProviders);

    internal static Gen<Arrival[]> Sequence(Gen<Arrival> one, int most = 7) => one.Array[1, most];

    internal static string Print(Arrival[] arrivals) => string.Join("; ", arrivals.Select((arrival, number) => $"s{number} {arrival}"));
}
