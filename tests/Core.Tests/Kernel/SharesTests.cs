using System.Collections.Immutable;
using System.Numerics;
using CsCheck;
using Monitoring.Core.Kernel;

namespace Monitoring.Core.Tests.Kernel;

/// <summary>An amount is shared out to the penny. Hand-worked cases, then what holds of every amount and every weights.</summary>
public class SharesTests
{
    private static readonly Gen<long> Amounts = Gen.OneOf(Gen.Long[-10_000, 10_000], Gen.Long[-100_000_000_000, 100_000_000_000], OneOf(0, 1, -1, long.MaxValue, -long.MaxValue, long.MinValue));

    /// <summary>Contributions, percentages, thirds, nothing at all, and the largest and smallest that a decimal can be.</summary>
    private static readonly Gen<decimal> Weights = Gen.OneOf(
        Gen.Long[0, 20].Select(whole => (decimal)whole), Gen.Long[0, 20_000_000_000].Select(pence => pence / 100m), OneOf(0m, 1m / 3, 0.0000000000000000000000000001m, decimal.MaxValue, 49.230769230769230769230769231m));

    private static readonly Gen<Stake[]> Partners =
        from weights in Weights.Array[1, 6]
        where weights.Any(weight => weight > 0)
        from host in Gen.Int[-1, 5]
        select weights.Select((weight, index) => new Stake($"P{index}", weight, index == host)).ToArray();

    private static readonly Gen<(long Whole, Stake[] Stakes)> Any = Gen.Select(Amounts, Partners);

    [Theory]
    // Domain note 5, M5: Oxfordshire's older people's pool, £99m and £96m, on an overspend of £1,000,000.
    [InlineData(100_000_000, "99 96", "50769231 49230769")]
    // With the split as published, in whole per cents.
    [InlineData(100_000_000, "51 49", "51000000 49000000")]
    // One partner bears it all.
    [InlineData(12_345, "7", "12345")]
    [InlineData(12_345, "0 7 0", "0 12345 0")]
    // A penny among three equals: the host's (the first here).
    [InlineData(1, "1 1 1", "1 0 0")]
    // Two pence among three equals: the host's and, of the others, that of the first code.
    [InlineData(2, "1 1 1", "1 1 0")]
    // 10 among 1 : 1 : 1 is 3.33 each; one penny is left.
    [InlineData(10, "1 1 1", "4 3 3")]
    // 7 among 4 : 2 : 1 is 4, 2, 1.
    [InlineData(7, "4 2 1", "4 2 1")]
    // 100 among 2 : 3 : 1 is 33.33, 50, 16.67: the penny goes to the largest remainder, not to the host.
    [InlineData(100, "2 3 1", "33 50 17")]
    [InlineData(0, "2 3 1", "0 0 0")]
    public void An_amount_is_shared_out_to_the_penny(long whole, string weights, string shares)
    {
        var stakes = weights.Split(' ').Select((weight, index) => new Stake($"P{index}", decimal.Parse(weight, System.Globalization.CultureInfo.InvariantCulture), index == 0)).ToArray();
        Assert.Equal(shares, string.Join(' ', Shares.Of(new Pence(whole), stakes).Select(share => share.Number)));
        Assert.Equal(shares, string.Join(' ', Shares.Of(new Pence(-whole), stakes).Select(share => -share.Number)));
    }

    [Fact]
    public void An_equal_claim_to_a_penny_is_the_hosts_and_then_goes_by_code()
    {
        Assert.Equal([0, 0, 1], Numbers(1, new("B", 1), new("A", 1), new("C", 1, IsHost: true)));
        Assert.Equal([0, 1, 1], Numbers(2, new("B", 1), new("A", 1), new("C", 1, IsHost: true)));
        Assert.Equal([0, 1, 0], Numbers(1, new("B", 1), new("A", 1), new("C", 1)));
    }

    [Fact]
    public void What_nobody_has_a_weight_in_is_shared_by_nobody()
    {
        Assert.Throws<ArgumentException>(() => Shares.Of(new Pence(1)));
        Assert.Throws<ArgumentException>(() => Shares.Of(new Pence(1), new Stake("A", 0), new Stake("B", 0)));
        Assert.Throws<ArgumentException>(() => Shares.Of(new Pence(1), new Stake("A", 2), new Stake("B", -1)));
        Assert.Throws<ArgumentException>(() => Shares.Of(new Pence(1), new Stake("A", 1), new Stake("A", 1)));
    }

