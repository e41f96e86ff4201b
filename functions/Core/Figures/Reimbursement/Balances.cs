using System.Collections.Immutable;
using Monitoring.Core.Kernel;
using Monitoring.Core.Returns;

namespace Monitoring.Core.Figures.Reimbursement;

/// <summary>The agreement of balances of a statement: what each party says was invoiced and paid for the days of the financial year to date, by the last day of the month.</summary>
internal static class Balances
{
    /// <param name="at">Last day of the month. An invoice of the day after belongs to the next: until then the days are accrued.</param>
    /// <param name="months">The cases of the year to date.</param>
    public static AgreementOfBalances Of(DateOnly at, ImmutableArray<StatedMonth> months)
    {
        var answered = months.Any(month => month.Theirs is not null);
        var undecided = months.Where(month => month.IsUndecided).ToList();
        return new AgreementOfBalances(
            at, Sum(months, month => Invoiced(month.Own, at)), Sum(months, month => Paid(month.Own, at)),
            answered ? Sum(months, month => Invoiced(month.Theirs, at)) : null, answered ? Sum(months, month => Paid(month.Theirs, at)) : null,
            undecided.Count > 0 ? null : Sum(months, month => NotYet(month, at)), Sum(undecided, month => month.Amounts.Computable), Sum(months, month => month.Amounts.InDispute ?? default),
            [.. months.OrderBy(month => month.Month).ThenBy(month => month.Case, StringComparer.Ordinal).SelectMany(month => Differences(month, at, answered))]);
    }

    /// <summary>Between two authorities no invoices are reported: all that is required stands as accrued.</summary>
    public static AgreementOfBalances OfRecovery(DateOnly at, IEnumerable<Pence?> required)
    {
        var months = required.ToList();
        return new AgreementOfBalances(at, default, default, null, null, months.Exists(month => month is null) ? null : months.Aggregate(default(Pence), (sum, month) => sum + month!.Value), default, default, []);
    }

    private static Pence Invoiced(ReportedDecision? decision, DateOnly at) => decision?.Decision.InvoicedBy(at) ?? default;

    private static Pence Paid(ReportedDecision? decision, DateOnly at) => decision?.Decision.PaidBy(at) ?? default;

    private static Pence NotYet(StatedMonth month, DateOnly at) => month.Amounts.Required is { } required && required > Invoiced(month.Own, at) ? required - Invoiced(month.Own, at) : default;

    /// <summary>
    /// Where the accounts differ, and why. The lines of invoices add up to the difference of what each says was invoiced, those of payments to that of what was paid.
    /// </summary>
    private static IEnumerable<BalanceDifference> Differences(StatedMonth month, DateOnly at, bool answered)
    {
        var (own, theirs) = (month.Own?.Decision, month.Theirs?.Decision);
        if (own is not null && theirs is not null)
        {
            if (own.Days != theirs.Days)
                yield return Line("Days claimed", Words.Days(own.Days), Words.Days(theirs.Days), default);
            foreach (var (what, mine, yours) in new[] { ("Amount sought", own.Sought, theirs.Sought), ("Amount waived", own.Waived, theirs.Waived), ("Amount disputed", own.Disputed, theirs.Disputed), ("Amount agreed", own.Agreed, (Pence?)theirs.Agreed) })
            {
                if (mine is { } here && yours is { } there && here != there)
                    yield return Line(what, $"{here}", $"{there}", here - there);
            }
        }
        if (answered && Invoiced(month.Own, at) - Invoiced(month.Theirs, at) is var invoiced && invoiced != default)
            yield return Line("Invoiced", InvoiceOf(own, at), InvoiceOf(theirs, at), invoiced);
        if (answered && Paid(month.Own, at) - Paid(month.Theirs, at) is var paid && paid != default)
            yield return Line("Paid", PaymentOf(own, at), PaymentOf(theirs, at), paid);
        if (month.InDispute > 0)
        {
            var days = month.Days.Where(day => day.Standing == DayStanding.OnlyNhsBody).ToList();
            yield return Line("Days in dispute", $"{Words.Days(days.Count)} count", "They do not count", Sum(days, day => day.NhsBody!.Amount));
        }

        BalanceDifference Line(string what, string payee, string payer, Pence amount) => new(month.Case, month.Month, what, payee, payer, amount);
    }

    private static string InvoiceOf(ReimbursementDecision? decision, DateOnly at) => decision switch
    {
        null => "Nothing reported",
        { Invoice: { } invoice, InvoicedOn: { } on } => $"{decision.InvoicedBy(on)}, {invoice} of {Words.Date(on)}{(on > at ? $", after {Words.Date(at)}" : "")}",
        _ => "No invoice",
    };

    private static string PaymentOf(ReimbursementDecision? decision, DateOnly at) => decision switch
    {
        null => "Nothing reported",
        { Paid: { } paid, PaidOn: { } on } => $"{paid} on {Words.Date(on)}{(on > at ? $", after {Words.Date(at)}" : "")}",
        { Paid: { } paid } => $"{paid}",
        _ => "No payment known",
    };

    private static Pence Sum<T>(IEnumerable<T> of, Func<T, Pence> amount) => of.Aggregate(default(Pence), (sum, one) => sum + amount(one));
}
