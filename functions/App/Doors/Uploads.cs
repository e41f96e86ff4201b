using Microsoft.AspNetCore.Http;
using Monitoring.App.Stages;
using Monitoring.Core.Ledger;
using Monitoring.Core.Validation;
using Monitoring.Files.Receipts;
using Monitoring.Storage;

namespace Monitoring.App.Doors;

/// <summary>Where an upload went, and where its receipt will be.</summary>
public sealed record UploadTaken(string Submission, string Receipt);

/// <summary>A receipt with what it changed, once that has been worked out.</summary>
public sealed record ReceiptAndEffect(Receipt Receipt, Effect? Effect);

/// <summary>Uploads and their receipts.</summary>
public sealed class Uploads(Door door, Inbox inbox, ReceiptStore receipts, TimeProvider clock)
{
    /// <summary>Streams a file into the sender's folder of the inbox. What is in it is looked at afterwards; the receipt says what was found.</summary>
    public Task<IResult> Put(HttpRequest request, string sender, string name, CancellationToken cancel) =>
        door.Open(request, caller => caller.MaySend(sender), $"send returns for {sender}", async caller =>
        {
            if (!InboxPath.IsCode(sender) || !InboxPath.IsPlain(name) || name.Length > InboxPath.LongestName)
                return Door.No(StatusCodes.Status400BadRequest, $"'{name}' is not a plain file name.", FileRules.Path.Fix);
            var path = InboxPath.Of(sender, InboxPath.NewUploadId(clock.GetUtcNow()), name);
            await inbox.Create(path, request.Body, caller.Name, cancel);
            var receipt = $"/receipts/{sender}/{path.Id}";
            request.HttpContext.Response.Headers.Location = receipt;
            return Door.Json(new UploadTaken(path.Id, receipt), StatusCodes.Status202Accepted);
        });

    /// <summary>
    /// The receipt of a submission: a page for a browser, else JSON; <c>?as=page</c>, <c>?as=json</c> or <c>?as=text</c> says which. 202 while it is being worked out.
    /// </summary>
    public Task<IResult> Receipt(HttpRequest request, string sender, string submission, CancellationToken cancel) =>
        door.Open(request, caller => caller.MaySeeReceiptsOf(sender), $"see receipts of {sender}", async _ =>
        {
            if (!InboxPath.IsCode(sender) || !InboxPath.IsCode(submission))
                return Door.NotFound("There is no such submission.", "Use the address that the upload was answered with.");
            if (await receipts.Find<Receipt>(sender, submission, cancel) is not { } receipt)
                return await IsWaiting(submission, cancel)
                    ? Door.Json(new UploadTaken(submission, $"/receipts/{sender}/{submission}"), StatusCodes.Status202Accepted)
                    : Door.NotFound($"There is no receipt {submission} of {sender}.", "Use the address that the upload was answered with; a receipt takes a few seconds.");
            var effect = await receipts.FindEffect(sender, submission, receipt.Pages.Where(page => page.Slices > 0).Select(page => page.Page), cancel);
            return Door.FormOf(request) switch
            {
                "text" => Results.Text(ReceiptText.Write(receipt, effect)),
                "page" => Door.Page(ReceiptPage.Html(receipt, effect, [.. receipt.Files.Select(file => (WordsFor(file), $"/receipts/{sender}/{submission}/{Uri.EscapeDataString(file)}"))])),
                _ => Door.Json(new ReceiptAndEffect(receipt, effect)),
            };
        });

    /// <summary>A file that goes with a receipt.</summary>
    public Task<IResult> File(HttpRequest request, string sender, string submission, string file, CancellationToken cancel) =>
        door.Open(request, caller => caller.MaySeeReceiptsOf(sender), $"see receipts of {sender}", async _ =>
            InboxPath.IsCode(sender) && InboxPath.IsCode(submission) && InboxPath.IsPlain(file) && await receipts.FindFile(sender, submission, file, cancel) is { } content
                ? Results.Bytes(content, ContentTypes.Of(file), file)
                : Door.NotFound($"No file of that name goes with receipt {submission} of {sender}.", "The receipt lists the files that go with it."));

    private static string WordsFor(string file) => file == Receiving.FindingsFile ? "All findings as a list (CSV)" : "Your file with the wrong cells marked";

    /// <summary>Submissions of a sender, in order of upload.</summary>
    public Task<IResult> List(HttpRequest request, string sender, CancellationToken cancel) =>
        door.Open(request, caller => caller.MaySeeReceiptsOf(sender), $"see receipts of {sender}", async _ =>
        {
            var submissions = new List<string>();
            if (InboxPath.IsCode(sender))
            {
                await foreach (var submission in receipts.Submissions(sender, cancel))
                    submissions.Add($"/receipts/{sender}/{submission}");
            }
            return Door.Json(submissions);
        });

    private async Task<bool> IsWaiting(string submission, CancellationToken cancel)
    {
        await foreach (var upload in inbox.Waiting(cancel))
        {
            if (InboxPath.IdOf(upload.Blob) == submission)
                return true;
        }
        return false;
    }
}
