using System.Collections.Immutable;
using Monitoring.Core.Kernel;
using Monitoring.Core.Ledger;
using Monitoring.Core.Policy;
using Monitoring.Core.Returns;

namespace Monitoring.Core.Figures.Funds;

/// <summary>A quarter whose suggested payment was worked out, with what it was worked out from.</summary>
/// <param name="Plan">The version in force on the payment date, of those known then.</param>
/// <param name="Actual">A_i.</param>
/// <param name="Reduction">R_i, with all actuals as they were known then.</param>
/// <param name="PaidBefore">For the quarters before.</param>
internal sealed record SettledQuarter(PerformancePlan Plan, PerformanceActual Actual, decimal Reduction, Earned Earned, Pence PaidBefore, Pence Suggested, PaymentLimit Limit, ArrivalOrder Order, DateTimeOffset At);

/// <summary>
/// Plans and returns in the order in which they arrived: each quarter is settled at the first moment at which its admissions, those before it and a complete plan are known, and stays as it was settled. A plan or a
/// correction that comes later is absorbed by the next quarter to be settled (domain note 1.4, rules 6 to 9 and 13).
/// </summary>
internal sealed class PerformanceReplay
{
    private readonly FundFacts _facts;
    private readonly ImmutableArray<FinancialQuarter> _quarters;
    private readonly ImmutableArray<ReportingMonth> _paymentMonths;
    private readonly PolicyBook _policy;
    private readonly ReferenceBook _reference;

    // What is known at the moment.
    private readonly Dictionary<SliceKey, FundReturn<PlanRow>> _plans = [];
    private readonly PooledFundPerformance?[] _rows;
    private readonly PerformanceActual[] _actuals;
    private (ArrivalOrder Order, DateTimeOffset At) _now = (new(""), default);

    private readonly SettledQuarter?[] _settled;
    private readonly List<PerformanceEvent> _events = [];

    private PerformanceReplay(FundFacts facts, FinancialYear year, ImmutableArray<FinancialQuarter> quarters, PolicyBook policy, ReferenceBook reference)
    {
        (_facts, Year, _quarters, _policy, _reference) = (facts, year, quarters, policy, reference);
        _paymentMonths = [.. quarters.Select(quarter => PaymentMonth(quarter, year, policy))];
        Reading = PerformanceReading.Of(year, policy);
        _rows = new PooledFundPerformance?[quarters.Length];
        _settled = new SettledQuarter?[quarters.Length];
        _actuals = [.. quarters.Select(ActualNow)];
    }

    public FinancialYear Year { get; }

    public PerformanceReading Reading { get; }

    public ImmutableArray<PerformanceEvent> Events => [.. _events];

    /// <summary>The plan contents that stand and those by which a quarter was settled, with their terms: by version, then by arrival.</summary>
    public IEnumerable<PerformancePlan> Plans =>
        _plans.Values.Select(Terms).OfType<PerformancePlan>().Concat(_settled.OfType<SettledQuarter>().Select(settled => settled.Plan))
            .DistinctBy(plan => (plan.Terms.Version, plan.Version.Order)).OrderBy(plan => plan.Terms.Version).ThenBy(plan => plan.Version.Order);

    /// <summary>Everything that arrived, up to the last.</summary>
    public static PerformanceReplay Of(FundFacts facts, FinancialYear year, ImmutableArray<FinancialQuarter> quarters, PolicyBook policy, ReferenceBook reference)
    {
        var replay = new PerformanceReplay(facts, year, quarters, policy, reference);
        var plans = facts.PlanHistory.Concat(facts.Plans).Where(plan => plan.Slice.Page == year.ToString()).DistinctBy(plan => (plan.Slice, plan.Order)).ToLookup(plan => plan.Order);
        var returns = facts.QuarterHistory.Concat(facts.Quarters).Where(one => replay.Index(one) is not null).DistinctBy(one => (one.Slice, one.Order)).ToLookup(one => one.Order);
        var activity = replay.KnownActivity.ToLookup(one => one.Order);
        foreach (var order in plans.Select(plan => plan.Key).Concat(returns.Select(one => one.Key)).Concat(activity.Select(one => one.Key)).Distinct().Order())
            replay.Take(order, [.. plans[order]], [.. returns[order]], [.. activity[order]]);
        return replay;
    }

    /// <summary>In which the payment for a quarter falls (rule 12).</summary>
    public ReportingMonth MonthOf(int quarter) => _paymentMonths[quarter];

    public SettledQuarter? Settled(int quarter) => _settled[quarter];

    public PerformanceActual Actual(int quarter) => _actuals[quarter];

    /// <summary>What the return of a quarter says of the payment.</summary>
    public PooledFundPerformance? Row(int quarter) => _rows[quarter];

