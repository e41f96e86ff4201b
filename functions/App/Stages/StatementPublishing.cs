using System.Text;
using Microsoft.Extensions.Logging;
using Monitoring.App.Hosting;
using Monitoring.Core.Figures.Reimbursement;
using Monitoring.Core.Kernel;
using Monitoring.Files.Statements;
using Monitoring.Files.Workbooks;
using Monitoring.Storage;

namespace Monitoring.App.Stages;

/// <summary>
/// From a statement document to the account and to the workbook that the two parties download: what was issued before has its difference posted, then the workbook is written with all that is posted. A version is named by
/// what went into it; the pointer moves only from what was read.
/// </summary>
public sealed partial class StatementPublishing(
    Books books, CaseFigureStore statements, CasePublishedStore published, StatementAccounts accounts, Issuing issuing, Unfinished unfinished, Tally tally, ILogger<StatementPublishing> log)
{
    /// <summary>Posts and publishes what depends on a statement document.</summary>
    public Task Publish(string statementBlob, CancellationToken cancel) => StatementKey.Parse(statementBlob) is { } statement ? Publish(statement, cancel) : Task.CompletedTask;

    /// <summary>Posts and publishes what the statement says now, whichever delivery asked.</summary>
    /// <param name="clearAny">Also remove a mark that expects another document: only for work so old that nobody is still writing.</param>
    public async Task Publish(StatementKey statement, CancellationToken cancel, bool clearAny = false)
    {
        while (true)
        {
            var mark = await unfinished.FindPublish(statement, cancel);
            // Only after the mark: what is removed below stands for a document of which the difference is posted.
            await issuing.PostDifference(statement, cancel);
            var pointer = await published.FindLatest(statement, cancel);
            // Only after the pointer: whoever moves it last has then read at least what every mover before had read.
            if (await statements.Find(statement, cancel) is not { } stored)
            {
                // Marked and never written: whoever writes it after all marks it again first.
                if (clearAny && mark is not null)
                    await unfinished.ClearPublish(statement, mark, cancel);
                return;
            }
            var digest = Digest.Of(stored.Content);
            var (account, issued) = await accounts.Of(statement, cancel);
            var posted = StatementAccounts.DigestOf(account, issued);
            if (pointer?.Latest is { } latest && latest.Figures == digest && latest.Account == posted && latest.Build == Build.Id)
                tally.WorkbooksUnchanged.Add();
            else if (!await Write(statement, stored, digest, posted, account, issued, pointer?.ETag, cancel))
                continue;
            // A correction stands in the books of a later month, and its statement shows it.
            if (account.Postings.LastOrDefault(posting => posting.About == statement) is { PostedTo: var month } && month != statement.Month)
                await Publish(statement with { Month = month }, cancel);
            if (mark is not null && (mark.Expects == digest || clearAny))
                await unfinished.ClearPublish(statement, mark, cancel);
            return;
        }
    }

    /// <summary>Writes the workbook of an issue and its journal, and says where the workbook is. The pointer stays: nothing is issued before the account says so.</summary>
    /// <param name="account">As it will be after the issue.</param>
    public async Task<string> WriteIssue(Statement statement, Account account, IssuedStatement issued, CancellationToken cancel)
    {
        var (key, shown) = (statement.Key, StatementAccounts.Shown(statement.Key, account));
        var fingerprint = Digest.Of($"{Digest.Of(Json.Bytes(issued))}\n{Digest.Of(Json.Bytes(shown))}\n{Build.Id}");
        var version = Digest.Short(fingerprint);
        var publication = new Publication(fingerprint, Build.Id, statement.AsAt, version) { Reference = (await books.Now(cancel)).Reference };
        var workbook = CasePublishedStore.WorkbookOf(key, version);
        await published.Create(workbook, StatementWorkbook.Write(statement, shown, issued, publication), ContentTypes.Workbook, cancel);
        await published.Create(CasePublishedStore.JournalOf(key, version), Encoding.UTF8.GetBytes(Journal.Csv(statement, shown, issued)), ContentTypes.Csv, cancel);
        return workbook;
    }

    private async Task<bool> Write(StatementKey key, Stored stored, string digest, string posted, Account account, IssuedStatement? issued, Azure.ETag? pointer, CancellationToken cancel)
    {
        var shown = Json.Read<Statement>(stored.Content);
        var fingerprint = Digest.Of($"{digest}\n{posted}\n{Build.Id}");
        var version = Digest.Short(fingerprint);
        var (workbook, journal) = (CasePublishedStore.WorkbookOf(key, version), CasePublishedStore.JournalOf(key, version));
        if (!await published.Has(workbook, cancel))
        {
            var publication = new Publication(fingerprint, Build.Id, shown.AsAt, version) { Reference = (await books.Now(cancel)).Reference };
            await published.Create(workbook, StatementWorkbook.Write(shown, account, issued, publication), ContentTypes.Workbook, cancel);
        }
        await published.Create(journal, Encoding.UTF8.GetBytes(Journal.Csv(shown, account, issued)), ContentTypes.Csv, cancel);
        if (!await published.MoveLatest(key, new LatestStatement(version, fingerprint, digest, posted, workbook, journal, shown.AsAt, shown.Status, shown.Policy, shown.Reference, Build.Id), pointer, cancel))
            return false;
        tally.WorkbooksWritten.Add();
        LogPublished(log, key.NhsBody, key.Payee, key.Payer, key.Month, version);
        return true;
    }

    [LoggerMessage(Level = LogLevel.Debug, Message = "Published the statement of {NhsBody} for {Payee} from {Payer}, {Month}, as version {Version}")]
    private static partial void LogPublished(ILogger log, string nhsBody, string payee, string payer, ReportingMonth month, string version);
}
