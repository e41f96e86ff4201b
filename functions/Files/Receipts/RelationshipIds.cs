using DocumentFormat.OpenXml.Packaging;

namespace Monitoring.Files.Receipts;

/// <summary>Ids of relationships. The SDK makes random ones when none is given, and the same file would differ each time.</summary>
internal static class RelationshipIds
{
    internal static string Free(OpenXmlPartContainer owner, string name)
    {
        var taken = owner.Parts.Select(part => part.RelationshipId)
            .Concat(owner.ExternalRelationships.Select(relationship => relationship.Id))
            .Concat(owner.HyperlinkRelationships.Select(relationship => relationship.Id))
            .Concat(owner.DataPartReferenceRelationships.Select(relationship => relationship.Id))
            .ToHashSet(StringComparer.Ordinal);
        return Enumerable.Range(1, int.MaxValue).Select(number => FormattableString.Invariant($"monitoring-{name}-{number}")).First(free => !taken.Contains(free));
    }
}
