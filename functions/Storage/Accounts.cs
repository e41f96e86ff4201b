using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Data.Tables;
using Azure.Identity;
using Azure.Storage.Blobs;
using Azure.Storage.Queues;

namespace Monitoring.Storage;

/// <summary>Where an account is: a connection string (development), or addresses and an identity.</summary>
/// <param name="ClientId">Of the app's own identity. Null for whoever is signed in: a person who rebuilds.</param>
public sealed record AccountAddress(string? ConnectionString, Uri? Blobs = null, Uri? Tables = null, Uri? Queues = null, string? ClientId = null)
{
    /// <summary>The identity to open the account by. Make one for all: each asks for tokens of its own.</summary>
    public TokenCredential Identity() => ClientId is { } client ? new ManagedIdentityCredential(ManagedIdentityId.FromUserAssignedClientId(client)) : new DefaultAzureCredential();
}

/// <summary>
/// The three accounts. Whether an account keeps versions and deleted blobs holds for all of it: the account of the returns does, so what tells of single cases and must really go has an account of its own, and so has the inbox,
/// which is emptied. On one machine the three may be one.
/// </summary>
public sealed class Accounts
{
    private readonly Dictionary<string, TokenCredential> _identities = [];

    public Accounts(AccountAddress returns, AccountAddress cases, AccountAddress inbox, IEnumerable<HttpPipelinePolicy>? policies = null)
    {
        var all = policies?.ToList() ?? [];
        Returns = Blobs(returns, all);
        Cases = Blobs(cases, all);
        Inbox = Blobs(inbox, all);
        Tables = returns.ConnectionString is { } connection
            ? new TableServiceClient(connection, With(new TableClientOptions(), all))
            : new TableServiceClient(Address(returns.Tables), Identity(returns), With(new TableClientOptions(), all));
        InboxQueues = QueuesOf(inbox, all);
        ReturnsQueues = QueuesOf(returns, all);
        CasesQueues = QueuesOf(cases, all);
    }

    public BlobServiceClient Returns { get; }

    public BlobServiceClient Cases { get; }

    public BlobServiceClient Inbox { get; }

    public TableServiceClient Tables { get; }

    /// <summary>Queues of the inbox's account, where the host reports uploads given up.</summary>
    public QueueServiceClient InboxQueues { get; }

    /// <summary>Queues of the account of the returns, where it reports acceptances and figures given up.</summary>
    public QueueServiceClient ReturnsQueues { get; }

    /// <summary>Queues of the account of the cases, where it reports statements given up.</summary>
    public QueueServiceClient CasesQueues { get; }

    /// <summary>The tables in the account of the returns.</summary>
    public static IReadOnlyList<string> TableNames { get; } = [VersionsTable.Name, Unfinished.Name, PostingsTable.Name];

    /// <summary>Makes what is not there. In Azure the infrastructure has made it all, and this changes nothing.</summary>
    public async Task CreateMissing(CancellationToken cancel)
    {
        foreach (var container in Containers.InReturnsAccount)
            await Returns.GetBlobContainerClient(container).CreateIfNotExistsAsync(cancellationToken: cancel);
        foreach (var container in Containers.InCasesAccount)
            await Cases.GetBlobContainerClient(container).CreateIfNotExistsAsync(cancellationToken: cancel);
        await Inbox.GetBlobContainerClient(Containers.Inbox).CreateIfNotExistsAsync(cancellationToken: cancel);
        foreach (var table in TableNames)
            await Tables.CreateTableIfNotExistsAsync(table, cancel);
    }

    private BlobServiceClient Blobs(AccountAddress account, List<HttpPipelinePolicy> policies) => account.ConnectionString is { } connection
        ? new BlobServiceClient(connection, With(new BlobClientOptions(), policies))
        : new BlobServiceClient(Address(account.Blobs), Identity(account), With(new BlobClientOptions(), policies));

    private QueueServiceClient QueuesOf(AccountAddress account, List<HttpPipelinePolicy> policies)
    {
        // The host writes its messages in Base64.
        var options = With(new QueueClientOptions { MessageEncoding = QueueMessageEncoding.Base64 }, policies);
        return account.ConnectionString is { } connection ? new QueueServiceClient(connection, options) : new QueueServiceClient(Address(account.Queues), Identity(account), options);
    }

    private static Uri Address(Uri? address) => address ?? throw new InvalidOperationException("An account needs a connection string or its addresses; see README, settings.");

    private TokenCredential Identity(AccountAddress account) =>
        _identities.TryGetValue(account.ClientId ?? "", out var known) ? known : _identities[account.ClientId ?? ""] = account.Identity();

    private static T With<T>(T options, List<HttpPipelinePolicy> policies) where T : ClientOptions
    {
        foreach (var policy in policies)
            options.AddPolicy(policy, HttpPipelinePosition.PerRetry);
        return options;
    }
}
