using System.Diagnostics;
using MathNet.Numerics.Distributions;
using MathNet.Numerics.LinearAlgebra;
using Monitoring.Core.Figures.Evidence;
using Monitoring.Core.Policy;
using Monitoring.Evidence;
using Monitoring.Simulated;
using static System.FormattableString;

namespace Monitoring.Bench;

/// <summary>
/// How often the intervals of the evidence estimator hold a truth that is known, over many seeded draws, with what ordinary least squares and Newey and West's errors make of the same draws beside it. Numbers are printed; a smaller run is asserted in Core.Tests.
/// </summary>
internal sealed class EvidenceTrials(Options options)
{
    /// <summary>Effect of the trials on bias and coverage: two standard deviations of a body's month.</summary>
    private const double Effect = -2;

    private const int Seed = 20161;

    private static readonly PolicyBook Book = PolicyBook.Current;

    private int Draws => options.Quick ? 100 : 1000;

    /// <summary>Answers with all their checks take longer.</summary>
    private int Answers => options.Quick ? 20 : 200;

    public void Print()
    {
        Console.WriteLine();
        Console.WriteLine(Invariant($"Evidence: intervals of 95% over {Draws} seeded draws for each line; by chance alone a coverage is off by up to {2 * Math.Sqrt(0.05 * 0.95 / Draws) * 100:0.0} points in 19 of 20 lines"));
        Console.WriteLine("Bodies move around a level with standard deviation 1; the scheme takes 2 off. 'false' is how often an interval holds no none where nothing happened; OLS and NW are ordinary least squares");
        Console.WriteLine("with plain errors and with Newey and West's (4 months, t quantiles), on the same draws. 'told' is the share with an estimated autocorrelation that policy allows; 'wrong' those told whose interval misses the truth.");
        Console.WriteLine();
        Console.WriteLine("  months before treated comparators  rho  season shocks missing |   bias  coverage  width  false   told  wrong | OLS coverage  width  false | NW coverage  width  false");
        foreach (var trial in Trials())
            Print(trial);
        Console.WriteLine();
        Console.WriteLine(Invariant($"Verdicts with all checks, {Answers} answers for each line"));
        Console.WriteLine("  months before treated comparators  rho  effect | improved  worsened  no change  cannot tell   ms for an answer");
        foreach (var trial in new SimulatedSeries[] { new(48, 24, 0), new(48, 24, 0.5), new(96, 48, 0.25), new(96, 48, 0.8) })
        {
            foreach (var effect in new[] { 0, Effect })
                PrintVerdicts(trial with { Effect = effect });
        }
    }

    private static IEnumerable<SimulatedSeries> Trials()
    {
        foreach (var (months, before) in new[] { (48, 24), (48, 36), (60, 36), (96, 48) })
        {
            foreach (var autocorrelation in new[] { 0, 0.25, 0.5 })
                yield return new(months, before, autocorrelation);
        }
        foreach (var autocorrelation in new[] { 0, 0.25, 0.5 })
        {
            yield return new(48, 24, autocorrelation) { Comparators = 5, Season = 1, Shocks = 1 };
            yield return new(60, 36, autocorrelation) { Treated = 5, Comparators = 10, Season = 1, Shocks = 1 };
            yield return new(60, 30, autocorrelation) { Season = 1, Shocks = 1, Missing = 0.01 };
            yield return new(60, 30, autocorrelation) { Comparators = 0, Season = 1 };
        }
        // Beyond what is promised: what is told should be rare.
        yield return new(48, 24, 0.7);
        yield return new(96, 48, 0.7);
        yield return new(48, 24, 0.9);
    }

    private void Print(SimulatedSeries trial)
    {
        var known = Many(trial with { Effect = Effect }, Seed);
        var nothing = Many(trial with { Effect = 0 }, Seed + Draws);
        var estimates = known.Select(one => one.Ours).ToList();
        var told = known.Where(one => one.Ours.Autocorrelation <= 0.6).ToList();
        Console.WriteLine(Invariant($"  {trial.Months,6} {trial.Before,6} {trial.Treated,7} {trial.Comparators,11} {trial.Autocorrelation,4:0.00} {trial.Season,7:0.0} {trial.Shocks,6:0.0} {trial.Missing,7:0.00} | {estimates.Average(one => one.Value) - Effect,6:0.000} {Share(known, one => Holds(Of(one.Ours), Effect)),9:0.0} {estimates.Average(one => one.Upper - one.Lower),6:0.00} {100 - Share(nothing, one => Holds(Of(one.Ours), 0)),6:0.0} {100.0 * told.Count / known.Count,6:0.0} {100.0 * told.Count(one => !Holds(Of(one.Ours), Effect)) / known.Count,6:0.0} |{Peer(one => one.Plain)} |{Peer(one => one.NeweyWest)}"));

        string Peer(Func<Draw, (double Lower, double Upper)?> interval) => known.Exists(one => interval(one) is null)
            ? "            -      -      -"
            : Invariant($" {Share(known, one => Holds(interval(one)!.Value, Effect)),12:0.0} {known.Average(one => interval(one)!.Value.Upper - interval(one)!.Value.Lower),6:0.00} {100 - Share(nothing, one => Holds(interval(one)!.Value, 0)),6:0.0}");
    }

