using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using Azure;
using Microsoft.Extensions.Logging;
using Monitoring.App.Hosting;
using Monitoring.Core;
using Monitoring.Core.Kernel;
using Monitoring.Core.Ledger;
using Monitoring.Core.Policy;
using Monitoring.Core.Returns;
using Monitoring.Core.Validation;
using Monitoring.Files.Readers;
using Monitoring.Files.Receipts;
using Monitoring.Files.Templates;
using Monitoring.Storage;

namespace Monitoring.App.Stages;

/// <summary>
/// From the inbox to the commit. Whatever happens on the way, doing it again does the same: every write is create-only or writes what any other attempt would
/// write, and the upload leaves the inbox last.
/// </summary>
public sealed partial class Receiving(
    Inbox inbox, UploadLinks links, ReturnsStore returns, LedgerStore ledger, ReceiptStore receipts, Acceptances acceptances, Unfinished unfinished, NoticeStore notices, Books books,
    Limits limits, BusinessClock clock, Tally tally, ILogger<Receiving> log)
{
    /// <summary>The sender under which receipts stand for uploads that lie in no sender's folder.</summary>
    public const string Unplaced = "unplaced";

    /// <summary>How the current template is named that goes back with a return on an old one.</summary>
    public const string TemplatePrefix = "current-template-";

    /// <summary>Every finding of a return, as a list.</summary>
    public const string FindingsFile = "findings.csv";

    /// <summary>Bytes of the largest file that is put aside without having been looked at. By a link somebody may send terabytes; the sender has the file, and the receipt says that it was not taken and not kept.</summary>
    private const long MostPutAside = 1_000_000_000;

    /// <summary>Deals with one upload. A name under which nothing lies any more has been dealt with.</summary>
    public async Task Receive(string blob, CancellationToken cancel)
    {
        if (await inbox.Find(blob, cancel) is not { } upload)
            return;
        try
        {
            await Receive(upload, cancel);
        }
        catch (RequestFailedException gone) when (gone.Status is 404 or 412)
        {
            // Two deliveries of one upload: the other one was quicker, and it removes the upload last. Anything else is a fault.
            if (await inbox.Find(blob, cancel) is { } still && still.ETag == upload.ETag)
                throw;
        }
    }

    private async Task Receive(Upload upload, CancellationToken cancel)
    {
        var blob = upload.Blob;
        var path = InboxPath.Parse(blob);
        var sender = path?.Sender ?? Unplaced;
        var (submission, earlier) = await Name(upload, sender, cancel);
        var order = ArrivalOrder.Of(upload.CreatedOn, submission);

        // A receipt stands before the commit, so a receipt alone does not say that all was done, unless there was nothing to commit.
        if (earlier is not null && (earlier.Outcome == Outcome.Refused || await acceptances.IsCommitted(order, cancel)))
        {
            await inbox.Remove(upload, cancel);
            return;
        }

        var arrived = clock.At(upload.CreatedOn);
        var (reference, mandates) = await books.Before(order, cancel);
        var context = new CheckContext(sender, London.DateOf(arrived), PolicyBook.Current, reference, mandates);
        var isAgain = submission != InboxPath.IdOf(blob);
        var (content, kind, found, holdsCases) = await Inspect(upload, path, isAgain, context, cancel);
        using var _ = content;
        var sha256 = content is null ? null : Convert.ToHexStringLower(SHA256.HashData(content.ToArray()));
        var kept = await Keep(upload, content, sender, submission, sha256, found, holdsCases, context, cancel);

        var receipt = new Receipt(
            submission, sender, Privacy.HoldsNhsNumber(blob) ? "(name withheld)" : path?.FileName ?? blob, upload.Length, sha256, await UploadedBy(upload, path, cancel), upload.CreatedOn, arrived,
            Receipt.OutcomeOf(found), Receipt.SummaryOf(found), found.Collection?.Key, found.Layout?.Title, kept, found.RowsRead,
            Receipt.PagesOf(found), found.Refused, Receipt.RulesOf(found.Findings), found.Findings, context.Policy.Version, context.Reference.Version)
        {
            SliceNoun = found.Collection?.SliceNoun ?? "slice",
            Files = path is null ? [] : await GiveBack(path, submission, kind, content, found, cancel),
        };

        if (receipt.Outcome == Outcome.Refused)
            await receipts.Write(sender, submission, receipt, cancel);
        else
            await Commit(receipt, found, holdsCases, order, context, path!, cancel);

        await notices.Say($"receipt/{sender}/{submission}", new ReceiptNotice(submission, sender, holdsCases ? "(a return about cases)" : receipt.FileName, receipt.Outcome, receipt.Summary), cancel);
        await inbox.Remove(upload, cancel);
        (receipt.Outcome == Outcome.Refused ? tally.Refused : tally.Received).Add();
        LogReceived(log, submission, sender, receipt.Outcome, found.Accepted.Length, found.Refused.Length, found.Findings.Length);
    }

    /// <summary>Who uploaded it. Of an upload by a link, who was given the link, whatever the upload says of itself.</summary>
    private async Task<string?> UploadedBy(Upload upload, InboxPath? path, CancellationToken cancel) =>
        path is not { IsByLink: true } ? upload.UploadedBy : await links.Find(path, cancel) is { } link ? $"{link.By}, by a link" : null;

    private async Task<(string Submission, Receipt? Earlier)> Name(Upload upload, string sender, CancellationToken cancel)
    {
        var submission = InboxPath.IdOf(upload.Blob);
        var earlier = await receipts.Find<Receipt>(sender, submission, cancel);
        if (earlier is null || earlier.CreatedInStorage == upload.CreatedOn)
            return (submission, earlier);
        // The path was used before, for an upload that was dealt with: this is another one.
        submission = InboxPath.IdOf(upload.Blob, upload.CreatedOn);
        return (submission, await receipts.Find<Receipt>(sender, submission, cancel));
    }

    /// <summary>The content of an upload that is small enough to be looked at, what was found, and whether it holds cases. A path that says too little is not looked into.</summary>
    /// <param name="isAgain">Something else was uploaded to the same path before.</param>
    private async Task<(MemoryStream? Content, FileKind Kind, CheckedReturn Found, bool HoldsCases)> Inspect(Upload upload, InboxPath? path, bool isAgain, CheckContext context, CancellationToken cancel)
    {
        var most = Megabytes(context) * 1_000_000L;
        if (upload.Length > most)
            return (null, FileKind.Unknown, Refused(FileRules.TooLarge.Found(string.Create(CultureInfo.InvariantCulture, $"The file has {upload.Length / 1_000_000m:0.0} MB; at most {Megabytes(context)} MB are taken."))), false);

        var content = new MemoryStream(checked((int)upload.Length));
        await using (var stream = await inbox.Open(upload, cancel))
            await stream.CopyToAsync(content, cancel);
        content.Position = 0;

        if (Privacy.HoldsNhsNumber(upload.Blob))
            return (content, FileKind.Unknown, Refused(Privacy.NhsNumber.Found("The name of the file holds a number that could be an NHS number.")), false);
        if (path is null)
            return (content, FileKind.Unknown, Refused(FileRules.Path.Found($"The upload lies at '{upload.Blob}', which is not of the form {{sender}}/{{upload}}/{{file name}} with plain names.")), false);
        // The first upload was removed when it had been dealt with, so storage takes another while the link lasts: of whoever else may have seen it.
        if (path.IsByLink && isAgain)
            return (content, FileKind.Unknown, Refused(FileRules.LinkOnce.Found("Something else was uploaded by the same link before.")), false);
        if (!context.Mandates.Knows(path.Sender))
            return (content, FileKind.Unknown, Refused(FileRules.Sender.Found($"'{path.Sender}' is not the code of an organisation that we know.")), false);

        var file = ReturnFile.Read(content, path.FileName, most, limits);
        var named = context with { FileName = path.FileName };
        var found = Pipeline.Check(file, named);
        var holdsCases = found.Collection is { IsCaseLevel: true };
        // What an explanation answers is known only once it has been read.
        if (found.Collection == Explanations.Collection)
        {
            (var answered, holdsCases) = await Answered(path.Sender, found, cancel);
            found = Pipeline.Check(file, named with { Answered = answered });
        }
        // A file that could not be opened, or that holds what nobody should see again, is not given back with marks.
        return (content, file.Sheets.IsEmpty || PrivacyRules.Broken(found) ? FileKind.Unknown : file.Kind, found, holdsCases);
    }

    /// <summary>
    /// The findings of the submissions that an upload of explanations names, and whether any of them is about cases: a list of findings that comes back with answers quotes the cells that it is about. So does one of
    /// a submission that nobody knows, for all that can be told.
    /// </summary>
    private async Task<(IReadOnlyDictionary<string, ImmutableArray<Finding>> Findings, bool OfCases)> Answered(string sender, CheckedReturn explanations, CancellationToken cancel)
    {
        var findings = new Dictionary<string, ImmutableArray<Finding>>();
        var ofCases = false;
        foreach (var submission in explanations.Accepted.Select(slice => slice.Key).Concat(explanations.Refused).Select(slice => slice.Page).Distinct())
        {
            if (!InboxPath.IsCode(submission) || await receipts.Find<Receipt>(sender, submission, cancel) is not { } receipt)
            {
                ofCases = true;
                continue;
            }
            ofCases |= receipt.Collection is { } key && Collections.Find(key) is { IsCaseLevel: true };
            // What was odd beside other returns is told with the effect and answered in the same way.
            var effect = await receipts.FindEffect(sender, submission, receipt.Pages.Where(page => page.Slices > 0).Select(page => page.Page), cancel);
            findings.Add(submission, [.. receipt.Findings, .. effect?.Pages.SelectMany(page => page.Findings) ?? []]);
        }
        return (findings, ofCases);
    }

    /// <summary>The sender's own file with every wrong cell marked, and all findings as a list: what is needed to put the return right.</summary>
    private async Task<ImmutableArray<string>> GiveBack(InboxPath path, string submission, FileKind kind, MemoryStream? content, CheckedReturn found, CancellationToken cancel)
    {
        var findings = found.Findings;
        if (findings.IsEmpty)
            return [];
        var files = ImmutableArray.CreateBuilder<string>();
        if (kind != FileKind.Unknown && content is not null && MarkedCopy.Of(kind, content.ToArray(), path.FileName, findings, limits) is { } marked)
        {
            await receipts.Attach(path.Sender, submission, marked.FileName, marked.Content, marked.ContentType, cancel);
            files.Add(marked.FileName);
        }
        if (found.StaleTemplate is { } stale)
        {
            var name = $"{TemplatePrefix}{stale.Key}.xlsx";
            await receipts.Attach(path.Sender, submission, name, ReturnTemplate.Xlsx(stale), ContentTypes.Workbook, cancel);
            files.Add(name);
        }
        await receipts.Attach(path.Sender, submission, FindingsFile, FindingsCsv.Of(findings, submission), ContentTypes.Csv, cancel);
        files.Add(FindingsFile);
        return files.ToImmutable();
    }

    /// <summary>A file that could be read as a return is kept, right or wrong: for ever, or with cases until their retention ends. Anything else is put aside for a while.</summary>
    private async Task<string> Keep(
        Upload upload, MemoryStream? content, string sender, string submission, string? sha256, CheckedReturn found, bool holdsCases, CheckContext context, CancellationToken cancel)
    {
        if (content is null)
        {
            if (upload.Length > MostPutAside)
                return "not kept";
            await using var stream = await inbox.Open(upload, cancel);
            return await returns.Quarantine(submission, stream, cancel);
        }
        content.Position = 0;
        return found.Layout is null || found.Quarantine ? await returns.Quarantine(submission, content, cancel)
            : holdsCases ? await returns.KeepCases(new CaseSubmission(sender, submission, found.Collection!.Key, CaseSubmission.UploadOf(sender, sha256!), context.ArrivedOn), content, cancel)
            : await returns.Keep(sender, sha256!, content, cancel);
    }

    private async Task Commit(Receipt receipt, CheckedReturn found, bool holdsCases, ArrivalOrder order, CheckContext context, InboxPath path, CancellationToken cancel)
    {
        var collection = found.Collection!;
        var pages = ImmutableArray.CreateBuilder<AcceptedPage>();
        foreach (var (page, text) in Acceptance.PagesOf(found, context.Policy, (page, text) => LedgerStore.NameOf(collection.Key, page, receipt.Submission, text)))
        {
            await ledger.Put(collection, page.LedgerBlob, text, holdsCases, cancel);
            pages.Add(page);
        }
        await receipts.Write(path.Sender, receipt.Submission, receipt, cancel);
        await unfinished.MarkCompute(order, cancel);
        await acceptances.Commit(new Acceptance(
            order, receipt.Submission, path.Sender, found.View!.Value, collection.Key, path.FileName, receipt.Kept, receipt.Sha256!,
            receipt.ReceivedAt, found.Layout!.Key, receipt.Policy, receipt.Reference, pages.ToImmutable()), cancel);
    }

    private static int Megabytes(CheckContext context) => int.Parse(context.Policy.On(context.ArrivedOn, "upload.max-megabytes").Value, CultureInfo.InvariantCulture);

    private static CheckedReturn Refused(Finding finding) => CheckedReturn.RefusedWhole([finding]);

    // Values of cells never go into a log: only who, what, and how many.
    [LoggerMessage(Level = LogLevel.Information, Message = "Received {Submission} from {Sender}: {Outcome}, {Accepted} slices taken, {Refused} refused, {Findings} findings")]
    private static partial void LogReceived(ILogger log, string submission, string sender, Outcome outcome, int accepted, int refused, int findings);
}

/// <summary>Tells a sender that a receipt is there.</summary>
/// <param name="FileName">Not of a return about cases: a notice goes by mail, and senders put references into names.</param>
public sealed record ReceiptNotice(string Submission, string Sender, string FileName, Outcome Outcome, string Summary);
