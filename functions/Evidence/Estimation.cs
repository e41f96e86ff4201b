using MathNet.Numerics.Distributions;

namespace Monitoring.Evidence;

/// <summary>What a design finds in a panel.</summary>
/// <param name="Average">Of the months from the start, against what was expected: the answer to the question.</param>
/// <param name="Level">Change at the start; null where the design has only the average.</param>
/// <param name="Slope">Change of the slope, a month.</param>
/// <param name="Expected">Without the scheme, for each month that is used.</param>
/// <param name="Widened">The interval is wider for what comparators differ by.</param>
internal sealed record Finding(Effect Average, Effect? Level, Effect? Slope, double? Autocorrelation, double[] Expected, bool Widened);

/// <summary>Difference in differences and interrupted time series over a panel, by one regression (<see cref="SerialRegression"/>).</summary>
internal static class Estimation
{
    private const double Confidence = 0.975;

    /// <summary>The design that answers: the difference from the comparators where there are any, else the series by itself. Null where there are too few months for it.</summary>
    public static Finding? Main(Panel panel, EvidenceRules rules, bool season) => panel.Comparators is [] ? Segments(panel, season) : Difference(panel, rules, season);

    /// <summary>Whether months of the year have terms.</summary>
    public static bool HasSeason(Panel panel, EvidenceRules rules) => panel.Before >= rules.SeasonFrom;

    /// <summary>
    /// Treated mean less comparator mean, with another level from the start. What is common to all bodies in a month falls out, whatever it is; the variance is that of the difference itself, as it was seen to move.
    /// </summary>
    public static Finding? Difference(Panel panel, EvidenceRules rules, bool season)
    {
        var design = Design.Of(panel, Shape.Step, season);
        if (design.Regression(panel) is not { } regression)
            return null;
        var (fit, average, widened) = Difference(panel, rules, design, Fits(panel, regression, rules.Between != BetweenBodies.Never), null);
        return new(average, null, null, fit.Autocorrelation, [.. panel.ComparatorMean()!.Zip(WithoutChange(design, fit), (other, usual) => other + usual)], widened);
    }

    /// <summary>The average without each comparator in turn: of the same months, so of the same regression.</summary>
    public static IEnumerable<(string Name, Effect Average)> WithoutEach(Panel panel, EvidenceRules rules, bool season)
    {
        var design = Design.Of(panel, Shape.Step, season);
        if (design.Regression(panel) is not { } regression)
            return [];
        var fits = Fits(panel, regression, true);
        return Enumerable.Range(0, panel.Comparators.Length).Select(at => (panel.Comparators[at].Name, Difference(panel, rules, design, fits, at).Average));
    }

    /// <summary>The treated mean by itself, with another level and slope from the start; the trend before it is taken to go on.</summary>
    public static Finding? Segments(Panel panel, bool season)
    {
        var design = Design.Of(panel, Shape.Segments, season);
        if (design.Regression(panel) is not { } regression)
            return null;
        var fit = regression.Fit(panel.TreatedMean(), panel.Size);
        var middle = panel.Months.Where(month => month >= 0).Average();
        return new(
            fit.Effect(design.Weights((Design.Level, 1), (Design.ChangeOfSlope, middle))), fit.Effect(design.Weights((Design.Level, 1))), fit.Effect(design.Weights((Design.ChangeOfSlope, 1))), fit.Autocorrelation,
            WithoutChange(design, fit), false);
    }

    /// <summary>The slope, a month, of the difference (or of the series by itself) before the start.</summary>
    public static Effect? TrendBefore(Panel panel, bool season)
    {
        var before = panel.AsIfAt(0);
        var design = Design.Of(before, Shape.Trend, season);
        return design.Regression(before)?.Fit(before.ComparatorMean() is { } comparators ? Less(before.TreatedMean(), comparators) : before.TreatedMean(), panel.Size).Effect(design.Weights((Design.Slope, 1)));
    }