    private void PrintVerdicts(SimulatedSeries trial)
    {
        var watch = Stopwatch.StartNew();
        var answers = Enumerable.Range(0, Answers).Select(at => EvidenceOf.Answer(trial.Draw(new Random(Seed + at)), Book)).ToList();
        var each = watch.Elapsed.TotalMilliseconds / Answers;
        Console.WriteLine(Invariant($"  {trial.Months,6} {trial.Before,6} {trial.Treated,7} {trial.Comparators,11} {trial.Autocorrelation,4:0.00} {trial.Effect,7:0.0} | {Of(Verdict.Improved),8:0.0} {Of(Verdict.Worsened),9:0.0} {Of(Verdict.NoChangeSeen),10:0.0} {Of(Verdict.CannotTell),12:0.0} {each,18:0}"));

        double Of(Verdict verdict) => 100.0 * answers.Count(answer => answer.Verdict == verdict) / Answers;
    }

    private List<Draw> Many(SimulatedSeries trial, int seed)
    {
        var draws = new Draw[Draws];
        Parallel.For(0, Draws, at =>
        {
            var question = trial.Draw(new Random(seed + at));
            var (plain, neweyWest) = trial.Missing > 0 || trial.Comparators == 0 ? (null, null) : Peers(question, trial);
            // Gaps may leave too few months for a question: such a draw is answered by "cannot tell", and another takes its place.
            var ours = EvidenceOf.Estimate(question, Book);
            for (var next = 1; ours is null; next++)
                ours = EvidenceOf.Estimate(trial.Draw(new Random(seed + at + next * 1_000_000)), Book);
            draws[at] = new(ours, plain, neweyWest);
        });
        return [.. draws];
    }

    /// <summary>The same regression of the same difference as ours, as if months had nothing to do with each other, and with Newey and West's errors.</summary>
    private static ((double, double)? Plain, (double, double)? NeweyWest) Peers(EvidenceQuestion question, SimulatedSeries trial)
    {
        const int Lags = 4, Change = 1;
        var difference = Vector<double>.Build.Dense(trial.Months, month => (double)(question.Treated.Average(body => body.Points[month].Value!.Value) - question.Comparators.Average(body => body.Points[month].Value!.Value)));
        var design = Matrix<double>.Build.Dense(trial.Months, 13, (month, column) => column == 0 || (column == Change && month >= trial.Before) || (column > Change && month % 12 == column - 1) ? 1 : 0);
        var inverse = design.TransposeThisAndMultiply(design).Inverse();
        var coefficients = inverse * design.TransposeThisAndMultiply(difference);
        var left = difference - design * coefficients;
        var degrees = trial.Months - 13;
        var scores = (design * inverse.Row(Change)).PointwiseMultiply(left);
        var variance = Enumerable.Range(-Lags, 2 * Lags + 1).Sum(lag => (1 - Math.Abs(lag) / (Lags + 1.0)) * Enumerable.Range(Math.Abs(lag), trial.Months - Math.Abs(lag)).Sum(month => scores[month] * scores[month - Math.Abs(lag)])) * trial.Months / degrees;
        var quantile = StudentT.InvCDF(0, 1, degrees, 0.975);
        return (Around(Math.Sqrt(left * left / degrees * inverse[Change, Change])), Around(Math.Sqrt(variance)));

        (double, double) Around(double error) => (coefficients[Change] - quantile * error, coefficients[Change] + quantile * error);
    }

    private static (double Lower, double Upper) Of(Estimate estimate) => (estimate.Lower, estimate.Upper);

    private static bool Holds((double Lower, double Upper) interval, double truth) => interval.Lower <= truth && truth <= interval.Upper;

    private static double Share(List<Draw> draws, Func<Draw, bool> holds) => 100.0 * draws.Count(holds) / draws.Count;

    private sealed record Draw(Estimate Ours, (double Lower, double Upper)? Plain, (double Lower, double Upper)? NeweyWest);
}
