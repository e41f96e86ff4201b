using Microsoft.AspNetCore.Http;
using Monitoring.App.Hosting;
using Monitoring.App.Stages;
using Monitoring.Core.Validation;
using Monitoring.Storage;

namespace Monitoring.App.Doors;

/// <summary>A file that a door gives out.</summary>
/// <param name="Blob">The name of a version, which is the same for ever; or of the pointer.</param>
/// <param name="SaveAs">Under which name it is saved; null of the pointer, which is for programs.</param>
public sealed record FileBehindDoor(string Blob, string? SaveAs);

/// <summary>A link for one upload.</summary>
/// <param name="Address">Where to send the file, with <paramref name="Method"/> and exactly these <paramref name="Headers"/>, before it <paramref name="Expires"/>. It is as good as a password.</param>
/// <param name="Receipt">Where the receipt will be.</param>
public sealed record LinkForUpload(Uri Address, string Method, IReadOnlyDictionary<string, string> Headers, DateTimeOffset Expires, string Submission, string Receipt);

/// <summary>A link by which one file can be read until it expires. It is as good as a password.</summary>
public sealed record LinkForDownload(Uri Address, string Method, DateTimeOffset Expires);

/// <summary>
/// Links to storage, for programs that send or fetch files without holding the connection of a person who is signed in: the address of the door with <c>/links</c> before it. Who may go through a door may have its link.
/// </summary>
public sealed class Links(Door door, UploadLinks uploads, LinkSwitch links, Books books, BusinessClock today, TimeProvider clock)
{
    /// <summary>What Put Blob must be told; the libraries of Azure do so by themselves.</summary>
    private static readonly Dictionary<string, string> UploadHeaders = new() { ["x-ms-blob-type"] = "BlockBlob" };

    /// <summary>A link by which one file can be created in the sender's folder of the inbox, in the name of the caller.</summary>
    public Task<IResult> Upload(HttpRequest request, string sender, string name, CancellationToken cancel) =>
        door.Open(request, caller => caller.MaySend(sender), $"send returns for {sender}", async caller =>
        {
            if (!Door.IsOwnPage(request))
                return Door.No(StatusCodes.Status403Forbidden, "The link is not asked for by a page of this service.", "Ask for it from a program, or upload the file by PUT /returns.");
            if (!links.On)
                return NoLinks($"Upload through the app: PUT /returns/{sender} and the name of the file.");
            if (!InboxPath.IsCode(sender) || !InboxPath.IsPlain(name) || name.Length > InboxPath.LongestName)
                return Door.No(StatusCodes.Status400BadRequest, $"'{name}' is not a plain file name.", FileRules.Path.Fix);
            if (!(await books.Now(cancel)).Mandates.MaySend(sender, today.Today))
                return Door.No(StatusCodes.Status403Forbidden, $"{sender} has no mandate in force to send any return.", FileRules.Sender.Fix);
            var path = InboxPath.Of(sender, InboxPath.NewLinkId(clock.GetUtcNow()), name);
            var link = await uploads.Issue(path, caller.Name, cancel);
            return Secret(request, new LinkForUpload(link.Address, HttpMethods.Put, UploadHeaders, link.Expires, path.Id, $"/receipts/{sender}/{path.Id}"), StatusCodes.Status201Created);
        });

    /// <summary>The answer to somebody who may have a file: a link to it. The pointer changes, so there is none to that.</summary>
    /// <param name="link">Makes it; null when there is no such file.</param>
    public async Task<IResult> ToRead(HttpRequest request, FileBehindDoor file, Func<string, string, CancellationToken, Task<BlobLink?>> link, Func<IResult> nothing, CancellationToken cancel) =>
        !links.On ? NoLinks("Download through the app: the same address without /links.")
        : file.SaveAs is { } saveAs && await link(file.Blob, saveAs, cancel) is { } made ? Secret(request, new LinkForDownload(made.Address, HttpMethods.Get, made.Expires))
        : nothing();

    private static IResult NoLinks(string whatToDo) => Door.No(StatusCodes.Status409Conflict, "Links to storage are not given out here: it can be reached from inside the network of this service only.", whatToDo);

    private static IResult Secret<T>(HttpRequest request, T link, int status = StatusCodes.Status200OK)
    {
        request.HttpContext.Response.Headers.CacheControl = "no-store";
        return Door.Json(link, status);
    }
}
