using System.Collections.Immutable;
using Monitoring.Core.Figures.Reimbursement;
using Monitoring.Core.Kernel;
using Monitoring.Core.Policy;

namespace Monitoring.Core.Figures.Funds;

/// <summary>How the guidance on the Better Care Fund is read where it leaves something open (domain note U1 to U8): printed on every output.</summary>
public static class FundSwitches
{
    /// <summary>
    /// The answers in force in a financial year, in the order of the table. A question that does not arise in the year, of a payment that there was not, has the value <c>none</c> in the policy table and is left out.
    /// </summary>
    public static ImmutableArray<SwitchInForce> Of(FinancialYear year, PolicyBook policy) =>
        [.. from name in Switches.OfFund
            let row = policy.TryOn(year.FirstDay, name)
            where row is { Value: not "none" }
            select Switches.InForce(row)];
}
