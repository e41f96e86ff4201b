using System.Collections.Immutable;
using Monitoring.Core.Figures.Delays;
using Monitoring.Core.Figures.Evidence;
using Monitoring.Core.Kernel;

namespace Monitoring.Core.Tests.Figures.Evidence;

/// <summary>Questions whose series are written down month by month: 0 is the first month of the scheme.</summary>
internal static class EvidenceQuestions
{
    public static readonly ReportingMonth Starts = new(2014, 1);

    /// <summary>Movement without chance in it: it repeats after 29 months, with mean 0 and a spread of about one.</summary>
    public static double Wobble(int month, int body) => ((month * month * 7 + body * 11 + month * body * 3) % 29 + 29) % 29 / 8.4 - 14 / 8.4;

    public static RateSeries Body(string code, int before, int after, Func<int, double?> value, string? name = null, params ReportingMonth[] breaks) => new(
        code, name ?? $"Council {code}", [.. Enumerable.Range(-before, before + after).Select(month => new SeriesPoint(Starts.AddMonths(month), (decimal?)value(month)))], [.. breaks]);

    public static EvidenceQuestion Ask(IEnumerable<RateSeries> treated, params IEnumerable<RateSeries> comparators) => new(
        "Home First", "Lead commissioning", "people delayed a day per 100,000 adults", Starts, [.. treated], [.. comparators], "the nearest neighbours of 2013", null, null, true, null, null);

    /// <summary>Four comparators that swing alike by season, each at its own level, and drift together.</summary>
    public static IEnumerable<RateSeries> Comparators(int before, int after, double wobble = 0) =>
        Enumerable.Range(0, 4).Select(at => Body($"{300 + at}", before, after, month => 9 + at + Season(month) + 0.05 * month + wobble * Wobble(month, at + 1)));

    public static double Season(int month) => 1.5 * Math.Cos(2 * Math.PI * month / 12);

    public static ImmutableArray<RateSeries> One(RateSeries body) => [body];
}
