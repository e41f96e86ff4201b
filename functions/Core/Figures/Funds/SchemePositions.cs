using System.Collections.Immutable;
using System.Globalization;
using Monitoring.Core.Figures.Reimbursement;
using Monitoring.Core.Kernel;
using Monitoring.Core.Policy;
using Monitoring.Core.Returns;

namespace Monitoring.Core.Figures.Funds;

/// <summary>
/// The schemes of a year, from the plan in force and the last return that has schemes (domain note on the Better Care Fund 2.5, recalled): what each has cost and done, its unit cost, and how much of the
/// difference from the plan is price and how much volume. A scheme is the same in plan and return by its number.
/// </summary>
public static class SchemePositions
{
    private const string Source = "Domain note on the Better Care Fund 2.5 (recalled)";

    /// <summary>Fewer outputs than this are a slip, and divide into sums that no fund has.</summary>
    private const decimal LeastOutputs = 0.000_001m;

    /// <summary>The schemes of a year; null while neither a plan nor a return has any.</summary>
    /// <param name="metrics">How the board's metrics stand: the outcome of the schemes that are to move them.</param>
    public static SchemesOfYear? Of(FundFacts facts, FinancialYear year, PolicyBook policy, ReferenceBook reference, ImmutableArray<MetricPosition> metrics)
    {
        var plan = facts.PlanOf(year);
        var last = PoolReturn.Of(facts, year).LastOrDefault(one => one.Sent.Of<PooledFundScheme>().Any());
        List<PlanScheme> planned = [.. plan?.Of<PlanScheme>().Select(line => line.Row) ?? []];
        List<PooledFundScheme> reported = [.. last?.Sent.Of<PooledFundScheme>().Select(line => line.Row) ?? []];
        if (planned.Count + reported.Count == 0)
            return null;
        var most = decimal.Parse(policy.On(year.FirstDay, "fund-scheme.most-apart").Value, CultureInfo.InvariantCulture);
        ImmutableArray<SchemePosition> schemes =
        [
            .. from scheme in planned.Select(line => line.Scheme).Concat(reported.Select(line => line.Scheme)).Distinct()
               select Of([.. planned.Where(line => line.Scheme == scheme)], plan?.The<Plan>()?.Row, reported.FirstOrDefault(line => line.Scheme == scheme), last?.Quarter, year, most, policy),
        ];
        SchemesOfBoard[] board = [new(schemes, metrics)];
        return new(schemes, SchemeGroups.ByArrangement(board), SchemeGroups.ByWorking(board), [.. Twice(planned, [.. plan?.Of<PlanContribution>().Select(line => line.Row) ?? []], reported, year, policy, reference)]);
    }

    /// <summary>Pounds for each output; null when there are none, or when one of the two is not known.</summary>
    internal static decimal? UnitCost(Pence? spend, decimal? outputs) => outputs >= LeastOutputs ? spend?.Pounds / outputs : null;

    /// <summary>
    /// The variance of spend to date, and what of it is volume, (actual outputs - planned outputs) x planned unit cost, and what price, (actual unit cost - planned unit cost) x actual outputs. Both are exact;
    /// volume is rounded, and price is the rest, so that both sum to the variance to the penny. Without outputs, or without planned ones, there is no split.
    /// </summary>
    internal static (Pence? Variance, Pence? Volume, Pence? Price) Split(Pence? planned, Pence? actual, decimal? plannedOutputs, decimal? outputs)
    {
        var variance = actual - planned;
        if (variance is not { } whole || plannedOutputs is not >= LeastOutputs || outputs is not >= LeastOutputs)
            return (variance, null, null);
        var exact = (outputs.Value - plannedOutputs.Value) * planned!.Value.Pounds / plannedOutputs.Value;
        if (decimal.Abs(exact) > BetterCareFund.MostPounds)
            return (variance, null, null);
        var volume = Pence.FromPounds(Rounding.HalfAwayFromZero(exact, 2));
        return (variance, volume, whole - volume);
    }

