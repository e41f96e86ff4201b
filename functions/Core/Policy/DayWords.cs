using System.Collections.Frozen;
using System.Collections.Immutable;
using Monitoring.Core.Figures.Reimbursement;

namespace Monitoring.Core.Policy;

/// <summary>What a ground means under a law.</summary>
/// <param name="Provision">Where the rule stands.</param>
/// <param name="Words">In one sentence, without the facts of a case.</param>
public sealed record GroundWords(Ground Ground, Regime Regime, string Provision, string Words);

/// <summary>What a flag on a day means, and what can be done about it.</summary>
public sealed record FlagWords(DayFlag Flag, string Words, string WhatToDo);

/// <summary>The grounds on which a day counts or does not, with their provisions and words: table <c>day-grounds</c>.</summary>
public static class DayGrounds
{
    /// <summary>In the order in which they decide.</summary>
    public static ImmutableArray<GroundWords> All { get; } =
        [.. Table.Embedded("day-grounds").Rows.Select(row => new GroundWords(Enum.Parse<Ground>(row["ground"]), Enum.Parse<Regime>(row["regime"]), row["provision"], row["words"]))];

    private static readonly FrozenDictionary<(Ground, Regime), GroundWords> ByGround = All.ToFrozenDictionary(row => (row.Ground, row.Regime));

    /// <summary>The words of a ground under a law. Throws for a ground that cannot be under it, such as the first day of 2003 in a case of 2015.</summary>
    public static GroundWords Of(Ground ground, Regime regime) => ByGround[(ground, regime)];
}

/// <summary>The flags of days, with their words: table <c>day-flags</c>.</summary>
public static class DayFlags
{
    public static ImmutableArray<FlagWords> All { get; } = [.. Table.Embedded("day-flags").Rows.Select(row => new FlagWords(Enum.Parse<DayFlag>(row["flag"]), row["words"], row["what to do"]))];

    private static readonly FrozenDictionary<DayFlag, FlagWords> ByFlag = All.ToFrozenDictionary(row => row.Flag);

    public static FlagWords Of(DayFlag flag) => ByFlag[flag];
}
