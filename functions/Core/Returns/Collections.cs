using System.Collections.Immutable;

namespace Monitoring.Core.Returns;

/// <summary>Everything that is collected.</summary>
public static class Collections
{
    public static readonly ImmutableArray<Collection> All =
    [
        DelayedTransfers.Collection,
        DelayAgreements.Collection,
        DelayNotices.Collection,
        ReimbursementDecisions.Collection,
        BcfPlan.Collection,
        PooledFund.Collection,
        Activity.Collection,
        DischargeReady.Collection,
        AcuteDischarge.Collection,
        Rebases.Collection,
        Explanations.Collection,
        Populations.Collection,
        OrganisationSets.Collection,
        MandateSets.Collection,
        Neighbours.Collection,
        Allocations.Collection,
    ];

    private static readonly Dictionary<string, Collection> ByKey = All.ToDictionary(collection => collection.Key);

    /// <summary>The collection under a key of ours. Throws when there is none.</summary>
    public static Collection Of(string key) => ByKey[key];

    public static Collection? Find(string key) => ByKey.GetValueOrDefault(key);
}
