using System.Runtime.CompilerServices;
using Azure.Storage.Blobs;
using Monitoring.Core.Figures.Reimbursement;
using Monitoring.Core.Kernel;

namespace Monitoring.Storage;

/// <summary>Statements as they were issued: write-once, by month, with totals only and no case.</summary>
public sealed class IssuedStore(Accounts accounts)
{
    private readonly BlobContainerClient _container = accounts.Returns.GetBlobContainerClient(Containers.Statements);

    public static string NameOf(StatementKey statement, int number) => $"{Folder(statement)}/{number:0000}.json";

    /// <summary>Keeps an issue. False when it is kept already: that stands.</summary>
    public Task<bool> Create(IssuedStatement issued, CancellationToken cancel) => _container.Create(NameOf(issued.Key, issued.Number), Json.Bytes(issued), ContentTypes.Json, cancel);

    public async Task<IssuedStatement?> Find(StatementKey statement, int number, CancellationToken cancel) =>
        await _container.Read(NameOf(statement, number), cancel) is { } stored ? Json.Read<IssuedStatement>(stored.Content) : null;

    /// <summary>Every issue of a statement, first to last.</summary>
    public async IAsyncEnumerable<IssuedStatement> Of(StatementKey statement, [EnumeratorCancellation] CancellationToken cancel)
    {
        await foreach (var name in _container.Names($"{Folder(statement)}/", cancel))
            yield return Json.Read<IssuedStatement>((await _container.Read(name, cancel))!.Content);
    }

    private static string Folder(StatementKey statement) => $"{statement.Month}/{statement.NhsBody}/{statement.Payee}-{statement.Payer}";
}
