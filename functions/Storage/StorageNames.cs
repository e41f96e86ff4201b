using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Monitoring.Core.Kernel;

namespace Monitoring.Storage;

/// <summary>Containers, by what may be done with them.</summary>
public static class Containers
{
    /// <summary>Uploads as they come: create-only, emptied as they are inspected. In an account of its own, without versioning, soft delete or immutability.</summary>
    public const string Inbox = "inbox";

    /// <summary>Uploads as they came, by sender and content: write-once.</summary>
    public const string Returns = "returns";

    /// <summary>What could not be taken in: short-lived.</summary>
    public const string Quarantine = "quarantine";

    /// <summary>Ledger lines, by page and submission: write-once.</summary>
    public const string Ledger = "ledger";

    /// <summary>Ledger lines of single cases, apart from the others: their own roles, and deleted when their retention ends.</summary>
    public const string Cases = "cases";

    /// <summary>The commits: write-once. Everything else is rebuilt from them.</summary>
    public const string Accepted = "accepted";

    public const string Receipts = "receipts";

    /// <summary>Who was given a link for an upload: short-lived.</summary>
    public const string Links = "links";

    public const string Figures = "figures";
    public const string Published = "published";
    public const string Notices = "notices";

    /// <summary>Statements of reimbursement, with their cases: for the two parties only.</summary>
    public const string CaseFigures = "case-figures";

    /// <summary>Workbooks of statements, with their cases: for the two parties only.</summary>
    public const string CasePublished = "case-published";

    /// <summary>Statements issued, by month, totals only, write-once: what closing waits for.</summary>
    public const string Statements = "statements";

    /// <summary>Periods closed, by whom and when: write-once.</summary>
    public const string Closed = "closed";

    /// <summary>What is kept for good, in an account that keeps versions and deleted blobs for a while.</summary>
    public static readonly IReadOnlyList<string> InReturnsAccount = [Returns, Ledger, Accepted, Figures, Published, Notices, Statements, Closed];

    /// <summary>What is deleted when its time is over, in an account that keeps nothing of what was deleted or written over.</summary>
    public static readonly IReadOnlyList<string> InCasesAccount = [Cases, CaseFigures, CasePublished, Receipts, Links, Quarantine];

    /// <summary>Nothing in these is ever written over or deleted, so an immutability policy may hold for them.</summary>
    public static readonly IReadOnlyList<string> WriteOnce = [Returns, Ledger, Accepted, Statements, Closed];
}

/// <summary>
/// Keys of ours in names of blobs and rows. What has a meaning there is written as !2F and the like, so that two keys never share a name; a percent sign would itself have one.
/// </summary>
public static class StorageKey
{
    public static string Of(string key) => Uri.EscapeDataString(key).Replace('%', '!');

    /// <summary>Reads a name back.</summary>
    public static string Read(string name) => Uri.UnescapeDataString(name.Replace('!', '%'));
}

/// <summary>
/// An upload's place in the inbox: <c>{sender}/{upload id}/{file name}</c>. The sender is the security boundary, so the path is taken apart here and
/// nowhere else, never by a binding.
/// </summary>
/// <param name="Sender">Code of the sender as the folder says.</param>
/// <param name="Id">Of the submission: the upload id and a short digest of the path, so that two files under one upload id stay two.</param>
public sealed record InboxPath(string Blob, string Sender, string UploadId, string FileName, string Id)
{
    /// <summary>Leaves room for what is added to the name of a marked copy.</summary>
    public const int LongestName = 200;

    private const string ByLink = "-link";

    /// <summary>Whoever had a link wrote the upload, and everything that storage says beside its content is theirs. What the app writes itself has no such id.</summary>
    public bool IsByLink => UploadId.EndsWith(ByLink, StringComparison.Ordinal);

    /// <summary>
    /// Reads a blob name. Null when it is not of the form, or has a name that could lead out of its folder: then nothing in it is trusted,
    /// and <see cref="IdOf"/> still names it.
    /// </summary>
    public static InboxPath? Parse(string blob) =>
        blob.Split('/') is [var sender, var upload, var file] && IsCode(sender) && IsCode(upload) && IsPlain(file) && file.Length <= LongestName
            ? new InboxPath(blob, sender, upload, file, IdOf(blob)) : null;

    /// <summary>The path of a new upload. Throws <see cref="FormatException"/> when the parts are not of the form; ask <see cref="IsCode"/> and <see cref="IsPlain"/> first.</summary>
    public static InboxPath Of(string sender, string uploadId, string fileName) =>
        Parse($"{sender}/{uploadId}/{fileName}") ?? throw new FormatException("A sender, an upload id and a plain file name make the path of an upload.");

    /// <summary>Names any blob of the inbox, well-formed or not.</summary>
    /// <param name="again">Creation time of a later blob under a path that was used before, which makes it a submission of its own.</param>
    public static string IdOf(string blob, DateTimeOffset? again = null)
    {
        var digest = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(again is { } created ? string.Create(CultureInfo.InvariantCulture, $"{blob}\n{created.UtcTicks}") : blob)))[..8];
        return blob.Split('/') is [_, var upload, _] && IsCode(upload) ? $"{upload}-{digest}" : $"unplaced-{digest}";
    }

    /// <summary>A code or id: letters, digits and dashes, at most 64.</summary>
    public static bool IsCode(string text) => text.Length is > 0 and <= 64 && text.All(c => char.IsAsciiLetterOrDigit(c) || c == '-');

    /// <summary>A plain file name: nothing in it can be taken for a folder, and no control characters.</summary>
    public static bool IsPlain(string name) =>
        name.Length is > 0 and <= 240 && name.Trim() == name && !name.StartsWith('.') && !name.Contains("..", StringComparison.Ordinal)
        && name.All(c => char.IsLetterOrDigit(c) || " ._-(),&'+".Contains(c, StringComparison.Ordinal));

    /// <summary>A new upload id: sorts by the time at which it was given.</summary>
    public static string NewUploadId(DateTimeOffset now) => Guid.CreateVersion7(now).ToString();

    /// <summary>A new upload id for an upload by a link.</summary>
    public static string NewLinkId(DateTimeOffset now) => NewUploadId(now) + ByLink;
}
