using System.Text.Json;
using Azure.Storage.Queues;
using Microsoft.Extensions.Logging;
using Monitoring.App.Hosting;
using Monitoring.Core.Figures.Funds;
using Monitoring.Core.Ledger;
using Monitoring.Storage;

namespace Monitoring.App.Stages;

/// <summary>
/// Drives again whatever was begun and is not known to be done: uploads without a receipt, acceptances without figures, statements or funds, figures that are not in the histories, documents that are not in summaries, figures without a workbook, months
/// closed whose accounts were not told, deliveries given up. What it costs depends on what is unfinished.
/// </summary>
public sealed partial class Sweeping(
    Inbox inbox, Acceptances acceptances, Unfinished unfinished, Receiving receiving, Computing computing, Stating stating, Charting charting, Funding funding, Publishing publishing, Summarising summarising, StatementPublishing statementPublishing, Issuing issuing, Closers closers,
    NoticeStore notices, Accounts accounts, Pace pace, TimeProvider clock, Tally tally, ILogger<Sweeping> log)
{
    /// <summary>Where the host puts deliveries that failed five times.</summary>
    public const string PoisonQueue = "webjobs-blobtrigger-poison";

    public async Task Sweep(CancellationToken cancel)
    {
        await foreach (var upload in inbox.Waiting(cancel))
        {
            if (IsOld(upload.CreatedOn))
                await Drive($"upload {InboxPath.IdOf(upload.Blob)}", () => receiving.Receive(upload.Blob, cancel), cancel);
        }
        await foreach (var mark in unfinished.Compute(cancel))
        {
            if (IsOld(mark.Since))
                await Drive($"figures of {mark.Key}", () => Compute(new ArrivalOrder(mark.Key), cancel), cancel);
        }
        var stale = false;
        await foreach (var (_, mark) in unfinished.StalePages(cancel))
            stale |= IsOld(mark.Since);
        if (stale)
            await Drive("figures that depend on reference data", () => computing.RecomputeStale(cancel), cancel);
        if (await charting.Since(cancel) is var changed && changed.Any(IsOld))
            await Drive("histories of delays", () => charting.ChartAll(cancel, clearAny: changed.All(IsOld)), cancel);
        await foreach (var (body, mark) in unfinished.State(cancel))
        {
            if (IsOld(mark.Since))
                await Drive($"statements of the cases of {body}", () => stating.StateDue(body, cancel), cancel);
        }
        await foreach (var (board, mark) in unfinished.Funds(cancel))
        {
            if (IsOld(mark.Since))
                await Drive($"fund of {board}", () => funding.FundDue([board], cancel), cancel);
        }
        foreach (var (year, since) in await funding.ToGather(cancel))
        {
            if (since.Any(IsOld))
                await Drive($"funds of England for {year}", () => funding.Gather(year, cancel, clearAny: since.All(IsOld)), cancel);
        }
        await foreach (var (figures, mark) in unfinished.Publish(cancel))
        {
            if (IsOld(mark.Since))
                await Drive($"workbook of {figures}", () => publishing.Publish(figures, cancel, clearAny: true), cancel);
        }
        foreach (var body in await summarising.Due(cancel))
        {
            if (body.Any(due => IsOld(due.Mark.Since)))
                await Drive($"summaries of {body.Key.Code}", () => summarising.PublishDue([body], due => due.All(one => IsOld(one.Mark.Since)), cancel), cancel);
        }
        await foreach (var (statement, mark) in unfinished.PublishStatements(cancel))
        {
            if (IsOld(mark.Since))
                await Drive($"workbook of the statement {statement}", () => statementPublishing.Publish(statement, cancel, clearAny: true), cancel);
        }
        await foreach (var (statement, mark) in unfinished.Postings(cancel))
        {
            if (IsOld(mark.Since))
                await Drive($"what was posted about the statement {statement}", () => issuing.Finish(statement, mark, cancel), cancel);
        }
        await foreach (var (month, mark) in unfinished.Closings(cancel))
        {
            if (IsOld(mark.Since))
                await Drive($"closing of {month}", () => closers.Finish(month, mark, cancel), cancel);
        }
        foreach (var queues in new[] { accounts.InboxQueues, accounts.ReturnsQueues, accounts.CasesQueues })
            await Poison(queues.GetQueueClient(PoisonQueue), cancel);
    }

    private bool IsOld(DateTimeOffset since) => clock.GetUtcNow() - since >= pace.SweepAfter;

    /// <summary>An acceptance that never was: the process ended between the mark and the commit, and the upload, dealt with above, has been committed or refused since.</summary>
    private async Task Compute(ArrivalOrder order, CancellationToken cancel)
    {
        if (await acceptances.IsCommitted(order, cancel))
            await computing.Compute(Acceptances.NameOf(order), cancel);
        else if (!await IsWaiting(order, cancel))
            await unfinished.ClearCompute(order, cancel);
    }

    private async Task<bool> IsWaiting(ArrivalOrder order, CancellationToken cancel)
    {
        await foreach (var upload in inbox.Waiting(cancel))
        {
            if (order.Value.EndsWith(InboxPath.IdOf(upload.Blob), StringComparison.Ordinal) || order.Value.EndsWith(InboxPath.IdOf(upload.Blob, upload.CreatedOn), StringComparison.Ordinal))
                return true;
        }
        return false;
    }

    /// <summary>One piece of work that fails must not keep the others from being done; what fails is told, and tried again at the next sweep.</summary>
    private async Task<bool> Drive(string what, Func<Task> work, CancellationToken cancel)
    {
        try
        {
            await work();
            tally.Swept.Add();
            return true;
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            LogStuck(log, failure, what);
            await notices.Say($"stuck/{what.Replace(' ', '-')}", new StuckNotice(what, failure.GetType().Name), cancel);
            return false;
        }
    }

    private async Task Poison(QueueClient queue, CancellationToken cancel)
    {
        if (!await queue.ExistsAsync(cancel))
            return;
        while ((await queue.ReceiveMessagesAsync(32, TimeSpan.FromMinutes(5), cancel)).Value is { Length: > 0 } messages)
        {
            foreach (var message in messages)
            {
                var poison = JsonSerializer.Deserialize<PoisonedBlob>(message.Body.ToString());
                if (poison is null || await Drive($"delivery of {poison.ContainerName}/{NameOf(poison)}", () => Again(poison, cancel), cancel))
                    await queue.DeleteMessageAsync(message.MessageId, message.PopReceipt, cancel);
            }
        }
    }

    private Task Again(PoisonedBlob poison, CancellationToken cancel) => poison.ContainerName switch
    {
        Containers.Inbox => receiving.Receive(poison.BlobName, cancel),
        Containers.Accepted => computing.Compute(poison.BlobName, cancel),
        Containers.Figures => publishing.PublishOne(poison.BlobName, cancel),
        Containers.CaseFigures => statementPublishing.Publish(poison.BlobName, cancel),
        _ => Task.CompletedTask,
    };

    /// <summary>An upload goes by its id: the name of a file is the sender's own, and may say what belongs into no log.</summary>
    private static string NameOf(PoisonedBlob poison) => poison.ContainerName == Containers.Inbox ? InboxPath.IdOf(poison.BlobName) : poison.BlobName;

    private sealed record PoisonedBlob(string ContainerName, string BlobName);

    [LoggerMessage(Level = LogLevel.Error, Message = "Unfinished work fails again: {What}")]
    private static partial void LogStuck(ILogger log, Exception failure, string what);
}

/// <summary>Tells the people who run the service that something does not get done. Holds no value of any return.</summary>
public sealed record StuckNotice(string What, string Failure);
