using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Monitoring.App.Hosting;
using Monitoring.Core.Figures;
using Monitoring.Core.Figures.Reimbursement;
using Monitoring.Core.Kernel;
using Monitoring.Storage;

namespace Monitoring.App.Stages;

/// <summary>The workbooks of statements, as issuing needs them.</summary>
/// <param name="OfIssue">Writes the workbook of an issue, once and for ever, and says where it is kept. The account is as it will be after the issue; the issue is complete but for its workbook.</param>
/// <param name="Latest">Brings the latest workbook of a statement up to date with its account.</param>
public sealed record IssueWorkbooks(Func<Statement, Account, IssuedStatement, CancellationToken, Task<string>> OfIssue, Func<StatementKey, CancellationToken, Task> Latest);

/// <summary>A statement issued, or why not.</summary>
/// <param name="WhatToDo">Null when it was issued.</param>
public sealed record IssueAnswer(IssuedStatement? Issued, string? Problem, string? WhatToDo);

/// <summary>A statement was issued. Totals only.</summary>
public sealed record StatementIssuedNotice(string NhsBody, string Payee, string Payer, ReportingMonth Month, int Number, string By, DateTimeOffset At, FigureStatus Status, StatementAmounts Amounts);

/// <summary>What was issued has changed: the difference is posted. Totals only.</summary>
/// <param name="RefersTo">Key of the posting that is corrected.</param>
public sealed record RestatementNotice(
    string NhsBody, string Payee, string Payer, ReportingMonth Month, PostingKind Kind, ReportingMonth PostedTo, Pence Amount, Pence Due, string? RefersTo, DateTimeOffset At, string InWords);

/// <summary>What was required is no longer decided, and stays posted.</summary>
public sealed record UndecidedNotice(string NhsBody, string Payee, string Payer, ReportingMonth Month, Pence Posted, string InWords);

