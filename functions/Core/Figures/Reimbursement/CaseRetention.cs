using System.Collections.Immutable;
using System.Globalization;
using Monitoring.Core.Kernel;
using Monitoring.Core.Ledger;
using Monitoring.Core.Policy;

namespace Monitoring.Core.Figures.Reimbursement;

/// <summary>Why the rows of a case are kept although their time is over.</summary>
public enum Hold
{
    /// <summary>Nobody has reported that the patient left.</summary>
    Open,

    /// <summary>Payment could be required for days of it, and nobody has decided whether it is.</summary>
    Undecided,

    /// <summary>Part of what is required is disputed.</summary>
    Disputed,

    /// <summary>More is required than was paid, as far as is known.</summary>
    Unpaid,
}

/// <summary>All that stands of one case: what both parties report and decided, and what it contributes to statements.</summary>
public sealed record CaseOnFile(string NhsBody, string Case, ImmutableArray<ReportedCase> Views, ImmutableArray<ReportedDecision> Decisions, ImmutableArray<TombstoneMonth> Months)
{
    /// <summary>The last date on which anything happened, was decided, invoiced or paid. What is only proposed does not count.</summary>
    public DateOnly LastDay => Dates().Max();

    /// <summary>When the last of what stands arrived.</summary>
    public DateTimeOffset AsAt => Views.Select(view => view.SinceAt).Concat(Decisions.Select(decision => decision.SinceAt)).Max();

    /// <summary>Its place in the order of arrival.</summary>
    public ArrivalOrder LastAcceptance => Views.Select(view => view.Since).Concat(Decisions.Select(decision => decision.Since)).Max();

    public int Rows => Views.Sum(view => view.Lines.Length) + Decisions.Length;

    private IEnumerable<DateOnly> Dates() =>
    [
        .. Views.SelectMany(view => view.Lines).Select(line => line.Line.When.Date),
        .. Decisions.Select(decision => decision.Decision).SelectMany(decision => new[] { decision.Month.LastDay, decision.On, decision.InvoicedOn, decision.PaidOn }).OfType<DateOnly>(),
    ];
}

/// <summary>Until when the rows of a case are kept.</summary>
/// <param name="KeptTo">The last day on which they are kept, unless something holds them.</param>
/// <param name="Holds">What holds them longer; they are deleted once there is none.</param>
public sealed record RetainedCase(CaseOnFile OnFile, DateOnly KeptTo, ImmutableArray<Hold> Holds)
{
    public bool IsOver(DateOnly today) => today > KeptTo;

    public bool IsDue(DateOnly today) => IsOver(today) && Holds.IsEmpty;
}

/// <summary>
/// How long the rows of a case are kept (policies <c>cases.retention</c>, <c>cases.kept-after-arrival</c>, <c>cases.hold</c>), and what is left of them afterwards.
/// </summary>
public static class CaseRetention
{
    /// <summary>The cases of a body, each with its months. A case of which nothing but totals is left is none of them.</summary>
    public static ImmutableArray<CaseOnFile> OnFile(StatementFacts facts, IEnumerable<Statement> statements)
    {
        var months = MonthsOf(statements);
        var views = facts.Cases.ToLookup(view => view.Case);
        var decisions = facts.Decisions.ToLookup(decision => decision.Decision.Case);
        return
        [
            .. from reference in views.Select(view => view.Key).Union(decisions.Select(decision => decision.Key)).Order(StringComparer.Ordinal)
               select new CaseOnFile(facts.NhsBody, reference, [.. views[reference]], [.. decisions[reference]], [.. months[reference]]),
            // Their time ends, too, and the totals stay what they were.
            .. facts.Waiting,
        ];
    }

    /// <summary>
    /// Kept to the end of the financial year of the last date, and the years of the policy after it; rows that arrived late are kept for a while all the same, so that a statement can be made of them.
    /// </summary>
    /// <param name="today">Chooses the rows of the policy: a retention is that of the day on which is asked.</param>
    public static RetainedCase Of(CaseOnFile onFile, DateOnly today, PolicyBook policy)
    {
        var byYear = Ends(onFile.LastDay, today, policy);
        var byArrival = London.DateOf(onFile.AsAt).AddDays(Number(policy.On(today, "cases.kept-after-arrival")));
        var holding = policy.On(today, "cases.hold").Value.Split(' ');
        return new RetainedCase(onFile, byYear > byArrival ? byYear : byArrival, [.. HoldsOf(onFile).Where(hold => holding.Contains(hold.ToString().ToLowerInvariant()))]);
    }