    /// <summary>The plan that is in force on the payment date of a quarter, as far as is known now; null when there is none, or when it is incomplete.</summary>
    public PerformancePlan? PlanFor(int quarter) => InForce(quarter) is { } version ? Terms(version) : null;

    /// <summary>What was agreed, or else suggested when the quarter was settled; null while there is neither.</summary>
    public Pence? Paid(int quarter) => _rows[quarter]?.Agreed ?? _settled[quarter]?.Suggested;

    /// <summary>What was paid for the quarters before one; null while that is not known of one of them.</summary>
    public Pence? PaidBefore(int quarter) => Enumerable.Range(0, quarter).Aggregate((Pence?)default(Pence), (sum, before) => sum is { } known && Paid(before) is { } paid ? known + paid : null);

    /// <summary>R_i with the plan and the admissions as they are known now; null when one is not.</summary>
    public decimal? ReductionNow(int quarter, PerformancePlan plan) => ActualTo(quarter) is { } actual ? plan.BaselineTo(quarter) - actual : null;

    /// <summary>A quarter with what is known now, as if it had not been settled; or why it cannot be settled, in a sentence.</summary>
    public (SettledQuarter? Settled, string? Why) Settle(int quarter)
    {
        if (InForce(quarter) is not { } version)
            return (null, _plans.Values.All(plan => plan.The<Plan>() is null) ? $"There is no plan for {Year}." : $"No plan for {Year} had taken effect by {Words.Date(_paymentMonths[quarter].LastDay)}, when the payment fell due.");
        if (Terms(version) is not { } plan)
            return (null, PerformancePlan.Wanting(version, _quarters, Reading, _policy));
        for (var i = 0; i <= quarter; i++)
        {
            if (_actuals[i].Admissions is null)
                return (null, $"The admissions of {_quarters[i].Name} are not known. {_actuals[i].Why}");
            if (Reading.NeedsSameSource && _actuals[i].IsElsewhere(plan.Admissions[i]))
                return (null, $"{_actuals[i].Elsewhere(plan.Admissions[i])} They are not used.");
        }
        if (quarter > 0 && _settled[quarter - 1] is null)
            return (null, $"It follows on {_quarters[quarter - 1].Name}, which is not settled.");
        var before = PaidBefore(quarter)!.Value;
        var earned = PerformanceEarning.Of(plan.Terms, Enumerable.Range(0, quarter + 1).Select(i => ReductionNow(i, plan)!.Value), Reading)[quarter];
        var (suggested, limit) = PerformanceEarning.Payment(earned, before, plan.Plan.Clawback ?? Reading.Clawback);
        return (new(plan, _actuals[quarter], ReductionNow(quarter, plan)!.Value, earned, before, suggested, limit, _now.Order, _now.At), null);
    }

    internal static ReportingMonth PaymentMonth(FinancialQuarter quarter, FinancialYear year, PolicyBook policy) =>
        ReportingMonth.Parse(policy.On(year.FirstDay, "performance-payment.month", quarter.ToString()).Value);

    private IEnumerable<FundActivity> KnownActivity => _facts.ActivityHistory.Concat(_facts.Activity);

    private int? Index(FundReturn<PooledFundRow> one) => _quarters.Index().Where(quarter => quarter.Item.ToString() == one.Slice.Page).Select(quarter => (int?)quarter.Index).FirstOrDefault();

    private FundReturn<PlanRow>? InForce(int quarter) => FundFacts.InForce(_plans.Values, _paymentMonths[quarter].LastDay);

    private PerformancePlan? Terms(FundReturn<PlanRow> version)
    {
        if (version.The<Plan>() is not { Row: var plan })
            return null;
        // The version that it revised is the one that was known when it arrived, whatever was sent again since.
        var before = _facts.PlanHistory.Concat(_facts.Plans).Where(other => other.Slice.Page == version.Slice.Page && other.Order <= version.Order && other.The<Plan>() is { Row.Version: var number } && number < plan.Version)
            .OrderBy(other => other.The<Plan>()!.Row.Version).ThenBy(other => other.Order).LastOrDefault();
        return PerformancePlan.Of(version, before, _quarters, Reading, _policy);
    }

    private PerformanceActual ActualNow(FinancialQuarter quarter, int index) =>
        PerformanceActual.Of(_facts.Hwb, quarter, _rows[index], KnownActivity.Where(one => one.Order <= _now.Order), Reading, _reference);

    private decimal? ActualTo(int quarter) => Enumerable.Range(0, quarter + 1).Aggregate((decimal?)0, (sum, i) => sum + _actuals[i].Admissions);

