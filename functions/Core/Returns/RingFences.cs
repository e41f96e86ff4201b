using System.Collections.Immutable;
using Monitoring.Core.Kernel;
using Monitoring.Core.Policy;
using static Monitoring.Core.Returns.BetterCareFund;

namespace Monitoring.Core.Returns;

/// <summary>Which lines of the NHS minimum count towards a ring-fence in a year (domain note 3.4, F5 and F6). The filters are recalled (U7): they are rows of policy, and an answer shows the lines that were counted.</summary>
/// <param name="Areas">Areas of spend that count.</param>
/// <param name="Commissioners">Whose lines count.</param>
/// <param name="JointByNhsShare">Of a joint line the NHS share counts; else all of it.</param>
/// <param name="Mark">How sure the filter is.</param>
internal sealed record RingFenceFilter(ImmutableArray<AreaOfSpend> Areas, ImmutableArray<Commissioner> Commissioners, bool JointByNhsShare, Mark Mark, string Source)
{
    /// <summary>The part of a line that counts, to the penny; null where the line does not count at all.</summary>
    internal Pence? Counts(PlanScheme scheme) =>
        scheme.Source != FundingSource.NhsMinimum || !Areas.Contains(scheme.Area) || !Commissioners.Contains(scheme.Commissioner) ? null
        : scheme.Commissioner != Commissioner.Joint || !JointByNhsShare ? scheme.Expenditure
        : Pence.FromPounds(Rounding.HalfAwayFromZero(scheme.Expenditure.Pounds * (scheme.NhsShare is >= 0 and <= 100 ? scheme.NhsShare.Value : 0) / 100, 2));

    /// <summary>In words: <c>commissioned by the NHS or jointly, for any area of spend but acute, and of joint lines the NHS share</c>.</summary>
    internal string Says
    {
        get
        {
            var others = Enum.GetValues<AreaOfSpend>().Except(Areas).ToList();
            var areas = others.Count switch
            {
                0 => "for any area of spend",
                <= 2 => $"for any area of spend but {List(others.Select(Area))}",
                _ => $"for {List(Areas.Select(Area))}",
            };
            var commissioners = Commissioners.Length == Enum.GetValues<Commissioner>().Length ? "whoever commissions them" : $"commissioned {string.Join(" or ", Commissioners.Select(one => one switch { Commissioner.Authority => "by the local authority", Commissioner.Nhs => "by the NHS", _ => "jointly" }))}";
            return $"{commissioners}, {areas}{(JointByNhsShare && Commissioners.Contains(Commissioner.Joint) ? ", and of joint lines the NHS share" : "")}";
        }
    }

    private static string Area(AreaOfSpend area) => AreaKind.Write(area).ToLowerInvariant();
}

/// <summary>The parts of the NHS minimum that must be spent on something (domain note 3.3).</summary>
internal static class RingFences
{
    /// <summary>As sentences name it.</summary>
    internal static string Name(RingFence fence) => fence == RingFence.OutOfHospital ? "NHS-commissioned out-of-hospital services" : "social care";

    /// <summary>The filter of a year; null where the tables know none.</summary>
    internal static RingFenceFilter? FilterOf(RingFence fence, FinancialYear year, PolicyBook policy) =>
        Row(policy, "bcf.ring-fence-areas", year, fence) is { } areas && Row(policy, "bcf.ring-fence-commissioners", year, fence) is { } commissioners && Row(policy, "bcf.ring-fence-joint", year, fence) is { } joint
            ? new([.. Listed<AreaOfSpend>(areas)], [.. Listed<Commissioner>(commissioners)], joint.Value == "nhs-share", new[] { areas.Mark, commissioners.Mark, joint.Mark }.Max(), areas.Source) : null;

    /// <summary>The lines that count, each with what counts of it.</summary>
    internal static IEnumerable<(PlanScheme Scheme, Pence Counts)> Counted(RingFence fence, FinancialYear year, IEnumerable<PlanScheme> schemes, PolicyBook policy) =>
        FilterOf(fence, year, policy) is not { } filter ? []
            : from scheme in schemes
              let counts = filter.Counts(scheme)
              where counts is not null
              select (scheme, counts.Value);

    private static IEnumerable<T> Listed<T>(PolicyRow row) where T : struct, Enum => Enum.GetValues<T>().Where(one => row.Value.Split(' ').Contains(KeyOf(one)));
}
