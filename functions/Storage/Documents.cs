using System.Collections.Immutable;
using Azure;
using Azure.Storage.Blobs;
using Monitoring.Core.Kernel;
using Monitoring.Core.Ledger;

namespace Monitoring.Storage;

/// <summary>Receipts: what became of each submission, by sender.</summary>
public sealed class ReceiptStore(Accounts accounts)
{
    private readonly BlobContainerClient _container = accounts.Cases.GetBlobContainerClient(Containers.Receipts);

    public Task Write<T>(string sender, string submission, T receipt, CancellationToken cancel) =>
        _container.Write($"{sender}/{submission}.json", Json.Bytes(receipt), ContentTypes.Json, cancel);

    public async Task<T?> Find<T>(string sender, string submission, CancellationToken cancel) where T : class =>
        await _container.Read($"{sender}/{submission}.json", cancel) is { } stored ? Json.Read<T>(stored.Content) : null;

    /// <summary>What an accepted submission changed on a page, and the mark by which a write can say that nothing came between.</summary>
    public async Task<(PageEffect Effect, ETag ETag)?> FindEffect(string sender, string submission, string page, CancellationToken cancel) =>
        await _container.Read(Effect(sender, submission, page), cancel) is { } stored ? (Json.Read<PageEffect>(stored.Content), stored.ETag) : null;

    /// <summary>False when somebody told it meanwhile: what was worked out may be out of date.</summary>
    public Task<bool> ReplaceEffect(string sender, string submission, PageEffect effect, ETag? read, CancellationToken cancel) =>
        _container.Replace(Effect(sender, submission, effect.Page), Json.Bytes(effect), ContentTypes.Json, read, cancel);

    /// <summary>What a submission changed on each of the pages given; null until that is worked out for all of them.</summary>
    public async Task<Effect?> FindEffect(string sender, string submission, IEnumerable<string> pages, CancellationToken cancel)
    {
        var effects = ImmutableArray.CreateBuilder<PageEffect>();
        foreach (var page in pages)
        {
            if (await FindEffect(sender, submission, page, cancel) is not { } found)
                return null;
            effects.Add(found.Effect);
        }
        return effects.Count == 0 ? null : new Effect(submission, effects.ToImmutable());
    }

    /// <summary>Puts a file with a receipt; any attempt writes the same.</summary>
    public Task Attach(string sender, string submission, string file, byte[] content, string contentType, CancellationToken cancel) =>
        _container.Write(File(sender, submission, file), content, contentType, cancel);

    /// <summary>A file that goes with a receipt, or null when there is none of that name.</summary>
    public async Task<byte[]?> FindFile(string sender, string submission, string file, CancellationToken cancel) =>
        (await _container.Read(File(sender, submission, file), cancel))?.Content;

    /// <summary>Deletes every file that goes with a receipt.</summary>
    public async Task DeleteFiles(string sender, string submission, CancellationToken cancel)
    {
        await foreach (var name in _container.Names(File(sender, submission, ""), cancel))
            await _container.GetBlobClient(name).DeleteIfExistsAsync(cancellationToken: cancel);
    }

    /// <summary>Submissions of a sender, in order of upload.</summary>
    public async IAsyncEnumerable<string> Submissions(string sender, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancel)
    {
        await foreach (var name in _container.Names($"{sender}/", cancel))
        {
            // Effects and files lie a folder deeper, below the name of their submission.
            var own = name[(sender.Length + 1)..];
            if (!own.Contains('/', StringComparison.Ordinal))
                yield return own[..^".json".Length];
        }
    }

    private static string File(string sender, string submission, string file) => $"{sender}/{submission}/files/{file}";

    private static string Effect(string sender, string submission, string page) => $"{sender}/{submission}/effect-{StorageKey.Of(page)}.json";
}

/// <summary>One small document for each thing that somebody should hear; a connector may send them, none is on by default.</summary>
public sealed class NoticeStore(Accounts accounts)
{
    private readonly BlobContainerClient _container = accounts.Returns.GetBlobContainerClient(Containers.Notices);

    /// <summary>Writes a notice under a name that says what it is about, so that saying it twice says it once.</summary>
    public Task Say<T>(string name, T notice, CancellationToken cancel) => _container.Write($"{name}.json", Json.Bytes(notice), ContentTypes.Json, cancel);

    /// <summary>Writes a file beside notices: a sheet that goes with one.</summary>
    public Task Attach(string name, byte[] content, string contentType, CancellationToken cancel) => _container.Write(name, content, contentType, cancel);

    public async Task<T?> Find<T>(string name, CancellationToken cancel) where T : class =>
        await _container.Read($"{name}.json", cancel) is { } stored ? Json.Read<T>(stored.Content) : null;
}

/// <summary>Which months have had a statement issued, and which are closed.</summary>
public sealed class ClosingStore(Accounts accounts)
{
    private readonly BlobContainerClient _statements = accounts.Returns.GetBlobContainerClient(Containers.Statements);
    private readonly BlobContainerClient _closed = accounts.Returns.GetBlobContainerClient(Containers.Closed);

    /// <summary>Statements issued for a month; one issued again is one.</summary>
    public async Task<int> StatementsOf(ReportingMonth month, CancellationToken cancel) => (await Count($"{month}/", cancel)).GetValueOrDefault(month);

    /// <summary>Statements issued, by month.</summary>
    public Task<IReadOnlyDictionary<ReportingMonth, int>> Statements(CancellationToken cancel) => Count(null, cancel);

    /// <summary>How a month was closed; null while it is open.</summary>
    public async Task<T?> Find<T>(ReportingMonth month, CancellationToken cancel) where T : class =>
        await _closed.Read($"{month}.json", cancel) is { } stored ? Json.Read<T>(stored.Content) : null;

    /// <summary>Every month that is closed.</summary>
    public async Task<IReadOnlySet<ReportingMonth>> Closed(CancellationToken cancel)
    {
        var closed = new HashSet<ReportingMonth>();
        await foreach (var name in _closed.Names(null, cancel))
        {
            if (name.EndsWith(".json", StringComparison.Ordinal) && ReportingMonth.TryParse(name[..^".json".Length], out var month))
                closed.Add(month);
        }
        return closed;
    }

    /// <summary>Closes a month for good. False when it was closed before.</summary>
    public Task<bool> Close<T>(ReportingMonth month, T how, CancellationToken cancel) => _closed.Create($"{month}.json", Json.Bytes(how), ContentTypes.Json, cancel);

    private async Task<IReadOnlyDictionary<ReportingMonth, int>> Count(string? folder, CancellationToken cancel)
    {
        var statements = new HashSet<string>();
        await foreach (var name in _statements.Names(folder, cancel))
            statements.Add(name[..name.LastIndexOf('/')]);
        return statements.GroupBy(statement => ReportingMonth.Parse(statement.Split('/')[0])).ToDictionary(month => month.Key, month => month.Count());
    }
}
