using System.Collections.Immutable;
using System.Globalization;
using Microsoft.Extensions.Logging;
using Monitoring.App.Hosting;
using Monitoring.Core.Figures.Reimbursement;
using Monitoring.Core.Kernel;
using Monitoring.Core.Ledger;
using Monitoring.Core.Policy;
using Monitoring.Core.Returns;
using Monitoring.Core.Validation;
using Monitoring.Storage;

namespace Monitoring.App.Stages;

/// <summary>A case that is kept although its time is over, and why.</summary>
public sealed record HeldCase(string Case, DateOnly KeptTo, ImmutableArray<Hold> Holds);

/// <summary>What the last look at an NHS body's cases came to. It names cases, and lies with them.</summary>
public sealed record RetentionReport(string NhsBody, DateOnly On, ImmutableArray<string> Deleted, ImmutableArray<HeldCase> Held);

/// <summary>How many cases were deleted, and how many are held although their time is over. It names none.</summary>
public sealed record RetentionNotice(DateOnly On, ImmutableArray<RetentionCount> NhsBodies);

/// <summary>The same of one NHS body.</summary>
public sealed record RetentionCount(string NhsBody, int Deleted, int Held);

/// <summary>
/// Deletes the rows of cases whose retention is over. The tombstone comes first and is the decision: from then on totals count and rows do not, whether they are gone yet or not. Everything after it is worked out from
/// the tombstones and from what is still there, so a run that was interrupted is finished by the next.
/// </summary>
public sealed partial class Retaining(
    CaseReading cases, TombstoneStore tombstones, LedgerStore ledger, ReturnsStore returns, ReceiptStore receipts, VersionsTable versions, CasePublishedStore published, Unfinished unfinished, Computing computing, Stating stating,
    StatementPublishing publishing, Summarising summarising, SummaryStore summaries, Books books, NoticeStore notices, BusinessClock clock, TimeProvider storageClock, Tally tally, ILogger<Retaining> log)
{
    /// <summary>Nothing that is being dealt with is as old as this, so rows of an upload that was never accepted are left over from an attempt that was given up.</summary>
    private static readonly TimeSpan LeftOver = TimeSpan.FromDays(30);

    /// <summary>No run of the national job takes longer: one that had read statements before they were made anew has ended by then.</summary>
    private static readonly TimeSpan StillRunning = TimeSpan.FromHours(1);

    /// <summary>A deleted case.</summary>
    /// <param name="Through">The last acceptance that the tombstone stands for.</param>
    /// <param name="Anew">Something new was reported of it later, and those rows have a time of their own.</param>
    private readonly record struct Gone(ArrivalOrder Through, bool Anew)
    {
        public bool Covers(ArrivalOrder order) => order <= Through || !Anew;
    }

    public async Task DeleteExpired(CancellationToken cancel)
    {
        var (today, gone, counts) = (clock.Today, new Dictionary<(string NhsBody, string Case), Gone>(), new List<RetentionCount>());
        foreach (var nhsBody in await cases.NhsBodies(cancel))
        {
            var held = await Bury(nhsBody, today, cancel);
            var facts = await cases.Of(nhsBody, cancel);
            foreach (var tombstone in facts.Tombstones)
                gone[(nhsBody, tombstone.Case)] = new Gone(tombstone.LastAcceptance, facts.Counted.Waiting.Any(waiting => waiting.Case == tombstone.Case) || !facts.Counted.Deleted.Any(counted => counted.Case == tombstone.Case));
            await DeleteRows(nhsBody, facts, gone, cancel);
            await stating.StateDue(nhsBody, cancel);
            await DeletePublished(nhsBody, facts.Tombstones, cancel);
            var deleted = facts.Tombstones.Where(tombstone => tombstone.DeletedOn == today).Select(tombstone => tombstone.Case).ToImmutableArray();
            if (deleted.Length + held.Length > 0)
            {
                await tombstones.Report(nhsBody, new RetentionReport(nhsBody, today, deleted, held), cancel);
                counts.Add(new RetentionCount(nhsBody, deleted.Length, held.Length));
            }
        }
        await Forget(gone, today, cancel);
        await computing.RecomputeStale(cancel);
        if (counts.Count > 0)
            await notices.Say(NameOf(today), new RetentionNotice(today, [.. counts]), cancel);
        LogRetained(log, counts.Sum(count => count.Deleted), counts.Sum(count => count.Held));
    }

    /// <summary>Of the notice that counts what was deleted on a day.</summary>
    public static string NameOf(DateOnly day) => $"retention/{day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}";

    /// <summary>Writes the tombstones of the cases whose time is over; their totals are those of the statements as they stand. Returns the cases that are held.</summary>
    private async Task<ImmutableArray<HeldCase>> Bury(string nhsBody, DateOnly today, CancellationToken cancel)
    {
        var (policy, facts) = (PolicyBook.Current, (await cases.Of(nhsBody, cancel)).Counted);
        // Most of the time nothing is over, and then no statement need be made.
        if (!CaseRetention.OnFile(facts, []).Any(onFile => CaseRetention.Of(onFile, today, policy).IsOver(today)))
            return [];
        var (reference, _) = await books.Now(cancel);
        var over = CaseRetention.OnFile(facts, Statements.Of(facts, policy, reference)).Select(onFile => CaseRetention.Of(onFile, today, policy)).Where(retained => retained.IsOver(today)).ToList();
        var due = over.Where(retained => retained.IsDue(today)).Select(retained => retained.OnFile).ToList();
        if (due.Count > 0)
            await unfinished.MarkState(nhsBody, cancel);
        foreach (var onFile in due)
            await tombstones.Write(CaseRetention.TombstoneOf(onFile, today), cancel);
        tally.CasesDeleted.Add(due.Count);
        return [.. over.Where(retained => !retained.IsDue(today)).Select(retained => new HeldCase(retained.OnFile.Case, retained.KeptTo, retained.Holds))];
    }

    /// <summary>
    /// Deletes every row that a tombstone stands for, wherever it is: what stood, what it had replaced, and what was sent again since without anything new in it. The statements and the effects that were told of those
    /// rows are marked as stale before the first goes.
    /// </summary>
    private async Task DeleteRows(string nhsBody, CaseFacts facts, Dictionary<(string, string), Gone> gone, CancellationToken cancel)
    {
        if (facts.Tombstones.IsEmpty)
            return;
        var marked = false;
        foreach (var (page, known) in facts.Pages)
        {
            var orders = known.GroupBy(version => version.Submission).ToDictionary(version => version.Key, version => version.Max(one => one.Order));
            await foreach (var (name, submission, written) in ledger.WithCases(page.Collection, page.Page, cancel))
            {
                if (!orders.TryGetValue(submission, out var order) && storageClock.GetUtcNow() - written < LeftOver)
                    continue;
                if (!await ledger.Holds(name, IsGone, cancel))
                    continue;
                if (!marked)
                    await MarkStale(nhsBody, facts, cancel);
                marked = true;
                await ledger.Delete(name, IsGone, cancel);

                bool IsGone(Place place) => place.Body == nhsBody && gone.TryGetValue((nhsBody, Reported.CaseOf(place)), out var stone) && (order.Value is null ? !stone.Anew : stone.Covers(order));
            }
        }
    }

    private async Task MarkStale(string nhsBody, CaseFacts facts, CancellationToken cancel)
    {
        await unfinished.MarkState(nhsBody, cancel);
        foreach (var (page, _) in facts.Pages)
            await unfinished.MarkStale(page, cancel);
    }

    /// <summary>Deletes the versions of workbooks, and of the body's summaries, that were made before a case of theirs was deleted, those of an issue too: what was issued stays as amounts. What the pointer names stays until it has moved.</summary>
    private async Task DeletePublished(string nhsBody, ImmutableArray<CaseTombstone> stones, CancellationToken cancel)
    {
        var buried = new Dictionary<StatementKey, DateTimeOffset>();
        foreach (var stone in stones)
        {
            var at = await tombstones.WrittenAt(stone, cancel) ?? throw new InvalidDataException($"A tombstone of a case of {nhsBody} is gone.");
            foreach (var month in stone.Months)
            {
                var statement = new StatementKey(nhsBody, month.Payee, month.Payer, month.Month);
                if (!buried.TryGetValue(statement, out var last) || at > last)
                    buried[statement] = at;
            }
        }
        foreach (var (statement, at) in buried)
        {
            await publishing.Publish(statement, cancel);
            await published.DeleteBefore(statement, at, cancel);
        }
        if (buried.Count > 0)
        {
            await summarising.PublishNhsBody(nhsBody, cancel);
            // What was made of the old statements while they were being made anew goes as well.
            await summaries.DeleteBefore(nhsBody, buried.Values.Max() + StillRunning, cancel);
        }
    }

    /// <summary>
    /// Deletes what is kept of submissions of which every case is gone: the file as it was uploaded, the files that went with the receipt, and what the receipt says of single cells and cases. A file that holds other
    /// cases, too, waits for the last of them.
    /// </summary>
    private async Task Forget(Dictionary<(string, string), Gone> gone, DateOnly today, CancellationToken cancel)
    {
        var kept = new List<CaseSubmission>();
        await foreach (var submission in returns.WithCases(cancel))
            kept.Add(submission);
        // What was said about a submission's cases goes after them.
        foreach (var submission in kept.OrderBy(one => one.Collection == Explanations.CollectionKey).ToList())
        {
            if (await receipts.Find<Receipt>(submission.Sender, submission.Submission, cancel) is not { } receipt)
                continue;
            if (submission.Collection == Explanations.CollectionKey)
            {
                if (!await ForgetExplanations(submission, receipt, kept, today, cancel))
                    continue;
            }
            else if (!await IsGone(submission, receipt, gone, today, cancel))
                continue;
            kept.Remove(submission);
            if (!kept.Exists(other => other.Upload == submission.Upload))
                await returns.DeleteUpload(submission.Upload, cancel);
            await receipts.DeleteFiles(submission.Sender, submission.Submission, cancel);
            await receipts.Write(submission.Sender, submission.Submission, receipt.WithoutCases(today), cancel);
            await returns.Forget(submission, cancel);
        }
    }

    private async Task<bool> IsGone(CaseSubmission submission, Receipt receipt, Dictionary<(string, string), Gone> gone, DateOnly today, CancellationToken cancel)
    {
        foreach (var page in receipt.Pages.Where(page => page.Slices > 0))
        {
            if ((await versions.Of(submission.Collection, page.Page, cancel)).FirstOrDefault(version => version.Submission == submission.Submission) is not { } version
                || !version.Content.Slices.All(slice => gone.TryGetValue((slice.Body, Reported.CaseOf(slice.Place)), out var stone) && stone.Covers(version.Order)))
                return false;
        }
        // Of what was refused no date is known for certain but that of its arrival.
        return (receipt.Outcome is not (Outcome.Refused or Outcome.PartlyAccepted) || IsOver(submission, today))
            || (receipt.Outcome == Outcome.PartlyAccepted && receipt.RefusedSlices.All(slice => gone.ContainsKey((slice.Body, Reported.CaseOf(slice.Place)))));
    }

    /// <summary>Deletes explanations of warnings about submissions that are forgotten. True when none is left that the submission brought about cases.</summary>
    private async Task<bool> ForgetExplanations(CaseSubmission submission, Receipt receipt, List<CaseSubmission> kept, DateOnly today, CancellationToken cancel)
    {
        var answered = receipt.Pages.Where(page => page.Slices > 0).Select(page => page.Page).ToList();
        if (answered.Count == 0)
            return IsOver(submission, today);
        if (kept.Exists(one => one.Collection != Explanations.CollectionKey && answered.Contains(one.Submission)))
            return false;
        foreach (var page in answered)
        {
            if (await receipts.Find<Receipt>(submission.Sender, page, cancel) is not { Collection: { } key } || !Collections.Of(key).IsCaseLevel)
                continue;
            await unfinished.MarkStale(new PageRef(Explanations.CollectionKey, page), cancel);
            await foreach (var (name, _, _) in ledger.WithCases(Explanations.CollectionKey, page, cancel))
                await ledger.Delete(name, _ => true, cancel);
        }
        return true;
    }

    private static bool IsOver(CaseSubmission submission, DateOnly today) => today > CaseRetention.Ends(submission.ArrivedOn, today, PolicyBook.Current);

    [LoggerMessage(Level = LogLevel.Information, Message = "Retention of cases: {Deleted} deleted, {Held} held")]
    private static partial void LogRetained(ILogger log, int deleted, int held);
}
