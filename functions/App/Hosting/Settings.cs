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

    /// <summary>Connection of the account of the inbox.</summary>
    public const string Inbox = "Inbox";

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
        return new AccountAddress(section.Value, Address("blobServiceUri"), Address("tableServiceUri"), Address("queueServiceUri"), section["clientId"]);

        Uri? Address(string key) => section[key] is { Length: > 0 } text ? new Uri(text) : null;
    }

    /// <summary>The limits of reading as configured. A name that is none of them, or a limit that is not a whole number above 0, is a fault of the deployment: it throws.</summary>
    public static Limits ReadingLimits(this IConfiguration configuration) =>
        configuration.GetSection(Reading).Get<Limits>(binder => binder.ErrorOnUnknownConfiguration = true) ?? Limits.Default;
}

/// <summary>How long unfinished work is left to itself, and how long the national workbook waits for changes to settle.</summary>
public sealed class Pace
{
    /// <summary>Younger work is probably just being done.</summary>
    public TimeSpan SweepAfter { get; set; } = TimeSpan.FromMinutes(10);

    public TimeSpan NationalSettles { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>Blobs and tables asked for at once by one function.</summary>
    public int Parallel { get; set; } = 8;
}
