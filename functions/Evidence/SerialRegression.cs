using MathNet.Numerics;
using MathNet.Numerics.Distributions;
using MathNet.Numerics.LinearAlgebra;

namespace Monitoring.Evidence;

/// <summary>An effect with its uncertainty.</summary>
/// <param name="Error">Standard error, with what is not known of the autocorrelation in it.</param>
/// <param name="P">Two-sided, that there is no effect.</param>
public sealed record Effect(double Value, double Error, double Lower, double Upper, double P)
{
    public bool HoldsNone => Lower <= 0 && Upper >= 0;
}

/// <summary>
/// Linear regression of a monthly series whose errors follow a first-order autoregression, with intervals that are right in short series.
/// <para>
/// For each autocorrelation on a grid the series is whitened exactly (generalised least squares: the first month is kept, and across a gap of d months the correlation is its d-th power), which gives an estimate with a t distribution on n - p degrees of freedom.
/// These are averaged with the restricted (REML) likelihood of each autocorrelation times 1 / sqrt(1 - autocorrelation squared), the reference prior of a stationary first-order autoregression (Berger and Yang 1994). An interval lies between quantiles of the average.
/// To plug one estimated autocorrelation in instead, as Prais and Winsten do, forgets that it is an estimate: in 48 months such intervals cover too little. What was tried beside it, and what it covered, is in README.md of this project.
/// </para>
/// </summary>
public sealed class SerialRegression
{
    /// <summary>Autocorrelations from -0.48 to 0.96. Months of delays hardly ever follow each other in the opposite direction.</summary>
    private const int First = -12, Last = 24;

    private const double Step = 0.04;

    internal const double Tail = 0.025;

    /// <summary>Weights below this do not change a quantile in the places that are shown.</summary>
    private const double Negligible = 1e-7;

    /// <summary>What is left of a series that the regression explains is rounding when it is so small beside the series.</summary>
    private const double Exactly = 1e-11;

    /// <summary>A quantile is found to this part of a standard error, in at most so many steps.</summary>
    private const double Precision = 1e-9;

    private const int MostSteps = 100;

    private readonly int[] _months;
    private readonly int _columns;
    private readonly Whitened[] _grid;

    /// <summary>Matrices of a hundred rows gain nothing from threads, and wait for them where the machine is busy.</summary>
    static SerialRegression() => Control.UseSingleThread();

    private SerialRegression(Matrix<double> design, int[] months)
    {
        (_months, _columns) = (months, design.ColumnCount);
        _grid = [.. Enumerable.Range(First, Last - First + 1).Select(step => Whiten(design, step * Step))];
    }

    /// <summary>A regression of these months, for any series; null where the coefficients cannot be told from each other, or months are no more than coefficients.</summary>
    /// <param name="design">A row for each month, a column for each coefficient.</param>
    /// <param name="months">When each row is, counted in months from anywhere; strictly rising, with gaps where months are missing.</param>
    /// <exception cref="ArgumentException">Rows and months are not as many, or months do not rise.</exception>
    public static SerialRegression? Of(double[,] design, int[] months)
    {
        var rows = Matrix<double>.Build.DenseOfArray(design);
        if (months.Length != rows.RowCount || months.Zip(months.Skip(1)).Any(pair => pair.First >= pair.Second))
            throw new ArgumentException("A regression needs a month for each row, in order.", nameof(months));
        return rows.RowCount > rows.ColumnCount && rows.Rank() == rows.ColumnCount ? new(rows, months) : null;
    }

    /// <summary>Degrees of freedom: months less coefficients.</summary>
    public int Degrees => _months.Length - _columns;

    /// <param name="series">A value for each row.</param>
    /// <param name="size">How large the figures are of which the series was made: what is very much smaller is rounding. Null for the series itself.</param>
    public SerialFit Fit(IReadOnlyList<double> series, double? size = null) => Fits([[.. series]], size ?? series.Max(Math.Abs)).Of(0);

    /// <summary>Series of which sums are to be fitted: a fit of a sum follows from theirs.</summary>
    /// <param name="series">Each a value for each row.</param>
    /// <param name="size">How large the figures are of which they were made.</param>
    internal SerialFits Fits(IReadOnlyList<double[]> series, double size)
    {
        var plain = Matrix<double>.Build.DenseOfColumnArrays(series);
        return new(this, [.. _grid.Select(one => one.Fit(plain))], Exactly * Math.Max(size, double.Epsilon));
    }

