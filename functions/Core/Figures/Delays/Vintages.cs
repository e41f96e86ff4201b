using System.Collections.Immutable;
using Monitoring.Core.Kernel;
using Monitoring.Core.Ledger;
using Monitoring.Core.Policy;
using Monitoring.Core.Returns;

namespace Monitoring.Core.Figures.Delays;

/// <summary>A month's figures as they stood after one acceptance.</summary>
/// <param name="Order">The acceptance that brought them about.</param>
/// <param name="At">When it was received: they hold from then on, until the next.</param>
public sealed record Vintage(ArrivalOrder Order, DateTimeOffset At, string Submission, DelayFigures Figures);

/// <summary>
/// The figures of a month as at any time, by the same functions as those of today: what stood after the last acceptance received at or before it (domain note on delayed discharge, 5.4: every vintage is kept, and a report can be made again).
/// Policy and reference data are those that are given.
/// </summary>
public static class Vintages
{
    /// <summary>Figures of England or of an authority as at a time. Null when no return had said anything of it by then.</summary>
    /// <param name="body">Code of an authority, or <see cref="Body.EnglandCode"/>.</param>
    public static DelayFigures? AsAt(
        DateTimeOffset time, string body, ReportingMonth month, IEnumerable<PageVersion> versions, Func<StandingSlice, ImmutableArray<DelayedTransfersLine>> lines, Func<StandingSlice, ImmutableArray<FigureWarning>> warnings, PolicyBook policy,
        ReferenceBook reference) =>
        Of(body, month, StandingPage.AsAt(time, month.ToString(), versions), lines, warnings, policy, reference);

    /// <summary>Every vintage of a body's month, the first first: one for each acceptance through which anything that is said of it became another.</summary>
    public static ImmutableArray<Vintage> All(
        string body, ReportingMonth month, IReadOnlyCollection<PageVersion> versions, Func<StandingSlice, ImmutableArray<DelayedTransfersLine>> lines, Func<StandingSlice, ImmutableArray<FigureWarning>> warnings, PolicyBook policy, ReferenceBook reference)
    {
        var found = ImmutableArray.CreateBuilder<Vintage>();
        var standing = StandingPage.Empty(month.ToString());
        foreach (var version in versions.DistinctBy(version => version.Order).OrderBy(version => version.Order))
        {
            standing = standing.With(version);
            if (Of(body, month, standing, lines, warnings, policy, reference) is { } figures && figures.LastAcceptance == version.Order)
                found.Add(new Vintage(version.Order, version.ReceivedAt, version.Submission, figures));
        }
        return found.ToImmutable();
    }

    private static DelayFigures? Of(
        string body, ReportingMonth month, StandingPage standing, Func<StandingSlice, ImmutableArray<DelayedTransfersLine>> lines, Func<StandingSlice, ImmutableArray<FigureWarning>> warnings, PolicyBook policy, ReferenceBook reference) =>
        body == Body.EnglandCode ? DelaysOf.England(standing, lines, warnings, policy, reference)
        : reference.AuthorityOn(month.FirstDay, body) is { } authority ? DelaysOf.Authority(authority, standing, lines, warnings, policy, reference)
        : null;
}