    /// <summary>One moment: takes in what arrived, settles what can be settled, and says what followed.</summary>
    private void Take(ArrivalOrder order, ImmutableArray<FundReturn<PlanRow>> plans, ImmutableArray<FundReturn<PooledFundRow>> returns, ImmutableArray<FundActivity> activity)
    {
        var (at, submission) = plans.Select(plan => (plan.At, plan.Submission)).Concat(returns.Select(one => (one.At, one.Submission))).Concat(activity.Select(one => (one.At, one.Submission))).First();
        _now = (order, at);
        var (rowsBefore, actualsBefore) = (_rows.ToArray(), _actuals.ToArray());
        foreach (var plan in plans)
            _plans[plan.Slice] = plan;
        foreach (var one in returns)
            _rows[Index(one)!.Value] = one.The<PooledFundPerformance>()?.Row;
        foreach (var (i, quarter) in _quarters.Index())
        {
            if (returns.Any(one => Index(one) == i) || activity.Any(one => HwbActivity.MonthsOf(quarter).Contains(one.Row.Month)))
                _actuals[i] = ActualNow(quarter, i);
        }
        var moved = Enumerable.Range(0, _quarters.Length).Where(i => _rows[i] != rowsBefore[i] || _actuals[i].Admissions != actualsBefore[i].Admissions).ToList();
        if (plans.IsEmpty && moved.Count == 0)
            return;
        var was = _settled.ToArray();
        var waits = SettleNext();
        _events.Add(new(order, at, submission, What(plans, returns, moved), Says(plans, was, rowsBefore, moved, waits)));
    }

    /// <summary>Settles in order as many quarters as can be; says why the next one waits.</summary>
    private string? SettleNext()
    {
        for (var i = 0; i < _settled.Length; i++)
        {
            if (_settled[i] is not null)
                continue;
            var (settled, why) = Settle(i);
            if (settled is null)
                return $"{_quarters[i].Name} waits: {why}";
            _settled[i] = settled;
        }
        return null;
    }

    private string What(ImmutableArray<FundReturn<PlanRow>> plans, ImmutableArray<FundReturn<PooledFundRow>> returns, List<int> moved) => string.Join("; ",
        plans.Select(plan => $"Plan version {plan.Slice.Part}{(plan.The<Plan>() is null ? " withdrawn" : "")}")
            .Concat(moved.Select(i => (returns.Any(one => Index(one) == i), _actuals[i].Admissions) switch
            {
                (true, { } admissions) => $"Return of {_quarters[i].Name}: {PerformanceWorking.Number(admissions)} admissions",
                (true, null) => $"Return of {_quarters[i].Name}, without admissions",
                (false, { } admissions) => $"Activity of {_quarters[i].Name}: {PerformanceWorking.Number(admissions)} admissions",
                (false, null) => $"Activity of {_quarters[i].Name}, incomplete",
            })));

    private string Says(ImmutableArray<FundReturn<PlanRow>> plans, SettledQuarter?[] was, PooledFundPerformance?[] rows, List<int> moved, string? waits)
    {
        var (before, next) = (Enumerable.Range(0, was.Length).Where(i => was[i] is not null).ToList(), Array.FindIndex(was, settled => settled is null));
        var absorbs = next < 0 ? "no quarter is left to take a difference in" : $"{_quarters[next].Name} takes a difference in when it is settled";
        List<string> says = [];
        if (plans.Length > 0 && before.Count > 0)
            says.Add($"No payment changes: {BetterCareFund.List(before.Select(i => _quarters[i].Name))} {(before.Count == 1 ? "was" : "were")} settled before; {absorbs}.");
        foreach (var i in moved.Where(before.Contains))
        {
            if (_actuals[i].Admissions is not { } now)
                says.Add($"The admissions of {_quarters[i].Name} are not known any more; it was settled before and stays.");
            else if (now != was[i]!.Actual.Admissions)
                says.Add($"No payment changes: {_quarters[i].Name} was settled before, with {PerformanceWorking.Number(was[i]!.Actual.Admissions!.Value)} admissions; {absorbs}.");
        }
        foreach (var i in moved.Where(i => rows[i]?.Agreed != _rows[i]?.Agreed))
            says.Add(_rows[i]?.Agreed is { } agreed ? $"{agreed} was agreed for {_quarters[i].Name}." : $"Nothing is agreed for {_quarters[i].Name} any more.");
        foreach (var (i, settled) in _settled.Index().Where(one => one.Item is not null && was[one.Index] is null))
            says.Add($"{_quarters[i].Name} settled: {settled!.Suggested} suggested.");
        if (waits is not null)
            says.Add(waits);
        return says.Count == 0 ? "No payment changes." : string.Join(" ", says);
    }
}
