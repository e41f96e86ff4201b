using System.Collections.Immutable;
using Monitoring.Core.Ledger;
using Monitoring.Core.Policy;
using Monitoring.Core.Returns;

namespace Monitoring.Core.Validation;

/// <summary>
/// A return after every check: the slices that it brings, the slices that it would bring if they were right, and all findings.
/// </summary>
/// <param name="Layout">Null when no layout was recognised.</param>
/// <param name="RowsRead">Lines below the headings.</param>
public sealed record CheckedReturn(Layout? Layout, int RowsRead, ImmutableArray<SliceContent> Accepted, ImmutableArray<SliceKey> Refused, ImmutableArray<Finding> Findings)
{
    /// <summary>What it was taken for; null when no layout was recognised.</summary>
    public Collection? Collection { get; init; }

    /// <summary>In whose view it is kept; null when the sender has no mandate for it.</summary>
    public View? View { get; init; }

    /// <summary>The file seems to hold patient data: nothing of it is kept outside quarantine, and nothing of it is quoted.</summary>
    public bool Quarantine { get; init; }

    /// <summary>It was filled in on an older template that does not fit any more: the current one goes back with the receipt.</summary>
    public Collection? StaleTemplate { get; init; }

    public static CheckedReturn RefusedWhole(ImmutableArray<Finding> findings) => new(null, 0, [], [], findings);

    /// <summary>As the sender reads the file: what concerns the file first, then sheet by sheet and line by line.</summary>
    internal static ImmutableArray<Finding> InOrder(IEnumerable<Finding> findings) =>
        [.. findings.OrderBy(finding => finding.Line is null ? "" : finding.Sheet, StringComparer.Ordinal).ThenBy(finding => finding.Line ?? 0).ThenBy(finding => finding.Rule, StringComparer.Ordinal).ThenBy(finding => finding.Column, StringComparer.Ordinal)];

    /// <summary>The warnings among the findings of a slice, as the commit keeps them.</summary>
    internal static ImmutableArray<Noted> WarningsOf(IEnumerable<Finding> findings) =>
        [.. findings.Where(finding => finding.Severity == Severity.Warning).Select(finding => new Noted(finding.Rule, finding.Line, finding.Column)).Distinct().OrderBy(noted => noted.Line).ThenBy(noted => noted.Rule, StringComparer.Ordinal).ThenBy(noted => noted.Column, StringComparer.Ordinal)];
}
