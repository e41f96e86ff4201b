using System.Collections.Immutable;
using Monitoring.Core.Kernel;
using Monitoring.Core.Policy;

namespace Monitoring.Core.Figures.Delays;

/// <summary>How an authority came to be, as far as it matters to a series.</summary>
/// <param name="Began">Its first month under any name or ONS code.</param>
/// <param name="Ended">Its last month; null when it is still there.</param>
/// <param name="Predecessors">Codes of the authorities that ended when it began.</param>
/// <param name="AreaFrom">Code of an authority that went on, of whose area it took a part; null when there was none.</param>
/// <param name="Divided">Some of what it succeeds went elsewhere, so that its days before cannot be added up from whole authorities.</param>
/// <param name="AreaLost">When a part of its own area went to another authority, and which; it goes on under its code.</param>
internal sealed record Succession(
    ReportingMonth Began, ReportingMonth? Ended, ImmutableArray<string> Predecessors, string? AreaFrom, bool Divided, ImmutableArray<string> Successors, (ReportingMonth From, string To)? AreaLost)
{
    /// <summary>Months before it began are the sums of those that it succeeded.</summary>
    internal bool Merged => Predecessors.Length > 0 && !Divided;
}

/// <summary>The dated rules by which one authority's series goes on in another's (domain note on delayed discharge, E11).</summary>
internal sealed class Successions(PolicyBook policy, ReferenceBook reference)
{
    private readonly Dictionary<string, Succession?> _known = [];

    /// <summary>Null for a code that no authority has.</summary>
    internal Succession? Of(string code)
    {
        if (!_known.TryGetValue(code, out var succession))
            _known.Add(code, succession = Find(code));
        return succession;
    }

    /// <summary>The name in the last month, with the code.</summary>
    internal string Named(string code) => $"{Name(code) ?? code} ({code})";

    internal string? Name(string code) => reference.AuthorityPeriods(code).LastOrDefault()?.Value.Name;

    private Succession? Find(string code)
    {
        var periods = reference.AuthorityPeriods(code).Where(period => period.Value.Code == code).ToList();
        if (periods.Count == 0)
            return null;
        var before = reference.Authorities.Where(period => period.Value.Successors.Contains(code)).ToList();
        var parts = policy.Rows.Where(row => row is { Policy: "authority.part-from", Value: not "none" }).ToList();
        var (gained, lost) = (parts.FirstOrDefault(row => row.AppliesTo == code), parts.FirstOrDefault(row => row.Value == code));
        return new(
            ReportingMonth.Of(periods[0].From), periods[^1].To is { } to ? ReportingMonth.Of(to) : null,
            [.. before.Select(period => period.Value.Code).Distinct().Order(StringComparer.Ordinal)], gained?.Value,
            gained is not null || before.Any(period => period.Value.Successors.Count > 1),
            [.. periods[^1].Value.Successors], lost is null ? null : (ReportingMonth.Of(lost.From), lost.AppliesTo));
    }
}
