using System.Collections.Immutable;
using Monitoring.Core.Figures.Delays;
using Monitoring.Core.Figures.Evidence;
using Monitoring.Core.Kernel;

namespace Monitoring.Simulated;

/// <summary>Series of which the truth is known: a first-order autoregression around a level, with what real series have beside it.</summary>
/// <param name="Months">In all.</param>
/// <param name="Before">Months before the start.</param>
/// <param name="Autocorrelation">Of each body's own movement.</param>
/// <param name="Effect">Added to the treated bodies from the start on.</param>
internal sealed record SimulatedSeries(int Months, int Before, double Autocorrelation, double Effect = 0)
{
    private const double Level = 12, OwnSpread = 1;

    private static readonly ReportingMonth First = new(2011, 8);

    public int Treated { get; init; } = 1;

    /// <summary>None: the series by itself.</summary>
    public int Comparators { get; init; } = 8;

    /// <summary>How far the months of the year swing, of all bodies together; a body's own swing differs from it by up to a half.</summary>
    public double Season { get; init; }

    /// <summary>Standard deviation of what happens to all bodies in a month.</summary>
    public double Shocks { get; init; }

    /// <summary>Standard deviation of a lasting change of each body at the start, which nothing explains.</summary>
    public double Between { get; init; }

    /// <summary>Chance that a body has no figure in a month.</summary>
    public double Missing { get; init; }

    public ReportingMonth Starts => First.AddMonths(Before);

    /// <summary>One draw.</summary>
    public EvidenceQuestion Draw(Random random)
    {
        var shocks = Enumerable.Range(0, Months).Select(_ => Shocks * Normal(random)).ToArray();
        return new("Home First", "Model A", "people delayed a day per 100,000 adults", Starts, [.. Enumerable.Range(0, Treated).Select(at => Body(100 + at, Effect))], [.. Enumerable.Range(0, Comparators).Select(at => Body(200 + at, 0))], "at random", null, null, true, null, null);

        RateSeries Body(int code, double effect)
        {
            var swing = Season * (0.5 + random.NextDouble());
            var lasting = Between * Normal(random);
            var moved = Normal(random);
            var points = ImmutableArray.CreateBuilder<SeriesPoint>(Months);
            for (var month = 0; month < Months; month++)
            {
                if (month > 0)
                    moved = Autocorrelation * moved + Math.Sqrt(1 - Autocorrelation * Autocorrelation) * Normal(random);
                var value = Level + OwnSpread * moved + shocks[month] + swing * Math.Sin(2 * Math.PI * month / 12) + (month >= Before ? effect + lasting : 0);
                points.Add(new(First.AddMonths(month), random.NextDouble() < Missing ? null : (decimal)value));
            }
            return new($"{code}", $"Body {code}", points.ToImmutable(), []);
        }
    }

    /// <summary>After Box and Muller.</summary>
    private static double Normal(Random random) => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
