using System.Text;
using CsCheck;
using Monitoring.Core.Figures;
using Monitoring.Core.Figures.Funds;
using Monitoring.Core.Kernel;
using Monitoring.Core.Policy;

namespace Monitoring.Core.Tests.Figures.Funds;

/// <summary>What holds of the performance payment of every board, whatever it planned, however it did, and in whichever order it became known.</summary>
public class PaymentLaws
{
    /// <summary>The rules as they are, and with each switch of the payment turned.</summary>
    private static readonly SupposedAnswer[][] Readings =
    [
        [], .. Switches.OfFund.Where(name => name.StartsWith("performance-payment.", StringComparison.Ordinal)).SelectMany(name => Switches.ValuesOf(name).Skip(1)).Select(value => (SupposedAnswer[])[new(value.Policy, value.Value)]),
    ];

    private static readonly Gen<SupposedAnswer[]> AnyReading = Gen.Int[0, Readings.Length - 1].Select(i => Readings[i]);

    private static readonly Gen<decimal[]?> AnyWeights = Gen.Frequency(
        (2, Gen.Const((decimal[]?)null)),
        (1, Gen.Int[0, 10000].Array[3].Select(cuts => (decimal[]?)Between([.. cuts.Order()]))));

    private static readonly Gen<int[]> AnyBaseline = Gen.Int[0, 3000].Array[4];

    private static readonly Gen<Func<PaidBoard, int, string, PaidBoard>> AnyPlan =
        from baseline in AnyBaseline
        from fall in Gen.Int[-200, 300].Array[4]
        from value in Gen.Int[0, 300_000]
        from share in Gen.Int[0, 150_000_000].Nullable()
        from weights in AnyWeights
        from clawback in Gen.Bool.Nullable()
        select (Func<PaidBoard, int, string, PaidBoard>)((board, version, date) => board.Plan(
            version, date, [.. baseline.Select(number => number + 300)], [.. baseline.Select((number, i) => number + 300 - fall[i])], value / 100m, null, share / 100m, weights, clawback));

    private static readonly Gen<int[]> AnyActual = Gen.Int[0, 3800].Array[4];

    /// <summary>Locally agreed payments of the four quarters, most of them none.</summary>
    private static readonly Gen<decimal?[]> AnyAgreed = Gen.Frequency((3, Gen.Const((decimal?)null)), (1, Gen.Int[0, 900_000].Select(amount => (decimal?)amount))).Array[4];

    private static readonly Gen<Arrival> AnyArrival = Gen.Frequency(
        (1, from plan in AnyPlan
            from version in Gen.Int[1, 3]
            from month in Gen.Int[1, 12]
            select new Arrival(board => plan(board, version, $"2015-{month:00}-01"), 0, 0)),
        (3, from quarter in Gen.Int[1, 4]
            from admissions in Gen.Int[0, 3800]
            select new Arrival(null, quarter, admissions)));

    [Fact]
    public void The_payments_never_exceed_the_fund_and_none_is_below_zero_without_clawback() => Gen.Select(AnyPlan, AnyActual, Gen.Int[0, 4], AnyReading).Sample((plan, actual, known, reading) =>
    {
        var payment = Board(plan, actual[..known]).Payment(reading);
        var paid = 0L;
        foreach (var quarter in payment.Quarters.Take(known).Where(quarter => quarter.Suggested is not null))
        {
            paid += quarter.Suggested!.Value.Number;
            Assert.InRange(paid, 0, payment.Fund!.Value.Number);
            Assert.True(payment.Clawback || quarter.Suggested >= default(Pence), quarter.ToString());
            // Nothing above the maximum up to a quarter is paid by its end, unless it may be paid early or was paid before a maximum that fell.
            if (reading is not [{ Value: "early" or "as-planned" }])
                Assert.True(new Pence(paid) <= ToThePenny(quarter.MaximumCumulative!.Value), quarter.ToString());
        }
    });

    [Fact]
    public void The_order_in_which_first_actuals_arrive_does_not_matter() => Gen.Select(AnyPlan, AnyActual, Gen.Shuffle(new[] { 1, 2, 3, 4 }), AnyReading).Sample((plan, actual, order, reading) => Assert.Equal(
        Columns(Board(plan, actual).Payment(reading)), Columns(order.Aggregate(plan(new(), 1, "2015-01-09"), (board, quarter) => board.Return(quarter, actual[quarter - 1])).Payment(reading))));

    /// <summary>Nor does anything else of the year's document hang on it, but what says when things arrived.</summary>
    [Fact]
    public void Nor_do_the_figures_of_the_year_hang_on_that_order() => Gen.Select(AnyPlan, AnyActual, Gen.Shuffle(new[] { 1, 2, 3, 4 })).Sample((plan, actual, order) => Assert.Equal(
        Whole(Board(plan, actual)), Whole(order.Aggregate(plan(new(), 1, "2015-01-09"), (board, quarter) => board.Return(quarter, actual[quarter - 1])))), iter: 50);

