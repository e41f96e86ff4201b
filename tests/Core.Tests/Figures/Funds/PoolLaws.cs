using System.Collections.Immutable;
using CsCheck;
using Monitoring.Core.Figures.Funds;
using Monitoring.Core.Kernel;
using Monitoring.Core.Policy;
using Monitoring.Core.Returns;
using static Monitoring.Core.Tests.Figures.Funds.SmallPool;

namespace Monitoring.Core.Tests.Figures.Funds;

/// <summary>What holds of every pool, whatever its returns say or leave out.</summary>
public class PoolLaws
{
    /// <summary>A line as it was sent; amounts in pence, null where there is none.</summary>
    private sealed record Line(PoolSide Side, string Partner, FundingSource Source, bool Deducts, int? Yearly, int? Planned, int? Forecast, int? Actual);

    private sealed record Sent(int? Opening, int? Closing, ImmutableArray<Line> Lines, ImmutableArray<(PoolTotal Of, string? Partner, PoolMeasure Measure, int Amount)> Printed);

    private static Gen<int?> Pence(int most) => Gen.Frequency((12, Gen.Int[0, most].Select(pence => (int?)pence)), (1, Gen.Const((int?)null)));

    private static readonly Gen<string> Partner = Gen.OneOf(Gen.Const(City), Gen.Const(Ccg), Gen.Const("E07000112"));

    private static readonly Gen<Line> AnyLine = Gen.Select(Gen.Enum<PoolSide>(), Partner, Gen.OneOf(Gen.Const(FundingSource.NhsMinimum), Gen.Const(FundingSource.DisabledFacilities), Gen.Const(FundingSource.Other)), Gen.Frequency((4, Gen.Const(false)), (1, Gen.Const(true))),
        Pence(40_000_000), Pence(10_000_000), Pence(10_000_000), Pence(10_000_000), (side, partner, source, deducts, yearly, planned, forecast, actual) => new Line(side, partner, source, deducts, yearly, planned, forecast, actual));

    private static readonly Gen<Sent> AnyReturn = Gen.Select(Pence(1_000_000), Pence(1_000_000), AnyLine.Array[0, 8],
        Gen.Select(Gen.Enum<PoolTotal>(), Gen.OneOf(Partner.Select(one => (string?)one), Gen.Const((string?)null)), Gen.Enum<PoolMeasure>(), Gen.Int[0, 50_000_000]).Array[0, 4],
        (opening, closing, lines, printed) => new Sent(opening, closing, [.. lines.DistinctBy(line => (line.Side, line.Partner, line.Source, line.Deducts))], [.. printed.DistinctBy(one => (one.Item1, one.Item2, one.Item3))]));

    /// <summary>Returns of some quarters of 2015-16, at least one.</summary>
    private static readonly Gen<(int Quarter, Sent Sent)[]> Any = Gen.Select(Gen.Int[1, 15], AnyReturn.Array[4]).Select((which, sent) => sent.Select((one, i) => (i + 1, one)).Where(one => (which >> (one.Item1 - 1) & 1) == 1).ToArray());

    private static SmallPool Of(int quarter, Sent sent, bool printed = true)
    {
        var pool = new SmallPool($"2015-16-Q{quarter}", Pounds(sent.Opening), printed ? Pounds(sent.Closing) : null);
        foreach (var line in sent.Lines)
        {
            _ = line.Side == PoolSide.Income
                ? pool.In(line.Partner, line.Source, Pounds(line.Actual), Pounds(line.Planned), Pounds(line.Yearly), Pounds(line.Forecast), line.Deducts)
                : pool.Out(line.Partner, line.Source, Pounds(line.Actual), Pounds(line.Planned), Pounds(line.Yearly), Pounds(line.Forecast), line.Deducts);
        }
        foreach (var (of, partner, measure, amount) in printed ? sent.Printed : [])
            pool.Printed(of, partner, amount / 100m, measure);
        return pool;
    }

    private static decimal? Pounds(int? pence) => pence / 100m;

    private static PoolPosition Pool((int Quarter, Sent Sent)[] returns) => SmallPool.Pool(returns.Select(one => Of(one.Quarter, one.Sent)));

    [Fact]
    public void The_balance_is_the_opening_balance_and_income_less_expenditure() => Any.Sample(returns =>
    {
        foreach (var (quarter, (_, sent)) in Pool(returns).Quarters.Zip(returns))
        {
            var (income, expenditure) = (Counted(sent, PoolSide.Income), Counted(sent, PoolSide.Expenditure));
            Assert.Equal(sent.Opening + income - expenditure, (int?)quarter.Balance?.Number);
        }
    });

