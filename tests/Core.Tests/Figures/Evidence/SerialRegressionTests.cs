using MathNet.Numerics.Distributions;
using MathNet.Numerics.LinearAlgebra;
using Monitoring.Evidence;

namespace Monitoring.Core.Tests.Figures.Evidence;

/// <summary>The regression against the textbook: generalised least squares with the whole correlation matrix, month by month, gaps as they are.</summary>
public class SerialRegressionTests
{
    private static readonly int[] Months = [.. Enumerable.Range(0, 30).Where(month => month is not (4 or 5 or 17))];

    private static readonly double[,] Step = Design(Months, month => month >= 12 ? 1 : 0);

    private static readonly double[] Series = [.. Months.Select(month => 3 + EvidenceQuestions.Wobble(month, 2) + 0.5 * EvidenceQuestions.Wobble(month - 1, 2) + (month >= 12 ? 1 : 0))];

    [Fact]
    public void It_is_the_average_over_autocorrelations_of_generalised_least_squares()
    {
        var design = Matrix<double>.Build.DenseOfArray(Step);
        var series = Vector<double>.Build.DenseOfArray(Series);
        var degrees = Months.Length - 2;
        var parts = Enumerable.Range(-12, 37).Select(step => step * 0.04).Select(correlation =>
        {
            var matrix = Matrix<double>.Build.Dense(Months.Length, Months.Length, (row, column) => Math.Pow(correlation, Math.Abs(Months[row] - Months[column])));
            var inverse = matrix.Inverse();
            var square = design.Transpose() * inverse * design;
            var coefficients = square.Inverse() * design.Transpose() * inverse * series;
            var left = series - design * coefficients;
            var residual = left * inverse * left;
            // The restricted likelihood (Patterson and Thompson 1971) and the prior, with the constant that all share left out.
            var likelihood = Math.Pow(matrix.Determinant(), -0.5) * Math.Pow(square.Determinant(), -0.5) * Math.Pow(residual, -degrees / 2.0);
            return (Weight: likelihood / Math.Sqrt(1 - correlation * correlation), Likelihood: likelihood, Correlation: correlation, Value: coefficients[1], Error: Math.Sqrt(residual / degrees * square.Inverse()[1, 1]));
        }).ToList();
        var all = parts.Sum(part => part.Weight);
        var fit = SerialRegression.Of(Step, Months)!.Fit(Series);
        var effect = fit.Effect(0, 1);
        Assert.Equal(parts.Sum(part => part.Weight * part.Value) / all, effect.Value, 1e-6);
        Assert.Equal(parts.MaxBy(part => part.Likelihood).Correlation, fit.Autocorrelation!.Value, 1e-12);
        Assert.Equal(0.025, Below(effect.Lower), 1e-6);
        Assert.Equal(0.975, Below(effect.Upper), 1e-6);
        Assert.Equal(effect.P, 2 * Math.Min(Below(0), 1 - Below(0)), 1e-6);

        double Below(double x) => parts.Sum(part => part.Weight / all * StudentT.CDF(part.Value, part.Error, degrees, x));
    }

    /// <summary>1, 2, 3 before and 5, 6, 7 after: explained but for what a step cannot explain; 4 + 4 on a straight line is explained wholly.</summary>
    [Fact]
    public void A_series_that_is_explained_wholly_leaves_no_uncertainty()
    {
        int[] months = [0, 1, 2, 3, 4, 6];
        var fit = SerialRegression.Of(Design(months, month => month), months)!.Fit([1, 3, 5, 7, 9, 13]);
        Assert.Null(fit.Autocorrelation);
        Assert.Equal(new Effect(2, 0, 2, 2, 0), fit.Effect(0, 1) with { Value = Math.Round(fit.Effect(0, 1).Value, 9, MidpointRounding.AwayFromZero), Lower = 2, Upper = 2 });
        Assert.Equal(new Effect(0, 0, 0, 0, 1), SerialRegression.Of(Design(months, month => month), months)!.Fit([4, 4, 4, 4, 4, 4]).Effect(0, 1));
    }

    [Fact]
    public void What_cannot_be_told_apart_has_no_regression()
    {
        int[] months = [0, 1, 2, 3];
        Assert.Null(SerialRegression.Of(Design(months, _ => 1), months));
        Assert.Null(SerialRegression.Of(Design([0, 1], month => month), [0, 1]));
    }

    [Fact]
    public void Months_must_rise() => Assert.Throws<ArgumentException>(() => SerialRegression.Of(Design([0, 2, 1], month => month), [0, 2, 1]));

    private static double[,] Design(int[] months, Func<int, double> second)
    {
        var rows = new double[months.Length, 2];
        for (var row = 0; row < months.Length; row++)
            (rows[row, 0], rows[row, 1]) = (1, second(months[row]));
        return rows;
    }
}