/// <summary>
/// Issues statements and posts what becomes due. The commit is one transaction of the account: the posting and the issue go in together, or neither does. Before it only a workbook is written, which nobody can find
/// by it; after it everything is a copy of what the account says, and is made again by whoever comes next.
/// </summary>
/// <remarks>
/// Always in this order: the account, then the months closed, then what stands. Whoever posts has then read at least what everybody before had read, since a posting is added only to the account as it was read; and
/// closing a month touches every account (<see cref="Closers"/>), so that nobody posts who looked before.
/// </remarks>
public sealed partial class Issuing(
    CaseFigureStore statements, PostingsTable postings, IssuedStore issues, ClosingStore closing, Unfinished unfinished, NoticeStore notices, IssueWorkbooks workbooks, BusinessClock clock, Tally tally, ILogger<Issuing> log)
{
    /// <summary>Who posts a difference: nobody asked for it.</summary>
    public const string ByItself = "the service, because what stands has changed";

    /// <summary>Issues what stands of a statement, with the postings about it that no issue has had before.</summary>
    /// <param name="by">The person, by name.</param>
    /// <param name="seen">Digest of the statement document that the person looked at; null when it is not known.</param>
    public async Task<IssueAnswer> Issue(StatementKey key, string by, CancellationToken cancel, string? seen = null)
    {
        var (mark, tried) = ((Mark?)null, (IssuedStatement?)null);
        while (true)
        {
            var read = await postings.Find(key.Payee, key.Payer, cancel);
            var last = read.LastIssue(key);
            // Storage may have done what was asked although nobody heard of it: then it is ours.
            if (tried is not null && last is not null && (last.Number, last.By, last.At) == (tried.Number, tried.By, tried.At))
                return await Done(last);
            var closed = await closing.Closed(cancel);
            if (await statements.Find(key, cancel) is not { } document)
                return await No($"There is no statement for {key}.", "A statement is made of the notices that an NHS body reports: look at the receipts of the returns for that month.");
            var (statement, digest, now) = (Json.Read<Statement>(document.Content), Digest.Of(document.Content), clock.Now);
            if (seen is not null && seen != digest)
                return await No($"The statement for {key} has changed since you opened it.", "Open it again, look at what changed, and issue it then.");
            if (Refusal(statement) is { } refusal)
                return await No(refusal.Problem, refusal.WhatToDo);

            var next = read.Account.Next(Computation.Of(statement), issue: true, closed, by, now);
            var account = next.Posting is { } posting ? read.Account.With(posting) : read.Account;
            ImmutableArray<Posting> unissued = [.. account.About(key).Except(read.Issued.Where(issued => issued.Key == key).SelectMany(issued => issued.Postings))];
            if (last?.Figures == digest && unissued.IsEmpty)
            {
                await Tell(key, cancel);
                return await No($"Nothing in the statement for {key} has changed since issue {last.Number} of {Words.Date(London.DateOf(last.At))} by {last.By}: that issue stands.", $"Use the workbook of issue {last.Number}.");
            }
            tried = new IssuedStatement(key, (last?.Number ?? 0) + 1, by, now, account.StatusOf(key), digest, "", statement.Amounts, unissued);
            tried = tried with { Workbook = await workbooks.OfIssue(statement, account, tried, cancel) };
            mark ??= await unfinished.MarkPosting(key, cancel);
            if (await postings.Add(read, next.Posting, tried, cancel))
            {
                tally.StatementsIssued.Add();
                if (next.Posting is not null)
                    tally.Posted.Add();
                return await Done(tried);
            }
            tally.PostedMeanwhile.Add();
        }

        async Task<IssueAnswer> Done(IssuedStatement issued)
        {
            await Finish(key, mark!, cancel);
            LogIssued(log, key.NhsBody, key.Payee, key.Payer, key.Month, issued.Number);
            return new IssueAnswer(issued, null, null);
        }

        async Task<IssueAnswer> No(string problem, string whatToDo)
        {
            if (mark is not null)
                await Finish(key, mark, cancel);
            return new IssueAnswer(null, problem, whatToDo);
        }
    }

    /// <inheritdoc cref="PostDifference(StatementKey, CancellationToken)"/>
    public Task<NextPosting> PostDifference(Statement statement, CancellationToken cancel) => PostDifference(statement.Key, cancel);

    /// <summary>Brings the account up to date with what stands of a statement, if it was issued. Whichever delivery asks, how often and how late, makes no difference: what is posted is what stands.</summary>
    public async Task<NextPosting> PostDifference(StatementKey key, CancellationToken cancel)
    {
        var mark = (Mark?)null;
        while (true)
        {
            var read = await postings.Find(key.Payee, key.Payer, cancel);
            var closed = await closing.Closed(cancel);
            if (await statements.Find(key, cancel) is not { } document)
                return new NextPosting(null, $"There is no statement for {key}.");
            var computed = Computation.Of(Json.Read<Statement>(document.Content));
            var next = read.Account.Next(computed, issue: false, closed, ByItself, clock.Now);
            if (next.Posting is { } posting)
            {
                mark ??= await unfinished.MarkPosting(key, cancel);
                if (!await postings.Add(read, posting, null, cancel))
                {
                    tally.PostedMeanwhile.Add();
                    continue;
                }
                tally.Posted.Add();
                LogPosted(log, posting.Kind, key.NhsBody, key.Payee, key.Payer, key.Month, posting.PostedTo);
            }
            else if (computed.Due is null && read.Account.IsIssued(key))
            {
                await Say($"undecided/{NoticeOf(key)}/{computed.Acceptance}", new UndecidedNotice(key.NhsBody, key.Payee, key.Payer, key.Month, read.Account.Posted(key), next.Why!), cancel);
            }
            if (mark is not null)
            {
                await Tell(key, cancel);
                await unfinished.ClearPosting(mark, cancel);
            }
            return next;
        }
    }

    /// <summary>Does whatever may be left to do after something was posted or issued, or was going to be: a process that ended in between leaves its mark.</summary>
    public async Task Finish(StatementKey key, Mark mark, CancellationToken cancel)
    {
        await Tell(key, cancel);
        // A statement that changed while it was being issued: whoever wrote it found nothing issued yet, and posted nothing.
        await PostDifference(key, cancel);
        await workbooks.Latest(key, cancel);
        await unfinished.ClearPosting(mark, cancel);
    }

    /// <summary>Copies what the account says to where people look: the record of each issue, and a notice of each issue and each restatement.</summary>
    private async Task Tell(StatementKey key, CancellationToken cancel)
    {
        var read = await postings.Find(key.Payee, key.Payer, cancel);
        foreach (var issued in read.Issued.Where(issued => issued.Key == key))
        {
            await issues.Create(issued, cancel);
            await Say($"statement-issued/{NoticeOf(key)}/{issued.Number:0000}", new StatementIssuedNotice(key.NhsBody, key.Payee, key.Payer, key.Month, issued.Number, issued.By, issued.At, issued.Status, issued.Amounts), cancel);
        }
        foreach (var posting in read.Account.About(key).Where(posting => posting.Kind is PostingKind.Revision or PostingKind.Correction))
        {
            var inWords = $"{posting.Due} is due for {key} instead of {posting.Due - posting.Amount}. The difference of {posting.Amount} is posted to {posting.PostedTo.Name}{(posting.Kind == PostingKind.Correction ? $", because {key.Month.Name} is closed" : "")}.";
            await Say($"restatement/{NoticeOf(key)}/{posting.Number:0000}", new RestatementNotice(key.NhsBody, key.Payee, key.Payer, key.Month, posting.Kind, posting.PostedTo, posting.Amount, posting.Due, posting.RefersTo, posting.At, inWords), cancel);
        }
    }

    /// <summary>Only what was not said yet: a notice written over is a notice sent twice.</summary>
    private async Task Say<T>(string name, T notice, CancellationToken cancel) where T : class
    {
        if (await notices.Find<T>(name, cancel) is null)
            await notices.Say(name, notice, cancel);
    }

    private static (string Problem, string WhatToDo)? Refusal(Statement statement)
    {
        if (statement.Hypothetical is { } supposed)
            return ($"The statement for {statement.Key} is worked out on a supposition ({supposed}): nothing is due by it.", "Issue the statement itself.");
        if (statement.Status == FigureStatus.NotCalculable)
            return ($"The statement for {statement.Key} cannot be worked out: {string.Join(" ", statement.StatusReasons.DefaultIfEmpty("it does not say why."))}", "Put right what is missing; the statement is then made anew.");
        if (statement.Amounts is { Required: not null, Due: not null })
            return null;
        var undecided = statement.Cases.Count(one => one.Amounts.Required is null);
        return ($"Nobody has decided yet whether payment is required for {statement.Key}: {Words.Of(undecided, "case")} of {Words.Number(statement.Cases.Length)} {(undecided == 1 ? "is" : "are")} undecided.",
            "Send a decision for each of them (reimbursement decisions: sought, or waived), then issue the statement.");
    }

    private static string NoticeOf(StatementKey key) => $"{key.Month}/{key.NhsBody}/{key.Payee}-{key.Payer}";

    [LoggerMessage(Level = LogLevel.Information, Message = "Issued the statement of {NhsBody} for {Payee} from {Payer}, {Month}, number {Number}")]
    private static partial void LogIssued(ILogger log, string nhsBody, string payee, string payer, ReportingMonth month, int number);

    [LoggerMessage(Level = LogLevel.Information, Message = "Posted a {Kind} about the statement of {NhsBody} for {Payee} from {Payer}, {Month}, to {PostedTo}")]
    private static partial void LogPosted(ILogger log, PostingKind kind, string nhsBody, string payee, string payer, ReportingMonth month, ReportingMonth postedTo);
}
