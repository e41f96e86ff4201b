using System.Collections.Immutable;
using MathNet.Numerics.Distributions;
using Monitoring.Core.Figures.Evidence;
using Monitoring.Core.Kernel;

namespace Monitoring.Evidence;

/// <summary>
/// Answers of schemes of one model, pooled by inverse variance with a variance between schemes (DerSimonian and Laird 1986) and an interval after Hartung and Knapp (2001), never narrower than the plain one. With few schemes that is wide, as it should be.
/// </summary>
internal static class EvidencePool
{
    private const double Confidence = 0.975;

    /// <remarks>
    /// Pooled is every answer whose data and design hold, those too whose interval is too wide to tell: to pool only those that are told would pool the largest.
    /// </remarks>
    public static EvidenceGroup Of(string model, string measure, ImmutableArray<EvidenceAnswer> answers, EvidenceRules rules)
    {
        var (improved, worsened, none, untold) = (Count(Verdict.Improved), Count(Verdict.Worsened), Count(Verdict.NoChangeSeen), Count(Verdict.CannotTell));
        var supported = answers.Where(answer => answer.Supported && answer.Estimates[0].StandardError > 0).Select(answer => answer.Estimates[0]).ToList();
        var pooled = answers.Length - untold >= rules.LeastPooled && supported.Count >= rules.LeastPooled ? Pooled(supported) : null;
        var counts = $"Of {Words.Of(answers.Length, "scheme")} of {model}, {improved} improved, {worsened} worsened, {none} showed no change, and of {untold} it cannot be told.";
        return new(model, answers.Length, improved, worsened, none, untold, pooled, pooled is null
            ? $"{counts} What they come to together cannot be told: at least {rules.LeastPooled} that can be told are needed."
            : $"{counts} Together, {Words.Number(supported.Count)} of them had {EvidenceWords.Change(pooled.Value)} {measure} than expected ({EvidenceWords.Interval(pooled.Lower, pooled.Upper)}). Schemes were not given out by lot, and those that share comparators count as if they did not: it does not show that the model is the cause.");

        int Count(Verdict verdict) => answers.Count(answer => answer.Verdict == verdict);
    }

    private static Interval Pooled(List<Estimate> estimates)
    {
        var fixedWeights = estimates.Select(estimate => 1 / (estimate.StandardError * estimate.StandardError)).ToList();
        var heterogeneity = Spread(estimates, fixedWeights);
        var all = fixedWeights.Sum();
        var between = Math.Max(0, (heterogeneity - (estimates.Count - 1)) / (all - fixedWeights.Sum(weight => weight * weight) / all));
        var weights = estimates.Select(estimate => 1 / (estimate.StandardError * estimate.StandardError + between)).ToList();
        var value = Mean(estimates, weights);
        var error = Math.Sqrt(Math.Max(1, Spread(estimates, weights) / (estimates.Count - 1)) / weights.Sum());
        var half = StudentT.InvCDF(0, 1, estimates.Count - 1, Confidence) * error;
        return new(value, value - half, value + half);
    }

    private static double Mean(List<Estimate> estimates, List<double> weights) => estimates.Zip(weights, (estimate, weight) => estimate.Value * weight).Sum() / weights.Sum();

    private static double Spread(List<Estimate> estimates, List<double> weights)
    {
        var mean = Mean(estimates, weights);
        return estimates.Zip(weights, (estimate, weight) => weight * (estimate.Value - mean) * (estimate.Value - mean)).Sum();
    }
}
