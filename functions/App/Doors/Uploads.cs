using Microsoft.AspNetCore.Http;
using Monitoring.Core.Ledger;
using Monitoring.Core.Validation;
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
            if (!InboxPath.IsCode(sender) || !InboxPath.IsPlain(name))
                return Door.No(StatusCodes.Status400BadRequest, $"'{name}' is not a plain file name.", FileRules.Path.Fix);
            var path = InboxPath.Of(sender, InboxPath.NewUploadId(clock.GetUtcNow()), name);
            await inbox.Create(path, request.Body, caller.Name, cancel);
            var receipt = $"/receipts/{sender}/{path.Id}";
            request.HttpContext.Response.Headers.Location = receipt;
            return Door.Json(new UploadTaken(path.Id, receipt), StatusCodes.Status202Accepted);
        });

    /// <summary>The receipt of a submission: JSON, or plain text with <c>?as=text</c>. 202 while it is being worked out.</summary>
    public Task<IResult> Receipt(HttpRequest request, string sender, string submission, CancellationToken cancel) =>
        door.Open(request, caller => caller.MaySeeReceiptsOf(sender), $"see receipts of {sender}", async _ =>
        {
            if (!InboxPath.IsCode(sender) || !InboxPath.IsCode(submission))
                return Door.NotFound("There is no such submission.", "Use the address that the upload was answered with.");
            if (await receipts.Find<Receipt>(sender, submission, cancel) is not { } receipt)
                return await IsWaiting(submission, cancel)
                    ? Door.Json(new UploadTaken(submission, $"/receipts/{sender}/{submission}"), StatusCodes.Status202Accepted)
                    : Door.NotFound($"There is no receipt {submission} of {sender}.", "Use the address that the upload was answered with; a receipt takes a few seconds.");
            var effect = await receipts.FindEffect(sender, submission, receipt.Months.Where(month => month.Slices > 0).Select(month => month.Month), cancel);
            return request.Query["as"] == "text" ? Results.Text(ReceiptText.Write(receipt, effect)) : Door.Json(new ReceiptAndEffect(receipt, effect));
        });

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