    /// <summary>The fit of a series, from its coefficients and what is left of it for each autocorrelation.</summary>
    internal SerialFit Fit((double[] Coefficients, double Residual)[] fits, double rounding)
    {
        var none = -First;
        if (fits[none].Residual <= _months.Length * rounding * rounding)
            return new(Degrees, null, fits[none].Coefficients, [], rounding);
        var (log, best) = (new double[fits.Length], 0);
        for (var at = 0; at < fits.Length; at++)
        {
            log[at] = _grid[at].Log - Degrees / 2.0 * Math.Log(fits[at].Residual);
            best = log[at] > log[best] ? at : best;
        }
        var (weights, all) = (new double[fits.Length], 0.0);
        for (var at = 0; at < fits.Length; at++)
            all += weights[at] = Math.Exp(log[at] - log[best]) / Math.Sqrt(1 - _grid[at].Autocorrelation * _grid[at].Autocorrelation);
        var (parts, counted, mean) = (new List<Part>(fits.Length), 0.0, new double[_columns]);
        for (var at = 0; at < fits.Length; at++)
        {
            if (weights[at] / all is not (> Negligible and var weight))
                continue;
            parts.Add(new(weight, fits[at].Coefficients, fits[at].Residual / Degrees, _grid[at].Inverse));
            counted += weight;
            for (var column = 0; column < mean.Length; column++)
                mean[column] += fits[at].Coefficients[column] * weight;
        }
        return new(Degrees, _grid[best].Autocorrelation, [.. mean.Select(sum => sum / counted)], [.. parts], rounding);
    }

    /// <summary>Of as many numbers.</summary>
    internal static double Dot(ReadOnlySpan<double> these, ReadOnlySpan<double> those)
    {
        var sum = 0.0;
        for (var at = 0; at < these.Length; at++)
            sum += these[at] * those[at];
        return sum;
    }

    /// <summary>Where a share of a mixture of t distributions lies below: by Newton's steps, held between the quantiles of its parts.</summary>
    internal static double Quantile(IReadOnlyList<(double Weight, double At, double Scale)> distributions, int degrees, double share, double error)
    {
        var plain = StudentT.InvCDF(0, 1, degrees, share);
        var (lower, upper) = (distributions.Min(part => part.At + part.Scale * plain), distributions.Max(part => part.At + part.Scale * plain));
        var all = distributions.Sum(part => part.Weight);
        var x = distributions.Sum(part => part.Weight * (part.At + part.Scale * plain)) / all;
        for (var step = 0; step < MostSteps && upper - lower > error * Precision; step++)
        {
            var (off, density) = (-share * all, 0.0);
            foreach (var (weight, at, scale) in distributions)
            {
                off += weight * StudentT.CDF(at, scale, degrees, x);
                density += weight * StudentT.PDF(at, scale, degrees, x);
            }
            if (off > 0)
                upper = x;
            else
                lower = x;
            var next = x - off / density;
            // A step out of what is left, or none at all for want of density, is half of what is left.
            next = next >= lower && next <= upper ? next : (lower + upper) / 2;
            if (Math.Abs(next - x) <= error * Precision)
                return next;
            x = next;
        }
        return x;
    }

    private Whitened Whiten(Matrix<double> plain, double autocorrelation)
    {
        var (rows, log) = (_months.Length, 0.0);
        var (correlations, scales) = (new double[rows], new double[rows]);
        (correlations[0], scales[0]) = (0, 1);
        for (var row = 1; row < rows; row++)
        {
            // The correlation of a month with the one before it in the series, and what of its variance is new.
            correlations[row] = Math.Pow(autocorrelation, _months[row] - _months[row - 1]);
            var variance = 1 - correlations[row] * correlations[row];
            scales[row] = 1 / Math.Sqrt(variance);
            log += Math.Log(variance);
        }
        var design = Whiten(plain, correlations, scales);
        var square = design.TransposeThisAndMultiply(design).Cholesky();
        var inverse = square.Solve(Matrix<double>.Build.DenseIdentity(_columns));
        return new(autocorrelation, correlations, scales, design, inverse.TransposeAndMultiply(design), inverse, (-log - square.DeterminantLn) / 2);
    }

    /// <summary>Of each month what is new, in its own standard deviations.</summary>
    private static Matrix<double> Whiten(Matrix<double> plain, double[] correlations, double[] scales)
    {
        var whitened = plain.ToColumnMajorArray();
        for (var end = plain.RowCount; end <= whitened.Length; end += plain.RowCount)
        {
            for (var row = plain.RowCount - 1; row > 0; row--)
            {
                var at = end - plain.RowCount + row;
                whitened[at] = (whitened[at] - correlations[row] * whitened[at - 1]) * scales[row];
            }
        }
        return Matrix<double>.Build.Dense(plain.RowCount, plain.ColumnCount, whitened);
    }