    /// <summary>What the treated have beside the mean of the comparators, and what each comparator has beside it: every difference is a sum of two of these.</summary>
    private static SerialFits Fits(Panel panel, SerialRegression regression, bool each)
    {
        var mean = panel.ComparatorMean()!;
        return regression.Fits([Less(panel.TreatedMean(), mean), .. each ? panel.Comparators.Select(body => Less(body.Values, mean)) : []], panel.Size);
    }

    /// <param name="without">A comparator that is left out; null for none.</param>
    private static (SerialFit Fit, Effect Average, bool Widened) Difference(Panel panel, EvidenceRules rules, Design design, SerialFits fits, int? without)
    {
        var count = panel.Comparators.Length - (without is null ? 0 : 1);
        var change = design.Weights((Design.Level, 1));
        var fit = Fit(0);
        var among = rules.Between == BetweenBodies.Never ? null : Among([.. Enumerable.Range(0, panel.Comparators.Length).Where(at => at != without).Select(at => Fit(at + 1).EffectAndError(change))], rules);
        var (average, widened) = Widened(fit.Effect(change), fit.Degrees, among, 1.0 / panel.Treated.Length + 1.0 / count, count - 1);
        return (fit, average, widened);

        // The mean of the others lies on the other side of the mean of all than the one that is left out, by one part of as many as they are.
        SerialFit Fit(int series) => without is { } left ? fits.Of(series, 1.0 / count, left + 1) : fits.Of(series);
    }

    /// <summary>How much comparators changed at the start beside each other: the variance between bodies of a change that nothing explains, and the variance of what is seen of it. Null where it is not to be allowed for.</summary>
    private static (double Between, double Seen)? Among(IReadOnlyCollection<(double Value, double Error)> effects, EvidenceRules rules)
    {
        double count = effects.Count;
        // Each is measured from a mean that it is part of, which takes 1/count off its variance.
        var seen = effects.Sum(effect => effect.Value * effect.Value) / (count - 1);
        var byMonths = effects.Average(effect => effect.Error * effect.Error) * count / (count - 1);
        if (seen <= byMonths)
            return null;
        var heterogeneity = (count - 1) * seen / byMonths;
        return rules.Between == BetweenBodies.Always || 1 - ChiSquared.CDF(count - 1, heterogeneity) < rules.Seen ? (seen - byMonths, seen) : null;
    }

    /// <param name="bodies">1 / treated + 1 / comparators.</param>
    private static (Effect Effect, bool Widened) Widened(Effect effect, int degrees, (double Between, double Seen)? among, double bodies, int degreesBetween)
    {
        if (among is not var (between, seen))
            return (effect, false);
        var (months, added) = (effect.Error * effect.Error, between * bodies);
        var all = months + added;
        // Degrees of freedom after Satterthwaite, each variance with its own.
        var effective = all * all / (months * months / degrees + seen * bodies * (seen * bodies) / degreesBetween);
        var (error, quantile) = (Math.Sqrt(all), StudentT.InvCDF(0, 1, Math.Max(1, effective), Confidence));
        var (down, up) = (Math.Max(effect.Value - effect.Lower, quantile * error), Math.Max(effect.Upper - effect.Value, quantile * error));
        var p = Math.Max(effect.P, 2 * (1 - StudentT.CDF(0, 1, Math.Max(1, effective), Math.Abs(effect.Value) / error)));
        return (new(effect.Value, error, effect.Value - down, effect.Value + up, p), true);
    }

    private static double[] WithoutChange(Design design, SerialFit fit)
    {
        var coefficients = fit.Coefficients;
        return [.. Enumerable.Range(0, design.Rows.GetLength(0)).Select(row => Enumerable.Range(0, design.Columns)
            .Where(column => column != Design.Level && !(design.Shape == Shape.Segments && column == Design.ChangeOfSlope)).Sum(column => design.Rows[row, column] * coefficients[column]))];
    }

    private static double[] Less(double[] these, double[] those) => [.. these.Zip(those, (one, other) => one - other)];
}
