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
        var withheld = Withheld(shown);
        return [.. lines.Select(line => !withheld.Contains(line.NhsBody) ? line : line with
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
            return SummaryAmount.None($"withheld: fewer than {Words.Number(least!.Value)} cases{(months.Skip(1).Any() ? " in a month of it" : "")}");
        var unknown = found.Where(statement => of(statement.Amounts) is null).Select(statement => $"{(least is null ? statement.Payer : statement.Payee).Name}, {statement.Key.Month.Name}").Distinct().ToList();
        return unknown.Count > 0 ? SummaryAmount.None($"not known of {unknown[0]}{(unknown.Count > 1 ? $" and {Words.Of(unknown.Count - 1, "other")}" : "")}") : new(found.Sum(statement => of(statement.Amounts)!.Value.Pounds), null);
    }

    private IEnumerable<Statement> In(IEnumerable<ReportingMonth> months)
    {
        var wanted = months.ToHashSet();
        return _statements.Where(statement => wanted.Contains(statement.Key.Month));
    }

    /// <summary>
    /// The bodies of which nothing is shown from a month of the year on: the sum to date, less those of the other months, would give that month away, so that none of them is shown again before the next year. They are those with
    /// few cases in a month, and as many of the next smallest as it takes for all that are withheld to have enough in that month: the total less those that are shown tells what is withheld together. What a month withholds hangs on
    /// it and on earlier ones alone, so that its own summary and those of later months withhold the same of it.
    /// </summary>
    private HashSet<string> Withheld(int shown)
    {
        var withheld = new HashSet<string>(StringComparer.Ordinal);
        foreach (var month in period.MonthsToDate)
        {
            var cases = In([month]).GroupBy(statement => statement.Payee.Code).Select(group => (Payee: group.Key, Cases: Cases(group))).Where(one => one.Cases > 0).OrderBy(one => one.Cases).ThenBy(one => one.Payee, StringComparer.Ordinal).ToList();
            withheld.UnionWith(cases.Where(one => one.Cases < shown).Select(one => one.Payee));
            var together = cases.Where(one => withheld.Contains(one.Payee)).Sum(one => one.Cases);
            foreach (var (payee, own) in cases.Where(one => !withheld.Contains(one.Payee)))
            {
                if (together is 0 || together >= shown)
                    break;
                withheld.Add(payee);
                together += own;
            }
        }
        return withheld;
    }

    /// <summary>Of a sum over months one with few cases is enough: the other months, each in its own summary, would give it away.</summary>
    private bool IsFew(IEnumerable<Statement> found) => least is { } shown && found.GroupBy(statement => statement.Key.Month).Any(month => Cases(month) is var cases and > 0 && cases < shown);

    /// <summary>A case is one however many months it ran over. Deleted ones have no reference any more and are counted in each of their months.</summary>
    private static int Cases(IEnumerable<Statement> found) =>
        found.SelectMany(statement => statement.Cases, (statement, of) => (statement.Key.NhsBody, of.Case)).Distinct().Count() + found.SelectMany(statement => statement.Deleted).Sum(deleted => deleted.Cases);

    private static int DaysOf(Statement statement) => statement.Year.FirstOrDefault(month => month.Month == statement.Key.Month)?.Days ?? 0;

    private static StatementAmounts Added(IReadOnlyList<Statement> found)
    {
        return new(Sum(amounts => amounts.NotionalCeiling), Sum(amounts => amounts.Computable) ?? default, Sum(amounts => amounts.Required), Sum(amounts => amounts.Due), Sum(amounts => amounts.InDispute), Sum(amounts => amounts.Paid));

        // One that is not known makes the sum unknown.
        Pence? Sum(Func<StatementAmounts, Pence?> of) => found.Aggregate((Pence?)default(Pence), (sum, statement) => sum + of(statement.Amounts));
    }
}
