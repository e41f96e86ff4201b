using System.Globalization;
using System.Text;
using System.Text.Json;
using CsCheck;
using Monitoring.Core.Kernel;

namespace Monitoring.Core.Tests.Kernel;

public class PenceTests
{
    /// <summary>Up to £90 billion either way: sums of a few of them and small multiples fit.</summary>
    private static readonly Gen<Pence> Amounts = Gen.Long[-9_000_000_000_000, 9_000_000_000_000].Select(number => new Pence(number));

    private static readonly Gen<long> Times = Gen.Long[-1_000, 1_000];

    [Fact]
    public void It_keeps_the_laws_of_equality_and_order() => ValueLaws.Order(new Pence(-1), Pence.FromPounds(-0.01m), new Pence(0));

    [Fact]
    public void The_default_is_nothing()
    {
        Assert.Equal(new Pence(0), default);
        Assert.Equal("£0.00", default(Pence).ToString());
    }

    [Fact]
    public void Operators_agree_with_the_order() => Gen.Select(Amounts, Amounts).Sample((left, right) =>
    {
        var order = Math.Sign(left.Number.CompareTo(right.Number));
        Assert.Equal(order, Math.Sign(left.CompareTo(right)));
        Assert.Equal((order < 0, order <= 0, order > 0, order >= 0, order == 0), (left < right, left <= right, left > right, left >= right, left == right));
    });

    [Fact]
    public void Adding_commutes() => Gen.Select(Amounts, Amounts).Sample((a, b) => a + b == b + a);

    [Fact]
    public void Adding_associates() => Gen.Select(Amounts, Amounts, Amounts).Sample((a, b, c) => a + b + c == a + (b + c));

    [Fact]
    public void Nothing_added_changes_nothing() => Amounts.Sample(a => a + default(Pence) == a);

    [Fact]
    public void What_is_added_can_be_taken_off_again() => Gen.Select(Amounts, Amounts).Sample((a, b) => a + b - b == a && a - b == a + -b && a + -a == default);

    [Fact]
    public void Multiplying_shares_out_over_sums() => Gen.Select(Amounts, Amounts, Times).Sample((a, b, n) => (a + b) * n == a * n + b * n && a * n == n * a);

    [Fact]
    public void So_many_times_is_adding_so_often() => Gen.Select(Amounts, Gen.Int[0, 30]).Sample((a, n) => a * n == Enumerable.Repeat(a, n).Aggregate(default(Pence), (sum, amount) => sum + amount));

    [Fact]
    public void Pounds_lead_back() => Amounts.Sample(a => Pence.FromPounds(a.Pounds) == a);

    [Fact]
    public void What_is_written_is_read_back() => Amounts.Sample(a => Numbers.ReadMoney(a.ToString()).Value == a);

    [Fact]
    public void Json_is_a_whole_number_of_pence_and_reads_back() => Amounts.Sample(a =>
        Encoding.UTF8.GetString(Json.Bytes(a)).Trim() == a.Number.ToString(CultureInfo.InvariantCulture) && Json.Read<Pence>(Json.Bytes(a)) == a);

    [Theory]
    [InlineData("12.34")]
    [InlineData("\"1234\"")]
    [InlineData("null")]
    [InlineData("1e30")]
    public void Json_of_anything_else_is_not_ours(string json) => Assert.Throws<JsonException>(() => Json.Read<Pence>(Encoding.UTF8.GetBytes(json)));

    [Theory]
    [InlineData(0, "£0.00")]
    [InlineData(1, "£0.01")]
    [InlineData(-1, "-£0.01")]
    [InlineData(1_200, "£12.00")]
    [InlineData(-1_200, "-£12.00")]
    [InlineData(123_450, "£1,234.50")]
    [InlineData(62_050_000, "£620,500.00")]
    [InlineData(long.MaxValue, "£92,233,720,368,547,758.07")]
    [InlineData(long.MinValue, "-£92,233,720,368,547,758.08")]
    public void It_is_written_as_in_Britain_on_any_machine(long pence, string expected) => Cultures.Same(expected, () => new Pence(pence).ToString());

    [Theory]
    [InlineData("0", 0)]
    [InlineData("12", 1_200)]
    [InlineData("12.3", 1_230)]
    [InlineData("12.34", 1_234)]
    [InlineData("12.340", 1_234)]
    [InlineData("-0.01", -1)]
    public void Pounds_and_whole_pence_are_an_amount(string pounds, long pence) => Assert.Equal(new Pence(pence), Pence.FromPounds(decimal.Parse(pounds, CultureInfo.InvariantCulture)));

    [Theory]
    [InlineData("12.345")]
    [InlineData("0.001")]
    [InlineData("-0.005")]
    [InlineData("0.0000000000000000000000000001")]
    public void A_part_of_a_penny_is_refused_and_not_rounded(string pounds) =>
        Assert.Contains("round them first", Assert.Throws<ArgumentOutOfRangeException>(() => Pence.FromPounds(decimal.Parse(pounds, CultureInfo.InvariantCulture))).Message);

    [Fact]
    public void What_does_not_fit_is_never_wrapped()
    {
        Pence most = new(long.MaxValue), least = new(long.MinValue), penny = new(1);
        Assert.Throws<OverflowException>(() => most + penny);
        Assert.Throws<OverflowException>(() => least - penny);
        Assert.Throws<OverflowException>(() => -least);
        Assert.Throws<OverflowException>(() => most * 2);
        Assert.Throws<OverflowException>(() => least * -1);
        Assert.Throws<OverflowException>(() => Pence.FromPounds(92_233_720_368_547_758.08m));
        Assert.Throws<OverflowException>(() => Pence.FromPounds(decimal.MaxValue));
    }

    /// <summary>Domain note 7, E2: 17 patients at £100 a day, for a year.</summary>
    [Fact]
    public void Suffolk_2003() => Assert.Equal("£620,500.00", (Pence.FromPounds(100) * 17 * 365).ToString());
}
