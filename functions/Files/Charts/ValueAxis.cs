using System.Globalization;
using Monitoring.Core.Kernel;

namespace Monitoring.Files.Charts;

/// <summary>An axis of values with about five ticks at round numbers.</summary>
internal sealed class ValueAxis
{
    private readonly decimal _step;

    /// <param name="least">The least value that is drawn.</param>
    /// <param name="most">The greatest.</param>
    internal ValueAxis(decimal least, decimal most)
    {
        _step = StepOf(most - least == 0 ? decimal.Max(decimal.Abs(most), 1) : most - least);
        Lowest = decimal.Floor(least / _step) * _step;
        Highest = decimal.Max(decimal.Ceiling(most / _step) * _step, Lowest + _step);
    }

    internal decimal Lowest { get; }

    internal decimal Highest { get; }

    /// <summary>Places that a value between ticks is told with.</summary>
    internal int Places => _step >= 10 ? 0 : _step >= 1 ? 1 : 2;

    internal IEnumerable<decimal> Ticks()
    {
        for (var tick = Lowest; tick <= Highest; tick += _step)
            yield return tick;
    }

    internal string Tick(decimal value) => Words.Number(value, _step >= 1 ? 0 : _step >= 0.1m ? 1 : _step >= 0.01m ? 2 : 3);

    /// <summary>Room for the widest tick to the left of a plot, in pixels.</summary>
    internal int Room => 16 + 8 * Ticks().Max(tick => Tick(tick).Length);

    /// <summary>From the top of a plot of a height, in pixels.</summary>
    internal string Y(decimal value, int height) => Number(height - (value - Lowest) / (Highest - Lowest) * height);

    /// <summary>From the left of a plot, in percent.</summary>
    internal string X(decimal value) => $"{Number((value - Lowest) / (Highest - Lowest) * 100)}%";

    internal static string Number(decimal value) => Rounding.HalfAwayFromZero(value, 2).ToString("0.##", CultureInfo.InvariantCulture);

    /// <summary>1, 2 or 5 of a power of ten, so that there are about five of them.</summary>
    private static decimal StepOf(decimal range)
    {
        var power = 1m;
        while (power * 10 <= range / 5)
            power *= 10;
        while (power > range / 5 && power > 0.001m)
            power /= 10;
        return ((decimal[])[power, 2 * power, 5 * power, 10 * power]).First(step => range / step <= 6 || step == 10 * power);
    }
}
