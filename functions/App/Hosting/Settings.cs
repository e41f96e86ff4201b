using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Configuration;
using Monitoring.Files.Readers;
using Monitoring.Storage;

namespace Monitoring.App.Hosting;

/// <summary>Names of settings, and the constants that attributes need.</summary>
public static class Settings
{
    /// <summary>Connection of the account that keeps returns, ledger, figures and workbooks: a connection string, or a section of addresses.</summary>
    public const string Returns = "Returns";

    /// <summary>Connection of the account of what tells of single cases and is deleted: rows, statements and their workbooks, receipts, quarantine.</summary>
    public const string Cases = "Cases";

    /// <summary>Connection of the account of the inbox.</summary>
    public const string Inbox = "Inbox";

    /// <summary>Whether links to storage are given out: <c>on</c>, or <c>off</c> where storage can be reached from inside a network only. Without it they are not.</summary>
    public const string Links = "Links";

    /// <summary>Where telemetry is sent to. Without it none is sent.</summary>
    public const string Telemetry = "APPLICATIONINSIGHTS_CONNECTION_STRING";

    /// <summary>The accounts, and which of them has tables.</summary>
    public static IReadOnlyList<AccountSetting> Accounts { get; } = [new(Returns, HasTables: true), new(Cases), new(Inbox)];

    /// <summary>
    /// Everything that is set in Azure, and nothing else is: what the app reads, what the host reads of the same connections, and what the platform needs to keep its own state, to send telemetry and to sign people in, each by the
    /// app's identity. The infrastructure sets exactly these; none is a secret.
    /// </summary>
    public static IReadOnlyList<string> InAzure { get; } =
    [
        .. Accounts.SelectMany(account => account.Keys),
        .. new AccountSetting("AzureWebJobsStorage", HasTables: true).Keys,
        Links,
        Telemetry, "APPLICATIONINSIGHTS_AUTHENTICATION_STRING",
        "OVERRIDE_USE_MI_FIC_ASSERTION_CLIENTID",
    ];

    /// <summary>Section of the limits of reading (<see cref="Limits"/>): <c>Reading:UnpackedMegabytes</c> and its like. What is not set has its default.</summary>
    public const string Reading = "Reading";

    /// <summary>How the platform tells of new blobs. Event Grid in Azure; polling is for one machine.</summary>
#if BLOB_EVENTS_EVENTGRID
    public const BlobTriggerSource BlobEvents = BlobTriggerSource.EventGrid;
#else
    public const BlobTriggerSource BlobEvents = BlobTriggerSource.LogsAndContainerScan;
#endif

    /// <summary>An account as the settings name it: <c>Returns</c> as a connection string, or <c>Returns__blobServiceUri</c> and its like.</summary>
    public static AccountAddress Account(this IConfiguration configuration, string name)
    {
        var section = configuration.GetSection(name);
        var hasTables = Accounts.Single(account => account.Name == name).HasTables;
        return new AccountAddress(section.Value, Address(AccountSetting.Blobs), hasTables ? Address(AccountSetting.Tables) : null, Address(AccountSetting.Queues), section[AccountSetting.ClientId]);

        Uri? Address(string key) => section[key] is { Length: > 0 } text ? new Uri(text) : null;
    }

    /// <summary>Whether links are given out. A value that is neither <c>on</c> nor <c>off</c> is a fault of the deployment: it throws.</summary>
    public static LinkSwitch LinkSwitch(this IConfiguration configuration) => configuration[Links] switch
    {
        "on" => new LinkSwitch(true),
        "off" or null => new LinkSwitch(false),
        var other => throw new InvalidOperationException($"The setting {Links} is '{other}'; it must be 'on' or 'off'."),
    };

    /// <summary>The limits of reading as configured. A name that is none of them, or a limit that is not a whole number above 0, is a fault of the deployment: it throws.</summary>
    public static Limits ReadingLimits(this IConfiguration configuration) =>
        configuration.GetSection(Reading).Get<Limits>(binder => binder.ErrorOnUnknownConfiguration = true) ?? Limits.Default;
}

/// <summary>A storage account as it is set in Azure.</summary>
/// <param name="Name">Of the connection, as triggers name it.</param>
/// <param name="HasTables">Whether the app keeps tables there. Every account has blobs, and the queue of deliveries that the host gave up.</param>
public sealed record AccountSetting(string Name, bool HasTables = false)
{
    internal const string Blobs = "blobServiceUri", Queues = "queueServiceUri", Tables = "tableServiceUri", ClientId = "clientId";

    /// <summary>Read by the host only: by which kind of identity it opens the connection.</summary>
    private const string Credential = "credential";

    /// <summary>Names of its settings.</summary>
    public IEnumerable<string> Keys => from key in HasTables ? [Blobs, Queues, Tables, ClientId, Credential] : new[] { Blobs, Queues, ClientId, Credential } select $"{Name}__{key}";
}

/// <summary>Whether links to storage are given out.</summary>
public sealed record LinkSwitch(bool On);

/// <summary>How long unfinished work is left to itself, and how long the national workbook waits for changes to settle.</summary>
public sealed class Pace
{
    /// <summary>Younger work is probably just being done.</summary>
    public TimeSpan SweepAfter { get; set; } = TimeSpan.FromMinutes(10);

    public TimeSpan NationalSettles { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>Blobs and tables asked for at once by one function.</summary>
    public int Parallel { get; set; } = 8;
}
