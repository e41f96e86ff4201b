using System.Collections.Immutable;
using Monitoring.Core.Kernel;
using Monitoring.Core.Policy;

namespace Monitoring.Core.Figures.Funds;

// Stands in until the real one is merged: delete this file then.
internal static class DelayExpectations
{
    public static DelayExpectation? Of(FundFacts facts, FinancialYear year, PolicyBook policy, ReferenceBook reference) => null;
}
