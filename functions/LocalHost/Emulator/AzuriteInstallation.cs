using System.Security.Cryptography;

namespace Monitoring.LocalHost.Emulator;

/// <summary>Azurite in its folder of the repository, in the version that package-lock.json pins.</summary>
internal sealed class AzuriteInstallation
{
    private static readonly TimeSpan OthersLimit = TimeSpan.FromMinutes(10);

    private readonly Action<string>? _progress;

    /// <exception cref="LocalHostException">The folder is not there.</exception>
    public AzuriteInstallation(string? toolFolder, Action<string>? progress)
    {
        _progress = progress;
        var folder = toolFolder ?? (RepositoryFolder.Find() is { } root ? Path.Combine(root, "functions", "LocalHost", "azurite") : null);
        if (folder is null || !File.Exists(Path.Combine(folder, "run.mjs")) || !File.Exists(Path.Combine(folder, "package-lock.json")))
            throw new LocalHostException($"The files that run Azurite are not {(folder is null ? $"in a repository above {AppContext.BaseDirectory}" : $"in {folder}")}: run the app from its repository, or against a storage account that is already there.");
        Folder = Path.GetFullPath(folder);
    }

    public string Folder { get; }

    /// <summary>The script that runs Azurite until its standard input closes.</summary>
    public string Script => Path.Combine(Folder, "run.mjs");

    private string Stamp => Path.Combine(Folder, "node_modules", ".installed");

    /// <summary>Installs what the lock file pins, unless that was done already. Safe with several processes at once.</summary>
    /// <exception cref="LocalHostException">npm is missing or failed, or another process installs for too long.</exception>
    public async Task EnsureAsync(NodeTools tools, CancellationToken cancelled)
    {
        var pinned = Convert.ToHexStringLower(SHA256.HashData(await File.ReadAllBytesAsync(Path.Combine(Folder, "package-lock.json"), cancelled)));
        if (await IsInstalledAsync(pinned, cancelled))
            return;

        await using var turn = await TakeTurnAsync(cancelled);
        if (await IsInstalledAsync(pinned, cancelled))
            return;

        _progress?.Invoke("Installing Azurite, which stands in for Azure Storage. This happens once and takes a minute or two.");
        var (exit, output) = await tools.NpmAsync(["ci", "--no-audit", "--no-fund", "--ignore-scripts", "--engine-strict=false", "--loglevel=error"], Folder, cancelled);
        if (exit != 0)
            throw new LocalHostException($"Azurite could not be installed: npm ci in {Folder} ended with {exit}.{Environment.NewLine}{Tail(output)}");
        await File.WriteAllTextAsync(Stamp, pinned, cancelled);
    }

    private async Task<bool> IsInstalledAsync(string pinned, CancellationToken cancelled) =>
        File.Exists(Stamp) && await File.ReadAllTextAsync(Stamp, cancelled) == pinned;

    // A file opened for one process alone: let go of by the system also when that process is killed.
    private async Task<FileStream> TakeTurnAsync(CancellationToken cancelled)
    {
        var file = Path.Combine(Folder, ".install.lock");
        for (var waited = TimeSpan.Zero; ; waited += TimeSpan.FromMilliseconds(200))
        {
            try
            {
                return new FileStream(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (UnauthorizedAccessException e)
            {
                throw new LocalHostException($"Azurite is not installed, and {Folder} cannot be written to: {e.Message}", e);
            }
            catch (IOException) when (waited < OthersLimit)
            {
                if (waited == TimeSpan.Zero)
                    _progress?.Invoke("Waiting for another program that is installing Azurite.");
                await Task.Delay(200, cancelled);
            }
            catch (IOException e)
            {
                throw new LocalHostException($"Another program has held {file} for {OthersLimit.TotalMinutes:0} minutes. If no installation of Azurite is under way, end it.", e);
            }
        }
    }

    private static string Tail(string output) =>
        string.Join(Environment.NewLine, output.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).TakeLast(8));
}