    [Fact]
    public void The_quarters_sum_to_the_year_to_date() => Any.Sample(returns =>
    {
        foreach (var (i, quarter) in Pool(returns).Quarters.Index())
        {
            var whole = returns[i].Quarter == i + 1;
            Assert.Equal(whole ? returns.Take(i + 1).Aggregate((int?)0, (sum, one) => sum + Counted(one.Sent, PoolSide.Income)) : null, (int?)quarter.IncomeToDate.Actual?.Number);
            Assert.Equal(whole ? returns.Take(i + 1).Aggregate((int?)0, (sum, one) => sum + Counted(one.Sent, PoolSide.Expenditure)) : null, (int?)quarter.ExpenditureToDate.Actual?.Number);
            foreach (var side in quarter.Lines.GroupBy(line => line.Side))
                Assert.Equal(side.Key == PoolSide.Income ? quarter.IncomeToDate.Actual : quarter.ExpenditureToDate.Actual, SmallPool.Sum(side.Select(line => line.YearToDate.Actual)));
        }
    });

    [Fact]
    public void The_account_is_its_partners_and_closes_with_what_is_left() => Any.Sample(returns =>
    {
        var account = Pool(returns).Account;
        if (account is null)
            return;
        Assert.Equal(account.Opening + account.Contributions - account.Expenditure, account.Closing);
        Assert.Equal(account.Contributions, SmallPool.Sum(account.Partners.Select(partner => partner.Contributed)));
        Assert.Equal(account.Expenditure, SmallPool.Sum(account.Partners.Select(partner => partner.Spent)));
        Assert.All(account.Partners, partner => Assert.Equal(partner.Gross + partner.TakenOff, partner.Contributed));
    });

    [Fact]
    public void A_year_of_actuals_is_its_own_forecast() => AnyReturn.Where(sent => sent.Lines.Any(line => line.Side == PoolSide.Income) && sent.Lines.All(line => line.Actual is not null)).Array[4].Sample(sent =>
    {
        var pool = Pool([.. sent.Select((one, i) => (i + 1, one))]);
        Assert.Equal(pool.Income.Actual, pool.Income.Forecast);
        Assert.NotNull(pool.Income.Forecast);
    });

    [Fact]
    public void What_was_submitted_is_kept_and_changes_nothing_that_is_recomputed() => Any.Sample(returns =>
    {
        var facts = Facts(returns.Select(one => Of(one.Quarter, one.Sent)));
        var before = facts.Quarters.SelectMany(quarter => quarter.Rows).ToList();
        var (pool, compared) = (SmallPool.Pool(facts)!, Compared(facts));
        Assert.Equal(before, facts.Quarters.SelectMany(quarter => quarter.Rows));
        Assert.Equal(returns.Select(one => (one.Sent.Opening, one.Sent.Closing)), pool.Quarters.Select(quarter => ((int?)quarter.Opening?.Number, (int?)quarter.SubmittedClosing?.Number)));
        Assert.Equal(
            returns.SelectMany(one => one.Sent.Printed.Select(printed => (long)printed.Amount)).Order(),
            compared.Where(one => one.What.Contains("total", StringComparison.Ordinal) && !one.What.Contains("beside", StringComparison.Ordinal)).Select(one => one.Submitted.Number).Order());

        var bare = SmallPool.Pool(returns.Select(one => Of(one.Quarter, one.Sent, printed: false)));
        Assert.Equal(Recomputed(bare), Recomputed(pool));

        static string Recomputed(PoolPosition pool) => System.Text.Encoding.UTF8.GetString(Json.Bytes(pool with
        {
            Notes = [],
            Quarters = [.. pool.Quarters.Select(quarter => quarter with { SubmittedClosing = null, PreviousClosing = null })],
        }));
    });

    [Fact]
    public void A_difference_is_named_and_an_agreement_is_not() => Any.Sample(returns => Assert.All(Compared(returns.Select(one => Of(one.Quarter, one.Sent))), one => Assert.Equal(one.Submitted == one.Recomputed, one.Why is null)));

    [Fact]
    public void A_pool_is_written_and_read_back() => Any.Sample(returns =>
    {
        var bytes = Json.Bytes(Pool(returns));
        Assert.Equal(bytes, Json.Bytes(Json.Read<PoolPosition>(bytes)));
    });

    [Fact]
    public void Instalments_sum_to_the_amount_and_only_the_last_differs() => Gen.Select(Gen.Long[-1_000_000_000_00, 1_000_000_000_00], Gen.Int[1, 60]).Sample((pence, number) =>
    {
        var parts = Instalments.Of(new Pence(pence), number);
        Assert.Equal(number, parts.Length);
        Assert.Equal(pence, parts.Sum(part => part.Number));
        Assert.Single(parts.SkipLast(1).Append(parts[0]).Distinct());
        Assert.True(long.Abs(parts[^1].Number - parts[0].Number) < number || number == 1);
    });