    private static SchemePosition Of(IReadOnlyList<PlanScheme> lines, Plan? plan, PooledFundScheme? reported, FinancialQuarter? to, FinancialYear year, decimal most, PolicyBook policy)
    {
        var flags = new List<string>();
        var line = lines.Count > 0 ? lines[0] : null;
        Pence? plannedYear = line is null ? null : lines.Aggregate(default(Pence), (sum, one) => sum + one.Expenditure);
        var plannedUnit = Agreed(lines.Where(one => one.Outputs is not null).Select(one => one.Unit));
        var unit = reported?.OutputUnit ?? plannedUnit;
        var outputsYear = OutputsOfYear(lines, flags);

        var (spent, outputs) = (reported?.ActualSpend, reported?.ActualOutputs);
        var plannedUnitCost = reported is { PlannedSpend: not null, PlannedOutputs: not null } ? UnitCost(reported.PlannedSpend, reported.PlannedOutputs) : unit == plannedUnit ? UnitCost(plannedYear, outputsYear) : null;
        var unitCost = UnitCost(spent, outputs);
        var (variance, volume, price) = Split(reported?.PlannedSpend, spent, reported?.PlannedOutputs, outputs);
        var spentPercent = spent is { } sum && plannedYear is { Number: > 0 } of ? sum.Pounds * 100 / of.Pounds : default(decimal?);
        var expectedPercent = to is { } until ? Elapsed(lines, year, until) : null;

        if (line is null && plan is not null)
            flags.Add($"Scheme {reported!.Scheme} is not in the plan in force.");
        if (reported is null && to is { } without)
            flags.Add($"The return of {without.Name} does not have it.");
        if (line is not null && reported is not null && Layout.Normal(line.Name) != Layout.Normal(reported.Name))
            flags.Add($"The plan calls it '{line.Name}', the return '{reported.Name}'.");
        if (plannedUnit is { } had && reported?.OutputUnit is { } has && had != has)
            flags.Add($"The plan counts its outputs in {Unit(had)}, the return in {Unit(has)}.");
        if (spentPercent is { } share && expectedPercent is { } elapsed && decimal.Abs(share - elapsed) > most)
            flags.Add($"{Words.Number(share, 1)}% of the year's plan is spent where {Words.Number(elapsed, 1)}% of its time is over.");
        if (spent is { Number: > 0 } && outputs == 0)
            flags.Add($"{spent} is spent, and nothing was delivered.");
        if (spent is { Number: 0 } && outputs > 0)
            flags.Add($"{Words.Number(outputs.Value, 0)} {Unit(unit)} were delivered, and nothing was spent.");

        return new(
            line?.Scheme ?? reported!.Scheme, line?.Name ?? reported!.Name, line?.Type, line?.Area, line?.Commissioner ?? reported?.Commissioner, [.. lines.Select(one => one.Source).Distinct()],
            Stated(lines.Select(one => one.Arrangement), "arrangements under section 75", flags, plan?.Arrangement), Stated(lines.Select(one => one.Working), "models of joint working", flags), Agreed(lines.Select(one => one.Metric)),
            plannedYear, reported?.PlannedSpend, spent, reported?.ForecastSpend, outputsYear, reported?.PlannedOutputs, outputs, unit, plannedUnitCost, unitCost, variance, volume, price, spentPercent, expectedPercent, to,
            [.. flags], [.. Steps(reported, unit, plannedUnitCost, unitCost, volume, price)])
        {
            SourceNames = [.. lines.Select(one => one.Source).Distinct().Select(source => BetterCareFund.Name(source, year, policy))],
        };
    }

    /// <summary>Outputs of the year: what each line's money is to buy. Those of different units are never added.</summary>
    private static decimal? OutputsOfYear(IReadOnlyList<PlanScheme> lines, List<string> flags)
    {
        var counted = lines.Where(line => line.Outputs is not null).ToList();
        if (counted.Count == 0)
            return null;
        if (counted.Select(line => line.Unit).Distinct().Count() > 1)
        {
            flags.Add($"Its lines are counted in {BetterCareFund.List(counted.Select(line => Unit(line.Unit)).Distinct())}: its outputs of the year are not added.");
            return null;
        }
        if (counted.Count < lines.Count)
            flags.Add($"{Words.Of(counted.Count, "line")} of {Words.Number(lines.Count)} in the plan {(counted.Count == 1 ? "has" : "have")} outputs.");
        return counted.Sum(line => line.Outputs!.Value);
    }

    /// <summary>The part of a scheme's months in the year that is over at the end of a quarter, in per cent. A scheme of several lines begins with the first of them.</summary>
    private static decimal? Elapsed(IReadOnlyList<PlanScheme> lines, FinancialYear year, FinancialQuarter to)
    {
        var starts = lines.Select(line => line.Starts?.FirstDay ?? year.FirstDay).DefaultIfEmpty(year.FirstDay).Min();
        var (whole, over) = (Months(year.LastDay), Months(to.LastDay));
        return whole > 0 ? int.Max(0, over) * 100m / whole : null;

        int Months(DateOnly last)
        {
            var first = starts < year.FirstDay ? year.FirstDay : starts;
            return (last.Year - first.Year) * 12 + last.Month - first.Month + 1;
        }
    }

