using System.Collections.Immutable;
using System.Numerics;

namespace Monitoring.Core.Kernel;

/// <summary>What a partner's part of an amount is measured by.</summary>
/// <param name="Code">Code of the partner; each once.</param>
/// <param name="Weight">Not below zero: a contribution in pounds, or a percentage that was agreed. Only the proportions count.</param>
/// <param name="IsHost">Of partners with an equal claim to a penny the host comes first.</param>
public readonly record struct Stake(string Code, decimal Weight, bool IsHost = false);

/// <summary>
/// Shares an amount out in proportion to weights, so that the shares come to the amount to the penny: everybody gets the whole pence of the exact share, and the pence
/// that are left go to those who lost the largest part of a penny. Equal parts: the host first, then in order of code. An amount below zero is shared as the same amount above it.
/// </summary>
/// <remarks>
/// No product is rounded or can overflow: £92,233,720,368,547,758.07 by weights of 28 places is exact. Shares follow weights, but the method of the largest remainder is not
/// monotone in the amount: a penny more to share can mean a penny less for one of three partners or more (the Alabama paradox).
/// </remarks>
public static class Shares
{
    /// <summary>The most places that a decimal has.</summary>
    private const int Places = 28;

    /// <returns>One share for each stake, in the order of the stakes. A weight of zero gets nothing.</returns>
    /// <exception cref="ArgumentException">Nobody has a weight, a weight is below zero, or a code is there twice: who is to bear it then, somebody has to decide.</exception>
    public static ImmutableArray<Pence> Of(Pence whole, params IReadOnlyList<Stake> stakes)
    {
        if (stakes.FirstOrDefault(stake => stake.Weight < 0) is { Code: { } below })
            throw new ArgumentException($"The weight of {below} is below zero.", nameof(stakes));
        if (stakes.DistinctBy(stake => stake.Code).Count() != stakes.Count)
            throw new ArgumentException("A code is there twice.", nameof(stakes));
        var weights = stakes.Select(stake => Exact(stake.Weight)).ToList();
        var all = weights.Aggregate(BigInteger.Zero, BigInteger.Add);
        if (all.IsZero)
            throw new ArgumentException("Nobody has a weight.", nameof(stakes));

        var amount = BigInteger.Abs(whole.Number);
        var exact = weights.Select(weight => BigInteger.DivRem(amount * weight, all)).ToList();
        var left = (int)(amount - exact.Aggregate(BigInteger.Zero, (sum, share) => sum + share.Quotient));
        var oneMore = Enumerable.Range(0, stakes.Count)
            .OrderByDescending(index => exact[index].Remainder).ThenByDescending(index => stakes[index].IsHost).ThenBy(index => stakes[index].Code, StringComparer.Ordinal)
            .Take(left).ToHashSet();
        return [.. exact.Select((share, index) => new Pence((long)((share.Quotient + (oneMore.Contains(index) ? 1 : 0)) * whole.Number.Sign())))];
    }

    private static int Sign(this long number) => Math.Sign(number);

    /// <summary>In units of the last place that a decimal can have: the integer that it holds, times ten for each place that it leaves unused.</summary>
    private static BigInteger Exact(decimal weight)
    {
        Span<int> parts = stackalloc int[4];
        decimal.GetBits(weight, parts);
        var integer = unchecked(new BigInteger((uint)parts[2]) << 64 | new BigInteger((uint)parts[1]) << 32 | (uint)parts[0]);
        return integer * BigInteger.Pow(10, Places - weight.Scale);
    }
}
