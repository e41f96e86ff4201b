using System.Collections.Immutable;
using Monitoring.Core.Figures.Reimbursement;
using Monitoring.Core.Kernel;
using Monitoring.Core.Policy;

namespace Monitoring.Core.Figures.Summaries;

/// <summary>
/// Reimbursement in the conventions of finance, from statements. What leaves the two parties shows no number of cases under the policy's least, nor days and amounts, which would give it away at the daily rate (DESIGN 8).
/// </summary>
/// <param name="least">Cases from which numbers are shown; null for the NHS body that is paid, to which everything is.</param>
internal sealed class ReimbursementLines(IEnumerable<Statement> statements, SummaryPeriod period, int? least)
{
    internal const string Section = "Reimbursement", Sheet = "Reimbursement";

    private readonly ImmutableArray<Statement> _statements = [.. statements.Where(statement => !statement.Key.IsRecovery)];

    private static readonly ImmutableArray<(string Id, string Name, Func<StatementAmounts, Pence?> Of)> Measures =
    [
        ("reimbursement.computable", "Computable: the days that count, at the daily rate", amounts => amounts.Computable),
        ("reimbursement.required", "Required", amounts => amounts.Required),
        ("reimbursement.due", "Due: required for days that both parties accept", amounts => amounts.Due),
        ("reimbursement.in-dispute", "In dispute", amounts => amounts.InDispute),
        ("reimbursement.paid", "Paid, as the payee reports", amounts => amounts.Paid),
    ];

    /// <summary>None where there is no statement in the year to date.</summary>
    internal ImmutableArray<SummaryLine> Of() => In(period.MonthsToDate).Any()
        ? [.. Measures.Select(measure => new SummaryLine(
            measure.Id, Section, measure.Name, "pounds", Amount(period.Months, measure.Of), Amount(period.MonthsToDate, measure.Of), Amount(period.YearBefore.Months, measure.Of), Amount(period.YearBefore.MonthsToDate, measure.Of),
            SummaryAmount.None("no forecast is made: nobody knows tomorrow's cases"), "Statements of the months added up; a month without a statement has no case that was reported.", Sheet))]
        : [];

    /// <summary>A line for each body that may require something, by code.</summary>
    internal ImmutableArray<ReimbursementOf> ByPayee()
    {
        var lines = In(period.MonthsToDate).GroupBy(statement => statement.Payee.Code).OrderBy(group => group.Key, StringComparer.Ordinal).Select(group =>
        {
            var own = group.Where(statement => period.Months.Contains(statement.Key.Month)).ToList();
            return new ReimbursementOf(
                group.Key, group.MaxBy(statement => statement.Key.Month)!.Payee.Name, own.Count == 0 ? group.Max(statement => statement.Status) : own.Max(statement => statement.Status), Cases(own), own.Sum(DaysOf), own.Count == 0 ? null : Added(own), Added([.. group]), null);
        }).ToList();
        if (least is not { } shown)
            return [.. lines];
        var few = lines.Where(line => line.Cases is > 0 && line.Cases < shown || line.YearToDate is not null && HasFew(line.NhsBody, shown)).Select(line => line.NhsBody).ToHashSet();
        // A single line withheld could be worked out from the total: the next smallest is withheld with it.
        if (few.Count == 1 && lines.Where(line => !few.Contains(line.NhsBody)).MinBy(line => line.Cases) is { } next)
            few.Add(next.NhsBody);
        return [.. lines.Select(line => !few.Contains(line.NhsBody) ? line : line with
        {
            Cases = null, Days = null, Amounts = null, YearToDate = null,
            Withheld = $"withheld: fewer than {Words.Number(shown)} cases, or shown they would give away those of another body",
        })];
    }

    /// <summary>Everything required of the months together, for a sentence; null where it is withheld or there is nothing.</summary>
    internal StatementAmounts? Together() => In(period.Months).ToList() is { Count: > 0 } own && !IsFew(own) ? Added(own) : null;

    internal bool Any => In(period.Months).Any();

    private SummaryAmount Amount(IEnumerable<ReportingMonth> months, Func<StatementAmounts, Pence?> of)
    {
        var found = In(months).ToList();
        if (found.Count == 0)
            return SummaryAmount.None("no statement");
        if (IsFew(found))
            return SummaryAmount.None($"withheld: fewer than {Words.Number(least!.Value)} cases");
        var unknown = found.Where(statement => of(statement.Amounts) is null).Select(statement => $"{(least is null ? statement.Payer : statement.Payee).Name}, {statement.Key.Month.Name}").Distinct().ToList();
        return unknown.Count > 0 ? SummaryAmount.None($"not known of {unknown[0]}{(unknown.Count > 1 ? $" and {Words.Of(unknown.Count - 1, "other")}" : "")}") : new(found.Sum(statement => of(statement.Amounts)!.Value.Pounds), null);
    }

    private IEnumerable<Statement> In(IEnumerable<ReportingMonth> months)
    {
        var wanted = months.ToHashSet();
        return _statements.Where(statement => wanted.Contains(statement.Key.Month));
    }

    /// <summary>A month of the year to date with few cases: the sum to date, less those of the other months, would give it away.</summary>
    private bool HasFew(string payee, int shown) => In(period.MonthsToDate).Where(statement => statement.Payee.Code == payee).GroupBy(statement => statement.Key.Month).Any(month => Cases([.. month]) is var cases and > 0 && cases < shown);

    private bool IsFew(List<Statement> found) => least is { } shown && Cases(found) is var cases and > 0 && cases < shown;

    private static int Cases(List<Statement> found) => found.Sum(statement => statement.Cases.Length + statement.Deleted.Sum(deleted => deleted.Cases));

    private static int DaysOf(Statement statement) => statement.Year.FirstOrDefault(month => month.Month == statement.Key.Month)?.Days ?? 0;

    private static StatementAmounts Added(IReadOnlyList<Statement> found)
    {
        return new(Sum(amounts => amounts.NotionalCeiling), Sum(amounts => amounts.Computable) ?? default, Sum(amounts => amounts.Required), Sum(amounts => amounts.Due), Sum(amounts => amounts.InDispute), Sum(amounts => amounts.Paid));

        // One that is not known makes the sum unknown.
        Pence? Sum(Func<StatementAmounts, Pence?> of) => found.Aggregate((Pence?)default(Pence), (sum, statement) => sum + of(statement.Amounts));
    }
}