    /// <summary>Rule 13: what was settled is what the arrivals up to that moment give, and nothing that comes later changes it.</summary>
    [Fact]
    public void A_quarter_is_settled_by_what_had_arrived_and_stays() => Gen.Select(AnyPlan, AnyArrival.Array[1, 10], AnyAgreed.Array[10], AnyReading).Sample((plan, arrivals, agreed, reading) =>
    {
        var board = plan(new(), 1, "2015-01-09");
        var settled = new string?[4];
        foreach (var (told, arrival) in arrivals.Index())
        {
            board = arrival.Told(board, agreed[told]);
            var payment = board.Payment(reading);
            foreach (var (i, quarter) in payment.Quarters.Index())
            {
                if (settled[i] is { } before)
                    Assert.Equal(before, Settlement(quarter));
                else if (quarter.Suggested is not null)
                {
                    Assert.Equal(board.Facts.PlanHistory.Select(one => one.At).Concat(board.Facts.QuarterHistory.Select(one => one.At)).Max(), quarter.SettledAt);
                    settled[i] = Settlement(quarter);
                }
            }
        }
    });

    /// <summary>
    /// One number of admissions that is told lower, and all else as it was, never lowers what is paid up to any quarter. It needs no exception for weights, clawback, revisions or corrections: what is earned never falls when a
    /// reduction grows, and what is paid up to a quarter is the larger of what was paid and what is earned, or with clawback what is earned. What was agreed may be part of it while it is told with the admissions; an
    /// agreement that comes after a later quarter was settled takes away what that one had built on, and breaks the law.
    /// </summary>
    [Fact]
    public void Fewer_admissions_never_lower_what_is_paid() => Gen.Select(AnyPlan, AnyArrival.Array[1, 9], AnyAgreed, Gen.Int[0, 8], Gen.Int[0, 1000], AnyReading).Sample((plan, arrivals, agreed, improved, by, reading) =>
    {
        long before = 0, after = 0;
        foreach (var (worse, better) in Made(0).Quarters.Zip(Made(by).Quarters))
        {
            Assert.Equal(worse.Suggested is null, better.Suggested is null);
            (before, after) = (before + (worse.Paid?.Number ?? 0), after + (better.Paid?.Number ?? 0));
            Assert.True(after >= before, $"{after} < {before}");
        }

        PerformancePayment Made(int fewer) => arrivals.Index().Aggregate(plan(new(), 1, "2015-01-09"), (board, one) =>
            one.Item.Plan?.Invoke(board) ?? board.Return(one.Item.Quarter, one.Index == improved % arrivals.Length ? int.Max(0, one.Item.Admissions - fewer) : one.Item.Admissions, agreed[one.Item.Quarter - 1])).Payment(reading);
    });

    /// <summary>Rule 5: with M_i = D_i x c, ratio and value by the admission come to the same, and to what a plan without weights pays. The planned fall is k hundreds and the weights are whole per cents of it.</summary>
    [Fact]
    public void Ratio_and_value_by_the_admission_agree_where_the_weights_are_those_of_the_plan() =>
        Gen.Select(Gen.Int[1, 97].Array[3].Where(cuts => cuts.Distinct().Count() == 3), Gen.Int[1, 20], Gen.Int[1, 300_000], AnyActual).Sample((cuts, hundreds, value, actual) =>
        {
            int[] sorted = [.. cuts.Order()];
            int[] weights = [sorted[0], sorted[1] - sorted[0], sorted[2] - sorted[1], 100 - sorted[2]];
            int[] baseline = [2500, 2500, 2500, 2500], planned = [.. weights.Select(weight => 2500 - weight * hundreds)];
            var plain = new PaidBoard().Plan(1, "2015-01-09", baseline, planned, value / 100m).Actual(actual).Payment();
            var weighted = new PaidBoard().Plan(1, "2015-01-09", baseline, planned, value / 100m, weights: [.. weights.Select(weight => (decimal)weight)]).Actual(actual);
            Assert.Equal(plain.Suggested(), weighted.Payment().Suggested());
            Assert.Equal(plain.Suggested(), weighted.Payment(new SupposedAnswer("performance-payment.weights-form", "per-admission")).Suggested());
        });

