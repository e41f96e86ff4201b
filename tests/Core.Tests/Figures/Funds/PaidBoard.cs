using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Globalization;
using Monitoring.Core.Figures.Funds;
using Monitoring.Core.Kernel;
using Monitoring.Core.Ledger;
using Monitoring.Core.Policy;
using Monitoring.Core.Returns;

namespace Monitoring.Core.Tests.Figures.Funds;

/// <summary>
/// The invented fund of a board in 2015-16: what arrives, one thing a day from 9 January 2015 on, in the order in which it is told. Baseline and plan are those of the test vectors (domain note 1.7) unless a test gives others.
/// Quarters are numbered as there: 1 is Q4 2014-15, 4 is Q3 2015-16.
/// </summary>
internal sealed record PaidBoard
{
    internal const string Board = SmallActivity.Board;

    internal static readonly int[] Baseline = [5000, 5200, 5100, 5300], Planned = [4825, 5018, 4922, 5114];

    internal static readonly FinancialYear Year = new(2015);

    internal static readonly ImmutableArray<FinancialQuarter> Quarters = [.. Enumerable.Range(0, 4).Select(new FinancialQuarter(new(2014), 4).Add)];

    internal ImmutableArray<FundReturn<PlanRow>> Plans { get; init; } = [];

    internal ImmutableArray<FundReturn<PooledFundRow>> Returns { get; init; } = [];

    internal ImmutableArray<FundActivity> Activity { get; init; } = [];

    /// <summary>A book with a supposition takes long to make, and laws ask for the same ones again and again.</summary>
    private static readonly ConcurrentDictionary<string, PolicyBook> Books = [];

    private int Arrived => Plans.Length + Returns.Length + Activity.Length;

    private DateTimeOffset Now => new DateTimeOffset(2015, 1, 9, 9, 0, 0, TimeSpan.Zero).AddDays(Arrived);

    private string Submission => $"s{Arrived.ToString("000", CultureInfo.InvariantCulture)}";

    private ArrivalOrder Order => ArrivalOrder.Of(Now, Submission);

    /// <summary>A plan of the vectors, and the actual admissions of as many quarters as are given.</summary>
    internal static PaidBoard Of(int[] planned, params int[] actual) => new PaidBoard().Plan(planned: planned).Actual(actual);

    internal PaidBoard Plan(
        int version = 1, string from = "2015-01-09", int[]? baseline = null, int[]? planned = null, decimal? value = null, string? valueReason = null, decimal? share = null, decimal[]? weights = null, bool? clawback = null,
        decimal? operational = null, string? approval = null, PlanStatus status = PlanStatus.Submitted, AdmissionsSource source = AdmissionsSource.Mar)
    {
        var plan = new Plan(Board, Year, version, status, DateOnly.Parse(from, CultureInfo.InvariantCulture), null, approval, null, null, null, AmountsIn.Pounds, null, null, Money(value), valueReason, source, null, Money(share), operational, clawback);
        var (all, target) = (baseline ?? Baseline, planned ?? Planned);
        var lines = target.Select((number, i) => new PlanAdmissions(Board, Year, version, Quarters[i], all[i], number, source, null, weights?[i]));
        return Plan(version, [plan, .. lines]);
    }

    internal PaidBoard Plan(int version, params IEnumerable<PlanRow> rows) =>
        this with { Plans = Plans.Add(new(BcfPlan.Slice(Board, Year, version), Board, Submission, Order, Now, [.. rows.Select((row, i) => new Sourced<PlanRow>(row, i + 2))])) };

    /// <summary>The returns of the first quarters, with nothing but admissions.</summary>
    internal PaidBoard Actual(params int[] actual) => actual.Index().Aggregate(this, (board, one) => board.Return(one.Index + 1, one.Item));