    /// <summary>What all lines say that say anything; nothing when they disagree.</summary>
    private static T? Agreed<T>(IEnumerable<T?> said) where T : struct => said.OfType<T>().Distinct().ToList() is [var one] ? one : null;

    /// <inheritdoc cref="Agreed{T}(IEnumerable{Nullable{T}})"/>
    private static string? Agreed(IEnumerable<string?> said) => said.OfType<string>().Distinct().ToList() is [var one] ? one : null;

    private static T? Stated<T>(IEnumerable<T?> said, string what, List<string> flags, T? ofPlan = null) where T : struct
    {
        var all = said.ToList();
        if (all.OfType<T>().Distinct().Count() > 1)
            flags.Add($"Its lines in the plan state several {what}.");
        return all.Exists(one => one is not null) ? Agreed(all) : all.Count > 0 ? ofPlan : null;
    }

    private static IEnumerable<Step> Steps(PooledFundScheme? reported, OutputUnit? unit, decimal? plannedUnitCost, decimal? unitCost, Pence? volume, Pence? price)
    {
        if (plannedUnitCost is not null && reported is { PlannedSpend: not null, PlannedOutputs: not null })
            yield return new($"Planned unit cost: {reported.PlannedSpend} / {Plain(reported.PlannedOutputs.Value)} {Unit(unit)}", plannedUnitCost, Source);
        if (unitCost is not null)
            yield return new($"Unit cost: {reported!.ActualSpend} / {Plain(reported.ActualOutputs!.Value)} {Unit(unit)}", unitCost, Source);
        if (volume is not null)
        {
            yield return new($"Volume: ({Plain(reported!.ActualOutputs!.Value)} - {Plain(reported.PlannedOutputs!.Value)}) x planned unit cost, rounded to the penny", volume.Value.Pounds, Source);
            yield return new("Price: (unit cost - planned unit cost) x actual outputs, which is the variance less the volume", price!.Value.Pounds, Source);
        }
    }

    /// <summary>The same money under two numbers: schemes of one name, source and amount in the plan, of one name and spend in the return; and a contribution that stands on two lines.</summary>
    private static IEnumerable<string> Twice(List<PlanScheme> planned, List<PlanContribution> contributions, List<PooledFundScheme> reported, FinancialYear year, PolicyBook policy, ReferenceBook reference)
    {
        foreach (var same in planned.Where(line => line.Expenditure.Number > 0).GroupBy(BcfPlanStanding.Money).Where(same => Numbers(same.Select(line => line.Scheme)).Count > 1))
            yield return $"'{same.First().Name}' with {same.First().Expenditure} from '{BetterCareFund.Name(same.First().Source, year, policy)}' stands in the plan as schemes {BetterCareFund.List(Numbers(same.Select(line => line.Scheme)))}.";
        foreach (var same in reported.Where(line => line.ActualSpend is { Number: > 0 }).GroupBy(line => (Layout.Normal(line.Name), line.ActualSpend)).Where(same => Numbers(same.Select(line => line.Scheme)).Count > 1))
            yield return $"'{same.First().Name}' with {same.Key.ActualSpend} spent stands in the return as schemes {BetterCareFund.List(Numbers(same.Select(line => line.Scheme)))}.";
        foreach (var same in contributions.Where(line => line.Amount.Number > 0).GroupBy(line => (line.Partner, line.Source, line.Amount)).Where(same => same.Count() > 1))
            yield return $"{same.Key.Amount} of {reference.NameOf(same.Key.Partner, ReportingMonth.Of(year.LastDay))} from '{BetterCareFund.Name(same.Key.Source, year, policy)}' stands in the plan on {Words.Of(same.Count(), "line")}.";

        static List<string> Numbers(IEnumerable<string> schemes) => [.. schemes.Distinct().Order(StringComparer.Ordinal)];
    }

    private static string Unit(OutputUnit? unit) => unit is { } one ? BetterCareFund.UnitKind.Write(one).ToLowerInvariant() : "outputs";

    private static string Plain(decimal number) => number.ToString("#,0.############", CultureInfo.InvariantCulture);
}