    /// <summary>Rule 15.</summary>
    [Fact]
    public void A_missing_actual_makes_its_quarter_and_the_later_ones_not_calculable_and_leaves_the_earlier_ones() => Gen.Select(AnyPlan, AnyActual, Gen.Int[0, 3], AnyReading).Sample((plan, actual, missing, reading) =>
    {
        var whole = Board(plan, actual).Payment(reading);
        var payment = actual.Index().Where(one => one.Index != missing).Aggregate(plan(new(), 1, "2015-01-09"), (board, one) => board.Return(one.Index + 1, one.Item)).Payment(reading);
        Assert.Equal(whole.Quarters.Take(missing).Select(Settlement), payment.Quarters.Take(missing).Select(Settlement));
        Assert.All(payment.Quarters.Skip(missing), quarter => Assert.Equal((null, null, null, null, FigureStatus.NotCalculable), (quarter.Suggested, quarter.Paid, quarter.EarnedCumulative, quarter.AgainstBaselineCumulative, quarter.Status)));
        Assert.Equal((null, null), (payment.Unreleased, payment.Unabsorbed));
    });

    /// <summary>The fund is paid, or it is not released: to the penny, and the quarters sum to the year.</summary>
    [Fact]
    public void What_is_paid_and_what_is_not_released_make_the_fund() => Gen.Select(AnyPlan, AnyActual, AnyReading).Sample((plan, actual, reading) =>
    {
        var payment = Board(plan, actual).Payment(reading);
        Assert.Equal(payment.Fund, payment.Paid + payment.Unreleased);
        Assert.Equal(payment.Fund, Sum(payment.Quarters.Select(quarter => quarter.MaximumPayment!.Value)));
        Assert.Equal(payment.Unreleased, Sum(payment.Quarters.Select(quarter => quarter.Unreleased!.Value)));
        Assert.Equal(payment.Unreleased, payment.Quarters[3].UnreleasedCumulative);
        Assert.Null(payment.Unabsorbed);
    });

    [Fact]
    public void Every_quarter_that_is_settled_or_not_says_why() => Gen.Select(AnyPlan, AnyArrival.Array[0, 8], AnyAgreed, AnyReading).Sample((plan, arrivals, agreed, reading) =>
    {
        var payment = arrivals.Aggregate(plan(new(), 1, "2015-01-09"), (board, arrival) => arrival.Told(board, agreed)).Payment(reading);
        Assert.All(payment.Quarters, quarter => Assert.True(quarter.Working.Length > 0 && quarter.Suggested is null == quarter.Limit is null && quarter.Suggested is null == (quarter.Status == FigureStatus.NotCalculable) && (quarter.Suggested is not null || quarter.Notes.Length > 0), quarter.ToString()));
        Assert.All(payment.Replay, happened => Assert.True(happened.What.Length > 10 && happened.Says.EndsWith('.'), happened.ToString()));
        Assert.All(payment.Notes.Concat(payment.Quarters.SelectMany(quarter => quarter.Notes)), note => Assert.EndsWith(".", note));
        Assert.Equal(payment.Replay.Select(happened => happened.Order).Order(), payment.Replay.Select(happened => happened.Order));
    });

    private static PaidBoard Board(Func<PaidBoard, int, string, PaidBoard> plan, int[] actual) => plan(new(), 1, "2015-01-09").Actual(actual);

    private static string Whole(PaidBoard board)
    {
        var year = FundYears.Of(board.Facts, PolicyBook.Current, ReferenceBook.Current, []).Single();
        return Encoding.UTF8.GetString(Json.Bytes(year with
        {
            LastAcceptance = new(""),
            AsAt = default,
            Inputs = [],
            Performance = year.Performance! with { Replay = [], Quarters = [.. year.Performance!.Quarters.Select(quarter => quarter with { SettledAt = null })] },
        }));
    }

    /// <summary>Parts of a hundred, to two places.</summary>
    private static decimal[] Between(int[] cuts) => [cuts[0] / 100m, (cuts[1] - cuts[0]) / 100m, (cuts[2] - cuts[1]) / 100m, (10000 - cuts[2]) / 100m];

    private static string Columns(PerformancePayment payment) => string.Join("\n", payment.Quarters.Select(Settlement).Append($"{payment.Fund} {payment.Paid} {payment.Unreleased} {payment.Unabsorbed}"));

    private static string Settlement(PerformanceQuarter quarter) =>
        $"{quarter.Quarter} by {quarter.PlanVersion}: {quarter.Actual} {quarter.PlannedReduction} {quarter.MaximumCumulative} {quarter.AgainstBaselineCumulative} {quarter.EarnedCumulative} {quarter.PaidBefore} {quarter.Suggested} {quarter.Limit}";

    private static Pence ToThePenny(decimal pounds) => Pence.FromPounds(decimal.Round(pounds, 2, MidpointRounding.AwayFromZero));

    private static Pence Sum(IEnumerable<Pence> amounts) => amounts.Aggregate((sum, amount) => sum + amount);

    /// <summary>Something that arrives: a version of the plan, or a quarter's admissions.</summary>
    private sealed record Arrival(Func<PaidBoard, PaidBoard>? Plan, int Quarter, int Admissions)
    {
        public PaidBoard Told(PaidBoard board, decimal?[] agreed) => Plan?.Invoke(board) ?? board.Return(Quarter, Admissions, agreed[Quarter - 1]);
    }
}
