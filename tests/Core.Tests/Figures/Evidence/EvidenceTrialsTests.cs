using Monitoring.Core.Figures.Evidence;
using Monitoring.Core.Policy;
using Monitoring.Evidence;
using Monitoring.Simulated;

namespace Monitoring.Core.Tests.Figures.Evidence;

/// <summary>
/// A small run of what Bench prints in full (<c>--only evidence</c>): seeded, and loose enough that chance alone does not fail it. 400 draws of a coverage of 95% lie between 91.7% and 97.8% in 99 of 100 runs.
/// </summary>
public class EvidenceTrialsTests
{
    private const int Draws = 400;

    public static TheoryData<int, int, int, int, double, double> Trials => new()
    {
        { 48, 24, 1, 8, 0, 0 },
        { 48, 24, 1, 5, 0.5, 1 },
        { 48, 36, 1, 8, 0.25, 0 },
        { 60, 36, 5, 10, 0.5, 1 },
        { 60, 30, 1, 0, 0.25, 1 },
    };

    [Theory]
    [MemberData(nameof(Trials))]
    public void A_known_effect_is_found_and_intervals_hold_it(int months, int before, int treated, int comparators, double autocorrelation, double season)
    {
        const double Effect = -2;
        var estimates = Of(new SimulatedSeries(months, before, autocorrelation, Effect) { Treated = treated, Comparators = comparators, Season = season, Shocks = comparators == 0 ? 0 : 1 });
        var spread = Math.Sqrt(estimates.Average(estimate => (estimate.Value - Effect) * (estimate.Value - Effect)) / Draws);
        Assert.InRange(estimates.Average(estimate => estimate.Value) - Effect, -4 * spread, 4 * spread);
        Assert.InRange(Share(estimates, estimate => estimate.Lower <= Effect && Effect <= estimate.Upper), 0.88, 0.99);
    }

    [Theory]
    [MemberData(nameof(Trials))]
    public void Where_nothing_happened_little_is_found(int months, int before, int treated, int comparators, double autocorrelation, double season)
    {
        var estimates = Of(new SimulatedSeries(months, before, autocorrelation) { Treated = treated, Comparators = comparators, Season = season, Shocks = comparators == 0 ? 0 : 1 });
        Assert.InRange(Share(estimates, estimate => estimate.Lower > 0 || estimate.Upper < 0), 0, 0.09);
        Assert.All(estimates, estimate => Assert.Equal(estimate.P < 0.05, estimate.Lower > 0 || estimate.Upper < 0));
    }

    /// <summary>Bodies that change lastingly for no reason: an interval from months alone would hold the truth in about half the draws.</summary>
    [Fact]
    public void Bodies_that_differ_are_allowed_for() => Assert.InRange(
        Share(Of(new SimulatedSeries(60, 30, 0.25) { Between = 1 }), estimate => estimate.Lower <= 0 && estimate.Upper >= 0), 0.88, 0.99);

    /// <summary>Beyond what was simulated the estimate of autocorrelation says so; what is told all the same is rarely wrong.</summary>
    [Fact]
    public void Strong_autocorrelation_is_told_seldom()
    {
        var told = Of(new SimulatedSeries(96, 48, 0.9)).Where(estimate => estimate.Autocorrelation <= 0.6).ToList();
        Assert.InRange(told.Count, 0, Draws / 50);
    }

    private static List<Estimate> Of(SimulatedSeries trial) => [.. Enumerable.Range(0, Draws).Select(seed => EvidenceOf.Estimate(trial.Draw(new Random(seed)), PolicyBook.Current)!)];

    private static double Share(List<Estimate> estimates, Func<Estimate, bool> which) => estimates.Count(which) / (double)estimates.Count;
}
