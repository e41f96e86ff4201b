using System.Collections.Immutable;
using Monitoring.Core.Figures.Reimbursement;
using Monitoring.Core.Policy;

namespace Monitoring.Core.Figures.Funds;

// Stands in for Switches.OfFundOn until that is merged: delete this file and the prefix in FundYears then.
internal static class _TemporarySwitches
{
    public static ImmutableArray<SwitchInForce> OfFundOn(DateOnly date, PolicyBook policy) => [];
}
