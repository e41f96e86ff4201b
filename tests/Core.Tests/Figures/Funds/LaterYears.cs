using Monitoring.Core.Policy;

namespace Monitoring.Core.Tests.Figures.Funds;

/// <summary>An invented year to come: one dated row for each of its rules, added to those of today. A metric, a minimum that areas agree for themselves, and a rate by which the NHS minimum grows.</summary>
internal static class LaterYears
{
    internal const string Metric = "steps-home,\"Steps home, %\",steps taken / steps planned x 100,activity,given,100,%,steps,higher,1,,quarter,A,2027-04-01,,2026-04-01,,2026-11-23,A,invented for a test of the table";

    internal static readonly PolicyRow Minimum = new("bcf.ring-fence", "out-of-hospital", new(2027, 4, 1), null, new(2026, 11, 23), "local", "", Mark.Assumed, "invented for a test of the table");

    internal static readonly PolicyRow Rate = new("bcf.minimum-growth", "nhs-minimum", new(2027, 4, 1), new(2028, 3, 31), new(2026, 11, 23), "8", "per cent, each board", Mark.Assumed, "invented for a test of the table");

    /// <summary>The rules of today with those rows, and nothing else.</summary>
    internal static PolicyBook Policy { get; } = PolicyBook.Current.With(PolicyBook.Current.Metrics.With(Metric)).With(Minimum, Rate);
}
