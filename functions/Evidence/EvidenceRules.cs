using System.Globalization;
using Monitoring.Core.Policy;

namespace Monitoring.Evidence;

/// <summary>When the effects of bodies upon which nothing began widen an interval: policy <c>evidence.between-bodies</c>.</summary>
internal enum BetweenBodies { Always, WhereSeen, Never }

/// <summary>What policy says of evidence on a date.</summary>
/// <param name="LeastMonths">In all that are used.</param>
/// <param name="LeastSide">On either side of the start.</param>
/// <param name="LeastBeforeAlone">Before the start where there are no comparators: two of each month of the year.</param>
/// <param name="MostAutocorrelation">Above it nothing is told: beyond what was simulated.</param>
/// <param name="Matters">Share of the mean before the start: a smaller change does not matter.</param>
/// <param name="SeasonFrom">Months before the start from which on the months of the year have terms; null for never.</param>
/// <param name="PlaceboShare">Of placebo starts that may show as much as the start does.</param>
/// <param name="PlaceboSide">Months on either side of a placebo start.</param>
/// <param name="MostMissing">Share of the months of the window that a body may lack.</param>
/// <param name="Seen">Chance below which comparators are seen to differ by more than their months explain.</param>
internal sealed record EvidenceRules(
    int LeastMonths, int LeastSide, int LeastBeforeAlone, int LeastComparators, double MostAutocorrelation, double Matters, int? SeasonFrom, double PlaceboShare, int PlaceboSide, double MostMissing, BetweenBodies Between, double Seen, int LeastPooled)
{
    public static EvidenceRules On(DateOnly date, PolicyBook policy)
    {
        return new(
            Whole("least-months"), Whole("least-side"), Whole("least-before-alone"), Whole("least-comparators"), Number("most-autocorrelation"), Percent("matters"), Word("month-terms") == "with" ? Whole("season-from") : null,
            Percent("placebo-share"), Whole("placebo-side"), Percent("most-missing"), Word("between-bodies") switch { "always" => BetweenBodies.Always, "where-seen" => BetweenBodies.WhereSeen, _ => BetweenBodies.Never }, Percent("between-seen"), Whole("least-pooled"));

        string Word(string name) => policy.On(date, $"evidence.{name}").Value;
        int Whole(string name) => int.Parse(Word(name), NumberStyles.None, CultureInfo.InvariantCulture);
        double Number(string name) => double.Parse(Word(name), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture);
        double Percent(string name) => Number(name) / 100;
    }
}
