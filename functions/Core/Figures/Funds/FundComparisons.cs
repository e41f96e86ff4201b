using System.Collections.Immutable;
using Monitoring.Core.Figures.Reimbursement;
using Monitoring.Core.Kernel;
using Monitoring.Core.Policy;
using Monitoring.Core.Returns;

namespace Monitoring.Core.Figures.Funds;

/// <summary>
/// Everything that a plan or a return adds up itself, beside what it comes to (domain note on the Better Care Fund 2.4, checks 1, 2, 4 and 5): printed totals and sub-totals, balances, and the plans of the quarters.
/// A difference is named, and nothing is put right.
/// </summary>
public static class FundComparisons
{
    /// <summary>The plan in force first, then the returns, the first quarter first; within each in the order of its lines.</summary>
    public static ImmutableArray<FundComparison> Of(FundFacts facts, FinancialYear year, PolicyBook policy, ReferenceBook reference)
    {
        var returns = PoolReturn.Of(facts, year);
        return
        [
            .. facts.PlanOf(year) is { } plan ? OfPlan(plan, policy) : [],
            .. returns.SelectMany(one => OfReturn(facts, one, policy, reference)),
            .. returns.Count == 4 && returns.All(one => !one.CoversYear) ? QuartersOf(returns, policy, reference) : [],
        ];
    }

    private static IEnumerable<FundComparison> OfPlan(FundReturn<PlanRow> version, PolicyBook policy) =>
        from plan in version.Of<Plan>()
        from total in version.Of<PrintedTotal>()
        let rows = version.Rows.Select(sourced => sourced.Row)
        let misfit = BcfPlanRules.MisfitOf(total.Row, rows, plan.Row, policy)
        select new FundComparison(
            $"{BetterCareFund.SideKind.Write(total.Row.Side)}, planned: '{total.Row.Label}'", $"Plan {plan.Row.Year}, version {Words.Number(plan.Row.Version)}, line {Words.Number(total.SourceLine)}",
            total.Row.Printed, SumOf(BcfPlanRules.ComponentsOf(total.Row, rows)), misfit?.Why);

    private static IEnumerable<FundComparison> OfReturn(FundFacts facts, PoolReturn one, PolicyBook policy, ReferenceBook reference)
    {
        var (fund, rounding) = (one.Fund.Row, PooledFund.Rounding(one.Fund.Row, policy));
        if (fund.Opening is { } opening && PoolReturn.Of(facts, one.Before) is { Fund.Row.Closing: { } closed })
            yield return Of("Opening balance, beside the closing balance before it", one, one.Fund.SourceLine, opening, [new Component($"closing balance of {one.Before.Name}", closed.Pounds)], reaches: 0);
        if (fund.Closing is { } closing)
            yield return Closing(one, closing, rounding);
        var printed = one.Sent.Of<PooledFundSubTotal>().ToList();
        foreach (var total in printed)
        {
            var what = What(total.Row, one, reference);
            yield return PooledFund.ComponentsOf(total.Row, one.Lines.Select(line => line.Row)) is { } components
                ? Of(what, one, total.SourceLine, total.Row.Amount, components, rounding * components.Count)
                : new(what, Where(one, total.SourceLine), total.Row.Amount, null, "not known: a line, or an amount of one, is missing");
            if (Printed(total.Row, printed, one, reference) is { Count: > 0 } parts)
                yield return Of($"{what}, beside the printed totals that it adds up", one, total.SourceLine, total.Row.Amount, parts, rounding * parts.Count);
        }
        // Of a quarter that is over the forecast is expected to be the actual (check 2): said where it is not.
        foreach (var line in one.Lines)
        {
            if (line.Row is { Forecast: { } forecast, Actual: { } actual } && forecast != actual)
                yield return new($"{Named(line.Row, one, policy, reference)}: forecast, beside the actual", Where(one, line.SourceLine), line.Row.Signed(forecast)!.Value, line.Row.Signed(actual), "the quarter is over, and its forecast was not made the actual");
        }
    }

    private static FundComparison Closing(PoolReturn one, Pence closing, decimal rounding)
    {
        const string what = "Closing balance";
        var missing = new[]
        {
            one.Fund.Row.Opening is null ? "the opening balance" : null, Actuals(PoolSide.Income) ? null : "income", Actuals(PoolSide.Expenditure) ? null : "expenditure",
        }.OfType<string>().ToList();
        if (missing.Count > 0)
            return new(what, Where(one, one.Fund.SourceLine), closing, null, $"not known: {BetterCareFund.List(missing)} or part of it is missing");
        Component[] components =
        [
            new("opening balance", one.Fund.Row.Opening!.Value.Pounds),
            .. one.Lines.Select(line => PooledFund.ComponentOf(line.Row, PoolMeasure.Actual, isSpent: line.Row.Side == PoolSide.Expenditure)),
        ];
        // The closing balance is rounded like its components.
        return Of(what, one, one.Fund.SourceLine, closing, components, rounding * (components.Length + 1));

        bool Actuals(PoolSide side) => one.LinesOf(side).Any() && one.LinesOf(side).All(line => line.Actual is not null);
    }

