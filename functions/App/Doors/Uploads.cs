using System.Collections.Immutable;
using System.Text;
using System.Text.Json.Schema;
using Microsoft.AspNetCore.Http;
using Monitoring.App.Hosting;
using Monitoring.App.Stages;
using Monitoring.Core.Figures.Reimbursement;
using Monitoring.Core.Kernel;
using Monitoring.Core.Ledger;
using Monitoring.Core.Policy;
using Monitoring.Core.Returns;
using Monitoring.Core.Validation;
using Monitoring.Files.Receipts;
using Monitoring.Storage;

namespace Monitoring.App.Doors;

/// <summary>Where an upload went, and where its receipt will be.</summary>
public sealed record UploadTaken(string Submission, string Receipt);

/// <summary>A receipt with what it changed, once that has been worked out, the answers to its warnings, and what its sender still owes today.</summary>
public sealed record ReceiptAndEffect(Receipt Receipt, Effect? Effect, ImmutableArray<Explanation> Explanations, ImmutableArray<Owed> StillDue)
{
    /// <summary>Of a return of notices: its cases, each day decided as the sender reports it, with where the statements are. Absent for other returns, and until it is worked out.</summary>
    public ImmutableArray<ReceivedCase>? Cases { get; init; }

    /// <summary>Of a return about the Better Care Fund: where the figures are that were made of it. Absent for other returns.</summary>
    public ImmutableArray<ReceivedFund>? Funds { get; init; }

    /// <summary>Of a return about delays or discharges: where the histories and discharge figures are that were made of it. Absent for other returns.</summary>
    public ImmutableArray<ReceivedDelay>? Delays { get; init; }
}

/// <summary>Uploads and their receipts.</summary>
public sealed class Uploads(Door door, Inbox inbox, ReceiptStore receipts, LedgerReading reading, ReceivedCases received, ReceivedFunds receivedFunds, ReceivedDelays receivedDelays, StandingMonths standing, Books books, BusinessClock today, TimeProvider clock)
{
    /// <summary>Months for which a receipt says what is still due. What is older stands in the daily list of overdue returns.</summary>
    private const int MonthsLookedBack = 13;

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
        door.Open(request, caller => caller.MaySeeReceiptsOf(sender), $"see receipts of {sender}", async caller =>
        {
            if (!InboxPath.IsCode(sender) || !InboxPath.IsCode(submission))
                return Door.NotFound("There is no such submission.", "Use the address that the upload was answered with.");
            if (await receipts.Find<Receipt>(sender, submission, cancel) is not { } receipt)
                return await IsWaiting(submission, cancel)
                    ? Door.Json(new UploadTaken(submission, $"/receipts/{sender}/{submission}"), StatusCodes.Status202Accepted)
                    : Door.NotFound($"There is no receipt {submission} of {sender}.", "Use the address that the upload or the link was answered with; a receipt takes a few seconds from the upload.");
            var effect = await receipts.FindEffect(sender, submission, receipt.Pages.Where(page => page.Slices > 0).Select(page => page.Page), cancel);
            var explanations = await reading.Explanations(submission, cancel);
            var due = Chasing.On(today.Today, await standing.Since(ReportingMonth.Of(today.Today).AddMonths(-MonthsLookedBack).ToString(), cancel), PolicyBook.Current, (await books.Now(cancel)).Reference).Where(owed => owed.Sender == sender).ToImmutableArray();
            var (cases, funds, delays) = (await received.Of(receipt, cancel), await receivedFunds.Of(receipt, cancel), await receivedDelays.Of(receipt, cancel));
            return Door.FormOf(request) switch
            {
                "text" => Results.Text(ReceiptText.Write(receipt, effect)),
                Door.PageForm => Door.Page(ReceiptPage.Html(
                    receipt, effect, [.. receipt.Files.Select(file => (WordsFor(receipt, file), $"/receipts/{sender}/{submission}/{Uri.EscapeDataString(file)}"))],
                    new ReceiptAnswers(explanations, due, caller.MaySend(sender) ? $"/receipts/{sender}/{submission}/explanations" : null)
                    {
                        Cases = cases,
                        Funds = funds,
                        Delays = delays,
                        Sent = request.Query["answered"].ToString() is { Length: > 0 } sent && InboxPath.IsCode(sent) ? $"/receipts/{sender}/{sent}" : null,
                    })),
                _ => Door.Json(new ReceiptAndEffect(receipt, effect, explanations, due) { Cases = cases, Funds = funds, Delays = delays }),
            };
        });

    /// <summary>A file that goes with a receipt.</summary>
    public Task<IResult> File(HttpRequest request, string sender, string submission, string file, CancellationToken cancel) =>
        door.Open(request, caller => caller.MaySeeReceiptsOf(sender), $"see receipts of {sender}", async _ =>
            InboxPath.IsCode(sender) && InboxPath.IsCode(submission) && InboxPath.IsPlain(file) && await receipts.FindFile(sender, submission, file, cancel) is { } content
                ? Results.Bytes(content, ContentTypes.Of(file), file)
                : Door.NotFound($"No file of that name goes with receipt {submission} of {sender}.", "The receipt lists the files that go with it."));

    private static string WordsFor(Receipt receipt, string file) =>
        file == Receiving.FindingsFile ? receipt.Findings.Any(finding => finding.Severity == Severity.Warning) ? "All findings as a list (CSV), with a column for your explanations" : "All findings as a list (CSV)"
        : file.StartsWith(Receiving.TemplatePrefix, StringComparison.Ordinal) ? "The current template (Excel)"
        : "Your file with the wrong cells marked";

    /// <summary>
    /// An answer to the warnings of one rule, written on the page of the receipt. It goes the way of every return: as a file into the inbox, with a receipt of its own.
    /// </summary>
    public Task<IResult> Explain(HttpRequest request, string sender, string submission, CancellationToken cancel) =>
        door.Open(request, caller => caller.MaySend(sender), $"send returns for {sender}", async caller =>
        {
            if (!Door.IsOwnPage(request))
                return Door.No(StatusCodes.Status403Forbidden, "The answer does not come from a page of this service.", "Open the receipt and answer there.");
            if (!InboxPath.IsCode(sender) || !InboxPath.IsCode(submission) || !request.HasFormContentType)
                return Door.No(StatusCodes.Status400BadRequest, "This is not an answer to a warning.", "Open the receipt and answer there.");
            var form = await request.ReadFormAsync(cancel);
            var columns = Explanations.Collection.Tables[0].Template.Columns;
            string[] cells = [submission, form["rule"].ToString(), "", "", form["explanation"].ToString().ReplaceLineEndings("\n").Trim(), caller.Name];
            var path = InboxPath.Of(sender, InboxPath.NewUploadId(clock.GetUtcNow()), "explanation.csv");
            var text = string.Concat(CsvText.Line(columns.Select(column => column.Heading)), "\n", CsvText.Line(cells), "\n");
            using var content = new MemoryStream(Encoding.UTF8.GetBytes(text));
            await inbox.Create(path, content, caller.Name, cancel);
            return Results.Redirect($"/receipts/{sender}/{submission}?answered={Uri.EscapeDataString(path.Id)}");
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

    /// <summary>JSON Schema of what <see cref="Receipt"/> answers with. It is made from the types that are written, so that the two cannot differ; the version stands in the receipt.</summary>
    public static IResult ReceiptSchema() => Results.Text(
        Json.Options.GetJsonSchemaAsNode(typeof(ReceiptAndEffect), new JsonSchemaExporterOptions { TreatNullObliviousAsNonNullable = true }).ToJsonString(Json.Options), "application/schema+json");

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