    /// <summary>The regression for one autocorrelation.</summary>
    /// <param name="Correlations">Of each row with the one before it.</param>
    /// <param name="Scales">One over the standard deviation of what is new in each row.</param>
    /// <param name="Design">Whitened.</param>
    /// <param name="Solution">What a whitened series is multiplied by to have its coefficients.</param>
    private sealed record Whitened(double Autocorrelation, double[] Correlations, double[] Scales, Matrix<double> Design, Matrix<double> Solution, Matrix<double> Inverse, double Log)
    {
        /// <summary>Coefficients of each series, and what they leave of it.</summary>
        internal (double[][] Coefficients, double[][] Left) Fit(Matrix<double> series)
        {
            var whitened = Whiten(series, Correlations, Scales);
            var coefficients = Solution * whitened;
            return (coefficients.ToColumnArrays(), (whitened - Design * coefficients).ToColumnArrays());
        }
    }
}

/// <summary>Fits of some series, for each autocorrelation.</summary>
internal sealed class SerialFits(SerialRegression regression, (double[][] Coefficients, double[][] Left)[] fits, double rounding)
{
    internal SerialFit Of(int series) => Of(series, 0, 0);

    /// <summary>The fit of a series and of another one times its weight, together.</summary>
    internal SerialFit Of(int series, double weight, int other)
    {
        var sums = new (double[] Coefficients, double Residual)[fits.Length];
        for (var at = 0; at < fits.Length; at++)
        {
            var (coefficients, left) = fits[at];
            var residual = 0.0;
            foreach (var one in Sum(left[series], weight, left[other]))
                residual += one * one;
            sums[at] = (Sum(coefficients[series], weight, coefficients[other]), residual);
        }
        return regression.Fit(sums, rounding);
    }

    private static double[] Sum(double[] one, double weight, double[] other)
    {
        if (weight == 0)
            return one;
        var sum = new double[one.Length];
        for (var at = 0; at < sum.Length; at++)
            sum[at] = one[at] + weight * other[at];
        return sum;
    }
}

/// <summary>What an autocorrelation says of the coefficients, and how likely it is.</summary>
internal sealed record Part(double Weight, double[] Coefficients, double Variance, Matrix<double> Inverse);

/// <summary>A series with its regression.</summary>
public sealed class SerialFit
{
    private readonly double[] _coefficients;
    private readonly Part[] _parts;

    private readonly double _rounding;

    internal SerialFit(int degrees, double? autocorrelation, double[] coefficients, Part[] parts, double rounding) =>
        (Degrees, Autocorrelation, _coefficients, _parts, _rounding) = (degrees, autocorrelation, coefficients, parts, rounding);

    public int Degrees { get; }

    /// <summary>The most likely first-order autocorrelation of what the regression does not explain; null where it explains everything.</summary>
    public double? Autocorrelation { get; }

    public IReadOnlyList<double> Coefficients => _coefficients;

    /// <summary>The effect that is a sum of coefficients times weights: one coefficient, or a level and so many months of a slope. Its interval is of 95%.</summary>
    public Effect Effect(params double[] weights)
    {
        var (value, error, distributions) = Distributed(weights);
        if (_parts.Length == 0)
            return new(value, 0, value, value, value == 0 ? 1 : 0);
        var below = Math.Clamp(distributions.Sum(part => part.Weight * StudentT.CDF(part.At, part.Scale, Degrees, 0)), 0, 1);
        return new(value, error, SerialRegression.Quantile(distributions, Degrees, SerialRegression.Tail, error), SerialRegression.Quantile(distributions, Degrees, 1 - SerialRegression.Tail, error), 2 * Math.Min(below, 1 - below));
    }

    /// <summary>The same effect with its standard error alone, where nobody asks for an interval.</summary>
    internal (double Value, double Error) EffectAndError(double[] weights) => Distributed(weights) is var (value, error, _) ? (value, error) : default;

    private (double Value, double Error, (double Weight, double At, double Scale)[] Distributions) Distributed(double[] weights)
    {
        var value = SerialRegression.Dot(weights, _coefficients);
        if (_parts.Length == 0)
            return (Math.Abs(value) <= _rounding ? 0 : value, 0, []);
        int[] weighted = [.. Enumerable.Range(0, weights.Length).Where(column => weights[column] != 0)];
        var distributions = new (double Weight, double At, double Scale)[_parts.Length];
        for (var i = 0; i < _parts.Length; i++)
        {
            var part = _parts[i];
            var spread = 0.0;
            foreach (var row in weighted)
            {
                foreach (var column in weighted)
                    spread += weights[row] * part.Inverse[row, column] * weights[column];
            }
            distributions[i] = (part.Weight, SerialRegression.Dot(weights, part.Coefficients), Math.Sqrt(part.Variance * spread));
        }
        // A t distribution has its variance from three degrees of freedom on.
        var wider = Degrees > 2 ? (double)Degrees / (Degrees - 2) : 1;
        return (value, Math.Sqrt(distributions.Sum(part => part.Weight * (part.Scale * part.Scale * wider + (part.At - value) * (part.At - value)))), distributions);
    }
}
