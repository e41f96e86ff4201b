using System.Collections.Immutable;
using Monitoring.Core.Policy;

namespace Monitoring.Core.Figures.Summaries;

/// <summary>Summaries of bodies, from the documents that stand. What they work out is the year to date, the year before and the forecast; everything else is the documents' own.</summary>
public static class Summaries
{
    /// <summary>The periods of which there is something to tell, the first one first: months with figures, and quarters with such a month, with a return of the pool, or with a quarter of the performance payment.</summary>
    public static ImmutableArray<SummaryPeriod> PeriodsOf(SummaryKind kind, SummaryFacts facts, PolicyBook policy) => throw new NotImplementedException();

    /// <summary>The summary of a period; null where there is nothing to tell.</summary>
    public static Summary? Of(SummaryKey key, SummaryFacts facts, PolicyBook policy, ReferenceBook reference) => throw new NotImplementedException();

    /// <summary>What a version changed against the one published before it.</summary>
    public static SummaryChanges ChangesOf((Summary Summary, string Version)? before, Summary now) => throw new NotImplementedException();
}
