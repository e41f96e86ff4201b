using CsCheck;
using Monitoring.Core.Figures;
using Monitoring.Core.Kernel;
using Monitoring.Core.Ledger;
using Monitoring.Core.Policy;
using Monitoring.Core.Returns;

namespace Monitoring.Core.Tests.Ledger;

/// <summary>
/// However acceptances are delivered to the stage that computes (late, out of order, twice, several known before the first is dealt with), the figures end the same,
/// byte for byte, as when each is dealt with in the order of arrival.
/// </summary>
public class ConvergenceTests
{
    private static readonly Gen<Arrival[]> OfNhsEngland = Arrivals.Sequence(Arrivals.OfNhsEnglandOnly, 5);
    private static readonly Gen<Arrival[]> OfProviders = Arrivals.Sequence(Arrivals.OfProviders, 5);
    private static readonly Gen<Arrival[]> OfAnyone = Arrivals.Sequence(Arrivals.OfAnyone, 5);

    [Fact]
    public void Figures_of_NHS_Englands_returns_end_the_same() => Delivered(OfNhsEngland).Sample(Ends_the_same, iter: 400, print: Print);

    [Fact]
    public void Figures_of_providers_returns_end_the_same() => Delivered(OfProviders).Sample(Ends_the_same, iter: 400, print: Print);

    [Fact]
    public void Figures_of_both_end_the_same() => Delivered(OfAnyone).Sample(Ends_the_same, iter: 400, print: Print);

    [Fact]
    public void Dealt_with_in_order_figures_of_NHS_Englands_returns_are_what_all_of_them_give() => OfNhsEngland.Sample(In_order_is_anew, iter: 200, print: Arrivals.Print);

    [Fact]
    public void Dealt_with_in_order_figures_of_providers_returns_are_what_all_of_them_give() => OfProviders.Sample(In_order_is_anew, iter: 200, print: Arrivals.Print);

    [Fact]
    public void Dealt_with_in_order_figures_of_both_are_what_all_of_them_give() => OfAnyone.Sample(In_order_is_anew, iter: 200, print: Arrivals.Print);

    private static void In_order_is_anew(Arrival[] arrivals)
    {
        var month = new Arrivals(arrivals);
        var authorities = arrivals.SelectMany(arrival => arrival.Says).Select(said => said.Authority).Append("ENG").Distinct();
        var anew = authorities.Select(body => new FigureKey(body, Arrivals.Month)).Select(key => (key, Content: Of(key, month, month.Standing)));
        Same(anew.Where(figure => figure.Content is not null).ToDictionary(figure => figure.key, figure => figure.Content!), Maintained(month, [.. Enumerable.Range(0, arrivals.Length)], 0));
    }

    /// <summary>A sequence, the order in which it is delivered with repetitions, and how many more deliveries are known already when one is dealt with.</summary>
    private static Gen<(Arrival[] Arrivals, int[] Delivered, int Ahead)> Delivered(Gen<Arrival[]> sequences) => sequences.SelectMany(arrivals => Gen.Select(
        Gen.Shuffle(Enumerable.Range(0, arrivals.Length).ToArray()), Gen.Int[0, arrivals.Length - 1].Array[0, 3], Gen.Int[0, 2],
        (order, again, ahead) => (arrivals, (int[])[.. order, .. again], ahead)));

    private static void Ends_the_same((Arrival[] Arrivals, int[] Delivered, int Ahead) given)
    {
        var month = new Arrivals(given.Arrivals);
        Same(Maintained(month, [.. Enumerable.Range(0, given.Arrivals.Length)], 0), Maintained(month, given.Delivered, given.Ahead));
    }

    /// <summary>As the stage does it: for each delivery the figures that it touches are computed from all that is known then; where there is nothing to say nothing is written.</summary>
    private static Dictionary<FigureKey, byte[]> Maintained(Arrivals month, int[] delivered, int ahead)
    {
        var figures = new Dictionary<FigureKey, byte[]>();
        for (var step = 0; step < delivered.Length; step++)
        {
            var known = delivered.Take(step + 1 + ahead).Distinct().Select(index => month.Versions[index]).ToList();
            var standing = StandingPage.After(Arrivals.Page, known);
            foreach (var key in Pipeline.Touched(DelayedTransfers.CollectionKey, month.Versions[delivered[step]], known))
            {
                if (Of(key, month, standing) is { } content)
                    figures[key] = content;
            }
        }
        return figures;
    }

    private static byte[]? Of(FigureKey key, Arrivals month, StandingPage standing) =>
        Pipeline.Figures(key, standing, month.Lines, _ => [], PolicyBook.Current, ReferenceBook.Current) is { } figures ? Json.Bytes(figures) : null;

    private static void Same(Dictionary<FigureKey, byte[]> expected, Dictionary<FigureKey, byte[]> actual)
    {
        Assert.Equal(expected.Keys.Order(ByName), actual.Keys.Order(ByName));
        Assert.All(expected, figure => Assert.Equal(System.Text.Encoding.UTF8.GetString(figure.Value), System.Text.Encoding.UTF8.GetString(actual[figure.Key])));
    }

    private static readonly Comparer<FigureKey> ByName = Comparer<FigureKey>.Create((left, right) => string.CompareOrdinal(left.Body, right.Body));

    private static string Print((Arrival[] Arrivals, int[] Delivered, int Ahead) given) =>
        $"{Arrivals.Print(given.Arrivals)}; delivered {string.Join(", ", given.Delivered)}, {given.Ahead} ahead";
}
