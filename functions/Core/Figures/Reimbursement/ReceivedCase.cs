using System.Collections.Immutable;
using Monitoring.Core.Kernel;

namespace Monitoring.Core.Figures.Reimbursement;

/// <summary>
/// A case of a return of notices as its receipt answers it: each day decided as the sender reports it, whatever the other party says.
/// </summary>
/// <param name="Case">As printed on the notices.</param>
/// <param name="DaysCounted">Days for which payment can be required, in all months.</param>
/// <param name="Amount">What they come to.</param>
/// <param name="Problem">The first thing that keeps days from counting or makes them doubtful, with what would have put it right; null when there is none.</param>
/// <param name="Decided">Each day with its ground, fact and provision; the notices as the law sees them; the periods with their relevant days.</param>
/// <param name="Statements">Addresses of the statements in which its days stand: <c>/statements/RJ7/RJ7/730/2015-06</c>. None until they are worked out.</param>
public sealed record ReceivedCase(string Case, int DaysCounted, Pence Amount, string? Problem, CaseDays Decided, ImmutableArray<string> Statements)
{
    public static ReceivedCase Of(CaseDays decided, ImmutableArray<string> statements) => new(decided.Case, decided.Counted.Count(), decided.Amount, ProblemOf(decided), decided, statements);

    /// <summary>A notice without effect comes first, since everything hangs on it: what is wrong with it, and what would have made it valid.</summary>
    private static string? ProblemOf(CaseDays decided) =>
        decided.Notices.Where(notice => !notice.Valid).Select(notice => $"{notice.Faults[0].Wrong} {notice.Faults[0].Remedy}").FirstOrDefault() ?? decided.Notes.FirstOrDefault();
}
