using Azure;
using Azure.Storage.Blobs;
using Monitoring.Core.Figures.Reimbursement;

namespace Monitoring.Storage;

/// <summary>Statement documents: one for each NHS body, payee, payer and month, written only over exactly what was read. They hold cases, and lie apart from the figures of bodies.</summary>
public sealed class CaseFigureStore(Accounts accounts)
{
    private readonly BlobContainerClient _container = accounts.Cases.GetBlobContainerClient(Containers.CaseFigures);

    public Task<Stored?> Find(StatementKey statement, CancellationToken cancel) => _container.Read(statement.BlobName, cancel);

    /// <summary>False when somebody wrote meanwhile: what was computed may be out of date.</summary>
    public Task<bool> Replace(StatementKey statement, byte[] content, ETag? read, CancellationToken cancel) =>
        _container.Replace(statement.BlobName, content, ContentTypes.Json, read, cancel);

    /// <summary>Every statement document there is, or those below a folder: <c>{nhsBody}/</c>, <c>{nhsBody}/{payee}/</c>.</summary>
    public async IAsyncEnumerable<StatementKey> All(string? folder, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancel)
    {
        await foreach (var name in _container.Names(folder, cancel))
        {
            if (StatementKey.Parse(name) is { } statement)
                yield return statement;
        }
    }

    public IAsyncEnumerable<StatementKey> All(CancellationToken cancel) => All(null, cancel);
}
