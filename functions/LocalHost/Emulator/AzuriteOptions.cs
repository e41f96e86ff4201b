namespace Monitoring.LocalHost.Emulator;

/// <summary>How Azurite, the emulator of Azure Storage, is run.</summary>
public sealed record AzuriteOptions
{
    /// <summary>Where it keeps its data; <c>.local/azurite</c> under the repository's root when null.</summary>
    public string? DataFolder { get; init; }

    /// <summary>Keeps nothing on disk: its data lives as long as Azurite does, also when its clients are killed.</summary>
    public bool InMemory { get; init; }

    /// <summary>The port of blobs; 0 takes any free one.</summary>
    public int BlobPort { get; init; }

    /// <summary>The port of queues; 0 takes any free one.</summary>
    public int QueuePort { get; init; }

    /// <summary>The port of tables; 0 takes any free one.</summary>
    public int TablePort { get; init; }

    /// <summary>Further storage accounts beside <c>devstoreaccount1</c>: each is empty at first and apart from the others.</summary>
    public IReadOnlyList<string> Accounts { get; init; } = [];

    /// <summary>The folder with package.json, package-lock.json and run.mjs; found in the repository when null.</summary>
    public string? ToolFolder { get; init; }

    /// <summary>Where node and npm are looked for, in the form of the PATH variable; that variable when null.</summary>
    public string? SearchPath { get; init; }

    /// <summary>Told when something takes long: the one-time installation.</summary>
    public Action<string>? Progress { get; init; }

    /// <summary>How long Azurite may take to start.</summary>
    public TimeSpan StartLimit { get; init; } = TimeSpan.FromSeconds(60);
}