    /// <summary>M15: £67,918,344 in twelve parts is £5,659,862.00 a month.</summary>
    [Theory]
    [InlineData("67918344", 12, "5659862.00", "5659862.00")]
    [InlineData("100", 3, "33.33", "33.34")]
    [InlineData("-100", 3, "-33.33", "-33.34")]
    [InlineData("0.02", 3, "0", "0.02")]
    [InlineData("5", 1, "5", "5")]
    public void An_amount_is_paid_in_parts(string pounds, int number, string first, string last)
    {
        var parts = Instalments.Of(Numbers.ReadMoney(pounds).Value!.Value, number);
        Assert.Equal((number, Numbers.ReadMoney(first).Value, Numbers.ReadMoney(last).Value), (parts.Length, parts[0], parts[^1]));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public void There_is_at_least_one_instalment(int number) => Assert.Throws<ArgumentOutOfRangeException>(() => Instalments.Of(new Pence(1), number));

    private static readonly Gen<(int? Planned, int? Actual, int? PlannedOutputs, int? Outputs, Section75? Arrangement, JointWorking? Working)[]> Schemes = Gen.Select(
        Pence(100_000_000), Pence(100_000_000), Pence(5_000), Pence(5_000), Gen.OneOf(Gen.Enum<Section75>().Select(one => (Section75?)one), Gen.Const((Section75?)null)), Gen.OneOf(Gen.Enum<JointWorking>().Select(one => (JointWorking?)one), Gen.Const((JointWorking?)null))).Array[1, 12];

    private static SchemesOfYear Of((int? Planned, int? Actual, int? PlannedOutputs, int? Outputs, Section75? Arrangement, JointWorking? Working)[] schemes)
    {
        var pool = new SmallPool("2024-25-Q3");
        foreach (var (i, one) in schemes.Index())
            pool.Scheme($"{i}", $"Scheme {i}", Pounds(one.Planned), Pounds(one.Actual), one.PlannedOutputs / 10m, one.Outputs / 10m, i % 3 == 0 ? OutputUnit.Beds : OutputUnit.Packages);
        return SchemePositionsTests.Schemes(SchemePositionsTests.With(schemes.Select((one, i) => SchemePositionsTests.Line($"{i}", 1_000, arrangement: one.Arrangement, working: one.Working)), pool));
    }

    [Fact]
    public void Price_and_volume_sum_to_the_variance_to_the_penny() => Schemes.Sample(schemes => Assert.All(Of(schemes).Schemes.Zip(schemes), pair =>
    {
        var (scheme, sent) = pair;
        Assert.Equal(sent.Actual - sent.Planned, (int?)scheme.Variance?.Number);
        Assert.Equal(sent is { Planned: not null, Actual: not null, PlannedOutputs: > 0, Outputs: > 0 }, scheme.Volume is not null);
        if (scheme.Volume is { } volume)
        {
            Assert.Equal(scheme.Variance, volume + scheme.Price);
            // Volume is exact to half a penny.
            Assert.InRange(volume.Pounds - (scheme.ActualOutputs!.Value - scheme.PlannedOutputs!.Value) * scheme.PlannedUnitCost!.Value, -0.00501m, 0.00501m);
        }
    }));

    [Fact]
    public void However_schemes_are_grouped_their_spend_is_the_same() => Schemes.Sample(schemes =>
    {
        var year = Of(schemes);
        foreach (var groups in new[] { year.ByArrangement, year.ByWorking })
        {
            Assert.Equal(schemes.Sum(one => (long)(one.Actual ?? 0)), groups.Sum(group => group.Actual?.Number ?? 0));
            Assert.Equal((schemes.Length, schemes.Length * 1_000_00L, schemes.Count(one => one.Actual is not null)), (groups.Sum(group => group.Schemes), groups.Sum(group => group.Planned!.Value.Number), groups.Sum(group => group.ActualOf)));
            Assert.Equal(schemes.Where(one => one.Actual is not null).Sum(one => one.Outputs ?? 0) / 10m, groups.Sum(group => group.UnitCosts.Sum(unit => unit.ActualOutputs ?? 0)));
            Assert.All(groups, group => Assert.Equal(group.UnitCosts.Select(unit => unit.Unit).Distinct(), group.UnitCosts.Select(unit => unit.Unit)));
        }
        Assert.Equal(Json.Bytes(year), Json.Bytes(Json.Read<SchemesOfYear>(Json.Bytes(year))));
    });

    /// <summary>Actual amounts of a side in pence, as they count; null while one is not known or there is no line.</summary>
    private static int? Counted(Sent sent, PoolSide side)
    {
        var lines = sent.Lines.Where(line => line.Side == side).ToList();
        return lines.Count == 0 ? null : lines.Aggregate((int?)0, (sum, line) => sum + (line.Deducts ? -line.Actual : line.Actual));
    }
}
