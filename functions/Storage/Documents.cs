using Azure.Storage.Blobs;
using Monitoring.Core.Kernel;

namespace Monitoring.Storage;

/// <summary>Receipts: what became of each submission, by sender.</summary>
public sealed class ReceiptStore(Accounts accounts)
{
    private readonly BlobContainerClient _container = accounts.Returns.GetBlobContainerClient(Containers.Receipts);

    public Task Write<T>(string sender, string submission, T receipt, CancellationToken cancel) =>
        _container.Write($"{sender}/{submission}.json", Json.Bytes(receipt), ContentTypes.Json, cancel);

    public async Task<T?> Find<T>(string sender, string submission, CancellationToken cancel) where T : class =>
        await _container.Read($"{sender}/{submission}.json", cancel) is { } stored ? Json.Read<T>(stored.Content) : null;

    /// <summary>What an accepted submission changed, worked out from its place in the order of arrival.</summary>
    public Task WriteEffect<T>(string sender, string submission, T effect, CancellationToken cancel) =>
        _container.Write($"{sender}/{submission}.effect.json", Json.Bytes(effect), ContentTypes.Json, cancel);

    public async Task<T?> FindEffect<T>(string sender, string submission, CancellationToken cancel) where T : class =>
        await _container.Read($"{sender}/{submission}.effect.json", cancel) is { } stored ? Json.Read<T>(stored.Content) : null;

    /// <summary>Submissions of a sender, in order of upload.</summary>
    public async IAsyncEnumerable<string> Submissions(string sender, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancel)
    {
        await foreach (var name in _container.Names($"{sender}/", cancel))
        {
            if (!name.EndsWith(".effect.json", StringComparison.Ordinal))
                yield return name[(sender.Length + 1)..^".json".Length];
        }
    }
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

    /// <summary>Statements issued for a month.</summary>
    public async Task<int> StatementsOf(ReportingMonth month, CancellationToken cancel)
    {
        var statements = 0;
        await foreach (var _ in _statements.Names($"{month}/", cancel))
            statements++;
        return statements;
    }

    public Task<bool> IsClosed(ReportingMonth month, CancellationToken cancel) => _closed.Exists($"{month}.json", cancel);

    /// <summary>Closes a month for good. False when it was closed before.</summary>
    public Task<bool> Close<T>(ReportingMonth month, T how, CancellationToken cancel) => _closed.Create($"{month}.json", Json.Bytes(how), ContentTypes.Json, cancel);
}
