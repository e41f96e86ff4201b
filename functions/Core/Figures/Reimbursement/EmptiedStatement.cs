using Monitoring.Core.Kernel;
using Monitoring.Core.Ledger;
using Monitoring.Core.Policy;

namespace Monitoring.Core.Figures.Reimbursement;

/// <summary>
/// A statement of which nothing is left, because each of its cases was withdrawn or moved to another month or authority. It does not disappear: who has seen it, or paid by it, must be able to see that nothing is
/// due by it any more.
/// </summary>
public static class EmptiedStatement
{
    /// <summary>Whether a statement holds nothing: no case, no recovery, nothing left of deleted cases.</summary>
    public static bool Is(Statement statement) => statement.Cases.IsEmpty && statement.Recoveries.IsEmpty && statement.Deleted.IsEmpty;

    /// <summary>
    /// What a statement says when nothing of it is left: nothing is required, due or in dispute. The notional ceiling and what was paid are not known from here, which is not zero.
    /// </summary>
    /// <param name="before">As it was said last.</param>
    /// <param name="last">The last acceptance about the cases of its NHS body, and when it was received.</param>
    public static Statement Of(Statement before, (ArrivalOrder Order, DateTimeOffset At) last, PolicyBook policy, ReferenceBook reference)
    {
        var said = $"Nothing is left of this statement: each of its cases was withdrawn, or moved to another month or authority. It held {Words.Of(before.Cases.Length + before.Recoveries.Length + before.Deleted.Sum(deleted => deleted.Cases), "case")} before.";
        // An account takes only what is not older than what it was told before.
        var (order, at) = last.Order > before.LastAcceptance ? last : (before.LastAcceptance, before.AsAt);
        return before with
        {
            StatusReasons = [],
            Notes = [said],
            LastAcceptance = order,
            AsAt = at,
            Policy = policy.Version,
            Reference = reference.Version,
            Amounts = Nothing,
            Working = [new Step("No case has days in the month, so nothing can be required.", 0)],
            Cases = [],
            Recoveries = [],
            Deleted = [],
            Year = [],
            Balances = new AgreementOfBalances(before.Key.Month.LastDay, default, default, null, null, default(Pence), default, default, []),
            Inputs = [],
        };
    }

    private static readonly StatementAmounts Nothing = new(null, default, default(Pence), default(Pence), default(Pence), null);
}