    internal PaidBoard Return(
        int quarter, int? admissions, decimal? agreed = null, string? reason = null, decimal? suggested = null, decimal? unreleased = null, decimal? agreedUnreleased = null, UnreleasedUse? use = null,
        AdmissionsSource? source = AdmissionsSource.Mar, string? sourceName = null, string? comment = null) =>
        Return(quarter, new PooledFundPerformance(
            Quarters[quarter - 1], Board, admissions, admissions is null ? null : source, sourceName, Money(suggested), Money(agreed), reason, Money(unreleased), Money(agreedUnreleased), use, comment));

    /// <summary>A return with the rows given: none when it is withdrawn.</summary>
    internal PaidBoard Return(int quarter, params IEnumerable<PooledFundRow> rows) =>
        this with { Returns = Returns.Add(new(new(Quarters[quarter - 1].ToString(), Board, ""), Board, Submission, Order, Now, [.. rows.Select(row => new Sourced<PooledFundRow>(row, 2))])) };

    /// <summary>The same number of admissions in each month of a quarter.</summary>
    internal PaidBoard Counted(int quarter, decimal inEachMonth, string body = Board, ActivityBody kind = ActivityBody.Hwb, AdmissionsSource source = AdmissionsSource.Mar, ActivityStatus status = ActivityStatus.Final) => this with
    {
        Activity = Activity.AddRange(HwbActivity.MonthsOf(Quarters[quarter - 1]).Select(month =>
            new FundActivity(new(month, body, kind, SmallActivity.Admissions, inEachMonth, null, source, null, status), Submission, Order, Now, 2))),
    };

    /// <summary>What is known when all has arrived: each return as it was sent last stands.</summary>
    internal FundFacts Facts => FundFacts.Empty(Board) with
    {
        Plans = [.. Plans.GroupBy(plan => plan.Slice).Select(versions => versions.Last()).Where(plan => !plan.Rows.IsEmpty).OrderBy(plan => plan.Slice.Part, StringComparer.Ordinal)],
        Quarters = [.. Returns.GroupBy(one => one.Slice).Select(versions => versions.Last()).Where(one => !one.Rows.IsEmpty).OrderBy(one => one.Slice.Page, StringComparer.Ordinal)],
        PlanHistory = Plans,
        QuarterHistory = Returns,
        Activity = [.. Activity.GroupBy(one => (one.Row.Month, one.Row.Body)).Select(versions => versions.Last())],
        ActivityHistory = Activity,
    };

    internal PerformancePayment Payment(params SupposedAnswer[] supposed) => Payment(ReferenceBook.Current, supposed);

    internal PerformancePayment Payment(ReferenceBook reference, params SupposedAnswer[] supposed) =>
        PerformancePayments.Of(Facts, Year, Books.GetOrAdd(string.Join(';', supposed.AsEnumerable()), _ => supposed.Length == 0 ? PolicyBook.Current : PolicyBook.Current.Supposing(null, supposed)), reference)!;

    private static Pence? Money(decimal? pounds) => pounds is { } amount ? Pence.FromPounds(amount) : null;
}

/// <summary>Columns of a payment, as a table of the domain note has them.</summary>
internal static class PaymentColumns
{
    /// <summary><c>260,750; 271,180</c>: whole pounds without pence, nothing where there is no amount.</summary>
    internal static string Pounds(this PerformancePayment payment, Func<PerformanceQuarter, Pence?> of) => string.Join("; ", payment.Quarters.Select(quarter => of(quarter) is { } amount ? amount.Pounds.ToString("#,0.##", CultureInfo.InvariantCulture) : "-"));

    internal static string Numbers(this PerformancePayment payment, Func<PerformanceQuarter, decimal?> of) => string.Join("; ", payment.Quarters.Select(quarter => of(quarter) is { } number ? number.ToString("#,0.##", CultureInfo.InvariantCulture) : "-"));

    internal static string Suggested(this PerformancePayment payment) => payment.Pounds(quarter => quarter.Suggested);
}
