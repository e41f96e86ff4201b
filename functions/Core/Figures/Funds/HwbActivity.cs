using System.Collections.Immutable;
using Monitoring.Core.Figures.Reimbursement;
using Monitoring.Core.Kernel;
using Monitoring.Core.Ledger;
using Monitoring.Core.Policy;
using Monitoring.Core.Returns;

namespace Monitoring.Core.Figures.Funds;

/// <summary>A count that activity of a board was made of.</summary>
/// <param name="Share">The part of a CCG's count that is the board's; null for a count of the board's own.</param>
public sealed record ActivityInput(FundActivity Activity, Proportion? Share)
{
    /// <summary>What it adds to the board's count; exact but for thirds and their like, which have 28 digits.</summary>
    public decimal Counts => Of(Activity.Row.Value);

    /// <summary>What it adds to the number that the count is a part of; null where the metric has none.</summary>
    public decimal? OutOf => Activity.Row.Denominator is { } whole ? Of(whole) : null;

    private decimal Of(decimal number) => Share is { } share ? number * share.Part / share.Whole : number;
}

/// <summary>How often something happened to people of a board in a period.</summary>
/// <param name="Count">Admissions, people, discharges. Not a whole number where it was shared out from CCGs, and not rounded. Null when a month or a CCG is missing: never a part of the period.</param>
/// <param name="OutOf">Of how many, where the metric is a part of something; null for every other metric, and where one is missing.</param>
/// <param name="Why">Why there is no count, in a sentence; null when there is one.</param>
/// <param name="Inputs">What it was made of, by month and body; none without a count.</param>
public sealed record BoardActivity(decimal? Count, decimal? OutOf, string? Why, ImmutableArray<ActivityInput> Inputs)
{
    /// <summary>Shared out from CCGs; the board has no counts of its own.</summary>
    public bool IsShared => Inputs.Any(input => input.Share is not null);

    /// <summary>Where it was counted: baseline and actual must be from the same source (domain note 1.4, rule 16).</summary>
    public ImmutableArray<(AdmissionsSource Source, string? Name)> Sources => [.. Inputs.Select(input => (input.Activity.Row.Source, input.Activity.Row.SourceName)).Distinct().Order()];

    /// <summary>Something in it may still be revised by its sender.</summary>
    public bool IsProvisional => Inputs.Any(input => input.Activity.Row.Status == ActivityStatus.Provisional);

    /// <summary>The acceptance since which it has been what it is: the last of what it was made of. Null without a count.</summary>
    public FundActivity? Last => Inputs.Select(input => input.Activity).MaxBy(activity => activity.Order);
}

/// <summary>
/// The activity of a health and wellbeing board (domain note 1.6): the board's own counts, or else those of every CCG that has people in it, each times its share on the first day of the month.
/// </summary>
public static class HwbActivity
{
    /// <summary>
    /// The count of a metric in some months together. The board's own counts go first, for the whole period: own and shared counts are never mixed, for they need not be counted alike.
    /// </summary>
    /// <param name="activity">Of the board and of CCGs: other bodies and metrics are passed over.</param>
    /// <param name="metric">Key (<see cref="Metrics"/>) of a metric that is counted; rates cannot be added up.</param>
    public static BoardActivity Of(string hwb, IEnumerable<FundActivity> activity, string metric, IEnumerable<ReportingMonth> months, ReferenceBook reference)
    {
        var period = months.Distinct().Order().ToList();
        ArgumentOutOfRangeException.ThrowIfZero(period.Count, nameof(months));
        var counts = activity.Where(one => one.Row.Metric == metric && one.Row.Value is >= 0 and <= BetterCareFund.MostCounted && period.Contains(one.Row.Month)).OrderBy(one => one.Order).ToList();
        var own = counts.Where(one => one.Row.Kind == ActivityBody.Hwb && one.Row.Body == hwb).ToLookup(one => one.Row.Month);
        if (period.TrueForAll(own.Contains))
            return Made([.. period.Select(month => new ActivityInput(own[month].Last(), null))]);

        var ccgs = counts.Where(one => one.Row.Kind == ActivityBody.Ccg)
            .ToLookup(one => (one.Row.Month, Ccg: reference.Organisations.Of(one.Row.Body, one.Row.Month.FirstDay)?.Code ?? one.Row.Body));
        var shares = period.SelectMany(month => reference.Organisations.SharesIn(hwb, month.FirstDay), (month, share) => (Month: month, share.Ccg, share.Share)).ToList();
        var wanting = shares.Where(share => !ccgs.Contains((share.Month, share.Ccg))).ToList();
        var unshared = period.Except(shares.Select(share => share.Month)).ToList();
        return wanting.Count == 0 && unshared.Count == 0
            ? Made([.. shares.Select(share => new ActivityInput(ccgs[(share.Month, share.Ccg)].Last(), share.Share))])
            : new(null, null, Missing([.. period.Where(month => !own.Contains(month))], unshared, wanting.ToLookup(share => share.Ccg, share => share.Month), reference), []);
    }

    /// <inheritdoc cref="Of(string, IEnumerable{FundActivity}, string, IEnumerable{ReportingMonth}, ReferenceBook)"/>
    public static BoardActivity Of(FundFacts facts, string metric, IEnumerable<ReportingMonth> months, ReferenceBook reference) => Of(facts.Hwb, facts.Activity, metric, months, reference);

    /// <summary>The months of a quarter.</summary>
    public static IEnumerable<ReportingMonth> MonthsOf(FinancialQuarter quarter) => Enumerable.Range(0, 3).Select(ReportingMonth.Of(quarter.FirstDay).AddMonths);

    private static BoardActivity Made(ImmutableArray<ActivityInput> inputs) =>
        new(Sum(inputs, input => input.Activity.Row.Value), inputs.All(input => input.OutOf is not null) ? Sum(inputs, input => input.Activity.Row.Denominator!.Value) : null, null, inputs);

    /// <summary>Months of the same body and share are added before they are shared, so that three thirds are one.</summary>
    private static decimal Sum(ImmutableArray<ActivityInput> inputs, Func<ActivityInput, decimal> number) =>
        inputs.GroupBy(input => (input.Activity.Row.Body, input.Share)).Sum(same => same.Sum(number) is var sum && same.Key.Share is { } share ? sum * share.Part / share.Whole : sum);

    private static string Missing(IReadOnlyList<ReportingMonth> own, IReadOnlyList<ReportingMonth> unshared, ILookup<string, ReportingMonth> wanting, ReferenceBook reference)
    {
        var none = $"The board has no count of its own for {Words.Months(own)}";
        // CCGs ended in June 2022: afterwards there is nothing that could be shared out.
        return unshared.Count == 0 ? $"{none}, and there is none of {string.Join("; nor of ", wanting.GroupBy(ccg => Words.Months(ccg)).Select(same => $"{BetterCareFund.List(same.Select(ccg => Named(ccg.Key, ccg.Max(), reference)))} {(same.Key == Words.Months(own) ? "either" : $"for {same.Key}")}"))}."
            : unshared.Any(month => !Commissioners.ExistedOn(month.FirstDay)) ? $"{none}."
            : $"{none}, and no CCG is known to have had people in it {(own.SequenceEqual(unshared) ? "then" : $"in {Words.Months(unshared)}")}.";
    }

    private static string Named(string ccg, ReportingMonth month, ReferenceBook reference) => reference.NameOf(ccg, month) is var name && name != ccg ? $"{name} ({ccg})" : ccg;
}
