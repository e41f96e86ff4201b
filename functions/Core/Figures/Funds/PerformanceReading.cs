using Monitoring.Core.Kernel;
using Monitoring.Core.Policy;

namespace Monitoring.Core.Figures.Funds;

/// <summary>How the open questions of the performance payment are answered: the guidance itself could not be read in full (domain note 1.9 and U1).</summary>
/// <param name="ActivityFirst">Activity goes before what the board returned.</param>
/// <param name="NeedsSameSource">Admissions counted elsewhere than the baseline are not used.</param>
/// <param name="WeightsPerAdmission">A fund that is spread by weights is earned by the admission, and not in proportion.</param>
/// <param name="MaximumMayFall">The cumulative maximum follows the plan down as well as up.</param>
/// <param name="CapAtShare">The fund is at most the share of the national pot.</param>
/// <param name="PaidEarly">More than was planned up to a quarter is paid at once.</param>
/// <param name="Clawback">What was paid is taken back, where the plan does not say.</param>
/// <param name="UnreleasedCumulative">What a return says was not released is of all quarters up to it.</param>
internal sealed record PerformanceReading(
    bool ActivityFirst, bool NeedsSameSource, bool WeightsPerAdmission, bool MaximumMayFall, bool CapAtShare, bool PaidEarly, bool Clawback, bool UnreleasedCumulative)
{
    public static PerformanceReading Of(FinancialYear year, PolicyBook policy)
    {
        return new(
            Is("actual", "activity"), Is("other-source", "not-calculable"), Is("weights-form", "per-admission"), Is("maximum", "as-planned"), Is("cap-at-share", "yes"), Is("over-performance", "early"), Is("clawback", "yes"),
            Is("unreleased", "cumulative"));

        bool Is(string question, string answer) => policy.On(year.FirstDay, $"performance-payment.{question}").Value == answer;
    }
}
