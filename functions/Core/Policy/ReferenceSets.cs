using System.Collections.Immutable;
using Monitoring.Core.Ledger;
using Monitoring.Core.Returns;

namespace Monitoring.Core.Policy;

/// <summary>
/// The reference data that count: the tables of this build with the sets that a keeper uploaded on top. Of population every estimate that stands, each in place of the build's own; of organisations and of mandates the set of
/// the latest year.
/// </summary>
public static class ReferenceSets
{
    /// <summary>The collections of which the books are made. Keepers send others too, which are in no book.</summary>
    public static ImmutableArray<Collection> Made { get; } = [OrganisationSets.Collection, Populations.Collection, MandateSets.Collection];

    /// <summary>The books from what stands.</summary>
    /// <param name="standing">Every standing slice of a collection by its key, with its page and its rows; none where nothing was uploaded.</param>
    public static (ReferenceBook Reference, Mandates Mandates) From(Func<string, IEnumerable<(string Page, ImmutableArray<LedgerRow> Rows)>> standing)
    {
        var reference = ReferenceBook.Current;
        if (Latest(OrganisationSets.Collection, standing) is { Count: > 0 } organisations)
            reference = reference.With(OrganisationSets.Use(organisations));
        var estimates = standing(Populations.CollectionKey).SelectMany(slice => slice.Rows).Select(Populations.Collection.RowOf).Select(row => new AdultsRow(row.Estimate, row.OnsCode, row.Adults, row.Source) { AllAges = row.AllAges, Aged65 = row.Aged65 }).ToList();
        if (estimates.Count > 0)
            reference = reference.WithEstimates(estimates);
        var mandates = Mandates.Current.Of(reference);
        if (Latest(MandateSets.Collection, standing) is { Count: > 0 } rows)
            mandates = mandates.With(rows.Select(row => row.Mandate));
        return (reference, mandates);
    }

    /// <summary>The rows of the latest page: years as text sort as years.</summary>
    private static List<TRow> Latest<TRow>(Collection<TRow> collection, Func<string, IEnumerable<(string Page, ImmutableArray<LedgerRow> Rows)>> standing) where TRow : class
    {
        var slices = standing(collection.Key).ToList();
        var latest = slices.Select(slice => slice.Page).Max(StringComparer.Ordinal);
        return [.. slices.Where(slice => slice.Page == latest).SelectMany(slice => slice.Rows).Select(collection.RowOf)];
    }
}
