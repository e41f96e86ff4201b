using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Data.Tables;
using Azure.Identity;
using Azure.Storage.Blobs;
using Azure.Storage.Queues;

namespace Monitoring.Storage;

/// <summary>Where an account is: a connection string (development), or addresses and the app's own identity.</summary>
public sealed record AccountAddress(string? ConnectionString, Uri? Blobs = null, Uri? Tables = null, Uri? Queues = null, string? ClientId = null);

/// <summary>
/// The two accounts. The inbox has one of its own, because the account of the returns keeps versions and cannot delete, and an inbox must be emptied.
/// </summary>
public sealed class Accounts
{
    public Accounts(AccountAddress returns, AccountAddress inbox, IEnumerable<HttpPipelinePolicy>? policies = null)
    {
        var all = policies?.ToList() ?? [];
        Returns = Blobs(returns, all);
        Inbox = Blobs(inbox, all);
        Tables = returns.ConnectionString is { } connection
            ? new TableServiceClient(connection, With(new TableClientOptions(), all))
            : new TableServiceClient(Address(returns.Tables), Identity(returns), With(new TableClientOptions(), all));
        InboxQueues = QueuesOf(inbox, all);
        ReturnsQueues = QueuesOf(returns, all);
    }

    public BlobServiceClient Returns { get; }

    public BlobServiceClient Inbox { get; }

    public TableServiceClient Tables { get; }

    /// <summary>Queues of the inbox's account, where the host reports uploads given up.</summary>
    public QueueServiceClient InboxQueues { get; }

    /// <summary>Queues of the account of the returns, where it reports acceptances and figures given up.</summary>
    public QueueServiceClient ReturnsQueues { get; }

    /// <summary>Makes what is not there. In Azure the infrastructure has made it all, and this changes nothing.</summary>
    public async Task CreateMissing(CancellationToken cancel)
    {
        foreach (var container in Containers.InReturnsAccount)
            await Returns.GetBlobContainerClient(container).CreateIfNotExistsAsync(cancellationToken: cancel);
        await Inbox.GetBlobContainerClient(Containers.Inbox).CreateIfNotExistsAsync(cancellationToken: cancel);
        foreach (var table in new[] { VersionsTable.Name, Unfinished.Name, PostingsTable.Name })
            await Tables.CreateTableIfNotExistsAsync(table, cancel);
    }

    private static BlobServiceClient Blobs(AccountAddress account, List<HttpPipelinePolicy> policies) => account.ConnectionString is { } connection
        ? new BlobServiceClient(connection, With(new BlobClientOptions(), policies))
        : new BlobServiceClient(Address(account.Blobs), Identity(account), With(new BlobClientOptions(), policies));

    private static QueueServiceClient QueuesOf(AccountAddress account, List<HttpPipelinePolicy> policies)
    {
        // The host writes its messages in Base64.
        var options = With(new QueueClientOptions { MessageEncoding = QueueMessageEncoding.Base64 }, policies);
        return account.ConnectionString is { } connection ? new QueueServiceClient(connection, options) : new QueueServiceClient(Address(account.Queues), Identity(account), options);
    }

    private static Uri Address(Uri? address) => address ?? throw new InvalidOperationException("An account needs a connection string or its addresses; see README, settings.");

    private static DefaultAzureCredential Identity(AccountAddress account) => new(new DefaultAzureCredentialOptions { ManagedIdentityClientId = account.ClientId });

    private static T With<T>(T options, List<HttpPipelinePolicy> policies) where T : ClientOptions
    {
        foreach (var policy in policies)
            options.AddPolicy(policy, HttpPipelinePosition.PerRetry);
        return options;
    }
}
