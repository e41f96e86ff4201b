using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Monitoring.Core.Kernel;
using Monitoring.Core.Ledger;

namespace Monitoring.Core.Figures.Reimbursement;

/// <summary>Why something was posted.</summary>
public enum PostingKind
{
    /// <summary>The first statement of a month, issued while the month was open.</summary>
    FirstIssue,

    /// <summary>The first statement of a month that was closed already: <c>final, late</c>.</summary>
    LateIssue,

    /// <summary>A later computation differs, and the month is still open: posted to the month itself.</summary>
    Revision,

    /// <summary>A later computation differs, and the month is closed: posted to the first open month, with a reference back.</summary>
    Correction,
}

/// <summary>
/// One line of the account between a payer and a payee. Lines are added and never changed.
/// </summary>
/// <param name="About">The statement whose amount due it brings up to date.</param>
/// <param name="PostedTo">The month in whose books it stands.</param>
/// <param name="Amount">The difference: due, less what was posted about the statement before.</param>
/// <param name="Due">The whole amount due that the account then shows for the statement.</param>
/// <param name="Acceptance">The last acceptance that the amount comes from. With <paramref name="About"/> it is the key: the same computation cannot be posted twice.</param>
/// <param name="RefersTo">Of a correction or revision: the key of the posting that it corrects.</param>
/// <param name="By">Who issued, or what posted by itself.</param>
public sealed record Posting(int Number, StatementKey About, ReportingMonth PostedTo, PostingKind Kind, Pence Amount, Pence Due, ArrivalOrder Acceptance, string? RefersTo, string By, DateTimeOffset At)
{
    [JsonIgnore]
    public string Key => $"{About.NhsBody}-{About.Month}-{Acceptance}";
}

/// <summary>The account of a payee with a payer: every posting, in the order in which they were made.</summary>
public sealed record Account(string Payee, string Payer, ImmutableArray<Posting> Postings)
{
    /// <summary>What was posted about a statement so far.</summary>
    public Pence Posted(StatementKey about) => Postings.Where(posting => posting.About == about).Aggregate(default(Pence), (sum, posting) => sum + posting.Amount);

    /// <summary>What stands in the books of a month, about whatever month.</summary>
    public IEnumerable<Posting> PostedTo(ReportingMonth month) => Postings.Where(posting => posting.PostedTo == month);
}

/// <summary>
/// A statement as it was issued: never edited; a later one has the next number.
/// </summary>
/// <param name="Number">1 for the first of its key.</param>
/// <param name="By">The person who issued it, by name, or the policy switch.</param>
/// <param name="Status"><see cref="FigureStatus.Final"/>, or <see cref="FigureStatus.FinalLate"/> when the month was closed before the first issue.</param>
/// <param name="Figures">Digest of the statement document.</param>
/// <param name="Workbook">Where exactly the workbook of this issue is kept, for ever.</param>
public sealed record IssuedStatement(StatementKey Key, int Number, string By, DateTimeOffset At, FigureStatus Status, string Figures, string Workbook, StatementAmounts Amounts, ImmutableArray<Posting> Postings);
