using Monitoring.App.Hosting;
using Monitoring.Core.Kernel;
using Monitoring.Core.Ledger;
using Monitoring.Core.Policy;
using Monitoring.Core.Returns;
using Monitoring.Storage;

namespace Monitoring.App.Stages;

/// <summary>A month closed, or why not.</summary>
/// <param name="WhatToDo">Null when it was closed.</param>
public sealed record ClosingAnswer(ClosedMonth? Closed, string? Problem, string? WhatToDo);

/// <summary>
/// Closes months. Looks daily at every month that is open: proposes to close it, or says what is wanting; closes by itself only where the policy switch says so. A month counts when anything of delayed transfers stands
/// for it or there is a statement of reimbursement.
/// </summary>
public sealed class Closers(
    StandingMonths standing, CaseFigureStore statements, PostingsTable postings, Books books, ClosingStore closing, Unfinished unfinished, NoticeStore notices, BusinessClock clock, Pace pace)
{
    /// <summary>What the daily job does.</summary>
    public async Task Close(CancellationToken cancel)
    {
        foreach (var month in (await All(cancel)).Where(month => month.Closed is null))
        {
            if (month.Proposal!.Ready && Closing.IsAutomatic(month.Month, PolicyBook.Current))
                await Shut(new ClosedMonth(month.Month, clock.Today, "the daily job, by policy switch closing.automatic"), cancel);
            await notices.Say($"closing/{month.Month}", month.Proposal, cancel);
        }
    }

    /// <summary>Every month with anything in it, the last first.</summary>
    public async Task<IReadOnlyList<MonthState>> All(CancellationToken cancel)
    {
        var (reference, _) = await books.Now(cancel);
        var reported = (await standing.All(cancel)).ToDictionary(page => page.Month);
        var (stated, issued, closed) = (await Stated(cancel), await closing.Statements(cancel), await closing.Closed(cancel));
        var states = new List<MonthState>();
        foreach (var month in reported.Keys.Union(stated.Keys).Union(closed).OrderDescending())
        {
            var how = closed.Contains(month) ? await closing.Find<ClosedMonth>(month, cancel) : null;
            var count = issued.GetValueOrDefault(month);
            states.Add(how is null
                ? new MonthState(month, null, Closing.Assess(month, reported.GetValueOrDefault(month), count, clock.Today, PolicyBook.Current, reference), Closing.Refusal(month, count, clock.Today), stated.GetValueOrDefault(month), count)
                : new MonthState(month, how, null, null, stated.GetValueOrDefault(month), count));
        }
        return states;
    }

    /// <summary>Closes a month for good, in the name of a person.</summary>
    public async Task<ClosingAnswer> Close(ReportingMonth month, string by, CancellationToken cancel)
    {
        if (await closing.Find<ClosedMonth>(month, cancel) is { } before)
        {
            return new ClosingAnswer(null, $"{month.Name} was closed on {Words.Date(before.On)} by {before.By}.", "A closed month stays closed: corrections are posted to the first month after it that is open.");
        }
        var issued = await closing.StatementsOf(month, cancel);
        if (Closing.Refusal(month, issued, clock.Today) is { } refusal)
            return new ClosingAnswer(null, refusal, issued == 0 ? "Issue a statement for the month first, then close it." : $"Close it on {Words.Date(month.LastDay.AddDays(1))} or later.");
        var proposal = Closing.Assess(month, await standing.Of(month, cancel), issued, clock.Today, PolicyBook.Current, (await books.Now(cancel)).Reference);
        return await Shut(new ClosedMonth(month, clock.Today, by) { Although = proposal.Wanting }, cancel)
            ? new ClosingAnswer(await closing.Find<ClosedMonth>(month, cancel), null, null)
            : await Close(month, by, cancel);
    }

    /// <summary>Does what is left to do after a month was closed, or was going to be: a process that ended in between leaves its mark.</summary>
    /// <param name="mark">As it was set or read. One set since stays: it stands for somebody who may be about to close the month.</param>
    public async Task Finish(ReportingMonth month, Storage.Mark mark, CancellationToken cancel)
    {
        if (await closing.Find<ClosedMonth>(month, cancel) is { } closed)
        {
            await Touch(month, cancel);
            if (await notices.Find<ClosedMonth>($"closed/{month}", cancel) is null)
                await notices.Say($"closed/{month}", closed, cancel);
        }
        await unfinished.ClearClosing(mark, cancel);
    }

    /// <summary>False when somebody closed it before.</summary>
    private async Task<bool> Shut(ClosedMonth month, CancellationToken cancel)
    {
        var mark = await unfinished.MarkClosing(month.Month, cancel);
        var first = await closing.Close(month.Month, month, cancel);
        await Finish(month.Month, mark, cancel);
        return first;
    }

    /// <summary>
    /// Whoever read an account before the month was closed may still be about to post to it: once the account is touched they cannot, and have to look again. Also those accounts that a first issue would begin.
    /// </summary>
    private async Task Touch(ReportingMonth month, CancellationToken cancel)
    {
        var accounts = new HashSet<(string Payee, string Payer)>();
        await foreach (var account in postings.All(cancel))
            accounts.Add(account);
        await foreach (var statement in statements.All(cancel))
        {
            if (statement.Month == month)
                accounts.Add((statement.Payee, statement.Payer));
        }
        await Parallel.ForEachAsync(accounts, new ParallelOptions { MaxDegreeOfParallelism = pace.Parallel, CancellationToken = cancel }, async (account, token) => await postings.Touch(account.Payee, account.Payer, token));
    }

    private async Task<IReadOnlyDictionary<ReportingMonth, int>> Stated(CancellationToken cancel)
    {
        var stated = new Dictionary<ReportingMonth, int>();
        await foreach (var statement in statements.All(cancel))
            stated[statement.Month] = stated.GetValueOrDefault(statement.Month) + 1;
        return stated;
    }
}