    /// <summary>The last day on which something of a date is kept.</summary>
    public static DateOnly Ends(DateOnly date, DateOnly today, PolicyBook policy) =>
        FinancialYear.Of(date).AddYears(Number(policy.On(today, "cases.retention"))).LastDay;

    /// <summary>What stays when the rows go.</summary>
    public static CaseTombstone TombstoneOf(CaseOnFile onFile, DateOnly deletedOn) =>
        new(onFile.NhsBody, onFile.Case, deletedOn, onFile.LastDay, onFile.Rows, onFile.Months) { LastAcceptance = onFile.LastAcceptance, AsAt = onFile.AsAt };

    /// <summary>
    /// What counts, where some cases were deleted: a tombstone stands for all that arrived up to it, so of such a case nothing is counted twice while its rows are being deleted. When the NHS body reports the case anew,
    /// that counts instead of the tombstone: its return is the last word, and what it says of the case is whole. A decision or the authority's report alone is not: without the NHS body's notices nothing can be required,
    /// and what was due would be lost. It waits for them.
    /// </summary>
    /// <param name="all">All that stands, and every tombstone.</param>
    public static StatementFacts Counted(StatementFacts all)
    {
        var stones = all.Deleted.ToDictionary(tombstone => tombstone.Case);
        var cases = all.Cases.Where(view => IsNews(view.Case, view.Since)).ToImmutableArray();
        var decisions = all.Decisions.Where(decision => IsNews(decision.Decision.Case, decision.Since)).ToImmutableArray();
        var reported = cases.Select(view => view.Case).Concat(decisions.Select(decision => decision.Decision.Case)).ToHashSet();
        // A tombstone without months stands in for no amount, so nothing is lost with it.
        var anew = cases.Where(view => view.View != View.Authority).Select(view => view.Case).Concat(all.Deleted.Where(stone => stone.Months.IsEmpty).Select(stone => stone.Case).Where(reported.Contains)).ToHashSet();
        var waiting =
            from reference in reported.Where(IsWaiting).Order(StringComparer.Ordinal)
            select new CaseOnFile(all.NhsBody, reference, [.. cases.Where(view => view.Case == reference)], [.. decisions.Where(decision => decision.Decision.Case == reference)], stones[reference].Months);
        return all with
        {
            Cases = [.. cases.Where(view => !IsWaiting(view.Case))],
            Decisions = [.. decisions.Where(decision => !IsWaiting(decision.Decision.Case))],
            Deleted = [.. all.Deleted.Where(tombstone => !anew.Contains(tombstone.Case))],
            Waiting = [.. waiting],
        };

        bool IsNews(string reference, ArrivalOrder since) => !stones.TryGetValue(reference, out var stone) || since > stone.LastAcceptance;

        bool IsWaiting(string reference) => stones.ContainsKey(reference) && !anew.Contains(reference);
    }

    /// <summary>What each case contributes to the statements of its NHS body. A month in which it was only told of, since none of its days counts and nothing was decided, is none of them.</summary>
    public static ILookup<string, TombstoneMonth> MonthsOf(IEnumerable<Statement> statements) =>
        (from statement in statements
         from stated in statement.Cases
         let days = stated.Days.Count(day => day.NhsBody is { Counts: true })
         // Between two authorities no day is in dispute: what was paid is recovered.
         let disputed = statement.Key.IsRecovery ? 0 : stated.Days.Count(day => day.Standing == DayStanding.OnlyNhsBody)
         let decided = stated.Decisions.Any(decision => decision.View != View.Authority)
         where days > 0 || stated.Days.Any(day => day.Authority is { Counts: true }) || !stated.Decisions.IsEmpty
         select (stated.Case, Month: new TombstoneMonth(statement.Key.Payee, statement.Key.Payer, statement.Key.Month, days, disputed, stated.Amounts) { WasDecided = decided }))
        .ToLookup(one => one.Case, one => one.Month);

    private static IEnumerable<Hold> HoldsOf(CaseOnFile onFile)
    {
        if (onFile.Views.Length > 0 && onFile.Views.All(view => Returns.NoticeCase.Of(view.Lines.Select(line => line.Line)).EndOfStay is null))
            yield return Hold.Open;
        if (onFile.Months.Any(month => month.Amounts is { Computable.Number: > 0, Required: null }))
            yield return Hold.Undecided;
        if (onFile.Months.Any(month => month.Amounts.InDispute is { Number: > 0 }))
            yield return Hold.Disputed;
        if (onFile.Months.Any(month => month.Amounts.Unpaid is { Number: > 0 }))
            yield return Hold.Unpaid;
    }

    private static int Number(PolicyRow row) => int.Parse(row.Value, CultureInfo.InvariantCulture);
}