    [Fact]
    public void Shares_come_to_the_whole() => Any.Sample((whole, stakes) => Assert.Equal(whole, Shares.Of(new Pence(whole), stakes).Aggregate(BigInteger.Zero, (sum, share) => sum + share.Number)));

    [Fact]
    public void Each_share_is_within_a_penny_of_the_exact_one() => Any.Sample((whole, stakes) =>
    {
        var all = stakes.Aggregate(BigInteger.Zero, (sum, stake) => sum + Scaled(stake.Weight));
        foreach (var (share, stake) in Shares.Of(new Pence(whole), stakes).Zip(stakes))
            Assert.True(BigInteger.Abs(share.Number * all - whole * Scaled(stake.Weight)) < all, $"{stake} has {share.Number} of {whole}");
    });

    [Fact]
    public void Nobody_pays_where_others_get() => Any.Sample((whole, stakes) => Assert.DoesNotContain(Shares.Of(new Pence(whole), stakes), share => Math.Sign(share.Number) == -Math.Sign(whole) && share.Number != 0));

    [Fact]
    public void No_weight_no_share() => Any.Sample((whole, stakes) =>
        Assert.All(Shares.Of(new Pence(whole), stakes).Zip(stakes).Where(pair => pair.Second.Weight == 0), pair => Assert.Equal(0, pair.First.Number)));

    [Fact]
    public void Who_has_more_weight_has_no_less() => Any.Sample((whole, stakes) =>
    {
        var shares = Shares.Of(new Pence(whole), stakes);
        for (var i = 0; i < stakes.Length; i++)
            for (var j = 0; j < stakes.Length; j++)
                if (stakes[i].Weight > stakes[j].Weight)
                    Assert.True(Math.Abs((decimal)shares[i].Number) >= Math.Abs((decimal)shares[j].Number));
    });

    [Fact]
    public void Whose_weight_grows_gets_no_less() => Gen.Select(Amounts, Partners, Gen.Long[1, 1_000_000]).Where((_, stakes, _) => stakes[0].Weight < decimal.MaxValue / 2).Sample((whole, stakes, more) =>
    {
        var before = Shares.Of(new Pence(whole), stakes)[0].Number;
        var after = Shares.Of(new Pence(whole), [stakes[0] with { Weight = stakes[0].Weight + more }, .. stakes[1..]])[0].Number;
        Assert.True(Math.Abs((decimal)after) >= Math.Abs((decimal)before));
    });

    [Fact]
    public void The_order_of_partners_does_not_matter() => Any.SelectMany(one => Gen.Shuffle(one.Stakes).Select(shuffled => (one.Whole, one.Stakes, shuffled))).Sample((whole, stakes, shuffled) =>
        Assert.Equal(ByCode(whole, stakes), ByCode(whole, shuffled)));

    [Fact]
    public void The_measure_of_weights_does_not_matter() => Gen.Select(Amounts, Gen.Long[0, 20_000_000_000].Array[1, 6]).Where((_, pence) => pence.Any(weight => weight > 0)).Sample((whole, pence) =>
        Assert.Equal(Shares.Of(new Pence(whole), [.. pence.Select((weight, index) => new Stake($"P{index}", weight))]), Shares.Of(new Pence(whole), [.. pence.Select((weight, index) => new Stake($"P{index}", weight / 100m))])));

    [Fact]
    public void What_is_to_get_is_the_mirror_of_what_is_to_pay() => Any.Where((whole, _) => whole != long.MinValue).Sample((whole, stakes) =>
        Assert.Equal(Shares.Of(new Pence(whole), stakes).Select(share => -share.Number), Shares.Of(new Pence(-whole), stakes).Select(share => share.Number)));

    private static Gen<T> OneOf<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(index => values[index]);

    private static IEnumerable<long> Numbers(long whole, params Stake[] stakes) => Shares.Of(new Pence(whole), stakes).Select(share => share.Number);

    private static ImmutableSortedDictionary<string, long> ByCode(long whole, Stake[] stakes) =>
        stakes.Zip(Shares.Of(new Pence(whole), stakes)).ToImmutableSortedDictionary(pair => pair.First.Code, pair => pair.Second.Number);

    /// <summary>The weight as an integer, found another way than the code finds it: by its digits.</summary>
    private static BigInteger Scaled(decimal weight)
    {
        var parts = weight.ToString(System.Globalization.CultureInfo.InvariantCulture).Split('.');
        return BigInteger.Parse(parts[0] + (parts is [_, var places] ? places : "").PadRight(28, '0'), System.Globalization.CultureInfo.InvariantCulture);
    }
}