    /// <summary>The printed totals that a total adds up: sub-totals of all partners that have lines, income and expenditure of a balance. Nothing where one of them is not printed.</summary>
    private static List<Component> Printed(PooledFundSubTotal total, List<Sourced<PooledFundSubTotal>> printed, PoolReturn one, ReferenceBook reference)
    {
        if (total.Of == PoolTotal.Balance)
        {
            return Find(PoolTotal.Income, total.Partner) is { } income && Find(PoolTotal.Expenditure, total.Partner) is { } expenditure
                ? [new("income", income.Pounds), new("expenditure", -expenditure.Pounds)] : [];
        }
        if (total.Partner is not null)
            return [];
        var parts = one.LinesOf(total.Of == PoolTotal.Income ? PoolSide.Income : PoolSide.Expenditure).Select(line => line.Partner).Distinct().Select(partner => (Partner: partner, Amount: Find(total.Of, partner))).ToList();
        return parts.TrueForAll(part => part.Amount is not null) ? [.. parts.Select(part => new Component(NameOf(part.Partner, one, reference), part.Amount!.Value.Pounds))] : [];

        Pence? Find(PoolTotal of, string? partner) => printed.FirstOrDefault(other => other.Row.Of == of && other.Row.Partner == partner && other.Row.Measure == total.Measure)?.Row.Amount;
    }

    /// <summary>Check 1: the plans of four quarters beside the yearly plan, line by line as the last quarter has them.</summary>
    private static IEnumerable<FundComparison> QuartersOf(IReadOnlyList<PoolReturn> returns, PolicyBook policy, ReferenceBook reference)
    {
        var last = returns[^1];
        foreach (var line in last.Lines.Where(line => line.Row.YearlyPlan is not null))
        {
            var what = $"{Named(line.Row, last, policy, reference)}: yearly plan, beside the plans of the quarters";
            var quarters = returns.Select(one => (one.Quarter, Line: one.Lines.FirstOrDefault(other => other.Row.Key == line.Row.Key)?.Row)).ToList();
            var without = quarters.Where(quarter => quarter.Line?.Planned is null).Select(quarter => quarter.Quarter.Name).ToList();
            yield return without.Count > 0
                ? new(what, Where(last, line.SourceLine), line.Row.Signed(PoolMeasure.YearlyPlan)!.Value, null, $"not known: {BetterCareFund.List(without)} {(without.Count == 1 ? "has" : "have")} no plan for it")
                : Of(what, last, line.SourceLine, line.Row.Signed(PoolMeasure.YearlyPlan)!.Value, [.. quarters.Select(quarter => new Component(quarter.Quarter.Name, quarter.Line!.Counts(PoolMeasure.Planned)!.Value, line.Row.Deducts))],
                    PooledFund.Rounding(last.Fund.Row, policy) * quarters.Count);
        }
    }

    private static FundComparison Of(string what, PoolReturn one, int line, Pence submitted, IReadOnlyCollection<Component> components, decimal reaches) =>
        new(what, Where(one, line), submitted, SumOf(components), Misfit.Of(submitted.Pounds, components, nearest: 1, reaches)?.Why);

    private static Pence SumOf(IEnumerable<Component> components) => Pence.FromPounds(components.Sum(component => component.Pounds));

    private static string Where(PoolReturn one, int line) => $"{one.Quarter.Name}, line {Words.Number(line)}";

    private static string What(PooledFundSubTotal total, PoolReturn one, ReferenceBook reference) =>
        $"{BetterCareFund.TotalKind.Write(total.Of)}, {BetterCareFund.MeasureKind.Write(total.Measure).ToLowerInvariant()}: {(total.Partner is { } partner ? $"sub-total of {NameOf(partner, one, reference)}" : "total")}";

    private static string Named(PooledFundLine line, PoolReturn one, PolicyBook policy, ReferenceBook reference) => $"{BetterCareFund.SideKind.Write(line.Side)}, {line.Called(one.Quarter.Year, policy)} of {NameOf(line.Partner, one, reference)}";

    private static string NameOf(string partner, PoolReturn one, ReferenceBook reference) => reference.NameOf(partner, ReportingMonth.Of(one.Quarter.LastDay));
}
