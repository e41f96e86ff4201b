using System.Collections.Immutable;
using Monitoring.Core.Kernel;
using Monitoring.Core.Policy;

namespace Monitoring.Core.Figures.Funds;

// Stands in until the real one is merged: delete this file then.
internal static class FundMetrics
{
    public static ImmutableArray<MetricPosition> Of(FundFacts facts, FinancialYear year, PolicyBook policy, ReferenceBook reference) => [];
}
