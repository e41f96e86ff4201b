using MathNet.Numerics;
using MathNet.Numerics.Distributions;
using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.RootFinding;

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

    /// <summary>A quantile is looked for within so many standard errors, and found to this part of one.</summary>
    internal const double Farthest = 30, Precision = 1e-7;

    private readonly int[] _months;
    private readonly Matrix<double> _design;
    private readonly Whitened[] _grid;

    /// <summary>Matrices of a hundred rows gain nothing from threads, and wait for them where the machine is busy.</summary>
    static SerialRegression() => Control.UseSingleThread();

    private SerialRegression(Matrix<double> design, int[] months)
    {
        (_design, _months) = (design, months);
        _grid = [.. Enumerable.Range(First, Last - First + 1).Select(step => Whiten(step * Step))];
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
    public int Degrees => _design.RowCount - _design.ColumnCount;

    /// <param name="series">A value for each row.</param>
    /// <param name="size">How large the figures are of which the series was made: what is very much smaller is rounding. Null for the series itself.</param>
    public SerialFit Fit(IReadOnlyList<double> series, double? size = null)
    {
        var values = Vector<double>.Build.DenseOfEnumerable(series);
        var rounding = Exactly * Math.Max(size ?? values.AbsoluteMaximum(), double.Epsilon);
        var fits = new (Vector<double> Coefficients, double Residual)[_grid.Length];
        var log = new double[_grid.Length];
        for (var at = 0; at < _grid.Length; at++)
        {
            var whitened = Whiten(values, _grid[at].Autocorrelation);
            var coefficients = _grid[at].Inverse * _grid[at].Design.TransposeThisAndMultiply(whitened);
            var left = whitened - _grid[at].Design * coefficients;
            fits[at] = (coefficients, left * left);
            log[at] = _grid[at].Log - Degrees / 2.0 * Math.Log(fits[at].Residual);
        }
        var none = -First;
        if (fits[none].Residual <= _design.RowCount * rounding * rounding)
            return new(Degrees, null, fits[none].Coefficients, [], rounding);
        var best = Enumerable.Range(0, log.Length).MaxBy(at => log[at]);
        var weights = log.Select((value, at) => Math.Exp(value - log[best]) / Math.Sqrt(1 - _grid[at].Autocorrelation * _grid[at].Autocorrelation)).ToArray();
        var all = weights.Sum();
        var parts = Enumerable.Range(0, log.Length).Where(at => weights[at] / all > Negligible)
            .Select(at => new Part(weights[at] / all, fits[at].Coefficients, fits[at].Residual / Degrees, _grid[at].Inverse)).ToArray();
        return new(Degrees, _grid[best].Autocorrelation, parts.Aggregate(Vector<double>.Build.Dense(_design.ColumnCount), (sum, part) => sum + part.Coefficients * part.Weight) / parts.Sum(part => part.Weight), parts, rounding);
    }

    private Whitened Whiten(double autocorrelation)
    {
        var design = Matrix<double>.Build.DenseOfColumnVectors(_design.EnumerateColumns().Select(column => Whiten(column, autocorrelation)));
        var square = design.TransposeThisAndMultiply(design).Cholesky();
        var log = 0.0;
        for (var row = 1; row < _months.Length; row++)
            log += Math.Log(Fresh(autocorrelation, row).Variance);
        return new(autocorrelation, design, square.Solve(Matrix<double>.Build.DenseIdentity(_design.ColumnCount)), (-log - square.DeterminantLn) / 2);
    }

    private Vector<double> Whiten(Vector<double> values, double autocorrelation)
    {
        var whitened = Vector<double>.Build.Dense(values.Count);
        whitened[0] = values[0];
        for (var row = 1; row < values.Count; row++)
        {
            var (correlation, variance) = Fresh(autocorrelation, row);
            whitened[row] = (values[row] - correlation * values[row - 1]) / Math.Sqrt(variance);
        }
        return whitened;
    }

    /// <summary>The correlation of a month with the one before it in the series, and what of its variance is new.</summary>
    private (double Correlation, double Variance) Fresh(double autocorrelation, int row)
    {
        var correlation = Math.Pow(autocorrelation, _months[row] - _months[row - 1]);
        return (correlation, 1 - correlation * correlation);
    }

    private sealed record Whitened(double Autocorrelation, Matrix<double> Design, Matrix<double> Inverse, double Log);
}

/// <summary>What an autocorrelation says of the coefficients, and how likely it is.</summary>
internal sealed record Part(double Weight, Vector<double> Coefficients, double Variance, Matrix<double> Inverse);

/// <summary>A series with its regression.</summary>
public sealed class SerialFit
{
    private readonly Vector<double> _coefficients;
    private readonly Part[] _parts;

    private readonly double _rounding;

    internal SerialFit(int degrees, double? autocorrelation, Vector<double> coefficients, Part[] parts, double rounding) =>
        (Degrees, Autocorrelation, _coefficients, _parts, _rounding) = (degrees, autocorrelation, coefficients, parts, rounding);

    public int Degrees { get; }

    /// <summary>The most likely first-order autocorrelation of what the regression does not explain; null where it explains everything.</summary>
    public double? Autocorrelation { get; }

    public IReadOnlyList<double> Coefficients => [.. _coefficients];

    /// <summary>The effect that is a sum of coefficients times weights: one coefficient, or a level and so many months of a slope. Its interval is of 95%.</summary>
    public Effect Effect(params double[] weights)
    {
        var along = Vector<double>.Build.DenseOfArray(weights);
        var value = along * _coefficients;
        if (_parts.Length == 0)
            return Math.Abs(value) <= _rounding ? new(0, 0, 0, 0, 1) : new(value, 0, value, value, 0);
        var distributions = _parts.Select(part => (part.Weight, At: along * part.Coefficients, Scale: Math.Sqrt(part.Variance * (part.Inverse * along * along)))).ToArray();
        // A t distribution has its variance from three degrees of freedom on.
        var spread = Degrees > 2 ? (double)Degrees / (Degrees - 2) : 1;
        var error = Math.Sqrt(distributions.Sum(part => part.Weight * (part.Scale * part.Scale * spread + (part.At - value) * (part.At - value))));
        var farthest = SerialRegression.Farthest * error;
        return new(value, error, Quantile(SerialRegression.Tail), Quantile(1 - SerialRegression.Tail), 2 * Math.Min(Below(0), 1 - Below(0)));

        double Below(double x) => Math.Clamp(distributions.Sum(part => part.Weight * StudentT.CDF(part.At, part.Scale, Degrees, x)), 0, 1);

        double Quantile(double share) => Brent.FindRoot(x => Below(x) - share, value - farthest, value + farthest, error * SerialRegression.Precision);
    }
}
