using System.Collections.Immutable;
using Monitoring.Core.Kernel;
using Monitoring.Core.Policy;

namespace Monitoring.Core.Figures.Funds;

// Stands in until the real one is merged: delete this file then.
internal static class RiskSharings
{
    public static RiskSharing? Of(FundFacts facts, FinancialYear year, PoolPosition? pool, PolicyBook policy, ReferenceBook reference) => null;
}
