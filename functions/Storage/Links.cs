using System.Collections.Concurrent;
using System.Net.Http.Headers;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Sas;
using Monitoring.Core.Kernel;

namespace Monitoring.Storage;

/// <summary>A link to exactly one blob. Whoever has it may do one thing with that blob until it expires, and is asked for nothing else: it is as good as a password, and belongs into no log.</summary>
public sealed record BlobLink(Uri Address, DateTimeOffset Expires);

/// <summary>
/// Makes links. In Azure they are signed with a key that storage gives the app's identity for an hour, so that no link outlives the identity's roles; on one machine with the key of the emulator's account.
/// </summary>
public sealed class BlobLinks(TimeProvider clock)
{
    /// <summary>Long enough to begin one transfer, also by hand; one that has begun may end later. A link cannot be called back, so it is no longer than that.</summary>
    public static readonly TimeSpan Lasting = TimeSpan.FromMinutes(15);

    /// <summary>By how much the clocks of storage and of the app may differ.</summary>
    private static readonly TimeSpan Skew = TimeSpan.FromMinutes(5);

    /// <summary>For how long a key is asked for. Storage would give it for a week.</summary>
    private static readonly TimeSpan KeyLasting = TimeSpan.FromHours(1);

    private readonly ConcurrentDictionary<Uri, UserDelegationKey> _keys = new();

    /// <summary>A link by which a blob that is not there can be created, and one that is there can be neither changed nor read.</summary>
    public Task<BlobLink> ToCreate(BlobServiceClient account, string container, string blob, CancellationToken cancel) => Sign(account, container, blob, BlobSasPermissions.Create, null, cancel);

    /// <summary>A link by which a blob can be read, and is saved under a name.</summary>
    public Task<BlobLink> ToRead(BlobServiceClient account, string container, string blob, string saveAs, CancellationToken cancel) => Sign(account, container, blob, BlobSasPermissions.Read, saveAs, cancel);

    private async Task<BlobLink> Sign(BlobServiceClient account, string container, string name, BlobSasPermissions may, string? saveAs, CancellationToken cancel)
    {
        // A link says its times in whole seconds.
        var now = DateTimeOffset.FromUnixTimeSeconds(clock.GetUtcNow().ToUnixTimeSeconds());
        var blob = account.GetBlobContainerClient(container).GetBlobClient(name);
        var signed = new BlobSasBuilder(may, now + Lasting)
        {
            BlobContainerName = container,
            BlobName = name,
            Resource = "b",
            StartsOn = now - Skew,
            // The emulator has no TLS.
            Protocol = blob.Uri.Scheme == Uri.UriSchemeHttps ? SasProtocol.Https : SasProtocol.HttpsAndHttp,
            ContentDisposition = saveAs is null ? null : new ContentDispositionHeaderValue("attachment") { FileName = saveAs }.ToString(),
        };
        return new BlobLink(blob.CanGenerateSasUri ? blob.GenerateSasUri(signed) : blob.GenerateUserDelegationSasUri(signed, await KeyOf(account, now, cancel)), signed.ExpiresOn);
    }

    /// <summary>The key for an account: asked for anew when it would not last as long as a link.</summary>
    private async Task<UserDelegationKey> KeyOf(BlobServiceClient account, DateTimeOffset now, CancellationToken cancel) =>
        _keys.TryGetValue(account.Uri, out var known) && known.SignedExpiresOn >= now + Lasting
            ? known
            : _keys[account.Uri] = await account.GetUserDelegationKeyAsync(new BlobGetUserDelegationKeyOptions(now + KeyLasting) { StartsOn = now - Skew }, cancel);
}

/// <summary>To whom a link for an upload was given.</summary>
/// <param name="Submission">Id of the upload: that of its whole path, so it stands for no other sender, upload or name.</param>
/// <param name="By">Who was signed in and asked for it.</param>
public sealed record IssuedLink(string Submission, string By, DateTimeOffset Expires);

/// <summary>
/// Links for uploads, and who was given them. What is uploaded by a link says nothing that can be trusted about who uploaded it, so that is written down when the link is given, where only the app can write.
/// </summary>
public sealed class UploadLinks(Accounts accounts, BlobLinks links)
{
    private readonly BlobContainerClient _issued = accounts.Cases.GetBlobContainerClient(Containers.Links);

    /// <summary>Gives out the link for an upload that nothing else was given for. Throws <see cref="InvalidOperationException"/> when something was.</summary>
    public async Task<BlobLink> Issue(InboxPath path, string by, CancellationToken cancel)
    {
        var link = await links.ToCreate(accounts.Inbox, Containers.Inbox, path.Blob, cancel);
        return await _issued.Create(NameOf(path), Json.Bytes(new IssuedLink(path.Id, by, link.Expires)), ContentTypes.Json, cancel)
            ? link
            : throw new InvalidOperationException($"A link for the upload {path.Id} was given before.");
    }

    /// <summary>To whom the link for an upload was given; null when none was, or it was so long ago that it is forgotten.</summary>
    public async Task<IssuedLink?> Find(InboxPath path, CancellationToken cancel) => await _issued.Read(NameOf(path), cancel) is { } stored ? Json.Read<IssuedLink>(stored.Content) : null;

    private static string NameOf(InboxPath path) => $"{path.Id}.json";
}
