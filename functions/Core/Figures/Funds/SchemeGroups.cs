using System.Collections.Immutable;
using Monitoring.Core.Kernel;
using Monitoring.Core.Policy;
using Monitoring.Core.Returns;

namespace Monitoring.Core.Figures.Funds;

/// <summary>The schemes of a board, with how its metrics stand.</summary>
public sealed record SchemesOfBoard(ImmutableArray<SchemePosition> Schemes, ImmutableArray<MetricPosition> Metrics);

/// <summary>
/// Schemes compared by how partners have arranged them under section 75 (NHS Act 2006; SI 2000/617) and by how staff work together in them: spend, outputs, unit cost and outcome, within a board and over boards.
/// Every scheme is in one group; those that state nothing are a group of their own, the last one.
/// </summary>
public static class SchemeGroups
{
    private const string NotStated = "Not stated";

    /// <summary>Pooled fund, lead commissioning, integrated provision, Care Trust.</summary>
    public static ImmutableArray<SchemeGroup> ByArrangement(IEnumerable<SchemesOfBoard> boards) => By(boards, scheme => scheme.Arrangement, BetterCareFund.Section75Kind);

    /// <summary>The six models of joint working.</summary>
    public static ImmutableArray<SchemeGroup> ByWorking(IEnumerable<SchemesOfBoard> boards) => By(boards, scheme => scheme.Working, BetterCareFund.WorkingKind);

    private static ImmutableArray<SchemeGroup> By<T>(IEnumerable<SchemesOfBoard> boards, Func<SchemePosition, T?> stated, Kind<T> words) where T : struct, Enum
    {
        var all = (from board in boards from scheme in board.Schemes select (Board: board, Scheme: scheme)).ToList();
        var spent = Known(all.Select(one => one.Scheme.ActualToDate));
        return
        [
            .. from @group in all.GroupBy(one => stated(one.Scheme))
               orderby @group.Key is null, @group.Key
               select Of(@group.Key is { } key ? words.Write(key) : NotStated, [.. @group], spent),
        ];
    }

    private static SchemeGroup Of(string name, IReadOnlyList<(SchemesOfBoard Board, SchemePosition Scheme)> members, Pence? spent)
    {
        var schemes = members.Select(member => member.Scheme).ToList();
        var known = schemes.Where(scheme => scheme.ActualToDate is not null).ToList();
        var actual = Known(known.Select(scheme => scheme.ActualToDate));
        return new(name, schemes.Count, Known(schemes.Select(scheme => scheme.PlannedYear)), actual, actual is { } own && spent is { Number: > 0 } of ? own.Pounds * 100 / of.Pounds : null, [.. UnitCosts(schemes)], [.. Outcomes(members)])
        {
            PlannedToDate = known.Count > 0 ? known.Select(scheme => scheme.PlannedToDate).Sum() : null,
            ActualOf = known.Count,
        };
    }

    /// <summary>The sum of what is known; null when nothing is.</summary>
    private static Pence? Known(IEnumerable<Pence?> amounts) => amounts.OfType<Pence>().ToList() is { Count: > 0 } known ? known.Aggregate((sum, amount) => sum + amount) : null;

    private static IEnumerable<GroupUnitCost> UnitCosts(IEnumerable<SchemePosition> schemes) =>
        from scheme in schemes
        where scheme.Unit is not null
        group scheme by scheme.Unit!.Value into unit
        orderby unit.Key
        let planned = unit.Where(scheme => scheme is { PlannedToDate: not null, PlannedOutputs: not null }).ToList()
        let delivered = unit.Where(scheme => scheme is { ActualToDate: not null, ActualOutputs: not null }).ToList()
        let plannedOutputs = Total(planned, scheme => scheme.PlannedOutputs)
        let outputs = Total(delivered, scheme => scheme.ActualOutputs)
        let spend = Known(delivered.Select(scheme => scheme.ActualToDate))
        select new GroupUnitCost(unit.Key, unit.Count(), plannedOutputs, outputs, spend, SchemePositions.UnitCost(Known(planned.Select(scheme => scheme.PlannedToDate)), plannedOutputs), SchemePositions.UnitCost(spend, outputs));

    private static decimal? Total(List<SchemePosition> schemes, Func<SchemePosition, decimal?> outputs) => schemes.Count > 0 ? schemes.Sum(outputs) : null;

    /// <summary>How the metrics stand that the schemes of a group are to move, each in the boards whose schemes name it.</summary>
    private static IEnumerable<string> Outcomes(IReadOnlyList<(SchemesOfBoard Board, SchemePosition Scheme)> members)
    {
        foreach (var named in members.Where(member => member.Scheme.Metric is not null).GroupBy(member => member.Scheme.Metric!).OrderBy(named => named.Key, StringComparer.Ordinal))
        {
            var positions = named.Select(member => member.Board).Distinct().SelectMany(board => board.Metrics).Where(position => position.Metric == named.Key && position.IsGoal).ToList();
            string[] parts =
            [
                .. from track in new (MetricTrack Is, string Words)[] { (MetricTrack.OnTrack, "on track"), (MetricTrack.NotOnTrack, "not on track"), (MetricTrack.CannotTell, "cannot be told"), (MetricTrack.NotDueYet, "not due yet") }
                   let goals = positions.Count(position => position.Track == track.Is)
                   where goals > 0
                   select $"{track.Words} for {Words.Of(goals, "goal")}",
            ];
            yield return $"{positions.FirstOrDefault()?.Name ?? Metrics.Current.Find(named.Key)?.Name ?? named.Key} ({Words.Of(named.Count(), "scheme")}): {(parts.Length == 0 ? "no goal is known" : BetterCareFund.List(parts))}.";
        }
        if (members.Count(member => member.Scheme.Metric is null) is > 0 and var none)
            yield return $"{Words.Of(none, "scheme")} {(none == 1 ? "names" : "name")} no metric.";
    }
}
