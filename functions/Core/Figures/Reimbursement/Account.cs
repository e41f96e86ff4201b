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
    /// <summary>1, unless the same returns came to another amount without a later acceptance, because a rule, a rate or the program was put right: then 2, 3, ...</summary>
    public int Turn { get; init; } = 1;

    [JsonIgnore]
    public string Key => Turn == 1 ? $"{About.NhsBody}-{About.Month}-{Acceptance}" : $"{About.NhsBody}-{About.Month}-{Acceptance}-{Turn}";
}

/// <summary>What a statement came to, and from what: all that an account has to know of it.</summary>
/// <param name="Due">Null while nobody has decided whether payment is required.</param>
/// <param name="Acceptance">The last acceptance that the amount comes from.</param>
public sealed record Computation(StatementKey About, Pence? Due, ArrivalOrder Acceptance)
{
    public static Computation Of(Statement statement) => new(statement.Key, statement.Amounts.Due, statement.LastAcceptance);
}

/// <summary>What a computation means for an account.</summary>
/// <param name="Posting">What is to be posted; null when nothing is.</param>
/// <param name="Why">One sentence: why nothing is posted. Null when something is.</param>
public sealed record NextPosting(Posting? Posting, string? Why);

/// <summary>The account of a payee with a payer: every posting, in the order in which they were made.</summary>
public sealed record Account(string Payee, string Payer, ImmutableArray<Posting> Postings)
{
    public static Account Empty(string payee, string payer) => new(payee, payer, []);

    /// <summary>Everything posted: what the payer owes by this account, whether or not it was paid.</summary>
    [JsonIgnore]
    public Pence Balance => Sum(Postings);

    /// <summary>What was posted about a statement so far.</summary>
    public Pence Posted(StatementKey about) => Sum(About(about));

    /// <summary>The postings about a statement, in order.</summary>
    public IEnumerable<Posting> About(StatementKey about) => Postings.Where(posting => posting.About == about);

    /// <summary>What stands in the books of a month, about whatever month.</summary>
    public IEnumerable<Posting> PostedTo(ReportingMonth month) => Postings.Where(posting => posting.PostedTo == month);

    /// <summary>A statement is issued once something, be it £0.00, was posted about it.</summary>
    public bool IsIssued(StatementKey about) => About(about).Any();

    /// <summary>
    /// How a statement issued now, or issued again, is to be called: late for ever when its month was closed before the first issue.
    /// </summary>
    public FigureStatus StatusOf(StatementKey about) => About(about).FirstOrDefault()?.Kind == PostingKind.LateIssue ? FigureStatus.FinalLate : FigureStatus.Final;

    /// <summary>
    /// What brings the account up to date for a computation. The first issue posts the whole amount due to the month itself, be it £0.00 or the month closed; before it nothing is posted. After it
    /// every computation posts its difference: to the month itself while that is open, else to the first open month after it.
    /// </summary>
    /// <remarks>
    /// An amount that is the same posts nothing and leaves no trace, so an account cannot tell an old computation from a new one. Whoever posts reads the account first and only then what stands, and
    /// posts only to the account as it was read: then nothing older than what is posted can be posted over it.
    /// </remarks>
    /// <param name="issue">Somebody issues the statement: without it, only what was issued before is brought up to date.</param>
    /// <param name="closed">The months that are closed.</param>
    /// <exception cref="ArgumentException">The computation is of another payee or payer.</exception>
    public NextPosting Next(Computation computed, bool issue, IReadOnlySet<ReportingMonth> closed, string by, DateTimeOffset at)
    {
        var about = computed.About;
        if ((about.Payee, about.Payer) != (Payee, Payer))
            throw new ArgumentException($"{about} does not belong to the account of {Payee} with {Payer}.", nameof(computed));
        var last = About(about).LastOrDefault();
        if (last is null && !issue)
            return Nothing($"No statement was issued for {about}: nothing is posted before the first issue.");
        if (computed.Due is not { } due)
            return Nothing(last is null
                ? $"Nobody has decided yet what is required for {about}: there is no amount to post."
                : $"What is required for {about} is no longer decided: {Posted(about)} stays posted until it is.");
        if (last is null)
            return new(new Posting(Postings.Length + 1, about, about.Month, closed.Contains(about.Month) ? PostingKind.LateIssue : PostingKind.FirstIssue, due, due, computed.Acceptance, null, by, at), null);
        var difference = due - Posted(about);
        if (difference == default)
            return Nothing($"{due} is posted for {about} already.");
        var month = FirstOpen(about.Month, closed);
        return new(new Posting(Postings.Length + 1, about, month, month == about.Month ? PostingKind.Revision : PostingKind.Correction, difference, due, computed.Acceptance, last.Key, by, at)
        {
            Turn = About(about).Count(posting => posting.Acceptance == computed.Acceptance) + 1,
        }, null);

        static NextPosting Nothing(string why) => new(null, why);
    }

    public Account With(Posting posting) => this with { Postings = [.. Postings, posting] };

    private static ReportingMonth FirstOpen(ReportingMonth month, IReadOnlySet<ReportingMonth> closed)
    {
        while (closed.Contains(month))
            month = month.AddMonths(1);
        return month;
    }

    private static Pence Sum(IEnumerable<Posting> postings) => postings.Aggregate(default(Pence), (sum, posting) => sum + posting.Amount);
}

/// <summary>
/// A statement as it was issued: never edited and never deleted; a later one has the next number.
/// </summary>
/// <param name="Number">1 for the first of its key.</param>
/// <param name="By">The person who issued it, by name, or the policy switch.</param>
/// <param name="Status"><see cref="FigureStatus.Final"/>, or <see cref="FigureStatus.FinalLate"/> when the month was closed before the first issue.</param>
/// <param name="Figures">Digest of the statement document.</param>
/// <param name="Workbook">Where exactly the workbook of this issue is kept, until a case in it is deleted.</param>
/// <param name="Postings">Those about the statement that no issue before had: each posting stands in one issue, and in one journal.</param>
public sealed record IssuedStatement(StatementKey Key, int Number, string By, DateTimeOffset At, FigureStatus Status, string Figures, string Workbook, StatementAmounts Amounts, ImmutableArray<Posting> Postings);
