using Monitoring.Core.Kernel;

namespace Monitoring.Evidence;

/// <summary>What a regression holds beside the months of the year.</summary>
internal enum Shape
{
    /// <summary>A level, and another one from the start: difference in differences.</summary>
    Step,

    /// <summary>A level and a slope, and a change of both from the start: interrupted time series.</summary>
    Segments,

    /// <summary>A level and a slope: before the start.</summary>
    Trend,
}

/// <summary>The coefficients of a regression, in this order: level; change of level, or slope; slope and change of slope of <see cref="Shape.Segments"/>; months of the year.</summary>
/// <param name="Rows">A row for each month.</param>
internal sealed record Design(Shape Shape, double[,] Rows)
{
    /// <summary>Fewer leave too little to see how a series moves.</summary>
    private const int LeastDegrees = 8;

    /// <summary>Which coefficient is the change of level.</summary>
    public const int Level = 1;

    public const int Slope = 1, SlopeOfSegments = 2, ChangeOfSlope = 3;

    public int Columns => Rows.GetLength(1);

    public static Design Of(Panel panel, Shape shape, bool season)
    {
        var months = panel.Months;
        List<Func<int, double>> columns = shape switch
        {
            Shape.Step => [_ => 1, Reached],
            Shape.Segments => [_ => 1, Reached, month => month, month => Reached(month) * month],
            _ => [_ => 1, month => month],
        };
        if (season)
        {
            var seen = months.Select(month => Calendar(panel.Starts, month)).Distinct().Order().Skip(1);
            columns.AddRange(seen.Select(number => (Func<int, double>)(month => Calendar(panel.Starts, month) == number ? 1 : 0)));
        }
        var rows = new double[months.Length, columns.Count];
        for (var row = 0; row < months.Length; row++)
        {
            for (var column = 0; column < columns.Count; column++)
                rows[row, column] = columns[column](months[row]);
        }
        return new(shape, rows);

        static double Reached(int month) => month >= 0 ? 1 : 0;
    }

    /// <summary>Null where there are too few months for so many coefficients, or gaps where a coefficient would be seen.</summary>
    public SerialRegression? Regression(Panel panel) => panel.Months.Length - Columns >= LeastDegrees ? SerialRegression.Of(Rows, [.. panel.Months]) : null;

    /// <summary>Weights of the coefficients, all zero but those named.</summary>
    public double[] Weights(params (int Column, double Weight)[] named)
    {
        var weights = new double[Columns];
        foreach (var (column, weight) in named)
            weights[column] = weight;
        return weights;
    }

    private static int Calendar(ReportingMonth starts, int month) => starts.AddMonths(month).Month;
}
