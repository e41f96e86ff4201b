using System.Collections.Immutable;

namespace Monitoring.Core.Figures.Funds;

// Stands in until the real one is merged: delete this file then.
public sealed record SchemesOfBoard(ImmutableArray<SchemePosition> Schemes, ImmutableArray<MetricPosition> Metrics);

public static class SchemeGroups
{
    public static ImmutableArray<SchemeGroup> ByArrangement(IEnumerable<SchemesOfBoard> boards) => [];

    public static ImmutableArray<SchemeGroup> ByWorking(IEnumerable<SchemesOfBoard> boards) => [];
}
